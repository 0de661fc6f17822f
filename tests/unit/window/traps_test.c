/**
 * @file traps_test.c  Published faults of other systems with days and deadlines, each under its name: what must not
 * happen here. More of them, beside what they are about: trap_… in judge_test.c, weekdays in schedule_test.c, clocks in
 * signs_test.c.
 */
#include "board_room.h"

static const pilkada_window_cell *judge(const pilkada_schedule *schedule, const char *region, const char *from,
                                        const char *until, const char *now) {
    pilkada_window_query query = room_query(from, until, now, &region);
    pilkada_error error = PILKADA_ERROR_INIT;
    if (pk_schedule_judge(schedule, &query, receipts, "hash", board, &error))
        fail_msg("%s: %s", error.where, error.detail);
    return pilkada_board_cell(board, 0);
}

static void forget(void) {
    pilkada_receipts_free(receipts);
    receipts = pilkada_receipts_new(NULL, NULL);
}

#define DAILY(zone, slots, more)                                                                                       \
    ROOM_SCHEDULE("'zone': '" zone "', 'repeat': {'freq': 'daily'}, 'slots': [" slots "]" more)
#define ALL_DAY "{'open': '00:00', 'close': '24:00', 'min': 1}"

/* ---- closing ---- */

/* CHEFS #1529: a date-only close in local time was compared in UTC, and forms closed hours early. */
static void trap_chefs_the_last_day_ends_on_the_wall_of_its_zone(void **state) {
    (void)state;
    static const struct {
        const char *definition, *last, *over;
    } zones[] = {{DAILY("WIB", ALL_DAY, ""), "2024-11-30T16:59:59.999Z", "2024-11-30T17:00:00Z"},
                 {DAILY("WITA", ALL_DAY, ""), "2024-11-30T15:59:59.999Z", "2024-11-30T16:00:00Z"},
                 {DAILY("WIT", ALL_DAY, ""), "2024-11-30T14:59:59.999Z", "2024-11-30T15:00:00Z"}};
    for (size_t i = 0; i < 3; i++) {
        pilkada_schedule *schedule = room_compile(&room, zones[i].definition);
        forget();
        room_add(receipts, "a", zones[i].last, "");
        room_add(receipts, "b", zones[i].over, ", 'date': '2024-11-30'");
        const pilkada_window_cell *cell =
            judge(schedule, "33.16", "2024-11-30", "2024-11-30", "2024-12-02T00:00:00+07:00");
        assert_true(cell->on_time == 1 && cell->late == 1);
        assert_int_equal(cell->closes, room_instant(zones[i].over));
        pk_schedule_free(schedule);
    }
}

/* Candidates' papers were due at 23.59, and everybody came then: the last minute is whole, and 24:00 can be said. */
static void trap_silon_the_last_minute_is_whole(void **state) {
    (void)state;
    pilkada_schedule *minute =
        room_compile(&room, DAILY("WIB", "{'open': '08:00', 'close': '23:59', 'min': 1}", ", 'close_inclusive': true"));
    pilkada_schedule *day = room_compile(&room, DAILY("WIB", "{'open': '08:00', 'close': '24:00', 'min': 1}", ""));
    for (int i = 0; i < 535; i++) {
        char id[16], at[48];
        snprintf(id, sizeof id, "r%d", i);
        snprintf(at, sizeof at, "2024-11-26T23:58:%02d.%03d+07:00", 59, i);
        room_add(receipts, id, at, "");
    }
    room_add(receipts, "exactly", "2024-11-26T23:59:00+07:00", "");
    room_add(receipts, "after", "2024-11-26T23:59:59.999+07:00", "");
    const pilkada_window_cell *cell = judge(minute, "33.16", "2024-11-26", "2024-11-26", "2024-11-27T12:00:00+07:00");
    assert_true(cell->on_time == 536 && cell->late == 1 && cell->flood == 537);
    assert_int_equal(judge(day, "33.16", "2024-11-26", "2024-11-26", "2024-11-27T12:00:00+07:00")->on_time, 537);
    pk_schedule_free(minute);
    pk_schedule_free(day);
}

