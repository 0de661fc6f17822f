/** @file screen_test.h  What the tests of the screen room share. */
#ifndef PILKADA_TEST_SCREEN_TEST_H
#define PILKADA_TEST_SCREEN_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <pilkada/screen.h>

/** The head of a pack for tests, up to the entries. */
#define TEST_PACK_HEAD                                                                                                 \
    "{\"id\":\"uji\",\"version\":\"1\",\"title\":{\"id\":\"uji\",\"en\":\"test\"},\"source\":\"uji\","                 \
    "\"license\":\"MIT\",\"thresholds\":{\"periksa\":2,\"prioritas\":4},"                                              \
    "\"categories\":[{\"id\":\"klaim\",\"label\":{\"id\":\"klaim\",\"en\":\"claim\"},"                                 \
    "\"reason\":{\"id\":\"alasan\",\"en\":\"reason\"}},"                                                               \
    "{\"id\":\"sedikit\",\"max\":2,\"label\":{\"id\":\"s\",\"en\":\"f\"},\"reason\":{\"id\":\"a\",\"en\":\"r\"}}],"    \
    "\"gates\":[{\"id\":\"pemilu\",\"label\":{\"id\":\"p\",\"en\":\"e\"},\"words\":[\"kpu\",\"surat suara\"]}],"       \
    "\"spellings\":{\"yg\":\"yang\",\"tdk\":\"tidak\"},"                                                               \
    "\"defaults\":{\"source\":\"uji\",\"date\":\"2024-11-01\",\"status\":\"aktif\",\"author\":\"Desk\","                  \
    "\"false_positive\":\"tidak ada\",\"expires\":\"2029-12-31\"},\"entries\":["

/** A screener from entries without the closing bracket. */
static inline pilkada_screener *test_screener(const char *entries) {
    size_t size = sizeof TEST_PACK_HEAD + strlen(entries) + 8;
    char *text = malloc(size);
    assert_non_null(text);
    int length = snprintf(text, size, "%s%s]}", TEST_PACK_HEAD, entries);
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_screener *self = pilkada_screener_new(text, (size_t)length, NULL, &error);
    if (!self)
        print_error("%s: %s\n", error.where, error.detail);
    free(text);
    assert_non_null(self);
    return self;
}

static inline void test_screen(const pilkada_screener *self, pilkada_screening *screening, const char *text,
                               size_t size) {
    pilkada_error error = PILKADA_ERROR_INIT;
    assert_int_equal(pilkada_screener_screen(self, text, size, NULL, screening, &error), PILKADA_OK);
}

/** The first hit of a rule; NULL if there is none. */
static inline const pilkada_hit *test_hit(const pilkada_screening *screening, const char *rule) {
    for (size_t i = 0; i < pilkada_screening_hit_count(screening); i++)
        if (strcmp(pilkada_screening_hit(screening, i)->rule, rule) == 0)
            return pilkada_screening_hit(screening, i);
    return NULL;
}

/** A file of the source tree; free() it. */
static inline char *test_file(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    char *text = malloc(*size + 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, *size, file), *size);
    text[*size] = '\0';
    fclose(file);
    return text;
}

/** A small generator with a seed: the same cases on every machine. */
static inline uint32_t test_random(uint64_t *state) {
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

#endif
