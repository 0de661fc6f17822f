/** What a compiled expression tells about itself, why one is false, where a fault is, and what happens without memory.
 */
#include "expr_bench.h"
#include "failing_allocator.h"

static const char counts[] = "{\"a\": 3, \"b\": 4, \"c\": 5, \"d\": 0, \"s\": \"x\", \"l\": [1, 9, 2], "
                             "\"n\": {\"missing\": \"absent\"}, \"semua\": {\"set\": [\"d\", \"a\", \"n\"]}, "
                             "\"parameter\": {\"batas\": 600}, \"konteks.sebelumnya\": {\"tps\": 7}}";

/* ---- what it reads ---- */

static void check_slots(const char *source, const uint32_t *wanted, size_t count, uint32_t roots) {
    expr_bench bench;
    expr_bench_open(&bench, NULL, counts);
    assert_true(expr_bench_compile(&bench, pk_span_of(source)));
    assert_int_equal(pk_expr_slot_count(bench.expr), count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(pk_expr_slot(bench.expr, i), wanted[i]);
    assert_int_equal(pk_expr_roots(bench.expr), roots);
    expr_bench_close(&bench);
}

static void test_slots_are_told_once_in_the_order_of_the_text(void **state) {
    (void)state;
    check_slots("c + a + c + a == b", (uint32_t[]){2, 0, 1}, 3, 0);
    check_slots("1 == 1", NULL, 0, 0);
    check_slots("sum(semua) == b", (uint32_t[]){3, 0, 6, 1}, 4, 0);
    check_slots("l.all(a, a > d)", (uint32_t[]){5, 3}, 2, 0);
    check_slots("a > parameter.batas && ada(konteks.sebelumnya.tps)", (uint32_t[]){0}, 1, 1u << 8 | 1u << 9);
    check_slots("false ? a : ada(n) ? b : c", (uint32_t[]){0, 6, 1, 2}, 4, 0);
}

static void test_a_slot_out_of_range_is_zero(void **state) {
    (void)state;
    expr_bench bench;
    expr_bench_open(&bench, NULL, counts);
    assert_true(expr_bench_compile(&bench, PK_SPAN("c == 1")));
    assert_int_equal(pk_expr_slot(bench.expr, 1), 0);
    expr_bench_close(&bench);
}

static void test_the_source_is_kept(void **state) {
    (void)state;
    expr_bench bench;
    char text[] = "a  == 3 // yes";
    expr_bench_open(&bench, NULL, counts);
    assert_true(expr_bench_compile(&bench, pk_span_of(text)));
    memset(text, '#', sizeof text - 1);
    assert_true(pk_span_is(pk_expr_source(bench.expr), "a  == 3 // yes"));
    assert_true(expr_bench_run(&bench).boolean);
    expr_bench_close(&bench);
}

/* ---- why it is false ---- */

typedef struct decision {
    const char *source, *left, *right; /* left NULL: nothing decides */
    int64_t left_value, right_value;
} decision;

static const decision decisions[] = {
    {"a + b == c", "a + b", "c", 7, 5},
    {"(a + b) == (c)", "a + b", "c", 7, 5},
    {"a < b && b < a", "b", "a", 4, 3},
    {"b < a && c < a", "b", "a", 4, 3},
    {"b < a || c < a", "c", "a", 5, 3},
    {"!(a < b)", "a", "b", 3, 4},
    {"!(b > a && c > b)", "c", "b", 5, 4},
    {"!(b < a || a < b)", "a", "b", 3, 4},
    {"!(a > 0) || d > 0", "d", "0", 0, 0},
    {"!(a > 0) || d > 0 || ada(n)", "d", "0", 0, 0},
    {"a > 0 ? d > 0 : true", "d", "0", 0, 0},
    {"a < 0 ? true : d > b", "d", "b", 0, 4},
    {"ada(n) || a == b", "a", "b", 3, 4},
    {"a == b && ada(n)", "a", "b", 3, 4},
    {"l.all(x, x <= c)", "x", "c", 9, 5},
    {"!l.exists(x, x > c)", "x", "c", 9, 5},
    {"l.all(x, x < 100 && x <= c)", "x", "c", 9, 5},
    {"semua.all(x, x == 0)", "x", "0", 3, 0},
    {"sum(semua) == b", "sum(semua)", "b", 3, 4},
    {"a > parameter.batas", "a", "parameter.batas", 3, 600},
    {"false", NULL, NULL, 0, 0},
    {"ada(n)", NULL, NULL, 0, 0},
    {"!ada(a)", NULL, NULL, 0, 0},
    {"l.exists(x, x > 100)", NULL, NULL, 0, 0},
    {"l.exists_one(x, x > 0)", NULL, NULL, 0, 0},
    {"s.startsWith('y')", NULL, NULL, 0, 0},
    {"a == 3", NULL, NULL, 0, 0},
    {"n == 3", NULL, NULL, 0, 0},
    {"a + b", NULL, NULL, 0, 0},
};

static void check_decision(const decision *wanted) {
    expr_bench bench;
    pk_value left, right;
    pk_span left_source, right_source;
    expr_bench_open(&bench, NULL, counts);
    assert_true(expr_bench_compile(&bench, pk_span_of(wanted->source)));
    expr_bench_run(&bench);
    bench.frame.steps_left = PILKADA_MAX_EXPRESSION_STEPS;
    bool found = pk_expr_deciding(bench.expr, &bench.frame, &left, &right, &left_source, &right_source);
    if (found != (wanted->left != NULL))
        fail_msg("%s: %s", wanted->source, found ? "a comparison decides" : "no comparison decides");
    if (found) {
        if (!pk_span_is(left_source, wanted->left) || !pk_span_is(right_source, wanted->right))
            fail_msg("%s: %.*s, %.*s", wanted->source, (int)left_source.size, left_source.data, (int)right_source.size,
                     right_source.data);
        assert_int_equal(left.type, PK_INT);
        assert_true(left.integer == wanted->left_value && right.integer == wanted->right_value);
    }
    expr_bench_close(&bench);
}

static void test_the_deciding_comparison(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof decisions / sizeof *decisions; i++)
        check_decision(&decisions[i]);
}

