/** @file form/expr_parse.c  The grammar of CEL from the outside in: ternary, ||, &&, relations, sums, products, signs.
 */
#include <pilkada/json.h>

#include "form/expr_parse.h"

#include <stdio.h>

/* ---- the parser's hands ---- */

const pk_node *pk_parse_refuse(pk_parser *self, size_t offset, const char *format, ...) {
    char detail[sizeof self->error->detail];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(detail, sizeof detail, format, arguments);
    va_end(arguments);
    pk_fail_at(self->error, PILKADA_E_EXPRESSION, self->lexer.source, offset, "%s", detail);
    return NULL;
}

bool pk_parse_advance(pk_parser *self) {
    return pk_lex(&self->lexer, &self->token);
}

bool pk_parse_at(const pk_parser *self, const char *sign) {
    return self->token.kind == PK_TOKEN_SIGN && pk_span_is(self->token.text, sign);
}

bool pk_parse_take(pk_parser *self, const char *sign) {
    if (pk_parse_at(self, sign))
        return pk_parse_advance(self);
    pk_parse_refuse(self, self->token.offset, "expected \"%s\" here", sign);
    return false;
}

bool pk_parse_deeper(pk_parser *self) {
    if (++self->depth <= PILKADA_MAX_EXPRESSION_DEPTH)
        return true;
    pk_parse_refuse(self, self->token.offset, "nested deeper than %u levels; split the rule",
                    PILKADA_MAX_EXPRESSION_DEPTH);
    self->error->status = PILKADA_E_LIMIT;
    return false;
}

static unsigned deeper_of(unsigned depth, const pk_node *node) {
    return node && node->depth > depth ? node->depth : depth;
}

pk_node *pk_parse_node(pk_parser *self, pk_op op, size_t offset, const pk_node *a, const pk_node *b, const pk_node *c) {
    unsigned depth = 1 + deeper_of(deeper_of(deeper_of(0, a), b), c);
    if (depth > PK_MAX_NODE_DEPTH) {
        pk_parse_refuse(self, offset, "more than %d operators in a row; use sum()", PK_MAX_NODE_DEPTH);
        self->error->status = PILKADA_E_LIMIT;
        return NULL;
    }
    pk_node *node = pk_arena_alloc_zero(self->arena, 1, sizeof *node);
    if (!node) {
        pk_fail_memory(self->error);
        return NULL;
    }
    node->op = (uint8_t)op;
    node->depth = (uint16_t)depth;
    node->offset = (uint32_t)offset;
    node->end = (uint32_t)(self->token.kind == PK_TOKEN_END ? self->lexer.source.size : self->token.offset);
    node->a = a;
    node->b = b;
    node->c = c;
    return node;
}

/* ---- operators, by how tightly they bind ---- */

typedef struct binary {
    const char *sign;
    pk_op op;
} binary;

static const binary relations[] = {{"==", PK_OP_EQUAL},
                                   {"!=", PK_OP_UNEQUAL},
                                   {"<=", PK_OP_LESS_EQUAL},
                                   {">=", PK_OP_GREATER_EQUAL},
                                   {"<", PK_OP_LESS},
                                   {">", PK_OP_GREATER},
                                   {NULL, 0}};
static const binary sums[] = {{"+", PK_OP_ADD}, {"-", PK_OP_SUBTRACT}, {NULL, 0}};
static const binary products[] = {{"*", PK_OP_MULTIPLY}, {"/", PK_OP_DIVIDE}, {"%", PK_OP_MODULO}, {NULL, 0}};
static const binary ands[] = {{"&&", PK_OP_AND}, {NULL, 0}};
static const binary ors[] = {{"||", PK_OP_OR}, {NULL, 0}};
static const binary *const levels[] = {ors, ands, relations, sums, products};
enum { LEVELS = sizeof levels / sizeof *levels };

static bool at_binary(const pk_parser *self, const binary *level, pk_op *op) {
    if (level == relations && self->token.kind == PK_TOKEN_NAME && pk_span_is(self->token.text, "in")) {
        *op = PK_OP_IN;
        return true;
    }
    for (; level->sign; level++)
        if (pk_parse_at(self, level->sign)) {
            *op = level->op;
            return true;
        }
    return false;
}

