<?php

declare(strict_types=1);

namespace Portal;

use Pilkada\Rulebook;
use Pilkada\Verdict;

/** /kirim and /api/periksa: a report is typed, judged while typing, and stored when it may be submitted. */
final class ReportPage
{
    public function __construct(
        private readonly Rulebook $rules,
        private readonly ReportForm $form,
        private readonly ReportStore $store,
        private readonly Night $night,
        private readonly Session $session,
        private readonly Texts $texts,
        private readonly Page $page,
    ) {
    }

    public function get(Request $request): Response
    {
        return $this->show($this->form->blank($this->night->tonight(), $request->query('wilayah')));
    }

    /** Whatever happens, the sheet comes back as it was typed. */
    public function post(Request $request): Response
    {
        $typed = $this->form->typed($request->form);
        if (!$this->session->trusts($request->form('csrf'))) {
            return $this->show($typed, trouble: 'portal.report.csrf', status: 403);
        }
        return match ($request->form('aksi')) {
            'tampilkan' => $this->show($typed),
            'periksa' => $this->show($typed, $this->judged($typed)),
            default => $this->submit($typed),
        };
    }

    /** The live check: the same judgement as at submission, as JSON. */
    public function check(Request $request): Response
    {
        if (!$this->session->trusts($request->form('csrf'))) {
            return Response::json(['error' => 'csrf'], 403);
        }
        $judged = $this->judged($this->form->typed($request->form));
        return Response::json(['summary' => $judged['summary'], 'may_submit' => $judged['may_submit'], 'findings' => $judged['findings']]);
    }

    /** @param array<string, string> $typed */
    private function submit(array $typed): Response
    {
        try {
            $refused = $this->store->exclusively(fn () => $this->storeOnce($typed));
        } catch (\PDOException $fault) {
            error_log((string) $fault);
            return $this->show($typed, trouble: 'portal.report.unsaved', status: 503);
        }
        if ($refused !== null) {
            return $this->show($typed, $refused, 'portal.report.refused', 422);
        }
        $name = $this->rules->region($typed['kode_wilayah'])['name'] ?? $typed['kode_wilayah'];
        $this->session->leaveNotice(['name' => $name, 'region' => $typed['kode_wilayah']]);
        return Response::redirect('/?tanggal=' . rawurlencode($typed['tanggal_laporan']));
    }

    /**
     * @param array<string, string> $typed
     * @return array<string, mixed>|null what was found, if the report may not be submitted
     */
    private function storeOnce(array $typed): ?array
    {
        $token = "{$this->session->csrf()}.{$typed['lembar']}";
        if ($typed['lembar'] !== '' && $this->store->has($token)) {
            return null; // the button was pressed twice
        }
        $judged = $this->judged($typed);
        if (!$judged['may_submit']) {
            return $judged;
        }
        $this->store->add($token, $judged['report'], $judged['content'], $judged['verdict']);
        return null;
    }

    /**
     * @param array<string, string> $typed
     * @return array<string, mixed>
     */
    private function judged(array $typed): array
    {
        $others = $this->store->sequences($this->form->id(), $typed['kode_wilayah'], $typed['tanggal_laporan']);
        $sequence = max([0, ...array_map(intval(...), array_column($others, 'urutan'))]) + 1;
        $report = $this->form->report($typed, $sequence);
        $content = json_encode($report, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR);
        $verdict = $this->rules->judge($content, context: ['laporan' => $others]);
        $findings = $this->form->findings($verdict, $report, $this->texts);
        return [
            'report' => $report,
            'content' => $content,
            'verdict' => $verdict,
            'findings' => $findings,
            'may_submit' => $verdict->maySubmit(),
            'summary' => $this->summary($findings, $verdict),
        ];
    }

    /** @param list<array<string, mixed>> $findings */
    private function summary(array $findings, Verdict $verdict): string
    {
        $written = array_filter($findings, static fn ($finding) => !$finding['empty']);
        $counts = array_count_values(array_column($written, 'severity')) + ['galat' => 0, 'peringatan' => 0, 'info' => 0];
        $sentences = [$this->texts->say('portal.report.counts', $counts)];
        if (count($written) < count($findings)) {
            $sentences[] = $this->texts->say('portal.report.missing', ['n' => count($findings) - count($written)]);
        }
        if ($verdict->maySubmit()) {
            $sentences[] = $this->texts->say('portal.report.may_submit');
        }
        return implode(' ', $sentences);
    }

    /**
     * @param array<string, string> $typed
     * @param array<string, mixed>|null $judged
     */
    private function show(array $typed, ?array $judged = null, ?string $trouble = null, int $status = 200): Response
    {
        $byField = [];
        foreach ($judged['findings'] ?? [] as $finding) {
            $byField[$finding['field']][] = $finding;
        }
        return $this->page->show('report', [
            'title' => $this->form->title(),
            'sections' => $this->form->sections(),
            'asked' => array_keys($typed),
            'regions' => $this->form->regions(),
            'typed' => $typed,
            'findings' => $judged['findings'] ?? [],
            'by_field' => $byField,
            'summary' => $judged['summary'] ?? null,
            'trouble' => $trouble,
        ], $status);
    }
}
