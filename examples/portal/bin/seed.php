<?php

declare(strict_types=1);

// Loads the example night into the database: seed.php [REPORTS.jsonl]
// Running it again adds nothing, and takes nothing away that was sent through the portal.

use Pilkada\Rulebook;
use Portal\Database;
use Portal\ReportStore;
use Portal\Settings;

require dirname(__DIR__) . '/src/bootstrap.php';

$file = $argv[1] ?? dirname(__DIR__, 2) . '/night/reports.jsonl';
$lines = file($file, FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES) ?: throw new RuntimeException("cannot read $file");
$rules = Rulebook::default();
$store = new ReportStore(Database::open(Settings::fromEnvironment()->database));

$added = $store->exclusively(static function () use ($lines, $rules, $store): int {
    $added = 0;
    foreach ($lines as $index => $line) {
        $report = json_decode($line, true, flags: JSON_THROW_ON_ERROR);
        $added += (int) $store->add('night.' . ($index + 1), $report, $line, $rules->judge($line));
    }
    return $added;
});
echo count($lines), " laporan contoh, $added baru / ", count($lines), " example reports, $added new\n";
