/** @file cli/cli.c  Options, complaints, printing. */
#include "cli.h"

#include <string.h>

const char *cli_text(const cli *self, const char *key) {
    const char *text = pilkada_rulebook_message(self->rules, key, self->lang);
    return text ? text : key;
}

void cli_result(cli *self, int code) {
    if (code > self->result)
        self->result = code;
}

void cli_complain(cli *self, const char *place, const char *key, const char *detail) {
    fflush(stdout);
    fprintf(stderr, "pilkada: %s: %s%s%s\n", place, cli_text(self, key), detail ? ": " : "", detail ? detail : "");
    cli_result(self, CLI_FAILED);
}

void cli_complain_error(cli *self, const char *place, unsigned long line, const pilkada_error *error) {
    fflush(stdout);
    fprintf(stderr, "pilkada: %s", place);
    if (line || error->line)
        fprintf(stderr, ":%lu", line ? line : error->line);
    if (error->column)
        fprintf(stderr, ":%u", error->column);
    fprintf(stderr, ": %s", pilkada_status_text(error->status, self->lang));
    if (error->where[0])
        fprintf(stderr, " (%s)", error->where);
    fprintf(stderr, ": %s\n", error->detail);
    cli_result(self, CLI_FAILED);
}

void cli_print(cli *self, pilkada_buffer *out) {
    (void)self;
    fwrite(out->data, 1, out->size, stdout);
    pilkada_buffer_clear(out);
}

void cli_print_line(cli *self, pilkada_buffer *out) {
    cli_print(self, out);
    putchar('\n');
}

bool cli_answer(cli *self, const cli_record *record, pilkada_status status, const pilkada_error *error,
                pilkada_buffer *out) {
    if (status) {
        cli_complain_error(self, record->path, record->line, error);
        return false;
    }
    (self->json ? cli_print_line : cli_print)(self, out);
    return true;
}

void cli_split_version(char *text, const char **version) {
    char *at = strchr(text, '@');
    *version = at ? at + 1 : NULL;
    if (at)
        *at = '\0';
}

bool cli_has_suffix(const char *path, const char *suffix) {
    size_t size = strlen(path), tail = strlen(suffix);
    return size >= tail && strcmp(path + size - tail, suffix) == 0;
}

/* ---- options ---- */

static const cli_option *find_option(const cli_option *options, size_t count, const char *name, size_t size) {
    for (size_t i = 0; i < count; i++)
        if (strlen(options[i].name) == size && strncmp(options[i].name, name, size) == 0)
            return &options[i];
    return NULL;
}

/* The value is behind "=", or the next argument. Returns how many arguments it took, 0 after a complaint. */
static int take_option(cli *self, int left, char **argv, const cli_option *options, size_t count) {
    const char *equals = strchr(argv[0], '=');
    size_t size = equals ? (size_t)(equals - argv[0]) : strlen(argv[0]);
    const cli_option *option = find_option(options, count, argv[0], size);
    if (!option || (option->flag && equals)) {
        cli_complain(self, argv[0], "cli.unknown_option", NULL);
        return 0;
    }
    if (option->flag || equals) {
        *option->value = option->flag ? "1" : equals + 1;
        return 1;
    }
    if (left < 2) {
        cli_complain(self, argv[0], "cli.missing_value", NULL);
        return 0;
    }
    *option->value = argv[1];
    return 2;
}

static bool choose(cli *self, const char *name, const char *value, const char *no, const char *yes, bool *chosen) {
    *chosen = value && strcmp(value, yes) == 0;
    if (!value || *chosen || strcmp(value, no) == 0)
        return true;
    cli_complain(self, name, "cli.wrong_choice", value);
    return false;
}

static bool take_options(cli *self, int argc, char **argv, const cli_option *options, size_t count) {
    bool rest = false;
    for (int i = 0; i < argc;) {
        if (rest || argv[i][0] != '-' || argv[i][1] == '\0') {
            self->operands[self->operand_count++] = argv[i++];
        } else if (strcmp(argv[i], "--") == 0) {
            rest = true;
            i++;
        } else {
            int taken = take_option(self, argc - i, argv + i, options, count);
            if (!taken)
                return false;
            i += taken;
        }
    }
    return true;
}

enum { MOST_OPTIONS = 16 };

bool cli_options(cli *self, int argc, char **argv, const cli_option *options, size_t count) {
    const char *format = NULL, *lang = NULL, *rulebook = NULL;
    cli_option all[MOST_OPTIONS];
    for (size_t i = 0; i < count && i + 3 < MOST_OPTIONS; i++) /* its own go first: it may know more formats */
        all[i] = options[i];
    all[count] = (cli_option){"--format", false, &format};
    all[count + 1] = (cli_option){"--lang", false, &lang};
    all[count + 2] = (cli_option){"--rulebook", false, &rulebook};
    self->operands = argv; /* operands move to the front of argv */
    self->operand_count = 0;
    bool english = false;
    if (!take_options(self, argc, argv, all, count + 3) ||
        !choose(self, "--format", format, "text", "json", &self->json) ||
        !choose(self, "--lang", lang, "id", "en", &english))
        return false;
    self->lang = english ? PILKADA_LANG_EN : PILKADA_LANG_ID;
    return !rulebook || cli_use_rulebook(self, rulebook);
}

void cli_print_usage(const cli *self, FILE *out) {
    char key[32];
    snprintf(key, sizeof key, "cli.usage%s%s", self->command ? "." : "", self->command ? self->command : "");
    fprintf(out, "%s\n", cli_text(self, key));
}

bool cli_need_operands(cli *self, int least) {
    if (self->operand_count >= least)
        return true;
    cli_complain(self, "-", "cli.missing_operand", NULL);
    cli_print_usage(self, stderr);
    return false;
}

/* ---- values ---- */

bool cli_read_instant(cli *self, const char *option, const char *text, pilkada_instant *instant) {
    pilkada_error error = PILKADA_ERROR_INIT;
    if (!text)
        cli_complain(self, option, "cli.missing_value", NULL);
    else if (pilkada_instant_parse(text, strlen(text), instant, NULL, &error))
        cli_complain_error(self, option, 0, &error);
    else
        return true;
    return false;
}

bool cli_read_date(cli *self, const char *option, const char *text, pilkada_date *date) {
    pilkada_error error = PILKADA_ERROR_INIT;
    if (!text)
        cli_complain(self, option, "cli.missing_value", NULL);
    else if (pilkada_date_parse(text, strlen(text), date, &error))
        cli_complain_error(self, option, 0, &error);
    else
        return true;
    return false;
}
