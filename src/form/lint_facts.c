/** @file form/lint_facts.c  Rules that cannot be met together, and conditions that contradict themselves. */
#include "core/error.h"
#include "form/facts.h"
#include "form/lint.h"

enum { WHO = 16, MOST_TOLD = 16 };

/* ---- one expression ---- */

/* What was made for one question is not needed for the next. */
static void forget(pk_lint_scratch *scratch) {
    scratch->failed = scratch->failed || scratch->arena.failed;
    pk_arena_reset(&scratch->arena);
}

bool pk_lint_denies_itself(const pilkada_form *form, const pk_field *list, const pk_expr *expr,
                           pk_lint_scratch *scratch) {
    uint32_t who[1];
    pk_facts facts = {.form = form, .list = list, .arena = &scratch->arena};
    pk_facts_add(&facts, expr->root, true, 0);
    bool denies = pk_facts_conflict(&facts, who, 1) > 0;
    forget(scratch);
    return denies;
}

/* ---- the rules of one case: those of the same rows that apply under the same condition ---- */

typedef struct grouping {
    const pilkada_form *form;
    const pk_lint_conflict *told;
    pk_lint_scratch *scratch;
    bool *out; /* rules that are done with */
} grouping;

static bool same_case(const pk_rule *a, const pk_rule *b) {
    if (a->list != b->list || !a->when != !b->when)
        return false;
    return !a->when || pk_span_equal(pk_expr_source(a->when), pk_expr_source(b->when));
}

/* What an info says of a report is no demand. */
static bool demands(const pk_rule *rule) {
    return rule->severity != PILKADA_SEVERITY_INFO;
}

static size_t find_conflict(const grouping *self, const pk_rule *leader, uint32_t who[WHO]) {
    const pilkada_form *form = self->form;
    pk_facts facts = {.form = form, .list = leader->list, .arena = &self->scratch->arena};
    for (size_t i = (size_t)(leader - form->rules); i < form->rule_count; i++)
        if (!self->out[i] && demands(&form->rules[i]) && same_case(leader, &form->rules[i]))
            pk_facts_add(&facts, form->rules[i].expr->root, true, (uint32_t)i);
    size_t count = pk_facts_conflict(&facts, who, WHO);
    forget(self->scratch);
    return count;
}

/* The rules made of one definition are told of once. */
static void leave_out(const grouping *self, uint32_t index) {
    const pilkada_form *form = self->form;
    const pk_rule *rules = form->rules;
    for (size_t i = 0; i < form->rule_count; i++)
        if (rules[i].place == rules[index].place && (i < form->head_rules) == (index < form->head_rules))
            self->out[i] = true;
}

static void check_case(const grouping *self, const pk_rule *leader) {
    uint32_t who[WHO];
    size_t told = 0;
    for (size_t count = find_conflict(self, leader, who); count && told < MOST_TOLD;
         count = find_conflict(self, leader, who), told++) {
        if (count > 1)
            self->told->tell(self->told, who, count);
        leave_out(self, who[count - 1]);
    }
}

static bool is_first_of_case(const pilkada_form *form, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (demands(&form->rules[i]) && same_case(&form->rules[i], &form->rules[index]))
            return false;
    return demands(&form->rules[index]);
}

void pk_lint_conflicts(const pilkada_form *form, const pk_lint_conflict *told, pk_lint_scratch *scratch) {
    const pilkada_allocator *allocator = &scratch->arena.allocator;
    bool *out = pk_alloc_zero(allocator, form->rule_count + 1, sizeof *out);
    const grouping self = {form, told, scratch, out};
    for (size_t i = 0; out && i < form->rule_count; i++)
        if (is_first_of_case(form, i))
            check_case(&self, &form->rules[i]);
    scratch->failed = scratch->failed || !out;
    pk_free(allocator, out);
}
