/**
 * @file screen/skeleton.h  What is left of a word when everything is taken out that a view may change.
 *
 * Digits and signs are letters, l and i are one, equal neighbours are one. A word that a view reads as another has
 * its skeleton, so a set of bits for those of the vocabulary turns most odd words away before they are read. Their
 * first four and eight letters are in it as well: a row of letters is given up where no word begins so.
 */
#ifndef PK_SCREEN_SKELETON_H
#define PK_SCREEN_SKELETON_H

#include <stdbool.h>

#include "core/memory.h"
#include "screen/hash.h"

typedef struct pk_vocabulary pk_vocabulary;

typedef struct pk_skeletons {
    uint64_t *bits;
    unsigned shift; /**< of pk_hash_bit() */
} pk_skeletons;

/** Letters of a skeleton, as a hash that grows with them. */
typedef struct pk_skeleton {
    uint64_t hash;
    uint32_t size;
    char last; /**< letter; 0 for none */
} pk_skeleton;

/** By byte: what turns it into the letter that it stands for. */
extern const unsigned char pk_skeleton_turn[256];

/** Of all words. False when memory is out. */
bool pk_skeletons_build(pk_skeletons *self, const pk_vocabulary *vocabulary);
void pk_skeletons_dispose(pk_skeletons *self, const pilkada_allocator *allocator);
/** May a word, with the sign before it or without it, be read as one of the vocabulary? `lead`: 0 for no sign. */
bool pk_skeletons_may_hold(const pk_skeletons *self, pk_span word, char lead);

/** A letter more: no branch depends on it. */
static inline void pk_skeleton_add(pk_skeleton *self, char c) {
    char letter = (char)((unsigned char)c ^ pk_skeleton_turn[(unsigned char)c]);
    bool other = letter != self->last;
    uint64_t longer = (self->hash << 5 | self->hash >> 59) ^ (unsigned char)letter;
    self->hash = other ? longer : self->hash;
    self->size += other;
    self->last = letter;
}

/** Are words known by a beginning of this length? */
static inline bool pk_skeleton_is_beginning(const pk_skeleton *self) {
    return self->size == 4 || self->size == 8;
}

/** For pk_hash_bit(). */
static inline uint64_t pk_skeleton_hash(const pk_skeleton *self) {
    uint64_t hash = self->hash * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

/** Is it one of a word, or do words of this beginning exist? */
static inline bool pk_skeletons_hold(const pk_skeletons *self, const pk_skeleton *one) {
    return pk_hash_bit(self->bits, self->shift, pk_skeleton_hash(one)) & 1;
}

#endif
