<?php

declare(strict_types=1);

use Pilkada\DefinitionException;
use Pilkada\Finding;
use Pilkada\Severity;
use Pilkada\UnknownException;
use Pilkada\Verdict;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/Sample.php';

final class VerdictTest extends TestCase
{
    private Verdict $verdict;

    protected function setUp(): void
    {
        $this->verdict = Sample::rules()->judge(Sample::REPORT);
    }

    public function testTextAndArrayGiveTheSameBytes(): void
    {
        $text = Sample::json();
        $this->assertSame($this->verdict->toJson(), Sample::rules()->judge($text)->toJson());
        $pretty = json_encode(Sample::REPORT, JSON_PRETTY_PRINT);
        $this->assertSame($this->verdict->toJson(), Sample::rules()->judge(report: $pretty)->toJson());
    }

    public function testWhatAVerdictSays(): void
    {
        $data = json_decode($this->verdict->toJson(), true);
        $this->assertSame('r-1', $this->verdict->getId());
        $this->assertSame('lap_tungsura', $this->verdict->getForm());
        $this->assertSame($data['version'], $this->verdict->getVersion());
        $this->assertSame(Sample::rules()->getHash(), $this->verdict->getRulebook());
        $this->assertFalse($this->verdict->isValid());
        $this->assertSame($data['may_submit'], $this->verdict->maySubmit());
        $this->assertSame($data['not_judged'], $this->verdict->getNotJudged());
        $this->assertSame($data['computed'], (array) $this->verdict->getComputed());
        $this->assertCount(count($data['findings']), $this->verdict);
        $this->assertGreaterThan(0, count($this->verdict));
    }

    public function testAnExplanationSaysWhatTheVerdictSays(): void
    {
        $failed = [];
        foreach (Sample::rules()->explain(Sample::REPORT)['rules'] as $rule) {
            if ($rule['outcome'] === 'dilanggar') {
                $failed[] = [$rule['code'], $rule['path'], $rule['reason']['id']];
            }
        }
        $found = array_map(fn(Finding $f) => [$f->code, $f->path, $f->message['id']], $this->verdict->getFindings());
        $this->assertEqualsCanonicalizing($found, $failed);
        [$one] = Sample::rules()->explain(Sample::json(), rule: 'U-6')['rules'];
        $this->assertSame([1443, -10], [$one['tree']['nodes'][0]['value'], $one['difference']]);
        $this->expectException(UnknownException::class);
        Sample::rules()->explain(Sample::REPORT, rule: 'U-66');
    }

    public function testAConfirmedWarningStaysConfirmedWhileItsValuesAreTheSame(): void
    {
        $report = ['form_id' => 'lap_tungsura', 'pemilih_tambahan' => 12, 'jam_pantau' => '11:00'];
        $find = function (array $report, array $kept): Finding {
            $findings = Sample::rules()->judge($report, confirmed: json_encode($kept))->getFindings();
            return current(array_filter($findings, fn(Finding $finding) => $finding->code === 'U-8'));
        };
        $first = $find($report, []);
        $this->assertFalse($first->verified);
        $this->assertMatchesRegularExpression('/^[0-9a-f]{64}$/', $first->fingerprint);
        $this->assertTrue($find($report, [$first])->verified);
        $this->assertTrue($find($report, [['code' => 'U-8', 'path' => $first->path, 'fingerprint' => $first->fingerprint]])->verified);
        $this->assertFalse($find(['jam_pantau' => '11:01'] + $report, [$first])->verified);
        foreach ($this->verdict->getFindings() as $finding) {
            $this->assertSame([null, false], [$finding->fingerprint, $finding->verified]);
        }
        $this->expectException(DefinitionException::class);
        Sample::rules()->judge($report, confirmed: '{}');
    }

    public function testADraftCountsWhatIsMissing(): void
    {
        $draft = Sample::rules()->judge(Sample::REPORT, draft: true);
        $this->assertNull($this->verdict->getDraft());
        foreach ($draft->getDraft()['sections'] as $section) {
            $this->assertSame($section['required'], $section['filled'] + count($section['missing']));
        }
        $this->assertLessThan(count($this->verdict), count($draft));
    }

