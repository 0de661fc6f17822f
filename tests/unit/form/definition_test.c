/** @file definition_test.c  Form files: each fault is refused with its place and a remedy; the linter; rows and sets.
 */
#include "form_fixture.h"

#include "core/problems.h"

/* ---- a small form ---- */

#define FIELD(id, more)                                                                                                \
    "{\"id\":\"" id "\",\"required\":\"opsional\",\"mark\":\"inferred\",\"label\":" LABEL(id) "," more "}"
#define RULE(more)                                                                                                     \
    "{\"id\":\"X-1\",\"severity\":\"galat\",\"certainty\":\"certain\",\"title\":" LABEL(                               \
        "aturan") ",\"basis\":[\"dasar\"],"                                                                            \
                  "\"message\":" LABEL("pesan") "," more "}"
#define FORM(fields, sets, rules)                                                                                      \
    "{\"form\":\"lap_contoh\",\"version\":\"1\",\"head\":\"kepala\",\"title\":" LABEL("Contoh") ",\"source\":" LABEL(  \
        "Contoh") ",\"sections\":[{\"title\":" LABEL("A") ",\"fields\":[" fields                                       \
                                                          "]}],\"sets\":{\"uraian_masalah\":[]" sets                   \
                                                          "},\"rules\":[" rules "]}"
#define COUNTS FIELD("a", "\"type\":\"bulat\"") "," FIELD("b", "\"type\":\"bulat\"")

