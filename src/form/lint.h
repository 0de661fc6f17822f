/** @file form/lint.h  What a linter sees in the rules of a form without judging a report. */
#ifndef PK_FORM_LINT_H
#define PK_FORM_LINT_H

#include "core/problems.h"
#include "form/form_internal.h"

struct cJSON;

/** Rules that never apply, never fail, never hold, contradict or repeat each other, cost too much. */
void pk_lint_rules(const pilkada_form *form, const char *head, pk_problems *problems);

/* ---- lint_words.c ---- */

/** `level`, `certainty` and `severity` of the rules, codes of structure and duties of one file. */
void pk_lint_words(const struct cJSON *file, pk_problems *problems);

/* ---- lint_names.c ---- */

/** Is told each word that is none of those known at its place; `near` is "" when none is near. */
typedef struct pk_lint_tell {
    void (*tell)(const struct pk_lint_tell *self, const char *key, pk_span word, const char *near);
} pk_lint_tell;

/** Parameters, members of `wilayah` and choices that an expression names and nobody knows. `expr` may be NULL. */
void pk_lint_names(const pilkada_form *form, const pk_field *list, const pk_expr *expr, const pk_lint_tell *tell);

#endif
