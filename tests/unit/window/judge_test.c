/** @file judge_test.c  Boards: states, dates, what counts, what is ignored, and the traps that others paid for. */
#include "board_room.h"
#include "failing_allocator.h"

static const pk_span nowhere = {NULL, 0};
static const char *const blora[] = {"33.16"};

static void forget(void) {
    pilkada_receipts_free(receipts);
    receipts = pilkada_receipts_new(NULL, NULL);
}

static const pilkada_window_cell *judge_by(const pilkada_schedule *schedule, const char *from, const char *until,
                                           const char *now) {
    pilkada_window_query query = room_query(from, until, now, blora);
    pilkada_error error = PILKADA_ERROR_INIT;
    if (pk_schedule_judge(schedule, &query, receipts, "hash", board, &error))
        fail_msg("%s: %s", error.where, error.detail);
    return pilkada_board_cell(board, 0);
}

/* Blora for 26 November, the morning after. */
static const pilkada_window_cell *judge(const char *now) {
    return judge_by(night, "2024-11-26", "2024-11-26", now);
}

/* A member of the summary, or of an object in it: "ignored/formulir_lain". */
static int64_t summary(const char *path) {
    pilkada_buffer out;
    char key[64];
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_board_write_summary_json(board, &out, NULL), PILKADA_OK);
    cJSON *tree = pilkada_json_parse(out.data, out.size, NULL),
          *node = cJSON_GetObjectItemCaseSensitive(tree, "summary");
    while (node && *path) {
        size_t size = strcspn(path, "/");
        snprintf(key, sizeof key, "%.*s", (int)size, path);
        node = cJSON_GetObjectItemCaseSensitive(node, key);
        path += size + (path[size] == '/');
    }
    int64_t value = node ? (int64_t)node->valuedouble : -1;
    cJSON_Delete(tree);
    pilkada_buffer_dispose(&out);
    return value;
}

#define NOON "2024-11-27T12:00:00+07:00"

/* ---- states ---- */

static void the_states_of_a_night(void **state) {
    (void)state;
    assert_int_equal(judge("2024-11-26T23:00:00+07:00")->state, PILKADA_WINDOW_BERJALAN);
    assert_non_null(strstr(pilkada_board_cell(board, 0)->reason_id, "dibuka 1 jam lagi"));
    assert_int_equal(judge("2024-11-27T04:59:59.999+07:00")->state, PILKADA_WINDOW_BERJALAN);
    assert_non_null(strstr(pilkada_board_cell(board, 0)->reason_id, "sisa waktu 1 milidetik"));
    assert_int_equal(judge("2024-11-27T05:00:00+07:00")->state, PILKADA_WINDOW_BELUM);
    assert_false(pilkada_board_complete(board));
    room_add(receipts, "a", "2024-11-27T00:00:00+07:00", "");
    assert_int_equal(judge("2024-11-27T00:00:00+07:00")->on_time, 1); /* received at `now` is not the future */
    assert_int_equal(judge("2024-11-27T02:00:00+07:00")->state, PILKADA_WINDOW_BERJALAN);
    assert_int_equal(judge(NOON)->state, PILKADA_WINDOW_KURANG);
    room_add(receipts, "b", "2024-11-27T04:59:59.999+07:00", "");
    assert_int_equal(judge(NOON)->state, PILKADA_WINDOW_LENGKAP);
    assert_true(pilkada_board_complete(board));
}

static void complete_is_complete_at_once(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-27T00:00:00+07:00", "");
    room_add(receipts, "b", "2024-11-27T00:00:01+07:00", "");
    assert_int_equal(judge("2024-11-27T00:00:02+07:00")->state, PILKADA_WINDOW_LENGKAP);
}

static void late_says_by_how_much_and_by_which_border(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-27T00:10:00+07:00", ", 'date': '2024-11-26'");
    room_add(receipts, "b", "2024-11-26T22:00:07Z", ", 'date': '2024-11-26'");
    const pilkada_window_cell *cell = judge(NOON);
    assert_int_equal(cell->state, PILKADA_WINDOW_TERLAMBAT);
    assert_int_equal(cell->late, 1);
    assert_true(cell->opens == room_instant("2024-11-27T00:00:00+07:00"));
    assert_true(cell->closes == room_instant("2024-11-27T05:00:00+07:00"));
    assert_non_null(strstr(cell->reason_id, "diterima 05.00.07 WIB, batas 05.00.00, tenggang 0: terlambat 7 detik"));
    assert_non_null(strstr(cell->reason_en, "received 05:00:07 WIB, limit 05:00:00, grace 0: late by 7 s"));
    assert_int_equal(summary("actual_reports"), 2);
    assert_int_equal(summary("actual_reports_on_time"), 1);
}

/* The closing instant is outside: its sentence says so. */
static void at_the_border_is_late_by_nothing(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-27T05:00:00+07:00", "");
    assert_int_equal(judge(NOON)->late, 1);
    assert_non_null(
        strstr(pilkada_board_cell(board, 0)->reason_id, "terlambat 0 detik (batas tidak termasuk jendela)"));
    assert_int_equal(pilkada_board_cell(board, 0)->state, PILKADA_WINDOW_KURANG);
}

static void early_is_received_but_fills_nothing(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-26T23:50:00+07:00", ", 'date': '2024-11-26'");
    room_add(receipts, "b", "2024-11-26T23:59:59+07:00", "");
    const pilkada_window_cell *cell = judge(NOON);
    assert_int_equal(cell->early, 2);
    assert_int_equal(cell->received, 2);
    assert_int_equal(cell->state, PILKADA_WINDOW_KURANG); /* not "missing": something came */
    assert_int_equal(summary("actual_reports"), 0);
    room_add(receipts, "c", "2024-11-27T05:30:00+07:00", "");
    room_add(receipts, "d", "2024-11-27T05:31:00+07:00", "");
    assert_int_equal(judge(NOON)->state, PILKADA_WINDOW_TERLAMBAT);
}

