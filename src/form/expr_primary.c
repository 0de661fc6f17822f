/** @file form/expr_primary.c  Operands: literals, names, brackets, calls, macros, selections. */
#include <string.h>

#include "form/expr_parse.h"

/* ---- literals ---- */

static const pk_node *literal(pk_parser *self, size_t offset, pk_value value) {
    if (!pk_parse_advance(self))
        return NULL;
    pk_node *node = pk_parse_node(self, PK_OP_LITERAL, offset, NULL, NULL, NULL);
    if (node)
        node->literal = value;
    return node;
}

static pk_value token_value(const pk_token *token) {
    pk_value value = {.state = PILKADA_VALUE_GIVEN};
    switch (token->kind) {
    case PK_TOKEN_INT:
        return pk_value_int((int64_t)token->natural);
    case PK_TOKEN_UINT:
        value.type = PK_UINT;
        value.natural = token->natural;
        return value;
    case PK_TOKEN_DOUBLE:
        return pk_value_double(token->number);
    default:
        value = pk_value_string(token->text);
        value.type = token->kind == PK_TOKEN_BYTES ? PK_BYTES : PK_STRING;
        return value;
    }
}

static bool word_value(pk_span word, pk_value *value) {
    if (pk_span_is(word, "true") || pk_span_is(word, "false"))
        *value = pk_value_bool(word.data[0] == 't');
    else if (pk_span_is(word, "null"))
        *value = (pk_value){.type = PK_NULL, .state = PILKADA_VALUE_GIVEN};
    else
        return false;
    return true;
}

bool pk_is_reserved_word(pk_span word) {
    static const char *const words[] = {"as",  "break",  "const", "continue", "else",    "for",       "function",
                                        "if",  "import", "let",   "loop",     "package", "namespace", "return",
                                        "var", "void",   "while", "in",       "true",    "false",     "null"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (pk_span_is(word, words[i]))
            return true;
    return false;
}

/* ---- lists of parts ---- */

typedef struct parts {
    const pk_node **items;
    size_t count, capacity;
} parts;

static bool add_part(pk_parser *self, parts *list, const pk_node *node) {
    if (!node)
        return false;
    const pk_node **items = pk_arena_grow(self->arena, list->items, list->count, &list->capacity, sizeof *items);
    if (!items)
        return pk_fail_memory(self->error), false;
    list->items = items;
    list->items[list->count++] = node;
    return true;
}

/* Expressions up to a closing sign, which is taken. `map`: pairs with a colon. A comma may stand at the end of lists
 * and maps. */
static bool parse_parts(pk_parser *self, parts *list, const char *close, bool map) {
    if (close[0] != ')' && pk_parse_at(self, ",")) /* CEL's grammar has [,] and {,} */
        return pk_parse_advance(self) && pk_parse_take(self, close);
    while (!pk_parse_at(self, close)) {
        if (!add_part(self, list, pk_parse_expression(self)))
            return false;
        if (map && (!pk_parse_take(self, ":") || !add_part(self, list, pk_parse_expression(self))))
            return false;
        if (pk_parse_at(self, close))
            break;
        if (!pk_parse_take(self, ","))
            return false;
        if (close[0] == ')' && pk_parse_at(self, close))
            return pk_parse_refuse(self, self->token.offset, "an argument is missing behind the comma") != NULL;
    }
    return pk_parse_advance(self);
}

static const pk_node *with_parts(pk_parser *self, pk_op op, size_t offset, const parts *list, pk_function function) {
    const pk_node *deepest = NULL;
    for (size_t i = 0; i < list->count; i++)
        if (!deepest || list->items[i]->depth > deepest->depth)
            deepest = list->items[i];
    pk_node *node = pk_parse_node(self, op, offset, deepest, NULL, NULL);
    if (!node)
        return NULL;
    node->a = NULL;
    node->parts = list->items;
    node->count = (uint32_t)list->count;
    node->function = function;
    return node;
}

static bool all_literal(const parts *list) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->op != PK_OP_LITERAL)
            return false;
    return true;
}

/* The keys of a map that is written out: each may be one, and stands once. */
static bool has_sound_keys(const parts *list) {
    for (size_t i = 0; i < list->count; i += 2) {
        pk_value key = list->items[i]->literal;
        if (key.type != PK_INT && key.type != PK_UINT && key.type != PK_BOOL && key.type != PK_STRING)
            return false;
        for (size_t j = 0; j < i; j += 2) {
            uint32_t steps = 1;
            if (pk_value_equal(list->items[j]->literal, key, &steps))
                return false;
        }
    }
    return true;
}

