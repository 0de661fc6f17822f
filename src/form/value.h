/**
 * @file form/value.h  Values of the expression language: 16 bytes each, never owned.
 *
 * Types are those of the Common Expression Language. Dates and clock times are strings in ISO form
 * ("2024-11-27", "05:00"), whose order as strings is their order in time. Timestamps are instants that
 * remember the offset they were written with. PK_MISSING is a field that holds no value; PK_ERROR is
 * CEL's error, absorbed by && and || as its specification says.
 */
#ifndef PK_FORM_VALUE_H
#define PK_FORM_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include <pilkada/report.h>
#include <pilkada/time.h>

#include "core/memory.h"
#include "core/text.h"

typedef enum pk_type {
    PK_MISSING = 0, /**< a field without a value; `state` says which kind of nothing it is */
    PK_NULL,
    PK_BOOL,
    PK_INT,
    PK_UINT,
    PK_DOUBLE,
    PK_STRING,
    PK_BYTES,
    PK_TIMESTAMP, /**< integer: pilkada_instant; `size`: offset in minutes + 1440 */
    PK_DURATION,  /**< integer: milliseconds */
    PK_LIST,      /**< items, size */
    PK_MAP,       /**< entries, size: keys at even places, values at odd ones of `items` */
    PK_TYPE,      /**< what type() gives: `integer` is a pk_type */
    PK_ERROR      /**< text: why; static or in the arena */
} pk_type;

typedef struct pk_value {
    uint8_t type;   /**< pk_type */
    uint8_t state;  /**< pilkada_value_state, for slots */
    uint16_t extra; /**< private to the room */
    uint32_t size;  /**< bytes of a string, items of a list, pairs of a map */
    union {
        bool boolean;
        int64_t integer;
        uint64_t natural;
        double number;
        const char *text;
        const struct pk_value *items;
    };
} pk_value;

static inline pk_value pk_value_bool(bool value) {
    pk_value v = {.type = PK_BOOL, .state = PILKADA_VALUE_GIVEN};
    v.boolean = value;
    return v;
}
static inline pk_value pk_value_int(int64_t value) {
    pk_value v = {.type = PK_INT, .state = PILKADA_VALUE_GIVEN};
    v.integer = value;
    return v;
}
static inline pk_value pk_value_double(double value) {
    pk_value v = {.type = PK_DOUBLE, .state = PILKADA_VALUE_GIVEN};
    v.number = value;
    return v;
}
static inline pk_value pk_value_type(pk_type type) {
    pk_value v = {.type = PK_TYPE, .state = PILKADA_VALUE_GIVEN};
    v.integer = type;
    return v;
}
static inline pk_value pk_value_string(pk_span value) {
    pk_value v = {.type = PK_STRING, .state = PILKADA_VALUE_GIVEN, .size = (uint32_t)value.size};
    v.text = value.data;
    return v;
}
static inline pk_value pk_value_error(const char *why) {
    pk_value v = {.type = PK_ERROR};
    v.text = why;
    return v;
}
static inline pk_value pk_value_missing(pilkada_value_state state) {
    return (pk_value){.type = PK_MISSING, .state = (uint8_t)state};
}
static inline pk_span pk_value_span(pk_value value) {
    return (pk_span){value.text, value.size};
}

/** Of two strings. */
static inline bool pk_value_same_text(pk_value a, pk_value b) {
    return a.size == b.size && (a.text == b.text || pk_same_bytes(a.text, b.text, a.size));
}

/** "int", "string", "timestamp" ... as CEL names them. */
const char *pk_type_name(pk_type type);
/** As compact JSON: timestamps in RFC 3339 with their offset, durations as "300s", missing and errors as null. */
void pk_put_value(pilkada_buffer *buffer, pk_value value);
/**
 * CEL equality: numbers across int, uint and double by value; unlike types are unequal.
 * Lists may share parts, so that a short expression can name one without end: each part compared takes one of
 * `steps`. False with no steps left: not known.
 */
bool pk_value_equal(pk_value a, pk_value b, uint32_t *steps);
/** Has it at most `most` parts, those of its parts included? */
bool pk_value_is_small(pk_value value, uint32_t most);

/* ---- context.c ---- */

struct cJSON;
/** The value of a tree in the arena; false when memory is out. Bounded by the depth of JSON. */
bool pk_value_of_tree(const struct cJSON *tree, pk_arena *arena, pk_value *out);
/** The members of `over` in front of those of `base` that it does not have. */
bool pk_value_overlay(pk_value base, pk_value over, pk_arena *arena, pk_value *out);

#endif
