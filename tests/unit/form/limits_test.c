/** @file limits_test.c  Both edges of each limit of form files, and input that wants to hurt: a status or a finding,
 * soon. */
#include "form_fixture.h"

#include "core/problems.h"
#include "form/form_internal.h"

/* ---- form files: a part of n things, the rest small ---- */

#define MEMBERS(id) "\"id\":\"" id "\",\"mark\":\"inferred\",\"required\":\"opsional\",\"label\":" LABEL("x") ","
#define RULE_OF "\"severity\":\"galat\",\"certainty\":\"certain\",\"basis\":[\"d\"],\"title\":" LABEL("t") ","

/* Writes n things of a kind, commas between them. */
typedef void (*writer)(pilkada_buffer *out, size_t n);

static void put_format(pilkada_buffer *out, const char *format, size_t i) {
    char text[512];
    snprintf(text, sizeof text, format, i, i);
    pk_puts(out, text);
}

static void put_each(pilkada_buffer *out, size_t n, const char *format) {
    for (size_t i = 0; i < n; i++) {
        if (i)
            pk_putc(out, ',');
        put_format(out, format, i);
    }
}

static void put_repeated(pilkada_buffer *out, const char *text, size_t n) {
    for (size_t i = 0; i < n; i++)
        pk_puts(out, text);
}

static void rules(pilkada_buffer *out, size_t n) {
    put_each(out, n, "{\"id\":\"X-%zu\"," RULE_OF "\"message\":" LABEL("m") ",\"expr\":\"a < %zu\"}");
}

static void fields(pilkada_buffer *out, size_t n) {
    put_each(out, n, "{\"type\":\"bulat\"," MEMBERS("f%zu") "\"unit\":" LABEL("u") "}");
}

static void members(pilkada_buffer *out, size_t n) {
    pk_puts(out, "{\"type\":\"daftar\"," MEMBERS("r") "\"fields\":[");
    fields(out, n);
    pk_puts(out, "]}");
}

static void choices(pilkada_buffer *out, size_t n) {
    pk_puts(out, "{\"type\":\"pilih\"," MEMBERS("p") "\"choices\":[");
    put_each(out, n, "{\"id\":\"c%zu\",\"label\":" LABEL("c") "}");
    pk_puts(out, "]}");
}

static void sets(pilkada_buffer *out, size_t n) {
    put_each(out, n, "\"s%zu\":[\"a\"]");
}

static void one_rule(pilkada_buffer *out, const char *before, const char *each, size_t n, const char *after) {
    pk_puts(out, "{\"id\":\"X-1\"," RULE_OF "\"message\":" LABEL("m") ",\"expr\":\"");
    pk_puts(out, before);
    put_repeated(out, each, n);
    pk_puts(out, after);
    pk_puts(out, "\"}");
}

/* "a < 1" and n - 5 blanks: n bytes. */
static void expression(pilkada_buffer *out, size_t n) {
    one_rule(out, "a < 1", " ", n - 5, "");
}

static void parentheses(pilkada_buffer *out, size_t n) {
    pk_puts(out, "{\"id\":\"X-1\"," RULE_OF "\"message\":" LABEL("m") ",\"expr\":\"");
    put_repeated(out, "(", n);
    pk_puts(out, "a < 1");
    put_repeated(out, ")", n);
    pk_puts(out, "\"}");
}

/* n operators in a row: as many levels. */
static void operators(pilkada_buffer *out, size_t n) {
    one_rule(out, "a", "+a", n - 1, "<1");
}

static void macros(pilkada_buffer *out, size_t n) {
    pk_puts(out, "{\"id\":\"X-1\"," RULE_OF "\"message\":" LABEL("m") ",\"expr\":\"");
    for (size_t i = 0; i < n; i++)
        put_format(out, "[1].all(x%zu, ", i);
    pk_puts(out, "a < 1");
    put_repeated(out, ")", n);
    pk_puts(out, "\"}");
}

