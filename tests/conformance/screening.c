/** @file screening.c  Cases of screen and region. */
#include "conformance.h"

static size_t bytes_of(const test_case *test, char *bytes, size_t capacity) {
    const char *hex = text_member(test->input, "hex"), *text = text_member(test->input, "text");
    size_t size = hex ? strlen(hex) / 2 : strlen(text);
    assert_true(size < capacity);
    if (text)
        memcpy(bytes, text, size);
    for (size_t i = 0; hex && i < size; i++) {
        unsigned byte;
        assert_int_equal(sscanf(hex + 2 * i, "%2x", &byte), 1);
        bytes[i] = (char)byte;
    }
    return size;
}

void run_screen(const test_case *test) {
    char bytes[4096];
    size_t size = bytes_of(test, bytes, sizeof bytes);
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.id = test->name;
    options.normal = true;
    pilkada_screening *screening = pilkada_screening_new(NULL, NULL);
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_rulebook_screen(rules, bytes, size, &options, screening, NULL), PILKADA_OK);
    assert_int_equal(pilkada_screening_write_json(screening, &out, NULL), PILKADA_OK);
    cJSON *tree = answer(&out);
    const cJSON *level = member(test->expect, "level"), *score = member(test->expect, "score"),
                *suppressed = member(test->expect, "suppressed");
    if (level && !cJSON_Compare(level, member(tree, "level"), true))
        fail_msg("%s: %s", test->name, out.data);
    if (score && !cJSON_Compare(score, member(tree, "score"), true))
        fail_msg("%s: %s", test->name, out.data);
    if (suppressed)
        assert_int_equal(cJSON_GetArraySize(member(tree, "suppressed")), suppressed->valueint);
    compare_lists(test, "hits", member(tree, "hits"));
    cJSON_Delete(tree);
    pilkada_buffer_dispose(&out);
    pilkada_screening_free(screening);
}

void run_region(const test_case *test) {
    const char *code = text_member(test->input, "code");
    const pilkada_region *region = pilkada_rulebook_region(rules, code, strlen(code));
    if (!region) {
        put_line("null");
        if (!cJSON_IsNull(test->expect))
            fail_msg("%s: no such region", test->name);
        return;
    }
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_region_write_json(region, &out, NULL), PILKADA_OK);
    cJSON *tree = answer(&out);
    compare(test, test->expect, tree);
    cJSON_Delete(tree);
    pilkada_buffer_dispose(&out);
}
