<?php // usage: leak.php CALLS   More than half of the calls fail; the memory of the process must not grow.

use Pilkada\{Grid, Rulebook, Screener};

require __DIR__ . '/Sample.php';

final class Text
{
    public function __toString(): string
    {
        return '{"form_id":"lap_tungsura","id":"' . mt_rand() . '"}';
    }
}

$rules = Rulebook::default();
$report = Sample::REPORT;
$text = new Text();
$now = new DateTimeImmutable(Sample::NOW);
$board = fn($receipts, ...$more) => $rules->board($receipts, '2024-11-26', '2024-11-26', $now, ...$more);
$screener = new Screener(file_get_contents(glob(Sample::source('data/screening/*.json'))[0]));
$stream = $screener->stream(explain: true);
$grid = fn() => new Grid($rules, ['33.16'], '2024-11-26', '2024-11-26');
$calls = [
    fn() => $rules->judge($report), fn() => $rules->judge($report)->getFindings(), fn() => $rules->judge(Sample::json())->toText(),
    fn() => $rules->judge($text)->toJson(), fn() => json_encode($rules->judge($report)), fn() => print_r($rules->judge($report), true),
    fn() => $rules->judge('{'), fn() => $rules->judge("\xff"), fn() => $rules->judge(['a' => NAN]), fn() => $rules->judge(3),
    fn() => $rules->judge(['a' => [1, ['b' => $rules]]]), fn() => $rules->judge(['a' => ["\xff"]]), fn() => $rules->judge($report, form: 'x'),
    fn() => $rules->judge($report, version: []), fn() => $rules->judge($report, context: ['parameter' => (object)[]]),
    fn() => $rules->judge($report, context: '{'), fn() => $rules->judge(['form_id' => 'x']), fn() => $rules->judge($report) == $rules->judge($report),
    fn() => $board([Sample::RECEIPTS[0]], regions: ['33.16'])->getCells(), fn() => $board([Sample::RECEIPTS[0], ['hash' => 'y'] + Sample::RECEIPTS[0]])->getCells(), fn() => $board([])->getFirstToCall(),
    fn() => $board([])->toJson([]), fn() => $board([Sample::RECEIPTS[0], []]), fn() => $board([Sample::RECEIPTS[0], 3]),
    fn() => $board([Sample::RECEIPTS[0]], regions: ['33.16', 3]), fn() => $board([Sample::REPORT], schedule: 'x'), fn() => $rules->board([], $now, 'x', $now),
    fn() => $rules->screen('x', at: new DateTimeImmutable('2024-11-27')), fn() => $rules->screen('surat suara tercoblos', 'x', true)->getHits(), fn() => $rules->screen("\xff"), fn() => $rules->screen([]),
    fn() => $rules->screenMany(['a' => 'surat suara tercoblos', 'b' => null], true), fn() => $rules->screenMany(['a', []]), fn() => $screener->screenMany(3), fn() => $rules->screener(['{']), fn() => $rules->screener(['a', []]),
    fn() => $grid()->addMany(pack('q*', 1732647600, 1), pack('l*', 0, 0), $now, pack('q*', 1, 1)), fn() => $grid()->addMany([$now, Sample::NOW], ['33.16', 1], $now),
    fn() => $grid()->addMany([1, 2], [0], $now), fn() => $grid()->addMany([1, 'x'], [0, 0], $now), fn() => $grid()->addMany(['x'], [0], $now), fn() => $grid()->addMany('x', [0], $now),
    fn() => $grid()->add($now, '33.16', $now, 7), fn() => $grid()->add('x', 0, $now), fn() => $grid()->cell('33.16', '2024-11-26', $now), fn() => $grid()->cell('x', '2024-11-26', $now),
    fn() => $grid()->states($now), fn() => $grid()->counts(), fn() => $grid()->getSummary($now), fn() => $grid()->getRegions(), fn() => new Grid($rules, ['33.16', 3], $now, $now),
    fn() => new Grid($rules, ['99.99'], $now, $now), fn() => $grid()->__construct($rules, ['33.16'], '2024-11-26', '2024-11-26'), fn() => new Grid($screener, [], $now, $now),
    fn() => $stream->feed('surat suara terco'), fn() => $stream->feed('blos. '), fn() => $stream->finish()->getHits(), fn() => $stream->feed([]),
    fn() => $rules->region('33.16'), fn() => $rules->region('x'), fn() => $rules->message('x', 'y'), fn() => $rules->stages($now), fn() => $rules->window('jateng.dinihari', $now),
    fn() => $rules->judge($report)->toSarif('a', 1), fn() => $rules->judge($report)->toSarif(line: -1), fn() => Pilkada\Verdict::sarifLog(['{}', 3]),
    fn() => $rules->ess($report, $now), fn() => $rules->ess($report, $now, context: '{'), fn() => $rules->nextWindows('jateng.dinihari', $now, count: 3),
    fn() => $rules->window('x', $now), fn() => $rules->schedules(), fn() => new Screener('{'), fn() => new Screener(['a' => 1]), fn() => new Screener([1, 2, $rules]),
    fn() => $screener->__construct(['a' => [1, 2]]), fn() => $screener->screen(mt_rand())->getLevel(), fn() => Rulebook::load(['forms/a.json' => '{']),
    fn() => Rulebook::load(['b' => 'x', 'a' => 3]), fn() => Rulebook::default()->getHash(), fn() => new Pilkada\Verdict(),
];
$files = Sample::dataFiles();
$pack = current(preg_grep('~"entries"~', $files));
$slow = [fn() => Rulebook::load($files)->getHash(), fn() => count(new Screener($pack)), fn() => $screener->stream('x')->finish(), fn() => $screener->stream(at: 'x')];

function run(array $calls, array $slow, int $count): array
{
    for ($i = 0; $i < $count; $i++) {
        try {
            $call = $i % 1000 === 999 ? $slow[intdiv($i, 1000) % count($slow)] : $calls[$i % count($calls)];
            $call();
        } catch (Throwable) {
        }
    }
    gc_collect_cycles();
    return [4 * (int)explode(' ', file_get_contents('/proc/self/statm'))[1], memory_get_usage()];
}

$count = (int)$argv[1];
[$rss, $heap] = run($calls, $slow, max(intdiv($count, 5), 2000));
[$rss2, $heap2] = run($calls, $slow, $count);
echo "$count calls: RSS $rss -> $rss2 KiB, Zend heap $heap -> $heap2 bytes\n";
exit((int)($rss2 - $rss > 1024 || $heap2 - $heap > 4096));
