/** @file board_test.c  What a board and a window say: JSON, text in two languages, nothing for nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "window_room.h"

static window_room room;
static pilkada_schedule *night;
static pilkada_buffer out;

static int open_room(void **state) {
    (void)state;
    int failed = room_open(&room);
    night = failed ? NULL : room_shipped(&room, "jateng.dinihari");
    pilkada_buffer_init(&out, NULL);
    return night == NULL;
}

static int close_room(void **state) {
    (void)state;
    pilkada_buffer_dispose(&out);
    pk_schedule_free(night);
    room_close(&room);
    return 0;
}

/* Rembang short after a flood, Kudus late, Blora complete, Kendal missing. */
static pilkada_board *four_regions(void) {
    static const char *const regions[] = {"33.16", "33.17", "33.19", "33.24"};
    pilkada_receipts *receipts = pilkada_receipts_new(NULL, NULL);
    pilkada_board *board = pilkada_board_new(NULL, NULL);
    pilkada_window_query query = room_query("2024-11-26", "2024-11-26", "2024-11-27T05:01:00+07:00", regions);
    pilkada_error error = PILKADA_ERROR_INIT;
    query.region_count = 4;
    static const struct {
        const char *id, *region, *received, *rest;
    } rows[] = {{"a", "33.16", "2024-11-27T00:12:00+07:00", ""},
                {"b", "33.16", "2024-11-27T04:59:59+07:00", ""},
                {"c", "33.17", "2024-11-27T01:05:00+07:00", ", 'hash': 'h'"},
                {"d", "33.17", "2024-11-27T01:06:00+07:00", ", 'hash': 'h'"},
                {"e", "33.17", "2024-11-26T23:50:00+07:00", ", 'hash': 'g'"},
                {"f", "33.17", "2024-11-27T01:07:00+07:00", ", 'status': 'ditolak'"},
                {"g", "33.19", "2024-11-27T00:44:00+07:00", ", 'nihil': true"},
                {"h", "33.19", "2024-11-27T05:00:07+07:00", ""},
                {"i", "33.20", "2024-11-27T05:00:07+07:00", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[512];
        snprintf(text, sizeof text, "{'id': '%s', 'region': '%s', 'form': 'lap_tahapan_harian', 'received': '%s'%s}",
                 rows[i].id, rows[i].region, rows[i].received, rows[i].rest);
        assert_int_equal(room_add_text(receipts, text, &error), PILKADA_OK);
    }
    assert_int_equal(pk_schedule_judge(night, &query, receipts, "abc", board, &error), PILKADA_OK);
    pilkada_receipts_free(receipts); /* the board does not need them */
    return board;
}

static void a_cell_is_one_compact_object(void **state) {
    (void)state;
    pilkada_board *board = four_regions();
    pilkada_buffer_clear(&out);
    assert_int_equal(pilkada_board_write_cell_json(board, 2, &out, NULL), PILKADA_OK);
    assert_string_equal(out.data,
                        "{\"schedule\":\"jateng.dinihari\",\"region\":\"33.19\",\"date\":\"2024-11-26\",\"required\":2,"
                        "\"received\":2,\"on_time\":1,"
                        "\"early\":0,\"late\":1,\"duplicate\":0,\"nihil\":1,\"rejected\":0,\"state\":\"terlambat\","
                        "\"reason\":{\"id\":\"1 dari 2 laporan tepat "
                        "waktu, selebihnya terlambat. Jendela 27 November 2024 pukul 00.00.00 sampai 05.00.00 WIB. 1 "
                        "terlambat: diterima 05.00.07 WIB, batas "
                        "05.00.00, tenggang 0: terlambat 7 detik.\",\"en\":\"1 of 2 reports on time, the rest late. "
                        "Window 27 November 2024 00:00:00 to "
                        "05:00:00 WIB. 1 late: received 05:00:07 WIB, limit 05:00:00, grace 0: late by 7 s.\"}}");
    pilkada_board_free(board);
}

static void the_summary_holds_exact_fractions(void **state) {
    (void)state;
    pilkada_board *board = four_regions();
    pilkada_buffer_clear(&out);
    assert_int_equal(pilkada_board_write_summary_json(board, &out, NULL), PILKADA_OK);
    assert_string_equal(
        out.data,
        "{\"summary\":{\"schedule\":\"jateng.dinihari\",\"from\":\"2024-11-26\",\"until\":"
        "\"2024-11-26\",\"now\":\"2024-11-27T05:01:00+07:00\","
        "\"rulebook\":\"abc\",\"regions\":4,\"cells\":4,\"lengkap\":1,\"kurang\":1,"
        "\"terlambat\":1,\"belum\":1,\"berjalan\":0,"
        "\"dikecualikan\":0,\"expected_reports\":8,\"actual_reports\":5,\"actual_reports_on_"
        "time\":4,\"reporting_rate\":{\"pembilang\":5,"
        "\"penyebut\":8},\"reporting_rate_on_time\":{\"pembilang\":4,\"penyebut\":8},"
        "\"ignored\":{\"diterima_setelah_sekarang\":0,"
        "\"formulir_lain\":0,\"wilayah_tidak_dikenal\":0,\"wilayah_tidak_wajib\":0,\"tanpa_"
        "jendela\":0,\"di_luar_permintaan\":1,"
        "\"melebihi_maksimum\":0,\"terkunci\":0},\"signs\":{\"clock_skew\":0,\"drafts\":0,\"floods\":0},\"first_to_"
        "call\":{\"region\":\"33.24\",\"date\":\"2024-11-26\",\"state\":\"belum\",\"short\":2,\"seconds_left\":0}}}");
    pilkada_board_free(board);
}

static void the_text_begins_with_who_is_missing(void **state) {
    (void)state;
    pilkada_board *board = four_regions();
    pilkada_buffer_clear(&out);
    assert_int_equal(pilkada_board_write_text(board, PILKADA_LANG_ID, &out, NULL), PILKADA_OK);
    assert_string_equal(out.data, "Papan pelaporan: laporan dini hari Jawa Tengah (jateng.dinihari)\n"
                                  "Dinilai Rabu, 27 November 2024, pukul 05.01 WIB\n"
                                  "1 belum, 1 kurang, 1 terlambat, 1 lengkap\n"
                                  "\n"
                                  "Laporan untuk Selasa, 26 November 2024\n"
                                  "Jendela 27 November 2024 pukul 00.00 sampai 05.00 WIB\n"
                                  "\n"
                                  "KEADAAN    WILAYAH                  LAPORAN   DITERIMA\n"
                                  "belum      33.24 Kabupaten Kendal   0 dari 2\n"
                                  "kurang     33.17 Kabupaten Rembang  1 dari 2  26 November 2024 pukul 23.50 terlalu "
                                  "awal, 01.05, 1 kiriman ulang, 1 ditolak/revisi\n"
                                  "terlambat  33.19 Kabupaten Kudus    2 dari 2  00.44, 05.00.07 terlambat\n"
                                  "lengkap    33.16 Kabupaten Blora    2 dari 2  00.12, 04.59.59\n"
                                  "\n"
                                  "Tidak dihitung: 1 di luar wilayah atau tanggal yang diminta\n"
                                  "\n"
                                  "Data internal Desk Pilkada. Bukan hasil resmi; hasil resmi ditetapkan oleh KPU.\n");
    pilkada_buffer_clear(&out);
    assert_int_equal(pilkada_board_write_text(board, PILKADA_LANG_EN, &out, NULL), PILKADA_OK);
    assert_non_null(
        strstr(out.data, "Reports for Tuesday, 26 November 2024\nWindow 27 November 2024 00:00 to 05:00 WIB\n"));
    assert_non_null(strstr(out.data, "missing   33.24 Kabupaten Kendal   0 of 2\n"));
    assert_null(strstr(out.data, "window."));
    pilkada_board_free(board);
}

static void a_board_outlives_its_schedule(void **state) {
    (void)state;
    pilkada_schedule *schedule = room_shipped(&room, "jateng.posko");
    pilkada_receipts *receipts = pilkada_receipts_new(NULL, NULL);
    pilkada_board *board = pilkada_board_new(NULL, NULL);
    pilkada_window_query query = room_query("2024-11-24", "2024-11-30", "2024-11-27T05:01:00+07:00", NULL);
    assert_int_equal(pk_schedule_judge(schedule, &query, receipts, NULL, board, NULL), PILKADA_OK);
    pk_schedule_free(schedule);
    pilkada_buffer_clear(&out);
    assert_int_equal(pilkada_board_write_text(board, PILKADA_LANG_ID, &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data, "105 belum, 140 berjalan"));
    assert_non_null(strstr(out.data, "Jendela 24 November 2024 pukul 00.00 sampai 24.00 WIB"));
    assert_string_equal(pilkada_board_cell(board, 0)->schedule, "jateng.posko");
    pilkada_receipts_free(receipts);
    pilkada_board_free(board);
}

/* "state date opens closes left next" */
static void assert_status(const pilkada_schedule *schedule, const char *region, const char *at, const char *members) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_buffer_clear(&out);
    if (pk_schedule_write_status(schedule, region, room_instant(at), "abc", &out, &error))
        fail_msg("%s", error.detail);
    char *json = room_json(members);
    if (strcmp(out.data, json) != 0)
        fail_msg("%s\n%s", out.data, json);
    free(json);
}

