/** @file computed_test.c  Fields that are computed, and coordinates. */
#include "failing_allocator.h"
#include "form_fixture.h"

#define FIELD(id, more) "{\"id\":\"" id "\",\"mark\":\"inferred\",\"label\":" LABEL(id) "," more "}"
#define COUNT(id) FIELD(id, "\"type\":\"bulat\",\"required\":\"opsional\"")
#define COMPUTED(id, type, expr) FIELD(id, "\"type\":\"" type "\",\"required\":\"dihitung\",\"computed\":\"" expr "\"")
#define ROWS(id, fields) FIELD(id, "\"type\":\"daftar\",\"required\":\"opsional\",\"fields\":[" fields "]")
#define GROUP(id, fields) FIELD(id, "\"type\":\"kelompok\",\"required\":\"opsional\",\"fields\":[" fields "]")
#define FORM(fields)                                                                                                   \
    "{\"form\":\"lap_contoh\",\"version\":\"1\",\"head\":\"kepala\",\"title\":" LABEL("Contoh") ",\"source\":" LABEL(  \
        "Contoh") ",\"sections\":[{\"title\":" LABEL("A") ",\"fields\":[" fields                                       \
                                                          "]}],\"sets\":{\"uraian_masalah\":[]},\"rules\":[]}"

/* The report is the head's example and `members`; its computed values as JSON text, to be freed. */
static char *computed_of(const pilkada_form *form, const char *members) {
    cJSON *report = cJSON_Duplicate(cJSON_GetObjectItem(f.head, "example"), true);
    char *head = cJSON_PrintUnformatted(report), *text = malloc(strlen(head) + strlen(members) + 2);
    head[strlen(head) - 1] = '\0';
    sprintf(text, "%s%s}", head, members);
    pilkada_error error = PILKADA_ERROR_INIT;
    if (fixture_judge(&f, form, text, &error))
        fail_msg("%s: %s", text, error.detail);
    char *json = fixture_json(&f), *from = strstr(json, "\"computed\":");
    from += strlen("\"computed\":");
    char *found = malloc(strlen(from) + 1);
    assert_non_null(found);
    strcpy(found, from);
    found[strlen(found) - 1] = '\0';
    free(json);
    free(text);
    cJSON_free(head);
    cJSON_Delete(report);
    return found;
}

static const char form_text[] =
    FORM(COUNT("a") "," COUNT("b") "," COMPUTED("d", "bulat", "c * 2") "," COMPUTED("c", "bulat", "a + b") "," COMPUTED(
        "p", "persen",
        "100.0 * double(a) / double(c)") "," COMPUTED("t", "teks",
                                                      "a") "," COMPUTED("y", "ya_tidak",
                                                                        "a > b") "," COMPUTED("s", "desimal", "a - b"));

static void values_are_computed_in_their_order(void **state) {
    (void)state;
    static const struct {
        const char *members, *computed;
    } cases[] = {
        {",\"a\":1,\"b\":2", "{\"c\":3,\"d\":6,\"p\":33.33,\"y\":false,\"s\":-1}"},
        {",\"a\":1,\"b\":2,\"c\":5", "{\"d\":10,\"p\":20,\"y\":false,\"s\":-1}"}, /* what is typed stays */
        {",\"a\":1", "{}"},
        {",\"a\":0,\"b\":0", "{\"c\":0,\"d\":0,\"y\":false,\"s\":0}"}, /* 0/0 is no percentage */
        {",\"a\":1,\"b\":\"2\"", "{}"},                                /* a fault is no ground */
        {",\"a\":1,\"b\":2,\"c\":null", "{\"y\":false,\"s\":-1}"},     /* asked for and not there is not absent */
    };
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_form *form = fixture_compile_text(&f, form_text, NULL, &error);
    assert_non_null(form);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *computed = computed_of(form, cases[i].members);
        if (strcmp(computed, cases[i].computed) != 0)
            fail_msg("%s: %s", cases[i].members, computed);
        free(computed);
    }
    assert_string_equal(pilkada_verdict_computed(f.verdict, 0)->name, "y");
    assert_null(pilkada_verdict_computed(f.verdict, 2));
    assert_int_equal(pilkada_verdict_computed_count(NULL), 0);
    pk_form_free(form);
}

