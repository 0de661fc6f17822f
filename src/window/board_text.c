/** @file window/board_text.c  The board for a duty officer: who is missing first. */
#include <stdlib.h>

#include "core/error.h"
#include "window/board_internal.h"
#include "window/call.h"
#include "window/moment.h"

static const char *const label_keys[PK_LABELS] = {
    [PK_LABEL_TITLE] = "window.board.title",
    [PK_LABEL_NOW] = "window.board.now",
    [PK_LABEL_TALLY] = "window.board.tally",
    [PK_LABEL_CALL] = "window.board.call",
    [PK_LABEL_NO_WINDOW] = "window.board.no_window",
    [PK_LABEL_DATE] = "window.board.date",
    [PK_LABEL_WINDOW] = "window.board.window",
    [PK_LABEL_LOCAL] = "window.board.local",
    [PK_LABEL_STATE] = "window.board.state",
    [PK_LABEL_REGION] = "window.board.region",
    [PK_LABEL_REPORTS] = "window.board.reports",
    [PK_LABEL_RECEIVED] = "window.board.received",
    [PK_LABEL_COUNT] = "window.board.count",
    [PK_LABEL_EARLY] = "window.board.early",
    [PK_LABEL_LATE] = "window.board.late",
    [PK_LABEL_REJECTED] = "window.board.rejected",
    [PK_LABEL_DUPLICATE] = "window.board.duplicate",
    [PK_LABEL_EARLIER] = "window.board.earlier",
    [PK_LABEL_IGNORED] = "window.board.ignored",
    [PK_LABEL_FOOTER] = "window.board.footer",
    [PK_LABEL_STATES + PILKADA_WINDOW_LENGKAP] = "window.state.lengkap",
    [PK_LABEL_STATES + PILKADA_WINDOW_KURANG] = "window.state.kurang",
    [PK_LABEL_STATES + PILKADA_WINDOW_TERLAMBAT] = "window.state.terlambat",
    [PK_LABEL_STATES + PILKADA_WINDOW_BELUM] = "window.state.belum",
    [PK_LABEL_STATES + PILKADA_WINDOW_BERJALAN] = "window.state.berjalan",
    [PK_LABEL_STATES + PILKADA_WINDOW_DIKECUALIKAN] = "window.state.dikecualikan",
    [PK_LABEL_REASONS + PK_IGNORED_FUTURE] = "window.ignored.diterima_setelah_sekarang",
    [PK_LABEL_REASONS + PK_IGNORED_FORM] = "window.ignored.formulir_lain",
    [PK_LABEL_REASONS + PK_IGNORED_REGION_UNKNOWN] = "window.ignored.wilayah_tidak_dikenal",
    [PK_LABEL_REASONS + PK_IGNORED_REGION_FREE] = "window.ignored.wilayah_tidak_wajib",
    [PK_LABEL_REASONS + PK_IGNORED_NO_WINDOW] = "window.ignored.tanpa_jendela",
    [PK_LABEL_REASONS + PK_IGNORED_NOT_ASKED] = "window.ignored.di_luar_permintaan",
    [PK_LABEL_REASONS + PK_IGNORED_EXCESS] = "window.ignored.melebihi_maksimum",
    [PK_LABEL_REASONS + PK_IGNORED_LOCKED] = "window.ignored.terkunci"};

bool pk_labels_copy(const pk_catalogue *catalogue, pk_answer *answer, pk_arena *arena) {
    for (int lang = 0; lang < 2; lang++)
        for (int i = 0; i < PK_LABELS; i++) {
            const char *text = pk_catalogue_text(catalogue, label_keys[i], (pilkada_lang)lang);
            text = text ? text : label_keys[i];
            answer->labels[lang][i] = pk_arena_strdup(arena, text, strlen(text));
            if (!answer->labels[lang][i])
                return false;
        }
    return true;
}

/* Who must be called first. */
static const pilkada_window_state urgency[] = {PILKADA_WINDOW_BELUM,        PILKADA_WINDOW_KURANG,
                                               PILKADA_WINDOW_TERLAMBAT,    PILKADA_WINDOW_BERJALAN,
                                               PILKADA_WINDOW_DIKECUALIKAN, PILKADA_WINDOW_LENGKAP};
