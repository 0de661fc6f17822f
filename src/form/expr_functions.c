/** @file form/expr_functions.c  Finding functions; size, conversions and numbers. */
#include <math.h>
#include <string.h>

#include <pilkada/json.h>

#include "core/json.h"
#include "form/expr_internal.h"

static const pk_function_row *const tables[] = {pk_functions_core, pk_functions_lists, pk_functions_text,
                                                pk_functions_time, pk_functions_desk,  pk_functions_calendar};

const pk_function_row *pk_function_find(pk_span name, uint8_t style, const char **near) {
    size_t best = 3;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        for (const pk_function_row *row = tables[i]; row->name; row++) {
            size_t distance = row->style & style ? pk_distance(name, pk_span_of(row->name), 2) : 3;
            if (distance == 0)
                return row;
            if (distance < best) {
                best = distance;
                *near = row->name;
            }
        }
    return NULL;
}

static pk_value no_overload(void) {
    return pk_value_error("no such overload");
}

static pk_value copy_text(pk_eval *in, const char *text, size_t size) {
    const char *kept = pk_arena_strdup(in->frame->arena, text, size);
    return kept ? pk_value_string((pk_span){kept, size}) : pk_error_memory();
}

/* ---- size and type ---- */

static pk_value f_size(pk_eval *in, const pk_value *a, size_t count) {
    (void)count;
    if (a->type == PK_STRING) {
        if (!pk_eval_step(in, 1 + a->size / 16))
            return pk_error_steps();
        return pk_value_int((int64_t)pk_utf8_count(pk_value_span(*a)));
    }
    if (a->type == PK_BYTES || a->type == PK_LIST || a->type == PK_MAP)
        return pk_value_int(a->size);
    return no_overload();
}

static pk_value f_type(pk_eval *in, const pk_value *a, size_t count) {
    (void)in;
    (void)count;
    return pk_value_type((pk_type)a->type);
}

static pk_value f_dyn(pk_eval *in, const pk_value *a, size_t count) {
    (void)in;
    (void)count;
    return *a;
}

/* ---- conversions ---- */

static pk_value out_of_range(void) {
    return pk_value_error("number out of range");
}

/* Decimal digits with an optional minus; false for anything else. */
static bool digits_of(pk_span text, bool *negative, uint64_t *magnitude) {
    size_t i = 0;
    *magnitude = 0;
    *negative = text.size && text.data[0] == '-';
    if (*negative)
        i++;
    if (i == text.size)
        return false;
    for (; i < text.size; i++) {
        uint64_t digit = (uint64_t)(text.data[i] - '0');
        if (!pk_is_digit(text.data[i]) || *magnitude > (UINT64_MAX - digit) / 10)
            return false;
        *magnitude = *magnitude * 10 + digit;
    }
    return true;
}

static pk_value f_int(pk_eval *in, const pk_value *a, size_t count) {
    bool negative;
    uint64_t magnitude;
    (void)in;
    (void)count;
    switch (a->type) {
    case PK_INT:
        return *a;
    case PK_UINT:
        return a->natural > INT64_MAX ? out_of_range() : pk_value_int((int64_t)a->natural);
    case PK_DOUBLE: /* toward zero; the open interval keeps 2^63 out */
        return a->number > -9223372036854775809.0 && a->number < 9223372036854775808.0 && !isnan(a->number)
                   ? pk_value_int((int64_t)a->number)
                   : out_of_range();
    case PK_STRING:
        if (!digits_of(pk_value_span(*a), &negative, &magnitude) || magnitude > (uint64_t)INT64_MAX + negative)
            return pk_value_error("not a whole number");
        return pk_value_int(negative ? (int64_t)(0 - magnitude) : (int64_t)magnitude);
    case PK_TIMESTAMP:
        return pk_value_int(a->integer / 1000 - (a->integer % 1000 < 0));
    default:
        return no_overload();
    }
}

static pk_value f_uint(pk_eval *in, const pk_value *a, size_t count) {
    pk_value v = {.type = PK_UINT, .state = PILKADA_VALUE_GIVEN};
    bool negative;
    (void)in;
    (void)count;
    switch (a->type) {
    case PK_UINT:
        return *a;
    case PK_INT:
        v.natural = (uint64_t)a->integer;
        return a->integer < 0 ? out_of_range() : v;
    case PK_DOUBLE:
        if (isnan(a->number) || a->number <= -1 || a->number >= 18446744073709551616.0)
            return out_of_range();
        v.natural = a->number < 0 ? 0 : (uint64_t)a->number;
        return v;
    case PK_STRING:
        return digits_of(pk_value_span(*a), &negative, &v.natural) && !negative ? v
                                                                                : pk_value_error("not a whole number");
    default:
        return no_overload();
    }
}

