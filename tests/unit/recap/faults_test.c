/** @file faults_test.c  Bad input, overflow, revisions, and lack of memory at every allocation. */
#include "recap_fixture.h"

#include "failing_allocator.h"
#include "form/form_internal.h"

#define TEN ",'tps':10,'dpt':100"

static void reports_are_read_strictly(void **state) {
    (void)state;
    static const struct {
        const char *text;
        pilkada_status status;
    } cases[] = {
        {"", PILKADA_E_SYNTAX},
        {"{", PILKADA_E_SYNTAX},
        {"{\"form_id\":\"lap_contoh_suara\"}", PILKADA_E_DEFINITION},
        {"{\"form_id\":\"f\",\"kode_wilayah\":\"33.19\",\"waktu_diterima\":\"kemarin\"}", PILKADA_E_TIME},
        {"{\"id\":\"r\",\"region\":\"33.19\",\"form\":\"f\",\"received\":\"2024-11-27T20:00:00+07:00\"}",
         PILKADA_E_DEFINITION}, /* a receipt */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        assert_int_equal(pilkada_reports_add_json(reports, cases[i].text, strlen(cases[i].text), &error),
                         cases[i].status);
        assert_true(error.detail[0] != '\0');
    }
    assert_int_equal(pilkada_reports_count(reports), 0);
    assert_int_equal(pilkada_reports_add_json(NULL, "", 0, NULL), PILKADA_E_ARGUMENT);
}

