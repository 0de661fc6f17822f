/** @file screen/match.h  Finding all phrases in a text, in one pass over its words. */
#ifndef PK_SCREEN_MATCH_H
#define PK_SCREEN_MATCH_H

#include <pilkada/limits.h>

#include "screen/pack.h"
#include "screen/readings.h"

/** What cut the work: bits. In the order of pk_limit_names. */
enum {
    PK_LIMIT_TEXT = 1,      /**< PILKADA_MAX_SCREEN_BYTES: the rest was not looked at */
    PK_LIMIT_HITS = 2,      /**< PILKADA_MAX_HITS: there may be more */
    PK_LIMIT_WALK = 4,      /**< a place where text and pack branch without end */
    PK_LIMIT_PATTERN = 8,   /**< an expression that took too long */
    PK_LIMIT_ALIKES = 16,   /**< PILKADA_MAX_LOOKALIKES: not every reading of a word was tried */
    PK_LIMIT_SENTENCE = 32, /**< a stream's window could not hold a sentence, or a word */
    PK_LIMIT_PATTERNS = 64, /**< PILKADA_MAX_PATTERNS_STEPS: some expressions were not tried */
    PK_LIMIT_COUNT = 7
};
/** write.c: "panjang_teks" ... */
extern const char *const pk_limit_names[PK_LIMIT_COUNT];

/** A place where an entry matched, before gates and points. */
typedef struct pk_found {
    uint64_t start, end; /**< bytes of the original */
    uint32_t entry;
    uint32_t kept; /**< of a stream: which hit it is */
    uint8_t steps;
    uint8_t scans; /**< PK_BY_*: which found it */
    bool excluded;
    bool open; /**< its sentence has not ended yet */
} pk_found;

/** Words of a scan where hits may begin: all of them, or those of one window of a stream. */
typedef struct pk_range {
    uint32_t from, limit;
} pk_range;

#define PK_RANGE_ALL ((pk_range){0, UINT32_MAX})

/** The last chain of parts of one entry that ends with this part. */
typedef struct pk_part_state {
    uint32_t pass, sentence;
    uint32_t first, end; /**< tokens */
    uint8_t steps;       /**< and PK_READ_LEAD of the first one */
} pk_part_state;

/** What one pass or one text knows about an entry; the numbers say which. */
typedef struct pk_entry_state {
    uint32_t excluded_pass, excluded_sentence;
    uint32_t excluded_text, needed_text, counted_text, summed_text;
    uint32_t untried_text; /**< of an expression */
} pk_entry_state;

/** Of an entry in a crowded text: screen/repeats.h. */
typedef struct pk_repeat pk_repeat;

/** Twice as many as are kept: most texts with too many places find each of them twice, by both scans. */
enum { PK_FOUND_ROOM = 2 * PILKADA_MAX_HITS };

/** Scratch of one screening, reused from text to text. */
typedef struct pk_work {
    const pilkada_allocator *allocator;
    const pilkada_screener *screener;
    pk_scan wide, strict;
    pk_readings readings;
    size_t found_count;
    size_t sentence_start; /**< places of the sentence that is read are behind it */
    pk_repeat *repeats;    /**< by entry, when there are too many places */
    size_t repeat_capacity;
    pk_part_state *parts;
    pk_entry_state *entries;
    uint32_t *gates; /**< open in the text of this number */
    size_t part_capacity, entry_capacity, gate_capacity;
    uint32_t pass, text; /**< numbers of the pass and of the text, never 0 */
    pilkada_date today;  /**< PK_NO_DATE: not known */
    unsigned limits;     /**< PK_LIMIT_*: what cut the work */
    pk_pattern_room room;
    bool has_room;
    uint64_t left_out;             /**< places of entries that are kept elsewhere */
    uint8_t scans;                 /**< PK_BY_*: what finds places now */
    bool crowded;                  /**< repeats are left out */
    bool failed;                   /**< memory was out where nobody could be told */
    bool twice;                    /**< the wide scan may have lost words: the strict one counts as well */
    pk_found found[PK_FOUND_ROOM]; /**< the last member: large, and nothing in it until something is found */
} pk_work;

/** Matches of one expression in one text: each call has its own limit of steps, so many calls bound the rest. */
enum { PK_PATTERN_MATCHES = 16 };

void pk_work_init(pk_work *self, const pilkada_allocator *allocator);
void pk_work_dispose(pk_work *self);
/** Go to the next text. False when memory is out. */
bool pk_work_begin(pk_work *self, const pilkada_screener *screener);
/** Scan a text, or a window of one, in the ways that the screener needs. False when memory is out. */
bool pk_work_scan(pk_work *self, const pilkada_screener *screener, pk_span text);
/** The scan that knows most about the text. */
static inline const pk_scan *pk_work_scan_of(const pk_work *self, const pilkada_screener *screener) {
    return screener->wide ? &self->wide : &self->strict;
}
/** Find phrases in what was scanned. False when memory is out. */
bool pk_work_phrases(pk_work *self, const pilkada_screener *screener, pk_range wide, pk_range strict);
/** The search for an expression came to a limit, or did not begin: say so. */
void pk_work_note_pattern(pk_work *self, uint32_t entry, pk_pattern_result result);
/** Room for expressions. False when memory is out. */
bool pk_work_pattern_room(pk_work *self);
/** Find everything in a text: into found, gates, limited. False when memory is out. */
bool pk_work_match(pk_work *self, const pilkada_screener *screener, pk_span text);
/** Note a place; when there are too many, repeats give way (screen/repeats.h) or the work is limited. */
void pk_work_add(pk_work *self, pk_found found);

#endif
