/** @file override_test.c  What holds instead: overrides, leads by tier, phases after the close. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "window_room.h"

static window_room room;
static pilkada_receipts *receipts;
static pilkada_board *board;
static const char *const blora[] = {"33.16"};

static int open_room(void **state) {
    (void)state;
    receipts = pilkada_receipts_new(NULL, NULL);
    board = pilkada_board_new(NULL, NULL);
    return room_open(&room);
}

static int close_room(void **state) {
    (void)state;
    pilkada_receipts_free(receipts);
    pilkada_board_free(board);
    room_close(&room);
    return 0;
}

static int forget(void **state) {
    (void)state;
    pilkada_receipts_free(receipts);
    receipts = pilkada_receipts_new(NULL, NULL);
    return 0;
}

static const pilkada_window_cell *judge(const pilkada_schedule *schedule, const char *const *region, const char *date,
                                        const char *now) {
    pilkada_window_query query = room_query(date, date, now, region);
    assert_int_equal(pk_schedule_judge(schedule, &query, receipts, "", board, NULL), PILKADA_OK);
    return pilkada_board_cell(board, 0);
}

#define BASE "'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'slots': [{'open': '00:00', 'close': '05:00', 'min': 2}]"
#define OVERRIDE(members) ROOM_SCHEDULE(BASE ", 'overrides': [" members "]")
#define TEN "'slots': [{'open': '10:00', 'close': '12:00', 'min': 1}], 'source': 'CONTOH'"

/* "00:00-05:00 10:00-12:00": the slots of a report date */
static void assert_slots(const pilkada_schedule *schedule, const char *region, const char *date, const char *expected) {
    pk_slot slots[64];
    char text[256] = "";
    size_t count = pk_schedule_slots(schedule, pk_span_of(region), room_date(date), slots);
    for (size_t i = 0; i < count; i++) {
        int open = (int)(slots[i].open / PK_MINUTE), close = (int)(slots[i].close / PK_MINUTE);
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%02d:%02d-%02d:%02d", i ? " " : "", open / 60,
                 open % 60, close / 60, close % 60);
    }
    if (strcmp(text, expected) != 0)
        fail_msg("%s %s: %s, not %s", region, date, text, expected);
}

static void an_override_holds_on_its_days_and_for_its_regions(void **state) {
    (void)state;
    pilkada_schedule *schedule =
        room_compile(&room, OVERRIDE("{'priority': 1, 'when': {'freq': 'relative', 'from_day': -1, 'to_day': 0}, " TEN
                                     "}, {'priority': 2, 'regions': ['33.16'], 'slots': [{'open': '01:00', 'close': "
                                     "'02:00', 'min': 1}], 'source': 'CONTOH'}"));
    assert_slots(schedule, "33.01", "2024-11-25", "00:00-05:00");
    assert_slots(schedule, "33.01", "2024-11-26", "10:00-12:00");
    assert_slots(schedule, "33.01", "2024-11-27", "10:00-12:00");
    assert_slots(schedule, "33.01", "2024-11-28", "00:00-05:00");
    assert_slots(schedule, "33.16", "2024-11-25", "01:00-02:00");
    assert_slots(schedule, "33.16", "2024-11-27", "01:00-02:00"); /* the higher priority */
    pk_schedule_free(schedule);
}

