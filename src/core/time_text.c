/** @file core/time_text.c  Writing dates and times, for data and for people. */
#include "core/civil.h"

static void two_digits(char *out, int value) {
    out[0] = (char)('0' + value / 10);
    out[1] = (char)('0' + value % 10);
}

static int64_t floor_div(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

pilkada_date pilkada_instant_date(pilkada_instant instant, int offset_minutes) {
    if (instant == PILKADA_NO_INSTANT)
        return PILKADA_NO_DATE;
    return (pilkada_date)floor_div(instant + offset_minutes * PK_MINUTE, PK_DAY);
}

pilkada_instant pilkada_date_instant(pilkada_date date, int minutes, int offset_minutes) {
    if (date == PILKADA_NO_DATE)
        return PILKADA_NO_INSTANT;
    return (int64_t)date * PK_DAY + (minutes - offset_minutes) * PK_MINUTE;
}

int pilkada_date_weekday(pilkada_date date) {
    return (int)((((int64_t)date + 3) % 7 + 7) % 7) + 1; /* 1970-01-01 was a Thursday */
}

size_t pilkada_date_format(pilkada_date date, char out[PILKADA_DATE_SIZE]) {
    out[0] = '\0';
    if (date == PILKADA_NO_DATE)
        return 0;
    pk_civil civil = pk_civil_of(date);
    two_digits(out, civil.year / 100 % 100);
    two_digits(out + 2, civil.year % 100);
    out[4] = out[7] = '-';
    two_digits(out + 5, civil.month);
    two_digits(out + 8, civil.day);
    out[10] = '\0';
    return 10;
}

static size_t put_time_of_day(char *out, int64_t in_day) {
    two_digits(out, (int)(in_day / PK_HOUR));
    out[2] = out[5] = ':';
    two_digits(out + 3, (int)(in_day / PK_MINUTE % 60));
    two_digits(out + 6, (int)(in_day / PK_SECOND % 60));
    int milliseconds = (int)(in_day % PK_SECOND);
    if (!milliseconds)
        return 8;
    out[8] = '.';
    out[9] = (char)('0' + milliseconds / 100);
    two_digits(out + 10, milliseconds % 100);
    return 12;
}

size_t pilkada_instant_format(pilkada_instant instant, int offset_minutes, char out[PILKADA_INSTANT_SIZE]) {
    out[0] = '\0';
    if (instant == PILKADA_NO_INSTANT)
        return 0;
    pilkada_date date = pilkada_instant_date(instant, offset_minutes);
    size_t size = pilkada_date_format(date, out);
    out[size++] = 'T';
    size += put_time_of_day(out + size, instant + offset_minutes * PK_MINUTE - (int64_t)date * PK_DAY);
    int magnitude = offset_minutes < 0 ? -offset_minutes : offset_minutes;
    out[size] = offset_minutes < 0 ? '-' : '+';
    two_digits(out + size + 1, magnitude / 60);
    out[size + 3] = ':';
    two_digits(out + size + 4, magnitude % 60);
    out[size + 6] = '\0';
    return size + 6;
}

/* ---- for people ---- */

static const char *const weekdays[2][7] = {
    {"Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"},
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}};
static const char *const months[2][12] = {{"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus",
                                           "September", "Oktober", "November", "Desember"},
                                          {"January", "February", "March", "April", "May", "June", "July", "August",
                                           "September", "October", "November", "December"}};

void pk_put_date_text(pilkada_buffer *buffer, pilkada_date date, pilkada_lang lang) {
    pk_civil civil = pk_civil_of(date);
    int english = lang == PILKADA_LANG_EN;
    pk_puts(buffer, weekdays[english][pilkada_date_weekday(date) - 1]);
    pk_puts(buffer, ", ");
    pk_put_int(buffer, civil.day);
    pk_putc(buffer, ' ');
    pk_puts(buffer, months[english][civil.month - 1]);
    pk_putc(buffer, ' ');
    pk_put_int(buffer, civil.year);
}

static void put_zone(pilkada_buffer *buffer, int offset_minutes) {
    const char *name = pilkada_zone_name((pilkada_zone)offset_minutes);
    char text[PILKADA_INSTANT_SIZE];
    if (name[0]) {
        pk_puts(buffer, name);
        return;
    }
    pk_puts(buffer, "UTC");
    size_t size = pilkada_instant_format(0, offset_minutes, text);
    pk_put(buffer, text + size - 6, 6);
}

void pk_put_clock_text(pilkada_buffer *buffer, pilkada_instant instant, int offset_minutes, pilkada_lang lang) {
    char text[PILKADA_INSTANT_SIZE];
    pilkada_instant_format(instant, offset_minutes, text);
    char *clock = text + 11;
    size_t size = memcmp(clock + 5, ":00", 3) == 0 ? 5 : 8;
    if (lang != PILKADA_LANG_EN) {
        clock[2] = clock[5] = '.';
        pk_puts(buffer, "pukul ");
    }
    pk_put(buffer, clock, size);
    pk_putc(buffer, ' ');
    put_zone(buffer, offset_minutes);
}

void pk_put_duration_text(pilkada_buffer *buffer, int64_t milliseconds, pilkada_lang lang) {
    static const char *const units[2][4] = {{" hari", " jam", " menit", " detik"}, {" d", " h", " min", " s"}};
    static const int64_t sizes[4] = {PK_DAY, PK_HOUR, PK_MINUTE, PK_SECOND};
    int64_t rest = milliseconds < 0 ? -milliseconds : milliseconds;
    size_t first = 0;
    while (first < 3 && rest < sizes[first])
        first++;
    for (size_t i = first; i < 4 && i < first + 2; i++) {
        int64_t count = rest / sizes[i];
        rest %= sizes[i];
        if (!count && i > first)
            continue;
        if (i > first)
            pk_putc(buffer, ' ');
        pk_put_int(buffer, count);
        pk_puts(buffer, units[lang == PILKADA_LANG_EN][i]);
    }
}
