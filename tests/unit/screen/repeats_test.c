/** @file repeats_test.c  More places than are kept: repeats give way, what may change the points is never lost unsaid.
 */
#include "disguise.h"

#include <pilkada/limits.h>
#include <pilkada/stream.h>

#include "failing_allocator.h"
#include "screen/stream.h"
#include "two_answers.h"

/* ---- one call, and pieces of every size: the same bytes ---- */

static void answer_in_pieces(pilkada_screen_stream *stream, pk_span text, size_t piece) {
    for (size_t at = 0; at < text.size; at += piece) {
        size_t count = piece < text.size - at ? piece : text.size - at;
        assert_int_equal(pilkada_screen_stream_feed(stream, text.data + at, count, NULL), PILKADA_OK);
    }
    const pilkada_screening *answer = pilkada_screen_stream_finish(stream, NULL);
    assert_non_null(answer);
    pilkada_buffer_clear(&two);
    assert_int_equal(pilkada_screening_write_json(answer, &two, NULL), PILKADA_OK);
}

/* The answer is in `whole`, its JSON in `one`. */
static void screen_all_ways(const pilkada_screener *pack, pk_span text) {
    static const size_t pieces[] = {1, 7, 4096, SIZE_MAX};
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.explain = true;
    assert_int_equal(pilkada_screener_screen(pack, text.data, text.size, &options, whole, NULL), PILKADA_OK);
    pilkada_buffer_clear(&one);
    assert_int_equal(pilkada_screening_write_json(whole, &one, NULL), PILKADA_OK);
    pilkada_screen_stream *stream = pilkada_screen_stream_open(pack, &options, NULL, NULL);
    for (size_t i = 0; i < COUNT(pieces); i++) {
        answer_in_pieces(stream, text, pieces[i]);
        assert_string_equal(one.data, two.data);
    }
    pilkada_screen_stream_free(stream);
}

static void assert_answer(size_t hits, uint64_t left_out, pilkada_level level) {
    char member[64];
    snprintf(member, sizeof member, "\"left_out\":%llu,", (unsigned long long)left_out);
    if (!strstr(one.data, member))
        print_error("%s is not in %s\n", member, strstr(one.data, "\"limits\""));
    assert_non_null(strstr(one.data, member));
    assert_int_equal(pilkada_screening_hit_count(whole), hits);
    assert_int_equal(pilkada_screening_level(whole), level);
    bool limited = strstr(one.data, "\"limits\":[\"jumlah_temuan\"]") != NULL;
    assert_int_equal(limited, level == PILKADA_LEVEL_TIDAK_TUNTAS);
}

static pk_span repeat(pilkada_buffer *text, const char *before, const char *unit, size_t count, const char *after) {
    pilkada_buffer_clear(text);
    pk_puts(text, before);
    for (size_t i = 0; i < count; i++)
        pk_puts(text, unit);
    pk_puts(text, after);
    assert_false(text->failed);
    return (pk_span){text->data, text->size};
}

/* ---- the edges ---- */

static void repeats_give_way_beyond_the_limit(void **state) {
    (void)state;
    pilkada_screener *pack = test_screener(DISGUISE_ENTRY("a", "kata", "\"text\":\"geger\""));
    pilkada_buffer text;
    pilkada_buffer_init(&text, NULL);
    screen_all_ways(pack, repeat(&text, "", "geger ", PILKADA_MAX_HITS, ""));
    assert_answer(PILKADA_MAX_HITS, 0, PILKADA_LEVEL_BERSIH);
    screen_all_ways(pack, repeat(&text, "", "geger ", PILKADA_MAX_HITS + 1, ""));
    assert_answer(PILKADA_MAX_PLACES, PILKADA_MAX_HITS + 1 - PILKADA_MAX_PLACES, PILKADA_LEVEL_BERSIH);
    assert_int_equal(pilkada_screening_score(whole), 1);
    for (size_t i = 0; i < PILKADA_MAX_PLACES; i++)
        assert_int_equal(pilkada_screening_hit(whole, i)->start, i * 6);
    pilkada_buffer_dispose(&text);
    pilkada_screener_free(pack);
}

