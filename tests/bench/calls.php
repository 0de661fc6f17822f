<?php
// Calls with one text each, as a page makes them: php -n -d extension=build/release/php/pilkada.so tests/bench/calls.php
// With REPORTS.jsonl FORM DEFINITION.json... also each report of the file, judged by that form of a rulebook of the definitions.

/** Nanoseconds of the processor's time a call, best of ten rounds. */
function best(callable $round, int $calls): float
{
    $best = INF;
    for ($i = 0; $i < 10; $i++) {
        $start = getrusage();
        $round();
        $end = getrusage();
        $took = ($end['ru_utime.tv_sec'] - $start['ru_utime.tv_sec']) * 1e6 + $end['ru_utime.tv_usec'] - $start['ru_utime.tv_usec'];
        $best = min($best, $took / $calls * 1e3);
    }
    return $best;
}

$rules = Pilkada\Rulebook::default();
$text = 'Selamat pagi bapak ibu semua, besok jangan lupa datang ke TPS masing-masing ya, bawa KTP dan undangan. Petugas '
    . 'sudah siap dari jam 7 pagi. Semoga pemilihan di desa kita aman dan lancar sampai selesai :)';
$screen = function () use ($rules, $text): void {
    for ($i = 0; $i < 50000; $i++) {
        $answer = $rules->screen($text);
    }
};
printf("PHP: one post of %d bytes, shipped packs: %.0f ns\n", strlen($text), best($screen, 50000));

if ($argc < 4) {
    exit;
}
$reports = file($argv[1], FILE_IGNORE_NEW_LINES);
$files = [];
foreach (array_slice($argv, 3) as $path) {
    $files[basename(dirname($path)) . '/' . basename($path)] = file_get_contents($path);
}
$rules = Pilkada\Rulebook::load($files);
$form = $argv[2];
$judge = function () use ($rules, $reports, $form): void {
    foreach ($reports as $report) {
        $verdict = $rules->judge($report, $form);
    }
};
$took = best($judge, count($reports));
$valid = count(array_filter($reports, fn ($report) => $rules->judge($report, $form)->isValid()));
$size = array_sum(array_map('strlen', $reports)) / count($reports);
printf("PHP: one report of %.0f bytes: %.0f ns, %d of %d valid\n", $size, $took, $valid, count($reports));
