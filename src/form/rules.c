/** @file form/rules.c  Judging the rules of a form over the slots of a report. */
#include "form/form_internal.h"

void pk_judge_not_judged(pk_judging *self, const char *code) {
    pk_answer *answer = self->answer;
    for (size_t i = 0; i < answer->not_judged_count; i++)
        if (strcmp(answer->not_judged[i], code) == 0)
            return;
    if (answer->not_judged_count == self->not_judged_capacity) {
        size_t capacity = self->not_judged_capacity ? self->not_judged_capacity * 2 : 8;
        const char **items = pk_arena_alloc(&answer->arena, capacity * sizeof *items);
        if (!items) {
            self->failed = true;
            return;
        }
        for (size_t i = 0; i < answer->not_judged_count; i++)
            items[i] = answer->not_judged[i];
        answer->not_judged = items;
        self->not_judged_capacity = capacity;
    }
    answer->not_judged[answer->not_judged_count++] = code;
}

/* Is there enough to judge by? A value with a fault is a finding already, and no ground for another. */
static inline bool lacks_any(const pk_judging *self, const uint64_t *slots) {
    uint64_t missing = 0;
    for (size_t i = 0; i < self->form->words; i++)
        missing |= slots[i] & ~self->filling.given[i];
    return missing != 0;
}

static bool has_enough(const pk_judging *self, const pk_check *check) {
    uint64_t given = 0, faulty = 0;
    for (size_t i = 0; i < self->form->words; i++) {
        given |= check->reads[i] & self->filling.given[i];
        faulty |= check->reads[i] & self->filling.faulty[i];
    }
    return !faulty && (given || check->missing == PK_NEVER_SKIP);
}

/* Lack of memory must not look like a rule that cannot be judged. */
pk_value pk_judge_expr(pk_judging *self, const pk_expr *expr) {
    self->frame.steps_left = PILKADA_MAX_EXPRESSION_STEPS;
    pk_value answer = pk_expr_eval(expr, &self->frame);
    if (answer.type == PK_ERROR && strcmp(answer.text, "out of memory") == 0)
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

/* An expression that cannot be computed is not judged: it is neither kept nor broken. */
static void judge_rule(pk_judging *self, const pk_check *check, const pk_rule *rule) {
    if (check->roots & ~self->given) {
        pk_judge_not_judged(self, rule->id);
        return;
    }
    if (lacks_any(self, check->must) || (check->reads && !has_enough(self, check)))
        return;
    pk_value condition = applies(self, check->when);
    if (condition.type == PK_BOOL && !condition.boolean)
        return;
    pk_value holds = condition.type == PK_BOOL ? pk_judge_expr(self, check->expr) : condition;
    if (holds.type != PK_BOOL)
        pk_judge_not_judged(self, rule->id);
    else if (!holds.boolean)
        pk_finding_of_rule(self, rule);
}

void pk_judge_rules(pk_judging *self) {
    const pilkada_form *form = self->form;
    for (size_t i = 0; i < form->rule_count; i++)
        judge_rule(self, &form->checks[i], &form->rules[i]);
}
