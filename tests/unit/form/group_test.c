/** @file group_test.c  Groups: objects inside a report whose members are fields of the form. Patterns of texts. */
#include "form_fixture.h"

#include "core/problems.h"

static fixture f;
static cJSON *definition;
static pilkada_form *form;

static int open_all(void **state) {
    (void)state;
    fixture_open(&f);
    definition = fixture_tree("../tests/unit/form/group_form.json");
    form = fixture_compile(&f, definition);
    return 0;
}

static int close_all(void **state) {
    (void)state;
    pk_form_free(form);
    cJSON_Delete(definition);
    fixture_close(&f);
    return 0;
}

static void judge(const char *member) {
    pilkada_error error = PILKADA_ERROR_INIT;
    char *text = fixture_report(&f, definition, member);
    if (fixture_judge(&f, form, text, &error))
        fail_msg("%s: %s", text, error.detail);
    free(text);
}

static void the_example_is_sound(void **state) {
    (void)state;
    judge("");
    char *json = fixture_json(&f);
    assert_non_null(strstr(json, "\"findings\":[]"));
    free(json);
}

static void findings_point_into_groups(void **state) {
    (void)state;
    static const struct {
        const char *member, *code, *path, *en;
    } cases[] = {
        {"\"hadir\":{\"l\":1}", "B-12", "/hadir/p", "Women"},
        {"\"hadir\":{\"l\":1,\"p\":null}", "B-12", "/hadir/p", "Women"},
        {"\"hadir\":{\"l\":1,\"p\":\"2\"}", "F101", "/hadir/p", "quotes"},
        {"\"hadir\":{\"l\":1,\"p\":2,\"q\":3}", "B-12", "/hadir/q", "q"},
        {"\"hadir\":{\"l\":1,\"p\":2,\"rinc\":{}}", "B-12", "/hadir/rinc", "rinci"},
        {"\"hadir\":{\"l\":1,\"p\":2,\"rinci\":{}}", "B-12", "/hadir/rinci/dpt", "Of the list"},
        {"\"hadir\":{\"l\":1,\"p\":2,\"rinci\":{\"dpt\":0}}", "B-12", "/hadir/rinci/alasan", "Reason"},
        {"\"hadir\":{\"l\":1,\"p\":2,\"rinci\":7}", "D-1", "/hadir/rinci", "a group of fields"},
        {"\"hadir\":{\"l\":1,\"p\":2,\"tps\":[{\"no\":1}]}", "B-12", "/hadir/tps/0/hadir", "row 1"},
        {"\"hadir\":{\"l\":1,\"p\":2,\"tps\":[{\"no\":1,\"hadir\":3,\"x\":1}]}", "B-12", "/hadir/tps/0/x", "x"},
        {"\"hadir\":{\"l\":1,\"p\":2,\"tps\":[{\"no\":1,\"hadir\":1},{},{},{}]}", "D-5", "/hadir/tps", "3"},
        {"\"hadir.l\":1", "B-12", "/hadir.l", "hadir.l"},
        {"\"l\":1", "B-12", "/l", "l"},
        {"\"dpt\":2", "G-1", "/hadir/l", "Present, Men 1 and 2, above 2: 1 over"},
        {"\"hadir\":{\"l\":1,\"p\":2,\"rinci\":{\"dpt\":9}}", "G-2", "/hadir/rinci/dpt", "9 is above 3"},
        {"\"nip\":\"12345\"", "D-3", "/nip", "18 digits"},
        {"\"nip\":\"00000000000000000O\"", "D-3", "/nip", "18 digits"},
        {"\"sandi\":\"kota-1\"", "D-3", "/sandi", "tps-1 or desa-1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        judge(cases[i].member);
        bool found = false;
        for (size_t k = 0; k < pilkada_verdict_finding_count(f.verdict); k++) {
            const pilkada_finding *finding = pilkada_verdict_finding(f.verdict, k);
            found = found || (strcmp(finding->code, cases[i].code) == 0 && strcmp(finding->path, cases[i].path) == 0 &&
                              strstr(finding->message_en, cases[i].en));
        }
        if (!found) {
            char *json = fixture_json(&f);
            fail_msg("%s: %s", cases[i].member, json);
        }
    }
}

/* One finding says that the group is not there, not one for each of its members. */
static void a_missing_group_is_one_finding(void **state) {
    (void)state;
    static const char *const members[] = {"\"hadir\":", "\"hadir\":null", "\"hadir\":\"\"", "\"hadir\":[]"};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        judge(members[i]);
        assert_int_equal(pilkada_verdict_finding_count(f.verdict), 1);
        assert_string_equal(pilkada_verdict_finding(f.verdict, 0)->path, "/hadir");
        assert_false(pilkada_verdict_valid(f.verdict));
    }
    judge("\"hadir\":{\"l\":1,\"p\":2}"); /* rinci is optional: so are its members while it is not there */
    assert_true(pilkada_verdict_valid(f.verdict));
}