static void an_override_may_open_a_day_or_close_one(void **state) {
    (void)state;
    pilkada_schedule *monday = room_compile(
        &room, ROOM_SCHEDULE("'zone': 'WIB', 'repeat': {'freq': 'weekly', 'days': ['senin']}, 'slots': [{'open': "
                             "'00:00', 'close': '24:00', 'min': 1}], 'overrides': [{'priority': 1, 'when': {'freq': "
                             "'dates', 'dates': ['2024-11-27']}, " TEN
                             "}, {'priority': 2, 'when': {'freq': 'dates', 'dates': ['2024-11-25']}, 'regions': "
                             "['33.16'], 'slots': [], 'source': 'CONTOH'}]"));
    assert_slots(monday, "33.16", "2024-11-27", "10:00-12:00"); /* a Wednesday */
    assert_slots(monday, "33.16", "2024-11-26", "");
    assert_slots(monday, "33.01", "2024-11-25", "00:00-24:00");
    assert_slots(monday, "33.16", "2024-11-25", "");
    room_add(receipts, "a", "2024-11-25T10:00:00+07:00", ", 'date': '2024-11-25'");
    const char *const both[] = {"33.01", "33.16"};
    pilkada_window_query query = room_query("2024-11-25", "2024-11-25", "2024-11-26T00:00:00+07:00", NULL);
    query.regions = both;
    query.region_count = 2;
    assert_int_equal(pk_schedule_judge(monday, &query, receipts, "", board, NULL), PILKADA_OK);
    assert_int_equal(pilkada_board_cell(board, 0)->state, PILKADA_WINDOW_BELUM);
    assert_int_equal(pilkada_board_cell(board, 1)->state, PILKADA_WINDOW_DIKECUALIKAN);
    assert_string_equal(pilkada_board_cell(board, 1)->reason_en, "No window for this region on this date.");
    pk_schedule_free(monday);
}

static void stages_are_days(void **state) {
    (void)state;
    pilkada_schedule *quiet = room_compile(
        &room, OVERRIDE("{'priority': 1, 'when': {'freq': 'stages', 'stages': ['masa_tenang']}, " TEN "}"));
    assert_slots(quiet, "33.16", "2024-11-23", "00:00-05:00");
    assert_slots(quiet, "33.16", "2024-11-24", "10:00-12:00");
    assert_slots(quiet, "33.16", "2024-11-26", "10:00-12:00");
    assert_slots(quiet, "33.16", "2024-11-27", "00:00-05:00");
    pk_schedule_free(quiet);
}

/* The grace and the inclusive close of an override are its own; what it leaves out is the schedule's. */
static void an_override_has_its_own_grace(void **state) {
    (void)state;
    pilkada_schedule *schedule = room_compile(
        &room, ROOM_SCHEDULE(BASE ", 'grace': {'after': 5}, 'overrides': [{'priority': 1, 'when': {'freq': "
                                  "'dates', 'dates': ['2024-11-26']}, 'grace': {'after': 30}, "
                                  "'close_inclusive': true, " TEN "}]"));
    room_add(receipts, "a", "2024-11-26T12:29:59+07:00", "");
    assert_int_equal(judge(schedule, blora, "2024-11-26", "2024-11-27T00:00:00+07:00")->on_time, 1);
    room_add(receipts, "b", "2024-11-26T12:30:07+07:00", ", 'date': '2024-11-26'");
    assert_non_null(strstr(judge(schedule, blora, "2024-11-26", "2024-11-27T00:00:00+07:00")->reason_id,
                           "batas 12.00.00, tenggang 30 menit: terlambat 30 menit 7 detik"));
    pk_slot slots[8];
    assert_int_equal(pk_schedule_slots(schedule, pk_span_of("33.16"), room_date("2024-11-25"), slots), 1);
    assert_int_equal(slots[0].after, 5 * PK_MINUTE);
    pk_schedule_free(schedule);
}

