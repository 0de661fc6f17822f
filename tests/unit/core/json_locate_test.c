/** @file json_locate_test.c  From a JSON Pointer to line and column. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/json.h"

static const char text[] = "{\n \"a\": [1,\n  {\"b/c\": true, \"d~\": null}],\n \"é\": \"x\", \"f\\u0067\": 2\n}";

static void expect(const char *json, const char *pointer, uint32_t line, uint32_t column) {
    pk_arena arena;
    uint32_t found_line = 99, found_column = 99;
    pk_arena_init(&arena, NULL);
    pk_json_locate(pk_span_of(json), pk_span_of(pointer), &arena, &found_line, &found_column);
    pk_arena_dispose(&arena);
    assert_int_equal(found_line, line);
    assert_int_equal(found_column, column);
}

static void values_are_found(void **state) {
    (void)state;
    expect(text, "", 1, 1);
    expect(text, "/a", 2, 7);
    expect(text, "/a/0", 2, 8);
    expect(text, "/a/1", 3, 3);
    expect(text, "/a/1/b~1c", 3, 11);
    expect(text, "/a/1/d~0", 3, 23);
    expect(text, "/é", 4, 7);
    expect(text, "/fg", 4, 23);
    expect(text, "/a/1 12", 3, 3);
}

static void what_is_missing_is_told_at_the_last_value_before_it(void **state) {
    (void)state;
    expect(text, "/tiada", 1, 1);
    expect(text, "/a/7", 2, 7);
    expect(text, "/a/01x", 2, 7);
    expect(text, "/a/1/b~1c/deeper", 3, 11);
}

static void what_is_no_json_or_no_pointer_has_no_place(void **state) {
    (void)state;
    expect("", "/a", 0, 0);
    expect("{\"a\" 1}", "/a", 0, 0);
    expect(text, "aduan", 0, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_found),
        cmocka_unit_test(what_is_missing_is_told_at_the_last_value_before_it),
        cmocka_unit_test(what_is_no_json_or_no_pointer_has_no_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