static void circles_and_strangers_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *text, *where, *detail;
    } cases[] = {
        {FORM(COMPUTED("a", "bulat", "b + 1") "," COMPUTED("b", "bulat", "a + 1")), "/sections/0/fields/1/computed",
         "b is computed from a, which is computed from it"},
        {FORM(COMPUTED("a", "bulat", "a + 1")), "/sections/0/fields/0/computed", "a is computed from a"},
        {FORM(COMPUTED("a", "bulat", "b + 1")), "/sections/0/fields/0/computed", "unknown name"},
        {FORM(FIELD("a", "\"type\":\"bulat\",\"required\":\"wajib\",\"computed\":\"1\"")),
         "/sections/0/fields/0/computed", "dihitung"},
        {FORM(COUNT("x") "," GROUP("k", COUNT("y") "," COMPUTED("a", "bulat", "k.a + y"))),
         "/sections/0/fields/1/fields/1/computed", "unknown name"},
        {FORM(COUNT("x") "," GROUP("k", COUNT("y") "," COMPUTED("a", "bulat", "k.a + 1"))),
         "/sections/0/fields/1/fields/1/computed", "k.a is computed from k.a"},
        {FORM(ROWS("r", COUNT("x") "," COMPUTED("a", "bulat", "b + 1") "," COMPUTED("b", "bulat", "a + 1"))),
         "/sections/0/fields/0/fields/2/computed", "b is computed from a"},
        {FORM(ROWS("r", COMPUTED("a", "bulat", "jumlah + 1")) "," COMPUTED("jumlah", "bulat", "sum(r.map(x, x.a))")),
         "/sections/0/fields/1/computed", "jumlah is computed from r"},
        {FORM(ROWS("r", COUNT("x") "," COMPUTED("a", "bulat", "size(r)"))), "/sections/0/fields/0",
         "r is computed from r"},
        {FORM(ROWS("r", COMPUTED("a", "bulat", "z + 1"))), "/sections/0/fields/0/fields/0/computed", "unknown name"},
        {FORM(ROWS("r", COUNT("x") "," FIELD("a", "\"type\":\"bulat\",\"required\":\"wajib\",\"computed\":\"x\""))),
         "/sections/0/fields/0/fields/1/computed", "dihitung"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        pilkada_form *form = fixture_compile_text(&f, cases[i].text, NULL, &error);
        if (form || strcmp(error.where, cases[i].where) || !strstr(error.detail, cases[i].detail))
            fail_msg("case %zu: %s: %s", i, error.where, error.detail);
    }
}

/* ---- rows ---- */

static const char rows_text[] = FORM(COUNT("tambah") "," ROWS(
    "r", COUNT("a") "," COUNT("b") "," COMPUTED("dua", "bulat", "c * 2") "," COMPUTED(
             "c", "bulat", "a + b + tambah") "," COMPUTED("s", "desimal", "a - b")) "," COMPUTED("jumlah", "bulat",
                                                                                                 "sum(r.map(x,"
                                                                                                 " x.dua))"));

static void rows_are_computed_one_by_one(void **state) {
    (void)state;
    static const struct {
        const char *members, *computed;
    } cases[] = {
        {",\"tambah\":1,\"r\":[{\"a\":1,\"b\":2},{\"a\":5,\"b\":7}]",
         "{\"/r/0/c\":4,\"/r/0/dua\":8,\"/r/0/s\":-1,\"/r/1/c\":13,\"/r/1/dua\":26,\"/r/1/s\":-2,\"jumlah\":34}"},
        {",\"tambah\":0,\"r\":[{\"a\":1,\"b\":2,\"dua\":9}]", /* what is typed stays */
         "{\"/r/0/c\":3,\"/r/0/s\":-1,\"jumlah\":9}"},
        {",\"tambah\":0,\"r\":[{\"a\":1},{\"a\":1,\"b\":0}]", /* half is none */
         "{\"/r/1/c\":1,\"/r/1/dua\":2,\"/r/1/s\":1}"},
        {",\"tambah\":0,\"r\":[{\"a\":\"1\",\"b\":2},{\"a\":1,\"b\":2}]", /* beside a row with a fault */
         "{\"/r/1/c\":3,\"/r/1/dua\":6,\"/r/1/s\":-1}"},
        {",\"r\":[{\"a\":1,\"b\":2}]", "{\"/r/0/s\":-1}"},
        {",\"tambah\":0,\"r\":[]", "{}"},
        {",\"tambah\":0", "{}"},
        {",\"tambah\":0,\"r\":[{\"a\":1,\"b\":2,\"c\":null}]", "{\"/r/0/s\":-1}"},
    };
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_form *form = fixture_compile_text(&f, rows_text, NULL, &error);
    if (!form)
        fail_msg("%s: %s", error.where, error.detail);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *computed = computed_of(form, cases[i].members);
        if (strcmp(computed, cases[i].computed) != 0)
            fail_msg("%s: %s", cases[i].members, computed);
        free(computed);
    }
    pk_form_free(form);
}

