/** @file form/computed.c  What is computed: in which order, and over a report that does not give it. */
#include <math.h>

#include "core/error.h"
#include "form/definition.h"
#include "form/judging.h"

/* ---- definitions ---- */

void pk_compile_value(pk_compiling *self, pk_field *field, const pk_reading *node) {
    pk_reading computed = pk_read_member(node, "computed", false);
    if (computed.node && field->need != PK_NEED_DIHITUNG)
        pk_read_fault(&computed, "only a field whose \"required\" is \"dihitung\" is computed");
    field->computed = pk_compile_expr(self, &computed, pk_compile_text(self, &computed));
}

/* ---- the order: what is computed after all that it reads ---- */

typedef enum mark { UNSEEN, OPEN, DONE } mark;

/** The fields of the form, or the members of the rows of `list`. */
typedef struct ordering {
    pk_compiling *work;
    const char *head_file;
    const pk_field *list, *items;
    size_t base, count; /* the slot of the first one; how many */
    uint8_t *marks;     /* a mark for each */
    uint32_t *order;
    size_t ordered;
} ordering;

/* A list is computed when members of its rows are. */
static bool is_computed(const pk_field *field) {
    return field->computed || (field->rows && field->rows->computed_count);
}

static void refuse_circle(const ordering *self, const pk_field *field, const pk_field *reads) {
    const pilkada_form *form = self->work->form;
    const pk_field *outer = self->list ? self->list : field;
    pilkada_buffer place;
    pk_fail(self->work->error, PILKADA_E_DEFINITION,
            "%s is computed from %s, which is computed from it: take one of the two \"computed\" out", field->id.data,
            reads->id.data);
    pilkada_buffer_init(&place, &form->arena.allocator);
    pk_put_field_place(&place, form, (size_t)(outer - form->fields.items));
    if (self->list) {
        pk_puts(&place, "/fields/");
        pk_put_int(&place, (int64_t)(field - self->items));
    }
    if (field->computed)
        pk_puts(&place, "/computed");
    pk_error_where(self->work->error, place.failed ? "/sections" : place.data, "");
    if (self->head_file && outer->section < form->head_sections)
        pk_error_where(self->work->error, self->head_file, "#");
    pilkada_buffer_dispose(&place);
}

static void put_in_order(ordering *self, size_t at);

static void order_reads(ordering *self, const pk_field *field, const pk_expr *expr) {
    for (size_t i = 0; i < pk_expr_slot_count(expr) && !self->work->error->status; i++) {
        size_t read = (size_t)pk_expr_slot(expr, i) - self->base;
        if (read >= self->count || !is_computed(&self->items[read]) || self->marks[read] == DONE)
            continue;
        if (self->marks[read] == OPEN)
            refuse_circle(self, field, &self->items[read]);
        else
            put_in_order(self, read);
    }
}

/* As deep as fields are computed from computed fields: at most PILKADA_MAX_FIELDS. */
static void put_in_order(ordering *self, size_t at) {
    const pk_field *field = &self->items[at];
    self->marks[at] = OPEN;
    if (field->computed)
        order_reads(self, field, field->computed);
    for (size_t i = 0; field->rows && i < field->rows->computed_count; i++)
        order_reads(self, field, field->rows->items[field->rows->computed[i]].computed);
    self->marks[at] = DONE;
    self->order[self->ordered++] = (uint32_t)at;
}

static void order_all(ordering *self) {
    self->marks = pk_compile_alloc(self->work, self->count, sizeof *self->marks);
    self->order = pk_compile_alloc(self->work, self->count, sizeof *self->order);
    for (size_t i = 0; i < self->count && !self->work->error->status; i++)
        if (is_computed(&self->items[i]) && self->marks[i] == UNSEEN)
            put_in_order(self, i);
}

static void order_rows(pk_compiling *work, const pk_field *list, const char *head_file) {
    pk_fields *rows = list->rows;
    ordering order = {.work = work,
                      .head_file = head_file,
                      .list = list,
                      .items = rows->items,
                      .base = work->form->row_slot,
                      .count = rows->count};
    order_all(&order);
    rows->computed = order.order;
    rows->computed_count = order.ordered;
    for (size_t i = 0; i < order.ordered; i++)
        work->form->roots |= pk_expr_roots(rows->items[order.order[i]].computed);
}

void pk_compile_computed(pk_compiling *self, const char *head_file) {
    pilkada_form *form = self->form;
    ordering order = {.work = self, .head_file = head_file, .items = form->fields.items, .count = form->fields.count};
    for (size_t i = 0; i < form->fields.count && !self->error->status; i++)
        if (form->fields.items[i].rows)
            order_rows(self, &form->fields.items[i], head_file);
    order_all(&order);
    form->computed = order.order;
    form->computed_count = order.ordered;
    for (size_t i = 0; i < order.ordered; i++)
        if (form->fields.items[order.order[i]].computed)
            form->roots |= pk_expr_roots(form->fields.items[order.order[i]].computed);
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

/* "partisipasi"; of a row "/hasil/0/selisih". */
static const char *name_of(pk_judging *self, const pk_field *field, const pk_field *list) {
    return list ? pk_row_pointer(self, list, field) : field->id.data;
}

static void keep_computed(pk_judging *self, const char *name, pk_value value) {
    pk_answer *answer = self->answer;
    pilkada_operand *items = pk_arena_grow(&answer->arena, answer->computed, answer->computed_count,
                                           &self->computed_capacity, sizeof *items);
    if (!items) {
        self->failed = true;
        return;
    }
    answer->computed = items;
    items[answer->computed_count++] = (pilkada_operand){name, pk_judge_keep_value(self, value)};
}

bool pk_judge_compute(pk_judging *self, const pk_field *field, const pk_field *list, uint32_t slot) {
    pk_value *to = &self->filling.slots[slot];
    if (to->type != PK_MISSING || to->state != PILKADA_VALUE_ABSENT || pk_slot_is_faulty(*to) ||
        !has_operands(self, field->computed))
        return false;
    pk_value value = as_typed(field, pk_judge_expr(self, field->computed));
    if (value.type == PK_MISSING)
        return false;
    *to = value;
    to->extra = PK_SLOT_COMPUTED;
    self->filling.given[slot / 64] |= (uint64_t)1 << slot % 64;
    keep_computed(self, name_of(self, field, list), value);
    return true;
}

void pk_judge_computed(pk_judging *self) {
    const pilkada_form *form = self->form;
    for (size_t i = 0; i < form->computed_count; i++) {
        const pk_field *field = &form->fields.items[form->computed[i]];
        if (field->rows)
            pk_judge_computed_rows(self, field);
        else
            pk_judge_compute(self, field, NULL, form->computed[i]);
    }
}
