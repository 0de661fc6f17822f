/** @file reading_test.c  Definitions read member by member: values, the first fault, its place, near names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "core/json.h"

static cJSON *tree_of(const char *text) {
    cJSON *tree = pk_json_tree(text, strlen(text), NULL);
    assert_non_null(tree);
    return tree;
}

static void values_are_read_by_name(void **state) {
    (void)state;
    cJSON *tree = tree_of("{\"id\":\"blora\",\"tps\":1089,\"persen\":71.5,\"buka\":true,\"tutup\":false,"
                          "\"rows\":[1,\"x\",{}],\"Id\":1}");
    pilkada_error error = PILKADA_ERROR_INIT;
    pk_reading root = pk_reading_root(tree, &error);
    pk_reading id = pk_read_member(&root, "id", true), tps = pk_read_member(&root, "tps", true);
    pk_reading percent = pk_read_member(&root, "persen", true), rows = pk_read_member(&root, "rows", true);
    pk_reading open = pk_read_member(&root, "buka", true), shut = pk_read_member(&root, "tutup", true);
    assert_string_equal(pk_read_text(&id), "blora");
    assert_int_equal(pk_read_integer(&tps, 0), 1089);
    assert_true(pk_read_number(&tps, 0) == 1089.0);
    assert_true(pk_read_number(&percent, 0) == 71.5);
    assert_true(pk_read_bool(&open, false));
    assert_false(pk_read_bool(&shut, true));
    pk_read_array(&rows);
    assert_int_equal(pk_read_count(&rows), 3);
    assert_int_equal(pk_read_count(&root), 7);
    assert_int_equal(pk_read_count(&id), 0);
    pk_reading second = pk_read_element(&rows, 1), last = pk_read_element(&rows, 2);
    assert_string_equal(second.pointer, "/rows/1");
    assert_string_equal(pk_read_text(&second), "x");
    pk_read_object(&last);
    assert_true(pk_reading_ok(&root));
    cJSON_Delete(tree);
}

static void what_is_absent_gives_the_fallback(void **state) {
    (void)state;
    cJSON *tree = tree_of("{\"rows\":[]}");
    pilkada_error error = PILKADA_ERROR_INIT;
    pk_reading root = pk_reading_root(tree, &error);
    pk_reading absent = pk_read_member(&root, "x", false);
    pk_reading below = pk_read_member(&absent, "y", true); /* required only where its parent is */
    pk_reading rows = pk_read_member(&root, "rows", true), beyond = pk_read_element(&rows, 0);
    assert_null(pk_read_text(&absent));
    assert_int_equal(pk_read_integer(&absent, -3), -3);
    assert_true(pk_read_number(&below, 2.5) == 2.5);
    assert_true(pk_read_bool(&below, true));
    assert_null(beyond.node);
    assert_string_equal(below.pointer, "/x/y");
    assert_int_equal(pk_read_count(&absent), 0);
    pk_read_object(&absent);
    pk_read_array(&absent);
    assert_true(pk_reading_ok(&root));
    cJSON_Delete(tree);
}

typedef void (*reader)(const pk_reading *self);

static void text(const pk_reading *self) {
    assert_null(pk_read_text(self));
}

static void integer(const pk_reading *self) {
    assert_int_equal(pk_read_integer(self, 7), 7);
}

static void number(const pk_reading *self) {
    assert_true(pk_read_number(self, 7) == 7);
}

static void boolean(const pk_reading *self) {
    assert_true(pk_read_bool(self, true));
}

