/** @file draft_test.c  Drafts: what is there is judged, what is missing is counted by section. */
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

static int open_rules(void **state) {
    (void)state;
    rules = pilkada_rulebook_default(NULL, NULL);
    verdict = pilkada_verdict_new(NULL, NULL);
    return !rules || !verdict;
}

static int close_rules(void **state) {
    (void)state;
    pilkada_verdict_free(verdict);
    pilkada_rulebook_free(rules);
    return 0;
}

static pilkada_status judge(const char *text, bool draft) {
    pilkada_judge_options options = PILKADA_JUDGE_OPTIONS_INIT;
    options.draft = draft;
    return pilkada_rulebook_judge(rules, text, strlen(text), &options, verdict, NULL);
}

static size_t total_missing(void) {
    size_t missing = 0;
    for (size_t i = 0; i < pilkada_verdict_section_count(verdict); i++) {
        const pilkada_section_progress *section = pilkada_verdict_section(verdict, i);
        assert_int_equal(section->required, section->filled + section->missing_count);
        assert_true(strlen(section->title_id) > 0 && strlen(section->title_en) > 0);
        missing += section->missing_count;
    }
    return missing;
}

static bool is_missing(const char *path) {
    for (size_t i = 0; i < pilkada_verdict_section_count(verdict); i++) {
        const pilkada_section_progress *section = pilkada_verdict_section(verdict, i);
        for (size_t j = 0; j < section->missing_count; j++)
            if (strcmp(section->missing[j].path, path) == 0)
                return true;
    }
    return false;
}

static bool has_finding(const char *code) {
    for (size_t i = 0; i < pilkada_verdict_finding_count(verdict); i++)
        if (strcmp(pilkada_verdict_finding(verdict, i)->code, code) == 0)
            return true;
    return false;
}

/* ---- the final judgement is unchanged, and what it calls missing the draft lists ---- */

static const cJSON *member(const cJSON *tree, const char *name) {
    return cJSON_GetObjectItemCaseSensitive(tree, name);
}

static bool is_about_missing(const pilkada_finding *finding) {
    return strcmp(finding->code, "B-12") == 0 && strstr(finding->message_en, " is required");
}

/* Take fields out of a sound report, one after the other, down to nothing. */
static void expect_progress(cJSON *report) {
    size_t last = 0;
    char names[256][64];
    size_t count = 0;
    for (const cJSON *item = report->child; item && count < 256; item = item->next)
        if (strcmp(item->string, "form_id") != 0 && strcmp(item->string, "form_versi") != 0)
            snprintf(names[count++], sizeof *names, "%s", item->string);
    for (size_t i = 0; i < count; i++) {
        cJSON_DeleteItemFromObjectCaseSensitive(report, names[i]);
        char *text = cJSON_PrintUnformatted(report);
        assert_int_equal(judge(text, false), PILKADA_OK);
        assert_false(pilkada_verdict_is_draft(verdict));
        assert_int_equal(pilkada_verdict_section_count(verdict), 0);
        size_t wanted = 0;
        for (size_t j = 0; j < pilkada_verdict_finding_count(verdict); j++)
            wanted += is_about_missing(pilkada_verdict_finding(verdict, j));
        assert_int_equal(judge(text, true), PILKADA_OK);
        assert_true(pilkada_verdict_is_draft(verdict));
        size_t missing = total_missing();
        assert_true(missing >= wanted);
        for (size_t j = 0; j < pilkada_verdict_finding_count(verdict); j++)
            assert_false(is_about_missing(pilkada_verdict_finding(verdict, j)));
        assert_true(!missing || !pilkada_verdict_may_submit(verdict));
        last = missing;
        cJSON_free(text);
    }
    assert_true(last > 5);
}

static void a_report_taken_apart_is_never_broken_by_what_is_gone(void **state) {
    (void)state;
    for (size_t i = 0; i < pk_default_files_count; i++) {
        const pilkada_file *file = &pk_default_files[i];
        cJSON *form = strncmp(file->name, "forms/", 6) == 0 ? pilkada_json_parse(file->data, file->size, NULL) : NULL;
        const cJSON *head = form && member(form, "form") ? pk_rulebook_head_of(rules, form) : NULL;
        if (head) {
            cJSON *report = cJSON_Duplicate(member(head, "example"), true);
            const cJSON *item;
            cJSON_ArrayForEach(item, member(form, "example")) {
                cJSON_DeleteItemFromObjectCaseSensitive(report, item->string);
                cJSON_AddItemToObject(report, item->string, cJSON_Duplicate(item, true));
            }
            expect_progress(report);
            cJSON_Delete(report);
        }
        cJSON_Delete(form);
    }
}

/* ---- single cases ---- */

static void what_is_there_is_judged(void **state) {
    (void)state;
    assert_int_equal(judge("{\"form_id\":\"lap_tungsura\",\"jumlah_tps\":1453,\"tps_buka\":1400,\"tps_belum_buka\":43,"
                           "\"pemilih_dpt\":\"1.000\",\"tps_siluman\":1}",
                           true),
                     PILKADA_OK);
    assert_true(has_finding("U-6") && has_finding("F101") && has_finding("B-12"));
    assert_false(pilkada_verdict_valid(verdict));
    assert_false(is_missing("/tps_buka") || is_missing("/pemilih_dpt"));
    assert_true(is_missing("/nama_pelapor"));
}

static void a_value_that_a_rule_requires_is_missing_not_broken(void **state) {
    (void)state;
    static const char unsafe[] = "{\"form_id\":\"lap_tungsura\",\"situasi\":\"rawan\",\"tps_terkendala\":1}";
    assert_int_equal(judge(unsafe, false), PILKADA_OK);
    assert_true(has_finding("U-9"));
    assert_int_equal(judge(unsafe, true), PILKADA_OK);
    assert_false(has_finding("U-9"));
    assert_true(is_missing("/keterangan"));
}

static void options_of_an_older_size_have_no_draft(void **state) {
    (void)state;
    pilkada_judge_options options = PILKADA_JUDGE_OPTIONS_INIT;
    options.size = offsetof(pilkada_judge_options, draft);
    options.draft = true; /* beyond its end */
    assert_int_equal(pilkada_rulebook_judge(rules, "{\"form_id\":\"lap_tungsura\"}", 26, &options, verdict, NULL),
                     PILKADA_OK);
    assert_false(pilkada_verdict_is_draft(verdict));
    assert_null(pilkada_verdict_section(verdict, 0));
    assert_false(pilkada_verdict_is_draft(NULL));
}

static pilkada_status draft_with(const pilkada_allocator *allocator) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_judge_options options = PILKADA_JUDGE_OPTIONS_INIT;
    pilkada_verdict *own = pilkada_verdict_new(allocator, &error);
    options.draft = true;
    if (own)
        pilkada_rulebook_judge(rules, "{\"form_id\":\"lap_tungsura\"}", 26, &options, own, &error);
    pilkada_verdict_free(own);
    return error.status;
}

static void counting_may_run_out_of_memory(void **state) {
    (void)state;
    failing_allocator_sweep(draft_with);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_taken_apart_is_never_broken_by_what_is_gone),
        cmocka_unit_test(what_is_there_is_judged),
        cmocka_unit_test(a_value_that_a_rule_requires_is_missing_not_broken),
        cmocka_unit_test(options_of_an_older_size_have_no_draft),
        cmocka_unit_test(counting_may_run_out_of_memory),
    };
    return cmocka_run_group_tests(tests, open_rules, close_rules);
}
