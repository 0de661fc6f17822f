/** @file rows_test.c  Rules that go through the rows of a list, and rules that need more than the report. */
#include "failing_allocator.h"
#include "form_fixture.h"

/* ---- a small form ---- */

#define FIELD(id, more)                                                                                                \
    "{\"id\":\"" id "\",\"required\":\"opsional\",\"mark\":\"inferred\",\"label\":" LABEL(id) "," more "}"
#define COUNT(id) FIELD(id, "\"type\":\"bulat\"")
#define RULE(id, more)                                                                                                 \
    "{\"id\":\"" id "\",\"severity\":\"galat\",\"certainty\":\"certain\",\"title\":" LABEL(                            \
        "aturan") ",\"basis\":[\"dasar\"],\"message\":" LABEL("{nama}: {kiri}, {kanan}, {selisih}") "," more "}"
#define FORM(sets, rules)                                                                                                                                                                     \
    "{\"form\":\"lap_contoh\",\"version\":\"1\",\"head\":\"kepala\",\"title\":" LABEL("Contoh") ",\"source\":" LABEL("Contoh") ",\"sections\":[{\"title\":" LABEL("A") ",\"fields\":[" COUNT( \
        "batas") "," COUNT("nama") "," FIELD("baris",                                                                                                                                         \
                                             "\"type\":\"daftar\",\"fields\":[" FIELD("nama", "\"type\":\"teks\"") "," COUNT("a") "," COUNT(                                                  \
                                                 "b") "," FIELD("selisih",                                                                                                                    \
                                                                "\"type\":\"desimal\"") "]") "," FIELD("lain",                                                                                \
                                                                                                       "\"type\":"                                                                            \
                                                                                                       "\"daftar\","                                                                          \
                                                                                                       "\"fields\":"                                                                          \
                                                                                                       "[" COUNT(                                                                             \
                                                                                                           "z") "]") "]}],\"sets\":{" sets                                                    \
                                                                                                                     "},\"rules\":[" rules                                                    \
                                                                                                                     "]}"

static pilkada_form *compile_sound(const char *text) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_form *form = fixture_compile_text(&f, text, NULL, &error);
    if (!form)
        fail_msg("%s: %s", error.where, error.detail);
    return form;
}

/* Judge, and write the findings of X- rules as "code path difference;". */
static const char *judged(const pilkada_form *form, const char *text, const char *given) {
    static char out[4096];
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_context *context = given ? pilkada_context_parse(given, strlen(given), NULL, &error) : NULL;
    if (pk_form_judge(form, text, strlen(text), context, "hash", f.verdict, &error))
        fail_msg("%s: %s", error.where, error.detail);
    pilkada_context_free(context);
    size_t size = 0;
    out[0] = '\0';
    for (size_t i = 0; i < pilkada_verdict_finding_count(f.verdict); i++) {
        const pilkada_finding *finding = pilkada_verdict_finding(f.verdict, i);
        if (finding->code[0] == 'X')
            size += (size_t)snprintf(out + size, sizeof out - size, "%s %s %s;", finding->code, finding->path,
                                     finding->difference ? finding->difference : "-");
    }
    return out;
}

static bool is_not_judged(const char *code) {
    for (size_t i = 0; i < pilkada_verdict_not_judged_count(f.verdict); i++)
        if (strcmp(pilkada_verdict_not_judged(f.verdict, i), code) == 0)
            return true;
    return false;
}

/* ---- rows ---- */

static void rules_of_rows_name_the_row(void **state) {
    (void)state;
    pilkada_form *form = compile_sound(
        FORM("", RULE("X-1", "\"rows\":\"baris\",\"expr\":\"a <= b\"") "," RULE(
                     "X-2", "\"rows\":\"baris\",\"each\":[\"a\",\"b\"],\"path\":\"{x}\",\"expr\":\"{x} <= batas\"")));
    assert_string_equal(judged(form, "{\"batas\":9,\"baris\":[{\"a\":1,\"b\":1},{\"a\":5,\"b\":2}]}", NULL),
                        "X-1 /baris/1/a 3;");
    assert_string_equal(judged(form, "{\"batas\":3,\"baris\":[{\"a\":4,\"b\":1},{\"a\":9,\"b\":7}]}", NULL),
                        "X-1 /baris/0/a 3;X-2 /baris/0/a 1;X-1 /baris/1/a 2;X-2 /baris/1/a 6;X-2 /baris/1/b 4;");
    assert_string_equal(judged(form, "{\"batas\":3}", NULL), "");
    assert_string_equal(judged(form, "{\"batas\":3,\"baris\":[]}", NULL), "");
    pk_form_free(form);
}

