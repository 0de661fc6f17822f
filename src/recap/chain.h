/** @file recap/chain.h  The approval chain's door for the rulebook: see pilkada/chain.h. */
#ifndef PK_RECAP_CHAIN_H
#define PK_RECAP_CHAIN_H

#include <pilkada/buffer.h>
#include <pilkada/chain.h>
#include <pilkada/status.h>

#include "core/catalogue.h"
#include "core/memory.h"

struct cJSON;

typedef struct pk_chain pk_chain;

/** From data/approval/. The catalogue must live as long as it. */
pk_chain *pk_chain_compile(const struct cJSON *definition, const pk_catalogue *catalogue,
                           const pilkada_allocator *allocator, pilkada_error *error);
/** NULL is allowed. */
void pk_chain_free(pk_chain *self);
pilkada_status pk_chain_step(const pk_chain *self, const pilkada_chain_step *step, pilkada_chain_answer *answer,
                             pilkada_error *error);
pilkada_status pk_chain_write_json(const pk_chain *self, const pilkada_chain_step *step, pilkada_buffer *out,
                                   pilkada_error *error);

#endif
