/**
 * @file screen/trace.h  How a hit was read: the words that matched, and the characters that its views changed.
 *
 * Matching keeps no record of it. The slice of the original under a hit is read once more, alone, and of all ways
 * through it the one with the hit's views is told. So what is printed is proven on the slice that is shown beside it.
 */
#ifndef PK_SCREEN_TRACE_H
#define PK_SCREEN_TRACE_H

#include "screen/match.h"

/** One word of the way: tokens [from, next) of the slice, read as the edge says. */
typedef struct pk_trace_stop {
    pk_reading_edge edge;
    uint32_t node, token, parent; /**< parent: the stop before; PK_NONE: the first one */
    uint16_t part;
    uint8_t steps; /**< of the way up to here */
    bool gap;      /**< the part ended here: words may lie before the next one */
} pk_trace_stop;

typedef struct pk_tracer {
    const pilkada_screener *screener;
    pk_work *work; /**< its scans and readings are scratch */
    pk_arena *arena;
    pk_scan *scan; /**< of the slice */
    const pk_found *found;
    pilkada_hit *hit;
    pk_trace_stop *stops;
    size_t count, capacity;
    pilkada_change *changes;
    size_t change_count, change_capacity, more;
    bool failed; /**< memory is out */
} pk_tracer;

void pk_tracer_init(pk_tracer *self, const pilkada_screener *screener, pk_work *work, pk_arena *arena);
void pk_tracer_dispose(pk_tracer *self);
/** Fill in form and changes of a hit; `slice` is its text, unmasked. False when memory is out. */
bool pk_trace(pk_tracer *self, const pk_found *found, pk_span slice, pilkada_hit *hit);

/* ---- shared by its two files ---- */

/** What the views of one stop changed. */
void pk_trace_changes(pk_tracer *self, const pk_trace_stop *stop);
/** The characters of bytes [start, end) of the slice that were folded or dropped. */
void pk_trace_glyphs(pk_tracer *self, uint32_t start, uint32_t end);

#endif
