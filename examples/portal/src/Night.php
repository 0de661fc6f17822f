<?php

declare(strict_types=1);

namespace Portal;

use Pilkada\Cell;
use Pilkada\Rulebook;
use Pilkada\WindowState;

/** One night's board: the library judges, this puts first what needs a telephone call. */
final class Night
{
    private const ORDER = [
        WindowState::Belum, WindowState::Kurang, WindowState::Terlambat,
        WindowState::Berjalan, WindowState::Lengkap, WindowState::Dikecualikan,
    ];

    public function __construct(
        private readonly Rulebook $rules,
        private readonly ReportStore $store,
        private readonly Settings $settings,
    ) {
    }

    /** The report date of the window that is open, or of the one that closed last. */
    public function tonight(): string
    {
        $window = $this->window();
        return $window['state'] === 'buka' ? $window['date'] : $this->shift($window['date'], -1);
    }

    /** @return array<string, mixed> */
    public function window(): array
    {
        return $this->rules->window($this->settings->schedule, $this->settings->now());
    }

    /** @return array<string, mixed> what templates/board.twig shows */
    public function view(string $date): array
    {
        $now = $this->settings->now()->format(\DateTimeInterface::RFC3339);
        $board = $this->rules->board($this->store->contents($date), $date, $date, $now, $this->settings->schedule);
        $cells = $board->getCells();
        usort($cells, static fn (Cell $a, Cell $b) => [self::rank($a), $a->region] <=> [self::rank($b), $b->region]);
        $window = $this->window();
        $arrivals = $this->store->arrivals($date, $now);
        return [
            'date' => $date,
            'before' => $this->shift($date, -1),
            'after' => $date < $window['date'] ? $this->shift($date, 1) : null,
            'now' => $now,
            'window' => $window,
            'summary' => $board->getSummary(),
            'first' => $this->first($board->getFirstToCall()),
            'states' => array_column(self::ORDER, 'value'),
            'rows' => array_map(fn (Cell $cell) => $this->row($cell, $arrivals[$cell->region] ?? null), $cells),
        ];
    }

    /** @return array<string, mixed> */
    private function row(Cell $cell, ?array $arrival): array
    {
        return [
            'cell' => $cell,
            'state' => $cell->state->value,
            'name' => $this->rules->region($cell->region)['name'] ?? $cell->region,
            'last' => $arrival['last'] ?? null,
            'errors' => (int) ($arrival['errors'] ?? 0),
        ];
    }

    /** @return array<string, mixed>|null whom to call while there is time */
    private function first(?Cell $cell): ?array
    {
        return $cell === null || $cell->secondsLeft === 0 ? null : [
            'region' => $cell->region,
            'name' => $this->rules->region($cell->region)['name'] ?? $cell->region,
            'short' => $cell->required - $cell->onTime,
            'left' => $cell->secondsLeft,
        ];
    }

    private static function rank(Cell $cell): int
    {
        return (int) array_search($cell->state, self::ORDER, true);
    }

    private function shift(string $date, int $days): string
    {
        return (new \DateTimeImmutable($date))->modify("$days days")->format('Y-m-d');
    }
}