/* Kecamatan by 03.00, kabupaten/kota by 04.00, the province by 05.00: each tier a step earlier. */
static void a_lead_lets_lower_tiers_close_earlier(void **state) {
    (void)state;
    const char *text = "{'id': 'contoh.jenjang', 'title': {'id': 'a', 'en': 'b'}, 'source': 'CONTOH', 'tier': "
                       "'provinsi', 'provinces': ['33'], " BASE ", 'lead': {'kabupaten_kota': 60, 'kecamatan': 120%s}}";
    char close[512], window[512];
    snprintf(close, sizeof close, text, "");
    snprintf(window, sizeof window, text, ", 'moves': 'window'");
    pilkada_schedule *closes = room_compile(&room, close), *moves = room_compile(&room, window);
    assert_slots(closes, "33", "2024-11-26", "00:00-05:00");
    assert_slots(closes, "33.16", "2024-11-26", "00:00-04:00");
    assert_slots(closes, "33.16.01", "2024-11-26", "00:00-03:00");
    assert_true(pk_schedule_owes(closes, pk_span_of("33.16.01")));
    assert_false(pk_schedule_owes(closes, pk_span_of("33.16.01.2001")));
    assert_false(pk_schedule_owes(closes, pk_span_of("34.01")));
    assert_true(pk_schedule_alike(closes, pk_span_of("33.16"), pk_span_of("33.01")));
    assert_false(pk_schedule_alike(closes, pk_span_of("33.16"), pk_span_of("33")));
    pk_slot slots[4];
    assert_int_equal(pk_schedule_slots(moves, pk_span_of("33.16"), room_date("2024-11-26"), slots), 1);
    assert_int_equal(slots[0].open, -PK_HOUR);
    assert_int_equal(slots[0].close, 4 * PK_HOUR);
    room_add(receipts, "a", "2024-11-26T04:00:00+07:00", "");
    assert_int_equal(judge(closes, blora, "2024-11-26", "2024-11-26T06:00:00+07:00")->late, 1);
    pk_schedule_free(closes);
    pk_schedule_free(moves);
}

