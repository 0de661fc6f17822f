/**
 * @file screen/phrases.h  Phrases as paths over words.
 *
 * An edge is a pair (where one is, next word) in one hash table, so the first two words of a phrase are its
 * pair index and the rest is verified word by word. All phrases are walked together.
 */
#ifndef PK_SCREEN_PHRASES_H
#define PK_SCREEN_PHRASES_H

#include "core/memory.h"

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

typedef struct pk_path {
    uint32_t node, word, child;
} pk_path;

typedef struct pk_phrases {
    const pilkada_allocator *allocator;
    pk_path *paths; /**< open addressing, child == 0: empty */
    size_t path_capacity, path_count;
    uint32_t *outputs_of; /**< by node: the first output, or PK_NO_NODE */
    size_t node_count, node_capacity;
    pk_output *outputs;
    size_t output_count, output_capacity;
} pk_phrases;

void pk_phrases_init(pk_phrases *self, const pilkada_allocator *allocator);
void pk_phrases_dispose(pk_phrases *self);
/** False when memory is out. */
bool pk_phrases_add(pk_phrases *self, const uint32_t *words, size_t count, pk_output output);

static inline size_t pk_path_hash(uint32_t node, uint32_t word) {
    uint64_t hash = ((uint64_t)node << 32 | word) * UINT64_C(0x9E3779B97F4A7C15);
    return (size_t)(hash >> 32);
}

/** The path of (node, word), or the empty one where it belongs. There must be room. */
static inline pk_path *pk_phrases_path(const pk_phrases *self, uint32_t node, uint32_t word) {
    size_t mask = self->path_capacity - 1, i = pk_path_hash(node, word) & mask;
    while (self->paths[i].child && (self->paths[i].node != node || self->paths[i].word != word))
        i = (i + 1) & mask;
    return &self->paths[i];
}

/** Where a word leads from a node (0 is the root); PK_NO_NODE if nowhere. */
static inline uint32_t pk_phrases_step(const pk_phrases *self, uint32_t node, uint32_t word) {
    uint32_t child = self->path_capacity ? pk_phrases_path(self, node, word)->child : 0;
    return child ? child : PK_NO_NODE;
}

#endif
