/** @file window/ics.c  The windows of a schedule as an iCalendar object (RFC 5545), for the duty roster. */
#include "core/error.h"
#include "window/moment.h"
#include "window/opening.h"

enum { LINE_OCTETS = 75 };

typedef struct writing {
    const pilkada_schedule *schedule;
    const char *region;
    pilkada_lang lang;
    pilkada_instant stamp;
    pilkada_buffer *out;
    pilkada_buffer line, text;
} writing;

/* ---- content lines ---- */

/* Lines end with CRLF and have 75 octets at most; what is longer goes on behind a blank, never inside a code point. */
static void end_line(writing *self) {
    const char *data = self->line.data ? self->line.data : "";
    size_t at = 0, room = LINE_OCTETS;
    while (self->line.size - at > room) {
        size_t cut = at + room;
        while (cut > at + 1 && ((unsigned char)data[cut] & 0xC0) == 0x80)
            cut--;
        pk_put(self->out, data + at, cut - at);
        pk_puts(self->out, "\r\n ");
        at = cut;
        room = LINE_OCTETS - 1;
    }
    pk_put(self->out, data + at, self->line.size - at);
    pk_puts(self->out, "\r\n");
    self->out->failed = self->out->failed || self->line.failed;
    pilkada_buffer_clear(&self->line);
}

static void put_plain(writing *self, const char *line) {
    pk_puts(&self->line, line);
    end_line(self);
}

/* A value of the type TEXT. Other control characters have no place in one. */
static void put_escaped(pilkada_buffer *out, pk_span text) {
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if (c == '\\' || c == ';' || c == ',')
            pk_putc(out, '\\');
        if (c == '\n')
            pk_puts(out, "\\n");
        else if ((unsigned char)c >= 0x20 && c != 0x7f)
            pk_putc(out, c);
    }
}

static void put_text_line(writing *self, const char *name, pk_span text) {
    pk_puts(&self->line, name);
    put_escaped(&self->line, text);
    end_line(self);
}

/* 20241126T170000Z. An inclusive close is the last instant inside. */
static void put_utc(pilkada_buffer *out, pilkada_instant at) {
    char text[PILKADA_INSTANT_SIZE];
    pilkada_instant_format(at, 0, text);
    for (const char *c = text; *c && c < text + 19; c++)
        if (*c != '-' && *c != ':')
            pk_putc(out, *c);
    pk_putc(out, 'Z');
}

static void put_time_line(writing *self, const char *name, pilkada_instant at) {
    pk_puts(&self->line, name);
    put_utc(&self->line, at);
    end_line(self);
}

/* ---- an event ---- */

/* The same opening has the same name for ever: calendars replace what they have. */
static void put_uid(writing *self, const pk_opening *opening) {
    pk_puts(&self->line, "UID:");
    put_escaped(&self->line, pk_span_of(self->schedule->id));
    pk_putc(&self->line, '-');
    pk_puts(&self->line, self->region ? self->region : pilkada_zone_name(self->schedule->zone));
    pk_putc(&self->line, '-');
    put_utc(&self->line, opening->opens);
    pk_puts(&self->line, "@libpilkada");
    end_line(self);
}

static const char *title(const writing *self) {
    return self->lang == PILKADA_LANG_EN ? self->schedule->title_en : self->schedule->title_id;
}

/* A sentence of the catalogue with what an event has to say. */
static void put_sentence(writing *self, const char *name, const char *key, const pk_opening *opening, int offset) {
    static const char *const units[] = {"window.unit.laporan", "window.unit.formulir", "window.unit.pelapor"};
    const pk_catalogue *catalogue = self->schedule->catalogue;
    const char *unit = pk_catalogue_text(catalogue, units[self->schedule->count_by], self->lang);
    pilkada_buffer values;
    pilkada_buffer_init(&values, &self->out->allocator);
    pk_put_day(&values, opening->date, self->lang);
    size_t split = values.size;
    pk_put_end(&values, opening->closes - opening->inclusive, offset, pilkada_instant_date(opening->opens, offset),
               false, self->lang);
    const char *data = values.data ? values.data : "";
    const pk_argument arguments[] = {PK_TEXT_ARG("title", pk_span_of(title(self))),
                                     PK_INT_ARG("n", opening->min),
                                     PK_TEXT_ARG("unit", pk_span_of(unit ? unit : "")),
                                     PK_TEXT_ARG("date", ((pk_span){data, split})),
                                     PK_TEXT_ARG("closes", ((pk_span){data + split, values.size - split})),
                                     PK_TEXT_ARG("zone", pk_span_of(pilkada_zone_name((pilkada_zone)offset)))};
    pilkada_buffer_clear(&self->text);
    pk_put_message(&self->text, catalogue, key, self->lang, arguments, sizeof arguments / sizeof *arguments);
    put_text_line(self, name, (pk_span){self->text.data ? self->text.data : "", self->text.size});
    self->out->failed = self->out->failed || values.failed || self->text.failed;
    pilkada_buffer_dispose(&values);
}

