/**
 * @file conformance_test.c  The conformance cases in C, through the public interface only.
 *
 *     conformance_test OUTPUT.jsonl FILE.json…
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

static pilkada_rulebook *rules;
static FILE *output;
static char **paths;
static int path_count;

typedef struct test_case {
    const char *name;
    const cJSON *input, *expect, *templates;
} test_case;

static const cJSON *member(const cJSON *object, const char *name) {
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

static const char *text_member(const cJSON *object, const char *name) {
    return cJSON_GetStringValue(member(object, name));
}

/* ---- answers ---- */

static void put_line(const char *line) {
    fprintf(output, "%s\n", line);
}

static cJSON *answer(pilkada_buffer *out) {
    put_line(out->data);
    cJSON *tree = cJSON_ParseWithLength(out->data, out->size); /* operands may hold numbers that our trees refuse */
    assert_non_null(tree);
    return tree;
}

/* Expected to fail? Then the status must be the one that is named. */
static bool failed_as_expected(const test_case *test, pilkada_status status) {
    const char *expected = text_member(test->expect, "error");
    if (status)
        put_line(pilkada_status_name(status));
    if (!expected && !status)
        return false;
    if (!expected || strcmp(expected, pilkada_status_name(status)) != 0)
        fail_msg("%s: %s, expected %s", test->name, pilkada_status_name(status), expected ? expected : "an answer");
    return true;
}

/* Each expected member must be there and equal; "id" of a finding is a part of its Indonesian sentence. */
static void compare(const test_case *test, const cJSON *expected, const cJSON *found) {
    const cJSON *want;
    cJSON_ArrayForEach(want, expected) {
        const cJSON *have = member(found, want->string);
        const cJSON *message = member(found, "message");
        if (message && strcmp(want->string, "id") == 0) {
            if (!strstr(text_member(message, "id"), want->valuestring))
                fail_msg("%s: \"%s\" is not in \"%s\"", test->name, want->valuestring, text_member(message, "id"));
        } else if (!have || !cJSON_Compare(want, have, true)) {
            char *text = have ? cJSON_PrintUnformatted(have) : NULL;
            fail_msg("%s: %s is %s", test->name, want->string, text ? text : "missing");
        }
    }
}

static void compare_lists(const test_case *test, const char *name, const cJSON *found) {
    const cJSON *expected = member(test->expect, name);
    if (!expected)
        return;
    if (cJSON_GetArraySize(expected) != cJSON_GetArraySize(found)) {
        char *text = cJSON_PrintUnformatted(found);
        fail_msg("%s: %d %s, expected %d: %s", test->name, cJSON_GetArraySize(found), name,
                 cJSON_GetArraySize(expected), text);
    }
    for (int i = 0; i < cJSON_GetArraySize(expected); i++)
        compare(test, cJSON_GetArrayItem(expected, i), cJSON_GetArrayItem(found, i));
}

/* ---- judge ---- */

static cJSON *report_of(const test_case *test) {
    const cJSON *given = member(test->input, "report"), *name = member(test->input, "template"), *item;
    cJSON *report = cJSON_Duplicate(given ? given : member(test->templates, name->valuestring), true);
    cJSON_ArrayForEach(item, member(test->input, "remove"))
        cJSON_DeleteItemFromObjectCaseSensitive(report, item->valuestring);
    cJSON_ArrayForEach(item, member(test->input, "set")) {
        cJSON *copy = cJSON_Duplicate(item, true);
        if (!cJSON_ReplaceItemInObjectCaseSensitive(report, item->string, copy))
            cJSON_AddItemToObject(report, item->string, copy);
    }
    return report;
}

static void check_verdict(const test_case *test, const cJSON *verdict) {
    static const char *const plain[] = {"valid", "may_submit", "not_judged", "computed", "form", "version"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        const cJSON *want = member(test->expect, plain[i]);
        if (want && !cJSON_Compare(want, member(verdict, plain[i]), true)) {
            char *text = cJSON_PrintUnformatted(verdict);
            fail_msg("%s: %s: %s", test->name, plain[i], text);
        }
    }
    compare_lists(test, "findings", member(verdict, "findings"));
}

