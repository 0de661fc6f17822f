<?php

declare(strict_types=1);

use Pilkada\Rulebook;

/** What the tests share: one report that contradicts itself, and where the sources are. */
final class Sample
{
    public const NOW = '2024-11-27T05:01:00+07:00';

    /** 1,400 stations open and 43 closed are not 1,453. */
    public const REPORT = [
        'id' => 'r-1', 'form_id' => 'lap_tungsura', 'kode_wilayah' => '33.16', 'tanggal_laporan' => '2024-11-26',
        'waktu_dibuat' => '2024-11-27T00:20:00+07:00', 'waktu_diterima' => '2024-11-27T00:30:00+07:00',
        'jumlah_tps' => 1453, 'tps_buka' => 1400, 'tps_belum_buka' => 43,
    ];

    public const RECEIPTS = [
        ['id' => 'a-1', 'region' => '33.16', 'form' => 'lap_tahapan_harian', 'received' => '2024-11-27T00:30:00+07:00'],
        ['id' => 'a-2', 'region' => '33.16', 'form' => 'lap_tahapan_harian', 'received' => '2024-11-27T04:59:59+07:00'],
        ['id' => 'b-1', 'region' => '33.74', 'form' => 'lap_tahapan_harian', 'received' => '2024-11-27T05:00:00+07:00'],
    ];

    public static function source(string $path = ''): string
    {
        return (getenv('PILKADA_SOURCE_DIR') ?: dirname(__DIR__, 3)) . "/$path";
    }

    /** @return array<string, string> the files of data/ by name */
    public static function dataFiles(): array
    {
        $files = [];
        foreach (glob(self::source('data/*/*.json')) as $path) {
            $files[substr($path, strlen(self::source('data/')))] = file_get_contents($path);
        }
        return $files;
    }

    public static function json(array $report = self::REPORT): string
    {
        return json_encode($report, JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR);
    }

    public static function rules(): Rulebook
    {
        return Rulebook::default();
    }
}
