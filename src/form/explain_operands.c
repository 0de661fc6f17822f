/** @file form/explain_operands.c  The values that a rule reads, and where each came from. */
#include "form/explain.h"
#include "form/expr_internal.h"

typedef struct collecting {
    pk_judging *judging;
    const pk_rule *rule;
    pk_explained_operand *items;
    size_t count, capacity;
} collecting;

static pk_explained_operand *add(collecting *self, const char *name) {
    for (size_t i = 0; i < self->count; i++)
        if (strcmp(self->items[i].name, name) == 0)
            return NULL;
    pk_explained_operand *items =
        pk_arena_grow(&self->judging->answer->arena, self->items, self->count, &self->capacity, sizeof *items);
    if (!items) {
        self->judging->failed = true;
        return NULL;
    }
    self->items = items;
    pk_explained_operand *operand = &self->items[self->count++];
    *operand = (pk_explained_operand){.name = name};
    return operand;
}

/* ---- fields and parameters: both have slots ---- */

/* "pemilih.dpt" is /pemilih/dpt in the report. */
static void put_steps(pilkada_buffer *out, pk_span id) {
    pk_putc(out, '/');
    for (size_t i = 0; i < id.size; i++)
        pk_putc(out, id.data[i] == '.' ? '/' : id.data[i]);
}

static const char *pointer_to(const collecting *self, const pk_field *field, uint32_t slot) {
    pk_judging *judging = self->judging;
    if (slot >= judging->form->fields.count) { /* a member of the row that is judged */
        put_steps(judging->scratch, self->rule->list->id);
        pk_putc(judging->scratch, '/');
        pk_put_int(judging->scratch, judging->row->number);
    }
    put_steps(judging->scratch, field->id);
    return pk_explain_keep(judging);
}

static const char *parameter_name(pk_judging *self, uint32_t slot) {
    pk_span name = pk_value_span(self->form->parameter.items[2 * (slot - self->form->fields.count)]);
    pk_puts(self->scratch, "parameter.");
    pk_put(self->scratch, name.data, name.size);
    return pk_explain_keep(self);
}

static void add_slot(collecting *self, uint32_t slot) {
    pk_judging *judging = self->judging;
    const pk_field *field = pk_field_of_slot(judging->form, self->rule->list, slot);
    pk_explained_operand *operand = add(self, field ? field->id.data : parameter_name(judging, slot));
    if (!operand)
        return;
    bool computed = judging->filling.slots[slot].extra == PK_SLOT_COMPUTED;
    operand->origin = computed ? "dihitung" : field ? "laporan" : "parameter";
    operand->label = field ? &field->label : NULL;
    operand->pointer = field && !computed ? pointer_to(self, field, slot) : NULL;
    operand->exhibit = pk_exhibit_of(judging, judging->filling.slots[slot], field);
}

static void add_slots(collecting *self, const pk_expr *expr) {
    for (size_t i = 0; expr && i < pk_expr_slot_count(expr); i++)
        add_slot(self, pk_expr_slot(expr, i));
}

/* ---- what is outside the report: the member that is selected, or all of it ---- */

static void add_root(collecting *self, uint32_t root, pk_span member) {
    pk_judging *judging = self->judging;
    pk_value value = judging->roots[root];
    pk_puts(judging->scratch, pk_root_names[root]);
    if (member.size) {
        const pk_value *found = value.type == PK_MAP ? pk_map_find(value, pk_value_string(member)) : NULL;
        value = found ? *found : pk_value_missing(PILKADA_VALUE_ABSENT);
        pk_putc(judging->scratch, '.');
        pk_put(judging->scratch, member.data, member.size);
    }
    pk_explained_operand *operand = add(self, pk_explain_keep(judging));
    if (!operand)
        return;
    operand->origin = pk_root_names[root];
    operand->exhibit = pk_exhibit_of(judging, value, NULL);
}

static void add_roots(collecting *self, const pk_node *node) {
    if (!node)
        return;
    bool selects = node->op == PK_OP_SELECT || node->op == PK_OP_HAS;
    if (node->op == PK_OP_ROOT)
        add_root(self, node->index, (pk_span){NULL, 0});
    if (selects && node->a->op == PK_OP_ROOT) {
        add_root(self, node->a->index, node->name);
        return;
    }
    add_roots(self, node->a);
    add_roots(self, node->b);
    add_roots(self, node->c);
    bool parts = node->op == PK_OP_CALL || node->op == PK_OP_LIST || node->op == PK_OP_MAP;
    for (uint32_t i = 0; parts && i < node->count; i++)
        add_roots(self, node->parts[i]);
}

void pk_explain_operands(pk_judging *self, pk_explained *entry) {
    collecting work = {.judging = self, .rule = entry->rule};
    const pk_expr *expr = entry->rule->expr, *when = entry->rule->when;
    add_slots(&work, expr);
    add_slots(&work, when);
    if (expr && pk_expr_roots(expr))
        add_roots(&work, expr->root);
    if (when && pk_expr_roots(when))
        add_roots(&work, when->root);
    entry->operands = work.items;
    entry->operand_count = work.count;
}
