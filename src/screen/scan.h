/**
 * @file screen/scan.h  A text as words: what they fold to and where they stood.
 *
 * The strict scan folds case and nothing else. The wide scan also drops marks and invisible characters and
 * folds look-alikes. ASCII is folded in blocks (screen/blocks.h); other characters are folded first, one by one
 * (screen/glyphs.h), and leave seams, by which a place in the folded text finds its place in the original.
 * Only the edges of words are kept; what else there is to know about a word is worked out when somebody asks.
 */
#ifndef PK_SCREEN_SCAN_H
#define PK_SCREEN_SCAN_H

#include "core/memory.h"
#include "core/text.h"
#include "screen/blocks.h"

typedef enum pk_scan_mode { PK_SCAN_STRICT, PK_SCAN_WIDE } pk_scan_mode;

enum {
    PK_TOKEN_BREAK = 1,  /**< a sentence or paragraph ended before it */
    PK_TOKEN_DIGIT = 2,  /**< holds a digit */
    PK_TOKEN_LETTER = 4, /**< holds a letter */
    PK_TOKEN_RUN = 8,    /**< three or more of one letter in a row */
    PK_TOKEN_SINGLE = 16 /**< one character */
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

/** Something that a view undid, at a place of the folded text. */
typedef struct pk_undone {
    uint32_t folded;
    uint8_t step;
    bool mark;  /**< a combining mark: it belongs to the letter before it, even at the end of a word */
    char other; /**< the second reading of a look-alike; 0 for none */
} pk_undone;

/** What the strict scan of a text that is ASCII for the most part may know and the wide one may not: bits. */
enum {
    PK_LOST_WORDS = 1,     /**< words of ASCII */
    PK_LOST_SENTENCES = 2, /**< where sentences end */
    PK_LOST_GAPS = 4       /**< that no sentence ends in a gap between two words: from first_gap to last_gap */
};

/** Reusable memory for one scan. */
typedef struct pk_scan {
    const pilkada_allocator *allocator;
    const pk_kernel *kernel; /**< how blocks and words are read */
    pk_span text;
    pk_scan_mode mode;
    bool odd_wanted, marks_wanted;
    char *room; /**< the folded text and PK_BLOCK_PAD zeros on both sides */
    size_t room_size;
    char *folded;
    size_t folded_size;
    uint32_t *edges;     /**< start and end of each word in the folded text */
    uint16_t *odd;       /**< by word: PK_ODD_* */
    uint32_t *odd_words; /**< where it is not 0 */
    size_t odd_count;
    size_t edge_capacity;
    uint64_t *hashes;     /**< by word, for the index */
    uint32_t *candidates; /**< for the index: two for each word, and two for each odd word */
    size_t hash_capacity;
    size_t count; /**< words */
    uint64_t *holes;
    size_t hole_capacity;
    pk_seam *seams;
    size_t seam_count, seam_capacity;
    pk_undone *undone;
    size_t undone_count, undone_capacity;
    uint32_t *undone_first; /**< by word, if there are any: the first one at or behind its start */
    pk_marks marks;
    bool special;                 /**< the two modes may differ on this text */
    unsigned lost;                /**< and how: PK_LOST_* */
    uint32_t first_gap, last_gap; /**< places in the folded text */
    bool ascii;
    bool has_others; /**< look-alikes with a second reading: see screen/others.h */
} pk_scan;

void pk_scan_init(pk_scan *self, const pilkada_allocator *allocator);
void pk_scan_dispose(pk_scan *self);
/** At most 2^30 bytes. False when memory is out. */
bool pk_scan_run(pk_scan *self, pk_span text, pk_scan_mode mode);

/** All about token i. */
pk_token pk_scan_token(const pk_scan *self, size_t i);
/** pk_scan_breaks(), for a gap of more than one byte. */
bool pk_scan_gap_breaks(const pk_scan *self, size_t i);
/** Is token i one character? */
bool pk_scan_is_single(const pk_scan *self, size_t i);
/** What stands before token i, as in pk_token. */
uint32_t pk_scan_join(const pk_scan *self, size_t i);
/** The views that token i needed. */
unsigned pk_scan_steps(const pk_scan *self, size_t i);
/** The views that bytes [start, end) of the original needed. */
unsigned pk_scan_steps_of(const pk_scan *self, uint32_t start, uint32_t end);
/** PK_TOKEN_DIGIT, PK_TOKEN_LETTER. */
unsigned pk_scan_kinds(const pk_scan *self, size_t i);
/** Token i in the original. */
uint32_t pk_scan_start(const pk_scan *self, size_t i);
uint32_t pk_scan_end(const pk_scan *self, size_t i);
/** The place in the original of a place in the folded text; the end of the character there if `end`. */
uint32_t pk_scan_source(const pk_scan *self, size_t folded, bool end);
/** The first letter of the original and the end of its last one. */
void pk_scan_letters(const pk_scan *self, uint32_t *start, uint32_t *end);
/** The same between two bytes of the original; 0, 0 if there is none. */
void pk_letters_between(const pk_scan *self, uint32_t from, uint32_t to, uint32_t *start, uint32_t *end);

/** Did a sentence or paragraph end before token i? Between most words there is but a blank. */
static inline bool pk_scan_breaks(const pk_scan *self, size_t i) {
    return i > 0 && self->edges[2 * i] - self->edges[2 * i - 1] != 1 && pk_scan_gap_breaks(self, i);
}

/** Token i as it is folded. */
static inline pk_span pk_scan_word(const pk_scan *self, size_t i) {
    return (pk_span){self->folded + self->edges[2 * i], self->edges[2 * i + 1] - self->edges[2 * i]};
}

/** The ASCII character just before token i; 0 for none. */
static inline char pk_scan_lead(const pk_scan *self, size_t i) {
    char c = self->folded[(ptrdiff_t)self->edges[2 * i] - 1];
    return (unsigned char)c < 128 ? c : '\0';
}

#endif