/* Whatever stands behind the repeats is found: the points are those of the whole text. */
static void repeats_hide_nothing(void **state) {
    (void)state;
    pilkada_screener *pack = test_screener(DISGUISE_ENTRY(
        "a", "kata",
        "\"text\":\"geger\"") ","
                              "{\"id\":\"b\",\"kind\":\"bobot\",\"category\":\"klaim\",\"weights\":{\"sah\":1}},"
                              "{\"id\":\"c\",\"kind\":\"frasa\",\"category\":\"klaim\",\"points\":9,\"text\":\"surat "
                              "suara\"}");
    pilkada_buffer text;
    pilkada_buffer_init(&text, NULL);
    screen_all_ways(pack, repeat(&text, "", "geger sah, ", 20000, "surat suara"));
    assert_answer(PILKADA_MAX_PLACES + 2, 2 * 20000 - PILKADA_MAX_PLACES - 1, PILKADA_LEVEL_PRIORITAS);
    assert_int_equal(pilkada_screening_score(whole), 11);
    pilkada_buffer_dispose(&text);
    pilkada_screener_free(pack);
}

/* A pack of `count` words with a weight each, and a text that has them all. */
static pilkada_screener *weights(size_t count, pilkada_buffer *text) {
    pilkada_buffer entries;
    char word[32];
    pilkada_buffer_init(&entries, NULL);
    pilkada_buffer_clear(text);
    pk_puts(&entries, "{\"id\":\"b\",\"kind\":\"bobot\",\"category\":\"klaim\",\"weights\":{");
    for (size_t i = 0; i < count; i++) {
        char syllables[] = {"bdfgjklmnp"[i % 10], "aeiou"[i / 10 % 5], "bdfgjklmnp"[i / 50 % 10], "aeiou"[i / 500 % 5],
                            0};
        snprintf(word, sizeof word, "%s\"%stq\":1", i ? "," : "", syllables);
        pk_puts(&entries, word);
        snprintf(word, sizeof word, "%stq ", syllables);
        pk_puts(text, word);
    }
    pk_puts(&entries, "}}");
    pilkada_screener *pack = test_screener(entries.data);
    pilkada_buffer_dispose(&entries);
    return pack;
}

/* A thousand different entries are kept; one more would change the points, so that is no answer. */
static void other_entries_do_not_give_way(void **state) {
    (void)state;
    pilkada_buffer text;
    pilkada_buffer_init(&text, NULL);
    for (size_t more = 0; more < 2; more++) {
        pilkada_screener *pack = weights(PILKADA_MAX_HITS + more, &text);
        for (unsigned twice = 0; twice < 2; twice++) {
            screen_all_ways(pack, (pk_span){text.data, text.size});
            assert_answer(PILKADA_MAX_HITS, twice ? PILKADA_MAX_HITS : 0,
                          more ? PILKADA_LEVEL_TIDAK_TUNTAS : PILKADA_LEVEL_PRIORITAS);
            size_t size = text.size;
            pilkada_buffer copy;
            pilkada_buffer_init(&copy, NULL);
            pk_put(&copy, text.data, size);
            pk_put(&text, copy.data, size);
            pilkada_buffer_dispose(&copy);
            if (more)
                break;
        }
        pilkada_screener_free(pack);
    }
    pilkada_buffer_dispose(&text);
}

/* An exclusion may take back any place of its entry, so they all stay. */
static void what_may_be_taken_back_does_not_give_way(void **state) {
    (void)state;
    pilkada_screener *pack =
        test_screener(DISGUISE_ENTRY("a", "kata", "\"text\":\"geger\",\"exclusions\":[\"bukan\"]") "," DISGUISE_ENTRY(
            "b", "kata", "\"text\":\"sah\""));
    pilkada_buffer text;
    pilkada_buffer_init(&text, NULL);
    screen_all_ways(pack, repeat(&text, "", "geger sah bukan. ", 900, "geger."));
    assert_answer(1 + PILKADA_MAX_PLACES, 900 - PILKADA_MAX_PLACES, PILKADA_LEVEL_PERIKSA);
    assert_int_equal(pilkada_screening_suppressed_count(whole), 900);
    screen_all_ways(pack, repeat(&text, "", "geger bukan. ", PILKADA_MAX_HITS, "geger."));
    assert_int_equal(pilkada_screening_level(whole), PILKADA_LEVEL_TIDAK_TUNTAS);
    pilkada_buffer_dispose(&text);
    pilkada_screener_free(pack);
}