/* ---- zones ---- */

/* Healthchecks #418, #385, #1088, FormSG #9879: which zone was meant? Every sentence with a time names it. */
static void trap_healthchecks_every_sentence_names_its_zone(void **state) {
    (void)state;
    static const struct {
        const char *region, *zone;
    } places[] = {{"33.16", " WIB"}, {"64.72", " WITA"}, {"91.05", " WIT"}};
    pilkada_schedule *local =
        room_compile(&room, "{'id': 'contoh.uji', 'title': {'id': 'a', 'en': 'b'}, 'source': 'CONTOH', 'tier': "
                            "'kabupaten_kota', 'zone': 'lokal', 'repeat': {'freq': 'daily'}, 'slots': [{'open': "
                            "'00:00', 'close': '05:00', 'min': 1}]}");
    for (size_t i = 0; i < 3; i++) {
        const pilkada_window_cell *cell =
            judge(local, places[i].region, "2024-11-26", "2024-11-26", "2024-11-27T12:00:00Z");
        assert_non_null(strstr(cell->reason_id, places[i].zone));
        assert_non_null(strstr(cell->reason_en, places[i].zone));
    }
    pk_schedule_free(local);
}

/* A window in UTC, the date cut first and shifted later: 00.30 WIB fell on the day before. Local time comes first. */
static void trap_local_time_comes_before_the_date(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-26T17:30:00Z", "");
    room_add(receipts, "b", "2024-11-26T16:59:59.999Z", ", 'date': '2024-11-26'");
    const pilkada_window_cell *cell = judge(night, "33.16", "2024-11-26", "2024-11-26", "2024-11-27T05:00:00Z");
    assert_true(cell->on_time == 1 && cell->early == 1);
}

/* A portal took the device's own clock, in UTC, for the time of the report. */
static void trap_the_clock_of_the_device_judges_nothing(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-27T05:00:01+07:00", ", 'created': '2024-11-27T04:00:00+07:00'");
    room_add(receipts, "b", "2024-11-27T04:59:59+07:00", ", 'created': '2024-11-27T11:59:59+07:00'");
    const pilkada_window_cell *cell = judge(night, "33.16", "2024-11-26", "2024-11-26", "2024-11-27T12:00:00+07:00");
    assert_true(cell->late == 1 && cell->on_time == 1 && cell->drafts == 1 && cell->skewed == 1);
}

/* A portal kept the day of a report and lost its hour. */
static void trap_the_hour_of_a_report_is_kept(void **state) {
    (void)state;
    static const struct {
        const char *received;
        int32_t on_time, late;
    } hours[] = {{"2024-11-27T00:30:00+07:00", 1, 0}, {"2024-11-27T05:30:00+07:00", 0, 1}};
    for (size_t i = 0; i < 2; i++) {
        forget();
        room_add(receipts, "a", hours[i].received, ", 'date': '2024-11-26'");
        const pilkada_window_cell *cell =
            judge(night, "33.16", "2024-11-26", "2024-11-26", "2024-11-27T12:00:00+07:00");
        assert_true(cell->on_time == hours[i].on_time && cell->late == hours[i].late);
    }
    assert_int_equal(
        room_add_text(receipts, "{'id': 'b', 'region': '33.16', 'form': 'f', 'received': '2024-11-27'}", NULL),
        PILKADA_E_TIME);
}

/* ---- days ---- */

