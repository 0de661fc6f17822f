/** @file core/problems.h  What a linter has to say about a definition file. */
#ifndef PK_CORE_PROBLEMS_H
#define PK_CORE_PROBLEMS_H

#include "core/catalogue.h"
#include "core/memory.h"

/** Ordered as pilkada_severity: 0 info, 1 peringatan, 2 galat. */
typedef struct pk_problem {
    int severity;
    const char *file;  /**< as pk_problems.file when it was added */
    const char *where; /**< JSON Pointer or id */
    const char *message_id;
    const char *message_en;
    const char *remedy_id; /**< what to do about it; NULL when the catalogue does not say */
    const char *remedy_en;
} pk_problem;

typedef struct pk_problems {
    pk_arena *arena;
    const pk_catalogue *catalogue;
    pk_problem *items;
    size_t count, capacity;
    const char *file; /**< what `where` points into from now on: NULL, the file that is checked; else an id. Kept */
    const char *base; /**< stands in front of each `where` from now on; NULL: nothing */
    bool failed;      /**< memory ran out: the list is not complete */
    size_t left_out;  /**< beyond PILKADA_MAX_PROBLEMS */
    int worst;        /**< severity of those */
} pk_problems;

void pk_problems_init(pk_problems *self, const pk_catalogue *catalogue, pk_arena *arena);
/** Add one, its sentences from the catalogue: that of `key`, and that of `key`.remedy. */
void pk_problem_add(pk_problems *self, int severity, const char *where, const char *key, const pk_argument *arguments,
                    size_t count);
/** Add a load error as a galat; the remedy is that of its status. */
void pk_problem_add_error(pk_problems *self, const pilkada_error *error);
/** The last one: how many more there are than were kept, with the severity of the worst of them. */
void pk_problems_close(pk_problems *self);

#endif
