/** @file fuzz_judge.c  Judging text and judging its tree say the same; verdicts are strict JSON; a galat is never
 * valid. */
#include "fuzz.h"

#include <cjson/cJSON.h>
#include <pilkada/pilkada.h>
#include <stdlib.h>
#include <string.h>

#include "core/json.h"

static pilkada_rulebook *rules;
static pilkada_verdict *verdict;

/* A tree does not remember how a number was written: 0.0 and -0, which are no counts, have become 0 in it. */
static bool has_odd_numbers(const char *text, size_t size) {
    pk_arena arena;
    pk_json reader;
    bool found = false;
    pk_arena_init(&arena, NULL);
    pk_json_start(&reader, text, size, &arena);
    while (pk_json_next(&reader) > PK_JSON_END)
        found = found || reader.kind == PK_JSON_NUMBER ||
                (reader.kind == PK_JSON_INTEGER && !reader.integer && reader.text.size > 1);
    pk_arena_dispose(&arena);
    return found;
}

static void same_as_tree(const char *text, size_t size) {
    pilkada_verdict *other = pilkada_verdict_new(NULL, NULL);
    cJSON *tree = pilkada_json_parse(text, size, NULL);
    if (tree && pilkada_rulebook_judge_tree(rules, tree, NULL, other, NULL))
        abort();
    size_t count = tree ? pilkada_verdict_finding_count(verdict) : 0;
    if (tree && (pilkada_verdict_finding_count(other) != count ||
                 pilkada_verdict_valid(other) != pilkada_verdict_valid(verdict)))
        abort();
    for (size_t i = 0; i < count; i++)
        if (strcmp(pilkada_verdict_finding(verdict, i)->code, pilkada_verdict_finding(other, i)->code) != 0 ||
            strcmp(pilkada_verdict_finding(verdict, i)->path, pilkada_verdict_finding(other, i)->path) != 0)
            abort();
    pilkada_verdict_free(other);
    cJSON_Delete(tree);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const char *text = (const char *)data;
    pilkada_error error = PILKADA_ERROR_INIT;
    if (!rules) {
        rules = pilkada_rulebook_default(NULL, NULL);
        verdict = pilkada_verdict_new(NULL, NULL);
    }
    if (pilkada_rulebook_judge(rules, text, size, NULL, verdict, &error))
        return error.status == PILKADA_OK || !error.detail[0] ? (abort(), 0) : 0;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    cJSON *written = NULL; /* operands may hold numbers that our own trees refuse */
    if (pilkada_verdict_write_json(verdict, &out, NULL) || !(written = cJSON_ParseWithLength(out.data, out.size)))
        abort();
    cJSON_Delete(written);
    for (size_t i = 0; i < pilkada_verdict_finding_count(verdict); i++)
        if (pilkada_verdict_finding(verdict, i)->severity == PILKADA_SEVERITY_GALAT && pilkada_verdict_valid(verdict))
            abort();
    if (!has_odd_numbers(text, size))
        same_as_tree(text, size);
    pilkada_buffer_dispose(&out);
    return 0;
}
