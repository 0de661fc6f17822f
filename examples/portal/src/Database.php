<?php

declare(strict_types=1);

namespace Portal;

/** One SQLite file in WAL mode: readers of the board never wait for the writer of a report. */
final class Database
{
    private const SCHEMA = <<<'SQL'
        CREATE TABLE IF NOT EXISTS report (
            number        INTEGER PRIMARY KEY,
            token         TEXT NOT NULL UNIQUE,
            form          TEXT NOT NULL,
            region        TEXT NOT NULL,
            report_date   TEXT NOT NULL,
            received_at   TEXT NOT NULL,
            content       TEXT NOT NULL,
            verdict       TEXT NOT NULL,
            errors        INTEGER NOT NULL,
            findings      INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX IF NOT EXISTS report_by_date ON report (report_date, region);
        PRAGMA user_version = 1;
        SQL;

    public static function open(string $path): \PDO
    {
        $folder = dirname($path);
        if (!is_dir($folder) && !mkdir($folder, 0700, true) && !is_dir($folder)) {
            throw new \RuntimeException("cannot make the folder of $path");
        }
        $pdo = new \PDO('sqlite:' . $path, options: [
            \PDO::ATTR_ERRMODE => \PDO::ERRMODE_EXCEPTION,
            \PDO::ATTR_DEFAULT_FETCH_MODE => \PDO::FETCH_ASSOC,
        ]);
        $pdo->exec('PRAGMA busy_timeout = 5000');
        $pdo->exec('PRAGMA journal_mode = WAL');
        $pdo->exec('PRAGMA synchronous = FULL'); // a report that was confirmed survives a power cut
        if ((int) $pdo->query('PRAGMA user_version')->fetchColumn() === 0) {
            $pdo->exec(self::SCHEMA);
        }
        return $pdo;
    }
}
