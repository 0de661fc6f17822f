/**
 * @file form/schema_condition.c  Conditions as schemas, as far as one can say the other.
 *
 * A condition is true, false, or cannot be computed because a field it reads holds nothing. So each node has two
 * schemas: one that is met when it is true, one when it is false; neither is met when it has no value. `!` takes the
 * other one, `&&` and `||` follow: that is how CEL absorbs errors.
 */
#include "form/schema.h"

typedef struct saying {
    const pilkada_form *form;
    pilkada_buffer *out;
} saying;

static const pk_field *field_of(const saying *in, const pk_node *node) {
    if (node->op != PK_OP_SLOT || node->index >= in->form->fields.count)
        return NULL;
    const pk_field *field = &in->form->fields.items[node->index];
    return field->group == PK_NO_SLOT ? field : NULL;
}

/* ---- fields ---- */

static void open_field(const saying *in, const pk_field *field) {
    pk_schema_key(in->out, "required");
    pk_schema_open(in->out, "[");
    pk_schema_string(in->out, field->key.text);
    pk_putc(in->out, ']');
    pk_schema_key(in->out, "properties");
    pk_schema_open(in->out, "{");
    pk_schema_name(in->out, field->key.text);
    pk_schema_open(in->out, "{");
}

static void close_field(const saying *in) {
    pk_puts(in->out, "}}");
}

static bool says_yes_no(const saying *in, const pk_node *node) {
    const pk_field *field = field_of(in, node);
    return field && field->kind == PK_KIND_YA_TIDAK;
}

static void say_yes_no(const saying *in, const pk_node *node, bool truth) {
    open_field(in, field_of(in, node));
    pk_schema_key(in->out, "enum");
    pk_puts(in->out, truth ? "[true,\"ya\"]" : "[false,\"tidak\"]");
    close_field(in);
}

static bool says_state(const saying *in, const pk_node *node) {
    return field_of(in, node->a) && node->states == 1u << PILKADA_VALUE_GIVEN;
}

/* ada(x): a value with a fault counts as there, which makes no difference: the report is invalid anyway. */
static void say_state(const saying *in, const pk_node *node, bool truth) {
    const pk_field *field = field_of(in, node->a);
    if (!truth) {
        pk_schema_key(in->out, "not");
        pk_schema_open(in->out, "{");
    }
    open_field(in, field);
    pk_schema_key(in->out, "not");
    pk_schema_ref(in->out, pk_schema_nothing(field));
    close_field(in);
    if (!truth)
        pk_putc(in->out, '}');
}

/* ---- a field and literals ---- */

static bool is_text(const pk_field *field) {
    pk_kind kind = field->kind;
    return kind == PK_KIND_TEKS || kind == PK_KIND_PILIH || kind == PK_KIND_WILAYAH || kind == PK_KIND_TANGGAL ||
           kind == PK_KIND_JAM;
}

/* A text for nothing is no value: no field ever equals it. */
static bool is_plain_text(pk_value value) {
    return value.type == PK_STRING && pk_span_trim(pk_value_span(value)).size &&
           !pilkada_text_is_nihil(value.text, value.size);
}

static bool fits(const pk_field *field, pk_value value) {
    return is_text(field) ? is_plain_text(value) : pk_kind_is_count(field->kind) && value.type == PK_INT;
}

static void put_literal(const saying *in, pk_value value) {
    if (value.type == PK_STRING) {
        pk_schema_string(in->out, pk_value_span(value));
        return;
    }
    pk_schema_open(in->out, "");
    pk_put_int(in->out, value.integer);
}

static void say_one_of(const saying *in, const pk_field *field, const pk_value *values, size_t count, bool truth) {
    open_field(in, field);
    pk_schema_text(in->out, "type", is_text(field) ? "string" : "integer");
    if (!truth) {
        pk_schema_key(in->out, "not");
        pk_puts(in->out, "{\"anyOf\":[");
        pk_schema_ref(in->out, pk_schema_nothing(field));
        pk_schema_open(in->out, "{");
    }
    pk_schema_key(in->out, "enum");
    pk_schema_open(in->out, "[");
    for (size_t i = 0; i < count; i++)
        put_literal(in, values[i]);
    pk_puts(in->out, truth ? "]" : "]}]}");
    close_field(in);
}

static bool says_in(const saying *in, const pk_node *node) {
    const pk_field *field = field_of(in, node->a);
    if (!field || node->b->op != PK_OP_LITERAL || node->b->literal.type != PK_LIST || !node->b->literal.size)
        return false;
    for (uint32_t i = 0; i < node->b->literal.size; i++)
        if (!fits(field, node->b->literal.items[i]))
            return false;
    return true;
}

static void say_in(const saying *in, const pk_node *node, bool truth) {
    say_one_of(in, field_of(in, node->a), node->b->literal.items, node->b->literal.size, truth);
}

/* ---- comparisons ---- */

static bool says_equal(const saying *in, const pk_node *node) {
    const pk_field *field = field_of(in, node->a);
    return field && node->b->op == PK_OP_LITERAL &&
           (fits(field, node->b->literal) || (field->kind == PK_KIND_YA_TIDAK && node->b->literal.type == PK_BOOL));
}