static void faults_are_placed(void **state) {
    (void)state;
    static const struct {
        const char *text, *where, *detail;
        pilkada_status status;
    } cases[] = {
        {FORM(COUNTS, "", RULE("\"expr\":\"a + == b\"")), "/rules/0/expr", "", PILKADA_E_EXPRESSION},
        {FORM(COUNTS, "", RULE("\"expr\":\"a <= c2\"")), "/rules/0/expr", "", PILKADA_E_EXPRESSION},
        {FORM(COUNTS, "", RULE("\"exprs\":\"a <= b\"")), "/rules/0/exprs", "did you mean \"expr\"",
         PILKADA_E_DEFINITION},
        {FORM(COUNTS, "", RULE("\"expr\":\"a <= b\",\"path\":\"aa\"")), "/rules/0/path", "did you mean \"a\"",
         PILKADA_E_DEFINITION},
        {FORM(COUNTS, "", RULE("\"expr\":\"a <= b\",\"missing\":\"lewati\"")), "/rules/0/missing", "jangan_lewati",
         PILKADA_E_DEFINITION},
        {FORM(COUNTS, "", RULE("\"expr\":\"a <= b\",\"each\":\"tidak_ada\"")), "/rules/0/each", "no such set",
         PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"bulta\""), "", ""), "/sections/0/fields/0/type", "did you mean \"bulat\"",
         PILKADA_E_DEFINITION},
        {FORM(FIELD("A", "\"type\":\"bulat\""), "", ""), "/sections/0/fields/0/id", "small letters",
         PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"bulat\"") "," FIELD("a", "\"type\":\"teks\""), "", ""), "/sections/0/fields/1",
         "twice", PILKADA_E_DEFINITION},
        {FORM(FIELD("nihil", "\"type\":\"bulat\""), "", ""), "/sections/0/fields/0", "twice", PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"bulat\",\"range\":[2,1]"), "", ""), "/sections/0/fields/0/range", "above",
         PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"bulat\",\"recap\":\"jumlah\""), "", ""), "/sections/0/fields/0/recap",
         "must be sum, max", PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"teks\",\"recap\":\"sum\""), "", ""), "/sections/0/fields/0/recap",
         "sum is not possible for teks", PILKADA_E_DEFINITION},
        {FORM(FIELD("a",
                    "\"type\":\"daftar\",\"recap\":{\"rows\":\"c\"},\"fields\":[" FIELD("b", "\"type\":\"bulat\"") "]"),
              "", ""),
         "/sections/0/fields/0/recap/rows", "wajib", PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"persen\",\"recap\":\"percent\""), "", ""), "/sections/0/fields/0/recap",
         "names its fields", PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"persen\",\"recap\":{\"percent\":\"b\"}"), "", ""), "/sections/0/fields/0/recap/of",
         "missing", PILKADA_E_DEFINITION},
        {FORM(COUNTS "," FIELD("c", "\"type\":\"persen\",\"recap\":{\"percent\":\"a\",\"of\":\"z\"}"), "", ""), "c",
         "two counts", PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"daftar\",\"fields\":[" FIELD("b", "\"type\":\"bulat\",\"recap\":\"sum\"") "]"), "",
              ""),
         "/sections/0/fields/0/fields/0/recap", "at the list", PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"bulat\",\"range\":[-1,1]"), "", ""), "/sections/0/fields/0/range", "below 0",
         PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"jam\",\"range\":[\"6\",\"7\"]"), "", ""), "/sections/0/fields/0/range/0", "06:00",
         PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"teks\",\"range\":[1,2]"), "", ""), "/sections/0/fields/0/range", "no range",
         PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"bulat\",\"length\":[1,2]"), "", ""), "/sections/0/fields/0/length", "no length",
         PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"pilih\""), "", ""), "/sections/0/fields/0/choices", "missing",
         PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"pilih\",\"choices\":[]"), "", ""), "/sections/0/fields/0/choices", "at least one",
         PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"daftar\""), "", ""), "/sections/0/fields/0", "one of \"items\" and \"fields\"",
         PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"daftar\",\"length\":[0,10001],\"items\":{\"type\":\"teks\"}"), "", ""),
         "/sections/0/fields/0/length", "10000 rows", PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"daftar\",\"fields\":[" FIELD(
                             "r", "\"type\":\"daftar\",\"fields\":[" FIELD("s", "\"type\":\"teks\"") "]") "]"),
              "", ""),
         "/sections/0/fields/0/fields/0", "rows inside rows", PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"kelompok\""), "", ""), "/sections/0/fields/0/fields", "missing",
         PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"kelompok\",\"fields\":[]"), "", ""), "/sections/0/fields/0/fields",
         "at least one field", PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"bulat\",\"fields\":[]"), "", ""), "/sections/0/fields/0/fields", "only a kelompok",
         PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"kelompok\",\"fields\":[" COUNTS "," FIELD("a", "\"type\":\"teks\"") "]"), "", ""),
         "/sections/0/fields/0/fields/2", "twice", PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"daftar\",\"fields\":[" FIELD(
                             "r", "\"type\":\"kelompok\",\"fields\":[" FIELD("s", "\"type\":\"teks\"") "]") "]"),
              "", ""),
         "/sections/0/fields/0/fields/0", "rows inside rows", PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"kelompok\",\"fields\":[" COUNTS "]"), "", RULE("\"expr\":\"a.a < a.c\"")),
         "/rules/0/expr", "", PILKADA_E_EXPRESSION},
        {FORM(FIELD("a", "\"type\":\"kelompok\",\"fields\":[" COUNTS "]"), "", RULE("\"expr\":\"ada(a)\"")),
         "/rules/0/expr", "", PILKADA_E_EXPRESSION},
        {FORM(FIELD("a", "\"type\":\"bulat\",\"pattern\":{\"regex\":\"^1$\",\"label\":" LABEL("satu") "}"), "", ""),
         "/sections/0/fields/0/pattern", "has no pattern", PILKADA_E_DEFINITION},
        {FORM(FIELD("a", "\"type\":\"teks\",\"pattern\":{\"regex\":\"^(1$\",\"label\":" LABEL("satu") "}"), "", ""),
         "/sections/0/fields/0/pattern/regex", "pattern, at character", PILKADA_E_PATTERN},
        {FORM(FIELD("a", "\"type\":\"teks\",\"pattern\":{\"regex\":\"^1$\"}"), "", ""),
         "/sections/0/fields/0/pattern/label", "missing", PILKADA_E_DEFINITION},
        {FORM(COUNTS, ",\"s\":[\"c\"]", ""), "/sets/s/0", "no such field", PILKADA_E_DEFINITION},
        {FORM(COUNTS, ",\"s\":[\"a2\"]", ""), "/sets/s/0", "did you mean", PILKADA_E_DEFINITION},
        {FORM(COUNTS, ",\"a\":[]", ""), "/sets/a", "taken", PILKADA_E_DEFINITION},
        {FORM(COUNTS, ",\"s\":{\"of\":\"t\",\"except\":[]}", ""), "/sets/s/of", "no such set", PILKADA_E_DEFINITION},
        {FORM(COUNTS, ",\"s\":{\"type\":\"bulatt\"}", ""), "/sets/s/type", "no such type", PILKADA_E_DEFINITION},
        {FORM(COUNTS, ",\"t\":[\"a\"],\"s\":{\"of\":\"t\",\"except\":[\"b\"]}", ""), "/sets/s/except/0",
         "not in the set", PILKADA_E_DEFINITION},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        pilkada_form *form = fixture_compile_text(&f, cases[i].text, NULL, &error);
        if (form || error.status != cases[i].status || strncmp(error.where, cases[i].where, strlen(cases[i].where)) ||
            !strstr(error.detail, cases[i].detail))
            fail_msg("case %zu: status %d, where %s, detail %s", i, error.status, error.where, error.detail);
    }
}

