<?php

declare(strict_types=1);

namespace Portal;

use Pilkada\Rulebook;

/** Sentences, dates and numbers in the language of the page. */
final class Texts
{
    public function __construct(
        private readonly Rulebook $rules,
        private readonly Settings $settings,
        public readonly string $lang,
    ) {
    }

    /** @param array<string, string|int> $values */
    public function say(string $key, array $values = []): string
    {
        $names = array_map(static fn ($name) => '{' . $name . '}', array_keys($values));
        return strtr($this->rules->message($key, $this->lang) ?? $key, array_combine($names, array_map(strval(...), $values)));
    }

    /** @param array{id: string, en: string} $both */
    public function pick(array $both): string
    {
        return $both[$this->lang];
    }

    public function number(int $number): string
    {
        return number_format($number, 0, '', $this->lang === 'id' ? '.' : ',');
    }

    public function time(string $instant): string
    {
        return $this->local($instant)->format($this->lang === 'id' ? 'H.i' : 'H:i') . ' ' . $this->settings->zone;
    }

    public function date(string $instant): string
    {
        $when = $this->local($instant);
        $months = explode(' ', $this->say('portal.months'));
        $days = explode(' ', $this->say('portal.days'));
        return $days[(int) $when->format('w')] . $when->format(' j ') . $months[(int) $when->format('n') - 1] . $when->format(' Y');
    }

    public function duration(int $seconds): string
    {
        $minutes = intdiv($seconds + 59, 60);
        $key = $minutes < 60 ? 'portal.minutes' : 'portal.hours';
        return $this->say($key, ['hours' => intdiv($minutes, 60), 'minutes' => $minutes % 60]);
    }

    private function local(string $instant): \DateTimeImmutable
    {
        $zone = new \DateTimeZone($this->settings->timeZone);
        return (new \DateTimeImmutable($instant, $zone))->setTimezone($zone);
    }
}