static void a_window_is_open_or_closed(void **state) {
    (void)state;
    assert_status(night, NULL, "2024-11-26T20:00:00Z",
                  "{'schedule':'jateng.dinihari','region':null,'at':'2024-11-27T03:00:00+07:00','state':'buka','date':'"
                  "2024-11-26','opens':"
                  "'2024-11-27T00:00:00+07:00','closes':'2024-11-27T05:00:00+07:00','seconds_left':7200,'next_opens':'"
                  "2024-11-28T00:00:00+07:00',"
                  "'required':2,'rulebook':'abc'}");
    assert_status(night, "33.16", "2024-11-27T05:00:00+07:00",
                  "{'schedule':'jateng.dinihari','region':'33.16','at':'2024-11-27T05:00:00+07:00','state':'tutup','"
                  "date':'2024-11-27','opens':"
                  "'2024-11-28T00:00:00+07:00','closes':'2024-11-28T05:00:00+07:00','seconds_left':0,'next_opens':'"
                  "2024-11-28T00:00:00+07:00',"
                  "'required':2,'rulebook':'abc'}");
    assert_status(night, NULL, "2024-11-27T04:59:59.999+07:00",
                  "{'schedule':'jateng.dinihari','region':null,'at':'2024-11-27T04:59:59.999+07:00','state':'buka','"
                  "date':'2024-11-26','opens':"
                  "'2024-11-27T00:00:00+07:00','closes':'2024-11-27T05:00:00+07:00','seconds_left':1,'next_opens':'"
                  "2024-11-28T00:00:00+07:00',"
                  "'required':2,'rulebook':'abc'}");
}

