/* Metadata of packs: what they say is hashed, entries expire by a day that is given, both places of an id are told. */
#include <cjson/cJSON.h>
#include <pilkada/json.h>
#include <pilkada/limits.h>

#include "failing_allocator.h"
#include "screen/screen.h"
#include "screen_test.h"

#define WORD(id, text, more)                                                                                           \
    "{\"id\":\"" id "\",\"kind\":\"kata\",\"text\":\"" text "\",\"category\":\"klaim\",\"points\":3" more "}"

/* ---- the hash ---- */

static void assert_hashes(const char *a, const char *b, bool equal) {
    char first[PILKADA_HASH_SIZE], second[PILKADA_HASH_SIZE];
    assert_int_equal(pilkada_pack_hash(a, strlen(a), first, NULL), PILKADA_OK);
    assert_int_equal(pilkada_pack_hash(b, strlen(b), second, NULL), PILKADA_OK);
    assert_int_equal(strlen(first), 64);
    assert_int_equal(strcmp(first, second) == 0, equal);
}

static void a_hash_is_of_what_is_said(void **state) {
    (void)state;
    assert_hashes("{\"a\":1,\"b\":[true,null,\"x\"]}", " { \"b\" : [ true, null, \"\\u0078\" ],\n\"a\": 1.0 }", true);
    assert_hashes("{\"a\":{\"c\":1,\"d\":2}}", "{\"a\":{\"d\":2,\"c\":1}}", true);
    assert_hashes("{\"a\":[1,2]}", "{\"a\":[2,1]}", false);
    assert_hashes("{\"a\":\"\"}", "{\"a\":null}", false);
    assert_hashes("{\"a\":{\"b\":1},\"c\":1}", "{\"a\":{\"b\":1,\"c\":1}}", false);
    char hash[PILKADA_HASH_SIZE];
    assert_int_equal(pilkada_pack_hash("{}", 2, hash, NULL), PILKADA_OK);
    assert_string_equal(hash, "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"); /* sha256sum of {} */
}

static void a_hash_needs_json(void **state) {
    (void)state;
    char hash[PILKADA_HASH_SIZE];
    pilkada_error error = PILKADA_ERROR_INIT;
    assert_int_equal(pilkada_pack_hash(NULL, 0, hash, &error), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_pack_hash("{", 1, hash, &error), PILKADA_E_SYNTAX);
    assert_int_equal(pilkada_pack_hash("\"\xff\"", 3, hash, &error), PILKADA_E_ENCODING);
    assert_int_equal(pilkada_pack_hash("{}", PILKADA_MAX_DEFINITION_BYTES + 1, hash, &error), PILKADA_E_LIMIT);
    assert_int_equal(pilkada_pack_hash("{}", 2, NULL, NULL), PILKADA_E_ARGUMENT);
}

static pilkada_status hash_with(const pilkada_allocator *allocator) {
    static const char text[] = "{\"b\":[1,{\"x\":\"y\"}],\"a\":{\"d\":1,\"c\":2}}";
    char hash[PILKADA_HASH_SIZE];
    cJSON *tree = pilkada_json_parse(text, sizeof text - 1, NULL);
    bool done = pk_pack_hash(tree, allocator, hash);
    cJSON_Delete(tree);
    return done ? PILKADA_OK : PILKADA_E_NOMEM;
}

static void a_hash_survives_failing_memory(void **state) {
    (void)state;
    failing_allocator_sweep(hash_with);
}

/* ---- entries that expire ---- */

static const char dated[] = WORD("a", "tinta", ",\"expires\":\"2024-11-27\"") "," WORD("b", "kotak", "");

static void screen_at(const pilkada_screener *pack, pilkada_screening *answer, const char *day) {
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    pilkada_date date;
    if (day)
        assert_int_equal(pilkada_date_parse(day, strlen(day), &date, NULL), PILKADA_OK);
    options.date = day ? &date : NULL;
    options.explain = true;
    assert_int_equal(pilkada_screener_screen(pack, "tinta kotak", 11, &options, answer, NULL), PILKADA_OK);
}

