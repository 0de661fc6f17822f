/**
 * @file screen/scan.h  A text as words: one pass that folds, drops, and remembers where each word stood.
 *
 * The strict scan folds case and nothing else. The wide scan also drops marks and invisible characters and
 * folds look-alikes. A word keeps its place in the original, so no map of single bytes is needed for it.
 */
#ifndef PK_SCREEN_SCAN_H
#define PK_SCREEN_SCAN_H

#include "core/memory.h"
#include "core/text.h"

typedef enum pk_scan_mode { PK_SCAN_STRICT, PK_SCAN_WIDE } pk_scan_mode;

enum {
    PK_TOKEN_BREAK = 1,   /**< a sentence or paragraph ended before it */
    PK_TOKEN_DIGIT = 2,   /**< holds a digit */
    PK_TOKEN_LETTER = 4,  /**< holds a letter */
    PK_TOKEN_RUN = 8,     /**< three or more of one letter in a row */
    PK_TOKEN_SINGLE = 16, /**< one character */
    PK_TOKEN_REACHED = 32 /**< a joined word ended before it: another may begin here */
};

/** A word of the text. */
typedef struct pk_token {
    uint32_t start, end; /**< bytes of the original */
    uint32_t at, size;   /**< bytes of the folded text */
    uint32_t join;       /**< what stands before it, if that is one to three of the same character: see pk_join() */
    uint8_t flags;
    uint8_t steps; /**< lipat_huruf, buang_tak_tampak */
    char lead;     /**< the ASCII character just before it; 0 for none */
} pk_token;

/** The code of `count` (1 to 3) equal separators. */
static inline uint32_t pk_join(uint32_t code_point, unsigned count) {
    return code_point | (uint32_t)count << 24;
}

/** From here on the folded text runs along the original, byte for byte; a solid seam is one character. */
typedef struct pk_seam {
    uint32_t folded, source;
    bool solid;
} pk_seam;

/** A mark of style: how often, and where first. */
typedef struct pk_mark {
    uint32_t count, start, end;
} pk_mark;

typedef struct pk_marks {
    uint32_t letters, capitals; /**< of the original text */
    uint32_t ornate;            /**< letters that only the wide view reads as ASCII */
    pk_mark exclaimed;          /**< "!!", ‼, ❗ */
    pk_mark questioned;         /**< "??", "?!", "!?" */
    pk_mark divided;            /**< "||", " ~ " */
    uint32_t first_letter, last_letter;
} pk_marks;

/** Reusable memory for one scan. */
typedef struct pk_scan {
    const pilkada_allocator *allocator;
    pk_span text;
    char *folded;
    size_t folded_size, folded_capacity;
    pk_token *tokens;
    size_t count, capacity;
    pk_seam *seams;
    size_t seam_count, seam_capacity;
    pk_marks marks;
    bool special; /**< the two modes may differ on this text */
} pk_scan;

void pk_scan_init(pk_scan *self, const pilkada_allocator *allocator);
void pk_scan_dispose(pk_scan *self);
/** At most 2^30 bytes. False when memory is out. */
bool pk_scan_run(pk_scan *self, pk_span text, pk_scan_mode mode);
/** The place in the original of a place in the folded text; the end of the character there if `end`. */
uint32_t pk_scan_source(const pk_scan *self, size_t folded, bool end);

static inline pk_span pk_scan_word(const pk_scan *self, const pk_token *token) {
    return (pk_span){self->folded + token->at, token->size};
}

#endif
