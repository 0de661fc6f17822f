<?php

declare(strict_types=1);

use Pilkada\Board;
use Pilkada\Cell;
use Pilkada\TimeException;
use Pilkada\UnknownException;
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
}
