/** The cases of cel_cases.json, written after the sections of the CEL specification and of docs/guide/expressions.md.
 */
#include "expr_bench.h"

/* What came out, in the notation of the cases: "int 3", "string \"a\"", "error: division by zero". */
static void put_outcome(expr_bench *bench, pilkada_buffer *out, const char *source) {
    if (!expr_bench_compile(bench, pk_span_of(source))) {
        pk_puts(out, "refused: ");
        pk_puts(out, bench->error.detail);
        return;
    }
    pk_value value = expr_bench_run(bench);
    pk_puts(out, pk_type_name((pk_type)value.type));
    pk_puts(out, value.type == PK_ERROR ? ": " : " ");
    if (value.type == PK_ERROR)
        pk_puts(out, value.text);
    else
        pk_put_value(out, value);
}

/* "error" and "refused" may be followed by a part of the reason. */
static bool is_expected(const char *wanted, const char *outcome) {
    static const char *const kinds[] = {"error", "refused"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t size = strlen(kinds[i]);
        if (strncmp(wanted, kinds[i], size) != 0)
            continue;
        const char *why = wanted[size] == ':' ? wanted + size + 2 : "";
        return strncmp(outcome, kinds[i], size) == 0 && strstr(outcome + size, why) != NULL;
    }
    return strcmp(wanted, outcome) == 0;
}

static bool is_at(const expr_bench *bench, const cJSON *at) {
    return !cJSON_IsNumber(at) || (!bench->expr && bench->error.offset == (uint64_t)at->valueint);
}

static bool run_case(const cJSON *one, const pk_model *model, const char *section) {
    const char *source = cJSON_GetObjectItem(one, "expr")->valuestring;
    const char *wanted = cJSON_GetObjectItem(one, "is")->valuestring;
    expr_bench bench;
    pilkada_buffer out;
    expr_bench_open_tree(&bench, model, cJSON_GetObjectItem(one, "let"));
    pilkada_buffer_init(&out, NULL);
    put_outcome(&bench, &out, source);
    bool good = is_expected(wanted, out.data) && is_at(&bench, cJSON_GetObjectItem(one, "at"));
    if (!good)
        print_error("%s: %s\n    is     %s\n    wanted %s\n    place  %d\n", section, source, out.data, wanted,
                    (int)bench.error.offset);
    pilkada_buffer_dispose(&out);
    expr_bench_close(&bench);
    return good;
}

static void test_cases(void **state) {
    (void)state;
    cJSON *file = expr_bench_file("tests/unit/form/cel_cases.json");
    pk_model *model = expr_bench_model();
    const cJSON *section, *one;
    int count = 0, bad = 0;
    cJSON_ArrayForEach(section, cJSON_GetObjectItem(file, "sections")) {
        cJSON_ArrayForEach(one, cJSON_GetObjectItem(section, "cases")) {
            count++;
            bad += !run_case(one, model, cJSON_GetObjectItem(section, "name")->valuestring);
        }
    }
    print_message("%d cases, %d wrong\n", count, bad);
    pk_model_free(model);
    cJSON_Delete(file);
    assert_true(count > 400);
    assert_int_equal(bad, 0);
}

/* A case that departs from the specification says what that gives, and why we do not. */
static void test_departures_have_a_reason(void **state) {
    (void)state;
    cJSON *file = expr_bench_file("tests/unit/form/cel_cases.json");
    const cJSON *section, *one;
    cJSON_ArrayForEach(section, cJSON_GetObjectItem(file, "sections")) {
        cJSON_ArrayForEach(one, cJSON_GetObjectItem(section, "cases")) {
            const cJSON *cel = cJSON_GetObjectItem(one, "cel"), *why = cJSON_GetObjectItem(one, "why");
            assert_int_equal(cel != NULL, why != NULL);
            if (cel)
                assert_string_not_equal(cel->valuestring, cJSON_GetObjectItem(one, "is")->valuestring);
        }
    }
    cJSON_Delete(file);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_departures_have_a_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
