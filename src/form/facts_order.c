/** @file form/facts_order.c  Orders between fields, and the circles that they close: see form/facts.h. */
#include "form/facts.h"

#include "form/interval.h"

/* Beyond this a bound says nothing worth knowing, and sums of thousands of them could overflow. */
static const int64_t largest = (int64_t)1 << 50;

/* ---- sums ---- */

enum { TERMS = 64, NO_SLOT = -1 };

/** `factor` times a field, or times something that is only known to lie between two numbers. */
typedef struct term {
    int64_t slot, factor;
    int64_t low, high; /* open beyond `largest` */
    bool is_count;
} term;

/** left - right of a comparison, as one sum. */
typedef struct sum {
    const pk_facts *facts;
    term terms[TERMS];
    size_t count;
    int64_t constant;
    bool lost; /* it is more than this can hold */
} sum;

static void add_term(sum *self, term added) {
    for (size_t i = 0; i < self->count && added.slot != NO_SLOT; i++)
        if (self->terms[i].slot == added.slot) {
            self->terms[i].factor += added.factor;
            return;
        }
    if (self->count == TERMS)
        self->lost = true;
    else
        self->terms[self->count++] = added;
}

/* Of a set, a field that is not given adds 0. */
static void add_slot(sum *self, uint32_t slot, int64_t factor, bool in_set) {
    const pk_field *field = pk_field_of_slot(self->facts->form, self->facts->list, slot);
    term added = {.slot = slot, .factor = factor, .low = -largest, .high = largest};
    if (field && pk_kind_is_count(field->kind)) {
        added.is_count = true;
        added.low = in_set && field->min > 0 ? 0 : field->min;
        added.high = field->max;
    }
    add_term(self, added);
}

static void add_unknown(sum *self, const pk_node *node, int64_t factor) {
    pk_range range = pk_range_of_node(self->facts->form, self->facts->list, node);
    bool known = range.kind == PK_RANGE_INT;
    self->lost = self->lost || !known;
    add_term(self, (term){.slot = NO_SLOT, .factor = factor, .low = range.low, .high = range.high, .is_count = true});
}

static bool is_sum_of_set(const pk_node *node) {
    const pk_function_row *row = pk_function_find(PK_SPAN("sum"), PK_STYLE_GLOBAL, NULL);
    return row && node->op == PK_OP_CALL && node->function == row->function && node->count == 1 &&
           node->parts[0]->op == PK_OP_SET;
}

/* Bounded by PK_MAX_NODE_DEPTH. */
static void add_node(sum *self, const pk_node *node, int64_t factor) {
    switch ((pk_op)node->op) {
    case PK_OP_LITERAL:
        if (node->literal.type == PK_INT && node->literal.integer > -largest && node->literal.integer < largest)
            self->constant += factor * node->literal.integer;
        else
            self->lost = true;
        return;
    case PK_OP_SLOT:
        add_slot(self, node->index, factor, false);
        return;
    case PK_OP_ADD:
    case PK_OP_SUBTRACT:
        add_node(self, node->a, factor);
        add_node(self, node->b, node->op == PK_OP_ADD ? factor : -factor);
        return;
    case PK_OP_CALL:
        for (uint32_t i = 0; is_sum_of_set(node) && i < node->parts[0]->slot_count; i++)
            add_slot(self, node->parts[0]->slots[i], factor, true);
        if (!is_sum_of_set(node))
            add_unknown(self, node, factor);
        return;
    default:
        add_unknown(self, node, factor);
    }
}

/* Sums of fractions are rounded and + joins texts: what is more than one field against another is for counts. */
static bool is_sound(const sum *self) {
    bool counts = true;
    for (size_t i = 0; i < self->count; i++)
        counts = counts && self->terms[i].is_count;
    bool plain = self->count == 2 && self->constant == 0;
    return !self->lost && self->constant > -largest && self->constant < largest && (counts || plain);
}

/* ---- orders ---- */

static void add_order(pk_facts *self, pk_order order) {
    if (order.most < -largest || order.most > largest || self->order_count == PK_FACTS_MOST)
        return;
    pk_order *items = pk_arena_grow(self->arena, self->orders, self->order_count, &self->order_capacity, sizeof *items);
    if (!items) {
        self->failed = true;
        return;
    }
    self->orders = items;
    items[self->order_count++] = order;
}

static bool add_least(int64_t *total, const term *of) {
    int64_t bound = of->factor > 0 ? of->low : of->high, least;
    return !__builtin_mul_overflow(bound, of->factor, &least) && bound > -largest && bound < largest &&
           !__builtin_add_overflow(*total, least, total);
}

/* The least that the sum without two of its terms can be; false when it is open. */
static bool least_without(const sum *self, size_t one, size_t other, int64_t *least) {
    *least = self->constant;
    for (size_t i = 0; i < self->count; i++)
        if (i != one && i != other && !add_least(least, &self->terms[i]))
            return false;
    return true;
}