static void members_hide_fields_of_the_form(void **state) {
    (void)state;
    pilkada_form *form = compile_sound(
        FORM("", RULE("X-1", "\"rows\":\"baris\",\"path\":\"nama\",\"expr\":\"nama == 'satu' && a == 0\"") "," RULE(
                     "X-2", "\"expr\":\"nama == 7\"")));
    assert_string_equal(judged(form, "{\"nama\":8,\"baris\":[{\"nama\":\"satu\",\"a\":4}]}", NULL),
                        "X-1 /baris/0/nama 4;X-2 /nama 1;");
    const pilkada_finding *finding = fixture_find(&f, "X-1");
    assert_string_equal(finding->message_id, "satu: 4, 0, lebih 4"); /* not the member "selisih" */
    assert_int_equal(finding->operand_count, 2);
    assert_string_equal(finding->operands[0].name, "nama");
    assert_string_equal(finding->operands[0].value, "\"satu\"");
    assert_string_equal(finding->operands[1].value, "4");
    pk_form_free(form);
}

/* A fault hides its own member, not the row and not the rows beside it. */
static void a_row_with_a_fault_is_judged_by_the_rest(void **state) {
    (void)state;
    pilkada_form *form = compile_sound(FORM(
        "", RULE("X-1", "\"rows\":\"baris\",\"expr\":\"a <= b\"") "," RULE(
                "X-2",
                "\"rows\":\"baris\",\"path\":\"b\","
                "\"missing\":\"jangan_lewati\","
                "\"expr\":\"ada(b)\"") "," RULE("X-3",
                                                "\"rows\":\"baris\",\"expr\":\"a <= 9\"") "," RULE("X-4",
                                                                                                   "\"expr\":\"size("
                                                                                                   "baris) == 7\"")));
    assert_string_equal(judged(form, "{\"baris\":[{\"a\":10,\"b\":\"1.089\"},7,{\"a\":2},{\"a\":3,\"b\":2}]}", NULL),
                        "X-3 /baris/0/a 1;X-2 /baris/2/b -;X-1 /baris/3/a 1;");
    pk_form_free(form);
}

static void rules_go_through_one_list_at_a_time(void **state) {
    (void)state;
    pilkada_form *form = compile_sound(FORM(
        "", RULE("X-1", "\"rows\":\"baris\",\"expr\":\"a < 1\"") "," RULE(
                "X-2",
                "\"rows\":\"lain\",\"expr\":\"z < 1\"") "," RULE("X-3",
                                                                 "\"rows\":\"baris\",\"path\":\"batas\",\"expr\":\"a < "
                                                                 "2\"") "," RULE("X-4",
                                                                                 "\"rows\":\"baris\",\"when\":\"batas "
                                                                                 "> 5\",\"expr\":\"a < 3\"")));
    assert_string_equal(judged(form, "{\"batas\":5,\"baris\":[{\"a\":3}],\"lain\":[{\"z\":4},{\"z\":0},{}]}", NULL),
                        "X-1 /baris/0/a 2;X-2 /lain/0/z 3;X-3 /batas 1;");
    pk_form_free(form);
}

static void text_and_tree_agree_on_rows(void **state) {
    (void)state;
    pilkada_form *form = compile_sound(FORM("", RULE("X-1", "\"rows\":\"baris\",\"expr\":\"a <= b\"")));
    static const char text[] = "{\"baris\":[{\"a\":3,\"b\":2},{\"b\":1,\"a\":\"x\"},{\"a\":9,\"b\":1}]}";
    cJSON *tree = cJSON_Parse(text);
    assert_int_equal(fixture_judge(&f, form, text, NULL), PILKADA_OK);
    char *from_text = fixture_json(&f);
    assert_int_equal(pk_form_judge_tree(form, tree, NULL, "hash", f.verdict, NULL), PILKADA_OK);
    char *from_tree = fixture_json(&f);
    assert_string_equal(from_text, from_tree);
    assert_non_null(strstr(from_text, "/baris/2/a"));
    free(from_text);
    free(from_tree);
    cJSON_Delete(tree);
    pk_form_free(form);
}

