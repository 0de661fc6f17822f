/**
 * @file screen/pattern.h  Expressions with limits (PCRE2), over the folded text.
 *
 * No back references, recursion, conditions, callouts, verbs or nested unlimited repeats: what is left takes
 * linear or gently quadratic time, and a limit ends the rest.
 */
#ifndef PK_SCREEN_PATTERN_H
#define PK_SCREEN_PATTERN_H

#include <stdbool.h>

#include <pilkada/status.h>

#include "core/memory.h"
#include "core/text.h"

/** A compiled expression. `code` is NULL for entries of other kinds. */
typedef struct pk_pattern {
    void *code;
} pk_pattern;

/** Scratch for matching: one for each screening. */
typedef struct pk_pattern_room {
    void *general, *data, *context;
    unsigned left[2];    /**< stretches of the text that may still be tried with more steps: see screen/pattern.c */
    uint32_t steps_left; /**< of all expressions together: PILKADA_MAX_PATTERNS_STEPS */
    size_t at;           /**< where the step before was made */
} pk_pattern_room;

typedef enum pk_pattern_result {
    PK_PATTERN_NONE,
    PK_PATTERN_FOUND,
    PK_PATTERN_PARTIAL, /**< what follows the text decides whether there is a match at `start` */
    PK_PATTERN_LIMIT,
    PK_PATTERN_SPENT, /**< all expressions together had their steps */
    PK_PATTERN_MEMORY
} pk_pattern_result;

/** Why an expression is not allowed; NULL if it is. */
const char *pk_pattern_refuse(pk_span source);
pilkada_status pk_pattern_compile(pk_pattern *self, pk_span source, const pilkada_allocator *allocator,
                                  pilkada_error *error);
void pk_pattern_dispose(pk_pattern *self);

bool pk_pattern_room_init(pk_pattern_room *self, const pilkada_allocator *allocator);
/** Before each text: its expressions have their steps again. */
void pk_pattern_room_rest(pk_pattern_room *self);
void pk_pattern_room_dispose(pk_pattern_room *self);
/** The first match at or after `from`. `text` is UTF-8; with `more` it goes on. */
pk_pattern_result pk_pattern_find(const pk_pattern *self, pk_pattern_room *room, pk_span text, size_t from, bool more,
                                  size_t *start, size_t *end);

#endif
