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
        $isDate = preg_match('/^(\d{4})-(\d\d)-(\d\d)$/D', $asked, $part) === 1 && checkdate((int) $part[2], (int) $part[3], (int) $part[1]);
        return $isDate && $asked <= $this->night->window()['date'] ? $asked : $this->night->tonight();
    }
}
