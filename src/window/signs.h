/** @file window/signs.h  Signs among the receipts of one cell that a person should look at. They judge nothing. */
#ifndef PK_WINDOW_SIGNS_H
#define PK_WINDOW_SIGNS_H

#include "window/arrivals.h"

/** Tolerances: a clock may be a minute ahead; twenty receipts within ten minutes are a flood. */
#define PK_SKEW PK_MINUTE
#define PK_FLOOD_SPAN (10 * PK_MINUTE)
enum { PK_FLOOD = 20 };

typedef struct pk_signs {
    int32_t skewed;    /**< written after they were received: a clock that is ahead */
    int64_t most_skew; /**< by so much, in milliseconds */
    int32_t drafts;    /**< written on time, received late: kept on a device without network */
    int32_t flood;     /**< the most receipts within PK_FLOOD_SPAN, when they are PK_FLOOD at least; else 0 */
} pk_signs;

/** `placed` in the order of time. */
pk_signs pk_signs_of(const pk_slots *slots, const pk_placed *placed, size_t count, pilkada_date date, int offset);

#endif
