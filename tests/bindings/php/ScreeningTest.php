<?php

declare(strict_types=1);

use Pilkada\DefinitionException;
use Pilkada\EncodingException;
use Pilkada\Level;
use Pilkada\ParseException;
use Pilkada\Screener;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/Sample.php';

final class ScreeningTest extends TestCase
{
    private const TEXT = '🙂 Sebarkan! Ini é bukti surat suara sudah tercoblos 7 kontainer, VIRALKAN!!! sebelum dihapus';

    public function testATextWithHits(): void
    {
        $screening = Sample::rules()->screen(self::TEXT, id: 't-1', normal: true);
        $this->assertSame('t-1', $screening->getId());
        $this->assertContains($screening->getLevel(), [Level::Periksa, Level::Prioritas]);
        $this->assertGreaterThan(0, $screening->getScore());
        $this->assertGreaterThan(0, count($screening));
        $this->assertNotNull($screening->getNormal());
        foreach ([...$screening->getHits(), ...$screening->getSuppressed()] as $hit) {
            $this->assertSame($hit->text, substr(self::TEXT, $hit->start, $hit->end - $hit->start));
            $this->assertSame($hit->text, mb_substr(self::TEXT, $hit->charStart, $hit->charEnd - $hit->charStart));
        }
        $this->assertNotSame($screening->toText(), $screening->toText(lang: 'en'));
        $flags = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES;
        $this->assertSame($screening->toJson(), json_encode($screening, $flags));
    }

    public function testACleanText(): void
    {
        $screening = Sample::rules()->screen('Pemungutan suara di TPS 5 berjalan lancar.');
        $this->assertSame(Level::Bersih, $screening->getLevel());
        $this->assertSame([0, 0, [], null, null], [count($screening), $screening->getScore(), $screening->getHits(),
            $screening->getId(), $screening->getNormal()]);
    }

    public function testAnyBytesAreAText(): void
    {
        foreach (["\xff\xfe\x00bad", "a\0b", "\0", '', str_repeat('x', 100000)] as $text) {
            $this->assertInstanceOf(Level::class, Sample::rules()->screen($text)->getLevel());
        }
        $this->assertSame(Level::TidakTuntas, Sample::rules()->screen(str_repeat(' ', 1 << 20) . 'x')->getLevel());
    }

    public function testOtherTypesAreRefused(): void
    {
        foreach ([null, 3, [], new stdClass(), true] as $text) {
            try {
                Sample::rules()->screen($text);
                $this->fail('nothing was thrown');
            } catch (TypeError $e) {
                $this->assertStringContainsString('Argument #1 ($text) must be of type string', $e->getMessage());
            }
        }
    }

    public function testOwnScreener(): void
    {
        $text = file_get_contents(glob(Sample::source('data/screening/*.json'))[0]);
        $screener = new Screener($text);
        $this->assertGreaterThan(0, count($screener));
        $fromArray = new Screener(json_decode($text, true));
        $this->assertSame($screener->screen(self::TEXT)->toJson(), $fromArray->screen(self::TEXT)->toJson());
    }

    public function testAPackThatIsNone(): void
    {
        $cases = [['{', ParseException::class], ["\xff", EncodingException::class], [[], DefinitionException::class],
            [['a' => INF], ParseException::class], [null, TypeError::class], [3, TypeError::class]];
        foreach ($cases as [$pack, $class]) {
            try {
                new Screener($pack);
                $this->fail('nothing was thrown');
            } catch (Throwable $e) {
                $this->assertInstanceOf($class, $e);
            }
        }
    }

    public function testASecondConstructorCallIsRefused(): void
    {
        $screener = new Screener(file_get_contents(glob(Sample::source('data/screening/*.json'))[0]));
        $this->expectException(Error::class);
        $this->expectExceptionMessage('Cannot call constructor twice');
        $screener->__construct(['a' => [1, 2, 3]]);
    }

