/** Values: how they are called, written and compared. */
#include <math.h>

#include "expr_bench.h"

static void check_json(pk_value value, const char *wanted) {
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    pk_put_value(&out, value);
    assert_string_equal(out.data, wanted);
    pilkada_buffer_dispose(&out);
}

static pk_value duration(int64_t milliseconds) {
    pk_value value = {.type = PK_DURATION, .state = PILKADA_VALUE_GIVEN};
    value.integer = milliseconds;
    return value;
}

static pk_value uint_of(uint64_t natural) {
    pk_value value = {.type = PK_UINT, .state = PILKADA_VALUE_GIVEN};
    value.natural = natural;
    return value;
}

static pk_value parts(pk_type type, const pk_value *items, uint32_t size) {
    pk_value value = {.type = (uint8_t)type, .state = PILKADA_VALUE_GIVEN, .size = size};
    value.items = items;
    return value;
}

static void test_a_value_has_sixteen_bytes(void **state) {
    (void)state;
    assert_int_equal(sizeof(pk_value), 16);
}

static void test_names_of_types(void **state) {
    (void)state;
    assert_string_equal(pk_type_name(PK_INT), "int");
    assert_string_equal(pk_type_name(PK_NULL), "null_type");
    assert_string_equal(pk_type_name(PK_ERROR), "error");
    assert_string_equal(pk_type_name((pk_type)99), "");
}

static void test_plain_values_as_json(void **state) {
    (void)state;
    check_json(pk_value_bool(true), "true");
    check_json(pk_value_int(INT64_MIN), "-9223372036854775808");
    check_json(uint_of(UINT64_MAX), "18446744073709551615");
    check_json(uint_of(0), "0");
    check_json(pk_value_double(0.5), "0.5");
    check_json(pk_value_string(PK_SPAN("a\"\n")), "\"a\\\"\\n\"");
    check_json(pk_value_string((pk_span){NULL, 0}), "\"\"");
}

/* JSON has no word for these. */
static void test_what_json_cannot_say_is_null(void **state) {
    (void)state;
    check_json(pk_value_missing(PILKADA_VALUE_NIHIL), "null");
    check_json(pk_value_error("why"), "null");
    check_json(pk_value_double(NAN), "null");
    check_json(pk_value_double(HUGE_VAL), "null");
    check_json((pk_value){.type = PK_NULL}, "null");
}

static void test_times_as_json(void **state) {
    (void)state;
    check_json(expr_bench_time("2024-11-27T00:30:00+07:00"), "\"2024-11-27T00:30:00+07:00\"");
    check_json(expr_bench_time("2024-11-27T00:30:00-09:30"), "\"2024-11-27T00:30:00-09:30\"");
    check_json(duration(300000), "\"300s\"");
    check_json(duration(-1), "\"-0.001s\"");
    check_json(duration(61500), "\"61.500s\"");
    check_json(duration(0), "\"0s\"");
    check_json(duration(INT64_MIN), "\"-9223372036854775.808s\"");
}

static void test_lists_and_maps_as_json(void **state) {
    (void)state;
    pk_value items[] = {pk_value_int(1), pk_value_string(PK_SPAN("x")), pk_value_missing(PILKADA_VALUE_ABSENT)};
    pk_value pairs[] = {pk_value_string(PK_SPAN("k")), parts(PK_LIST, items, 3), pk_value_int(7), pk_value_bool(false)};
    check_json(parts(PK_LIST, NULL, 0), "[]");
    check_json(parts(PK_MAP, NULL, 0), "{}");
    check_json(parts(PK_MAP, pairs, 2), "{\"k\":[1,\"x\",null],\"7\":false}");
}

/* ---- equality ---- */

static void check_equal(pk_value a, pk_value b, bool wanted) {
    uint32_t steps = 1000;
    assert_int_equal(pk_value_equal(a, b, &steps), wanted);
    assert_int_equal(pk_value_equal(b, a, &steps), wanted);
}

