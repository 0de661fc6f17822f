/** @file screen/answer.h  From places to an answer: gates, points, level. */
#ifndef PK_SCREEN_ANSWER_H
#define PK_SCREEN_ANSWER_H

#include "screen/match.h"

/** What write needs beside the public hit. */
typedef struct pk_hit_text {
    pk_span text;          /**< the slice of the original */
    pk_span before, after; /**< some words around it */
    const char *reason[2]; /**< why the entry is on the list */
    const char *label[2];  /**< of the category */
} pk_hit_text;

typedef struct pk_hit_list {
    pilkada_hit *items;
    pk_hit_text *texts;
    size_t count;
} pk_hit_list;

/** An answer: everything in it is its own. */
typedef struct pk_answer {
    pk_arena arena;
    const char *id; /**< NULL: none was given */
    pilkada_level level;
    int32_t score;
    pk_hit_list hits, suppressed;
    pk_span normal;
    bool has_normal, limited;
    size_t size; /**< of the text */
    const pk_catalogue *catalogue;
} pk_answer;

void pk_answer_init(pk_answer *self, const pilkada_allocator *allocator);
/** Into an answer whose arena is reset. False when memory is out. */
bool pk_answer_make(pk_answer *self, pk_work *work, const pilkada_screener *screener, pk_span text);

#endif
