/** @file window/board_detail.c  All that a board knows of a cell, and the history of its reports. */
#include "core/error.h"
#include "window/board_internal.h"
#include "window/call.h"
#include "window/members.h"

const char *pilkada_edition_state_name(pilkada_edition_state state) {
    static const char *const names[] = {"berlaku", "diganti", "ditolak"};
    return state >= PILKADA_EDITION_BERLAKU && state <= PILKADA_EDITION_DITOLAK ? names[state] : "";
}

size_t pilkada_board_edition_count(const pilkada_board *self, size_t cell) {
    return cell < pilkada_board_count(self) ? self->answer->cells[cell].history_count : 0;
}

const pilkada_window_edition *pilkada_board_edition(const pilkada_board *self, size_t cell, size_t index) {
    return index < pilkada_board_edition_count(self, cell) ? &self->answer->cells[cell].history[index] : NULL;
}

/* "" is null. */
static void put_name(pilkada_buffer *out, const char *key, const char *name) {
    pk_put_text_member(out, key, *name ? name : NULL);
}

static void put_edition(pilkada_buffer *out, const pilkada_window_edition *edition, int offset) {
    pk_putc(out, '{');
    pk_put_number_member(out, "report", (int64_t)edition->report);
    put_name(out, "id", edition->id);
    put_name(out, "form", edition->form);
    put_name(out, "reporter", edition->reporter);
    put_name(out, "hash", edition->hash);
    pk_put_instant_member(out, "received", edition->received, offset);
    pk_put_instant_member(out, "last_received", edition->last_received, offset);
    pk_put_number_member(out, "copies", edition->copies);
    pk_put_text_member(out, "state", pilkada_edition_state_name(edition->state));
    pk_put_instant_member(out, "counted_at", edition->counted_at, offset);
    pk_puts(out, edition->nihil ? "\"nihil\":true}" : "\"nihil\":false}");
}

static void put_detail(pilkada_buffer *out, const pk_answer *answer, const pk_cell *cell) {
    const pilkada_window_cell *known = &cell->cell;
    const struct {
        const char *key;
        int64_t value;
    } numbers[] = {{"seconds_left", pk_seconds_to_call(answer, cell)},
                   {"locked", known->locked},
                   {"corrected", known->corrected},
                   {"skewed", known->skewed},
                   {"drafts", known->drafts},
                   {"flood", known->flood}};
    pk_put_text_member(out, "phase", pilkada_window_phase_name(known->phase));
    pk_put_instant_member(out, "opens", known->opens, cell->offset);
    pk_put_instant_member(out, "closes", known->closes, cell->offset);
    pk_put_instant_member(out, "due", known->due, cell->offset);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        pk_put_number_member(out, numbers[i].key, numbers[i].value);
    pk_puts(out, "\"history\":[");
    for (size_t i = 0; i < cell->history_count; i++) {
        if (i)
            pk_putc(out, ',');
        put_edition(out, &cell->history[i], cell->offset);
    }
    pk_putc(out, ']');
}

pilkada_status pilkada_board_write_detail_json(const pilkada_board *self, size_t index, pilkada_buffer *out,
                                               pilkada_error *error) {
    if (index >= pilkada_board_count(self) || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "board and buffer must not be NULL, and the cell must be there");
    const pk_cell *cell = &self->answer->cells[index];
    size_t mark = pk_buffer_mark(out);
    pk_putc(out, '{');
    pk_put_cell(out, &cell->cell);
    pk_putc(out, ',');
    put_detail(out, self->answer, cell);
    pk_putc(out, '}');
    return pk_buffer_done(out, mark, error);
}
