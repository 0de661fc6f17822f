/** @file pack_test.c  Packs that are refused, with the place; expressions that are not allowed; the lint. */
#include "screen_test.h"

#include <cjson/cJSON.h>
#include <pilkada/json.h>

#include "screen/pattern.h"
#include "screen/screen.h"

static pilkada_status refuse(const char *entries, pilkada_error *error) {
    static char text[8192];
    int size = snprintf(text, sizeof text, "%s%s]}", TEST_PACK_HEAD, entries);
    *error = (pilkada_error)PILKADA_ERROR_INIT;
    pilkada_screener *self = pilkada_screener_new(text, (size_t)size, NULL, error);
    pilkada_screener_free(self);
    return self ? PILKADA_OK : error->status;
}

static void faults_have_a_place(void **state) {
    (void)state;
    static const struct {
        const char *entries, *where;
        pilkada_status status;
    } cases[] = {
        {"{}", "/entries/0/", PILKADA_E_DEFINITION},
        {"{\"id\":\"a\",\"kind\":\"kata\",\"text\":\"dua kata\",\"category\":\"klaim\",\"points\":1}",
         "/entries/0/text", PILKADA_E_DEFINITION},
        {"{\"id\":\"a\",\"kind\":\"kata\",\"text\":\"\u200B\",\"category\":\"klaim\",\"points\":1}", "/entries/0/text",
         PILKADA_E_DEFINITION},
        {"{\"id\":\"a\",\"kind\":\"kata\",\"text\":\"x\",\"category\":\"tiada\",\"points\":1}", "/entries/0/category",
         PILKADA_E_DEFINITION},
        {"{\"id\":\"a\",\"kind\":\"kata\",\"text\":\"x\",\"category\":\"klaim\",\"points\":1,\"gate\":\"tiada\"}",
         "/entries/0/gate", PILKADA_E_DEFINITION},
        {"{\"id\":\"a\",\"kind\":\"kata\",\"text\":\"x\",\"category\":\"klaim\",\"points\":1,\"views\":[\"leet\"]}",
         "/entries/0/views/0", PILKADA_E_DEFINITION},
        {"{\"id\":\"a\",\"kind\":\"kata\",\"text\":\"x\",\"category\":\"klaim\",\"points\":1,\"typo\":1}", "/entries/0",
         PILKADA_E_DEFINITION},
        {"{\"id\":\"a\",\"kind\":\"kata\",\"text\":\"x\",\"category\":\"klaim\",\"points\":1,\"expires\":\"kapan\"}",
         "/entries/0/expires", PILKADA_E_DEFINITION},
        {"{\"id\":\"a\",\"kind\":\"kata\",\"text\":\"x\",\"category\":\"klaim\",\"points\":1},"
         "{\"id\":\"a\",\"kind\":\"kata\",\"text\":\"y\",\"category\":\"klaim\",\"points\":1}",
         "/entries/1/id", PILKADA_E_DEFINITION},
        {"{\"id\":\"a\",\"kind\":\"frasa_jarak\",\"parts\":[\"x\"],\"gap\":1,\"category\":\"klaim\",\"points\":1}",
         "/entries/0/parts", PILKADA_E_DEFINITION},
        {"{\"id\":\"a\",\"kind\":\"regex\",\"pattern\":\"(a+)+\",\"category\":\"klaim\",\"points\":1}",
         "/entries/0/pattern", PILKADA_E_PATTERN},
        {"{\"id\":\"a\",\"kind\":\"regex\",\"pattern\":\"a)\",\"category\":\"klaim\",\"points\":1}",
         "/entries/0/pattern", PILKADA_E_PATTERN},
        {"{\"id\":\"a\",\"kind\":\"regex\",\"pattern\":\"(a\",\"category\":\"klaim\",\"points\":1}",
         "/entries/0/pattern", PILKADA_E_PATTERN},
        {"{\"id\":\"a\",\"kind\":\"gaya\",\"style\":\"miring\",\"category\":\"klaim\",\"points\":1}",
         "/entries/0/style", PILKADA_E_DEFINITION},
        {"{\"id\":\"a\",\"kind\":\"kata\",\"text\":\"x\",\"category\":\"klaim\",\"points\":100000}",
         "/entries/0/points", PILKADA_E_DEFINITION},
    };
    pilkada_error error;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_status status = refuse(cases[i].entries, &error);
        if (status != cases[i].status || strncmp(error.where, cases[i].where, strlen(cases[i].where)) != 0)
            print_error("%zu: %d %s %s\n", i, (int)status, error.where, error.detail);
        assert_int_equal(status, cases[i].status);
        assert_memory_equal(error.where, cases[i].where, strlen(cases[i].where));
        assert_true(error.detail[0] != '\0');
    }
}

static void whole_packs_are_refused(void **state) {
    (void)state;
    static const char *const packs[] = {"", "[]", "{}", "{\"entries\":[]}", "{\"entries\":{}}", "null"};
    for (size_t i = 0; i < sizeof packs / sizeof *packs; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        assert_null(pilkada_screener_new(packs[i], strlen(packs[i]), NULL, &error));
        assert_true(error.status < 0);
    }
}

