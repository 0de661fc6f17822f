<?php

declare(strict_types=1);

use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/Sample.php';

/** The conformance cases in PHP (tests/conformance/README.md), through the extension only. */
final class ConformanceTest extends TestCase
{
    private const JSON = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION;

    /** @var list<string> what the library wrote */
    private static array $lines = [];

    /** Objects stay stdClass, so that {} is not []. */
    public static function cases(): iterable
    {
        foreach (glob(Sample::source('tests/conformance/*.json')) as $path) {
            $content = json_decode(file_get_contents($path), false, 512, JSON_THROW_ON_ERROR);
            foreach ($content->cases as $case) {
                yield basename($path, '.json') . ":$case->name" => [$case, $content->templates ?? new stdClass()];
            }
        }
    }

    /** @dataProvider cases */
    public function testCase(stdClass $case, stdClass $templates): void
    {
        $expect = $case->expect;
        try {
            $lines = $this->{"run$case->kind"}($case, $templates);
        } catch (Pilkada\InvalidArgumentException $e) {
            self::$lines[] = $e->status;
            $this->assertSame($expect->error ?? 'an answer', $e->status, $e->getMessage());
            return;
        }
        array_push(self::$lines, ...$lines);
        $this->assertFalse(isset($expect->error), implode("\n", $lines));
        $this->{"check$case->kind"}($expect, $lines);
    }

    public function testAllBytes(): void
    {
        $data = implode('', array_map(fn($line) => "$line\n", self::$lines));
        $folder = getenv('PILKADA_CONFORMANCE_DIR');
        if ($folder) {
            @mkdir($folder, recursive: true);
            file_put_contents("$folder/php.jsonl", $data);
        }
        fwrite(STDERR, sprintf("\nsha256 of %d lines: %s\n", count(self::$lines), hash('sha256', $data)));
        $this->assertNotEmpty(self::$lines);
    }

    // ---- run ----

    /** @return array{string|array, array<string, ?string>} the report, and what goes with it */
    private function callOf(stdClass $case, stdClass $templates): array
    {
        $context = isset($case->context) ? json_encode($case->context, self::JSON) : null;
        $options = ['form' => $case->form ?? null, 'version' => $case->version ?? null, 'context' => $context];
        if (isset($case->text)) {
            return [$case->text, $options];
        }
        return [$this->reportOf($case, $templates), $options];
    }

    private function reportOf(stdClass $case, stdClass $templates): array
    {
        $report = (array)($case->report ?? $templates->{$case->template});
        foreach ($case->remove ?? [] as $name) {
            unset($report[$name]);
        }
        foreach ($case->set ?? [] as $name => $value) {
            $report[$name] = $value;
        }
        return $report;
    }

    private function runJudge(stdClass $case, stdClass $templates): array
    {
        [$report, $options] = $this->callOf($case, $templates);
        $options['draft'] = $case->draft ?? false;
        $verdict = Sample::rules()->judge($report, ...$options);
        if (is_array($report)) {
            $text = json_encode((object)$report, self::JSON);
            $this->assertSame($verdict->toJson(), Sample::rules()->judge($text, ...$options)->toJson());
        }
        return [$verdict->toJson()];
    }

    private function runExplain(stdClass $case, stdClass $templates): array
    {
        [$report, $options] = $this->callOf($case, $templates);
        return [json_encode(Sample::rules()->explain($report, ...$options, rule: $case->rule ?? null), self::JSON)];
    }

    private function runWindow(stdClass $case): array
    {
        $receipts = array_map(fn($receipt) => (array)$receipt, $case->receipts);
        $board = Sample::rules()->board($receipts, from: $case->from, until: $case->until, now: $case->now,
            schedule: $case->schedule ?? null, regions: $case->regions ?? null);
        return explode("\n", rtrim($board->toJson($case->detail ?? false), "\n"));
    }

    private function runGrid(stdClass $case): array
    {
        $grid = new Pilkada\Grid(Sample::rules(), $case->regions, $case->from, $case->until, $case->schedule ?? null);
        foreach ($case->rows as $row) {
            $grid->add($row[0], $row[1], $case->now, $row[2] ?? 0);
        }
        $states = array_map(fn(int $state): string => $state === 255 ? '-' : (string)$state, unpack('C*', $grid->states($case->now)));
        return [implode('', $states), json_encode(['summary' => $grid->getSummary($case->now)], self::JSON)];
    }

    private function runStatus(stdClass $case): array
    {
        return [json_encode(Sample::rules()->window($case->schedule ?? 'jateng.dinihari', $case->at, $case->region ?? null), self::JSON)];
    }

    private function runNext(stdClass $case): array
    {
        $windows = Sample::rules()->nextWindows($case->schedule ?? 'jateng.dinihari', $case->at,
            region: $case->region ?? null, count: $case->count ?? 1);
        return array_map(fn(array $window): string => json_encode($window, self::JSON), $windows);
    }

