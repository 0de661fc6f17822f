/** @file window/reason.c  The sentences of a cell: what is owed, what came, and the two borders used. */
#include "core/error.h"
#include "window/board_internal.h"
#include "window/moment.h"

/* Values that are texts are written one behind the other into one buffer and cut out afterwards. */
typedef enum value {
    VALUE_OPENS,
    VALUE_CLOSES,
    VALUE_ZONE,
    VALUE_UNIT,
    VALUE_LEFT,
    VALUE_LATE,
    VALUE_LIMIT,
    VALUE_GRACE,
    VALUE_DELAY,
    VALUE_WHY,
    VALUE_BY,
    VALUE_SLOT_OPENS,
    VALUE_SLOT_CLOSES,
    VALUE_STILL,
    VALUE_SKEW,
    VALUE_TEXTS,
    VALUE_FILLED = VALUE_TEXTS,
    VALUE_REQUIRED,
    VALUE_ON_TIME,
    VALUE_SHORT,
    VALUE_N,
    VALUE_COUNT
} value;

static const char *const value_names[VALUE_COUNT] = {
    "opens", "closes",     "zone",        "unit",  "left", "late",   "limit",    "grace",   "delay", "why",
    "by",    "slot_opens", "slot_closes", "still", "skew", "filled", "required", "on_time", "short", "n"};

typedef struct sentence {
    const pk_reason *reason;
    const pk_cell *cell;
    pilkada_lang lang;
    pilkada_buffer *out;
    pilkada_buffer values;
    size_t ends[VALUE_TEXTS];
} sentence;

static const pk_catalogue *catalogue_of(const sentence *self) {
    return self->reason->schedule->catalogue;
}

static pilkada_date opening_day(const sentence *self) {
    return pilkada_instant_date(self->cell->cell.opens, self->cell->offset);
}

/* The close of a slot, without the millisecond that an inclusive one adds. */
static pilkada_instant border(const sentence *self, const pk_slot *slot) {
    return pk_instant_at(slot->close - slot->inclusive, self->cell->cell.date, self->cell->offset);
}

static const pk_slot *last_slot(const sentence *self) {
    const pk_slots *slots = self->reason->slots;
    return slots->count ? &slots->slots[slots->count - 1] : NULL;
}

/* ---- one writer for each text ---- */

static void put_opens(sentence *self) {
    pk_put_moment(&self->values, self->cell->cell.opens, self->cell->offset, PILKADA_NO_DATE, true, self->lang);
}

static void put_closes(sentence *self) {
    const pk_slot *slot = last_slot(self);
    if (slot)
        pk_put_end(&self->values, border(self, slot), self->cell->offset, opening_day(self), true, self->lang);
}

static void put_zone(sentence *self) {
    pk_puts(&self->values, pilkada_zone_name((pilkada_zone)self->cell->offset));
}

static void put_unit(sentence *self) {
    static const char *const keys[] = {"window.unit.laporan", "window.unit.formulir", "window.unit.pelapor"};
    const char *text = pk_catalogue_text(catalogue_of(self), keys[self->reason->schedule->count_by], self->lang);
    pk_puts(&self->values, text ? text : "");
}

/* Until the window opens, until it closes, or until its grace is over: whichever comes first. */
static void put_left(sentence *self) {
    const pilkada_window_cell *cell = &self->cell->cell;
    pilkada_instant now = self->reason->now;
    const pk_slot *slot = last_slot(self);
    pilkada_instant next = now < cell->opens    ? cell->opens
                           : now < cell->closes ? cell->closes
                                                : cell->closes + (slot ? slot->after : 0);
    if (next > now)
        pk_put_span(&self->values, next - now, catalogue_of(self), self->lang);
}

static void put_late(sentence *self) {
    if (self->reason->late != PILKADA_NO_INSTANT)
        pk_put_moment(&self->values, self->reason->late, self->cell->offset, opening_day(self), true, self->lang);
}

static void put_limit(sentence *self) {
    if (self->reason->missed)
        pk_put_end(&self->values, border(self, self->reason->missed), self->cell->offset, opening_day(self), true,
                   self->lang);
}

static void put_grace(sentence *self) {
    int64_t after = self->reason->missed ? self->reason->missed->after : 0;
    const pk_argument n = PK_INT_ARG("n", after / PK_MINUTE);
    if (after)
        pk_put_message(&self->values, catalogue_of(self), "window.minutes", self->lang, &n, 1);
    else
        pk_putc(&self->values, '0');
}

static void put_delay(sentence *self) {
    if (!self->reason->missed)
        return;
    int64_t delay = self->reason->late - border(self, self->reason->missed);
    if (delay)
        pk_put_span(&self->values, delay, catalogue_of(self), self->lang);
    else
        pk_put_message(&self->values, catalogue_of(self), "window.at_limit", self->lang, NULL, 0);
}

static void put_why(sentence *self) {
    const pk_exception *exception = self->reason->exception;
    if (exception)
        pk_puts(&self->values, self->lang == PILKADA_LANG_EN ? exception->reason_en : exception->reason_id);
}

static void put_by(sentence *self) {
    if (self->reason->exception)
        pk_puts(&self->values, self->reason->exception->by);
}

static const pk_slot *short_slot(const sentence *self) {
    size_t at = self->cell->counts.first_short;
    return at < self->reason->slots->count ? &self->reason->slots->slots[at] : NULL;
}