static void queries_must_name_what_there_is(void **state) {
    (void)state;
    static const struct {
        const char *form, *version, *region;
        pilkada_status status;
    } cases[] = {
        {"lap_contoh_suara", "1", "33.19", PILKADA_OK},
        {"lap_contoh_suara", "2", "33.19", PILKADA_E_UNKNOWN},
        {"lap_lain", NULL, "33.19", PILKADA_E_UNKNOWN},
        {NULL, NULL, "33.19", PILKADA_E_ARGUMENT},
        {"lap_contoh_suara", NULL, "99", PILKADA_E_UNKNOWN},
        {"lap_contoh_suara", NULL, "", PILKADA_E_UNKNOWN},
        {"lap_contoh_suara", NULL, "33.19.01", PILKADA_E_UNKNOWN}, /* no villages in the table */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_recap_query query = room_query(cases[i].region);
        query.form = cases[i].form;
        query.version = cases[i].version;
        assert_int_equal(pilkada_rulebook_recap(rules, &query, reports, recap, NULL), cases[i].status);
    }
    pilkada_recap_query query = room_query("33.19");
    query.date = PILKADA_NO_DATE;
    assert_int_equal(pilkada_rulebook_recap(rules, &query, reports, recap, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_rulebook_recap(NULL, &query, reports, recap, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_recap_count(recap), 9); /* the last good answer stays */
    assert_int_equal(pilkada_recap_count(NULL), 0);
    assert_null(pilkada_recap_at(recap, 9));
    assert_int_equal(pilkada_recap_write_json(NULL, NULL, NULL), PILKADA_E_ARGUMENT);
    assert_string_equal(pilkada_recap_state_name((pilkada_recap_state)99), "");
}

static void nothing_to_recap_is_a_finding(void **state) {
    (void)state;
    pilkada_recap_query query = room_query("33.19");
    room_recap(rules, &query, reports, recap);
    assert_int_equal(room_findings(recap, "RK-1"), 1);
    assert_int_equal(pilkada_recap_finding_at(recap, 0)->severity, PILKADA_SEVERITY_GALAT);
    assert_false(pilkada_recap_valid(recap));
    assert_int_equal(pilkada_recap_used(recap), 0);
    room_add(reports, "a", "33.19.01", "20:00:00", TEN ",'status_verifikasi':'revisi','catatan':'Periksa.'");
    room_recap(rules, &query, reports, recap);
    assert_non_null(strstr(pilkada_recap_finding_at(recap, 0)->message_en, "rejected"));
    cJSON_Delete(room_tree(recap));
}

static void add_as(const char *from, const char *to) {
    char text[4096], changed[4200];
    room_report(text, "x", "33.19.02", "20:00:00", TEN);
    char *at = strstr(text, from);
    assert_non_null(at);
    snprintf(changed, sizeof changed, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    assert_int_equal(pilkada_reports_add_json(reports, changed, strlen(changed), NULL), PILKADA_OK);
}

static void what_does_not_belong_is_counted(void **state) {
    (void)state;
    add_as("lap_contoh_suara", "lap_tungsura");
    add_as("laporan\":\"2024-11-27", "laporan\":\"2024-11-26");
    add_as("33.19.02", "33.99");
    add_as("33.19.02", "33.11.01");
    add_as("versi\":\"1", "versi\":\"0.9");
    pilkada_recap_query query = room_query("33.19");
    room_recap(rules, &query, reports, recap);
    cJSON *tree = room_tree(recap);
    const cJSON *item;
    cJSON_ArrayForEach(item, room_member(tree, "left_out")) {
        assert_int_equal(item->valueint, 1);
    }
    assert_string_equal(room_reason(tree, "x"), "versi_lain");
    assert_int_equal(room_findings(recap, "RK-5"), 1);
    assert_int_equal(room_findings(recap, "RK-8"), 4);
    assert_int_equal(pilkada_recap_used(recap), 0);
    cJSON_Delete(tree);
}

/* ---- numbers that cannot be given ---- */

static void percentages_need_their_whole(void **state) {
    (void)state;
    pilkada_recap_query query = room_query("33.19");
    room_add(reports, "a", "33.19.01", "20:00:00", ",'tps':1,'dpt':0,'hadir':0");
    room_recap(rules, &query, reports, recap);
    cJSON *tree = room_tree(recap);
    assert_true(cJSON_IsNull(room_member(room_field(tree, "partisipasi"), "value")));
    assert_null(room_member(room_member(tree, "report"), "partisipasi"));
    assert_int_equal(room_findings(recap, "RK-6"), 1);
    cJSON_Delete(tree);
}

/* No form file can allow such numbers; the sum does not rely on it. */
static void sums_beyond_64_bits_are_a_fault(void **state) {
    (void)state;
    const pilkada_form *form = pilkada_rulebook_form(rules, "lap_contoh_suara", NULL);
    size_t at = (size_t)(pk_field_named(&form->fields, PK_SPAN("besar")) - form->fields.items);
    int64_t most = form->fields.items[at].max;
    form->fields.items[at].max = INT64_MAX;
    room_add(reports, "a", "33.19.01", "20:00:00", TEN ",'besar':9223372036854775807");
    pilkada_recap_query query = room_query("33.19");
    room_recap(rules, &query, reports, recap);
    assert_true(pilkada_recap_valid(recap));
    room_add(reports, "b", "33.19.02", "20:00:00", TEN ",'besar':1");
    room_recap(rules, &query, reports, recap);
    form->fields.items[at].max = most;
    assert_false(pilkada_recap_valid(recap));
    assert_int_equal(room_findings(recap, "RK-6"), 1);
    for (size_t i = 0; i < pilkada_recap_finding_count(recap); i++)
        if (strcmp(pilkada_recap_finding_at(recap, i)->code, "RK-6") == 0)
            assert_string_equal(pilkada_recap_finding_at(recap, i)->path, "/besar");
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_recap_write_json(recap, &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data, "{\"field\":\"besar\",\"recap\":\"sum\",\"value\":null,"));
    assert_non_null(strstr(out.data, "\"value\":9223372036854775807}"));
    pilkada_buffer_dispose(&out);
}

/* ---- revisions ---- */

static void write(pilkada_buffer *out) {
    pilkada_buffer_clear(out);
    assert_int_equal(pilkada_recap_write_json(recap, out, NULL), PILKADA_OK);
}

static void recap_again(pilkada_buffer *previous) {
    pilkada_recap_query query = room_query("33.19");
    query.previous = previous->data;
    query.previous_size = previous->size;
    room_recap(rules, &query, reports, recap);
    write(previous);
}

static void late_corrections_give_a_new_revision(void **state) {
    (void)state;
    pilkada_buffer before;
    pilkada_buffer_init(&before, NULL);
    pilkada_recap_query query = room_query("33.19");
    room_add(reports, "a", "33.19.01", "20:00:00", TEN ",'suara':{'satu':5}");
    room_recap(rules, &query, reports, recap);
    assert_int_equal(pilkada_recap_revision(recap), 1);
    write(&before);
    recap_again(&before);
    assert_int_equal(pilkada_recap_revision(recap), 1);
    assert_int_equal(pilkada_recap_difference_count(recap), 0);
    room_add(reports, "b", "33.19.01", "21:00:00", ",'tps':9,'dpt':100,'suara':{'satu':7}");
    recap_again(&before);
    assert_int_equal(pilkada_recap_revision(recap), 2);
    assert_int_equal(pilkada_recap_difference_count(recap), 3);
    assert_non_null(strstr(before.data, "{\"field\":\"tps\",\"before\":10,\"after\":9,\"difference\":-1}"));
    assert_non_null(strstr(before.data, "{\"field\":\"suara.satu\",\"before\":5,\"after\":7,\"difference\":2}"));
    assert_non_null(strstr(before.data, "{\"region\":\"33.19.01\",\"before\":{\"state\":\"dipakai\",\"report\":\"a\"},"
                                        "\"after\":{\"state\":\"dipakai\",\"report\":\"b\"}}"));
    assert_non_null(strstr(before.data, "rekap-33.19-lap_contoh_suara-2024-11-27-2"));
    recap_again(&before);
    assert_int_equal(pilkada_recap_revision(recap), 2);
    pilkada_buffer_clear(&before);
    assert_int_equal(pilkada_recap_write_text(recap, PILKADA_LANG_ID, &before, NULL), PILKADA_OK);
    pilkada_buffer_dispose(&before);
}

/* Other programs write the same recap with other escapes and numbers. */
static void spelling_is_no_difference(void **state) {
    (void)state;
    pilkada_recap_query query = room_query("33.19");
    pilkada_buffer before;
    pilkada_buffer_init(&before, NULL);
    room_add(reports, "a", "33.19.01", "20:00:00", TEN ",'hadir':50,'uraian':'satu','tanda':['x']");
    room_add(reports, "b", "33.19.02", "20:00:00", TEN ",'hadir':50,'uraian':'dua'");
    room_recap(rules, &query, reports, recap);
    write(&before);
    char changed[65536];
    static const char *const spellings[][2] = {{"satu\\n", "sat\\u0075\\u000a"}, {"[\"x\"]", "[ \"\\u0078\" ]"}};
    for (size_t i = 0; i < 2; i++) {
        char *report = strstr(before.data, "\"report\":{"), *at = strstr(report, spellings[i][0]);
        assert_non_null(at);
        snprintf(changed, sizeof changed, "%.*s%s%s", (int)(at - before.data), before.data, spellings[i][1],
                 at + strlen(spellings[i][0]));
        query.previous = changed;
        query.previous_size = strlen(changed);
        room_recap(rules, &query, reports, recap);
        assert_int_equal(pilkada_recap_difference_count(recap), 0);
    }
    pilkada_buffer_dispose(&before);
}

static void only_recaps_of_the_same_thing_are_compared(void **state) {
    (void)state;
    pilkada_buffer before;
    pilkada_buffer_init(&before, NULL);
    pilkada_recap_query query = room_query("33.11");
    room_recap(rules, &query, reports, recap);
    write(&before);
    static const char *const bad[] = {"", "{}", "[]", "{\"report\":{}}", "{\"report\":7}"};
    query = room_query("33.19");
    query.previous = before.data;
    query.previous_size = before.size;
    assert_int_equal(pilkada_rulebook_recap(rules, &query, reports, recap, NULL), PILKADA_E_ARGUMENT);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        query.previous = bad[i];
        query.previous_size = strlen(bad[i]);
        assert_true(pilkada_rulebook_recap(rules, &query, reports, recap, NULL) < 0);
    }
    pilkada_buffer_dispose(&before);
}

/* ---- memory ---- */

static pilkada_status all_of_it(const pilkada_allocator *allocator, const char *previous) {
    char text[4096];
    static const char *const members[] = {
        TEN ",'uraian':'a\\nb','tanda':['x'],'kejadian':[{'nama':'a'}],'suara':{'satu':1},"
            "'hasil':[{'jenis':'x','suara':1,'kolom':[1,2]}]",
        TEN ",'hadir':101", TEN ",'nama_pelapor':'Petugas Lain'"};
    pilkada_status status = PILKADA_OK;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_reports *some = pilkada_reports_new(allocator, &error);
    pilkada_recap *answer = some ? pilkada_recap_new(allocator, &error) : NULL;
    pilkada_buffer out;
    pilkada_buffer_init(&out, allocator);
    for (size_t i = 0; answer && i < 3 && !status; i++) {
        size_t size = room_report(text, i ? "b" : "a", i ? "33.19.01" : "33.19.02", "20:00:00", members[i]);
        status = pilkada_reports_add_json(some, text, size, &error);
    }
    pilkada_recap_query query = room_query("33.19");
    query.previous = previous;
    query.previous_size = strlen(previous);
    if (answer && !status)
        status = pilkada_rulebook_recap(rules, &query, some, answer, &error);
    if (answer && !status)
        status = pilkada_recap_write_json(answer, &out, &error);
    if (answer && !status)
        status = pilkada_recap_write_csv(answer, PILKADA_LANG_ID, &out, &error);
    if (answer && !status)
        status = pilkada_recap_write_text(answer, PILKADA_LANG_EN, &out, &error);
    pilkada_buffer_dispose(&out);
    pilkada_recap_free(answer);
    pilkada_reports_free(some);
    return answer ? status : error.status;
}

static void lack_of_memory_is_named(void **state) {
    (void)state;
    pilkada_buffer before;
    pilkada_buffer_init(&before, NULL);
    pilkada_recap_query query = room_query("33.19");
    room_recap(rules, &query, reports, recap);
    write(&before);
    for (failing_mode mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++) {
        failing_allocator memory = {.failed = true};
        for (size_t n = 0; memory.failed; n++) {
            failing_allocator_start(&memory, n, mode);
            pilkada_status status = all_of_it(&memory.allocator, before.data);
            assert_int_equal(status, memory.failed ? PILKADA_E_NOMEM : PILKADA_OK);
            assert_int_equal(memory.live, 0);
        }
    }
    pilkada_buffer_dispose(&before);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reports_are_read_strictly, begin, end),
        cmocka_unit_test_setup_teardown(queries_must_name_what_there_is, begin, end),
        cmocka_unit_test_setup_teardown(nothing_to_recap_is_a_finding, begin, end),
        cmocka_unit_test_setup_teardown(what_does_not_belong_is_counted, begin, end),
        cmocka_unit_test_setup_teardown(percentages_need_their_whole, begin, end),
        cmocka_unit_test_setup_teardown(sums_beyond_64_bits_are_a_fault, begin, end),
        cmocka_unit_test_setup_teardown(late_corrections_give_a_new_revision, begin, end),
        cmocka_unit_test_setup_teardown(spelling_is_no_difference, begin, end),
        cmocka_unit_test_setup_teardown(only_recaps_of_the_same_thing_are_compared, begin, end),
        cmocka_unit_test_setup_teardown(lack_of_memory_is_named, begin, end),
    };
    return cmocka_run_group_tests(tests, open_room, close_room);
}
