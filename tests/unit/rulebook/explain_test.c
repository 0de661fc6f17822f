/**
 * @file explain_test.c  Explanations say what the verdict says: on every example of every rule that is shipped.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include <pilkada/pilkada.h>

#include "failing_allocator.h"
#include "rulebook/rulebook_internal.h"

static pilkada_rulebook *rules;
static pilkada_verdict *verdict;
static pilkada_explanation *explanation;
static size_t seen[PILKADA_OUTCOME_NOT_COMPUTED + 1];

static int open_rules(void **state) {
    (void)state;
    rules = pilkada_rulebook_default(NULL, NULL);
    verdict = pilkada_verdict_new(NULL, NULL);
    explanation = pilkada_explanation_new(NULL, NULL);
    return !rules || !verdict || !explanation;
}

static int close_rules(void **state) {
    (void)state;
    pilkada_explanation_free(explanation);
    pilkada_verdict_free(verdict);
    pilkada_rulebook_free(rules);
    return 0;
}

static const cJSON *member(const cJSON *tree, const char *name) {
    return cJSON_GetObjectItemCaseSensitive(tree, name);
}

static const char *text_of(const cJSON *tree, const char *name) {
    return cJSON_GetStringValue(member(tree, name));
}

/* ---- explanation and verdict ---- */

static bool has_not_judged(const char *code) {
    for (size_t i = 0; i < pilkada_verdict_not_judged_count(verdict); i++)
        if (strcmp(pilkada_verdict_not_judged(verdict, i), code) == 0)
            return true;
    return false;
}

/* How often the explanation, and the verdict, say this of this place in these words. */
static size_t count_failures(const pilkada_explained *wanted) {
    size_t count = 0;
    for (size_t i = 0; i < pilkada_explanation_count(explanation); i++) {
        const pilkada_explained *entry = pilkada_explanation_at(explanation, i);
        count += entry->outcome == PILKADA_OUTCOME_FAILS && strcmp(entry->code, wanted->code) == 0 &&
                 strcmp(entry->path, wanted->path) == 0 && strcmp(entry->reason_id, wanted->reason_id) == 0;
    }
    return count;
}

static size_t count_findings(const pilkada_explained *wanted) {
    size_t count = 0;
    for (size_t i = 0; i < pilkada_verdict_finding_count(verdict); i++) {
        const pilkada_finding *finding = pilkada_verdict_finding(verdict, i);
        bool same = strcmp(finding->code, wanted->code) == 0 && strcmp(finding->path, wanted->path) == 0 &&
                    strcmp(finding->message_id, wanted->reason_id) == 0;
        if (same)
            assert_string_equal(finding->difference ? finding->difference : "",
                                wanted->difference ? wanted->difference : "");
        count += same;
    }
    return count;
}

static void expect_agreement(void) {
    size_t failures = 0;
    for (size_t i = 0; i < pilkada_explanation_count(explanation); i++) {
        const pilkada_explained *entry = pilkada_explanation_at(explanation, i);
        seen[entry->outcome]++;
        assert_true(strlen(entry->reason_id) > 0 && strlen(entry->reason_en) > 0);
        assert_null(strstr(entry->reason_id, "{sebab}"));
        if (entry->outcome >= PILKADA_OUTCOME_NO_CONTEXT)
            assert_true(has_not_judged(entry->code));
        if (entry->outcome != PILKADA_OUTCOME_FAILS)
            continue;
        failures++;
        assert_int_equal(count_failures(entry), count_findings(entry));
    }
    assert_int_equal(failures, pilkada_verdict_finding_count(verdict));
    for (size_t i = 0; i < pilkada_verdict_not_judged_count(verdict); i++) {
        bool found = false;
        for (size_t j = 0; j < pilkada_explanation_count(explanation); j++) {
            const pilkada_explained *entry = pilkada_explanation_at(explanation, j);
            found = found || (entry->outcome >= PILKADA_OUTCOME_NO_CONTEXT &&
                              strcmp(entry->code, pilkada_verdict_not_judged(verdict, i)) == 0);
        }
        assert_true(found);
    }
}