static pilkada_status judge_rows(const pilkada_allocator *allocator) {
    static const char text[] = "{\"tambah\":1,\"r\":[{\"a\":1,\"b\":2},{\"a\":5,\"b\":7}]}";
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_form *form = fixture_compile_text(&f, rows_text, allocator, &error);
    pilkada_verdict *verdict = form ? pilkada_verdict_new(allocator, &error) : NULL;
    if (verdict)
        pk_form_judge(form, text, strlen(text), NULL, "hash", verdict, &error);
    pilkada_verdict_free(verdict);
    pk_form_free(form);
    return error.status;
}

static void rows_survive_lack_of_memory(void **state) {
    (void)state;
    failing_allocator_sweep(judge_rows);
}

/* One is as deep as the form is long. */
static void a_long_chain_is_computed(void **state) {
    (void)state;
    enum { LINKS = 900 };
    char *fields = malloc(LINKS * 256);
    size_t size = (size_t)sprintf(fields, "%s", COUNT("f0"));
    for (int i = LINKS - 1; i > 0; i--)
        size += (size_t)sprintf(fields + size,
                                ",{\"id\":\"f%d\",\"mark\":\"inferred\",\"label\":{\"id\":\"f%d\",\"en\":\"f%d\"},"
                                "\"type\":\"bulat\",\"required\":\"dihitung\",\"computed\":\"f%d + 1\"}",
                                i, i, i, i - 1);
    char *text = malloc(size + 1024);
    sprintf(text,
            "{\"form\":\"lap_contoh\",\"version\":\"1\",\"head\":\"kepala\",\"title\":" LABEL("C") ",\"source\":" LABEL(
                "C") ",\"sections\":[{\"title\":" LABEL("A") ",\"fields\":[%s]}],\"sets\":{\"uraian_masalah\":[]},"
                                                             "\"rules\":[]}",
            fields);
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_form *form = fixture_compile_text(&f, text, NULL, &error);
    assert_non_null(form);
    char *computed = computed_of(form, ",\"f0\":1");
    assert_non_null(strstr(computed, "\"f899\":900}"));
    free(computed);
    pk_form_free(form);
    free(text);
    free(fields);
}

static void a_coordinate_is_two_numbers(void **state) {
    (void)state;
    static const struct {
        const char *members, *code, *path;
    } cases[] = {
        {"", NULL, NULL},
        {",\"posisi\":{\"lintang\":-6.99,\"bujur\":110.42}", NULL, NULL},
        {",\"posisi\":{\"lintang\":-6.99}", "B-12", "/posisi/bujur"},
        {",\"posisi\":{\"lintang\":-96.99,\"bujur\":110.42}", "D-5", "/posisi/lintang"},
        {",\"posisi\":{\"lintang\":-6.99,\"bujur\":180.5}", "D-5", "/posisi/bujur"},
        {",\"posisi\":{\"lintang\":\"-6,99\",\"bujur\":110.42}", "D-1", "/posisi/lintang"},
        {",\"posisi\":\"-6.99,110.42\"", "D-1", "/posisi"},
        {",\"posisi\":{\"lintang\":-6.99,\"bujur\":110.42,\"tinggi\":3}", "B-12", "/posisi/tinggi"},
    };
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_form *form =
        fixture_compile_text(&f,
                             FORM(FIELD("posisi", "\"type\":\"koordinat\",\"required\":\"opsional\"") "," COMPUTED(
                                 "utara", "ya_tidak", "posisi.lintang > 0.0")),
                             NULL, &error);
    assert_non_null(form);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        free(computed_of(form, cases[i].members));
        const pilkada_finding *found = NULL;
        for (size_t k = 0; k < pilkada_verdict_finding_count(f.verdict); k++)
            if (strncmp(pilkada_verdict_finding(f.verdict, k)->path, "/posisi", 7) == 0)
                found = pilkada_verdict_finding(f.verdict, k);
        assert_int_equal(found != NULL, cases[i].code != NULL);
        if (found && (strcmp(found->path, cases[i].path) != 0 || strcmp(found->code, cases[i].code) != 0))
            fail_msg("%s: %s %s", cases[i].members, found->code, found->path);
    }
    pk_form_free(form);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_computed_in_their_order), cmocka_unit_test(circles_and_strangers_are_refused),
        cmocka_unit_test(rows_are_computed_one_by_one),       cmocka_unit_test(rows_survive_lack_of_memory),
        cmocka_unit_test(a_long_chain_is_computed),           cmocka_unit_test(a_coordinate_is_two_numbers),
    };
    return cmocka_run_group_tests_name("form/computed", tests, open_fixture, close_fixture);
}