/* A list or a map that is written out is made once. */
static const pk_node *literal_parts(pk_parser *self, size_t offset, const parts *list, bool map) {
    pk_node *node = pk_parse_node(self, PK_OP_LITERAL, offset, NULL, NULL, NULL);
    pk_value *items = pk_arena_alloc(self->arena, list->count * sizeof *items);
    if (!node || !items)
        return pk_fail_memory(self->error), NULL;
    for (size_t i = 0; i < list->count; i++)
        items[i] = list->items[i]->literal;
    node->literal = (pk_value){.type = map ? PK_MAP : PK_LIST,
                               .state = PILKADA_VALUE_GIVEN,
                               .size = (uint32_t)(map ? list->count / 2 : list->count)};
    node->literal.items = items;
    return node;
}

/* ---- names ---- */

static bool remember_slot(pk_parser *self, uint32_t slot) {
    pk_expr *expr = self->expr;
    for (size_t i = 0; i < expr->slot_count; i++)
        if (expr->slots[i] == slot)
            return true;
    uint32_t *slots = pk_arena_grow(self->arena, expr->slots, expr->slot_count, &self->slot_capacity, sizeof *slots);
    if (!slots)
        return pk_fail_memory(self->error), false;
    expr->slots = slots;
    expr->slots[expr->slot_count++] = slot;
    return true;
}

static const pk_node *bound_node(pk_parser *self, size_t offset, const pk_binding *binding) {
    static const pk_op ops[] = {[PK_BIND_SLOT] = PK_OP_SLOT, [PK_BIND_SET] = PK_OP_SET, [PK_BIND_ROOT] = PK_OP_ROOT};
    pk_node *node = pk_parse_node(self, ops[binding->kind], offset, NULL, NULL, NULL);
    if (!node)
        return NULL;
    node->index = binding->index;
    if (binding->kind == PK_BIND_SLOT && !remember_slot(self, binding->index))
        return NULL;
    if (binding->kind == PK_BIND_ROOT)
        self->expr->roots |= (uint32_t)1 << binding->index;
    if (binding->kind != PK_BIND_SET)
        return node;
    node->slots = binding->set;
    node->slot_count = (uint32_t)binding->set_count;
    for (size_t i = 0; i < binding->set_count; i++)
        if (!remember_slot(self, binding->set[i]))
            return NULL;
    return node;
}

static const pk_node *local_node(pk_parser *self, size_t offset, pk_span name) {
    for (unsigned i = self->local_count; i > 0; i--) { /* the inner variable hides the outer one */
        if (!pk_span_equal(self->locals[i - 1], name))
            continue;
        pk_node *node = pk_parse_node(self, PK_OP_LOCAL, offset, NULL, NULL, NULL);
        if (node)
            node->index = i - 1;
        return node;
    }
    return NULL;
}

static const pk_node *refuse_name(pk_parser *self, size_t offset, pk_span name) {
    const char *near = pk_nearest(name, self->scope->names, self->scope->name_count);
    int size = (int)(name.size < 60 ? name.size : 60);
    if (near)
        return pk_parse_refuse(self, offset, "unknown name \"%.*s\": did you mean \"%s\"?", size, name.data, near);
    return pk_parse_refuse(self, offset, "unknown name \"%.*s\": neither a field, nor a set, nor a context", size,
                           name.data);
}

