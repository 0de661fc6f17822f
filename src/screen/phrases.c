/**
 * @file screen/phrases.c  Phrases as paths over words: see screen/phrases.h.
 *
 * While phrases are added, nodes are branches, numbered as they come, and a table of slots finds them. At the end
 * each moves to its place in the table that texts are looked up in, the ones before it first: a node is then found
 * where it is.
 */
#include "screen/phrases.h"

enum { FIRST_SLOT_BITS = 6, MOST_BITS = 31 };

/* branch == 0: empty. */
struct pk_branch_slot {
    uint32_t tag, branch;
};

void pk_phrases_init(pk_phrases *self, const pk_vocabulary *vocabulary, const pilkada_allocator *allocator) {
    *self = (pk_phrases){.allocator = allocator, .vocabulary = vocabulary};
}

static void dispose_branches(pk_phrases *self) {
    pk_free(self->allocator, self->branches);
    pk_free(self->allocator, self->slots);
    self->branches = NULL;
    self->slots = NULL;
}

void pk_phrases_dispose(pk_phrases *self) {
    dispose_branches(self);
    pk_free(self->allocator, self->nodes);
    pk_free(self->allocator, self->outputs);
    *self = (pk_phrases){0};
}

static size_t slot_count(unsigned bits) {
    return bits ? (size_t)1 << bits : 0;
}

static bool has_room(unsigned bits, size_t count) {
    return count * 4 <= slot_count(bits) * 3;
}

/* ---- adding ---- */

/* The slot of (branch, word): the one that holds it, or the empty one where it belongs. There is one. */
static pk_branch_slot *slot_of(const pk_phrases *self, uint32_t before, uint32_t word) {
    uint32_t tag = pk_step_tag(before, self->vocabulary->words[word].hash);
    uint32_t mask = (UINT32_C(1) << self->slot_bits) - 1, i = tag >> (32 - self->slot_bits);
    for (; self->slots[i].branch; i = (i + 1) & mask) {
        const pk_branch *found = &self->branches[self->slots[i].branch];
        if (self->slots[i].tag == tag && found->before == before && found->word == word)
            break;
    }
    return &self->slots[i];
}

/* All are different: the first empty slot at or after its place will do. */
static void put_slot(pk_phrases *self, pk_branch_slot slot) {
    uint32_t mask = (UINT32_C(1) << self->slot_bits) - 1, i = slot.tag >> (32 - self->slot_bits);
    while (self->slots[i].branch)
        i = (i + 1) & mask;
    self->slots[i] = slot;
}

static bool slots_grow(pk_phrases *self) {
    if (has_room(self->slot_bits, self->branch_count + 1))
        return true;
    size_t old_count = slot_count(self->slot_bits);
    unsigned bits = self->slot_bits ? self->slot_bits + 1 : FIRST_SLOT_BITS;
    pk_branch_slot *old = self->slots, *slots = NULL;
    if (bits <= MOST_BITS)
        slots = pk_alloc_zero(self->allocator, slot_count(bits), sizeof *slots);
    if (!slots)
        return false;
    self->slots = slots;
    self->slot_bits = bits;
    for (size_t i = 0; i < old_count; i++)
        if (old[i].branch)
            put_slot(self, old[i]);
    pk_free(self->allocator, old);
    return true;
}

static bool branch_add(pk_phrases *self, uint32_t before, uint32_t word) {
    pk_branch *grown =
        pk_grow(self->allocator, self->branches, self->branch_count, &self->branch_capacity, sizeof *grown);
    if (!grown)
        return false;
    self->branches = grown;
    grown[self->branch_count++] = (pk_branch){before, word, PK_NO_NODE};
    return true;
}

static bool step_or_add(pk_phrases *self, uint32_t *branch, uint32_t word) {
    if (!slots_grow(self))
        return false;
    pk_branch_slot *slot = slot_of(self, *branch, word);
    if (!slot->branch) {
        uint32_t tag = pk_step_tag(*branch, self->vocabulary->words[word].hash);
        if (!branch_add(self, *branch, word))
            return false;
        *slot = (pk_branch_slot){tag, (uint32_t)self->branch_count - 1};
    }
    *branch = slot->branch;
    return true;
}

bool pk_phrases_add(pk_phrases *self, const uint32_t *words, size_t count, pk_output output) {
    uint32_t branch = 0;
    self->longest = count > self->longest ? count : self->longest;
    if (self->branch_count == 0 && !branch_add(self, PK_NO_NODE, PK_NO_WORD))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!step_or_add(self, &branch, words[i]))
            return false;
    pk_output *grown =
        pk_grow(self->allocator, self->outputs, self->output_count, &self->output_capacity, sizeof *grown);
    if (!grown)
        return false;
    self->outputs = grown;
    output.next = self->branches[branch].outputs;
    self->branches[branch].outputs = (uint32_t)self->output_count;
    grown[self->output_count++] = output;
    return true;
}

/* ---- the table ---- */

static bool open_table(pk_phrases *self) {
    unsigned bits = FIRST_SLOT_BITS;
    while (!has_room(bits, self->branch_count + 1))
        bits++;
    self->nodes = bits <= MOST_BITS ? pk_alloc_zero(self->allocator, slot_count(bits), sizeof *self->nodes) : NULL;
    self->node_shift = 32 - bits;
    self->node_mask = (uint32_t)slot_count(bits) - 1;
    return self->nodes != NULL;
}

/* The number of the node that the branch becomes. */
static uint32_t place(pk_phrases *self, const pk_branch *branch, uint32_t before) {
    const pk_word *word = &self->vocabulary->words[branch->word];
    uint32_t tag = pk_step_tag(before, word->hash), i = tag >> self->node_shift;
    while (self->nodes[i].at)
        i = (i + 1) & self->node_mask;
    self->nodes[i] = (pk_node){tag, before, word->at & PK_TEXTS_MAX, 0, branch->outputs};
    if (before)
        self->nodes[before - 1].on = 1;
    return i + 1;
}

static bool move_branches(pk_phrases *self) {
    uint32_t *moved = pk_alloc_zero(self->allocator, self->branch_count + 1, sizeof *moved);
    for (size_t i = 1; moved && i < self->branch_count; i++)
        moved[i] = place(self, &self->branches[i], moved[self->branches[i].before]);
    pk_free(self->allocator, moved);
    return moved != NULL;
}

bool pk_phrases_finish(pk_phrases *self) {
    if (!open_table(self) || !move_branches(self))
        return false;
    dispose_branches(self);
    if (!self->output_count)
        return true;
    pk_output *outputs =
        pk_fit(self->allocator, self->outputs, self->output_count, &self->output_capacity, sizeof *outputs);
    self->outputs = outputs ? outputs : self->outputs;
    return outputs != NULL;
}

/* ---- walking ---- */

uint32_t pk_phrases_step(const pk_phrases *self, uint32_t node, uint32_t word) {
    const pk_word *wanted = &self->vocabulary->words[word];
    uint32_t tag = pk_step_tag(node, wanted->hash);
    for (uint32_t i = tag >> self->node_shift; self->nodes[i].at; i = (i + 1) & self->node_mask) {
        const pk_node *found = &self->nodes[i];
        if (found->tag == tag && found->before == node && found->at == wanted->at)
            return i + 1;
    }
    return PK_NO_NODE;
}