static void entries_expire_after_their_day(void **state) {
    (void)state;
    pilkada_screener *pack = test_screener(dated);
    pilkada_screening *answer = pilkada_screening_new(NULL, NULL);
    static const struct {
        const char *day;
        int32_t score;
    } cases[] = {{NULL, 6}, {"2024-11-27", 6}, {"2024-11-28", 3}, {"2029-12-31", 3}, {"2030-01-01", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        screen_at(pack, answer, cases[i].day);
        assert_int_equal(pilkada_screening_score(answer), cases[i].score);
        size_t gone = pilkada_screening_suppressed_count(answer);
        assert_int_equal(gone + pilkada_screening_hit_count(answer), 2);
        for (size_t k = 0; k < gone; k++)
            assert_string_equal(pilkada_screening_suppressed(answer, k)->suppressed, "kedaluwarsa");
    }
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    screen_at(pack, answer, "2024-11-28");
    assert_int_equal(pilkada_screening_write_json(answer, &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data, "\"reason\":\"kedaluwarsa\""));
    assert_non_null(strstr(out.data, "\"date\":\"2024-11-28\",\"disposisi\":null}"));
    pilkada_buffer_dispose(&out);
    pilkada_screening_free(answer);
    pilkada_screener_free(pack);
}

/* ---- what a person decided ---- */

static void a_decision_is_kept(void **state) {
    (void)state;
    pilkada_screener *pack = test_screener(dated);
    pilkada_screening *answer = pilkada_screening_new(NULL, NULL);
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    char decision[] = "diteruskan ke \"Bawaslu\"\n";
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.disposisi = decision;
    assert_int_equal(pilkada_screener_screen(pack, "tinta", 5, &options, answer, NULL), PILKADA_OK);
    decision[0] = 'X'; /* a copy is kept */
    assert_string_equal(pilkada_screening_disposisi(answer), "diteruskan ke \"Bawaslu\"\n");
    assert_int_equal(pilkada_screening_write_json(answer, &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data, ",\"disposisi\":\"diteruskan ke \\\"Bawaslu\\\"\\n\"}"));
    pilkada_buffer_clear(&out);
    assert_int_equal(pilkada_screening_write_text(answer, PILKADA_LANG_ID, &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data, "screen.disposisi diteruskan ke \"Bawaslu\" \n"));
    assert_int_equal(pilkada_screener_screen(pack, "tinta", 5, NULL, answer, NULL), PILKADA_OK);
    assert_null(pilkada_screening_disposisi(answer));
    pilkada_buffer_dispose(&out);
    pilkada_screening_free(answer);
    pilkada_screener_free(pack);
}

/* A caller who was compiled before an option was there. */
static void old_callers_have_no_options_that_came_later(void **state) {
    (void)state;
    pilkada_screener *pack = test_screener(dated);
    pilkada_screening *answer = pilkada_screening_new(NULL, NULL);
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.size = offsetof(pilkada_screen_options, date);
    options.mask = true;
    options.date = (const pilkada_date *)&options; /* must not be read */
    options.disposisi = (const char *)&options;
    assert_int_equal(pilkada_screener_screen(pack, "tinta", 5, &options, answer, NULL), PILKADA_OK);
    assert_int_equal(pilkada_screening_score(answer), 3);
    assert_null(pilkada_screening_disposisi(answer));
    pilkada_screening_free(answer);
    pilkada_screener_free(pack);
}

/* ---- packs ---- */

static void both_places_of_an_id_are_told(void **state) {
    (void)state;
    static const char first[] = TEST_PACK_HEAD WORD("z", "satu", "") "," WORD("a", "dua", "") "]}";
    static const char second[] = TEST_PACK_HEAD WORD("b", "tiga", "") "," WORD("a", "empat", "") "]}";
    cJSON *trees[] = {pilkada_json_parse(first, sizeof first - 1, NULL),
                      pilkada_json_parse(second, sizeof second - 1, NULL)};
    const cJSON *packs[] = {trees[0], trees[1]};
    pilkada_error error = PILKADA_ERROR_INIT;
    size_t culprit;
    assert_null(pk_screener_build(packs, 2, NULL, NULL, &culprit, &error));
    assert_int_equal(culprit, 1);
    assert_int_equal(error.status, PILKADA_E_DEFINITION);
    assert_string_equal(error.where, "/entries/1/id");
    assert_string_equal(error.detail, "another entry has this id, /entries/1 of pack \"uji\": rename one of them");
    pilkada_screener *one = pk_screener_build(packs, 1, NULL, NULL, &culprit, &error);
    assert_non_null(one);
    assert_int_equal(culprit, 1);
    assert_true(pk_screener_hash_packs(one, packs));
    char hash[PILKADA_HASH_SIZE];
    assert_int_equal(pilkada_pack_hash(first, sizeof first - 1, hash, NULL), PILKADA_OK);
    assert_int_equal(pilkada_screener_pack_count(one), 1);
    assert_string_equal(pilkada_screener_pack(one, 0)->hash, hash);
    assert_string_equal(pilkada_screener_pack(one, 0)->id, "uji");
    assert_int_equal(pilkada_screener_pack(one, 0)->entries, 2);
    assert_null(pilkada_screener_pack(one, 1));
    pilkada_screener_free(one);
    cJSON_Delete(trees[0]);
    cJSON_Delete(trees[1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hash_is_of_what_is_said),
        cmocka_unit_test(a_hash_needs_json),
        cmocka_unit_test(a_hash_survives_failing_memory),
        cmocka_unit_test(entries_expire_after_their_day),
        cmocka_unit_test(a_decision_is_kept),
        cmocka_unit_test(old_callers_have_no_options_that_came_later),
        cmocka_unit_test(both_places_of_an_id_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