static void pattern(pilkada_buffer *out, size_t n) {
    pk_puts(out, "{\"type\":\"teks\"," MEMBERS("p") "\"pattern\":{\"label\":" LABEL("p") ",\"regex\":\"");
    put_repeated(out, "a", n);
    pk_puts(out, "\"}}");
}

/* n groups in each other: each is two levels of JSON. */
static void groups(pilkada_buffer *out, size_t n) {
    for (size_t i = 0; i < n; i++)
        put_format(out, "{\"type\":\"kelompok\"," MEMBERS("g%zu") "\"fields\":[", i);
    fields(out, 1);
    put_repeated(out, "]}", n);
}

/* A message of n bytes for each of the head's counts and those of the form: few bytes that become many. */
static void copies(pilkada_buffer *out, size_t n) {
    static const char message[] =
        "{\"id\":\"X-1\"," RULE_OF "\"each\":\"banyak\",\"expr\":\"{x} < 1\",\"message\":{\"en\":\"m\",\"id\":\"";
    pk_puts(out, message);
    put_repeated(out, "m", n);
    pk_puts(out, "\"}}");
}

/* A form with `part` as its sections' fields, its sets or its rules; "a" is always there. To be freed. */
static char *form_with(const char *where, writer part, size_t n) {
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    pk_puts(
        &out,
        "{\"form\":\"lap_contoh\",\"version\":\"1\",\"head\":\"kepala\",\"title\":" LABEL("C") ",\"source\":" LABEL(
            "C") ",\"sections\":[{\"title\":" LABEL("A") ",\"fields\":[{\"type\":\"bulat\"," MEMBERS("a") "\"unit\""
                                                                                                          ":" LABEL(
                                                                                                              "u") "}");
    if (strcmp(where, "fields") == 0) {
        pk_putc(&out, ',');
        part(&out, n);
    }
    if (part == copies)
        pk_putc(&out, ','), fields(&out, 512);
    pk_puts(&out, part == copies ? "]}],\"sets\":{\"uraian_masalah\":[],\"banyak\":{\"type\":\"bulat\"}"
                                 : "]}],\"sets\":{\"uraian_masalah\":[]");
    if (strcmp(where, "sets") == 0) {
        pk_putc(&out, ',');
        part(&out, n);
    }
    pk_puts(&out, "},\"rules\":[");
    if (strcmp(where, "rules") == 0)
        part(&out, n);
    pk_puts(&out, "]}");
    assert_false(out.failed);
    char *text = malloc(out.size + 1);
    assert_non_null(text);
    memcpy(text, out.data, out.size + 1);
    pilkada_buffer_dispose(&out);
    return text;
}

static pilkada_status compile(const char *where, writer part, size_t n, pilkada_error *error) {
    char *text = form_with(where, part, n);
    *error = (pilkada_error)PILKADA_ERROR_INIT;
    cJSON *tree = pk_json_tree(text, strlen(text), error);
    pilkada_form *form = tree ? pk_form_compile(tree, f.head, f.model, f.catalogue, NULL, error) : NULL;
    assert_true((form != NULL) == (error->status == PILKADA_OK));
    pk_form_free(form);
    cJSON_Delete(tree);
    free(text);
    return error->status;
}

static size_t head_rules(void) {
    pilkada_error error = PILKADA_ERROR_INIT;
    char *text = form_with("", NULL, 0);
    pilkada_form *form = fixture_compile_text(&f, text, NULL, &error);
    assert_non_null(form);
    size_t count = form->head_rules;
    pk_form_free(form);
    free(text);
    return count;
}

/* What the head takes of a limit: how much less a form may have. */
static size_t taken_by_head(writer part) {
    if (part == rules)
        return head_rules();
    if (part == fields)
        return f.tahapan->head_fields + 1; /* and "a" */
    size_t own = 1;                        /* the form defines one of the head's anew */
    return part == sets ? own + (size_t)cJSON_GetArraySize(cJSON_GetObjectItem(f.head, "sets")) : 0;
}