/* ---- where a fault is ---- */

static void test_a_fault_has_line_and_column(void **state) {
    (void)state;
    expr_bench bench;
    expr_bench_open(&bench, NULL, counts);
    assert_false(expr_bench_compile(&bench, PK_SPAN("a == 3 &&\n'\xC3\xA9\xC3\xA9' == x1")));
    assert_int_equal(bench.error.status, PILKADA_E_EXPRESSION);
    assert_int_equal(bench.error.offset, 20);
    assert_int_equal(bench.error.line, 2);
    assert_int_equal(bench.error.column, 9);
    expr_bench_close(&bench);
}

static void test_limits_have_their_own_status(void **state) {
    (void)state;
    static char text[PILKADA_MAX_EXPRESSION_BYTES + 1];
    expr_bench bench;
    expr_bench_open(&bench, NULL, counts);
    memset(text, ' ', sizeof text);
    text[0] = 'a';
    assert_true(expr_bench_compile(&bench, (pk_span){text, sizeof text - 1}));
    assert_false(expr_bench_compile(&bench, (pk_span){text, sizeof text}));
    assert_int_equal(bench.error.status, PILKADA_E_LIMIT);
    memset(text, '(', sizeof text);
    assert_false(expr_bench_compile(&bench, (pk_span){text, sizeof text - 1}));
    assert_int_equal(bench.error.status, PILKADA_E_LIMIT);
    assert_int_equal(bench.error.offset, PILKADA_MAX_EXPRESSION_DEPTH);
    expr_bench_close(&bench);
}

