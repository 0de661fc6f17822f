/** @file cli/window.c  pilkada window status, pilkada window judge. */
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

static pilkada_status write_board_json(const pilkada_board *board, pilkada_buffer *out, pilkada_error *error) {
    pilkada_status status = PILKADA_OK;
    for (size_t i = 0; i < pilkada_board_count(board) && !status; i++) {
        status = pilkada_board_write_cell_json(board, i, out, error);
        if (!status)
            fwrite(out->data, 1, out->size, stdout);
        putchar('\n');
        pilkada_buffer_clear(out);
    }
    if (!status)
        status = pilkada_board_write_summary_json(board, out, error);
    return status;
}

static void judge(cli *self, const pilkada_window_query *query, const pilkada_receipts *receipts) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_buffer out;
    pilkada_board *board = pilkada_board_new(NULL, &error);
    pilkada_buffer_init(&out, NULL);
    if (!board || pilkada_rulebook_board(self->rules, query, receipts, board, &error) ||
        (self->json ? write_board_json(board, &out, &error)
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
    const char *schedule = "jateng.dinihari", *from = NULL, *until = NULL, *now = NULL, *regions = NULL;
    const cli_option options[] = {{"--schedule", false, &schedule},
                                  {"--from", false, &from},
                                  {"--until", false, &until},
                                  {"--now", false, &now},
                                  {"--regions", false, &regions}};
    pilkada_window_query query = PILKADA_WINDOW_QUERY_INIT;
    if (!cli_options(self, argc, argv, options, 5) || !cli_need_operands(self, 1) ||
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
    judge(self, &query, receipts);
    pilkada_receipts_free(receipts);
    free(codes);
    free(list);
}

void cli_window(cli *self, int argc, char **argv) {
    if (argc > 0 && strcmp(argv[0], "status") == 0) {
        window_status(self, argc - 1, argv + 1);
    } else if (argc > 0 && strcmp(argv[0], "judge") == 0) {
        window_judge(self, argc - 1, argv + 1);
    } else {
        cli_complain(self, argc > 0 ? argv[0] : "window", "cli.unknown_command", NULL);
        fprintf(stderr, "%s\n", cli_text(self, "cli.usage"));
    }
}
