/**
 * @file stream_test.c  A text in pieces gives the answer of the whole text: random texts, windows and cuts.
 *
 *     unit_screen_stream_test [CASES]      4,000 by default
 */
#include "disguise.h"

#include <pilkada/limits.h>
#include <pilkada/stream.h>

#include "failing_allocator.h"
#include "screen/stream.h"
#include "two_answers.h"

enum { WORDS = 500, TEXT_ROOM = 256 * WORDS };

static unsigned long cases = 4000;

/* Gates, exclusions, styles and expressions that need a word: all that is known of a text only at its end. */
#define MORE                                                                                                                                                                                                                                                                                                 \
    "," DISGUISE_ENTRY("gerbang", "kata", "\"text\":\"sah\",\"gate\":\"pemilu\"") "," DISGUISE_ENTRY("perlu", "regex", "\"pattern\":\"orang\\\\W+\\\\w+\",\"needs\":\"pulsa\"") "," DISGUISE_ENTRY("batal", "regex", "\"pattern\":\"kotak \\\\w{2,5}(?= )\",\"exclusions\":[\"segel\"]") "," DISGUISE_ENTRY( \
        "kapital", "gaya",                                                                                                                                                                                                                                                                                   \
        "\"style\":\"kapital\",\"percent\":12") "," DISGUISE_ENTRY("seru", "gaya",                                                                                                                                                                                                                           \
                                                                   "\"style\":\"tanda_seru\","                                                                                                                                                                                                               \
                                                                   "\"least\":2") "," DISGUISE_ENTRY("angka", "gaya",                                                                                                                                                                                        \
                                                                                                     "\"style\":"                                                                                                                                                                                            \
                                                                                                     "\"angka_"                                                                                                                                                                                              \
                                                                                                     "huruf\","                                                                                                                                                                                              \
                                                                                                     "\"least\":3") "," DISGUISE_ENTRY("hias",                                                                                                                                                               \
                                                                                                                                       "gaya",                                                                                                                                                               \
                                                                                                                                       "\"style\":\"huruf_hias\",\"least\":30")
#define EXCLUDED "," DISGUISE_ENTRY("tolak", "kata", "\"text\":\"suara\",\"exclusions\":[\"tps01 tps01\",\"c1 kpu\"]")

static const pilkada_screening *in_pieces(pilkada_screen_stream *stream, const char *text, size_t size, size_t longest,
                                          uint64_t *random) {
    for (size_t at = 0, count; at < size; at += count) {
        count = 1 + test_random(random) % longest;
        count = count < size - at ? count : size - at;
        assert_int_equal(pilkada_screen_stream_feed(stream, text + at, count, NULL), PILKADA_OK);
    }
    const pilkada_screening *answer = pilkada_screen_stream_finish(stream, NULL);
    assert_non_null(answer);
    return answer;
}

static void assert_same_hit(const pilkada_hit *a, const pilkada_hit *b, const char *text) {
    bool same = strcmp(a->rule, b->rule) == 0 && a->start == b->start && a->end == b->end;
    if (!same)
        print_error("%s %zu-%zu, in pieces %s %zu-%zu: \"%s\"\n", a->rule, (size_t)a->start, (size_t)a->end, b->rule,
                    (size_t)b->start, (size_t)b->end, text);
    assert_true(same);
    assert_int_equal(a->start_cp, b->start_cp);
    assert_int_equal(a->end_cp, b->end_cp);
    assert_int_equal(a->start_u16, b->start_u16);
    assert_int_equal(a->end_u16, b->end_u16);
    assert_int_equal(a->points, b->points);
    assert_int_equal(a->step_count, b->step_count);
    assert_true(b->text_size <= a->text_size && b->text_size > 0);
    assert_memory_equal(a->text, b->text, b->text_size);
    if (a->text_size > PILKADA_MAX_SLICE_BYTES)
        return;
    assert_int_equal(a->form == NULL, b->form == NULL);
    if (a->form)
        assert_string_equal(a->form, b->form);
    assert_int_equal(a->change_count, b->change_count);
    for (size_t i = 0; i < a->change_count; i++) {
        assert_int_equal(a->changes[i].start, b->changes[i].start);
        assert_int_equal(a->changes[i].end, b->changes[i].end);
        assert_string_equal(a->changes[i].view, b->changes[i].view);
        assert_string_equal(a->changes[i].to, b->changes[i].to);
    }
}