/* The names of types are names like others: a field of that name hides them. */
static bool find_type(pk_span name, pk_value *type) {
    static const struct {
        const char *name;
        pk_type type;
    } rows[] = {{"bool", PK_BOOL},
                {"int", PK_INT},
                {"uint", PK_UINT},
                {"double", PK_DOUBLE},
                {"string", PK_STRING},
                {"bytes", PK_BYTES},
                {"list", PK_LIST},
                {"map", PK_MAP},
                {"null_type", PK_NULL},
                {"type", PK_TYPE},
                {"google.protobuf.Timestamp", PK_TIMESTAMP},
                {"google.protobuf.Duration", PK_DURATION}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (pk_span_is(name, rows[i].name)) {
            *type = pk_value_type(rows[i].type);
            return true;
        }
    return false;
}

typedef struct found_name {
    enum { FOUND_NOTHING, FOUND_BINDING, FOUND_TYPE } kind;
    pk_binding binding;
    pk_value type;
} found_name;

static bool find_name(const pk_parser *self, pk_span name, found_name *found) {
    pk_binding binding;
    pk_value type;
    if (self->scope->find(self->scope->context, name, &binding))
        *found = (found_name){FOUND_BINDING, .binding = binding};
    else if (find_type(name, &type))
        *found = (found_name){FOUND_TYPE, .type = type};
    else
        return false;
    return true;
}

static const pk_node *found_node(pk_parser *self, size_t offset, pk_span name, const found_name *found) {
    if (found->kind == FOUND_NOTHING)
        return refuse_name(self, offset, name);
    if (found->kind == FOUND_BINDING)
        return bound_node(self, offset, &found->binding);
    pk_node *node = pk_parse_node(self, PK_OP_LITERAL, offset, NULL, NULL, NULL);
    if (node)
        node->literal = found->type;
    return node;
}

/*
 * A name of the scope may hold dots (konteks.sebelumnya): the longest one that the source spells wins, as CEL
 * resolves qualified names. `name` is the first word, already taken; more words are taken as needed. `outermost`: no
 * variable of a macro is meant.
 */
static const pk_node *resolve_name(pk_parser *self, size_t offset, pk_span name, bool outermost) {
    const pk_node *local = outermost ? NULL : local_node(self, offset, name);
    if (local || self->error->status)
        return local;
    found_name found = {.kind = FOUND_NOTHING};
    find_name(self, name, &found);
    pk_parser ahead = *self, best = *self;
    pk_span path = name;
    while (pk_parse_at(&ahead, ".")) {
        if (!pk_parse_advance(&ahead) || ahead.token.kind != PK_TOKEN_NAME ||
            ahead.token.offset != (size_t)(path.data + path.size - ahead.lexer.source.data) + 1)
            break;
        path.size += 1 + ahead.token.text.size;
        if (!pk_parse_advance(&ahead))
            break;
        if (find_name(self, path, &found))
            best = ahead;
    }
    pk_error_clear(self->error);
    *self = best;
    return found_node(self, offset, name, &found);
}

/* ---- calls ---- */

static const pk_node *state_call(pk_parser *self, size_t offset, pk_span name, const parts *arguments) {
    static const struct {
        const char *name;
        uint32_t states;
    } rows[] = {{"ada", 1u << PILKADA_VALUE_GIVEN},
                {"kosong", 1u << PILKADA_VALUE_ABSENT | 1u << PILKADA_VALUE_UNREACHED | 1u << PILKADA_VALUE_EMPTY},
                {"nihil", 1u << PILKADA_VALUE_NIHIL},
                {"absen", 1u << PILKADA_VALUE_ABSENT}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!pk_span_is(name, rows[i].name) || arguments->count != 1)
            continue;
        pk_node *node = pk_parse_node(self, PK_OP_STATE, offset, arguments->items[0], NULL, NULL);
        if (node)
            node->states = rows[i].states;
        return node;
    }
    return NULL;
}

static const pk_node *matches_call(pk_parser *self, size_t offset, const parts *arguments) {
    const pk_node *pattern = arguments->count == 2 ? arguments->items[1] : NULL;
    if (!pattern || pattern->op != PK_OP_LITERAL || pattern->literal.type != PK_STRING)
        return pk_parse_refuse(self, offset, "matches() takes a text and a pattern that is written as a literal");
    pilkada_error error = PILKADA_ERROR_INIT;
    const pk_regex *compiled = pk_regex_compile(pk_value_span(pattern->literal), self->arena, &error);
    if (!compiled && error.status == PILKADA_E_NOMEM)
        return pk_fail_memory(self->error), NULL;
    if (!compiled)
        return pk_parse_refuse(self, pattern->offset, "%s", error.detail);
    pk_node *node = pk_parse_node(self, PK_OP_MATCHES, offset, arguments->items[0], NULL, NULL);
    if (node)
        node->pattern = compiled;
    return node;
}

static const pk_node *has_call(pk_parser *self, size_t offset, const parts *arguments) {
    const pk_node *of = arguments->count == 1 ? arguments->items[0] : NULL;
    if (!of || of->op != PK_OP_SELECT)
        return pk_parse_refuse(
            self, offset, "has() takes a selection such as has(konteks.sebelumnya.tps_buka); for a field write ada()");
    pk_node *node = pk_parse_node(self, PK_OP_HAS, offset, of->a, NULL, NULL);
    if (node)
        node->name = of->name;
    return node;
}

