/** @file screen/screening.h  Inside a screening: the answer that is out, the one in the making, and scratch. */
#ifndef PK_SCREEN_SCREENING_H
#define PK_SCREEN_SCREENING_H

#include "screen/answer.h"

struct pilkada_screening {
    pilkada_allocator memory; /* everything below points to it */
    pk_answer answers[2];     /* on failure the last answer stays */
    unsigned current;
    pk_work *work; /* NULL until the first text */
};

static inline const pk_answer *pk_screening_answer(const pilkada_screening *self) {
    return &self->answers[self->current];
}

/** Room for matching, made when it is first needed. False when memory is out. */
bool pk_screening_reserve(pilkada_screening *self);
/** Move the last answer to a screening without one. */
void pk_screening_move(pilkada_screening *self, pilkada_screening *to);
/** Those of a caller, who may know fewer of them: then all of them are in `room`. */
const pilkada_screen_options *pk_screen_options(const pilkada_screen_options *given, pilkada_screen_options *room);
/** An answer anew, with what the options say. False when memory is out. */
bool pk_screening_begin(pk_answer *answer, const pilkada_screen_options *options);

#endif
