/** @file window/grid_read.c  What a grid has counted: see pilkada/grid.h. */
#include "core/error.h"
#include "window/board_internal.h"
#include "window/grid_internal.h"
#include "window/members.h"

/* Totals over cells, as a summary holds them. */
typedef struct totals {
    int64_t cells, states[PILKADA_WINDOW_DIKECUALIKAN + 1], expected, actual, on_time, excess, outside, locked;
} totals;

static int32_t smaller(int64_t a, int64_t b) {
    return (int32_t)(a < b ? a : b);
}

/* On-time reports of a slot came before its late ones, so they have the first places of its maximum. */
static int32_t add_slot(const pilkada_grid *self, const pk_slot *slot, const uint8_t *counters,
                        pilkada_grid_cell *cell) {
    int64_t on_time = pk_grid_count(self, counters + PK_PLACE_ON_TIME),
            late = pk_grid_count(self, counters + PK_PLACE_LATE), all = on_time + late;
    if (slot->max) {
        on_time = smaller(on_time, slot->max);
        late = smaller(late, slot->max - on_time);
    }
    cell->required += slot->min;
    cell->early += smaller(pk_grid_count(self, counters + PK_PLACE_EARLY), INT32_MAX / 4);
    cell->on_time += smaller(on_time, INT32_MAX / 4);
    cell->late += smaller(late, INT32_MAX / 4);
    cell->filled += smaller(on_time + late, slot->min);
    cell->filled_on_time += smaller(on_time, slot->min);
    return smaller(all - on_time - late, INT32_MAX);
}

/* A day that is not complete in time: late, running, short or missing. */
static PK_RARE pilkada_window_state state_of_others(const pilkada_grid *self, const pk_lane *lane, size_t day,
                                                    const uint8_t *counters, pilkada_instant now) {
    const pk_timetable *table = lane->table;
    const pk_slot *slot = table->slots + table->date_slot[day], *end = table->slots + table->date_slot[day + 1];
    int64_t required = 0, filled = 0, received = 0;
    for (; slot < end; slot++, counters += PK_PLACES) {
        int64_t all = pk_grid_count(self, counters + PK_PLACE_ON_TIME) + pk_grid_count(self, counters + PK_PLACE_LATE);
        required += slot->min;
        filled += smaller(all, slot->min);
        received += all + pk_grid_count(self, counters + PK_PLACE_EARLY);
    }
    if (filled == required)
        return PILKADA_WINDOW_TERLAMBAT;
    int64_t over = (self->from + (int64_t)day) * PK_DAY - table->offset * PK_MINUTE + end[-1].close + end[-1].after;
    return now < over ? PILKADA_WINDOW_BERJALAN : received ? PILKADA_WINDOW_KURANG : PILKADA_WINDOW_BELUM;
}

/* A maximum is never below the minimum, so it does not matter here. */
static inline pilkada_window_state state_of(const pilkada_grid *self, const pk_lane *lane, size_t day,
                                            pilkada_instant now) {
    const pk_timetable *table = lane->table;
    const pk_slot *slot = table->slots + table->date_slot[day], *end = table->slots + table->date_slot[day + 1];
    const uint8_t *first = lane->counters + PK_COUNTER_CELLS + day * table->room * PK_PLACES, *counters = first;
    int64_t lacking = 0;
    for (; slot < end; slot++, counters += PK_PLACES)
        lacking += slot->min - smaller(pk_grid_count(self, counters + PK_PLACE_ON_TIME), slot->min);
    return lacking ? state_of_others(self, lane, day, first, now) : PILKADA_WINDOW_LENGKAP;
}

static inline bool is_excused(const pilkada_grid *self, size_t region, size_t day) {
    return self->excused && self->excused[region * self->days + day];
}