    public function testAFailedConstructorLeavesNoScreener(): void
    {
        $screener = (new ReflectionClass(Screener::class));
        $this->expectException(ReflectionException::class);
        $screener->newInstanceWithoutConstructor();
    }

    public function testNumbersOfPersonsAreHidden(): void
    {
        $text = 'GEGER!! KPU mengakui kecurangan, hubungi 081234567890 GEGER!!';
        $shown = Sample::rules()->screen($text, normal: true);
        $hidden = Sample::rules()->screen($text, normal: true, mask: true);
        $this->assertStringContainsString('081234567890', $shown->toJson());
        $this->assertStringNotContainsString('081234567890', $hidden->toJson() . $hidden->toText());
        $place = fn($hit) => [$hit->rule, $hit->points, $hit->start, $hit->end];
        $this->assertSame(array_map($place, $shown->getHits()), array_map($place, $hidden->getHits()));
    }

    public function testWhyAnEntryIsOnTheList(): void
    {
        $plain = Sample::rules()->screen(self::TEXT);
        $this->assertSame([null, null, null], [$plain->getHits()[0]->label, $plain->getHits()[0]->why, $plain->getLimits()]);
        $explained = Sample::rules()->screen(self::TEXT, explain: true);
        $this->assertSame([], $explained->getLimits());
        foreach ($explained->getHits() as $hit) {
            $this->assertSame([['id', 'en'], ['id', 'en']], [array_keys($hit->label), array_keys($hit->why)]);
            $this->assertNotSame('', $hit->why['id']);
        }
        $long = Sample::rules()->screen(str_repeat(' ', 1 << 20) . 'x', explain: true);
        $this->assertSame(['panjang_teks'], $long->getLimits());
    }

    public function testManyTexts(): void
    {
        $texts = ['a' => self::TEXT, 'b' => 'Rapat pleno berjalan tertib.', 7 => null, 'c' => "\xff\0", 'd' => '', 'e' => 'kpu curang',
            8 => self::TEXT];
        $answers = Sample::rules()->screenMany($texts, hits: true);
        $this->assertSame(['levels', 'scores', 'hits', 'suppressed'], array_keys($answers));
        $this->assertSame(['levels', 'scores'], array_keys(Sample::rules()->screenMany($texts)));
        $this->assertSame([], Sample::rules()->screenMany([])['levels']);
        foreach ($texts as $key => $text) {
            $one = $text === null ? null : Sample::rules()->screen($text, explain: true);
            $this->assertSame($one?->getLevel(), $answers['levels'][$key]);
            $this->assertSame($one?->getScore() ?? 0, $answers['scores'][$key]);
            $this->assertEquals($one?->getHits() ?? [], $answers['hits'][$key] ?? []);
            $this->assertEquals($one?->getSuppressed() ?? [], $answers['suppressed'][$key] ?? []);
        }
        $this->assertSame(['a', 'e', 8], array_keys($answers['hits']));
        $hit = $answers['hits']['a'][0];
        $this->assertSame($hit->text, substr(self::TEXT, $hit->start, $hit->end - $hit->start));
    }

    public function testManyTextsOfOtherTypes(): void
    {
        $screener = new Screener(file_get_contents(glob(Sample::source('data/screening/*.json'))[0]));
        $alias = self::TEXT;
        $this->assertSame(Sample::rules()->screenMany([&$alias]), $screener->screenMany([&$alias]));
        foreach ([['a', 3], [[]], [new stdClass()], [true]] as $texts) {
            try {
                $screener->screenMany($texts);
                $this->fail('nothing was thrown');
            } catch (TypeError $e) {
                $this->assertStringContainsString('($texts) must hold strings and nulls', $e->getMessage());
            }
        }
        $this->expectException(TypeError::class);
        $screener->screenMany('teks');
    }

    private static function oneLine(array $members = []): array
    {
        return ['id' => 'posko', 'version' => '1', 'title' => ['id' => 'posko', 'en' => 'desk'], 'source' => 'Desk', 'license' => 'MIT',
            'defaults' => ['source' => 'Desk', 'date' => '2024-11-20', 'status' => 'aktif'],
            'entries' => [$members + ['id' => 'posko-tinta', 'kind' => 'frasa', 'category' => 'surat_suara', 'points' => 30, 'text' => 'tinta hilang']]];
    }