/* The tree of the same report must give the same bytes. */
static void judge_tree_too(const test_case *test, const cJSON *report, const pilkada_judge_options *options,
                           const char *bytes) {
    pilkada_verdict *verdict = pilkada_verdict_new(NULL, NULL);
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_rulebook_judge_tree(rules, report, options, verdict, NULL), PILKADA_OK);
    assert_int_equal(pilkada_verdict_write_json(verdict, &out, NULL), PILKADA_OK);
    if (strcmp(out.data, bytes) != 0)
        fail_msg("%s: the tree is judged otherwise: %s", test->name, out.data);
    pilkada_buffer_dispose(&out);
    pilkada_verdict_free(verdict);
}

static pilkada_context *context_of(const test_case *test) {
    const cJSON *given = member(test->input, "context");
    char *text = given ? cJSON_PrintUnformatted(given) : NULL;
    pilkada_context *context = text ? pilkada_context_parse(text, strlen(text), NULL, NULL) : NULL;
    cJSON_free(text);
    return context;
}

/* What a case gives to judge() and explain(). */
typedef struct call {
    cJSON *report;
    char *printed;
    const char *text;
    pilkada_context *context;
    pilkada_judge_options options;
} call;

static call call_of(const test_case *test) {
    call self = {.text = text_member(test->input, "text"), .options = PILKADA_JUDGE_OPTIONS_INIT};
    if (!self.text) {
        self.report = report_of(test);
        self.text = self.printed = cJSON_PrintUnformatted(self.report);
    }
    self.options.form = text_member(test->input, "form");
    self.options.version = text_member(test->input, "version");
    self.options.context = self.context = context_of(test);
    self.options.draft = cJSON_IsTrue(member(test->input, "draft"));
    return self;
}

static void end_call(call *self) {
    pilkada_context_free(self->context);
    cJSON_free(self->printed);
    cJSON_Delete(self->report);
}

static void run_judge(const test_case *test) {
    call given = call_of(test);
    pilkada_verdict *verdict = pilkada_verdict_new(NULL, NULL);
    pilkada_status status =
        pilkada_rulebook_judge(rules, given.text, strlen(given.text), &given.options, verdict, NULL);
    if (!failed_as_expected(test, status)) {
        pilkada_buffer out;
        pilkada_buffer_init(&out, NULL);
        assert_int_equal(pilkada_verdict_write_json(verdict, &out, NULL), PILKADA_OK);
        cJSON *tree = answer(&out);
        check_verdict(test, tree);
        if (given.report)
            judge_tree_too(test, given.report, &given.options, out.data);
        cJSON_Delete(tree);
        pilkada_buffer_dispose(&out);
    }
    pilkada_verdict_free(verdict);
    end_call(&given);
}

static void run_explain(const test_case *test) {
    call given = call_of(test);
    pilkada_explanation *explanation = pilkada_explanation_new(NULL, NULL);
    pilkada_status status = pilkada_rulebook_explain(rules, given.text, strlen(given.text), &given.options,
                                                     text_member(test->input, "rule"), explanation, NULL);
    if (!failed_as_expected(test, status)) {
        pilkada_buffer out;
        pilkada_buffer_init(&out, NULL);
        assert_int_equal(pilkada_explanation_write_json(explanation, &out, NULL), PILKADA_OK);
        cJSON *tree = answer(&out);
        compare_lists(test, "rules", member(tree, "rules"));
        cJSON_Delete(tree);
        pilkada_buffer_dispose(&out);
    }
    pilkada_explanation_free(explanation);
    end_call(&given);
}

/* ---- window ---- */

static pilkada_receipts *receipts_of(const test_case *test, pilkada_status *status) {
    pilkada_receipts *receipts = pilkada_receipts_new(NULL, NULL);
    const cJSON *item;
    cJSON_ArrayForEach(item, member(test->input, "receipts")) {
        char *text = cJSON_PrintUnformatted(item);
        if (!*status)
            *status = pilkada_receipts_add_json(receipts, text, strlen(text), NULL);
        cJSON_free(text);
    }
    return receipts;
}

static pilkada_status query_of(const test_case *test, pilkada_window_query *query, const char **codes) {
    const char *from = text_member(test->input, "from"), *until = text_member(test->input, "until"),
               *now = text_member(test->input, "now");
    const cJSON *regions = member(test->input, "regions"), *item;
    *query = (pilkada_window_query)PILKADA_WINDOW_QUERY_INIT;
    query->schedule = text_member(test->input, "schedule");
    cJSON_ArrayForEach(item, regions) codes[query->region_count++] = item->valuestring;
    query->regions = regions ? codes : NULL;
    pilkada_status status = pilkada_date_parse(from, strlen(from), &query->from, NULL);
    if (!status)
        status = pilkada_date_parse(until, strlen(until), &query->until, NULL);
    return status ? status : pilkada_instant_parse(now, strlen(now), &query->now, NULL, NULL);
}

