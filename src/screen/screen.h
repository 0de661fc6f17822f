/** @file screen/screen.h  The screen room's door for the rulebook. Knows only core. */
#ifndef PK_SCREEN_SCREEN_H
#define PK_SCREEN_SCREEN_H

#include <pilkada/screen.h>

#include "core/catalogue.h"
#include "core/memory.h"
#include "core/problems.h"

struct cJSON;

/**
 * Compile packs together. `catalogue` gives the sentences of write_text and may be NULL (then only the ids are
 * written); it must live as long as the screener. Trees may go when this returns.
 */
pilkada_screener *pk_screener_build(const struct cJSON *const *packs, size_t count, const pk_catalogue *catalogue,
                                    const pilkada_allocator *allocator, pilkada_error *error);
/** Lint a pack: metadata, inline tests that must and must not match, neutrality. */
void pk_screener_check(const struct cJSON *pack, const pk_catalogue *catalogue, const pilkada_allocator *allocator,
                       pk_problems *problems);

#endif