static void test_numbers_are_equal_by_value(void **state) {
    (void)state;
    check_equal(pk_value_int(3), uint_of(3), true);
    check_equal(pk_value_int(3), pk_value_double(3), true);
    check_equal(uint_of(3), pk_value_double(3), true);
    check_equal(pk_value_int(-1), uint_of(UINT64_MAX), false);
    check_equal(pk_value_int(INT64_MAX), pk_value_double(9223372036854775808.0), false);
    check_equal(pk_value_int(INT64_MIN), pk_value_double(-9223372036854775808.0), true);
    check_equal(uint_of(UINT64_MAX), pk_value_double(18446744073709551616.0), false);
    check_equal(pk_value_int((INT64_C(1) << 53) + 1), pk_value_double(9007199254740992.0), false);
    check_equal(pk_value_double(0.0), pk_value_double(-0.0), true);
    check_equal(pk_value_double(NAN), pk_value_double(NAN), false);
    check_equal(pk_value_int(0), pk_value_double(NAN), false);
}

static void test_unlike_types_are_unequal(void **state) {
    (void)state;
    pk_value bytes = pk_value_string(PK_SPAN("1"));
    bytes.type = PK_BYTES;
    check_equal(pk_value_int(1), pk_value_bool(true), false);
    check_equal(pk_value_int(1), pk_value_string(PK_SPAN("1")), false);
    check_equal(bytes, pk_value_string(PK_SPAN("1")), false);
    check_equal(duration(1000), pk_value_int(1000), false);
    check_equal((pk_value){.type = PK_NULL}, (pk_value){.type = PK_NULL}, true);
    check_equal((pk_value){.type = PK_NULL}, pk_value_bool(false), false);
    check_equal(parts(PK_LIST, NULL, 0), parts(PK_MAP, NULL, 0), false);
}

static void test_instants_are_equal_whatever_the_offset(void **state) {
    (void)state;
    check_equal(expr_bench_time("2024-11-27T00:30:00+07:00"), expr_bench_time("2024-11-26T17:30:00+00:00"), true);
    check_equal(expr_bench_time("2024-11-27T00:30:00+07:00"), expr_bench_time("2024-11-27T00:30:00+08:00"), false);
}

static void test_lists_and_maps_are_equal_by_their_parts(void **state) {
    (void)state;
    pk_value ints[] = {pk_value_int(1), pk_value_int(2)}, doubles[] = {pk_value_double(1), pk_value_double(2)};
    pk_value one[] = {pk_value_int(1), pk_value_bool(true), pk_value_int(2), pk_value_bool(false)};
    pk_value other[] = {uint_of(2), pk_value_bool(false), pk_value_double(1), pk_value_bool(true)};
    check_equal(parts(PK_LIST, ints, 2), parts(PK_LIST, doubles, 2), true);
    check_equal(parts(PK_LIST, ints, 2), parts(PK_LIST, doubles, 1), false);
    check_equal(parts(PK_MAP, one, 2), parts(PK_MAP, other, 2), true);
    check_equal(parts(PK_MAP, one, 2), parts(PK_MAP, other, 1), false);
    check_equal(parts(PK_MAP, one, 1), parts(PK_MAP, other, 1), false);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_value_has_sixteen_bytes),
        cmocka_unit_test(test_names_of_types),
        cmocka_unit_test(test_plain_values_as_json),
        cmocka_unit_test(test_what_json_cannot_say_is_null),
        cmocka_unit_test(test_times_as_json),
        cmocka_unit_test(test_lists_and_maps_as_json),
        cmocka_unit_test(test_numbers_are_equal_by_value),
        cmocka_unit_test(test_unlike_types_are_unequal),
        cmocka_unit_test(test_instants_are_equal_whatever_the_offset),
        cmocka_unit_test(test_lists_and_maps_are_equal_by_their_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
