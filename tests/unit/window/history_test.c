/** @file history_test.c  What was said before it was corrected, and all that a board knows of a cell. */
#include "../failing_allocator.h"
#include "board_room.h"

#define NOON "2024-11-27T12:00:00+07:00"

static pilkada_status judge_by(const pilkada_schedule *schedule, const char *now, pilkada_board *into) {
    static const char *const blora[] = {"33.16"};
    pilkada_window_query query = room_query("2024-11-26", "2024-11-26", now, blora);
    return pk_schedule_judge(schedule, &query, receipts, "hash", into, NULL);
}

typedef struct expected {
    size_t report;
    const char *id, *received;
    int32_t copies;
    pilkada_edition_state state;
    const char *counted_at; /* NULL: it does not count */
} expected;

static void assert_history(const expected *editions, size_t count) {
    assert_int_equal(pilkada_board_edition_count(board, 0), count);
    for (size_t i = 0; i < count; i++) {
        const pilkada_window_edition *found = pilkada_board_edition(board, 0, i);
        assert_int_equal(found->report, editions[i].report);
        assert_string_equal(found->id, editions[i].id);
        assert_int_equal(found->received, room_instant(editions[i].received));
        assert_int_equal(found->copies, editions[i].copies);
        assert_int_equal(found->state, editions[i].state);
        assert_int_equal(found->counted_at,
                         editions[i].counted_at ? room_instant(editions[i].counted_at) : PILKADA_NO_INSTANT);
    }
    assert_null(pilkada_board_edition(board, 0, count));
}

#define HISTORY(...)                                                                                                   \
    do {                                                                                                               \
        const expected editions[] = {__VA_ARGS__};                                                                     \
        assert_int_equal(judge_by(night, NOON, board), PILKADA_OK);                                                    \
        assert_history(editions, sizeof editions / sizeof *editions);                                                  \
    } while (0)

static void an_ordinary_night_has_none(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-27T01:00:00+07:00", ", 'hash': 'x'");
    room_add(receipts, "a", "2024-11-27T01:05:00+07:00", ", 'hash': 'x'");
    room_add(receipts, "b", "2024-11-27T02:00:00+07:00", ", 'hash': 'y'");
    room_add(receipts, "c", "2024-11-27T03:00:00+07:00", ", 'status': 'ditolak'");
    assert_int_equal(judge_by(night, NOON, board), PILKADA_OK);
    assert_int_equal(pilkada_board_cell(board, 0)->duplicate, 1);
    assert_history(NULL, 0);
}

static void a_correction_keeps_the_place_and_the_past(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-27T01:00:00+07:00", ", 'hash': 'x', 'reporter': 'p1'");
    room_add(receipts, "a", "2024-11-27T01:10:00+07:00", ", 'hash': 'x', 'reporter': 'p1'");
    room_add(receipts, "b", "2024-11-27T09:00:00+07:00", ", 'hash': 'y', 'replaces': 'a', 'nihil': true");
    HISTORY({0, "a", "2024-11-27T01:00:00+07:00", 1, PILKADA_EDITION_DIGANTI, "2024-11-27T01:00:00+07:00"},
            {0, "b", "2024-11-27T09:00:00+07:00", 0, PILKADA_EDITION_BERLAKU, "2024-11-27T01:00:00+07:00"});
    const pilkada_window_edition *first = pilkada_board_edition(board, 0, 0);
    assert_string_equal(first->hash, "x");
    assert_string_equal(first->reporter, "p1");
    assert_string_equal(first->form, "lap_tahapan_harian");
    assert_int_equal(first->last_received, room_instant("2024-11-27T01:10:00+07:00"));
    assert_true(!first->nihil && pilkada_board_edition(board, 0, 1)->nihil);
    assert_int_equal(pilkada_board_cell(board, 0)->corrected, 1);
    assert_int_equal(pilkada_board_cell(board, 0)->on_time, 1);
}

static void what_comes_again_last_stands_again(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-27T01:00:00+07:00", ", 'hash': 'x'");
    room_add(receipts, "a", "2024-11-27T02:00:00+07:00", ", 'hash': 'y'");
    room_add(receipts, "a", "2024-11-27T03:00:00+07:00", ", 'hash': 'x'");
    HISTORY({0, "a", "2024-11-27T01:00:00+07:00", 1, PILKADA_EDITION_BERLAKU, "2024-11-27T01:00:00+07:00"},
            {0, "a", "2024-11-27T02:00:00+07:00", 0, PILKADA_EDITION_DIGANTI, "2024-11-27T01:00:00+07:00"});
}

