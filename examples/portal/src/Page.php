<?php

declare(strict_types=1);

namespace Portal;

use Twig\Environment;
use Twig\Loader\FilesystemLoader;
use Twig\TwigFunction;

/** Templates, escaped by default, with the texts of the rulebook. */
final class Page
{
    private readonly Environment $twig;

    public function __construct(Texts $texts, private readonly Session $session)
    {
        $this->twig = new Environment(new FilesystemLoader(dirname(__DIR__) . '/templates'), [
            'autoescape' => 'html',
            'strict_variables' => true,
            'cache' => false,
        ]);
        foreach (['say', 'pick', 'number', 'time', 'date', 'duration'] as $name) {
            $this->twig->addFunction(new TwigFunction($name, $texts->$name(...)));
        }
        $this->twig->addGlobal('lang', $texts->lang);
        $this->twig->addGlobal('csrf', $session->csrf());
    }

    /** @param array<string, mixed> $values */
    public function show(string $template, array $values, int $status = 200): Response
    {
        $values += ['notice' => $this->session->takeNotice()];
        return Response::page($this->twig->render("$template.twig", $values), $status);
    }
}
