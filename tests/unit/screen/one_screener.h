/** @file one_screener.h  One screener and one screening for all tests of a file. */
#ifndef PILKADA_TEST_ONE_SCREENER_H
#define PILKADA_TEST_ONE_SCREENER_H

#include "screen_test.h"

static pilkada_screener *screener;
static pilkada_screening *screening;

/** For the group's set-up. Entries as for test_screener(). */
static inline int open_screener(const char *entries) {
    screener = test_screener(entries);
    screening = pilkada_screening_new(NULL, NULL);
    return screening ? 0 : -1;
}

static inline int close_screener(void **state) {
    (void)state;
    pilkada_screener_free(screener);
    pilkada_screening_free(screening);
    return 0;
}

static inline void screen(const char *text) {
    test_screen(screener, screening, text, strlen(text));
}

#endif
