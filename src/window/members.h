/** @file window/members.h  Members of a JSON object, each with the comma behind it. */
#ifndef PK_WINDOW_MEMBERS_H
#define PK_WINDOW_MEMBERS_H

#include "core/civil.h"
#include "core/text.h"

/** NULL is null. */
static inline void pk_put_text_member(pilkada_buffer *out, const char *key, const char *text) {
    pk_put_key(out, key);
    pk_put_text_or_null(out, text);
    pk_putc(out, ',');
}

static inline void pk_put_number_member(pilkada_buffer *out, const char *key, int64_t number) {
    pk_put_key(out, key);
    pk_put_int(out, number);
    pk_putc(out, ',');
}

/** PILKADA_NO_DATE is null. */
static inline void pk_put_date_member(pilkada_buffer *out, const char *key, pilkada_date date) {
    char text[PILKADA_DATE_SIZE];
    pk_put_text_member(out, key, pilkada_date_format(date, text) ? text : NULL);
}

/** PILKADA_NO_INSTANT is null. */
static inline void pk_put_instant_member(pilkada_buffer *out, const char *key, pilkada_instant at, int offset) {
    char text[PILKADA_INSTANT_SIZE];
    pk_put_text_member(out, key, pilkada_instant_format(at, offset, text) ? text : NULL);
}

#endif
