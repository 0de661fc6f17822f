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
 * written); the screener keeps it. Trees may go when this returns. `culprit` gets the place of the pack
 * with the fault, `count` if it is that of none; it may be NULL.
 */
pilkada_screener *pk_screener_build(const struct cJSON *const *packs, size_t count, const pk_catalogue *catalogue,
                                    const pilkada_allocator *allocator, size_t *culprit, pilkada_error *error);
/** Give the packs of a screener, made of these trees, their hashes. False when memory is out. */
bool pk_screener_hash_packs(pilkada_screener *self, const struct cJSON *const *packs);
/** SHA-256 of what a pack says, in hex. False when memory is out. */
bool pk_pack_hash(const struct cJSON *tree, const pilkada_allocator *allocator, char out[PILKADA_HASH_SIZE]);
/** What a lint is to look for beyond the pack itself. */
typedef struct pk_pack_check {
    const pilkada_date *date; /**< entries that expired before it are told; NULL: none */
    const char *const *names; /**< of persons and parties, which no list may hold */
    size_t name_count;
    const struct cJSON *const *beside; /**< packs that a request would add it to: it may lean on their categories */
    size_t beside_count;
} pk_pack_check;

/** Lint a pack: metadata, inline tests that must and must not match, neutrality. `options` may be NULL. */
void pk_screener_check(const struct cJSON *pack, const pk_catalogue *catalogue, const pilkada_allocator *allocator,
                       const pk_pack_check *options, pk_problems *problems);

#endif