    public function testPacksAreAddedForOneRequest(): void
    {
        $screener = Sample::rules()->screener([self::oneLine(), json_encode(self::oneLine(['id' => 'b', 'text' => 'kotak hilang']))]);
        $this->assertSame(count(Sample::rules()->screener()) + 2, count($screener));
        $rules = array_map(fn($hit) => $hit->rule, $screener->screen('Tinta hilang, kotak hilang')->getHits());
        $this->assertSame([], array_diff(['posko-tinta', 'b'], $rules));
        $this->assertSame(['pilkada-umum', 'posko', 'posko'], array_column($screener->getPacks(), 'id'));
        $this->assertSame(64, strlen($screener->getPacks()[2]['hash']));
        $this->assertStringContainsString('daftar pantau', $screener->screen('tinta hilang')->toText());
        foreach ([[self::oneLine(), self::oneLine()], [self::oneLine(['kind' => 'frase'])], ['{'], ['a', 3]] as $extra) {
            try {
                Sample::rules()->screener($extra);
                $this->fail('nothing was thrown');
            } catch (DefinitionException $e) {
                $this->assertStringStartsWith('extra/', $e->where);
                $this->assertNull($e->inputLine);
            } catch (ParseException | TypeError $e) {
                $this->assertContains($extra[0], ['{', 'a']);
            }
        }
    }

    public function testEntriesExpireAndDecisionsStay(): void
    {
        $screener = Sample::rules()->screener([self::oneLine(['expires' => '2024-11-27'])]);
        $this->assertSame(30, $screener->screen('tinta hilang', at: '2024-11-27')->getScore());
        $late = $screener->screen('tinta hilang', at: '2024-11-28', disposisi: 'ke Bawaslu');
        $this->assertSame([0, 'kedaluwarsa', 'ke Bawaslu'], [$late->getScore(), $late->getSuppressed()[0]->reason, $late->getDisposisi()]);
        $this->assertNull($screener->screen('x')->getDisposisi());
        $this->assertSame('ke Bawaslu', json_decode($late->toJson(), true)['disposisi']);
        foreach (['2024-11-27' => 30, '2024-11-28' => 0] as $day => $score) {
            $this->assertSame($score, $screener->screen('tinta hilang', at: new DateTimeImmutable($day))->getScore());
            $this->assertSame([$score], $screener->screenMany(['tinta hilang'], at: $day)['scores']);
            $this->assertSame([$score], $screener->screenMany(['tinta hilang'], true, at: new DateTimeImmutable($day))['scores']);
            $stream = $screener->stream(at: new DateTime($day));
            $stream->feed('tinta hilang');
            $this->assertSame($score, $stream->finish()->getScore());
        }
        $pack = json_encode(self::oneLine(['expires' => '2024-11-27']));
        $this->assertEquals(Sample::rules()->check('screening/a.json', $pack, '2024-11-28'),
            Sample::rules()->check('screening/a.json', $pack, new DateTimeImmutable('2024-11-28')));
        foreach ([3, [], new stdClass(), "2024-11-27\0"] as $other) {
            try {
                $screener->screen('x', at: $other);
                $this->fail('nothing was thrown');
            } catch (TypeError | ValueError $e) {
                $this->assertStringContainsString('Argument #6 ($at) must', $e->getMessage());
            }
        }
        $this->expectException(Pilkada\TimeException::class);
        $screener->screen('x', at: 'besok');
    }

    public function testResultsOutliveTheirRulebook(): void
    {
        $result = Pilkada\Rulebook::load(Sample::dataFiles())->screen(self::TEXT);
        Pilkada\Rulebook::load(Sample::dataFiles());
        $this->assertSame(Sample::rules()->screen(self::TEXT)->toText(), $result->toText());
        $verdict = Pilkada\Rulebook::load(Sample::dataFiles())->judge(Sample::REPORT);
        Pilkada\Rulebook::load(Sample::dataFiles());
        $this->assertSame(Sample::rules()->judge(Sample::REPORT)->toText(), $verdict->toText());
    }

