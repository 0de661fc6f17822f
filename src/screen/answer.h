/** @file screen/answer.h  From places to an answer: gates, points, level. */
#ifndef PK_SCREEN_ANSWER_H
#define PK_SCREEN_ANSWER_H

#include "screen/match.h"

/** A hit, and what stands around it. */
typedef struct pk_hit {
    pilkada_hit shown;
    pk_span around; /**< the text, or what a stream kept of it */
    size_t at;      /**< where the hit begins in it */
} pk_hit;

typedef struct pk_hit_list {
    pk_hit *items;
    size_t count;
} pk_hit_list;

/** An answer: it keeps a copy of the text, and the screener, whose names and sentences the hits point to. */
typedef struct pk_answer {
    pk_arena arena;
    const pilkada_screener *screener;
    pk_span text;               /**< a copy of what was looked at; empty when there are no hits */
    const char *id, *disposisi; /**< NULL: none was given */
    pilkada_level level;
    int32_t score;
    pk_hit_list hits, suppressed;
    const char **untried; /**< ids of expressions that had no steps left */
    size_t untried_count;
    pk_span normal;
    bool has_normal, masked, explained;
    pilkada_date date;  /**< by which entries expired; PK_NO_DATE */
    unsigned limits;    /**< PK_LIMIT_* */
    uint64_t size;      /**< of the text */
    uint64_t read;      /**< bytes of it that were looked at */
    uint64_t left_out;  /**< places of entries that are shown elsewhere in it */
    uint64_t bad_bytes; /**< that are no UTF-8; known if it is explained */
    const pk_catalogue *catalogue;
    pilkada_near *near; /**< entries that nearly matched, if that was asked for */
    size_t near_count;
    bool near_asked, near_complete;
} pk_answer;

void pk_answer_init(pk_answer *self, const pilkada_allocator *allocator);
void pk_answer_dispose(pk_answer *self);
/** Hold on to a screener instead of the one before; NULL for none. */
void pk_answer_keep(pk_answer *self, const pilkada_screener *screener);
/**
 * Into an answer whose arena is reset. `kept` are the hits of a stream, whose text is gone: what was found says which
 * is which. NULL for a text. False when memory is out.
 */
bool pk_answer_make(pk_answer *self, pk_work *work, const pilkada_screener *screener, pk_span text, const pk_hit *kept);
/** In order of place, and each place once; returns how many are left. */
size_t pk_found_order(pk_found *items, size_t count, const pilkada_screener *screener);
/** Bytes that were copied, as they are shown: no NUL; masked, if they must be. */
void pk_answer_veil(const pk_answer *self, char *copy, size_t size);

#endif