static void assert_same_answer(const pilkada_screening *a, const pilkada_screening *b, const char *text) {
    for (size_t i = 0; i < pilkada_screening_hit_count(a) && i < pilkada_screening_hit_count(b); i++)
        assert_same_hit(pilkada_screening_hit(a, i), pilkada_screening_hit(b, i), text);
    assert_int_equal(pilkada_screening_hit_count(a), pilkada_screening_hit_count(b));
    for (size_t i = 0; i < pilkada_screening_suppressed_count(a) && i < pilkada_screening_suppressed_count(b); i++) {
        const pilkada_hit *hit = pilkada_screening_suppressed(a, i), *other = pilkada_screening_suppressed(b, i);
        assert_same_hit(hit, other, text);
        assert_string_equal(hit->suppressed, other->suppressed);
    }
    assert_int_equal(pilkada_screening_suppressed_count(a), pilkada_screening_suppressed_count(b));
    assert_int_equal(pilkada_screening_score(a), pilkada_screening_score(b));
    assert_int_equal(pilkada_screening_level(a), pilkada_screening_level(b));
}

/* One sentence: a blank after . ! ? ends it, as two line ends do. */
static void join_sentences(char *text) {
    for (; *text; text++)
        if (strchr(".!?\n", *text) && strchr(" \n", text[1]))
            *text = ',';
}

/* Texts long enough for several windows, with and without ends of sentences. */
static void random_pieces_agree(const char *entries, size_t window, unsigned long count, unsigned long *cut_short) {
    uint64_t random = 20241127;
    static char text[TEXT_ROOM];
    pilkada_screener *pack = test_screener(entries);
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.explain = true;
    pilkada_screen_stream *stream = pk_screen_stream_open(pack, &options, window, NULL, NULL);
    assert_non_null(stream);
    for (unsigned long i = 0; i < count; i++) {
        disguise_text(text, WORDS, &random);
        if (i % 4 > 1)
            join_sentences(text);
        size_t size = strlen(text);
        assert_int_equal(pilkada_screener_screen(pack, text, size, &options, whole, NULL), PILKADA_OK);
        const pilkada_screening *answer = in_pieces(stream, text, size, i % 2 ? 7 : 700, &random);
        bool limited = pilkada_screening_level(answer) == PILKADA_LEVEL_TIDAK_TUNTAS &&
                       pilkada_screening_level(whole) != PILKADA_LEVEL_TIDAK_TUNTAS;
        if (limited)
            ++*cut_short;
        else
            assert_same_answer(whole, answer, text);
    }
    pilkada_screen_stream_free(stream);
    pilkada_screener_free(pack);
}

static void pieces_give_the_whole(void **state) {
    (void)state;
    static const size_t windows[] = {1500, 3000, 6000, 1u << 20};
    for (size_t i = 0; i < COUNT(windows); i++) {
        unsigned long cut_short = 0;
        random_pieces_agree(DISGUISE_ENTRIES("") MORE, windows[i], cases / 4, &cut_short);
        print_message("window of %zu: %lu of %lu not whole\n", windows[i], cut_short, cases / 4);
        assert_true(cut_short <= (windows[i] < 3000 ? cases / 8 : 0));
    }
}

static void strict_pieces_give_the_whole(void **state) {
    (void)state;
    unsigned long cut_short = 0;
    random_pieces_agree(DISGUISE_ENTRY("a", "frasa", "\"text\":\"surat suara\",\"views\":[]") "," DISGUISE_ENTRY(
                            "b", "kata", "\"text\":\"kotak\",\"views\":[]"),
                        300, cases, &cut_short);
    print_message("%lu of %lu not whole\n", cut_short, cases);
    assert_true(cut_short < cases / 100);
}

static void exclusions_reach_their_sentence(void **state) {
    (void)state;
    unsigned long cut_short = 0;
    random_pieces_agree(DISGUISE_ENTRIES("") EXCLUDED, 6000, cases / 4, &cut_short);
    print_message("%lu of %lu not whole\n", cut_short, cases / 4);
    assert_true(cut_short > 0 && cut_short < cases / 8);
}

/* ---- texts that are larger than the window ---- */

/* `size` bytes of filler, a phrase at `places`, each with the gap of a line. */
static char *long_text(size_t size, const char *filler, const size_t *places, size_t count, const char *phrase) {
    char *text = malloc(size + 1);
    assert_non_null(text);
    for (size_t i = 0; i < size; i++)
        text[i] = filler[i % strlen(filler)];
    for (size_t i = 0; i < count; i++)
        memcpy(text + places[i], phrase, strlen(phrase));
    text[size] = '\0';
    return text;
}

/* An allocator that knows how much is in use. */
typedef struct meter {
    pilkada_allocator allocator;
    size_t used, most;
} meter;