/* Returns how many reports were beyond a maximum. */
static int32_t read_cell(const pilkada_grid *self, size_t region, size_t day, pilkada_instant now,
                         pilkada_grid_cell *cell) {
    const pk_lane *lane = &self->lanes[region];
    const pk_timetable *table = lane->table;
    uint32_t first = table->date_slot[day], end = table->date_slot[day + 1];
    const uint8_t *counters = lane->counters + PK_COUNTER_CELLS + day * table->room * PK_PLACES;
    int32_t excess = 0;
    *cell = (pilkada_grid_cell){.has_window = end > first};
    for (uint32_t i = first; i < end; i++, counters += PK_PLACES)
        excess += add_slot(self, &table->slots[i], counters, cell);
    cell->received = cell->early + cell->on_time + cell->late;
    if (end == first)
        return 0;
    cell->state = is_excused(self, region, day) ? PILKADA_WINDOW_DIKECUALIKAN : state_of(self, lane, day, now);
    if (cell->state == PILKADA_WINDOW_DIKECUALIKAN)
        cell->required = 0;
    return excess;
}

size_t pilkada_grid_region_count(const pilkada_grid *self) {
    return self ? self->region_count : 0;
}

size_t pilkada_grid_day_count(const pilkada_grid *self) {
    return self ? self->days : 0;
}

pilkada_status pilkada_grid_get(const pilkada_grid *self, size_t region, pilkada_date date, pilkada_instant now,
                                pilkada_grid_cell *cell, pilkada_error *error) {
    if (!self || !cell || region >= self->region_count || date < self->from ||
        date >= self->from + (pilkada_date)self->days)
        return pk_fail(error, PILKADA_E_ARGUMENT, "grid and cell must not be NULL, region and date must be the grid's");
    read_cell(self, region, (size_t)(date - self->from), now, cell);
    return PILKADA_OK;
}

pilkada_date pilkada_grid_date_at(const pilkada_grid *self, size_t region, pilkada_instant at) {
    if (!self || region >= self->region_count || at < self->low || at >= self->high)
        return PILKADA_NO_DATE;
    const pk_lane *lane = &self->lanes[region];
    int32_t counter = pk_timetable_find(lane->table, (uint64_t)(at + lane->shift));
    if (counter < PK_COUNTER_CELLS)
        return PILKADA_NO_DATE;
    return self->from + (pilkada_date)((size_t)(counter - PK_COUNTER_CELLS) / PK_PLACES / lane->table->room);
}

/* ---- all cells ---- */

static pilkada_status check_room(const pilkada_grid *self, const void *out, size_t room, pilkada_error *error) {
    if (!self || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "grid and memory must not be NULL");
    if (room < self->region_count * self->days)
        return pk_fail(error, PILKADA_E_LIMIT, "there must be room for each region and date");
    return PILKADA_OK;
}

pilkada_status pilkada_grid_states(const pilkada_grid *self, pilkada_instant now, uint8_t *out, size_t room,
                                   pilkada_error *error) {
    pilkada_status status = check_room(self, out, room, error);
    for (size_t region = 0; !status && region < self->region_count; region++) {
        const pk_lane *lane = &self->lanes[region];
        const uint32_t *slots = lane->table->date_slot;
        for (size_t day = 0; day < self->days; day++)
            *out++ = slots[day] == slots[day + 1]    ? UINT8_MAX
                     : is_excused(self, region, day) ? (uint8_t)PILKADA_WINDOW_DIKECUALIKAN
                                                     : (uint8_t)state_of(self, lane, day, now);
    }
    return status;
}

pilkada_status pilkada_grid_counts(const pilkada_grid *self, int on_time_only, int32_t *out, size_t room,
                                   pilkada_error *error) {
    pilkada_status status = check_room(self, out, room, error);
    pilkada_grid_cell cell;
    for (size_t region = 0; !status && region < self->region_count; region++)
        for (size_t day = 0; day < self->days; day++) {
            read_cell(self, region, day, 0, &cell);
            *out++ = on_time_only ? cell.on_time : cell.received;
        }
    return status;
}

/* ---- the summary ---- */

