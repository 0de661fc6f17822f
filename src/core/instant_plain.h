/** @file core/instant_plain.h  An instant as most programs write it, read eight bytes at a time. */
#ifndef PK_CORE_INSTANT_PLAIN_H
#define PK_CORE_INSTANT_PLAIN_H

#include "core/civil.h"
#include "core/json_scan.h"

/*
 * Eight bytes at once: digits become their values, separators 0. Byte n of the pairs is 10 times byte n plus byte n
 * + 1.
 */

/* A high bit where a digit is none, or a separator is another one. `digits` has ff for each digit. */
static inline uint64_t pk_instant_wrong(uint64_t value, uint64_t digits) {
    const uint64_t high = UINT64_C(0x8080808080808080), zero = UINT64_C(0x7f7f7f7f7f7f7f7f);
    return ((value + (zero - (digits & UINT64_C(0x0909090909090909)))) | value) & high;
}

static inline unsigned pk_instant_pair(uint64_t value, int at) {
    return (unsigned)(((value * 10) + (value >> 8)) >> (8 * at)) & 0xff;
}

static inline unsigned pk_instant_days_of(unsigned year, unsigned month) {
    static const unsigned char days[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month] + (unsigned)leap;
}

static inline int64_t pk_instant_day_number(unsigned year, unsigned month, unsigned day) {
    static const short before[] = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    bool leap = month > 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    unsigned past = year - 1;
    return (int64_t)past * 365 + past / 4 - past / 100 + past / 400 + (unsigned)before[month] + leap + day - 719163;
}

/* Digits and separators of "YYYY-MM-" and of "DDTHH:MM", which has the shape of "SS+HH:MM" as well. */
#define PK_DATE_DIGITS UINT64_C(0x00ffff00ffffffff)
#define PK_DATE_ZEROS UINT64_C(0x2d30302d30303030)
#define PK_TIME_DIGITS UINT64_C(0xffff00ffff00ffff)
#define PK_TIME_ZEROS UINT64_C(0x30303a3030543030)
#define PK_ZONE_ZEROS UINT64_C(0x30303a30302b3030)

/** 2024-11-27, and nothing else. */
static inline bool pk_date_plain(const char *text, size_t size, pilkada_date *date) {
    if (size != 10)
        return false;
    uint64_t value = pk_load8(text) ^ PK_DATE_ZEROS;
    unsigned year = pk_instant_pair(value, 0) * 100 + pk_instant_pair(value, 2), month = pk_instant_pair(value, 5);
    unsigned tens = (unsigned)(text[8] - '0'), ones = (unsigned)(text[9] - '0'), day = tens * 10 + ones;
    if (pk_instant_wrong(value, PK_DATE_DIGITS) || month - 1 > 11 || tens > 3 || ones > 9 || !year ||
        day - 1 >= pk_instant_days_of(year, month))
        return false;
    *date = (pilkada_date)pk_instant_day_number(year, month, day);
    return true;
}

/* Z and +hh:mm behind the seconds. False for what is rare: the careful reader looks at that. */
static inline bool pk_instant_plain_end(const char *text, size_t size, unsigned *second, int *offset) {
    const bool west = text[2] == '-';
    uint64_t value;
    if (size == 8)
        value = pk_load8(text) ^ PK_ZONE_ZEROS ^ (west ? (uint64_t)('+' ^ '-') << 16 : 0);
    else if (size == 3 && text[2] == 'Z')
        value = ((uint64_t)(unsigned char)text[0] | (uint64_t)(unsigned char)text[1] << 8) ^ (PK_ZONE_ZEROS & 0xffff);
    else
        return false;
    unsigned hours = pk_instant_pair(value, 3), minutes = pk_instant_pair(value, 6);
    *second = pk_instant_pair(value, 0);
    *offset = (int)(hours * 60 + minutes) * (west ? -1 : 1);
    return !pk_instant_wrong(value, PK_TIME_DIGITS) && *second <= 59 && hours <= 14 && minutes <= 59;
}

/** 2024-11-27T00:30:00 with an offset in minutes, and nothing else. */
static inline bool pk_instant_plain(const char *text, size_t size, pilkada_instant *instant, int *offset_minutes) {
    unsigned second;
    int offset;
    if (size < 20 || text[16] != ':' || !pk_instant_plain_end(text + 17, size - 17, &second, &offset))
        return false;
    uint64_t date = pk_load8(text) ^ PK_DATE_ZEROS, time = pk_load8(text + 8) ^ PK_TIME_ZEROS;
    unsigned year = pk_instant_pair(date, 0) * 100 + pk_instant_pair(date, 2), month = pk_instant_pair(date, 5),
             day = pk_instant_pair(time, 0);
    unsigned hour = pk_instant_pair(time, 3), minute = pk_instant_pair(time, 6);
    if (pk_instant_wrong(date, PK_DATE_DIGITS) | pk_instant_wrong(time, PK_TIME_DIGITS) || month - 1 > 11 ||
        hour > 23 || minute > 59 || !year || day - 1 >= pk_instant_days_of(year, month))
        return false;
    int64_t seconds = pk_instant_day_number(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
    *instant = (seconds - offset * 60) * PK_SECOND;
    *offset_minutes = offset;
    return true;
}

#undef PK_DATE_DIGITS
#undef PK_DATE_ZEROS
#undef PK_TIME_DIGITS
#undef PK_TIME_ZEROS
#undef PK_ZONE_ZEROS

#endif