static void put_event(writing *self, const pk_opening *opening, int offset) {
    pk_span region = pk_span_of(self->region);
    const pk_exception *exception = self->region ? pk_schedule_exception(self->schedule, region, opening->date) : NULL;
    put_plain(self, "BEGIN:VEVENT");
    put_uid(self, opening);
    put_time_line(self, "DTSTAMP:", self->stamp);
    put_time_line(self, "DTSTART:", opening->opens);
    put_time_line(self, "DTEND:", opening->closes - opening->inclusive);
    put_sentence(self, "SUMMARY:", "window.ics.summary", opening, offset);
    put_sentence(self, "DESCRIPTION:", "window.ics.description", opening, offset);
    if (self->region)
        put_text_line(self, "LOCATION:", region);
    if (exception)
        put_text_line(
            self, "COMMENT:", pk_span_of(self->lang == PILKADA_LANG_EN ? exception->reason_en : exception->reason_id));
    put_plain(self, exception ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
    put_plain(self, "TRANSP:TRANSPARENT");
    put_plain(self, "END:VEVENT");
}

static void put_calendar(writing *self, pk_openings *walk) {
    pk_opening opening;
    put_plain(self, "BEGIN:VCALENDAR");
    put_plain(self, "VERSION:2.0");
    put_plain(self, "PRODID:-//libpilkada//jendela pelaporan//ID");
    put_plain(self, "CALSCALE:GREGORIAN");
    put_plain(self, "METHOD:PUBLISH");
    while (pk_openings_next(walk, &opening))
        put_event(self, &opening, walk->offset);
    put_plain(self, "END:VCALENDAR");
}

/* ---- the whole ---- */

static pilkada_status check_span(pilkada_date from, pilkada_date until, pilkada_instant stamp, pilkada_error *error) {
    pilkada_date first = pk_date_of((pk_civil){1, 1, 1}), last = pk_date_of((pk_civil){9999, 12, 31});
    if (from < first || until < first || from > last || until > last)
        return pk_fail(error, PILKADA_E_ARGUMENT, "\"from\" and \"until\" must be dates");
    if (from > until)
        return pk_fail(error, PILKADA_E_ARGUMENT, "\"from\" must not be after \"until\"");
    if (until - from >= (int64_t)PILKADA_MAX_WINDOW_DAYS)
        return pk_fail(error, PILKADA_E_LIMIT, "at most %u days in one calendar", PILKADA_MAX_WINDOW_DAYS);
    return pk_instant_is_sane(stamp)
               ? PILKADA_OK
               : pk_fail(error, PILKADA_E_ARGUMENT, "the stamp must be an instant: the library reads no clock");
}

pilkada_status pk_schedule_write_calendar(const pilkada_schedule *self, const char *region, pilkada_date from,
                                          pilkada_date until, pilkada_instant stamp, pilkada_lang lang,
                                          pilkada_buffer *out, pilkada_error *error) {
    writing work = {.schedule = self, .region = region, .lang = lang, .stamp = stamp, .out = out};
    pk_openings walk;
    if (!self || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "schedule and buffer must not be NULL");
    pilkada_status status = check_span(from, until, stamp, error);
    if (!status)
        status = pk_openings_check(self, region, error);
    if (status)
        return status;
    if (pk_openings_start(&walk, self, region, from, until))
        return pk_fail_memory(error);
    size_t mark = pk_buffer_mark(out);
    pilkada_buffer_init(&work.line, &out->allocator);
    pilkada_buffer_init(&work.text, &out->allocator);
    put_calendar(&work, &walk);
    pk_openings_end(&walk);
    pilkada_buffer_dispose(&work.line);
    pilkada_buffer_dispose(&work.text);
    return pk_buffer_done(out, mark, error);
}