static const pk_node *call(pk_parser *self, size_t offset, pk_span name, const parts *arguments, uint8_t style) {
    const char *near = NULL;
    const pk_function_row *row = pk_function_find(name, style, &near);
    int size = (int)(name.size < 60 ? name.size : 60);
    if (pk_span_is(name, "matches"))
        return matches_call(self, offset, arguments);
    if (style == PK_STYLE_GLOBAL && pk_span_is(name, "has"))
        return has_call(self, offset, arguments);
    const pk_node *state = style == PK_STYLE_GLOBAL ? state_call(self, offset, name, arguments) : NULL;
    if (state || self->error->status)
        return state;
    if (!row && near)
        return pk_parse_refuse(self, offset, "unknown function \"%.*s\": did you mean \"%s\"?", size, name.data, near);
    if (!row)
        return pk_parse_refuse(self, offset, "unknown function \"%.*s\"; docs/guide/expressions.md lists them all",
                               size, name.data);
    size_t receiver = style == PK_STYLE_METHOD;
    if (arguments->count < row->least || arguments->count > row->most)
        return pk_parse_refuse(self, offset, "%s() takes %d to %d arguments, not %d", row->name,
                               (int)(row->least - receiver), (int)(row->most - receiver),
                               (int)(arguments->count - receiver));
    return with_parts(self, PK_OP_CALL, offset, arguments, row->function);
}

/* ---- macros: a.all(x, p) ---- */

