/** @file core/instants.c  Many instants at once: see pilkada/time.h. */
#include <stdio.h>

#include "core/civil.h"
#include "core/error.h"

/*
 * Eight bytes at once: digits become their values, separators 0. Byte n of the pairs is 10 times byte n plus byte n
 * + 1. The order of bytes is made by shifts, which a compiler turns into one load where it can.
 */
static inline uint64_t load(const char *text) {
    uint64_t value = 0;
    for (int i = 0; i < 8; i++)
        value |= (uint64_t)(unsigned char)text[i] << (8 * i);
    return value;
}

/* A high bit where a digit is none, or a separator is another one. `digits` has ff for each digit. */
static inline uint64_t wrong(uint64_t value, uint64_t digits) {
    const uint64_t high = UINT64_C(0x8080808080808080), zero = UINT64_C(0x7f7f7f7f7f7f7f7f);
    return ((value + (zero - (digits & UINT64_C(0x0909090909090909)))) | value) & high;
}

static inline unsigned pair(uint64_t value, int at) {
    return (unsigned)(((value * 10) + (value >> 8)) >> (8 * at)) & 0xff;
}

static inline unsigned days_of(unsigned year, unsigned month) {
    static const unsigned char days[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month] + (unsigned)leap;
}

static inline int64_t day_number(unsigned year, unsigned month, unsigned day) {
    static const short before[] = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    bool leap = month > 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    unsigned past = year - 1;
    return (int64_t)past * 365 + past / 4 - past / 100 + past / 400 + (unsigned)before[month] + leap + day - 719163;
}

/* Digits and separators of "YYYY-MM-" and of "DDTHH:MM", which has the shape of "SS+HH:MM" as well. */
#define DATE_DIGITS UINT64_C(0x00ffff00ffffffff)
#define DATE_ZEROS UINT64_C(0x2d30302d30303030)
#define TIME_DIGITS UINT64_C(0xffff00ffff00ffff)
#define TIME_ZEROS UINT64_C(0x30303a3030543030)
#define ZONE_ZEROS UINT64_C(0x30303a30302b3030)

/* Z and +hh:mm behind the seconds. False for what is rare: the careful reader looks at that. */
static inline bool plain_end(const char *text, size_t size, unsigned *second, int *offset) {
    const bool west = text[2] == '-';
    uint64_t value;
    if (size == 8)
        value = load(text) ^ ZONE_ZEROS ^ (west ? (uint64_t)('+' ^ '-') << 16 : 0);
    else if (size == 3 && text[2] == 'Z')
        value = ((uint64_t)(unsigned char)text[0] | (uint64_t)(unsigned char)text[1] << 8) ^ (ZONE_ZEROS & 0xffff);
    else
        return false;
    unsigned hours = pair(value, 3), minutes = pair(value, 6);
    *second = pair(value, 0);
    *offset = (int)(hours * 60 + minutes) * (west ? -1 : 1);
    return !wrong(value, TIME_DIGITS) && *second <= 59 && hours <= 14 && minutes <= 59;
}

/* 2024-11-27T00:30:00 with an offset, and nothing else. */
static inline bool read_plain(const char *text, size_t size, pilkada_instant *instant) {
    unsigned second;
    int offset;
    if (size < 20 || text[16] != ':' || !plain_end(text + 17, size - 17, &second, &offset))
        return false;
    uint64_t date = load(text) ^ DATE_ZEROS, time = load(text + 8) ^ TIME_ZEROS;
    unsigned year = pair(date, 0) * 100 + pair(date, 2), month = pair(date, 5), day = pair(time, 0);
    unsigned hour = pair(time, 3), minute = pair(time, 6);
    if (wrong(date, DATE_DIGITS) | wrong(time, TIME_DIGITS) || month - 1 > 11 || hour > 23 || minute > 59 || !year ||
        day - 1 >= days_of(year, month))
        return false;
    int64_t seconds = day_number(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
    *instant = (seconds - offset * 60) * PK_SECOND;
    return true;
}

static pilkada_status refuse(pk_span text, size_t index, pilkada_error *error) {
    char place[32];
    pilkada_instant instant;
    size_t fault = 0;
    pk_read_instant(text, &instant, NULL, &fault);
    pk_fail_at(error, PILKADA_E_TIME, text, fault, "not a time with an offset; write it as 2024-11-27T00:30:00+07:00");
    snprintf(place, sizeof place, "/%zu", index);
    pk_error_where(error, place, "");
    return PILKADA_E_TIME;
}

pilkada_status pilkada_instants_parse(const char *const *texts, const size_t *sizes, size_t count,
                                      pilkada_instant *instants, pilkada_error *error) {
    if (count && (!texts || !sizes || !instants))
        return pk_fail(error, PILKADA_E_ARGUMENT, "texts, sizes and instants must not be NULL");
    for (size_t i = 0; i < count; i++) {
        const pk_span text = {texts[i], texts[i] ? sizes[i] : 0};
        if (!read_plain(text.data, text.size, &instants[i]) && !pk_read_instant(text, &instants[i], NULL, NULL))
            return refuse(text, i, error);
    }
    return PILKADA_OK;
}

pilkada_status pilkada_instants_parse_fixed(const char *text, size_t width, size_t count, pilkada_instant *instants,
                                            pilkada_error *error) {
    if (count && (!text || !width || !instants))
        return pk_fail(error, PILKADA_E_ARGUMENT, "text, width and instants must be given");
    for (size_t i = 0; i < count; i++, text += width) {
        pk_span one = {text, width};
        while (one.size && !one.data[one.size - 1])
            one.size--;
        if (!read_plain(one.data, one.size, &instants[i]) && !pk_read_instant(one, &instants[i], NULL, NULL))
            return refuse(one, i, error);
    }
    return PILKADA_OK;
}
