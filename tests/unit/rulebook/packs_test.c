/* Lists for one request: added to those of the rulebook, or in their place. */
#include <pilkada/pilkada.h>

#include "failing_allocator.h"

#include <stdio.h>
#include <string.h>

#define HEAD(id, more)                                                                                                 \
    "{\"id\":\"" id "\",\"version\":\"1\",\"title\":{\"id\":\"t\",\"en\":\"t\"},\"source\":\"Desk\","                  \
    "\"license\":\"MIT\",\"defaults\":{\"source\":\"Desk\",\"date\":\"2024-11-20\",\"status\":\"aktif\"}," more        \
    "\"entries\":[\n"
#define ALONE                                                                                                          \
    "\"thresholds\":{\"periksa\":5,\"prioritas\":9},"                                                                  \
    "\"categories\":[{\"id\":\"surat_suara\",\"label\":{\"id\":\"s\",\"en\":\"b\"},\"reason\":{\"id\":\"r\",\"en\":"   \
    "\"r\"}}],"
#define ENTRY(id, text)                                                                                                \
    "{\"id\":\"" id "\",\"kind\":\"frasa\",\"category\":\"surat_suara\",\"points\":30,\"text\":\"" text "\"}"

static const char desk[] = HEAD("posko", "") ENTRY("tinta", "tinta hilang") "]}";
static const char whole[] = HEAD("utuh", ALONE) ENTRY("kotak", "kotak hilang") "]}";

static pilkada_file pack(const char *name, const char *text) {
    return (pilkada_file){name, text, strlen(text)};
}

static int32_t score(const pilkada_screener *screener, const char *text) {
    pilkada_screening *answer = pilkada_screening_new(NULL, NULL);
    assert_int_equal(pilkada_screener_screen(screener, text, strlen(text), NULL, answer, NULL), PILKADA_OK);
    int32_t points = pilkada_screening_score(answer);
    pilkada_screening_free(answer);
    return points;
}

static void packs_are_added_or_alone(void **state) {
    (void)state;
    pilkada_rulebook *rules = pilkada_rulebook_default(NULL, NULL);
    const pilkada_file packs[] = {pack("posko.json", desk), pack("utuh.json", whole)};
    pilkada_screener *with = pilkada_rulebook_screener_with(rules, packs, 2, false, NULL, NULL);
    pilkada_screener *alone = pilkada_rulebook_screener_with(rules, &packs[1], 1, true, NULL, NULL);
    assert_non_null(with);
    assert_non_null(alone);
    assert_int_equal(pilkada_screener_count(with), pilkada_screener_count(pilkada_rulebook_screener(rules)) + 2);
    assert_int_equal(pilkada_screener_pack_count(with), 3);
    assert_string_equal(pilkada_screener_pack(with, 0)->hash,
                        pilkada_screener_pack(pilkada_rulebook_screener(rules), 0)->hash);
    pilkada_rulebook_free(rules); /* they live on */
    assert_int_equal(score(with, "Tinta hilang"), score(with, "kotak hilang"));
    assert_true(score(with, "geger tinta hilang") > 30);
    assert_int_equal(score(alone, "geger kotak hilang"), 30);
    pilkada_screener_free(with);
    pilkada_screener_free(alone);
}

static void answers_keep_their_sentences(void **state) {
    (void)state;
    pilkada_rulebook *rules = pilkada_rulebook_default(NULL, NULL);
    pilkada_screening *answer = pilkada_screening_new(NULL, NULL);
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_rulebook_screen(rules, "geger", 5, NULL, answer, NULL), PILKADA_OK);
    pilkada_rulebook_free(rules);
    assert_int_equal(pilkada_screening_write_text(answer, PILKADA_LANG_EN, &out, NULL), PILKADA_OK);
    assert_null(strstr(out.data, "screen."));
    assert_non_null(strstr(out.data, "[geger]"));
    pilkada_buffer_dispose(&out);
    pilkada_screening_free(answer);
}

static void faults_name_the_pack(void **state) {
    (void)state;
    pilkada_rulebook *rules = pilkada_rulebook_default(NULL, NULL);
    static const char broken[] = HEAD("rusak", "") "{\"id\":\"x\"}]}";
    const pilkada_file twice[] = {pack("a.json", desk), pack("b.json", desk)}, bad = pack("rusak.json", broken),
                       cut = pack("potong.json", "{"), nameless = pack("", broken), none = {NULL, "{}", 2};
    const struct {
        const pilkada_file *packs;
        size_t count;
        bool alone;
        pilkada_status status;
        const char *where;
        unsigned line;
    } cases[] = {{twice, 2, false, PILKADA_E_DEFINITION, "b.json#/entries/0/id", 2},
                 {&bad, 1, false, PILKADA_E_DEFINITION, "rusak.json#/entries/0/kind", 2},
                 {&cut, 1, false, PILKADA_E_SYNTAX, "potong.json", 1},
                 {&nameless, 1, false, PILKADA_E_DEFINITION, "/entries/0/kind", 2},
                 {twice, 1, true, PILKADA_E_DEFINITION, "a.json#/entries/0/category", 2},
                 {&none, 1, false, PILKADA_E_ARGUMENT, "", 0},
                 {NULL, 1, false, PILKADA_E_ARGUMENT, "", 0},
                 {twice, PILKADA_MAX_FILES + 1, false, PILKADA_E_LIMIT, "", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        assert_null(
            pilkada_rulebook_screener_with(rules, cases[i].packs, cases[i].count, cases[i].alone, NULL, &error));
        assert_int_equal(error.status, cases[i].status);
        assert_string_equal(error.where, cases[i].where);
        assert_int_equal(error.line, cases[i].line);
    }
    assert_null(pilkada_rulebook_screener_with(NULL, NULL, 0, false, NULL, NULL));
    pilkada_rulebook_free(rules);
}

static pilkada_rulebook *shared;

static pilkada_status combine_with(const pilkada_allocator *allocator) {
    const pilkada_file packs[] = {pack("utuh.json", whole), pack("posko.json", desk)};
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_screener *screener = pilkada_rulebook_screener_with(shared, packs, 2, true, allocator, &error);
    pilkada_screener_free(screener);
    return error.status;
}

static void memory_may_run_out(void **state) {
    (void)state;
    shared = pilkada_rulebook_default(NULL, NULL);
    failing_allocator_sweep(combine_with);
    pilkada_rulebook_free(shared);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packs_are_added_or_alone),
        cmocka_unit_test(answers_keep_their_sentences),
        cmocka_unit_test(faults_name_the_pack),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
