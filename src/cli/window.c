/** @file cli/window.c  pilkada window status, next, ics, judge. */
#include "cli.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

/* ---- status ---- */

/* A state is a word to be read; every other member is a name or a time. */
static const char *value_text(const cli *self, const cJSON *member) {
    char key[64];
    snprintf(key, sizeof key, "cli.window_%s", member->valuestring);
    return strcmp(member->string, "state") == 0 ? cli_text(self, key) : member->valuestring;
}

/* One row a member that has a value: "tutup            2024-11-27T05:00:00+07:00". */
static void print_status(cli *self, pilkada_buffer *out) {
    cJSON *status = pilkada_json_parse(out->data, out->size, NULL);
    const cJSON *member;
    cJSON_ArrayForEach(member, status) {
        char key[64];
        snprintf(key, sizeof key, "cli.window_%s", member->string);
        if (cJSON_IsString(member))
            printf("%-16s %s\n", cli_text(self, key), value_text(self, member));
        else if (cJSON_IsNumber(member))
            printf("%-16s %.0f\n", cli_text(self, key), member->valuedouble);
    }
    cJSON_Delete(status);
}

static void window_status(cli *self, int argc, char **argv) {
    const char *schedule = "jateng.dinihari", *region = NULL, *at_text = NULL;
    const cli_option options[] = {
        {"--schedule", false, &schedule}, {"--region", false, &region}, {"--at", false, &at_text}};
    pilkada_instant at;
    if (!cli_options(self, argc, argv, options, 3) || !cli_read_instant(self, "--at", at_text, &at))
        return;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    if (pilkada_rulebook_write_window_json(self->rules, schedule, region, at, &out, &error))
        cli_complain_error(self, schedule, 0, &error);
    else if (self->json)
        cli_print_line(self, &out);
    else
        print_status(self, &out);
    pilkada_buffer_dispose(&out);
}

/* ---- next ---- */

/* "2024-11-27T00:00:00+07:00 2024-11-27T05:00:00+07:00  2  2024-11-26" under its heading. */
static void print_next(cli *self, char *lines) {
    static const char *const columns[] = {"date", "opens", "closes", "required"};
    static const int widths[] = {15, 26, 26, 0};
    for (int i = 0; i < 4; i++) {
        char key[64];
        snprintf(key, sizeof key, "cli.window_%s", columns[i]);
        printf("%-*s%s", widths[i], cli_text(self, key), i == 3 ? "\n" : "");
    }
    for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n")) {
        cJSON *opening = pilkada_json_parse(line, strlen(line), NULL);
        for (int i = 0; i < 3; i++)
            printf("%-*s", widths[i], cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(opening, columns[i])));
        printf("%d\n", cJSON_GetObjectItemCaseSensitive(opening, "required")->valueint);
        cJSON_Delete(opening);
    }
}

static void window_next(cli *self, int argc, char **argv) {
    const char *schedule = "jateng.dinihari", *region = NULL, *at_text = NULL, *count_text = "1";
    const cli_option options[] = {{"--schedule", false, &schedule},
                                  {"--region", false, &region},
                                  {"--at", false, &at_text},
                                  {"--count", false, &count_text}};
    pilkada_instant at;
    char *end;
    if (!cli_options(self, argc, argv, options, 4) || !cli_read_instant(self, "--at", at_text, &at))
        return;
    unsigned long count = strtoul(count_text, &end, 10); /* 0, which is refused, for what is no number */
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    if (pilkada_rulebook_write_next_json(self->rules, schedule, region, at, *end ? 0 : count, &out, &error))
        cli_complain_error(self, schedule, 0, &error);
    else if (self->json)
        cli_print(self, &out);
    else if (out.size)
        print_next(self, out.data);
    pilkada_buffer_dispose(&out);
}

/* ---- ics ---- */

static void window_ics(cli *self, int argc, char **argv) {
    const char *schedule = "jateng.dinihari", *region = NULL, *from = NULL, *until = NULL, *now = NULL;
    const cli_option options[] = {{"--schedule", false, &schedule},
                                  {"--region", false, &region},
                                  {"--from", false, &from},
                                  {"--until", false, &until},
                                  {"--now", false, &now}};
    pilkada_date first, last;
    pilkada_instant stamp;
    if (!cli_options(self, argc, argv, options, 5) || !cli_read_date(self, "--from", from, &first) ||
        !cli_read_date(self, "--until", until ? until : from, &last) || !cli_read_instant(self, "--now", now, &stamp))
        return;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    if (pilkada_rulebook_write_calendar(self->rules, schedule, region, first, last, stamp, self->lang, &out, &error))
        cli_complain_error(self, schedule, 0, &error);
    else
        cli_print(self, &out);
    pilkada_buffer_dispose(&out);
}

