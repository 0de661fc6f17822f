/**
 * @file window/timetable.h  A schedule as a table: for each local instant the counter that it belongs to.
 *
 * The answer is that of pk_schedule_date_at() and pk_slots_find(), worked out once for a span of dates. A day is a few
 * steps; which one holds is found by a search without branches.
 */
#ifndef PK_WINDOW_TIMETABLE_H
#define PK_WINDOW_TIMETABLE_H

#include "window/schedule_internal.h"

/** Counters of no cell stand in front. Then one for each date, slot and place. */
enum { PK_COUNTER_OUTSIDE, PK_COUNTER_LOCKED, PK_COUNTER_CELLS, PK_PLACES = 3 };

/** A day of at most four steps, for the quick search; what is missing begins after every time of day. */
typedef struct pk_short_day {
    int32_t at[3], counter[4];
} pk_short_day;

typedef struct pk_timetable {
    pk_span region; /**< one that it holds for */
    int offset;
    pilkada_date from; /**< first report date */
    size_t dates, room;
    pilkada_date first_day; /**< first local day */
    size_t days;
    uint32_t *day; /**< first step of each day, and one behind the last */
    int32_t *at;   /**< milliseconds since local midnight */
    int32_t *counter;
    size_t steps;
    pk_short_day *short_days; /**< NULL when a day has more steps */
    pk_slot *slots;           /**< of all report dates */
    uint32_t *date_slot;      /**< the first of each report date, and one behind the last */
} pk_timetable;

/** Fill a table; its memory is the arena's. PILKADA_OK or PILKADA_E_NOMEM. */
pilkada_status pk_timetable_make(pk_timetable *self, const pilkada_schedule *schedule, pk_span region,
                                 pilkada_date from, size_t dates, pk_arena *arena);

/** The counter of a local time: milliseconds since the first local midnight of the table, within its days. */
static inline int32_t pk_timetable_find(const pk_timetable *self, uint64_t local) {
    uint64_t day = local / (uint64_t)PK_DAY;
    int32_t time = (int32_t)(local - day * (uint64_t)PK_DAY);
    const int32_t *at = self->at + self->day[day];
    for (uint32_t left = self->day[day + 1] - self->day[day]; left > 1;) {
        uint32_t half = left / 2;
        at = at[half] <= time ? at + half : at;
        left -= half;
    }
    return self->counter[at - self->at];
}

/** The same by the short days. */
static inline int32_t pk_timetable_find_short(const pk_short_day *days, uint64_t local) {
    uint64_t day = local / (uint64_t)PK_DAY;
    int32_t time = (int32_t)(local - day * (uint64_t)PK_DAY);
    const pk_short_day *own = &days[day];
    return own->counter[(time >= own->at[0]) + (time >= own->at[1]) + (time >= own->at[2])];
}

#endif
