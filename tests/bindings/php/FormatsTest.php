<?php

declare(strict_types=1);

use Pilkada\Finding;
use Pilkada\InvalidArgumentException;
use Pilkada\Verdict;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/Sample.php';

/** Verdicts in the formats of others, and the windows to come. */
final class FormatsTest extends TestCase
{
    private Verdict $verdict;

    protected function setUp(): void
    {
        $this->verdict = Sample::rules()->judge(Sample::REPORT);
    }

    public function testALogOfOneIsALogOfMany(): void
    {
        $run = $this->verdict->toSarifRun('a.jsonl', 3);
        $this->assertSame($this->verdict->toSarif('a.jsonl', 3), Verdict::sarifLog([$run]));
        $this->assertCount(2, json_decode(Verdict::sarifLog([$run, $run]))->runs);
        $this->assertSame([], json_decode(Verdict::sarifLog([]))->runs);
    }

    public function testResultsAreTheFindings(): void
    {
        $results = json_decode($this->verdict->toSarif(lang: 'en'), true)['runs'][0]['results'];
        $failed = array_filter($results, fn(array $result) => ($result['kind'] ?? '') !== 'open');
        $this->assertSame(
            array_map(fn(Finding $f) => [$f->code, $f->message['en']], $this->verdict->getFindings()),
            array_map(fn(array $r) => [$r['ruleId'], $r['message']['text']], array_values($failed)),
        );
    }

    public function testValidationsAreTheRules(): void
    {
        $at = new DateTimeImmutable('2024-11-27T05:01:00+09:00');
        $text = Sample::rules()->ess(Sample::REPORT, $at, actor: 'desk', lang: 'en');
        $validations = json_decode($text, true);
        $this->assertSame(['time' => '2024-11-27T05:01:00+09:00', 'actor' => 'desk'], array_slice($validations[0]['event'], 0, 2));
        $this->assertEqualsCanonicalizing(['0', '1', 'NA'], array_values(array_unique(array_column($validations, 'value'))));
        $this->assertSame($text, Sample::rules()->ess(Sample::json(), $at, actor: 'desk', lang: 'en'));
    }

    public function testWhatCannotBeIsRefused(): void
    {
        $rules = Sample::rules();
        $calls = [
            fn() => $rules->ess(Sample::REPORT, '2024-11-27T05:01:00'), fn() => $rules->ess('{', Sample::NOW),
            fn() => $rules->ess(Sample::REPORT, Sample::NOW, context: '{'), fn() => $rules->nextWindows('tiada', Sample::NOW),
            fn() => $rules->nextWindows('jateng.dinihari', Sample::NOW, count: 0), fn() => $rules->nextWindows('jateng.dinihari', '2024-11-27'),
        ];
        foreach ($calls as $i => $call) {
            try {
                $call();
                $this->fail("call $i");
            } catch (InvalidArgumentException $e) {
                $this->assertNotSame('', $e->getMessage());
            }
        }
    }

    public function testOtherTypesAndRangesArePhpsOwnErrors(): void
    {
        $calls = [
            fn() => $this->verdict->toSarif(line: -1), fn() => $this->verdict->toSarif(line: 2 ** 32),
            fn() => $this->verdict->toSarif(line: '1'), fn() => $this->verdict->toSarif("a\0b"), fn() => $this->verdict->toSarif(lang: 'jv'),
            fn() => Verdict::sarifLog([3]), fn() => Verdict::sarifLog('x'), fn() => Sample::rules()->ess(Sample::REPORT, 3),
            fn() => Sample::rules()->nextWindows('jateng.dinihari', Sample::NOW, null, 1.5),
        ];
        foreach ($calls as $i => $call) {
            try {
                $call();
                $this->fail("call $i");
            } catch (TypeError|ValueError $e) {
                $this->assertStringContainsString('Argument #', $e->getMessage());
            }
        }
    }

    public function testWindowsToCome(): void
    {
        [$night, $then] = Sample::rules()->nextWindows('jateng.dinihari', '2024-11-27T03:00:00+07:00', count: 2);
        $this->assertSame(['2024-11-26', 7200, 75600], [$night['date'], $night['closes_in'], $then['opens_in']]);
        $this->assertSame([$night], Sample::rules()->nextWindows('jateng.dinihari', new DateTimeImmutable('2024-11-26T20:00:00Z')));
        $this->assertSame([], Sample::rules()->nextWindows('sulsel2018.perjam', '2024-12-01T00:00:00+08:00', count: 5));
    }

    public function testExplanationsForPeople(): void
    {
        $rules = Sample::rules();
        $this->assertStringContainsString('/jumlah_tps: dilanggar (galat)', $rules->explainText(Sample::REPORT, rule: 'U-6'));
        $this->assertStringContainsString('/jumlah_tps: fails (error)', $rules->explainText(Sample::json(), rule: 'U-6', lang: 'en'));
        $this->expectException(Pilkada\UnknownException::class);
        $rules->explainText(Sample::REPORT, rule: 'U-66');
    }

    /** Portals keep it beside a receipt: a report that came again unchanged is known by it. */
    public function testWhatAReportSaysHasOneHash(): void
    {
        $hash = Pilkada\Rulebook::contentHash(Sample::REPORT);
        $this->assertMatchesRegularExpression('/^[0-9a-f]{64}$/', $hash);
        $this->assertSame($hash, Pilkada\Rulebook::contentHash(json_encode(['id' => 'r-9'] + array_reverse(Sample::REPORT))));
        $this->assertNotSame($hash, Pilkada\Rulebook::contentHash(['tps_buka' => 1401] + Sample::REPORT));
        $this->expectException(Pilkada\ParseException::class);
        Pilkada\Rulebook::contentHash('{');
    }
}
