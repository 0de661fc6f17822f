/**
 * @file screen/phrases.h  Phrases as paths over words.
 *
 * All phrases are walked together. Where a word leads is found by one hash of the node and the word; what is found
 * there is verified on the bytes of the word, so that a text needs no other look-up.
 */
#ifndef PK_SCREEN_PHRASES_H
#define PK_SCREEN_PHRASES_H

#include "core/memory.h"
#include "screen/vocabulary.h"

/** Words of the longest phrase. */
#define PK_PHRASE_WORDS 16u
/** Nothing begins or goes on here. */
#define PK_NO_NODE UINT32_MAX

/** What a phrase is for. */
typedef enum pk_role {
    PK_ROLE_ENTRY,     /**< a hit of entry `target` */
    PK_ROLE_PART,      /**< part `part` of entry `target` */
    PK_ROLE_GATE,      /**< opens gate `target` */
    PK_ROLE_EXCLUSION, /**< takes hits of entry `target` back */
    PK_ROLE_NEED       /**< the expression of entry `target` is worth trying */
} pk_role;

typedef struct pk_output {
    uint32_t target, next; /**< next: one output more of the same node; PK_NO_NODE at the end */
    uint16_t role, part;
} pk_output;

/** A beginning of phrases; the first one, the root, is the empty one. */
typedef struct pk_node {
    uint32_t before, word; /**< the node without its last word, and that word */
    uint32_t outputs;      /**< the first output, or PK_NO_NODE */
} pk_node;

/** node == 0: empty. The place is the upper bits of the tag. */
typedef struct pk_step_slot {
    uint32_t tag, node;
} pk_step_slot;

typedef struct pk_phrases {
    const pilkada_allocator *allocator;
    const pk_vocabulary *vocabulary;
    pk_step_slot *slots; /**< open addressing, at most three quarters full */
    unsigned slot_bits;  /**< 0: none yet */
    pk_node *nodes;
    size_t node_count, node_capacity;
    pk_output *outputs;
    size_t output_count, output_capacity;
} pk_phrases;

void pk_phrases_init(pk_phrases *self, const pk_vocabulary *vocabulary, const pilkada_allocator *allocator);
void pk_phrases_dispose(pk_phrases *self);
/** False when memory is out. */
bool pk_phrases_add(pk_phrases *self, const uint32_t *words, size_t count, pk_output output);
/** After the last one: give back room that is not needed. False when memory is out. */
bool pk_phrases_finish(pk_phrases *self);
/** Where a word leads from a node (0 is the root); PK_NO_NODE if nowhere. */
uint32_t pk_phrases_step(const pk_phrases *self, uint32_t node, uint32_t word);

static inline uint32_t pk_step_tag(uint32_t node, uint64_t hash) {
    return (uint32_t)((hash + node * UINT64_C(0x9E3779B97F4A7C15)) >> 32);
}

/** The same for a word of a text: `hash` is its pk_word_hash(), and PK_HASH_PAD bytes of it can be read. */
static inline uint32_t pk_phrases_step_text(const pk_phrases *self, uint32_t node, pk_span text, uint64_t hash) {
    if (!self->slot_bits)
        return PK_NO_NODE;
    uint32_t tag = pk_step_tag(node, hash), mask = (UINT32_C(1) << self->slot_bits) - 1;
    for (uint32_t i = tag >> (32 - self->slot_bits);; i = (i + 1) & mask) {
        pk_step_slot slot = self->slots[i];
        if (!slot.node)
            return PK_NO_NODE;
        const pk_node *found = &self->nodes[slot.node];
        if (slot.tag == tag && found->before == node && pk_vocabulary_is(self->vocabulary, found->word, text))
            return slot.node;
    }
}

#endif
