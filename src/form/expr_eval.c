/** @file form/expr_eval.c  From nodes to values. */
#include "form/expr_internal.h"

pk_value pk_error_steps(void) {
    return pk_value_error("step limit reached");
}

pk_value pk_error_memory(void) {
    return pk_value_error("out of memory");
}

bool pk_is_out_of_memory(pk_value answer) {
    return answer.type == PK_ERROR && answer.text == pk_error_memory().text;
}

static bool is_bad(pk_value v) {
    return v.type == PK_ERROR || v.type == PK_MISSING;
}

pk_value pk_operand_error(pk_eval *in, pk_value a, pk_value b) {
    (void)in;
    if (a.type == PK_ERROR)
        return a;
    if (b.type == PK_ERROR)
        return b;
    return pk_value_error(is_bad(a) || is_bad(b) ? "no such field" : "no such overload");
}

/* The leaves of most rules are fields and numbers: no call for those. */
static inline pk_value operand(pk_eval *in, const pk_node *node) {
    if (node->op == PK_OP_SLOT)
        return in->frame->slots[node->index];
    return node->op == PK_OP_LITERAL ? node->literal : pk_eval_node(in, node);
}

/* ---- logic: an error is absorbed when the other side decides (CEL: commutative && and ||) ---- */

static inline bool decides(pk_value value, bool deciding) {
    return value.type == PK_BOOL && value.boolean == deciding;
}

enum { CHAIN = 8 };

/* a && b && c is (a && b) && c: a few links at a time, so that the first that decides ends them all. */
static pk_value eval_logic(pk_eval *in, const pk_node *node, bool deciding) {
    const pk_node *links[CHAIN], *first = node;
    size_t count = 0;
    for (; first->op == node->op && count < CHAIN; first = first->a)
        links[count++] = first;
    pk_value value = pk_eval_node(in, first);
    while (count && !decides(value, deciding)) {
        pk_value next = pk_eval_node(in, links[--count]->b);
        bool holds = next.type == PK_BOOL && (next.boolean == deciding || value.type == PK_BOOL);
        value = holds ? next : pk_operand_error(in, value, next);
    }
    return value;
}

static pk_value eval_condition(pk_eval *in, const pk_node *node) {
    pk_value condition = pk_eval_node(in, node->a);
    if (condition.type != PK_BOOL)
        return pk_operand_error(in, condition, condition);
    return pk_eval_node(in, condition.boolean ? node->b : node->c);
}

/* ---- parts ---- */

static pk_value eval_parts(pk_eval *in, const pk_node *node, pk_type type) {
    if (!pk_eval_step(in, node->count))
        return pk_error_steps();
    pk_value *items = pk_arena_alloc(in->frame->arena, node->count * sizeof *items);
    if (!items)
        return pk_error_memory();
    for (uint32_t i = 0; i < node->count; i++) {
        items[i] = pk_eval_node(in, node->parts[i]);
        if (is_bad(items[i]))
            return pk_operand_error(in, items[i], items[i]);
    }
    pk_value value = {
        .type = (uint8_t)type, .state = PILKADA_VALUE_GIVEN, .size = type == PK_MAP ? node->count / 2 : node->count};
    value.items = items;
    return value;
}

static pk_value eval_map(pk_eval *in, const pk_node *node) {
    pk_value map = eval_parts(in, node, PK_MAP);
    for (uint32_t i = 0; map.type == PK_MAP && i < map.size; i++) {
        pk_value key = map.items[2 * i];
        if (key.type != PK_INT && key.type != PK_UINT && key.type != PK_BOOL && key.type != PK_STRING)
            return pk_value_error("a map key is an int, a uint, a bool or a string");
        if (pk_map_find(map, key) != &map.items[2 * i + 1])
            return pk_value_error("a map key stands twice");
    }
    return map;
}

enum { MOST_ARGUMENTS = 8 };

static pk_value eval_call(pk_eval *in, const pk_node *node) {
    pk_value arguments[MOST_ARGUMENTS];
    for (uint32_t i = 0; i < node->count; i++) {
        arguments[i] = pk_eval_node(in, node->parts[i]);
        if (is_bad(arguments[i]))
            return pk_operand_error(in, arguments[i], arguments[i]);
    }
    return node->function(in, arguments, node->count);
}

