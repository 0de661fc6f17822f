/** @file screen/unicode_tables.h  What each code point is and how it folds. The tables are generated. */
#ifndef PK_SCREEN_UNICODE_TABLES_H
#define PK_SCREEN_UNICODE_TABLES_H

#include <stdint.h>

typedef enum pk_unicode_kind {
    PK_KIND_OTHER = 0, /**< separates words */
    PK_KIND_LETTER,
    PK_KIND_DIGIT,    /**< any number */
    PK_KIND_MARK,     /**< combining: part of a word, dropped by the wide view */
    PK_KIND_INVISIBLE /**< format and default-ignorable: separates strictly, dropped by the wide view */
} pk_unicode_kind;

/** Places in pk_unicode_pool; 0: the code point itself. */
typedef struct pk_unicode_fold {
    uint32_t wide;   /**< decomposed, look-alikes to ASCII, case folded */
    uint16_t strict; /**< case folded only */
    uint8_t kind;
    uint8_t other; /**< a look-alike's second reading, a letter; 0: it has one reading */
} pk_unicode_fold;

/* A code point's value is stage2[stage1[c >> 7] * 128 + (c & 127)]: a kind, or 8 + the index of its fold. */
extern const uint16_t pk_unicode_stage1[];
extern const uint16_t pk_unicode_stage2[];
extern const pk_unicode_fold pk_unicode_folds[];
/** A length byte, then that many bytes of UTF-8. */
extern const unsigned char pk_unicode_pool[];

#endif
