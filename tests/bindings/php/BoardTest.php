<?php

declare(strict_types=1);

use Pilkada\Board;
use Pilkada\Cell;
use Pilkada\Edition;
use Pilkada\EditionState;
use Pilkada\TimeException;
use Pilkada\UnknownException;
use Pilkada\WindowPhase;
use Pilkada\WindowState;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/Sample.php';

final class BoardTest extends TestCase
{
    private function judge(array $receipts, mixed ...$options): Board
    {
        return Sample::rules()->board($receipts, ...$options, from: '2024-11-26', until: '2024-11-26', now: Sample::NOW);
    }

    public function testOneNight(): void
    {
        $board = $this->judge(Sample::RECEIPTS);
        $this->assertCount(35, $board);
        $cells = [];
        foreach ($board->getCells() as $cell) {
            $this->assertInstanceOf(Cell::class, $cell);
            $cells[$cell->region] = $cell;
        }
        $this->assertSame(WindowState::Lengkap, $cells['33.16']->state);
        $this->assertSame(2, $cells['33.16']->onTime);
        $this->assertNotSame(WindowState::Lengkap, $cells['33.74']->state);
        $this->assertSame(WindowState::Belum, $cells['33.01']->state);
        $this->assertSame('2024-11-26', $cells['33.01']->date);
        $this->assertNotSame('', $cells['33.01']->reason['en']);
        $this->assertFalse($board->isComplete());
        $this->assertSame(35, $board->getSummary()['cells']);
        $this->assertSame(1, $board->getSummary()['lengkap']);
        $this->assertNotSame($board->toText(), $board->toText(lang: 'en'));
    }

    public function testJsonLines(): void
    {
        $board = $this->judge(Sample::RECEIPTS);
        $lines = explode("\n", $board->toJson());
        $this->assertCount(37, $lines);
        $this->assertSame('', $lines[36]);
        $this->assertSame($board->getSummary(), json_decode($lines[35], true)['summary']);
        $encoded = json_decode(json_encode($board), true);
        $this->assertCount(35, $encoded['cells']);
        $this->assertSame($board->getSummary(), $encoded['summary']);
    }

    public function testEveryWayToGiveReceipts(): void
    {
        $board = $this->judge(Sample::RECEIPTS)->toJson();
        $texts = array_map('json_encode', Sample::RECEIPTS);
        $this->assertSame($board, $this->judge($texts)->toJson());
        $this->assertSame($board, $this->judge([Sample::RECEIPTS[0], $texts[1], $texts[2]])->toJson());
        $this->assertSame($board, $this->judge(['x' => $texts[0], 'y' => $texts[1], 7 => $texts[2]])->toJson());
        $now = new DateTimeImmutable(Sample::NOW);
        $day = new DateTime('2024-11-26');
        $this->assertSame($board, Sample::rules()->board(Sample::RECEIPTS, $day, $day, $now)->toJson());
        $this->assertCount(35, $this->judge([]));
    }

    public function testRegionsAndSchedule(): void
    {
        $board = $this->judge(Sample::RECEIPTS, regions: ['33.16'], schedule: 'jateng.dinihari');
        $this->assertCount(1, $board);
        $this->assertTrue($board->isComplete());
        $report = ['form_id' => 'lap_tahapan_harian'] + Sample::REPORT;
        $this->assertSame(1, $this->judge([$report], regions: ['33.16'])->getCells()[0]->received);
        $this->expectException(UnknownException::class);
        $this->judge([], schedule: 'tidak.ada');
    }

    public function badReceipts(): array
    {
        return [['{'], [[]], [['id' => NAN]], ["\xff"], [['id' => "\xff"]]];
    }

    /** @dataProvider badReceipts */
    public function testABadReceiptIsNamedByItsIndex(mixed $bad): void
    {
        try {
            $this->judge([Sample::RECEIPTS[0], $bad]);
            $this->fail('nothing was thrown');
        } catch (Pilkada\InvalidArgumentException $e) {
            $this->assertStringStartsWith('/1', $e->where);
        }
    }

