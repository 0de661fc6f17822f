/** @file form/explain.c  Every rule of a form over one report: what it said, and why. */
#include "form/explain.h"

#include "core/error.h"
#include "form/sentence.h"

enum { MOST_PARTS = 100 /* lists with more are named, not shown */ };

const char *pilkada_outcome_name(pilkada_outcome outcome) {
    static const char *const names[] = {"terpenuhi", "dilanggar",     "tidak_berlaku",
                                        "dilewati",  "tidak_dinilai", "tidak_terhitung"};
    return (unsigned)outcome < sizeof names / sizeof *names ? names[outcome] : "";
}

const char *pk_shown_name(pk_shown shown) {
    static const char *const names[PK_SHOWN_COUNT] = {"absen", "belum_terjangkau", "kosong",  "nihil", "nilai", "salah",
                                                      "besar", "kesalahan",        "dilewati"};
    return names[shown];
}

/* ---- values for the eye ---- */

const char *pk_explain_keep(pk_judging *self) {
    pilkada_buffer *scratch = self->scratch;
    const char *text = scratch->failed ? NULL : pk_arena_strdup(&self->answer->arena, scratch->data, scratch->size);
    pk_buffer_done(scratch, 0, NULL);
    pilkada_buffer_clear(scratch);
    self->failed = self->failed || !text;
    return text ? text : "";
}

static pk_shown shown_of(pk_value value) {
    if (value.type == PK_ERROR)
        return PK_SHOWN_ERROR;
    if (value.type == PK_MISSING)
        return pk_slot_is_faulty(value) ? PK_SHOWN_FAULTY : (pk_shown)value.state;
    return pk_value_is_small(value, MOST_PARTS) ? PK_SHOWN_VALUE : PK_SHOWN_LARGE;
}

/* A truth is "ya" as a field and "benar" as an answer. Lists without a field are shown as they are. */
static void put_text(pk_judging *self, pk_value value, const pk_field *field, pilkada_lang lang) {
    static const char *const truths[2][2] = {{"salah", "benar"}, {"false", "true"}};
    if (value.type == PK_BOOL && !field)
        pk_puts(self->scratch, truths[lang == PILKADA_LANG_EN][value.boolean]);
    else if ((value.type == PK_LIST || value.type == PK_MAP) && (!field || !field->items))
        pk_put_value(self->scratch, value);
    else
        pk_put_value_text(self->scratch, value, field, lang);
}

pk_exhibit pk_exhibit_of(pk_judging *self, pk_value value, const pk_field *field) {
    pk_exhibit exhibit = {.shown = shown_of(value)};
    if (exhibit.shown != PK_SHOWN_VALUE)
        return exhibit;
    pk_put_value(self->scratch, value);
    exhibit.value = pk_explain_keep(self);
    for (int lang = 0; lang < 2; lang++) {
        put_text(self, value, field, (pilkada_lang)lang);
        exhibit.text.text[lang] = pk_explain_keep(self);
    }
    return exhibit;
}

/* ---- entries ---- */

static const char *source_of(pk_judging *self, const pk_expr *expr) {
    if (!expr)
        return NULL;
    pk_span source = pk_expr_source(expr);
    pk_put(self->scratch, source.data, source.size);
    return pk_explain_keep(self);
}

static bool make_room(pk_judging *self) {
    pk_answer *answer = self->answer;
    pk_explained *entries = pk_arena_grow(&answer->arena, answer->explained, answer->explained_count,
                                          &self->explained_capacity, sizeof *entries);
    if (!entries) {
        self->failed = true;
        return false;
    }
    answer->explained = entries;
    return true;
}

/* NULL: no more are kept, or memory is out. */
static pk_explained *new_entry(pk_judging *self, const pk_rule *rule) {
    pk_answer *answer = self->answer;
    if (answer->explained_count == PILKADA_MAX_EXPLAINED) {
        answer->explained_more++;
        return NULL;
    }
    if (self->failed || !make_room(self))
        return NULL;
    pk_explained *entry = &answer->explained[answer->explained_count++];
    *entry = (pk_explained){.rule = rule, .flag = rule->flag};
    entry->face.code = rule->id;
    entry->face.severity = rule->severity;
    entry->face.path = pk_rule_path(self, rule);
    entry->face.expression = source_of(self, rule->expr);
    entry->face.when = source_of(self, rule->when);
    return entry;
}

static void take_finding(pk_explained *entry, const pilkada_finding *finding) {
    entry->face.path = finding->path;
    entry->face.reason_id = finding->message_id;
    entry->face.reason_en = finding->message_en;
    entry->face.difference = finding->difference;
}

static bool is_asked(const pk_judging *self, const char *code) {
    return !self->explain->rule || strcmp(self->explain->rule, code) == 0;
}

/* The expression is asked only where the condition is true. */
static void explain_parts(pk_judging *self, const pk_check *check, pk_explained *entry) {
    const pk_rule *rule = entry->rule;
    pk_value condition = pk_value_bool(true);
    self->frame.absent_is_error = (check->roots & ~self->given) != 0;
    if (rule->when) {
        condition = pk_judge_expr(self, rule->when);
        entry->condition = pk_explain_tree(self, rule, rule->when);
    }
    if (condition.type == PK_BOOL && condition.boolean)
        entry->tree = pk_explain_tree(self, rule, rule->expr);
    self->frame.absent_is_error = false;
}

