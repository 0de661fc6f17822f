/** @file structure_test.c  What is wrong with the shape of a report: every code, every cause, said exactly. */
#include "form_fixture.h"

/* The example with one member changed has this finding, at this path, with these words in both sentences. */
typedef struct fault_case {
    const char *member, *code, *path, *id, *en, *value;
} fault_case;

static void expect_fault(const pilkada_form *form, const cJSON *tree, const fault_case *expected) {
    char *text = fixture_report(&f, tree, expected->member);
    assert_int_equal(fixture_judge(&f, form, text, NULL), PILKADA_OK);
    const pilkada_finding *finding = fixture_find(&f, expected->code);
    if (!finding)
        fail_msg("%s: no %s in %s", expected->member, expected->code, text);
    assert_string_equal(finding->path, expected->path);
    if (!strstr(finding->message_id, expected->id) || !strstr(finding->message_en, expected->en))
        fail_msg("%s: %s / %s", expected->member, finding->message_id, finding->message_en);
    assert_int_equal(finding->severity, PILKADA_SEVERITY_GALAT);
    assert_false(pilkada_verdict_valid(f.verdict));
    assert_int_equal(finding->operand_count, 1);
    assert_string_equal(finding->operands[0].value, expected->value);
    assert_true(finding->basis_count > 0);
    free(text);
}

