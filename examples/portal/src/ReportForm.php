<?php

declare(strict_types=1);

namespace Portal;

use Pilkada\Finding;
use Pilkada\Rulebook;
use Pilkada\Verdict;

/** The form as its definition says it, what was typed into it, and the report that comes out of it. */
final class ReportForm
{
    /** Known to the portal without asking. */
    private const FILLED_HERE = [
        'id', 'form_id', 'form_versi', 'tingkat', 'jenis_pemilihan', 'waktu_dibuat', 'waktu_diterima', 'urutan', 'status_verifikasi',
    ];
    /** Polling stations do not write to this desk, and this example takes no files. */
    private const NOT_OFFERED = ['nomor_tps', 'lampiran'];
    private const LONG_TEXT = 200;

    /** @var array<string, mixed> */
    private readonly array $definition;

    public function __construct(private readonly Rulebook $rules, private readonly Settings $settings)
    {
        $this->definition = $rules->form($settings->form) ?? throw new \RuntimeException("no form {$settings->form}");
    }

    public function id(): string
    {
        return $this->definition['form'];
    }

    /** @return array{id: string, en: string} */
    public function title(): array
    {
        return $this->definition['title'];
    }

    /** @return list<array{title: array, fields: list<array>}> head first, only what is asked for */
    public function sections(): array
    {
        $hidden = [...self::FILLED_HERE, ...self::NOT_OFFERED];
        $sections = [];
        foreach ([...$this->definition['head']['sections'], ...$this->definition['sections']] as $section) {
            $asked = array_filter($section['fields'], static fn ($field) => !in_array($field['id'], $hidden, true));
            $sections[] = ['title' => $section['title'], 'fields' => array_values(array_map($this->field(...), $asked))];
        }
        return $sections;
    }

    /** @return array<string, string> code => name, the regions that owe this desk reports */
    public function regions(): array
    {
        $own = array_filter($this->rules->regions(), fn ($region) => $region['tier'] === 'kabupaten_kota'
            && str_starts_with($region['code'], $this->settings->province . '.'));
        return array_column($own, 'name', 'code');
    }

    /** @return array<string, string> what an empty sheet holds */
    public function blank(string $date, ?string $region): array
    {
        $stages = $this->rules->stages($date);
        return [
            'kode_wilayah' => isset($this->regions()[$region ?? '']) ? $region : '',
            'tanggal_laporan' => $date,
            'tahapan' => $stages[0] ?? '',
            'dibuat' => $this->settings->now()->format(\DateTimeInterface::RFC3339),
            'lembar' => bin2hex(random_bytes(16)),
        ];
    }

    /**
     * What was typed, byte for byte, except that a line ends in one LF.
     *
     * @param array<string, mixed> $input
     * @return array<string, string>
     */
    public function typed(array $input): array
    {
        $names = ['dibuat', 'lembar'];
        foreach ($this->sections() as $section) {
            array_push($names, ...array_column($section['fields'], 'id'));
        }
        $typed = [];
        foreach ($names as $name) {
            $value = $input[$name] ?? '';
            $typed[$name] = is_string($value) ? str_replace("\r\n", "\n", mb_scrub($value, 'UTF-8')) : '';
        }
        $typed['kode_wilayah'] = isset($this->regions()[$typed['kode_wilayah']]) ? $typed['kode_wilayah'] : '';
        return $typed;
    }

    /**
     * @param array<string, string> $typed
     * @return array<string, mixed> the report; what was left empty is not in it
     */
    public function report(array $typed, int $sequence): array
    {
        $region = $this->rules->region($typed['kode_wilayah'] ?: $this->settings->province);
        $report = [
            'id' => "{$typed['kode_wilayah']}-{$typed['tanggal_laporan']}-$sequence",
            'form_id' => $this->definition['form'],
            'form_versi' => $this->definition['version'],
            'tingkat' => 'kabupaten_kota',
            'jenis_pemilihan' => $region['contests'] ?? ['gubernur'],
            'waktu_dibuat' => $typed['dibuat'],
            'waktu_diterima' => $this->settings->now()->format(\DateTimeInterface::RFC3339),
            'urutan' => $sequence,
        ];
        foreach ($this->sections() as $section) {
            foreach ($section['fields'] as $field) {
                $value = $typed[$field['id']];
                if (trim($value) !== '') {
                    $report[$field['id']] = self::value($field['type'], $value);
                }
            }
        }
        return $report;
    }

    /**
     * Findings as the page and the JSON endpoint show them. `empty`: the field is still empty; an official who is typing
     * knows that without being told.
     *
     * @param array<string, mixed> $report
     * @return list<array{code: string, severity: string, field: string, message: string, empty: bool}>
     */
    public function findings(Verdict $verdict, array $report, Texts $texts): array
    {
        return array_map(static function (Finding $finding) use ($report, $texts): array {
            $field = explode('/', $finding->path)[1] ?? '';
            return [
                'code' => $finding->code,
                'severity' => $finding->severity->value,
                'field' => $field,
                'message' => $texts->pick($finding->message),
                'empty' => $field !== '' && !array_key_exists($field, $report),
            ];
        }, $verdict->getFindings());
    }

    /** Digits become a number. Everything else stays what was typed, for the library to judge. */
    private static function value(string $type, string $value): string|int|bool
    {
        $trimmed = trim($value);
        return match (true) {
            $type === 'bulat' && preg_match('/^(0|[1-9][0-9]{0,17})$/D', $trimmed) === 1 => (int) $trimmed,
            $type === 'ya_tidak' && in_array($value, ['ya', 'tidak'], true) => $value === 'ya',
            default => $value,
        };
    }

    /**
     * @param array<string, mixed> $field
     * @return array<string, mixed>
     */
    private function field(array $field): array
    {
        $field['widget'] = match ($field['type']) {
            'pilih' => 'choice',
            'wilayah' => 'region',
            'ya_tidak' => 'yes_no',
            'bulat' => 'count',
            'tanggal' => 'date',
            default => ($field['length'][1] ?? 0) > self::LONG_TEXT ? 'long_text' : 'text',
        };
        $field['must'] = $field['required'] === 'wajib';
        return $field;
    }
}
