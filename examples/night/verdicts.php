<?php // Every verdict of the night as JSON lines, in PHP: verdicts.php REPORTS.jsonl NARRATIVES.jsonl
$rules = Pilkada\Rulebook::default();
$reports = file($argv[1], FILE_IGNORE_NEW_LINES);

foreach ($reports as $report) {
    echo $rules->judge($report)->toJson(), "\n";
}
echo $rules->board($reports, from: '2024-11-26', until: '2024-11-26', now: '2024-11-27T05:01:00+07:00')->toJson();
echo $rules->recapText('lap_tahapan_harian', '2024-11-26', $reports, format: 'json'), "\n";
foreach (file($argv[2]) as $line) {
    $narrative = json_decode($line, true);
    echo $rules->screen($narrative['text'], id: $narrative['id'])->toJson(), "\n";
}
