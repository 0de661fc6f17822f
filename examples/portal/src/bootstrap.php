<?php

declare(strict_types=1);

require 'Twig/autoload.php'; // Debian's php-twig, on PHP's include_path

spl_autoload_register(static function (string $class): void {
    if (str_starts_with($class, 'Portal\\')) {
        require __DIR__ . '/' . substr($class, strlen('Portal\\')) . '.php';
    }
});
