/** @file window/timetable.c  A schedule as a table: see window/timetable.h. */
#include "window/timetable.h"

#include <stdlib.h>

/* Openings further away than this are nobody's nearest; graces reach no further than a day. */
enum { FAR_DAYS = 2 * PK_NEAR_DAYS };

/* One opening, on the wall clock: milliseconds since 1970-01-01T00:00 local. */
typedef struct opening {
    int64_t open, close, before, after, locks;
    pilkada_date date;
    int32_t counter; /* of its first place; PK_COUNTER_OUTSIDE: a date that is not asked about */
} opening;

typedef struct making {
    pk_timetable *table;
    const pilkada_schedule *schedule;
    pk_arena *arena;
    opening *openings;
    size_t count;
    struct step {
        int64_t at;
        int32_t counter;
    } * steps;
    size_t step_count, step_capacity;
    int64_t reach;       /* of the longest grace */
    int64_t from, until; /* the gap at hand */
    int64_t bounds[16 + 4 * PILKADA_MAX_SLOTS];
    size_t bound_count;
    bool failed;
} making;

/* ---- openings ---- */

static int by_open(const void *a, const void *b) {
    const opening *x = a, *y = b;
    return (x->open > y->open) - (x->open < y->open);
}

static opening opening_of(const making *self, const pk_slot *slot, pilkada_date date, size_t index) {
    const pk_timetable *table = self->table;
    int64_t midnight = date * PK_DAY, late_for = self->schedule->late_for;
    bool asked = date >= table->from && date < table->from + (pilkada_date)table->dates;
    int64_t cell = asked ? (int64_t)((size_t)(date - table->from) * table->room + index) * PK_PLACES : 0;
    return (opening){.open = midnight + slot->open,
                     .close = midnight + slot->close,
                     .before = slot->before,
                     .after = slot->after,
                     .locks = late_for == INT64_MAX ? INT64_MAX : midnight + slot->close - slot->inclusive + late_for,
                     .date = date,
                     .counter = asked ? PK_COUNTER_CELLS + (int32_t)cell : PK_COUNTER_OUTSIDE};
}

static void widen_reach(making *self, const opening *one) {
    self->reach = one->before > self->reach ? one->before : self->reach;
    self->reach = one->after > self->reach ? one->after : self->reach;
}

static bool make_room(making *self, size_t dates) {
    pk_timetable *table = self->table;
    size_t most;
    if (!pk_mul(dates, table->room, &most))
        return false;
    self->openings = pk_alloc_zero(&self->arena->allocator, most, sizeof *self->openings);
    table->date_slot = pk_arena_alloc_zero(self->arena, table->dates + 1, sizeof *table->date_slot);
    return self->openings && table->date_slot;
}

static bool collect(making *self) {
    pk_timetable *table = self->table;
    size_t dates = table->dates + 2 * FAR_DAYS, kept = 0;
    if (!make_room(self, dates))
        return false;
    pk_slot *slots = pk_alloc_zero(&self->arena->allocator, dates * table->room, sizeof *slots);
    for (size_t i = 0; slots && i < dates; i++) {
        pilkada_date date = table->from - FAR_DAYS + (pilkada_date)i;
        size_t count = pk_schedule_slots(self->schedule, table->region, date, slots + kept);
        for (size_t slot = 0; slot < count; slot++) {
            opening *one = &self->openings[self->count++];
            *one = opening_of(self, &slots[kept + slot], date, slot);
            widen_reach(self, one);
        }
        if (i >= FAR_DAYS && i < FAR_DAYS + table->dates)
            table->date_slot[i - FAR_DAYS + 1] = (uint32_t)(kept += count);
    }
    table->slots = slots ? pk_arena_alloc_zero(self->arena, kept, sizeof *slots) : NULL;
    if (table->slots && kept)
        memcpy(table->slots, slots, kept * sizeof *slots);
    pk_free(&self->arena->allocator, slots);
    if (self->count)
        qsort(self->openings, self->count, sizeof *self->openings, by_open);
    return table->slots != NULL;
}

