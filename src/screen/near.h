/** @file screen/near.h  Entries that nearly matched a text, and what was wanting. */
#ifndef PK_SCREEN_NEAR_H
#define PK_SCREEN_NEAR_H

#include "screen/answer.h"

/** What was wanting; the nearer the smaller. In the order of pk_near_names. */
typedef enum pk_near_reason {
    PK_NEAR_GAP,      /**< all parts, further from each other than `gap` */
    PK_NEAR_EXTRA,    /**< all words, with another one between them */
    PK_NEAR_WORD,     /**< all words but one, of three or more */
    PK_NEAR_SENTENCE, /**< all parts, not in one sentence */
    PK_NEAR_ORDER,    /**< all parts, in another order */
    PK_NEAR_PART,     /**< all parts but one */
    PK_NEAR_COUNT
} pk_near_reason;

extern const char *const pk_near_names[PK_NEAR_COUNT];

/** One entry that nearly matched, as tokens of the wide scan: [first, end). */
typedef struct pk_near {
    uint32_t entry, first, end;
    pk_near_reason reason;
    uint32_t word; /**< what is missing; PK_NO_WORD */
    uint32_t node; /**< the same as a phrase; PK_NO_NODE */
    uint32_t gap;  /**< words between two parts, of PK_NEAR_GAP */
} pk_near;

/** The work on one text. */
typedef struct pk_near_search {
    const pilkada_screener *screener;
    const pk_scan *scan;
    pk_arena room;         /* everything below */
    uint32_t *ids;         /**< by token: its word; PK_NO_WORD */
    uint32_t *head, *next; /**< by word, by token: the next token that is this word; PK_NONE */
    bool *matched;         /**< by entry: found, whether it counts or not */
    size_t steps_left;     /**< 0: the search was cut */
    pk_near items[PILKADA_MAX_NEAR];
    size_t count;
} pk_near_search;

/** Search beside what `work` found in a text. False when memory is out. */
bool pk_near_find(pk_answer *answer, const pk_work *work, const pilkada_screener *screener, pk_span text);
/** Note one; of each entry the nearest is kept, and of all the nearest PILKADA_MAX_NEAR. */
void pk_near_add(pk_near_search *self, pk_near found);
/** May this entry nearly match? */
bool pk_near_wants(const pk_near_search *self, uint32_t entry);
/** Words of a node, the first one first; returns how many. */
size_t pk_near_words(const pk_near_search *self, uint32_t node, uint32_t words[PK_PHRASE_WORDS]);
/** The first output of a place in the table; PK_NO_NODE when no node is there. */
static inline uint32_t pk_near_outputs(const pk_phrases *phrases, uint32_t node) {
    return phrases->nodes[node - 1].at ? phrases->nodes[node - 1].outputs : PK_NO_NODE;
}

/** How many words from the k-th on stand from a token on, in one sentence. `inside`: with the word before it, too. */
size_t pk_near_run(const pk_near_search *self, const uint32_t *words, size_t count, uint32_t token, bool inside);

/** Phrases with a word more or less. */
void pk_near_phrases(pk_near_search *self);
/** Parts that are too far from each other, in another order, or not all there. False when memory is out. */
bool pk_near_parts(pk_near_search *self);

#endif