static bool macro_op(pk_span name, pk_op *op) {
    static const struct {
        const char *name;
        pk_op op;
    } rows[] = {{"all", PK_OP_ALL},
                {"exists", PK_OP_EXISTS},
                {"exists_one", PK_OP_EXISTS_ONE},
                {"map", PK_OP_MAP_LIST},
                {"filter", PK_OP_FILTER}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (pk_span_is(name, rows[i].name)) {
            *op = rows[i].op;
            return true;
        }
    return false;
}

static bool bind_local(pk_parser *self, pk_span name) {
    if (self->local_count == PK_MAX_LOCALS) {
        pk_parse_refuse(self, self->token.offset, "more than %d macros inside each other; split the rule",
                        PK_MAX_LOCALS);
        self->error->status = PILKADA_E_LIMIT;
        return false;
    }
    self->locals[self->local_count++] = name;
    return true;
}

static const pk_node *macro(pk_parser *self, size_t offset, pk_op op, const pk_node *list) {
    pk_span name = self->token.text;
    if (self->token.kind != PK_TOKEN_NAME || pk_is_reserved_word(name))
        return pk_parse_refuse(self, self->token.offset,
                               "a macro begins with the name of its variable: .all(x, x > 0)");
    if (!pk_parse_advance(self) || !pk_parse_take(self, ",") || !bind_local(self, name))
        return NULL;
    const pk_node *first = pk_parse_expression(self), *second = NULL;
    if (first && op == PK_OP_MAP_LIST && pk_parse_at(self, ","))
        second = pk_parse_advance(self) ? pk_parse_expression(self) : NULL;
    bool ok = first && !self->error->status && pk_parse_take(self, ")");
    self->local_count--;
    pk_node *node = ok ? pk_parse_node(self, op, offset, list, second ? second : first, second ? first : NULL) : NULL;
    if (node)
        node->index = self->local_count;
    return node;
}

/* ---- members ---- */

static const pk_node *method(pk_parser *self, size_t offset, pk_span name, const pk_node *receiver) {
    pk_op op;
    parts arguments = {0};
    if (!pk_parse_deeper(self) || !pk_parse_advance(self)) /* behind the ( */
        return NULL;
    const pk_node *node = NULL;
    if (macro_op(name, &op))
        node = macro(self, offset, op, receiver);
    else if (add_part(self, &arguments, receiver) && parse_parts(self, &arguments, ")", false))
        node = call(self, offset, name, &arguments, PK_STYLE_METHOD);
    self->depth--;
    return node;
}

static const pk_node *selection(pk_parser *self, size_t offset, const pk_node *of) {
    if (!pk_parse_advance(self)) /* behind the . */
        return NULL;
    pk_span name = self->token.text;
    pk_value word;
    if (self->token.kind != PK_TOKEN_NAME)
        return pk_parse_refuse(self, self->token.offset, "a name is missing behind the dot");
    if (word_value(name, &word) || pk_span_is(name, "in")) /* CEL's other reserved words may stand here */
        return pk_parse_refuse(self, self->token.offset, "\"%.*s\" is no name; write it in brackets: a['%.*s']",
                               (int)name.size, name.data, (int)name.size, name.data);
    if (!pk_parse_advance(self))
        return NULL;
    if (pk_parse_at(self, "("))
        return method(self, offset, name, of);
    pk_node *node = pk_parse_node(self, PK_OP_SELECT, offset, of, NULL, NULL);
    if (node)
        node->name = name;
    return node;
}

static const pk_node *index_of(pk_parser *self, size_t offset, const pk_node *of) {
    if (!pk_parse_advance(self)) /* behind the [ */
        return NULL;
    const pk_node *at = pk_parse_expression(self);
    return at && pk_parse_take(self, "]") ? pk_parse_node(self, PK_OP_INDEX, offset, of, at, NULL) : NULL;
}

static const pk_node *name_or_call(pk_parser *self, size_t offset, bool outermost) {
    pk_value value;
    pk_span name = self->token.text;
    if (word_value(name, &value) && !outermost)
        return literal(self, offset, value);
    if (pk_is_reserved_word(name))
        return pk_parse_refuse(self, offset, "\"%.*s\" is a reserved word of CEL", (int)name.size, name.data);
    if (!pk_parse_advance(self))
        return NULL;
    if (!pk_parse_at(self, "("))
        return resolve_name(self, offset, name, outermost);
    parts arguments = {0};
    if (!pk_parse_deeper(self) || !pk_parse_advance(self) || !parse_parts(self, &arguments, ")", false))
        return NULL;
    self->depth--;
    return call(self, offset, name, &arguments, PK_STYLE_GLOBAL);
}

static const pk_node *bracketed(pk_parser *self, size_t offset) {
    parts list = {0};
    bool map = pk_parse_at(self, "{"), group = pk_parse_at(self, "(");
    if (!pk_parse_advance(self))
        return NULL;
    if (group) {
        const pk_node *inner = pk_parse_expression(self);
        return inner && pk_parse_take(self, ")") ? inner : NULL;
    }
    if (!parse_parts(self, &list, map ? "}" : "]", map))
        return NULL;
    if (all_literal(&list) && (!map || has_sound_keys(&list)))
        return literal_parts(self, offset, &list, map);
    return with_parts(self, map ? PK_OP_MAP : PK_OP_LIST, offset, &list, NULL);
}

/* .name: of the form, even where a macro has a variable of that name. */
static const pk_node *outermost_name(pk_parser *self, size_t offset) {
    if (!pk_parse_advance(self))
        return NULL;
    if (self->token.kind != PK_TOKEN_NAME)
        return pk_parse_refuse(self, self->token.offset, "a name is missing behind the dot");
    return name_or_call(self, offset, true);
}

static const pk_node *primary(pk_parser *self) {
    size_t offset = self->token.offset;
    switch (self->token.kind) {
    case PK_TOKEN_NAME:
        return name_or_call(self, offset, false);
    case PK_TOKEN_END:
        return pk_parse_refuse(self, offset, "the expression ends where a value is expected");
    case PK_TOKEN_SIGN:
        if (pk_parse_at(self, "(") || pk_parse_at(self, "[") || pk_parse_at(self, "{"))
            return bracketed(self, offset);
        if (pk_parse_at(self, "."))
            return outermost_name(self, offset);
        return pk_parse_refuse(self, offset, "a value is expected here, not \"%s\"", self->token.text.data);
    default:
        if (self->token.kind == PK_TOKEN_INT && self->token.natural > INT64_MAX)
            return pk_parse_refuse(self, offset, "the number is too large for int; write a u behind it for uint");
        return literal(self, offset, token_value(&self->token));
    }
}

const pk_node *pk_parse_member(pk_parser *self) {
    size_t offset = self->token.offset;
    return pk_parse_suffixes(self, offset, primary(self));
}

const pk_node *pk_parse_suffixes(pk_parser *self, size_t offset, const pk_node *node) {
    while (node && (pk_parse_at(self, ".") || pk_parse_at(self, "[")))
        node = pk_parse_at(self, ".") ? selection(self, offset, node) : index_of(self, offset, node);
    return node;
}
