/**
 * @file form/expr_internal.h  Inside the expression language: tokens, nodes, functions.
 *
 * Source -> tokens (expr_lex.c) -> a tree of resolved nodes in the arena (expr_parse.c) -> values (expr_eval.c).
 * Names are resolved while parsing, so that evaluation looks nothing up.
 */
#ifndef PK_FORM_EXPR_INTERNAL_H
#define PK_FORM_EXPR_INTERNAL_H

#include <pilkada/limits.h>

#include "core/error.h"
#include "form/expr.h"
#include "form/regex.h"

/* ---- tokens ---- */

typedef enum pk_token_kind {
    PK_TOKEN_END,
    PK_TOKEN_NAME,
    PK_TOKEN_INT,    /**< `natural`, up to 2^63 so that a minus can follow */
    PK_TOKEN_UINT,   /**< `natural` */
    PK_TOKEN_DOUBLE, /**< `number` */
    PK_TOKEN_STRING, /**< `text`, in the arena, escapes undone */
    PK_TOKEN_BYTES,
    PK_TOKEN_SIGN /**< an operator or bracket: `text` */
} pk_token_kind;

typedef struct pk_token {
    pk_token_kind kind;
    size_t offset, end; /**< in the source */
    pk_span text;
    uint64_t natural;
    double number;
} pk_token;

typedef struct pk_lexer {
    pk_span source;
    size_t at;
    pk_arena *arena;
    pilkada_error *error;
} pk_lexer;

/** The next token; false with the error filled. */
bool pk_lex(pk_lexer *self, pk_token *token);
/** A quoted literal at `at`, prefixes r and b included: false with the error filled. */
bool pk_lex_quoted(pk_lexer *self, pk_token *token);

/* ---- nodes ---- */

typedef enum pk_op {
    PK_OP_LITERAL,
    PK_OP_SLOT,
    PK_OP_SET,
    PK_OP_ROOT,
    PK_OP_LOCAL, /**< variable of a macro */
    PK_OP_NOT,
    PK_OP_NEGATE,
    PK_OP_ADD,
    PK_OP_SUBTRACT,
    PK_OP_MULTIPLY,
    PK_OP_DIVIDE,
    PK_OP_MODULO,
    PK_OP_EQUAL,
    PK_OP_UNEQUAL,
    PK_OP_LESS,
    PK_OP_LESS_EQUAL,
    PK_OP_GREATER,
    PK_OP_GREATER_EQUAL,
    PK_OP_IN,
    PK_OP_AND,
    PK_OP_OR,
    PK_OP_CONDITION, /**< a ? b : c */
    PK_OP_INDEX,
    PK_OP_SELECT, /**< a.name */
    PK_OP_HAS,    /**< has(a.name) */
    PK_OP_STATE,  /**< ada(a), kosong(a), nihil(a), absen(a): `set` holds the accepted states */
    PK_OP_LIST,
    PK_OP_MAP,
    PK_OP_CALL,
    PK_OP_MATCHES, /**< a.matches("literal") */
    PK_OP_ALL,
    PK_OP_EXISTS,
    PK_OP_EXISTS_ONE,
    PK_OP_MAP_LIST, /**< a.map(x, c) or a.map(x, b, c) */
    PK_OP_FILTER
} pk_op;

typedef struct pk_eval pk_eval;
typedef pk_value (*pk_function)(pk_eval *in, const pk_value *arguments, size_t count);

typedef struct pk_node {
    uint8_t op;           /**< pk_op */
    uint16_t depth;       /**< of the tree below */
    uint32_t index;       /**< slot, root or local; macros: the local they bind */
    uint32_t offset, end; /**< in the source */
    const struct pk_node *a, *b, *c;
    union {
        pk_value literal;
        pk_span name; /**< SELECT, HAS */
        struct {      /**< LIST, MAP, CALL: the parts */
            const struct pk_node *const *parts;
            uint32_t count;
            pk_function function;
        };
        struct { /**< SET */
            const uint32_t *slots;
            uint32_t slot_count;
        };
        uint32_t states;         /**< STATE: bit n for pilkada_value_state n */
        const pk_regex *pattern; /**< MATCHES */
    };
} pk_node;

struct pk_expr {
    pk_span source;
    const pk_node *root;
    uint32_t *slots;
    size_t slot_count;
    uint32_t roots;
};

/** Nested macros of one expression: each has one variable. */
#define PK_MAX_LOCALS 16
/** Levels of the node tree: a chain a + b + … is as deep as it is long. */
#define PK_MAX_NODE_DEPTH 512

/** One evaluation. */
struct pk_eval {
    pk_frame *frame;
    pk_value locals[PK_MAX_LOCALS];
};

pk_value pk_eval_node(pk_eval *in, const pk_node *node);
/** Arithmetic. */
pk_value pk_eval_binary(pk_eval *in, pk_op op, pk_value a, pk_value b);
/** PK_OP_EQUAL … PK_OP_GREATER_EQUAL. */
pk_value pk_eval_comparison(pk_eval *in, pk_op op, pk_value a, pk_value b);
/** PK_OP_IN: of a list, or the keys of a map. */
pk_value pk_eval_membership(pk_eval *in, pk_value a, pk_value b);
/** Most rules compare counts. `op` is one of PK_OP_EQUAL … PK_OP_GREATER_EQUAL. */
static inline bool pk_ints_hold(pk_op op, int64_t a, int64_t b) {
    switch (op) {
    case PK_OP_EQUAL:
        return a == b;
    case PK_OP_UNEQUAL:
        return a != b;
    case PK_OP_LESS:
        return a < b;
    case PK_OP_LESS_EQUAL:
        return a <= b;
    case PK_OP_GREATER:
        return a > b;
    default:
        return a >= b;
    }
}
pk_value pk_eval_negate(pk_value a);
pk_value pk_eval_macro(pk_eval *in, const pk_node *node);
pk_value pk_eval_set(pk_eval *in, const pk_node *node);
/** Take steps; false when the limit is reached. */
static inline bool pk_eval_step(pk_eval *in, uint32_t steps) {
    if (in->frame->steps_left < steps) {
        in->frame->steps_left = 0;
        return false;
    }
    in->frame->steps_left -= steps;
    return true;
}

pk_value pk_error_steps(void);
pk_value pk_error_memory(void);
/** The error of two operands: the first one that is an error or missing; else "no such overload". */
pk_value pk_operand_error(pk_eval *in, pk_value a, pk_value b);
/** -1, 0, 1; 2 when the values cannot be ordered (unlike types, NaN). */
int pk_value_compare(pk_value a, pk_value b);
/** The member of a map; NULL if there is none. */
const pk_value *pk_map_find(pk_value map, pk_value key);
/** The state of a value for ada(), nihil() ... */
pilkada_value_state pk_value_state_of(pk_value value);

/* ---- functions ---- */

typedef struct pk_function_row {
    const char *name;
    uint8_t least, most; /**< arguments; a method's receiver is the first */
    uint8_t style;       /**< PK_STYLE_* */
    pk_function function;
} pk_function_row;

enum { PK_STYLE_GLOBAL = 1, PK_STYLE_METHOD = 2 };

/** Tables end with a NULL name. */
extern const pk_function_row pk_functions_core[], pk_functions_lists[], pk_functions_text[], pk_functions_time[],
    pk_functions_desk[], pk_functions_calendar[];
/** NULL if there is none. `near` (may be NULL) gets a near name. */
const pk_function_row *pk_function_find(pk_span name, uint8_t style, const char **near);

#endif
