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

    public function testCalendarIsThatOfTheCommand(): void
    {
        $text = Sample::rules()->calendar('jateng.dinihari', '2024-11-26', new DateTimeImmutable('2024-11-27'), '2024-11-20T00:00:00Z');
        $this->assertStringStartsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", $text);
        $this->assertSame(2, substr_count($text, "BEGIN:VEVENT\r\n"));
        $this->assertStringContainsString("UID:jateng.dinihari-WIB-20241126T170000Z@libpilkada\r\n", $text);
        $english = Sample::rules()->calendar(schedule: 'jateng.dinihari', from: '2024-11-26', until: '2024-11-26', now: '2024-11-20T00:00:00Z', region: '33.16', lang: 'en');
        $this->assertStringContainsString("LOCATION:33.16\r\n", $english);
        $this->expectException(Pilkada\InvalidArgumentException::class);
        Sample::rules()->calendar('jateng.dinihari', '2024-11-27', '2024-11-26', '2024-11-20T00:00:00Z');
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

    private static function ownForm(string $folder, string $version = '2024.2'): string
    {
        @mkdir("$folder/forms", 0777, true);
        $text = Sample::dataFiles()['forms/lap_tungsura.json'];
        file_put_contents("$folder/forms/own.json", preg_replace('/"2024\.1"/', "\"$version\"", $text, 1));
        return $folder;
    }

    private static function temporaryFolder(): string
    {
        $folder = sys_get_temp_dir() . '/pilkada-' . bin2hex(random_bytes(8));
        mkdir($folder);
        return $folder;
    }

    private static function removeFolder(string $folder): void
    {
        foreach ([...glob("$folder/forms/*"), ...glob("$folder/*.json")] as $file) {
            unlink($file);
        }
        @rmdir("$folder/forms");
        rmdir($folder);
    }

    public function testADirectoryLiesOverTheBuiltInFiles(): void
    {
        $folder = self::temporaryFolder();
        $rules = Rulebook::load(self::ownForm($folder));
        $this->assertSame('2024.2', $rules->form('lap_tungsura')['version']);
        $this->assertNotNull($rules->form('lap_tungsura', '2024.1'));
        $this->assertSame(Rulebook::default()->region('33.16'), $rules->region('33.16'));
        $this->assertSame($rules->getHash(), Rulebook::load($folder)->getHash());
        self::removeFolder($folder);
    }

    public function testABundleIsAWholeRulebook(): void
    {
        $folder = self::temporaryFolder();
        file_put_contents("$folder/b.json", json_encode(['pilkada_bundle' => 1, 'files' => Sample::dataFiles()]));
        $this->assertSame(Rulebook::default()->getHash(), Rulebook::load("$folder/b.json")->getHash());
        self::removeFolder($folder);
    }

    public function testABrokenDirectoryLeavesTheRulebookThatIsThere(): void
    {
        $folder = self::temporaryFolder();
        $rules = Rulebook::load(self::ownForm($folder));
        $good = file_get_contents("$folder/forms/own.json");
        file_put_contents("$folder/forms/own.json", preg_replace('/"galat"/', '"gala"', $good, 1));
        try {
            $rules = Rulebook::load($folder);
            $this->fail('nothing was thrown');
        } catch (DefinitionException $e) {
            $this->assertStringStartsWith('forms/own.json#/', $e->where);
            $this->assertGreaterThan(1, $e->inputLine);
        }
        $verdict = $rules->judge(['form_id' => 'lap_tungsura', 'form_versi' => '2024.2']);
        $this->assertSame('2024.2', $verdict->getVersion());
        $this->assertSame($rules->getHash(), $verdict->getRulebook());
        $rules = Rulebook::load(self::ownForm($folder, '2024.3'));
        $this->assertSame('2024.3', $rules->form('lap_tungsura')['version']);
        self::removeFolder($folder);
    }

    public function testAPathWithoutFilesIsRefused(): void
    {
        $folder = self::temporaryFolder();
        foreach ([$folder, "$folder/tiada"] as $path) {
            try {
                Rulebook::load($path);
                $this->fail('nothing was thrown');
            } catch (Pilkada\RuntimeException $e) {
                $this->assertSame('PILKADA_E_IO', $e->status);
                $this->assertSame($path, $e->where);
            }
        }
        self::removeFolder($folder);
    }

    public function testDiffOfTwoVersions(): void
    {
        $folder = self::temporaryFolder();
        $rules = Rulebook::load(self::ownForm($folder));
        $diff = $rules->diff('lap_tungsura', '2024.1');
        $this->assertSame(['2024.1', '2024.2'], [$diff['from']['version'], $diff['to']['version']]);
        $this->assertSame([], $diff['changes']);
        $this->assertNull($rules->diff('lap_tungsura', '1999.1'));
        $this->assertNull($rules->diffText('lap_tungsura', '1999.1'));
        $this->assertSame("no differences\n", $rules->diffText('lap_tungsura', '2024.1', lang: 'en'));
        self::removeFolder($folder);
    }

    public function testAnyRulebookGivesItsBundle(): void
    {
        $folder = self::temporaryFolder();
        foreach ([Rulebook::default(), Rulebook::load(self::ownForm($folder)), Rulebook::load(Sample::dataFiles())] as $rules) {
            $again = Rulebook::fromBundle($rules->toBundle());
            $this->assertSame($rules->getHash(), $again->getHash());
            $this->assertSame($rules->toBundle(), $again->toBundle());
        }
        self::removeFolder($folder);
        $this->expectException(DefinitionException::class);
        Rulebook::fromBundle('{}');
    }

    public function testABundleIsWrittenWholeOrNotAtAll(): void
    {
        $folder = self::temporaryFolder();
        $rules = Rulebook::default();
        $rules->writeBundle("$folder/aturan.json");
        $rules->writeBundle(path: "$folder/aturan.json");
        $this->assertSame(['.', '..', 'aturan.json'], scandir($folder));
        $this->assertSame($rules->toBundle(), file_get_contents("$folder/aturan.json"));
        $this->assertSame($rules->getHash(), Rulebook::load("$folder/aturan.json")->getHash());
        try {
            $rules->writeBundle("$folder/tiada/aturan.json");
            $this->fail('nothing was thrown');
        } catch (Pilkada\RuntimeException $e) {
            $this->assertSame(['PILKADA_E_IO', "$folder/tiada/aturan.json"], [$e->status, $e->where]);
        }
        self::removeFolder($folder);
    }
}
