/** @file screen/places.h  Places of a text as code points and as UTF-16 units. */
#ifndef PK_SCREEN_PLACES_H
#define PK_SCREEN_PLACES_H

#include "screen/scan.h"

/** Goes through a text once, from character to character that is not ASCII: the seams of a scan know them. */
typedef struct pk_places_counter {
    const pk_seam *seam, *end;
    size_t more;  /**< bytes beyond the first of each character so far */
    size_t pairs; /**< characters of two units so far */
} pk_places_counter;

typedef struct pk_place {
    size_t code_point, unit; /**< a bad byte is one of each */
} pk_place;

pk_places_counter pk_places_count(const pk_scan *scan);
/**
 * Of byte `at`, the start or the end of a character, not before the one asked for last. Each character that is not
 * ASCII has two seams: a solid one where it begins, and one where it ends.
 */
static inline pk_place pk_places_at(pk_places_counter *self, size_t at) {
    for (; self->seam < self->end && self->seam->source < at; self->seam += 2) {
        uint32_t length = self->seam[1].source - self->seam->source;
        self->more += length - 1;
        self->pairs += length == 4;
    }
    return (pk_place){at - self->more, at - self->more + self->pairs};
}

/** How many of the bytes [from, to) of the original are no UTF-8. */
size_t pk_places_bad(const pk_scan *scan, size_t from, size_t to);

#endif
