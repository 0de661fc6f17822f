/** @file lint_test.c  What the linter sees in rules without a report, and what it must not see. */
#include "failing_allocator.h"
#include "form_fixture.h"

#include "core/problems.h"
#include "form/lint.h"

/* ---- a form of counts a to d, e up to 10, a choice, a yes-or-no, rows with x and y ---- */

static const char before[] = "{\"form\":\"lap_contoh\",\"version\":\"1\",\"head\":\"kepala\",\"title\":" LABEL(
    "C") ",\"source\":" LABEL("C") ",\"sections\":[{\"title\":" LABEL("A") ",\"fields\":[";
static const char after[] = "]}],\"sets\":{\"uraian_masalah\":[],\"abc\":[\"a\",\"b\",\"c\"]},\"rules\":[%s]}";

static size_t put_field(char *to, const char *id, const char *more) {
    return (size_t)sprintf(to,
                           "{\"id\":\"%s\",\"mark\":\"inferred\",\"required\":\"opsional\",\"label\":{\"id\":\"%s\","
                           "\"en\":\"%s\"},%s}",
                           id, id, id, more);
}

/* `range` of a to d: "" or ",\"range\":[0,3]". */
static void write_fields(char *to, const char *range) {
    static const struct {
        const char *id, *more;
    } fields[] = {
        {"a", "\"type\":\"bulat\""},
        {"b", "\"type\":\"bulat\""},
        {"c", "\"type\":\"bulat\""},
        {"d", "\"type\":\"bulat\""},
        {"e", "\"type\":\"bulat\",\"range\":[2,10]"},
        {"p", "\"type\":\"persen\""},
        {"q", "\"type\":\"persen\""},
        {"mulai", "\"type\":\"jam\""},
        {"selesai", "\"type\":\"jam\""},
        {"ya", "\"type\":\"ya_tidak\""},
        {"hal", "\"type\":\"pilih\",\"choices\":[{\"id\":\"satu\",\"label\":" LABEL(
                    "1") "},{\"id\":\"dua\",\"label\":" LABEL("2") "},{\"id\":\"tiga\",\"label\":" LABEL("3") "}]"}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        char more[512];
        snprintf(more, sizeof more, "%s%s", fields[i].more, i < 4 ? range : "");
        to += put_field(to, fields[i].id, more);
        *to++ = ',';
    }
    sprintf(to, "{\"id\":\"baris\",\"mark\":\"inferred\",\"required\":\"opsional\",\"label\":" LABEL(
                    "baris") ",\"type\":\"daftar\",\"fields\":["
                             "{\"id\":\"x\",\"mark\":\"inferred\",\"required\":\"opsional\",\"type\":\"bulat\","
                             "\"label\":" LABEL("x") "},"
                                                     "{\"id\":\"y\",\"mark\":\"inferred\",\"required\":\"opsional\","
                                                     "\"type\":\"bulat\",\"label\":" LABEL("y") "}]}");
}

/* "when => expr" for a rule with a condition, "baris: expr" for one of rows, "info: expr" for a remark. */
static size_t put_rule(char *to, size_t index, const char *text) {
    char when[128] = "", rows[32] = "";
    const char *arrow = strstr(text, " => "), *severity = "galat";
    if (strncmp(text, "info: ", 6) == 0) {
        severity = "info";
        text += 6;
    }
    if (strncmp(text, "baris: ", 7) == 0) {
        sprintf(rows, ",\"rows\":\"baris\"");
        text += 7;
    }
    if (arrow) {
        sprintf(when, ",\"when\":\"%.*s\"", (int)(arrow - text), text);
        text = arrow + 4;
    }
    return (size_t)sprintf(to,
                           "%s{\"id\":\"X-%zu\",\"severity\":\"%s\",\"certainty\":\"certain\",\"basis\":[\"d\"],"
                           "\"title\":" LABEL("t") ",\"message\":" LABEL("m") "%s%s,\"expr\":\"%s\"}",
                           index ? "," : "", index, severity, rows, when, text);
}

static void write_form(char *to, const char *const *rules, const char *range) {
    char list[4096] = "", *at = list;
    for (size_t i = 0; rules[i]; i++)
        at += put_rule(at, i, rules[i]);
    to += sprintf(to, "%s", before);
    write_fields(to, range);
    to += strlen(to);
    sprintf(to, after, list);
}

