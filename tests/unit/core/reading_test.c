/** @file reading_test.c  Definitions read member by member: values, the first fault, its place, near names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "core/error.h"
#include "core/json.h"

static cJSON *tree_of(const char *text) {
    cJSON *tree = pk_json_tree(text, strlen(text), NULL);
    assert_non_null(tree);
    return tree;
}

static void assert_place(const pk_reading *self, const char *expected) {
    char pointer[PK_POINTER_SIZE];
    pk_reading_pointer(self, pointer);
    assert_string_equal(pointer, expected);
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
    assert_place(&second, "/rows/1");
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
    assert_place(&below, "/x"); /* the first thing that is absent */
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
    assert_place(&child, "/a~1b~0c?");
    char name[200];
    for (size_t size = 1; size < sizeof name; size++) {
        memset(name, '/', size);
        name[size] = '\0';
        pk_reading member = pk_read_member(&child, name, false);
        char pointer[PK_POINTER_SIZE];
        pk_reading_pointer(&member, pointer);
        size_t fits = strlen("/a~1b~0c?/") + 2 * size;
        if (fits < sizeof pointer)
            assert_int_equal(strlen(pointer), fits);
        else
            assert_string_equal(pointer, "/a~1b~0c?");
    }
    cJSON_Delete(tree);
}

static void a_pointer_ends_before_the_token_that_does_not_fit(void **state) {
    (void)state;
    char text[300], whole[PK_POINTER_SIZE];
    for (size_t size = 110; size < 140; size++) {
        /* the last byte of the long name takes two; an empty and a short name follow */
        snprintf(text, sizeof text, "{\"%0*d~\":{\"\":{\"b\":1}}}", (int)size, 0);
        snprintf(whole, sizeof whole, "/%0*d~0", (int)size, 0);
        cJSON *tree = tree_of(text);
        pilkada_error error = PILKADA_ERROR_INIT;
        pk_reading root = pk_reading_root(tree, &error), name = {.node = NULL};
        assert_true(pk_read_each(&root, &name));
        pk_reading empty = pk_read_member(&name, "", true), b = pk_read_member(&empty, "b", true);
        bool fits = size + 3 < PK_POINTER_SIZE, fits_empty = size + 4 < PK_POINTER_SIZE;
        assert_place(&name, fits ? whole : "");
        if (fits_empty)
            strcat(whole, "/");
        assert_place(&empty, fits ? whole : "");
        if (size + 7 < PK_POINTER_SIZE) /* a byte is kept for an escape */
            strcat(whole, "/b");
        assert_place(&b, fits ? whole : "");
        cJSON_Delete(tree);
    }
}

/* "[[[...", `depth` deep */
static cJSON *nested_arrays(size_t depth) {
    char text[2 * PILKADA_MAX_JSON_DEPTH + 1];
    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    text[2 * depth] = '\0';
    return tree_of(text);
}

static void a_place_is_found_at_any_depth(void **state) {
    (void)state;
    cJSON *tree = nested_arrays(PILKADA_MAX_JSON_DEPTH);
    pilkada_error error = PILKADA_ERROR_INIT;
    pk_reading deepest = pk_reading_root(tree, &error);
    char pointer[PK_POINTER_SIZE] = "";
    for (size_t depth = 1; depth < PILKADA_MAX_JSON_DEPTH; depth++) {
        assert_place(&deepest, pointer);
        deepest = pk_read_element(&deepest, 0);
        strcat(pointer, "/0");
    }
    assert_non_null(deepest.node);
    pk_read_text(&deepest);
    assert_string_equal(error.where, pointer);
    cJSON_Delete(tree);
}

static void a_place_is_found_past_branches_and_counts_from_its_root(void **state) {
    (void)state;
    cJSON *tree = tree_of("{\"a\":[{\"b\":{\"c\":[]}},[[],{\"d\":{\"e\":[0,1]}}],3],\"f\":{\"d\":4}}");
    pilkada_error error = PILKADA_ERROR_INIT;
    pk_reading root = pk_reading_root(tree, &error), a = pk_read_member(&root, "a", true);
    pk_reading list = pk_read_element(&a, 1), object = pk_read_element(&list, 1);
    pk_reading d = pk_read_member(&object, "d", true), e = pk_read_member(&d, "e", true);
    pk_reading one = pk_read_element(&e, 1), beyond = pk_read_element(&e, 2), f = pk_read_member(&root, "f", true);
    pk_reading twin = pk_read_member(&f, "d", true), absent = pk_read_member(&f, "x", false);
    assert_place(&root, "");
    assert_place(&one, "/a/1/1/d/e/1");
    assert_place(&beyond, "/a/1/1/d/e/2");
    assert_place(&twin, "/f/d");
    assert_place(&absent, "/f/x");
    pk_reading inner = pk_reading_root(list.node, &error), second = pk_read_element(&inner, 1);
    pk_reading below = pk_read_member(&second, "d", true);
    assert_place(&inner, ""); /* its siblings are not its own */
    assert_place(&below, "/1/d");
    pk_fail(&error, PILKADA_E_DEFINITION, "found by another");
    pk_error_where(&error, "12", "");
    pk_read_where(&below, " ");
    assert_string_equal(error.where, "/1/d 12");
    assert_string_equal(error.detail, "found by another");
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
        assert_place(&row, pointer);
        assert_int_equal(row.index, count);
        assert_int_equal(pk_read_integer(&row, 0), 10 + (int64_t)count);
    }
    assert_int_equal(count, 3);
    assert_true(pk_read_each(&root, &member));
    assert_true(pk_read_each(&root, &member));
    assert_place(&member, "/b");
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
        cmocka_unit_test(a_pointer_ends_before_the_token_that_does_not_fit),
        cmocka_unit_test(a_place_is_found_at_any_depth),
        cmocka_unit_test(a_place_is_found_past_branches_and_counts_from_its_root),
        cmocka_unit_test(each_child_comes_in_turn),
        cmocka_unit_test(an_unknown_member_is_named_with_a_near_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
