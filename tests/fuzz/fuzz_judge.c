/** @file fuzz_judge.c  Judging text and judging its tree say the same; verdicts are strict JSON; a galat is never
 * valid. */
#include "fuzz.h"

#include <cjson/cJSON.h>
#include <pilkada/pilkada.h>
#include <stdlib.h>
#include <string.h>

static pilkada_rulebook *rules;
static pilkada_verdict *verdict;

static void same_as_tree(const char *text, size_t size, const pilkada_buffer *expected) {
    pilkada_verdict *other = pilkada_verdict_new(NULL, NULL);
    pilkada_buffer out;
    cJSON *tree = pilkada_json_parse(text, size, NULL);
    pilkada_buffer_init(&out, NULL);
    if (tree && (pilkada_rulebook_judge_tree(rules, tree, NULL, other, NULL) ||
                 pilkada_verdict_write_json(other, &out, NULL) || strcmp(out.data, expected->data) != 0))
        abort();
    pilkada_buffer_dispose(&out);
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
    same_as_tree(text, size, &out);
    pilkada_buffer_dispose(&out);
    return 0;
}