/* What is told of the form's own rules: "expr 2: contradicts when" as key words. */
static void lint(const char *const *rules, pk_arena *arena, pk_problems *problems) {
    static char text[16384];
    pilkada_error error = PILKADA_ERROR_INIT;
    write_form(text, rules, "");
    pilkada_form *form = fixture_compile_text(&f, text, NULL, &error);
    if (!form)
        fail_msg("%s: %s in %s", error.where, error.detail, text);
    pk_arena_init(arena, NULL);
    pk_problems_init(problems, f.catalogue, arena);
    pk_lint_rules(form, "kepala", problems);
    assert_false(problems->failed);
    pk_form_free(form);
}

enum { RULES = 6 };

static const struct {
    const char *rules[RULES];
    const char *where, *told; /* NULL: nothing is told */
} cases[] = {
    /* circles of more than two */
    {{"a < b", "b < c", "c < a"}, "/rules/2/expr", "X-2 contradicts X-0, X-1 when"},
    {{"a <= b", "b <= c", "c <= a"}, NULL, NULL},
    {{"a <= b", "b <= c", "c + 1 <= a"}, "/rules/2/expr", "X-2 contradicts X-0, X-1 when"},
    {{"a == b", "b == c", "c == d", "d < a"}, "/rules/3/expr", "X-3 contradicts X-0, X-1, X-2 when"},
    {{"a < b && b < c", "c < a"}, "/rules/1/expr", "X-1 contradicts X-0 when"},
    {{"!(a >= b)", "b < c", "c < a"}, "/rules/2/expr", "taken together"},
    {{"a < b", "b < c", "info: c < a"}, NULL, NULL},
    {{"a < b || ya", "b < c", "c < a"}, NULL, NULL},
    {{"mulai < selesai", "selesai < mulai"}, "/rules/1/expr", "contradicts rule X-0"},
    {{"p < q", "q < p", "a < 1"}, "/rules/1/expr", "contradicts rule X-0"},
    {{"p + 1.0 <= q", "q + 1.0 <= p"}, NULL, NULL}, /* sums of fractions are not added up */
    /* sums */
    {{"d == a + b + c", "d < a"}, "/rules/1/expr", "X-1 contradicts X-0 when"},
    {{"d == sum(abc)", "d < b"}, "/rules/1/expr", "X-1 contradicts X-0 when"},
    {{"d == a - b", "d < a"}, NULL, NULL},
    {{"d == a - b", "d > a"}, "/rules/1/expr", "X-1 contradicts X-0 when"},
    {{"d >= a + e", "d < a + 2"}, "/rules/1/expr", "X-1 contradicts X-0 when"},
    {{"d >= a + e", "d < a + 3"}, NULL, NULL},
    {{"d >= 2 * a", "d < a"}, NULL, NULL}, /* what it does not understand it does not judge */
    /* the bounds of fields */
    {{"a > e", "a < 3"}, NULL, NULL},
    {{"a > e", "a < 2"}, "/rules/1/expr", "X-1 contradicts X-0 when"},
    {{"e > 10"}, "/rules/0/expr", "can never hold"},
    {{"a < b && b < a"}, "/rules/0/expr", "can never hold"},
    {{"e <= 10"}, "/rules/0/expr", "can never fail"},
    /* choices and yes-or-no */
    {{"hal == 'satu'", "hal in ['dua', 'tiga']"}, "/rules/1/expr", "X-1 contradicts X-0 when"},
    {{"hal != 'satu'", "hal != 'dua'", "hal != 'tiga'"}, "/rules/2/expr", "X-2 contradicts X-0, X-1 when"},
    {{"hal != 'satu'", "hal != 'dua'"}, NULL, NULL},
    {{"ya", "!ya"}, "/rules/1/expr", "X-1 contradicts X-0 when"},
    {{"ya == true", "a < b"}, NULL, NULL},
    /* the same case or another */
    {{"ya => a < b", "ya => b < c", "ya => c < a"}, "/rules/2/expr", "taken together"},
    {{"ya => a < b", "ya => b < c", "!ya => c < a"}, NULL, NULL},
    {{"a < b", "b < c", "ya => c < a"}, NULL, NULL},
    {{"baris: x < y", "baris: y < a", "baris: a < x"}, "/rules/2/expr", "taken together"},
    {{"baris: x < y", "a < b"}, NULL, NULL},
    /* conditions that are never true */
    {{"hal == 'satu' && hal == 'dua' => a < b"}, "/rules/0/when", "never true"},
    {{"hal == 'satu' && hal != 'dua' => a < b"}, NULL, NULL},
    {{"a < b && b < a => c < d"}, "/rules/0/when", "never true"},
    {{"e > 10 => c < d"}, "/rules/0/when", "never true"},
    {{"kosong(a) => c < d"}, "/rules/0/when", "never true"}, /* it is skipped while a is not given */
    {{"!ada(a) && b > 1 => c < d"}, "/rules/0/when", "never true"},
    {{"ada(a) => c < d"}, NULL, NULL},
    {{"nihil && !nihil => c < d"}, "/rules/0/when", "never true"},
    {{"!(ya || hal == 'satu') && ya => c < d"}, "/rules/0/when", "never true"},
    {{"ada(a)"}, "/rules/0/expr", "can never fail"}, /* it is skipped when a is missing */
};