    public function testOtherTypesAreNoReceipts(): void
    {
        foreach ([3, null, 1.5, new stdClass()] as $bad) {
            try {
                $this->judge([$bad]);
                $this->fail('nothing was thrown');
            } catch (TypeError $e) {
                $this->assertStringContainsString('Argument #1 ($receipts)', $e->getMessage());
            }
        }
        foreach ([[3316], [null], ["33.16\0"], [['33.16']]] as $bad) {
            try {
                $this->judge([], regions: $bad);
                $this->fail('nothing was thrown');
            } catch (TypeError $e) {
                $this->assertStringContainsString('Argument #6 ($regions)', $e->getMessage());
            }
        }
    }

    public function testDatesOfTheCalendarOnly(): void
    {
        $this->expectException(TimeException::class);
        Sample::rules()->board([], '2024-02-30', '2024-11-26', Sample::NOW);
    }

    /** @return list<array<string, mixed>> one report that was corrected, one that was sent back */
    private function corrected(): array
    {
        [$first, $second] = Sample::RECEIPTS;
        return [
            ['hash' => 'x', 'reporter' => 'p1'] + $first,
            ['hash' => 'x', 'received' => '2024-11-27T00:40:00+07:00'] + $first,
            ['id' => 'a-9', 'hash' => 'y', 'received' => '2024-11-27T05:00:30+07:00', 'replaces' => 'a-1', 'nihil' => true] + $first,
            ['status' => 'revisi', 'received' => '2024-11-27T04:00:00+07:00'] + $second,
            ['id' => 'a-3', 'replaces' => 'a-2'] + $second,
        ];
    }

    public function testACellHasWhatTheDetailHas(): void
    {
        $board = $this->judge($this->corrected(), regions: ['33.16']);
        [$line, $summary] = explode("\n", $board->toJson(detail: true));
        [$promised, $same] = explode("\n", $board->toJson());
        $this->assertSame($same, $summary);
        $this->assertStringStartsWith(substr($promised, 0, -1), $line);
        $told = json_decode($line, true);
        [$cell] = $board->getCells();
        $this->assertCount(count($told), get_object_vars($cell));
        $this->assertSame([WindowPhase::Susulan, $told['opens'], $told['closes'], $told['due']], [$cell->phase, $cell->opens, $cell->closes, $cell->due]);
        $this->assertSame([0, 0, 1, 0, 0, 0], [$cell->secondsLeft, $cell->locked, $cell->corrected, $cell->skewed, $cell->drafts, $cell->flood]);
    }

    public function testTheHistorySaysWhatWasReplacedAndWhatStands(): void
    {
        [$cell] = $this->judge($this->corrected(), regions: ['33.16'])->getCells();
        $this->assertSame(
            [[0, 'a-1', EditionState::Diganti, 1], [0, 'a-9', EditionState::Berlaku, 0], [1, 'a-2', EditionState::Ditolak, 0], [1, 'a-3', EditionState::Berlaku, 0]],
            array_map(fn(Edition $e) => [$e->report, $e->id, $e->state, $e->copies], $cell->history),
        );
        [$first, $second] = $cell->history;
        $this->assertSame(['x', 'p1', '2024-11-27T00:40:00+07:00', false], [$first->hash, $first->reporter, $first->lastReceived, $first->nihil]);
        $this->assertSame([$first->received, $first->received, null, true], [$first->countedAt, $second->countedAt, $second->reporter, $second->nihil]);
        foreach ($this->judge(Sample::RECEIPTS)->getCells() as $ordinary) {
            $this->assertSame([], $ordinary->history);
        }
    }

    public function testHistoryIsPartOfEquality(): void
    {
        $other = $this->corrected();
        $other[0]['hash'] = 'z';
        $this->assertTrue($this->judge($this->corrected()) == $this->judge($this->corrected()));
        $this->assertFalse($this->judge($this->corrected()) == $this->judge($other));
    }

    public function testWhomToCallFirst(): void
    {
        $first = Sample::rules()->board(Sample::RECEIPTS, '2024-11-26', '2024-11-26', '2024-11-27T04:00:00+07:00')->getFirstToCall();
        $this->assertSame(['33.01', 3600, WindowPhase::Kirim], [$first->region, $first->secondsLeft, $first->phase]);
        $this->assertNull($this->judge(Sample::RECEIPTS, regions: ['33.16'])->getFirstToCall());
    }
}