    public function testWhatAFindingSays(): void
    {
        $found = array_filter($this->verdict->getFindings(), fn(Finding $f) => ($f->operands['tps_buka'] ?? 0) === 1400);
        $this->assertNotEmpty($found, $this->verdict->toJson());
        $finding = reset($found);
        $this->assertSame(Severity::Galat, $finding->severity);
        $this->assertSame(-10, $finding->difference);
        $this->assertNotSame('', $finding->message['id']);
        $this->assertNotSame('', $finding->message['en']);
        $this->assertNotEmpty($finding->basis);
        $this->assertEquals($finding, unserialize(serialize($finding)));
    }

    public function testFindingsAreReadonly(): void
    {
        $this->expectException(Error::class);
        $this->verdict->getFindings()[0]->code = 'X';
    }

    public function testJsonEncodeKeepsTheShape(): void
    {
        $flags = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES;
        $this->assertSame($this->verdict->toJson(), json_encode($this->verdict, $flags));
    }

    public function testTextForPeople(): void
    {
        $this->assertSame($this->verdict->toText(), $this->verdict->toText('id'));
        $this->assertNotSame($this->verdict->toText(), $this->verdict->toText(lang: 'en'));
        $this->expectException(ValueError::class);
        $this->verdict->toText('jv');
    }

    public function testFormAndVersionCanBeNamed(): void
    {
        $named = Sample::rules()->judge(Sample::REPORT, version: $this->verdict->getVersion(), form: 'lap_tungsura');
        $this->assertSame($this->verdict->getVersion(), $named->getVersion());
        $this->expectException(UnknownException::class);
        Sample::rules()->judge(Sample::REPORT, form: 'tidak_ada');
    }

    public function testContext(): void
    {
        $with = Sample::rules()->judge(Sample::REPORT, context: ['parameter' => (object)[]]);
        $this->assertSame($with->toJson(), Sample::rules()->judge(Sample::REPORT, null, null, '{"parameter":{}}')->toJson());
        $this->expectException(DefinitionException::class);
        Sample::rules()->judge(Sample::REPORT, context: ['tidak_ada' => 1]);
    }

    public function testComparisonIsByBytes(): void
    {
        $this->assertTrue($this->verdict == Sample::rules()->judge(Sample::json()));
        $other = ['id' => 'r-2'] + Sample::REPORT;
        $this->assertFalse($this->verdict == Sample::rules()->judge($other));
        $this->assertFalse(Sample::rules()->screen('a') == $this->verdict);
    }

    public function testDatesGoInAsTheirText(): void
    {
        $report = Sample::REPORT;
        $report['waktu_diterima'] = new DateTimeImmutable($report['waktu_diterima']);
        $report['waktu_dibuat'] = new DateTime($report['waktu_dibuat']);
        $this->assertSame($this->verdict->toJson(), Sample::rules()->judge($report)->toJson());
    }

    public function testReferencesAreFollowed(): void
    {
        $report = Sample::REPORT;
        foreach ($report as &$value) {
        }
        $this->assertSame($this->verdict->toJson(), Sample::rules()->judge($report)->toJson());
    }

    public function testVarDumpShowsTheVerdict(): void
    {
        $this->assertStringContainsString('lap_tungsura', print_r($this->verdict, true));
    }

    public function testWhatChangedSinceAnotherVerdict(): void
    {
        $again = Sample::rules()->judge(['tps_buka' => 1401] + Sample::REPORT);
        $changes = $again->changesSince($this->verdict);
        $this->assertSame(['from', 'to', 'findings', 'not_judged'], array_keys($changes));
        $this->assertSame('changed', $changes['findings'][0]['change']);
        $this->assertSame(['message', 'operands', 'difference'], array_column($changes['findings'][0]['members'], 'member'));
        $this->assertSame([], $again->changesSince(before: $again)['findings']);
        $this->assertStringContainsString('changed', $again->changesTextSince($this->verdict, 'en'));
        $this->expectException(TypeError::class);
        $this->expectExceptionMessage('must be of type Pilkada\Verdict, stdClass given');
        $again->changesSince(new stdClass());
    }
}
