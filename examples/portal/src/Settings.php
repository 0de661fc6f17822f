<?php

declare(strict_types=1);

namespace Portal;

/** What one desk decides: where data lie, which form and schedule, which province, which clock. */
final class Settings
{
    public function __construct(
        public readonly string $database,
        public readonly ?string $fixedNow,
        public readonly string $province = '33',
        public readonly string $form = 'lap_tahapan_harian',
        public readonly string $schedule = 'jateng.dinihari',
        public readonly string $timeZone = 'Asia/Jakarta',
        public readonly string $zone = 'WIB',
    ) {
    }

    public static function fromEnvironment(): self
    {
        return new self(
            getenv('PILKADA_PORTAL_DB') ?: dirname(__DIR__) . '/var/portal.sqlite',
            getenv('PILKADA_PORTAL_NOW') ?: null,
        );
    }

    /** The only clock of the portal; a text that is no date stops the request rather than giving a wrong night. */
    public function now(): \DateTimeImmutable
    {
        $zone = new \DateTimeZone($this->timeZone);
        if ($this->fixedNow === null) {
            return new \DateTimeImmutable('now', $zone);
        }
        $now = \DateTimeImmutable::createFromFormat(\DateTimeInterface::RFC3339, $this->fixedNow);
        if ($now === false) {
            throw new \RuntimeException('PILKADA_PORTAL_NOW must be like 2024-11-27T05:01:00+07:00');
        }
        return $now->setTimezone($zone);
    }
}