static void faults_of_row_rules_are_placed(void **state) {
    (void)state;
    static const struct {
        const char *text, *where, *detail;
    } cases[] = {
        {FORM("", RULE("X-1", "\"rows\":\"bariss\",\"expr\":\"a <= b\"")), "/rules/0/rows", "daftar"},
        {FORM("", RULE("X-1", "\"rows\":\"batas\",\"expr\":\"batas > 1\"")), "/rules/0/rows", "daftar"},
        {FORM("", RULE("X-1", "\"rows\":\"baris\",\"expr\":\"selisi > 1\"")), "/rules/0/expr",
         "did you mean \"selisih\""},
        {FORM("", RULE("X-1", "\"expr\":\"a <= b\"")), "/rules/0/expr", "unknown name"},
        {FORM("", RULE("X-1", "\"rows\":\"baris\",\"expr\":\"z <= 1\"")), "/rules/0/expr", "unknown name"},
        {FORM("", RULE("X-1", "\"rows\":\"baris\",\"each\":[\"a\",\"bb\"],\"expr\":\"{x} <= 1\"")), "/rules/0/each/1",
         "no such field"},
        {FORM("", RULE("X-1", "\"rows\":\"baris\",\"each\":\"baris\",\"expr\":\"{x} <= 1\"")), "/rules/0/each",
         "no such set"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        assert_null(fixture_compile_text(&f, cases[i].text, NULL, &error));
        assert_string_equal(error.where, cases[i].where);
        if (!strstr(error.detail, cases[i].detail))
            fail_msg("%s: %s", cases[i].where, error.detail);
    }
}

/* ---- limits ---- */

static char *form_with_members(size_t count) {
    static const char before[] =
        "{\"form\":\"lap_contoh\",\"version\":\"1\",\"head\":\"kepala\",\"title\":" LABEL("C") ",\"source\":" LABEL(
            "C") ",\"sections\":[{\"title\":" LABEL("A") ",\"fields\":[{\"id\":\"baris\",\"type\":\"daftar\","
                                                         "\"required\":\"opsional\",\"mark\":\"inferred\","
                                                         "\"label\":" LABEL("b") ",\"fields\":[";
    size_t room = sizeof before + count * 160 + 400, size = 0;
    char *text = malloc(room);
    assert_non_null(text);
    size += (size_t)snprintf(text, room, "%s", before);
    for (size_t i = 0; i < count; i++)
        size +=
            (size_t)snprintf(text + size, room - size,
                             "%s{\"id\":\"m%zu\",\"type\":\"bulat\",\"required\":\"opsional\",\"mark\":\"inferred\","
                             "\"label\":" LABEL("m") "}",
                             i ? "," : "", i);
    snprintf(text + size, room - size, "]}]}],\"rules\":[%s]}",
             "{\"id\":\"X-1\",\"severity\":\"galat\",\"certainty\":\"certain\",\"title\":" LABEL(
                 "a") ",\"basis\":[\"d\"],\"message\":" LABEL("p") ",\"rows\":\"baris\",\"expr\":\"m0 < 1\"}");
    return text;
}

static void rows_have_their_limits(void **state) {
    (void)state;
    pilkada_error error = PILKADA_ERROR_INIT;
    char *most = form_with_members(PILKADA_MAX_FIELDS), *more = form_with_members(PILKADA_MAX_FIELDS + 1);
    pilkada_form *form = compile_sound(most);
    assert_string_equal(judged(form, "{\"baris\":[{\"m0\":3,\"m1023\":4}]}", NULL), "X-1 /baris/0/m0 2;");
    pk_form_free(form);
    assert_null(fixture_compile_text(&f, more, NULL, &error));
    assert_int_equal(error.status, PILKADA_E_LIMIT);
    assert_non_null(strstr(error.detail, "1024 members"));
    free(most);
    free(more);
}

/* ---- sets of the head ---- */

static void a_form_may_leave_a_set_of_the_head_or_define_it_anew(void **state) {
    (void)state;
    static const char nil[] = "{\"nihil\":true,\"batas\":3,\"nama\":4}";
    pilkada_form *form = compile_sound(FORM("", ""));
    judged(form, nil, NULL);
    assert_int_equal(pilkada_verdict_finding_count(f.verdict) > 0, 1);
    assert_non_null(fixture_find(&f, "B-8")); /* counts that are not 0, by the head's set */
    pk_form_free(form);
    form = compile_sound(FORM("\"hitungan\":[\"batas\"]", ""));
    judged(form, "{\"nihil\":true,\"batas\":0,\"nama\":4}", NULL);
    assert_null(fixture_find(&f, "B-8"));
    pk_form_free(form);
    pilkada_error error = PILKADA_ERROR_INIT;
    assert_null(fixture_compile_text(&f, FORM("\"batas\":[]", ""), NULL, &error));
    assert_string_equal(error.where, "/sets/batas");
}

/* ---- context ---- */

static void a_rule_that_does_not_apply_needs_no_context(void **state) {
    (void)state;
    pilkada_form *form = compile_sound(FORM(
        "",
        RULE("X-1",
             "\"when\":\"batas > 5\",\"expr\":\"batas >= "
             "konteks.sebelumnya.batas\"") "," RULE("X-2",
                                                    "\"when\":\"batas > 5 && "
                                                    "has(konteks.sebelumnya.batas)\",\"expr\":\"batas < "
                                                    "3\"") "," RULE("X-3",
                                                                    "\"when\":\"ada(konteks.sebelumnya.batas)\","
                                                                    "\"expr\":\"batas "
                                                                    "< 3\"") "," RULE("X-4",
                                                                                      "\"when\":\"has("
                                                                                      "konteks.pasangan."
                                                                                      "batas)\","
                                                                                      "\"expr\":\"batas < "
                                                                                      "3\"") "," RULE("X-5", "\"when"
                                                                                                             "\":"
                                                                                                             "\"ada("
                                                                                                             "kontek"
                                                                                                             "s"
                                                                                                             ".sebel"
                                                                                                             "u"
                                                                                                             "mnya)"
                                                                                                             "\","
                                                                                                             "\"expr"
                                                                                                             "\":"
                                                                                                             "\"bata"
                                                                                                             "s"
                                                                                                             " < "
                                                                                                             "3"
                                                                                                             "\"")));
    assert_string_equal(judged(form, "{\"batas\":4}", NULL), "");
    assert_false(is_not_judged("X-1"));
    assert_false(is_not_judged("X-2"));
    assert_true(is_not_judged("X-3"));
    assert_true(is_not_judged("X-4"));
    assert_true(is_not_judged("X-5"));
    assert_string_equal(judged(form, "{\"batas\":6}", NULL), "");
    assert_true(is_not_judged("X-1"));
    assert_true(is_not_judged("X-2"));
    assert_string_equal(judged(form, "{\"batas\":6}", "{\"sebelumnya\":{\"batas\":7}}"),
                        "X-1 /batas -1;X-2 /batas 3;X-3 /batas 3;X-5 /batas 3;");
    assert_false(is_not_judged("X-1"));
    assert_true(is_not_judged("X-4"));
    assert_string_equal(judged(form, "{\"batas\":6}", "{\"sebelumnya\":{},\"pasangan\":{}}"), "X-5 /batas 3;");
    assert_true(is_not_judged("X-1")); /* no such key: it cannot be computed */
    assert_false(is_not_judged("X-4"));
    pk_form_free(form);
}

#define NEEDED(condition)                                                                                              \
    "{\"form\":\"lap_contoh\",\"version\":\"1\",\"head\":\"kepala\",\"title\":" LABEL("C") ",\"source\":" LABEL(       \
        "C") ",\"sections\":[{\"title\":" LABEL("A") ",\"fields\":[" COUNT("a") ",{\"id\":\"b\",\"type\":\"bulat\","   \
                                                                                "\"required\":{\"if\":\"" condition    \
                                                                                "\"},\"mark\":\"inferred\","           \
                                                                                "\"label\":" LABEL(                    \
                                                                                    "b") "}]}],\"rules\":[]}"

/* Is b missed, and is B-12 not judged? */
static const char *asks_for_b(const char *definition, const char *text, const char *given) {
    pilkada_form *form = compile_sound(definition);
    judged(form, text, given);
    bool misses = false, open = is_not_judged("B-12");
    for (size_t i = 0; i < pilkada_verdict_finding_count(f.verdict); i++)
        misses = misses || strcmp(pilkada_verdict_finding(f.verdict, i)->path, "/b") == 0;
    pk_form_free(form);
    return misses ? open ? "both" : "missed" : open ? "not judged" : "fine";
}

static void a_condition_without_its_context_is_not_judged(void **state) {
    (void)state;
    static const char previous[] = NEEDED("konteks.sebelumnya.a > 0"), own[] = NEEDED("a > 0"),
                      region[] = NEEDED("wilayah.tps > 0"), both[] = NEEDED("a > 0 && konteks.sebelumnya.a > 0");
    assert_string_equal(asks_for_b(previous, "{}", NULL), "not judged");
    assert_string_equal(asks_for_b(previous, "{}", "{\"sebelumnya\":{\"a\":1}}"), "missed");
    assert_string_equal(asks_for_b(previous, "{\"b\":1}", NULL), "fine");
    assert_string_equal(asks_for_b(own, "{}", NULL), "fine");
    assert_string_equal(asks_for_b(own, "{\"a\":1}", NULL), "missed");
    assert_string_equal(asks_for_b(region, "{\"kode_wilayah\":\"33.16\"}", NULL), "missed");
    assert_string_equal(asks_for_b(region, "{\"kode_wilayah\":\"11.01\"}", NULL), "not judged");
    assert_string_equal(asks_for_b(both, "{\"a\":0}", NULL), "fine");
    assert_string_equal(asks_for_b(both, "{\"a\":1}", NULL), "not judged");
}

/* ---- memory ---- */

static void rows_with_failing(size_t fail_at, failing_mode mode, bool *failed) {
    static const char text[] =
        "{\"batas\":3,\"baris\":[{\"a\":4,\"b\":1},7,{\"a\":9,\"b\":\"x\"}],\"lain\":[{\"z\":1}]}";
    static const char definition[] =
        FORM("", RULE("X-1", "\"rows\":\"baris\",\"each\":[\"a\",\"b\"],\"expr\":\"{x} <= batas\""));
    failing_allocator memory;
    failing_allocator_start(&memory, fail_at, mode);
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_form *form = fixture_compile_text(&f, definition, &memory.allocator, &error);
    pilkada_verdict *verdict = form ? pilkada_verdict_new(&memory.allocator, &error) : NULL;
    if (verdict)
        pk_form_judge(form, text, strlen(text), NULL, "hash", verdict, &error);
    assert_int_equal(error.status, memory.failed ? PILKADA_E_NOMEM : PILKADA_OK);
    pilkada_verdict_free(verdict);
    pk_form_free(form);
    assert_int_equal(memory.live, 0);
    *failed = memory.failed;
}

static void rows_survive_lack_of_memory(void **state) {
    (void)state;
    for (failing_mode mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++) {
        bool failed = true;
        for (size_t n = 0; failed; n++)
            rows_with_failing(n, mode, &failed);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_of_rows_name_the_row),
        cmocka_unit_test(members_hide_fields_of_the_form),
        cmocka_unit_test(a_row_with_a_fault_is_judged_by_the_rest),
        cmocka_unit_test(rules_go_through_one_list_at_a_time),
        cmocka_unit_test(text_and_tree_agree_on_rows),
        cmocka_unit_test(faults_of_row_rules_are_placed),
        cmocka_unit_test(rows_have_their_limits),
        cmocka_unit_test(a_form_may_leave_a_set_of_the_head_or_define_it_anew),
        cmocka_unit_test(a_rule_that_does_not_apply_needs_no_context),
        cmocka_unit_test(a_condition_without_its_context_is_not_judged),
        cmocka_unit_test(rows_survive_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
