/** @file form/finding.c  Findings: from a fault of structure or from a broken rule, with both sentences. */
#include "form/judging.h"
#include "form/sentence.h"

/* ---- the list ---- */

static bool make_room(pk_judging *self) {
    pk_finding_list *list = &self->list;
    pilkada_finding *items =
        pk_arena_grow(&self->answer->arena, list->items, list->count, &list->capacity, sizeof *items);
    if (!items) {
        self->failed = true;
        return false;
    }
    list->items = items;
    return true;
}

static pilkada_finding *append(pk_judging *self, const pk_rule *rule) {
    if (self->failed || !make_room(self))
        return NULL;
    pilkada_finding *finding = &self->list.items[self->list.count++];
    *finding = (pilkada_finding){.code = rule->id,
                                 .severity = rule->severity,
                                 .path = "",
                                 .message_id = "",
                                 .message_en = "",
                                 .basis = rule->basis,
                                 .basis_count = rule->basis_count,
                                 .flag = rule->flag};
    return finding;
}

/* The last place is kept for the finding that says how many were left out. */
static pilkada_finding *add(pk_judging *self, const pk_rule *rule) {
    pk_finding_list *list = &self->list;
    bool galat = rule->severity == PILKADA_SEVERITY_GALAT;
    list->galat = list->galat || galat;
    list->unflagged_galat = list->unflagged_galat || (galat && !rule->flag);
    if (list->count + 1 < PILKADA_MAX_FINDINGS)
        return append(self, rule);
    list->left_out++;
    return NULL;
}

/* ---- texts of a finding live in the answer ---- */

static const char *keep_scratch(pk_judging *self) {
    pilkada_buffer *scratch = self->scratch;
    const char *text = scratch->failed ? NULL : pk_arena_strdup(&self->answer->arena, scratch->data, scratch->size);
    pk_buffer_done(scratch, 0, NULL);
    pilkada_buffer_clear(scratch);
    self->failed = self->failed || !text;
    return text ? text : "";
}

const char *pk_judge_keep_value(pk_judging *self, pk_value value) {
    pk_put_value(self->scratch, value);
    return keep_scratch(self);
}

static const char *keep_sentence(pk_judging *self, const char *format, pilkada_lang lang, pk_put_name put,
                                 const void *context) {
    pk_put_sentence(self->scratch, format ? format : "", lang, put, context);
    return keep_scratch(self);
}

static pilkada_operand *new_operands(pk_judging *self, size_t count) {
    pilkada_operand *operands = pk_arena_alloc(&self->answer->arena, count * sizeof *operands);
    self->failed = self->failed || !operands;
    return operands;
}

/* ---- broken rules ---- */

typedef struct broken {
    const pilkada_form *form;
    const pk_field *list;
    const pk_value *slots;
    pk_value left, right, difference;
} broken;

static bool put_rule_name(pilkada_buffer *out, pk_span name, pilkada_lang lang, const void *context) {
    const broken *self = context;
    bool label = pk_span_starts_with(name, "label.");
    uint32_t slot = pk_slot_named(self->form, self->list, label ? (pk_span){name.data + 6, name.size - 6} : name);
    const pk_field *field = slot == PK_NO_SLOT ? NULL : pk_field_of_slot(self->form, self->list, slot);
    if (pk_span_is(name, "selisih"))
        pk_put_difference_text(out, self->difference, lang);
    else if (pk_span_is(name, "kiri"))
        pk_put_value_text(out, self->left, NULL, lang);
    else if (pk_span_is(name, "kanan"))
        pk_put_value_text(out, self->right, NULL, lang);
    else if (label && field)
        pk_puts(out, field->label.text[lang]);
    else if (field)
        pk_put_value_text(out, self->slots[slot], field, lang);
    else if (pk_parameter_slot(self->form, name) != PK_NO_SLOT)
        pk_put_value_text(out, self->slots[pk_parameter_slot(self->form, name)], NULL, lang);
    else
        return false;
    return true;
}

static bool reads(const pk_expr *expr, uint32_t slot) {
    for (size_t i = 0; i < pk_expr_slot_count(expr); i++)
        if (pk_expr_slot(expr, i) == slot)
            return true;
    return false;
}

/* Parameters have slots, too, but are no part of the report. */
static void put_operand(pk_judging *self, const pk_rule *rule, pilkada_finding *finding, pilkada_operand *operands,
                        uint32_t slot) {
    const pk_field *field = pk_field_of_slot(self->form, rule->list, slot);
    if (field)
        operands[finding->operand_count++] =
            (pilkada_operand){field->id.data, pk_judge_keep_value(self, self->filling.slots[slot])};
}

