/** @file changes_test.c  What one verdict on a report has and another has not. Versions side by side: tests/command. */
#include <stdio.h>
#include <string.h>

#include <pilkada/pilkada.h>

#include "failing_allocator.h"

static pilkada_rulebook *rules;
static pilkada_verdict *before, *after;

static int open_all(void **state) {
    (void)state;
    rules = pilkada_rulebook_default(NULL, NULL);
    before = pilkada_verdict_new(NULL, NULL);
    after = pilkada_verdict_new(NULL, NULL);
    return !rules || !before || !after;
}

static int close_all(void **state) {
    (void)state;
    pilkada_verdict_free(before);
    pilkada_verdict_free(after);
    pilkada_rulebook_free(rules);
    return 0;
}

/* As a draft, so that what is not there is no finding. `members` of a lap_tungsura. */
static void judge(pilkada_verdict *verdict, const char *members, const char *context) {
    char text[512];
    pilkada_judge_options options = PILKADA_JUDGE_OPTIONS_INIT;
    pilkada_context *given = context ? pilkada_context_parse(context, strlen(context), NULL, NULL) : NULL;
    options.context = given;
    options.draft = true;
    snprintf(text, sizeof text, "{\"form_id\":\"lap_tungsura\",\"form_versi\":\"2024.1\",%s}", members);
    assert_int_equal(pilkada_rulebook_judge(rules, text, strlen(text), &options, verdict, NULL), PILKADA_OK);
    pilkada_context_free(given);
}

static void expect(const char *json, const char *text) {
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_verdict_write_changes_json(before, after, &out, NULL), PILKADA_OK);
    const char *findings = strstr(out.data, "\"findings\":");
    assert_non_null(findings);
    assert_string_equal(findings, json);
    pilkada_buffer_clear(&out);
    assert_int_equal(pilkada_verdict_write_changes_text(before, after, PILKADA_LANG_EN, &out, NULL), PILKADA_OK);
    assert_string_equal(out.data, text);
    pilkada_buffer_dispose(&out);
}

static void the_same_findings_are_no_change(void **state) {
    (void)state;
    judge(before, "\"jumlah_tps\":10,\"tps_buka\":12,\"tps_belum_buka\":1", NULL);
    judge(after, "\"tps_belum_buka\":1,\"tps_buka\":12,\"jumlah_tps\":10", NULL);
    expect("\"findings\":[],\"not_judged\":{\"added\":[],\"removed\":[]}}",
           "  compared with version 2024.1: the same findings\n");
}

static void new_and_gone_findings_and_new_values_are_told(void **state) {
    (void)state;
    judge(before, "\"jumlah_tps\":10,\"tps_buka\":12,\"tps_belum_buka\":1,\"hoaks\":1", NULL);
    judge(after, "\"jumlah_tps\":10,\"tps_buka\":13,\"tps_belum_buka\":1,\"tps_selesai_pungut\":14", NULL);
    expect(
        "\"findings\":["
        "{\"change\":\"changed\",\"code\":\"U-6\",\"severity\":\"galat\",\"path\":\"/jumlah_tps\",\"message\":{"
        "\"id\":\"TPS buka (13) ditambah belum buka (1) tidak sama dengan jumlah TPS (10): lebih 4.\","
        "\"en\":\"Stations open (13) plus not yet open (1) do not equal all stations (10): 4 over.\"},\"members\":["
        "{\"member\":\"message\","
        "\"from\":{\"id\":\"TPS buka (12) ditambah belum buka (1) tidak sama dengan jumlah TPS (10): lebih 3.\","
        "\"en\":\"Stations open (12) plus not yet open (1) do not equal all stations (10): 3 over.\"},"
        "\"to\":{\"id\":\"TPS buka (13) ditambah belum buka (1) tidak sama dengan jumlah TPS (10): lebih 4.\","
        "\"en\":\"Stations open (13) plus not yet open (1) do not equal all stations (10): 4 over.\"}},"
        "{\"member\":\"operands\",\"from\":{\"tps_buka\":12,\"tps_belum_buka\":1,\"jumlah_tps\":10},"
        "\"to\":{\"tps_buka\":13,\"tps_belum_buka\":1,\"jumlah_tps\":10}},"
        "{\"member\":\"difference\",\"from\":3,\"to\":4}]},"
        "{\"change\":\"added\",\"code\":\"U-7\",\"severity\":\"galat\",\"path\":\"/tps_selesai_pungut\",\"message\":{"
        "\"id\":\"TPS selesai pemungutan (14) lebih banyak daripada TPS yang buka (13): lebih 1.\","
        "\"en\":\"More stations are done with polling (14) than are open (13): 1 over.\"},\"members\":[]},"
        "{\"change\":\"removed\",\"code\":\"B-12\",\"severity\":\"galat\",\"path\":\"/hoaks\",\"message\":{"
        "\"id\":\"Isian \\\"hoaks\\\" tidak dikenal formulir ini dan tidak dibaca.\",\"en\":\"This form knows no field "
        "\\\"hoaks\\\"; it was not read.\"},"
        "\"members\":[]}],\"not_judged\":{\"added\":[],\"removed\":[]}}",
        "  compared with version 2024.1: 1 new, 1 gone, 1 changed\n"
        "    changed: error U-6 /jumlah_tps: Stations open (13) plus not yet open (1) do not equal all stations (10): "
        "4 over.\n"
        "      operands: {\"tps_buka\":12,\"tps_belum_buka\":1,\"jumlah_tps\":10} -> "
        "{\"tps_buka\":13,\"tps_belum_buka\":1,\"jumlah_tps\":10}\n"
        "      difference: 3 -> 4\n"
        "    new: error U-7 /tps_selesai_pungut: More stations are done with polling (14) than are open (13): 1 over.\n"
        "    gone: error B-12 /hoaks: This form knows no field \"hoaks\"; it was not read.\n");
}

