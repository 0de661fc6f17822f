<?php

declare(strict_types=1);

namespace Portal;

/** What the browser sent, as text only. */
final class Request
{
    /**
     * @param array<mixed> $query
     * @param array<mixed> $form
     */
    private function __construct(
        public readonly string $method,
        public readonly string $path,
        private readonly array $query,
        public readonly array $form,
    ) {
    }

    public static function fromServer(): self
    {
        $path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
        return new self($_SERVER['REQUEST_METHOD'], is_string($path) ? $path : '/', $_GET, $_POST);
    }

    public function query(string $name): string
    {
        return self::text($this->query[$name] ?? '');
    }

    public function form(string $name): string
    {
        return self::text($this->form[$name] ?? '');
    }

    /** Never an array, always UTF-8: a browser cannot make templates or the library stumble. */
    private static function text(mixed $value): string
    {
        return is_string($value) ? mb_scrub($value, 'UTF-8') : '';
    }
}
