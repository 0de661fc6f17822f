/** @file recaps.c  Cases of recap. */
#include "conformance.h"

static cJSON *patched_report(const test_case *test, const cJSON *patch) {
    return report_of(&(test_case){.name = test->name, .input = patch, .templates = test->templates});
}

/* The first `count` reports of the case; all with -1. */
static pilkada_reports *reports_of(const test_case *test, int count, pilkada_status *status) {
    pilkada_reports *reports = pilkada_reports_new(NULL, NULL);
    const cJSON *item;
    cJSON_ArrayForEach(item, member(test->input, "reports")) {
        cJSON *report = count-- ? patched_report(test, item) : NULL;
        char *text = report ? cJSON_PrintUnformatted(report) : NULL;
        cJSON_Delete(report);
        if (!text)
            break;
        if (!*status)
            *status = pilkada_reports_add_json(reports, text, strlen(text), NULL);
        cJSON_free(text);
    }
    return reports;
}

static pilkada_status recap_query_of(const test_case *test, const char *date, pilkada_recap_query *query) {
    const char *now = text_member(test->input, "now");
    *query = (pilkada_recap_query)PILKADA_RECAP_QUERY_INIT;
    query->form = text_member(test->input, "form");
    query->version = text_member(test->input, "version");
    query->region = text_member(test->input, "region");
    query->reporter = text_member(test->input, "reporter");
    query->approved_only = cJSON_IsTrue(member(test->input, "approved"));
    query->judged = cJSON_IsTrue(member(test->input, "judged"));
    pilkada_status status = pilkada_date_parse(date, strlen(date), &query->date, NULL);
    return status || !now ? status : pilkada_instant_parse(now, strlen(now), &query->now, NULL, NULL);
}

/* Recap the first `count` reports into `out`. */
static pilkada_status recap_into(const test_case *test, int count, const char *date, const pilkada_buffer *previous,
                                 pilkada_buffer *out) {
    pilkada_recap_query query;
    pilkada_status status = recap_query_of(test, date, &query);
    pilkada_reports *reports = reports_of(test, count, &status);
    pilkada_recap *recap = pilkada_recap_new(NULL, NULL);
    query.previous = previous ? previous->data : NULL;
    query.previous_size = previous ? previous->size : 0;
    if (!status)
        status = pilkada_rulebook_recap(rules, &query, reports, recap, NULL);
    if (!status)
        status = pilkada_recap_write_json(recap, out, NULL);
    pilkada_recap_free(recap);
    pilkada_reports_free(reports);
    return status;
}

static void check_recap(const test_case *test, const cJSON *recap) {
    static const char *const objects[] = {"recap", "coverage", "report"};
    const cJSON *place, *codes = member(test->expect, "findings"), *findings = member(recap, "findings");
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++)
        compare(test, member(test->expect, objects[i]), member(recap, objects[i]));
    cJSON_ArrayForEach(place, member(recap, "places"))
        compare(test, member(member(test->expect, "places"), text_member(place, "region")), place);
    compare_lists(test, "differences", member(recap, "differences"));
    for (int i = 0; codes && (i < cJSON_GetArraySize(codes) || i < cJSON_GetArraySize(findings)); i++)
        assert_string_equal(text_member(cJSON_GetArrayItem(findings, i), "code"),
                            cJSON_GetStringValue(cJSON_GetArrayItem(codes, i)));
}

void run_recap(const test_case *test) {
    const cJSON *count = member(test->input, "before");
    const char *date = text_member(test->input, "date"), *earlier = text_member(test->input, "before_date");
    pilkada_buffer before, out;
    pilkada_buffer_init(&before, NULL);
    pilkada_buffer_init(&out, NULL);
    if (count)
        assert_int_equal(recap_into(test, count->valueint, earlier ? earlier : date, NULL, &before), PILKADA_OK);
    if (!failed_as_expected(test, recap_into(test, -1, date, count ? &before : NULL, &out))) {
        cJSON *tree = answer(&out);
        check_recap(test, tree);
        cJSON_Delete(tree);
    }
    pilkada_buffer_dispose(&before);
    pilkada_buffer_dispose(&out);
}
