/** @file form/computed.c  Fields that are computed: in which order, and over a report that does not give them. */
#include <math.h>

#include "core/error.h"
#include "form/definition.h"

/* ---- the order: a field after those that it reads ---- */

typedef enum mark { UNSEEN, OPEN, DONE } mark;

typedef struct ordering {
    pk_compiling *work;
    uint8_t *marks; /* a mark for each field */
} ordering;

static void refuse_circle(const ordering *self, const pk_field *field, const pk_field *reads) {
    pk_fail(self->work->error, PILKADA_E_DEFINITION,
            "%s is computed from %s, which is computed from it: take one of the two \"computed\" out", field->id.data,
            reads->id.data);
    pk_error_where(self->work->error, "/sections", "");
}

/* As deep as fields are computed from computed fields: at most PILKADA_MAX_FIELDS. */
static void put_in_order(ordering *self, uint32_t slot) {
    pilkada_form *form = self->work->form;
    const pk_field *field = &form->fields.items[slot];
    self->marks[slot] = OPEN;
    for (size_t i = 0; i < pk_expr_slot_count(field->computed) && !self->work->error->status; i++) {
        uint32_t read = pk_expr_slot(field->computed, i);
        if (read >= form->fields.count || !form->fields.items[read].computed || self->marks[read] == DONE)
            continue;
        if (self->marks[read] == OPEN)
            refuse_circle(self, field, &form->fields.items[read]);
        else
            put_in_order(self, read);
    }
    self->marks[slot] = DONE;
    form->computed[form->computed_count++] = slot;
}

void pk_compile_computed(pk_compiling *self) {
    pilkada_form *form = self->form;
    ordering order = {self, pk_compile_alloc(self, form->fields.count, sizeof *order.marks)};
    form->computed = pk_compile_alloc(self, form->fields.count, sizeof *form->computed);
    for (uint32_t i = 0; i < form->fields.count && !self->error->status; i++)
        if (form->fields.items[i].computed && order.marks[i] == UNSEEN)
            put_in_order(&order, i);
    for (size_t i = 0; i < form->computed_count; i++)
        form->roots |= pk_expr_roots(form->fields.items[form->computed[i]].computed);
}

/* ---- the values ---- */

static bool has_operands(const pk_judging *self, const pk_expr *expr) {
    for (size_t i = 0; i < pk_expr_slot_count(expr); i++) {
        uint32_t slot = pk_expr_slot(expr, i);
        if (!(self->filling.given[slot / 64] >> slot % 64 & 1))
            return false;
    }
    return !(pk_expr_roots(expr) & ~self->given);
}

/* As the field's type keeps it; missing for a value that is not of the type. */
static pk_value as_typed(const pk_field *field, pk_value value) {
    double number = value.type == PK_INT ? (double)value.integer : value.type == PK_DOUBLE ? value.number : NAN;
    switch (field->kind) {
    case PK_KIND_PERSEN:
        number = round(number * 100) / 100;
        return isfinite(number) ? pk_value_double(number) : pk_value_missing(PILKADA_VALUE_ABSENT);
    case PK_KIND_DESIMAL:
        return isfinite(number) ? pk_value_double(number) : pk_value_missing(PILKADA_VALUE_ABSENT);
    case PK_KIND_BULAT:
    case PK_KIND_UANG:
        return value.type == PK_INT ? value : pk_value_missing(PILKADA_VALUE_ABSENT);
    case PK_KIND_YA_TIDAK:
        return value.type == PK_BOOL ? value : pk_value_missing(PILKADA_VALUE_ABSENT);
    default:
        return value.type == PK_STRING ? value : pk_value_missing(PILKADA_VALUE_ABSENT);
    }
}

static void keep_computed(pk_judging *self, const pk_field *field, pk_value value) {
    pk_answer *answer = self->answer;
    if (!answer->computed)
        answer->computed = pk_arena_alloc(&answer->arena, self->form->computed_count * sizeof *answer->computed);
    if (!answer->computed) {
        self->failed = true;
        return;
    }
    answer->computed[answer->computed_count++] = (pilkada_operand){field->id.data, pk_judge_keep_value(self, value)};
}

static void compute(pk_judging *self, uint32_t slot) {
    const pk_field *field = &self->form->fields.items[slot];
    pk_value *to = &self->filling.slots[slot];
    if (to->type != PK_MISSING || to->state != PILKADA_VALUE_ABSENT || pk_slot_is_faulty(*to) ||
        !has_operands(self, field->computed))
        return;
    pk_value value = as_typed(field, pk_judge_expr(self, field->computed));
    if (value.type == PK_MISSING)
        return;
    *to = value;
    self->filling.given[slot / 64] |= (uint64_t)1 << slot % 64;
    keep_computed(self, field, value);
}

void pk_judge_computed(pk_judging *self) {
    for (size_t i = 0; i < self->form->computed_count; i++)
        compute(self, self->form->computed[i]);
}
