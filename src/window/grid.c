/** @file window/grid.c  Counting rows of arrays: see pilkada/grid.h. */
#include <stdlib.h>

#include "core/error.h"
#include "window/grid_internal.h"

/* ---- making ---- */

static pilkada_status check_query(const pilkada_schedule *schedule, const pilkada_grid_query *query,
                                  pilkada_error *error) {
    pilkada_date first = pk_date_of((pk_civil){1, 1, 1}), last = pk_date_of((pk_civil){9999, 12, 31});
    if (query->from < first || query->until < first || query->from > last || query->until > last)
        return pk_fail(error, PILKADA_E_ARGUMENT, "\"from\" and \"until\" must be dates");
    if (query->from > query->until)
        return pk_fail(error, PILKADA_E_ARGUMENT, "\"from\" must not be after \"until\"");
    if (query->until - query->from >= (int64_t)PILKADA_MAX_WINDOW_DAYS)
        return pk_fail(error, PILKADA_E_LIMIT, "at most %u days in one grid", PILKADA_MAX_WINDOW_DAYS);
    if (!query->regions || !query->region_count)
        return pk_fail(error, PILKADA_E_ARGUMENT, "a grid needs a list of regions");
    if (schedule->count_by != PK_COUNT_BY_REPORT)
        return pk_fail(error, PILKADA_E_ARGUMENT,
                       "the schedule counts forms or reporters, which rows do not name: judge a board");
    return PILKADA_OK;
}

static pilkada_status check_region(const pilkada_schedule *schedule, const char *code, size_t place,
                                   pilkada_error *error) {
    if (!code)
        return pk_fail(error, PILKADA_E_ARGUMENT, "region %zu: a code must not be NULL", place);
    if (!pk_model_region_exists(schedule->model, pk_span_of(code)))
        return pk_fail(error, PILKADA_E_UNKNOWN, "region %zu: no region has this code", place);
    if (!pk_schedule_owes(schedule, pk_span_of(code)))
        return pk_fail(error, PILKADA_E_ARGUMENT, "region %zu owes nothing under the schedule", place);
    return PILKADA_OK;
}

