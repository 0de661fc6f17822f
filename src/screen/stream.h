/**
 * @file screen/stream.h  Inside a stream: one window of the text, and what is known of all that went before.
 *
 * A window is screened like a text, and then moved on: to the end of its last sentence, or, within a sentence that is
 * longer than the window, to where the longest entry still fits behind. A hit counts in the window in which it
 * begins. Gates, exclusions from texts and marks of style are known at the end.
 */
#ifndef PK_SCREEN_STREAM_H
#define PK_SCREEN_STREAM_H

#include <pilkada/stream.h>

#include "screen/places.h"
#include "screen/screening.h"

/** What an expression may look back at, and what is kept around a hit: what is shown there, a number that goes on
 * behind it (screen/mask.h) and the word before it. */
enum { PK_STREAM_BACK = 4096, PK_STREAM_AROUND = 256 };

/** Where the search for an expression goes on. */
typedef struct pk_stream_cursor {
    uint64_t from;
    unsigned count; /**< matches so far */
} pk_stream_cursor;

/** A mark of style so far: how often, and the hit that it would be. */
typedef struct pk_stream_mark {
    uint64_t count;
    pk_hit hit;
} pk_stream_mark;

/** Of an entry in a crowded text. */
typedef struct pk_stream_repeat {
    uint32_t held;
    uint64_t left_after; /**< the last place that was left out: its start + 1 */
} pk_stream_repeat;

typedef struct pk_stream_style {
    uint64_t letters, capitals;
    pk_stream_mark marks[PK_STYLE_COUNT]; /**< those of capitals and ornate letters span all letters */
} pk_stream_style;

/** The window as it is screened: hits that begin in bytes [fresh, cut) count. */
typedef struct pk_stream_window {
    pk_span text;
    bool final;
    size_t cut;
    pk_range wide, strict; /**< the words that begin there */
} pk_stream_window;

struct pilkada_screen_stream {
    pilkada_allocator memory;
    const pilkada_screener *screener;
    pilkada_screening *screening;
    pilkada_screen_options options; /* with texts of its own, in `names` */
    pilkada_date date;
    pk_arena names;
    char *bytes; /* the window */
    size_t capacity, used, fresh;
    uint64_t base;   /* place of the window in the text */
    pk_place before; /* code points and units before it */
    size_t reach;    /* words of the longest hit */
    uint64_t bad_bytes;
    bool begun, failed;
    bool inside; /* the window begins inside a sentence */
    pk_scan marks;
    pk_stream_style style;
    pk_stream_cursor *cursors; /* by expression */
    pk_found *found;           /* all that counts so far; .kept is the place of the hit */
    pk_hit *hits;
    size_t count, found_capacity, hit_capacity;
    size_t window_first;       /* the hits of this window begin here */
    pk_stream_repeat *repeats; /* by entry, when there are too many places: see screen/repeats.h */
};

/** With a window of `window` bytes. */
pilkada_screen_stream *pk_screen_stream_open(const pilkada_screener *screener, const pilkada_screen_options *options,
                                             size_t window, const pilkada_allocator *allocator, pilkada_error *error);

/** The answer in the making. */
static inline pk_answer *pk_stream_answer(const pilkada_screen_stream *self) {
    return &self->screening->answers[1 - self->screening->current];
}

/** The start of the character that holds byte `at`. */
size_t pk_stream_character(pk_span text, size_t at);

/* ---- stream_cut.c ---- */

/** Words of the longest hit that the screener can find. */
size_t pk_stream_reach(const pilkada_screener *screener);
/** Where the window is cut. Its scans must be there. */
void pk_stream_cut(pilkada_screen_stream *self, pk_stream_window *window);
/** After matching: a sentence that is not whole leaves some exclusions open. */
void pk_stream_check_sentences(pilkada_screen_stream *self, const pk_stream_window *window);

/* ---- stream_keep.c: false when memory is out ---- */

/** Find expressions: into what the window found. */
bool pk_stream_patterns(pilkada_screen_stream *self, const pk_stream_window *window);
/** Bytes [start, end) of the window as a hit: places, and what is kept of the text. Hits come in order of their starts.
 */
bool pk_stream_hit(pilkada_screen_stream *self, const pk_stream_window *window, pk_places_counter *starts, size_t start,
                   size_t end, pk_hit *out);
/** Keep what the window found. */
bool pk_stream_keep(pilkada_screen_stream *self, const pk_stream_window *window);
/** Tell how the hits of the window were read; the scans are lost. */
bool pk_stream_trace(pilkada_screen_stream *self, const pk_stream_window *window);
/** One hit more. */
bool pk_stream_add(pilkada_screen_stream *self, pk_found found, pk_hit hit);

/* ---- stream_style.c: false when memory is out ---- */

bool pk_stream_style_add(pilkada_screen_stream *self, const pk_stream_window *window);
/** At the end: a hit for each entry whose mark the text bears. */
bool pk_stream_style_match(pilkada_screen_stream *self);

#endif
