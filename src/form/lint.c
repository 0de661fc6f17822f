/** @file form/lint.c  See form/lint.h. */
#include <stdio.h>

#include "core/error.h"
#include "form/cost.h"
#include "form/interval.h"
#include "form/lint.h"

typedef struct linting {
    const pilkada_form *form;
    const char *head;
    pk_problems *problems;
    pk_lint_scratch *scratch;
} linting;

/** The rules made of one definition: one, or one for each field of its `each`. */
typedef struct part {
    size_t first, end;
} part;

static const pk_rule *rule_at(const linting *self, size_t index) {
    return &self->form->rules[index];
}

static part part_at(const linting *self, size_t first) {
    size_t end = first + 1, limit = first < self->form->head_rules ? self->form->head_rules : self->form->rule_count;
    while (end < limit && rule_at(self, end)->place == rule_at(self, first)->place)
        end++;
    return (part){first, end};
}

/* Told under the head's file when the rule stands there. */
static void tell(const linting *self, pilkada_severity severity, size_t index, const char *member, const char *key,
                 const pk_argument *arguments, size_t count) {
    char where[64];
    snprintf(where, sizeof where, "/rules/%u/%s", (unsigned)rule_at(self, index)->place, member);
    self->problems->file = index < self->form->head_rules ? self->head : NULL;
    pk_problem_add(self->problems, (int)severity, where, key, arguments, count);
    self->problems->file = NULL;
}

static pk_argument rule_argument(const linting *self, size_t index) {
    return PK_TEXT_ARG("aturan", pk_span_of(rule_at(self, index)->id));
}

/* ---- one rule by the bounds of its fields ---- */

typedef bool (*test)(const linting *self, const pk_rule *rule);

static bool never_applies(const linting *self, const pk_rule *rule) {
    return rule->when && (pk_range_is(pk_range_of(self->form, rule->list, rule->when, true), false) ||
                          pk_lint_denies_itself(self->form, rule->list, rule->when, self->scratch));
}

/* A rule that is skipped when anything is missing is asked only when all is there. */
static pk_range range_of_expr(const linting *self, const pk_rule *rule) {
    return pk_range_of(self->form, rule->list, rule->expr, rule->missing == PK_SKIP_IF_ANY_MISSING);
}

static bool never_fails(const linting *self, const pk_rule *rule) {
    return pk_range_is(range_of_expr(self, rule), true);
}

/* A rule that always fails while its condition holds is a way to say what must not be. */
static bool never_holds(const linting *self, const pk_rule *rule) {
    return !rule->when && (pk_range_is(range_of_expr(self, rule), false) ||
                           pk_lint_denies_itself(self->form, rule->list, rule->expr, self->scratch));
}

/* Rules of the head read sets that a form may leave empty: they are idle there, not wrong. */
static bool is_idle(const linting *self, const pk_rule *rule, size_t index) {
    return index < self->form->head_rules && !pk_expr_slot_count(rule->expr);
}

static bool all_are(const linting *self, part of, test is) {
    for (size_t i = of.first; i < of.end; i++)
        if (is_idle(self, rule_at(self, i), i) || !is(self, rule_at(self, i)))
            return false;
    return true;
}

static void check_bounds(const linting *self, part of) {
    static const struct {
        test is;
        const char *member, *key;
    } tests[] = {{never_applies, "when", "form.check.never_applies"},
                 {never_fails, "expr", "form.check.never_fails"},
                 {never_holds, "expr", "form.check.never_holds"}};
    const pk_argument rule = rule_argument(self, of.first);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        if (all_are(self, of, tests[i].is))
            tell(self, PILKADA_SEVERITY_PERINGATAN, of.first, tests[i].member, tests[i].key, &rule, 1);
}

static void check_cost(const linting *self, part of) {
    const pk_rule *rule = rule_at(self, of.first);
    pk_cost expr = pk_cost_of(self->form, rule->list, rule->expr, PILKADA_MAX_ROWS);
    pk_cost when = pk_cost_of(self->form, rule->list, rule->when, PILKADA_MAX_ROWS);
    bool condition = when.steps > expr.steps;
    pk_cost cost = condition ? when : expr;
    if (cost.steps <= PILKADA_MAX_EXPRESSION_STEPS)
        return;
    const pk_argument arguments[] = {rule_argument(self, of.first), PK_INT_ARG("simpul", (int64_t)cost.nodes),
                                     PK_INT_ARG("langkah", cost.steps > INT64_MAX ? INT64_MAX : (int64_t)cost.steps),
                                     PK_INT_ARG("batas", PILKADA_MAX_EXPRESSION_STEPS)};
    tell(self, PILKADA_SEVERITY_INFO, of.first, condition ? "when" : "expr", "form.check.cost", arguments, 4);
}

/* ---- names ---- */

typedef struct telling {
    pk_lint_tell base;
    const linting *lint;
    size_t index;
    const char *member;
} telling;

static void tell_word(const pk_lint_tell *base, const char *key, pk_span word, const char *near) {
    const telling *self = (const telling *)base;
    const pk_argument arguments[] = {rule_argument(self->lint, self->index), PK_TEXT_ARG("kata", word),
                                     PK_TEXT_ARG("saran", pk_span_of(*near ? near : "-"))};
    tell(self->lint, PILKADA_SEVERITY_PERINGATAN, self->index, self->member, key, arguments, 3);
}

