/** @file window/board.c  The answer: its life, its cells and its JSON. See pilkada/window.h. */
#include "core/error.h"
#include "window/board_internal.h"
#include "window/call.h"
#include "window/members.h"

const char *pilkada_window_state_name(pilkada_window_state state) {
    static const char *const names[] = {"lengkap", "kurang", "terlambat", "belum", "berjalan", "dikecualikan"};
    return state >= PILKADA_WINDOW_LENGKAP && state <= PILKADA_WINDOW_DIKECUALIKAN ? names[state] : "";
}

const char *pilkada_window_phase_name(pilkada_window_phase phase) {
    static const char *const names[] = {"belum_buka", "kirim", "susulan", "perbaikan", "terkunci"};
    return phase >= PILKADA_WINDOW_BELUM_BUKA && phase <= PILKADA_WINDOW_TERKUNCI ? names[phase] : "";
}

const char *pk_ignored_name(pk_ignored reason) {
    static const char *const names[PK_IGNORED_COUNT] = {
        "diterima_setelah_sekarang", "formulir_lain", "wilayah_tidak_dikenal",
        "wilayah_tidak_wajib",       "tanpa_jendela", "di_luar_permintaan",
        "melebihi_maksimum",         "terkunci"};
    return names[reason];
}

pilkada_board *pilkada_board_new(const pilkada_allocator *allocator, pilkada_error *error) {
    allocator = pk_allocator_or_default(allocator);
    pilkada_board *self = pk_alloc_zero(allocator, 1, sizeof *self);
    if (!self) {
        pk_fail_memory(error);
        return NULL;
    }
    pk_arena_init(&self->arenas[0], allocator);
    pk_arena_init(&self->arenas[1], allocator);
    return self;
}

void pilkada_board_free(pilkada_board *self) {
    if (!self)
        return;
    pilkada_allocator allocator = self->arenas[0].allocator;
    pk_owner_release(self->owner);
    pk_arena_dispose(&self->arenas[0]);
    pk_arena_dispose(&self->arenas[1]);
    pk_free(&allocator, self);
}

void pk_board_hold(pilkada_board *self, pk_owner *owner) {
    pk_owner_hold(&self->owner, owner);
}

size_t pilkada_board_count(const pilkada_board *self) {
    return self && self->answer ? self->answer->count : 0;
}

const pilkada_window_cell *pilkada_board_cell(const pilkada_board *self, size_t index) {
    return index < pilkada_board_count(self) ? &self->answer->cells[index].cell : NULL;
}

const pilkada_window_cell *pilkada_board_first_to_call(const pilkada_board *self) {
    const pk_cell *cell = self ? pk_first_to_call(self->answer) : NULL;
    return cell ? &cell->cell : NULL;
}

/* A board without cells has nothing to be complete. */
bool pilkada_board_complete(const pilkada_board *self) {
    size_t count = pilkada_board_count(self);
    const int64_t *states = count ? self->answer->states : NULL;
    return states && states[PILKADA_WINDOW_LENGKAP] + states[PILKADA_WINDOW_DIKECUALIKAN] == (int64_t)count;
}

/* ---- JSON ---- */

void pk_put_cell(pilkada_buffer *out, const pilkada_window_cell *cell) {
    const struct {
        const char *key;
        int32_t value;
    } numbers[] = {{"required", cell->required}, {"received", cell->received}, {"on_time", cell->on_time},
                   {"early", cell->early},       {"late", cell->late},         {"duplicate", cell->duplicate},
                   {"nihil", cell->nihil},       {"rejected", cell->rejected}};
    pk_put_text_member(out, "schedule", cell->schedule);
    pk_put_text_member(out, "region", cell->region);
    pk_put_date_member(out, "date", cell->date);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        pk_put_number_member(out, numbers[i].key, numbers[i].value);
    pk_put_text_member(out, "state", pilkada_window_state_name(cell->state));
    pk_puts(out, "\"reason\":{\"id\":");
    pk_put_json(out, pk_span_of(cell->reason_id));
    pk_puts(out, ",\"en\":");
    pk_put_json(out, pk_span_of(cell->reason_en));
    pk_putc(out, '}');
}

