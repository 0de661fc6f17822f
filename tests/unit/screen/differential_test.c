/**
 * @file differential_test.c  Random texts against a reference that knows nothing of hashes, bits or blocks.
 *
 *     unit_screen_differential_test [CASES]      20,000 by default; a million takes some seconds
 *
 * Each case is screened strictly and with all views, on the portable path and on the machine's best one.
 */
#include "screen_test.h"

#include "screen/screening.h"

enum { PHRASES = 24, PHRASE_WORDS = 3, TEXTS_OF_A_PACK = 250, TEXT_ROOM = 1024 };

static unsigned long cases = 20000;

/* Few short words, so that phrases meet, overlap and nest; some are longer than a register. */
static const char *const words[] = {"a",     "b",
                                    "ab",    "ba",
                                    "aba",   "suara",
                                    "surat", "kpu",
                                    "kotak", "tps",
                                    "calon", "sah",
                                    "tidak", "penyelenggaraan",
                                    "x1",    "2024",
                                    "oo",    "pertanggungjawabannya"};
static const char *const gaps[] = {" ", " ", " ", " ", " ", " ", ", ", ". ", "! ", "\n", "\n\n", " - ", ".", "_", "'"};
static const char *const others[] = {"\xC2\xA0",     "\xE2\x80\xA6", "\xF0\x9F\x99\x8F", "\xFF", "\xD0\xB0",
                                     "\xE2\x80\x8B", "\xC3\xA9",     "\xEF\xB8\x8F",     "@",    "$",
                                     "\xD1\x80",     "\xCE\xBD",     "\xD3\x80"};

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define PICK(array, random) ((array)[test_random(random) % COUNT(array)])

typedef struct phrase {
    const char *words[PHRASE_WORDS];
    size_t count;
} phrase;

typedef struct place {
    size_t rule, start, end;
} place;

/* ---- the reference: bytes, one after the other ---- */

static bool is_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool same(const char *text, const char *word, size_t size) {
    for (size_t i = 0; i < size; i++)
        if ((text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + 32) : text[i]) != word[i])
            return false;
    return true;
}

/* The end of `word` at text[at], if it stands there as a whole word; 0 otherwise. */
static size_t word_at(const char *text, size_t at, const char *word) {
    size_t size = strlen(word);
    bool whole = strlen(text + at) >= size && same(text + at, word, size) && !is_word(text[at + size]);
    return whole && (at == 0 || !is_word(text[at - 1])) ? at + size : 0;
}

/* The next word after a gap that ends no sentence; 0 if there is none. */
static size_t after_gap(const char *text, size_t word_start, size_t at) {
    bool ended = false;
    size_t lines = 0, from = at;
    for (; text[at] && !is_word(text[at]); at++) {
        bool blank = text[at] == ' ' || text[at] == '\n', initial = from - word_start == 1 && at - from == 1;
        lines += text[at] == '\n';
        if ((blank && ended && !initial) || lines >= 2)
            return 0;
        ended = ended || text[at] == '.' || text[at] == '!' || text[at] == '?';
    }
    return text[at] ? at : 0;
}

static size_t phrase_at(const char *text, size_t at, const phrase *wanted) {
    size_t end = 0;
    for (size_t i = 0; i < wanted->count; i++) {
        end = word_at(text, at, wanted->words[i]);
        if (!end)
            return 0;
        if (i + 1 < wanted->count && !(at = after_gap(text, at, end)))
            return 0;
    }
    return end;
}

static size_t reference(const char *text, const phrase *phrases, place *out) {
    size_t count = 0;
    for (size_t at = 0; text[at]; at++) {
        for (size_t rule = 0; rule < PHRASES; rule++) {
            size_t end = phrase_at(text, at, &phrases[rule]);
            if (end)
                out[count++] = (place){rule, at, end};
        }
    }
    return count;
}

/* ---- random packs and texts ---- */

static pilkada_screener *random_pack(phrase *phrases, bool views, uint64_t *random) {
    char entries[PHRASES * 256] = "";
    size_t used = 0;
    for (size_t i = 0; i < PHRASES; i++) {
        char text[128] = "";
        if (!views) {
            phrases[i].count = 1 + test_random(random) % PHRASE_WORDS;
            for (size_t k = 0; k < phrases[i].count; k++)
                phrases[i].words[k] = PICK(words, random);
        }
        for (size_t k = 0; k < phrases[i].count; k++) {
            strcat(text, k ? " " : "");
            strcat(text, phrases[i].words[k]);
        }
        used += (size_t)snprintf(entries + used, sizeof entries - used,
                                 "%s{\"id\":\"%zu\",\"kind\":\"frasa\",\"category\":\"klaim\",\"points\":1,"
                                 "\"text\":\"%s\"%s}",
                                 i ? "," : "", i, text, views ? "" : ",\"views\":[]");
    }
    return test_screener(entries);
}

