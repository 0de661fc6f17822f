<?php

declare(strict_types=1);

use Pilkada\Grid;
use Pilkada\InvalidArgumentException;
use Pilkada\TimeException;
use Pilkada\UnknownException;
use Pilkada\WindowState;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/Sample.php';

/** Grids from columns: the same numbers as a board, whatever holds the columns. The data are those of test_grid.py. */
final class GridTest extends TestCase
{
    private const CODES = ['33.01', '33.16', '33.74'];
    private const NOW = '2024-11-27T06:00:00+07:00';
    private const TEXTS = ['2024-11-27T00:30:00+07:00', '2024-11-27T01:30:00+07:00', '2024-11-27T05:00:00+07:00', '2024-11-26T18:30:00Z'];
    private const PLACES = [1, 1, 0, 2];
    private const DAY = '2024-11-26';

    private function grid(string $until = self::DAY): Grid
    {
        return new Grid(Sample::rules(), self::CODES, self::DAY, $until);
    }

    /** @return list<int> */
    private static function seconds(): array
    {
        return array_map(fn(string $text) => (new DateTimeImmutable($text))->getTimestamp(), self::TEXTS);
    }

    /** @return list<string> */
    private static function codes(): array
    {
        return array_map(fn(int $place) => self::CODES[$place], self::PLACES);
    }

    private function answer(Grid $grid): array
    {
        $states = array_map(fn(int $n) => WindowState::cases()[$n], array_values(unpack('C*', $grid->states(self::NOW))));
        return [$states, array_values(unpack('l*', $grid->counts())), array_values(unpack('l*', $grid->counts(onTime: false)))];
    }

    private function board(): array
    {
        $receipts = array_map(fn(string $text, string $code, int $i) => ['id' => "$i", 'region' => $code, 'form' => 'lap_tahapan_harian',
            'received' => $text], self::TEXTS, self::codes(), array_keys(self::TEXTS));
        $cells = Sample::rules()->board($receipts, self::DAY, self::DAY, self::NOW, regions: self::CODES)->getCells();
        return [array_column($cells, 'state'), array_column($cells, 'onTime'), array_column($cells, 'received')];
    }

    public function columns(): iterable
    {
        $seconds = self::seconds();
        $dates = array_map(fn(string $text) => new DateTimeImmutable($text), self::TEXTS);
        $times = ['texts' => [self::TEXTS], 'dates' => [$dates], 'both' => [[$dates[0], ...array_slice(self::TEXTS, 1)]],
            'integers' => [$seconds], 'packed' => [pack('q*', ...$seconds)],
            'milliseconds' => [array_map(fn(int $s) => $s * 1000, $seconds), 'ms'],
            'nanoseconds' => [pack('q*', ...array_map(fn(int $s) => $s * 1000000000, $seconds)), 'ns']];
        $regions = ['places' => self::PLACES, 'codes' => self::codes(), 'packed places' => pack('l*', ...self::PLACES)];
        foreach ($times as $one => $time) {
            [$column, $unit] = [...$time, 's'];
            foreach ($regions as $other => $places) {
                yield "$one, $other" => [$column, $places, $unit];
            }
        }
    }

    /** @dataProvider columns */
    public function testColumnsSayWhatTheBoardSays(array|string $times, array|string $regions, string $unit): void
    {
        $grid = $this->grid();
        $grid->addMany($times, $regions, self::NOW, unit: $unit);
        $this->assertSame($this->board(), $this->answer($grid));
    }

    public function testOneReceiptAfterTheOtherSaysTheSame(): void
    {
        foreach ([self::TEXTS, self::seconds(), array_map(fn(string $text) => new DateTime($text), self::TEXTS)] as $times) {
            $grid = $this->grid();
            foreach ($times as $i => $time) {
                $grid->add($time, $i % 2 ? self::PLACES[$i] : self::codes()[$i], new DateTimeImmutable(self::NOW));
            }
            $this->assertSame($this->board(), $this->answer($grid));
        }
    }

    public function testResendsByKey(): void
    {
        foreach ([fn(Grid $g, int $key) => $g->add(self::seconds()[0], '33.16', self::NOW, $key),
            fn(Grid $g, int $key) => $g->addMany([self::TEXTS[0]], [1], self::NOW, [$key]),
            fn(Grid $g, int $key) => $g->addMany([self::TEXTS[0]], [1], self::NOW, pack('q', $key))] as $add) {
            $grid = $this->grid();
            foreach ([7, 7, -8] as $key) {
                $add($grid, $key);
            }
            $this->assertSame(['required' => 2, 'received' => 2, 'on_time' => 2, 'early' => 0, 'late' => 0, 'state' => WindowState::Lengkap],
                $grid->cell('33.16', self::DAY, self::NOW));
            $summary = $grid->getSummary(self::NOW);
            $this->assertSame([1, ['pembilang' => 2, 'penyebut' => 6]], [$summary['ignored']['kiriman_ulang'], $summary['reporting_rate']]);
        }
    }

