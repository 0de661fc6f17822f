/** @file report_test.c  Heads, the four states of a value, round trips, content hashes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <pilkada/report.h>

#include "core/text.h"
#include "failing_allocator.h"

static const char full[] =
    "{\"id\":\"r-1\",\"form_id\":\"lap_tungsura\",\"form_versi\":\"2024.1\",\"kode_wilayah\":\"33.16\",\"tingkat\":"
    "\"kabupaten_kota\","
    "\"jenis_pemilihan\":[\"gubernur\",\"bupati\"],\"tahapan\":\"pemungutan\",\"tanggal_laporan\":\"2024-11-27\","
    "\"waktu_dibuat\":\"2024-11-27T09:00:00+07:00\",\"waktu_diterima\":\"2024-11-27T09:01:30+07:00\",\"urutan\":2,"
    "\"nama_pelapor\":\"Petugas "
    "Contoh\",\"nihil\":false,\"status_verifikasi\":\"revisi\",\"jumlah_tps\":1453,\"belum\":null,\"kosong\":\"  \","
    "\"daftar_kosong\":[ ],\"tiada\":\"(NIHIL)\",\"nol\":0,\"rinci\":{\"a\":[1,2.50,\"\\u00e9\"]}}";

static pilkada_report *parse(const char *text) {
    return pilkada_report_parse(text, strlen(text), NULL, NULL);
}

static void the_head_is_read(void **state) {
    (void)state;
    pilkada_report *report = parse(full);
    const pilkada_report_head *head = pilkada_report_get_head(report);
    assert_string_equal(head->id, "r-1");
    assert_string_equal(head->form, "lap_tungsura");
    assert_string_equal(head->version, "2024.1");
    assert_string_equal(head->region, "33.16");
    assert_int_equal(head->tier, PILKADA_TIER_KABUPATEN_KOTA);
    assert_int_equal(head->contests, PILKADA_CONTEST_GUBERNUR | PILKADA_CONTEST_BUPATI);
    assert_string_equal(head->stage, "pemungutan");
    assert_int_equal(head->date, 20054);
    assert_true(head->received - head->created == 90000);
    assert_int_equal(head->sequence, 2);
    assert_string_equal(head->reporter, "Petugas Contoh");
    assert_false(head->nihil);
    assert_int_equal(head->verification, PILKADA_VERIFICATION_REVISION);
    pilkada_report_free(report);
    report = parse("{}");
    head = pilkada_report_get_head(report);
    assert_string_equal(head->id, "");
    assert_int_equal(head->date, PILKADA_NO_DATE);
    assert_true(head->created == PILKADA_NO_INSTANT);
    pilkada_report_free(report);
    pilkada_report_free(NULL);
    assert_null(pilkada_report_get_head(NULL));
}

static void four_kinds_of_nothing_are_kept_apart(void **state) {
    (void)state;
    static const struct {
        const char *field;
        pilkada_value_state state;
    } cases[] = {
        {"tak_ada", PILKADA_VALUE_ABSENT},      {"belum", PILKADA_VALUE_UNREACHED}, {"kosong", PILKADA_VALUE_EMPTY},
        {"daftar_kosong", PILKADA_VALUE_EMPTY}, {"tiada", PILKADA_VALUE_NIHIL},     {"nol", PILKADA_VALUE_GIVEN},
        {"jumlah_tps", PILKADA_VALUE_GIVEN},    {"nihil", PILKADA_VALUE_GIVEN},     {"rinci", PILKADA_VALUE_GIVEN}};
    pilkada_report *report = parse(full);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(pilkada_report_state(report, cases[i].field, strlen(cases[i].field)), cases[i].state);
    assert_int_equal(pilkada_report_state(NULL, "x", 1), PILKADA_VALUE_ABSENT);
    assert_int_equal(pilkada_report_state(report, NULL, 0), PILKADA_VALUE_ABSENT);
    pilkada_report_free(report);
}

static void nihil_is_said_in_known_words(void **state) {
    (void)state;
    static const char *const nihil[] = {"-", "nihil", "NIHIL", "(NIHIL)", "tidak ada", " Nihil. ", "Tidak Ada."};
    static const char *const statements[] = {"", "aman terkendali", "0", ".", "nihil kejadian", "tidak adab", "--"};
    for (size_t i = 0; i < sizeof nihil / sizeof *nihil; i++)
        assert_true(pilkada_text_is_nihil(nihil[i], strlen(nihil[i])));
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
        assert_false(pilkada_text_is_nihil(statements[i], strlen(statements[i])));
    assert_false(pilkada_text_is_nihil(NULL, 0));
}

static void a_report_survives_a_round_trip(void **state) {
    (void)state;
    pilkada_report *report = parse(full);
    pilkada_buffer out, again;
    pilkada_buffer_init(&out, NULL);
    pilkada_buffer_init(&again, NULL);
    assert_int_equal(pilkada_report_write_json(report, &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data, "\"rinci\":{\"a\":[1,2.50,\"\xC3\xA9\"]}}"));
    pilkada_report *copy = parse(out.data);
    assert_int_equal(pilkada_report_write_json(copy, &again, NULL), PILKADA_OK);
    assert_string_equal(out.data, again.data);
    pilkada_report_free(copy);
    pilkada_report_free(report);
    pilkada_buffer_dispose(&out);
    pilkada_buffer_dispose(&again);
}

static void assert_hashes(const char *a, const char *b, bool equal) {
    char hash[2][65];
    pilkada_report *reports[2] = {parse(a), parse(b)};
    for (int i = 0; i < 2; i++) {
        assert_int_equal(pilkada_report_content_hash(reports[i], hash[i], NULL), PILKADA_OK);
        pilkada_report_free(reports[i]);
    }
    assert_int_equal(strlen(hash[0]), 64);
    assert_true((strcmp(hash[0], hash[1]) == 0) == equal);
}

static void a_report_sent_twice_unchanged_has_one_hash(void **state) {
    (void)state;
    assert_hashes("{\"a\":1,\"b\":\"x\"}", " { \"b\" : \"\\u0078\" , \"a\" : 1 } ", true);
    assert_hashes("{\"a\":1,\"id\":\"r-1\",\"urutan\":1,\"waktu_diterima\":\"2024-11-27T01:00:00+07:00\"}",
                  "{\"a\":1,\"id\":\"r-2\",\"urutan\":2,\"waktu_diterima\":\"2024-11-27T02:00:00+07:00\",\"status_"
                  "verifikasi\":\"disetujui\"}",
                  true);
    assert_hashes("{\"a\":1}", "{\"a\":2}", false);
    assert_hashes("{\"a\":1}", "{\"a\":\"1\"}", false);
    assert_hashes("{\"a\":[1,2]}", "{\"a\":[12]}", false);
    assert_hashes("{\"a\":1,\"waktu_dibuat\":\"2024-11-27T01:00:00+07:00\"}",
                  "{\"a\":1,\"waktu_dibuat\":\"2024-11-27T02:00:00+07:00\"}", false);
}

static void an_escaped_name_is_the_same_name(void **state) {
    (void)state;
    pilkada_report *report = parse("{\"jenis_pemilihan\":[\"\\u0067ubernur\"]}");
    assert_int_equal(pilkada_report_get_head(report)->contests, PILKADA_CONTEST_GUBERNUR);
    pilkada_report_free(report);
}

static void heads_that_cannot_be_read_are_refused_with_their_place(void **state) {
    (void)state;
    static const struct {
        const char *text;
        pilkada_status status;
        const char *where;
    } cases[] = {{"{\"form_id\":7}", PILKADA_E_DEFINITION, "/form_id"},
                 {"{\"waktu_diterima\":\"2024-11-27T01:00:00\"}", PILKADA_E_TIME, "/waktu_diterima"},
                 {"{\"tanggal_laporan\":\"2024-02-30\"}", PILKADA_E_TIME, "/tanggal_laporan"},
                 {"{\"urutan\":1.5}", PILKADA_E_DEFINITION, "/urutan"},
                 {"{\"urutan\":0}", PILKADA_E_DEFINITION, "/urutan"},
                 {"{\"nihil\":\"mungkin\"}", PILKADA_E_DEFINITION, "/nihil"},
                 {"{\"tingkat\":\"negara\"}", PILKADA_E_DEFINITION, "/tingkat"},
                 {"{\"jenis_pemilihan\":\"gubernur\"}", PILKADA_E_DEFINITION, "/jenis_pemilihan"},
                 {"{\"jenis_pemilihan\":[\"presiden\"]}", PILKADA_E_DEFINITION, "/jenis_pemilihan"},
                 {"{\"status_verifikasi\":\"baik\"}", PILKADA_E_DEFINITION, "/status_verifikasi"},
                 {"{\"a\":1,\"\\u0061\":2}", PILKADA_E_SYNTAX, ""},
                 {"[]", PILKADA_E_DEFINITION, ""},
                 {"", PILKADA_E_SYNTAX, ""},
                 {"{\"a\":1}x", PILKADA_E_SYNTAX, ""},
                 {"{\"a\":\"\xFF\"}", PILKADA_E_ENCODING, ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        assert_null(pilkada_report_parse(cases[i].text, strlen(cases[i].text), NULL, &error));
        if (error.status != cases[i].status || strcmp(error.where, cases[i].where) != 0 || !error.detail[0])
            fail_msg("%s: %s %s: %s", cases[i].text, pilkada_status_name(error.status), error.where, error.detail);
    }
    pilkada_error error = PILKADA_ERROR_INIT;
    assert_null(pilkada_report_parse(NULL, 0, NULL, &error));
    assert_int_equal(error.status, PILKADA_E_ARGUMENT);
}

static void a_report_cut_anywhere_is_refused(void **state) {
    (void)state;
    for (size_t size = 0; size < sizeof full - 1; size++)
        assert_null(pilkada_report_parse(full, size, NULL, NULL));
}

static void memory_may_run_out_at_any_call(void **state) {
    (void)state;
    for (int mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++) {
        failing_allocator memory = {.failed = true};
        for (size_t n = 0; memory.failed; n++) {
            pilkada_error error = PILKADA_ERROR_INIT;
            char hash[65];
            failing_allocator_start(&memory, n, (failing_mode)mode);
            pilkada_report *report = pilkada_report_parse(full, sizeof full - 1, &memory.allocator, &error);
            pilkada_status status = report ? pilkada_report_content_hash(report, hash, &error) : error.status;
            assert_int_equal(status, memory.failed ? PILKADA_E_NOMEM : PILKADA_OK);
            pilkada_report_free(report);
            assert_int_equal(memory.live, 0);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_head_is_read),
        cmocka_unit_test(four_kinds_of_nothing_are_kept_apart),
        cmocka_unit_test(nihil_is_said_in_known_words),
        cmocka_unit_test(a_report_survives_a_round_trip),
        cmocka_unit_test(a_report_sent_twice_unchanged_has_one_hash),
        cmocka_unit_test(an_escaped_name_is_the_same_name),
        cmocka_unit_test(heads_that_cannot_be_read_are_refused_with_their_place),
        cmocka_unit_test(a_report_cut_anywhere_is_refused),
        cmocka_unit_test(memory_may_run_out_at_any_call),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
