/**
 * @file screen/repeats.h  More places than are kept: repeats of an entry give way.
 *
 * Up to PILKADA_MAX_HITS places all are kept. Beyond, a text is crowded: of each entry the first
 * PILKADA_MAX_PLACES stay, of a weighted phrase the first one, as an entry gives its points once. Those of entries
 * with exclusions stay all, as any may be taken back. What was left out is counted. Only when that is not room enough
 * is the answer not complete.
 */
#ifndef PK_SCREEN_REPEATS_H
#define PK_SCREEN_REPEATS_H

#include "screen/match.h"

/** Scans that found a place. */
enum { PK_BY_STRICT = 1, PK_BY_WIDE = 2 };

/** What a crowded text, or window, knows about an entry. */
struct pk_repeat {
    uint32_t held, last;    /**< places that are kept, and the start of the last one */
    uint32_t left[2];       /**< places that were left out, by scan; both know most of them, and the larger counts */
    uint32_t left_after[2]; /**< the last of them: its start + 1 */
};

/** How many places of an entry stay. */
uint32_t pk_repeats_most(const pk_entry *entry);
/** Is one more place of an entry left out? Then it is counted. */
bool pk_repeats_refuse(pk_work *work, uint32_t entry, uint32_t start);
/** In order of place, each once, and no more than are kept. Without memory, work->failed. */
void pk_repeats_settle(pk_work *work);

#endif