    public function testShape(): void
    {
        $grid = $this->grid('2024-11-28');
        $this->assertSame([self::CODES, 3, 9, 36], [$grid->getRegions(), $grid->getDays(), strlen($grid->states(self::NOW)), strlen($grid->counts())]);
        $this->assertNull((new Grid(Sample::rules(), ['64.71'], self::DAY, self::DAY, 'kaltim.senin'))->cell('64.71', self::DAY, self::NOW));
    }

    public function testRowsOfNowhereAreCountedAsIgnored(): void
    {
        $grid = $this->grid();
        $grid->addMany(pack('q*', PHP_INT_MIN, PHP_INT_MAX, 0), pack('l*', -1, 99, 0), self::NOW);
        $grid->add(self::TEXTS[0], '99.99', self::NOW);
        $grid->add(self::TEXTS[0], PHP_INT_MAX, self::NOW);
        $grid->add('2024-11-27T07:00:00+07:00', '33.16', self::NOW);
        $this->assertSame([0, 0, 0], $this->answer($grid)[2]);
        $this->assertGreaterThanOrEqual(2, $grid->getSummary(self::NOW)['ignored']['wilayah_tidak_dikenal']);
        $this->assertGreaterThanOrEqual(1, $grid->getSummary(self::NOW)['ignored']['diterima_setelah_sekarang']);
    }

    public function wrong(): iterable
    {
        $now = self::NOW;
        yield 'packed by halves' => [fn(Grid $g) => $g->addMany('1234567', [0], $now), ValueError::class, "pack('q*', ...)"];
        yield 'packed places by halves' => [fn(Grid $g) => $g->addMany(pack('q', 1), 'abc', $now), ValueError::class, "pack('l*', ...)"];
        yield 'fewer places' => [fn(Grid $g) => $g->addMany([1, 2], [0], $now), ValueError::class, '#2 ($regions) must have as many rows'];
        yield 'fewer packed places' => [fn(Grid $g) => $g->addMany([1, 2], pack('l', 0), $now), ValueError::class, '#2 ($regions) must have as many rows'];
        yield 'more keys' => [fn(Grid $g) => $g->addMany([1], [0], $now, [1, 2]), ValueError::class, '#4 ($keys) must have as many rows'];
        yield 'no unit' => [fn(Grid $g) => $g->addMany([1], [0], $now, unit: 'h'), ValueError::class, '#5 ($unit) must be "s"'];
        yield 'no unit of one' => [fn(Grid $g) => $g->add(1, 0, $now, unit: ''), ValueError::class, '#5 ($unit) must be "s"'];
        yield 'floats' => [fn(Grid $g) => $g->addMany([1.5], [0], $now), TypeError::class, '#1 ($times)'];
        yield 'numbers and texts' => [fn(Grid $g) => $g->addMany([1, self::TEXTS[0]], [0, 0], $now), TypeError::class, '#1 ($times)'];
        yield 'texts and numbers' => [fn(Grid $g) => $g->addMany([self::TEXTS[0], 1], [0, 0], $now), TypeError::class, '#1 ($times)'];
        yield 'null' => [fn(Grid $g) => $g->addMany(null, [0], $now), TypeError::class, '#1 ($times) must be of type array|string'];
        yield 'places of floats' => [fn(Grid $g) => $g->addMany([1], [0.0], $now), TypeError::class, '#2 ($regions)'];
        yield 'keys of texts' => [fn(Grid $g) => $g->addMany([1], [0], $now, ['a']), TypeError::class, '#4 ($keys)'];
        yield 'one float' => [fn(Grid $g) => $g->add(1.5, 0, $now), TypeError::class, '#1 ($time)'];
        yield 'one place of null' => [fn(Grid $g) => $g->add(1, null, $now), TypeError::class, '#2 ($region)'];
        yield 'key of text' => [fn(Grid $g) => $g->add(1, 0, $now, '7'), TypeError::class, '#4 ($key)'];
        yield 'now without offset' => [fn(Grid $g) => $g->add(1, 0, '2024-11-27T06:00:00'), TimeException::class, ''];
        yield 'text without offset' => [fn(Grid $g) => $g->add('2024-11-27T06:00:00', 0, $now), TimeException::class, ''];
        yield 'no such region' => [fn(Grid $g) => $g->cell('33.02', self::DAY, $now), UnknownException::class, '33.02'];
        yield 'no such date' => [fn(Grid $g) => $g->cell('33.01', '2024-11-27', $now), InvalidArgumentException::class, ''];
        yield 'no array' => [fn() => new Grid(Sample::rules(), '33.16', self::DAY, self::DAY), TypeError::class, '#2 ($regions) must be of type array'];
        yield 'no regions' => [fn() => new Grid(Sample::rules(), [], self::DAY, self::DAY), InvalidArgumentException::class, ''];
        yield 'null for all' => [fn() => new Grid(Sample::rules(), null, self::DAY, self::DAY), TypeError::class, '#2 ($regions)'];
        yield 'no codes' => [fn() => new Grid(Sample::rules(), [3316], self::DAY, self::DAY), TypeError::class, 'must hold region codes'];
        yield 'a region of nowhere' => [fn() => new Grid(Sample::rules(), ['99.99'], self::DAY, self::DAY), UnknownException::class, ''];
        yield 'a region twice' => [fn() => new Grid(Sample::rules(), ['33.16', '33.16'], self::DAY, self::DAY), InvalidArgumentException::class, ''];
        yield 'reversed span' => [fn() => new Grid(Sample::rules(), self::CODES, '2024-11-27', self::DAY), InvalidArgumentException::class, ''];
        yield 'no schedule' => [fn() => new Grid(Sample::rules(), self::CODES, self::DAY, self::DAY, 'tiada'), UnknownException::class, ''];
        yield 'no rulebook' => [fn() => new Grid(new stdClass(), self::CODES, self::DAY, self::DAY), TypeError::class, 'must be of type Pilkada\Rulebook'];
        yield 'twice' => [fn(Grid $g) => $g->__construct(Sample::rules(), self::CODES, self::DAY, self::DAY), Error::class, 'constructor twice'];
    }

