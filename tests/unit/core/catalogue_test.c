/** @file catalogue_test.c  Messages by key and language, templates. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "core/catalogue.h"
#include "core/problems.h"
#include "failing_allocator.h"

static const char file[] = "{\"messages\":{\"jumlah\":{\"id\":\"Jumlah {a} bukan {b}: kurang {selisih}.\",\"en\":\"{a} "
                           "is not {b}: {selisih} short.\"},"
                           "\"tanpa\":{\"id\":\"kurung { terbuka\",\"en\":\"an open { brace\"}}}";

static pilkada_status add(pk_catalogue *catalogue, const char *text, pilkada_error *error) {
    cJSON *tree = cJSON_Parse(text);
    pilkada_status status = pk_catalogue_add(catalogue, tree, error);
    cJSON_Delete(tree);
    return status;
}

static void templates_are_filled_in_both_languages(void **state) {
    (void)state;
    pk_catalogue *catalogue = pk_catalogue_new(NULL);
    assert_int_equal(add(catalogue, file, NULL), PILKADA_OK);
    assert_int_equal(pk_catalogue_count(catalogue), 2);
    const pk_argument arguments[] = {PK_TEXT_ARG("a", PK_SPAN("tps_buka")), PK_PLAIN_ARG("b", 2024),
                                     PK_INT_ARG("selisih", 40000)};
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    pk_put_message(&out, catalogue, "jumlah", PILKADA_LANG_ID, arguments, 3);
    assert_string_equal(out.data, "Jumlah tps_buka bukan 2024: kurang 40.000.");
    pilkada_buffer_clear(&out);
    pk_put_message(&out, catalogue, "jumlah", PILKADA_LANG_EN, arguments, 1);
    assert_string_equal(out.data, "tps_buka is not {b}: {selisih} short.");
    pilkada_buffer_clear(&out);
    pk_put_message(&out, catalogue, "tanpa", PILKADA_LANG_ID, arguments, 3);
    assert_string_equal(out.data, "kurung { terbuka");
    pilkada_buffer_clear(&out);
    pk_put_message(&out, catalogue, "tak_ada", PILKADA_LANG_ID, arguments, 3);
    assert_string_equal(out.data, "tak_ada");
    pilkada_buffer_dispose(&out);
    pk_catalogue_free(catalogue);
    pk_catalogue_free(NULL);
    assert_null(pk_catalogue_text(NULL, "x", PILKADA_LANG_ID));
}

static void faults_of_a_catalogue_are_named(void **state) {
    (void)state;
    static const struct {
        const char *text, *where, *detail;
    } cases[] = {{"{\"messages\":{\"a\":{\"id\":\"x\"}}}", "/messages/a/en", ""},
                 {"{\"messages\":{\"a\":{\"id\":\"x\",\"en\":3}}}", "/messages/a/en", ""},
                 {"{\"messages\":{\"a\":{\"id\":\"x\",\"en\":\"y\",\"ind\":\"z\"}}}", "/messages/a/ind", ""},
                 {"{\"message\":{}}", "/message", "messages"},
                 {"{\"messages\":{\"a\":{\"id\":\"x\",\"en\":\"y\"},\"a\":{\"id\":\"x\",\"en\":\"y\"}}}", "", "twice"},
                 {"[]", "", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        pk_catalogue *catalogue = pk_catalogue_new(NULL);
        assert_int_equal(add(catalogue, cases[i].text, &error), PILKADA_E_DEFINITION);
        if (!strstr(error.where, cases[i].where) || !strstr(error.detail, cases[i].detail))
            fail_msg("case %zu: %s: %s", i, error.where, error.detail);
        pk_catalogue_free(catalogue);
    }
}

static void memory_may_run_out_at_any_call(void **state) {
    (void)state;
    failing_allocator memory = {.failed = true};
    for (int mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++) {
        memory.failed = true;
        for (size_t n = 0; memory.failed; n++) {
            failing_allocator_start(&memory, n, (failing_mode)mode);
            pk_catalogue *catalogue = pk_catalogue_new(&memory.allocator);
            if (catalogue) {
                pilkada_error error = PILKADA_ERROR_INIT;
                pilkada_status status = add(catalogue, file, &error);
                assert_int_equal(status, memory.failed ? PILKADA_E_NOMEM : PILKADA_OK);
            }
            pk_catalogue_free(catalogue);
            assert_int_equal(memory.live, 0);
        }
    }
}

static void problems_speak_both_languages(void **state) {
    (void)state;
    pk_catalogue *catalogue = pk_catalogue_new(NULL);
    pk_arena arena;
    pk_problems problems;
    pilkada_error error = {sizeof error, PILKADA_E_SYNTAX, 12, 3, 4, "forms/a.json", "remove the comma"};
    assert_int_equal(add(catalogue, file, NULL), PILKADA_OK);
    pk_arena_init(&arena, NULL);
    pk_problems_init(&problems, catalogue, &arena);
    for (int i = 0; i < 40; i++)
        pk_problem_add(&problems, 1, "/rules/0", "tanpa", NULL, 0);
    pk_problem_add_error(&problems, &error);
    assert_false(problems.failed);
    assert_int_equal(problems.count, 41);
    assert_string_equal(problems.items[39].message_en, "an open { brace");
    assert_int_equal(problems.items[40].severity, 2);
    assert_string_equal(problems.items[40].where, "forms/a.json");
    assert_string_equal(problems.items[40].message_id, "teks JSON tidak sah, baris 3 kolom 4: remove the comma");
    assert_string_equal(problems.items[40].message_en, "line 3 column 4: remove the comma");
    pk_arena_dispose(&arena);
    pk_catalogue_free(catalogue);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(templates_are_filled_in_both_languages),
        cmocka_unit_test(faults_of_a_catalogue_are_named),
        cmocka_unit_test(memory_may_run_out_at_any_call),
        cmocka_unit_test(problems_speak_both_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