/* ---- steps ---- */

static void add_step(making *self, int64_t at, int32_t counter) {
    if (self->failed || (self->step_count && self->steps[self->step_count - 1].counter == counter))
        return;
    struct step *grown =
        pk_grow(&self->arena->allocator, self->steps, self->step_count, &self->step_capacity, sizeof *grown);
    self->failed = !grown;
    if (!grown)
        return;
    self->steps = grown;
    self->steps[self->step_count++] = (struct step){at, counter};
}

static int32_t counter_of(const opening *from, pk_place place, int64_t at) {
    if (from->counter == PK_COUNTER_OUTSIDE)
        return PK_COUNTER_OUTSIDE;
    return place == PK_PLACE_LATE && at >= from->locks ? (int32_t)PK_COUNTER_LOCKED : from->counter + (int32_t)place;
}

static pilkada_date day_of(int64_t local) {
    return (pilkada_date)(local >= 0 ? local / PK_DAY : -((PK_DAY - 1 - local) / PK_DAY));
}

static bool is_near(const opening *from, int64_t at) {
    int64_t days = from->date - day_of(at);
    return days <= PK_NEAR_DAYS && days >= -PK_NEAR_DAYS;
}

/* The same choice as pk_slots_find(): grace, else the nearest border; of equals the earlier opening. */
static int32_t choose(const making *self, size_t low, size_t high, int64_t at) {
    int64_t nearest = INT64_MAX;
    int32_t counter = PK_COUNTER_OUTSIDE;
    for (size_t i = low; i < high && nearest > 0; i++) {
        const opening *from = &self->openings[i];
        bool early = at < from->open;
        int64_t distance = early ? from->open - at : at - from->close;
        bool grace = early ? distance <= from->before : distance < from->after;
        distance = grace ? 0 : distance;
        if (!is_near(from, at) || distance >= nearest)
            continue;
        nearest = distance;
        counter = counter_of(from, grace ? PK_PLACE_ON_TIME : early ? PK_PLACE_EARLY : PK_PLACE_LATE, at);
    }
    return counter;
}

/* ---- the time between two openings ---- */

static void add_bound(making *self, int64_t at) {
    if (at <= self->from || at >= self->until)
        return;
    if (self->bound_count < sizeof self->bounds / sizeof *self->bounds)
        self->bounds[self->bound_count++] = at;
    else
        self->failed = true;
}