static void explain_failure(pk_judging *self, pk_explained *entry) {
    pilkada_finding finding = {.path = ""};
    pk_finding_fill(self, &finding, entry->rule);
    take_finding(entry, &finding);
}

void pk_explain_rule(pk_judging *self, const pk_check *check, const pk_rule *rule) {
    pk_explained *entry = is_asked(self, rule->id) ? new_entry(self, rule) : NULL;
    pk_value answer = pk_value_missing(PILKADA_VALUE_ABSENT);
    if (!entry)
        return;
    pilkada_outcome outcome = entry->face.outcome = pk_rule_outcome(self, check, &answer);
    pk_explain_operands(self, entry);
    if (outcome != PILKADA_OUTCOME_SKIPPED && outcome != PILKADA_OUTCOME_NO_CONTEXT)
        explain_parts(self, check, entry);
    if (outcome == PILKADA_OUTCOME_FAILS)
        explain_failure(self, entry);
    else
        pk_explain_reason(self, check, entry, answer);
}

/* ---- codes of structure: the verdict has said it all ---- */

static const pk_rule *structure_of(const pk_judging *self, const pilkada_finding *finding) {
    for (size_t kind = 0; kind < PK_FAULT_COUNT; kind++)
        if (self->form->structure[kind].id == finding->code)
            return &self->form->structure[kind];
    return NULL;
}

/* A fault has one operand: what was found where the path leads. */
static void explain_fault(pk_judging *self, const pk_rule *rule, const pilkada_finding *finding) {
    pk_explained *entry = new_entry(self, rule);
    if (!entry)
        return;
    entry->face.outcome = PILKADA_OUTCOME_FAILS;
    take_finding(entry, finding);
    if (!finding->operand_count)
        return;
    pk_explained_operand *operand = pk_arena_alloc_zero(&self->answer->arena, 1, sizeof *operand);
    if (!operand) {
        self->failed = true;
        return;
    }
    const char *value = finding->operands[0].value;
    const pk_field *field = pk_field_named(&self->form->fields, pk_span_of(finding->operands[0].name));
    bool nothing = strcmp(value, "null") == 0;
    *operand = (pk_explained_operand){.name = finding->operands[0].name,
                                      .label = field ? &field->label : NULL,
                                      .origin = "laporan",
                                      .pointer = finding->path,
                                      .exhibit = {.shown = nothing ? PK_SHOWN_ABSENT : PK_SHOWN_VALUE,
                                                  .value = nothing ? NULL : value,
                                                  .text = {{value, value}}}};
    entry->operands = operand;
    entry->operand_count = 1;
}

static void explain_faults(pk_judging *self) {
    for (size_t i = 0; i < self->answer->finding_count; i++) {
        const pilkada_finding *finding = &self->answer->findings[i];
        const pk_rule *rule = structure_of(self, finding);
        if (rule && is_asked(self, rule->id))
            explain_fault(self, rule, finding);
    }
}

/* ---- the whole report ---- */

static bool is_known(const pk_judging *self) {
    const pilkada_form *form = self->form;
    bool known = false;
    for (size_t i = 0; i < PK_FAULT_COUNT; i++)
        known = known || is_asked(self, form->structure[i].id);
    for (size_t i = 0; i < form->rule_count; i++)
        known = known || is_asked(self, form->rules[i].id);
    return known;
}

pilkada_status pk_explain(pk_judging *self, pilkada_error *error) {
    if (!is_known(self)) {
        pk_fail(error, PILKADA_E_UNKNOWN, "form %s has no rule of this code; see its list of rules", self->form->id);
        pk_error_where(error, "rule", "");
        return PILKADA_E_UNKNOWN;
    }
    explain_faults(self);
    pk_explain_rules(self);
    return PILKADA_OK;
}

/* ---- the object ---- */

pilkada_explanation *pilkada_explanation_new(const pilkada_allocator *allocator, pilkada_error *error) {
    allocator = pk_allocator_or_default(allocator);
    pilkada_explanation *self = pk_alloc_zero(allocator, 1, sizeof *self);
    if (!self) {
        pk_fail_memory(error);
        return NULL;
    }
    self->verdict = pilkada_verdict_new(allocator, error);
    if (!self->verdict) {
        pk_free(allocator, self);
        return NULL;
    }
    self->verdict->explain = self;
    return self;
}

void pilkada_explanation_free(pilkada_explanation *self) {
    if (!self)
        return;
    pilkada_allocator allocator = self->verdict->allocator;
    pilkada_verdict_free(self->verdict);
    pk_free(&allocator, self);
}

const pk_answer *pk_explanation_answer(const pilkada_explanation *self) {
    return self ? pk_verdict_answer(self->verdict) : NULL;
}

pilkada_verdict *pk_explanation_begin(pilkada_explanation *self, const char *rule) {
    self->rule = rule;
    self->asked = rule != NULL;
    return self->verdict;
}

const pilkada_verdict *pilkada_explanation_verdict(const pilkada_explanation *self) {
    return self ? self->verdict : NULL;
}

size_t pilkada_explanation_count(const pilkada_explanation *self) {
    const pk_answer *answer = pk_explanation_answer(self);
    return answer ? answer->explained_count : 0;
}

const pilkada_explained *pilkada_explanation_at(const pilkada_explanation *self, size_t index) {
    return index < pilkada_explanation_count(self) ? &pk_explanation_answer(self)->explained[index].face : NULL;
}
