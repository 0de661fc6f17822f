/** @file cli/check.c  pilkada check: lint forms, schedules and packs for their authors. */
#include "cli.h"

#include <cjson/cJSON.h>
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

static void report(cli *self, const char *path, pilkada_buffer *out) {
    cJSON *result = pilkada_json_parse(out->data, out->size, NULL);
    if (!cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(result, "ok")))
        cli_result(self, CLI_FINDINGS);
    if (self->json) {
        cli_print_line(self, out);
    } else {
        print_problems(self, path, result);
    }
    cJSON_Delete(result);
}

static void check_file(cli *self, const char *path) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_buffer text, out;
    pilkada_buffer_init(&out, NULL);
    if (cli_read_file(self, path, &text)) {
        pilkada_file file = {path, text.data, text.size};
        if (pilkada_rulebook_check(self->rules, &file, &out, &error))
            cli_complain_error(self, path, 0, &error);
        else
            report(self, path, &out);
    }
    pilkada_buffer_dispose(&out);
    pilkada_buffer_dispose(&text);
}

void cli_check(cli *self, int argc, char **argv) {
    if (!cli_options(self, argc, argv, NULL, 0) || !cli_need_operands(self, 1))
        return;
    for (int i = 0; i < self->operand_count; i++)
        check_file(self, self->operands[i]);
}