static const struct {
    const char *name, *list;
    writer part;
    size_t most, far; /* accepted; far beyond */
    pilkada_status status;
    const char *where, *words; /* of one more, and of far more */
} limits[] = {
    {"rules", "rules", rules, PILKADA_MAX_RULES, 10000, PILKADA_E_LIMIT, "/rules/", "make two forms"},
    {"fields", "fields", fields, PILKADA_MAX_FIELDS, 10000, PILKADA_E_LIMIT, "/sections", "make two forms"},
    {"members of a row", "fields", members, PILKADA_MAX_FIELDS, 10000, PILKADA_E_LIMIT, "/sections/0/fields/1/fields",
     "second list"},
    {"choices", "fields", choices, PILKADA_MAX_CHOICES, 100000, PILKADA_E_LIMIT, "/sections/0/fields/1/choices",
     "let a teks"},
    {"sets", "sets", sets, PILKADA_MAX_SETS, 100000, PILKADA_E_LIMIT, "/sets", "\"each\" instead"},
    {"an expression", "rules", expression, PILKADA_MAX_EXPRESSION_BYTES, 1024 * 1024, PILKADA_E_LIMIT, "/rules/0/expr",
     "split the rule"},
    {"parentheses", "rules", parentheses, PILKADA_MAX_EXPRESSION_DEPTH - 1, 1500, PILKADA_E_LIMIT, "/rules/0/expr",
     "nested"},
    {"operators in a row", "rules", operators, 511, 1500, PILKADA_E_LIMIT, "/rules/0/expr", "use sum()"},
    {"macros in macros", "rules", macros, 16, 40, PILKADA_E_LIMIT, "/rules/0/expr", "split the rule"},
    {"a pattern", "fields", pattern, PILKADA_MAX_PATTERN_BYTES, 1024 * 1024, PILKADA_E_LIMIT,
     "/sections/0/fields/1/pattern/regex", "at most 512 bytes"},
    {"groups in groups", "fields", groups, (PILKADA_MAX_JSON_DEPTH - 6) / 2, 1000, PILKADA_E_LIMIT, "",
     "nested too deep"},
    {"copies", "rules", copies, 60000, 8 * 1024 * 1024, PILKADA_E_LIMIT, "/rules/0", "fewer in \"each\""},
};

static void each_limit_has_two_edges(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        pilkada_error error;
        size_t most = limits[i].most - taken_by_head(limits[i].part);
        size_t beyond = limits[i].part == copies ? 66000 : most + 1;
        if (compile(limits[i].list, limits[i].part, most, &error))
            fail_msg("%s: %zu is refused: %s %s", limits[i].name, most, error.where, error.detail);
        for (int far = 0; far < 2; far++) {
            compile(limits[i].list, limits[i].part, far ? limits[i].far : beyond, &error);
            if (error.status != limits[i].status ||
                strncmp(error.where, limits[i].where, strlen(limits[i].where)) != 0 ||
                !strstr(error.detail, limits[i].words))
                fail_msg("%s: %d %s: %s", limits[i].name, error.status, error.where, error.detail);
        }
    }
}

/* ---- patterns that search for ever ---- */

static const char slow_text
    [] = "{\"form\":\"lap_contoh\",\"version\":\"1\",\"head\":\"kepala\",\"title\":" LABEL("C") ",\"source\":" LABEL("C") ",\"sections\":[{\"title\":" LABEL(
        "A") ",\"fields\":[{\"type\":\"teks\"," MEMBERS("p") "\"pattern\":{\"label\":" LABEL("p") ",\"regex\":\"^("
                                                                                                  "a+)+$\"}},{"
                                                                                                  "\"type\":"
                                                                                                  "\"teks\""
                                                                                                  "," MEMBERS(
                                                                                                      "q") "\"length\":"
                                                                                                           "[0,4000]}]}"
                                                                                                           "],\"sets\":"
                                                                                                           "{\"uraian_"
                                                                                                           "masalah\":["
                                                                                                           "]},"
                                                                                                           "\"rules\":["
                                                                                                           "{\"id\":"
                                                                                                           "\"X-"
                                                                                                           "1\""
                                                                                                           "," RULE_OF
                                                                                                           "\"message\""
                                                                                                           ":" LABEL(
                                                                                                               "m") ","
                                                                                                                    "\""
                                                                                                                    "ex"
                                                                                                                    "pr"
                                                                                                                    "\""
                                                                                                                    ":"
                                                                                                                    "\""
                                                                                                                    "q."
                                                                                                                    "ma"
                                                                                                                    "tc"
                                                                                                                    "he"
                                                                                                                    "s("
                                                                                                                    "'("
                                                                                                                    "a+"
                                                                                                                    ")+"
                                                                                                                    "$'"
                                                                                                                    ")"
                                                                                                                    "\""
                                                                                                                    "}]"
                                                                                                                    "}";

