<?php

declare(strict_types=1);

namespace Portal;

/** Language, CSRF token and one notice, kept for one browser. */
final class Session
{
    public const LANGUAGES = ['id', 'en'];

    public static function start(string $folder): self
    {
        if (!is_dir($folder) && !mkdir($folder, 0700, true) && !is_dir($folder)) {
            throw new \RuntimeException("cannot make $folder");
        }
        session_start([
            'save_path' => $folder,
            'name' => 'portal',
            'use_strict_mode' => true,
            'cookie_httponly' => true,
            'cookie_samesite' => 'Lax',
            'cookie_secure' => ($_SERVER['HTTPS'] ?? '') !== '',
            'cache_limiter' => '',
        ]);
        $_SESSION['csrf'] ??= bin2hex(random_bytes(32));
        return new self();
    }

    public function chooseLanguage(mixed $lang): void
    {
        if (in_array($lang, self::LANGUAGES, true)) {
            $_SESSION['lang'] = $lang;
        }
    }

    public function lang(): string
    {
        return $_SESSION['lang'] ?? 'id';
    }

    public function csrf(): string
    {
        return $_SESSION['csrf'];
    }

    public function trusts(mixed $token): bool
    {
        return is_string($token) && hash_equals($_SESSION['csrf'], $token);
    }

    /** @param array<string, string> $notice */
    public function leaveNotice(array $notice): void
    {
        $_SESSION['notice'] = $notice;
    }

    /** @return array<string, string>|null */
    public function takeNotice(): ?array
    {
        $notice = $_SESSION['notice'] ?? null;
        unset($_SESSION['notice']);
        return $notice;
    }
}
