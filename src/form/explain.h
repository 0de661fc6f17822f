/**
 * @file form/explain.h  Inside explanations: one entry a rule, filled while the report is judged.
 *
 * explain.c goes through the rules, explain_operands.c finds where values came from, explain_tree.c takes an
 * expression apart, explain_reason.c words the outcome; explain_json.c and explain_text.c write it all.
 * Everything that is kept lives in the arena of the answer: the report is gone when it is written.
 */
#ifndef PK_FORM_EXPLAIN_H
#define PK_FORM_EXPLAIN_H

#include <pilkada/explain.h>

#include "form/judging.h"

/** What stands at a place. The first ones are those of pilkada_value_state. */
typedef enum pk_shown {
    PK_SHOWN_ABSENT,
    PK_SHOWN_UNREACHED,
    PK_SHOWN_EMPTY,
    PK_SHOWN_NIHIL,
    PK_SHOWN_VALUE,
    PK_SHOWN_FAULTY,  /**< misshapen: there is a finding */
    PK_SHOWN_LARGE,   /**< a value with too many parts to show */
    PK_SHOWN_ERROR,   /**< it cannot be computed */
    PK_SHOWN_SKIPPED, /**< not computed: the outcome did not depend on it */
    PK_SHOWN_COUNT
} pk_shown;

/** A value as it is shown. */
typedef struct pk_exhibit {
    pk_shown shown;
    const char *value; /**< compact JSON; NULL unless PK_SHOWN_VALUE */
    pk_label text;     /**< for people */
} pk_exhibit;

/** A value that a rule reads. */
typedef struct pk_explained_operand {
    const char *name;
    const pk_label *label; /**< of the field; NULL: none */
    const char *origin;    /**< "laporan", "parameter", "wilayah", "konteks.sebelumnya" */
    const char *pointer;   /**< into the report; NULL: it is not in the report */
    pk_exhibit exhibit;
} pk_explained_operand;

/** One part of an expression. */
typedef struct pk_explained_node {
    pk_span source;
    const char *bound; /**< the item that the variable of a macro stands for, as JSON; NULL: none */
    pk_exhibit exhibit;
    pk_label error;                         /**< PK_SHOWN_ERROR: why */
    struct pk_explained_node *first, *next; /**< its parts, and the part beside it */
    size_t more;                            /**< parts that are not shown */
} pk_explained_node;

typedef struct pk_explained {
    pilkada_explained face;
    const pk_rule *rule;
    const pk_explained_operand *operands;
    size_t operand_count;
    const pk_explained_node *condition, *tree;
    const char *flag;
} pk_explained;

struct pilkada_explanation {
    pilkada_verdict *verdict;
    const char *rule; /**< during a call; NULL: all */
    bool asked;       /**< the last call named a rule */
};

/** The name of what stands at a place: "nilai", "absen", "kesalahan". */
const char *pk_shown_name(pk_shown shown);

/** An arena copy of what is in the scratch, which is cleared; "" when memory is out. */
const char *pk_explain_keep(pk_judging *self);
/** A value for the eye; `field` may be NULL. */
pk_exhibit pk_exhibit_of(pk_judging *self, pk_value value, const pk_field *field);

/** explain_operands.c: all that the rule reads, each once. */
void pk_explain_operands(pk_judging *self, pk_explained *entry);

/** explain_tree.c: `expr` is one of `rule`. NULL when memory is out. */
const pk_explained_node *pk_explain_tree(pk_judging *self, const pk_rule *rule, const pk_expr *expr);

/** explain_reason.c: the sentences of `entry`; `answer` is what decided. */
void pk_explain_reason(pk_judging *self, const pk_check *check, pk_explained *entry, pk_value answer);

/** An error of the evaluator for people; as it is when there is no sentence for it. */
const char *pk_explain_error(const pk_catalogue *catalogue, const char *error, pilkada_lang lang);

/** The last answer; NULL before the first call. */
const pk_answer *pk_explanation_answer(const pilkada_explanation *self);

#endif
