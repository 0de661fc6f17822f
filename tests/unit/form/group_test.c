/** @file group_test.c  Groups: objects inside a report whose members are fields of the form. Patterns of texts. */
#include <limits.h>
#include <math.h>

#include "form_fixture.h"

#include "core/problems.h"

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

static pilkada_form *form_with_optional_text(const char *need) {
    static const char format[] =
        "{\"form\":\"lap_k\",\"version\":\"1\",\"head\":\"kepala\",\"title\":" LABEL("K") ",\"source\":" LABEL(
            "K") ",\"sections\":[{\"title\":" LABEL("A") ",\"fields\":[{\"id\":\"kel\",\"type\":\"kelompok\","
                                                         "\"required\":%s,\"mark\":\"inferred\",\"label\":" LABEL(
                                                             "k") ",\"fields\":["
                                                                  "{\"id\":\"n\",\"type\":\"bulat\",\"required\":"
                                                                  "\"wajib\",\"mark\":\"inferred\","
                                                                  "\"label\":" LABEL(
                                                                      "n") "},"
                                                                           "{\"id\":\"uraian\",\"type\":\"teks\","
                                                                           "\"required\":\"wajib\",\"mark\":"
                                                                           "\"inferred\",\"label\":" LABEL(
                                                                               "u") "},"
                                                                                    "{\"id\":\"m\",\"type\":"
                                                                                    "\"kelompok\",\"required\":"
                                                                                    "\"wajib\",\"mark\":"
                                                                                    "\"inferred\",\"label\":" LABEL(
                                                                                        "m") ",\"fields\":[{\"id\":"
                                                                                             "\"ket\","
                                                                                             "\"type\":\"teks\","
                                                                                             "\"required\":"
                                                                                             "\"wajib\",\"mark\":"
                                                                                             "\"inferred\","
                                                                                             "\"label\":" LABEL(
                                                                                                 "t") "}]}]}]}],"
                                                                                                      "\"sets\":{"
                                                                                                      "\"uraian_"
                                                                                                      "masalah\":[],"
                                                                                                      "\"hitungan\":[]}"
                                                                                                      ","
                                                                                                      "\"rules\":[]}";
    char text[sizeof format + 64];
    snprintf(text, sizeof text, format, need);
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_form *own = fixture_compile_text(&f, text, NULL, &error);
    if (!own)
        fail_msg("%s: %s", error.where, error.detail);
    return own;
}

