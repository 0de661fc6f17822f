<?php

declare(strict_types=1);

use Pilkada\InvalidArgumentException;
use Pilkada\TimeException;
use Pilkada\UnknownException;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/Sample.php';

final class RecapTest extends TestCase
{
    private const FORM = 'lap_tahapan_harian';
    private const DATE = '2024-11-26';

    /** @return list<string> */
    private function night(): array
    {
        return file(getenv('PILKADA_SOURCE_DIR') . '/examples/night/reports.jsonl', FILE_IGNORE_NEW_LINES);
    }

    public function testTheNight(): void
    {
        $answer = Sample::rules()->recap(self::FORM, self::DATE, $this->night());
        $this->assertSame('Data internal Desk Pilkada. Bukan hasil resmi.', $answer['notice']['id']);
        $this->assertSame([31, 35], [$answer['coverage']['used'], $answer['coverage']['expected']]);
        $this->assertTrue(Sample::rules()->judge($answer['report'])->isValid());
        $arrays = array_map(fn (string $line): array => json_decode($line, true), $this->night());
        $this->assertSame($answer, Sample::rules()->recap(self::FORM, new DateTimeImmutable(self::DATE), $arrays));
    }

    public function testTexts(): void
    {
        $rules = Sample::rules();
        $json = $rules->recapText(self::FORM, self::DATE, $this->night(), format: 'json');
        $this->assertSame(json_decode($json, true), $rules->recap(self::FORM, self::DATE, $this->night()));
        $this->assertStringStartsWith('Internal data', $rules->recapText(self::FORM, self::DATE, $this->night(), lang: 'en'));
        $this->assertStringStartsWith('form,', $rules->recapText(self::FORM, self::DATE, $this->night(), format: 'csv'));
        $this->expectException(InvalidArgumentException::class);
        $rules->recapText(self::FORM, self::DATE, $this->night(), format: 'xml');
    }

    public function testRevisions(): void
    {
        $rules = Sample::rules();
        $early = '2024-11-27T04:00:00+07:00';
        $before = $rules->recap(self::FORM, self::DATE, $this->night(), now: $early);
        $this->assertSame([], $rules->recap(self::FORM, self::DATE, $this->night(), now: $early, previous: $before)['differences']);
        $after = $rules->recap(self::FORM, self::DATE, $this->night(), previous: $before);
        $this->assertSame(2, $after['recap']['revision']);
        $this->assertContains(['field' => 'aduan_total', 'before' => 0, 'after' => 2, 'difference' => 2], $after['differences']);
    }

    public function testReportsThatWereJudgedWhenTheyCame(): void
    {
        $rules = Sample::rules();
        $sound = array_values(array_filter($this->night(), fn(string $line) => $rules->judge($line)->maySubmit()));
        $this->assertLessThan(count($this->night()), count($sound));
        $once = $rules->recap(self::FORM, self::DATE, $sound, judged: true);
        $this->assertSame($rules->recap(self::FORM, self::DATE, $sound), $once);
        $this->assertSame(['33.75'], $rules->recap(self::FORM, self::DATE, $this->night(), judged: true)['coverage']['galat']); // cannot be read
        $this->assertSame($once, json_decode($rules->recapText(self::FORM, self::DATE, $sound, format: 'json', judged: true), true));
    }

    public function testNowIsATextOrADate(): void
    {
        $rules = Sample::rules();
        $text = $rules->recap(self::FORM, self::DATE, $this->night(), now: '2024-11-27T04:00:00+07:00');
        $this->assertSame($text, $rules->recap(self::FORM, self::DATE, $this->night(), now: new DateTimeImmutable('2024-11-27T04:00:00+07:00')));
        $this->assertNotSame($text, $rules->recap(self::FORM, self::DATE, $this->night()));
        $this->expectException(TypeError::class);
        $rules->recap(self::FORM, self::DATE, $this->night(), now: 4);
    }

    public function testWhatCannotBeDoneThrows(): void
    {
        foreach ([['region' => '99'], ['version' => '1'], ['previous' => '{}'], ['now' => 'kemarin']] as $options) {
            try {
                Sample::rules()->recap(self::FORM, self::DATE, $this->night(), ...$options);
                $this->fail();
            } catch (UnknownException|InvalidArgumentException|TimeException $e) {
                $this->assertNotSame('', $e->getMessage());
            }
        }
    }

    public function testTheChain(): void
    {
        $rules = Sample::rules();
        $asked = $rules->chainStep('kabupaten_kota', 'penyusun');
        $this->assertSame(['draf', true, false], [$asked['state'], $asked['may_submit'], $asked['may_approve']]);
        $done = $rules->chainStep('kabupaten_kota', 'pemeriksa', state: 'diajukan', by: 'provinsi', action: 'setujui');
        $this->assertSame([true, 'disetujui', true, null], [$done['allowed'], $done['state'], $done['may_forward'], $done['message']]);
        $refused = $rules->chainStep('kabupaten_kota', 'penyusun', state: 'disetujui', action: 'ubah');
        $this->assertFalse($refused['allowed']);
        $this->assertStringContainsString('tidak dapat diubah', $refused['message']['id']);
        $this->expectException(UnknownException::class);
        $rules->chainStep('kabupaten_kota', 'gubernur');
    }
}