static void conflicts_are_seen_and_only_they(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pk_arena arena;
        pk_problems problems;
        const char *rules[RULES + 1] = {NULL};
        memcpy(rules, cases[i].rules, sizeof cases[i].rules);
        lint(rules, &arena, &problems);
        bool found = false;
        for (size_t k = 0; k < problems.count; k++) {
            const pk_problem *problem = &problems.items[k];
            found = found || (cases[i].told && strcmp(problem->where, cases[i].where) == 0 &&
                              strstr(problem->message_en, cases[i].told));
        }
        if (problems.count != (cases[i].told != NULL) || found != (cases[i].told != NULL))
            fail_msg("case %zu: %s: %zu told, first: %s", i, cases[i].rules[0], problems.count,
                     problems.count ? problems.items[0].message_en : "-");
        pk_arena_dispose(&arena);
    }
}

/* ---- what is told is true: no report of all that there are meets the rules that are said to be in conflict ---- */

static uint64_t dice = 42;

static unsigned roll(unsigned sides) {
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(dice >> 33) % sides;
}

static size_t put_side(char *to) {
    static const char names[] = "abcd";
    switch (roll(6)) {
    case 0:
        return (size_t)sprintf(to, "%c + %c", names[roll(4)], names[roll(4)]);
    case 1:
        return (size_t)sprintf(to, "%c - %u", names[roll(4)], roll(3));
    case 2:
        return (size_t)sprintf(to, "sum(abc)");
    case 3:
        return (size_t)sprintf(to, "%u", roll(5));
    default:
        return (size_t)sprintf(to, "%c", names[roll(4)]);
    }
}

static size_t put_comparison(char *to) {
    static const char *const signs[] = {" < ", " <= ", " > ", " >= ", " == ", " != "};
    size_t size = (size_t)sprintf(to, "%s", roll(5) ? "" : "!(");
    bool negated = size > 0;
    if (roll(5) == 0)
        return size + (size_t)sprintf(to + size, "hal %s '%s'%s", roll(2) ? "==" : "!=", roll(2) ? "satu" : "dua",
                                      negated ? ")" : "");
    size += put_side(to + size);
    size += (size_t)sprintf(to + size, "%s", signs[roll(6)]);
    size += put_side(to + size);
    return size + (size_t)sprintf(to + size, "%s", negated ? ")" : "");
}

static void put_expression(char *to) {
    size_t size = put_comparison(to);
    for (unsigned more = roll(3); more; more--) {
        size += (size_t)sprintf(to + size, "%s", roll(4) ? " && " : " || ");
        size += put_comparison(to + size);
    }
}

typedef struct witness {
    pk_lint_conflict base;
    const pilkada_form *form;
    size_t told;
} witness;

static bool breaks_one_of(const pilkada_form *form, const char *report, const uint32_t *rules, size_t count) {
    assert_int_equal(fixture_judge(&f, form, report, NULL), PILKADA_OK);
    for (size_t i = 0; i < count; i++)
        if (fixture_find(&f, form->rules[rules[i]].id))
            return true;
    return false;
}