static void nihil_counts(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-27T00:10:00+07:00", ", 'nihil': true");
    room_add(receipts, "b", "2024-11-27T00:20:00+07:00", ", 'nihil': true");
    assert_int_equal(judge(NOON)->state, PILKADA_WINDOW_LENGKAP);
    assert_int_equal(pilkada_board_cell(board, 0)->nihil, 2);
}

static void rejected_reports_leave_the_region_missing(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-27T00:10:00+07:00", ", 'status': 'ditolak'");
    room_add(receipts, "b", "2024-11-27T00:20:00+07:00", ", 'status': 'revisi'");
    const pilkada_window_cell *cell = judge(NOON);
    assert_int_equal(cell->state, PILKADA_WINDOW_BELUM);
    assert_int_equal(cell->rejected, 2);
    assert_int_equal(cell->received, 0);
    assert_non_null(strstr(cell->reason_id, "Ditolak atau diminta revisi: 2."));
}

/* ---- dates ---- */

static void its_own_date_decides(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-27T00:10:00+07:00", ", 'date': '2024-11-26'");
    room_add(receipts, "b", "2024-11-27T00:10:00+07:00", ", 'date': '2024-11-25'"); /* a day late for the 25th */
    room_add(receipts, "c", "2024-11-27T00:10:00+07:00", ", 'date': '2024-11-27'"); /* a day early for the 27th */
    judge_by(night, "2024-11-25", "2024-11-27", NOON);
    assert_int_equal(pilkada_board_count(board), 3);
    assert_int_equal(pilkada_board_cell(board, 0)->late, 1);
    assert_int_equal(pilkada_board_cell(board, 1)->on_time, 1);
    assert_int_equal(pilkada_board_cell(board, 2)->early, 1);
    assert_non_null(
        strstr(pilkada_board_cell(board, 0)->reason_id, "27 November 2024 pukul 00.10.00 WIB, batas 05.00.00"));
}

static void without_a_date_the_window_decides(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-27T03:00:00+07:00", "");
    room_add(receipts, "b", "2024-11-27T14:30:00+07:00", "");
    room_add(receipts, "c", "2024-11-27T14:30:01+07:00", "");
    judge_by(night, "2024-11-26", "2024-11-27", "2024-11-28T06:00:00+07:00");
    assert_int_equal(pilkada_board_cell(board, 0)->on_time, 1);
    assert_int_equal(pilkada_board_cell(board, 0)->late, 1);
    assert_int_equal(pilkada_board_cell(board, 1)->early, 1);
}

static void a_correction_without_a_date_takes_that_of_its_report(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-27T03:00:00+07:00", ", 'date': '2024-11-26', 'hash': '1'");
    room_add(receipts, "b", "2024-11-27T20:00:00+07:00", ", 'replaces': 'a', 'hash': '2'");
    room_add(receipts, "c", "2024-11-27T21:00:00+07:00", ", 'replaces': 'b', 'hash': '3'");
    room_add(receipts, "d", "2024-11-27T03:30:00+07:00", ", 'replaces': 'e'");
    room_add(receipts, "e", "2024-11-27T03:31:00+07:00", ", 'replaces': 'd', 'hash': '4'");
    const pilkada_window_cell *cell = judge("2024-11-28T06:00:00+07:00");
    assert_int_equal(cell->state, PILKADA_WINDOW_LENGKAP);
    assert_int_equal(cell->received, 2);
    assert_int_equal(summary("ignored/di_luar_permintaan"), 0);
}

/* A correction dated otherwise is another report: yesterday's must not lose its own. */
static void a_correction_of_another_date_is_another_report(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-26T03:00:00+07:00", ", 'date': '2024-11-25', 'hash': '1'");
    room_add(receipts, "b", "2024-11-27T03:00:00+07:00", ", 'date': '2024-11-26', 'hash': '2', 'replaces': 'a'");
    judge_by(night, "2024-11-25", "2024-11-26", NOON);
    assert_int_equal(pilkada_board_cell(board, 0)->on_time, 1);
    assert_int_equal(pilkada_board_cell(board, 1)->on_time, 1);
}

static void the_same_text_on_two_nights_is_two_reports(void **state) {
    (void)state;
    room_add(receipts, "1", "2024-11-26T03:00:00+07:00", ", 'hash': 'nihil'");
    room_add(receipts, "1", "2024-11-27T03:00:00+07:00", ", 'hash': 'nihil'");
    judge_by(night, "2024-11-25", "2024-11-26", NOON);
    assert_int_equal(pilkada_board_cell(board, 0)->on_time, 1);
    assert_int_equal(pilkada_board_cell(board, 1)->on_time, 1);
}

/* ---- what is not counted is told ---- */

