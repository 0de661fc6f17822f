/** @file cli/screen.c  pilkada screen: which text to read first. */
#include "cli.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

typedef struct screen {
    const pilkada_screener *screener;
    pilkada_screening *screening;
    pilkada_screen_options options;
    pilkada_buffer out;
    size_t clean; /* counted instead of shown */
} screen;

/* Among many texts the clean ones are a number: what matters is what to read first. */
static bool is_shown(const cli *self, const cli_record *record, const screen *work) {
    return self->json || !record->line || work->options.near ||
           pilkada_screening_level(work->screening) != PILKADA_LEVEL_BERSIH;
}

/* `answer` is NULL after an error. */
static void answer_text(cli *self, const cli_record *record, screen *work, const pilkada_screening *answer,
                        pilkada_error *error) {
    pilkada_status status = answer ? PILKADA_OK : error->status;
    if (answer)
        status = self->json ? pilkada_screening_write_json(answer, &work->out, error)
                            : pilkada_screening_write_text(answer, self->lang, &work->out, error);
    cli_answer(self, record, status, error, &work->out);
}

static void screen_text(cli *self, const cli_record *record, screen *work, const char *text, size_t size) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_status status =
        pilkada_screener_screen(work->screener, text, size, &work->options, work->screening, &error);
    if (!status && !is_shown(self, record, work))
        work->clean++;
    else
        answer_text(self, record, work, status ? NULL : work->screening, &error);
}

static void screen_file(cli *self, const cli_record *record, void *context) {
    screen *work = context;
    work->options.id = record->path;
    screen_text(self, record, work, record->text, record->size);
}

/* ---- a whole file is one text, which may be larger than memory ---- */

static bool feed_piece(const char *piece, size_t size, void *context) {
    return pilkada_screen_stream_feed(context, piece, size, NULL) == PILKADA_OK;
}

static void screen_pieces(cli *self, const char *path, screen *work) {
    pilkada_error error = PILKADA_ERROR_INIT;
    const cli_record record = {path, 0, NULL, 0};
    work->options.id = path;
    pilkada_screen_stream *stream = pilkada_screen_stream_open(work->screener, &work->options, NULL, &error);
    if (!stream || cli_each_piece(self, path, feed_piece, stream)) {
        const pilkada_screening *answer = stream ? pilkada_screen_stream_finish(stream, &error) : NULL;
        answer_text(self, &record, work, answer, &error);
    }
    pilkada_screen_stream_free(stream);
}

/* {"id": …, "text": …, "disposisi": …}: an id may be a text or a number; other members are not ours. */
static void screen_line(cli *self, const cli_record *record, void *context) {
    screen *work = context;
    pilkada_error error = PILKADA_ERROR_INIT;
    cJSON *tree = pilkada_json_parse(record->text, record->size, &error);
    if (!tree) {
        cli_complain_error(self, record->path, record->line, &error);
        return;
    }
    const cJSON *text = cJSON_GetObjectItemCaseSensitive(tree, "text"),
                *id = cJSON_GetObjectItemCaseSensitive(tree, "id"),
                *disposisi = cJSON_GetObjectItemCaseSensitive(tree, "disposisi");
    char *number = cJSON_IsNumber(id) ? cJSON_PrintUnformatted(id) : NULL;
    work->options.id = cJSON_IsString(id) ? id->valuestring : number;
    work->options.disposisi = cJSON_GetStringValue(disposisi);
    if (cJSON_IsString(text)) {
        screen_text(self, record, work, text->valuestring, strlen(text->valuestring));
    } else {
        char place[512];
        snprintf(place, sizeof place, "%s:%lu", record->path, record->line);
        cli_complain(self, place, "cli.no_text", NULL);
    }
    cJSON_free(number);
    cJSON_Delete(tree);
}

static bool is_lines(const char *path) {
    return strcmp(path, "-") == 0 || cli_has_suffix(path, ".jsonl");
}

static void screen_operands(cli *self, screen *work) {
    for (int i = 0; work->screener && i < self->operand_count; i++) {
        if (is_lines(self->operands[i]))
            cli_each_line(self, self->operands[i], screen_line, work);
        else if (work->options.normal || work->options.near) /* which only come from one call */
            cli_each_record(self, self->operands[i], screen_file, work);
        else
            screen_pieces(self, self->operands[i], work);
    }
    if (work->clean)
        printf("%zu %s\n", work->clean, cli_text(self, "cli.screen_clean"));
}

static bool read_options(cli *self, int argc, char **argv, screen *work, pilkada_date *date) {
    const char *packs = NULL, *normal = NULL, *mask = NULL, *explain = NULL, *at = NULL, *near = NULL;
    const cli_option options[] = {{"--near", true, &near},      {"--pack", false, &packs}, {"--add", false, &packs},
                                  {"--normal", true, &normal},  {"--mask", true, &mask},   {"--at", false, &at},
                                  {"--explain", true, &explain}};
    if (!cli_options(self, argc, argv, options, sizeof options / sizeof *options) || !cli_need_operands(self, 1) ||
        (at && !cli_read_date(self, "--at", at, date)))
        return false;
    work->options.normal = normal != NULL;
    work->options.mask = mask != NULL;
    work->options.explain = explain != NULL;
    work->options.near = near != NULL;
    work->options.date = at ? date : NULL;
    return true;
}

void cli_screen(cli *self, int argc, char **argv) {
    cli_packs packs;
    pilkada_date date;
    screen work = {.options = PILKADA_SCREEN_OPTIONS_INIT};
    if (cli_packs_find(&packs, argc, argv) && read_options(self, argc, argv, &work, &date)) {
        work.screener = cli_packs_screener(self, &packs);
        work.screening = pilkada_screening_new(NULL, NULL);
        pilkada_buffer_init(&work.out, NULL);
        screen_operands(self, &work);
        pilkada_buffer_dispose(&work.out);
        pilkada_screening_free(work.screening);
    }
    cli_packs_dispose(&packs);
}
