/**
 * @file screen/index.h  Where in a text a phrase may begin.
 *
 * Three sets of bits, asked by the hashes of words alone: a phrase of one word; the first two words of a longer
 * one; the first word of a longer one, for places whose next word has other readings. Nearly every word of a text is
 * turned away here, whatever the number of phrases; what is let through is verified word by word.
 */
#ifndef PK_SCREEN_INDEX_H
#define PK_SCREEN_INDEX_H

#include "screen/phrases.h"
#include "screen/scan.h"
#include "screen/vocabulary.h"

typedef struct pk_index {
    const pilkada_allocator *allocator;
    uint64_t *single, *pair, *first; /**< one allocation, at `single` */
    unsigned shift;                  /**< the upper bits of a hash are the place */
} pk_index;

void pk_index_init(pk_index *self, const pilkada_allocator *allocator);
void pk_index_dispose(pk_index *self);
/** After the last phrase. Chat spellings of a word stand for it. False when memory is out. */
bool pk_index_build(pk_index *self, const pk_phrases *phrases, const pk_vocabulary *vocabulary);

/**
 * The tokens of a scan where a walk is worth while, in order, some of them twice: into `out`, which has room for two
 * for each token. Returns their number.
 */
size_t pk_index_probe(const pk_index *self, const pk_scan *scan, uint32_t *out);

#endif
