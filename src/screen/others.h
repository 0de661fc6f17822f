/**
 * @file screen/others.h  Look-alikes with a second reading: P is the shape of U+0420, R its sound.
 *
 * The folded text has the first reading. The words of such letters count as odd, and are tried with the
 * second one as well: every choice of letters, but the same letter is read alike throughout a word.
 */
#ifndef PK_SCREEN_OTHERS_H
#define PK_SCREEN_OTHERS_H

#include <pilkada/limits.h>

#include "screen/scan.h"
#include "screen/vocabulary.h"

/** One word and its second readings. */
typedef struct pk_others {
    char first[PK_WORD_MAX], other[PK_WORD_MAX]; /**< as it is folded; the second readings */
    uint8_t group[PK_WORD_MAX];                  /**< by byte: which different look-alike it is, from 1; 0: none */
    char text[PK_WORD_MAX + PK_HASH_PAD];        /**< the reading that was asked for last */
    size_t size;
    unsigned groups, most; /**< different look-alikes; at most so many are read in both ways */
    bool cut;              /**< there were more: those are read in the first way only */
} pk_others;

/** After the words are cut: count those with second readings among the odd ones. */
void pk_scan_note_others(pk_scan *self);
/** The second reading of a byte of the folded text; 0 for none. */
char pk_scan_other(const pk_scan *self, size_t folded);

/** False if token i has none, or is longer than any word of the list. */
bool pk_others_begin(pk_others *self, const pk_scan *scan, size_t i);
/** One letter more, or one byte of a letter; there must be room. */
void pk_others_put(pk_others *self, char first, char other);
/** How many readings there are beside the first. */
static inline unsigned pk_others_count(const pk_others *self) {
    return (1u << self->groups) - 1;
}
/** Reading n, 0 being the first; valid until the next call. */
pk_span pk_others_reading(pk_others *self, unsigned n);

#endif