enum { HEAD = 16 };

static void *meter_give(void *context, size_t size) {
    meter *self = context;
    char *block = malloc(size + HEAD);
    assert_non_null(block);
    memcpy(block, &size, sizeof size);
    self->used += size;
    self->most = self->used > self->most ? self->used : self->most;
    return block + HEAD;
}

static void meter_take(void *context, void *block) {
    meter *self = context;
    size_t size = 0;
    if (!block)
        return;
    memcpy(&size, (char *)block - HEAD, sizeof size);
    self->used -= size;
    free((char *)block - HEAD);
}

static void *meter_resize(void *context, void *block, size_t old_size, size_t size) {
    void *grown = meter_give(context, size);
    if (block)
        memcpy(grown, block, old_size < size ? old_size : size);
    meter_take(context, block);
    return grown;
}

/* The same memory for 3 MB and for 12 MB, hits at the borders of windows, places far beyond the first one. */
static void memory_does_not_grow(void **state) {
    (void)state;
    static const size_t sizes[] = {3u << 20, 12u << 20};
    size_t most[2];
    pilkada_screener *pack = test_screener(DISGUISE_ENTRIES(""));
    for (size_t i = 0; i < COUNT(sizes); i++) {
        size_t places[] = {(1u << 20) - 10, sizes[i] - (1u << 20) - 5, sizes[i] - 40};
        char *text = long_text(sizes[i], "tidak ada apa apa, ", places, COUNT(places), "\nsurat suara tercoblos,");
        meter memory = {{meter_give, meter_resize, meter_take, &memory}, 0, 0};
        pilkada_screen_stream *stream = pilkada_screen_stream_open(pack, NULL, &memory.allocator, NULL);
        for (size_t at = 0; at < sizes[i]; at += 1u << 16)
            assert_int_equal(pilkada_screen_stream_feed(stream, text + at, 1u << 16, NULL), PILKADA_OK);
        const pilkada_screening *answer = pilkada_screen_stream_finish(stream, NULL);
        assert_int_equal(pilkada_screening_level(answer), PILKADA_LEVEL_BERSIH);
        assert_int_equal(pilkada_screening_score(answer), 1);
        assert_int_equal(pilkada_screening_hit_count(answer), COUNT(places));
        for (size_t k = 0; k < COUNT(places); k++)
            assert_int_equal(pilkada_screening_hit(answer, k)->start, places[k] + 1);
        pilkada_screen_stream_free(stream);
        assert_int_equal(memory.used, 0);
        most[i] = memory.most;
        free(text);
    }
    print_message("%zu and %zu bytes at most\n", most[0], most[1]);
    assert_int_equal(most[0], most[1]);
    assert_true(most[1] < 32u << 20);
    pilkada_screener_free(pack);
}

static const pilkada_screening *of_long_text(pilkada_screen_stream *stream, const char *filler, const char *phrase) {
    enum { SIZE = 3u << 20 };
    size_t place = SIZE / 2;
    char *text = long_text(SIZE, filler, &place, 1, phrase);
    assert_int_equal(pilkada_screen_stream_feed(stream, text, SIZE, NULL), PILKADA_OK);
    free(text);
    return pilkada_screen_stream_finish(stream, NULL);
}

static bool has_limit(const pilkada_screening *answer) {
    pilkada_buffer_clear(&one);
    assert_int_equal(pilkada_screening_write_json(answer, &one, NULL), PILKADA_OK);
    return strstr(one.data, "\"limits\":[\"panjang_kalimat\"]");
}

/* A sentence, a word or a gap that the window cannot hold is said, if it matters. */
static void what_does_not_fit_is_said(void **state) {
    (void)state;
    static const struct {
        const char *filler, *phrase;
        bool limited;
    } texts[] = {{"apa ", " kecurangan ", false},
                 {"apa ", " surat suara ada ", true},
                 {"apa. ", " surat suara ada ", false},
                 {"x", "surat suara tercoblos", true},
                 {"- ", "kecurangan", true},
                 {"x y ", "", true},
                 {"\u200B", "surat", true},
                 {"\u200B", "", false},
                 {"\xFF", "", false}};
    pilkada_screener *pack = test_screener(DISGUISE_ENTRIES("") EXCLUDED);
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.explain = true;
    pilkada_screen_stream *stream = pilkada_screen_stream_open(pack, &options, NULL, NULL);
    for (size_t i = 0; i < COUNT(texts); i++) {
        const pilkada_screening *answer = of_long_text(stream, texts[i].filler, texts[i].phrase);
        assert_non_null(answer);
        if (has_limit(answer) != texts[i].limited)
            print_error("%zu: %s\n", i, one.data);
        assert_int_equal(has_limit(answer), texts[i].limited);
        assert_int_equal(pilkada_screening_level(answer) == PILKADA_LEVEL_TIDAK_TUNTAS, texts[i].limited);
    }
    pilkada_screen_stream_free(stream);
    pilkada_screener_free(pack);
}

