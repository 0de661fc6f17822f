/** @file window/grid_internal.h  What a grid holds. */
#ifndef PK_WINDOW_GRID_INTERNAL_H
#define PK_WINDOW_GRID_INTERNAL_H

#include <pilkada/grid.h>

#include "window/seen.h"
#include "window/timetable.h"

/** A region: its table, and its counters. */
typedef struct pk_lane {
    int64_t shift; /**< milliseconds: instant + shift is the time since the table's first midnight */
    const pk_timetable *table;
    const pk_short_day *short_days;
    uint8_t *counters;
} pk_lane;

typedef enum pk_grid_ignored {
    PK_GRID_FUTURE,
    PK_GRID_REGION_UNKNOWN,
    PK_GRID_NOT_ASKED,
    PK_GRID_RESENT,
    PK_GRID_IGNORED_COUNT
} pk_grid_ignored;

struct pilkada_grid {
    pk_arena arena; /* also the allocator */
    const char *schedule, *rulebook;
    pk_owner *owner; /**< what they belong to */
    pilkada_date from;
    size_t days, row; /**< report dates; counters of a region */
    pk_lane *lanes;
    size_t region_count;
    const uint8_t *excused;    /**< regions x days; NULL: none is */
    uint8_t *counters;         /**< one byte each: a year of the country stays in the second cache */
    bool short_days;           /**< all tables have them */
    uint32_t *carries;         /**< what did not fit, in units of 256; NULL until there is any */
    pilkada_instant low, high; /**< instants that lie in the tables of all regions: [low, high) */
    int64_t ignored[PK_GRID_IGNORED_COUNT];
    pk_seen seen;
};

/** The value of a counter of a lane. */
static inline int64_t pk_grid_count(const pilkada_grid *self, const uint8_t *counter) {
    return *counter + (self->carries ? (int64_t)self->carries[counter - self->counters] * 256 : 0);
}

#endif