static void test_an_error_is_optional(void **state) {
    (void)state;
    expr_bench bench;
    expr_bench_open(&bench, NULL, counts);
    pk_scope scope = {expr_bench_find, &bench, bench.names, bench.count};
    assert_null(pk_expr_compile(PK_SPAN("a +"), &scope, &bench.arena, NULL));
    assert_non_null(pk_expr_compile(PK_SPAN("a"), &scope, &bench.arena, NULL));
    expr_bench_close(&bench);
}

/* ---- steps ---- */

static pk_value run_with_steps(expr_bench *bench, uint32_t steps) {
    bench->frame = (pk_frame){bench->slots, bench->roots, NULL, &bench->arena, steps, false};
    return pk_expr_eval(bench->expr, &bench->frame);
}

/* The fewest steps that are enough, and one less. */
static void check_step_limit(const char *source) {
    expr_bench bench;
    expr_bench_open(&bench, NULL, counts);
    assert_true(expr_bench_compile(&bench, pk_span_of(source)));
    assert_true(run_with_steps(&bench, PILKADA_MAX_EXPRESSION_STEPS).boolean);
    uint32_t needed = PILKADA_MAX_EXPRESSION_STEPS - bench.frame.steps_left;
    assert_true(needed >= 3);
    assert_int_equal(run_with_steps(&bench, needed).type, PK_BOOL);
    pk_value answer = run_with_steps(&bench, needed - 1);
    assert_int_equal(answer.type, PK_ERROR);
    assert_string_equal(answer.text, "step limit reached");
    assert_int_equal(run_with_steps(&bench, 0).type, PK_ERROR);
    expr_bench_close(&bench);
}

static void test_the_step_limit_at_both_edges(void **state) {
    (void)state;
    check_step_limit("l.map(x, x * 2) == [2, 18, 4]");
    check_step_limit("size(tanpa(l, [9, 7])) == 2");
    check_step_limit("jumlah_kolom([l, l])[1] == 18");
}

/* Without a model there is no answer, and no crash. */
static void test_without_a_model(void **state) {
    (void)state;
    static const char *const sources[] = {"wilayah_ada('33')",
                                          "zona('33')",
                                          "pemilihan_wilayah('33.16')",
                                          "acuan('33.16', 'tps')",
                                          "hari_h('2024-11-27')",
                                          "tahapan_pada('2024-11-27')",
                                          "hari_kerja('2024-11-27', '2024-11-26')"};
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        expr_bench bench;
        expr_bench_open(&bench, NULL, counts);
        assert_int_equal(expr_bench_eval(&bench, sources[i]).type, PK_ERROR);
        expr_bench_close(&bench);
    }
}

/* ---- memory ---- */

static const char *const hungry[] = {
    "a + b == c || s + 'y' == \"x\\u0079\" && [a, b].map(x, x * 2).filter(x, x > 6) == [8]",
    "{'k': a, s: [b]}.x[0] == 4 && string(a) + string(1.5) == '31.5' && sum(semua) == 3",
    "s.matches('^[a-z]+$') && tanggal(timestamp('2024-11-27T00:30:00+07:00')) == '2024-11-27'",
    "l.exists(x, l.all(y, x >= y)) && [1] + [2] == [1, 2] && size(l + l) == 6",
    "tambah_bulan('2024-11-27', a) == '2025-02-27' && s == 'x'",
    "size(tanpa(l, [1, a])) == 2",
    "jumlah_kolom([l, [a, b, c]])[0] == 4 && string(timestamp(0)) == '1970-01-01T00:00:00Z'",
    "a + unknown == 3",
};

