/**
 * @file screen/skeleton.h  What is left of a word when everything is taken out that a view may change.
 *
 * Digits and signs are letters, l and i are one, equal neighbours are one. A word that a view reads as another has
 * its skeleton, so a set of bits for those of the vocabulary turns most odd words away before they are read.
 */
#ifndef PK_SCREEN_SKELETON_H
#define PK_SCREEN_SKELETON_H

#include "core/memory.h"
#include "screen/hash.h"

typedef struct pk_vocabulary pk_vocabulary;

typedef struct pk_skeletons {
    uint64_t *bits;
    unsigned shift; /**< of pk_hash_bit() */
} pk_skeletons;

/** Of all words. False when memory is out. */
bool pk_skeletons_build(pk_skeletons *self, const pk_vocabulary *vocabulary);
void pk_skeletons_dispose(pk_skeletons *self, const pilkada_allocator *allocator);
/** May a word, with the sign before it or without it, be read as one of the vocabulary? `lead`: 0 for no sign. */
bool pk_skeletons_may_hold(const pk_skeletons *self, pk_span word, char lead);

#endif
