/** @file core/civil.c  Dates, instants and clock times: see pilkada/time.h and core/civil.h. */
#include "core/civil.h"

#include "core/error.h"
#include "core/instant_plain.h"

const char *pilkada_zone_name(pilkada_zone zone) {
    switch (zone) {
    case PILKADA_ZONE_WIB:
        return "WIB";
    case PILKADA_ZONE_WITA:
        return "WITA";
    case PILKADA_ZONE_WIT:
        return "WIT";
    default:
        return "";
    }
}

/* ---- the calendar: days_from_civil and civil_from_days of H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"
 * ---- */

pilkada_date pk_date_of(pk_civil civil) {
    int year = civil.year - (civil.month <= 2);
    int era = (year >= 0 ? year : year - 399) / 400;
    int year_of_era = year - era * 400;
    int day_of_year = (153 * (civil.month + (civil.month > 2 ? -3 : 9)) + 2) / 5 + civil.day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

pk_civil pk_civil_of(pilkada_date date) {
    int days = date + 719468;
    int era = (days >= 0 ? days : days - 146096) / 146097;
    int day_of_era = days - era * 146097;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (5 * day_of_year + 2) / 153;
    int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    return (pk_civil){year_of_era + era * 400 + (month <= 2), month,
                      day_of_year - (153 * month_from_march + 2) / 5 + 1};
}

bool pk_civil_valid(pk_civil civil) {
    static const int days[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (civil.year < 1 || civil.year > 9999 || civil.month < 1 || civil.month > 12 || civil.day < 1)
        return false;
    bool leap = (civil.year % 4 == 0 && civil.year % 100 != 0) || civil.year % 400 == 0;
    return civil.day <= days[civil.month] + (leap && civil.month == 2);
}

/* ---- reading ---- */

/* A number of exactly `digits` digits at `at`; -1 if there is none, and the fault is where it breaks. */
static int number_at(pk_span text, size_t at, size_t digits, size_t *fault) {
    int value = 0;
    for (size_t i = at; i < at + digits; i++) {
        if (i >= text.size || !pk_is_digit(text.data[i])) {
            *fault = i;
            return -1;
        }
        value = value * 10 + (text.data[i] - '0');
    }
    return value;
}

static inline bool char_at(pk_span text, size_t at, const char *allowed, size_t *fault) {
    *fault = at;
    for (; at < text.size && *allowed; allowed++)
        if (*allowed == text.data[at])
            return true;
    return false;
}

static bool date_prefix(pk_span text, pilkada_date *date, size_t *fault) {
    pk_civil civil;
    if ((civil.year = number_at(text, 0, 4, fault)) < 0 || !char_at(text, 4, "-", fault) ||
        (civil.month = number_at(text, 5, 2, fault)) < 0 || !char_at(text, 7, "-", fault) ||
        (civil.day = number_at(text, 8, 2, fault)) < 0)
        return false;
    if (!pk_civil_valid(civil)) {
        *fault = civil.year < 1 ? 0 : civil.month < 1 || civil.month > 12 ? 5 : 8;
        return false;
    }
    *date = pk_date_of(civil);
    return true;
}

bool pk_read_date(pk_span text, pilkada_date *date, size_t *fault) {
    pilkada_date read;
    size_t where;
    if (pk_date_plain(text.data, text.size, date))
        return true;
    bool ok = date_prefix(text, &read, &where);
    if (ok && text.size == 10) {
        *date = read;
        return true;
    }
    where = ok ? 10 : where;
    if (fault)
        *fault = where;
    return false;
}

/* HH:MM:SS at 11, without leap seconds and without 24:00:00. */
static bool time_part(pk_span text, int64_t *milliseconds, size_t *fault) {
    int hour, minute, second;
    if (!char_at(text, 10, "Tt ", fault) || (hour = number_at(text, 11, 2, fault)) < 0 ||
        !char_at(text, 13, ":", fault) || (minute = number_at(text, 14, 2, fault)) < 0 ||
        !char_at(text, 16, ":", fault) || (second = number_at(text, 17, 2, fault)) < 0)
        return false;
    if (hour > 23 || minute > 59 || second > 59) {
        *fault = hour > 23 ? 11 : minute > 59 ? 14 : 17;
        return false;
    }
    *milliseconds = hour * PK_HOUR + minute * PK_MINUTE + second * PK_SECOND;
    return true;
}

/* Digits after a dot count from tenths down; those beyond milliseconds are cut. */
static bool fraction_part(pk_span text, size_t *at, int64_t *milliseconds, size_t *fault) {
    if (*at >= text.size || text.data[*at] != '.')
        return true;
    size_t first = ++*at;
    int64_t unit = 100;
    for (; *at < text.size && pk_is_digit(text.data[*at]); ++*at, unit /= 10)
        *milliseconds += (text.data[*at] - '0') * unit;
    *fault = *at;
    return *at > first;
}

static bool offset_part(pk_span text, size_t at, int *minutes, size_t *fault) {
    if (!char_at(text, at, "Zz+-", fault))
        return false;
    bool zulu = text.data[at] == 'Z' || text.data[at] == 'z';
    int hour = 0, minute = 0;
    if (!zulu && ((hour = number_at(text, at + 1, 2, fault)) < 0 || !char_at(text, at + 3, ":", fault) ||
                  (minute = number_at(text, at + 4, 2, fault)) < 0))
        return false;
    if (hour > 23 || minute > 59) {
        *fault = hour > 23 ? at + 1 : at + 4;
        return false;
    }
    *fault = zulu ? at + 1 : at + 6;
    *minutes = text.data[at] == '-' ? -(hour * 60 + minute) : hour * 60 + minute;
    return *fault == text.size;
}

static bool read_step_by_step(pk_span text, pilkada_instant *instant, int *offset_minutes, size_t *fault) {
    pilkada_date date;
    int64_t in_day = 0;
    int offset = 0;
    size_t where = 0, at = 19;
    bool ok = date_prefix(text, &date, &where) && time_part(text, &in_day, &where) &&
              fraction_part(text, &at, &in_day, &where) && offset_part(text, at, &offset, &where);
    if (!ok) {
        if (fault)
            *fault = where;
        return false;
    }
    *instant = (int64_t)date * PK_DAY + in_day - offset * PK_MINUTE;
    *offset_minutes = offset;
    return true;
}

bool pk_read_instant(pk_span text, pilkada_instant *instant, int *offset_minutes, size_t *fault) {
    int unasked;
    if (!offset_minutes)
        offset_minutes = &unasked;
    return pk_instant_plain(text.data, text.size, instant, offset_minutes) ||
           read_step_by_step(text, instant, offset_minutes, fault);
}

bool pk_read_clock(pk_span text, bool end_of_day, int *minutes) {
    size_t fault;
    int hour, minute;
    if (text.size != 5 || (hour = number_at(text, 0, 2, &fault)) < 0 || text.data[2] != ':' ||
        (minute = number_at(text, 3, 2, &fault)) < 0 || minute > 59)
        return false;
    if (hour > 24 || (hour == 24 && (minute || !end_of_day)))
        return false;
    *minutes = hour * 60 + minute;
    return true;
}

pilkada_status pilkada_instant_parse(const char *text, size_t size, pilkada_instant *instant, int *offset_minutes,
                                     pilkada_error *error) {
    size_t fault = 0;
    if (!text || !instant)
        return pk_fail(error, PILKADA_E_ARGUMENT, "text and instant must not be NULL");
    if (pk_read_instant((pk_span){text, size}, instant, offset_minutes, &fault))
        return PILKADA_OK;
    return pk_fail_at(error, PILKADA_E_TIME, (pk_span){text, size}, fault,
                      "not a time with an offset; write it as 2024-11-27T00:30:00+07:00");
}

pilkada_status pilkada_date_parse(const char *text, size_t size, pilkada_date *date, pilkada_error *error) {
    size_t fault = 0;
    if (!text || !date)
        return pk_fail(error, PILKADA_E_ARGUMENT, "text and date must not be NULL");
    if (pk_read_date((pk_span){text, size}, date, &fault))
        return PILKADA_OK;
    return pk_fail_at(error, PILKADA_E_TIME, (pk_span){text, size}, fault,
                      "not a date of the calendar; write it as 2024-11-27");
}

/* ---- clock times as people write them ---- */

static pk_span without_prefix(pk_span text, const char *word) {
    if (!pk_span_starts_with(text, word))
        return text;
    size_t size = strlen(word);
    return pk_span_trim((pk_span){text.data + size, text.size - size});
}

static pk_span without_zone(pk_span text) {
    static const char *const zones[] = {"WITA", "WIB", "WIT"};
    for (size_t i = 0; i < 3; i++) {
        size_t size = strlen(zones[i]);
        if (text.size > size && memcmp(text.data + text.size - size, zones[i], size) == 0 &&
            text.data[text.size - size - 1] == ' ')
            return pk_span_trim((pk_span){text.data, text.size - size});
    }
    return text;
}

static bool read_spoken_clock(pk_span text, int *minutes) {
    text = pk_span_trim(text);
    if (pk_span_is(text, "jam 12 malam") || pk_span_is(text, "pukul 12 malam") || pk_span_is(text, "12 malam")) {
        *minutes = 0; /* the start of the new date */
        return true;
    }
    text = without_zone(without_prefix(without_prefix(text, "pukul "), "jam "));
    char canonical[5];
    if (text.size == 4) {
        canonical[0] = '0';
        memcpy(canonical + 1, text.data, 4);
    } else if (text.size == 5) {
        memcpy(canonical, text.data, 5);
    } else {
        return false;
    }
    if (canonical[2] == '.')
        canonical[2] = ':';
    return pk_read_clock((pk_span){canonical, 5}, true, minutes);
}

pilkada_status pilkada_clock_parse(const char *text, size_t size, int *minutes, pilkada_error *error) {
    if (!text || !minutes)
        return pk_fail(error, PILKADA_E_ARGUMENT, "text and minutes must not be NULL");
    if (read_spoken_clock((pk_span){text, size}, minutes))
        return PILKADA_OK;
    return pk_fail_at(error, PILKADA_E_TIME, (pk_span){text, size}, 0, "not a clock time; write it as 05:00 or 05.00");
}