static void append_word(char *text, bool ascii, uint64_t *random) {
    char word[64];
    strcpy(word, PICK(words, random));
    if (test_random(random) % 4 == 0)
        for (char *p = word; *p; p++)
            *p = *p >= 'a' && *p <= 'z' && test_random(random) % 2 ? (char)(*p - 32) : *p;
    strcat(text, word);
    if (!ascii && test_random(random) % 6 == 0)
        strcat(text, PICK(others, random));
    strcat(text, PICK(gaps, random));
}

/* Up to some blocks of 64 bytes; words lie across their borders. */
static void random_text(char *text, bool ascii, uint64_t *random) {
    text[0] = '\0';
    for (unsigned left = test_random(random) % 40; left > 0 && strlen(text) < TEXT_ROOM - 64; left--)
        append_word(text, ascii, random);
}

/* ---- comparing ---- */

static void assert_places(const pilkada_screening *answer, const char *text, const place *expected, size_t count) {
    size_t hits = pilkada_screening_hit_count(answer);
    if (hits != count)
        print_error("\"%s\": %zu hits, %zu expected\n", text, hits, count);
    assert_int_equal(hits, count);
    for (size_t i = 0; i < count; i++) {
        bool found = false;
        for (size_t k = 0; k < hits && !found; k++) {
            const pilkada_hit *hit = pilkada_screening_hit(answer, k);
            found = (size_t)atol(hit->rule) == expected[i].rule && hit->start == expected[i].start &&
                    hit->end == expected[i].end;
        }
        assert_true(found);
    }
}

static bool holds(const pilkada_screening *answer, const pilkada_hit *wanted) {
    for (size_t i = 0; i < pilkada_screening_hit_count(answer); i++) {
        const pilkada_hit *hit = pilkada_screening_hit(answer, i);
        if (hit->start == wanted->start && hit->end == wanted->end && strcmp(hit->rule, wanted->rule) == 0)
            return true;
    }
    return false;
}

static void assert_same(const pilkada_screening *a, const pilkada_screening *b) {
    size_t count = pilkada_screening_hit_count(a);
    assert_int_equal(count, pilkada_screening_hit_count(b));
    for (size_t i = 0; i < count; i++) {
        const pilkada_hit *one = pilkada_screening_hit(a, i), *two = pilkada_screening_hit(b, i);
        assert_string_equal(one->rule, two->rule);
        assert_int_equal(one->start, two->start);
        assert_int_equal(one->end, two->end);
        assert_int_equal(one->start_cp, two->start_cp);
        assert_int_equal(one->step_count, two->step_count);
        assert_int_equal(one->points, two->points);
    }
}

/* The ways in which blocks and words are read; those that this machine lacks are left out. */
enum { MOST_PATHS = 3 };

static size_t paths(const pk_kernel *out[MOST_PATHS]) {
    const pk_kernel *all[MOST_PATHS] = {&pk_kernel_portable, pk_kernel_avx2(), pk_kernel_avx512()};
    size_t count = 0;
    for (size_t i = 0; i < MOST_PATHS; i++)
        if (all[i])
            out[count++] = all[i];
    return count;
}

static pilkada_screening *screening_on(const pk_kernel *kernel) {
    pilkada_screening *self = pilkada_screening_new(NULL, NULL);
    assert_non_null(self);
    assert_true(pk_screening_reserve(self));
    self->work->wide.kernel = self->work->strict.kernel = kernel;
    return self;
}

/* One screening for each path; returns how many. */
static size_t open_paths(pilkada_screening *out[MOST_PATHS]) {
    const pk_kernel *kernels[MOST_PATHS];
    size_t count = paths(kernels);
    for (size_t i = 0; i < count; i++)
        out[i] = screening_on(kernels[i]);
    return count;
}

static void close_paths(pilkada_screening *const *all, size_t count) {
    for (size_t i = 0; i < count; i++)
        pilkada_screening_free(all[i]);
}