static void look_for_a_report(const pk_lint_conflict *base, const uint32_t *rules, size_t count) {
    static const char *const choices[] = {"satu", "dua", "tiga"};
    witness *self = (witness *)(uintptr_t)base;
    for (unsigned i = 0; i < 4 * 4 * 4 * 4 * 3; i++) {
        char report[128];
        snprintf(report, sizeof report, "{\"a\":%u,\"b\":%u,\"c\":%u,\"d\":%u,\"hal\":\"%s\"}", i % 4, i / 4 % 4,
                 i / 16 % 4, i / 64 % 4, choices[i / 256]);
        if (!breaks_one_of(self->form, report, rules, count))
            fail_msg("%s meets %zu rules that are said to be in conflict, the first: %s", report, count,
                     pk_expr_source(self->form->rules[rules[0]].expr).data);
    }
    self->told++;
}

static void no_conflict_is_told_that_is_none(void **state) {
    (void)state;
    witness seen = {{look_for_a_report}, NULL, 0};
    for (int round = 0; round < 150; round++) {
        static char text[16384], expressions[RULES][256];
        const char *rules[RULES + 1] = {NULL};
        pilkada_error error = PILKADA_ERROR_INIT;
        for (size_t i = 0; i < RULES; i++) {
            put_expression(expressions[i]);
            rules[i] = expressions[i];
        }
        write_form(text, rules, ",\"range\":[0,3]");
        pk_lint_scratch scratch = {.failed = false};
        pk_arena_init(&scratch.arena, NULL);
        seen.form = fixture_compile_text(&f, text, NULL, &error);
        if (!seen.form)
            fail_msg("%s: %s in %s", error.where, error.detail, text);
        pk_lint_conflicts(seen.form, &seen.base, &scratch);
        assert_false(scratch.failed);
        pk_arena_dispose(&scratch.arena);
        pk_form_free((pilkada_form *)(uintptr_t)seen.form);
    }
    assert_true(seen.told > 50);
}

/* ---- memory ---- */

static pilkada_status check_form(const pilkada_allocator *allocator) {
    static const char *const rules[] = {"a < b",         "b < c", "c < a",           "hal == 'sat'",
                                        "d == sum(abc)", "d < a", "e > 10 => c < d", NULL};
    static char text[16384];
    pk_arena arena;
    pk_problems problems;
    write_form(text, rules, "");
    cJSON *tree = cJSON_Parse(text), *rule = cJSON_GetArrayItem(cJSON_GetObjectItem(tree, "rules"), 0);
    cJSON_AddItemToObject(tree, "example", cJSON_CreateObject());
    cJSON_AddItemToObject(rule, "examples", cJSON_Parse("{\"pass\":[{\"set\":{\"a\":1,\"b\":2}}],\"fail\":[{}]}"));
    pk_arena_init(&arena, allocator);
    pk_problems_init(&problems, f.catalogue, &arena);
    pk_form_check(tree, f.head, f.model, f.catalogue, allocator, &problems);
    pilkada_status status = problems.failed ? PILKADA_E_NOMEM : PILKADA_OK;
    assert_true(problems.failed || problems.count > 5);
    pk_arena_dispose(&arena);
    cJSON_Delete(tree);
    return status;
}

static void checking_survives_lack_of_memory(void **state) {
    (void)state;
    failing_allocator_sweep(check_form);
}

static pilkada_status cost_form(const pilkada_allocator *allocator) {
    pk_arena arena;
    pilkada_error error = PILKADA_ERROR_INIT;
    size_t count = 0;
    pk_arena_init(&arena, allocator);
    pilkada_form *form = pk_form_compile(f.tungsura_tree, f.head, f.model, f.catalogue, allocator, &error);
    if (form && !pk_form_costs(form, &arena, &count))
        error.status = PILKADA_E_NOMEM;
    assert_true(error.status || count > 20);
    pk_form_free(form);
    pk_arena_dispose(&arena);
    return error.status;
}

static void costs_survive_lack_of_memory(void **state) {
    (void)state;
    failing_allocator_sweep(cost_form);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conflicts_are_seen_and_only_they),
        cmocka_unit_test(no_conflict_is_told_that_is_none),
        cmocka_unit_test(checking_survives_lack_of_memory),
        cmocka_unit_test(costs_survive_lack_of_memory),
    };
    return cmocka_run_group_tests_name("form/lint", tests, open_fixture, close_fixture);
}
