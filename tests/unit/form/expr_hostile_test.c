/**
 * Hostile expressions: random bytes, and the cases of cel_cases.json with bytes changed, cut and doubled. None may
 * crash, read outside its text or go on without end; run it with the sanitizers. The numbers are the same in every run.
 */
#include "expr_bench.h"

enum { RANDOM_TEXTS = 20000, MUTATIONS_A_CASE = 24, STEPS = 20000 };

/* xorshift64* (S. Vigna). */
static uint64_t next_random(uint64_t *state) {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(2685821657736338717);
}

static size_t below(uint64_t *state, size_t limit) {
    return limit ? (size_t)(next_random(state) >> 33) % limit : 0;
}

/* Compile from a block of exactly that size, so that a sanitizer sees the byte behind; run and explain what compiles.
 */
static bool try_text(const char *text, size_t size) {
    expr_bench bench;
    char *exact = malloc(size ? size : 1);
    memcpy(exact, text, size);
    expr_bench_open(&bench, NULL,
                    "{\"a\": 3, \"b\": 4, \"s\": \"teks\", \"l\": [1, 2], \"m\": {\"k\": 1}, "
                    "\"x\": {\"missing\": \"absent\"}, \"semua\": {\"set\": [\"a\", \"b\", \"x\"]}, "
                    "\"parameter\": {\"batas\": 600}}");
    bool compiled = expr_bench_compile(&bench, (pk_span){exact, size});
    free(exact);
    if (compiled) {
        pk_value left, right;
        pk_span left_source, right_source;
        bench.frame = (pk_frame){bench.slots, bench.roots, NULL, &bench.arena, STEPS, false};
        assert_true(pk_expr_eval(bench.expr, &bench.frame).type != PK_MISSING);
        bench.frame.steps_left = STEPS;
        pk_expr_deciding(bench.expr, &bench.frame, &left, &right, &left_source, &right_source);
    } else {
        assert_true(bench.error.status == PILKADA_E_EXPRESSION || bench.error.status == PILKADA_E_LIMIT ||
                    bench.error.status == PILKADA_E_ENCODING);
        assert_true(bench.error.detail[0] != '\0');
        assert_true(bench.error.offset == PILKADA_NO_OFFSET || bench.error.offset <= size);
        assert_int_equal(pilkada_utf8_error(bench.error.detail, strlen(bench.error.detail)), PILKADA_NO_OFFSET);
    }
    expr_bench_close(&bench);
    return compiled;
}

static void test_random_bytes(void **state) {
    (void)state;
    uint64_t seed = 20241127;
    char text[64];
    for (int i = 0; i < RANDOM_TEXTS; i++) {
        size_t size = below(&seed, sizeof text);
        for (size_t k = 0; k < size; k++)
            text[k] = (char)next_random(&seed);
        try_text(text, size);
    }
}

/* Words of the language in any order come further than bytes. */
static void test_random_words(void **state) {
    (void)state;
    static const char *const words[] = {"a",
                                        "b",
                                        "s",
                                        "l",
                                        "m",
                                        "x",
                                        "semua",
                                        "parameter",
                                        ".batas",
                                        ".k",
                                        "[",
                                        "]",
                                        "(",
                                        ")",
                                        "{",
                                        "}",
                                        ",",
                                        ":",
                                        "?",
                                        ".all(v, ",
                                        ".map(",
                                        ".exists(",
                                        "size(",
                                        "has(",
                                        "ada(",
                                        "sum(",
                                        "'t'",
                                        "1",
                                        "0",
                                        "1.5",
                                        "2u",
                                        "null",
                                        "true",
                                        "false",
                                        "+",
                                        "-",
                                        "*",
                                        "/",
                                        "%",
                                        "==",
                                        "!=",
                                        "<",
                                        ">=",
                                        "in",
                                        "&&",
                                        "||",
                                        "!",
                                        ".",
                                        "\"",
                                        "'",
                                        "r'",
                                        "b'",
                                        "\\",
                                        "0x",
                                        ".filter(v,",
                                        "v",
                                        "//",
                                        "\n",
                                        "9223372036854775807",
                                        "timestamp(",
                                        "duration(",
                                        ".matches('",
                                        "string(",
                                        "int(",
                                        "'2024-11-27T00:00:00Z'",
                                        "'1h'",
                                        "min(",
                                        "bulatkan("};
    uint64_t seed = 17;
    size_t compiled = 0;
    for (int i = 0; i < RANDOM_TEXTS; i++) {
        char text[512];
        size_t size = 0;
        for (size_t k = 1 + below(&seed, 12); k > 0; k--)
            size += (size_t)snprintf(text + size, sizeof text - size, "%s ",
                                     words[below(&seed, sizeof words / sizeof *words)]);
        compiled += try_text(text, size);
    }
    assert_true(compiled > 100);
}

