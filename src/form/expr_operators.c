/** @file form/expr_operators.c  Arithmetic with overflow as an error, comparison, membership, concatenation. */
#include <math.h>
#include <string.h>

#include "core/civil.h"
#include "form/expr_internal.h"

static pk_value overflow(void) {
    return pk_value_error("integer overflow");
}

static pk_value divided_by_zero(void) {
    return pk_value_error("division by zero");
}

static pk_value uint_value(uint64_t natural) {
    pk_value v = {.type = PK_UINT, .state = PILKADA_VALUE_GIVEN};
    v.natural = natural;
    return v;
}

static pk_value int_arithmetic(pk_op op, int64_t a, int64_t b) {
    int64_t result;
    bool failed;
    switch (op) {
    case PK_OP_ADD:
        failed = __builtin_add_overflow(a, b, &result);
        break;
    case PK_OP_SUBTRACT:
        failed = __builtin_sub_overflow(a, b, &result);
        break;
    case PK_OP_MULTIPLY:
        failed = __builtin_mul_overflow(a, b, &result);
        break;
    default:
        if (b == 0)
            return divided_by_zero();
        failed = a == INT64_MIN && b == -1;
        result = failed ? 0 : op == PK_OP_DIVIDE ? a / b : a % b;
    }
    return failed ? overflow() : pk_value_int(result);
}

static pk_value uint_arithmetic(pk_op op, uint64_t a, uint64_t b) {
    uint64_t result;
    bool failed = false;
    switch (op) {
    case PK_OP_ADD:
        failed = __builtin_add_overflow(a, b, &result);
        break;
    case PK_OP_SUBTRACT:
        failed = __builtin_sub_overflow(a, b, &result);
        break;
    case PK_OP_MULTIPLY:
        failed = __builtin_mul_overflow(a, b, &result);
        break;
    default:
        if (b == 0)
            return divided_by_zero();
        result = op == PK_OP_DIVIDE ? a / b : a % b;
    }
    return failed ? overflow() : uint_value(result);
}

static pk_value double_arithmetic(pk_eval *in, pk_op op, pk_value a, pk_value b) {
    switch (op) {
    case PK_OP_ADD:
        return pk_value_double(a.number + b.number);
    case PK_OP_SUBTRACT:
        return pk_value_double(a.number - b.number);
    case PK_OP_MULTIPLY:
        return pk_value_double(a.number * b.number);
    case PK_OP_DIVIDE:
        return pk_value_double(a.number / b.number);
    default:
        return pk_operand_error(in, a, b);
    }
}

/* ---- joining ---- */

static pk_value join_bytes(pk_eval *in, pk_value a, pk_value b) {
    uint64_t size = (uint64_t)a.size + b.size;
    if (size > PILKADA_MAX_REPORT_BYTES || !pk_eval_step(in, 1 + (uint32_t)size / 16))
        return pk_error_steps();
    char *text = pk_arena_alloc(in->frame->arena, (size_t)size);
    if (!text)
        return pk_error_memory();
    if (a.size)
        memcpy(text, a.text, a.size);
    if (b.size)
        memcpy(text + a.size, b.text, b.size);
    pk_value joined = pk_value_string((pk_span){text, (size_t)size});
    joined.type = a.type;
    return joined;
}

static pk_value join_lists(pk_eval *in, pk_value a, pk_value b) {
    uint64_t size = (uint64_t)a.size + b.size;
    if (size > UINT32_MAX || !pk_eval_step(in, (uint32_t)size))
        return pk_error_steps();
    pk_value *items = pk_arena_alloc(in->frame->arena, (size_t)size * sizeof *items);
    if (!items)
        return pk_error_memory();
    if (a.size)
        memcpy(items, a.items, a.size * sizeof *items);
    if (b.size)
        memcpy(items + a.size, b.items, b.size * sizeof *items);
    pk_value list = {.type = PK_LIST, .state = PILKADA_VALUE_GIVEN, .size = (uint32_t)size};
    list.items = items;
    return list;
}

/* ---- times ---- */

static pk_value timed(pk_type type, pk_value like, int64_t milliseconds, bool failed) {
    pk_value v = {.type = (uint8_t)type, .state = PILKADA_VALUE_GIVEN, .size = type == PK_TIMESTAMP ? like.size : 0};
    v.integer = milliseconds;
    const int64_t first = INT64_C(-62135596800000), last = INT64_C(253402300799999); /* years 0001 to 9999 */
    if (failed || (type == PK_TIMESTAMP && (milliseconds < first || milliseconds > last)))
        return pk_value_error("time out of range");
    return v;
}

