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
    uint16_t part;
    uint8_t role;
    uint8_t views; /**< of the entry that it is a hit of */
} pk_output;

/**
 * A beginning of phrases, in the place that its tag names or the first empty one after it. Its number is that place
 * and one more; 0 is the root, the empty beginning.
 */
typedef struct pk_node {
    uint32_t tag;     /**< of `before` and the word */
    uint32_t before;  /**< the node without its last word */
    uint32_t at : 31; /**< that word, as in the vocabulary; 0: no node is here */
    uint32_t on : 1;  /**< longer phrases begin with this one */
    uint32_t outputs; /**< the first output, or PK_NO_NODE */
} pk_node;

/** A node while phrases are added: see screen/phrases.c. */
typedef struct pk_branch pk_branch;
typedef struct pk_branch_slot pk_branch_slot;

typedef struct pk_phrases {
    const pilkada_allocator *allocator;
    const pk_vocabulary *vocabulary;
    pk_node *nodes;      /**< known after pk_phrases_finish(); at most three quarters full */
    unsigned node_shift; /**< of a tag, to its place */
    uint32_t node_mask;
    pk_output *outputs;
    size_t output_count, output_capacity;
    pk_branch *branches; /**< until then; the root is the first */
    size_t branch_count, branch_capacity;
    pk_branch_slot *slots;
    unsigned slot_bits;
    size_t longest; /**< words of the longest phrase */
} pk_phrases;

struct pk_branch {
    uint32_t before, word;
    uint32_t outputs;
};

void pk_phrases_init(pk_phrases *self, const pk_vocabulary *vocabulary, const pilkada_allocator *allocator);
void pk_phrases_dispose(pk_phrases *self);
/** False when memory is out. */
bool pk_phrases_add(pk_phrases *self, const uint32_t *words, size_t count, pk_output output);
/** After the last one. From here on phrases are walked, and no more are added. False when memory is out. */
bool pk_phrases_finish(pk_phrases *self);
/** Where a word leads from a node; PK_NO_NODE if nowhere. */
uint32_t pk_phrases_step(const pk_phrases *self, uint32_t node, uint32_t word);

/** The first output of a node other than the root, or PK_NO_NODE. */
static inline uint32_t pk_phrases_outputs(const pk_phrases *self, uint32_t node) {
    return self->nodes[node - 1].outputs;
}

/** Do longer phrases begin with a node other than the root? */
static inline bool pk_phrases_go_on(const pk_phrases *self, uint32_t node) {
    return self->nodes[node - 1].on;
}

static inline uint32_t pk_step_tag(uint32_t node, uint64_t hash) {
    return (uint32_t)((hash + node * UINT64_C(0x9E3779B97F4A7C15)) >> 32);
}

/** As pk_phrases_step(), for a word of a text: `hash` is its pk_word_hash(), and PK_HASH_PAD bytes can be read. */
static inline uint32_t pk_phrases_step_text(const pk_phrases *self, uint32_t node, pk_span text, uint64_t hash) {
    uint32_t tag = pk_step_tag(node, hash);
    for (uint32_t i = tag >> self->node_shift;; i = (i + 1) & self->node_mask) {
        const pk_node *found = &self->nodes[i];
        if (!found->at)
            return PK_NO_NODE;
        if (found->tag == tag && found->before == node && pk_vocabulary_holds(self->vocabulary, found->at, text))
            return i + 1;
    }
}

/** A walk will soon begin with a word of this hash. */
static inline void pk_phrases_expect(const pk_phrases *self, uint64_t hash) {
    pk_expect(&self->nodes[pk_step_tag(0, hash) >> self->node_shift]);
}

/** And once that is there: with a word of `next` after it. What it finds may be of another word; then it helped nobody.
 */
static inline void pk_phrases_expect_more(const pk_phrases *self, uint64_t hash, uint64_t next) {
    uint32_t i = pk_step_tag(0, hash) >> self->node_shift;
    pk_expect(self->vocabulary->texts + self->nodes[i].at);
    pk_expect(&self->nodes[pk_step_tag(i + 1, next) >> self->node_shift]);
}

#endif
