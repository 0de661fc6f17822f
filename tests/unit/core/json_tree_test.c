/** @file json_tree_test.c  Duplicate names, trees and back, memory that runs out. */
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

#include "core/json_fast.h"
#include "failing_allocator.h"
#include "json_room.h"

/* ---- duplicates ---- */

static bool has_duplicates(const char *text, size_t size) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_status status = pilkada_json_check(text, size, &error);
    assert_true(status == PILKADA_OK || strstr(error.detail, "twice") != NULL);
    return status != PILKADA_OK;
}

static void duplicates_are_found_among_many(void **state) {
    (void)state;
    enum { NAMES = 3000 };
    pilkada_buffer text;
    pilkada_buffer_init(&text, NULL);
    for (int again = -1; again < NAMES; again += 101) {
        pilkada_buffer_clear(&text);
        pk_puts(&text, "{\"inner\":{\"1\":{},\"2\":{\"1\":0}}");
        for (int i = 0; i < NAMES; i++) {
            /* many are beginnings of others: 1, 11, 111 */
            pk_puts(&text, ",\"");
            pk_put_int(&text, (int64_t)i * 37 % NAMES);
            pk_puts(&text, "\":{\"inner\":1}");
        }
        if (again >= 0) {
            pk_puts(&text, ",\"");
            pk_put_int(&text, again);
            pk_puts(&text, "\":null");
        }
        pk_putc(&text, '}');
        assert_int_equal(has_duplicates(text.data, text.size), again >= 0);
    }
    pilkada_buffer_dispose(&text);
}

static void duplicates_are_told_from_near_names(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool duplicates;
    } cases[] = {{"{\"\":1,\"a\":1,\"aa\":1,\"A\":1,\"b\":1,\"ab\":1}", false},
                 {"{\"\":1,\"\":1}", true},
                 {"{\"a\":1,\"aa\":1,\"a\":1}", true},
                 {"{\"\xC3\xA9\":1,\"\\u00E9\":1}", true},
                 {"{\"e\xCC\x81\":1,\"\xC3\xA9\":1}", false},
                 {"{\"\xF0\x9F\x98\x80\":1,\"\\ud83d\\uDE00\":1}", true},
                 {"[{\"a\":1},{\"a\":1}]", false},
                 {"{\"a\":{\"a\":{\"a\":1}}}", false},
                 {"{\"a\":{\"b\":1},\"b\":1,\"c\":{\"b\":1,\"a\":1},\"a\":2}", true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(has_duplicates(cases[i].text, strlen(cases[i].text)), cases[i].duplicates);
}

/* ---- trees ---- */

static void a_tree_is_written_as_it_was_read(void **state) {
    (void)state;
    static const char *const texts[] = {"null",
                                        "[]",
                                        "{}",
                                        "\"\"",
                                        "-1",
                                        "0.1",
                                        "1e300",
                                        "[[],{},[{}]]",
                                        "{\"a\":[1,2,{\"b\":null}],\"c\":\"\\\"\\n\"}",
                                        "[9007199254740992,-9007199254740992,71.25,1.5e-7]",
                                        "{\"z\":1,\"a\":2,\"\":3}",
                                        "\"\xF0\x9F\x98\x80\""};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        cJSON *tree = pilkada_json_parse(texts[i], strlen(texts[i]), NULL);
        pilkada_buffer out;
        pilkada_buffer_init(&out, NULL);
        pk_put_tree(&out, tree);
        assert_string_equal(out.data, texts[i]);
        pilkada_buffer_dispose(&out);
        cJSON_Delete(tree);
    }
}

static const char report[] =
    "{\"formulir\": \"laporan_tps\", \"waktu\":\"2024-11-27T05:00:00+07:00\",\n"
    " \"wilayah\": {\"kode\": \"33.16\", \"nama\": \"Kabupaten Blora \xE2\x80\x94 \\u00e9\\ud83d\\ude00\"},\n"
    " \"tps\": [{\"nomor\": 1, \"buka\": true, \"suara\": -12}, {\"nomor\": 2, \"buka\": false, \"suara\": null}],\n"
    " \"persen\": 71.25, \"besar\": 1.5e3, \"kosong\": [], \"lain\": {}, \"catatan\": \"\\\"aman\\\"\\n\"}";

/* Each event becomes the node that cJSON itself would make. */
static void a_tree_is_the_one_of_cjson(void **state) {
    (void)state;
    cJSON *ours = pilkada_json_parse(report, sizeof report - 1, NULL), *theirs = cJSON_Parse(report);
    assert_non_null(ours);
    assert_true(cJSON_Compare(ours, theirs, true));
    cJSON_Delete(ours);
    cJSON_Delete(theirs);
}

static void a_tree_deeper_than_the_limit_is_a_failed_write(void **state) {
    (void)state;
    cJSON *tree = cJSON_CreateArray();
    cJSON *inner = tree;
    for (unsigned i = 0; i <= PILKADA_MAX_JSON_DEPTH; i++) {
        cJSON *next = cJSON_CreateArray();
        cJSON_AddItemToArray(inner, next);
        inner = next;
    }
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    pk_put_tree(&out, tree);
    assert_int_not_equal(pk_buffer_done(&out, 0, NULL), PILKADA_OK);
    assert_int_equal(out.size, 0);
    pilkada_buffer_dispose(&out);
    cJSON_Delete(tree);
}