/* On every path; all of them say the same. */
static void screen_alike(const pilkada_screener *screener, pilkada_screening *const *all, size_t count,
                         const char *text) {
    for (size_t i = 0; i < count; i++) {
        test_screen(screener, all[i], text, strlen(text));
        if (i > 0)
            assert_same(all[0], all[i]);
    }
}

static void random_cases_agree(void **state) {
    (void)state;
    uint64_t random = 20241127;
    static phrase phrases[PHRASES];
    static place expected[PHRASES * TEXT_ROOM];
    char text[TEXT_ROOM];
    pilkada_screening *plain[MOST_PATHS], *wide[MOST_PATHS];
    const size_t count = open_paths(plain);
    open_paths(wide);
    pilkada_screener *strict = NULL, *views = NULL;
    for (unsigned long i = 0; i < cases; i++) {
        if (i % TEXTS_OF_A_PACK == 0) {
            pilkada_screener_free(strict);
            pilkada_screener_free(views);
            strict = random_pack(phrases, false, &random);
            views = random_pack(phrases, true, &random);
        }
        bool ascii = i % 2 == 0;
        random_text(text, ascii, &random);
        screen_alike(strict, plain, count, text);
        screen_alike(views, wide, count, text);
        if (ascii)
            assert_places(plain[0], text, expected, reference(text, phrases, expected));
        for (size_t k = 0; k < pilkada_screening_hit_count(plain[0]); k++)
            assert_true(holds(wide[0], pilkada_screening_hit(plain[0], k)));
    }
    pilkada_screener_free(strict);
    pilkada_screener_free(views);
    close_paths(plain, count);
    close_paths(wide, count);
}

/* Every byte at every place of a block, alone and between letters: all ways of folding give the same masks. */
static void assert_fold_alike(pilkada_screening *portable, pilkada_screening *best) {
    enum { SIZE = 3 * PK_BLOCK };
    for (unsigned c = 0; c < 256; c++) {
        for (size_t at = 0; at < SIZE; at++) {
            char text[SIZE];
            memset(text, "a 1!x"[(c + at) % 5], sizeof text);
            text[at] = (char)c;
            pk_scan *a = &portable->work->wide, *b = &best->work->wide;
            assert_true(pk_scan_run(a, (pk_span){text, SIZE}, PK_SCAN_WIDE));
            assert_true(pk_scan_run(b, (pk_span){text, SIZE}, PK_SCAN_WIDE));
            assert_int_equal(a->count, b->count);
            assert_memory_equal(a->folded, b->folded, a->folded_size);
            assert_memory_equal(a->edges, b->edges, a->count * 2 * sizeof *a->edges);
            assert_memory_equal(a->odd, b->odd, a->count * sizeof *a->odd);
            assert_int_equal(a->odd_count, b->odd_count);
            assert_memory_equal(a->odd_words, b->odd_words, a->odd_count * sizeof *a->odd_words);
            assert_memory_equal(&a->marks, &b->marks, sizeof a->marks);
        }
    }
}

static void paths_fold_alike(void **state) {
    (void)state;
    pilkada_screening *all[MOST_PATHS];
    size_t count = open_paths(all);
    for (size_t i = 1; i < count; i++)
        assert_fold_alike(all[0], all[i]);
    close_paths(all, count);
}

/* Texts of every size up to three blocks, each in memory of its own: a sanitizer sees what is read behind one. */
static void paths_read_no_further(void **state) {
    (void)state;
    pilkada_screening *all[MOST_PATHS];
    size_t count = open_paths(all);
    for (size_t size = 1; size <= 3 * PK_BLOCK + 1; size++) {
        char *text = malloc(size);
        assert_non_null(text);
        for (size_t i = 0; i < size; i++)
            text[i] = "satu Dua, t1ga "[i % 15];
        for (size_t i = 0; i < count; i++) {
            const pk_scan *one = &all[0]->work->strict, *two = &all[i]->work->strict;
            assert_true(pk_scan_run(&all[i]->work->strict, (pk_span){text, size}, PK_SCAN_STRICT));
            assert_int_equal(one->count, two->count);
            assert_memory_equal(one->edges, two->edges, one->count * 2 * sizeof *one->edges);
            assert_memory_equal(one->folded, two->folded, size + PK_HASH_PAD);
        }
        free(text);
    }
    close_paths(all, count);
}

int main(int argc, char **argv) {
    if (argc > 1)
        cases = strtoul(argv[1], NULL, 10);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_cases_agree),
        cmocka_unit_test(paths_fold_alike),
        cmocka_unit_test(paths_read_no_further),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