/* A number as JSON writes it, all of the text. */
static bool read_double(pk_eval *in, pk_span text, double *number) {
    pk_json reader;
    if (text.size && pk_span_trim(text).size != text.size)
        return false;
    pk_json_start(&reader, text.data, text.size, in->frame->arena);
    pk_json_kind kind = pk_json_next(&reader);
    if (kind != PK_JSON_INTEGER && kind != PK_JSON_NUMBER)
        return false;
    *number = pk_json_double(&reader);
    return !isinf(*number) && pk_json_next(&reader) == PK_JSON_END;
}

static pk_value double_of_text(pk_eval *in, pk_span text) {
    static const struct {
        const char *name;
        double number;
    } words[] = {{"NaN", NAN}, {"Infinity", INFINITY}, {"-Infinity", -INFINITY}};
    double number;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (pk_span_is(text, words[i].name))
            return pk_value_double(words[i].number);
    return read_double(in, text, &number) ? pk_value_double(number) : pk_value_error("not a number");
}

static pk_value f_double(pk_eval *in, const pk_value *a, size_t count) {
    (void)count;
    switch (a->type) {
    case PK_DOUBLE:
        return *a;
    case PK_INT:
        return pk_value_double((double)a->integer);
    case PK_UINT:
        return pk_value_double((double)a->natural);
    case PK_STRING:
        return double_of_text(in, pk_value_span(*a));
    default:
        return no_overload();
    }
}

static pk_value f_bool(pk_eval *in, const pk_value *a, size_t count) {
    static const char *const yes[] = {"1", "t", "true", "TRUE", "True"}, *const no[] = {"0", "f", "false", "FALSE",
                                                                                        "False"};
    (void)in;
    (void)count;
    if (a->type == PK_BOOL)
        return *a;
    for (size_t i = 0; a->type == PK_STRING && i < 5; i++) {
        if (pk_span_is(pk_value_span(*a), yes[i]))
            return pk_value_bool(true);
        if (pk_span_is(pk_value_span(*a), no[i]))
            return pk_value_bool(false);
    }
    return a->type == PK_STRING ? pk_value_error("not a bool") : no_overload();
}

/* As CEL writes them: UTC is Z, and a fraction ends at its last digit that is not 0. Here it has three. */
static pk_value time_text(pk_eval *in, pk_span text) {
    char out[64];
    size_t size = text.size < sizeof out ? text.size : sizeof out;
    memcpy(out, text.data, size);
    const char *dot = memchr(out, '.', size);
    if (dot) {
        size_t end = (size_t)(dot - out) + 4, kept = end;
        while (out[kept - 1] == '0')
            kept--;
        memmove(out + kept, out + end, size - end);
        size -= end - kept;
    }
    if (size > 6 && memcmp(out + size - 6, "+00:00", 6) == 0) {
        size -= 5;
        out[size - 1] = 'Z';
    }
    return copy_text(in, out, size);
}

static pk_value f_string(pk_eval *in, const pk_value *a, size_t count) {
    (void)count;
    if (a->type == PK_STRING)
        return *a;
    if (a->type == PK_BYTES) {
        pk_value text = *a;
        text.type = PK_STRING;
        return pilkada_utf8_error(a->text, a->size) == PILKADA_NO_OFFSET ? text : pk_value_error("bytes are not UTF-8");
    }
    if (a->type == PK_NULL || a->type == PK_LIST || a->type == PK_MAP || a->type == PK_TYPE)
        return no_overload();
    pilkada_buffer out;
    pilkada_buffer_init(&out, &in->frame->arena->allocator);
    pk_put_value(&out, *a);
    bool quoted = a->type == PK_TIMESTAMP || a->type == PK_DURATION;
    pk_value text = out.failed ? pk_error_memory()
                    : quoted   ? time_text(in, (pk_span){out.data + 1, out.size - 2})
                               : copy_text(in, out.data, out.size);
    pilkada_buffer_dispose(&out);
    return text;
}

static pk_value f_bytes(pk_eval *in, const pk_value *a, size_t count) {
    pk_value v = *a;
    (void)in;
    (void)count;
    if (a->type != PK_BYTES && a->type != PK_STRING)
        return no_overload();
    v.type = PK_BYTES;
    return v;
}

/* ---- numbers of our own ---- */

/* The items of one list, or the arguments themselves. */
static pk_value spread(const pk_value *a, size_t count) {
    pk_value list = {.type = PK_LIST, .size = (uint32_t)count};
    list.items = a;
    return count == 1 && a->type == PK_LIST ? *a : list;
}

