/** @file form/rules.c  Judging the rules of a form over the slots of a report. */
#include "form/judging.h"

void pk_judge_not_judged(pk_judging *self, const char *code) {
    pk_answer *answer = self->answer;
    for (size_t i = 0; i < answer->not_judged_count; i++)
        if (strcmp(answer->not_judged[i], code) == 0)
            return;
    const char **items = pk_arena_grow(&answer->arena, answer->not_judged, answer->not_judged_count,
                                       &self->not_judged_capacity, sizeof *items);
    if (!items) {
        self->failed = true;
        return;
    }
    answer->not_judged = items;
    answer->not_judged[answer->not_judged_count++] = code;
}

/* Is there enough to judge by? A value with a fault is a finding already, and no ground for another. */
static inline bool lacks_any(const pk_judging *self, const pk_check *check, const uint64_t *slots) {
    uint64_t missing = 0;
    for (size_t i = check->first; i < check->end; i++)
        missing |= slots[i] & ~self->filling.given[i];
    return missing != 0;
}

static bool has_enough(const pk_judging *self, const pk_check *check) {
    uint64_t given = 0, faulty = 0;
    for (size_t i = check->first; i < check->end; i++) {
        given |= check->reads[i] & self->filling.given[i];
        faulty |= check->reads[i] & self->filling.faulty[i];
    }
    return !faulty && (given || check->missing == PK_NEVER_SKIP);
}

/* Lack of memory must not look like a rule that cannot be judged. */
pk_value pk_judge_expr(pk_judging *self, const pk_expr *expr) {
    self->frame.steps_left = PILKADA_MAX_EXPRESSION_STEPS;
    pk_value answer = pk_expr_eval(expr, &self->frame);
    if (pk_is_out_of_memory(answer))
        self->failed = true;
    return answer;
}

static pk_value applies(pk_judging *self, const pk_expr *when) {
    if (!when)
        return pk_value_bool(true);
    if (when != self->last_when) {
        self->last_when = when;
        self->last_applies = pk_judge_expr(self, when);
    }
    return self->last_applies;
}

/* A rule that does not apply needs no context: `cakupan != 'tps' && has(konteks.x.y)` is false at a TPS all the same.
 */
static bool is_out_of_place(pk_judging *self, const pk_check *check) {
    if (!check->when)
        return false;
    self->frame.absent_is_error = true;
    pk_value condition = applies(self, check->when);
    self->frame.absent_is_error = false;
    return condition.type == PK_BOOL && !condition.boolean;
}

/* A draft is not broken by what is not there yet; that a value is required is told with its section. */
static bool is_unfinished(pk_judging *self, const pk_check *check) {
    return self->draft && check->reads && lacks_any(self, check, check->reads);
}

/* An expression that cannot be computed is not judged: it is neither kept nor broken. */
static inline pilkada_outcome outcome_of(pk_judging *self, const pk_check *check, pk_value *answer) {
    if (check->roots & ~self->given)
        return is_out_of_place(self, check) ? PILKADA_OUTCOME_NOT_APPLICABLE : PILKADA_OUTCOME_NO_CONTEXT;
    if (lacks_any(self, check, check->must) || (check->reads && !has_enough(self, check)))
        return PILKADA_OUTCOME_SKIPPED;
    *answer = applies(self, check->when);
    if (answer->type == PK_BOOL && !answer->boolean)
        return PILKADA_OUTCOME_NOT_APPLICABLE;
    if (answer->type == PK_BOOL)
        *answer = pk_judge_expr(self, check->expr);
    if (answer->type != PK_BOOL)
        return is_unfinished(self, check) ? PILKADA_OUTCOME_SKIPPED : PILKADA_OUTCOME_NOT_COMPUTED;
    if (answer->boolean)
        return PILKADA_OUTCOME_HOLDS;
    return is_unfinished(self, check) ? PILKADA_OUTCOME_SKIPPED : PILKADA_OUTCOME_FAILS;
}

pilkada_outcome pk_rule_outcome(pk_judging *self, const pk_check *check, pk_value *answer) {
    return outcome_of(self, check, answer);
}

static void judge_rule(pk_judging *self, const pk_check *check, const pk_rule *rule) {
    pk_value answer = {.type = PK_MISSING};
    pilkada_outcome outcome = outcome_of(self, check, &answer);
    if (outcome == PILKADA_OUTCOME_FAILS)
        pk_finding_of_rule(self, rule);
    else if (outcome == PILKADA_OUTCOME_SKIPPED && answer.type == PK_BOOL)
        pk_draft_note_rule(self, rule);
    else if (outcome >= PILKADA_OUTCOME_NO_CONTEXT)
        pk_judge_not_judged(self, rule->id);
}

/* What is done with each rule, or each rule of each row. Inlined: judging does not pay for explaining. */
typedef void (*visit_rule)(pk_judging *self, const pk_check *check, const pk_rule *rule);

/* ---- rules of rows ---- */

/* The members of a row take their slots: a rule over them is a rule like any other. */
void pk_enter_row(pk_judging *self, const pk_field *list, const pk_row *row) {
    size_t first = self->form->row_slot, count = list->rows->count, words = (count + 63) / 64;
    memcpy(self->filling.slots + first, row->slots, count * sizeof *row->slots);
    memcpy(self->filling.given + first / 64, row->given, words * sizeof *row->given);
    memcpy(self->filling.faulty + first / 64, row->faulty, words * sizeof *row->faulty);
    self->row = row;
    self->last_when = NULL;
}

void pk_leave_rows(pk_judging *self) {
    self->row = NULL;
    self->last_when = NULL;
}

const pk_row *pk_first_row(const pk_judging *self, const pk_field *list) {
    size_t at = (size_t)(list - self->form->fields.items);
    return self->filling.first_row ? self->filling.first_row[at] : NULL;
}

/* Rules from `from` that go through the rows of one list: row by row, all of them. Returns where they end. */
static inline size_t visit_rows(pk_judging *self, size_t from, visit_rule visit) {
    const pilkada_form *form = self->form;
    const pk_field *list = form->checks[from].list;
    size_t end = from;
    while (end < form->rule_count && form->checks[end].list == list)
        end++;
    for (const pk_row *row = pk_first_row(self, list); row; row = row->next) {
        pk_enter_row(self, list, row);
        for (size_t i = from; i < end; i++)
            visit(self, &form->checks[i], &form->rules[i]);
    }
    pk_leave_rows(self);
    return end;
}

static inline void visit_rules(pk_judging *self, visit_rule visit) {
    const pilkada_form *form = self->form;
    for (size_t i = 0; i < form->rule_count;) {
        if (form->checks[i].list) {
            i = visit_rows(self, i, visit);
            continue;
        }
        visit(self, &form->checks[i], &form->rules[i]);
        i++;
    }
}

void pk_judge_rules(pk_judging *self) {
    visit_rules(self, judge_rule);
}

void pk_explain_rules(pk_judging *self) {
    visit_rules(self, pk_explain_rule);
}
