/** @file moments_test.c  Every second of a day lies in exactly one state: the vectors, all zones, each shipped
 * schedule. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "window_room.h"
#include "window_vectors.h"

static window_room room;
static const pk_span nowhere = {NULL, 0};

static int open_room(void **state) {
    (void)state;
    return room_open(&room);
}

static int close_room(void **state) {
    (void)state;
    room_close(&room);
    return 0;
}

static pilkada_schedule *night_in(const char *zone) {
    char text[512];
    snprintf(text, sizeof text,
             ROOM_SCHEDULE("'zone': '%s', 'repeat': {'freq': 'daily'}, 'date_of': 'previous_day', "
                           "'slots': [{'open': '00:00', 'close': '05:00', 'min': 1}]"),
             zone);
    return room_compile(&room, text);
}

static const char *place_of(const pilkada_window_cell *cell, pilkada_instant at) {
    if (cell->early)
        return "before";
    if (cell->on_time)
        return "in";
    return at == cell->closes ? "boundary" : "after";
}

/* The report date is the day before: that of the window at hand, or of the one about to open. */
static void every_vector_is_where_it_must_be(void **state) {
    (void)state;
    static const char *const region[] = {"33.16"};
    for (size_t i = 0; i < sizeof window_vectors / sizeof *window_vectors; i++) {
        const struct window_vector *vector = &window_vectors[i];
        pilkada_schedule *schedule = night_in(vector->zone);
        pilkada_receipts *receipts = pilkada_receipts_new(NULL, NULL);
        pilkada_board *board = pilkada_board_new(NULL, NULL);
        pilkada_instant at = vector->epoch * 1000;
        int offset = pk_schedule_offset(schedule, PK_SPAN("33.16"));
        bool before = strcmp(vector->place, "before") == 0;
        pilkada_date date = pilkada_instant_date(at, offset) - (before ? 0 : 1);
        assert_true(room_instant(vector->local) == at && room_instant(vector->utc) == at);
        room_add(receipts, "a", vector->utc, "");
        pilkada_window_query query = PILKADA_WINDOW_QUERY_INIT;
        query.from = query.until = date;
        query.now = at + PK_DAY;
        query.regions = region;
        query.region_count = 1;
        assert_int_equal(pk_schedule_judge(schedule, &query, receipts, "", board, NULL), PILKADA_OK);
        assert_string_equal(place_of(pilkada_board_cell(board, 0), at), vector->place);
        pilkada_board_free(board);
        pilkada_receipts_free(receipts);
        pk_schedule_free(schedule);
    }
}

/* ---- each second ---- */

/* Counts the slots, over all report dates near, that an instant lies in; and checks the library's choice. */
static int slots_around(const pilkada_schedule *schedule, pilkada_instant at, int offset, pilkada_date *date) {
    pk_slot slots[64];
    int inside = 0;
    for (pilkada_date near = pilkada_instant_date(at, offset) - 3; near <= pilkada_instant_date(at, offset) + 3;
         near++) {
        size_t count = pk_schedule_slots(schedule, nowhere, near, slots);
        int64_t position = pk_position_of(at, near, offset);
        for (size_t i = 0; i < count; i++)
            if (position >= slots[i].open && position < slots[i].close) {
                inside++;
                *date = near;
            }
    }
    return inside;
}

static bool is_open(const pilkada_schedule *schedule, const char *region, pilkada_instant at, int64_t *left) {
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pk_schedule_write_status(schedule, region, at, "", &out, NULL), PILKADA_OK);
    bool open = strstr(out.data, "\"state\":\"buka\"") != NULL;
    assert_true(open != (strstr(out.data, "\"state\":\"tutup\"") != NULL));
    *left = strtoll(strstr(out.data, "seconds_left\":") + 14, NULL, 10);
    pilkada_buffer_dispose(&out);
    return open;
}

/* What an empty board must say of each date near: by its two borders alone. */
static void assert_one_state(const pilkada_schedule *schedule, const char *region, pilkada_instant at, int offset,
                             const pilkada_receipts *none, pilkada_board *board) {
    pilkada_window_query query = PILKADA_WINDOW_QUERY_INIT;
    query.from = pilkada_instant_date(at, offset) - 1;
    query.until = query.from + 2;
    query.now = at;
    query.regions = &region;
    query.region_count = 1;
    assert_int_equal(pk_schedule_judge(schedule, &query, none, "", board, NULL), PILKADA_OK);
    for (size_t i = 0; i < pilkada_board_count(board); i++) {
        const pilkada_window_cell *cell = pilkada_board_cell(board, i);
        pilkada_window_phase phase = at < cell->opens    ? PILKADA_WINDOW_BELUM_BUKA
                                     : at < cell->closes ? PILKADA_WINDOW_KIRIM
                                                         : PILKADA_WINDOW_SUSULAN;
        assert_int_equal(cell->phase, phase);
        assert_int_equal(cell->state, at < cell->closes ? PILKADA_WINDOW_BERJALAN : PILKADA_WINDOW_BELUM);
    }
}

/* Days on end; the whole status and the board at the first and last second of each minute, the arithmetic at each
 * second. */
