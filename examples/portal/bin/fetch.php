<?php

declare(strict_types=1);

// Fetches the three pages and prints one line for each: fetch.php http://127.0.0.1:8080

$origin = $argv[1];
$pages = ['/' => '<table class="board"', '/kirim' => 'id="laporan"', '/saring' => 'id="saring"'];
$context = stream_context_create(['http' => ['ignore_errors' => true, 'timeout' => 10]]);

/** @return array{0: string, 1: string} status line and body */
function fetch(string $address, $context): array
{
    for ($try = 0; $try < 50; $try++) { // the server needs a moment to listen
        $body = @file_get_contents($address, false, $context);
        if ($body !== false) {
            return [$http_response_header[0], $body];
        }
        usleep(100_000);
    }
    return ['no answer', ''];
}

$failed = false;
foreach ($pages as $path => $expected) {
    [$status, $body] = fetch($origin . $path, $context);
    $good = str_contains($status, ' 200 ') && str_contains($body, $expected);
    $failed = $failed || !$good;
    printf("%-8s %-18s %6d bita/bytes  %s\n", $path, $status, strlen($body), $good ? 'OK' : 'GAGAL/FAILED');
}
exit($failed ? 1 : 0);