static void check_board(const test_case *test, const pilkada_board *board) {
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    size_t found = 0;
    const cJSON *cells = member(test->expect, "cells");
    for (size_t i = 0; i < pilkada_board_count(board); i++) {
        pilkada_buffer_clear(&out);
        assert_int_equal((cJSON_IsTrue(member(test->input, "detail"))
                              ? pilkada_board_write_detail_json
                              : pilkada_board_write_cell_json)(board, i, &out, NULL),
                         PILKADA_OK);
        cJSON *cell = answer(&out);
        const cJSON *want = member(cells, text_member(cell, "region"));
        found += want != NULL;
        compare(test, want, cell);
        cJSON_Delete(cell);
    }
    if (cells && found != (size_t)cJSON_GetArraySize(cells))
        fail_msg("%s: %zu of the expected cells", test->name, found);
    pilkada_buffer_clear(&out);
    assert_int_equal(pilkada_board_write_summary_json(board, &out, NULL), PILKADA_OK);
    cJSON *summary = answer(&out);
    compare(test, member(test->expect, "summary"), member(summary, "summary"));
    cJSON_Delete(summary);
    pilkada_buffer_dispose(&out);
}

static void run_window(const test_case *test) {
    const char *codes[64];
    pilkada_window_query query;
    pilkada_status status = query_of(test, &query, codes);
    pilkada_receipts *receipts = receipts_of(test, &status);
    pilkada_board *board = pilkada_board_new(NULL, NULL);
    if (!status)
        status = pilkada_rulebook_board(rules, &query, receipts, board, NULL);
    if (!failed_as_expected(test, status))
        check_board(test, board);
    pilkada_board_free(board);
    pilkada_receipts_free(receipts);
}

/* Rows of [seconds, place] or [seconds, place, key]. */
static pilkada_status add_rows(const test_case *test, pilkada_grid *grid, pilkada_instant now) {
    pilkada_status status = PILKADA_OK;
    const cJSON *item;
    cJSON_ArrayForEach(item, member(test->input, "rows")) {
        int64_t at = (int64_t)cJSON_GetArrayItem(item, 0)->valuedouble;
        int32_t place = (int32_t)cJSON_GetArrayItem(item, 1)->valuedouble;
        const cJSON *number = cJSON_GetArrayItem(item, 2);
        uint64_t key = number ? (uint64_t)number->valuedouble : 0;
        pilkada_grid_rows row = PILKADA_GRID_ROWS_INIT;
        row.at = &at;
        row.region = &place;
        row.key = key ? &key : NULL;
        row.count = 1;
        if (!status)
            status = pilkada_grid_add(grid, &row, now, NULL);
    }
    return status;
}

/* All states as digits, '-' for a date without a window, then the summary. */
static void check_grid(const test_case *test, const pilkada_grid *grid, pilkada_instant now) {
    uint8_t states[4096];
    char line[4097];
    size_t count = pilkada_grid_region_count(grid) * pilkada_grid_day_count(grid);
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_grid_states(grid, now, states, sizeof states, NULL), PILKADA_OK);
    for (size_t i = 0; i < count; i++)
        line[i] = (char)(states[i] == 255 ? '-' : '0' + states[i]);
    line[count] = '\0';
    put_line(line);
    if (member(test->expect, "states"))
        assert_string_equal(line, text_member(test->expect, "states"));
    assert_int_equal(pilkada_grid_write_summary_json(grid, now, &out, NULL), PILKADA_OK);
    cJSON *tree = answer(&out);
    compare(test, member(test->expect, "summary"), member(tree, "summary"));
    cJSON_Delete(tree);
    pilkada_buffer_dispose(&out);
}

static void run_grid(const test_case *test) {
    const char *codes[64];
    pilkada_window_query asked;
    pilkada_grid_query query = PILKADA_GRID_QUERY_INIT;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_status status = query_of(test, &asked, codes);
    query.schedule = asked.schedule;
    query.from = asked.from;
    query.until = asked.until;
    query.regions = codes;
    query.region_count = asked.region_count;
    pilkada_grid *grid = status ? NULL : pilkada_grid_new(rules, &query, NULL, &error);
    if (!grid)
        status = status ? status : error.status;
    else
        status = add_rows(test, grid, asked.now);
    if (!failed_as_expected(test, status))
        check_grid(test, grid, asked.now);
    pilkada_grid_free(grid);
}

