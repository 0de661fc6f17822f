/** @file form/expr_parse.h  The parser's state, shared by expr_parse.c (operators), expr_primary.c (operands). */
#ifndef PK_FORM_EXPR_PARSE_H
#define PK_FORM_EXPR_PARSE_H

#include "form/expr_internal.h"

typedef struct pk_parser {
    pk_lexer lexer;
    pk_token token; /* the next one */
    const pk_scope *scope;
    pk_expr *expr;
    pk_arena *arena;
    pilkada_error *error;
    unsigned depth; /* open brackets, ternaries and unary operators */
    pk_span locals[PK_MAX_LOCALS];
    unsigned local_count;
    size_t slot_capacity;
} pk_parser;

/** Every parse function returns NULL after the error was filled. */
const pk_node *pk_parse_expression(pk_parser *self);
/** Names, literals, brackets, and what follows them: .name, .call(), [index]. */
const pk_node *pk_parse_member(pk_parser *self);
/** What follows `node`, which begins at `offset`; NULL for NULL. */
const pk_node *pk_parse_suffixes(pk_parser *self, size_t offset, const pk_node *node);

bool pk_parse_advance(pk_parser *self);
bool pk_parse_at(const pk_parser *self, const char *sign);
/** Take a sign, or refuse: "expected )". */
bool pk_parse_take(pk_parser *self, const char *sign);
const pk_node *pk_parse_refuse(pk_parser *self, size_t offset, const char *format, ...) PK_PRINTF(3, 4);
/** A node over three others (any may be NULL), its place from `offset` to where the parser is. */
pk_node *pk_parse_node(pk_parser *self, pk_op op, size_t offset, const pk_node *a, const pk_node *b, const pk_node *c);
bool pk_parse_deeper(pk_parser *self);

#endif