static void a_wrong_type_is_a_fault_with_its_place(void **state) {
    (void)state;
    static const struct {
        const char *json;
        reader read;
        const char *detail;
    } cases[] = {{"{\"v\":1}", text, "must be a text in double quotes"},
                 {"{\"v\":null}", text, "must be a text in double quotes"},
                 {"{\"v\":\"1\"}", integer, "must be a whole number"},
                 {"{\"v\":1.5}", integer, "must be a whole number"},
                 {"{\"v\":1e300}", integer, "must be a whole number"},
                 {"{\"v\":true}", number, "must be a number"},
                 {"{\"v\":0}", boolean, "must be true or false"},
                 {"{\"v\":[]}", pk_read_object, "must be an object { }"},
                 {"{\"v\":{}}", pk_read_array, "must be an array [ ]"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cJSON *tree = tree_of(cases[i].json);
        pilkada_error error = PILKADA_ERROR_INIT;
        pk_reading root = pk_reading_root(tree, &error), value = pk_read_member(&root, "v", true);
        cases[i].read(&value);
        assert_false(pk_reading_ok(&root));
        assert_int_equal(error.status, PILKADA_E_DEFINITION);
        assert_string_equal(error.where, "/v");
        assert_string_equal(error.detail, cases[i].detail);
        cJSON_Delete(tree);
    }
}

static void the_first_fault_stays(void **state) {
    (void)state;
    cJSON *tree = tree_of("{\"a\":1,\"b\":[]}");
    pilkada_error error = PILKADA_ERROR_INIT;
    pk_reading root = pk_reading_root(tree, &error);
    pk_reading missing = pk_read_member(&root, "c", true), a = pk_read_member(&root, "a", true);
    assert_string_equal(error.where, "/c");
    pk_read_text(&a);
    pk_read_fault(&missing, "another %d", 2);
    assert_string_equal(error.where, "/c");
    assert_non_null(strstr(error.detail, "missing"));
    cJSON_Delete(tree);
}

static void a_member_of_what_is_no_object_is_a_fault(void **state) {
    (void)state;
    cJSON *tree = tree_of("[1]");
    pilkada_error error = PILKADA_ERROR_INIT;
    pk_reading root = pk_reading_root(tree, &error), member = pk_read_member(&root, "a", false);
    assert_null(member.node);
    assert_string_equal(error.where, "");
    assert_string_equal(error.detail, "must be an object { }");
    cJSON_Delete(tree);
}

static void pointers_are_escaped_and_never_torn(void **state) {
    (void)state;
    cJSON *tree = tree_of("{\"a/b~c\\u001b\":{}}");
    pilkada_error error = PILKADA_ERROR_INIT;
    pk_reading root = pk_reading_root(tree, &error), child = {.node = NULL};
    assert_true(pk_read_each(&root, &child));
    assert_string_equal(child.pointer, "/a~1b~0c?");
    char name[200];
    for (size_t size = 1; size < sizeof name; size++) {
        memset(name, '/', size);
        name[size] = '\0';
        pk_reading member = pk_read_member(&child, name, false);
        size_t fits = strlen(child.pointer) + 1 + 2 * size;
        if (fits < sizeof member.pointer)
            assert_int_equal(strlen(member.pointer), fits);
        else
            assert_string_equal(member.pointer, child.pointer);
    }
    cJSON_Delete(tree);
}

static void each_child_comes_in_turn(void **state) {
    (void)state;
    cJSON *tree = tree_of("{\"rows\":[10,11,12],\"b\":{}}");
    pilkada_error error = PILKADA_ERROR_INIT;
    pk_reading root = pk_reading_root(tree, &error), rows = pk_read_member(&root, "rows", true);
    pk_reading row = {.node = NULL}, member = {.node = NULL}, none = {.node = NULL};
    size_t count = 0;
    for (; pk_read_each(&rows, &row); count++) {
        char pointer[32];
        snprintf(pointer, sizeof pointer, "/rows/%zu", count);
        assert_string_equal(row.pointer, pointer);
        assert_int_equal(row.index, count);
        assert_int_equal(pk_read_integer(&row, 0), 10 + (int64_t)count);
    }
    assert_int_equal(count, 3);
    assert_true(pk_read_each(&root, &member));
    assert_true(pk_read_each(&root, &member));
    assert_string_equal(member.pointer, "/b");
    assert_int_equal(member.index, 1);
    assert_false(pk_read_each(&root, &member));
    assert_false(pk_read_each(&member, &none));
    assert_false(pk_read_each(&none, &none));
    cJSON_Delete(tree);
}

static void an_unknown_member_is_named_with_a_near_one(void **state) {
    (void)state;
    static const char *const keys[] = {"id", "label", "required", NULL};
    static const struct {
        const char *json, *where, *detail;
    } cases[] = {{"{\"id\":1,\"label\":2}", "", ""},
                 {"{}", "", ""},
                 {"{\"id\":1,\"lable\":2}", "/lable", "unknown member: did you mean \"label\"?"},
                 {"{\"requird\":2,\"zzz\":1}", "/requird", "unknown member: did you mean \"required\"?"},
                 {"{\"sesuatu/lain\":2}", "/sesuatu~1lain", "unknown member: remove it"},
                 {"[]", "", "must be an object { }"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cJSON *tree = tree_of(cases[i].json);
        pilkada_error error = PILKADA_ERROR_INIT;
        pk_reading root = pk_reading_root(tree, &error);
        pk_read_only(&root, keys);
        assert_string_equal(error.where, cases[i].where);
        assert_string_equal(error.detail, cases[i].detail);
        assert_int_equal(pk_reading_ok(&root), cases[i].detail[0] == '\0');
        cJSON_Delete(tree);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_read_by_name),
        cmocka_unit_test(what_is_absent_gives_the_fallback),
        cmocka_unit_test(a_wrong_type_is_a_fault_with_its_place),
        cmocka_unit_test(the_first_fault_stays),
        cmocka_unit_test(a_member_of_what_is_no_object_is_a_fault),
        cmocka_unit_test(pointers_are_escaped_and_never_torn),
        cmocka_unit_test(each_child_comes_in_turn),
        cmocka_unit_test(an_unknown_member_is_named_with_a_near_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
