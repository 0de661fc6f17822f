/** @file windows.c  Cases of window, status, next and grid. */
#include "conformance.h"

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

void run_window(const test_case *test) {
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

void run_grid(const test_case *test) {
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

void run_status(const test_case *test) {
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

void run_next(const test_case *test) {
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