static void messages_name_what_there_is(void **state) {
    (void)state;
    static const char text[] = FORM(
        COUNTS, "",
        "{\"id\":\"X-1\",\"severity\":\"galat\",\"certainty\":\"certain\",\"title\":" LABEL(
            "aturan") ",\"basis\":[\"dasar\"],\"expr\":\"a <= b\",\"message\":{\"id\":\"{a} {labl.a}\",\"en\":\"x\"}}");
    pilkada_error error = PILKADA_ERROR_INIT;
    assert_null(fixture_compile_text(&f, text, NULL, &error));
    assert_string_equal(error.where, "/rules/0/message");
    assert_non_null(strstr(error.detail, "name in the message"));
}

static void a_form_needs_its_head(void **state) {
    (void)state;
    pilkada_error error = PILKADA_ERROR_INIT;
    assert_null(pk_form_compile(f.tungsura_tree, NULL, f.model, f.catalogue, NULL, &error));
    assert_int_equal(error.status, PILKADA_E_DEFINITION);
    assert_non_null(strstr(error.detail, "head"));
    assert_null(pk_form_compile(NULL, f.head, f.model, f.catalogue, NULL, NULL));
}

static void every_code_of_structure_is_declared(void **state) {
    (void)state;
    cJSON *head = cJSON_Duplicate(f.head, true);
    cJSON_DeleteItemFromArray(cJSON_GetObjectItem(head, "structure"), 1);
    pilkada_error error = PILKADA_ERROR_INIT;
    assert_null(pk_form_compile(f.tungsura_tree, head, f.model, f.catalogue, NULL, &error));
    assert_string_equal(error.where, "kepala#/structure");
    assert_non_null(strstr(error.detail, "F101"));
    cJSON_Delete(head);
}

/* Severity is data: a province may raise or lower it. */
static void severity_is_data(void **state) {
    (void)state;
    cJSON *definition = cJSON_Duplicate(f.tungsura_tree, true), *rule;
    cJSON_ArrayForEach(
        rule,
        cJSON_GetObjectItem(definition, "rules")) if (strcmp(cJSON_GetObjectItem(rule, "id")->valuestring, "U-6") == 0)
        cJSON_SetValuestring(cJSON_GetObjectItem(rule, "severity"), "info");
    pilkada_form *form = fixture_compile(&f, definition);
    char *text = fixture_report(&f, definition, "\"jumlah_tps\":41453");
    assert_int_equal(fixture_judge(&f, form, text, NULL), PILKADA_OK);
    assert_true(pilkada_verdict_valid(f.verdict));
    assert_int_equal(fixture_find(&f, "U-6")->severity, PILKADA_SEVERITY_INFO);
    free(text);
    pk_form_free(form);
    cJSON_Delete(definition);
}

/* ---- rows ---- */

#define ROWS                                                                                                           \
    FORM(FIELD("total", "\"type\":\"bulat\"") "," FIELD(                                                               \
             "hasil", "\"type\":\"daftar\",\"length\":[0,3],\"fields\":[" FIELD(                                       \
                          "nama", "\"type\":\"teks\"") "," FIELD("suara", "\"type\":\"bulat\"") "]"),                  \
         "", RULE("\"path\":\"hasil\",\"expr\":\"sum(hasil.map(h, h.suara)) == total\""))

static void judge_rows(const pilkada_form *form, const char *members) {
    char text[512];
    snprintf(text, sizeof text, "{\"form_id\":\"lap_contoh\",%s}", members);
    assert_int_equal(fixture_judge(&f, form, text, NULL), PILKADA_OK);
}

