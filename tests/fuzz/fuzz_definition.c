/** @file fuzz_definition.c  A definition file, however broken, is checked to an answer in strict JSON. */
#include "fuzz.h"

#include <pilkada/pilkada.h>
#include <stdlib.h>

static pilkada_rulebook *rules;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!rules)
        rules = pilkada_rulebook_default(NULL, NULL);
    pilkada_file file = {"definition.json", (const char *)data, size};
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    if (pilkada_rulebook_check(rules, &file, &out, NULL) || pilkada_json_check(out.data, out.size, NULL))
        abort();
    pilkada_buffer_dispose(&out);
    pilkada_screener_free(pilkada_screener_new((const char *)data, size, NULL, NULL));
    return 0;
}
