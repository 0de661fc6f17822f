<?php

declare(strict_types=1);

namespace Portal;

use Pilkada\Severity;
use Pilkada\Verdict;

/** Reports with their verdicts, as they came in. A report is never changed: a correction is a new one. */
final class ReportStore
{
    public function __construct(private readonly \PDO $pdo)
    {
    }

    /**
     * Runs $work as the only writer, so that two officials never get the same report number of the day.
     *
     * @template T
     * @param callable(): T $work
     * @return T
     */
    public function exclusively(callable $work): mixed
    {
        $this->pdo->exec('BEGIN IMMEDIATE');
        try {
            $result = $work();
            $this->pdo->exec('COMMIT');
            return $result;
        } catch (\Throwable $fault) {
            $this->pdo->exec('ROLLBACK');
            throw $fault;
        }
    }

    /** False when the token is there already: the same sheet, sent twice. */
    public function add(string $token, array $report, string $content, Verdict $verdict): bool
    {
        $errors = count(array_filter($verdict->getFindings(), static fn ($finding) => $finding->severity === Severity::Galat));
        $insert = $this->pdo->prepare(
            'INSERT INTO report (token, form, region, report_date, received_at, content, verdict, errors, findings)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (token) DO NOTHING'
        );
        $insert->execute([
            $token, $verdict->getForm(), $report['kode_wilayah'], $report['tanggal_laporan'], $report['waktu_diterima'],
            $content, $verdict->toJson(), $errors, count($verdict),
        ]);
        return $insert->rowCount() === 1;
    }

    public function has(string $token): bool
    {
        $select = $this->pdo->prepare('SELECT 1 FROM report WHERE token = ?');
        $select->execute([$token]);
        return $select->fetchColumn() !== false;
    }

    /** @return list<string> the reports of one date as JSON text, in the order of their arrival */
    public function contents(string $date): array
    {
        $select = $this->pdo->prepare('SELECT content FROM report WHERE report_date = ? ORDER BY number');
        $select->execute([$date]);
        return $select->fetchAll(\PDO::FETCH_COLUMN);
    }

    /** @return array<string, array{last: string, errors: int}> by region: last arrival, reports with galat */
    public function arrivals(string $date, string $now): array
    {
        $select = $this->pdo->prepare(
            'SELECT region, max(unixepoch(received_at)), received_at AS last, sum(errors > 0) AS errors FROM report
             WHERE report_date = ? AND unixepoch(received_at) <= unixepoch(?) GROUP BY region'
        );
        $select->execute([$date, $now]);
        return array_column($select->fetchAll(), null, 'region');
    }

    /** @return list<array<string, mixed>> what rules against duplicates need to know */
    public function sequences(string $form, string $region, string $date): array
    {
        $select = $this->pdo->prepare(
            "SELECT json_extract(content, '$.urutan') FROM report WHERE form = ? AND region = ? AND report_date = ?"
        );
        $select->execute([$form, $region, $date]);
        return array_map(
            static fn ($sequence) => ['form_id' => $form, 'kode_wilayah' => $region, 'tanggal_laporan' => $date, 'urutan' => $sequence],
            $select->fetchAll(\PDO::FETCH_COLUMN),
        );
    }
}