    private function runRecap(stdClass $case, stdClass $templates): array
    {
        $given = array_intersect_key((array)$case, array_flip(['version', 'region', 'now', 'approved', 'reporter', 'judged']));
        $reports = array_map(fn(stdClass $each): array => $this->reportOf($each, $templates), $case->reports);
        if (isset($case->before)) {
            $some = array_slice($reports, 0, $case->before);
            $given['previous'] = Sample::rules()->recapText($case->form, $case->before_date ?? $case->date, $some, ...$given, format: 'json');
        }
        return [Sample::rules()->recapText($case->form, $case->date, $reports, ...$given, format: 'json')];
    }

    private function runSarif(stdClass $case, stdClass $templates): array
    {
        [$report, $options] = $this->callOf($case, $templates);
        $verdict = Sample::rules()->judge($report, ...$options);
        return [$verdict->toSarif($case->uri ?? null, $case->line ?? 0, $case->lang ?? 'id')];
    }

    private function runEss(stdClass $case, stdClass $templates): array
    {
        [$report, $options] = $this->callOf($case, $templates);
        return [Sample::rules()->ess($report, $case->at, ...$options, actor: $case->actor ?? null, lang: $case->lang ?? 'id')];
    }

    private function runScreen(stdClass $case): array
    {
        $text = isset($case->hex) ? hex2bin($case->hex) : $case->text;
        return [Sample::rules()->screen($text, id: $case->name, normal: true)->toJson()];
    }

    private function runRegion(stdClass $case): array
    {
        return [json_encode(Sample::rules()->region($case->code), self::JSON)];
    }

    // ---- check: only members that are named ----

    private function compare(stdClass $expected, stdClass $found): void
    {
        foreach (get_object_vars($expected) as $name => $want) {
            if ($name === 'id' && isset($found->message)) {
                $this->assertStringContainsString($want, $found->message->id);
            } else {
                $this->assertTrue(property_exists($found, $name), "$name is missing");
                $this->assertEquals($want, $found->$name, $name);
            }
        }
    }

    private function compareLists(?array $expected, array $found): void
    {
        $expected ??= $found;
        $this->assertCount(count($expected), $found, json_encode($found));
        foreach ($expected as $i => $want) {
            $this->compare($want, $found[$i]);
        }
    }

    private function checkJudge(stdClass $expect, array $lines): void
    {
        $verdict = json_decode($lines[0]);
        $this->compareLists($expect->findings ?? null, $verdict->findings);
        $rest = clone $expect;
        unset($rest->findings);
        $this->compare($rest, $verdict);
    }

    private function checkExplain(stdClass $expect, array $lines): void
    {
        $this->compareLists($expect->rules, json_decode($lines[0])->rules);
    }

    private function checkWindow(stdClass $expect, array $lines): void
    {
        $summary = json_decode(array_pop($lines))->summary;
        $cells = [];
        foreach (array_map('json_decode', $lines) as $cell) {
            $cells[$cell->region] = $cell;
        }
        foreach ($expect->cells ?? [] as $code => $want) {
            $this->assertArrayHasKey($code, $cells);
            $this->compare($want, $cells[$code]);
        }
        $this->compare($expect->summary ?? new stdClass(), $summary);
    }

    private function checkNext(stdClass $expect, array $lines): void
    {
        $this->compareLists($expect->windows, array_map('json_decode', $lines));
    }

    private function checkGrid(stdClass $expect, array $lines): void
    {
        $this->assertSame($expect->states ?? $lines[0], $lines[0]);
        $this->compare($expect->summary ?? new stdClass(), json_decode($lines[1])->summary);
    }

    private function checkRecap(stdClass $expect, array $lines): void
    {
        $found = json_decode($lines[0]);
        foreach (['recap', 'coverage', 'report'] as $name) {
            $this->compare($expect->$name ?? new stdClass(), $found->$name);
        }
        $places = array_column($found->places, null, 'region');
        foreach ($expect->places ?? [] as $region => $want) {
            $this->compare($want, $places[$region]);
        }
        $this->compareLists($expect->differences ?? null, $found->differences);
        $codes = array_column($found->findings, 'code');
        $this->assertSame($expect->findings ?? $codes, $codes);
    }

    private function checkSarif(stdClass $expect, array $lines): void
    {
        foreach ($expect->contains as $part) {
            $this->assertStringContainsString($part, $lines[0]);
        }
    }

    private function checkEss(stdClass $expect, array $lines): void
    {
        $this->checkSarif($expect, $lines);
    }

    private function checkScreen(stdClass $expect, array $lines): void
    {
        $found = json_decode($lines[0]);
        $this->compareLists($expect->hits ?? null, $found->hits);
        $this->assertCount($expect->suppressed ?? count($found->suppressed), $found->suppressed);
        foreach (['level', 'score'] as $name) {
            $this->assertSame($expect->$name ?? $found->$name, $found->$name);
        }
    }

    private function checkStatus(stdClass $expect, array $lines): void
    {
        $this->compare($expect, json_decode($lines[0]));
    }

    private function checkRegion(?stdClass $expect, array $lines): void
    {
        $found = json_decode($lines[0]);
        $this->assertSame($expect === null, $found === null);
        $this->compare($expect ?? new stdClass(), $found ?? new stdClass());
    }
}