static void walk(const pilkada_schedule *schedule, const char *region, pilkada_date first, int days) {
    pk_slot slots[64];
    pilkada_receipts *none = pilkada_receipts_new(NULL, NULL);
    pilkada_board *board = pilkada_board_new(NULL, NULL);
    int offset = pk_schedule_offset(schedule, pk_span_of(region));
    pilkada_instant start = pilkada_date_instant(first, 0, offset);
    for (pilkada_instant at = start; at < start + days * PK_DAY; at += PK_SECOND) {
        pilkada_date date = PILKADA_NO_DATE;
        int inside = slots_around(schedule, at, offset, &date);
        if (inside > 1 || (inside && pk_schedule_date_at(schedule, nowhere, at, offset, slots) != date))
            fail_msg("%s: %d windows at %lld", pilkada_schedule_id(schedule), inside, (long long)at);
        int64_t left;
        if (at % PK_MINUTE && at % PK_MINUTE != 59 * PK_SECOND)
            continue;
        bool open = is_open(schedule, region, at, &left);
        if (open != (inside == 1) || open != (left > 0))
            fail_msg("%s: %d at %lld, %lld left", pilkada_schedule_id(schedule), open, (long long)at, (long long)left);
        assert_one_state(schedule, region, at, offset, none, board);
    }
    pilkada_receipts_free(none);
    pilkada_board_free(board);
}

/* Ends of months and of the year, the edges of what is relative to polling day. */
static void each_second_of_shipped_schedules_is_in_one_state(void **state) {
    (void)state;
    static const struct {
        const char *id, *region, *first;
    } walks[] = {{"jateng.dinihari", "33.16", "2024-02-28"}, {"jateng.dinihari", "33.74", "2024-12-30"},
                 {"jateng.posko", "33.16", "2024-11-23"},    {"jateng.posko", "33.16", "2024-11-29"},
                 {"kaltim.senin", "64.72", "2024-11-24"},    {"sulsel2018.perjam", "73", "2024-11-26"},
                 {"dki2016.posko", "31", "2016-09-22"},      {"siak2024.harian", "14.08.01", "2023-12-30"}};
    for (size_t i = 0; i < sizeof walks / sizeof *walks; i++) {
        pilkada_schedule *schedule = room_shipped(&room, walks[i].id);
        walk(schedule, walks[i].region, room_date(walks[i].first), 3);
        pk_schedule_free(schedule);
    }
}

/* Monday, and polling day with the day before it. */
static void each_second_of_each_shipped_schedule_is_in_one_state_in_each_zone(void **state) {
    (void)state;
    static const char *const zones[] = {"WIB", "WITA", "WIT"};
    cJSON *all = room_schedules(), *item;
    cJSON_ArrayForEach(item, all) {
        for (size_t i = 0; i < 3; i++) {
            char region[16];
            cJSON_ReplaceItemInObjectCaseSensitive(item, "zone", cJSON_CreateString(zones[i]));
            pilkada_schedule *schedule = pk_schedule_compile(item, room.model, room.catalogue, NULL, NULL);
            assert_non_null(schedule);
            walk(schedule, room_debtor(item, region), room_date("2024-11-25"), 3);
            pk_schedule_free(schedule);
        }
    }
    assert_true(cJSON_GetArraySize(all) >= 8);
    cJSON_Delete(all);
}

static void each_second_is_in_one_state_in_all_zones(void **state) {
    (void)state;
    static const char *const zones[] = {"WIB", "WITA", "WIT", "lokal"};
    for (size_t i = 0; i < 4; i++) {
        pilkada_schedule *schedule = night_in(zones[i]);
        walk(schedule, "33.16", room_date("2023-02-27"), 3);
        pk_schedule_free(schedule);
    }
}

static void shifts_over_midnight_leave_no_second_out(void **state) {
    (void)state;
    static const char *const dates[] = {"open", "close", "previous_day"};
    for (size_t i = 0; i < 3; i++) {
        char text[512];
        snprintf(
            text, sizeof text,
            ROOM_SCHEDULE("'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'date_of': '%s', 'slots': [{'open': '07:00', "
                          "'close': '19:00', 'min': 1}, {'open': '19:00', 'close': '07:00', 'min': 1}]"),
            dates[i]);
        pilkada_schedule *schedule = room_compile(&room, text);
        walk(schedule, "33.16", room_date("2024-12-30"), 3);
        pilkada_date date = 0;
        for (pilkada_instant at = room_instant("2024-12-30T00:00:00Z"); at < room_instant("2025-01-02T00:00:00Z");
             at += 250)
            assert_int_equal(slots_around(schedule, at, 420, &date), 1);
        pk_schedule_free(schedule);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_vector_is_where_it_must_be),
        cmocka_unit_test(each_second_of_shipped_schedules_is_in_one_state),
        cmocka_unit_test(each_second_of_each_shipped_schedule_is_in_one_state_in_each_zone),
        cmocka_unit_test(each_second_is_in_one_state_in_all_zones),
        cmocka_unit_test(shifts_over_midnight_leave_no_second_out),
    };
    return cmocka_run_group_tests(tests, open_room, close_room);
}