static bool is_not_judged(const char *code) {
    for (size_t i = 0; i < pilkada_verdict_not_judged_count(f.verdict); i++)
        if (strcmp(pilkada_verdict_not_judged(f.verdict, i), code) == 0)
            return true;
    return false;
}

static const char *judged_text(const pilkada_form *form, const char *field, size_t count, const char *end) {
    static char text[8192];
    int size = snprintf(text, sizeof text, "{\"%s\":\"", field);
    memset(text + size, 'a', count);
    snprintf(text + size + count, sizeof text - (size_t)size - count, "%s\"}", end);
    assert_int_equal(fixture_judge(&f, form, text, NULL), PILKADA_OK);
    for (size_t i = 0; i < pilkada_verdict_finding_count(f.verdict); i++)
        if (pilkada_verdict_finding(f.verdict, i)->path[1] == field[0] &&
            !pilkada_verdict_finding(f.verdict, i)->path[2])
            return pilkada_verdict_finding(f.verdict, i)->code;
    return is_not_judged("D-3") || is_not_judged("X-1") ? "not judged" : "";
}

/* Without a limit they would take longer than a test may. */
static void patterns_that_search_for_ever_are_not_judged(void **state) {
    (void)state;
    static const struct {
        const char *field, *end, *answer;
        size_t count;
    } cases[] = {{"p", "", "", 30},    {"p", "!", "not judged", 3000}, {"p", "!", "D-3", 5},
                 {"q", "!", "X-1", 5}, {"q", "!", "not judged", 3000}, {"q", "", "", 30}};
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_form *form = fixture_compile_text(&f, slow_text, NULL, &error);
    if (!form)
        fail_msg("%s: %s", error.where, error.detail);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(judged_text(form, cases[i].field, cases[i].count, cases[i].end), cases[i].answer);
    pk_form_free(form);
}

/* ---- reports ---- */

static const char
    rows_text[] =
        "{\"form\":\"lap_contoh\",\"version\":\"1\",\"head\":\"kepala\",\"title\":" LABEL("C") ",\"source\":" LABEL("C") ",\"sections\":[{\"title\":" LABEL("A") ",\"fields\":[{\"type\":\"daftar\"," MEMBERS(
            "r") "\"fields\":[{\"type\":\"bulat\"," MEMBERS("n") "\"unit\":" LABEL("u") "}]}]}],\"sets\":{\"uraian_"
                                                                                        "masalah\":[]},"
                                                                                        "\"rules\":[{\"id\":\"X-"
                                                                                        "1\"," RULE_OF
                                                                                        "\"message\":" LABEL(
                                                                                            "m") ",\"rows\":\"r\","
                                                                                                 "\"expr\":\"n >= "
                                                                                                 "0\"}]}";

