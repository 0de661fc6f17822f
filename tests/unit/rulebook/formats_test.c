/** @file formats_test.c  Verdicts as ESS reports and SARIF, and the order of findings. */
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

static pilkada_rulebook *rules;

static int open_rules(void **state) {
    (void)state;
    rules = pilkada_rulebook_default(NULL, NULL);
    return !rules;
}

static int close_rules(void **state) {
    (void)state;
    pilkada_rulebook_free(rules);
    return 0;
}

static const char report[] =
    "{\"id\":\"r\\\"1\",\"form_id\":\"lap_tungsura\",\"form_versi\":\"2024.1\",\"jumlah_tps\":1453,"
    "\"tps_buka\":1400,\"tps_belum_buka\":43,\"pemilih_dpt\":\"1.000\",\"situasi\":\"gawat\","
    "\"kurang_tinta\":2000,\"tanggal_laporan\":\"2024-02-30\"}";

static void nothing_is_written_before_a_judgement(void **state) {
    (void)state;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    pilkada_format_options options = PILKADA_FORMAT_OPTIONS_INIT;
    pilkada_verdict *verdict = pilkada_verdict_new(NULL, NULL);
    pilkada_explanation *explanation = pilkada_explanation_new(NULL, NULL);
    assert_int_equal(pilkada_verdict_write_sarif(NULL, NULL, &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_verdict_write_sarif_run(verdict, &options, &out, NULL), PILKADA_E_ARGUMENT);
    options.at = 0;
    assert_int_equal(pilkada_explanation_write_ess(explanation, &options, &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_rulebook_explain(rules, report, strlen(report), NULL, NULL, explanation, NULL),
                     PILKADA_OK);
    assert_int_equal(pilkada_explanation_write_ess(explanation, NULL, &out, NULL), PILKADA_E_ARGUMENT);
    options.at = PILKADA_NO_INSTANT;
    assert_int_equal(pilkada_explanation_write_ess(explanation, &options, &out, NULL), PILKADA_E_ARGUMENT);
    options.at = 0;
    assert_int_equal(pilkada_explanation_write_ess(explanation, &options, &out, NULL), PILKADA_OK);
    cJSON *tree = cJSON_Parse(out.data);
    assert_true(cJSON_IsArray(tree));
    assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(cJSON_GetArrayItem(tree, 0), "id")), "r\"1/1");
    cJSON_Delete(tree);
    pilkada_explanation_free(explanation);
    pilkada_verdict_free(verdict);
    pilkada_buffer_dispose(&out);
}

static pilkada_status write_with(const pilkada_allocator *allocator) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_format_options options = PILKADA_FORMAT_OPTIONS_INIT;
    pilkada_buffer out;
    pilkada_buffer_init(&out, allocator);
    pilkada_explanation *self = pilkada_explanation_new(NULL, NULL);
    options.at = 0;
    options.uri = "a b.json";
    pilkada_rulebook_explain(rules, report, strlen(report), NULL, NULL, self, &error);
    if (!error.status)
        pilkada_verdict_write_sarif(pilkada_explanation_verdict(self), &options, &out, &error);
    if (!error.status)
        pilkada_explanation_write_ess(self, &options, &out, &error);
    pilkada_explanation_free(self);
    pilkada_buffer_dispose(&out);
    return error.status;
}

static void writing_may_run_out_of_memory(void **state) {
    (void)state;
    failing_allocator memory = {.failed = true};
    for (size_t n = 0; memory.failed; n++) {
        failing_allocator_start(&memory, n, FAIL_ONCE);
        pilkada_status status = write_with(&memory.allocator);
        assert_int_equal(status, memory.failed ? PILKADA_E_NOMEM : PILKADA_OK);
        assert_int_equal(memory.live, 0);
    }
}

/* ---- findings keep their order, whatever the order of the report ---- */

static char *verdict_of(const cJSON *tree) {
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    pilkada_verdict *verdict = pilkada_verdict_new(NULL, NULL);
    char *text = cJSON_PrintUnformatted(tree);
    assert_int_equal(pilkada_rulebook_judge(rules, text, strlen(text), NULL, verdict, NULL), PILKADA_OK);
    assert_int_equal(pilkada_verdict_write_json(verdict, &out, NULL), PILKADA_OK);
    for (size_t i = 1; i < pilkada_verdict_finding_count(verdict); i++)
        assert_true(pilkada_verdict_finding(verdict, i - 1)->severity >= pilkada_verdict_finding(verdict, i)->severity);
    assert_true(pilkada_verdict_finding_count(verdict) > 10);
    char *copy = malloc(out.size + 1);
    memcpy(copy, out.data, out.size + 1);
    cJSON_free(text);
    pilkada_verdict_free(verdict);
    pilkada_buffer_dispose(&out);
    return copy;
}

static void findings_do_not_follow_the_order_of_the_report(void **state) {
    (void)state;
    cJSON *tree = cJSON_Parse(report);
    char *first = verdict_of(tree);
    for (int i = 0, count = cJSON_GetArraySize(tree); i < count; i++) { /* every rotation, and the reverse of each */
        cJSON *moved = cJSON_DetachItemFromArray(tree, 0), *reversed = cJSON_CreateObject();
        cJSON_AddItemToObject(tree, moved->string, moved);
        for (int j = count; j > 0; j--) {
            const cJSON *item = cJSON_GetArrayItem(tree, j - 1);
            cJSON_AddItemToObject(reversed, item->string, cJSON_Duplicate(item, true));
        }
        char *forward = verdict_of(tree), *backward = verdict_of(reversed);
        assert_string_equal(first, forward);
        assert_string_equal(first, backward);
        free(forward);
        free(backward);
        cJSON_Delete(reversed);
    }
    free(first);
    cJSON_Delete(tree);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_written_before_a_judgement),
        cmocka_unit_test(writing_may_run_out_of_memory),
        cmocka_unit_test(findings_do_not_follow_the_order_of_the_report),
    };
    return cmocka_run_group_tests(tests, open_rules, close_rules);
}
