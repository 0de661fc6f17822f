/** @file cli/check.c  pilkada check: lint forms, schedules and packs for their authors. */
#include "cli.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

static const char *text_of(const cJSON *object, const char *key) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsString(item) ? item->valuestring : "";
}

/* "kepala.json:12:5: ", as compilers do, so that editors jump there. */
static void print_place(const char *path, const cJSON *problem) {
    const cJSON *line = cJSON_GetObjectItemCaseSensitive(problem, "line");
    const cJSON *column = cJSON_GetObjectItemCaseSensitive(problem, "column");
    const char *file = text_of(problem, "file");
    printf("%s:", *file ? file : path);
    if (cJSON_IsNumber(line) && line->valuedouble > 0 && cJSON_IsNumber(column))
        printf("%d:%d:", line->valueint, column->valueint);
    putchar(' ');
}

static void print_problems(cli *self, const char *path, const cJSON *result) {
    const cJSON *problem;
    cJSON_ArrayForEach(problem, cJSON_GetObjectItemCaseSensitive(result, "problems")) {
        const char *lang = self->lang == PILKADA_LANG_EN ? "en" : "id";
        const char *remedy = text_of(cJSON_GetObjectItemCaseSensitive(problem, "remedy"), lang);
        print_place(path, problem);
        printf("%s: %s: %s\n", text_of(problem, "severity"), text_of(problem, "where"),
               text_of(cJSON_GetObjectItemCaseSensitive(problem, "message"), lang));
        if (*remedy)
            printf("    %s: %s\n", cli_text(self, "cli.remedy"), remedy);
    }
    if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(result, "ok")))
        printf("%s: %s\n", path, cli_text(self, "cli.check_ok"));
}

static int64_t number_of(const cJSON *object, const char *key) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsNumber(item) ? (int64_t)item->valuedouble : 0;
}

static void print_costs(cli *self, const char *path, const cJSON *result) {
    const cJSON *costs = cJSON_GetObjectItemCaseSensitive(result, "cost"), *cost;
    if (!cJSON_IsArray(costs))
        return;
    printf("%s: %s\n%14s %14s  %s\n", path, cli_text(self, "cli.cost"), cli_text(self, "cli.cost_most"),
           cli_text(self, "cli.cost_typical"), cli_text(self, "cli.cost_rule"));
    cJSON_ArrayForEach(cost, costs)
        printf("%14lld %14lld  %s %s:%lld\n", (long long)number_of(cost, "most"), (long long)number_of(cost, "typical"),
               text_of(cost, "code"), text_of(cost, "file"), (long long)number_of(cost, "line"));
}

static void report(cli *self, const char *path, pilkada_buffer *out) {
    cJSON *result = pilkada_json_parse(out->data, out->size, NULL);
    if (!cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(result, "ok")))
        cli_result(self, CLI_FINDINGS);
    if (self->json) {
        cli_print_line(self, out);
    } else {
        print_problems(self, path, result);
        print_costs(self, path, result);
    }
    cJSON_Delete(result);
}

/* ---- names that no list may hold: a line each, # begins a remark ---- */

typedef struct names {
    pilkada_buffer text;
    const char **items;
    size_t count;
} names;

/* A list is small: one place for each line end. */
static bool split_lines(names *self) {
    size_t lines = 1;
    for (size_t i = 0; i < self->text.size; i++)
        lines += self->text.data[i] == '\n';
    self->items = calloc(lines, sizeof *self->items);
    for (char *line = self->items ? self->text.data : NULL, *next; line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        line[strcspn(line, "\r#")] = '\0';
        line += strspn(line, " \t");
        if (*line)
            self->items[self->count++] = line;
    }
    return self->items != NULL;
}

static bool read_names(cli *self, const char *path, names *list) {
    pilkada_buffer_init(&list->text, NULL);
    if (!path)
        return true;
    if (!cli_read_file(self, path, &list->text))
        return false;
    if (split_lines(list) && list->count)
        return true;
    cli_complain(self, path, "cli.no_names", NULL);
    return false;
}

static void check_file(cli *self, const char *path, const pilkada_check_options *options) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_buffer text, out;
    pilkada_buffer_init(&out, NULL);
    if (cli_read_file(self, path, &text)) {
        pilkada_file file = {path, text.data, text.size};
        if (pilkada_rulebook_check_with(self->rules, &file, options, &out, &error))
            cli_complain_error(self, path, 0, &error);
        else
            report(self, path, &out);
    }
    pilkada_buffer_dispose(&out);
    pilkada_buffer_dispose(&text);
}

void cli_check(cli *self, int argc, char **argv) {
    const char *at = NULL, *path = NULL, *cost = NULL;
    const cli_option known[] = {{"--at", false, &at}, {"--names", false, &path}, {"--cost", true, &cost}};
    pilkada_check_options options = PILKADA_CHECK_OPTIONS_INIT;
    pilkada_date date;
    names list = {.items = NULL};
    if (!cli_options(self, argc, argv, known, 3) || !cli_need_operands(self, 1) ||
        (at && !cli_read_date(self, "--at", at, &date)))
        return;
    bool ready = read_names(self, path, &list);
    options.cost = cost != NULL;
    options.date = at ? &date : NULL;
    options.names = list.items;
    options.name_count = list.count;
    for (int i = 0; ready && i < self->operand_count; i++)
        check_file(self, self->operands[i], &options);
    free(list.items);
    pilkada_buffer_dispose(&list.text);
}