/* What the rule compares, then what it depends on. */
static void put_operands(pk_judging *self, pilkada_finding *finding, const pk_rule *rule) {
    size_t own = pk_expr_slot_count(rule->expr), more = rule->when ? pk_expr_slot_count(rule->when) : 0;
    pilkada_operand *operands = new_operands(self, own + more);
    if (!operands)
        return;
    for (size_t i = 0; i < own; i++)
        put_operand(self, rule, finding, operands, pk_expr_slot(rule->expr, i));
    for (size_t i = 0; i < more; i++)
        if (!reads(rule->expr, pk_expr_slot(rule->when, i)))
            put_operand(self, rule, finding, operands, pk_expr_slot(rule->when, i));
    finding->operands = operands;
}

static broken why(pk_judging *self, const pk_rule *rule) {
    pk_span left_source, right_source;
    broken found = {.form = self->form, .list = rule->list, .slots = self->filling.slots};
    self->frame.steps_left = PILKADA_MAX_EXPRESSION_STEPS;
    if (pk_expr_deciding(rule->expr, &self->frame, &found.left, &found.right, &left_source, &right_source) &&
        rule->gives_difference)
        found.difference = pk_difference_of(found.left, found.right);
    return found;
}

const char *pk_row_pointer(pk_judging *self, const pk_field *list, const pk_field *member) {
    pk_putc(self->scratch, '/');
    for (size_t i = 0; i < list->id.size; i++)
        pk_putc(self->scratch, list->id.data[i] == '.' ? '/' : list->id.data[i]);
    pk_putc(self->scratch, '/');
    pk_put_int(self->scratch, self->row->number);
    pk_putc(self->scratch, '/');
    pk_put(self->scratch, member->id.data, member->id.size);
    return keep_scratch(self);
}

/* "/hasil", the number of the row, "/suara_sah". */
const char *pk_rule_path(pk_judging *self, const pk_rule *rule) {
    if (!rule->member)
        return rule->path;
    pk_puts(self->scratch, rule->path);
    pk_putc(self->scratch, '/');
    pk_put_int(self->scratch, self->row->number);
    pk_puts(self->scratch, rule->member);
    return keep_scratch(self);
}

void pk_finding_fill(pk_judging *self, pilkada_finding *finding, const pk_rule *rule) {
    broken found = why(self, rule);
    finding->path = pk_rule_path(self, rule);
    finding->message_id = keep_sentence(self, rule->message.text[0], PILKADA_LANG_ID, put_rule_name, &found);
    finding->message_en = keep_sentence(self, rule->message.text[1], PILKADA_LANG_EN, put_rule_name, &found);
    put_operands(self, finding, rule);
    if (found.difference.type != PK_MISSING)
        finding->difference = pk_judge_keep_value(self, found.difference);
}

void pk_finding_of_rule(pk_judging *self, const pk_rule *rule) {
    pilkada_finding *finding = add(self, rule);
    if (finding)
        pk_finding_fill(self, finding, rule);
}

/* ---- faults of structure ---- */

static void put_fault_label(pilkada_buffer *out, const pk_fault *fault, pilkada_lang lang) {
    if (fault->list) {
        pk_puts(out, fault->list->label.text[lang]);
        pk_puts(out, lang == PILKADA_LANG_EN ? ", row " : ", baris ");
        pk_put_int(out, (int64_t)fault->row + 1);
        if (!fault->field || fault->field == fault->list || fault->field == fault->list->items)
            return;
        pk_puts(out, ", ");
    }
    if (fault->field)
        pk_puts(out, fault->field->label.text[lang]);
}

const char *pk_fault_label(pk_judging *self, const pk_fault *fault, pilkada_lang lang) {
    put_fault_label(self->scratch, fault, lang);
    return keep_scratch(self);
}

static void put_choices(pilkada_buffer *out, const pk_field *field) {
    for (size_t i = 0; i < field->choice_count; i++) {
        if (i)
            pk_puts(out, ", ");
        pk_puts(out, field->choices[i].id.data);
    }
}

/* The digits of a grouped number, or the near word. */
static void put_suggestion(pilkada_buffer *out, const pk_fault *fault) {
    if (fault->kind == PK_FAULT_CHOICE_NEAR && fault->value.type == PK_STRING) {
        const char *near =
            pk_nearest(pk_value_span(fault->value), fault->field->choice_ids, fault->field->choice_count);
        pk_puts(out, near ? near : "");
        return;
    }
    if (fault->near) {
        pk_puts(out, fault->near);
        return;
    }
    for (size_t i = 0; i < fault->written.size; i++)
        if (pk_is_digit(fault->written.data[i]))
            pk_putc(out, fault->written.data[i]);
}

/* A row that is no object is told of with its list as the field. */
static pk_kind kind_asked(const pk_fault *fault) {
    bool row = fault->list && fault->field == fault->list;
    return row ? PK_KIND_KELOMPOK : fault->field->kind;
}