/* Every allocation in turn fails: of the compiler with its status, of an evaluation with an error value. */
static void check_without_memory(const char *source, failing_mode mode) {
    expr_bench bench;
    failing_allocator memory;
    expr_bench_open(&bench, NULL, counts);
    pk_scope scope = {expr_bench_find, &bench, bench.names, bench.count};
    memory.failed = true;
    for (size_t n = 0; memory.failed; n++) {
        pk_arena arena;
        pilkada_error error = PILKADA_ERROR_INIT;
        failing_allocator_start(&memory, n, mode);
        pk_arena_init(&arena, &memory.allocator);
        pk_expr *expr = pk_expr_compile(pk_span_of(source), &scope, &arena, &error);
        if (!expr && memory.failed)
            assert_int_equal(error.status, PILKADA_E_NOMEM);
        if (expr) {
            pk_frame frame = {bench.slots, bench.roots, NULL, &arena, PILKADA_MAX_EXPRESSION_STEPS, false};
            pk_value answer = pk_expr_eval(expr, &frame);
            assert_true(answer.type == PK_BOOL ? answer.boolean : answer.type == PK_ERROR && memory.failed);
        }
        pk_arena_dispose(&arena);
        assert_int_equal(memory.live, 0);
    }
    expr_bench_close(&bench);
}

static void test_out_of_memory(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof hungry / sizeof *hungry; i++) {
        check_without_memory(hungry[i], FAIL_ONCE);
        check_without_memory(hungry[i], FAIL_FOREVER);
    }
}

/* The arena's first chunk hides small allocations: here the compiled expression has one arena, the evaluation another.
 */
static void test_out_of_memory_while_evaluating(void **state) {
    (void)state;
    for (size_t i = 0; i + 1 < sizeof hungry / sizeof *hungry; i++) {
        expr_bench bench;
        failing_allocator memory;
        expr_bench_open(&bench, NULL, counts);
        assert_true(expr_bench_compile(&bench, pk_span_of(hungry[i])));
        pk_arena arena;
        failing_allocator_start(&memory, 0, FAIL_FOREVER);
        pk_arena_init(&arena, &memory.allocator);
        bench.frame = (pk_frame){bench.slots, bench.roots, NULL, &arena, PILKADA_MAX_EXPRESSION_STEPS, false};
        pk_value answer = pk_expr_eval(bench.expr, &bench.frame);
        assert_true(memory.failed);
        assert_int_equal(answer.type, PK_ERROR);
        assert_string_equal(answer.text, "out of memory");
        pk_arena_dispose(&arena);
        assert_int_equal(memory.live, 0);
        expr_bench_close(&bench);
    }
}

/* Rules over counts are the straight path: nothing is allocated. */
static void test_counts_allocate_nothing(void **state) {
    (void)state;
    static const char *const sources[] = {"a + b + d == c + 2",
                                          "!(a > b) || ada(n)",
                                          "sum(a, b) == 7",
                                          "b in [4, 5]",
                                          "l.all(x, x > 0) && s.startsWith('x')",
                                          "d <= a && a <= b && b <= c"};
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        expr_bench bench;
        failing_allocator memory;
        expr_bench_open(&bench, NULL, counts);
        assert_true(expr_bench_compile(&bench, pk_span_of(sources[i])));
        pk_arena arena;
        failing_allocator_start(&memory, 0, FAIL_FOREVER);
        pk_arena_init(&arena, &memory.allocator);
        bench.frame = (pk_frame){bench.slots, bench.roots, NULL, &arena, PILKADA_MAX_EXPRESSION_STEPS, false};
        assert_true(pk_expr_eval(bench.expr, &bench.frame).boolean);
        assert_int_equal(memory.calls, 0);
        pk_arena_dispose(&arena);
        expr_bench_close(&bench);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slots_are_told_once_in_the_order_of_the_text),
        cmocka_unit_test(test_a_slot_out_of_range_is_zero),
        cmocka_unit_test(test_the_source_is_kept),
        cmocka_unit_test(test_the_deciding_comparison),
        cmocka_unit_test(test_a_fault_has_line_and_column),
        cmocka_unit_test(test_limits_have_their_own_status),
        cmocka_unit_test(test_an_error_is_optional),
        cmocka_unit_test(test_the_step_limit_at_both_edges),
        cmocka_unit_test(test_without_a_model),
        cmocka_unit_test(test_out_of_memory),
        cmocka_unit_test(test_out_of_memory_while_evaluating),
        cmocka_unit_test(test_counts_allocate_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
