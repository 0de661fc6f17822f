<?php

declare(strict_types=1);

namespace Portal;

use Pilkada\Rulebook;

/** Puts the parts together and gives each address its page. */
final class Portal
{
    public static function answer(): Response
    {
        $settings = Settings::fromEnvironment();
        $request = Request::fromServer();
        $session = Session::start(dirname($settings->database) . '/sessions');
        $session->chooseLanguage($request->query('bahasa'));
        $rules = Rulebook::default();
        $texts = new Texts($rules, $settings, $session->lang());
        $page = new Page($texts, $session);
        $store = new ReportStore(Database::open($settings->database));
        $night = new Night($rules, $store, $settings);
        $form = new ReportForm($rules, $settings);

        $board = new BoardPage($night, $page);
        $report = new ReportPage($rules, $form, $store, $night, $session, $texts, $page);
        $screening = new ScreeningPage($rules, $session, $texts, $page);
        $routes = [
            'GET /' => $board->get(...),
            'GET /kirim' => $report->get(...),
            'POST /kirim' => $report->post(...),
            'POST /api/periksa' => $report->check(...),
            'GET /saring' => $screening->get(...),
            'POST /saring' => $screening->post(...),
        ];
        $method = $request->method === 'HEAD' ? 'GET' : $request->method;
        $route = $routes["$method $request->path"] ?? null;
        return $route !== null ? $route($request) : $page->show('missing', [], 404);
    }
}