static void rules_reach_into_rows(void **state) {
    (void)state;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_form *form = fixture_compile_text(&f, ROWS, NULL, &error);
    assert_non_null(form);
    judge_rows(form, "\"total\":5,\"hasil\":[{\"suara\":2},{\"nama\":\"b\",\"suara\":3}]");
    assert_null(fixture_find(&f, "X-1"));
    judge_rows(form, "\"total\":9,\"hasil\":[{\"suara\":2},{\"nama\":\"b\",\"suara\":3}]");
    assert_string_equal(fixture_find(&f, "X-1")->difference, "-4");
    assert_string_equal(fixture_find(&f, "X-1")->operands[0].value, "[{\"suara\":2},{\"nama\":\"b\",\"suara\":3}]");
    judge_rows(form, "\"total\":9,\"hasil\":[{\"suara\":\"2\"},{\"suara\":3,\"suaraa\":1}]");
    assert_null(fixture_find(&f, "X-1"));
    assert_string_equal(fixture_find(&f, "F101")->path, "/hasil/0/suara");
    const pilkada_finding *unknown = NULL;
    for (size_t i = 0; i < pilkada_verdict_finding_count(f.verdict); i++)
        if (strcmp(pilkada_verdict_finding(f.verdict, i)->path, "/hasil/1/suaraa") == 0)
            unknown = pilkada_verdict_finding(f.verdict, i);
    assert_non_null(unknown);
    assert_non_null(strstr(unknown->message_en, "\"suara\""));
    judge_rows(form, "\"total\":9,\"hasil\":[{},{},{},{}]");
    assert_non_null(strstr(fixture_find(&f, "D-5")->message_id, "4 baris"));
    judge_rows(form, "\"total\":1,\"hasil\":[{},null]");
    assert_non_null(fixture_find(&f, "B-12"));
    pk_form_free(form);
}

/* ---- region codes ---- */

static void region_codes_of_a_form_are_judged_as_that_of_the_head(void **state) {
    (void)state;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_form *form = fixture_compile_text(&f, FORM(FIELD("asal", "\"type\":\"wilayah\""), "", ""), NULL, &error);
    assert_non_null(form);
    judge_rows(form, "\"kode_wilayah\":\"33.16\",\"asal\":\"33.74\"");
    assert_null(fixture_find(&f, "B-1"));
    judge_rows(form, "\"kode_wilayah\":\"33.16\",\"asal\":\"33.99\"");
    assert_string_equal(fixture_find(&f, "B-1")->path, "/asal");
    assert_string_equal(fixture_find(&f, "B-1")->message_id,
                        "asal \"33.99\" tidak terdaftar; tulis seperti 33, 33.16, 33.16.01, atau 33.16.01.2001.");
    judge_rows(form, "\"kode_wilayah\":\"3316\",\"asal\":\"33\"");
    assert_string_equal(fixture_find(&f, "B-1")->path, "/kode_wilayah");
    pk_form_free(form);
}

/* ---- the linter ---- */

static size_t lint(const char *text, const char *where, const char *words) {
    pk_arena arena;
    pk_problems problems;
    pilkada_error error = PILKADA_ERROR_INIT;
    cJSON *tree = pk_json_tree(text, strlen(text), &error);
    assert_non_null(tree);
    pk_arena_init(&arena, NULL);
    pk_problems_init(&problems, f.catalogue, &arena);
    pk_form_check(tree, f.head, f.model, f.catalogue, NULL, &problems);
    assert_false(problems.failed);
    size_t found = 0;
    for (size_t i = 0; i < problems.count; i++)
        found += strcmp(problems.items[i].where, where) == 0 && strstr(problems.items[i].message_en, words) &&
                 *problems.items[i].message_id;
    cJSON_Delete(tree);
    pk_arena_dispose(&arena);
    return found;
}

#define OTHER_FIELD(id, label, required)                                                                               \
    "{\"id\":\"" id "\",\"type\":\"teks\",\"mark\":\"found\",\"required\":" required ",\"label\":" LABEL(label) "}"