static void add_cell(totals *sums, const pilkada_grid_cell *cell) {
    sums->cells++;
    sums->states[cell->state]++;
    if (cell->state == PILKADA_WINDOW_DIKECUALIKAN)
        return;
    sums->expected += cell->required;
    sums->actual += cell->filled;
    sums->on_time += cell->filled_on_time;
}

static totals add_up(const pilkada_grid *self, pilkada_instant now) {
    totals sums = {0};
    pilkada_grid_cell cell;
    for (size_t region = 0; region < self->region_count; region++) {
        const uint8_t *counters = self->lanes[region].counters;
        sums.outside += pk_grid_count(self, counters + PK_COUNTER_OUTSIDE);
        sums.locked += pk_grid_count(self, counters + PK_COUNTER_LOCKED);
        for (size_t day = 0; day < self->days; day++) {
            sums.excess += read_cell(self, region, day, now, &cell);
            if (cell.has_window)
                add_cell(&sums, &cell);
        }
    }
    return sums;
}

static void put_fraction(pilkada_buffer *out, const char *key, int64_t numerator, int64_t denominator) {
    pk_put_key(out, key);
    pk_putc(out, '{');
    pk_put_number_member(out, "pembilang", numerator);
    pk_put_key(out, "penyebut");
    pk_put_int(out, denominator);
    pk_puts(out, "},");
}

static void put_ignored(pilkada_buffer *out, const pilkada_grid *self, const totals *sums) {
    pk_puts(out, "\"ignored\":{");
    pk_put_number_member(out, pk_ignored_name(PK_IGNORED_FUTURE), self->ignored[PK_GRID_FUTURE]);
    pk_put_number_member(out, pk_ignored_name(PK_IGNORED_REGION_UNKNOWN), self->ignored[PK_GRID_REGION_UNKNOWN]);
    pk_put_number_member(out, pk_ignored_name(PK_IGNORED_NOT_ASKED), self->ignored[PK_GRID_NOT_ASKED] + sums->outside);
    pk_put_number_member(out, pk_ignored_name(PK_IGNORED_EXCESS), sums->excess);
    pk_put_number_member(out, pk_ignored_name(PK_IGNORED_LOCKED), sums->locked);
    pk_put_key(out, "kiriman_ulang");
    pk_put_int(out, self->ignored[PK_GRID_RESENT]);
    pk_putc(out, '}');
}

static void put_summary(pilkada_buffer *out, const pilkada_grid *self, const totals *sums, pilkada_instant now) {
    pk_put_text_member(out, "schedule", self->schedule);
    pk_put_date_member(out, "from", self->from);
    pk_put_date_member(out, "until", self->from + (pilkada_date)self->days - 1);
    pk_put_instant_member(out, "now", now, self->lanes[0].table->offset);
    pk_put_text_member(out, "rulebook", self->rulebook);
    pk_put_number_member(out, "regions", (int64_t)self->region_count);
    pk_put_number_member(out, "cells", sums->cells);
    for (int i = 0; i <= PILKADA_WINDOW_DIKECUALIKAN; i++)
        pk_put_number_member(out, pilkada_window_state_name((pilkada_window_state)i), sums->states[i]);
    pk_put_number_member(out, "expected_reports", sums->expected);
    pk_put_number_member(out, "actual_reports", sums->actual);
    pk_put_number_member(out, "actual_reports_on_time", sums->on_time);
    put_fraction(out, "reporting_rate", sums->actual, sums->expected);
    put_fraction(out, "reporting_rate_on_time", sums->on_time, sums->expected);
    put_ignored(out, self, sums);
}

pilkada_status pilkada_grid_write_summary_json(const pilkada_grid *self, pilkada_instant now, pilkada_buffer *out,
                                               pilkada_error *error) {
    if (!self || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "grid and buffer must not be NULL");
    totals sums = add_up(self, now);
    size_t mark = pk_buffer_mark(out);
    pk_puts(out, "{\"summary\":{");
    put_summary(out, self, &sums, now);
    pk_puts(out, "}}");
    return pk_buffer_done(out, mark, error);
}