/* Rows of a list whose length the form does not say. */
static void rows_have_two_edges(void **state) {
    (void)state;
    pilkada_error error = PILKADA_ERROR_INIT;
    char *text = form_with("fields", members, 1);
    pilkada_form *form = fixture_compile_text(&f, text, NULL, &error);
    assert_non_null(form);
    for (size_t count = PILKADA_MAX_ROWS; count <= PILKADA_MAX_ROWS + 1; count++) {
        pilkada_buffer out;
        pilkada_buffer_init(&out, NULL);
        pk_puts(&out, "{\"r\":[");
        put_each(&out, count, "{\"f0\":%zu}");
        pk_puts(&out, "]}");
        assert_int_equal(fixture_judge(&f, form, out.data, NULL), PILKADA_OK);
        assert_true((fixture_find(&f, "D-5") != NULL) == (count > PILKADA_MAX_ROWS));
        pilkada_buffer_dispose(&out);
    }
    pk_form_free(form);
    free(text);
}

/* A rule of rows is explained once for each row, up to a limit; the rest is counted. */
static void explanations_have_two_edges(void **state) {
    (void)state;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_form *form = fixture_compile_text(&f, rows_text, NULL, &error);
    pilkada_explanation *explanation = pilkada_explanation_new(NULL, NULL);
    if (!form || !explanation)
        fail_msg("%s: %s", error.where, error.detail);
    for (size_t count = PILKADA_MAX_EXPLAINED; count <= PILKADA_MAX_EXPLAINED + 1; count++) {
        pilkada_buffer report, out;
        pilkada_buffer_init(&report, NULL);
        pilkada_buffer_init(&out, NULL);
        pk_puts(&report, "{\"r\":[");
        put_each(&report, count, "{\"n\":%zu}");
        pk_puts(&report, "]}");
        assert_int_equal(
            pk_form_judge(form, report.data, report.size, NULL, "", pk_explanation_begin(explanation, "X-1"), NULL),
            PILKADA_OK);
        assert_int_equal(pilkada_explanation_count(explanation), PILKADA_MAX_EXPLAINED);
        assert_int_equal(pilkada_explanation_write_json(explanation, &out, NULL), PILKADA_OK);
        assert_non_null(strstr(out.data, count > PILKADA_MAX_EXPLAINED ? "\"more\":1" : "\"more\":0"));
        pilkada_buffer_dispose(&out);
        pilkada_buffer_dispose(&report);
    }
    pilkada_explanation_free(explanation);
    pk_form_free(form);
}

static void bad_values_have_a_status_or_a_finding(void **state) {
    (void)state;
    static const struct {
        const char *text, *code; /* of the finding at `path` */
        const char *path;
        pilkada_status status;
    } cases[] = {
        {"{\"tps_buka\":1,\"tps_buka\":1}", NULL, NULL, PILKADA_E_SYNTAX},
        {"{\"zz\":1,\"zz\":1}", NULL, NULL, PILKADA_E_SYNTAX},
        {"{\"lampiran\":[{\"tipe\":\"jpg\",\"tipe\":\"jpg\"}]}", NULL, NULL, PILKADA_E_SYNTAX},
        {"{\"tps_buka\":1e400}", "F101", "/tps_buka", PILKADA_OK},
        {"{\"tps_buka\":-1e400}", "F101", "/tps_buka", PILKADA_OK},
        {"{\"tps_buka\":\"1.000\"}", "F101", "/tps_buka", PILKADA_OK},
        {"{\"tps_buka\":1.000}", "F101", "/tps_buka", PILKADA_OK},
        {"{\"tps_buka\":\"-\"}", "F101", "/tps_buka", PILKADA_OK},
        {"{\"tanggal_laporan\":\"2024-02-30\"}", "D-4", "/tanggal_laporan", PILKADA_OK},
        {"{\"waktu_dibuat\":\"2024-02-30T00:00:00+07:00\"}", "D-4", "/waktu_dibuat", PILKADA_OK},
        {"{\"catatan\":\"\xC3\x28\"}", NULL, NULL, PILKADA_E_ENCODING},
        {"{\"catatan\":\"\xED\xA0\x80\"}", NULL, NULL, PILKADA_E_ENCODING},
        {"{\"catatan\":\"\xF4\x90\x80\x80\"}", NULL, NULL, PILKADA_E_ENCODING},
        {"{\"catatan\":\"\\ud800\"}", NULL, NULL, PILKADA_E_SYNTAX},
        {"{\"\xC3\x28\":1}", NULL, NULL, PILKADA_E_ENCODING},
        {"{\"tps_buka\":NaN}", NULL, NULL, PILKADA_E_SYNTAX},
        {"{\"tps_buka\":01}", NULL, NULL, PILKADA_E_SYNTAX},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        pilkada_status status = fixture_judge(&f, f.tungsura, cases[i].text, &error);
        bool found = false;
        for (size_t k = 0; !status && k < pilkada_verdict_finding_count(f.verdict); k++)
            found = found || (strcmp(pilkada_verdict_finding(f.verdict, k)->path, cases[i].path) == 0 &&
                              strcmp(pilkada_verdict_finding(f.verdict, k)->code, cases[i].code) == 0);
        if (status != cases[i].status || (!status && !found) || (status && !*error.detail))
            fail_msg("%s: %d %s", cases[i].text, status, error.detail);
    }
}