/* An entry counts once: its repeats take no room, unless an exclusion may take any of them back. */
static void repeats_are_left_out(void **state) {
    (void)state;
    pilkada_screener *pack = test_screener(DISGUISE_ENTRY(
        "a", "kata",
        "\"text\":\"kotak\"") ","
                              "{\"id\":\"b\",\"kind\":\"bobot\",\"category\":\"klaim\",\"weights\":{\"sah\":1}}"
                              "," DISGUISE_ENTRY("c", "kata", "\"text\":\"segel\",\"exclusions\":[\"utuh\"]"));
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.explain = true;
    pilkada_screen_stream *stream = pilkada_screen_stream_open(pack, &options, NULL, NULL);
    for (int i = 0; i < 100000; i++)
        assert_int_equal(pilkada_screen_stream_feed(stream, "kotak sah, apa kabar. ", 22, NULL), PILKADA_OK);
    for (int i = 0; i < 40; i++)
        assert_int_equal(pilkada_screen_stream_feed(stream, "segel. ", 7, NULL), PILKADA_OK);
    const pilkada_screening *answer = pilkada_screen_stream_finish(stream, NULL);
    assert_int_equal(pilkada_screening_hit_count(answer), PILKADA_MAX_PLACES + 1 + 40);
    assert_int_equal(pilkada_screening_score(answer), 3);
    assert_int_equal(pilkada_screening_level(answer), PILKADA_LEVEL_PERIKSA);
    pilkada_buffer_clear(&one);
    assert_int_equal(pilkada_screening_write_json(answer, &one, NULL), PILKADA_OK);
    assert_non_null(strstr(one.data, "\"limits\":[],\"left_out\":199983,"));
    pilkada_screen_stream_free(stream);
    pilkada_screener_free(pack);
}

/* ---- the edges of the calls ---- */

static void empty_and_repeated(void **state) {
    (void)state;
    pilkada_screener *pack = test_screener(DISGUISE_ENTRIES(""));
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.id = "satu";
    pilkada_screen_stream *stream = pilkada_screen_stream_open(pack, &options, NULL, NULL);
    pilkada_screener_free(pack);
    const pilkada_screening *answer = pilkada_screen_stream_finish(stream, NULL);
    assert_int_equal(pilkada_screening_level(answer), PILKADA_LEVEL_BERSIH);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(pilkada_screen_stream_feed(stream, "kecu", 4, NULL), PILKADA_OK);
        assert_int_equal(pilkada_screen_stream_feed(stream, NULL, 0, NULL), PILKADA_OK);
        assert_int_equal(pilkada_screen_stream_feed(stream, "rangan", 6, NULL), PILKADA_OK);
        answer = pilkada_screen_stream_finish(stream, NULL);
        assert_int_equal(pilkada_screening_hit_count(answer), 1);
        pilkada_buffer_clear(&one);
        assert_int_equal(pilkada_screening_write_json(answer, &one, NULL), PILKADA_OK);
        assert_string_equal(one.data,
                            "{\"id\":\"satu\",\"level\":\"bersih\",\"score\":1,\"hits\":[{\"rule\":\"curang\","
                            "\"category\":\"klaim\",\"points\":1,\"start\":0,\"end\":10,\"start_cp\":0,"
                            "\"end_cp\":10,\"text\":\"kecurangan\",\"steps\":[]}],\"suppressed\":[]}");
        assert_int_equal(pilkada_screening_write_text(answer, PILKADA_LANG_ID, &one, NULL), PILKADA_OK);
    }
    pilkada_screen_stream_free(stream);
}

