<?php
// One post against the shipped packs, in a loop: php -n -d extension=build/release/php/pilkada.so tests/bench/post.php
$rules = Pilkada\Rulebook::default();
$text = 'Selamat pagi bapak ibu semua, besok jangan lupa datang ke TPS masing-masing ya, bawa KTP dan undangan. Petugas '
    . 'sudah siap dari jam 7 pagi. Semoga pemilihan di desa kita aman dan lancar sampai selesai :)';
$best = INF;
for ($round = 0; $round < 10; $round++) {
    $start = getrusage();
    for ($i = 0; $i < 20000; $i++) {
        $answer = $rules->screen($text);
    }
    $end = getrusage();
    $took = ($end['ru_utime.tv_sec'] - $start['ru_utime.tv_sec']) * 1e6 + $end['ru_utime.tv_usec'] - $start['ru_utime.tv_usec'];
    $best = min($best, $took / 20000 * 1e3);
}
printf("one post of %d bytes, shipped packs, PHP: %.0f ns, level %s\n", strlen($text), $best, $answer->getLevel()->value);