/* Healthchecks #1118: the first occurrence had no grace. */
static void trap_healthchecks_the_first_day_has_its_grace(void **state) {
    (void)state;
    pilkada_schedule *schedule = room_compile(
        &room, DAILY("WIB", "{'open': '08:00', 'close': '09:00', 'min': 1}",
                     ", 'valid_from': '2024-11-25', 'valid_until': '2024-11-25', 'grace': {'before': 5, 'after': 5}"));
    static const char *const edges[] = {"2024-11-25T07:55:00+07:00", "2024-11-25T09:04:59.999+07:00"};
    for (size_t i = 0; i < 2; i++) {
        forget();
        room_add(receipts, "a", edges[i], "");
        assert_int_equal(judge(schedule, "33.16", "2024-11-25", "2024-11-25", "2024-11-26T00:00:00+07:00")->state,
                         PILKADA_WINDOW_LENGKAP);
    }
    pk_schedule_free(schedule);
}

/* Healthchecks #385, #35: what does "9-23" mean? Every hour from the first to the last, and both ends are said. */
static void trap_healthchecks_hours_in_a_range_have_two_ends(void **state) {
    (void)state;
    pilkada_schedule *schedule =
        room_compile(&room, DAILY("WIB", "{'open': '09:00', 'close': '23:00', 'every_minutes': 60, 'min': 1}", ""));
    for (int hour = 9; hour < 23; hour++) {
        char id[16], at[48];
        snprintf(id, sizeof id, "r%d", hour);
        snprintf(at, sizeof at, "2024-11-26T%02d:59:59.999+07:00", hour);
        room_add(receipts, id, at, "");
    }
    const pilkada_window_cell *cell = judge(schedule, "33.16", "2024-11-26", "2024-11-26", "2024-11-27T00:00:00+07:00");
    assert_true(cell->required == 14 && cell->on_time == 14 && cell->state == PILKADA_WINDOW_LENGKAP);
    assert_int_equal(cell->opens, room_instant("2024-11-26T09:00:00+07:00"));
    assert_int_equal(cell->closes, room_instant("2024-11-26T23:00:00+07:00"));
    pk_schedule_free(schedule);
}

/* How many dates of a span have a window. */
static size_t days_of(const pilkada_schedule *schedule, const char *region, const char *from, const char *until) {
    judge(schedule, region, from, until, "2025-06-01T00:00:00Z");
    return pilkada_board_count(board);
}

/* nextcloud/forms #2583: a form that opens and closes again every week could not be said. */
static void trap_nextcloud_a_week_comes_again(void **state) {
    (void)state;
    pilkada_schedule *monday = room_shipped(&room, "kaltim.senin");
    assert_int_equal(days_of(monday, "64.72", "2024-01-01", "2024-12-31"), 53);
    pk_schedule_free(monday);
}

/* osTicket #6739: hours were right only if Monday and Thursday were set. Any set of days is those days. */
static void trap_osticket_any_set_of_weekdays(void **state) {
    (void)state;
    static const char *const names[] = {"senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"};
    for (unsigned set = 1; set < 128; set++) {
        char text[512], days[128] = "";
        size_t count = 0;
        for (size_t i = 0; i < 7; i++)
            if (set >> i & 1)
                snprintf(days + strlen(days), sizeof days - strlen(days), "%s'%s'", count++ ? ", " : "", names[i]);
        snprintf(text, sizeof text,
                 ROOM_SCHEDULE("'zone': 'WIB', 'repeat': {'freq': 'weekly', 'days': [%s]}, 'slots': [" ALL_DAY "]"),
                 days);
        pilkada_schedule *schedule = room_compile(&room, text);
        assert_int_equal(days_of(schedule, "33.16", "2024-02-05", "2024-03-03"), 4 * count); /* four weeks */
        pk_schedule_free(schedule);
    }
}

/* Press: H-3 to H+3 was called five days, and a quiet period of 23 to 26 November three. Days are counted, not said. */
static void trap_press_days_are_counted(void **state) {
    (void)state;
    pilkada_schedule *posko = room_shipped(&room, "jateng.posko");
    pilkada_schedule *quiet = room_compile(
        &room, ROOM_SCHEDULE(
                   "'zone': 'WIB', 'repeat': {'freq': 'stages', 'stages': ['masa_tenang']}, 'slots': [" ALL_DAY "]"));
    assert_int_equal(days_of(posko, "33.16", "2024-11-01", "2024-12-31"), 7);
    assert_int_equal(days_of(quiet, "33.16", "2024-11-01", "2024-12-31"), 3);
    assert_int_equal(pilkada_board_cell(board, 0)->date, room_date("2024-11-24"));
    pk_schedule_free(posko);
    pk_schedule_free(quiet);
}

