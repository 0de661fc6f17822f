/** @file window/judge.c  Receipts and a schedule into a board. */
#include <stdlib.h>

#include "core/error.h"
#include "window/arrivals.h"
#include "window/history.h"
#include "window/signs.h"

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
    const pk_receipt **receipts; /* of the arrivals */
    pk_content *contents;
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

/* After the close of its slot by so much. */
static bool is_past(const pk_slots *slots, const pk_found *found, int64_t at, int64_t span) {
    const pk_slot *slot = &slots->slots[found->slot];
    return found->place == PK_PLACE_LATE && span != INT64_MAX && at - (slot->close - slot->inclusive) >= span;
}

/* What came after the lock is as if it had not come. */
static size_t load_arrivals(judging *self, const pk_slots *slots, const pk_placed *placed, size_t count,
                            const pk_cell *cell) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const pk_receipt *receipt = placed[i].receipt;
        int64_t at = pk_position_of(receipt->received, cell->cell.date, cell->offset);
        pk_found found = pk_slots_find(slots, at);
        if (is_past(slots, &found, at, self->schedule->correct_for))
            continue;
        self->receipts[kept] = receipt;
        self->arrivals[kept] = pk_arrival_of(receipt, at);
        self->arrivals[kept++].too_late = is_past(slots, &found, at, self->schedule->late_for);
    }
    return kept;
}

/* A report that came when late ones were not taken any more is not received, however it was corrected. */
static size_t load_counted(judging *self, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const pk_edition *edition = &self->editions[i];
        const uint32_t units[] = {(uint32_t)i, edition->form, edition->reporter};
        if (edition->too_late)
            continue;
        self->counted[kept++] = (pk_counted){.at = edition->at,
                                             .unit = units[self->schedule->count_by],
                                             .slot = (uint32_t)edition->found.slot,
                                             .order = (uint32_t)i,
                                             .place = edition->found.place,
                                             .nihil = edition->nihil};
    }
    if (kept)
        qsort(self->counted, kept, sizeof *self->counted, by_time);
    return kept;
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
        reason->missed = &slots->slots[self->counted[i].slot];
    }
}

static pilkada_window_state state_of(const pk_cell *cell, const pk_slots *slots, pilkada_instant now) {
    const pk_counts *counts = &cell->counts;
    const pk_slot *last = &slots->slots[slots->count - 1];
    if (counts->filled_on_time == counts->required)
        return PILKADA_WINDOW_LENGKAP;
    if (counts->filled == counts->required)
        return PILKADA_WINDOW_TERLAMBAT;
    if (now < pk_instant_at(last->close + last->after, cell->cell.date, cell->offset))
        return PILKADA_WINDOW_BERJALAN;
    return counts->received ? PILKADA_WINDOW_KURANG : PILKADA_WINDOW_BELUM;
}

static pilkada_window_phase phase_of(const judging *self, const pk_cell *cell, const pk_slots *slots) {
    if (!slots->count)
        return PILKADA_WINDOW_TERKUNCI;
    const pk_slot *first = &slots->slots[0], *last = &slots->slots[slots->count - 1];
    int64_t now = pk_position_of(self->query->now, cell->cell.date, cell->offset);
    int64_t since = now - (last->close - last->inclusive);
    if (now < first->open - first->before)
        return PILKADA_WINDOW_BELUM_BUKA;
    if (now < last->close + last->after)
        return PILKADA_WINDOW_KIRIM;
    if (since < self->schedule->late_for)
        return PILKADA_WINDOW_SUSULAN;
    return since < self->schedule->correct_for ? PILKADA_WINDOW_PERBAIKAN : PILKADA_WINDOW_TERKUNCI;
}

/* Only where a late report can still help. */
static int64_t late_left(const judging *self, const pk_cell *cell, const pk_slots *slots) {
    bool waits = cell->cell.state == PILKADA_WINDOW_KURANG || cell->cell.state == PILKADA_WINDOW_BELUM;
    if (!waits || cell->cell.phase != PILKADA_WINDOW_SUSULAN || self->schedule->late_for == INT64_MAX)
        return 0;
    const pk_slot *last = &slots->slots[slots->count - 1];
    return last->close - last->inclusive + self->schedule->late_for -
           pk_position_of(self->query->now, cell->cell.date, cell->offset);
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
    out->opens = out->closes = pk_instant_at(0, out->date, cell->offset);
    if (slots->count) {
        out->opens = pk_instant_at(slots->slots[0].open, out->date, cell->offset);
        out->closes = pk_instant_at(slots->slots[slots->count - 1].close, out->date, cell->offset);
    }
    out->state = excused || !slots->count ? PILKADA_WINDOW_DIKECUALIKAN : state_of(cell, slots, now);
    cell->inclusive = slots->count && slots->slots[slots->count - 1].inclusive;
    out->corrected = merged->corrected;
}