static void put_slot_opens(sentence *self) {
    const pk_slot *slot = short_slot(self);
    if (slot)
        pk_put_moment(&self->values, pk_instant_at(slot->open, self->cell->cell.date, self->cell->offset),
                      self->cell->offset, opening_day(self), true, self->lang);
}

static void put_slot_closes(sentence *self) {
    const pk_slot *slot = short_slot(self);
    if (slot)
        pk_put_end(&self->values, border(self, slot), self->cell->offset, opening_day(self), true, self->lang);
}

/* How long late reports are still taken. */
static void put_still(sentence *self) {
    if (self->reason->late_left > 0)
        pk_put_span(&self->values, self->reason->late_left, catalogue_of(self), self->lang);
}

static void put_skew(sentence *self) {
    if (self->reason->skew)
        pk_put_span(&self->values, self->reason->skew, catalogue_of(self), self->lang);
}

static void write_values(sentence *self) {
    static void (*const writers[VALUE_TEXTS])(sentence *) = {
        put_opens, put_closes, put_zone, put_unit,       put_left,        put_late,  put_limit, put_grace,
        put_delay, put_why,    put_by,   put_slot_opens, put_slot_closes, put_still, put_skew};
    for (int i = 0; i < VALUE_TEXTS; i++) {
        writers[i](self);
        self->ends[i] = self->values.size;
    }
}

/* ---- sentences ---- */

static void put_sentence(sentence *self, const char *key, int64_t n) {
    const pk_counts *counts = &self->cell->counts;
    const int64_t numbers[] = {counts->filled, counts->required, counts->filled_on_time,
                               counts->required - counts->filled, n};
    pk_argument arguments[VALUE_COUNT];
    for (int i = 0; i < VALUE_TEXTS; i++) {
        size_t start = i ? self->ends[i - 1] : 0;
        pk_span text = {self->values.data ? self->values.data + start : "", self->ends[i] - start};
        arguments[i] = PK_TEXT_ARG(value_names[i], text);
    }
    for (int i = VALUE_TEXTS; i < VALUE_COUNT; i++)
        arguments[i] = PK_INT_ARG(value_names[i], numbers[i - VALUE_TEXTS]);
    if (self->out->size)
        pk_putc(self->out, ' ');
    pk_put_message(self->out, catalogue_of(self), key, self->lang, arguments, VALUE_COUNT);
}

static const char *main_key(const sentence *self) {
    static const char *const keys[] = {"window.reason.lengkap", "window.reason.kurang",   "window.reason.terlambat",
                                       "window.reason.belum",   "window.reason.berjalan", "window.reason.dikecualikan"};
    const pilkada_window_cell *cell = &self->cell->cell;
    if (!self->reason->slots->count && !self->reason->exception)
        return "window.reason.tanpa_jendela";
    if (cell->state != PILKADA_WINDOW_BERJALAN)
        return keys[cell->state];
    if (self->reason->now < cell->opens)
        return "window.reason.belum_buka";
    return self->reason->now < cell->closes ? keys[cell->state] : "window.reason.tenggang";
}

/* What else the officer must know; each only when there is any. */
static void put_rest(sentence *self) {
    const pilkada_window_cell *cell = &self->cell->cell;
    const bool one_of_many =
        self->reason->slots->count > 1 && short_slot(self) && cell->state != PILKADA_WINDOW_DIKECUALIKAN;
    const struct {
        const char *key;
        int64_t n;
    } rest[] = {{"window.also.slot", one_of_many},
                {cell->late == 1 ? "window.also.late" : "window.also.late_many", cell->late},
                {"window.also.early", cell->early},
                {"window.also.corrected", self->cell->cell.corrected},
                {"window.also.duplicate", cell->duplicate},
                {"window.also.rejected", cell->rejected},
                {"window.also.excess", self->cell->excess},
                {"window.also.locked", cell->locked},
                {"window.also.flood", cell->flood},
                {"window.also.skew", cell->skewed},
                {"window.also.drafts", cell->drafts},
                {"window.also.still", self->reason->late_left > 0}};
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
        if (rest[i].n)
            put_sentence(self, rest[i].key, rest[i].n);
}

static const char *write_language(const pk_reason *reason, const pk_cell *cell, pilkada_lang lang, pk_arena *arena,
                                  pilkada_buffer *scratch) {
    sentence self = {.reason = reason, .cell = cell, .lang = lang, .out = scratch};
    pilkada_buffer_init(&self.values, &scratch->allocator);
    pilkada_buffer_clear(scratch);
    write_values(&self);
    put_sentence(&self, main_key(&self), 0);
    put_rest(&self);
    bool failed = scratch->failed || self.values.failed;
    pilkada_buffer_dispose(&self.values);
    return failed ? NULL : pk_arena_strdup(arena, scratch->data, scratch->size);
}

bool pk_reason_write(const pk_reason *self, pk_cell *cell, pk_arena *arena, pilkada_buffer *scratch) {
    cell->cell.reason_id = write_language(self, cell, PILKADA_LANG_ID, arena, scratch);
    cell->cell.reason_en = write_language(self, cell, PILKADA_LANG_EN, arena, scratch);
    return cell->cell.reason_id && cell->cell.reason_en;
}