pk_value pk_eval_set(pk_eval *in, const pk_node *node) {
    if (!pk_eval_step(in, node->slot_count))
        return pk_error_steps();
    pk_value *items = pk_arena_alloc(in->frame->arena, node->slot_count * sizeof *items);
    pk_value list = {.type = PK_LIST, .state = PILKADA_VALUE_GIVEN};
    if (!items)
        return pk_error_memory();
    list.items = items;
    for (uint32_t i = 0; i < node->slot_count; i++) {
        pk_value slot = in->frame->slots[node->slots[i]];
        if (slot.type != PK_MISSING)
            items[list.size++] = slot;
    }
    return list;
}

/* ---- selection ---- */

static pk_value select_member(pk_value of, pk_value key) {
    const pk_value *found = pk_map_find(of, key);
    return found ? *found : pk_value_error("no such key");
}

static pk_value eval_select(pk_eval *in, const pk_node *node) {
    pk_value of = pk_eval_node(in, node->a);
    return of.type == PK_MAP ? select_member(of, pk_value_string(node->name)) : pk_operand_error(in, of, of);
}

static pk_value eval_index(pk_eval *in, const pk_node *node) {
    pk_value of = pk_eval_node(in, node->a), at = pk_eval_node(in, node->b);
    if (is_bad(of) || is_bad(at))
        return pk_operand_error(in, of, at);
    if (of.type == PK_MAP)
        return pk_eval_step(in, of.size) ? select_member(of, at) : pk_error_steps();
    pk_value last = pk_value_int((int64_t)of.size - 1);
    if (of.type != PK_LIST || (at.type != PK_INT && at.type != PK_UINT && at.type != PK_DOUBLE))
        return pk_operand_error(in, of, at);
    if (pk_value_compare(at, pk_value_int(0)) < 0 || pk_value_compare(at, last) > 0)
        return pk_value_error("index out of range");
    uint32_t index = at.type == PK_DOUBLE ? (uint32_t)at.number : (uint32_t)at.natural;
    if (at.type == PK_DOUBLE && (double)index != at.number)
        return pk_value_error("index is not a whole number");
    return of.items[index];
}

static pk_value eval_has(pk_eval *in, const pk_node *node) {
    pk_value of = pk_eval_node(in, node->a);
    if (of.type != PK_MAP)
        return pk_operand_error(in, of, of);
    const pk_value *found = pk_map_find(of, pk_value_string(node->name));
    return pk_value_bool(found && found->type != PK_MISSING);
}

static bool selects(const pk_node *node) {
    return node->op == PK_OP_SELECT || node->op == PK_OP_INDEX;
}

/* Is it a part of a context that was not given? */
static bool is_from_nowhere(const pk_eval *in, const pk_node *node) {
    while (selects(node))
        node = node->a;
    return node->op == PK_OP_ROOT && in->frame->roots[node->index].type == PK_MISSING;
}

/* A selection that finds nothing is absent: ada(konteks.sebelumnya.x) must not be an error. */
static pk_value eval_state(pk_eval *in, const pk_node *node) {
    pk_value of = pk_eval_node(in, node->a);
    if (in->frame->absent_is_error && is_from_nowhere(in, node->a))
        return pk_value_error("no such field");
    if (of.type == PK_ERROR && !selects(node->a))
        return of;
    pilkada_value_state state = of.type == PK_ERROR ? PILKADA_VALUE_ABSENT : pk_value_state_of(of);
    return pk_value_bool(node->states >> state & 1);
}

static pk_value eval_not(pk_eval *in, const pk_node *node) {
    pk_value a = pk_eval_node(in, node->a);
    return a.type == PK_BOOL ? pk_value_bool(!a.boolean) : pk_operand_error(in, a, a);
}

static pk_value eval_matches(pk_eval *in, const pk_node *node) {
    pk_value a = pk_eval_node(in, node->a);
    if (a.type != PK_STRING)
        return pk_operand_error(in, a, a);
    if (!pk_eval_step(in, pk_regex_cost(node->pattern, pk_value_span(a))))
        return pk_error_steps();
    switch (pk_regex_match(node->pattern, pk_value_span(a), in->frame->arena)) {
    case PK_REGEX_MATCHES:
        return pk_value_bool(true);
    case PK_REGEX_DIFFERS:
        return pk_value_bool(false);
    case PK_REGEX_NOMEM:
        return pk_error_memory();
    default:
        return pk_value_error("pattern limit reached");
    }
}

static pk_value eval_literal(pk_eval *in, const pk_node *node) {
    (void)in;
    return node->literal;
}

static pk_value eval_slot(pk_eval *in, const pk_node *node) {
    return in->frame->slots[node->index];
}

static pk_value eval_root(pk_eval *in, const pk_node *node) {
    return in->frame->roots[node->index];
}

static pk_value eval_local(pk_eval *in, const pk_node *node) {
    return in->locals[node->index];
}

