<?php

declare(strict_types=1);

namespace Portal;

/** What goes back to the browser. Nothing that was typed may run; pages are asked for anew each time. */
final class Response
{
    private const HEADERS = [
        'Content-Security-Policy' => "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
            . "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        'X-Content-Type-Options' => 'nosniff',
        'Referrer-Policy' => 'same-origin',
        'Cache-Control' => 'private, no-cache',
    ];

    /** @param array<string, string> $headers */
    private function __construct(
        public readonly int $status,
        private readonly array $headers,
        private readonly string $body,
    ) {
    }

    public static function page(string $html, int $status = 200): self
    {
        return new self($status, ['Content-Type' => 'text/html; charset=UTF-8'], $html);
    }

    /** @param array<string, mixed> $data */
    public static function json(array $data, int $status = 200): self
    {
        $text = json_encode($data, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR);
        return new self($status, ['Content-Type' => 'application/json; charset=UTF-8'], $text);
    }

    /** After a POST, so that a reload does not send again. */
    public static function redirect(string $to): self
    {
        return new self(303, ['Location' => $to], '');
    }

    public function send(): void
    {
        http_response_code($this->status);
        header_remove('X-Powered-By');
        foreach (self::HEADERS + $this->headers as $name => $value) {
            header("$name: $value");
        }
        echo $this->body;
    }
}