/* ---- memory ---- */

static void the_straight_path_allocates_nothing(void **state) {
    (void)state;
    failing_allocator memory;
    pk_arena arena;
    pk_json reader;
    failing_allocator_start(&memory, 0, FAIL_FOREVER);
    pk_arena_init(&arena, &memory.allocator);
    pk_json_start(&reader, report, sizeof report - 1, &arena);
    assert_int_equal(read_all(&reader), PK_JSON_END);
    assert_int_equal(memory.calls, 0);
    pk_arena_dispose(&arena);
}

static void memory_that_runs_out_is_said(void **state) {
    (void)state;
    static const failing_mode modes[] = {FAIL_ONCE, FAIL_FOREVER};
    char text[4000] = "{\"\\u0061\":0";
    for (int i = 0; i < 300; i++)
        snprintf(text + strlen(text), 20, ",\"n%d\":1", i);
    strcat(text, "}");
    for (size_t mode = 0; mode < 2; mode++) {
        failing_allocator memory = {.failed = true};
        for (size_t n = 0; memory.failed; n++) {
            pk_arena arena;
            pk_json reader;
            pilkada_error error = PILKADA_ERROR_INIT;
            failing_allocator_start(&memory, n, modes[mode]);
            pk_arena_init(&arena, &memory.allocator);
            pk_json_start(&reader, text, strlen(text), &arena);
            pk_json_refuse_duplicates(&reader);
            pk_json_kind kind = read_all(&reader);
            assert_int_equal(kind, memory.failed ? PK_JSON_BAD : PK_JSON_END);
            assert_int_equal(pk_json_error(&reader, &error), memory.failed ? PILKADA_E_NOMEM : PILKADA_OK);
            assert_int_equal(error.status, memory.failed ? PILKADA_E_NOMEM : PILKADA_OK);
            pk_arena_dispose(&arena);
            assert_int_equal(memory.live, 0);
            assert_true(n < 100);
        }
    }
}

/* cJSON's own memory: its hooks are global to the process, so only a test may set them. */
static size_t calls_left;

static void *counted_malloc(size_t size) {
    return calls_left && calls_left-- ? malloc(size) : NULL;
}

static void a_tree_that_finds_no_memory_is_taken_back(void **state) {
    (void)state;
    cJSON *tree = NULL;
    cJSON_Hooks hooks = {counted_malloc, free};
    for (size_t n = 0; !tree; n++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        calls_left = n;
        cJSON_InitHooks(&hooks);
        tree = pilkada_json_parse(report, sizeof report - 1, &error);
        cJSON_InitHooks(NULL);
        assert_int_equal(error.status, tree ? PILKADA_OK : PILKADA_E_NOMEM);
        assert_true(n < 1000);
    }
    cJSON_Delete(tree);
}

/* ---- names that are known ---- */

/* Wherever the text lies, in a block of its own size: what stands behind its NUL belongs to somebody else. */
static void check_bare(const char *text, const pk_json_name *name, bool expected) {
    size_t size = strlen(text) + 1;
    for (size_t shift = 0; shift < 9; shift++) {
        char *block = malloc(shift + size);
        assert_non_null(block);
        memcpy(block + shift, text, size);
        if (pk_json_is_bare_name(block + shift, name) != expected)
            fail_msg("%s at %zu: is%s %s", text, shift, expected ? " not" : "", name->text.data ? name->text.data : "");
        free(block);
    }
}

static void a_bare_name_is_it_and_nothing_else(void **state) {
    (void)state;
    for (size_t size = 0; size <= 40; size++) {
        char name[48] = "", other[48];
        for (size_t i = 0; i < size; i++)
            name[i] = (char)('a' + i % 26);
        pk_json_name known = pk_json_name_of((pk_span){size ? name : NULL, size});
        check_bare(name, &known, true);
        memcpy(other, name, sizeof other);
        other[size] = 'x'; /* longer */
        check_bare(other, &known, false);
        for (size_t i = 0; i < size; i++) {
            memcpy(other, name, sizeof other);
            other[i] = '#';
            check_bare(other, &known, false);
            other[i] = '\0'; /* shorter */
            check_bare(other, &known, false);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bare_name_is_it_and_nothing_else),
        cmocka_unit_test(duplicates_are_found_among_many),
        cmocka_unit_test(duplicates_are_told_from_near_names),
        cmocka_unit_test(a_tree_is_written_as_it_was_read),
        cmocka_unit_test(a_tree_is_the_one_of_cjson),
        cmocka_unit_test(a_tree_deeper_than_the_limit_is_a_failed_write),
        cmocka_unit_test(the_straight_path_allocates_nothing),
        cmocka_unit_test(memory_that_runs_out_is_said),
        cmocka_unit_test(a_tree_that_finds_no_memory_is_taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
