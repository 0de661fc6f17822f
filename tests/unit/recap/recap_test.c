/** @file recap_test.c  Sums that were published, every way to put a field together, the trace, the outputs. */
#include "recap_fixture.h"

static cJSON *recap_of(const char *region) {
    pilkada_recap_query query = room_query(region);
    room_recap(rules, &query, reports, recap);
    return room_tree(recap);
}

/* ---- sums that were published ---- */

static void put_count(char *out, size_t most, const char *name, const cJSON *value) {
    size_t used = strlen(out);
    if (cJSON_IsNull(value))
        snprintf(out + used, most - used, ",'%s':null", name);
    else if (value)
        snprintf(out + used, most - used, ",'%s':%d", name, value->valueint);
}

static void add_row(const cJSON *row) {
    const char *region = room_member(row, "region")->valuestring;
    char members[256] = "";
    put_count(members, sizeof members, "tps", room_member(row, "tps"));
    put_count(members, sizeof members, "hadir", room_member(row, "dpt"));
    put_count(members, sizeof members, "kelurahan", room_member(row, "kelurahan"));
    put_count(members, sizeof members, "desa", room_member(row, "desa"));
    strcat(members, ",'dpt':2000000");
    room_add(reports, region, region, "20:00:00", members);
}

static void check_sums(const cJSON *expected) {
    const char *region = room_member(expected, "region")->valuestring;
    cJSON *tree = recap_of(region);
    int places = room_member(expected, "places")->valueint, voters = room_member(expected, "dpt_places")->valueint;
    assert_int_equal(pilkada_recap_count(recap), places);
    assert_true(pilkada_recap_complete(recap));
    assert_true(pilkada_recap_valid(recap));
    assert_true(room_number(tree, "tps") == room_member(expected, "tps")->valuedouble);
    assert_true(room_number(tree, "hadir") == room_member(expected, "dpt")->valuedouble);
    assert_int_equal(room_member(room_field(tree, "hadir"), "used")->valueint, voters);
    assert_int_equal(cJSON_GetArraySize(room_member(room_field(tree, "hadir"), "parts")), voters);
    const cJSON *without = room_member(room_member(room_field(tree, "hadir"), "without"), "unreached");
    assert_int_equal(cJSON_GetArraySize(without), places - voters);
    assert_int_equal(room_findings(recap, "RK-7"), places != voters);
    if (room_member(expected, "desa")->valueint) {
        assert_true(room_number(tree, "kelurahan") == room_member(expected, "kelurahan")->valuedouble);
        assert_true(room_number(tree, "desa") == room_member(expected, "desa")->valuedouble);
    }
    cJSON_Delete(tree);
}

/* Voters stand in `hadir`, which may be unreached; the sums are those of the sources. */
static void published_sums_are_met(void **state) {
    (void)state;
    size_t size;
    char *text = room_read("public_sums.json", &size);
    cJSON *file = pilkada_json_parse(text, size, NULL);
    const cJSON *row, *sum;
    int checked = 0;
    cJSON_ArrayForEach(row, room_member(file, "rows")) {
        add_row(row);
    }
    assert_int_equal(pilkada_reports_count(reports), 9 + 12 + 35);
    cJSON_ArrayForEach(sum, room_member(file, "sums")) {
        check_sums(sum);
        checked++;
    }
    assert_int_equal(checked, 3);
    cJSON_Delete(file);
    free(text);
}

/* ---- every way ---- */

#define COUNTS ",'tps':10,'dpt':100"

