/** @file form/value.c  Values: equality, order, JSON. */
#include "form/value.h"

#include <math.h>
#include <string.h>

#include "core/civil.h"
#include "core/json.h"
#include "form/expr_internal.h"

static const char *const type_names[] = {"missing", "null_type", "bool",     "int",  "uint", "double", "string",
                                         "bytes",   "timestamp", "duration", "list", "map",  "type",   "error"};

const char *pk_type_name(pk_type type) {
    return (unsigned)type < sizeof type_names / sizeof *type_names ? type_names[type] : "";
}

/* ---- order across numeric types, exact where a conversion to double would round ---- */

static int order(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

static int compare_int_double(int64_t a, double b) {
    if (isnan(b))
        return 2;
    if (b >= 9223372036854775808.0)
        return -1;
    if (b < -9223372036854775808.0)
        return 1;
    int64_t whole = (int64_t)b;
    double rest = b - (double)whole;
    return a != whole ? order(a, whole) : (rest < 0) - (rest > 0);
}

static int compare_uint_double(uint64_t a, double b) {
    if (isnan(b))
        return 2;
    if (b >= 18446744073709551616.0)
        return -1;
    if (b < 0)
        return 1;
    uint64_t whole = (uint64_t)b;
    double rest = b - (double)whole;
    return a != whole ? (a > whole) - (a < whole) : (rest < 0) - (rest > 0);
}

static int compare_doubles(double a, double b) {
    if (isnan(a) || isnan(b))
        return 2;
    return (a > b) - (a < b);
}

static int compare_int_uint(int64_t a, uint64_t b) {
    return a < 0 ? -1 : ((uint64_t)a > b) - ((uint64_t)a < b);
}

static int flip(int result) {
    return result == 2 ? 2 : -result;
}

static int compare_numbers(pk_value a, pk_value b) {
    if (a.type == b.type)
        return a.type == PK_INT    ? order(a.integer, b.integer)
               : a.type == PK_UINT ? (a.natural > b.natural) - (a.natural < b.natural)
                                   : compare_doubles(a.number, b.number);
    if (a.type > b.type)
        return flip(compare_numbers(b, a));
    if (a.type == PK_UINT)
        return compare_uint_double(a.natural, b.number);
    return b.type == PK_UINT ? compare_int_uint(a.integer, b.natural) : compare_int_double(a.integer, b.number);
}

static bool is_number(pk_value v) {
    return v.type == PK_INT || v.type == PK_UINT || v.type == PK_DOUBLE;
}

int pk_value_compare(pk_value a, pk_value b) {
    if (is_number(a) && is_number(b))
        return compare_numbers(a, b);
    if (a.type != b.type)
        return 2;
    switch (a.type) {
    case PK_BOOL:
        return a.boolean - b.boolean;
    case PK_STRING:
    case PK_BYTES: {
        int result = pk_span_compare(pk_value_span(a), pk_value_span(b));
        return (result > 0) - (result < 0);
    }
    case PK_TIMESTAMP:
    case PK_DURATION:
        return order(a.integer, b.integer);
    default:
        return 2;
    }
}

/* ---- equality: lists and maps by their parts ---- */

static PK_RARE const pk_value *find_number(pk_value map, pk_value key) {
    for (uint32_t i = 0; i < map.size; i++)
        if (pk_value_compare(map.items[2 * i], key) == 0)
            return &map.items[2 * i + 1];
    return NULL;
}

/* Keys are plain values: they need no steps. */
const pk_value *pk_map_find(pk_value map, pk_value key) {
    const pk_value *other = map.items, *end = other + 2 * (size_t)map.size;
    if (key.type != PK_STRING)
        return find_number(map, key);
    for (; other < end; other += 2)
        if (other->size == key.size && other->type == PK_STRING && pk_value_same_text(*other, key))
            return other + 1;
    return NULL;
}

static bool equal_lists(pk_value a, pk_value b, uint32_t *steps) {
    if (a.size != b.size)
        return false;
    for (uint32_t i = 0; i < a.size; i++)
        if (!pk_value_equal(a.items[i], b.items[i], steps))
            return false;
    return true;
}

static bool equal_maps(pk_value a, pk_value b, uint32_t *steps) {
    if (a.size != b.size)
        return false;
    for (uint32_t i = 0; i < a.size; i++) {
        const pk_value *other = pk_map_find(b, a.items[2 * i]);
        if (!other || !pk_value_equal(a.items[2 * i + 1], *other, steps))
            return false;
    }
    return true;
}

bool pk_value_equal(pk_value a, pk_value b, uint32_t *steps) {
    uint32_t cost = a.type == PK_MAP && b.type == PK_MAP ? 1 + a.size : 1;
    if (*steps < cost) {
        *steps = 0;
        return false;
    }
    *steps -= cost;
    if (a.type == PK_STRING && b.type == PK_STRING)
        return pk_value_same_text(a, b);
    if (a.type == PK_NULL && b.type == PK_NULL)
        return true;
    if (a.type == PK_TYPE && b.type == PK_TYPE)
        return a.integer == b.integer;
    if (a.type == PK_LIST && b.type == PK_LIST)
        return equal_lists(a, b, steps);
    if (a.type == PK_MAP && b.type == PK_MAP)
        return equal_maps(a, b, steps);
    return pk_value_compare(a, b) == 0;
}

static bool count_parts(pk_value value, uint32_t *left) {
    uint32_t size = value.type == PK_LIST ? value.size : value.type == PK_MAP ? 2 * value.size : 0;
    if (*left < size)
        return false;
    *left -= size;
    for (uint32_t i = 0; i < size; i++)
        if (!count_parts(value.items[i], left))
            return false;
    return true;
}

bool pk_value_is_small(pk_value value, uint32_t most) {
    return count_parts(value, &most);
}

pilkada_value_state pk_value_state_of(pk_value value) {
    if (value.type == PK_MISSING)
        return (pilkada_value_state)value.state;
    if (value.type == PK_NULL)
        return PILKADA_VALUE_UNREACHED;
    if (value.type == PK_LIST)
        return value.size ? PILKADA_VALUE_GIVEN : PILKADA_VALUE_EMPTY;
    if (value.type != PK_STRING)
        return PILKADA_VALUE_GIVEN;
    if (!pk_span_trim(pk_value_span(value)).size)
        return PILKADA_VALUE_EMPTY;
    return pilkada_text_is_nihil(value.text, value.size) ? PILKADA_VALUE_NIHIL : PILKADA_VALUE_GIVEN;
}

/* ---- JSON ---- */

static void put_double(pilkada_buffer *buffer, double number) {
    char text[32];
    if (isfinite(number))
        pk_put(buffer, text, pk_double_format(number, text));
    else
        pk_puts(buffer, "null");
}

static void put_timestamp(pilkada_buffer *buffer, pk_value value) {
    char text[PILKADA_INSTANT_SIZE];
    size_t size = pilkada_instant_format(value.integer, (int)value.size - 1440, text);
    pk_put_json(buffer, (pk_span){text, size});
}

static void put_duration(pilkada_buffer *buffer, int64_t milliseconds) {
    char digits[3] = {'0', '0', '0'};
    int64_t rest = milliseconds % PK_SECOND;
    pk_puts(buffer, milliseconds < 0 ? "\"-" : "\"");
    pk_put_int(buffer, milliseconds < 0 ? -(milliseconds / PK_SECOND) : milliseconds / PK_SECOND);
    if (rest) {
        rest = rest < 0 ? -rest : rest;
        for (int i = 2; i >= 0; i--, rest /= 10)
            digits[i] = (char)('0' + rest % 10);
        pk_putc(buffer, '.');
        pk_put(buffer, digits, 3);
    }
    pk_puts(buffer, "s\"");
}

static void put_natural(pilkada_buffer *buffer, uint64_t value) {
    char digits[20];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + value % 10);
    while (value /= 10);
    pk_put(buffer, digits + at, sizeof digits - at);
}