static void check_names(const linting *self, size_t index) {
    const pk_rule *rule = rule_at(self, index);
    telling of_when = {{tell_word}, self, index, "when"}, of_expr = {{tell_word}, self, index, "expr"};
    pk_lint_names(self->form, rule->list, rule->when, &of_when.base);
    pk_lint_names(self->form, rule->list, rule->expr, &of_expr.base);
}

/* ---- two rules ---- */

static bool same_text(const pk_expr *a, const pk_expr *b) {
    return a && b ? pk_span_equal(pk_expr_source(a), pk_expr_source(b)) : a == b;
}

static bool same_case(const pk_rule *a, const pk_rule *b) {
    return a->list == b->list && same_text(a->when, b->when);
}

/* Which of <, =, > between its sides a comparison allows: bits 0, 1, 2. */
static unsigned orders_of(uint8_t op) {
    static const uint8_t orders[] = {[PK_OP_EQUAL] = 2,      [PK_OP_UNEQUAL] = 5, [PK_OP_LESS] = 1,
                                     [PK_OP_LESS_EQUAL] = 3, [PK_OP_GREATER] = 4, [PK_OP_GREATER_EQUAL] = 6};
    return op < sizeof orders / sizeof *orders ? orders[op] : 0;
}

static bool same_operand(const pk_node *a, const pk_node *b) {
    return a->op == PK_OP_SLOT && b->op == PK_OP_SLOT && a->index == b->index;
}

static bool contradict(const pk_node *a, const pk_node *b) {
    unsigned first = orders_of(a->op), second = orders_of(b->op);
    if (!first || !second)
        return false;
    if (same_operand(a->a, b->b) && same_operand(a->b, b->a))
        second = (second & 2) | (second & 1) << 2 | (second & 4) >> 2;
    else if (!same_operand(a->a, b->a) || !same_operand(a->b, b->b))
        return false;
    return !(first & second);
}

static void check_pair(const linting *self, size_t one, size_t other) {
    const pk_rule *a = rule_at(self, one), *b = rule_at(self, other);
    bool same = same_text(a->expr, b->expr) && a->missing == b->missing;
    if (!same_case(a, b) || (!same && !contradict(a->expr->root, b->expr->root)))
        return;
    /* a form may say of its own what its head says, and a second voice may add a remark */
    bool own = (one < self->form->head_rules) == (other < self->form->head_rules);
    if (same && (!own || a->severity != b->severity))
        return;
    const pk_argument arguments[] = {rule_argument(self, other), PK_TEXT_ARG("lain", pk_span_of(a->id))};
    tell(self, PILKADA_SEVERITY_PERINGATAN, other, "expr", same ? "form.check.repeated" : "form.check.contradicts",
         arguments, 2);
}

/* ---- more than two rules, or more than two fields ---- */

typedef struct conflicting {
    pk_lint_conflict base;
    const linting *lint;
} conflicting;

/* Two comparisons of the same two fields were told already. */
static bool is_pair(const linting *self, const uint32_t *rules, size_t count) {
    return count == 2 && contradict(rule_at(self, rules[0])->expr->root, rule_at(self, rules[1])->expr->root);
}

static void tell_conflict(const pk_lint_conflict *base, const uint32_t *rules, size_t count) {
    const linting *self = ((const conflicting *)base)->lint;
    pilkada_buffer others;
    if (is_pair(self, rules, count))
        return;
    pilkada_buffer_init(&others, &self->problems->arena->allocator);
    for (size_t i = 0; i + 1 < count; i++) {
        pk_puts(&others, i ? ", " : "");
        pk_puts(&others, rule_at(self, rules[i])->id);
    }
    const pk_argument arguments[] = {rule_argument(self, rules[count - 1]),
                                     PK_TEXT_ARG("lain", ((pk_span){others.data, others.size}))};
    if (others.failed)
        self->problems->failed = true;
    else
        tell(self, PILKADA_SEVERITY_PERINGATAN, rules[count - 1], "expr", "form.check.contradicts_all", arguments, 2);
    pilkada_buffer_dispose(&others);
}

static void check_conflicts(const linting *self) {
    const conflicting told = {{tell_conflict}, self};
    pk_lint_conflicts(self->form, &told.base, self->scratch);
}

static void check_each(const linting *self) {
    for (size_t i = 0; i < self->form->rule_count;) {
        part of = part_at(self, i);
        check_bounds(self, of);
        check_cost(self, of);
        check_names(self, i);
        for (; i < of.end; i++)
            for (size_t j = 0; j < of.first; j++)
                check_pair(self, j, i);
    }
}

void pk_lint_rules(const pilkada_form *form, const char *head, pk_problems *problems) {
    pk_lint_scratch scratch = {.failed = false};
    pk_arena_init(&scratch.arena, &problems->arena->allocator);
    const linting self = {form, head, problems, &scratch};
    check_each(&self);
    check_conflicts(&self);
    problems->failed = problems->failed || scratch.failed;
    pk_arena_dispose(&scratch.arena);
}

bool pk_lint_never(const pilkada_form *form, const pk_expr *condition, pk_problems *problems) {
    pk_lint_scratch scratch = {.failed = false};
    pk_arena_init(&scratch.arena, &problems->arena->allocator);
    bool never = pk_range_is(pk_range_of(form, NULL, condition, false), false) ||
                 pk_lint_denies_itself(form, NULL, condition, &scratch);
    problems->failed = problems->failed || scratch.failed;
    pk_arena_dispose(&scratch.arena);
    return never;
}
