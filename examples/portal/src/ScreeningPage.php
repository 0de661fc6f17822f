<?php

declare(strict_types=1);

namespace Portal;

use Pilkada\Rulebook;

/** /saring : which phrases of the watch list a text contains. It never says what is true. */
final class ScreeningPage
{
    public function __construct(
        private readonly Rulebook $rules,
        private readonly Session $session,
        private readonly Texts $texts,
        private readonly Page $page,
    ) {
    }

    public function get(Request $request): Response
    {
        return $this->show('');
    }

    public function post(Request $request): Response
    {
        $text = str_replace("\r\n", "\n", $request->form('teks'));
        if (!$this->session->trusts($request->form('csrf'))) {
            return $this->show($text, trouble: 'portal.screen.csrf', status: 403);
        }
        return $this->show($text, trim($text) === '' ? null : $this->result($text));
    }

    /** @return array<string, mixed> */
    private function result(string $text): array
    {
        $screening = $this->rules->screen($text, explain: true);
        return [
            'level' => $screening->getLevel()->value,
            'score' => $screening->getScore(),
            'hits' => $screening->getHits(),
            'suppressed' => count($screening->getSuppressed()),
            'pieces' => Highlighter::pieces($text, $screening->getHits()),
            'explanation' => $screening->toText($this->texts->lang),
        ];
    }

    /** @param array<string, mixed>|null $result */
    private function show(string $text, ?array $result = null, ?string $trouble = null, int $status = 200): Response
    {
        return $this->page->show('screening', ['text' => $text, 'result' => $result, 'trouble' => $trouble], $status);
    }
}