pilkada_status pilkada_board_write_cell_json(const pilkada_board *self, size_t index, pilkada_buffer *out,
                                             pilkada_error *error) {
    const pilkada_window_cell *cell = pilkada_board_cell(self, index);
    if (!cell || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "board and buffer must not be NULL, and the cell must be there");
    size_t mark = pk_buffer_mark(out);
    pk_putc(out, '{');
    pk_put_cell(out, cell);
    pk_putc(out, '}');
    return pk_buffer_done(out, mark, error);
}

static void put_fraction(pilkada_buffer *out, const char *key, int64_t numerator, int64_t denominator) {
    pk_put_key(out, key);
    pk_puts(out, "{\"pembilang\":");
    pk_put_int(out, numerator);
    pk_puts(out, ",\"penyebut\":");
    pk_put_int(out, denominator);
    pk_puts(out, "},");
}

static void put_ignored(pilkada_buffer *out, const pk_answer *answer) {
    pk_puts(out, "\"ignored\":{");
    for (int i = 0; i < PK_IGNORED_COUNT; i++) {
        if (i)
            pk_putc(out, ',');
        pk_put_key(out, pk_ignored_name((pk_ignored)i));
        pk_put_int(out, answer->ignored[i]);
    }
    pk_putc(out, '}');
}

static void put_signs(pilkada_buffer *out, const pk_answer *answer) {
    pk_puts(out, ",\"signs\":{");
    pk_put_number_member(out, "clock_skew", answer->skewed);
    pk_put_number_member(out, "drafts", answer->drafts);
    pk_put_key(out, "floods");
    pk_put_int(out, answer->floods);
    pk_putc(out, '}');
}

static void put_call(pilkada_buffer *out, const pk_answer *answer) {
    const pk_cell *cell = pk_first_to_call(answer);
    pk_puts(out, ",\"first_to_call\":");
    if (!cell) {
        pk_puts(out, "null");
        return;
    }
    pk_putc(out, '{');
    pk_put_text_member(out, "region", cell->cell.region);
    pk_put_date_member(out, "date", cell->cell.date);
    pk_put_text_member(out, "state", pilkada_window_state_name(cell->cell.state));
    pk_put_number_member(out, "short", cell->counts.required - cell->counts.filled);
    pk_put_key(out, "seconds_left");
    pk_put_int(out, pk_seconds_to_call(answer, cell));
    pk_putc(out, '}');
}

static void put_counts(pilkada_buffer *out, const pk_answer *answer) {
    static const pilkada_window_state order[] = {PILKADA_WINDOW_LENGKAP,   PILKADA_WINDOW_KURANG,
                                                 PILKADA_WINDOW_TERLAMBAT, PILKADA_WINDOW_BELUM,
                                                 PILKADA_WINDOW_BERJALAN,  PILKADA_WINDOW_DIKECUALIKAN};
    pk_put_number_member(out, "regions", (int64_t)answer->region_count);
    pk_put_number_member(out, "cells", (int64_t)answer->count);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        pk_put_number_member(out, pilkada_window_state_name(order[i]), answer->states[order[i]]);
    pk_put_number_member(out, "expected_reports", answer->expected);
    pk_put_number_member(out, "actual_reports", answer->actual);
    pk_put_number_member(out, "actual_reports_on_time", answer->on_time);
    put_fraction(out, "reporting_rate", answer->actual, answer->expected);
    put_fraction(out, "reporting_rate_on_time", answer->on_time, answer->expected);
}

pilkada_status pilkada_board_write_summary_json(const pilkada_board *self, pilkada_buffer *out, pilkada_error *error) {
    if (!self || !self->answer || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "a board that was judged, and a buffer, are needed");
    const pk_answer *answer = self->answer;
    size_t mark = pk_buffer_mark(out);
    pk_puts(out, "{\"summary\":{");
    pk_put_text_member(out, "schedule", answer->schedule);
    pk_put_date_member(out, "from", answer->from);
    pk_put_date_member(out, "until", answer->until);
    pk_put_instant_member(out, "now", answer->now, answer->offset);
    pk_put_text_member(out, "rulebook", answer->rulebook);
    put_counts(out, answer);
    put_ignored(out, answer);
    put_signs(out, answer);
    put_call(out, answer);
    pk_puts(out, "}}");
    return pk_buffer_done(out, mark, error);
}
