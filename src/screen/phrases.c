/** @file screen/phrases.c  Phrases as paths over words: see screen/phrases.h. */
#include "screen/phrases.h"

enum { FIRST_SLOT_BITS = 6, MOST_SLOT_BITS = 31 };

void pk_phrases_init(pk_phrases *self, const pk_vocabulary *vocabulary, const pilkada_allocator *allocator) {
    *self = (pk_phrases){.allocator = allocator, .vocabulary = vocabulary};
}

void pk_phrases_dispose(pk_phrases *self) {
    pk_free(self->allocator, self->slots);
    pk_free(self->allocator, self->nodes);
    pk_free(self->allocator, self->outputs);
    *self = (pk_phrases){0};
}

/* ---- the table ---- */

static size_t slot_count(unsigned bits) {
    return bits ? (size_t)1 << bits : 0;
}

/* The slot of (node, word): the one that holds it, or the empty one where it belongs. There is one. */
static pk_step_slot *slot_of(const pk_phrases *self, uint32_t node, uint32_t word) {
    uint32_t tag = pk_step_tag(node, self->vocabulary->words[word].hash);
    uint32_t mask = (UINT32_C(1) << self->slot_bits) - 1, i = tag >> (32 - self->slot_bits);
    for (; self->slots[i].node; i = (i + 1) & mask) {
        const pk_node *found = &self->nodes[self->slots[i].node];
        if (self->slots[i].tag == tag && found->before == node && found->word == word)
            break;
    }
    return &self->slots[i];
}

/* All are different: the first empty slot at or after its place will do. */
static void put_slot(pk_phrases *self, pk_step_slot slot) {
    uint32_t mask = (UINT32_C(1) << self->slot_bits) - 1, i = slot.tag >> (32 - self->slot_bits);
    while (self->slots[i].node)
        i = (i + 1) & mask;
    self->slots[i] = slot;
}

static bool slots_grow(pk_phrases *self) {
    size_t old_count = slot_count(self->slot_bits);
    if ((self->node_count + 1) * 4 <= old_count * 3)
        return true;
    unsigned bits = self->slot_bits ? self->slot_bits + 1 : FIRST_SLOT_BITS;
    pk_step_slot *old = self->slots;
    pk_step_slot *slots =
        bits <= MOST_SLOT_BITS ? pk_alloc_zero(self->allocator, slot_count(bits), sizeof *slots) : NULL;
    if (!slots)
        return false;
    self->slots = slots;
    self->slot_bits = bits;
    for (size_t i = 0; i < old_count; i++)
        if (old[i].node)
            put_slot(self, old[i]);
    pk_free(self->allocator, old);
    return true;
}

uint32_t pk_phrases_step(const pk_phrases *self, uint32_t node, uint32_t word) {
    uint32_t found = self->slot_bits ? slot_of(self, node, word)->node : 0;
    return found ? found : PK_NO_NODE;
}

/* ---- building ---- */

static bool node_add(pk_phrases *self, uint32_t before, uint32_t word) {
    pk_node *grown = pk_grow(self->allocator, self->nodes, self->node_count, &self->node_capacity, sizeof *grown);
    if (!grown)
        return false;
    self->nodes = grown;
    grown[self->node_count++] = (pk_node){before, word, PK_NO_NODE};
    return true;
}

static bool step_or_add(pk_phrases *self, uint32_t *node, uint32_t word) {
    if (!slots_grow(self))
        return false;
    pk_step_slot *slot = slot_of(self, *node, word);
    if (!slot->node) {
        if (!node_add(self, *node, word))
            return false;
        *slot = (pk_step_slot){pk_step_tag(*node, self->vocabulary->words[word].hash), (uint32_t)self->node_count - 1};
    }
    *node = slot->node;
    return true;
}

bool pk_phrases_add(pk_phrases *self, const uint32_t *words, size_t count, pk_output output) {
    uint32_t node = 0;
    if (self->node_count == 0 && !node_add(self, PK_NO_NODE, PK_NO_WORD))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!step_or_add(self, &node, words[i]))
            return false;
    pk_output *grown =
        pk_grow(self->allocator, self->outputs, self->output_count, &self->output_capacity, sizeof *grown);
    if (!grown)
        return false;
    self->outputs = grown;
    output.next = self->nodes[node].outputs;
    self->nodes[node].outputs = (uint32_t)self->output_count;
    grown[self->output_count++] = output;
    return true;
}

bool pk_phrases_finish(pk_phrases *self) {
    if (!self->output_count)
        return true;
    pk_node *nodes = pk_fit(self->allocator, self->nodes, self->node_count, &self->node_capacity, sizeof *nodes);
    self->nodes = nodes ? nodes : self->nodes;
    pk_output *outputs =
        pk_fit(self->allocator, self->outputs, self->output_count, &self->output_capacity, sizeof *outputs);
    self->outputs = outputs ? outputs : self->outputs;
    return nodes && outputs;
}