static size_t mutate(uint64_t *seed, char *text, size_t size, size_t capacity) {
    size_t at = below(seed, size), length = below(seed, 8);
    switch (below(seed, 4)) {
    case 0: /* another byte */
        if (size)
            text[at] = (char)next_random(seed);
        return size;
    case 1: /* one less */
        memmove(text + at, text + at + (size > 0), size - at - (size > 0));
        return size - (size > 0);
    case 2: /* the rest is gone */
        return at;
    default: /* some bytes twice */
        if (length > size - at)
            length = size - at;
        if (size + length > capacity)
            return size;
        memmove(text + at + length, text + at, size - at);
        return size + length;
    }
}

static size_t mutate_case(const cJSON *one, uint64_t *seed) {
    static char text[2 * PILKADA_MAX_EXPRESSION_BYTES];
    const char *source = cJSON_GetObjectItem(one, "expr")->valuestring;
    size_t compiled = 0, length = strlen(source);
    if (length > 400) /* those about limits are slow and have nothing inside */
        return 0;
    for (int i = 0; i < MUTATIONS_A_CASE; i++) {
        size_t size = length;
        memcpy(text, source, length);
        for (size_t changes = 1 + below(seed, 3); changes > 0; changes--)
            size = mutate(seed, text, size, sizeof text);
        compiled += try_text(text, size);
    }
    return compiled;
}

static void test_mutated_cases(void **state) {
    (void)state;
    uint64_t seed = 35;
    size_t compiled = 0;
    cJSON *file = expr_bench_file("tests/unit/form/cel_cases.json");
    const cJSON *section, *one;
    cJSON_ArrayForEach(section, cJSON_GetObjectItem(file, "sections")) {
        cJSON_ArrayForEach(one, cJSON_GetObjectItem(section, "cases")) {
            compiled += mutate_case(one, &seed);
        }
    }
    cJSON_Delete(file);
    assert_true(compiled > 1000);
}

/* ---- short expressions with endless work: each ends by the step limit ---- */

static void expect_limit(const char *source, const char *text, size_t size) {
    expr_bench bench;
    expr_bench_open(&bench, NULL, "{\"s\": \"\", \"l\": [1, 2, 3, 4, 5, 6, 7, 8]}");
    bench.slots[0] = pk_value_string((pk_span){text, size});
    assert_true(expr_bench_compile(&bench, pk_span_of(source)));
    bench.frame = (pk_frame){bench.slots, bench.roots, NULL, &bench.arena, PILKADA_MAX_EXPRESSION_STEPS, false};
    pk_value value = pk_expr_eval(bench.expr, &bench.frame);
    assert_int_equal(value.type, PK_ERROR);
    assert_string_equal(value.text, "step limit reached");
    expr_bench_close(&bench);
}

static void test_shared_parts(void **state) {
    (void)state;
    char side[1024] = "[1]", source[2200];
    for (int i = 0; i < 60; i++)
        strcat(side, ".map(x,[x,x])");
    snprintf(source, sizeof source, "%s == %s", side, side);
    expect_limit(source, "", 0);
    snprintf(source, sizeof source, "%s in [%s]", side, side);
    expect_limit(source, "", 0);
}

static void test_lists_in_macros(void **state) {
    (void)state;
    expect_limit(
        "l.all(a, l.all(b, l.all(c, l.all(d, l.all(e, size([a,b,c,d,e,a,b,c,d,e,a,b,c,d,e,a,b,c,d,e,a,b,c,d,e,a,"
        "b,c,d,e,a,b,c,d,e]) > 0)))))",
        "", 0);
}

static void test_quadratic_pattern(void **state) {
    (void)state;
    enum { SIZE = 200000 };
    char *text = malloc(SIZE);
    for (size_t i = 0; i < SIZE; i++)
        text[i] = i % 2 ? 'a' : 'b';
    expect_limit("s.matches('[ab]*[cd]')", text, SIZE);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shared_parts),      cmocka_unit_test(test_lists_in_macros),
        cmocka_unit_test(test_quadratic_pattern), cmocka_unit_test(test_random_bytes),
        cmocka_unit_test(test_random_words),      cmocka_unit_test(test_mutated_cases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