static void each_way_does_its_own(void **state) {
    (void)state;
    room_add(reports, "a", "33.19.01", "20:00:00",
             COUNTS
             ",'hadir':50,'puncak':5,'dasar':5,'akhir':1,'keadaan':'aman','jam_tutup':'13:00','hari':'2024-11-27',"
             "'dikunjungi':false,'uraian':'Satu','pesan':'sama','tanda':['x','y'],"
             "'kejadian':[{'nama':'a','korban':1}],'dilewati':7,'suara':{'satu':30,'dua':20}");
    room_add(reports, "b", "33.19.02", "21:00:00",
             COUNTS
             ",'hadir':25,'puncak':9,'dasar':2,'akhir':2,'keadaan':'rawan','jam_tutup':'13:30','hari':'2024-11-26',"
             "'dikunjungi':true,'uraian':'Dua','pesan':'sama','tanda':['y','z'],"
             "'kejadian':[{'nama':'b'},{'nama':'c'}],'suara':{'satu':15,'dua':10}");
    room_add(reports, "c", "33.19.03", "20:30:00", COUNTS ",'puncak':1,'dasar':9,'akhir':3,'pesan':'lain'");
    cJSON *tree = recap_of("33.19");
    assert_true(room_number(tree, "tps") == 30);
    assert_true(room_number(tree, "puncak") == 9);
    assert_true(room_number(tree, "dasar") == 2);
    assert_true(room_number(tree, "akhir") == 2);
    assert_true(room_number(tree, "partisipasi") == 37.5); /* of the two that give both counts */
    assert_string_equal(room_text(tree, "keadaan"), "rawan");
    assert_string_equal(room_text(tree, "jam_tutup"), "13:30");
    assert_string_equal(room_text(tree, "hari"), "2024-11-26");
    assert_true(cJSON_IsTrue(room_member(room_field(tree, "dikunjungi"), "value")));
    assert_string_equal(room_text(tree, "uraian"), "Kaliwungu: Satu\nKota Kudus: Dua");
    assert_string_equal(room_text(tree, "pesan"), "sama\nlain");
    assert_int_equal(cJSON_GetArraySize(room_member(room_field(tree, "tanda"), "value")), 3);
    assert_int_equal(cJSON_GetArraySize(room_member(room_field(tree, "kejadian"), "value")), 3);
    assert_true(room_number(tree, "suara.satu") == 45);
    const cJSON *report = room_member(tree, "report");
    assert_int_equal(room_member(room_member(report, "suara"), "dua")->valueint, 30);
    assert_null(room_member(report, "dilewati"));
    assert_string_equal(room_member(report, "tingkat")->valuestring, "kabupaten_kota");
    assert_string_equal(room_member(report, "waktu_dibuat")->valuestring, "2024-11-27T21:00:00+07:00");
    cJSON_Delete(tree);
}

/* Half is none: "b" is not in both, `suara` of "a" is not in both, the columns of "c" do not fit. */
static void rows_of_one_key_become_one(void **state) {
    (void)state;
    room_add(reports, "a", "33.19.01", "20:00:00",
             COUNTS ",'hasil':[{'jenis':'a','suara':1,'kolom':[1,2],'catatan_baris':'x'},{'jenis':'b','suara':1},"
                    "{'jenis':'c','suara':4,'kolom':[1]}]");
    room_add(reports, "b", "33.19.02", "20:00:00",
             COUNTS ",'hasil':[{'jenis':'c','suara':5,'kolom':[1,2]},{'jenis':'a','kolom':[10,20]}]");
    cJSON *tree = recap_of("33.19");
    char *hasil = cJSON_PrintUnformatted(room_member(room_field(tree, "hasil"), "value"));
    assert_string_equal(hasil, "[{\"jenis\":\"a\",\"kolom\":[11,22]},{\"jenis\":\"c\",\"suara\":9}]");
    free(hasil);
    cJSON_Delete(tree);
}

static void the_trace_names_report_and_region(void **state) {
    (void)state;
    room_add(reports, "lap-a", "33.19.01", "20:00:00", COUNTS);
    room_add(reports, "lap-b", "33.19.02", "21:00:00", ",'tps':7,'dpt':100");
    cJSON *tree = recap_of("33.19");
    const cJSON *parts = room_member(room_field(tree, "tps"), "parts");
    const cJSON *second = cJSON_GetArrayItem(parts, 1);
    double sum = 0;
    const cJSON *part;
    cJSON_ArrayForEach(part, parts) {
        sum += room_member(part, "value")->valuedouble;
    }
    assert_true(sum == room_number(tree, "tps"));
    assert_int_equal(cJSON_GetArraySize(parts), 2);
    assert_string_equal(room_member(second, "region")->valuestring, "33.19.02");
    assert_string_equal(room_member(second, "report")->valuestring, "lap-b");
    assert_int_equal(room_member(second, "value")->valueint, 7);
    cJSON_Delete(tree);
}

