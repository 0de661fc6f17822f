/** @file answers.c  What was answered, against what was expected. */
#include "conformance.h"

void put_line(const char *line) {
    fprintf(output, "%s\n", line);
}

cJSON *answer(pilkada_buffer *out) {
    put_line(out->data);
    cJSON *tree = cJSON_ParseWithLength(out->data, out->size); /* operands may hold numbers that our trees refuse */
    assert_non_null(tree);
    return tree;
}

/* Expected to fail? Then the status must be the one that is named. */
bool failed_as_expected(const test_case *test, pilkada_status status) {
    const char *expected = text_member(test->expect, "error");
    if (status)
        put_line(pilkada_status_name(status));
    if (!expected && !status)
        return false;
    if (!expected || strcmp(expected, pilkada_status_name(status)) != 0)
        fail_msg("%s: %s, expected %s", test->name, pilkada_status_name(status), expected ? expected : "an answer");
    return true;
}

/* Each expected member must be there and equal; "id" of a finding is a part of its Indonesian sentence. */
void compare(const test_case *test, const cJSON *expected, const cJSON *found) {
    const cJSON *want;
    cJSON_ArrayForEach(want, expected) {
        const cJSON *have = member(found, want->string);
        const cJSON *message = member(found, "message");
        if (message && strcmp(want->string, "id") == 0) {
            if (!strstr(text_member(message, "id"), want->valuestring))
                fail_msg("%s: \"%s\" is not in \"%s\"", test->name, want->valuestring, text_member(message, "id"));
        } else if (!have || !cJSON_Compare(want, have, true)) {
            char *text = have ? cJSON_PrintUnformatted(have) : NULL;
            fail_msg("%s: %s is %s", test->name, want->string, text ? text : "missing");
        }
    }
}

void compare_lists(const test_case *test, const char *name, const cJSON *found) {
    const cJSON *expected = member(test->expect, name);
    if (!expected)
        return;
    if (cJSON_GetArraySize(expected) != cJSON_GetArraySize(found)) {
        char *text = cJSON_PrintUnformatted(found);
        fail_msg("%s: %d %s, expected %d: %s", test->name, cJSON_GetArraySize(found), name,
                 cJSON_GetArraySize(expected), text);
    }
    for (int i = 0; i < cJSON_GetArraySize(expected); i++)
        compare(test, cJSON_GetArrayItem(expected, i), cJSON_GetArrayItem(found, i));
}

void check_text(const test_case *test, const pilkada_buffer *out) {
    const cJSON *part;
    put_line(out->data);
    cJSON_ArrayForEach(part, member(test->expect, "contains")) {
        if (!strstr(out->data, part->valuestring))
            fail_msg("%s: %s is not in %s", test->name, part->valuestring, out->data);
    }
}