/* The root of the tree is the outcome. */
static void expect_root(const cJSON *entry, const char *tree, bool wanted) {
    const cJSON *root = member(entry, tree);
    if (!cJSON_IsObject(root) || cJSON_IsTrue(member(root, "value")) != wanted || !cJSON_IsBool(member(root, "value")))
        fail_msg("%s %s: %s is not %d", text_of(entry, "code"), text_of(entry, "expression"), tree, wanted);
}

static void expect_trees(const cJSON *answer) {
    const cJSON *entry;
    cJSON_ArrayForEach(entry, member(answer, "rules")) {
        const char *outcome = text_of(entry, "outcome");
        if (!text_of(entry, "expression"))
            continue;
        if (strcmp(outcome, "terpenuhi") == 0 || strcmp(outcome, "dilanggar") == 0) {
            expect_root(entry, "tree", strcmp(outcome, "terpenuhi") == 0);
            if (text_of(entry, "when"))
                expect_root(entry, "condition", true);
        } else if (strcmp(outcome, "tidak_berlaku") == 0) {
            expect_root(entry, "condition", false);
            assert_true(cJSON_IsNull(member(entry, "tree")));
        }
    }
}

static void expect_same(const char *text, const pilkada_context *context) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_judge_options options = PILKADA_JUDGE_OPTIONS_INIT;
    pilkada_buffer ours, theirs;
    pilkada_buffer_init(&ours, NULL);
    pilkada_buffer_init(&theirs, NULL);
    options.context = context;
    if (pilkada_rulebook_judge(rules, text, strlen(text), &options, verdict, &error) ||
        pilkada_rulebook_explain(rules, text, strlen(text), &options, NULL, explanation, &error))
        fail_msg("%s: %s", error.where, error.detail);
    assert_int_equal(pilkada_verdict_write_json(verdict, &theirs, NULL), PILKADA_OK);
    assert_int_equal(pilkada_verdict_write_json(pilkada_explanation_verdict(explanation), &ours, NULL), PILKADA_OK);
    assert_string_equal(ours.data, theirs.data);
    expect_agreement();
    pilkada_buffer_clear(&ours);
    assert_int_equal(pilkada_explanation_write_json(explanation, &ours, NULL), PILKADA_OK);
    cJSON *answer = cJSON_Parse(ours.data);
    assert_non_null(answer);
    expect_trees(answer);
    cJSON_Delete(answer);
    for (pilkada_lang lang = PILKADA_LANG_ID; lang <= PILKADA_LANG_EN; lang++)
        assert_int_equal(pilkada_explanation_write_text(explanation, lang, &theirs, NULL), PILKADA_OK);
    assert_null(strstr(theirs.data, "explain.")); /* a message key without a sentence */
    pilkada_buffer_dispose(&ours);
    pilkada_buffer_dispose(&theirs);
}

/* ---- the examples of data/forms ---- */

static void overlay(cJSON *to, const cJSON *from) {
    const cJSON *item;
    cJSON_ArrayForEach(item, from) {
        cJSON_DeleteItemFromObjectCaseSensitive(to, item->string);
        cJSON_AddItemToObject(to, item->string, cJSON_Duplicate(item, true));
    }
}

static void try_example(const cJSON *head, const cJSON *form, const cJSON *example) {
    cJSON *report = cJSON_CreateObject();
    const cJSON *name, *given = member(example, "context");
    overlay(report, member(head, "example"));
    overlay(report, member(form, "example"));
    overlay(report, member(example, "set"));
    cJSON_ArrayForEach(name, member(example, "remove"))
        cJSON_DeleteItemFromObjectCaseSensitive(report, name->valuestring);
    char *text = cJSON_PrintUnformatted(report), *context_text = given ? cJSON_PrintUnformatted(given) : NULL;
    pilkada_context *context = given ? pilkada_context_parse(context_text, strlen(context_text), NULL, NULL) : NULL;
    if (text_of(report, "form_id") && text_of(report, "form_versi") &&
        pilkada_rulebook_form(rules, text_of(report, "form_id"), text_of(report, "form_versi")))
        expect_same(text, context);
    pilkada_context_free(context);
    cJSON_free(context_text);
    cJSON_free(text);
    cJSON_Delete(report);
}

