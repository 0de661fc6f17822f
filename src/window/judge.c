/** @file window/judge.c  Receipts and a schedule into a board. */
#include <stdlib.h>

#include "core/error.h"
#include "window/arrivals.h"
#include "window/editions.h"

/* One judgement under way. `made` is what stays, `scratch` goes. */
typedef struct judging {
    const pilkada_schedule *schedule;
    const pilkada_window_query *query;
    pk_arena *made, scratch;
    pilkada_buffer text;
    pk_axes axes;
    pk_answer *answer;
    pk_slot *slots; /* of the date at hand */
    pk_arrival *arrivals;
    pk_edition *editions;
    pk_counted *counted;
    pk_tally *tallies;
    pk_scratch merge;
    pilkada_error *error;
} judging;

static pilkada_status no_memory(judging *self) {
    return pk_fail_memory(self->error);
}

/* ---- one cell ---- */

static int by_time(const void *a, const void *b) {
    const pk_counted *x = a, *y = b;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static void load_arrivals(judging *self, const pk_placed *placed, size_t count, pilkada_date date, int offset) {
    for (size_t i = 0; i < count; i++) {
        const pk_receipt *receipt = placed[i].receipt;
        self->arrivals[i] = (pk_arrival){.at = pk_position_of(receipt->received, date, offset),
                                         .id = receipt->id->number,
                                         .form = receipt->form->number,
                                         .hash = receipt->hash->number,
                                         .reporter = receipt->reporter->number,
                                         .replaces = receipt->replaces->number,
                                         .sequence = receipt->sequence,
                                         .nihil = receipt->nihil,
                                         .rejected = receipt->rejected};
    }
}

static void load_counted(judging *self, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const pk_edition *edition = &self->editions[i];
        const uint32_t units[] = {(uint32_t)i, edition->form, edition->reporter};
        self->counted[i] = (pk_counted){.at = edition->at,
                                        .unit = units[self->schedule->count_by],
                                        .slot = (uint32_t)edition->found.slot,
                                        .order = (uint32_t)i,
                                        .place = edition->found.place,
                                        .nihil = edition->nihil};
    }
    if (count)
        qsort(self->counted, count, sizeof *self->counted, by_time);
}

/* The last ones: late reports are what an officer looks for. */
static void keep_marks(const judging *self, size_t count, pk_cell *cell) {
    size_t first = count > PK_MARKS ? count - PK_MARKS : 0;
    cell->report_count = count;
    for (size_t i = first; i < count; i++)
        cell->marks[cell->mark_count++] =
            (pk_mark){pk_instant_at(self->counted[i].at, cell->cell.date, cell->offset), self->counted[i].place};
}

/* The first late report: the others were later still. */
static void find_late(const judging *self, const pk_slots *slots, size_t count, pk_cell *cell, pk_reason *reason) {
    reason->late = PILKADA_NO_INSTANT;
    for (size_t i = 0; i < count && reason->late == PILKADA_NO_INSTANT; i++) {
        if (self->counted[i].place != PK_PLACE_LATE)
            continue;
        reason->late = pk_instant_at(self->counted[i].at, cell->cell.date, cell->offset);
        reason->limit = pk_instant_at(slots->slots[self->counted[i].slot].close, cell->cell.date, cell->offset);
    }
}

static pilkada_window_state state_of(const pk_cell *cell, const pk_slots *slots, pilkada_instant now) {
    const pk_counts *counts = &cell->counts;
    pilkada_instant last = pk_instant_at(slots->slots[slots->count - 1].close, cell->cell.date, cell->offset);
    if (counts->filled_on_time == counts->required)
        return PILKADA_WINDOW_LENGKAP;
    if (counts->filled == counts->required)
        return PILKADA_WINDOW_TERLAMBAT;
    if (now < last + slots->after)
        return PILKADA_WINDOW_BERJALAN;
    return counts->received ? PILKADA_WINDOW_KURANG : PILKADA_WINDOW_BELUM;
}