/* up + rest <= 0 or up - down + rest <= 0, for every term that can be `up` or `down`: NO term is the number 0. */
static void add_orders(pk_facts *facts, const sum *self, bool strict, uint32_t who) {
    const uint32_t zero = (uint32_t)facts->form->slot_count;
    for (size_t up = 0; up <= self->count; up++) {
        for (size_t down = 0; down <= self->count; down++) {
            bool has_up = up < self->count, has_down = down < self->count;
            int64_t least;
            if ((has_up && (self->terms[up].factor != 1 || self->terms[up].slot == NO_SLOT)) ||
                (has_down && (self->terms[down].factor != -1 || self->terms[down].slot == NO_SLOT)) ||
                (!has_up && !has_down) || !least_without(self, up, down, &least))
                continue;
            add_order(facts, (pk_order){.from = has_down ? (uint32_t)self->terms[down].slot : zero,
                                        .to = has_up ? (uint32_t)self->terms[up].slot : zero,
                                        .who = who,
                                        .strict = strict,
                                        .most = -least});
        }
    }
}

static void add_at_most_zero(pk_facts *facts, const pk_node *less, const pk_node *more, bool strict, uint32_t who) {
    sum difference = {.facts = facts};
    add_node(&difference, less, 1);
    add_node(&difference, more, -1);
    if (is_sound(&difference))
        add_orders(facts, &difference, strict, who);
}

void pk_facts_add_order(pk_facts *self, pk_op op, const pk_node *left, const pk_node *right, uint32_t who) {
    bool strict = op == PK_OP_LESS || op == PK_OP_GREATER;
    if (op == PK_OP_EQUAL || op == PK_OP_LESS || op == PK_OP_LESS_EQUAL)
        add_at_most_zero(self, left, right, strict, who);
    if (op == PK_OP_EQUAL || op == PK_OP_GREATER || op == PK_OP_GREATER_EQUAL)
        add_at_most_zero(self, right, left, strict, who);
}

/* ---- circles ---- */

/** The length of the shortest way to a slot; a strict order is shorter by less than any number. */
typedef struct length {
    int64_t whole;
    int64_t strict;
} length;

static bool is_shorter(length a, length b) {
    return a.whole < b.whole || (a.whole == b.whole && a.strict < b.strict);
}

static length step(length from, const pk_order *order) {
    return (length){from.whole + order->most, from.strict - order->strict};
}

/* What the bounds of a field say, once for each that is spoken of. Returns how many there are. */
static size_t add_bounds(pk_facts *self, bool *met) {
    const uint32_t zero = (uint32_t)self->form->slot_count;
    size_t count = 0, said = self->order_count;
    for (size_t i = 0; i < 2 * said; i++) {
        uint32_t slot = i % 2 ? self->orders[i / 2].from : self->orders[i / 2].to;
        const pk_field *field = slot == zero ? NULL : pk_field_of_slot(self->form, self->list, slot);
        if (met[slot])
            continue;
        met[slot] = true;
        count++;
        if (!field || !pk_kind_is_count(field->kind))
            continue;
        add_order(self, (pk_order){.from = zero, .to = slot, .who = PK_NOBODY, .most = field->max});
        add_order(self, (pk_order){.from = slot, .to = zero, .who = PK_NOBODY, .most = -field->min});
    }
    return count + 1;
}

/* One round over all orders; the order that shortened a way last, NULL when none did. */
static const pk_order *shorten(const pk_facts *self, length *ways, const pk_order **last) {
    const pk_order *found = NULL;
    for (size_t i = 0; i < self->order_count; i++) {
        const pk_order *order = &self->orders[i];
        length way = step(ways[order->from], order);
        if (!is_shorter(way, ways[order->to]))
            continue;
        ways[order->to] = way;
        last[order->to] = found = order;
    }
    return found;
}

/* Back along the ways until inside the circle, then once around it. */
static size_t collect(const pk_order **last, uint32_t slot, size_t count, uint32_t *out, size_t room) {
    size_t who = 0;
    for (size_t i = 0; i < count && last[slot]; i++)
        slot = last[slot]->from;
    if (!last[slot])
        return 0;
    uint32_t start = slot;
    do {
        who = pk_facts_note(out, who, room, last[slot]->who);
        slot = last[slot]->from;
    } while (slot != start);
    return who;
}

size_t pk_facts_circle(pk_facts *self, uint32_t *out, size_t room) {
    size_t slots = self->form->slot_count + 1;
    bool *met = pk_arena_alloc_zero(self->arena, slots, sizeof *met);
    length *ways = pk_arena_alloc_zero(self->arena, slots, sizeof *ways);
    const pk_order **last = pk_arena_alloc_zero(self->arena, slots, sizeof *last);
    if (!met || !ways || !last || self->failed) {
        self->failed = true;
        return 0;
    }
    size_t count = add_bounds(self, met);
    const pk_order *order = NULL;
    for (size_t round = 0; round <= count; round++) {
        order = shorten(self, ways, last);
        if (!order)
            return 0;
    }
    return collect(last, order->to, count, out, room);
}
