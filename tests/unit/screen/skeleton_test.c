/** @file skeleton_test.c  What no view can make a word of the list is turned away; what one can is not. */
#include "screen_test.h"

#include "screen/screening.h"

#define ENTRY "{\"id\":\"t\",\"kind\":\"frasa\",\"text\":\"surat suara tercoblos\",\"category\":\"klaim\",\"points\":1}"

static bool may_hold(const char *word, char lead) {
    pilkada_screener *screener = test_screener(ENTRY);
    char room[PK_WORD_MAX + PK_HASH_PAD] = {0};
    memcpy(room, word, strlen(word));
    bool held = pk_skeletons_may_hold(&screener->vocabulary.skeletons, (pk_span){room, strlen(word)}, lead);
    pilkada_screener_free(screener);
    return held;
}

static void what_a_view_reads_is_held(void **state) {
    (void)state;
    static const char *const words[] = {"surat",     "5ur4t",   "$ur@t", "suuuuurat", "suratttt",
                                        "t3rc0bl05", "surat2x", "5uara", "tercob1os", "surat2"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_true(may_hold(words[i], '\0'));
    assert_true(may_hold("urat", '$'));
    assert_true(may_hold("surat", '@'));
}

static void other_words_are_turned_away(void **state) {
    (void)state;
    static const char *const words[] = {"urat", "sur", "suratan", "jalan99", "terc0bl", "panjang", "0"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_false(may_hold(words[i], '\0'));
    assert_false(may_hold("urat", '@'));
}

static pilkada_level level_of(const pilkada_screener *screener, const char *text, size_t *hits) {
    pilkada_screening *screening = pilkada_screening_new(NULL, NULL);
    assert_non_null(screening);
    test_screen(screener, screening, text, strlen(text));
    pilkada_level level = pilkada_screening_level(screening);
    *hits = pilkada_screening_hit_count(screening);
    pilkada_screening_free(screening);
    return level;
}

/* Both rows have four look-alikes with second readings, one more than are tried. */
static void a_row_that_no_word_begins_with_is_given_up(void **state) {
    (void)state;
    pilkada_screener *screener = test_screener(ENTRY);
    size_t hits;
    assert_int_equal(level_of(screener, "m a d i н р с у", &hits), PILKADA_LEVEL_BERSIH);
    assert_int_equal(level_of(screener, "s u r a н р с у", &hits), PILKADA_LEVEL_TIDAK_TUNTAS);
    assert_int_equal(hits, 0);
    (void)level_of(screener, "s u r a t s u a r a t e r c o b l o s", &hits);
    assert_int_equal(hits, 1);
    pilkada_screener_free(screener);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_view_reads_is_held),
        cmocka_unit_test(other_words_are_turned_away),
        cmocka_unit_test(a_row_that_no_word_begins_with_is_given_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