static pk_value time_arithmetic(pk_eval *in, pk_op op, pk_value a, pk_value b) {
    int64_t result = 0;
    bool plus = op == PK_OP_ADD, minus = op == PK_OP_SUBTRACT;
    bool failed = plus ? __builtin_add_overflow(a.integer, b.integer, &result)
                       : __builtin_sub_overflow(a.integer, b.integer, &result);
    if ((plus || minus) && a.type == PK_TIMESTAMP && b.type == PK_DURATION)
        return timed(PK_TIMESTAMP, a, result, failed);
    if (plus && a.type == PK_DURATION && b.type == PK_TIMESTAMP)
        return timed(PK_TIMESTAMP, b, result, failed);
    if (minus && a.type == PK_TIMESTAMP && b.type == PK_TIMESTAMP)
        return timed(PK_DURATION, a, result, failed);
    if ((plus || minus) && a.type == PK_DURATION && b.type == PK_DURATION)
        return timed(PK_DURATION, a, result, failed);
    return pk_operand_error(in, a, b);
}

static bool is_time(pk_value v) {
    return v.type == PK_TIMESTAMP || v.type == PK_DURATION;
}

pk_value pk_eval_binary(pk_eval *in, pk_op op, pk_value a, pk_value b) {
    if (a.type == PK_INT && b.type == PK_INT)
        return int_arithmetic(op, a.integer, b.integer);
    if (a.type == PK_DOUBLE && b.type == PK_DOUBLE)
        return double_arithmetic(in, op, a, b);
    if (a.type == PK_UINT && b.type == PK_UINT)
        return uint_arithmetic(op, a.natural, b.natural);
    if (is_time(a) && is_time(b))
        return time_arithmetic(in, op, a, b);
    if (op == PK_OP_ADD && a.type == b.type && (a.type == PK_STRING || a.type == PK_BYTES))
        return join_bytes(in, a, b);
    if (op == PK_OP_ADD && a.type == PK_LIST && b.type == PK_LIST)
        return join_lists(in, a, b);
    return pk_operand_error(in, a, b);
}

pk_value pk_eval_negate(pk_value a) {
    if (a.type == PK_INT)
        return a.integer == INT64_MIN ? overflow() : pk_value_int(-a.integer);
    if (a.type == PK_DOUBLE)
        return pk_value_double(-a.number);
    return pk_operand_error(NULL, a, a);
}

/* ---- comparison ---- */

static bool is_bad(pk_value v) {
    return v.type == PK_ERROR || v.type == PK_MISSING;
}

/* Is `a` one of `items`? False when the steps run out: one more than there are keeps "none left" apart from "just". */
static bool compare_parts(pk_eval *in, pk_value a, const pk_value *items, uint32_t count, bool *found) {
    uint32_t steps = in->frame->steps_left + 1;
    *found = false;
    for (uint32_t i = 0; i < count && steps && !*found; i++)
        *found = pk_value_equal(a, items[i], &steps);
    in->frame->steps_left = steps ? steps - 1 : 0;
    return steps != 0;
}

/* A text among texts is what most rules ask; each takes a step. */
static bool find_text(pk_eval *in, pk_value text, const pk_value *items, uint32_t count, bool *found) {
    uint32_t i = 0, most = in->frame->steps_left < count ? in->frame->steps_left : count;
    while (i < most && !(items[i].type == PK_STRING && pk_value_same_text(items[i], text)))
        i++;
    *found = i < most;
    in->frame->steps_left -= i + *found;
    return *found || most == count;
}

static bool find_part(pk_eval *in, pk_value a, const pk_value *items, uint32_t count, bool *found) {
    return a.type == PK_STRING ? find_text(in, a, items, count, found) : compare_parts(in, a, items, count, found);
}

static pk_value equality(pk_eval *in, pk_op op, pk_value a, pk_value b) {
    if (is_bad(a) || is_bad(b))
        return pk_operand_error(in, a, b);
    bool same;
    return find_part(in, a, &b, 1, &same) ? pk_value_bool(same == (op == PK_OP_EQUAL)) : pk_error_steps();
}

static bool is_nan(pk_value v) {
    return v.type == PK_DOUBLE && isnan(v.number);
}

static pk_value ordering(pk_eval *in, pk_op op, pk_value a, pk_value b) {
    int result = pk_value_compare(a, b);
    if (result == 2)
        return is_nan(a) || is_nan(b) ? pk_value_bool(false) : pk_operand_error(in, a, b);
    switch (op) {
    case PK_OP_LESS:
        return pk_value_bool(result < 0);
    case PK_OP_LESS_EQUAL:
        return pk_value_bool(result <= 0);
    case PK_OP_GREATER:
        return pk_value_bool(result > 0);
    default:
        return pk_value_bool(result >= 0);
    }
}

pk_value pk_eval_comparison(pk_eval *in, pk_op op, pk_value a, pk_value b) {
    return op == PK_OP_EQUAL || op == PK_OP_UNEQUAL ? equality(in, op, a, b) : ordering(in, op, a, b);
}

pk_value pk_eval_membership(pk_eval *in, pk_value a, pk_value b) {
    if (is_bad(a) || is_bad(b) || (b.type != PK_LIST && b.type != PK_MAP))
        return pk_operand_error(in, a, b);
    if (b.type == PK_MAP)
        return pk_eval_step(in, 1 + b.size) ? pk_value_bool(pk_map_find(b, a) != NULL) : pk_error_steps();
    bool found;
    return find_part(in, a, b.items, b.size, &found) ? pk_value_bool(found) : pk_error_steps();
}