static const pilkada_finding *first_finding_below(const char *path) {
    for (size_t i = 0; i < pilkada_verdict_finding_count(f.verdict); i++)
        if (strncmp(pilkada_verdict_finding(f.verdict, i)->path, path, strlen(path)) == 0)
            return pilkada_verdict_finding(f.verdict, i);
    return NULL;
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

/* What is required in an optional group is required once the group is there, in a nihil report as in any other. */
static void an_absent_optional_group_asks_for_nothing(void **state) {
    (void)state;
    static const struct {
        const char *need, *members, *path; /* of the one finding; NULL: none */
    } cases[] = {
        {"\"opsional\"", "", NULL},
        {"\"opsional\"", ",\"nihil\":true", NULL},
        {"\"opsional\"", ",\"nihil\":true,\"kel\":{}", "/kel/uraian"},
        {"\"opsional\"", ",\"nihil\":true,\"kel\":{\"uraian\":\"-\"}", "/kel/m/ket"},
        {"\"opsional\"", ",\"nihil\":true,\"kel\":null", NULL},
        {"{\"if\":\"urutan == 2\"}", ",\"nihil\":true,\"urutan\":1", NULL},
        {"{\"if\":\"urutan == 2\"}", ",\"nihil\":true,\"urutan\":2", "/kel/uraian"},
        {"\"wajib\"", ",\"nihil\":true", "/kel/uraian"},
        {"\"wajib\"", ",\"nihil\":true,\"kel\":{\"uraian\":\"-\"}", "/kel/m/ket"},
        {"\"wajib\"", "", "/kel"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_form *own = form_with_optional_text(cases[i].need);
        char text[256];
        snprintf(text, sizeof text, "{\"id\":\"x\"%s}", cases[i].members);
        assert_int_equal(fixture_judge(&f, own, text, NULL), PILKADA_OK);
        const pilkada_finding *found = first_finding_below("/kel");
        if (found ? !cases[i].path || strcmp(found->path, cases[i].path) : cases[i].path != NULL)
            fail_msg("case %zu: %s", i, found ? found->path : "no finding");
        pk_form_free(own);
    }
}

static void a_name_twice_in_a_group_is_refused(void **state) {
    (void)state;
    static const char *const members[] = {"\"hadir\":{\"l\":1,\"p\":2,\"l\":1}",
                                          "\"hadir\":{\"x\":1,\"x\":2}",
                                          "\"hadir\":{\"l\":null,\"l\":1}",
                                          "\"hadir\":{\"l\":\"\",\"p\":1,\"l\":1}",
                                          "\"hadir\":{\"l\":[],\"p\":1,\"l\":1}",
                                          "\"hadir\":{\"p\":1,\"l\":-1,\"p\":1}",
                                          "\"hadir\":null,\"hadir\":{}",
                                          "\"hadir\":{},\"hadir\":{}",
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

/* What goes on behind it must not hide it: there, nip and sandi. */
static void a_bad_value_inside_a_group_ends_the_report(void **state) {
    (void)state;
    static const char *const bad[] = {"x", "[tru]", "\"\\q\"", "{\"a\":nil}"};
    cJSON *tree = cJSON_Duplicate(cJSON_GetObjectItem(definition, "example"), true);
    cJSON *group = cJSON_GetObjectItem(tree, "hadir"), *tps = cJSON_GetObjectItem(group, "tps");
    assert_non_null(group->next);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        cJSON_ReplaceItemInObject(tps->child, "hadir", cJSON_CreateRaw(bad[i]));
        char *text = cJSON_PrintUnformatted(tree);
        assert_int_equal(fixture_judge(&f, form, text, NULL), PILKADA_E_SYNTAX);
        cJSON_free(text);
    }
    cJSON_ReplaceItemInObject(tps->child, "hadir", cJSON_CreateString("\xFF"));
    assert_int_equal(pk_form_judge_tree(form, tree, NULL, "hash", f.verdict, NULL), PILKADA_E_ENCODING);
    cJSON_Delete(tree);
}

/* ---- the straight path of the reader and the strict one ---- */

static uint32_t random_of(uint32_t *seed, uint32_t below) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

/* One change at a random place: a sign of the grammar or a letter put there, put in, or a byte taken out. */
static size_t mutate(uint32_t *seed, char *text, size_t size) {
    static const char signs[] = "{}[],:\" \n\\tfnaA";
    size_t at = random_of(seed, (uint32_t)size);
    char sign = signs[random_of(seed, sizeof signs - 1)];
    switch (random_of(seed, 3)) {
    case 0:
        text[at] = sign;
        return size;
    case 1:
        memmove(text + at + 1, text + at, size - at);
        text[at] = sign;
        return size + 1;
    default:
        memmove(text + at, text + at + 1, size - at - 1);
        return size - 1;
    }
}

static char *verdict_of_text(const pilkada_form *by, const char *text, size_t size, pilkada_error *error) {
    return pk_form_judge(by, text, size, NULL, "hash", f.verdict, error) ? NULL : fixture_json(&f);
}

static char *verdict_of_tree(const pilkada_form *by, const char *text, size_t size, pilkada_error *error) {
    cJSON *tree = pk_json_tree(text, size, error);
    bool judged = tree && !pk_form_judge_tree(by, tree, NULL, "hash", f.verdict, NULL);
    cJSON_Delete(tree);
    return judged ? fixture_json(&f) : NULL;
}

/* The tree is read by the strict events alone, the report by names that are expected. */
static void compare_mutants(const pilkada_form *by, const cJSON *tree, bool pretty, unsigned *judged) {
    cJSON *report = fixture_example(&f, tree);
    char *printed = pretty ? cJSON_Print(report) : cJSON_PrintUnformatted(report), *text = malloc(strlen(printed) + 8);
    uint32_t seed = 27112024;
    for (int round = 0; round < 6000; round++) {
        pilkada_error of_text = PILKADA_ERROR_INIT, of_tree = PILKADA_ERROR_INIT;
        size_t size = strlen(printed);
        memcpy(text, printed, size);
        for (uint32_t i = random_of(&seed, 3); i <= 2; i++)
            size = mutate(&seed, text, size);
        char *first = verdict_of_text(by, text, size, &of_text), *second = verdict_of_tree(by, text, size, &of_tree);
        if (!first != !second || (first && strcmp(first, second) != 0))
            fail_msg("%.*s\n%s %s\n%s %s", (int)size, text, first ? first : "refused", of_text.detail,
                     second ? second : "refused", of_tree.detail);
        *judged += first != NULL;
        free(first);
        free(second);
    }
    free(text);
    cJSON_free(printed);
    cJSON_Delete(report);
}

static void mutants_get_one_verdict(void **state) {
    (void)state;
    unsigned judged = 0;
    compare_mutants(form, definition, false, &judged);
    compare_mutants(form, definition, true, &judged);
    compare_mutants(f.tungsura, f.tungsura_tree, false, &judged);
    assert_true(judged > 2000); /* most mutants are no JSON; enough must be */
}

/* ---- runs of members, and members that are out of their turn ---- */

static void shuffle(uint32_t *seed, cJSON *object, uint32_t moves) {
    cJSON *members[64];
    uint32_t count = 0;
    while (object->child && count < sizeof members / sizeof *members)
        members[count++] = cJSON_DetachItemFromArray(object, 0);
    for (uint32_t i = 0; i < moves; i++) {
        uint32_t from = random_of(seed, count), to = random_of(seed, count);
        cJSON *member = members[from];
        memmove(members + from, members + from + 1, (count - from - 1) * sizeof *members);
        memmove(members + to + 1, members + to, (count - to - 1) * sizeof *members);
        members[to] = member;
    }
    for (uint32_t i = 0; i < count; i++)
        cJSON_AddItemToArray(object, members[i]);
}

/* Now and then a name stands twice; cJSON has nothing against it. */
static bool repeat_one(uint32_t *seed, cJSON *object) {
    uint32_t count = (uint32_t)cJSON_GetArraySize(object);
    if (random_of(seed, 4))
        return false;
    const cJSON *member = cJSON_GetArrayItem(object, (int)random_of(seed, count));
    cJSON_AddItemToObject(object, member->string, cJSON_Duplicate(member, true));
    shuffle(seed, object, 1);
    return true;
}

static void members_in_any_order_get_one_verdict(void **state) {
    (void)state;
    uint32_t seed = 2024;
    unsigned refused = 0;
    for (int round = 0; round < 3000; round++) {
        cJSON *report = fixture_example(&f, definition), *group = cJSON_GetObjectItem(report, "hadir");
        shuffle(&seed, report, random_of(&seed, 4));
        shuffle(&seed, group, random_of(&seed, 4));
        bool twice = repeat_one(&seed, random_of(&seed, 2) ? report : group);
        char *text = cJSON_PrintUnformatted(report);
        pilkada_error error = PILKADA_ERROR_INIT;
        pilkada_status expected = twice ? PILKADA_E_SYNTAX : PILKADA_OK;
        if (pk_form_judge(form, text, strlen(text), NULL, "hash", f.verdict, &error) != expected ||
            (!twice && pilkada_verdict_finding_count(f.verdict)))
            fail_msg("%s: %s", text, error.detail);
        if (pk_form_judge_tree(form, report, NULL, "hash", f.verdict, &error) != expected ||
            (!twice && pilkada_verdict_finding_count(f.verdict)))
            fail_msg("tree of %s: %s", text, error.detail);
        refused += twice;
        cJSON_free(text);
        cJSON_Delete(report);
    }
    assert_true(refused > 500);
}

/* A tree that a program made or changed: cJSON's int is a copy that may be clipped or stale. */
static void the_double_of_a_tree_counts(void **state) {
    (void)state;
    static const struct {
        double number;
        int copy;
        const char *code; /* NULL: sound */
    } cases[] = {{1, 1, NULL},         {1, 7, NULL},
                 {0, 0, NULL},         {-0.0, 0, "F101"},
                 {1.5, 1, "F101"},     {1e15, INT_MAX, "F101"},
                 {-1, -1, "F101"},     {-1, 1, "F101"},
                 {(double)NAN, 1, ""}, {(double)INFINITY, INT_MAX, ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cJSON *report = fixture_example(&f, definition);
        cJSON *count = cJSON_GetObjectItem(cJSON_GetObjectItem(report, "hadir"), "l");
        count->valuedouble = cases[i].number;
        count->valueint = cases[i].copy;
        pilkada_status status = pk_form_judge_tree(form, report, NULL, "hash", f.verdict, NULL);
        bool refused = cases[i].code && !*cases[i].code;
        assert_int_equal(status, refused ? PILKADA_E_SYNTAX : PILKADA_OK);
        if (!refused && cases[i].code) {
            assert_string_equal(pilkada_verdict_finding(f.verdict, 0)->code, cases[i].code);
            assert_string_equal(pilkada_verdict_finding(f.verdict, 0)->path, "/hadir/l");
        } else if (!refused) {
            for (size_t k = 0; k < pilkada_verdict_finding_count(f.verdict); k++)
                assert_string_not_equal(pilkada_verdict_finding(f.verdict, k)->code, "F101");
        }
        cJSON_Delete(report);
    }
}

static void no_beginning_of_a_report_is_one(void **state) {
    (void)state;
    char *text = fixture_report(&f, definition, "");
    for (size_t size = 0; size < strlen(text); size++) {
        char *part = malloc(size ? size : 1); /* of its own size: reading behind it is seen by the sanitizer */
        memcpy(part, text, size);
        pilkada_error error = PILKADA_ERROR_INIT;
        assert_int_not_equal(pk_form_judge(form, part, size, NULL, "hash", f.verdict, &error), PILKADA_OK);
        free(part);
    }
    free(text);
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
        cmocka_unit_test(an_absent_optional_group_asks_for_nothing),
        cmocka_unit_test(a_name_twice_in_a_group_is_refused),
        cmocka_unit_test(a_tree_gets_the_same_verdict),
        cmocka_unit_test(a_bad_value_inside_a_group_ends_the_report),
        cmocka_unit_test(mutants_get_one_verdict),
        cmocka_unit_test(members_in_any_order_get_one_verdict),
        cmocka_unit_test(the_double_of_a_tree_counts),
        cmocka_unit_test(no_beginning_of_a_report_is_one),
        cmocka_unit_test(its_own_examples_hold),
    };
    return cmocka_run_group_tests_name("form/group", tests, open_all, close_all);
}
