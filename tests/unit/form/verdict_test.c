/** @file verdict_test.c  The verdict: its bytes, its text, its reuse, what may be sent on; forms and contexts as
 * objects. */
#include "form_fixture.h"

static void before_the_first_judgement_there_is_nothing(void **state) {
    (void)state;
    pilkada_verdict *verdict = pilkada_verdict_new(NULL, NULL);
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_null(pilkada_verdict_id(verdict));
    assert_string_equal(pilkada_verdict_form(verdict), "");
    assert_string_equal(pilkada_verdict_version(verdict), "");
    assert_string_equal(pilkada_verdict_rulebook(verdict), "");
    assert_false(pilkada_verdict_valid(verdict));
    assert_false(pilkada_verdict_may_submit(verdict));
    assert_int_equal(pilkada_verdict_finding_count(verdict), 0);
    assert_null(pilkada_verdict_finding(verdict, 0));
    assert_null(pilkada_verdict_not_judged(verdict, 0));
    assert_int_equal(pilkada_verdict_write_json(verdict, &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_verdict_write_text(verdict, PILKADA_LANG_ID, &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(out.size, 0);
    pilkada_buffer_dispose(&out);
    pilkada_verdict_free(verdict);
}

static void null_is_refused(void **state) {
    (void)state;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    pilkada_verdict_free(NULL);
    pilkada_context_free(NULL);
    pk_form_free(NULL);
    assert_null(pilkada_verdict_id(NULL));
    assert_string_equal(pilkada_verdict_form(NULL), "");
    assert_false(pilkada_verdict_valid(NULL));
    assert_int_equal(pilkada_verdict_finding_count(NULL), 0);
    assert_null(pilkada_verdict_finding(NULL, 0));
    assert_int_equal(pilkada_verdict_not_judged_count(NULL), 0);
    assert_string_equal(pilkada_form_id(NULL), "");
    assert_string_equal(pilkada_form_version(NULL), "");
    assert_string_equal(pilkada_form_title(NULL, PILKADA_LANG_EN), "");
    assert_int_equal(pilkada_form_write_json(NULL, &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_form_write_json(f.tungsura, NULL, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_form_write_text(NULL, PILKADA_LANG_ID, &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_form_write_text(f.tungsura, PILKADA_LANG_ID, NULL, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_verdict_write_json(NULL, &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_verdict_write_text(f.verdict, PILKADA_LANG_ID, NULL, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pk_form_judge(NULL, "{}", 2, NULL, "", f.verdict, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pk_form_judge(f.tungsura, NULL, 2, NULL, "", f.verdict, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pk_form_judge(f.tungsura, "{}", 2, NULL, "", NULL, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pk_form_judge_tree(f.tungsura, NULL, NULL, "", f.verdict, NULL), PILKADA_E_ARGUMENT);
    assert_null(pilkada_context_parse(NULL, 0, NULL, NULL));
    assert_string_equal(pilkada_severity_name((pilkada_severity)7), "");
}

/* ---- bytes ---- */

static void the_bytes_of_a_verdict(void **state) {
    (void)state;
    char *text = fixture_report(&f, f.tungsura_tree, "\"jumlah_tps\":41453");
    assert_int_equal(fixture_judge(&f, f.tungsura, text, NULL), PILKADA_OK);
    char *json = fixture_json(&f);
    assert_string_equal(
        json,
        "{\"id\":\"contoh-001\",\"form\":\"lap_tungsura\",\"version\":\"2024.1\",\"rulebook\":\"hash\",\"valid\":false,"
        "\"may_submit\":false,\"findings\":[{\"code\":\"U-6\",\"severity\":\"galat\",\"path\":\"/jumlah_tps\","
        "\"message\":{\"id\":\"TPS buka (1.450) ditambah belum buka (3) tidak sama dengan jumlah TPS (41.453): kurang "
        "40.000.\",\"en\":\"Stations open (1,450) plus not yet open (3) do not equal all stations (41,453): 40,000 "
        "short.\"},\"basis\":[\"tiffanews.co.id 34166\"],\"operands\":{\"tps_buka\":1450,\"tps_belum_buka\":3,"
        "\"jumlah_tps\":41453},\"difference\":-40000,\"flag\":null}],\"not_judged\":[\"B-7\",\"U-1\"],\"computed\":{}"
        "}");
    free(json);
    free(text);
}

static void the_text_of_a_verdict(void **state) {
    (void)state;
    static const struct {
        pilkada_lang lang;
        const char *first, *basis;
    } expected[] = {
        {PILKADA_LANG_ID, "contoh-001 lap_tungsura 2024.1: tidak sah, 1 galat\n  galat U-6 /jumlah_tps: TPS",
         "      dasar: tiffanews.co.id 34166\n  belum dinilai: B-7, U-1\n"},
        {PILKADA_LANG_EN, "contoh-001 lap_tungsura 2024.1: not valid, 1 error\n  error U-6 /jumlah_tps: Sta",
         "      basis: tiffanews.co.id 34166\n  not judged: B-7, U-1\n"}};
    char *text = fixture_report(&f, f.tungsura_tree, "\"jumlah_tps\":41453");
    assert_int_equal(fixture_judge(&f, f.tungsura, text, NULL), PILKADA_OK);
    for (size_t i = 0; i < 2; i++) {
        pilkada_buffer out;
        pilkada_buffer_init(&out, NULL);
        assert_int_equal(pilkada_verdict_write_text(f.verdict, expected[i].lang, &out, NULL), PILKADA_OK);
        assert_int_equal(strncmp(out.data, expected[i].first, strlen(expected[i].first)), 0);
        assert_non_null(strstr(out.data, expected[i].basis));
        pilkada_buffer_dispose(&out);
    }
    free(text);
}

/* ---- reuse ---- */

static void a_verdict_is_used_again(void **state) {
    (void)state;
    char *good = fixture_report(&f, f.tungsura_tree, "\"id\":\"baik\"");
    char *bad = fixture_report(&f, f.tungsura_tree, "\"tps_buka\":\"banyak\"");
    char *first = NULL;
    for (int round = 0; round < 5; round++) {
        assert_int_equal(fixture_judge(&f, f.tungsura, good, NULL), PILKADA_OK);
        assert_true(pilkada_verdict_valid(f.verdict));
        assert_string_equal(pilkada_verdict_id(f.verdict), "baik");
        assert_int_equal(fixture_judge(&f, f.tungsura, bad, NULL), PILKADA_OK);
        char *json = fixture_json(&f);
        if (first)
            assert_string_equal(json, first);
        free(first);
        first = json;
    }
    free(first);
    free(good);
    free(bad);
}

static void a_failed_judgement_leaves_the_last_answer(void **state) {
    (void)state;
    static const struct {
        const char *text;
        pilkada_status status;
    } broken[] = {{"{\"id\":\"x\",\"tps_buka\":1,", PILKADA_E_SYNTAX},
                  {"{\"id\":\"x\",\"id\":\"y\"}", PILKADA_E_SYNTAX},
                  {"{\"zz\":1,\"zz\":2}", PILKADA_E_SYNTAX},
                  {"{\"lampiran\":[{\"tipe\":\"a\",\"tipe\":\"b\"}]}", PILKADA_E_SYNTAX},
                  {"{\"lampiran\":[{\"qq\":1,\"qq\":2}]}", PILKADA_E_SYNTAX},
                  {"{\"zz\":{\"a\":1,\"a\":2}}", PILKADA_E_SYNTAX},
                  {"{\"tps_buka\":{\"a\":1,\"a\":2}}", PILKADA_E_SYNTAX},
                  {"{\"nama_pelapor\":\"\xFF\"}", PILKADA_E_ENCODING},
                  {"[]", PILKADA_E_SYNTAX},
                  {"7", PILKADA_E_SYNTAX},
                  {"", PILKADA_E_SYNTAX},
                  {"{} {}", PILKADA_E_SYNTAX},
                  {"{\"tps_buka\":01}", PILKADA_E_SYNTAX}};
    char *text = fixture_report(&f, f.tungsura_tree, "\"jumlah_tps\":41453");
    assert_int_equal(fixture_judge(&f, f.tungsura, text, NULL), PILKADA_OK);
    char *before = fixture_json(&f);
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        assert_int_equal(fixture_judge(&f, f.tungsura, broken[i].text, &error), broken[i].status);
        assert_int_equal(error.status, broken[i].status);
        assert_int_equal(error.line, 1);
        char *after = fixture_json(&f);
        assert_string_equal(after, before);
        free(after);
    }
    free(before);
    free(text);
}

/* The text may go, the verdict stays. */
static void a_verdict_outlives_the_text(void **state) {
    (void)state;
    char *text = fixture_report(&f, f.tungsura_tree, "\"zzz\":\"nilai\"");
    assert_int_equal(fixture_judge(&f, f.tungsura, text, NULL), PILKADA_OK);
    memset(text, 'x', strlen(text));
    free(text);
    assert_string_equal(pilkada_verdict_id(f.verdict), "contoh-001");
    const pilkada_finding *finding = fixture_find(&f, "B-12");
    assert_string_equal(finding->path, "/zzz");
    assert_string_equal(finding->operands[0].name, "zzz");
    assert_string_equal(finding->operands[0].value, "\"nilai\"");
}

/* ---- what may be sent on ---- */

static pilkada_form *compile_with_flag(cJSON **definition) {
    *definition = cJSON_Duplicate(f.tungsura_tree, true);
    cJSON *rule;
    cJSON_ArrayForEach(
        rule,
        cJSON_GetObjectItem(*definition, "rules")) if (strcmp(cJSON_GetObjectItem(rule, "id")->valuestring, "U-6") == 0)
        cJSON_AddStringToObject(rule, "flag", "PERIKSA");
    return fixture_compile(&f, *definition);
}

static void a_flagged_galat_with_a_note_may_be_sent(void **state) {
    (void)state;
    static const struct {
        const char *members;
        bool may_submit;
    } cases[] = {{"\"jumlah_tps\":41453", false},
                 {"\"jumlah_tps\":41453,\"catatan\":\"Sudah dihitung ulang.\"", true},
                 {"\"jumlah_tps\":41453,\"catatan\":\"-\"", false},
                 {"\"jumlah_tps\":41453,\"catatan\":\"Sudah.\",\"urutan\":-1", false}};
    cJSON *definition;
    pilkada_form *form = compile_with_flag(&definition);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = fixture_report(&f, definition, cases[i].members);
        assert_int_equal(fixture_judge(&f, form, text, NULL), PILKADA_OK);
        assert_string_equal(fixture_find(&f, "U-6")->flag, "PERIKSA");
        assert_false(pilkada_verdict_valid(f.verdict));
        assert_int_equal(pilkada_verdict_may_submit(f.verdict), cases[i].may_submit);
        free(text);
    }
    pk_form_free(form);
    cJSON_Delete(definition);
}

/* ---- peek ---- */

static void peek_finds_the_form(void **state) {
    (void)state;
    static const struct {
        const char *text, *form, *version;
    } cases[] = {{"{\"form_id\":\"a\",\"form_versi\":\"b\",!", "a", "b"},
                 {"{\"x\":{\"form_id\":\"no\"},\"form_versi\":\"b\",\"form\\u005fid\":\"a\"}", "a", "b"},
                 {"{\"form_id\":7}", "", ""},
                 {"{\"form_id\":\"a\"}", "a", ""},
                 {"[]", "", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pk_span form, version;
        assert_int_equal(
            pk_form_peek(cases[i].text, strlen(cases[i].text), pk_verdict_arena(f.verdict), &form, &version, NULL),
            PILKADA_OK);
        assert_true(pk_span_is(form, cases[i].form));
        assert_true(pk_span_is(version, cases[i].version));
    }
    pk_span form, version;
    pilkada_error error = PILKADA_ERROR_INIT;
    assert_int_equal(pk_form_peek("{\"a\":1,}", 8, pk_verdict_arena(f.verdict), &form, &version, &error),
                     PILKADA_E_SYNTAX);
    assert_int_equal(error.offset, 6);
}

/* ---- forms for programs and people ---- */

static void a_form_is_written(void **state) {
    (void)state;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_string_equal(pilkada_form_id(f.tungsura), "lap_tungsura");
    assert_string_equal(pilkada_form_version(f.tungsura), "2024.1");
    assert_string_equal(pilkada_form_title(f.tungsura, PILKADA_LANG_EN), "Progress report of polling day");
    assert_int_equal(pilkada_form_write_json(f.tungsura, &out, NULL), PILKADA_OK);
    cJSON *tree = pk_json_tree(out.data, out.size, NULL);
    assert_non_null(tree);
    assert_non_null(cJSON_GetObjectItem(cJSON_GetObjectItem(tree, "head"), "sections"));
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(tree, "sections")), 3);
    assert_null(strstr(out.data, "\"examples\""));
    cJSON_Delete(tree);
    pilkada_buffer_clear(&out);
    assert_int_equal(pilkada_form_write_text(f.tungsura, PILKADA_LANG_ID, &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data, "  jam_pantau  Jam pemantauan; jam 06.00 s.d. 24.00; wajib\n"));
    assert_non_null(strstr(out.data, "keterangan  Keterangan; teks 0 s.d. 4.000 karakter; lihat aturan U-9\n"));
    assert_non_null(
        strstr(out.data, "  U-6 galat  TPS buka dan belum buka berjumlah semua TPS (tiffanews.co.id 34166)"));
    pilkada_buffer_clear(&out);
    assert_int_equal(pilkada_form_write_text(f.tahapan, PILKADA_LANG_EN, &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data,
                           "kegiatan_kampanye  Campaign events; a whole number 0 to 9,999 events; required if "
                           "tahapan == 'kampanye'\n"));
    pilkada_buffer_dispose(&out);
}

/* ---- contexts ---- */

static void contexts_are_checked(void **state) {
    (void)state;
    static const struct {
        const char *text, *where;
        pilkada_status status;
    } broken[] = {{"{\"wilayahh\":{}}", "/wilayahh", PILKADA_E_DEFINITION},
                  {"{\"laporan\":{}}", "/laporan", PILKADA_E_DEFINITION},
                  {"{\"sebelumnya\":[]}", "/sebelumnya", PILKADA_E_DEFINITION},
                  {"[]", "", PILKADA_E_DEFINITION},
                  {"{\"laporan\":[1,2}", "", PILKADA_E_SYNTAX},
                  {"{\"laporan\":[\"\xFF\"]}", "", PILKADA_E_ENCODING}};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        assert_null(pilkada_context_parse(broken[i].text, strlen(broken[i].text), NULL, &error));
        assert_int_equal(error.status, broken[i].status);
        assert_string_equal(error.where, broken[i].where);
    }
    pilkada_context *empty = pilkada_context_parse("{}", 2, NULL, NULL);
    assert_non_null(empty);
    pilkada_context_free(empty);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(before_the_first_judgement_there_is_nothing),
        cmocka_unit_test(null_is_refused),
        cmocka_unit_test(the_bytes_of_a_verdict),
        cmocka_unit_test(the_text_of_a_verdict),
        cmocka_unit_test(a_verdict_is_used_again),
        cmocka_unit_test(a_failed_judgement_leaves_the_last_answer),
        cmocka_unit_test(a_verdict_outlives_the_text),
        cmocka_unit_test(a_flagged_galat_with_a_note_may_be_sent),
        cmocka_unit_test(peek_finds_the_form),
        cmocka_unit_test(a_form_is_written),
        cmocka_unit_test(contexts_are_checked),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
