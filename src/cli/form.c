/** @file cli/form.c  pilkada form list, show ID[@VERSION], schema ID[@VERSION], diff A B. */
#include "cli.h"

#include <string.h>

static void list_forms(cli *self) {
    for (size_t i = 0; i < pilkada_rulebook_form_count(self->rules); i++) {
        const pilkada_form *form = pilkada_rulebook_form_at(self->rules, i);
        const char *id = pilkada_form_id(form), *version = pilkada_form_version(form);
        if (self->json) /* ids and versions are plain words, titles are checked when a form is loaded: no quotes or
                           backslashes to escape */
            printf("{\"form\":\"%s\",\"version\":\"%s\",\"title\":{\"id\":\"%s\",\"en\":\"%s\"}}\n", id, version,
                   pilkada_form_title(form, PILKADA_LANG_ID), pilkada_form_title(form, PILKADA_LANG_EN));
        else
            printf("%-22s %-8s %s\n", id, version, pilkada_form_title(form, self->lang));
    }
}

/* NULL after a complaint. */
static const pilkada_form *find_form(cli *self, char *name) {
    const char *version;
    cli_split_version(name, &version);
    const pilkada_form *form = pilkada_rulebook_form(self->rules, name, version);
    if (!form)
        cli_complain(self, name, "cli.unknown_form", version);
    return form;
}

typedef pilkada_status (*form_writer)(const pilkada_form *form, pilkada_lang lang, pilkada_buffer *out,
                                      pilkada_error *error);

static pilkada_status write_json(const pilkada_form *form, pilkada_lang lang, pilkada_buffer *out,
                                 pilkada_error *error) {
    (void)lang; /* JSON has both */
    return pilkada_form_write_json(form, out, error);
}

static pilkada_status write_schema(const pilkada_form *form, pilkada_lang lang, pilkada_buffer *out,
                                   pilkada_error *error) {
    (void)lang;
    return pilkada_form_write_schema_json(form, out, error);
}

static void write_form(cli *self, char *name, form_writer write, bool line) {
    const pilkada_form *form = find_form(self, name);
    if (!form)
        return;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    if (write(form, self->lang, &out, &error))
        cli_complain_error(self, name, 0, &error);
    (line ? cli_print_line : cli_print)(self, &out);
    pilkada_buffer_dispose(&out);
}

static void write_forms(cli *self, form_writer write, bool line) {
    if (cli_need_operands(self, 2))
        for (int i = 1; i < self->operand_count; i++)
            write_form(self, self->operands[i], write, line);
}

/* ---- diff ---- */

static void write_diff(cli *self, const pilkada_form *from, const pilkada_form *to) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    if (self->json ? pilkada_form_write_diff_json(from, to, &out, &error)
                   : pilkada_form_write_diff_text(from, to, self->lang, &out, &error))
        cli_complain_error(self, self->operands[1], 0, &error);
    (self->json ? cli_print_line : cli_print)(self, &out);
    pilkada_buffer_dispose(&out);
}

static void diff_forms(cli *self) {
    if (!cli_need_operands(self, 3))
        return;
    const pilkada_form *from = find_form(self, self->operands[1]), *to = find_form(self, self->operands[2]);
    if (from && to)
        write_diff(self, from, to);
}

void cli_form(cli *self, int argc, char **argv) {
    if (!cli_options(self, argc, argv, NULL, 0) || !cli_need_operands(self, 1))
        return;
    if (strcmp(self->operands[0], "diff") == 0) {
        diff_forms(self);
    } else if (strcmp(self->operands[0], "list") == 0) {
        list_forms(self);
    } else if (strcmp(self->operands[0], "show") == 0) {
        write_forms(self, self->json ? write_json : pilkada_form_write_text, self->json);
    } else if (strcmp(self->operands[0], "schema") == 0) {
        write_forms(self, write_schema, true);
    } else {
        cli_complain(self, self->operands[0], "cli.unknown_command", NULL);
    }
}
