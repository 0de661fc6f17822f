/** @file form/facts.c  Conditions taken apart: see form/facts.h. Recursion is bounded by PK_MAX_NODE_DEPTH. */
#include "form/facts.h"

/* ---- who ---- */

size_t pk_facts_note(uint32_t *out, size_t count, size_t room, uint32_t who) {
    size_t at = count;
    for (size_t i = 0; i < count; i++)
        if (out[i] == who)
            return count;
    if (who == PK_NOBODY || count == room)
        return count;
    for (; at > 0 && out[at - 1] > who; at--)
        out[at] = out[at - 1];
    out[at] = who;
    return count + 1;
}

/* ---- choices and yes-or-no ---- */

static const pk_field *field_of(const pk_facts *self, const pk_node *node) {
    return node->op == PK_OP_SLOT ? pk_field_of_slot(self->form, self->list, node->index) : NULL;
}

static pk_domain *domain_of(pk_facts *self, uint32_t slot, const pk_field *field) {
    for (size_t i = 0; i < self->domain_count; i++)
        if (self->domains[i].slot == slot)
            return &self->domains[i];
    pk_domain *items =
        pk_arena_grow(self->arena, self->domains, self->domain_count, &self->domain_capacity, sizeof *items);
    if (!items) {
        self->failed = true;
        return NULL;
    }
    size_t count = field->kind == PK_KIND_PILIH ? field->choice_count : 2;
    self->domains = items;
    items[self->domain_count] =
        (pk_domain){.slot = slot, .allowed = count < 64 ? ((uint64_t)1 << count) - 1 : ~(uint64_t)0};
    return &items[self->domain_count++];
}

static void restrict_to(pk_facts *self, const pk_node *slot, const pk_field *field, uint64_t allowed, uint32_t who) {
    pk_domain *domain = domain_of(self, slot->index, field);
    if (!domain || !(domain->allowed & ~allowed))
        return;
    domain->allowed &= allowed;
    domain->who_count = pk_facts_note(domain->who, domain->who_count, sizeof domain->who / sizeof *domain->who, who);
}

/* The bits of a literal; of one that is no choice, none. */
static uint64_t bits_of(const pk_field *field, pk_value value) {
    uint64_t bits = 0;
    if (field->kind == PK_KIND_YA_TIDAK)
        return value.type == PK_BOOL ? (uint64_t)1 << value.boolean : 0;
    for (size_t i = 0; i < field->choice_count && value.type == PK_STRING; i++)
        if (pk_span_equal(field->choices[i].id, pk_value_span(value)))
            bits |= (uint64_t)1 << i;
    return bits;
}

static bool has_domain(const pk_field *field) {
    return field && ((field->kind == PK_KIND_PILIH && field->choice_count <= 64) || field->kind == PK_KIND_YA_TIDAK);
}

/* field == literal, field in [literals], and their opposites. */
static void add_membership(pk_facts *self, const pk_node *slot, const pk_node *literal, bool truth, uint32_t who) {
    const pk_field *field = field_of(self, slot);
    if (!has_domain(field) || literal->op != PK_OP_LITERAL)
        return;
    bool list = literal->literal.type == PK_LIST;
    uint64_t bits = list ? 0 : bits_of(field, literal->literal);
    for (uint32_t i = 0; list && i < literal->literal.size; i++)
        bits |= bits_of(field, literal->literal.items[i]);
    restrict_to(self, slot, field, truth ? bits : ~bits, who);
}

/* ---- taking apart ---- */

static pk_op opposite_of(pk_op op) {
    static const uint8_t opposites[] = {
        [PK_OP_EQUAL] = PK_OP_UNEQUAL,      [PK_OP_UNEQUAL] = PK_OP_EQUAL,      [PK_OP_LESS] = PK_OP_GREATER_EQUAL,
        [PK_OP_GREATER_EQUAL] = PK_OP_LESS, [PK_OP_GREATER] = PK_OP_LESS_EQUAL, [PK_OP_LESS_EQUAL] = PK_OP_GREATER,
    };
    return (pk_op)opposites[op];
}

static void add_comparison(pk_facts *self, const pk_node *node, bool truth, uint32_t who) {
    pk_op op = truth ? (pk_op)node->op : opposite_of((pk_op)node->op);
    if (op == PK_OP_EQUAL || op == PK_OP_UNEQUAL) {
        add_membership(self, node->a, node->b, op == PK_OP_EQUAL, who);
        add_membership(self, node->b, node->a, op == PK_OP_EQUAL, who);
    }
    if (op != PK_OP_UNEQUAL)
        pk_facts_add_order(self, op, node->a, node->b, who);
}

void pk_facts_add(pk_facts *self, const pk_node *node, bool truth, uint32_t who) {
    switch ((pk_op)node->op) {
    case PK_OP_NOT:
        pk_facts_add(self, node->a, !truth, who);
        return;
    case PK_OP_AND:
    case PK_OP_OR: /* both sides are known only when both had to be so */
        if (truth != (node->op == PK_OP_AND))
            return;
        pk_facts_add(self, node->a, truth, who);
        pk_facts_add(self, node->b, truth, who);
        return;
    case PK_OP_SLOT:
        if (has_domain(field_of(self, node)) && field_of(self, node)->kind == PK_KIND_YA_TIDAK)
            restrict_to(self, node, field_of(self, node), (uint64_t)1 << truth, who);
        return;
    case PK_OP_IN:
        add_membership(self, node->a, node->b, truth, who);
        return;
    default:
        if (node->op >= PK_OP_EQUAL && node->op <= PK_OP_GREATER_EQUAL)
            add_comparison(self, node, truth, who);
    }
}

size_t pk_facts_conflict(pk_facts *self, uint32_t *out, size_t room) {
    for (size_t i = 0; i < self->domain_count; i++) {
        const pk_domain *domain = &self->domains[i];
        size_t count = 0;
        for (size_t k = 0; !domain->allowed && k < domain->who_count; k++)
            count = pk_facts_note(out, count, room, domain->who[k]);
        if (count)
            return count;
    }
    return pk_facts_circle(self, out, room);
}
