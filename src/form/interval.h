/**
 * @file form/interval.h  What an expression can give, known from the bounds of the fields alone: for the linter.
 *
 * Interval arithmetic (R. E. Moore, Interval Analysis, 1966) over int and bool. Sound: a value that an evaluation can
 * give is in the range; what is not understood is PK_RANGE_ANY. An error is no value.
 */
#ifndef PK_FORM_INTERVAL_H
#define PK_FORM_INTERVAL_H

#include "form/expr_internal.h"
#include "form/form_internal.h"

typedef struct pk_range {
    enum { PK_RANGE_ANY, PK_RANGE_INT, PK_RANGE_BOOL } kind;
    int64_t low, high; /**< bool: 0 false, 1 true */
} pk_range;

/**
 * `list`: whose rows the rule goes through; NULL: none. `given`: it is asked only when every field that it reads holds
 * a value.
 */
pk_range pk_range_of(const pilkada_form *form, const pk_field *list, const pk_expr *expr, bool given);
/** The same of a part of one, whatever is given. */
pk_range pk_range_of_node(const pilkada_form *form, const pk_field *list, const pk_node *node);

static inline bool pk_range_is(pk_range range, bool truth) {
    return range.kind == PK_RANGE_BOOL && range.low == truth && range.high == truth;
}

#endif
