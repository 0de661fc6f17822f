<?php

declare(strict_types=1);

// Front controller; with `php -S` also the router, which leaves the assets to the server.
if (PHP_SAPI === 'cli-server' && preg_match('~^/assets/[a-z.]+$~D', $_SERVER['SCRIPT_NAME']) && is_file(__DIR__ . $_SERVER['SCRIPT_NAME'])) {
    return false;
}

require dirname(__DIR__) . '/src/bootstrap.php';

ini_set('display_errors', '0');
try {
    $response = Portal\Portal::answer();
} catch (Throwable $fault) {
    error_log((string) $fault);
    $response = Portal\Response::page(file_get_contents(dirname(__DIR__) . '/templates/fault.html'), 500);
}
$response->send();
