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
    pilkada_screener *both = pk_screener_build(packs, 2, NULL, NULL, NULL, &error);
    assert_non_null(both);
    assert_int_equal(pilkada_screener_count(both), 2);
    test_screen(both, screening, "satu dua kpu", 12);
    assert_int_equal(pilkada_screening_score(screening), 2);
    pilkada_screener_free(both);
    assert_null(pk_screener_build(twice, 2, NULL, NULL, NULL, &error));
    assert_int_equal(error.status, PILKADA_E_DEFINITION);
    pilkada_screener *none = pk_screener_build(NULL, 0, NULL, NULL, NULL, &error);
    assert_non_null(none);
    test_screen(none, screening, "satu dua kpu", 12);
    assert_int_equal(pilkada_screening_level(screening), PILKADA_LEVEL_BERSIH);
    pilkada_screener_free(none);
    pilkada_screening_free(screening);
    cJSON_Delete(trees[0]);
    cJSON_Delete(trees[1]);
}

/* ---- the lint ---- */

static char lint_place[192]; /* of the first problem */

static size_t lint_pack(const char *text, const pk_pack_check *options, char *first, size_t room) {
    size_t size = strlen(text);
    cJSON *tree = pilkada_json_parse(text, size, NULL);
    assert_non_null(tree);
    pk_arena arena;
    pk_arena_init(&arena, &pk_allocator_default);
    pk_catalogue *catalogue = pk_catalogue_new(NULL);
    pk_problems problems;
    pk_problems_init(&problems, catalogue, &arena);
    pk_screener_check(tree, catalogue, NULL, options, &problems);
    assert_false(problems.failed);
    size_t count = problems.count;
    snprintf(first, room, "%s", count ? problems.items[0].message_en : "");
    snprintf(lint_place, sizeof lint_place, "%s", count ? problems.items[0].where : "");
    pk_catalogue_free(catalogue);
    pk_arena_dispose(&arena);
    cJSON_Delete(tree);
    return count;
}

static size_t lint_with(const char *entries, const pk_pack_check *options, char *first, size_t room) {
    static char text[8192];
    snprintf(text, sizeof text, "%s%s]}", TEST_PACK_HEAD, entries);
    return lint_pack(text, options, first, room);
}

static size_t lint(const char *entries, char *first, size_t room) {
    return lint_with(entries, NULL, first, room);
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

static void the_lint_knows_what_belongs_together(void **state) {
    (void)state;
    static const struct {
        const char *entries;
        size_t count;
    } cases[] = {
        {"{\"id\":\"a\",\"kind\":\"frasa_jarak\",\"category\":\"klaim\",\"points\":1,\"gap\":2,"
         "\"parts\":[[\"paslon\",\"calon\"],[\"menang\",\"dua\"]],\"tests\":{\"must\":[\"calon menang\"]}}",
         1}, /* "paslon dua" */
        {"{\"id\":\"a\",\"kind\":\"bobot\",\"category\":\"klaim\",\"weights\":{\"putaran dua\":3,\"habis\":2}}", 1},
        {"{\"id\":\"a\",\"kind\":\"bobot\",\"category\":\"klaim\",\"weights\":{\"putaran dua\":3,\"putaran satu\":3}}",
         0},
        {"{\"id\":\"a\"," WORD ",\"status\":\"dicabut\",\"text\":\"paslon nomor urut satu\"}", 0},
    };
    char first[256];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(lint(cases[i].entries, first, sizeof first), cases[i].count);
        if (cases[i].count) {
            assert_string_equal(first, "screen.check.not_neutral");
            assert_string_equal(lint_place, "/entries/0 a");
        }
    }
}

