/**
 * @file form/expr.h  Rule expressions: a subset of the Common Expression Language (CEL).
 *
 * Syntax and semantics follow the CEL specification (github.com/google/cel-spec, doc/langdef.md): int64
 * with overflow as an error, strings, lists, maps, ternary, `in`, index, select, `has`, `size`, the macros
 * all, exists, exists_one, map, filter; && and || absorb errors. Extensions are listed in docs/guide/expressions.md.
 * Compiled once against a scope; evaluated without allocation outside the caller's arena; steps and depth are limited.
 */
#ifndef PK_FORM_EXPR_H
#define PK_FORM_EXPR_H

#include <pilkada/status.h>

#include "core/memory.h"
#include "core/text.h"
#include "form/value.h"
#include "model/model.h"

typedef struct pk_expr pk_expr;

/** What a name in an expression stands for. */
typedef struct pk_binding {
    enum {
        PK_BIND_SLOT, /**< one field: slots[index] */
        PK_BIND_SET,  /**< a named set of fields: the list of the values of slots[set[0..set_count)] that are given */
        PK_BIND_ROOT  /**< a value outside the report: roots[index], such as `konteks.sebelumnya` or `parameter` */
    } kind;
    uint32_t index;
    const uint32_t *set;
    size_t set_count;
} pk_binding;

/** Names known when an expression is compiled. */
typedef struct pk_scope {
    bool (*find)(void *context, pk_span name, pk_binding *out);
    void *context;
    const char *const *names; /**< all of them, for "did you mean" */
    size_t name_count;
} pk_scope;

/** Everything an evaluation sees. */
typedef struct pk_frame {
    const pk_value *slots;
    const pk_value *roots;
    const pk_model *model;
    pk_arena *arena;      /**< lists made by macros; not reset here */
    uint32_t steps_left;  /**< start with PILKADA_MAX_EXPRESSION_STEPS */
    bool absent_is_error; /**< ada(konteks.x.y) of a context that was not given is an error, not false */
} pk_frame;

/**
 * @param arena  owns the compiled expression
 * @return NULL: PILKADA_E_EXPRESSION with offset, line and column in `source` and a remedy, PILKADA_E_ENCODING,
 * PILKADA_E_LIMIT, PILKADA_E_NOMEM
 */
pk_expr *pk_expr_compile(pk_span source, const pk_scope *scope, pk_arena *arena, pilkada_error *error);

/** PK_ERROR when it cannot be computed. A PK_MISSING operand of an operator is an error ("no such field"). */
pk_value pk_expr_eval(const pk_expr *self, pk_frame *frame);
/** An answer that says nothing about the report. */
bool pk_is_out_of_memory(pk_value answer);

/** The source text. */
pk_span pk_expr_source(const pk_expr *self);

/** Slots that the expression reads, each once, in the order of the text (sets included). */
size_t pk_expr_slot_count(const pk_expr *self);
uint32_t pk_expr_slot(const pk_expr *self, size_t index);
/** Roots that it reads: bit n for roots[n]. */
uint32_t pk_expr_roots(const pk_expr *self);

/** Words of CEL that no name may be: `in`, `true`, `if` ... */
bool pk_is_reserved_word(pk_span word);

/**
 * Why is it false? Finds the comparison that decides (through !, &&, ||, ?: and parentheses).
 * `left` and `right` get its sides; false if no single comparison decides.
 */
bool pk_expr_deciding(const pk_expr *self, pk_frame *frame, pk_value *left, pk_value *right, pk_span *left_source,
                      pk_span *right_source);

#endif