static void run_status(const test_case *test) {
    const char *at = text_member(test->input, "at");
    pilkada_instant instant;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    pilkada_status status = pilkada_instant_parse(at, strlen(at), &instant, NULL, NULL);
    if (!status)
        status = pilkada_rulebook_write_window_json(rules, text_member(test->input, "schedule"),
                                                    text_member(test->input, "region"), instant, &out, NULL);
    if (!failed_as_expected(test, status)) {
        cJSON *tree = answer(&out);
        compare(test, test->expect, tree);
        cJSON_Delete(tree);
    }
    pilkada_buffer_dispose(&out);
}

static void run_next(const test_case *test) {
    const char *at = text_member(test->input, "at"), *schedule = text_member(test->input, "schedule");
    const cJSON *count = member(test->input, "count"), *windows = member(test->expect, "windows");
    pilkada_instant instant;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    pilkada_status status = pilkada_instant_parse(at, strlen(at), &instant, NULL, NULL);
    if (!status)
        status = pilkada_rulebook_write_next_json(rules, schedule ? schedule : "jateng.dinihari",
                                                  text_member(test->input, "region"), instant,
                                                  count ? (size_t)count->valueint : 1, &out, NULL);
    int found = 0;
    if (!failed_as_expected(test, status)) {
        for (char *line = out.size ? strtok(out.data, "\n") : NULL; line; line = strtok(NULL, "\n")) {
            put_line(line);
            cJSON *tree = cJSON_Parse(line);
            compare(test, cJSON_GetArrayItem(windows, found++), tree);
            cJSON_Delete(tree);
        }
        assert_int_equal(found, cJSON_GetArraySize(windows));
    }
    pilkada_buffer_dispose(&out);
}

/* ---- recap ---- */

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

static void run_recap(const test_case *test) {
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

/* ---- formats of others ---- */

static void check_text(const test_case *test, const pilkada_buffer *out) {
    const cJSON *part;
    put_line(out->data);
    cJSON_ArrayForEach(part, member(test->expect, "contains")) {
        if (!strstr(out->data, part->valuestring))
            fail_msg("%s: %s is not in %s", test->name, part->valuestring, out->data);
    }
}

static pilkada_format_options format_of(const test_case *test) {
    const cJSON *line = member(test->input, "line");
    const char *lang = text_member(test->input, "lang");
    pilkada_format_options options = PILKADA_FORMAT_OPTIONS_INIT;
    options.uri = text_member(test->input, "uri");
    options.line = line ? (uint32_t)line->valueint : 0;
    options.lang = lang && strcmp(lang, "en") == 0 ? PILKADA_LANG_EN : PILKADA_LANG_ID;
    options.actor = text_member(test->input, "actor");
    return options;
}

static void run_sarif(const test_case *test) {
    call given = call_of(test);
    pilkada_format_options options = format_of(test);
    pilkada_verdict *verdict = pilkada_verdict_new(NULL, NULL);
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    pilkada_status status =
        pilkada_rulebook_judge(rules, given.text, strlen(given.text), &given.options, verdict, NULL);
    if (!status)
        status = pilkada_verdict_write_sarif(verdict, &options, &out, NULL);
    if (!failed_as_expected(test, status))
        check_text(test, &out);
    pilkada_buffer_dispose(&out);
    pilkada_verdict_free(verdict);
    end_call(&given);
}

static void run_ess(const test_case *test) {
    call given = call_of(test);
    pilkada_format_options options = format_of(test);
    pilkada_explanation *explanation = pilkada_explanation_new(NULL, NULL);
    const char *at = text_member(test->input, "at");
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    pilkada_status status = pilkada_instant_parse(at, strlen(at), &options.at, &options.offset, NULL);
    if (!status)
        status =
            pilkada_rulebook_explain(rules, given.text, strlen(given.text), &given.options, NULL, explanation, NULL);
    if (!status)
        status = pilkada_explanation_write_ess(explanation, &options, &out, NULL);
    if (!failed_as_expected(test, status))
        check_text(test, &out);
    pilkada_buffer_dispose(&out);
    pilkada_explanation_free(explanation);
    end_call(&given);
}

/* ---- screen, region ---- */

static size_t bytes_of(const test_case *test, char *bytes, size_t capacity) {
    const char *hex = text_member(test->input, "hex"), *text = text_member(test->input, "text");
    size_t size = hex ? strlen(hex) / 2 : strlen(text);
    assert_true(size < capacity);
    if (text)
        memcpy(bytes, text, size);
    for (size_t i = 0; hex && i < size; i++) {
        unsigned byte;
        assert_int_equal(sscanf(hex + 2 * i, "%2x", &byte), 1);
        bytes[i] = (char)byte;
    }
    return size;
}

static void run_screen(const test_case *test) {
    char bytes[4096];
    size_t size = bytes_of(test, bytes, sizeof bytes);
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.id = test->name;
    options.normal = true;
    pilkada_screening *screening = pilkada_screening_new(NULL, NULL);
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_rulebook_screen(rules, bytes, size, &options, screening, NULL), PILKADA_OK);
    assert_int_equal(pilkada_screening_write_json(screening, &out, NULL), PILKADA_OK);
    cJSON *tree = answer(&out);
    const cJSON *level = member(test->expect, "level"), *score = member(test->expect, "score"),
                *suppressed = member(test->expect, "suppressed");
    if (level && !cJSON_Compare(level, member(tree, "level"), true))
        fail_msg("%s: %s", test->name, out.data);
    if (score && !cJSON_Compare(score, member(tree, "score"), true))
        fail_msg("%s: %s", test->name, out.data);
    if (suppressed)
        assert_int_equal(cJSON_GetArraySize(member(tree, "suppressed")), suppressed->valueint);
    compare_lists(test, "hits", member(tree, "hits"));
    cJSON_Delete(tree);
    pilkada_buffer_dispose(&out);
    pilkada_screening_free(screening);
}

