/** @file window/opening.h  The openings of a schedule for one region, in the order of time. */
#ifndef PK_WINDOW_OPENING_H
#define PK_WINDOW_OPENING_H

#include "window/schedule_internal.h"

/** One opening of a slot. */
typedef struct pk_opening {
    pilkada_date date; /**< its reports are for; PILKADA_NO_DATE: there is no opening */
    pilkada_instant opens, closes;
    int32_t min;
    bool inclusive;
} pk_opening;

/** A walk over report dates. `slots` is the walker's own memory. */
typedef struct pk_openings {
    const pilkada_schedule *schedule;
    pk_span region;
    int offset;
    pilkada_date date, until; /**< the date at hand, the last one */
    pk_slot *slots;
    size_t count, next;
} pk_openings;

/** Is a region needed, known, and one that owes? NULL is none. */
pilkada_status pk_openings_check(const pilkada_schedule *schedule, const char *region, pilkada_error *error);
/** Start before the first slot of a date. PILKADA_OK or PILKADA_E_NOMEM. */
pilkada_status pk_openings_start(pk_openings *self, const pilkada_schedule *schedule, const char *region,
                                 pilkada_date from, pilkada_date until);
/** The next one; false behind the last. */
bool pk_openings_next(pk_openings *self, pk_opening *out);
void pk_openings_end(pk_openings *self);

/** Is it an instant of the years 0001 to 9999? */
bool pk_instant_is_sane(pilkada_instant at);

#endif
