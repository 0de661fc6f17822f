<?php

declare(strict_types=1);

use Pilkada\DefinitionException;
use Pilkada\ParseException;
use Pilkada\Rulebook;
use Pilkada\TimeException;
use Pilkada\UnknownException;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/Sample.php';

final class RulebookTest extends TestCase
{
    public function testDefaultHasAHash(): void
    {
        $this->assertMatchesRegularExpression('/^[0-9a-f]{64}$/', Rulebook::default()->getHash());
        $this->assertSame(Rulebook::default()->getHash(), Rulebook::default()->getHash());
    }

    public function testLoadOfTheSameFilesHasTheSameHash(): void
    {
        $this->assertSame(Rulebook::default()->getHash(), Rulebook::load(Sample::dataFiles())->getHash());
    }

    public function testLoadSaysWhichFileIsWrong(): void
    {
        try {
            Rulebook::load(['forms/salah.json' => "{\n  \"form\": "]);
            $this->fail('nothing was thrown');
        } catch (ParseException $e) {
            $this->assertSame('PILKADA_E_SYNTAX', $e->status);
            $this->assertStringStartsWith('forms/salah.json', $e->where);
            $this->assertSame(2, $e->inputLine);
            $this->assertGreaterThan(0, $e->inputColumn);
            $this->assertGreaterThan(0, $e->offset);
            $this->assertStringContainsString('line 2', $e->getMessage());
            $this->assertLessThan(0, $e->getCode());
        }
    }

    public function badFiles(): array
    {
        return [[['{}']], [['a' => 1]], [['a' => null]], [['a' => ['x']]]];
    }

    /** @dataProvider badFiles */
    public function testLoadRefusesOtherTypes(array $files): void
    {
        $this->expectException(TypeError::class);
        Rulebook::load($files);
    }

    public function testLoadFollowsReferences(): void
    {
        $files = Sample::dataFiles();
        foreach ($files as &$text) {
        }
        $this->assertSame(Rulebook::default()->getHash(), Rulebook::load($files)->getHash());
    }

    public function testRegions(): void
    {
        $blora = Sample::rules()->region('33.16');
        $this->assertSame('Kabupaten Blora', $blora['name']);
        $this->assertSame(1453, $blora['tps']);
        $this->assertContains($blora, Sample::rules()->regions());
        $this->assertNull(Sample::rules()->region('00.00'));
        $this->assertNull(Sample::rules()->region(''));
        $this->assertNull(Sample::rules()->region("33.16\0"));
        $jateng = array_filter(Sample::rules()->regions(), fn($region) => $region['tier'] === 'kabupaten_kota'
            && str_starts_with($region['code'], '33.'));
        $this->assertCount(35, $jateng);
    }

    public function testStages(): void
    {
        $stages = Sample::rules()->stages('2024-11-27');
        $this->assertContains('pemungutan', $stages);
        $this->assertSame($stages, Sample::rules()->stages(new DateTimeImmutable('2024-11-27 23:59:59')));
        $this->expectException(TimeException::class);
        Sample::rules()->stages('2024-02-30');
    }

    public function testForms(): void
    {
        $forms = Sample::rules()->forms();
        $this->assertContains('lap_tungsura', array_column($forms, 'id'));
        foreach ($forms as $form) {
            $this->assertNotSame('', $form['title']['id']);
            $this->assertNotSame('', $form['title']['en']);
            $this->assertSame($form['id'], Sample::rules()->form($form['id'], $form['version'])['form']);
            $this->assertNotEmpty(Sample::rules()->formText($form['id'], lang: 'en'));
        }
        $this->assertNull(Sample::rules()->form('tidak_ada'));
        $this->assertNull(Sample::rules()->formText('tidak_ada'));
        $this->assertNull(Sample::rules()->form('lap_tungsura', version: '0'));
    }

    public function testMessages(): void
    {
        $this->assertNotNull(Sample::rules()->message('cli.usage'));
        $this->assertNotSame(Sample::rules()->message('cli.usage'), Sample::rules()->message('cli.usage', lang: 'en'));
        $this->assertNull(Sample::rules()->message('tidak.ada'));
        $this->expectException(ValueError::class);
        Sample::rules()->message('cli.usage', 'jv');
    }

    public function testWindow(): void
    {
        $this->assertContains('jateng.dinihari', Sample::rules()->schedules());
        $window = Sample::rules()->window('jateng.dinihari', '2024-11-27T00:30:00+07:00');
        $this->assertSame('buka', $window['state']);
        $this->assertSame('2024-11-26', $window['date']);
        $at = new DateTime('2024-11-27 00:30', new DateTimeZone('+07:00'));
        $this->assertSame($window, Sample::rules()->window('jateng.dinihari', at: $at));
        $this->assertSame('buka', Sample::rules()->window('jateng.dinihari', $at, region: '33.16')['state']);
        $this->expectException(UnknownException::class);
        Sample::rules()->window('tidak.ada', $at);
    }

    public function testTimesWithoutOffsetAreRefused(): void
    {
        $this->expectException(TimeException::class);
        Sample::rules()->window('jateng.dinihari', '2024-11-27T00:30:00');
    }

    public function testOtherTypesAreNoTime(): void
    {
        foreach ([1732642200, null, [], new stdClass()] as $at) {
            try {
                Sample::rules()->window('jateng.dinihari', $at);
                $this->fail('nothing was thrown');
            } catch (TypeError $e) {
                $this->assertStringContainsString('Argument #2 ($at) must be of type DateTimeInterface|string', $e->getMessage());
            }
        }
    }

    public function testAFormatOfTheUsersOwn(): void
    {
        $liar = new class extends DateTime {
            public mixed $answer = null;

            #[ReturnTypeWillChange]
            public function format($format): mixed
            {
                return $this->answer ?? throw new LogicException('mine');
            }
        };
        try {
            Sample::rules()->stages($liar);
            $this->fail('nothing was thrown');
        } catch (LogicException $e) {
            $this->assertSame('mine', $e->getMessage());
        }
        $liar->answer = ['no text'];
        $this->expectException(TypeError::class);
        Sample::rules()->stages($liar);
    }

    public function testCheck(): void
    {
        $own = array_filter(Sample::dataFiles(), fn($name) => preg_match('~^(forms|schedules|screening)/~', $name), ARRAY_FILTER_USE_KEY);
        $this->assertGreaterThan(3, count($own));
        foreach ($own as $name => $text) {
            $this->assertTrue(Sample::rules()->check($name, $text)['ok'], $name);
        }
        $broken = Sample::rules()->check(name: 'forms/x.json', text: '{');
        $this->assertFalse($broken['ok']);
        $this->assertNotEmpty($broken['problems']);
    }
}