/* ---- the linter ---- */

static void put_examples(pilkada_buffer *out, size_t n) {
    pk_puts(out, "{\"id\":\"X-1\"," RULE_OF "\"message\":" LABEL("m") ",\"expr\":\"a < 1\",\"examples\":{\"pass\":[");
    put_each(out, n, "{\"set\":{\"a\":0}}");
    pk_puts(out, "],\"fail\":[{\"set\":{\"a\":1}}]}}");
}

static size_t told_of_examples(size_t n) {
    pk_arena arena;
    pk_problems problems;
    char *text = form_with("rules", put_examples, n);
    cJSON *tree = cJSON_Parse(text);
    cJSON_AddItemToObject(tree, "example", cJSON_CreateObject());
    pk_arena_init(&arena, NULL);
    pk_problems_init(&problems, f.catalogue, &arena);
    pk_form_check(tree, f.head, f.model, f.catalogue, NULL, &problems);
    size_t told = 0;
    for (size_t i = 0; i < problems.count; i++)
        told += strstr(problems.items[i].message_en, "those beyond are not run") != NULL;
    pk_arena_dispose(&arena);
    cJSON_Delete(tree);
    free(text);
    return told;
}

static void examples_beyond_the_limit_are_told(void **state) {
    (void)state;
    assert_int_equal(told_of_examples(PILKADA_MAX_EXAMPLES), 0);
    assert_int_equal(told_of_examples(PILKADA_MAX_EXAMPLES + 1), 1);
    assert_int_equal(told_of_examples(50000), 1);
}

/* As many rules as there may be, all against each other: well within the time that a test may take. */
static void a_thousand_conflicts_are_checked_soon(void **state) {
    (void)state;
    pk_arena arena;
    pk_problems problems;
    char *text = form_with("rules", rules, PILKADA_MAX_RULES - taken_by_head(rules));
    for (char *at = text; (at = strstr(at, "\"expr\":\"a < ")); at += 8)
        if ((at - text) % 2)
            memcpy(at + strlen("\"expr\":\"a "), ">", 1);
    cJSON *tree = cJSON_Parse(text);
    pk_arena_init(&arena, NULL);
    pk_problems_init(&problems, f.catalogue, &arena);
    pk_form_check(tree, f.head, f.model, f.catalogue, NULL, &problems);
    assert_true(problems.count > 0);
    pk_arena_dispose(&arena);
    cJSON_Delete(tree);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_limit_has_two_edges),
        cmocka_unit_test(patterns_that_search_for_ever_are_not_judged),
        cmocka_unit_test(rows_have_two_edges),
        cmocka_unit_test(explanations_have_two_edges),
        cmocka_unit_test(bad_values_have_a_status_or_a_finding),
        cmocka_unit_test(examples_beyond_the_limit_are_told),
        cmocka_unit_test(a_thousand_conflicts_are_checked_soon),
    };
    return cmocka_run_group_tests_name("form/limits", tests, open_fixture, close_fixture);
}
