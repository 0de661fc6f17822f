/** @file screen/unicode.h  One code point at a time: what it is and how a view reads it. */
#ifndef PK_SCREEN_UNICODE_H
#define PK_SCREEN_UNICODE_H

#include <stdbool.h>

#include "core/text.h"
#include "screen/unicode_tables.h"

/** A code point as it stands in a text. */
typedef struct pk_glyph {
    uint32_t code_point; /**< U+FFFD for a bad byte */
    uint32_t length;     /**< bytes of the text; 1 for a bad byte */
    pk_unicode_kind kind;
    pk_span strict; /**< case folded; in the text itself or static */
    pk_span wide;   /**< as the widest view reads it; empty for marks and invisible characters */
    bool folded;    /**< wide is more than case folding */
    bool capital;   /**< case folding changes it */
    char other;     /**< the second reading of a look-alike whose wide one is one letter; 0 for none */
} pk_glyph;

/** Read the glyph at `p`; `p` < `end`. */
pk_glyph pk_glyph_read(const char *p, const char *end);
/** The kind of a code point. */
pk_unicode_kind pk_code_point_kind(uint32_t code_point);

/** Kind and case of ASCII, one load each. */
extern const uint8_t pk_ascii_kind[128];
extern const char pk_ascii_lower[128];

#endif