static void behind_the_last_window_there_is_none(void **state) {
    (void)state;
    pilkada_schedule *posko = room_shipped(&room, "jateng.posko");
    assert_status(posko, NULL, "2024-12-01T00:00:00+07:00",
                  "{'schedule':'jateng.posko','region':null,'at':'2024-12-01T00:00:00+07:00','state':'tutup','date':"
                  "null,'opens':null,'closes':"
                  "null,'seconds_left':0,'next_opens':null,'required':0,'rulebook':'abc'}");
    assert_status(posko, NULL, "2024-11-30T23:59:59+07:00",
                  "{'schedule':'jateng.posko','region':null,'at':'2024-11-30T23:59:59+07:00','state':'buka','date':'"
                  "2024-11-30','opens':"
                  "'2024-11-30T00:00:00+07:00','closes':'2024-12-01T00:00:00+07:00','seconds_left':1,'next_opens':null,"
                  "'required':1,'rulebook':"
                  "'abc'}");
    pk_schedule_free(posko);
}

static void a_status_needs_what_it_needs(void **state) {
    (void)state;
    pilkada_schedule *local =
        room_compile(&room, ROOM_SCHEDULE("'zone': 'lokal', 'repeat': {'freq': 'daily'}, 'slots': [{'open': '00:00', "
                                          "'close': '05:00', 'min': 1}]"));
    pilkada_instant at = room_instant("2024-11-27T03:00:00+07:00");
    pilkada_buffer_clear(&out);
    assert_int_equal(pk_schedule_write_status(local, NULL, at, "", &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pk_schedule_write_status(local, "33.16", at, NULL, &out, NULL), PILKADA_OK);
    pilkada_buffer_clear(&out);
    assert_int_equal(pk_schedule_write_status(night, "33.99", at, "", &out, NULL), PILKADA_E_UNKNOWN);
    assert_int_equal(pk_schedule_write_status(night, "34.01", at, "", &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pk_schedule_write_status(night, NULL, PILKADA_NO_INSTANT, "", &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pk_schedule_write_status(night, NULL, INT64_MAX, "", &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pk_schedule_write_status(NULL, NULL, at, "", &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pk_schedule_write_status(night, NULL, at, "", NULL, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(out.size, 0);
    pk_schedule_free(local);
}

static void nothing_answers_with_nothing(void **state) {
    (void)state;
    pilkada_board *empty = pilkada_board_new(NULL, NULL), *board = four_regions();
    pilkada_board *const without[] = {NULL, empty};
    pilkada_buffer_clear(&out);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(pilkada_board_count(without[i]), 0);
        assert_null(pilkada_board_cell(without[i], 0));
        assert_false(pilkada_board_complete(without[i]));
        assert_int_equal(pilkada_board_write_cell_json(without[i], 0, &out, NULL), PILKADA_E_ARGUMENT);
        assert_int_equal(pilkada_board_write_summary_json(without[i], &out, NULL), PILKADA_E_ARGUMENT);
        assert_int_equal(pilkada_board_write_text(without[i], PILKADA_LANG_ID, &out, NULL), PILKADA_E_ARGUMENT);
    }
    assert_null(pilkada_board_cell(board, 4));
    assert_null(pilkada_board_cell(board, SIZE_MAX));
    assert_int_equal(pilkada_board_write_cell_json(board, 4, &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_board_write_cell_json(board, 0, NULL, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_board_write_summary_json(board, NULL, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_board_write_text(board, PILKADA_LANG_ID, NULL, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(out.size, 0);
    assert_string_equal(pilkada_window_state_name(PILKADA_WINDOW_DIKECUALIKAN), "dikecualikan");
    assert_string_equal(pilkada_window_state_name((pilkada_window_state)6), "");
    assert_string_equal(pilkada_window_state_name((pilkada_window_state)-1), "");
    pilkada_board_free(NULL);
    pilkada_board_free(empty);
    pilkada_board_free(board);
}

static void every_sentence_exists_in_two_languages(void **state) {
    (void)state;
    cJSON *tree = room_read("messages/window.json");
    const cJSON *item;
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(tree, "messages")) {
        const char *id = pk_catalogue_text(room.catalogue, item->string, PILKADA_LANG_ID);
        const char *en = pk_catalogue_text(room.catalogue, item->string, PILKADA_LANG_EN);
        assert_true(id && en && *id && *en);
        for (const char *name = strchr(id, '{'); name; name = strchr(name + 1, '{')) { /* the same values in both */
            char braces[40];
            snprintf(braces, sizeof braces, "%.*s", (int)strcspn(name, "}") + 1, name);
            if (!strstr(en, braces))
                fail_msg("%s: %s", item->string, braces);
        }
    }
    cJSON_Delete(tree);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_is_one_compact_object),
        cmocka_unit_test(the_summary_holds_exact_fractions),
        cmocka_unit_test(the_text_begins_with_who_is_missing),
        cmocka_unit_test(a_board_outlives_its_schedule),
        cmocka_unit_test(a_window_is_open_or_closed),
        cmocka_unit_test(behind_the_last_window_there_is_none),
        cmocka_unit_test(a_status_needs_what_it_needs),
        cmocka_unit_test(nothing_answers_with_nothing),
        cmocka_unit_test(every_sentence_exists_in_two_languages),
    };
    return cmocka_run_group_tests(tests, open_room, close_room);
}
