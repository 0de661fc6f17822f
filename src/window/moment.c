/** @file window/moment.c  Instants and spans of time for sentences: see window/moment.h. */
#include "window/moment.h"

void pk_put_day(pilkada_buffer *buffer, pilkada_date date, pilkada_lang lang) {
    pilkada_buffer text;
    pilkada_buffer_init(&text, &buffer->allocator);
    pk_put_date_text(&text, date, lang);
    const char *behind_weekday = text.failed ? NULL : strchr(text.data, ' ');
    if (behind_weekday)
        pk_puts(buffer, behind_weekday + 1);
    buffer->failed = buffer->failed || text.failed;
    pilkada_buffer_dispose(&text);
}

static void put_clock(pilkada_buffer *buffer, char *clock, bool seconds, pilkada_lang lang) {
    size_t size = seconds || memcmp(clock + 5, ":00", 3) != 0 || clock[8] == '.' ? 8 : 5;
    if (size == 8 && clock[8] == '.')
        size = 12;
    if (lang != PILKADA_LANG_EN) {
        clock[2] = clock[5] = '.';
        if (size == 12)
            clock[8] = ',';
    }
    pk_put(buffer, clock, size);
}

void pk_put_time(pilkada_buffer *buffer, pilkada_instant at, int offset, bool seconds, pilkada_lang lang) {
    char text[PILKADA_INSTANT_SIZE];
    pilkada_instant_format(at, offset, text);
    put_clock(buffer, text + 11, seconds, lang);
}

/* The day in front of a time, unless the reader knows it. */
static void put_day_before(pilkada_buffer *buffer, pilkada_date date, pilkada_date known, pilkada_lang lang) {
    if (date == known)
        return;
    pk_put_day(buffer, date, lang);
    pk_puts(buffer, lang == PILKADA_LANG_EN ? " " : " pukul ");
}

void pk_put_moment(pilkada_buffer *buffer, pilkada_instant at, int offset, pilkada_date day, bool seconds,
                   pilkada_lang lang) {
    pilkada_date date = pilkada_instant_date(at, offset);
    put_day_before(buffer, date, day, lang);
    pk_put_time(buffer, at, offset, seconds, lang);
}

void pk_put_end(pilkada_buffer *buffer, pilkada_instant at, int offset, pilkada_date day, bool seconds,
                pilkada_lang lang) {
    pilkada_date date = pilkada_instant_date(at, offset);
    if (at != pilkada_date_instant(date, 0, offset)) {
        pk_put_moment(buffer, at, offset, day, seconds, lang);
        return;
    }
    char clock[] = "24:00:00";
    put_day_before(buffer, date - 1, day, lang);
    put_clock(buffer, clock, seconds, lang);
}

void pk_put_span(pilkada_buffer *buffer, int64_t milliseconds, const pk_catalogue *catalogue, pilkada_lang lang) {
    if (milliseconds >= PK_SECOND) {
        pk_put_duration_text(buffer, milliseconds, lang);
        return;
    }
    const pk_argument n = PK_INT_ARG("n", milliseconds);
    pk_put_message(buffer, catalogue, "window.milliseconds", lang, &n, 1);
}
