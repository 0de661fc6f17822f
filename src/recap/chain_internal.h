/** @file recap/chain_internal.h  What an approval chain is made of. */
#ifndef PK_RECAP_CHAIN_INTERNAL_H
#define PK_RECAP_CHAIN_INTERNAL_H

#include <pilkada/region.h>

#include "recap/chain.h"

/** A state, a role or an action. */
typedef struct pk_chain_word {
    const char *id, *label[2]; /**< by pilkada_lang */
    unsigned flag;             /**< of an action */
} pk_chain_word;

typedef struct pk_chain_words {
    pk_chain_word *items;
    size_t count;
} pk_chain_words;

/** One step that is allowed. States, roles and actions by their place. */
typedef struct pk_chain_row {
    pilkada_tier tier, by;
    size_t state, action, role, to;
} pk_chain_row;

struct pk_chain {
    pk_arena arena;
    const pk_catalogue *catalogue;
    pk_chain_words states, roles, actions;
    pk_chain_row *rows;
    size_t row_count;
};

/** The place of an id; the count if it is none. */
size_t pk_chain_word_named(const pk_chain_words *words, const char *id);

#endif