static void nihil_waives_the_counts_of_a_group(void **state) {
    (void)state;
    char *text = fixture_report(&f, definition, "\"hadir\":");
    cJSON *tree = cJSON_Parse(text);
    cJSON_ReplaceItemInObject(tree, "nihil", cJSON_CreateBool(true));
    cJSON_DeleteItemFromObject(tree, "dpt");
    free(text);
    text = cJSON_PrintUnformatted(tree);
    assert_int_equal(fixture_judge(&f, form, text, NULL), PILKADA_OK);
    assert_null(fixture_find(&f, "B-12"));
    cJSON_free(text);
    cJSON_Delete(tree);
}

static void a_name_twice_in_a_group_is_refused(void **state) {
    (void)state;
    static const char *const members[] = {"\"hadir\":{\"l\":1,\"p\":2,\"l\":1}", "\"hadir\":{\"x\":1,\"x\":2}",
                                          "\"hadir\":{\"l\":1,\"p\":2,\"tps\":[{\"y\":1,\"y\":2}]}"};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        char *text = fixture_report(&f, definition, members[i]);
        assert_int_equal(fixture_judge(&f, form, text, &error), PILKADA_E_SYNTAX);
        assert_non_null(strstr(error.detail, "twice"));
        free(text);
    }
    judge("\"hadir\":{\"x\":1,\"p\":1,\"l\":2,\"tps\":[{\"x\":1},{\"x\":1}],\"rinci\":{\"x\":1}}"); /* each its own */
}

static void a_tree_gets_the_same_verdict(void **state) {
    (void)state;
    static const char *const members[] = {"", "\"hadir\":{\"l\":1,\"x\":{\"a\":[1]},\"tps\":[{}]}", "\"hadir\":3"};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        char *text = fixture_report(&f, definition, members[i]);
        cJSON *tree = cJSON_Parse(text);
        assert_int_equal(fixture_judge(&f, form, text, NULL), PILKADA_OK);
        char *of_text = fixture_json(&f);
        assert_int_equal(pk_form_judge_tree(form, tree, NULL, "hash", f.verdict, NULL), PILKADA_OK);
        char *of_tree = fixture_json(&f);
        assert_string_equal(of_tree, of_text);
        free(of_tree);
        free(of_text);
        cJSON_Delete(tree);
        free(text);
    }
}

static void its_own_examples_hold(void **state) {
    (void)state;
    pk_arena arena;
    pk_problems problems;
    pk_arena_init(&arena, NULL);
    pk_problems_init(&problems, f.catalogue, &arena);
    pk_form_check(definition, f.head, f.model, f.catalogue, NULL, &problems);
    for (size_t i = 0; i < problems.count; i++)
        if (problems.items[i].severity == PILKADA_SEVERITY_GALAT)
            fail_msg("%s: %s", problems.items[i].where, problems.items[i].message_en);
    pk_arena_dispose(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example_is_sound),
        cmocka_unit_test(findings_point_into_groups),
        cmocka_unit_test(a_missing_group_is_one_finding),
        cmocka_unit_test(nihil_waives_the_counts_of_a_group),
        cmocka_unit_test(a_name_twice_in_a_group_is_refused),
        cmocka_unit_test(a_tree_gets_the_same_verdict),
        cmocka_unit_test(its_own_examples_hold),
    };
    return cmocka_run_group_tests_name("form/group", tests, open_all, close_all);
}
