/** @file cli/main.c  pilkada COMMAND …: one table of commands. */
#include "cli.h"

#include <string.h>

static const struct command {
    const char *name;
    void (*run)(cli *, int, char **);
} commands[] = {
    {"form", cli_form},     {"validate", cli_validate}, {"explain", cli_explain},
    {"window", cli_window}, {"recap", cli_recap},       {"screen", cli_screen},
    {"region", cli_region}, {"check", cli_check},       {"bundle", cli_bundle},
};

static const struct command *find_command(const char *name) {
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

static void print_version(const cli *self) {
    printf("pilkada %s\n", pilkada_version());
    printf("%s %s\n", cli_text(self, "cli.rulebook"), pilkada_rulebook_hash(self->rules));
}

/* Wherever it stands: pilkada window judge --help. */
static bool asks_for_help(int argc, char **argv) {
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--help") == 0)
            return true;
    return argc > 1 && strcmp(argv[1], "help") == 0;
}

static void run(cli *self, int argc, char **argv) {
    bool help = argc > 2 && strcmp(argv[1], "help") == 0; /* pilkada help window */
    const struct command *command = argc > 1 ? find_command(argv[help ? 2 : 1]) : NULL;
    self->command = command ? command->name : NULL;
    if (asks_for_help(argc, argv)) {
        cli_print_usage(self, stdout);
    } else if (command) {
        command->run(self, argc - 2, argv + 2);
    } else if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        if (cli_options(self, argc - 2, argv + 2, NULL, 0))
            print_version(self);
    } else {
        if (argc > 1)
            cli_complain(self, argv[1], "cli.unknown_command", NULL);
        cli_print_usage(self, stderr);
        cli_result(self, CLI_FAILED);
    }
}

/* The language is needed before the options are sorted: usage and complaints are in it. */
static pilkada_lang early_lang(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        const char *value = strncmp(argv[i], "--lang=", 7) == 0              ? argv[i] + 7
                            : strcmp(argv[i], "--lang") == 0 && i + 1 < argc ? argv[i + 1]
                                                                             : "";
        if (strcmp(value, "en") == 0)
            return PILKADA_LANG_EN;
    }
    return PILKADA_LANG_ID;
}

int main(int argc, char **argv) {
    pilkada_error error = PILKADA_ERROR_INIT;
    cli self = {.rules = pilkada_rulebook_default(NULL, &error), .lang = early_lang(argc, argv)};
    if (!self.rules) {
        fprintf(stderr, "pilkada: %s: %s\n", error.where, error.detail);
        return CLI_FAILED;
    }
    run(&self, argc, argv);
    if (fflush(stdout) || ferror(stdout))
        cli_complain(&self, "-", "cli.cannot_write", NULL);
    pilkada_rulebook_free(self.rules);
    return self.result;
}