/* INT64_MIN is written as a minus and a number that no int holds. */
static const pk_node *negative_literal(pk_parser *self, size_t offset) {
    pk_value value = {.type = self->token.kind == PK_TOKEN_INT ? PK_INT : PK_DOUBLE, .state = PILKADA_VALUE_GIVEN};
    if (self->token.kind == PK_TOKEN_INT)
        value.integer = (int64_t)(0 - self->token.natural);
    else
        value.number = -self->token.number;
    if (!pk_parse_advance(self))
        return NULL;
    pk_node *node = pk_parse_node(self, PK_OP_LITERAL, offset, NULL, NULL, NULL);
    if (node)
        node->literal = value;
    return node;
}

static const pk_node *parse_unary(pk_parser *self);

/* CEL repeats one sign, !!a or --a, and does not mix the two: only a number brings its own minus, !-1. */
static const pk_node *parse_signed(pk_parser *self, size_t offset, bool minus) {
    size_t at = self->token.offset;
    bool mixed = pk_parse_at(self, minus ? "!" : "-");
    const pk_node *operand = parse_unary(self);
    if (operand && mixed && (minus || operand->op != PK_OP_LITERAL))
        return pk_parse_refuse(self, at, "write brackets between ! and -, as in !(-a)");
    return operand ? pk_parse_node(self, minus ? PK_OP_NEGATE : PK_OP_NOT, offset, operand, NULL, NULL) : NULL;
}

static const pk_node *parse_unary(pk_parser *self) {
    size_t offset = self->token.offset;
    bool minus = pk_parse_at(self, "-");
    if (!minus && !pk_parse_at(self, "!"))
        return pk_parse_member(self);
    if (!pk_parse_deeper(self) || !pk_parse_advance(self))
        return NULL;
    bool number = self->token.kind == PK_TOKEN_INT || self->token.kind == PK_TOKEN_DOUBLE;
    const pk_node *operand = minus && number ? pk_parse_suffixes(self, offset, negative_literal(self, offset))
                                             : parse_signed(self, offset, minus);
    self->depth--;
    return operand;
}

static const pk_node *parse_level(pk_parser *self, int level) {
    size_t offset = self->token.offset;
    const pk_node *left = level == LEVELS ? parse_unary(self) : parse_level(self, level + 1);
    pk_op op;
    while (left && level < LEVELS && at_binary(self, levels[level], &op)) {
        if (!pk_parse_advance(self))
            return NULL;
        const pk_node *right = parse_level(self, level + 1);
        left = right ? pk_parse_node(self, op, offset, left, right, NULL) : NULL;
    }
    return left;
}

const pk_node *pk_parse_expression(pk_parser *self) {
    size_t offset = self->token.offset;
    if (!pk_parse_deeper(self))
        return NULL;
    const pk_node *condition = parse_level(self, 0);
    if (condition && pk_parse_at(self, "?")) {
        if (!pk_parse_advance(self))
            return NULL;
        const pk_node *yes = parse_level(self, 0);
        const pk_node *no = yes && pk_parse_take(self, ":") ? pk_parse_expression(self) : NULL;
        condition = no ? pk_parse_node(self, PK_OP_CONDITION, offset, condition, yes, no) : NULL;
    }
    self->depth--;
    return condition;
}

pk_expr *pk_expr_compile(pk_span source, const pk_scope *scope, pk_arena *arena, pilkada_error *error) {
    pilkada_error fallback;
    error = pk_error_or(error, &fallback);
    pk_error_clear(error);
    if (source.size > PILKADA_MAX_EXPRESSION_BYTES) {
        pk_fail(error, PILKADA_E_LIMIT, "an expression may have at most %u bytes; split the rule",
                PILKADA_MAX_EXPRESSION_BYTES);
        return NULL;
    }
    uint64_t bad = pilkada_utf8_error(source.data, source.size);
    if (bad != PILKADA_NO_OFFSET) {
        pk_fail(error, PILKADA_E_ENCODING, "the expression is not UTF-8; save its file as UTF-8");
        error->offset = bad;
        return NULL;
    }
    pk_expr *expr = pk_arena_alloc_zero(arena, 1, sizeof *expr);
    char *copy = pk_arena_strdup(arena, source.data, source.size);
    if (!expr || !copy) {
        pk_fail_memory(error);
        return NULL;
    }
    expr->source = (pk_span){copy, source.size};
    pk_parser parser = {.lexer = {.source = expr->source, .arena = arena, .error = error},
                        .scope = scope,
                        .expr = expr,
                        .arena = arena,
                        .error = error};
    if (!pk_parse_advance(&parser) || !(expr->root = pk_parse_expression(&parser)))
        return NULL;
    if (parser.token.kind != PK_TOKEN_END) {
        pk_parse_refuse(&parser, parser.token.offset,
                        "an operator is missing here, or this does not belong to the expression");
        return NULL;
    }
    return expr;
}
