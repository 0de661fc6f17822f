/** @file form/cost.h  What an evaluation of a rule takes, estimated from its expression: for the linter. */
#ifndef PK_FORM_COST_H
#define PK_FORM_COST_H

#include "form/expr_internal.h"
#include "form/form_internal.h"

/** Rows of a list, also of one from the context, at a typical report; fewer where the form allows fewer. */
enum { PK_TYPICAL_ROWS = 20 };

typedef struct pk_cost {
    uint64_t nodes; /**< parts of the expression */
    uint64_t steps; /**< of PILKADA_MAX_EXPRESSION_STEPS */
    uint64_t work;  /**< parts that are computed, each as often as it is, and what functions go through */
} pk_cost;

/** The most that one evaluation takes when no list has more than `rows` rows. `list`: whose rows it is for; or NULL. */
pk_cost pk_cost_of(const pilkada_form *form, const pk_field *list, const pk_expr *expr, uint64_t rows);

#endif