enum { STATES = sizeof urgency / sizeof *urgency };

typedef struct printing {
    const pk_answer *answer;
    pilkada_lang lang;
    pilkada_buffer *out;
    pilkada_buffer field; /* one value, before it is put */
    size_t state_width, region_width, count_width;
} printing;

static const char *label(const printing *self, int which) {
    return self->answer->labels[self->lang == PILKADA_LANG_EN][which];
}

static void put_label(const printing *self, pilkada_buffer *out, int which, const pk_argument *arguments,
                      size_t count) {
    pk_put_template(out, label(self, which), self->lang, arguments, count);
}

static pk_span field(printing *self) {
    return (pk_span){self->field.data ? self->field.data : "", self->field.size};
}

/* Clearing forgets a failure: it is passed on first. */
static void start_field(printing *self) {
    self->out->failed = self->out->failed || self->field.failed;
    pilkada_buffer_clear(&self->field);
}

static void put_line(const printing *self) {
    pk_putc(self->out, '\n');
}

/* ---- the head ---- */

static void put_title(const printing *self) {
    const pk_argument arguments[] = {
        PK_TEXT_ARG("title", pk_span_of(self->answer->title[self->lang == PILKADA_LANG_EN])),
        PK_TEXT_ARG("schedule", pk_span_of(self->answer->schedule))};
    put_label(self, self->out, PK_LABEL_TITLE, arguments, 2);
    put_line(self);
}

static void put_now(printing *self) {
    const pk_answer *answer = self->answer;
    start_field(self);
    pk_put_date_text(&self->field, pilkada_instant_date(answer->now, answer->offset), self->lang);
    size_t split = self->field.size;
    pk_put_clock_text(&self->field, answer->now, answer->offset, self->lang);
    pk_span whole = field(self);
    const pk_argument arguments[] = {PK_TEXT_ARG("date", ((pk_span){whole.data, split})),
                                     PK_TEXT_ARG("time", ((pk_span){whole.data + split, whole.size - split}))};
    put_label(self, self->out, PK_LABEL_NOW, arguments, 2);
    put_line(self);
}

/* "3 belum, 2 kurang, 30 lengkap" */
static void put_tally(const printing *self) {
    bool first = true;
    for (int i = 0; i < STATES; i++) {
        int64_t n = self->answer->states[urgency[i]];
        const pk_argument arguments[] = {
            PK_INT_ARG("n", n), PK_TEXT_ARG("state", pk_span_of(label(self, PK_LABEL_STATES + (int)urgency[i])))};
        if (!n)
            continue;
        pk_puts(self->out, first ? "" : ", ");
        put_label(self, self->out, PK_LABEL_TALLY, arguments, 2);
        first = false;
    }
    put_line(self);
}

/* While there is time left. */
static void put_call(printing *self) {
    const pk_cell *cell = pk_first_to_call(self->answer);
    if (!cell || cell->cell.state != PILKADA_WINDOW_BERJALAN)
        return;
    start_field(self);
    pk_put_duration_text(&self->field, pk_seconds_to_call(self->answer, cell) * PK_SECOND, self->lang);
    const pk_argument arguments[] = {
        PK_TEXT_ARG("region", pk_span_of(cell->cell.region)), PK_TEXT_ARG("name", pk_span_of(cell->name)),
        PK_INT_ARG("n", cell->counts.required - cell->counts.filled), PK_TEXT_ARG("left", field(self))};
    put_label(self, self->out, PK_LABEL_CALL, arguments, 4);
    put_line(self);
}

static const char *zone_text(const printing *self) {
    return self->answer->uniform ? pilkada_zone_name((pilkada_zone)self->answer->offset) : label(self, PK_LABEL_LOCAL);
}

static void put_no_window(const printing *self) {
    pk_puts(self->out, label(self, PK_LABEL_NO_WINDOW));
    put_line(self);
}