static size_t try_list(const cJSON *head, const cJSON *form, const cJSON *list) {
    const cJSON *rule, *kind, *example;
    size_t count = 0;
    cJSON_ArrayForEach(rule, list) {
        cJSON_ArrayForEach(kind, member(rule, "examples")) {
            cJSON_ArrayForEach(example, kind) {
                try_example(head, form, example);
                count++;
            }
        }
    }
    return count;
}

static void every_example_of_every_rule_is_explained_as_it_is_judged(void **state) {
    (void)state;
    size_t forms = 0;
    for (size_t i = 0; i < pk_default_files_count; i++) {
        const pilkada_file *file = &pk_default_files[i];
        cJSON *form = strncmp(file->name, "forms/", 6) == 0 ? pilkada_json_parse(file->data, file->size, NULL) : NULL;
        const cJSON *head = form && text_of(form, "form") ? pk_rulebook_head_of(rules, form) : NULL;
        if (head) {
            size_t count = try_list(head, form, member(head, "structure")) +
                           try_list(head, form, member(head, "rules")) + try_list(head, form, member(form, "rules"));
            assert_true(count > 50);
            forms++;
        }
        cJSON_Delete(form);
    }
    assert_int_equal(forms, pilkada_rulebook_form_count(rules));
    for (size_t i = 0; i <= PILKADA_OUTCOME_NO_CONTEXT; i++)
        assert_true(seen[i] > 0);
}

/* ---- single rules, limits, failures ---- */

static const char short_report[] =
    "{\"form_id\":\"lap_tungsura\",\"form_versi\":\"2024.1\",\"jumlah_tps\":1453,\"tps_buka\":1400,"
    "\"tps_belum_buka\":43,\"pemilih_dpt\":\"1.000\"}";

static pilkada_status explain(const char *rule, pilkada_error *error) {
    return pilkada_rulebook_explain(rules, short_report, sizeof short_report - 1, NULL, rule, explanation, error);
}

static void one_rule_gives_operands_difference_and_both_sentences(void **state) {
    (void)state;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(explain("U-6", NULL), PILKADA_OK);
    assert_int_equal(pilkada_explanation_count(explanation), 1);
    const pilkada_explained *entry = pilkada_explanation_at(explanation, 0);
    assert_int_equal(entry->outcome, PILKADA_OUTCOME_FAILS);
    assert_string_equal(entry->difference, "-10");
    assert_non_null(strstr(entry->reason_id, "kurang 10"));
    assert_non_null(strstr(entry->reason_en, "10 short"));
    assert_int_equal(pilkada_explanation_write_json(explanation, &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data, "{\"name\":\"tps_buka\",\"label\":{\"id\":\"TPS sudah buka\",\"en\":"));
    assert_non_null(strstr(out.data, "\"origin\":\"laporan\",\"pointer\":\"/tps_buka\",\"state\":\"nilai\","
                                     "\"value\":1400}"));
    assert_non_null(strstr(out.data, "{\"source\":\"tps_buka + tps_belum_buka\",\"bound\":null,\"state\":\"nilai\","
                                     "\"value\":1443,\"error\":null,\"nodes\":["));
    pilkada_buffer_dispose(&out);
}

static void a_difference_is_grouped_for_people_and_exact_for_programs(void **state) {
    (void)state;
    static const char report[] = "{\"form_id\":\"lap_tungsura\",\"form_versi\":\"2024.1\",\"jumlah_tps\":41453,"
                                 "\"tps_buka\":1400,\"tps_belum_buka\":53}";
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_rulebook_explain(rules, report, sizeof report - 1, NULL, "U-6", explanation, NULL),
                     PILKADA_OK);
    assert_string_equal(pilkada_explanation_at(explanation, 0)->difference, "-40000");
    assert_int_equal(pilkada_explanation_write_text(explanation, PILKADA_LANG_ID, &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data, "selisih   -40.000\n"));
    assert_int_equal(pilkada_explanation_write_text(explanation, PILKADA_LANG_EN, &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data, "difference  -40,000\n"));
    pilkada_buffer_dispose(&out);
}

