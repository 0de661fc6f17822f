/** @file json_suite_test.c  JSONTestSuite: what must be read is read, what must be refused is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>
#include <pilkada/json.h>

#include "core/json.h"

/* Where the answer is not that of the suite's name, or the suite leaves it open; docs/adr/0002 gives the reasons. */
typedef struct exception {
    const char *name;
    bool reader, tree; /* accepted? */
} exception;

static const exception exceptions[] = {
    {"y_object_duplicated_key", true, false},
    {"y_object_duplicated_key_and_value", true, false},
    {"y_object_escaped_null_in_key", false, false},
    {"y_string_null_escape", false, false},
    {"i_number_double_huge_neg_exp", true, true},
    {"i_number_huge_exp", true, false},
    {"i_number_neg_int_huge_exp", true, false},
    {"i_number_pos_double_huge_exp", true, false},
    {"i_number_real_neg_overflow", true, false},
    {"i_number_real_pos_overflow", true, false},
    {"i_number_real_underflow", true, true},
    {"i_number_too_big_neg_int", true, false},
    {"i_number_too_big_pos_int", true, false},
    {"i_number_very_big_negative_int", true, false},
    {"i_object_key_lone_2nd_surrogate", false, false},
    {"i_string_1st_surrogate_but_2nd_missing", false, false},
    {"i_string_1st_valid_surrogate_2nd_invalid", false, false},
    {"i_string_UTF-16LE_with_BOM", false, false},
    {"i_string_UTF-8_invalid_sequence", false, false},
    {"i_string_UTF8_surrogate_U+D800", false, false},
    {"i_string_incomplete_surrogate_and_escape_valid", false, false},
    {"i_string_incomplete_surrogate_pair", false, false},
    {"i_string_incomplete_surrogates_escape_valid", false, false},
    {"i_string_invalid_lonely_surrogate", false, false},
    {"i_string_invalid_surrogate", false, false},
    {"i_string_invalid_utf-8", false, false},
    {"i_string_inverted_surrogates_U+1D11E", false, false},
    {"i_string_iso_latin_1", false, false},
    {"i_string_lone_second_surrogate", false, false},
    {"i_string_lone_utf8_continuation_byte", false, false},
    {"i_string_not_in_unicode_range", false, false},
    {"i_string_overlong_sequence_2_bytes", false, false},
    {"i_string_overlong_sequence_6_bytes", false, false},
    {"i_string_overlong_sequence_6_bytes_null", false, false},
    {"i_string_truncated-utf-8", false, false},
    {"i_string_utf16BE_no_BOM", false, false},
    {"i_string_utf16LE_no_BOM", false, false},
    {"i_structure_500_nested_arrays", false, false},
    {"i_structure_UTF-8_BOM_empty_object", false, false},
};

static cJSON *read_suite(void) {
    FILE *file = fopen(PILKADA_TEST_SOURCE_DIR "/tests/unit/core/json_test_suite.json", "rb");
    assert_non_null(file);
    char *text = calloc(1, 256 * 1024);
    size_t size = fread(text, 1, 256 * 1024, file);
    assert_true(size > 0 && size < 256 * 1024);
    fclose(file);
    cJSON *suite = cJSON_ParseWithLength(text, size); /* not our own reader: it is what is tested */
    free(text);
    assert_non_null(suite);
    return suite;
}

static size_t decode_hex(const cJSON *hex, char *out) {
    size_t size = strlen(cJSON_GetStringValue(hex)) / 2;
    for (size_t i = 0; i < size; i++) {
        unsigned byte;
        assert_int_equal(sscanf(hex->valuestring + 2 * i, "%2x", &byte), 1);
        out[i] = (char)byte;
    }
    return size;
}

/* A block of just the size, so that a sanitizer sees each byte that is read behind it. */
static char *case_bytes(const cJSON *test, size_t *size) {
    const cJSON *hex = cJSON_GetObjectItem(test, "bytes"), *times = cJSON_GetObjectItem(test, "times");
    const cJSON *tail = cJSON_GetObjectItem(test, "tail");
    size_t count = times ? (size_t)times->valueint : 1, unit = strlen(hex->valuestring) / 2;
    *size = unit * count + (tail ? strlen(tail->valuestring) / 2 : 0);
    char *bytes = malloc(*size ? *size : 1);
    for (size_t i = 0; i < count; i++)
        decode_hex(hex, bytes + i * unit);
    if (tail)
        decode_hex(tail, bytes + count * unit);
    return bytes;
}

static bool reader_accepts(const char *bytes, size_t size, bool grammar_only) {
    pk_arena arena;
    pk_json reader;
    pk_arena_init(&arena, NULL);
    pk_json_start(&reader, bytes, size, &arena);
    if (grammar_only)
        pk_json_grammar_only(&reader);
    while (pk_json_next(&reader) > PK_JSON_END) {
    }
    pk_arena_dispose(&arena);
    return reader.kind == PK_JSON_END;
}

static bool tree_accepts(const char *bytes, size_t size) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_status status = pilkada_json_check(bytes, size, NULL);
    cJSON *tree = pilkada_json_parse(bytes, size, &error);
    assert_int_equal(error.status, status);
    assert_int_equal(tree == NULL, status != PILKADA_OK);
    cJSON_Delete(tree);
    return status == PILKADA_OK;
}

static exception expected_of(const char *name) {
    for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions; i++)
        if (strcmp(exceptions[i].name, name) == 0)
            return exceptions[i];
    if (name[0] == 'i')
        fail_msg("%s is not decided", name);
    return (exception){name, name[0] == 'y', name[0] == 'y'};
}

static void each_case_of_the_suite_is_judged_as_decided(void **state) {
    (void)state;
    cJSON *suite = read_suite();
    size_t counts[3] = {0};
    const cJSON *test;
    cJSON_ArrayForEach(test, cJSON_GetObjectItem(suite, "cases")) {
        const char *name = cJSON_GetStringValue(cJSON_GetObjectItem(test, "name"));
        size_t size;
        char *bytes = case_bytes(test, &size);
        exception expected = expected_of(name);
        if (reader_accepts(bytes, size, false) != expected.reader || tree_accepts(bytes, size) != expected.tree)
            fail_msg("%s is not judged as decided", name);
        counts[name[0] == 'y' ? 0 : name[0] == 'n' ? 1 : 2]++;
        free(bytes);
    }
    cJSON_Delete(suite);
    assert_int_equal(counts[0], 95);
    assert_int_equal(counts[1], 188);
    assert_int_equal(counts[2], 35);
}

/* The grammar alone: 95 of 95, 188 of 188, and of the rest what is UTF-8 and not nested too deep. */
static void the_grammar_alone_agrees_with_the_suite(void **state) {
    (void)state;
    cJSON *suite = read_suite();
    size_t accepted[3] = {0};
    const cJSON *test;
    cJSON_ArrayForEach(test, cJSON_GetObjectItem(suite, "cases")) {
        const char *name = cJSON_GetStringValue(cJSON_GetObjectItem(test, "name"));
        size_t size;
        char *bytes = case_bytes(test, &size);
        accepted[name[0] == 'y' ? 0 : name[0] == 'n' ? 1 : 2] += reader_accepts(bytes, size, true);
        free(bytes);
    }
    cJSON_Delete(suite);
    assert_int_equal(accepted[0], 95);
    assert_int_equal(accepted[1], 0);
    assert_int_equal(accepted[2], 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_case_of_the_suite_is_judged_as_decided),
        cmocka_unit_test(the_grammar_alone_agrees_with_the_suite),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
