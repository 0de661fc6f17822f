/**
 * @file form/shape.h  The plain patterns of forms: ^[0-9]{2}\.[0-9]{2}$, ^\+?[0-9]{9,15}$.
 *
 * A row of ASCII classes, each repeated so and so often, from the beginning to the end. Where it is clear at each
 * character which class it belongs to, one pass without going back answers what a search would.
 */
#ifndef PK_FORM_SHAPE_H
#define PK_FORM_SHAPE_H

#include "core/text.h"

enum { PK_SHAPE_PARTS = 24, PK_SHAPE_BYTES = 32 };

typedef struct pk_shape_part {
    uint64_t set[2]; /**< ASCII characters, a bit each */
    uint32_t min, max;
    bool is_range; /**< the set is `first` to `last` */
    uint8_t first, last;
} pk_shape_part;

typedef struct pk_shape {
    size_t count; /**< 0: no shape */
    size_t size;  /**< bytes of every text that fits, where each of them has a range of its own; 0: it is not so */
    char first[PK_SHAPE_BYTES], last[PK_SHAPE_BYTES];
    pk_shape_part parts[PK_SHAPE_PARTS];
} pk_shape;

/** `source` is a pattern that PCRE2 takes. False, and an empty shape, when it is more than a plain one. */
bool pk_shape_read(pk_span source, pk_shape *self);
bool pk_shape_fits(const pk_shape *self, pk_span text);

#endif