#define PHASED(late, correct)                                                                                          \
    ROOM_SCHEDULE(BASE ", 'grace': {'before': 10, 'after': 10}, 'phases': {'late': " #late ", 'correct': " #correct "}")

static void phases_follow_each_other(void **state) {
    (void)state;
    static const struct {
        const char *now;
        pilkada_window_phase phase;
    } cases[] = {{"2024-11-25T23:49:59.999+07:00", PILKADA_WINDOW_BELUM_BUKA},
                 {"2024-11-25T23:50:00+07:00", PILKADA_WINDOW_KIRIM},
                 {"2024-11-26T05:09:59.999+07:00", PILKADA_WINDOW_KIRIM},
                 {"2024-11-26T05:10:00+07:00", PILKADA_WINDOW_SUSULAN},
                 {"2024-11-26T05:59:59.999+07:00", PILKADA_WINDOW_SUSULAN},
                 {"2024-11-26T06:00:00+07:00", PILKADA_WINDOW_PERBAIKAN},
                 {"2024-11-26T06:59:59.999+07:00", PILKADA_WINDOW_PERBAIKAN},
                 {"2024-11-26T07:00:00+07:00", PILKADA_WINDOW_TERKUNCI}};
    pilkada_schedule *schedule = room_compile(&room, PHASED(60, 120)), *open = room_compile(&room, ROOM_SCHEDULE(BASE));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(judge(schedule, blora, "2024-11-26", cases[i].now)->phase, cases[i].phase);
    assert_int_equal(judge(open, blora, "2024-11-26", "2025-11-26T07:00:00+07:00")->phase, PILKADA_WINDOW_SUSULAN);
    pk_schedule_free(schedule);
    pk_schedule_free(open);
}

static void what_comes_after_its_phase_is_not_taken_and_told(void **state) {
    (void)state;
    pilkada_schedule *schedule = room_compile(&room, PHASED(60, 120));
    room_add(receipts, "a", "2024-11-26T05:59:59+07:00", ", 'hash': '1'"); /* late */
    room_add(receipts, "b", "2024-11-26T06:00:00+07:00", ", 'hash': '2'"); /* new: too late */
    room_add(receipts, "c", "2024-11-26T06:30:00+07:00", ", 'hash': '3', 'replaces': 'a', 'nihil': true");
    room_add(receipts, "d", "2024-11-26T07:00:00+07:00", ", 'hash': '4', 'replaces': 'a'"); /* locked */
    const pilkada_window_cell *cell = judge(schedule, blora, "2024-11-26", "2024-11-26T08:00:00+07:00");
    assert_int_equal(cell->received, 1);
    assert_int_equal(cell->late, 1);
    assert_int_equal(cell->nihil, 1); /* the correction of 06.30 holds, that of 07.00 does not */
    assert_int_equal(cell->locked, 2);
    assert_non_null(strstr(cell->reason_id, "Datang setelah masa susulan atau perbaikan berakhir, tidak dihitung: 2."));
    forget(NULL);
    assert_non_null(strstr(judge(schedule, blora, "2024-11-26", "2024-11-26T05:20:00+07:00")->reason_en,
                           "Late reports are still taken for 40 min."));
    pk_schedule_free(schedule);
}

static void what_is_wrong_is_named_at_its_place(void **state) {
    (void)state;
    static const struct {
        const char *definition, *where;
    } cases[] = {
        {OVERRIDE("{'priority': 1, " TEN "}"), "/overrides/0"},
        {OVERRIDE("{'regions': ['33.16'], " TEN "}"), "/overrides/0/priority"},
        {OVERRIDE("{'priority': 1, 'regions': ['33.99'], " TEN "}"), "/overrides/0/regions/0"},
        {OVERRIDE("{'priority': 1, 'regions': [], " TEN "}"), "/overrides/0/regions"},
        {OVERRIDE("{'priority': 1, 'regions': ['33.16'], 'slots': []}"), "/overrides/0/source"},
        {OVERRIDE("{'priority': 1, 'when': {'freq': 'stages', 'stages': ['pesta']}, " TEN "}"),
         "/overrides/0/when/stages/0"},
        {OVERRIDE("{'priority': 1, 'when': {'freq': 'yearly'}, " TEN "}"), "/overrides/0/when/freq"},
        {OVERRIDE("{'priority': 1, 'regions': ['33.16'], " TEN "}, {'priority': 1, 'regions': ['33.17'], " TEN "}"),
         "/overrides"},
        {OVERRIDE("{'priority': 1, 'regions': ['33.16'], 'source': 'CONTOH', 'slots': [{'open': '23:00', 'close': "
                  "'00:01', 'min': 1}]}"),
         "/overrides"},
        {ROOM_SCHEDULE(BASE ", 'lead': {'kecamatan': 300}"), "/lead"},
        {ROOM_SCHEDULE(BASE ", 'lead': {'kecamatan': 120}, 'overrides': [{'priority': 1, 'regions': ['33.16'], " TEN
                            "}]"),
         "/overrides/0"},
        {ROOM_SCHEDULE(BASE ", 'lead': {'kabupaten_kota': 10}"), "/lead/kabupaten_kota"},
        {ROOM_SCHEDULE(BASE ", 'lead': {'kecamatan': 10081}"), "/lead/kecamatan"},
        {ROOM_SCHEDULE(BASE ", 'lead': {'kecamatan': 1, 'moves': 'open'}"), "/lead/moves"},
        {ROOM_SCHEDULE(BASE ", 'phases': {'late': 60, 'correct': 30}"), "/phases"},
        {ROOM_SCHEDULE(BASE ", 'grace': {'after': 30}, 'phases': {'late': 10}"), "/phases"},
        {ROOM_SCHEDULE(BASE ", 'phases': {'late': -1}"), "/phases/late"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        assert_null(room_compile_with(&room, cases[i].definition, NULL, &error));
        if (error.status != PILKADA_E_DEFINITION || strcmp(error.where, cases[i].where) != 0 || !error.detail[0])
            fail_msg("%s\n%s at \"%s\": %s", cases[i].definition, pilkada_status_name(error.status), error.where,
                     error.detail);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_override_holds_on_its_days_and_for_its_regions),
        cmocka_unit_test_setup(an_override_may_open_a_day_or_close_one, forget),
        cmocka_unit_test(stages_are_days),
        cmocka_unit_test_setup(an_override_has_its_own_grace, forget),
        cmocka_unit_test_setup(a_lead_lets_lower_tiers_close_earlier, forget),
        cmocka_unit_test_setup(phases_follow_each_other, forget),
        cmocka_unit_test_setup(what_comes_after_its_phase_is_not_taken_and_told, forget),
        cmocka_unit_test(what_is_wrong_is_named_at_its_place),
    };
    return cmocka_run_group_tests(tests, open_room, close_room);
}