static int by_code(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A region that is there twice has two places, and a caller who looks for one would see half of its receipts. */
static pilkada_status check_once(const pilkada_grid_query *query, const pilkada_allocator *allocator,
                                 pilkada_error *error) {
    bool twice = false;
    const char **sorted = pk_alloc_zero(allocator, query->region_count, sizeof *sorted);
    if (!sorted)
        return pk_fail_memory(error);
    memcpy(sorted, query->regions, query->region_count * sizeof *sorted);
    qsort(sorted, query->region_count, sizeof *sorted, by_code);
    for (size_t i = 1; i < query->region_count; i++)
        twice = twice || strcmp(sorted[i - 1], sorted[i]) == 0;
    pk_free(allocator, sorted);
    return twice ? pk_fail(error, PILKADA_E_ARGUMENT, "a region is in the list twice: name each once") : PILKADA_OK;
}

/* A table that was made for a region with the same windows and the same zone. */
static const pk_timetable *find_table(const pilkada_schedule *schedule, pk_span code, const pk_timetable *tables,
                                      size_t count) {
    int offset = pk_schedule_offset(schedule, code);
    for (size_t i = 0; i < count; i++)
        if (tables[i].offset == offset && pk_schedule_alike(schedule, tables[i].region, code))
            return &tables[i];
    return NULL;
}

static bool make_tables(pilkada_grid *self, const pilkada_schedule *schedule, const pilkada_grid_query *query) {
    pk_timetable *tables = pk_arena_alloc_zero(&self->arena, query->region_count, sizeof *tables);
    size_t count = 0;
    for (size_t i = 0; tables && i < query->region_count; i++) {
        pk_span code = pk_span_of(query->regions[i]);
        const pk_timetable *table = find_table(schedule, code, tables, count);
        if (!table) {
            char *kept = pk_arena_strdup(&self->arena, code.data, code.size);
            if (!kept || pk_timetable_make(&tables[count], schedule, (pk_span){kept, code.size}, self->from, self->days,
                                           &self->arena))
                return false;
            table = &tables[count++];
        }
        int64_t shift = table->offset * PK_MINUTE - table->first_day * PK_DAY;
        self->lanes[i] = (pk_lane){shift, table, table->short_days, self->counters + i * self->row};
        self->short_days = (!i || self->short_days) && table->short_days;
        self->low = i && self->low > -shift ? self->low : -shift;
        int64_t high = (int64_t)table->days * PK_DAY - shift;
        self->high = i && self->high < high ? self->high : high;
    }
    return tables != NULL;
}

static bool make_excused(pilkada_grid *self, const pilkada_schedule *schedule, const pilkada_grid_query *query) {
    if (!schedule->exception_count)
        return true;
    uint8_t *excused = pk_arena_alloc_zero(&self->arena, self->region_count * self->days, 1);
    for (size_t i = 0; excused && i < self->region_count; i++)
        for (size_t day = 0; day < self->days; day++)
            excused[i * self->days + day] =
                pk_schedule_exception(schedule, pk_span_of(query->regions[i]), self->from + (pilkada_date)day) != NULL;
    self->excused = excused;
    return excused != NULL;
}

static pilkada_status make(pilkada_grid *self, const pilkada_schedule *schedule, const char *rulebook,
                           const pilkada_grid_query *query, pilkada_error *error) {
    size_t cells;
    self->from = query->from;
    self->days = (size_t)(query->until - query->from) + 1;
    self->row = PK_COUNTER_CELLS + self->days * schedule->room * PK_PLACES;
    self->region_count = query->region_count;
    if (!pk_mul(self->row, self->region_count, &cells) || cells > PILKADA_MAX_GRID_COUNTERS)
        return pk_fail(error, PILKADA_E_LIMIT, "too many regions, days and slots: at most %u counters",
                       PILKADA_MAX_GRID_COUNTERS);
    self->counters = pk_alloc_zero(&self->arena.allocator, cells, sizeof *self->counters);
    self->lanes = pk_arena_alloc_zero(&self->arena, self->region_count, sizeof *self->lanes);
    self->schedule = pk_arena_strdup(&self->arena, schedule->id, strlen(schedule->id));
    self->rulebook = pk_arena_strdup(&self->arena, rulebook, strlen(rulebook));
    if (!self->counters || !self->lanes || !self->schedule || !self->rulebook || !make_tables(self, schedule, query) ||
        !make_excused(self, schedule, query))
        return pk_fail_memory(error);
    return PILKADA_OK;
}

pilkada_grid *pk_schedule_grid(const pilkada_schedule *self, const pilkada_grid_query *query, const char *rulebook,
                               const pilkada_allocator *allocator, pilkada_error *error) {
    allocator = pk_allocator_or_default(allocator);
    pilkada_status status = check_query(self, query, error);
    for (size_t i = 0; i < query->region_count && !status; i++)
        status = check_region(self, query->regions[i], i, error);
    if (!status)
        status = check_once(query, allocator, error);
    pilkada_grid *grid = status ? NULL : pk_alloc_zero(allocator, 1, sizeof *grid);
    if (!grid) {
        if (!status)
            pk_fail_memory(error);
        return NULL;
    }
    pk_arena_init(&grid->arena, allocator);
    if (!make(grid, self, rulebook, query, error))
        return grid;
    pilkada_grid_free(grid);
    return NULL;
}

void pilkada_grid_free(pilkada_grid *self) {
    if (!self)
        return;
    pilkada_allocator allocator = self->arena.allocator;
    pk_owner_release(self->owner);
    pk_free(&allocator, self->counters);
    pk_free(&allocator, self->carries);
    pk_seen_dispose(&self->seen, &allocator);
    pk_arena_dispose(&self->arena);
    pk_free(&allocator, self);
}

void pk_grid_hold(pilkada_grid *self, pk_owner *owner) {
    pk_owner_hold(&self->owner, owner);
}

/* ---- counting ---- */

/* The borders of what is counted, in ticks. */
typedef struct borders {
    int64_t low, now; /* inclusive */
    uint64_t width;   /* of [low, high), and not after now */
} borders;

static inline int64_t floor_by(int64_t value, int64_t divisor) {
    return value / divisor - (value % divisor < 0);
}

/* `ticks` is a constant where this is called: the compiler makes a loop for each. */
static inline int64_t milliseconds(int64_t at, int64_t ticks) {
    return ticks >= PK_SECOND ? floor_by(at, ticks / PK_SECOND) : at * (PK_SECOND / ticks);
}

static int64_t in_ticks(int64_t ms, int64_t ticks) {
    int64_t factor = ticks / PK_SECOND;
    if (ticks < PK_SECOND)
        return floor_by(ms, PK_SECOND / ticks);
    return ms > INT64_MAX / factor ? INT64_MAX : ms < INT64_MIN / factor ? INT64_MIN : ms * factor;
}

static borders borders_of(const pilkada_grid *self, pilkada_instant now, int64_t ticks) {
    int64_t low = in_ticks(self->low, ticks), high = in_ticks(self->high, ticks), last = in_ticks(now + 1, ticks);
    if (ticks < PK_SECOND)
        last = in_ticks(now, ticks);
    else if (last != INT64_MAX && last != INT64_MIN)
        last--;
    high = high <= last ? high : last + 1;
    return (borders){low, last, high > low ? (uint64_t)high - (uint64_t)low : 0};
}

/*
 * A counter has come back to 0. The memory for carries is as large as that for the counters, four times over, and few
 * grids need it: 256 reports of one region, date, slot and place.
 */
static bool carry(pilkada_grid *self, const uint8_t *counter) {
    if (!self->carries)
        self->carries = pk_alloc_zero(&self->arena.allocator, self->row * self->region_count, sizeof *self->carries);
    if (self->carries)
        self->carries[counter - self->counters]++;
    return self->carries != NULL;
}

static inline bool count_one(pilkada_grid *self, uint8_t *counter) {
    if (++*counter)
        return true;
    if (carry(self, counter))
        return true;
    --*counter;
    return false;
}

static void take_back(pilkada_grid *self, uint8_t *counter) {
    if (!(*counter)--)
        self->carries[counter - self->counters]--;
}

/* Not counted in any cell; out of line, since it is rare. */
static void ignore(pilkada_grid *self, int64_t at, int64_t now, bool region) {
    pk_grid_ignored why = at > now ? PK_GRID_FUTURE : region ? PK_GRID_NOT_ASKED : PK_GRID_REGION_UNKNOWN;
    self->ignored[why]++;
}

/* `ticks` and `is_short` are constants where this is called: the compiler makes a loop for each. */
static inline bool add_rows(pilkada_grid *self, const pilkada_grid_rows *rows, const borders *within, int64_t ticks,
                            bool is_short) {
    const int64_t low = within->low;
    const uint64_t width = within->width;
    const size_t regions = self->region_count, count = rows->count;
    const int64_t *times = rows->at; /* a counter is a byte and may be anything: what is read again stands in locals */
    const int32_t *places = rows->region;
    const pk_lane *lanes = self->lanes;
    for (size_t i = 0; i < count; i++) {
        int64_t at = times[i];
        size_t region = (size_t)(uint32_t)places[i];
        if ((uint64_t)at - (uint64_t)low >= width || region >= regions) {
            ignore(self, at, within->now, region < regions);
            continue;
        }
        const pk_lane *lane = &lanes[region];
        uint64_t local = (uint64_t)(milliseconds(at, ticks) + lane->shift);
        int32_t counter =
            is_short ? pk_timetable_find_short(lane->short_days, local) : pk_timetable_find(lane->table, local);
        if (!count_one(self, lane->counters + counter))
            return false;
    }
    return true;
}

#define ADDER(name, ticks, is_short)                                                                                   \
    static bool name(pilkada_grid *self, const pilkada_grid_rows *rows, const borders *within) {                       \
        return add_rows(self, rows, within, ticks, is_short);                                                          \
    }

ADDER(add_seconds, 1, false)
ADDER(add_milliseconds, 1000, false)
ADDER(add_microseconds, 1000000, false)
ADDER(add_nanoseconds, 1000000000, false)
ADDER(add_short_seconds, 1, true)
ADDER(add_short_milliseconds, 1000, true)
ADDER(add_short_microseconds, 1000000, true)
ADDER(add_short_nanoseconds, 1000000000, true)

/* ---- counting with keys ---- */

static bool is_early(uint32_t counter) {
    return (counter - PK_COUNTER_CELLS) % PK_PLACES == PK_PLACE_EARLY;
}

/* A report keeps the place of its first arrival that is not early, as on a board. */
static bool is_better(const pk_sighting *old, int64_t at, uint32_t counter) {
    if (is_early(old->counter) != is_early(counter))
        return is_early(old->counter);
    return at < old->at;
}

static bool count_once(pilkada_grid *self, size_t region, int64_t at, uint32_t counter, uint64_t key) {
    const pk_lane *lane = &self->lanes[region];
    size_t date = (counter - PK_COUNTER_CELLS) / PK_PLACES / lane->table->room;
    pk_sighting *seen = pk_seen_get(&self->seen, &self->arena.allocator, key, (uint32_t)region, (uint32_t)date);
    bool resent = seen && seen->counter;
    self->ignored[PK_GRID_RESENT] += resent;
    if (!seen || (resent && !is_better(seen, at, counter)))
        return seen != NULL;
    if (!count_one(self, lane->counters + counter))
        return false;
    if (resent)
        take_back(self, lane->counters + seen->counter);
    seen->at = at;
    seen->counter = counter;
    return true;
}

static bool add_keyed(pilkada_grid *self, const pilkada_grid_rows *rows, const borders *within) {
    for (size_t i = 0; i < rows->count; i++) {
        int64_t at = rows->at[i];
        size_t region = (size_t)(uint32_t)rows->region[i];
        if ((uint64_t)at - (uint64_t)within->low >= within->width || at > within->now || region >= self->region_count) {
            ignore(self, at, within->now, region < self->region_count);
            continue;
        }
        const pk_lane *lane = &self->lanes[region];
        int64_t ms = milliseconds(at, rows->ticks);
        uint32_t counter = (uint32_t)pk_timetable_find(lane->table, (uint64_t)(ms + lane->shift));
        bool single = counter < PK_COUNTER_CELLS || !rows->key[i];
        if (!(single ? count_one(self, lane->counters + counter) : count_once(self, region, ms, counter, rows->key[i])))
            return false;
    }
    return true;
}

static pilkada_status check_rows(const pilkada_grid *self, const pilkada_grid_rows *rows, pilkada_instant now,
                                 pilkada_error *error) {
    pilkada_instant end = pilkada_date_instant(pk_date_of((pk_civil){9999, 12, 31}) + 1, 0, 0);
    if (!self || !rows || (rows->count && (!rows->at || !rows->region)))
        return pk_fail(error, PILKADA_E_ARGUMENT, "grid and rows, instants and regions must not be NULL");
    if (now < -end || now >= end)
        return pk_fail(error, PILKADA_E_ARGUMENT, "\"now\" must be an instant: the library reads no clock");
    if (rows->ticks != 1 && rows->ticks != 1000 && rows->ticks != 1000000 && rows->ticks != 1000000000)
        return pk_fail(error, PILKADA_E_ARGUMENT, "ticks a second must be 1, 1000, 1000000 or 1000000000");
    return PILKADA_OK;
}

pilkada_status pilkada_grid_add(pilkada_grid *self, const pilkada_grid_rows *rows, pilkada_instant now,
                                pilkada_error *error) {
    pilkada_status status = check_rows(self, rows, now, error);
    if (status)
        return status;
    borders within = borders_of(self, now, rows->ticks);
    static bool (*const adders[2][4])(pilkada_grid *, const pilkada_grid_rows *, const borders *) = {
        {add_seconds, add_milliseconds, add_microseconds, add_nanoseconds},
        {add_short_seconds, add_short_milliseconds, add_short_microseconds, add_short_nanoseconds}};
    int unit = rows->ticks == 1 ? 0 : rows->ticks == 1000 ? 1 : rows->ticks == 1000000 ? 2 : 3;
    bool counted = (rows->key ? add_keyed : adders[self->short_days][unit])(self, rows, &within);
    return counted ? PILKADA_OK : pk_fail_memory(error);
}
