/**
 * @file form/facts.h  What several conditions say of the same fields: can all of them be true of one report?
 *
 * Two kinds of facts are understood. An order, x - y <= c, between fields, from comparisons of sums within the bounds
 * of their fields: a set of them has no solution when they close a circle of negative length (R. Bellman, On a Routing
 * Problem, 1958; V. R. Pratt, Two Easy Theories Whose Combination is Hard, 1977). And what a choice or a yes-or-no
 * field may still be. All else is left out, so that a conflict which is found is one: no report that gives these fields
 * meets all.
 */
#ifndef PK_FORM_FACTS_H
#define PK_FORM_FACTS_H

#include "form/expr_internal.h"
#include "form/form_internal.h"

/** Who says what the bounds of a field say. */
#define PK_NOBODY UINT32_MAX
enum { PK_FACTS_MOST = 4096 };

/** slot `to` minus slot `from` is at most `most`, or below it. The slot behind the last one is the number 0. */
typedef struct pk_order {
    uint32_t from, to, who;
    bool strict;
    int64_t most;
} pk_order;

/** What a field may still be, a bit each: choices in their order, or false and true. */
typedef struct pk_domain {
    uint32_t slot;
    uint64_t allowed;
    uint32_t who[8]; /**< who took something away, the first ones */
    size_t who_count;
} pk_domain;

typedef struct pk_facts {
    const pilkada_form *form;
    const pk_field *list; /**< whose rows the conditions speak of; NULL: none */
    pk_arena *arena;
    pk_order *orders;
    size_t order_count, order_capacity;
    pk_domain *domains;
    size_t domain_count, domain_capacity;
    bool failed; /**< memory ran out */
} pk_facts;

/** `who` says that `node` is `truth`. */
void pk_facts_add(pk_facts *self, const pk_node *node, bool truth, uint32_t who);
/** Who cannot be right together, each once, in order; 0 when no conflict is seen. */
size_t pk_facts_conflict(pk_facts *self, uint32_t *out, size_t room);

/* ---- facts_order.c ---- */

/** The orders that a comparison with `op` says. */
void pk_facts_add_order(pk_facts *self, pk_op op, const pk_node *left, const pk_node *right, uint32_t who);
size_t pk_facts_circle(pk_facts *self, uint32_t *out, size_t room);
/** Add to what is in `out`, each once, in order. */
size_t pk_facts_note(uint32_t *out, size_t count, size_t room, uint32_t who);

#endif
