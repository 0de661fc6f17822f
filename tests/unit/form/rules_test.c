/** @file rules_test.c  Every rule of every form: its examples pass and fail as they say, from text and from a tree. */
#include "form_fixture.h"

#include "core/problems.h"

static void expect_no_problem(const cJSON *definition) {
    pk_arena arena;
    pk_problems problems;
    pk_arena_init(&arena, NULL);
    pk_problems_init(&problems, f.catalogue, &arena);
    pk_form_check(definition, f.head, f.model, f.catalogue, NULL, &problems);
    assert_false(problems.failed);
    for (size_t i = 0; i < problems.count; i++) /* that full lists reach the limit of steps is no fault */
        if (!strstr(problems.items[i].message_en, " steps when its lists are full"))
            fail_msg("%d %s: %s", problems.items[i].severity, problems.items[i].where, problems.items[i].message_en);
    pk_arena_dispose(&arena);
}

static const char *const files[] = {"forms/lap_hasil_pasca.json",    "forms/lap_kampanye_harian.json",
                                    "forms/lap_kejadian.json",       "forms/lap_kesiapan.json",
                                    "forms/lap_situasi_harian.json", "forms/lap_tahapan_harian.json",
                                    "forms/lap_tungsura.json"};
enum { FILES = sizeof files / sizeof *files };

static void examples_do_what_they_say(void **state) {
    (void)state;
    for (size_t i = 0; i < FILES; i++) {
        cJSON *definition = fixture_tree(files[i]);
        expect_no_problem(definition);
        cJSON_Delete(definition);
    }
}

/* ---- text and tree give the same bytes, on every example of every rule ---- */

static cJSON *with_overrides(const cJSON *definition, const cJSON *example) {
    cJSON *report = fixture_example(&f, definition);
    const cJSON *item;
    cJSON_ArrayForEach(item, cJSON_GetObjectItem(example, "set")) {
        cJSON_DeleteItemFromObjectCaseSensitive(report, item->string);
        cJSON_AddItemToObject(report, item->string, cJSON_Duplicate(item, true));
    }
    cJSON_ArrayForEach(item, cJSON_GetObjectItem(example, "remove"))
        cJSON_DeleteItemFromObjectCaseSensitive(report, item->valuestring);
    return report;
}

static void expect_same_bytes(const pilkada_form *form, const cJSON *definition, const cJSON *example) {
    cJSON *report = with_overrides(definition, example);
    char *text = cJSON_PrintUnformatted(report);
    assert_int_equal(fixture_judge(&f, form, text, NULL), PILKADA_OK);
    char *from_text = fixture_json(&f);
    assert_int_equal(pk_form_judge_tree(form, report, NULL, "hash", f.verdict, NULL), PILKADA_OK);
    char *from_tree = fixture_json(&f);
    assert_string_equal(from_text, from_tree);
    free(from_text);
    free(from_tree);
    cJSON_free(text);
    cJSON_Delete(report);
}

static size_t compare_list(const pilkada_form *form, const cJSON *definition, const cJSON *rules) {
    const cJSON *rule, *kind, *example;
    size_t count = 0;
    cJSON_ArrayForEach(rule, rules) {
        cJSON_ArrayForEach(kind, cJSON_GetObjectItem(rule, "examples")) {
            cJSON_ArrayForEach(example, kind) {
                expect_same_bytes(form, definition, example);
                count++;
            }
        }
    }
    return count;
}

static void tree_and_text_give_the_same_bytes(void **state) {
    (void)state;
    for (size_t i = 0; i < FILES; i++) {
        cJSON *definition = fixture_tree(files[i]);
        pilkada_form *form = fixture_compile(&f, definition);
        size_t count = compare_list(form, definition, cJSON_GetObjectItem(f.head, "rules")) +
                       compare_list(form, definition, cJSON_GetObjectItem(f.head, "structure")) +
                       compare_list(form, definition, cJSON_GetObjectItem(definition, "rules"));
        assert_true(count > 60);
        pk_form_free(form);
        cJSON_Delete(definition);
    }
}

/* ---- the register ---- */

/* Every code of the register for these forms; those that are duties are named as such. */
static void every_rule_of_the_register_is_there(void **state) {
    (void)state;
    static const char *const common[] = {"B-1", "B-2",  "B-3",  "B-4",  "B-5",  "B-6", "B-7", "B-8",
                                         "B-9", "B-10", "B-11", "B-12", "B-13", "C-1", "C-5", "F101"};
    static const char *const tahapan[] = {"T-1", "T-2", "T-3",  "T-4",  "T-5",  "T-6", "T-7",
                                          "T-8", "T-9", "T-10", "T-11", "T-12", "C-2", "C-3"};
    static const char *const tungsura[] = {"U-1", "U-2", "U-3", "U-4",  "U-5",  "U-6",
                                           "U-7", "U-8", "U-9", "U-10", "U-11", "C-4"};
    const struct {
        const pilkada_form *form;
        const char *const *codes;
        size_t count;
    } lists[] = {
        {f.tahapan, common, 16}, {f.tungsura, common, 16}, {f.tahapan, tahapan, 14}, {f.tungsura, tungsura, 12}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        pilkada_buffer out;
        pilkada_buffer_init(&out, NULL);
        assert_int_equal(pilkada_form_write_json(lists[i].form, &out, NULL), PILKADA_OK);
        for (size_t j = 0; j < lists[i].count; j++) {
            char id[32];
            snprintf(id, sizeof id, "{\"id\":\"%s\",", lists[i].codes[j]);
            if (!strstr(out.data, id))
                fail_msg("%s is missing in %s", lists[i].codes[j], pilkada_form_id(lists[i].form));
        }
        pilkada_buffer_dispose(&out);
    }
}