/* JSON has text keys only. */
static void put_map_key(pilkada_buffer *buffer, pk_value key) {
    bool text = key.type == PK_STRING;
    if (!text)
        pk_putc(buffer, '"');
    pk_put_value(buffer, key);
    pk_puts(buffer, text ? ":" : "\":");
}

static void put_parts(pilkada_buffer *buffer, pk_value value) {
    bool map = value.type == PK_MAP;
    pk_putc(buffer, map ? '{' : '[');
    for (uint32_t i = 0; i < value.size; i++) {
        if (i)
            pk_putc(buffer, ',');
        if (map)
            put_map_key(buffer, value.items[2 * i]);
        pk_put_value(buffer, map ? value.items[2 * i + 1] : value.items[i]);
    }
    pk_putc(buffer, map ? '}' : ']');
}

void pk_put_value(pilkada_buffer *buffer, pk_value value) {
    switch (value.type) {
    case PK_BOOL:
        pk_puts(buffer, value.boolean ? "true" : "false");
        break;
    case PK_INT:
        pk_put_int(buffer, value.integer);
        break;
    case PK_UINT:
        put_natural(buffer, value.natural);
        break;
    case PK_DOUBLE:
        put_double(buffer, value.number);
        break;
    case PK_STRING:
    case PK_BYTES:
        pk_put_json(buffer, pk_value_span(value));
        break;
    case PK_TIMESTAMP:
        put_timestamp(buffer, value);
        break;
    case PK_DURATION:
        put_duration(buffer, value.integer);
        break;
    case PK_LIST:
    case PK_MAP:
        put_parts(buffer, value);
        break;
    case PK_TYPE:
        pk_put_json(buffer, pk_span_of(pk_type_name((pk_type)value.integer)));
        break;
    default:
        pk_puts(buffer, "null");
    }
}
