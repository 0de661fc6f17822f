/** @file window/seen.h  Keys of reports that were counted, so that a resend is known. An open hash table. */
#ifndef PK_WINDOW_SEEN_H
#define PK_WINDOW_SEEN_H

#include "core/memory.h"

/** Where a report was counted. */
typedef struct pk_sighting {
    uint64_t key; /**< 0: free */
    uint32_t region, date;
    int64_t at;
    uint32_t counter;
} pk_sighting;

typedef struct pk_seen {
    pk_sighting *slots;
    size_t capacity, count; /**< capacity is a power of two, or 0 */
} pk_seen;

/** The sighting of a key in a region and date; a new one has the counter 0. NULL: out of memory. */
pk_sighting *pk_seen_get(pk_seen *self, const pilkada_allocator *allocator, uint64_t key, uint32_t region,
                         uint32_t date);
void pk_seen_dispose(pk_seen *self, const pilkada_allocator *allocator);

#endif