static pk_value eval_negate(pk_eval *in, const pk_node *node) {
    return pk_eval_negate(pk_eval_node(in, node->a));
}

static pk_value eval_and(pk_eval *in, const pk_node *node) {
    return eval_logic(in, node, false);
}

static pk_value eval_or(pk_eval *in, const pk_node *node) {
    return eval_logic(in, node, true);
}

static pk_value eval_list(pk_eval *in, const pk_node *node) {
    return eval_parts(in, node, PK_LIST);
}

static pk_value eval_binary(pk_eval *in, const pk_node *node) {
    pk_value a = operand(in, node->a);
    return pk_eval_binary(in, (pk_op)node->op, a, operand(in, node->b));
}

/* Most rules add counts and compare them. */
static pk_value eval_add(pk_eval *in, const pk_node *node) {
    pk_value a = operand(in, node->a), b = operand(in, node->b);
    int64_t sum;
    if (a.type == PK_INT && b.type == PK_INT && !__builtin_add_overflow(a.integer, b.integer, &sum))
        return pk_value_int(sum);
    return pk_eval_binary(in, PK_OP_ADD, a, b);
}

static pk_value eval_comparison(pk_eval *in, const pk_node *node) {
    pk_value a = operand(in, node->a), b = operand(in, node->b);
    if (a.type == PK_INT && b.type == PK_INT)
        return pk_value_bool(pk_ints_hold((pk_op)node->op, a.integer, b.integer));
    return pk_eval_comparison(in, (pk_op)node->op, a, b);
}

static pk_value eval_in(pk_eval *in, const pk_node *node) {
    pk_value a = operand(in, node->a);
    return pk_eval_membership(in, a, operand(in, node->b));
}

/* A leaf costs a jump: what a big function saves and restores for its worst branch, a table does not. */
pk_value pk_eval_node(pk_eval *in, const pk_node *node) {
    static pk_value (*const evaluators[])(pk_eval *, const pk_node *) = {
        [PK_OP_LITERAL] = eval_literal,
        [PK_OP_SLOT] = eval_slot,
        [PK_OP_SET] = pk_eval_set,
        [PK_OP_ROOT] = eval_root,
        [PK_OP_LOCAL] = eval_local,
        [PK_OP_NOT] = eval_not,
        [PK_OP_NEGATE] = eval_negate,
        [PK_OP_ADD] = eval_add,
        [PK_OP_SUBTRACT] = eval_binary,
        [PK_OP_MULTIPLY] = eval_binary,
        [PK_OP_DIVIDE] = eval_binary,
        [PK_OP_MODULO] = eval_binary,
        [PK_OP_EQUAL] = eval_comparison,
        [PK_OP_UNEQUAL] = eval_comparison,
        [PK_OP_LESS] = eval_comparison,
        [PK_OP_LESS_EQUAL] = eval_comparison,
        [PK_OP_GREATER] = eval_comparison,
        [PK_OP_GREATER_EQUAL] = eval_comparison,
        [PK_OP_IN] = eval_in,
        [PK_OP_AND] = eval_and,
        [PK_OP_OR] = eval_or,
        [PK_OP_CONDITION] = eval_condition,
        [PK_OP_INDEX] = eval_index,
        [PK_OP_SELECT] = eval_select,
        [PK_OP_HAS] = eval_has,
        [PK_OP_STATE] = eval_state,
        [PK_OP_LIST] = eval_list,
        [PK_OP_MAP] = eval_map,
        [PK_OP_CALL] = eval_call,
        [PK_OP_MATCHES] = eval_matches,
        [PK_OP_ALL] = pk_eval_macro,
        [PK_OP_EXISTS] = pk_eval_macro,
        [PK_OP_EXISTS_ONE] = pk_eval_macro,
        [PK_OP_MAP_LIST] = pk_eval_macro,
        [PK_OP_FILTER] = pk_eval_macro,
    };
    return evaluators[node->op](in, node);
}

pk_value pk_expr_eval(const pk_expr *self, pk_frame *frame) {
    pk_eval in;
    in.frame = frame;
    pk_value value = pk_eval_node(&in, self->root);
    return value.type == PK_MISSING ? pk_value_error("no such field") : value;
}

pk_span pk_expr_source(const pk_expr *self) {
    return self->source;
}

size_t pk_expr_slot_count(const pk_expr *self) {
    return self->slot_count;
}

uint32_t pk_expr_slot(const pk_expr *self, size_t index) {
    return index < self->slot_count ? self->slots[index] : 0;
}

uint32_t pk_expr_roots(const pk_expr *self) {
    return self->roots;
}
