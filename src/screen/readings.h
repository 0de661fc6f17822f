/**
 * @file screen/readings.h  What the words of a text may stand for.
 *
 * A reading is an edge from one place between words to another: a word of the vocabulary, how many words of
 * the text it takes, and the views it needed. Only readings that are in the vocabulary exist, so TPS01 stays TPS01.
 * The plain reading is always among them: no view can lose a strict match.
 */
#ifndef PK_SCREEN_READINGS_H
#define PK_SCREEN_READINGS_H

#include "screen/scan.h"
#include "screen/vocabulary.h"

typedef struct pk_reading_edge {
    uint32_t word;
    uint32_t second; /**< a word that follows at once (orang2: orang, orang); PK_NO_WORD */
    uint32_t next;   /**< the token after the reading */
    uint8_t steps;   /**< and PK_READ_LEAD */
} pk_reading_edge;

/** The readings of a scan, found when they are asked for. Reusable memory. */
typedef struct pk_readings {
    const pilkada_allocator *allocator;
    const pk_vocabulary *vocabulary;
    pk_scan *scan;
    pk_reading_edge *edges;
    size_t count, capacity;
    uint32_t *first, *last; /**< by odd token that was read (PK_ODD_READ): its edges */
    size_t place_capacity;
    bool failed;  /**< memory is out */
    bool limited; /**< a word had more look-alikes with second readings than are tried */
} pk_readings;

/** Edges of one token; valid until the next call. */
typedef struct pk_edge_list {
    const pk_reading_edge *edges;
    size_t count;
    pk_reading_edge plain[2];
} pk_edge_list;

void pk_readings_init(pk_readings *self, const pilkada_allocator *allocator);
void pk_readings_dispose(pk_readings *self);
/** For a scan whose words are hashed. False when memory is out. */
bool pk_readings_begin(pk_readings *self, const pk_vocabulary *vocabulary, pk_scan *scan);
/** Is token i read as the word that it is, and as nothing else? One letter is, unless a row of three begins there. */
static inline bool pk_is_read_plainly(const pk_scan *scan, size_t i) {
    const uint16_t *odd = scan->odd + i;
    bool other = (odd[0] & ~PK_ODD_SINGLE) | (odd[0] & odd[1] & odd[2] & PK_ODD_SINGLE);
    return !other || !scan->odd_wanted || (odd[0] & PK_ODD_SETTLED);
}
/** Read all odd words in their order, and settle those that stand for nothing else: most of them. The others remain in
 * the list of odd words. */
void pk_readings_settle(pk_readings *self);
/** What token i may stand for. */
void pk_readings_at(pk_readings *self, size_t i, pk_edge_list *out);
/* ---- shared by its two files ---- */

/** Letters of the shortest row; pieces of the longest word with signs inside. */
enum { PK_LEAST_ROW = 3, PK_MOST_GLUED = 4 };

/** All readings of token i, behind those that are there, but for words of letters set apart. */
void pk_readings_add_word(pk_readings *self, size_t i);
/** The words that begin with the letter at token i, inside the row that ends at `end`. */
void pk_readings_add_row(pk_readings *self, size_t i, size_t end);

/* ---- shared with the text as the widest view reads it ---- */

/** Digits and signs to letters, 1 to `one`, into `out` of `room` bytes; 0 if it does not fit or a digit has no letter.
 */
size_t pk_read_leet(pk_span text, char one, char *out, size_t room);
/** Runs of three or more equal letters to `keep` (1 or 2), into `out`; 0 if it does not fit. */
size_t pk_read_runs(pk_span text, unsigned keep, char *out, size_t room);
/** The end of the row of single letters, set apart alike, that begins at token i. */
size_t pk_letter_row_end(const pk_scan *scan, size_t i);
/** Is the token glued to the one before it by a sign that stands for a letter (k@mu)? */
bool pk_is_glued(const pk_scan *scan, size_t i);

#endif