static void nothing_is_ignored_silently(void **state) {
    (void)state;
    static const struct {
        const char *text, *reason;
    } cases[] = {
        {"{'id': 'a', 'region': '33.16', 'form': 'lap_tungsura', 'received': '2024-11-27T01:00:00+07:00'}",
         "formulir_lain"},
        {"{'id': 'a', 'region': '33.99', 'form': 'lap_tahapan_harian', 'received': '2024-11-27T01:00:00+07:00'}",
         "wilayah_tidak_dikenal"},
        {"{'id': 'a', 'region': 'Blora', 'form': 'lap_tahapan_harian', 'received': '2024-11-27T01:00:00+07:00'}",
         "wilayah_tidak_dikenal"},
        {"{'id': 'a', 'region': '33', 'form': 'lap_tahapan_harian', 'received': '2024-11-27T01:00:00+07:00'}",
         "wilayah_tidak_wajib"},
        {"{'id': 'a', 'region': '34.01', 'form': 'lap_tahapan_harian', 'received': '2024-11-27T01:00:00+07:00'}",
         "wilayah_tidak_wajib"},
        {"{'id': 'a', 'region': '33.15', 'form': 'lap_tahapan_harian', 'received': '2024-11-27T01:00:00+07:00'}",
         "di_luar_permintaan"},
        {"{'id': 'a', 'region': '33.16', 'form': 'lap_tahapan_harian', 'received': '2024-11-25T01:00:00+07:00'}",
         "di_luar_permintaan"},
        {"{'id': 'a', 'region': '33.16', 'form': 'lap_tahapan_harian', 'received': '2024-11-27T12:00:00.001+07:00', "
         "'date': '2024-11-26'}",
         "diterima_setelah_sekarang"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char path[64];
        forget();
        assert_int_equal(room_add_text(receipts, cases[i].text, NULL), PILKADA_OK);
        assert_int_equal(judge(NOON)->received, 0);
        snprintf(path, sizeof path, "ignored/%s", cases[i].reason);
        if (summary(path) != 1)
            fail_msg("%s: not %s", cases[i].text, cases[i].reason);
    }
}

static void a_date_without_a_window_is_told(void **state) {
    (void)state;
    static const char *const samarinda[] = {"64.72"};
    pilkada_schedule *monday = room_shipped(&room, "kaltim.senin");
    pilkada_window_query query = room_query("2024-11-18", "2024-11-25", "2024-11-26T00:00:00+08:00", samarinda);
    room_add_text(receipts,
                  "{'id': 'a', 'region': '64.72', 'form': 'lap_tahapan_harian', 'received': "
                  "'2024-11-19T01:00:00+08:00', 'date': '2024-11-19'}",
                  NULL);
    room_add_text(
        receipts,
        "{'id': 'b', 'region': '64.72', 'form': 'lap_tahapan_harian', 'received': '2024-11-19T01:00:00+08:00'}", NULL);
    assert_int_equal(pk_schedule_judge(monday, &query, receipts, "", board, NULL), PILKADA_OK);
    assert_int_equal(pilkada_board_count(board), 2); /* two Mondays, no cell for other days */
    assert_int_equal(pilkada_board_cell(board, 0)->state, PILKADA_WINDOW_TERLAMBAT);
    assert_int_equal(pilkada_board_cell(board, 1)->state, PILKADA_WINDOW_BELUM);
    assert_int_equal(summary("ignored/tanpa_jendela"), 1);
    query.from = query.until = room_date("2024-11-20");
    assert_int_equal(pk_schedule_judge(monday, &query, receipts, "", board, NULL), PILKADA_OK);
    assert_int_equal(pilkada_board_count(board), 0);
    assert_false(pilkada_board_complete(board)); /* nothing owed is not the same as all done */
    assert_int_equal(summary("expected_reports"), 0);
    pilkada_buffer text;
    pilkada_buffer_init(&text, NULL);
    assert_int_equal(pilkada_board_write_text(board, PILKADA_LANG_ID, &text, NULL), PILKADA_OK);
    assert_non_null(strstr(text.data, "Tidak ada jendela"));
    pilkada_buffer_dispose(&text);
    pk_schedule_free(monday);
}

static void beyond_the_maximum_is_told(void **state) {
    (void)state;
    pilkada_schedule *one =
        room_compile(&room, ROOM_SCHEDULE("'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'slots': [{'open': '00:00', "
                                          "'close': '05:00', 'min': 1, 'max': 2}]"));
    room_add(receipts, "a", "2024-11-26T01:00:00+07:00", "");
    room_add(receipts, "b", "2024-11-26T02:00:00+07:00", "");
    room_add(receipts, "c", "2024-11-26T03:00:00+07:00", "");
    assert_int_equal(judge_by(one, "2024-11-26", "2024-11-26", NOON)->received, 2);
    assert_int_equal(summary("ignored/melebihi_maksimum"), 1);
    pk_schedule_free(one);
}

static bool board_says(const char *needle) {
    pilkada_buffer text;
    pilkada_buffer_init(&text, NULL);
    assert_int_equal(pilkada_board_write_text(board, PILKADA_LANG_ID, &text, NULL), PILKADA_OK);
    bool found = strstr(text.data, needle) != NULL;
    pilkada_buffer_dispose(&text);
    return found;
}

/* What is not received is neither a time on the board nor a late report in the sentence. */
static void beyond_the_maximum_is_not_shown(void **state) {
    (void)state;
    pilkada_schedule *one =
        room_compile(&room, ROOM_SCHEDULE("'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'slots': [{'open': '00:00', "
                                          "'close': '05:00', 'min': 1, 'max': 1}]"));
    room_add(receipts, "a", "2024-11-25T23:00:00+07:00", ", 'date': '2024-11-26'"); /* early: takes no place */
    room_add(receipts, "b", "2024-11-26T01:00:00+07:00", "");
    room_add(receipts, "c", "2024-11-26T05:00:07+07:00", "");
    const pilkada_window_cell *cell = judge_by(one, "2024-11-26", "2024-11-26", NOON);
    assert_int_equal(cell->state, PILKADA_WINDOW_LENGKAP);
    assert_int_equal(cell->received, 2);
    assert_int_equal(cell->late, 0);
    assert_null(strstr(cell->reason_id, "05.00.07"));
    assert_non_null(strstr(cell->reason_id, "Melebihi batas paling banyak, tidak dihitung: 1."));
    assert_true(board_says("01.00"));
    assert_false(board_says("05.00.07"));
    pk_schedule_free(one);
}

/* ---- exceptions ---- */

static void an_excused_region_owes_nothing_and_says_why(void **state) {
    (void)state;
    pilkada_schedule *schedule = room_compile(
        &room,
        ROOM_SCHEDULE(
            "'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'slots': [{'open': '00:00', 'close': '05:00', 'min': 2}], "
            "'exceptions': [{'region': '33.16', 'dates': ['2024-11-26'], 'reason': {'id': 'banjir', 'en': 'flood'}, "
            "'by': 'Posko'}]"));
    judge_by(schedule, "2024-11-25", "2024-11-26", NOON);
    const pilkada_window_cell *cell = pilkada_board_cell(board, 1);
    assert_int_equal(cell->state, PILKADA_WINDOW_DIKECUALIKAN);
    assert_int_equal(cell->required, 0);
    assert_non_null(strstr(cell->reason_id, "Dikecualikan oleh Posko: banjir."));
    assert_non_null(strstr(cell->reason_en, "Excused by Posko: flood."));
    assert_int_equal(pilkada_board_cell(board, 0)->state, PILKADA_WINDOW_BELUM);
    assert_int_equal(summary("expected_reports"), 2);
    assert_int_equal(summary("dikecualikan"), 1);
    judge_by(schedule, "2024-11-26", "2024-11-26", NOON);
    assert_true(pilkada_board_complete(board));
    pk_schedule_free(schedule);
}

/* ---- counting by form and by reporter ---- */

static void by_form_or_by_reporter_two_of_one_are_one(void **state) {
    (void)state;
#define BY(what)                                                                                                       \
    ROOM_SCHEDULE("'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'count_by': '" what                                     \
                  "', 'slots': [{'open': '00:00', 'close': '05:00', 'min': 2}]")
    pilkada_schedule *form = room_compile(&room, BY("formulir")), *reporter = room_compile(&room, BY("pelapor"));
    room_add(receipts, "a", "2024-11-26T01:00:00+07:00", ", 'reporter': 'p'");
    room_add(receipts, "b", "2024-11-26T02:00:00+07:00", ", 'reporter': 'q'");
    assert_int_equal(judge_by(form, "2024-11-26", "2024-11-26", NOON)->state, PILKADA_WINDOW_KURANG);
    assert_int_equal(pilkada_board_cell(board, 0)->received, 2);
    assert_non_null(strstr(pilkada_board_cell(board, 0)->reason_id, "1 dari 2 formulir"));
    assert_int_equal(judge_by(reporter, "2024-11-26", "2024-11-26", NOON)->state, PILKADA_WINDOW_LENGKAP);
    room_add_text(receipts,
                  "{'id': 'c', 'region': '33.16', 'form': 'lap_lain', 'received': '2024-11-26T03:00:00+07:00'}", NULL);
    assert_int_equal(judge_by(form, "2024-11-26", "2024-11-26", NOON)->state, PILKADA_WINDOW_LENGKAP);
    pk_schedule_free(form);
    pk_schedule_free(reporter);
}

/* ---- traps that others paid for ---- */

/* DHIS2 #19318: an event was locked during its last legal day. CHEFS #1529: a date-only close ended a day early. */
static void trap_dhis2_the_last_legal_day_is_legal(void **state) {
    (void)state;
    pilkada_schedule *posko = room_shipped(&room, "jateng.posko");
    room_add_text(receipts,
                  "{'id': 'a', 'region': '33.16', 'form': 'lap_tungsura', 'received': '2024-11-30T23:59:59.999+07:00'}",
                  NULL);
    assert_int_equal(judge_by(posko, "2024-11-30", "2024-11-30", "2024-12-01T00:00:00+07:00")->state,
                     PILKADA_WINDOW_LENGKAP);
    assert_int_equal(judge_by(posko, "2024-12-01", "2024-12-31", "2024-12-31T00:00:00+07:00") == NULL, true);
    pk_schedule_free(posko);
}

/* DHIS2 #19866: timeliness started a day early. #19806: expiry was compared with the wrong end. */
static void trap_dhis2_deadline_is_the_close_not_the_open(void **state) {
    (void)state;
    assert_int_equal(judge("2024-11-26T00:00:00+07:00")->state, PILKADA_WINDOW_BERJALAN);
    assert_int_equal(judge("2024-11-26T05:00:00+07:00")->state, PILKADA_WINDOW_BERJALAN);
    assert_int_equal(judge("2024-11-27T04:59:59+07:00")->state, PILKADA_WINDOW_BERJALAN);
    assert_int_equal(judge("2024-11-27T05:00:00+07:00")->state, PILKADA_WINDOW_BELUM);
}

/* DHIS2 #3501, #6835: short months lowered a daily rate. Expected is the sum over the days there are. */
static void trap_dhis2_short_months_have_their_own_denominator(void **state) {
    (void)state;
    static const struct {
        const char *from, *until;
        int64_t days;
    } months[] = {{"2023-02-01", "2023-02-28", 28},
                  {"2024-02-01", "2024-02-29", 29},
                  {"2024-11-01", "2024-11-30", 30},
                  {"2024-12-01", "2024-12-31", 31},
                  {"2024-01-01", "2024-12-31", 366}};
    for (size_t m = 0; m < sizeof months / sizeof *months; m++) {
        forget();
        for (pilkada_date date = room_date(months[m].from); date <= room_date(months[m].until); date++)
            for (int n = 1; n <= 2; n++) {
                char id[16], received[PILKADA_INSTANT_SIZE];
                snprintf(id, sizeof id, "%d-%d", (int)date, n);
                pilkada_instant_format(pilkada_date_instant(date + 1, n * 60, 420), 420, received);
                room_add(receipts, id, received, "");
            }
        judge_by(night, months[m].from, months[m].until, "2025-06-01T00:00:00Z");
        assert_int_equal(summary("reporting_rate/penyebut"), 2 * months[m].days);
        assert_int_equal(summary("reporting_rate_on_time/pembilang"), 2 * months[m].days);
        assert_true(pilkada_board_complete(board));
    }
}

/* CHT-core #123: a rate above 100 % when one unit sends twice. */
static void trap_cht_a_rate_never_exceeds_one(void **state) {
    (void)state;
    for (int i = 0; i < 50; i++) {
        char id[16], received[80];
        snprintf(id, sizeof id, "r%d", i);
        snprintf(received, sizeof received, "2024-11-27T0%d:%02d:00+07:00", i % 7, i);
        room_add(receipts, id, received, "");
    }
    assert_int_equal(judge(NOON)->received, 50);
    assert_int_equal(summary("actual_reports"), 2);
    assert_int_equal(summary("actual_reports_on_time"), 2);
    assert_int_equal(summary("expected_reports"), 2);
}

/* Zammad #3180: 00.00-23.59 was closed for a minute at midnight, and 24:00 could not be entered. */
static void trap_zammad_a_whole_day_has_no_gap(void **state) {
    (void)state;
    pilkada_schedule *always = room_compile(
        &room,
        ROOM_SCHEDULE(
            "'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'slots': [{'open': '00:00', 'close': '24:00', 'min': 1}]"));
    pk_slot slot;
    for (int64_t at = 0; at < 3 * PK_DAY; at += 500) {
        pilkada_date date = pilkada_instant_date(at, 420);
        assert_int_equal(pk_schedule_date_at(always, nowhere, at, 420, &slot), date);
        const pk_slots slots = {&slot, pk_schedule_slots(always, nowhere, date, &slot)};
        assert_int_equal(pk_slots_find(&slots, pk_position_of(at, date, 420)).distance, -1);
    }
    pk_schedule_free(always);
}

/* fluid-calendar #110: hours over midnight were ignored. */
static void trap_fluid_calendar_hours_over_midnight_are_hours(void **state) {
    (void)state;
#define OVER(date_of)                                                                                                  \
    ROOM_SCHEDULE("'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'date_of': '" date_of                                   \
                  "', 'slots': [{'open': '22:00', 'close': '05:00', 'min': 1}]")
    pilkada_schedule *open = room_compile(&room, OVER("open")), *close = room_compile(&room, OVER("close"));
    room_add(receipts, "a", "2024-12-31T23:30:00+07:00", "");
    room_add(receipts, "b", "2025-01-01T04:59:59+07:00", "");
    assert_int_equal(judge_by(open, "2024-12-31", "2024-12-31", "2025-01-02T00:00:00Z")->on_time, 2);
    assert_int_equal(judge_by(close, "2025-01-01", "2025-01-01", "2025-01-02T00:00:00Z")->on_time, 2);
    assert_true(pilkada_board_cell(board, 0)->opens == room_instant("2024-12-31T22:00:00+07:00"));
    pk_schedule_free(open);
    pk_schedule_free(close);
}

/* Healthchecks #1160, #888: a ping before the time did not count, and there was no grace before. */
static void trap_healthchecks_grace_before_is_a_setting_and_early_is_a_state(void **state) {
    (void)state;
#define GRACE(before, after)                                                                                           \
    ROOM_SCHEDULE(                                                                                                     \
        "'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'date_of': 'previous_day', 'grace': {'before': " #before          \
        ", 'after': " #after "}, 'slots': [{'open': '00:00', 'close': '05:00', 'min': 1}]")
    pilkada_schedule *before = room_compile(&room, GRACE(10, 0)), *after = room_compile(&room, GRACE(0, 10));
    room_add(receipts, "a", "2024-11-26T23:50:00+07:00", ", 'date': '2024-11-26'");
    assert_int_equal(judge_by(before, "2024-11-26", "2024-11-26", NOON)->state, PILKADA_WINDOW_LENGKAP);
    assert_int_equal(judge_by(after, "2024-11-26", "2024-11-26", NOON)->early, 1);
    forget();
    room_add(receipts, "a", "2024-11-27T05:09:59.999+07:00", "");
    assert_int_equal(judge_by(after, "2024-11-26", "2024-11-26", NOON)->state, PILKADA_WINDOW_LENGKAP);
    assert_int_equal(judge_by(before, "2024-11-26", "2024-11-26", NOON)->late, 1);
    forget();
    assert_int_equal(judge_by(after, "2024-11-26", "2024-11-26", "2024-11-27T05:09:59+07:00")->state,
                     PILKADA_WINDOW_BERJALAN);
    assert_non_null(strstr(pilkada_board_cell(board, 0)->reason_id, "masa tenggang tinggal 1 detik"));
    assert_int_equal(judge_by(after, "2024-11-26", "2024-11-26", "2024-11-27T05:10:00+07:00")->state,
                     PILKADA_WINDOW_BELUM);
    room_add(receipts, "b", "2024-11-27T05:10:00+07:00", "");
    judge_by(after, "2024-11-26", "2024-11-26", NOON);
    assert_non_null(
        strstr(pilkada_board_cell(board, 0)->reason_id, "batas 05.00.00, tenggang 10 menit: terlambat 10 menit"));
    pk_schedule_free(before);
    pk_schedule_free(after);
}

/* Healthchecks #1004: a late ping led to a second alarm. Late stays late, once, however often it comes again. */
static void trap_healthchecks_late_is_told_once(void **state) {
    (void)state;
    for (int i = 0; i < 5; i++) {
        char id[16];
        snprintf(id, sizeof id, "r%d", i);
        room_add(receipts, id, "2024-11-27T06:00:00+07:00", ", 'hash': 'h'");
    }
    const pilkada_window_cell *cell = judge(NOON);
    assert_int_equal(cell->late, 1);
    assert_int_equal(cell->duplicate, 4);
}

/* getodk/docs #1362: after the close nobody could even correct a report. */
static void trap_odk_a_correction_after_the_close_is_taken(void **state) {
    (void)state;
    room_add(receipts, "a", "2024-11-27T01:00:00+07:00", ", 'hash': '1', 'nihil': true");
    room_add(receipts, "b", "2024-11-27T02:00:00+07:00", ", 'hash': '2'");
    room_add(receipts, "c", "2024-11-27T09:00:00+07:00", ", 'hash': '3', 'replaces': 'a'");
    const pilkada_window_cell *cell = judge(NOON);
    assert_int_equal(cell->state, PILKADA_WINDOW_LENGKAP);
    assert_int_equal(cell->received, 2);
    assert_int_equal(cell->nihil, 0);
    assert_int_equal(cell->duplicate, 0);
    assert_non_null(strstr(cell->reason_id, "Perbaikan yang menggantikan laporan sebelumnya: 1."));
}

static void the_closing_instant_may_be_inside_as_data(void **state) {
    (void)state;
    pilkada_schedule *schedule =
        room_compile(&room, ROOM_SCHEDULE("'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'close_inclusive': true, "
                                          "'slots': [{'open': '00:00', 'close': '05:00', 'min': 1}]"));
    room_add(receipts, "a", "2024-11-26T05:00:00+07:00", "");
    assert_int_equal(judge_by(schedule, "2024-11-26", "2024-11-26", NOON)->state, PILKADA_WINDOW_LENGKAP);
    forget();
    room_add(receipts, "a", "2024-11-26T05:00:00.001+07:00", "");
    assert_int_equal(judge_by(schedule, "2024-11-26", "2024-11-26", NOON)->late, 1);
    assert_non_null(strstr(pilkada_board_cell(board, 0)->reason_id,
                           "diterima 05.00.00,001 WIB, batas 05.00.00, tenggang 0: terlambat 1 milidetik"));
    pk_schedule_free(schedule);
}

static void the_zone_is_the_regions_own(void **state) {
    (void)state;
    static const struct {
        const char *region, *received;
    } cases[] = {
        {"11.01", "2024-11-26T17:00:00Z"}, {"64.72", "2024-11-26T16:00:00Z"}, {"91.05", "2024-11-26T15:00:00Z"}};
    pilkada_schedule *schedule = room_compile(
        &room, "{'id': 'x', 'title': {'id': 'a', 'en': 'b'}, 'source': 's', 'tier': 'kabupaten_kota', 'zone': 'lokal', "
               "'repeat': {'freq': "
               "'daily'}, 'date_of': 'previous_day', 'slots': [{'open': '00:00', 'close': '05:00', 'min': 1}]}");
    for (size_t i = 0; i < 3; i++) {
        char text[256];
        pilkada_window_query query = room_query("2024-11-26", "2024-11-26", NOON, &cases[i].region);
        forget();
        snprintf(text, sizeof text, "{'id': 'a', 'region': '%s', 'form': 'f', 'received': '%s'}", cases[i].region,
                 cases[i].received);
        room_add_text(receipts, text, NULL);
        assert_int_equal(pk_schedule_judge(schedule, &query, receipts, "", board, NULL), PILKADA_OK);
        assert_true(pilkada_board_cell(board, 0)->opens == room_instant(cases[i].received));
        assert_int_equal(pilkada_board_cell(board, 0)->on_time, 1);
    }
    pk_schedule_free(schedule);
}

static void each_slot_must_be_filled(void **state) {
    (void)state;
    pilkada_schedule *schedule = room_compile(
        &room, ROOM_SCHEDULE("'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'slots': [{'open': '07:00', 'close': "
                             "'19:00', 'min': 1}, {'open': '19:00', 'close': '07:00', 'min': 1}]"));
    room_add(receipts, "a", "2024-11-26T08:00:00+07:00", "");
    room_add(receipts, "b", "2024-11-26T09:00:00+07:00", "");
    const pilkada_window_cell *cell = judge_by(schedule, "2024-11-26", "2024-11-26", NOON);
    assert_int_equal(cell->state, PILKADA_WINDOW_KURANG);
    assert_int_equal(cell->on_time, 2);
    assert_int_equal(summary("actual_reports"), 1);
    assert_non_null(
        strstr(cell->reason_id, "Belum terpenuhi tepat waktu: 19.00.00 sampai 27 November 2024 pukul 07.00.00."));
    room_add(receipts, "c", "2024-11-27T06:59:59+07:00", "");
    assert_int_equal(judge_by(schedule, "2024-11-26", "2024-11-26", NOON)->state, PILKADA_WINDOW_LENGKAP);
    pk_schedule_free(schedule);
}

/* ---- all regions; order ---- */

static void add_night(const uint32_t *order, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char text[512];
        uint32_t n = order[i];
        snprintf(text, sizeof text,
                 "{'id': 'r%u', 'region': '33.%02u', 'form': 'lap_%s_harian', 'received': "
                 "'2024-11-2%uT0%u:%02u:00+07:00', 'nihil': %s, 'status': '%s'%s, 'reporter': 'p%u'}",
                 n % 23, 1 + n % 29, n % 3 ? "tahapan" : "situasi", 6 + n % 2, n % 8, n % 7 * 9,
                 n % 5 ? "false" : "true", n % 11 ? "diterima" : "ditolak",
                 n % 4   ? ", 'hash': 'h'"
                 : n % 6 ? ", 'replaces': 'r2'"
                         : "",
                 n % 3);
        if (room_add_text(receipts, text, NULL))
            fail_msg("%s", text);
    }
}

static void write_all(pilkada_buffer *out) {
    for (size_t i = 0; i < pilkada_board_count(board); i++)
        assert_int_equal(pilkada_board_write_cell_json(board, i, out, NULL), PILKADA_OK);
    assert_int_equal(pilkada_board_write_summary_json(board, out, NULL), PILKADA_OK);
    assert_int_equal(pilkada_board_write_text(board, PILKADA_LANG_ID, out, NULL), PILKADA_OK);
    assert_int_equal(pilkada_board_write_text(board, PILKADA_LANG_EN, out, NULL), PILKADA_OK);
}

static void the_order_of_receipts_does_not_matter(void **state) {
    (void)state;
    enum { COUNT = 700 };
    uint32_t order[COUNT], seed = 20241127;
    pilkada_buffer first, again;
    pilkada_window_query query = room_query("2024-11-25", "2024-11-27", NOON, NULL);
    pilkada_schedule *capped = room_compile(
        &room, ROOM_SCHEDULE("'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'count_by': 'pelapor', 'date_of': "
                             "'previous_day', 'slots': [{'open': '00:00', 'close': '05:00', 'min': 2, 'max': 3}]"));
    pilkada_buffer_init(&first, NULL);
    pilkada_buffer_init(&again, NULL);
    for (uint32_t i = 0; i < COUNT; i++)
        order[i] = i;
    for (int round = 0; round < 25; round++) {
        forget();
        add_night(order, COUNT);
        pilkada_buffer_clear(&again);
        for (int which = 0; which < 2; which++) {
            assert_int_equal(pk_schedule_judge(which ? capped : night, &query, receipts, "hash", board, NULL),
                             PILKADA_OK);
            write_all(round ? &again : &first);
        }
        if (round)
            assert_string_equal(first.data, again.data);
        for (uint32_t i = COUNT - 1; i > 0; i--) {
            seed = seed * 1664525 + 1013904223;
            uint32_t j = (seed >> 8) % (i + 1), kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
    }
    pilkada_buffer_dispose(&first);
    pilkada_buffer_dispose(&again);
    pk_schedule_free(capped);
}

static void cells_come_by_date_then_by_code(void **state) {
    (void)state;
    static const char *const mixed[] = {"33.74", "33.16", "33.74"};
    pilkada_window_query query = room_query("2024-11-25", "2024-11-26", NOON, NULL);
    assert_int_equal(pk_schedule_judge(night, &query, receipts, "hash", board, NULL), PILKADA_OK);
    assert_int_equal(pilkada_board_count(board), 70);
    for (size_t i = 1; i < 70; i++) {
        const pilkada_window_cell *a = pilkada_board_cell(board, i - 1), *b = pilkada_board_cell(board, i);
        assert_true(a->date < b->date || (a->date == b->date && strcmp(a->region, b->region) < 0));
    }
    assert_int_equal(summary("regions"), 35);
    assert_int_equal(summary("expected_reports"), 140);
    query.regions = mixed;
    query.region_count = 3;
    assert_int_equal(pk_schedule_judge(night, &query, receipts, "hash", board, NULL), PILKADA_OK);
    assert_int_equal(pilkada_board_count(board), 4);
    assert_string_equal(pilkada_board_cell(board, 0)->region, "33.16");
}

/* ---- questions that cannot be answered ---- */

static void impossible_questions_leave_the_board_as_it_was(void **state) {
    (void)state;
    static const char *const unknown[] = {"33.99"}, *const free_of_it[] = {"34.01"}, *const village[] = {"33.16.01"},
                             *const null[] = {NULL}, *const raw[] = {"\x1b[2J"};
    struct {
        pilkada_window_query query;
        pilkada_status status;
    } cases[14];
    size_t count = 0;
#define CASE(change, expected)                                                                                         \
    do {                                                                                                               \
        pilkada_window_query query = room_query("2024-11-26", "2024-11-26", NOON, blora);                              \
        change;                                                                                                        \
        cases[count].query = query;                                                                                    \
        cases[count++].status = expected;                                                                              \
    } while (0)
    CASE(query.from = PILKADA_NO_DATE, PILKADA_E_ARGUMENT);
    CASE(query.until = PILKADA_NO_DATE, PILKADA_E_ARGUMENT);
    CASE(query.from = query.until + 1, PILKADA_E_ARGUMENT);
    CASE(query.until = INT32_MAX, PILKADA_E_ARGUMENT);
    CASE(query.from = query.until - 3660, PILKADA_E_LIMIT);
    CASE(query.now = PILKADA_NO_INSTANT, PILKADA_E_ARGUMENT);
    CASE(query.now = INT64_MAX, PILKADA_E_ARGUMENT);
    CASE(query.regions = unknown, PILKADA_E_UNKNOWN);
    CASE(query.regions = raw, PILKADA_E_UNKNOWN);
    CASE(query.regions = free_of_it, PILKADA_E_ARGUMENT);
    CASE(query.regions = village, PILKADA_E_ARGUMENT);
    CASE(query.regions = null, PILKADA_E_ARGUMENT);
    CASE(query.region_count = 0, PILKADA_E_ARGUMENT);
    room_add(receipts, "a", "2024-11-27T01:00:00+07:00", "");
    judge(NOON);
    for (size_t i = 0; i < count; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        pilkada_status status = pk_schedule_judge(night, &cases[i].query, receipts, "hash", board, &error);
        if (status != cases[i].status || !error.detail[0] || strchr(error.where, 27))
            fail_msg("case %zu: %s %s", i, pilkada_status_name(status), error.detail);
        assert_int_equal(pk_schedule_judge(night, &cases[i].query, receipts, "hash", board, NULL), status);
        assert_int_equal(pilkada_board_count(board), 1);
        assert_int_equal(pilkada_board_cell(board, 0)->state, PILKADA_WINDOW_KURANG);
    }
    pilkada_window_query query = room_query("2024-11-26", "2024-11-26", NOON, NULL);
    pilkada_schedule *monday = room_shipped(&room, "kaltim.senin");
    assert_int_equal(pk_schedule_judge(monday, &query, receipts, "", board, NULL),
                     PILKADA_E_ARGUMENT); /* nobody in the table */
    pk_schedule_free(monday);
    assert_int_equal(pk_schedule_judge(NULL, &query, receipts, "", board, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pk_schedule_judge(night, NULL, receipts, "", board, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pk_schedule_judge(night, &query, NULL, "", board, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pk_schedule_judge(night, &query, receipts, "", NULL, NULL), PILKADA_E_ARGUMENT);
}

static void the_ends_of_time_are_judged(void **state) {
    (void)state;
    pilkada_window_query query = room_query("0001-01-01", "0001-01-02", "9999-12-31T23:59:59Z", blora);
    room_add(receipts, "a", "9999-12-31T23:59:59.999Z", "");
    room_add(receipts, "b", "0001-01-01T00:00:00Z", "");
    assert_int_equal(pk_schedule_judge(night, &query, receipts, "", board, NULL), PILKADA_OK);
    query = room_query("9999-12-30", "9999-12-31", "9999-12-31T23:59:59Z", blora);
    assert_int_equal(pk_schedule_judge(night, &query, receipts, "", board, NULL), PILKADA_OK);
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    write_all(&out);
    pilkada_buffer_dispose(&out);
}

/* ---- memory ---- */

static void memory_may_run_out_while_judging(void **state) {
    (void)state;
    pilkada_window_query query = room_query("2024-11-25", "2024-11-26", NOON, NULL);
    room_add(receipts, "a", "2024-11-27T01:00:00+07:00", ", 'hash': 'h'");
    room_add(receipts, "b", "2024-11-27T15:00:00+07:00", ", 'replaces': 'a'");
    for (int mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++) {
        failing_allocator memory = {.failed = true};
        for (size_t n = 0; memory.failed; n++) {
            pilkada_error error = PILKADA_ERROR_INIT;
            pilkada_buffer out;
            failing_allocator_start(&memory, n, (failing_mode)mode);
            pilkada_board *made = pilkada_board_new(&memory.allocator, &error);
            pilkada_buffer_init(&out, &memory.allocator);
            pilkada_status status =
                made ? pk_schedule_judge(night, &query, receipts, "hash", made, &error) : error.status;
            if (!status)
                status = pilkada_board_write_cell_json(made, 3, &out, &error);
            if (!status)
                status = pilkada_board_write_summary_json(made, &out, &error);
            if (!status)
                status = pilkada_board_write_text(made, PILKADA_LANG_ID, &out, &error);
            if (!status)
                status = pk_schedule_write_status(night, NULL, query.now, "hash", &out, &error);
            if (status != (memory.failed ? PILKADA_E_NOMEM : PILKADA_OK))
                fail_msg("call %zu: %s", n, pilkada_status_name(status));
            pilkada_buffer_dispose(&out);
            pilkada_board_free(made);
            assert_int_equal(memory.live, 0);
        }
    }
}

static void a_board_is_reusable_memory(void **state) {
    (void)state;
    failing_allocator memory;
    pilkada_window_query query = room_query("2024-11-25", "2024-11-26", NOON, NULL);
    failing_allocator_start(&memory, SIZE_MAX, FAIL_ONCE);
    pilkada_board *made = pilkada_board_new(&memory.allocator, NULL);
    size_t kept = 0;
    for (int round = 0; round < 6; round++) {
        assert_int_equal(pk_schedule_judge(night, &query, receipts, "hash", made, NULL), PILKADA_OK);
        if (round < 2)
            kept = memory.live;
        else
            assert_int_equal(memory.live, kept);
    }
    pilkada_board_free(made);
    assert_int_equal(memory.live, 0);
}

#define T(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void) {
    const struct CMUnitTest tests[] = {
        T(the_states_of_a_night),
        T(complete_is_complete_at_once),
        T(late_says_by_how_much_and_by_which_border),
        T(at_the_border_is_late_by_nothing),
        T(early_is_received_but_fills_nothing),
        T(nihil_counts),
        T(rejected_reports_leave_the_region_missing),
        T(its_own_date_decides),
        T(without_a_date_the_window_decides),
        T(a_correction_without_a_date_takes_that_of_its_report),
        T(a_correction_of_another_date_is_another_report),
        T(the_same_text_on_two_nights_is_two_reports),
        T(nothing_is_ignored_silently),
        T(a_date_without_a_window_is_told),
        T(beyond_the_maximum_is_told),
        T(beyond_the_maximum_is_not_shown),
        T(an_excused_region_owes_nothing_and_says_why),
        T(by_form_or_by_reporter_two_of_one_are_one),
        T(trap_dhis2_the_last_legal_day_is_legal),
        T(trap_dhis2_deadline_is_the_close_not_the_open),
        T(trap_dhis2_short_months_have_their_own_denominator),
        T(trap_cht_a_rate_never_exceeds_one),
        T(trap_zammad_a_whole_day_has_no_gap),
        T(trap_fluid_calendar_hours_over_midnight_are_hours),
        T(trap_healthchecks_grace_before_is_a_setting_and_early_is_a_state),
        T(trap_healthchecks_late_is_told_once),
        T(trap_odk_a_correction_after_the_close_is_taken),
        T(the_closing_instant_may_be_inside_as_data),
        T(the_zone_is_the_regions_own),
        T(each_slot_must_be_filled),
        T(the_order_of_receipts_does_not_matter),
        T(cells_come_by_date_then_by_code),
        T(impossible_questions_leave_the_board_as_it_was),
        T(the_ends_of_time_are_judged),
        T(memory_may_run_out_while_judging),
        T(a_board_is_reusable_memory),
    };
    return cmocka_run_group_tests(tests, open_room, close_room);
}