    /** @dataProvider wrong */
    public function testWhatIsAmissIsRefusedAndNothingIsCounted(callable $call, string $class, string $part): void
    {
        $grid = $this->grid();
        try {
            $call($grid);
            $this->fail('nothing was thrown');
        } catch (Error|Exception $e) {
            $this->assertInstanceOf($class, $e, $e->getMessage());
            $this->assertStringContainsString($part, $e->getMessage());
        }
        $this->assertSame([0, 0, 0], $this->answer($grid)[2]);
        $this->assertSame(0, array_sum($grid->getSummary(self::NOW)['ignored']));
    }

    public function testABadRowIsNamedByItsIndex(): void
    {
        $this->expectException(TimeException::class);
        try {
            $this->grid()->addMany(['2024-11-27T00:30:00Z', '2024-11-27T00:30:00'], [0, 0], self::NOW);
        } catch (TimeException $e) {
            $this->assertSame('/1', $e->where);
            throw $e;
        }
    }

    public function testReferencesAndArraysThatChangeWhileTheyAreRead(): void
    {
        $liar = new class extends DateTime {
            public array $target;

            #[ReturnTypeWillChange]
            public function format($format): string
            {
                $this->target = [];
                gc_collect_cycles();
                return '2024-11-27T00:30:00+07:00';
            }
        };
        $times = array_fill(0, 1000, '2024-11-27T00:30:00+07:00');
        $times[3] = $liar;
        $liar->target = &$times;
        $regions = array_fill(0, 1000, '33.16');
        $code = '33.16';
        $regions[5] = &$code;
        $grid = $this->grid();
        $grid->addMany($times, $regions, self::NOW);
        $this->assertSame(1000, $grid->cell('33.16', self::DAY, self::NOW)['received']);
        $this->assertSame([], $times);
    }

    public function testAYearOfOneRegionIsOneCall(): void
    {
        $first = gmmktime(17, 30, 0, 12, 31, 2023);
        $times = pack('q*', ...range($first, $first + 365 * 86400, 86400));
        $grid = new Grid(Sample::rules(), ['33.16'], '2023-12-31', '2024-12-30');
        $grid->addMany($times, str_repeat(pack('l', 0), 366), '2025-01-01T00:00:00+07:00');
        $this->assertSame(array_fill(0, 366, 1), array_values(unpack('l*', $grid->counts())));
    }
}