    public function testManyResultsLiveAtOnce(): void
    {
        $texts = $kept = [];
        for ($i = 0; $i < 2000; $i++) {
            $texts[$i] = $i % 3 ? self::TEXT . " $i" : "Pemungutan suara di TPS $i lancar.";
            $kept[$i] = Sample::rules()->screen($texts[$i], id: "$i");
        }
        Sample::rules()->screen(str_repeat('x', 300000));
        for ($i = 1999; $i >= 0; $i -= 7) {
            $this->assertSame("$i", $kept[$i]->getId());
            $this->assertEquals(Sample::rules()->screen($texts[$i], id: "$i"), $kept[$i]);
        }
    }

    public function testNearMissesSayWhatWasWanting(): void
    {
        $text = '🙂 Surat suara di kabupaten itu semua katanya kemarin sore sudah dan memang tercoblos';
        $near = array_column(Sample::rules()->screen($text, near: true)->getNear(), null, 'rule')['suara-tercoblos'];
        $this->assertSame(['jarak', 10, 8, null], [$near['reason'], $near['gap'], $near['most'], $near['missing']]);
        $this->assertSame($near['text'], substr($text, $near['start'], $near['end'] - $near['start']));
        $this->assertNull(Sample::rules()->screen($text)->getNear());
    }

    public function testAHitTellsHowItWasRead(): void
    {
        $text = "🙂 Ketua KPU m\u{435}ng4kui kecur4ngan";
        $found = Sample::rules()->screen($text, explain: true);
        $hit = current(array_filter($found->getHits(), fn($hit) => $hit->rule === 'lembaga-mengaku'));
        $this->assertSame(['kpu … mengakui', 0], [$hit->form, $hit->changesLeftOut]);
        foreach ($hit->changes as $change) {
            $this->assertSame($change->from, substr($text, $change->start, $change->end - $change->start));
            $this->assertSame($change->from, mb_substr($text, $change->charStart, $change->charEnd - $change->charStart));
        }
        $told = array_map(fn($change) => [$change->view, $change->to], $hit->changes);
        $this->assertSame([['lipat_huruf', 'e'], ['angka_huruf', 'a']], $told);
        $wide = mb_convert_encoding($text, 'UTF-16LE', 'UTF-8');
        $this->assertSame(mb_convert_encoding($hit->text, 'UTF-16LE', 'UTF-8'), substr($wide, 2 * $hit->startU16, 2 * ($hit->endU16 - $hit->startU16)));
        $plain = Sample::rules()->screen($text)->getHits()[0];
        $this->assertSame([null, [], null, null], [$plain->form, $plain->changes, $plain->changesLeftOut, $plain->startU16]);
    }

    public function testWhatWasNotLookedAtIsCounted(): void
    {
        $odd = Sample::rules()->screen("tinta \xff\xfe hilang", explain: true);
        $plain = Sample::rules()->screen("\xff");
        $this->assertSame([2, 0, null, null], [$odd->getBadBytes(), $odd->getLeftOut(), $plain->getBadBytes(), $plain->getLeftOut()]);
    }

    public function testPacksAreCheckedByADayAndAgainstNames(): void
    {
        $text = file_get_contents(glob(Sample::source('data/screening/*.json'))[0]);
        $this->assertTrue(Sample::rules()->check('a.json', $text, at: '2024-11-27', names: ['Si Anu'])['ok']);
        $this->assertSame('/defaults/expires', Sample::rules()->check('a.json', $text, at: '2999-01-01')['problems'][0]['where']);
        $this->assertFalse(Sample::rules()->check('a.json', $text, names: ['geger'])['ok']);
        $this->expectException(TypeError::class);
        Sample::rules()->check('a.json', $text, names: [3]);
    }
}