static void a_rejected_edition_hands_down_no_place(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-27T01:00:00+07:00", ", 'hash': 'x', 'status': 'revisi'");
    room_add(receipts, "b", "2024-11-27T04:00:00+07:00", ", 'hash': 'y', 'replaces': 'a'");
    HISTORY({0, "a", "2024-11-27T01:00:00+07:00", 0, PILKADA_EDITION_DITOLAK, "2024-11-27T04:00:00+07:00"},
            {0, "b", "2024-11-27T04:00:00+07:00", 0, PILKADA_EDITION_BERLAKU, "2024-11-27T04:00:00+07:00"});
}

static void when_all_are_rejected_nothing_counts(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-27T01:00:00+07:00", ", 'hash': 'x', 'status': 'revisi'");
    room_add(receipts, "b", "2024-11-27T04:00:00+07:00", ", 'hash': 'y', 'replaces': 'a', 'status': 'ditolak'");
    HISTORY({0, "a", "2024-11-27T01:00:00+07:00", 0, PILKADA_EDITION_DITOLAK, NULL},
            {0, "b", "2024-11-27T04:00:00+07:00", 0, PILKADA_EDITION_DITOLAK, NULL});
}

static void an_early_edition_hands_down_no_place(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-26T23:50:00+07:00", ", 'hash': 'x', 'date': '2024-11-26'");
    room_add(receipts, "b", "2024-11-27T00:10:00+07:00", ", 'hash': 'y', 'replaces': 'a'");
    HISTORY({0, "a", "2024-11-26T23:50:00+07:00", 0, PILKADA_EDITION_DIGANTI, "2024-11-27T00:10:00+07:00"},
            {0, "b", "2024-11-27T00:10:00+07:00", 0, PILKADA_EDITION_BERLAKU, "2024-11-27T00:10:00+07:00"});
}

static void two_reports_have_two_histories(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-27T01:00:00+07:00", ", 'hash': 'x'");
    room_add(receipts, "b", "2024-11-27T01:30:00+07:00", ", 'hash': 'p'");
    room_add(receipts, "only", "2024-11-27T02:00:00+07:00", ", 'hash': 'z'");
    room_add(receipts, "b", "2024-11-27T03:00:00+07:00", ", 'hash': 'q'");
    room_add(receipts, "a", "2024-11-27T04:00:00+07:00", ", 'hash': 'y'");
    HISTORY({0, "a", "2024-11-27T01:00:00+07:00", 0, PILKADA_EDITION_DIGANTI, "2024-11-27T01:00:00+07:00"},
            {0, "a", "2024-11-27T04:00:00+07:00", 0, PILKADA_EDITION_BERLAKU, "2024-11-27T01:00:00+07:00"},
            {1, "b", "2024-11-27T01:30:00+07:00", 0, PILKADA_EDITION_DIGANTI, "2024-11-27T01:30:00+07:00"},
            {1, "b", "2024-11-27T03:00:00+07:00", 0, PILKADA_EDITION_BERLAKU, "2024-11-27T01:30:00+07:00"});
}

static void what_came_too_late_to_be_taken_does_not_count(void **state) {
    (void)state;
    pilkada_schedule *closing =
        room_compile(&room, ROOM_SCHEDULE("'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'date_of': 'previous_day', "
                                          "'slots': [{'open': '00:00', 'close': '05:00', 'min': 1}], "
                                          "'phases': {'late': 60, 'correct': 600}"));
    room_add(receipts, "a", "2024-11-27T07:00:00+07:00", ", 'hash': 'x', 'date': '2024-11-26'");
    room_add(receipts, "a", "2024-11-27T08:00:00+07:00", ", 'hash': 'y', 'date': '2024-11-26'");
    const expected editions[] = {{0, "a", "2024-11-27T07:00:00+07:00", 0, PILKADA_EDITION_DIGANTI, NULL},
                                 {0, "a", "2024-11-27T08:00:00+07:00", 0, PILKADA_EDITION_BERLAKU, NULL}};
    assert_int_equal(judge_by(closing, NOON, board), PILKADA_OK);
    assert_history(editions, 2);
    assert_int_equal(pilkada_board_cell(board, 0)->received, 0);
    pk_schedule_free(closing);
}

static void thousands_of_copies_are_one_edition(void **state) {
    (void)state;
    for (int i = 0; i < 5000; i++)
        room_add(receipts, "a", "2024-11-27T01:00:00+07:00", i % 2 ? ", 'hash': 'x'" : ", 'hash': 'y'");
    assert_int_equal(judge_by(night, NOON, board), PILKADA_OK);
    assert_int_equal(pilkada_board_edition_count(board, 0), 2);
    assert_int_equal(pilkada_board_edition(board, 0, 0)->copies + pilkada_board_edition(board, 0, 1)->copies, 4998);
}

