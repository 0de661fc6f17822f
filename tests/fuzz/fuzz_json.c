/** @file fuzz_json.c  Whatever the strict check accepts becomes a tree, and the tree's text is accepted again. */
#include "fuzz.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

#include "core/json.h"
#include <pilkada/json.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_status status = pilkada_json_check((const char *)data, size, &error);
    if (status && (error.status != status || error.offset > size || !error.detail[0]))
        abort();
    cJSON *tree = pilkada_json_parse((const char *)data, size, NULL);
    if (tree && status)
        abort();
    if (tree) {
        pilkada_buffer text;
        pilkada_buffer_init(&text, NULL);
        pk_put_tree(&text, tree);
        if (pilkada_json_check(text.data, text.size, NULL))
            abort();
        pilkada_buffer_dispose(&text);
    }
    cJSON_Delete(tree);
    return 0;
}
