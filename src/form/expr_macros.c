/** @file form/expr_macros.c  all, exists, exists_one, map, filter over lists (items) and maps (keys). */
#include "form/expr_internal.h"

typedef struct walk {
    pk_eval *in;
    const pk_node *node;
    pk_value over;
    uint32_t stride; /* 2 for the keys of a map */
} walk;

/* Bind the n-th item and evaluate `body`. Each round is a step. */
static pk_value round_of(walk *self, uint32_t n, const pk_node *body) {
    if (!pk_eval_step(self->in, 1))
        return pk_error_steps();
    self->in->locals[self->node->index] = self->over.items[n * self->stride];
    return pk_eval_node(self->in, body);
}

/* all and exists absorb errors like && and ||: one deciding item is enough. */
static pk_value quantify(walk *self, bool deciding) {
    pk_value error = {.type = PK_BOOL};
    for (uint32_t i = 0; i < self->over.size; i++) {
        pk_value answer = round_of(self, i, self->node->b);
        if (answer.type == PK_BOOL && answer.boolean == deciding)
            return answer;
        if (answer.type != PK_BOOL && error.type == PK_BOOL)
            error = pk_operand_error(self->in, answer, answer);
        if (!self->in->frame->steps_left)
            return pk_error_steps();
    }
    return error.type == PK_BOOL ? pk_value_bool(!deciding) : error;
}

static pk_value exactly_one(walk *self) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < self->over.size; i++) {
        pk_value answer = round_of(self, i, self->node->b);
        if (answer.type != PK_BOOL)
            return pk_operand_error(self->in, answer, answer);
        found += answer.boolean;
    }
    return pk_value_bool(found == 1);
}

/* One item of map or filter: its value goes to `out`, `*keep` says whether it stays. An error is returned. */
static pk_value item_of(walk *self, uint32_t n, pk_value *out, bool *keep) {
    const pk_node *condition = self->node->op == PK_OP_FILTER ? self->node->b : self->node->c;
    pk_value answer = condition ? round_of(self, n, condition) : pk_value_bool(true);
    if (answer.type != PK_BOOL)
        return pk_operand_error(self->in, answer, answer);
    *keep = answer.boolean;
    *out = self->over.items[n * self->stride];
    if (!*keep || self->node->op == PK_OP_FILTER)
        return answer;
    *out = round_of(self, n, self->node->b);
    return out->type == PK_ERROR || out->type == PK_MISSING ? pk_operand_error(self->in, *out, *out) : answer;
}

static pk_value make_list(walk *self) {
    pk_value *items = pk_arena_alloc(self->in->frame->arena, self->over.size * sizeof *items);
    pk_value list = {.type = PK_LIST, .state = PILKADA_VALUE_GIVEN};
    if (!items)
        return pk_error_memory();
    list.items = items;
    for (uint32_t i = 0; i < self->over.size; i++) {
        bool keep = false;
        pk_value answer = item_of(self, i, &items[list.size], &keep);
        if (answer.type == PK_ERROR)
            return answer;
        list.size += keep;
    }
    return list;
}

/* ---- the same comparison for every field of a set: hitungan.all(n, n == 0) ---- */

static bool compares_item(const pk_node *node) {
    const pk_node *body = node->b;
    return (node->op == PK_OP_ALL || node->op == PK_OP_EXISTS) && node->a->op == PK_OP_SET && body->op >= PK_OP_EQUAL &&
           body->op <= PK_OP_GREATER_EQUAL && body->a->op == PK_OP_LOCAL && body->a->index == node->index &&
           body->b->op == PK_OP_LITERAL && body->b->literal.type == PK_INT;
}

/* Without a list and without a call for each. False: not all of them are counts, the long way must answer. */
static bool compare_counts(pk_eval *in, const pk_node *node, pk_value *answer) {
    pk_op op = (pk_op)node->b->op;
    int64_t wanted = node->b->b->literal.integer;
    bool deciding = node->op == PK_OP_EXISTS, decided = false;
    for (uint32_t i = 0; i < node->a->slot_count; i++) {
        pk_value slot = in->frame->slots[node->a->slots[i]];
        if (slot.type == PK_MISSING)
            continue;
        if (slot.type != PK_INT)
            return false;
        decided = decided || pk_ints_hold(op, slot.integer, wanted) == deciding;
    }
    *answer = pk_value_bool(decided == deciding);
    return true;
}

pk_value pk_eval_macro(pk_eval *in, const pk_node *node) {
    pk_value answer;
    if (compares_item(node) && pk_eval_step(in, node->a->slot_count) && compare_counts(in, node, &answer))
        return answer;
    walk self = {in, node, pk_eval_node(in, node->a), 1};
    if (self.over.type != PK_LIST && self.over.type != PK_MAP)
        return pk_operand_error(in, self.over, self.over);
    self.stride = self.over.type == PK_MAP ? 2 : 1;
    switch ((pk_op)node->op) {
    case PK_OP_ALL:
        return quantify(&self, false);
    case PK_OP_EXISTS:
        return quantify(&self, true);
    case PK_OP_EXISTS_ONE:
        return exactly_one(&self);
    default:
        return make_list(&self);
    }
}
