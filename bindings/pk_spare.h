/**
 * @file pk_spare.h  Screenings between two calls: the room for matching is dearer to make and to clear than a post is
 * to screen, and no answer needs it.
 *
 * A call borrows one and gives it back when the answer is taken out of it. The places belong to the process, whatever
 * threads and interpreters it has: whoever exchanges the pointer owns what it pointed to.
 */
#ifndef PK_SPARE_H
#define PK_SPARE_H

#include "pk_common.h"

enum {
    PK_SPARES = 4,               /* calls at one time that find one */
    PK_SPARE_TEXT = 64 * 1024,   /* the room grows with the text */
    PK_SPARE_ENTRIES = 32 * 1024 /* and with the packs; a larger one is not kept */
};

static _Atomic(pilkada_screening *) pk_spares[PK_SPARES];

static inline pilkada_screening *pk_spare_borrow(pilkada_error *error) {
    for (size_t i = 0; i < PK_SPARES; i++) {
        pilkada_screening *spare = atomic_exchange(&pk_spares[i], NULL);
        if (spare)
            return spare;
    }
    return pilkada_screening_new(NULL, error);
}

static inline void pk_spare_give_back(pilkada_screening *spare) {
    for (size_t i = 0; i < PK_SPARES; i++) {
        pilkada_screening *none = NULL;
        if (atomic_compare_exchange_strong(&pk_spares[i], &none, spare))
            return;
    }
    pilkada_screening_free(spare);
}

/* The answer of one text, as small as it can be. */
static inline pilkada_screening *pk_spare_screen(const pilkada_screener *screener, const char *text, size_t size,
                                                 const pilkada_screen_options *options, pilkada_error *error) {
    pilkada_screening *room = pk_spare_borrow(error), *answer = NULL;
    if (room && !pilkada_screener_screen(screener, text, size, options, room, error))
        answer = pilkada_screening_take(room, error);
    if (answer && size <= PK_SPARE_TEXT && pilkada_screener_count(screener) <= PK_SPARE_ENTRIES)
        pk_spare_give_back(room);
    else
        pilkada_screening_free(room);
    return answer;
}

/* When the language lets go of the library. */
static inline void pk_spare_dispose(void) {
    for (size_t i = 0; i < PK_SPARES; i++)
        pilkada_screening_free(atomic_exchange(&pk_spares[i], NULL));
}

#endif
