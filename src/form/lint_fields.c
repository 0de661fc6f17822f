/** @file form/lint_fields.c  What a linter sees in the fields of a form. */
#include <stdio.h>

#include "form/lint.h"

typedef struct linting {
    const pilkada_form *form;
    const char *head;
    pk_problems *problems;
} linting;

/* Told at the field, in the file where it stands. */
static void tell(const linting *self, pilkada_severity severity, size_t slot, const char *member, const char *key,
                 const pk_argument *arguments, size_t count) {
    const pilkada_form *form = self->form;
    pilkada_buffer where;
    pilkada_buffer_init(&where, &self->problems->arena->allocator);
    pk_put_field_place(&where, form, slot);
    pk_puts(&where, member);
    if (form->fields.items[slot].section < form->head_sections)
        self->problems->file = self->head;
    if (where.failed)
        self->problems->failed = true;
    else
        pk_problem_add(self->problems, (int)severity, where.data, key, arguments, count);
    self->problems->file = NULL;
    pilkada_buffer_dispose(&where);
}

/* ---- labels ---- */

static void check_label(const linting *self, size_t slot) {
    const pk_fields *fields = &self->form->fields;
    const char *text = fields->items[slot].label.text[0];
    const pk_argument label = PK_TEXT_ARG("label", pk_span_of(text));
    for (size_t i = 0; i < slot; i++) {
        if (strcmp(text, fields->items[i].label.text[0]) != 0)
            continue;
        tell(self, PILKADA_SEVERITY_PERINGATAN, slot, "/label", "form.check.same_label", &label, 1);
        return;
    }
}

/* ---- rules that fields name, and that read them ---- */

static bool has_rule(const pilkada_form *form, const char *id) {
    for (size_t i = 0; i < form->rule_count; i++)
        if (strcmp(form->rules[i].id, id) == 0)
            return true;
    return false;
}

/* The nearest id of a rule; "-" if none is near. */
static const char *near_rule(const pilkada_form *form, const char *id) {
    for (size_t i = 0; i < form->rule_count; i++)
        if (pk_nearest(pk_span_of(id), &form->rules[i].id, 1))
            return form->rules[i].id;
    return "-";
}

static void check_rule_of(const linting *self, size_t slot) {
    const pk_field *field = &self->form->fields.items[slot];
    if (field->need != PK_NEED_RULE || has_rule(self->form, field->need_source))
        return;
    const pk_argument arguments[] = {PK_TEXT_ARG("isian", field->id),
                                     PK_TEXT_ARG("aturan", pk_span_of(field->need_source)),
                                     PK_TEXT_ARG("saran", pk_span_of(near_rule(self->form, field->need_source)))};
    tell(self, PILKADA_SEVERITY_GALAT, slot, "/required", "form.check.unknown_rule", arguments, 3);
}

static bool reads(const pk_expr *expr, uint32_t slot) {
    for (size_t i = 0; expr && i < pk_expr_slot_count(expr); i++)
        if (pk_expr_slot(expr, i) == slot)
            return true;
    return false;
}

static bool field_reads(const pk_field *field, uint32_t slot) {
    bool found = reads(field->condition, slot) || reads(field->computed, slot);
    for (size_t i = 0; field->rows && i < field->rows->count; i++)
        found = found || reads(field->rows->items[i].computed, slot);
    return found;
}

static bool is_read(const pilkada_form *form, uint32_t slot) {
    for (size_t i = 0; i < form->rule_count; i++)
        if (reads(form->rules[i].expr, slot) || reads(form->rules[i].when, slot))
            return true;
    for (size_t i = 0; i < form->fields.count; i++)
        if (field_reads(&form->fields.items[i], slot))
            return true;
    return false;
}

static void check_use(const linting *self, uint32_t slot) {
    const pk_field *field = &self->form->fields.items[slot];
    const pk_argument name = PK_TEXT_ARG("isian", field->id);
    if (pk_kind_is_count(field->kind) && !is_read(self->form, slot))
        tell(self, PILKADA_SEVERITY_INFO, slot, "", "form.check.unused", &name, 1);
    if (field->condition && pk_lint_never(self->form, field->condition, self->problems))
        tell(self, PILKADA_SEVERITY_PERINGATAN, slot, "/required", "form.check.never_required", &name, 1);
}

/* ---- names in conditions and in what is computed ---- */

typedef struct telling {
    pk_lint_tell base;
    const linting *lint;
    size_t slot;
    const char *member;
    pk_span id;
} telling;

static void tell_word(const pk_lint_tell *base, const char *key, pk_span word, const char *near) {
    const telling *self = (const telling *)base;
    const pk_argument arguments[] = {PK_TEXT_ARG("aturan", self->id), PK_TEXT_ARG("kata", word),
                                     PK_TEXT_ARG("saran", pk_span_of(*near ? near : "-"))};
    tell(self->lint, PILKADA_SEVERITY_PERINGATAN, self->slot, self->member, key, arguments, 3);
}

static void check_names(const linting *self, size_t slot) {
    const pk_field *field = &self->form->fields.items[slot];
    char member[40];
    telling told = {{tell_word}, self, slot, "/required/if", field->id};
    pk_lint_names(self->form, NULL, field->condition, &told.base);
    told.member = "/computed";
    pk_lint_names(self->form, NULL, field->computed, &told.base);
    told.member = member;
    for (size_t i = 0; field->rows && i < field->rows->count; i++) {
        snprintf(member, sizeof member, "/fields/%zu/computed", i);
        told.id = field->rows->items[i].id;
        pk_lint_names(self->form, field, field->rows->items[i].computed, &told.base);
    }
}

void pk_lint_fields(const pilkada_form *form, const char *head, pk_problems *problems) {
    const linting self = {form, head, problems};
    for (uint32_t i = 0; i < form->fields.count; i++) {
        check_label(&self, i);
        check_rule_of(&self, i);
        check_use(&self, i);
        check_names(&self, i);
    }
}