static int by_value(const void *a, const void *b) {
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Where the choice can change on the way from one opening (`at` - 1) to the next (`at`). */
static void find_bounds(making *self, size_t at, size_t low, size_t high) {
    self->bound_count = 0;
    for (size_t i = low; i < high; i++) {
        const opening *one = &self->openings[i];
        add_bound(self, i < at ? one->close + one->after : one->open - one->before);
        if (i + 1 != at && i != at)
            continue;
        add_bound(self, i < at ? (int64_t)(one->date + PK_NEAR_DAYS + 1) * PK_DAY
                               : (int64_t)(one->date - PK_NEAR_DAYS) * PK_DAY);
        if (i < at)
            add_bound(self, one->locks);
    }
    if (at > 0 && at < self->count) { /* the middle still belongs to the window that was */
        int64_t close = self->openings[at - 1].close;
        add_bound(self, close + (self->openings[at].open - close) / 2 + 1);
    }
    qsort(self->bounds, self->bound_count, sizeof *self->bounds, by_value);
}

static void fill_gap(making *self, size_t at, int64_t from, int64_t until) {
    size_t low = at, high = at;
    if (from >= until)
        return;
    self->from = from;
    self->until = until;
    while (low > 0 && (low == at || self->openings[low - 1].close > from - self->reach))
        low--;
    while (high < self->count && (high == at || self->openings[high].open < until + self->reach))
        high++;
    find_bounds(self, at, low, high);
    add_step(self, from, choose(self, low, high, from));
    for (size_t i = 0; i < self->bound_count; i++)
        add_step(self, self->bounds[i], choose(self, low, high, self->bounds[i]));
}

static void walk(making *self) {
    int64_t start = self->table->first_day * PK_DAY, at = start;
    int64_t end = start + (int64_t)self->table->days * PK_DAY;
    for (size_t i = 0; i < self->count && at < end; i++) {
        const opening *next = &self->openings[i];
        fill_gap(self, i, at, next->open < end ? next->open : end);
        int64_t open = next->open > at ? next->open : at; /* an inclusive close takes the instant */
        if (next->close <= at || open >= end)
            continue;
        add_step(self, open, counter_of(next, PK_PLACE_ON_TIME, open));
        at = next->close;
    }
    fill_gap(self, self->count, at, end);
}

/* ---- days ---- */

/* Each day begins with a step of its own. */
static bool cut_into_days(making *self) {
    pk_timetable *table = self->table;
    size_t most = self->step_count + table->days, next = 0;
    table->day = pk_arena_alloc_zero(self->arena, table->days + 1, sizeof *table->day);
    table->at = pk_arena_alloc_zero(self->arena, most, sizeof *table->at);
    table->counter = pk_arena_alloc_zero(self->arena, most, sizeof *table->counter);
    if (!table->day || !table->at || !table->counter)
        return false;
    int32_t counter = PK_COUNTER_OUTSIDE;
    for (size_t day = 0; day < table->days; day++) {
        int64_t midnight = (table->first_day + (int64_t)day) * PK_DAY;
        table->day[day] = (uint32_t)table->steps;
        if (next >= self->step_count || self->steps[next].at != midnight)
            table->counter[table->steps++] = counter;
        for (; next < self->step_count && self->steps[next].at < midnight + PK_DAY; next++) {
            table->at[table->steps] = (int32_t)(self->steps[next].at - midnight);
            counter = table->counter[table->steps++] = self->steps[next].counter;
        }
    }
    table->day[table->days] = (uint32_t)table->steps;
    return true;
}

static bool make_short_days(making *self) {
    pk_timetable *table = self->table;
    for (size_t day = 0; day < table->days; day++)
        if (table->day[day + 1] - table->day[day] > 4)
            return true;
    table->short_days = pk_arena_alloc_zero(self->arena, table->days, sizeof *table->short_days);
    for (size_t day = 0; table->short_days && day < table->days; day++) {
        const uint32_t first = table->day[day], count = table->day[day + 1] - first;
        pk_short_day *out = &table->short_days[day];
        for (uint32_t i = 0; i < 4; i++) {
            out->counter[i] = i < count ? table->counter[first + i] : 0;
            if (i < 3)
                out->at[i] = i + 1 < count ? table->at[first + i + 1] : INT32_MAX;
        }
    }
    return table->short_days != NULL;
}

pilkada_status pk_timetable_make(pk_timetable *self, const pilkada_schedule *schedule, pk_span region,
                                 pilkada_date from, size_t dates, pk_arena *arena) {
    *self = (pk_timetable){.region = region,
                           .offset = pk_schedule_offset(schedule, region),
                           .from = from,
                           .dates = dates,
                           .room = schedule->room,
                           .first_day = from - PK_NEAR_DAYS,
                           .days = dates + 2 * PK_NEAR_DAYS};
    making *work = pk_alloc_zero(&arena->allocator, 1, sizeof *work);
    if (!work)
        return PILKADA_E_NOMEM;
    *work = (making){.table = self, .schedule = schedule, .arena = arena};
    bool made = collect(work);
    if (made)
        walk(work);
    made = made && !work->failed && cut_into_days(work) && make_short_days(work);
    pk_free(&arena->allocator, work->openings);
    pk_free(&arena->allocator, work->steps);
    pk_free(&arena->allocator, work);
    return made ? PILKADA_OK : PILKADA_E_NOMEM;
}