static void fill_cell(pk_cell *cell, const pk_merged *merged, const pk_slots *slots, pilkada_instant now,
                      bool excused) {
    const pk_counts *counts = &cell->counts;
    pilkada_window_cell *out = &cell->cell;
    out->required = excused ? 0 : counts->required;
    out->received = counts->received;
    out->on_time = counts->on_time;
    out->early = counts->early;
    out->late = counts->late;
    out->nihil = counts->nihil;
    out->duplicate = merged->duplicate;
    out->rejected = merged->rejected;
    out->opens = pk_instant_at(slots->slots[0].open, out->date, cell->offset);
    out->closes = pk_instant_at(slots->slots[slots->count - 1].close, out->date, cell->offset);
    out->state = excused ? PILKADA_WINDOW_DIKECUALIKAN : state_of(cell, slots, now);
    cell->corrected = merged->corrected;
}

static void add_to_summary(pk_answer *answer, const pk_cell *cell) {
    answer->states[cell->cell.state]++;
    answer->ignored[PK_IGNORED_EXCESS] += cell->excess;
    if (cell->cell.state == PILKADA_WINDOW_DIKECUALIKAN)
        return;
    answer->expected += cell->counts.required;
    answer->actual += cell->counts.filled;
    answer->on_time += cell->counts.filled_on_time;
}

static bool judge_cell(judging *self, const pk_slots *slots, pk_cell *cell, const pk_debtor *region,
                       const pk_placed *placed, size_t count) {
    load_arrivals(self, placed, count, cell->cell.date, region->offset);
    pk_merged merged = pk_merge(slots, self->arrivals, count, &self->merge, self->editions);
    load_counted(self, merged.reports);
    size_t kept = pk_count_keep(slots, self->counted, merged.reports, self->tallies);
    cell->excess = (int32_t)(merged.reports - kept);
    keep_marks(self, kept, cell);
    pk_reason reason = {.schedule = self->schedule,
                        .slots = slots,
                        .exception = pk_schedule_exception(self->schedule, region->code, cell->cell.date),
                        .now = self->query->now};
    find_late(self, slots, kept, cell, &reason);
    cell->counts = pk_count(slots, self->counted, kept, self->tallies);
    fill_cell(cell, &merged, slots, self->query->now, reason.exception != NULL);
    add_to_summary(self->answer, cell);
    return pk_reason_write(&reason, cell, self->made, &self->text);
}

/* ---- all cells ---- */

static size_t largest_cell(const pk_placed *placed, size_t count) {
    size_t largest = 0;
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from; to < count && placed[to].cell == placed[from].cell;)
            to++;
        largest = to - from > largest ? to - from : largest;
    }
    return largest;
}

static bool make_room(judging *self, size_t largest) {
    pk_arena *scratch = &self->scratch;
    self->slots = pk_arena_alloc_zero(scratch, self->schedule->slot_count, sizeof *self->slots);
    self->tallies = pk_arena_alloc_zero(scratch, self->schedule->slot_count, sizeof *self->tallies);
    self->arrivals = pk_arena_alloc_zero(scratch, largest, sizeof *self->arrivals);
    self->editions = pk_arena_alloc_zero(scratch, largest, sizeof *self->editions);
    self->counted = pk_arena_alloc_zero(scratch, largest, sizeof *self->counted);
    self->merge.ties = pk_arena_alloc_zero(scratch, largest * PK_TIES_PER_ARRIVAL, sizeof *self->merge.ties);
    self->merge.links = pk_arena_alloc_zero(scratch, largest * PK_LINKS_PER_ARRIVAL, sizeof *self->merge.links);
    return self->slots && self->tallies && self->arrivals && self->editions && self->counted && self->merge.ties &&
           self->merge.links;
}

