/** @file screen/screening.h  Inside a screening: the answer that is out, the one in the making, and scratch. */
#ifndef PK_SCREEN_SCREENING_H
#define PK_SCREEN_SCREENING_H

#include "screen/answer.h"

struct pilkada_screening {
    pilkada_allocator memory; /* everything below points to it */
    pk_answer answers[2];     /* on failure the last answer stays */
    unsigned current;
    pk_work work;
};

static inline const pk_answer *pk_screening_answer(const pilkada_screening *self) {
    return &self->answers[self->current];
}

#endif