static bool put_fault_name(pilkada_buffer *out, pk_span name, pilkada_lang lang, const void *context) {
    const pk_fault *fault = context;
    if (pk_span_is(name, "isian"))
        put_fault_label(out, fault, lang);
    else if (pk_span_is(name, "kode"))
        pk_put_quoted_text(out, fault->field ? fault->field->id : fault->name);
    else if (pk_span_is(name, "nilai"))
        pk_put_quoted_text(out, fault->written);
    else if (pk_span_is(name, "saran"))
        put_suggestion(out, fault);
    else if (pk_span_is(name, "jumlah"))
        pk_put_grouped(out, fault->count, lang);
    else if (pk_span_is(name, "jenis") && fault->field)
        pk_puts(out, pk_kind_of(kind_asked(fault))->label.text[lang]);
    else if (pk_span_is(name, "bentuk") && fault->field && fault->field->pattern)
        pk_puts(out, fault->field->pattern->label.text[lang]);
    else if (pk_span_is(name, "pilihan") && fault->field)
        put_choices(out, fault->field);
    else if ((pk_span_is(name, "min") || pk_span_is(name, "maks")) && fault->field)
        pk_put_bound_text(out, fault->field, name.size == 4, lang);
    else
        return false;
    return true;
}

static void put_token(pilkada_buffer *out, pk_span token) {
    pk_putc(out, '/');
    for (size_t i = 0; i < token.size; i++) {
        if (token.data[i] == '~')
            pk_puts(out, "~0");
        else if (token.data[i] == '/')
            pk_puts(out, "~1");
        else
            pk_putc(out, token.data[i]);
    }
}

/* The names around a field, then its own. */
static void put_path(pilkada_buffer *out, const pilkada_form *form, const pk_field *field) {
    if (field->group != PK_NO_SLOT)
        put_path(out, form, &form->fields.items[field->group]);
    put_token(out, field->key.text);
}

const char *pk_fault_path(pk_judging *self, const pk_fault *fault) {
    if (fault->list) {
        put_path(self->scratch, self->form, fault->list);
        pk_putc(self->scratch, '/');
        pk_put_int(self->scratch, fault->row);
    } else if (!fault->field && fault->group)
        put_path(self->scratch, self->form, fault->group);
    if (!fault->field && fault->name.data)
        put_token(self->scratch, fault->name);
    else if (fault->field && !fault->list)
        put_path(self->scratch, self->form, fault->field);
    else if (fault->field && fault->field != fault->list && fault->field != fault->list->items)
        put_token(self->scratch, fault->field->key.text);
    return keep_scratch(self);
}

static const char *keep_name(pk_judging *self, const pk_fault *fault) {
    if (fault->field)
        return fault->field->id.data;
    pk_put(self->scratch, fault->name.data, fault->name.size);
    return keep_scratch(self);
}

static void word_fault(pk_judging *self, pilkada_finding *finding, const pk_fault *fault) {
    const pk_catalogue *catalogue = self->form->catalogue;
    const char *key = pk_fault_key(fault->kind);
    const char *id = pk_catalogue_text(catalogue, key, PILKADA_LANG_ID);
    const char *en = pk_catalogue_text(catalogue, key, PILKADA_LANG_EN);
    finding->message_id = keep_sentence(self, id ? id : key, PILKADA_LANG_ID, put_fault_name, fault);
    finding->message_en = keep_sentence(self, en ? en : key, PILKADA_LANG_EN, put_fault_name, fault);
}

void pk_finding_of_fault(pk_judging *self, const pk_fault *fault) {
    pilkada_finding *finding = add(self, &self->form->structure[fault->kind]);
    if (!finding)
        return;
    finding->path = pk_fault_path(self, fault);
    word_fault(self, finding, fault);
    pilkada_operand *operands = new_operands(self, 1);
    if (!operands)
        return;
    operands[0] = (pilkada_operand){keep_name(self, fault), pk_judge_keep_value(self, fault->value)};
    finding->operands = operands;
    finding->operand_count = 1;
}

/* ---- closing ---- */

static void say_left_out(pk_judging *self) {
    pk_fault fault = {.kind = PK_FAULT_MORE, .count = (int64_t)self->list.left_out};
    pilkada_finding *finding = append(self, &self->form->structure[PK_FAULT_MORE]);
    if (finding)
        word_fault(self, finding, &fault);
}

/* Galat first, the order of the form within a severity, what was left out at the very end. */
void pk_findings_finish(pk_judging *self) {
    pk_finding_list *list = &self->list;
    size_t count = list->count, put = 0;
    if (!count)
        return;
    if (list->left_out)
        say_left_out(self);
    pilkada_finding *ordered = pk_arena_alloc(&self->answer->arena, list->count * sizeof *ordered);
    if (!ordered) {
        self->failed = true;
        return;
    }
    for (int severity = PILKADA_SEVERITY_GALAT; severity >= PILKADA_SEVERITY_INFO; severity--)
        for (size_t i = 0; i < count; i++)
            if ((int)list->items[i].severity == severity)
                ordered[put++] = list->items[i];
    for (size_t i = count; i < list->count; i++)
        ordered[put++] = list->items[i];
    self->answer->findings = ordered;
    self->answer->finding_count = put;
}
