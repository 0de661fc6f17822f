/**
 * @file screen/index.h  Where in a text a phrase may begin.
 *
 * Three sets of bits, asked by the hashes of words alone: a phrase of one word; the first two words of a longer
 * one; the first word of a longer one, for places whose next word has other readings, and any two neighbours. Nearly
 * every word of a text is turned away here, whatever the number of phrases; what is let through is verified word by
 * word.
 */
#ifndef PK_SCREEN_INDEX_H
#define PK_SCREEN_INDEX_H

#include "screen/phrases.h"
#include "screen/readings.h"
#include "screen/scan.h"
#include "screen/vocabulary.h"

typedef struct pk_index {
    const pilkada_allocator *allocator;
    uint64_t *single, *pair, *first; /**< one allocation, at `single` */
    unsigned shift;                  /**< of pk_hash_bit() */
} pk_index;

void pk_index_init(pk_index *self, const pilkada_allocator *allocator);
void pk_index_dispose(pk_index *self);
/** After the last phrase, before pk_phrases_finish(). Chat spellings of a word stand for it. False when memory is out.
 */
bool pk_index_build(pk_index *self, const pk_phrases *phrases, const pk_vocabulary *vocabulary);

/** Places of a scan where a walk is worth while. */
typedef struct pk_places {
    const uint32_t *plain, *odd; /**< the words as they are; words that may be read otherwise */
    size_t plain_count, odd_count;
} pk_places;

/** The places of words as they are, into the scan's candidates; their hashes into the scan. */
pk_places pk_index_probe(const pk_index *self, pk_scan *scan);
/** And those of words that were not settled: see screen/readings.h. */
void pk_index_probe_odd(const pk_index *self, const pk_readings *readings, pk_places *places);

/** May these words follow each other in a phrase, somewhere? PK_HASH_PAD bytes of each can be read. */
bool pk_index_may_join(const pk_index *self, pk_span one, pk_span two);

/** The next place, some of them twice; false at the end. */
static inline bool pk_places_next(pk_places *self, uint32_t *place) {
    if (self->odd_count && (!self->plain_count || *self->odd < *self->plain)) {
        self->odd_count--;
        *place = *self->odd++;
        return true;
    }
    if (!self->plain_count)
        return false;
    self->plain_count--;
    *place = *self->plain++;
    return true;
}

#endif
