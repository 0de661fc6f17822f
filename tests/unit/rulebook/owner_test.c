/* Answers and the rulebook that they came from may be freed in any order. */
#include <pilkada/pilkada.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char report[] = "{\"form_id\":\"lap_tungsura\",\"id\":\"r-1\",\"jumlah_tps\":10,\"tps_buka\":9}";

static void judge(pilkada_rulebook *rules, pilkada_verdict *verdict) {
    assert_int_equal(pilkada_rulebook_judge(rules, report, sizeof report - 1, NULL, verdict, NULL), PILKADA_OK);
}

static void verdicts_outlive_their_rulebook(void **state) {
    (void)state;
    pilkada_rulebook *first = pilkada_rulebook_default(NULL, NULL), *second = pilkada_rulebook_default(NULL, NULL);
    pilkada_verdict *verdict = pilkada_verdict_new(NULL, NULL);
    pilkada_buffer before, after;
    pilkada_buffer_init(&before, NULL);
    pilkada_buffer_init(&after, NULL);
    judge(first, verdict);
    judge(second, verdict); /* lets go of the first one */
    assert_int_equal(pilkada_verdict_write_text(verdict, PILKADA_LANG_ID, &before, NULL), PILKADA_OK);
    pilkada_rulebook_free(first);
    judge(second, verdict);
    pilkada_rulebook_free(second);
    assert_int_equal(pilkada_verdict_write_text(verdict, PILKADA_LANG_ID, &after, NULL), PILKADA_OK);
    assert_string_equal(after.data, before.data);
    assert_int_equal(pilkada_verdict_write_json(verdict, &after, NULL), PILKADA_OK);
    pilkada_buffer_dispose(&before);
    pilkada_buffer_dispose(&after);
    pilkada_verdict_free(verdict);
}

static void explanations_outlive_their_rulebook(void **state) {
    (void)state;
    pilkada_rulebook *rules = pilkada_rulebook_default(NULL, NULL);
    pilkada_explanation *explanation = pilkada_explanation_new(NULL, NULL);
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_rulebook_explain(rules, report, sizeof report - 1, NULL, NULL, explanation, NULL),
                     PILKADA_OK);
    pilkada_rulebook_free(rules);
    assert_int_equal(pilkada_explanation_write_json(explanation, &out, NULL), PILKADA_OK);
    pilkada_buffer_dispose(&out);
    pilkada_explanation_free(explanation);
}

static void boards_outlive_their_rulebook(void **state) {
    (void)state;
    pilkada_rulebook *rules = pilkada_rulebook_default(NULL, NULL);
    pilkada_receipts *none = pilkada_receipts_new(NULL, NULL);
    pilkada_board *board = pilkada_board_new(NULL, NULL);
    pilkada_window_query query = PILKADA_WINDOW_QUERY_INIT;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_date_parse("2024-11-26", 10, &query.from, NULL), PILKADA_OK);
    query.until = query.from;
    query.now = pilkada_date_instant(query.from + 1, 301, 420);
    assert_int_equal(pilkada_rulebook_board(rules, &query, none, board, NULL), PILKADA_OK);
    pilkada_receipts_free(none);
    pilkada_rulebook_free(rules);
    assert_int_equal(pilkada_board_write_text(board, PILKADA_LANG_ID, &out, NULL), PILKADA_OK);
    assert_int_equal(pilkada_board_write_cell_json(board, 0, &out, NULL), PILKADA_OK);
    pilkada_buffer_dispose(&out);
    pilkada_board_free(board);
}

static void grids_outlive_their_rulebook(void **state) {
    (void)state;
    static const char *const regions[] = {"33.16"};
    pilkada_rulebook *rules = pilkada_rulebook_default(NULL, NULL);
    pilkada_grid_query query = PILKADA_GRID_QUERY_INIT;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_date_parse("2024-11-26", 10, &query.from, NULL), PILKADA_OK);
    query.until = query.from;
    query.regions = regions;
    query.region_count = 1;
    pilkada_grid *grid = pilkada_grid_new(rules, &query, NULL, NULL);
    assert_non_null(grid);
    pilkada_rulebook_free(rules);
    pilkada_instant now = pilkada_date_instant(query.from + 1, 301, 420);
    assert_int_equal(pilkada_grid_write_summary_json(grid, now, &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data, "\"rulebook\""));
    pilkada_buffer_dispose(&out);
    pilkada_grid_free(grid);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdicts_outlive_their_rulebook),
        cmocka_unit_test(explanations_outlive_their_rulebook),
        cmocka_unit_test(boards_outlive_their_rulebook),
        cmocka_unit_test(grids_outlive_their_rulebook),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