static pilkada_status judge_cells(judging *self, const pk_placed *placed, size_t count) {
    const pk_axes *axes = &self->axes;
    pk_answer *answer = self->answer;
    if (!make_room(self, largest_cell(placed, count)))
        return no_memory(self);
    pk_slots slots = {self->slots, 0, self->schedule->before, self->schedule->after};
    for (size_t i = 0, from = 0; i < answer->count; i++) {
        pilkada_date date = axes->dates[i / axes->region_count];
        const pk_debtor *region = &axes->regions[i % axes->region_count];
        if (i % axes->region_count == 0)
            slots.count = pk_schedule_slots(self->schedule, date, self->slots);
        pk_cell *cell = &answer->cells[i];
        cell->cell = (pilkada_window_cell){.schedule = answer->schedule, .region = region->code.data, .date = date};
        cell->name = region->name;
        cell->offset = region->offset;
        size_t to = from;
        while (to < count && placed[to].cell == i)
            to++;
        if (!judge_cell(self, &slots, cell, region, placed + from, to - from))
            return no_memory(self);
        from = to;
    }
    return PILKADA_OK;
}

static const char *keep(judging *self, const char *text) {
    return pk_arena_strdup(self->made, text, strlen(text));
}

static pilkada_status start_answer(judging *self, const char *rulebook) {
    const pk_axes *axes = &self->axes;
    size_t cells;
    pk_answer *answer = self->answer = pk_arena_alloc_zero(self->made, 1, sizeof *answer);
    if (!answer || !pk_mul(axes->date_count, axes->region_count, &cells))
        return no_memory(self);
    *answer = (pk_answer){.cells = pk_arena_alloc_zero(self->made, cells, sizeof *answer->cells),
                          .count = cells,
                          .region_count = axes->region_count,
                          .from = axes->from,
                          .until = axes->until,
                          .now = axes->now,
                          .offset = axes->regions[0].offset,
                          .uniform = true,
                          .close_inclusive = self->schedule->close_inclusive,
                          .schedule = keep(self, self->schedule->id),
                          .title = {keep(self, self->schedule->title_id), keep(self, self->schedule->title_en)},
                          .rulebook = keep(self, rulebook ? rulebook : "")};
    for (size_t i = 0; i < axes->region_count; i++)
        answer->uniform = answer->uniform && axes->regions[i].offset == answer->offset;
    bool whole = answer->cells && answer->schedule && answer->title[0] && answer->title[1] && answer->rulebook &&
                 pk_labels_copy(self->schedule->catalogue, answer, self->made);
    return whole ? PILKADA_OK : no_memory(self);
}

static pilkada_status judge(judging *self, const pilkada_receipts *receipts, const char *rulebook) {
    self->axes.schedule = self->schedule;
    self->axes.receipts = receipts;
    pilkada_status status = pk_axes_draw(&self->axes, self->query, self->made, &self->scratch, self->error);
    if (status || (status = start_answer(self, rulebook)))
        return status;
    size_t count = 0;
    pk_placed *placed = pk_arena_alloc_zero(&self->scratch, receipts->count + 1, sizeof *placed);
    if (!placed || pk_arrivals_place(&self->axes, &self->scratch, placed, &count, self->answer->ignored))
        return no_memory(self);
    return judge_cells(self, placed, count);
}

pilkada_status pk_schedule_judge(const pilkada_schedule *self, const pilkada_window_query *query,
                                 const pilkada_receipts *receipts, const char *rulebook, pilkada_board *board,
                                 pilkada_error *error) {
    if (!self || !query || !receipts || !board)
        return pk_fail(error, PILKADA_E_ARGUMENT, "schedule, query, receipts and board must not be NULL");
    int next = 1 - board->current;
    judging work = {.schedule = self, .query = query, .made = &board->arenas[next], .error = error};
    pk_arena_reset(work.made);
    pk_arena_init(&work.scratch, &work.made->allocator);
    pilkada_buffer_init(&work.text, &work.made->allocator);
    pilkada_status status = judge(&work, receipts, rulebook);
    pilkada_buffer_dispose(&work.text);
    pk_arena_dispose(&work.scratch);
    if (!status) {
        board->current = next;
        board->answer = work.answer;
    }
    return status;
}