static void counts_are_plain_digits(void **state) {
    (void)state;
    static const fault_case cases[] = {
        {"\"tps_buka\":1.089", "F101", "/tps_buka", "tulis 1089", "write 1089", "1.089"},
        {"\"tps_buka\":\"1.089\"", "F101", "/tps_buka", "tulis 1089", "write 1089", "\"1.089\""},
        {"\"tps_buka\":\"28.427.616\"", "F101", "/tps_buka", "28427616", "28427616", "\"28.427.616\""},
        {"\"tps_buka\":\"1,089\"", "F101", "/tps_buka", "tulis 1089", "write 1089", "\"1,089\""},
        {"\"tps_buka\":\"1089\"", "F101", "/tps_buka", "tanda kutip", "quotes", "\"1089\""},
        {"\"tps_buka\":-5", "F101", "/tps_buka", "negatif", "negative", "-5"},
        {"\"tps_buka\":\"-5\"", "F101", "/tps_buka", "negatif", "negative", "\"-5\""},
        {"\"tps_buka\":-0", "F101", "/tps_buka", "negatif", "negative", "0"},
        {"\"tps_buka\":1.5", "F101", "/tps_buka", "bilangan bulat", "whole number", "1.5"},
        {"\"tps_buka\":0.125", "F101", "/tps_buka", "bilangan bulat", "whole number", "0.125"},
        {"\"tps_buka\":1e3", "F101", "/tps_buka", "1e3", "1e3", "1000"},
        {"\"tps_buka\":1e400", "F101", "/tps_buka", "1e400", "1e400", "null"},
        {"\"tps_buka\":1000000000", "F101", "/tps_buka", "999.999.999", "999,999,999", "1000000000"},
        {"\"tps_buka\":99999999999999999999", "F101", "/tps_buka", "999.999.999", "999,999,999",
         "100000000000000000000"},
        {"\"tps_buka\":\"12 orang\"", "F101", "/tps_buka", "tanpa satuan", "without unit", "\"12 orang\""},
        {"\"tps_buka\":\"+7\"", "F101", "/tps_buka", "tulis 7", "write 7", "\"+7\""},
        {"\"tps_buka\":\"-\"", "F101", "/tps_buka", "tulis 0", "write 0", "\"-\""},
        {"\"tps_buka\":\"nihil\"", "F101", "/tps_buka", "tulis 0", "write 0", "\"nihil\""},
        {"\"tps_buka\":\"banyak\"", "F101", "/tps_buka", "harus berupa angka", "must be a number", "\"banyak\""},
        {"\"tps_buka\":true", "F101", "/tps_buka", "bilangan bulat", "whole number", "true"},
        {"\"tps_buka\":[1]", "F101", "/tps_buka", "bilangan bulat", "whole number", "null"},
        {"\"tps_buka\":{\"a\":1}", "F101", "/tps_buka", "bilangan bulat", "whole number", "null"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_fault(f.tungsura, f.tungsura_tree, &cases[i]);
}

static void other_values_keep_their_type(void **state) {
    (void)state;
    static const fault_case cases[] = {
        {"\"nama_pelapor\":7", "D-1", "/nama_pelapor", "teks", "text", "7"},
        {"\"nihil\":\"true\"", "D-1", "/nihil", "ya atau tidak", "yes or no", "\"true\""},
        {"\"nihil\":0", "D-1", "/nihil", "ya atau tidak", "yes or no", "0"},
        {"\"jenis_pemilihan\":\"gubernur\"", "D-1", "/jenis_pemilihan", "daftar", "list", "\"gubernur\""},
        {"\"partisipasi\":\"82,5\"", "D-1", "/partisipasi", "persen", "percentage", "\"82,5\""},
        {"\"lampiran\":[7]", "D-1", "/lampiran/0", "baris 1 harus berupa kelompok isian",
         "row 1 must be a group of fields", "7"},
        {"\"situasi\":\"PILIH SITUASI\"", "D-2", "/situasi", "aman, rawan, bahaya", "aman, rawan, bahaya",
         "\"PILIH SITUASI\""},
        {"\"situasi\":\"amn\"", "D-2", "/situasi", "\"aman\"", "\"aman\"", "\"amn\""},
        {"\"jenis_pemilihan\":[\"gubernur\",\"camat\"]", "D-2", "/jenis_pemilihan/1", "baris 2", "row 2", "\"camat\""},
        {"\"nomor_hp\":\"123456789012345678901\"", "D-3", "/nomor_hp", "1 sampai 20", "1 to 20",
         "\"123456789012345678901\""},
        {"\"tanggal_laporan\":\"2024-02-30\"", "D-4", "/tanggal_laporan", "2024-02-30", "2024-02-30", "\"2024-02-30\""},
        {"\"tanggal_laporan\":\"27 November 2024\"", "D-4", "/tanggal_laporan", "2024-11-27", "2024-11-27",
         "\"27 November 2024\""},
        {"\"jam_pantau\":\"09.00\"", "D-4", "/jam_pantau", "05:00", "05:00", "\"09.00\""},
        {"\"jam_pantau\":\"24:01\"", "D-4", "/jam_pantau", "05:00", "05:00", "\"24:01\""},
        {"\"waktu_dibuat\":\"2024-11-27T09:05:00\"", "D-4", "/waktu_dibuat", "+07:00 (WIB)", "+07:00 (WIB)",
         "\"2024-11-27T09:05:00\""},
        {"\"waktu_dibuat\":\"kemarin\"", "D-4", "/waktu_dibuat", "bukan waktu", "no time", "\"kemarin\""},
        {"\"partisipasi\":33.333", "D-4", "/partisipasi", "33.333", "33.333", "33.333"},
        {"\"jam_pantau\":\"05:59\"", "D-5", "/jam_pantau", "06.00 dan 24.00", "06:00 and 24:00", "\"05:59\""},
        {"\"partisipasi\":1001", "D-5", "/partisipasi", "0 dan 1000", "0 and 1000", "1001"},
        {"\"partisipasi\":1e400", "D-5", "/partisipasi", "1e400", "1e400", "null"},
        {"\"jenis_pemilihan\":[\"gubernur\",\"bupati\",\"bupati\"]", "D-5", "/jenis_pemilihan", "3 baris", "3 rows",
         "null"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_fault(f.tungsura, f.tungsura_tree, &cases[i]);
}

static void what_is_missing_is_named(void **state) {
    (void)state;
    static const fault_case cases[] = {
        {"\"tps_buka\":", "B-12", "/tps_buka", "TPS sudah buka wajib diisi", "Stations open is required", "null"},
        {"\"tps_buka\":null", "B-12", "/tps_buka", "null (belum terjangkau)", "could not be had", "null"},
        {"\"nama_pelapor\":\"\"", "B-12", "/nama_pelapor", "kosong", "empty", "null"},
        {"\"nama_pelapor\":\"  \\t \"", "B-12", "/nama_pelapor", "kosong", "empty", "null"},
        {"\"nama_pelapor\":\"-\"", "B-12", "/nama_pelapor", "nihil", "nihil", "null"},
        {"\"jenis_pemilihan\":[]", "B-12", "/jenis_pemilihan", "kosong", "empty", "null"},
        {"\"lampiran\":[{\"tipe\":\"jpg\"}]", "B-12", "/lampiran/0/ukuran", "Lampiran foto, baris 1, Ukuran berkas",
         "Photos, row 1, File size", "null"},
        {"\"jumlah_tpss\":7", "B-12", "/jumlah_tpss", "mungkin maksudnya \"jumlah_tps\"", "did you mean \"jumlah_tps\"",
         "7"},
        {"\"newlokasi_kampanye\":\"x\"", "B-12", "/newlokasi_kampanye", "tidak dikenal", "knows no field", "\"x\""},
        {"\"a/b~c\":{\"x\":[1]}", "B-12", "/a~1b~0c", "a/b~c", "a/b~c", "null"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_fault(f.tungsura, f.tungsura_tree, &cases[i]);
}

static void conditions_make_a_field_required(void **state) {
    (void)state;
    static const fault_case missing = {
        "\"kegiatan_kampanye\":", "B-12", "/kegiatan_kampanye", "wajib diisi", "is required", "null"};
    expect_fault(f.tahapan, f.tahapan_tree, &missing);
    char *text = fixture_report(&f, f.tahapan_tree, "\"kegiatan_kampanye\":");
    char *stage = strstr(text, "\"kampanye\"");
    memcpy(stage, "\"nonesuch\"", 10);
    assert_int_equal(fixture_judge(&f, f.tahapan, text, NULL), PILKADA_OK);
    assert_null(fixture_find(&f, "B-12"));
    assert_non_null(fixture_find(&f, "D-2"));
    free(text);
}

/* ---- nothing, in its kinds ---- */

static const char nihil_head[] =
    "{\"id\":\"n\",\"form_id\":\"lap_tungsura\",\"form_versi\":\"2024.1\",\"kode_wilayah\":\"33.16\","
    "\"tingkat\":\"kabupaten_kota\",\"jenis_pemilihan\":[\"gubernur\"],\"tahapan\":\"pemungutan\","
    "\"tanggal_laporan\":\"2024-11-27\",\"waktu_dibuat\":\"2024-11-27T09:00:00+07:00\","
    "\"waktu_diterima\":\"2024-11-27T09:01:00+07:00\",\"nama_pelapor\":\"P\",\"nihil\":true,"
    "\"jam_pantau\":\"09:00\",\"situasi\":\"aman\"";

static void nihil_waives_counts(void **state) {
    (void)state;
    char text[1024];
    snprintf(text, sizeof text, "%s}", nihil_head);
    assert_int_equal(fixture_judge(&f, f.tungsura, text, NULL), PILKADA_OK);
    assert_true(pilkada_verdict_valid(f.verdict));
    snprintf(text, sizeof text, "%s,\"tps_buka\":null}", nihil_head);
    assert_int_equal(fixture_judge(&f, f.tungsura, text, NULL), PILKADA_OK);
    assert_non_null(fixture_find(&f, "B-12"));
    snprintf(text, sizeof text, "%s,\"tps_buka\":1}", nihil_head);
    assert_int_equal(fixture_judge(&f, f.tungsura, text, NULL), PILKADA_OK);
    assert_non_null(fixture_find(&f, "B-8"));
}

static void a_report_that_is_sent_back_is_judged(void **state) {
    (void)state;
    char *text = fixture_report(&f, f.tungsura_tree, "\"status_verifikasi\":\"revisi\"");
    assert_int_equal(fixture_judge(&f, f.tungsura, text, NULL), PILKADA_OK);
    assert_non_null(fixture_find(&f, "B-11"));
    assert_string_equal(fixture_find(&f, "B-11")->path, "/catatan");
    free(text);
}

static void yes_and_no_have_two_spellings(void **state) {
    (void)state;
    static const char *const members[] = {"\"nihil\":false", "\"nihil\":\"tidak\""};
    for (size_t i = 0; i < 2; i++) {
        char *text = fixture_report(&f, f.tungsura_tree, members[i]);
        assert_int_equal(fixture_judge(&f, f.tungsura, text, NULL), PILKADA_OK);
        assert_true(pilkada_verdict_valid(f.verdict));
        free(text);
    }
}

static void escapes_mean_what_they_spell(void **state) {
    (void)state;
    char *text = fixture_report(&f, f.tungsura_tree, "\"jum\\u006cah_tps\":1453");
    char *plain = strstr(text, "\"jumlah_tps\":1453,");
    memcpy(plain, "                  ", 18);
    assert_int_equal(fixture_judge(&f, f.tungsura, text, NULL), PILKADA_OK);
    assert_true(pilkada_verdict_valid(f.verdict));
    free(text);
}

/* ---- order ---- */

static void findings_are_ordered(void **state) {
    (void)state;
    char *text =
        fixture_report(&f, f.tungsura_tree,
                       "\"zzz\":1,\"tps_terkendala\":null,\"jumlah_tps\":9,\"catatan\":\"<b>\",\"situasi\":\"amn\"");
    /* members of the example that are given again must go */
    cJSON *report = fixture_example(&f, f.tungsura_tree);
    static const char *const again[] = {"tps_terkendala", "jumlah_tps", "situasi"};
    for (size_t i = 0; i < 3; i++)
        cJSON_DeleteItemFromObject(report, again[i]);
    free(text);
    char *rest = cJSON_PrintUnformatted(report);
    text = malloc(strlen(rest) + 128);
    snprintf(text, strlen(rest) + 128,
             "{\"zzz\":1,\"situasi\":\"amn\",\"tps_terkendala\":null,\"jumlah_tps\":9,\"catatan\":\"<b>\",%s",
             rest + 1);
    assert_int_equal(fixture_judge(&f, f.tungsura, text, NULL), PILKADA_OK);
    static const char *const codes[] = {"B-12", "D-2", "U-6", "B-12", "B-13"};
    static const char *const paths[] = {"/tps_terkendala", "/situasi", "/jumlah_tps", "/zzz", "/catatan"};
    assert_int_equal(pilkada_verdict_finding_count(f.verdict), 5);
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(pilkada_verdict_finding(f.verdict, i)->code, codes[i]);
        assert_string_equal(pilkada_verdict_finding(f.verdict, i)->path, paths[i]);
    }
    assert_int_equal(pilkada_verdict_finding(f.verdict, 4)->severity, PILKADA_SEVERITY_PERINGATAN);
    assert_null(pilkada_verdict_finding(f.verdict, 5));
    free(text);
    cJSON_free(rest);
    cJSON_Delete(report);
}

/* A value with a fault is one finding: no rule complains about it as well. */
static void one_fault_is_one_finding(void **state) {
    (void)state;
    char *text = fixture_report(&f, f.tungsura_tree, "\"jumlah_tps\":\"1.453\"");
    assert_int_equal(fixture_judge(&f, f.tungsura, text, NULL), PILKADA_OK);
    assert_int_equal(pilkada_verdict_finding_count(f.verdict), 1);
    assert_int_equal(pilkada_verdict_not_judged_count(f.verdict), 2);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_plain_digits),       cmocka_unit_test(other_values_keep_their_type),
        cmocka_unit_test(what_is_missing_is_named),      cmocka_unit_test(conditions_make_a_field_required),
        cmocka_unit_test(nihil_waives_counts),           cmocka_unit_test(a_report_that_is_sent_back_is_judged),
        cmocka_unit_test(yes_and_no_have_two_spellings), cmocka_unit_test(escapes_mean_what_they_spell),
        cmocka_unit_test(findings_are_ordered),          cmocka_unit_test(one_fault_is_one_finding),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