/* The strict scan and the wide one find the same places: one place is one. */
static void a_place_that_two_scans_find_counts_once(void **state) {
    (void)state;
    static const char *const odd[] = {"", "na\u00EFf ", "\u200B. ", "\u0301", "\U0001F642 "};
    pilkada_screener *pack = test_screener(
        DISGUISE_ENTRY("a", "kata", "\"text\":\"geger\"") "," DISGUISE_ENTRY("b", "kata", "\"text\":\"na\u00EFf\""));
    pilkada_buffer text;
    pilkada_buffer_init(&text, NULL);
    for (size_t i = 0; i < COUNT(odd); i++) {
        static const size_t counts[] = {990, 1001, 1500, 1990, 2100, 9000};
        for (size_t k = 0; k < COUNT(counts); k++) {
            screen_all_ways(pack, repeat(&text, "a\u0301 ", "geger ", counts[k], odd[i]));
            bool crowded = counts[k] > PILKADA_MAX_HITS;
            assert_answer((crowded ? PILKADA_MAX_PLACES : counts[k]) + (i == 1),
                          crowded ? counts[k] - PILKADA_MAX_PLACES : 0,
                          i == 1 ? PILKADA_LEVEL_PERIKSA : PILKADA_LEVEL_BERSIH);
        }
    }
    pilkada_buffer_dispose(&text);
    pilkada_screener_free(pack);
}

/* ---- random texts, small windows ---- */

static void crowded_texts_agree_in_small_windows(void **state) {
    (void)state;
    enum { WORDS = 9000, TEXTS = 40 };
    uint64_t random = 20240210;
    char *text = malloc(256 * WORDS);
    assert_non_null(text);
    pilkada_screener *pack = test_screener(DISGUISE_ENTRIES(""));
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.explain = true;
    pilkada_screen_stream *stream = pk_screen_stream_open(pack, &options, 30000, NULL, NULL);
    unsigned crowded = 0;
    for (unsigned i = 0; i < TEXTS; i++) {
        disguise_text(text, WORDS, &random);
        pk_span span = {text, strlen(text)};
        assert_true(span.size < PILKADA_MAX_SCREEN_BYTES);
        assert_int_equal(pilkada_screener_screen(pack, text, span.size, &options, whole, NULL), PILKADA_OK);
        pilkada_buffer_clear(&one);
        assert_int_equal(pilkada_screening_write_json(whole, &one, NULL), PILKADA_OK);
        answer_in_pieces(stream, span, 1 + test_random(&random) % 9000);
        crowded += strstr(one.data, "\"left_out\":0,") == NULL;
        /* How many are left out is told from the scan that finds more of them, window by window. */
        char *end = strstr(one.data, "\"left_out\""), *other = strstr(two.data, "\"left_out\"");
        assert_non_null(end);
        assert_int_equal(end - one.data, other - two.data);
        assert_memory_equal(one.data, two.data, (size_t)(end - one.data));
    }
    assert_true(crowded > TEXTS / 2);
    pilkada_screen_stream_free(stream);
    pilkada_screener_free(pack);
    free(text);
}

/* ---- memory ---- */

static pilkada_screener *shared;
static pk_span shared_text;

static pilkada_status screen_with(const pilkada_allocator *memory) {
    pilkada_screening *screening = pilkada_screening_new(memory, NULL);
    pilkada_status status = PILKADA_E_NOMEM;
    if (screening)
        status = pilkada_screener_screen(shared, shared_text.data, shared_text.size, NULL, screening, NULL);
    pilkada_screening_free(screening);
    return status;
}

static pilkada_status stream_with(const pilkada_allocator *memory) {
    pilkada_screen_stream *stream = pk_screen_stream_open(shared, NULL, 6000, memory, NULL);
    pilkada_status status = PILKADA_E_NOMEM;
    if (stream)
        status = pilkada_screen_stream_feed(stream, shared_text.data, shared_text.size, NULL);
    if (stream && !pilkada_screen_stream_finish(stream, NULL))
        status = PILKADA_E_NOMEM;
    pilkada_screen_stream_free(stream);
    return status;
}

static void memory_may_run_out(void **state) {
    (void)state;
    pilkada_buffer text;
    pilkada_buffer_init(&text, NULL);
    shared = test_screener(DISGUISE_ENTRY("a", "kata", "\"text\":\"geger\""));
    shared_text = repeat(&text, "", "geger ", 2100, "");
    failing_allocator_sweep(screen_with);
    failing_allocator_sweep(stream_with);
    pilkada_screener_free(shared);
    pilkada_buffer_dispose(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(repeats_give_way_beyond_the_limit),
        cmocka_unit_test(repeats_hide_nothing),
        cmocka_unit_test(other_entries_do_not_give_way),
        cmocka_unit_test(what_may_be_taken_back_does_not_give_way),
        cmocka_unit_test(a_place_that_two_scans_find_counts_once),
        cmocka_unit_test(crowded_texts_agree_in_small_windows),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