/* The close that an officer waits for. */
static pilkada_instant due_of(const judging *self, const pk_cell *cell, const pk_slots *slots) {
    for (size_t i = cell->counts.first_short; i < slots->count; i++) {
        pilkada_instant closes = pk_instant_at(slots->slots[i].close, cell->cell.date, cell->offset);
        if (closes > self->query->now)
            return closes;
    }
    return cell->cell.closes;
}

static void take_signs(pk_cell *cell, const pk_signs *signs) {
    cell->cell.skewed = signs->skewed;
    cell->cell.drafts = signs->drafts;
    cell->cell.flood = signs->flood;
}

static void add_to_summary(pk_answer *answer, const pk_cell *cell) {
    answer->skewed += cell->cell.skewed;
    answer->drafts += cell->cell.drafts;
    answer->floods += cell->cell.flood > 0;
    answer->states[cell->cell.state]++;
    answer->ignored[PK_IGNORED_EXCESS] += cell->excess;
    answer->ignored[PK_IGNORED_LOCKED] += cell->cell.locked;
    if (cell->cell.state == PILKADA_WINDOW_DIKECUALIKAN)
        return;
    answer->expected += cell->counts.required;
    answer->actual += cell->counts.filled;
    answer->on_time += cell->counts.filled_on_time;
}

static bool judge_cell(judging *self, const pk_slots *slots, pk_cell *cell, const pk_debtor *region,
                       const pk_placed *placed, size_t count) {
    size_t taken = load_arrivals(self, slots, placed, count, cell);
    pk_merged merged = pk_merge(slots, self->arrivals, taken, &self->merge, self->editions);
    const pk_history history = {self->arrivals, self->receipts, self->contents};
    if (!pk_history_keep(&history, &self->merge, taken, self->made, cell))
        return false;
    size_t reports = load_counted(self, merged.reports);
    size_t kept = pk_count_keep(slots, self->counted, reports, self->tallies);
    cell->excess = (int32_t)(reports - kept);
    cell->cell.locked = (int32_t)(count - taken + merged.reports - reports);
    keep_marks(self, kept, cell);
    pk_reason reason = {.schedule = self->schedule,
                        .slots = slots,
                        .exception = pk_schedule_exception(self->schedule, region->code, cell->cell.date),
                        .now = self->query->now};
    find_late(self, slots, kept, cell, &reason);
    cell->counts = pk_count(slots, self->counted, kept, self->tallies);
    fill_cell(cell, &merged, slots, self->query->now, reason.exception != NULL);
    cell->cell.phase = phase_of(self, cell, slots);
    cell->cell.due = due_of(self, cell, slots);
    pk_signs signs = pk_signs_of(slots, placed, count, cell->cell.date, cell->offset);
    take_signs(cell, &signs);
    reason.skew = signs.most_skew;
    reason.late_left = late_left(self, cell, slots);
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
    self->slots = pk_arena_alloc_zero(scratch, self->schedule->room, sizeof *self->slots);
    self->tallies = pk_arena_alloc_zero(scratch, self->schedule->room, sizeof *self->tallies);
    self->arrivals = pk_arena_alloc_zero(scratch, largest, sizeof *self->arrivals);
    self->receipts = pk_arena_alloc_zero(scratch, largest, sizeof *self->receipts);
    self->contents = pk_arena_alloc_zero(scratch, largest, sizeof *self->contents);
    self->editions = pk_arena_alloc_zero(scratch, largest, sizeof *self->editions);
    self->counted = pk_arena_alloc_zero(scratch, largest, sizeof *self->counted);
    self->merge.ties = pk_arena_alloc_zero(scratch, largest * PK_TIES_PER_ARRIVAL, sizeof *self->merge.ties);
    self->merge.links = pk_arena_alloc_zero(scratch, largest * PK_LINKS_PER_ARRIVAL, sizeof *self->merge.links);
    return self->slots && self->tallies && self->arrivals && self->receipts && self->contents && self->editions &&
           self->counted && self->merge.ties && self->merge.links;
}

static pilkada_status judge_cells(judging *self, const pk_placed *placed, size_t count) {
    const pk_axes *axes = &self->axes;
    pk_answer *answer = self->answer;
    if (!make_room(self, largest_cell(placed, count)))
        return no_memory(self);
    pk_slots slots = {self->slots, 0};
    for (size_t i = 0, from = 0; i < answer->count; i++) {
        pilkada_date date = axes->dates[i / axes->region_count];
        const pk_debtor *region = &axes->regions[i % axes->region_count];
        if (i % axes->region_count == 0 || self->schedule->by_region)
            slots.count = pk_schedule_slots(self->schedule, region->code, date, self->slots);
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
