/** @file cli/recap.c  pilkada recap: the reports of many regions become one. */
#include "cli.h"

#include <string.h>

static void add_report(cli *self, const cli_record *record, void *context) {
    pilkada_error error = PILKADA_ERROR_INIT;
    if (pilkada_reports_add_json(context, record->text, record->size, &error))
        cli_complain_error(self, record->path, record->line, &error);
}

static pilkada_status write(const cli *self, const char *format, const pilkada_recap *recap, pilkada_buffer *out,
                            pilkada_error *error) {
    if (strcmp(format, "json") == 0)
        return pilkada_recap_write_json(recap, out, error);
    if (strcmp(format, "csv") == 0)
        return pilkada_recap_write_csv(recap, self->lang, out, error);
    return pilkada_recap_write_text(recap, self->lang, out, error);
}

/* Not complete or not valid is 1, as for a board. */
static void print(cli *self, const char *format, const pilkada_recap *recap) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    if (write(self, format, recap, &out, &error)) {
        cli_complain_error(self, "recap", 0, &error);
    } else {
        (strcmp(format, "json") == 0 ? cli_print_line : cli_print)(self, &out);
        if (!pilkada_recap_complete(recap) || !pilkada_recap_valid(recap))
            cli_result(self, CLI_FINDINGS);
    }
    pilkada_buffer_dispose(&out);
}

static void run(cli *self, const pilkada_recap_query *query, const char *format) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_reports *reports = pilkada_reports_new(NULL, &error);
    pilkada_recap *recap = reports ? pilkada_recap_new(NULL, &error) : NULL;
    for (int i = 0; recap && i < self->operand_count; i++)
        cli_each_line(self, self->operands[i], add_report, reports);
    if (!recap || pilkada_rulebook_recap(self->rules, query, reports, recap, &error))
        cli_complain_error(self, "recap", 0, &error);
    else
        print(self, format, recap);
    pilkada_recap_free(recap);
    pilkada_reports_free(reports);
}

static bool is_format(cli *self, const char *format) {
    if (strcmp(format, "text") == 0 || strcmp(format, "json") == 0 || strcmp(format, "csv") == 0)
        return true;
    cli_complain(self, "--format", "cli.wrong_choice", format);
    return false;
}

/* The text lives in `text`, to be disposed of. */
static bool read_previous(cli *self, const char *path, pilkada_buffer *text, pilkada_recap_query *query) {
    pilkada_buffer_init(text, NULL);
    if (!path)
        return true;
    if (!cli_read_file(self, path, text))
        return false;
    query->previous = text->data;
    query->previous_size = text->size;
    return true;
}

void cli_recap(cli *self, int argc, char **argv) {
    const char *form = NULL, *date = NULL, *now = NULL, *previous = NULL, *approved = NULL, *format = "text";
    pilkada_recap_query query = PILKADA_RECAP_QUERY_INIT;
    const cli_option options[] = {{"--form", false, &form},           {"--date", false, &date},
                                  {"--region", false, &query.region}, {"--now", false, &now},
                                  {"--previous", false, &previous},   {"--reporter", false, &query.reporter},
                                  {"--approved", true, &approved},    {"--format", false, &format}};
    pilkada_buffer text;
    char id[128] = "";
    if (!cli_options(self, argc, argv, options, 8) || !is_format(self, format) || !cli_need_operands(self, 1))
        return;
    if (!form) {
        cli_complain(self, "--form", "cli.missing_value", NULL);
        return;
    }
    if (!cli_read_date(self, "--date", date, &query.date) || (now && !cli_read_instant(self, "--now", now, &query.now)))
        return;
    strncpy(id, form, sizeof id - 1);
    cli_split_version(id, &query.version);
    query.form = id;
    query.approved_only = approved != NULL;
    if (read_previous(self, previous, &text, &query))
        run(self, &query, format);
    pilkada_buffer_dispose(&text);
}
