/** @file two_answers.h  A text screened in one call and in pieces: a screening for the whole, a buffer for each answer.
 */
#ifndef PILKADA_TEST_TWO_ANSWERS_H
#define PILKADA_TEST_TWO_ANSWERS_H

#include <pilkada/screen.h>

static pilkada_screening *whole;
static pilkada_buffer one, two;

static inline int set_up(void **state) {
    (void)state;
    whole = pilkada_screening_new(NULL, NULL);
    pilkada_buffer_init(&one, NULL);
    pilkada_buffer_init(&two, NULL);
    return whole ? 0 : -1;
}

static inline int tear_down(void **state) {
    (void)state;
    pilkada_screening_free(whole);
    pilkada_buffer_dispose(&one);
    pilkada_buffer_dispose(&two);
    return 0;
}

#endif
