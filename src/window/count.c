/** @file window/count.c  The counting core: see window/count.h. */
#include "window/count.h"

#include <stdlib.h>
#include <string.h>

/* ---- which slot ---- */

static pk_found look(const pk_slots *self, size_t slot, int64_t at) {
    const pk_slot *own = &self->slots[slot];
    int64_t until_open = own->open - at, since_close = at - own->close;
    if (until_open <= 0 && since_close < 0)
        return (pk_found){slot, PK_PLACE_ON_TIME, -1};
    if (until_open > 0)
        return until_open <= own->before ? (pk_found){slot, PK_PLACE_ON_TIME, 0}
                                         : (pk_found){slot, PK_PLACE_EARLY, until_open};
    return since_close < own->after ? (pk_found){slot, PK_PLACE_ON_TIME, 0}
                                    : (pk_found){slot, PK_PLACE_LATE, since_close};
}

pk_found pk_slots_find(const pk_slots *self, int64_t at) {
    pk_found best = {self->count, PK_PLACE_LATE, INT64_MAX};
    for (size_t i = 0; i < self->count && best.distance >= 0; i++) {
        pk_found found = look(self, i, at);
        if (found.distance < best.distance)
            best = found;
    }
    return best;
}

/* ---- counting ---- */

/* An early report fills nothing, so it takes no place from one that could. */
static bool within_maximum(const pk_slots *slots, pk_tally *tallies, const pk_counted *report) {
    int32_t max = slots->slots[report->slot].max;
    if (report->place == PK_PLACE_EARLY)
        return true;
    if (max && tallies[report->slot].reports >= max)
        return false;
    tallies[report->slot].reports++;
    return true;
}

static void forget(const pk_slots *slots, pk_tally *tallies) {
    if (slots->count)
        memset(tallies, 0, slots->count * sizeof *tallies);
}

size_t pk_count_keep(const pk_slots *slots, pk_counted *reports, size_t count, pk_tally *tallies) {
    size_t kept = 0;
    forget(slots, tallies);
    for (size_t i = 0; i < count; i++)
        if (within_maximum(slots, tallies, &reports[i]))
            reports[kept++] = reports[i];
    return kept;
}

static void count_report(pk_counts *counts, const pk_counted *report) {
    counts->received++;
    counts->nihil += report->nihil;
    counts->early += report->place == PK_PLACE_EARLY;
    counts->on_time += report->place == PK_PLACE_ON_TIME;
    counts->late += report->place == PK_PLACE_LATE;
}

/* Slot, then unit, then on time before late before early: the first of a unit says how well it was done. */
static int by_unit(const void *a, const void *b) {
    static const int rank[] = {2, 0, 1};
    const pk_counted *x = a, *y = b;
    if (x->slot != y->slot)
        return x->slot < y->slot ? -1 : 1;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    return rank[x->place] - rank[y->place];
}

static void fill(pk_tally *tallies, pk_counted *reports, size_t count) {
    qsort(reports, count, sizeof *reports, by_unit);
    for (size_t i = 0; i < count; i++) {
        const pk_counted *report = &reports[i];
        bool again = i && reports[i - 1].slot == report->slot && reports[i - 1].unit == report->unit;
        if (again || report->place == PK_PLACE_EARLY)
            continue;
        tallies[report->slot].filled++;
        tallies[report->slot].filled_on_time += report->place == PK_PLACE_ON_TIME;
    }
}

static int32_t at_most(int32_t value, int32_t limit) {
    return value < limit ? value : limit;
}

static void add_slots(pk_counts *counts, const pk_slots *slots, const pk_tally *tallies) {
    counts->first_short = slots->count;
    for (size_t i = slots->count; i-- > 0;) {
        int32_t min = slots->slots[i].min;
        counts->required += min;
        counts->filled += at_most(tallies[i].filled, min);
        counts->filled_on_time += at_most(tallies[i].filled_on_time, min);
        if (tallies[i].filled_on_time < min)
            counts->first_short = i;
    }
}

pk_counts pk_count(const pk_slots *slots, pk_counted *reports, size_t count, pk_tally *tallies) {
    pk_counts counts = {0};
    forget(slots, tallies);
    for (size_t i = 0; i < count; i++)
        count_report(&counts, &reports[i]);
    if (count)
        fill(tallies, reports, count);
    add_slots(&counts, slots, tallies);
    return counts;
}
