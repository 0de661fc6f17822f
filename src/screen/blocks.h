/**
 * @file screen/blocks.h  The bytes of a text, 64 at a time: small letters, edges of words, and what is odd; then the
 * words, by their hashes.
 *
 * The only parts of matching that touch every byte or every word, so the only ones that are compiled thrice: in plain
 * C, for AVX2 and for AVX-512. All give the same, bit for bit.
 */
#ifndef PK_SCREEN_BLOCKS_H
#define PK_SCREEN_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/text.h"

enum {
    PK_BLOCK = 64,    /**< bytes of a block */
    PK_BLOCK_PAD = 64 /**< bytes on both sides of the folded text; those behind it are 0 */
};

/** What is odd about a word: it may have readings beside the plain one. */
enum {
    PK_ODD_MIXED = 1,     /**< a digit beside a letter */
    PK_ODD_RUN = 2,       /**< three or more of one letter in a row */
    PK_ODD_SINGLE = 4,    /**< one ASCII character, or perhaps one other */
    PK_ODD_LEAD = 8,      /**< @ $ or ! stands before it */
    PK_ODD_GLUED = 16,    /**< and the word before that sign touches it; set on that word */
    PK_ODD_HIGH = 32,     /**< holds bytes that are not ASCII */
    PK_ODD_READ = 64,     /**< its readings are known: see screen/readings.h */
    PK_ODD_REACHED = 128, /**< a joined word ended before it: another may begin here */
    PK_ODD_SETTLED = 256  /**< it was read, and stands for nothing but itself */
};

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
} pk_marks;

/** One run over a text. */
typedef struct pk_blocks {
    const char *source;    /**< what is read: nothing behind it; may be `text` itself */
    size_t size;           /**< of it */
    char *text;            /**< out: small letters; padded on both sides */
    const uint64_t *holes; /**< by block: bytes that are not ASCII and separate words; NULL: none */
    uint32_t *edges;       /**< out: start, end of each word; room for one each byte and block */
    size_t edge_count;     /**< out */
    uint16_t *odd;         /**< out: by word; NULL: not wanted. Room for PK_BLOCK words more than there are */
    uint32_t *odd_words;   /**< out: the words where `odd` is not 0, in order; room for all of them */
    size_t odd_count;      /**< out */
    pk_marks *marks;       /**< adds letters, capitals and pairs of signs; NULL: not wanted */
} pk_blocks;

/** The words of a text against two sets of bits. */
typedef struct pk_probe {
    const char *folded;    /**< padded */
    const uint32_t *edges; /**< start, end of each word */
    size_t count;          /**< words */
    const uint64_t *single, *pair;
    unsigned shift;   /**< of a hash, to its place */
    uint64_t *hashes; /**< out: by word */
    uint32_t *out;    /**< words that are in `single`, or with the word after them in `pair`; room for two each word */
    size_t found;     /**< out: in order, some of them twice */
} pk_probe;

/** The loops, for one kind of machine. */
typedef struct pk_kernel {
    bool (*is_ascii)(pk_span text);
    /** The bytes before the first one that is not ASCII, copied to where there is room for PK_BLOCK more; how many. */
    size_t (*copy_ascii)(char *to, pk_span text);
    void (*cut)(pk_blocks *self);
    void (*probe)(pk_probe *self);
} pk_kernel;

extern const pk_kernel pk_kernel_portable;
/** For this machine; chosen anew on each call. */
const pk_kernel *pk_kernel_best(void);
/** Each is NULL when it is not compiled in, or the machine lacks it. */
const pk_kernel *pk_kernel_avx2(void);
const pk_kernel *pk_kernel_avx512(void);

/** Count the pair of signs that ends at text[at]. */
void pk_marks_add_pair(pk_marks *self, const char *text, uint32_t at);
void pk_mark_add(pk_mark *self, uint32_t start, uint32_t end);

#endif
