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

static bool meets(const uint64_t *a, const uint64_t *b, size_t words) {
    for (size_t i = 0; i < words; i++)
        if (a[i] & b[i])
            return true;
    return false;
}

static bool is_within(const uint64_t *a, const uint64_t *b, size_t words) {
    uint64_t any = 0;
    for (size_t i = 0; i < words; i++) {
        if (a[i] & ~b[i])
            return false;
        any |= a[i];
    }
    return any != 0;
}

/* Is there enough to judge by? A value with a fault is a finding already, and no ground for another. */
static bool has_operands(const pk_judging *self, const uint64_t *slots, pk_missing_strategy strategy) {
    size_t words = self->form->words;
    if (!meets(slots, self->missing, words))
        return true;
    if (strategy == PK_SKIP_IF_ANY_MISSING || meets(slots, self->faulty, words))
        return false;
    return strategy == PK_NEVER_SKIP || !is_within(slots, self->missing, words);
}

static pk_value evaluate(pk_judging *self, const pk_expr *expr) {
    self->frame.steps_left = PILKADA_MAX_EXPRESSION_STEPS;
    return pk_expr_eval(expr, &self->frame);
}

/* An expression that cannot be computed is not judged: it is neither kept nor broken. */
static bool applies(pk_judging *self, const pk_rule *rule) {
    if (!rule->when)
        return true;
    pk_value answer = evaluate(self, rule->when);
    if (answer.type != PK_BOOL)
        pk_judge_not_judged(self, rule->id);
    return answer.type == PK_BOOL && answer.boolean;
}

static void judge_rule(pk_judging *self, const pk_rule *rule) {
    if (rule->roots & ~self->given) {
        pk_judge_not_judged(self, rule->id);
        return;
    }
    if (!has_operands(self, rule->reads, rule->missing) ||
        (rule->when && !has_operands(self, rule->when_reads, PK_SKIP_IF_ANY_MISSING)) || !applies(self, rule))
        return;
    pk_value answer = evaluate(self, rule->expr);
    if (answer.type != PK_BOOL)
        pk_judge_not_judged(self, rule->id);
    else if (!answer.boolean)
        pk_finding_of_rule(self, rule);
}

void pk_judge_rules(pk_judging *self) {
    for (size_t i = 0; i < self->form->rule_count; i++)
        judge_rule(self, &self->form->rules[i]);
}