/* ---- judge ---- */

static void add_receipt(cli *self, const cli_record *record, void *context) {
    pilkada_error error = PILKADA_ERROR_INIT;
    if (pilkada_receipts_add_json(context, record->text, record->size, &error))
        cli_complain_error(self, record->path, record->line, &error);
}

/* "33.16,33.74" in place; NULL and 0 for "all". */
static const char **split_regions(char *text, size_t *count) {
    *count = 0;
    if (!text || strcmp(text, "all") == 0)
        return NULL;
    size_t most = 1;
    for (const char *p = text; *p; p++)
        most += *p == ',';
    const char **codes = calloc(most, sizeof *codes);
    for (char *code = text, *next; codes && code; code = next) {
        next = strchr(code, ',');
        if (next)
            *next++ = '\0';
        if (*code)
            codes[(*count)++] = code;
    }
    return codes;
}

typedef pilkada_status (*cell_writer)(const pilkada_board *, size_t, pilkada_buffer *, pilkada_error *);

static pilkada_status write_board_json(const pilkada_board *board, cell_writer write_cell, pilkada_buffer *out,
                                       pilkada_error *error) {
    pilkada_status status = PILKADA_OK;
    for (size_t i = 0; i < pilkada_board_count(board) && !status; i++) {
        status = write_cell(board, i, out, error);
        if (!status)
            fwrite(out->data, 1, out->size, stdout);
        putchar('\n');
        pilkada_buffer_clear(out);
    }
    if (!status)
        status = pilkada_board_write_summary_json(board, out, error);
    return status;
}

static void judge(cli *self, const pilkada_window_query *query, const pilkada_receipts *receipts,
                  cell_writer write_cell) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_buffer out;
    pilkada_board *board = pilkada_board_new(NULL, &error);
    pilkada_buffer_init(&out, NULL);
    if (!board || pilkada_rulebook_board(self->rules, query, receipts, board, &error) ||
        (self->json ? write_board_json(board, write_cell, &out, &error)
                    : pilkada_board_write_text(board, self->lang, &out, &error))) {
        cli_complain_error(self, query->schedule, 0, &error);
    } else {
        cli_print(self, &out);
        if (self->json)
            putchar('\n');
        if (!pilkada_board_complete(board))
            cli_result(self, CLI_FINDINGS);
    }
    pilkada_buffer_dispose(&out);
    pilkada_board_free(board);
}

static void window_judge(cli *self, int argc, char **argv) {
    const char *schedule = "jateng.dinihari", *from = NULL, *until = NULL, *now = NULL, *regions = NULL, *detail = NULL;
    const cli_option options[] = {{"--schedule", false, &schedule}, {"--from", false, &from},
                                  {"--until", false, &until},       {"--now", false, &now},
                                  {"--regions", false, &regions},   {"--detail", true, &detail}};
    pilkada_window_query query = PILKADA_WINDOW_QUERY_INIT;
    if (!cli_options(self, argc, argv, options, 6) || !cli_need_operands(self, 1) ||
        !cli_read_date(self, "--from", from, &query.from) ||
        !cli_read_date(self, "--until", until ? until : from, &query.until) ||
        !cli_read_instant(self, "--now", now, &query.now))
        return;
    query.schedule = schedule;
    char *list = NULL;
    if (regions && (list = malloc(strlen(regions) + 1)))
        strcpy(list, regions);
    const char **codes = split_regions(list, &query.region_count);
    query.regions = codes;
    pilkada_receipts *receipts = pilkada_receipts_new(NULL, NULL);
    for (int i = 0; i < self->operand_count; i++)
        cli_each_line(self, self->operands[i], add_receipt, receipts);
    judge(self, &query, receipts, detail ? pilkada_board_write_detail_json : pilkada_board_write_cell_json);
    pilkada_receipts_free(receipts);
    free(codes);
    free(list);
}

void cli_window(cli *self, int argc, char **argv) {
    static const struct {
        const char *name;
        void (*run)(cli *, int, char **);
    } commands[] = {{"status", window_status}, {"next", window_next}, {"ics", window_ics}, {"judge", window_judge}};
    for (size_t i = 0; argc > 0 && i < sizeof commands / sizeof *commands; i++)
        if (strcmp(argv[0], commands[i].name) == 0) {
            commands[i].run(self, argc - 1, argv + 1);
            return;
        }
    cli_complain(self, argc > 0 ? argv[0] : "window", "cli.unknown_command", NULL);
    cli_print_usage(self, stderr);
}
