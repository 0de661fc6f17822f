/** @file form/cost.c  See form/cost.h. Recursion is bounded by PK_MAX_NODE_DEPTH. */
#include "form/cost.h"

#include <stdlib.h>

typedef struct costing {
    const pilkada_form *form;
    const pk_field *list;
    uint64_t rows;
} costing;

static uint64_t add(uint64_t a, uint64_t b) {
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

static uint64_t times(uint64_t a, uint64_t b) {
    uint64_t product;
    return __builtin_mul_overflow(a, b, &product) ? UINT64_MAX : product;
}

static uint64_t at_most(uint64_t a, uint64_t b) {
    return a < b ? a : b;
}

/* ---- one expression ---- */

static const pk_field *list_among(const pk_fields *fields, pk_span name) {
    const pk_field *field = pk_field_named(fields, name);
    return field && field->kind == PK_KIND_DAFTAR ? field : NULL;
}

/* l.hasil of a report of the context is as long as the form's own list of that name may be; so is h.suara of a row. */
static const pk_field *list_named(const pilkada_form *form, pk_span name) {
    const pk_field *found = list_among(&form->fields, name);
    for (size_t i = 0; !found && i < form->fields.count; i++)
        if (form->fields.items[i].rows)
            found = list_among(form->fields.items[i].rows, name);
    return found;
}

static uint64_t length_of_field(const costing *in, const pk_field *field) {
    return at_most(field ? (uint64_t)field->max : PILKADA_MAX_ROWS, in->rows);
}

/* The longest list of a table that is written out: {'provinsi': ['kabupaten_kota'], …}[cakupan]. */
static uint64_t longest_in(pk_value table) {
    uint32_t parts = table.type == PK_MAP ? 2 * table.size : table.type == PK_LIST ? table.size : 0;
    uint64_t longest = 0;
    for (uint32_t i = 0; i < parts; i++)
        if (table.items[i].type == PK_LIST && table.items[i].size > longest)
            longest = table.items[i].size;
    return longest;
}

static uint64_t length_of(const costing *in, const pk_node *node) {
    const pk_field *field;
    switch (node->op) {
    case PK_OP_SLOT:
        field = pk_field_of_slot(in->form, in->list, node->index);
        return field && field->kind == PK_KIND_DAFTAR ? length_of_field(in, field) : 0;
    case PK_OP_SELECT:
        return length_of_field(in, list_named(in->form, node->name));
    case PK_OP_SET:
        return node->slot_count;
    case PK_OP_LITERAL:
        return node->literal.type == PK_LIST ? node->literal.size : 0;
    case PK_OP_LIST:
        return node->count;
    case PK_OP_FILTER:
    case PK_OP_MAP_LIST:
        return length_of(in, node->a);
    case PK_OP_INDEX:
        if (node->a->op == PK_OP_LITERAL)
            return longest_in(node->a->literal);
        return at_most(PILKADA_MAX_ROWS, in->rows);
    default: /* a list of the context or of a function */
        return at_most(PILKADA_MAX_ROWS, in->rows);
    }
}

static pk_cost cost_of(const costing *in, const pk_node *node);

static void add_cost(pk_cost *to, const costing *in, const pk_node *node, uint64_t rounds) {
    if (!node)
        return;
    pk_cost cost = cost_of(in, node);
    to->nodes = add(to->nodes, cost.nodes);
    to->steps = add(to->steps, times(cost.steps, rounds));
    to->work = add(to->work, times(cost.work, rounds));
}

static void add_steps(pk_cost *to, uint64_t steps) {
    to->steps = add(to->steps, steps);
    to->work = add(to->work, steps);
}

static bool is_macro(uint8_t op) {
    return op == PK_OP_ALL || op == PK_OP_EXISTS || op == PK_OP_EXISTS_ONE || op == PK_OP_MAP_LIST ||
           op == PK_OP_FILTER;
}

static bool is_list(const pk_node *node) {
    return node->op == PK_OP_SET || node->op == PK_OP_FILTER || node->op == PK_OP_MAP_LIST || node->op == PK_OP_LIST ||
           (node->op == PK_OP_LITERAL && node->literal.type == PK_LIST);
}

static uint64_t length_if_list(const costing *in, const pk_node *node) {
    return is_list(node) || node->op == PK_OP_SLOT ? length_of(in, node) : 1;
}

/* Lists in a list: l.map(r, r.suara). */
static uint64_t columns_of(const costing *in, const pk_node *node) {
    bool selects = node->op == PK_OP_MAP_LIST && node->b->op == PK_OP_SELECT;
    const pk_field *field = selects ? list_named(in->form, node->b->name) : NULL;
    return field ? length_of_field(in, field) : 1;
}

/* What a function such as sum() goes through; of one that takes plain values, 1 each. */
static uint64_t call_length(const costing *in, const pk_node *node) {
    uint64_t length = 0;
    for (uint32_t i = 0; i < node->count; i++)
        length = add(length, times(length_if_list(in, node->parts[i]), columns_of(in, node->parts[i])));
    return length;
}

/* What an operator goes through: == compares part by part, `in` and [] look through what is on the right or left. */
static uint64_t operator_length(const costing *in, const pk_node *node) {
    switch (node->op) {
    case PK_OP_EQUAL:
    case PK_OP_UNEQUAL:
        return add(1, at_most(length_if_list(in, node->a), length_if_list(in, node->b)));
    case PK_OP_IN:
        return node->b->op == PK_OP_LITERAL ? 1 + node->b->literal.size : length_of(in, node->b);
    case PK_OP_INDEX:
        return node->a->op == PK_OP_LITERAL ? node->a->literal.size : node->a->op == PK_OP_MAP ? node->a->count / 2 : 0;
    default:
        return 0;
    }
}

static pk_cost cost_of(const costing *in, const pk_node *node) {
    pk_cost cost = {.nodes = 1, .work = 1};
    uint64_t rounds = is_macro(node->op) ? length_of(in, node->a) : 1;
    add_cost(&cost, in, node->a, 1);
    add_cost(&cost, in, node->b, rounds);
    add_cost(&cost, in, node->c, rounds);
    if (is_macro(node->op))
        add_steps(&cost, rounds);
    if (node->op == PK_OP_SET)
        add_steps(&cost, node->slot_count);
    cost.steps = add(cost.steps, operator_length(in, node));
    if (node->op != PK_OP_LIST && node->op != PK_OP_MAP && node->op != PK_OP_CALL)
        return cost;
    for (uint32_t i = 0; i < node->count; i++)
        add_cost(&cost, in, node->parts[i], 1);
    add_steps(&cost, node->op == PK_OP_CALL ? call_length(in, node) : node->count);
    return cost;
}

pk_cost pk_cost_of(const pilkada_form *form, const pk_field *list, const pk_expr *expr, uint64_t rows) {
    return expr ? cost_of(&(costing){form, list, rows}, expr->root) : (pk_cost){.nodes = 0};
}

/* ---- the rules of a form ---- */

/* A rule of rows is judged for each of them. */
static uint64_t work_of(const pilkada_form *form, const pk_rule *rule, uint64_t rows) {
    uint64_t once =
        add(pk_cost_of(form, rule->list, rule->expr, rows).work, pk_cost_of(form, rule->list, rule->when, rows).work);
    return rule->list ? times(once, at_most((uint64_t)rule->list->max, rows)) : once;
}

static void add_rule(const pilkada_form *form, const pk_rule *rule, pk_rule_cost *to) {
    pk_cost expr = pk_cost_of(form, rule->list, rule->expr, PILKADA_MAX_ROWS);
    pk_cost when = pk_cost_of(form, rule->list, rule->when, PILKADA_MAX_ROWS);
    uint64_t steps = expr.steps > when.steps ? expr.steps : when.steps;
    to->nodes = add(to->nodes, add(expr.nodes, when.nodes));
    to->steps = steps > to->steps ? steps : to->steps;
    to->typical = add(to->typical, work_of(form, rule, PK_TYPICAL_ROWS));
    to->most = add(to->most, work_of(form, rule, PILKADA_MAX_ROWS));
}

static int compare(const void *one, const void *other) {
    const pk_rule_cost *a = one, *b = other;
    if (a->most != b->most)
        return a->most < b->most ? 1 : -1;
    if (a->typical != b->typical)
        return a->typical < b->typical ? 1 : -1;
    if (a->head != b->head)
        return a->head ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

pk_rule_cost *pk_form_costs(const pilkada_form *form, pk_arena *arena, size_t *count) {
    pk_rule_cost *costs = pk_arena_alloc_zero(arena, form->rule_count, sizeof *costs);
    *count = 0;
    for (size_t i = 0; costs && i < form->rule_count; i++) {
        const pk_rule *rule = &form->rules[i];
        bool head = i < form->head_rules;
        pk_rule_cost *last = *count ? &costs[*count - 1] : NULL;
        if (!last || last->place != rule->place || last->head != head) {
            last = &costs[(*count)++];
            *last = (pk_rule_cost){.place = rule->place, .head = head};
            last->id = pk_arena_strdup(arena, rule->id, strlen(rule->id));
        }
        add_rule(form, rule, last);
        if (!last->id)
            return NULL;
    }
    if (costs)
        qsort(costs, *count, sizeof *costs, compare);
    return costs;
}
