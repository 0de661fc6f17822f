/** @file signs_test.c  Clocks ahead, drafts, floods, and whom to call first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "window_room.h"

static window_room room;
static pilkada_receipts *receipts;
static pilkada_board *board;
static pilkada_schedule *night;

static int open_room(void **state) {
    (void)state;
    int failed = room_open(&room);
    board = pilkada_board_new(NULL, NULL);
    night = room_shipped(&room, "jateng.dinihari");
    return failed;
}

static int close_room(void **state) {
    (void)state;
    pilkada_receipts_free(receipts);
    pilkada_board_free(board);
    pk_schedule_free(night);
    room_close(&room);
    return 0;
}

static int forget(void **state) {
    (void)state;
    pilkada_receipts_free(receipts);
    receipts = pilkada_receipts_new(NULL, NULL);
    return 0;
}

static const pilkada_window_cell *judge(const char *const *regions, size_t count, const char *now) {
    pilkada_window_query query = room_query("2024-11-26", "2024-11-26", now, regions);
    query.region_count = count;
    assert_int_equal(pk_schedule_judge(night, &query, receipts, "", board, NULL), PILKADA_OK);
    return pilkada_board_cell(board, 0);
}

static bool summary_says(const char *needle) {
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_board_write_summary_json(board, &out, NULL), PILKADA_OK);
    bool found = strstr(out.data, needle) != NULL;
    pilkada_buffer_dispose(&out);
    return found;
}

static bool board_says(const char *needle) {
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_board_write_text(board, PILKADA_LANG_ID, &out, NULL), PILKADA_OK);
    bool found = strstr(out.data, needle) != NULL;
    pilkada_buffer_dispose(&out);
    return found;
}

static const char *const blora[] = {"33.16"};
#define NOON "2024-11-27T12:00:00+07:00"

/* A phone is three minutes ahead: the report is judged by the server's clock, and the difference is named. */
static void a_clock_ahead_is_named_and_judges_nothing(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-27T04:58:00+07:00", ", 'created': '2024-11-27T05:01:00+07:00'");
    room_add(receipts, "b", "2024-11-27T04:59:00+07:00", ", 'created': '2024-11-27T05:00:00+07:00'");
    const pilkada_window_cell *cell = judge(blora, 1, NOON);
    assert_int_equal(cell->state, PILKADA_WINDOW_LENGKAP);
    assert_int_equal(cell->skewed, 1); /* a minute is tolerated */
    assert_non_null(
        strstr(cell->reason_id, "Jam pengirim lebih cepat daripada jam server pada 1 kiriman, paling jauh 3 menit."));
    assert_true(summary_says("\"clock_skew\":1,\"drafts\":0"));
}

static void a_draft_without_network_is_late_and_visible(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-27T07:00:00+07:00", ", 'created': '2024-11-27T04:30:00+07:00'");
    room_add(receipts, "b", "2024-11-27T07:00:00+07:00",
             ", 'created': '2024-11-27T06:30:00+07:00', 'date': '2024-11-26'");
    const pilkada_window_cell *cell = judge(blora, 1, NOON);
    assert_int_equal(cell->late, 2);
    assert_int_equal(cell->drafts, 1);
    assert_non_null(
        strstr(cell->reason_en, "Written inside the window but received late (drafts without network): 1."));
}

/* 200 copies are one report, and the flood has a name. 19 receipts in ten minutes are none. */
static void two_hundred_copies_are_one_report_and_a_flood(void **state) {
    (void)state;
    for (int i = 0; i < 200; i++) {
        char id[16], at[40];
        snprintf(id, sizeof id, "r%d", i);
        snprintf(at, sizeof at, "2024-11-27T01:%02d:%02d+07:00", i / 60, i % 60);
        room_add(receipts, id, at, ", 'hash': 'h'");
        const pilkada_window_cell *cell = judge(blora, 1, NOON);
        assert_int_equal(cell->received, 1);
        assert_int_equal(cell->flood, i < 19 ? 0 : i + 1);
    }
    assert_non_null(strstr(pilkada_board_cell(board, 0)->reason_id, "Banjir kiriman: 200 kiriman dalam 10 menit."));
    assert_true(summary_says("\"floods\":1}"));
}

static void a_flood_needs_ten_minutes(void **state) {
    (void)state;
    for (int i = 0; i < 40; i++) {
        char id[16], at[40];
        snprintf(id, sizeof id, "r%d", i);
        snprintf(at, sizeof at, "2024-11-27T01:%02d:%02d+07:00", i * 32 / 60, i * 32 % 60); /* 19 in ten minutes */
        room_add(receipts, id, at, "");
    }
    assert_int_equal(judge(blora, 1, NOON)->flood, 0);
}

static void add_for(const char *region, const char *id, const char *at) {
    char text[256];
    snprintf(text, sizeof text, "{'id': '%s', 'region': '%s', 'form': 'lap_tahapan_harian', 'received': '%s'}", id,
             region, at);
    assert_int_equal(room_add_text(receipts, text, NULL), PILKADA_OK);
}

static void who_owes_most_is_called_first_while_there_is_time(void **state) {
    (void)state;
    static const char *const three[] = {"33.01", "33.16", "33.29"};
    add_for("33.01", "a", "2024-11-27T01:00:00+07:00");
    add_for("33.29", "b", "2024-11-27T01:00:00+07:00");
    add_for("33.29", "c", "2024-11-27T01:10:00+07:00");
    judge(three, 3, "2024-11-27T04:30:00.001+07:00");
    assert_string_equal(pilkada_board_first_to_call(board)->region, "33.16");
    assert_true(summary_says("\"first_to_call\":{\"region\":\"33.16\",\"date\":\"2024-11-26\",\"state\":\"berjalan\","
                             "\"short\":2,\"seconds_left\":1800}"));
    assert_true(board_says("Hubungi lebih dahulu: 33.16 Kabupaten Blora, kurang 2, sisa waktu 30 menit\n"));
    judge(three, 3, "2024-11-26T23:00:00+07:00"); /* not open yet */
    assert_null(pilkada_board_first_to_call(board));
    assert_true(summary_says("\"first_to_call\":null"));
    judge(three, 3, NOON); /* over: a late report still helps */
    assert_string_equal(pilkada_board_first_to_call(board)->region, "33.16");
    assert_false(board_says("Hubungi"));
    assert_null(pilkada_board_first_to_call(NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_clock_ahead_is_named_and_judges_nothing, forget),
        cmocka_unit_test_setup(a_draft_without_network_is_late_and_visible, forget),
        cmocka_unit_test_setup(two_hundred_copies_are_one_report_and_a_flood, forget),
        cmocka_unit_test_setup(a_flood_needs_ten_minutes, forget),
        cmocka_unit_test_setup(who_owes_most_is_called_first_while_there_is_time, forget),
    };
    return cmocka_run_group_tests(tests, open_room, close_room);
}
