/** @file match_test.c  The matcher against a naive reference on random texts and packs. */
#include "screen_test.h"

#include <cjson/cJSON.h>

#include "screen/pack.h"
#include "screen/readings.h"
#include "screen/screen.h"

enum { WORDS = 12, PHRASES = 24, ROUNDS = 500, TEXTS = 220, TEXT_WORDS = 14 };

static const char *const vocabulary[WORDS] = {"kpu", "suara", "surat", "coblos", "curang", "a",
                                              "b",   "kpuu",  "di",    "orang",  "yang",   "ku"};
/* Between words; the last two end a sentence. */
static const char *const gaps[] = {" ", " ", " ", ", ", "-", " ... ", "  ", ". ", "\n\n"};

/* ---- the reference: every phrase at every word, by comparing texts ---- */

typedef struct pattern_case {
    unsigned words[4], count;
} pattern_case;

typedef struct text_case {
    char text[512];
    size_t size;
    unsigned words[TEXT_WORDS], count;
    size_t start[TEXT_WORDS], end[TEXT_WORDS];
    bool broken[TEXT_WORDS]; /* a sentence ended before it */
} text_case;

static void random_phrase(uint64_t *seed, pattern_case *out) {
    out->count = 1 + test_random(seed) % 4;
    for (unsigned i = 0; i < out->count; i++)
        out->words[i] = test_random(seed) % WORDS;
}

static void append(text_case *self, const char *text) {
    size_t size = strlen(text);
    memcpy(self->text + self->size, text, size + 1);
    self->size += size;
}

static void random_case(uint64_t *seed, char *text) {
    for (; *text; text++)
        if (test_random(seed) % 4 == 0 && *text >= 'a' && *text <= 'z')
            *text = (char)(*text - 32);
}

static void random_sample(uint64_t *seed, text_case *self) {
    memset(self, 0, sizeof *self);
    self->count = test_random(seed) % (TEXT_WORDS + 1);
    for (unsigned i = 0; i < self->count; i++) {
        /* After one letter "." ends no sentence; keep to gaps that mean the same everywhere. */
        unsigned gap = test_random(seed) % (sizeof gaps / sizeof *gaps);
        bool initial = i && vocabulary[self->words[i - 1]][1] == '\0';
        if (gap == 5 || (gap == 7 && initial))
            gap = 0;
        if (i)
            append(self, gaps[gap]);
        self->broken[i] = i && gap >= 7;
        self->words[i] = test_random(seed) % WORDS;
        self->start[i] = self->size;
        append(self, vocabulary[self->words[i]]);
        self->end[i] = self->size;
        random_case(seed, self->text + self->start[i]);
    }
}

static bool matches_at(const pattern_case *phrase, const text_case *sample, unsigned at) {
    for (unsigned i = 0; i < phrase->count; i++)
        if (at + i >= sample->count || sample->words[at + i] != phrase->words[i] || (i && sample->broken[at + i]))
            return false;
    return true;
}

static size_t count_reference(const pattern_case *phrases, const text_case *sample) {
    size_t count = 0;
    for (unsigned p = 0; p < PHRASES; p++)
        for (unsigned at = 0; at < sample->count; at++)
            count += matches_at(&phrases[p], sample, at);
    return count;
}

static bool has_hit(const pilkada_screening *screening, unsigned rule, size_t start, size_t end) {
    char id[16];
    snprintf(id, sizeof id, "p%u", rule);
    for (size_t i = 0; i < pilkada_screening_hit_count(screening); i++) {
        const pilkada_hit *hit = pilkada_screening_hit(screening, i);
        if (hit->start == start && hit->end == end && strcmp(hit->rule, id) == 0 && hit->step_count == 0)
            return true;
    }
    return false;
}

static size_t count_strict_hits(const pilkada_screening *screening) {
    size_t count = 0;
    for (size_t i = 0; i < pilkada_screening_hit_count(screening); i++)
        count += pilkada_screening_hit(screening, i)->step_count == 0;
    return count;
}

static pilkada_screener *random_screener(uint64_t *seed, pattern_case *phrases, const char *views) {
    char entries[PHRASES * 160] = "";
    size_t size = 0;
    for (unsigned p = 0; p < PHRASES; p++) {
        random_phrase(seed, &phrases[p]);
        size +=
            (size_t)snprintf(entries + size, sizeof entries - size,
                             "%s{\"id\":\"p%u\",\"kind\":\"frasa\",\"category\":\"klaim\",\"points\":1,%s\"text\":\"",
                             p ? "," : "", p, views);
        for (unsigned i = 0; i < phrases[p].count; i++)
            size += (size_t)snprintf(entries + size, sizeof entries - size, "%s%s", i ? " " : "",
                                     vocabulary[phrases[p].words[i]]);
        size += (size_t)snprintf(entries + size, sizeof entries - size, "\"}");
    }
    return test_screener(entries);
}

/* 110,000 texts. Without views the hits are exactly the reference's; with all views none of them is missing. */
static void agrees_with_reference(void **state) {
    (void)state;
    uint64_t seed = 20241127;
    pilkada_screening *screening = pilkada_screening_new(NULL, NULL);
    pattern_case phrases[PHRASES];
    text_case sample;
    for (unsigned round = 0; round < ROUNDS; round++) {
        bool strict = round % 2 == 0;
        pilkada_screener *screener = random_screener(&seed, phrases, strict ? "\"views\":[]," : "");
        for (unsigned t = 0; t < TEXTS; t++) {
            random_sample(&seed, &sample);
            test_screen(screener, screening, sample.text, sample.size);
            for (unsigned p = 0; p < PHRASES; p++)
                for (unsigned at = 0; at < sample.count; at++)
                    if (matches_at(&phrases[p], &sample, at))
                        assert_true(has_hit(screening, p, sample.start[at], sample.end[at + phrases[p].count - 1]));
            assert_int_equal(count_strict_hits(screening), count_reference(phrases, &sample));
            if (strict)
                assert_int_equal(pilkada_screening_hit_count(screening), count_strict_hits(screening));
        }
        pilkada_screener_free(screener);
    }
    pilkada_screening_free(screening);
}

/* ---- a match stays when invisible and odd characters stand where no word is ---- */

static const char *const noise[] = {"\u200B", "\u2060", "\U0001F525", "\u2223",
                                    "\u00B7", "\u0301", "\xFF",       "\xED\xA0\x80"};

static void strict_matches_survive_noise(void **state) {
    (void)state;
    uint64_t seed = 7;
    pilkada_screening *screening = pilkada_screening_new(NULL, NULL);
    pilkada_screener *screener = test_screener(
        "{\"id\":\"f\",\"kind\":\"frasa\",\"text\":\"surat suara coblos\",\"category\":\"klaim\",\"points\":2}");
    for (unsigned round = 0; round < 20000; round++) {
        char text[256];
        const char *put[4];
        for (unsigned i = 0; i < 4; i++)
            put[i] = noise[test_random(&seed) % (sizeof noise / sizeof *noise)];
        int size = snprintf(text, sizeof text, "%s surat %s suara %s coblos %s", put[0], put[1], put[2], put[3]);
        test_screen(screener, screening, text, (size_t)size);
        assert_non_null(test_hit(screening, "f"));
    }
    pilkada_screener_free(screener);
    pilkada_screening_free(screening);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(agrees_with_reference),
                                       cmocka_unit_test(strict_matches_survive_noise)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
