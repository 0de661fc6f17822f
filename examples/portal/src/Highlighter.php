<?php

declare(strict_types=1);

namespace Portal;

use Pilkada\Hit;

/** Cuts a text at the byte spans of its hits, which may overlap, into pieces that a template can mark. */
final class Highlighter
{
    /**
     * @param list<Hit> $hits
     * @return list<array{text: string, hits: list<int>, ends: list<int>}> numbers of hits from 1; `ends`: those that end here
     */
    public static function pieces(string $text, array $hits): array
    {
        $cuts = [0, strlen($text)];
        foreach ($hits as $hit) {
            array_push($cuts, $hit->start, $hit->end);
        }
        $cuts = array_values(array_unique($cuts));
        sort($cuts);
        $pieces = [];
        for ($i = 1; $i < count($cuts); $i++) {
            [$from, $to] = [$cuts[$i - 1], $cuts[$i]];
            $over = array_filter($hits, static fn (Hit $hit) => $hit->start <= $from && $hit->end >= $to);
            $pieces[] = [
                'text' => substr($text, $from, $to - $from),
                'hits' => self::numbers($over),
                'ends' => self::numbers(array_filter($over, static fn (Hit $hit) => $hit->end === $to)),
            ];
        }
        return $pieces;
    }

    /**
     * @param array<int, Hit> $hits
     * @return list<int>
     */
    private static function numbers(array $hits): array
    {
        return array_map(static fn (int $index) => $index + 1, array_keys($hits));
    }
}