static void put_date(printing *self, const pk_cell *cell) {
    start_field(self);
    pk_put_date_text(&self->field, cell->cell.date, self->lang);
    const pk_argument argument = PK_TEXT_ARG("date", field(self));
    put_line(self);
    put_label(self, self->out, PK_LABEL_DATE, &argument, 1);
    put_line(self);
}

/* An inclusive close is the last instant inside, a millisecond before the first one outside. */
static void put_window(printing *self, const pk_cell *cell) {
    pilkada_instant closes = cell->cell.closes - cell->inclusive;
    pilkada_date day = pilkada_instant_date(cell->cell.opens, cell->offset);
    start_field(self);
    pk_put_moment(&self->field, cell->cell.opens, cell->offset, PILKADA_NO_DATE, false, self->lang);
    size_t split = self->field.size;
    pk_put_end(&self->field, closes, cell->offset, day, false, self->lang);
    pk_span whole = field(self);
    const pk_argument arguments[] = {PK_TEXT_ARG("opens", ((pk_span){whole.data, split})),
                                     PK_TEXT_ARG("closes", ((pk_span){whole.data + split, whole.size - split})),
                                     PK_TEXT_ARG("zone", pk_span_of(zone_text(self)))};
    put_label(self, self->out, PK_LABEL_WINDOW, arguments, 3);
    put_line(self);
}

/* ---- the table ---- */

static void put_padded(const printing *self, pk_span text, size_t width) {
    size_t used = pk_utf8_count(text);
    pk_put(self->out, text.data, text.size);
    for (size_t i = used; i < width + 2; i++)
        pk_putc(self->out, ' ');
}

static void write_count(printing *self, const pk_cell *cell) {
    const pk_argument arguments[] = {PK_INT_ARG("filled", cell->counts.filled),
                                     PK_INT_ARG("required", cell->cell.required)};
    start_field(self);
    if (cell->cell.state == PILKADA_WINDOW_DIKECUALIKAN)
        pk_putc(&self->field, '-');
    else
        put_label(self, &self->field, PK_LABEL_COUNT, arguments, 2);
}

static void widen(size_t *width, pk_span text) {
    size_t size = pk_utf8_count(text);
    *width = size > *width ? size : *width;
}

static void measure(printing *self) {
    widen(&self->state_width, pk_span_of(label(self, PK_LABEL_STATE)));
    widen(&self->region_width, pk_span_of(label(self, PK_LABEL_REGION)));
    widen(&self->count_width, pk_span_of(label(self, PK_LABEL_REPORTS)));
    for (size_t i = 0; i < self->answer->count; i++) {
        const pk_cell *cell = &self->answer->cells[i];
        widen(&self->state_width, pk_span_of(label(self, PK_LABEL_STATES + (int)cell->cell.state)));
        start_field(self);
        pk_puts(&self->field, cell->cell.region);
        pk_putc(&self->field, ' ');
        pk_puts(&self->field, cell->name);
        widen(&self->region_width, field(self));
        write_count(self, cell);
        widen(&self->count_width, field(self));
    }
}

static void put_heading(const printing *self) {
    put_padded(self, pk_span_of(label(self, PK_LABEL_STATE)), self->state_width);
    put_padded(self, pk_span_of(label(self, PK_LABEL_REGION)), self->region_width);
    put_padded(self, pk_span_of(label(self, PK_LABEL_REPORTS)), self->count_width);
    pk_puts(self->out, label(self, PK_LABEL_RECEIVED));
    put_line(self);
}

/* The time of a report; the day stands in front when it is not the day of the window. */
static void put_mark(printing *self, const pk_cell *cell, const pk_mark *mark) {
    static const int labels[] = {[PK_PLACE_EARLY] = PK_LABEL_EARLY, [PK_PLACE_LATE] = PK_LABEL_LATE};
    pilkada_date day = pilkada_instant_date(cell->cell.opens, cell->offset);
    start_field(self);
    pk_put_moment(&self->field, mark->at, cell->offset, day, false, self->lang);
    const pk_argument time = PK_TEXT_ARG("time", field(self));
    if (mark->place == PK_PLACE_ON_TIME)
        pk_put(self->out, self->field.data, self->field.size);
    else
        put_label(self, self->out, labels[mark->place], &time, 1);
}

