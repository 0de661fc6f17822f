<?php

declare(strict_types=1);

use Pilkada\Level;
use Pilkada\ScreenStream;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/Sample.php';

/** Texts in pieces: cut anywhere, of any size. */
final class StreamTest extends TestCase
{
    private const TEXT = '🙂 Sebarkan! Ini é bukti surat su4ra sudаh tercoblos 7 kontainer, VIRALKAN!!! sebelum dihapus. K e t u a KPU';
    private const LINE = 'Qwrtz wvkx plmzq. '; // on no list, whatever a pack weighs

    private static function inPieces(ScreenStream $stream, string $text, int $size): Pilkada\Screening
    {
        foreach ($text === '' ? [] : str_split($text, $size) as $piece) {
            $stream->feed($piece);
        }
        return $stream->finish();
    }

    private static function told(Pilkada\Screening $screening): array
    {
        return json_decode($screening->toJson(), true);
    }

    public function testPiecesGiveTheAnswerOfTheWhole(): void
    {
        $screener = Sample::rules()->screener();
        foreach ([self::TEXT, "tinta \xf0\x9f\xff kecurangan \xe2\x82", '', "\0"] as $text) {
            foreach ([[], ['explain' => true], ['mask' => true, 'id' => 't', 'at' => '2024-11-27', 'disposisi' => 'x']] as $options) {
                $whole = self::told($screener->screen($text, ...$options));
                $stream = $screener->stream(...$options);
                foreach ([1, 2, 3, 5, 7, 64, 4096] as $size) {
                    $this->assertSame($whole, self::told(self::inPieces($stream, $text, $size)));
                }
            }
        }
    }

    public function testAnswersOutliveTheirStream(): void
    {
        $stream = Sample::rules()->screener()->stream(explain: true);
        $answers = array_map(fn($text) => self::inPieces($stream, $text, 3), [self::TEXT, self::LINE, self::TEXT]);
        unset($stream);
        $this->assertEquals($answers[0], $answers[2]);
        $this->assertSame([], $answers[1]->getHits());
        $this->assertSame(Sample::rules()->screen(self::TEXT, explain: true)->toText(), $answers[0]->toText());
    }

    public function testTextsBeyondTheLimitOfOneCall(): void
    {
        $screener = Sample::rules()->screener();
        $text = str_repeat(self::LINE, 70000) . self::TEXT;
        $this->assertSame(Level::TidakTuntas, $screener->screen($text)->getLevel());
        $long = self::inPieces($screener->stream(explain: true), $text, 100003);
        $short = $screener->screen(self::TEXT, explain: true);
        $this->assertSame([$short->getLevel(), $short->getScore(), []], [$long->getLevel(), $long->getScore(), $long->getLimits()]);
        $ahead = strlen($text) - strlen(self::TEXT);
        $place = fn($hit, $ahead) => [$hit->rule, $hit->start - $ahead, $hit->form];
        $this->assertSame(array_map(fn($hit) => $place($hit, 0), $short->getHits()),
            array_map(fn($hit) => $place($hit, $ahead), $long->getHits()));
        foreach ($long->getHits() as $hit) {
            foreach ($hit->changes as $change) {
                $this->assertSame($change->from, substr($text, $change->start, $change->end - $change->start));
            }
        }
    }

    public function testWrongCalls(): void
    {
        $screener = Sample::rules()->screener();
        $stream = $screener->stream();
        $calls = [fn() => $stream->feed(null), fn() => $stream->feed(3), fn() => $stream->feed([]), fn() => $screener->stream(at: 'besok'),
            fn() => new ScreenStream(), fn() => serialize($stream), fn() => clone $stream];
        foreach ($calls as $call) {
            try {
                $call();
                $this->fail('nothing was thrown');
            } catch (Error | Pilkada\TimeException | Exception $e) {
                $this->assertNotInstanceOf(PHPUnit\Framework\AssertionFailedError::class, $e);
            }
        }
        $this->assertSame($screener->screen('')->toJson(), $stream->finish()->toJson());
    }
}
