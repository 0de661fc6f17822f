/** @file form/interval.c  See form/interval.h. Recursion is bounded by PK_MAX_NODE_DEPTH. */
#include "form/interval.h"

typedef struct ranging {
    const pilkada_form *form;
    const pk_field *list;
    bool given; /* every field holds a value */
} ranging;

static const pk_range any = {PK_RANGE_ANY, 0, 0};
static const pk_range either = {PK_RANGE_BOOL, 0, 1};

static pk_range range_of(const ranging *in, const pk_node *node);

static pk_range truth(bool low, bool high) {
    return (pk_range){PK_RANGE_BOOL, low, high};
}

/* ---- leaves ---- */

static pk_range of_field(const pk_field *field) {
    if (field && pk_kind_is_count(field->kind))
        return (pk_range){PK_RANGE_INT, field->min, field->max};
    return field && field->kind == PK_KIND_YA_TIDAK ? either : any;
}

static pk_range of_literal(pk_value value) {
    if (value.type == PK_INT)
        return (pk_range){PK_RANGE_INT, value.integer, value.integer};
    return value.type == PK_BOOL ? truth(value.boolean, value.boolean) : any;
}

/* A set holds those of its fields that are given: the sum may be that of none. */
static pk_range of_sum(const ranging *in, const pk_node *set) {
    pk_range sum = {PK_RANGE_INT, 0, 0};
    for (uint32_t i = 0; i < set->slot_count; i++) {
        pk_range term = of_field(pk_field_of_slot(in->form, in->list, set->slots[i]));
        if (term.kind != PK_RANGE_INT || term.low < 0 || __builtin_add_overflow(sum.high, term.high, &sum.high))
            return any;
    }
    return sum;
}

static pk_range of_call(const ranging *in, const pk_node *node) {
    const pk_function_row *sum = pk_function_find(PK_SPAN("sum"), PK_STYLE_GLOBAL, NULL);
    const pk_function_row *size = pk_function_find(PK_SPAN("size"), PK_STYLE_GLOBAL, NULL);
    if (sum && node->function == sum->function && node->count == 1 && node->parts[0]->op == PK_OP_SET)
        return of_sum(in, node->parts[0]);
    if (size && node->function == size->function)
        return (pk_range){PK_RANGE_INT, 0, INT32_MAX};
    return any;
}

/* ---- arithmetic: an overflow is an error, so it only leaves the range open ---- */

static bool apply(pk_op op, int64_t a, int64_t b, int64_t *out) {
    if (op == PK_OP_ADD)
        return !__builtin_add_overflow(a, b, out);
    if (op == PK_OP_SUBTRACT)
        return !__builtin_sub_overflow(a, b, out);
    return !__builtin_mul_overflow(a, b, out);
}

static pk_range of_arithmetic(pk_op op, pk_range a, pk_range b) {
    if (a.kind != PK_RANGE_INT || b.kind != PK_RANGE_INT)
        return any;
    const int64_t ends[4][2] = {{a.low, b.low}, {a.low, b.high}, {a.high, b.low}, {a.high, b.high}};
    pk_range result = {PK_RANGE_INT, INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < 4; i++) {
        int64_t value;
        if (!apply(op, ends[i][0], ends[i][1], &value))
            return any;
        result.low = value < result.low ? value : result.low;
        result.high = value > result.high ? value : result.high;
    }
    return result;
}

/* ---- comparisons ---- */

static pk_range negate(pk_range a) {
    return a.kind == PK_RANGE_BOOL ? truth(!a.high, !a.low) : a;
}

static pk_range is_less(pk_range a, pk_range b) {
    return truth(a.high < b.low, a.low < b.high);
}

static pk_range is_equal(pk_range a, pk_range b) {
    bool same = a.low == a.high && b.low == b.high && a.low == b.low;
    return truth(same, a.low <= b.high && b.low <= a.high);
}

static pk_range of_comparison(pk_op op, pk_range a, pk_range b) {
    if (a.kind != b.kind || a.kind == PK_RANGE_ANY)
        return either;
    switch (op) {
    case PK_OP_EQUAL:
        return is_equal(a, b);
    case PK_OP_UNEQUAL:
        return negate(is_equal(a, b));
    case PK_OP_LESS:
        return is_less(a, b);
    case PK_OP_GREATER_EQUAL:
        return negate(is_less(a, b));
    case PK_OP_GREATER:
        return is_less(b, a);
    default:
        return negate(is_less(b, a));
    }
}