static void a_computed_value_is_not_said_to_be_of_the_report(void **state) {
    (void)state;
    static const char report[] =
        "{\"form_id\":\"lap_tungsura\",\"form_versi\":\"2024.1\",\"pemilih_dpt\":200,\"pemilih_hadir\":50}";
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_rulebook_explain(rules, report, sizeof report - 1, NULL, "U-10", explanation, NULL),
                     PILKADA_OK);
    assert_int_equal(pilkada_explanation_at(explanation, 0)->outcome, PILKADA_OUTCOME_HOLDS);
    assert_int_equal(pilkada_explanation_write_json(explanation, &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data, "\"origin\":\"dihitung\",\"pointer\":null,\"state\":\"nilai\",\"value\":25}"));
    pilkada_buffer_dispose(&out);
}

static void a_misshapen_value_is_named_where_a_rule_is_skipped(void **state) {
    (void)state;
    assert_int_equal(explain("U-10", NULL), PILKADA_OK);
    const pilkada_explained *entry = pilkada_explanation_at(explanation, 0);
    assert_int_equal(entry->outcome, PILKADA_OUTCOME_SKIPPED);
    assert_non_null(strstr(entry->reason_id, "salah tulis"));
    assert_int_equal(explain("F101", NULL), PILKADA_OK);
    entry = pilkada_explanation_at(explanation, 0);
    assert_int_equal(entry->outcome, PILKADA_OUTCOME_FAILS);
    assert_string_equal(entry->path, "/pemilih_dpt");
    assert_null(entry->expression);
}

static void an_unknown_rule_is_refused_and_the_last_answer_stays(void **state) {
    (void)state;
    pilkada_error error = PILKADA_ERROR_INIT;
    assert_int_equal(explain("U-6", NULL), PILKADA_OK);
    assert_int_equal(explain("U-66", &error), PILKADA_E_UNKNOWN);
    assert_string_equal(error.where, "rule");
    assert_int_equal(pilkada_explanation_count(explanation), 1);
    assert_string_equal(pilkada_explanation_at(explanation, 0)->code, "U-6");
    assert_int_equal(pilkada_rulebook_explain(rules, "{", 1, NULL, NULL, explanation, &error), PILKADA_E_SYNTAX);
    assert_string_equal(pilkada_explanation_at(explanation, 0)->code, "U-6");
}

static void nothing_is_answered_with_nothing(void **state) {
    (void)state;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    pilkada_explanation *fresh = pilkada_explanation_new(NULL, NULL);
    assert_int_equal(pilkada_rulebook_explain(NULL, "{}", 2, NULL, NULL, fresh, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_rulebook_explain(rules, NULL, 2, NULL, NULL, fresh, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_rulebook_explain(rules, "{}", 2, NULL, NULL, NULL, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_explanation_count(fresh), 0);
    assert_null(pilkada_explanation_at(fresh, 0));
    assert_int_equal(pilkada_explanation_write_json(fresh, &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_explanation_write_text(NULL, PILKADA_LANG_ID, &out, NULL), PILKADA_E_ARGUMENT);
    assert_null(pilkada_explanation_verdict(NULL));
    assert_string_equal(pilkada_outcome_name((pilkada_outcome)99), "");
    pilkada_explanation_free(fresh);
    pilkada_explanation_free(NULL);
}

static pilkada_status explain_with(const pilkada_allocator *allocator) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_buffer out;
    pilkada_buffer_init(&out, allocator);
    pilkada_explanation *self = pilkada_explanation_new(allocator, &error);
    if (self)
        pilkada_rulebook_explain(rules, short_report, sizeof short_report - 1, NULL, NULL, self, &error);
    if (!error.status)
        pilkada_explanation_write_json(self, &out, &error);
    if (!error.status)
        pilkada_explanation_write_text(self, PILKADA_LANG_EN, &out, &error);
    pilkada_explanation_free(self);
    pilkada_buffer_dispose(&out);
    return error.status;
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    failing_allocator_sweep(explain_with);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_example_of_every_rule_is_explained_as_it_is_judged),
        cmocka_unit_test(one_rule_gives_operands_difference_and_both_sentences),
        cmocka_unit_test(a_difference_is_grouped_for_people_and_exact_for_programs),
        cmocka_unit_test(a_computed_value_is_not_said_to_be_of_the_report),
        cmocka_unit_test(a_misshapen_value_is_named_where_a_rule_is_skipped),
        cmocka_unit_test(an_unknown_rule_is_refused_and_the_last_answer_stays),
        cmocka_unit_test(nothing_is_answered_with_nothing),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, open_rules, close_rules);
}