static void answers_that_are_taken_stay(void **state) {
    (void)state;
    static const char *const texts[] = {"kecurangan", "", "surat suara tercoblos"};
    static const size_t hits[] = {1, 0, 1};
    pilkada_screening *taken[COUNT(texts)];
    pilkada_screener *pack = test_screener(DISGUISE_ENTRIES(""));
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.explain = true;
    pilkada_screen_stream *stream = pilkada_screen_stream_open(pack, &options, NULL, NULL);
    for (size_t i = 0; i < COUNT(texts); i++) {
        assert_int_equal(pilkada_screen_stream_feed(stream, texts[i], strlen(texts[i]), NULL), PILKADA_OK);
        taken[i] = pilkada_screen_stream_take(stream, NULL);
        assert_non_null(taken[i]);
    }
    pilkada_screen_stream_free(stream);
    for (size_t i = 0; i < COUNT(texts); i++) {
        assert_int_equal(pilkada_screener_screen(pack, texts[i], strlen(texts[i]), &options, whole, NULL), PILKADA_OK);
        assert_int_equal(pilkada_screening_hit_count(taken[i]), hits[i]);
        assert_same_answer(whole, taken[i], texts[i]);
        assert_int_equal(pilkada_screener_screen(pack, "kecurangan", 10, NULL, taken[i], NULL), PILKADA_OK);
        assert_int_equal(pilkada_screening_hit_count(taken[i]), 1);
        pilkada_screening_free(taken[i]);
    }
    pilkada_screener_free(pack);
}

static void wrong_calls_are_refused(void **state) {
    (void)state;
    pilkada_screener *pack = test_screener("");
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    pilkada_error error = PILKADA_ERROR_INIT;
    options.normal = true;
    assert_null(pilkada_screen_stream_open(NULL, NULL, NULL, &error));
    assert_int_equal(error.status, PILKADA_E_ARGUMENT);
    assert_null(pilkada_screen_stream_open(pack, &options, NULL, &error));
    assert_int_equal(error.status, PILKADA_E_ARGUMENT);
    options = (pilkada_screen_options){.size = sizeof options, .near = true};
    assert_null(pilkada_screen_stream_open(pack, &options, NULL, &error));
    pilkada_screen_stream *stream = pilkada_screen_stream_open(pack, NULL, NULL, NULL);
    assert_int_equal(pilkada_screen_stream_feed(stream, NULL, 1, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_screen_stream_feed(NULL, "", 0, NULL), PILKADA_E_ARGUMENT);
    assert_null(pilkada_screen_stream_finish(NULL, NULL));
    assert_null(pilkada_screen_stream_take(NULL, NULL));
    pilkada_screen_stream_free(stream);
    pilkada_screen_stream_free(NULL);
    pilkada_screener_free(pack);
}

static pilkada_screener *shared;
static char *shared_text;

static pilkada_status stream_with(const pilkada_allocator *memory) {
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.explain = options.mask = true;
    options.id = "x";
    pilkada_screen_stream *stream = pk_screen_stream_open(shared, &options, 1500, memory, NULL);
    pilkada_status status = stream ? pilkada_screen_stream_feed(stream, shared_text, 4000, NULL) : PILKADA_E_NOMEM;
    if (stream && !pilkada_screen_stream_finish(stream, NULL))
        status = PILKADA_E_NOMEM;
    pilkada_screen_stream_free(stream);
    return status;
}

static pilkada_status take_with(const pilkada_allocator *memory) {
    pilkada_screen_stream *stream = pk_screen_stream_open(shared, NULL, 1500, memory, NULL);
    pilkada_status status = stream ? pilkada_screen_stream_feed(stream, shared_text, 4000, NULL) : PILKADA_E_NOMEM;
    pilkada_screening *answer = stream ? pilkada_screen_stream_take(stream, NULL) : NULL;
    pilkada_screen_stream_free(stream);
    pilkada_screening_free(answer);
    return answer ? status : PILKADA_E_NOMEM;
}

static void memory_may_run_out(void **state) {
    (void)state;
    static const size_t places[] = {10, 1490, 2980};
    shared = test_screener(DISGUISE_ENTRIES("") MORE);
    shared_text = long_text(4000, "0rang2 s\u0430h; ", places, 3, " surat suara tercobl0s! segel rusak ");
    failing_allocator_sweep(stream_with);
    failing_allocator_sweep(take_with);
    free(shared_text);
    pilkada_screener_free(shared);
}

int main(int argc, char **argv) {
    if (argc > 1)
        cases = strtoul(argv[1], NULL, 10);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_give_the_whole),
        cmocka_unit_test(strict_pieces_give_the_whole),
        cmocka_unit_test(exclusions_reach_their_sentence),
        cmocka_unit_test(memory_does_not_grow),
        cmocka_unit_test(what_does_not_fit_is_said),
        cmocka_unit_test(repeats_are_left_out),
        cmocka_unit_test(empty_and_repeated),
        cmocka_unit_test(answers_that_are_taken_stay),
        cmocka_unit_test(wrong_calls_are_refused),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