static void say_equal(const saying *in, const pk_node *node, bool truth) {
    const pk_field *field = field_of(in, node->a);
    if (node->op == PK_OP_UNEQUAL)
        truth = !truth;
    if (field->kind == PK_KIND_YA_TIDAK)
        say_yes_no(in, node->a, truth == node->b->literal.boolean);
    else
        say_one_of(in, field, &node->b->literal, 1, truth);
}

/* A sum of counts, none of which can be below 0. */
static bool is_sum(const saying *in, const pk_node *node) {
    const pk_field *field = field_of(in, node);
    if (node->op == PK_OP_ADD)
        return is_sum(in, node->a) && is_sum(in, node->b);
    return field && pk_kind_is_count(field->kind) && field->min >= 0;
}

static bool is_zero(const pk_node *node) {
    return node->op == PK_OP_LITERAL && node->literal.type == PK_INT && node->literal.integer == 0;
}

static bool says_order(const saying *in, const pk_node *node) {
    const pk_field *field = field_of(in, node->a);
    if (field)
        return pk_kind_is_count(field->kind) && node->b->op == PK_OP_LITERAL && node->b->literal.type == PK_INT;
    return node->op == PK_OP_GREATER && is_sum(in, node->a) && is_zero(node->b);
}

static void say_bound(const saying *in, const pk_field *field, const char *key, int64_t value) {
    open_field(in, field);
    pk_schema_text(in->out, "type", "integer");
    pk_schema_int(in->out, key, value);
    close_field(in);
}

static void say_terms(const saying *in, const pk_node *node, const char *key, int64_t value) {
    if (node->op == PK_OP_ADD) {
        say_terms(in, node->a, key, value);
        say_terms(in, node->b, key, value);
        return;
    }
    pk_schema_open(in->out, "{");
    say_bound(in, field_of(in, node), key, value);
    pk_putc(in->out, '}');
}

/* The sum is above 0: all are given, and one of them is. It is 0: all are. */
static void say_sum(const saying *in, const pk_node *sum, bool truth) {
    pk_schema_key(in->out, "allOf");
    pk_schema_open(in->out, "[");
    say_terms(in, sum, truth ? "minimum" : "maximum", 0);
    pk_putc(in->out, ']');
    if (!truth)
        return;
    pk_schema_key(in->out, "anyOf");
    pk_schema_open(in->out, "[");
    say_terms(in, sum, "minimum", 1);
    pk_putc(in->out, ']');
}

static void say_order(const saying *in, const pk_node *node, bool truth) {
    static const char *const keys[][2] = {
        [PK_OP_LESS] = {"minimum", "exclusiveMaximum"},
        [PK_OP_LESS_EQUAL] = {"exclusiveMinimum", "maximum"},
        [PK_OP_GREATER] = {"maximum", "exclusiveMinimum"},
        [PK_OP_GREATER_EQUAL] = {"exclusiveMaximum", "minimum"},
    };
    const pk_field *field = field_of(in, node->a);
    if (field)
        say_bound(in, field, keys[node->op][truth], node->b->literal.integer);
    else
        say_sum(in, node->a, truth);
}

/* ---- logic ---- */

static bool says(const saying *in, const pk_node *node);
static void say(const saying *in, const pk_node *node, bool truth);

static bool says_not(const saying *in, const pk_node *node) {
    return says(in, node->a);
}

static void say_not(const saying *in, const pk_node *node, bool truth) {
    say(in, node->a, !truth);
}

static bool says_both(const saying *in, const pk_node *node) {
    return says(in, node->a) && says(in, node->b);
}

static void say_both(const saying *in, const pk_node *node, bool truth) {
    pk_schema_key(in->out, (node->op == PK_OP_AND) == truth ? "allOf" : "anyOf");
    pk_puts(in->out, "[{");
    say(in, node->a, truth);
    pk_puts(in->out, "},{");
    say(in, node->b, truth);
    pk_puts(in->out, "}]");
}

static const struct row {
    bool (*can)(const saying *in, const pk_node *node);
    void (*put)(const saying *in, const pk_node *node, bool truth);
} rows[] = {
    [PK_OP_SLOT] = {says_yes_no, say_yes_no},
    [PK_OP_STATE] = {says_state, say_state},
    [PK_OP_IN] = {says_in, say_in},
    [PK_OP_EQUAL] = {says_equal, say_equal},
    [PK_OP_UNEQUAL] = {says_equal, say_equal},
    [PK_OP_LESS] = {says_order, say_order},
    [PK_OP_LESS_EQUAL] = {says_order, say_order},
    [PK_OP_GREATER] = {says_order, say_order},
    [PK_OP_GREATER_EQUAL] = {says_order, say_order},
    [PK_OP_NOT] = {says_not, say_not},
    [PK_OP_AND] = {says_both, say_both},
    [PK_OP_OR] = {says_both, say_both},
};

/* Bounded by PK_MAX_NODE_DEPTH. */
static bool says(const saying *in, const pk_node *node) {
    return node->op < sizeof rows / sizeof *rows && rows[node->op].can && rows[node->op].can(in, node);
}

static void say(const saying *in, const pk_node *node, bool truth) {
    rows[node->op].put(in, node, truth);
}

bool pk_schema_can_say(const pilkada_form *form, const pk_expr *condition) {
    return says(&(saying){form, NULL}, condition->root);
}

void pk_schema_condition(pilkada_buffer *out, const pilkada_form *form, const pk_expr *condition) {
    say(&(saying){form, out}, condition->root, true);
}
