/** @file form/lint.h  What a linter sees in the rules of a form without judging a report. */
#ifndef PK_FORM_LINT_H
#define PK_FORM_LINT_H

#include "core/problems.h"
#include "form/form_internal.h"

struct cJSON;

/** Rules that never apply, never fail, never hold, contradict or repeat each other, cost too much. */
void pk_lint_rules(const pilkada_form *form, const char *head, pk_problems *problems);

/* ---- lint_fields.c ---- */

/** Labels twice, rules that are not there, fields that nothing reads or that are never required, names in expressions. */
void pk_lint_fields(const pilkada_form *form, const char *head, pk_problems *problems);

/** lint.c: is the condition of a field never true? */
bool pk_lint_never(const pilkada_form *form, const pk_expr *condition, pk_problems *problems);

/* ---- lint_facts.c: see form/facts.h ---- */

/** Memory of one question at a time. */
typedef struct pk_lint_scratch {
    pk_arena arena;
    bool failed; /**< memory ran out: something may not have been seen */
} pk_lint_scratch;

/** An expression that is never true, whatever its fields hold. */
bool pk_lint_denies_itself(const pilkada_form *form, const pk_field *list, const pk_expr *expr,
                           pk_lint_scratch *scratch);

/** Is told the rules that no report can meet together, at least two, in order. */
typedef struct pk_lint_conflict {
    void (*tell)(const struct pk_lint_conflict *self, const uint32_t *rules, size_t count);
} pk_lint_conflict;

void pk_lint_conflicts(const pilkada_form *form, const pk_lint_conflict *told, pk_lint_scratch *scratch);

/* ---- lint_words.c ---- */

/** `level`, `certainty` and `severity` of the rules, codes of structure and duties of one file. */
void pk_lint_words(const struct cJSON *file, pk_problems *problems);

/* ---- lint_examples.c ---- */

/** Names in the examples of one file, `head` or `definition`, that mean nothing there. */
void pk_lint_examples(const pilkada_form *form, const struct cJSON *file, const struct cJSON *head,
                      const struct cJSON *definition, pk_problems *problems);

/* ---- lint_names.c ---- */

/** Is told each word that is none of those known at its place; `near` is "" when none is near. */
typedef struct pk_lint_tell {
    void (*tell)(const struct pk_lint_tell *self, const char *key, pk_span word, const char *near);
} pk_lint_tell;

/** Parameters, members of `wilayah` and choices that an expression names and nobody knows. `expr` may be NULL. */
void pk_lint_names(const pilkada_form *form, const pk_field *list, const pk_expr *expr, const pk_lint_tell *tell);

#endif
