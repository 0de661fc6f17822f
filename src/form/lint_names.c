/** @file form/lint_names.c  Names and choices in expressions that are spelled wrong, but not so that the form does not
 * load. */
#include "form/expr_internal.h"
#include "form/lint.h"

typedef struct walk {
    const pilkada_form *form;
    const pk_field *list;
    const pk_lint_tell *tell;
} walk;

static void suspect(const walk *in, pk_span word, const char *const *known, size_t count, const char *key) {
    for (size_t i = 0; i < count; i++)
        if (pk_span_is(word, known[i]))
            return;
    const char *near = pk_nearest(word, known, count);
    in->tell->tell(in->tell, key, word, near ? near : "");
}

/* parameter.maks_pemilh: a member that neither the rulebook has nor, most likely, a context. */
static void check_parameter(const walk *in, const pk_node *node) {
    const char *names[256];
    uint32_t count = 0;
    if (node->op != PK_OP_SELECT || node->a->op != PK_OP_ROOT || node->a->index != PK_ROOT_PARAMETER)
        return;
    while (count < in->form->parameter.size && count < sizeof names / sizeof *names) {
        names[count] = in->form->parameter.items[2 * count].text;
        count++;
    }
    suspect(in, node->name, names, count, "form.check.parameter");
}

static void check_region(const walk *in, const pk_node *node) {
    static const char *const names[] = {
        "kode", "nama", "tps", "dpt", "kecamatan", "paslon", "kolom_suara", "paslon_gubernur", "kolom_gubernur"};
    if ((node->op == PK_OP_SELECT || node->op == PK_OP_HAS) && node->a->op == PK_OP_ROOT &&
        node->a->index == PK_ROOT_WILAYAH)
        suspect(in, node->name, names, sizeof names / sizeof *names, "form.check.region_member");
}

static void check_choice(const walk *in, const pk_node *slot, const pk_node *literal) {
    const pk_field *field = slot->op == PK_OP_SLOT ? pk_field_of_slot(in->form, in->list, slot->index) : NULL;
    if (!field || field->kind != PK_KIND_PILIH || literal->op != PK_OP_LITERAL)
        return;
    const pk_value *values = literal->literal.type == PK_LIST ? literal->literal.items : &literal->literal;
    uint32_t count = literal->literal.type == PK_LIST ? literal->literal.size : 1;
    for (uint32_t i = 0; i < count; i++)
        if (values[i].type == PK_STRING && values[i].size)
            suspect(in, pk_value_span(values[i]), field->choice_ids, field->choice_count, "form.check.choice");
}

static bool compares(uint8_t op) {
    return op == PK_OP_EQUAL || op == PK_OP_UNEQUAL || op == PK_OP_IN;
}

/* Bounded by PK_MAX_NODE_DEPTH. */
static void visit(const walk *in, const pk_node *node) {
    if (!node)
        return;
    check_parameter(in, node);
    check_region(in, node);
    if (compares(node->op)) {
        check_choice(in, node->a, node->b);
        check_choice(in, node->b, node->a);
    }
    visit(in, node->a);
    visit(in, node->b);
    visit(in, node->c);
    if (node->op == PK_OP_LIST || node->op == PK_OP_MAP || node->op == PK_OP_CALL)
        for (uint32_t i = 0; i < node->count; i++)
            visit(in, node->parts[i]);
}

void pk_lint_names(const pilkada_form *form, const pk_field *list, const pk_expr *expr, const pk_lint_tell *tell) {
    if (expr)
        visit(&(walk){form, list, tell}, expr->root);
}