static void expressions_are_restricted(void **state) {
    (void)state;
    static const char *const refused[] = {"",       "(a)\\1",    "(?R)",        "(?1)",  "(?<n>a)\\k<n>", "(*COMMIT)a",
                                          "(?C1)a", "(?i)a",     "\\Ca",        "(a*)*", "(a+|b)*",       "((a{2,})b)+",
                                          "(?>a)",  "(?(1)a|b)", "\\Qa\\E",     "a\\",   "(a|b+){3,}",    "\\x{41}",
                                          "))",     "\\g{1}",    "(?#comment)", "\\p{L}"};
    static const char *const allowed[] = {"a",       "(?:a|b)+", "a{2,5}", "[(*+]a+",  "a(?=b)",      "\\bkpu\\W+\\w+",
                                          "(?<!a)b", "(a+b)c",   "a+b+",   "\\(a\\)*", "(?:ab?){2,4}"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        if (!pk_pattern_refuse(pk_span_of(refused[i])))
            print_error("allowed: %zu\n", i);
        assert_non_null(pk_pattern_refuse(pk_span_of(refused[i])));
    }
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        assert_null(pk_pattern_refuse(pk_span_of(allowed[i])));
}

/* ---- packs together ---- */

static void packs_combine(void **state) {
    (void)state;
    static const char first[] =
        TEST_PACK_HEAD "{\"id\":\"a\",\"kind\":\"kata\",\"text\":\"satu\",\"category\":\"klaim\",\"points\":1}]}";
    static const char second[] = TEST_PACK_HEAD
        "{\"id\":\"b\",\"kind\":\"kata\",\"text\":\"dua\",\"category\":\"klaim\",\"points\":1,\"gate\":\"pemilu\"}]}";
    cJSON *trees[] = {pilkada_json_parse(first, sizeof first - 1, NULL),
                      pilkada_json_parse(second, sizeof second - 1, NULL)};
    const cJSON *packs[] = {trees[0], trees[1]}, *twice[] = {trees[0], trees[0]};
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_screening *screening = pilkada_screening_new(NULL, NULL);
    pilkada_screener *both = pk_screener_build(packs, 2, NULL, NULL, &error);
    assert_non_null(both);
    assert_int_equal(pilkada_screener_count(both), 2);
    test_screen(both, screening, "satu dua kpu", 12);
    assert_int_equal(pilkada_screening_score(screening), 2);
    pilkada_screener_free(both);
    assert_null(pk_screener_build(twice, 2, NULL, NULL, &error));
    assert_int_equal(error.status, PILKADA_E_DEFINITION);
    pilkada_screener *none = pk_screener_build(NULL, 0, NULL, NULL, &error);
    assert_non_null(none);
    test_screen(none, screening, "satu dua kpu", 12);
    assert_int_equal(pilkada_screening_level(screening), PILKADA_LEVEL_BERSIH);
    pilkada_screener_free(none);
    pilkada_screening_free(screening);
    cJSON_Delete(trees[0]);
    cJSON_Delete(trees[1]);
}

/* ---- the lint ---- */

static size_t lint(const char *entries, char *first, size_t room) {
    static char text[8192];
    int size = snprintf(text, sizeof text, "%s%s]}", TEST_PACK_HEAD, entries);
    cJSON *tree = pilkada_json_parse(text, (size_t)size, NULL);
    assert_non_null(tree);
    pk_arena arena;
    pk_arena_init(&arena, &pk_allocator_default);
    pk_catalogue *catalogue = pk_catalogue_new(NULL);
    pk_problems problems;
    pk_problems_init(&problems, catalogue, &arena);
    pk_screener_check(tree, catalogue, NULL, &problems);
    assert_false(problems.failed);
    size_t count = problems.count;
    snprintf(first, room, "%s", count ? problems.items[0].message_en : "");
    pk_catalogue_free(catalogue);
    pk_arena_dispose(&arena);
    cJSON_Delete(tree);
    return count;
}

#define WORD "\"kind\":\"frasa\",\"category\":\"klaim\",\"points\":1"

static void the_lint_speaks(void **state) {
    (void)state;
    static const struct {
        const char *entries, *problem;
    } cases[] = {
        {"{\"id\":\"a\"," WORD
         ",\"text\":\"surat suara\",\"tests\":{\"must\":[\"SURAT suara\"],\"must_not\":[\"surat\"]}}",
         ""},
        {"{\"id\":\"a\"," WORD ",\"text\":\"surat suara\",\"tests\":{\"must\":[\"surat\"]}}", "screen.check.must"},
        {"{\"id\":\"a\"," WORD ",\"text\":\"surat\",\"tests\":{\"must_not\":[\"surat\"]}}", "screen.check.must_not"},
        {"{\"id\":\"a\"," WORD ",\"text\":\"surat\",\"tests\":{\"must\":[1]}}", "screen.check.test_not_text"},
        {"{\"id\":\"a\"," WORD ",\"text\":\"coblos 02\"}", "screen.check.number"},
        {"{\"id\":\"a\"," WORD ",\"text\":[\"pemilu 2024\"]}", "screen.check.number"},
        {"{\"id\":\"a\"," WORD ",\"text\":\"paslon nomor urut satu\"}", "screen.check.not_neutral"},
        {"{\"id\":\"a\",\"kind\":\"regex\",\"category\":\"klaim\",\"points\":1,\"pattern\":\"kpu\\\\W+curang\"}",
         "screen.check.no_test"},
        {"{\"id\":\"a\",\"kind\":\"regex\",\"category\":\"klaim\",\"points\":1,\"pattern\":\"paslon 1\"}",
         "screen.check.number"},
        {"{\"id\":\"a\"}", NULL},
    };
    char first[256];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t count = lint(cases[i].entries, first, sizeof first);
        if (cases[i].problem && strcmp(first, cases[i].problem) != 0)
            print_error("%zu: %s\n", i, first);
        if (cases[i].problem)
            assert_string_equal(first, cases[i].problem);
        else
            assert_int_equal(count, 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_have_a_place),
        cmocka_unit_test(whole_packs_are_refused),
        cmocka_unit_test(expressions_are_restricted),
        cmocka_unit_test(packs_combine),
        cmocka_unit_test(the_lint_speaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