static pk_value f_sum(pk_eval *in, const pk_value *a, size_t count) {
    pk_value list = spread(a, count), total = pk_value_int(0);
    if (!pk_eval_step(in, list.size))
        return pk_error_steps();
    for (uint32_t i = 0; i < list.size && total.type != PK_ERROR; i++)
        total = i ? pk_eval_binary(in, PK_OP_ADD, total, list.items[i]) : list.items[i];
    return total.type == PK_INT || total.type == PK_UINT || total.type == PK_DOUBLE || total.type == PK_DURATION
               ? total
               : pk_operand_error(in, total, total);
}

static pk_value extreme(pk_eval *in, const pk_value *a, size_t count, int wanted) {
    pk_value list = spread(a, count);
    if (!list.size)
        return pk_value_error("an empty list has no least and no largest");
    if (!pk_eval_step(in, list.size))
        return pk_error_steps();
    pk_value best = list.items[0];
    for (uint32_t i = 1; i < list.size; i++) {
        int result = pk_value_compare(list.items[i], best);
        if (result == 2)
            return pk_operand_error(in, list.items[i], best);
        if (result == wanted)
            best = list.items[i];
    }
    return best;
}

static pk_value f_min(pk_eval *in, const pk_value *a, size_t count) {
    return extreme(in, a, count, -1);
}

static pk_value f_max(pk_eval *in, const pk_value *a, size_t count) {
    return extreme(in, a, count, 1);
}

static pk_value f_abs(pk_eval *in, const pk_value *a, size_t count) {
    (void)in;
    (void)count;
    pk_value v = *a;
    if (a->type == PK_DOUBLE)
        return pk_value_double(fabs(a->number));
    if (a->type == PK_DURATION && a->integer != INT64_MIN) {
        v.integer = a->integer < 0 ? -a->integer : a->integer;
        return v;
    }
    if (a->type == PK_UINT)
        return v;
    return a->type == PK_INT && a->integer >= 0 ? v : pk_eval_negate(v);
}

/* Half away from zero, as people round percentages; exact halves in decimal are met by a hair's breadth. */
static pk_value f_round(pk_eval *in, const pk_value *a, size_t count) {
    (void)in;
    (void)count;
    if (a[0].type == PK_INT)
        return pk_value_double((double)a[0].integer);
    if (a[0].type != PK_DOUBLE || a[1].type != PK_INT || a[1].integer < 0 || a[1].integer > 9)
        return no_overload();
    double scale = 1;
    for (int64_t i = 0; i < a[1].integer; i++)
        scale *= 10;
    double scaled = fabs(a[0].number) * scale;
    double rounded = floor(scaled + 0.5 + scaled * 1e-15) / scale;
    return pk_value_double(a[0].number < 0 ? -rounded : rounded);
}

/* Division that rounds up: how many TPS for so many voters. */
static pk_value f_divide_up(pk_eval *in, const pk_value *a, size_t count) {
    (void)in;
    (void)count;
    if (a[0].type != PK_INT || a[1].type != PK_INT || a[0].integer < 0 || a[1].integer < 0)
        return no_overload();
    if (!a[1].integer)
        return pk_value_error("division by zero");
    return pk_value_int(a[0].integer / a[1].integer + (a[0].integer % a[1].integer != 0));
}

const pk_function_row pk_functions_core[] = {
    {"size", 1, 1, PK_STYLE_GLOBAL | PK_STYLE_METHOD, f_size},
    {"type", 1, 1, PK_STYLE_GLOBAL, f_type},
    {"dyn", 1, 1, PK_STYLE_GLOBAL, f_dyn},
    {"int", 1, 1, PK_STYLE_GLOBAL, f_int},
    {"uint", 1, 1, PK_STYLE_GLOBAL, f_uint},
    {"double", 1, 1, PK_STYLE_GLOBAL, f_double},
    {"bool", 1, 1, PK_STYLE_GLOBAL, f_bool},
    {"string", 1, 1, PK_STYLE_GLOBAL, f_string},
    {"bytes", 1, 1, PK_STYLE_GLOBAL, f_bytes},
    {"sum", 1, 8, PK_STYLE_GLOBAL, f_sum},
    {"min", 1, 8, PK_STYLE_GLOBAL, f_min},
    {"max", 1, 8, PK_STYLE_GLOBAL, f_max},
    {"abs", 1, 1, PK_STYLE_GLOBAL, f_abs},
    {"bulatkan", 2, 2, PK_STYLE_GLOBAL, f_round},
    {"bagi_naik", 2, 2, PK_STYLE_GLOBAL, f_divide_up},
    {NULL, 0, 0, 0, NULL},
};