/* "Every day" is every day: no holiday, Sunday or leap day is left out. */
static void trap_every_day_means_every_day(void **state) {
    (void)state;
    static const char *const days[] = {"2024-01-01", "2024-02-29", "2024-04-10",
                                       "2024-08-17", "2024-11-24", "2024-12-25"};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        assert_int_equal(days_of(night, "33.16", days[i], days[i]), 1);
    assert_int_equal(days_of(night, "33.16", "2024-01-01", "2024-12-31"), 366);
}

/* ---- counting ---- */

/* A portal had two compliance numbers: all reports against the days of a year, clipped, and distinct days. */
static void trap_one_compliance_number(void **state) {
    (void)state;
    for (int i = 0; i < 8; i++) {
        char id[16], at[48];
        snprintf(id, sizeof id, "r%d", i);
        snprintf(at, sizeof at, "2024-11-27T0%d:00:00+07:00", i % 5);
        room_add(receipts, id, at, ", 'date': '2024-11-26'");
    }
    judge(night, "33.16", "2024-11-25", "2024-11-26", "2024-11-27T12:00:00+07:00");
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_board_write_summary_json(board, &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data, "\"reporting_rate\":{\"pembilang\":2,\"penyebut\":4}"));
    pilkada_buffer_dispose(&out);
    assert_int_equal(pilkada_board_cell(board, 0)->state, PILKADA_WINDOW_BELUM);
    assert_int_equal(pilkada_board_cell(board, 1)->received, 8);
}

/* A portal had two meanings of nihil, DHIS2 drops a stored zero: nihil is what the report says of itself, and counts.
 */
static void trap_nihil_is_said_and_counts(void **state) {
    (void)state;
#define REPORT(id, sequence, nihil, text)                                                                              \
    "{'id': '" id "', 'form_id': 'lap_tahapan_harian', 'kode_wilayah': '33.16', 'tanggal_laporan': '2024-11-26', "     \
    "'urutan': " sequence ", 'waktu_diterima': '2024-11-27T01:00:00+07:00', 'nihil': " nihil                           \
    ", 'perkembangan': '" text "', 'aduan_total': 0}"
    assert_int_equal(room_add_text(receipts, REPORT("a", "1", "true", "Nihil"), NULL), PILKADA_OK);
    assert_int_equal(room_add_text(receipts, REPORT("b", "2", "false", "-"), NULL), PILKADA_OK);
    const pilkada_window_cell *cell = judge(night, "33.16", "2024-11-26", "2024-11-26", "2024-11-27T12:00:00+07:00");
    assert_true(cell->on_time == 2 && cell->nihil == 1 && cell->state == PILKADA_WINDOW_LENGKAP);
}

#define T(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void) {
    const struct CMUnitTest tests[] = {
        T(trap_chefs_the_last_day_ends_on_the_wall_of_its_zone),
        T(trap_silon_the_last_minute_is_whole),
        T(trap_healthchecks_every_sentence_names_its_zone),
        T(trap_local_time_comes_before_the_date),
        T(trap_the_clock_of_the_device_judges_nothing),
        T(trap_the_hour_of_a_report_is_kept),
        T(trap_healthchecks_the_first_day_has_its_grace),
        T(trap_healthchecks_hours_in_a_range_have_two_ends),
        T(trap_nextcloud_a_week_comes_again),
        T(trap_osticket_any_set_of_weekdays),
        T(trap_press_days_are_counted),
        T(trap_every_day_means_every_day),
        T(trap_one_compliance_number),
        T(trap_nihil_is_said_and_counts),
    };
    return cmocka_run_group_tests(tests, open_room, close_room);
}