static void the_linter_names_what_is_wrong(void **state) {
    (void)state;
    assert_int_equal(lint(FORM(COUNTS, "", RULE("\"expr\":\"a << b\"")), "/rules/0/expr", ""), 1);
    assert_int_equal(lint(FORM(COUNTS, "", RULE("\"expr\":\"a <= b\"")), "", "no base example"), 1);
    assert_int_equal(
        lint(FORM(OTHER_FIELD("a", "Sama", "\"opsional\"") "," OTHER_FIELD("b", "Sama", "\"opsional\""), "", ""),
             "/sections/0/fields/1/label", "two fields"),
        1);
    assert_int_equal(
        lint(FORM(OTHER_FIELD("a", "A", "{\"rule\":\"Y-9\"}"), "", ""), "/sections/0/fields/0/required", "Y-9"), 1);
}

static cJSON *broken_tungsura(void) {
    cJSON *tree = cJSON_Duplicate(f.tungsura_tree, true), *rule;
    cJSON_ArrayForEach(rule, cJSON_GetObjectItem(tree, "rules")) {
        const char *id = cJSON_GetObjectItem(rule, "id")->valuestring;
        if (strcmp(id, "U-6") == 0) { /* the example that must pass fails, and the other way round */
            cJSON *examples = cJSON_GetObjectItem(rule, "examples");
            cJSON *pass = cJSON_DetachItemFromObject(examples, "pass");
            cJSON *fail = cJSON_DetachItemFromObject(examples, "fail");
            cJSON_AddItemToObject(examples, "pass", fail);
            cJSON_AddItemToObject(examples, "fail", pass);
        } else if (strcmp(id, "U-9") == 0) {
            cJSON_DeleteItemFromObject(rule, "examples");
        } else if (strcmp(id, "U-1") == 0) { /* without its context it cannot be judged */
            cJSON *pass = cJSON_GetObjectItem(cJSON_GetObjectItem(rule, "examples"), "pass");
            cJSON_DeleteItemFromObject(cJSON_GetArrayItem(pass, 0), "context");
        }
    }
    return tree;
}

static void examples_that_lie_are_found(void **state) {
    (void)state;
    cJSON *tree = broken_tungsura();
    char *text = cJSON_PrintUnformatted(tree);
    assert_int_equal(lint(text, "/rules/4/examples/pass/0", "must pass rule U-6"), 1);
    assert_int_equal(lint(text, "/rules/4/examples/fail/0", "must fail rule U-6"), 1);
    assert_int_equal(lint(text, "/rules/9", "has no example that must pass"), 1);
    assert_int_equal(lint(text, "/rules/9", "has no example that must fail"), 1);
    assert_int_equal(lint(text, "/rules/0/examples/pass/0", "could not be judged"), 1);
    cJSON_free(text);
    cJSON_Delete(tree);
}

/* ---- the guide ---- */

/* The form that docs/guide/forms.md shows loads, and its examples do what they say. */
static void the_form_of_the_guide_is_sound(void **state) {
    (void)state;
    size_t size;
    char *guide = fixture_read("../docs/guide/forms.md", &size);
    char *begin = strstr(guide, "```json\n"), *end = begin ? strstr(begin + 8, "```") : NULL;
    assert_non_null(end);
    *end = '\0';
    pk_arena arena;
    pk_problems problems;
    cJSON *tree = pk_json_tree(begin + 8, strlen(begin + 8), NULL);
    pk_arena_init(&arena, NULL);
    pk_problems_init(&problems, f.catalogue, &arena);
    pk_form_check(tree, f.head, f.model, f.catalogue, NULL, &problems);
    for (size_t i = 0; i < problems.count; i++)
        print_message("%s: %s\n", problems.items[i].where, problems.items[i].message_en);
    assert_int_equal(problems.count, 0);
    pk_arena_dispose(&arena);
    cJSON_Delete(tree);
    free(guide);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_are_placed),
        cmocka_unit_test(messages_name_what_there_is),
        cmocka_unit_test(a_form_needs_its_head),
        cmocka_unit_test(every_code_of_structure_is_declared),
        cmocka_unit_test(severity_is_data),
        cmocka_unit_test(rules_reach_into_rows),
        cmocka_unit_test(region_codes_of_a_form_are_judged_as_that_of_the_head),
        cmocka_unit_test(the_linter_names_what_is_wrong),
        cmocka_unit_test(examples_that_lie_are_found),
        cmocka_unit_test(the_form_of_the_guide_is_sound),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