static void names_are_never_on_a_list(void **state) {
    (void)state;
    static const char *const names[] = {"Si Anu", "Bolo Bolo", "Fulanah"};
    const pk_pack_check options = {.names = names, .name_count = 3};
    static const struct {
        const char *entries;
        size_t count;
        const char *problem;
    } cases[] = {
        {"{\"id\":\"a\"," WORD ",\"text\":\"surat suara\",\"tests\":{\"must\":[\"Surat suara itu\"]}}", 0, ""},
        {"{\"id\":\"a\"," WORD ",\"text\":[\"surat suara\",\"hidup SI-ANU\"]}", 1, "screen.check.name"},
        {"{\"id\":\"a\"," WORD ",\"text\":\"bolo\"}", 1, "screen.check.matches_name"}, /* half of a name */
        {"{\"id\":\"a\",\"kind\":\"bobot\",\"category\":\"klaim\",\"weights\":{\"ful\u0430nah\":3}}", 2,
         "screen.check.name"}, /* with a Cyrillic letter */
        {"{\"id\":\"a\",\"kind\":\"regex\",\"category\":\"klaim\",\"points\":1,\"pattern\":\"fulanah.menang\"}", 2,
         "screen.check.name"}, /* and it has no test */
    };
    char first[256];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(lint_with(cases[i].entries, &options, first, sizeof first), cases[i].count);
        assert_string_equal(first, cases[i].problem);
    }
}

static void dates_of_expiry_are_told(void **state) {
    (void)state;
    static const char entries[] = "{\"id\":\"a\"," WORD ",\"text\":\"tinta\",\"expires\":\"2024-11-27\"},"
                                  "{\"id\":\"b\"," WORD ",\"text\":\"kotak\"},{\"id\":\"c\"," WORD
                                  ",\"text\":\"bilik\",\"expires\":\"2024-11-27\",\"status\":\"dicabut\"}";
    static const struct {
        const char *day;
        size_t count;
        const char *place;
    } cases[] = {{"2024-11-27", 0, ""}, {"2024-11-28", 1, "/entries/0 a"}, {"2030-01-01", 2, "/entries/0 a"}};
    char first[256];
    assert_int_equal(lint(entries, first, sizeof first), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_date date;
        assert_int_equal(pilkada_date_parse(cases[i].day, 10, &date, NULL), PILKADA_OK);
        const pk_pack_check options = {.date = &date};
        assert_int_equal(lint_with(entries, &options, first, sizeof first), cases[i].count);
        assert_string_equal(lint_place, cases[i].place);
        assert_string_equal(first, cases[i].count ? "screen.check.expired" : "");
    }
}

static void metadata_is_needed(void **state) {
    (void)state;
    static const char head[] =
        "{\"id\":\"uji\",\"version\":\"1\",\"title\":{\"id\":\"u\",\"en\":\"t\"},\"source\":\"u\",\"license\":\"MIT\","
        "\"thresholds\":{\"periksa\":2,\"prioritas\":4},\"categories\":[{\"id\":\"klaim\",%s"
        "\"label\":{\"id\":\"k\",\"en\":\"c\"},\"reason\":{\"id\":\"a\",\"en\":\"r\"}}],"
        "\"defaults\":{\"source\":\"u\",\"date\":\"2024-11-01\",\"status\":\"aktif\"%s},\"entries\":["
        "{\"id\":\"a\"," WORD ",\"text\":\"tinta\"%s}]}";
    static const struct {
        const char *category, *defaults, *entry;
        size_t count;
    } cases[] = {
        {"", "", "", 3},
        {"", ",\"author\":\"Desk\",\"false_positive\":\"x\",\"expires\":\"2029-01-01\"", "", 0},
        {"\"false_positive\":\"x\",", ",\"author\":\"Desk\"", ",\"expires\":\"2029-01-01\"", 0},
        {"", "", ",\"author\":\"Desk\",\"false_positive\":\"x\",\"expires\":\"2029-01-01\"", 0},
        {"", ",\"author\":\"\"", ",\"false_positive\":\"x\",\"expires\":\"2029-01-01\"", 1},
        {"", "", ",\"status\":\"dicabut\"", 0},
    };
    char text[2048], first[256];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        snprintf(text, sizeof text, head, cases[i].category, cases[i].defaults, cases[i].entry);
        assert_int_equal(lint_pack(text, NULL, first, sizeof first), cases[i].count);
        assert_string_equal(first, cases[i].count ? "screen.check.needed" : "");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_have_a_place),
        cmocka_unit_test(whole_packs_are_refused),
        cmocka_unit_test(expressions_are_restricted),
        cmocka_unit_test(packs_combine),
        cmocka_unit_test(the_lint_speaks),
        cmocka_unit_test(the_lint_knows_what_belongs_together),
        cmocka_unit_test(names_are_never_on_a_list),
        cmocka_unit_test(dates_of_expiry_are_told),
        cmocka_unit_test(metadata_is_needed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
