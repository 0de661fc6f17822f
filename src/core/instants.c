/** @file core/instants.c  Many instants at once: see pilkada/time.h. */
#include <stdio.h>

#include "core/civil.h"
#include "core/error.h"

/* Two digits; more than 99 when one of them is none. */
static inline unsigned pair(const char *text) {
    unsigned tens = (unsigned)(unsigned char)text[0] - '0', ones = (unsigned)(unsigned char)text[1] - '0';
    return tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
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

/* Minutes from UTC behind the seconds: "Z", "+07:00". False for what is rare: the careful reader looks at that. */
static inline bool plain_offset(const char *text, size_t size, int *minutes) {
    *minutes = 0;
    if (size == 1 && *text == 'Z')
        return true;
    if (size != 6 || (*text != '+' && *text != '-') || text[3] != ':')
        return false;
    unsigned hours = pair(text + 1), rest = pair(text + 4);
    *minutes = (int)(hours * 60 + rest) * (*text == '-' ? -1 : 1);
    return hours <= 14 && rest <= 59;
}

/* 2024-11-27T00:30:00 with an offset, and nothing else. */
static inline bool read_plain(const char *text, size_t size, pilkada_instant *instant) {
    int offset;
    if (size < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
        !plain_offset(text + 19, size - 19, &offset))
        return false;
    unsigned century = pair(text), year = pair(text + 2), month = pair(text + 5), day = pair(text + 8);
    unsigned hour = pair(text + 11), minute = pair(text + 14), second = pair(text + 17);
    if (century > 99 || year > 99 || month - 1 > 11 || hour > 23 || minute > 59 || second > 59)
        return false;
    year += century * 100;
    if (!year || day - 1 >= days_of(year, month))
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