/* ---- differences are exact ---- */

static void expect_difference(const pilkada_form *form, const cJSON *tree, const char *member, const char *code,
                              const char *difference, const char *id, const char *en) {
    char *text = fixture_report(&f, tree, member);
    assert_int_equal(fixture_judge(&f, form, text, NULL), PILKADA_OK);
    const pilkada_finding *finding = fixture_find(&f, code);
    assert_non_null(finding);
    assert_string_equal(finding->difference, difference);
    assert_non_null(strstr(finding->message_id, id));
    assert_non_null(strstr(finding->message_en, en));
    free(text);
}

static void sums_give_the_exact_difference(void **state) {
    (void)state;
    expect_difference(f.tungsura, f.tungsura_tree, "\"jumlah_tps\":41453", "U-6", "-40000", "kurang 40.000",
                      "40,000 short");
    expect_difference(f.tungsura, f.tungsura_tree, "\"jumlah_tps\":1452", "U-6", "1", "lebih 1", "1 over");
    expect_difference(f.tahapan, f.tahapan_tree, "\"aduan_total\":40003", "T-1", "-40000", "kurang 40.000",
                      "40,000 short");
    expect_difference(f.tahapan, f.tahapan_tree, "\"aduan_total\":2", "T-1", "1", "lebih 1", "1 over");
    expect_difference(f.tahapan, f.tahapan_tree, "\"hoaks_ditangani\":12", "T-8", "10", "lebih 10", "10 over");
}

static void operands_are_the_fields_of_the_rule(void **state) {
    (void)state;
    char *text = fixture_report(&f, f.tungsura_tree, "\"tps_buka\":1449");
    assert_int_equal(fixture_judge(&f, f.tungsura, text, NULL), PILKADA_OK);
    const pilkada_finding *finding = fixture_find(&f, "U-6");
    assert_non_null(finding);
    assert_int_equal(finding->operand_count, 3);
    assert_string_equal(finding->operands[0].name, "tps_buka");
    assert_string_equal(finding->operands[0].value, "1449");
    assert_string_equal(finding->operands[2].name, "jumlah_tps");
    assert_string_equal(finding->path, "/jumlah_tps");
    assert_int_equal(finding->basis_count, 1);
    free(text);
}

/* ---- set rules ---- */

static void set_rules_need_their_context(void **state) {
    (void)state;
    char *text = fixture_report(&f, f.tungsura_tree, "\"urutan\":1");
    assert_int_equal(fixture_judge(&f, f.tungsura, text, NULL), PILKADA_OK);
    assert_true(pilkada_verdict_valid(f.verdict));
    assert_int_equal(pilkada_verdict_not_judged_count(f.verdict), 2);
    assert_string_equal(pilkada_verdict_not_judged(f.verdict, 0), "B-7");
    assert_string_equal(pilkada_verdict_not_judged(f.verdict, 1), "U-1");
    assert_null(pilkada_verdict_not_judged(f.verdict, 2));
    const char *given = "{\"laporan\":[],\"sebelumnya\":{\"tps_buka\":1451}}";
    pilkada_context *context = pilkada_context_parse(given, strlen(given), NULL, NULL);
    assert_non_null(context);
    assert_int_equal(pk_form_judge(f.tungsura, text, strlen(text), context, "hash", f.verdict, NULL), PILKADA_OK);
    assert_int_equal(pilkada_verdict_not_judged_count(f.verdict), 0);
    const pilkada_finding *finding = fixture_find(&f, "U-1");
    assert_non_null(finding);
    assert_string_equal(finding->difference, "-1");
    assert_string_equal(finding->path, "/tps_buka");
    pilkada_context_free(context);
    free(text);
}

/* The parameters of an election are data: a context may say that polls close later somewhere. */
static void a_context_changes_a_parameter(void **state) {
    (void)state;
    char *text = fixture_report(&f, f.tungsura_tree, "\"jam_pantau\":\"13:30\"");
    assert_int_equal(fixture_judge(&f, f.tungsura, text, NULL), PILKADA_OK);
    assert_non_null(fixture_find(&f, "U-2"));
    const char *later = "{\"parameter\":{\"jam_tutup\":\"14:00\"}}";
    pilkada_context *context = pilkada_context_parse(later, strlen(later), NULL, NULL);
    assert_int_equal(pk_form_judge(f.tungsura, text, strlen(text), context, "hash", f.verdict, NULL), PILKADA_OK);
    assert_null(fixture_find(&f, "U-2"));
    pilkada_context_free(context);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_do_what_they_say),           cmocka_unit_test(tree_and_text_give_the_same_bytes),
        cmocka_unit_test(every_rule_of_the_register_is_there), cmocka_unit_test(sums_give_the_exact_difference),
        cmocka_unit_test(operands_are_the_fields_of_the_rule), cmocka_unit_test(set_rules_need_their_context),
        cmocka_unit_test(a_context_changes_a_parameter),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
