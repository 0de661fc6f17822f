/**
 * @file screen/blocks.h  The bytes of a text, 64 at a time: small letters, edges of words, and what is odd.
 *
 * The only part of matching that touches every byte, so the only one that is written twice: in plain C, eight
 * bytes in a register, and for AVX2. Both give the same, bit for bit.
 */
#ifndef PK_SCREEN_BLOCKS_H
#define PK_SCREEN_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PK_BLOCK = 64,    /**< bytes of a block */
    PK_BLOCK_PAD = 64 /**< readable bytes on both sides of the text; those behind it are 0 */
};

/** What is odd about a word: it may have readings beside the plain one. */
enum {
    PK_ODD_MIXED = 1,    /**< a digit beside a letter */
    PK_ODD_RUN = 2,      /**< three or more of one letter in a row */
    PK_ODD_SINGLE = 4,   /**< one ASCII character, or perhaps one other */
    PK_ODD_LEAD = 8,     /**< @ $ or ! stands before it */
    PK_ODD_GLUED = 16,   /**< and the word before that sign touches it; set on that word */
    PK_ODD_HIGH = 32,    /**< holds bytes that are not ASCII */
    PK_ODD_READ = 64,    /**< its readings are known: see screen/readings.h */
    PK_ODD_REACHED = 128 /**< a joined word ended before it: another may begin here */
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
    char *text;            /**< padded; folded to small letters in place */
    size_t count;          /**< blocks that cover the text and at least one byte after it */
    const uint64_t *holes; /**< by block: bytes that are not ASCII and separate words; NULL: none */
    uint32_t *edges;       /**< out: start, end of each word; room for one each byte and block */
    uint8_t *odd;          /**< out: by word; NULL: not wanted. Room for PK_BLOCK words more than there are */
    size_t edge_count;     /**< out */
    pk_marks *marks;       /**< adds letters, capitals and pairs of signs; NULL: not wanted */
} pk_blocks;

typedef void (*pk_blocks_run)(pk_blocks *self);

void pk_blocks_run_portable(pk_blocks *self);
/** For this machine; chosen anew on each call, which costs nothing. */
pk_blocks_run pk_blocks_best(void);
/** NULL when it is not compiled in, or the machine lacks it. */
pk_blocks_run pk_blocks_avx2(void);

/** Count the pair of signs that ends at text[at]. */
void pk_marks_add_pair(pk_marks *self, const char *text, uint32_t at);
void pk_mark_add(pk_mark *self, uint32_t start, uint32_t end);

#endif