static void rules_that_are_judged_now_are_told(void **state) {
    (void)state;
    judge(before, "\"jumlah_tps\":10", NULL);
    judge(after, "\"jumlah_tps\":10", "{\"sebelumnya\":{},\"laporan\":[]}");
    expect("\"findings\":[],\"not_judged\":{\"added\":[],\"removed\":[\"B-7\",\"U-1\"]}}",
           "  compared with version 2024.1: the same findings\n    judged now: B-7, U-1\n");
    pilkada_verdict *swapped = before;
    before = after;
    after = swapped;
    expect("\"findings\":[],\"not_judged\":{\"added\":[\"B-7\",\"U-1\"],\"removed\":[]}}",
           "  compared with version 2024.1: the same findings\n    no longer judged: B-7, U-1\n");
}

static void a_finding_with_another_sentence_is_changed(void **state) {
    (void)state;
    judge(before, "\"x\":1,\"jumlah_tps\":\"10\"", NULL);
    judge(after, "\"jumlah_tps\":\"11\"", NULL);
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_verdict_write_changes_text(before, after, PILKADA_LANG_ID, &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data, "0 temuan baru, 1 hilang, 1 berubah\n    berubah: galat F101 /jumlah_tps"));
    pilkada_buffer_dispose(&out);
}

static pilkada_status write_both(const pilkada_allocator *allocator) {
    pilkada_buffer out;
    pilkada_buffer_init(&out, allocator);
    pilkada_status status = pilkada_verdict_write_changes_json(before, after, &out, NULL);
    size_t size = out.size;
    assert_true(status ? size == 0 : size > 500);
    if (!status)
        status = pilkada_verdict_write_changes_text(before, after, PILKADA_LANG_ID, &out, NULL);
    assert_true(status ? out.size == size : out.size > size + 200);
    pilkada_buffer_dispose(&out);
    return status;
}

static void lack_of_memory_is_told_and_leaves_the_buffer_as_it_was(void **state) {
    (void)state;
    judge(before, "\"jumlah_tps\":10,\"tps_buka\":12,\"tps_belum_buka\":1,\"hoaks\":1", NULL);
    judge(after, "\"jumlah_tps\":10,\"tps_buka\":13,\"tps_belum_buka\":1,\"tps_selesai_pungut\":14", NULL);
    failing_allocator_sweep(write_both);
}

static void two_judged_verdicts_are_needed(void **state) {
    (void)state;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_verdict *fresh = pilkada_verdict_new(NULL, NULL);
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_verdict_write_changes_json(fresh, after, &out, &error), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_verdict_write_changes_json(before, fresh, &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_verdict_write_changes_text(NULL, after, PILKADA_LANG_ID, &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_verdict_write_changes_text(before, after, PILKADA_LANG_ID, NULL, NULL),
                     PILKADA_E_ARGUMENT);
    assert_non_null(strstr(error.detail, "two verdicts"));
    pilkada_verdict_free(fresh);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_findings_are_no_change),
        cmocka_unit_test(new_and_gone_findings_and_new_values_are_told),
        cmocka_unit_test(rules_that_are_judged_now_are_told),
        cmocka_unit_test(a_finding_with_another_sentence_is_changed),
        cmocka_unit_test(lack_of_memory_is_told_and_leaves_the_buffer_as_it_was),
        cmocka_unit_test(two_judged_verdicts_are_needed),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