static void put_number(const printing *self, int which, int64_t n, bool *first) {
    const pk_argument argument = PK_INT_ARG("n", n);
    if (!n)
        return;
    pk_puts(self->out, *first ? "" : ", ");
    put_label(self, self->out, which, &argument, 1);
    *first = false;
}

static void put_received(printing *self, const pk_cell *cell) {
    bool first = true;
    put_number(self, PK_LABEL_EARLIER, (int64_t)(cell->report_count - cell->mark_count), &first);
    for (size_t i = 0; i < cell->mark_count; i++) {
        pk_puts(self->out, first ? "" : ", ");
        put_mark(self, cell, &cell->marks[i]);
        first = false;
    }
    if (cell->mark_count && !self->answer->uniform) {
        pk_putc(self->out, ' ');
        pk_puts(self->out, pilkada_zone_name((pilkada_zone)cell->offset));
    }
    put_number(self, PK_LABEL_DUPLICATE, cell->cell.duplicate, &first);
    put_number(self, PK_LABEL_REJECTED, cell->cell.rejected, &first);
}

/* Blanks at the end of a line are of no use to anybody. */
static void trim_line(pilkada_buffer *out) {
    while (!out->failed && out->size && out->data[out->size - 1] == ' ')
        out->data[--out->size] = '\0';
}

static void put_row(printing *self, const pk_cell *cell) {
    put_padded(self, pk_span_of(label(self, PK_LABEL_STATES + (int)cell->cell.state)), self->state_width);
    start_field(self);
    pk_puts(&self->field, cell->cell.region);
    pk_putc(&self->field, ' ');
    pk_puts(&self->field, cell->name);
    put_padded(self, field(self), self->region_width);
    write_count(self, cell);
    put_padded(self, field(self), self->count_width);
    put_received(self, cell);
    trim_line(self->out);
    put_line(self);
}

static void put_table(printing *self, const pk_cell *cells, size_t count) {
    put_date(self, &cells[0]);
    put_window(self, &cells[0]);
    put_line(self);
    put_heading(self);
    for (int i = 0; i < STATES; i++)
        for (size_t at = 0; at < count; at++)
            if (cells[at].cell.state == urgency[i])
                put_row(self, &cells[at]);
}

/* ---- the foot ---- */

static void put_ignored(const printing *self) {
    bool first = true;
    for (int i = 0; i < PK_IGNORED_COUNT; i++) {
        if (!self->answer->ignored[i])
            continue;
        if (first) {
            put_line(self);
            pk_puts(self->out, label(self, PK_LABEL_IGNORED));
        }
        put_number(self, PK_LABEL_REASONS + i, self->answer->ignored[i], &first);
    }
    if (!first)
        put_line(self);
}

static void put_foot(const printing *self) {
    put_ignored(self);
    put_line(self);
    pk_puts(self->out, label(self, PK_LABEL_FOOTER));
    put_line(self);
}

pilkada_status pilkada_board_write_text(const pilkada_board *self, pilkada_lang lang, pilkada_buffer *out,
                                        pilkada_error *error) {
    if (!self || !self->answer || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "a board that was judged, and a buffer, are needed");
    const pk_answer *answer = self->answer;
    printing work = {.answer = answer, .lang = lang, .out = out};
    size_t mark = pk_buffer_mark(out);
    pilkada_buffer_init(&work.field, &out->allocator);
    put_title(&work);
    put_now(&work);
    if (answer->count)
        put_tally(&work);
    else
        put_no_window(&work);
    put_call(&work);
    measure(&work);
    for (size_t i = 0; i < answer->count; i += answer->region_count)
        put_table(&work, &answer->cells[i], answer->region_count);
    put_foot(&work);
    out->failed = out->failed || work.field.failed;
    pilkada_buffer_dispose(&work.field);
    return pk_buffer_done(out, mark, error);
}