/* A kabupaten and a kota share the governor's contest only; a report of nothing is 0, not missing. */
static void the_head_is_that_of_the_region_above(void **state) {
    (void)state;
    room_add(reports, "a", "33.19", "20:00:00", COUNTS);
    room_add(reports, "b", "33.74", "20:00:00", ",'nihil':true,'tps':0,'dpt':0");
    pilkada_recap_query query = room_query(NULL);
    query.reporter = "Operator Contoh";
    assert_int_equal(pilkada_instant_parse("2024-11-28T05:30:00+07:00", 25, &query.now, NULL, NULL), PILKADA_OK);
    room_recap(rules, &query, reports, recap);
    cJSON *tree = room_tree(recap);
    const cJSON *report = room_member(tree, "report"), *contests = room_member(report, "jenis_pemilihan");
    assert_string_equal(room_member(report, "kode_wilayah")->valuestring, "33");
    assert_string_equal(room_member(report, "nama_pelapor")->valuestring, "Operator Contoh");
    assert_string_equal(room_member(report, "waktu_dibuat")->valuestring, "2024-11-28T05:30:00+07:00");
    assert_string_equal(room_member(report, "id")->valuestring, "rekap-33-lap_contoh_suara-2024-11-27-1");
    assert_int_equal(cJSON_GetArraySize(contests), 1);
    assert_string_equal(contests->child->valuestring, "gubernur");
    assert_true(cJSON_IsFalse(room_member(report, "nihil")));
    assert_int_equal(room_place(recap, "33.74")->state, PILKADA_RECAP_NIHIL);
    assert_true(cJSON_IsTrue(room_member(room_member(tree, "verdict"), "valid")));
    cJSON_Delete(tree);
}

static void all_nihil_is_nihil(void **state) {
    (void)state;
    room_add(reports, "a", "33.19.01", "20:00:00", ",'nihil':true,'uraian':'-'");
    cJSON *tree = recap_of("33.19");
    assert_true(cJSON_IsTrue(room_member(room_member(tree, "report"), "nihil")));
    assert_true(room_number(tree, "tps") == 0);
    assert_string_equal(room_text(tree, "uraian"), "nihil");
    cJSON_Delete(tree);
}

/* ---- outputs ---- */

static void every_output_says_what_it_is_not(void **state) {
    (void)state;
    room_add(reports, "a", "33.19.01", "20:00:00", COUNTS ",'uraian':'=1+1, \\\"x\\\"'");
    cJSON_Delete(recap_of("33.19"));
    static const char *const notices[] = {"Data internal Desk Pilkada. Bukan hasil resmi.",
                                          "Internal data of the election desk. No official result."};
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    for (pilkada_lang lang = PILKADA_LANG_ID; lang <= PILKADA_LANG_EN; lang++) {
        pilkada_buffer_clear(&out);
        assert_int_equal(pilkada_recap_write_text(recap, lang, &out, NULL), PILKADA_OK);
        assert_ptr_equal(strstr(out.data, notices[lang]), out.data);
        assert_non_null(strstr(out.data, "1"));
        pilkada_buffer_clear(&out);
        assert_int_equal(pilkada_recap_write_json(recap, &out, NULL), PILKADA_OK);
        assert_non_null(strstr(out.data, notices[lang]));
        pilkada_buffer_clear(&out);
        assert_int_equal(pilkada_recap_write_csv(recap, lang, &out, NULL), PILKADA_OK);
        size_t lines = 0, told = 0;
        for (const char *line = out.data; *line; line = strstr(line, "\r\n") + 2, lines++)
            told +=
                strncmp(strstr(line, "\r\n") - strlen(notices[lang]) - 1, notices[lang], strlen(notices[lang])) == 0;
        assert_int_equal(told, lines - 1); /* all but the header */
    }
    assert_non_null(strstr(out.data, "\"Kaliwungu: =1+1, \"\"x\"\"\""));
    assert_non_null(strstr(out.data, "\"'=1+1, \"\"x\"\"\"")); /* no formula for a spreadsheet */
    pilkada_buffer_dispose(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(published_sums_are_met, begin, end),
        cmocka_unit_test_setup_teardown(each_way_does_its_own, begin, end),
        cmocka_unit_test_setup_teardown(rows_of_one_key_become_one, begin, end),
        cmocka_unit_test_setup_teardown(the_trace_names_report_and_region, begin, end),
        cmocka_unit_test_setup_teardown(the_head_is_that_of_the_region_above, begin, end),
        cmocka_unit_test_setup_teardown(all_nihil_is_nihil, begin, end),
        cmocka_unit_test_setup_teardown(every_output_says_what_it_is_not, begin, end),
    };
    return cmocka_run_group_tests(tests, open_room, close_room);
}