static void run_region(const test_case *test) {
    const char *code = text_member(test->input, "code");
    const pilkada_region *region = pilkada_rulebook_region(rules, code, strlen(code));
    if (!region) {
        put_line("null");
        if (!cJSON_IsNull(test->expect))
            fail_msg("%s: no such region", test->name);
        return;
    }
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_region_write_json(region, &out, NULL), PILKADA_OK);
    cJSON *tree = answer(&out);
    compare(test, test->expect, tree);
    cJSON_Delete(tree);
    pilkada_buffer_dispose(&out);
}

/* ---- files ---- */

static const struct kind {
    const char *name;
    void (*run)(const test_case *);
} kinds[] = {{"judge", run_judge},   {"explain", run_explain}, {"window", run_window}, {"status", run_status},
             {"screen", run_screen}, {"region", run_region},   {"next", run_next},     {"sarif", run_sarif},
             {"ess", run_ess},       {"recap", run_recap},     {"grid", run_grid}};

static void run_case(const test_case *test) {
    const char *kind = text_member(test->input, "kind");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, kind) == 0) {
            kinds[i].run(test);
            return;
        }
    fail_msg("%s: unknown kind %s", test->name, kind);
}

static cJSON *read_cases(const char *path) {
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = malloc(1u << 20);
    size_t size = fread(text, 1, 1u << 20, file);
    fclose(file);
    pilkada_error error = PILKADA_ERROR_INIT;
    cJSON *tree = pilkada_json_parse(text, size, &error);
    if (!tree)
        fail_msg("%s:%u:%u: %s", path, error.line, error.column, error.detail);
    free(text);
    return tree;
}

static void all_cases_hold(void **state) {
    (void)state;
    int count = 0;
    for (int i = 0; i < path_count; i++) {
        cJSON *tree = read_cases(paths[i]);
        const cJSON *item;
        cJSON_ArrayForEach(item, member(tree, "cases")) {
            run_case(&(test_case){text_member(item, "name"), item, member(item, "expect"), member(tree, "templates")});
            count++;
        }
        cJSON_Delete(tree);
    }
    print_message("%d conformance cases\n", count);
    assert_true(count > 0);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_cases_hold)};
    if (argc < 3 || !(output = fopen(argv[1], "wb")))
        return 2;
    paths = argv + 2;
    path_count = argc - 2;
    rules = pilkada_rulebook_default(NULL, NULL);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    pilkada_rulebook_free(rules);
    return fclose(output) || failed;
}