/* A choice never equals a text that is none of its choices. */
static bool is_no_choice(const ranging *in, const pk_node *node, pk_value value) {
    const pk_field *field = node->op == PK_OP_SLOT ? pk_field_of_slot(in->form, in->list, node->index) : NULL;
    if (!field || field->kind != PK_KIND_PILIH || value.type != PK_STRING)
        return false;
    for (size_t i = 0; i < field->choice_count; i++)
        if (pk_span_equal(field->choices[i].id, pk_value_span(value)))
            return false;
    return true;
}

static pk_range of_relation(const ranging *in, const pk_node *node) {
    bool no_choice = (node->b->op == PK_OP_LITERAL && is_no_choice(in, node->a, node->b->literal)) ||
                     (node->a->op == PK_OP_LITERAL && is_no_choice(in, node->b, node->a->literal));
    if (no_choice && (node->op == PK_OP_EQUAL || node->op == PK_OP_UNEQUAL))
        return truth(node->op == PK_OP_UNEQUAL, node->op == PK_OP_UNEQUAL);
    return of_comparison((pk_op)node->op, range_of(in, node->a), range_of(in, node->b));
}

static pk_range of_membership(const ranging *in, const pk_node *node) {
    if (node->b->op != PK_OP_LITERAL || node->b->literal.type != PK_LIST)
        return either;
    for (uint32_t i = 0; i < node->b->literal.size; i++)
        if (!is_no_choice(in, node->a, node->b->literal.items[i]))
            return either;
    return truth(false, false);
}

/* ---- logic ---- */

static pk_range as_bool(pk_range range) {
    return range.kind == PK_RANGE_BOOL ? range : either;
}

static pk_range of_choice(pk_range asked, pk_range yes, pk_range no) {
    if (pk_range_is(asked, true))
        return yes;
    if (pk_range_is(asked, false))
        return no;
    if (yes.kind != no.kind)
        return any;
    return (pk_range){yes.kind, yes.low < no.low ? yes.low : no.low, yes.high > no.high ? yes.high : no.high};
}

static pk_range of_logic(const ranging *in, const pk_node *node) {
    pk_range a = as_bool(range_of(in, node->a)), b = as_bool(range_of(in, node->b));
    return node->op == PK_OP_AND ? truth(a.low && b.low, a.high && b.high) : truth(a.low || b.low, a.high || b.high);
}

/* ada(x) of what is given. A group, a member of the context or of a map may be anything. */
static pk_range of_state(const ranging *in, const pk_node *node) {
    bool given = node->states >> PILKADA_VALUE_GIVEN & 1;
    return in->given && node->a->op == PK_OP_SLOT ? truth(given, given) : either;
}

static pk_range range_of(const ranging *in, const pk_node *node) {
    switch (node->op) {
    case PK_OP_LITERAL:
        return of_literal(node->literal);
    case PK_OP_SLOT:
        return of_field(pk_field_of_slot(in->form, in->list, node->index));
    case PK_OP_CALL:
        return of_call(in, node);
    case PK_OP_ADD:
    case PK_OP_SUBTRACT:
    case PK_OP_MULTIPLY:
        return of_arithmetic((pk_op)node->op, range_of(in, node->a), range_of(in, node->b));
    case PK_OP_EQUAL:
    case PK_OP_UNEQUAL:
    case PK_OP_LESS:
    case PK_OP_LESS_EQUAL:
    case PK_OP_GREATER:
    case PK_OP_GREATER_EQUAL:
        return of_relation(in, node);
    case PK_OP_IN:
        return of_membership(in, node);
    case PK_OP_NOT:
        return negate(as_bool(range_of(in, node->a)));
    case PK_OP_STATE:
        return of_state(in, node);
    case PK_OP_AND:
    case PK_OP_OR:
        return of_logic(in, node);
    case PK_OP_CONDITION:
        return of_choice(range_of(in, node->a), range_of(in, node->b), range_of(in, node->c));
    default:
        return any;
    }
}

pk_range pk_range_of(const pilkada_form *form, const pk_field *list, const pk_expr *expr, bool given) {
    return range_of(&(ranging){form, list, given}, expr->root);
}

pk_range pk_range_of_node(const pilkada_form *form, const pk_field *list, const pk_node *node) {
    return range_of(&(ranging){form, list, false}, node);
}
