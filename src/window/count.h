/**
 * @file window/count.h  The counting core: integers in, counters out.
 *
 * It knows no texts, no time zones and no calendar. Instants are milliseconds from the local midnight of the
 * report date; whoever has arrays of them (a judgement, a batch) counts here.
 */
#ifndef PK_WINDOW_COUNT_H
#define PK_WINDOW_COUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** One opening on one report date: [open, close). */
typedef struct pk_slot {
    int64_t open, close;   /**< first instant inside, first instant outside */
    int32_t min, max;      /**< reports owed; reports that count at most, 0: no maximum */
    int32_t day;           /**< the day it opens, counted from the report date: -1, 0, 1 */
    bool inclusive;        /**< the closing instant is inside: `close` is a millisecond after it */
    int64_t before, after; /**< grace */
} pk_slot;

/** Where an instant lies, seen from its slot; the grace is part of "on time". */
typedef enum pk_place { PK_PLACE_EARLY, PK_PLACE_ON_TIME, PK_PLACE_LATE } pk_place;

/** The slots of one report date, in their order, without overlap. */
typedef struct pk_slots {
    const pk_slot *slots;
    size_t count;
} pk_slots;

/** The slot that an instant belongs to. */
typedef struct pk_found {
    size_t slot;
    pk_place place;
    int64_t distance; /**< to its nearest border; 0 within the grace, -1 inside */
} pk_found;

/**
 * Inside a slot, else inside its grace, else the nearest; of two that are equally near the earlier one. A day's
 * slots are few: a walk. Without slots the distance is INT64_MAX.
 */
pk_found pk_slots_find(const pk_slots *self, int64_t at);

/** One report that counts, its slot found. */
typedef struct pk_counted {
    int64_t at;
    uint32_t unit; /**< what is counted once a slot: the report, its form or its reporter */
    uint32_t slot;
    uint32_t order; /**< among reports of one instant */
    pk_place place;
    bool nihil;
} pk_counted;

/** What a slot has got. */
typedef struct pk_tally {
    int32_t reports;        /**< up to the maximum */
    int32_t filled;         /**< units on time or late */
    int32_t filled_on_time; /**< units on time */
} pk_tally;

typedef struct pk_counts {
    int32_t required, received, on_time, early, late, nihil;
    int32_t filled;         /**< of `required`, filled on time or late; never more */
    int32_t filled_on_time; /**< of `required`, filled on time; never more */
    size_t first_short;     /**< the first slot that is not filled on time; the number of slots if there is none */
} pk_counts;

/**
 * Drop the reports beyond the maximum of their slots and return how many are left. `reports` are in the order of time
 * and stay so. Early ones are never dropped: they fill nothing and take no place. `tallies` has room for one a slot.
 */
size_t pk_count_keep(const pk_slots *slots, pk_counted *reports, size_t count, pk_tally *tallies);
/**
 * Count the reports of one region and date that were kept; they are put into the order of slots, units and places.
 * `tallies` has room for one a slot and is overwritten.
 */
pk_counts pk_count(const pk_slots *slots, pk_counted *reports, size_t count, pk_tally *tallies);

#endif