static void the_detail_of_a_cell_needs_no_receipts(void **state) {
    (void)state;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    room_add(receipts, "a", "2024-11-27T01:00:00+07:00", ", 'hash': 'x', 'created': '2024-11-27T01:30:00+07:00'");
    room_add(receipts, "a", "2024-11-27T02:00:00+07:00", "");
    room_add(receipts, "a", "2024-11-27T03:00:00+07:00", ", 'hash': 'y', 'reporter': 'p1'");
    assert_int_equal(judge_by(night, "2024-11-27T04:00:00.500+07:00", board), PILKADA_OK);
    pilkada_receipts_free(receipts);
    receipts = NULL;
    assert_int_equal(pilkada_board_write_cell_json(board, 0, &out, NULL), PILKADA_OK);
    size_t promised = out.size - 1; /* all but the brace */
    char *cell = malloc(promised);
    memcpy(cell, out.data, promised);
    pilkada_buffer_clear(&out);
    assert_int_equal(pilkada_board_write_detail_json(board, 0, &out, NULL), PILKADA_OK);
    assert_memory_equal(out.data, cell, promised);
    assert_string_equal(
        out.data + promised,
        ",\"phase\":\"kirim\",\"opens\":\"2024-11-27T00:00:00+07:00\",\"closes\":\"2024-11-27T05:00:00+07:00\","
        "\"due\":\"2024-11-27T05:00:00+07:00\",\"seconds_left\":3600,\"locked\":0,\"corrected\":1,\"skewed\":1,"
        "\"drafts\":0,\"flood\":0,\"history\":[{\"report\":0,\"id\":\"a\",\"form\":\"lap_tahapan_harian\","
        "\"reporter\":null,\"hash\":\"x\",\"received\":\"2024-11-27T01:00:00+07:00\",\"last_received\":"
        "\"2024-11-27T02:00:00+07:00\",\"copies\":1,\"state\":\"diganti\",\"counted_at\":"
        "\"2024-11-27T01:00:00+07:00\",\"nihil\":false},{\"report\":0,\"id\":\"a\",\"form\":\"lap_tahapan_harian\","
        "\"reporter\":\"p1\",\"hash\":\"y\",\"received\":\"2024-11-27T03:00:00+07:00\",\"last_received\":"
        "\"2024-11-27T03:00:00+07:00\",\"copies\":0,\"state\":\"berlaku\",\"counted_at\":"
        "\"2024-11-27T01:00:00+07:00\",\"nihil\":false}]}");
    free(cell);
    pilkada_buffer_dispose(&out);
}

static void what_is_not_there_is_refused(void **state) {
    (void)state;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_board_write_detail_json(board, 0, &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_board_write_detail_json(NULL, 0, &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_board_edition_count(NULL, 0), 0);
    assert_int_equal(judge_by(night, NOON, board), PILKADA_OK);
    assert_int_equal(pilkada_board_write_detail_json(board, 1, &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_board_write_detail_json(board, 0, NULL, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_board_edition_count(board, 1), 0);
    assert_null(pilkada_board_edition(board, 1, 0));
    assert_string_equal(pilkada_edition_state_name(PILKADA_EDITION_DITOLAK), "ditolak");
    assert_string_equal(pilkada_edition_state_name((pilkada_edition_state)3), "");
    pilkada_buffer_dispose(&out);
}

static void memory_may_run_out(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-27T01:00:00+07:00", ", 'hash': 'x'");
    room_add(receipts, "b", "2024-11-27T09:00:00+07:00", ", 'hash': 'y', 'replaces': 'a'");
    for (int mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++) {
        failing_allocator memory = {.failed = true};
        for (size_t n = 0; memory.failed; n++) {
            pilkada_buffer out;
            failing_allocator_start(&memory, n, (failing_mode)mode);
            pilkada_board *made = pilkada_board_new(&memory.allocator, NULL);
            pilkada_buffer_init(&out, &memory.allocator);
            pilkada_status status = made ? judge_by(night, NOON, made) : PILKADA_E_NOMEM;
            if (!status)
                status = pilkada_board_write_detail_json(made, 0, &out, NULL);
            assert_int_equal(status, memory.failed ? PILKADA_E_NOMEM : PILKADA_OK);
            pilkada_buffer_dispose(&out);
            pilkada_board_free(made);
            assert_int_equal(memory.live, 0);
        }
    }
}

#define T(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void) {
    const struct CMUnitTest tests[] = {
        T(an_ordinary_night_has_none),           T(a_correction_keeps_the_place_and_the_past),
        T(what_comes_again_last_stands_again),   T(a_rejected_edition_hands_down_no_place),
        T(when_all_are_rejected_nothing_counts), T(an_early_edition_hands_down_no_place),
        T(two_reports_have_two_histories),       T(what_came_too_late_to_be_taken_does_not_count),
        T(thousands_of_copies_are_one_edition),  T(the_detail_of_a_cell_needs_no_receipts),
        T(what_is_not_there_is_refused),         T(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, open_room, close_room);
}
