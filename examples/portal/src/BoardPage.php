<?php

declare(strict_types=1);

namespace Portal;

/** GET / : who has reported tonight. */
final class BoardPage
{
    public function __construct(private readonly Night $night, private readonly Page $page)
    {
    }

    public function get(Request $request): Response
    {
        return $this->page->show('board', $this->night->view($this->dateOf($request)));
    }

    private function dateOf(Request $request): string
    {
        $asked = $request->query('tanggal');
        $date = \DateTimeImmutable::createFromFormat('!Y-m-d', $asked);
        $isDate = $date !== false && $date->format('Y-m-d') === $asked;
        return $isDate && $asked <= $this->night->tonight() ? $asked : $this->night->tonight();
    }
}
