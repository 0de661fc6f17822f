/** @file choose_test.c  Which report stands for a region: copies, corrections, conflicts, what does not count. */
#include "recap_fixture.h"

static cJSON *make(void) {
    pilkada_recap_query query = room_query("33.19");
    room_recap(rules, &query, reports, recap);
    return room_tree(recap);
}

#define TEN ",'tps':10,'dpt':100"
#define TWENTY ",'tps':20,'dpt':100"
#define OTHER ",'nama_pelapor':'Petugas Lain'"

static void copies_count_once(void **state) {
    (void)state;
    char id[16], clock[16];
    for (int i = 0; i < 200; i++) {
        snprintf(id, sizeof id, "k%03d", i);
        snprintf(clock, sizeof clock, "20:%02d:%02d", i / 60, i % 60);
        room_add(reports, id, "33.19.01", "20:00:00", TEN); /* unchanged but for its id */
    }
    cJSON *tree = make();
    assert_true(room_number(tree, "tps") == 10);
    assert_int_equal(cJSON_GetArraySize(room_member(tree, "unused")), 199);
    assert_string_equal(room_reason(tree, "k000"), "kiriman_ulang");
    assert_int_equal(room_place(recap, "33.19.01")->state, PILKADA_RECAP_DIPAKAI);
    assert_string_equal(room_place(recap, "33.19.01")->rule, "satu");
    cJSON_Delete(tree);
}

static void corrections_replace(void **state) {
    (void)state;
    room_add(reports, "a", "33.19.01", "20:00:00", TEN ",'urutan':1");
    room_add(reports, "b", "33.19.01", "20:05:00", TWENTY ",'urutan':1");
    room_add(reports, "c", "33.19.02", "20:00:00", TEN);
    room_add(reports, "c", "33.19.02", "20:05:00", ",'tps':11,'dpt':100");
    room_add(reports, "d", "33.19.03", "20:00:00", TEN ",'urutan':2");
    room_add(reports, "e", "33.19.03", "20:05:00", ",'tps':12,'dpt':100,'urutan':1");
    cJSON *tree = make();
    assert_true(room_number(tree, "tps") == 20 + 11 + 10);
    assert_string_equal(room_reason(tree, "a"), "diperbaiki");
    assert_string_equal(room_reason(tree, "c"), "diperbaiki");
    assert_string_equal(room_reason(tree, "e"), "ada_yang_lebih_baru");
    assert_string_equal(room_place(recap, "33.19.03")->rule, "urutan");
    assert_int_equal(room_findings(recap, "RK-3"), 0);
    cJSON_Delete(tree);
}

static void two_sources_that_disagree_are_a_conflict(void **state) {
    (void)state;
    static const struct {
        const char *first, *second, *rule, *used;
        pilkada_recap_state state;
    } cases[] = {
        {TEN, TWENTY OTHER, "diterima", "b", PILKADA_RECAP_BERBEDA},
        {TEN ",'urutan':2", TWENTY OTHER ",'urutan':1", "urutan", "a", PILKADA_RECAP_BERBEDA},
        {TEN ",'status_verifikasi':'disetujui'", TWENTY OTHER ",'urutan':9", "disetujui", "a", PILKADA_RECAP_BERBEDA},
        {TEN, TEN OTHER, "diterima", "b", PILKADA_RECAP_DIPAKAI}, /* they agree */
        {TEN, TWENTY, "diterima", "b", PILKADA_RECAP_DIPAKAI},    /* one source, a newer report */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        end(NULL);
        begin(NULL);
        room_add(reports, "a", "33.19.01", "20:00:00", cases[i].first);
        room_add(reports, "b", "33.19.01", "20:05:00", cases[i].second);
        cJSON *tree = make();
        const pilkada_recap_place *place = room_place(recap, "33.19.01");
        assert_string_equal(place->report, cases[i].used);
        assert_string_equal(place->rule, cases[i].rule);
        assert_int_equal(place->state, cases[i].state);
        assert_int_equal(room_findings(recap, "RK-3"), cases[i].state == PILKADA_RECAP_BERBEDA);
        assert_false(pilkada_recap_complete(recap));
        cJSON_Delete(tree);
    }
}

/* The order in which reports are given never matters, also when everything else is equal. */
static void the_order_of_reports_does_not_matter(void **state) {
    (void)state;
    static const struct {
        const char *id, *members;
    } all[] = {{"a", TEN}, {"b", TWENTY OTHER}, {"c", ",'tps':30,'dpt':100,'nama_pelapor':'Petugas Ketiga'"}};
    static const int orders[][3] = {{0, 1, 2}, {2, 1, 0}, {1, 2, 0}, {0, 2, 1}};
    char first[65536] = "";
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        end(NULL);
        begin(NULL);
        for (int at = 0; at < 3; at++)
            room_add(reports, all[orders[i][at]].id, "33.19.01", "20:00:00", all[orders[i][at]].members);
        pilkada_recap_query query = room_query("33.19");
        pilkada_buffer out;
        pilkada_buffer_init(&out, NULL);
        room_recap(rules, &query, reports, recap);
        assert_int_equal(pilkada_recap_write_json(recap, &out, NULL), PILKADA_OK);
        assert_true(out.size < sizeof first);
        if (!i)
            strcpy(first, out.data);
        assert_string_equal(out.data, first);
        pilkada_buffer_dispose(&out);
    }
    assert_string_equal(room_place(recap, "33.19.01")->rule, "id");
    assert_int_equal(room_findings(recap, "RK-3"), 2);
}

/* Missing, nihil, unreached, empty, with errors and sent back are told apart. */
static void regions_without_a_report_say_why(void **state) {
    (void)state;
    room_add(reports, "a", "33.19.01", "20:00:00", TEN);
    room_add(reports, "b", "33.19.02", "20:00:00", ",'nihil':true");
    room_add(reports, "c", "33.19.03", "20:00:00", ",'tps':null,'dpt':null");
    room_add(reports, "d", "33.19.04", "20:00:00", "");
    room_add(reports, "e", "33.19.05", "20:00:00", TEN ",'hadir':101");
    room_add(reports, "f", "33.19.06", "20:00:00", TEN ",'status_verifikasi':'revisi','catatan':'Periksa lagi.'");
    cJSON *tree = make();
    static const pilkada_recap_state states[] = {
        PILKADA_RECAP_DIPAKAI, PILKADA_RECAP_NIHIL, PILKADA_RECAP_TIDAK_TERJANGKAU,
        PILKADA_RECAP_KOSONG,  PILKADA_RECAP_GALAT, PILKADA_RECAP_DITOLAK,
        PILKADA_RECAP_BELUM};
    for (size_t i = 0; i < 7; i++)
        assert_int_equal(pilkada_recap_at(recap, i)->state, states[i]);
    assert_int_equal(pilkada_recap_used(recap), 2);
    assert_true(room_number(tree, "tps") == 10);
    assert_int_equal(room_findings(recap, "RK-2"), 5);
    assert_string_equal(room_reason(tree, "e"), "galat");
    assert_string_equal(room_reason(tree, "f"), "ditolak");
    cJSON_Delete(tree);
}

/* What has errors does not take the place of what was sound before it. */
static void a_sound_report_outlives_a_wrong_correction(void **state) {
    (void)state;
    room_add(reports, "a", "33.19.01", "20:00:00", TEN ",'urutan':1");
    room_add(reports, "b", "33.19.01", "20:05:00", TEN ",'hadir':101,'urutan':1");
    cJSON *tree = make();
    assert_string_equal(room_place(recap, "33.19.01")->report, "a");
    assert_int_equal(room_findings(recap, "RK-4"), 1);
    assert_int_equal(pilkada_recap_finding_at(recap, 1)->severity, PILKADA_SEVERITY_PERINGATAN);
    cJSON_Delete(tree);
}

static void approved_only_takes_approved_ones(void **state) {
    (void)state;
    room_add(reports, "a", "33.19.01", "20:00:00", TEN ",'status_verifikasi':'disetujui'");
    room_add(reports, "b", "33.19.02", "20:00:00", TEN ",'status_verifikasi':'menunggu_verifikasi'");
    pilkada_recap_query query = room_query("33.19");
    query.approved_only = true;
    room_recap(rules, &query, reports, recap);
    assert_int_equal(pilkada_recap_used(recap), 1);
    assert_int_equal(room_place(recap, "33.19.02")->state, PILKADA_RECAP_DITOLAK);
    query.approved_only = false;
    room_recap(rules, &query, reports, recap);
    assert_int_equal(pilkada_recap_used(recap), 2);
}

/* What the caller judged is not judged again, unless it cannot even be read. */
static void judged_reports_are_read_only(void **state) {
    (void)state;
    room_add(reports, "a", "33.19.01", "20:00:00", TEN ",'hadir':101");
    room_add(reports, "b", "33.19.02", "20:00:00", ",'tps':'1.000','dpt':100");
    room_add(reports, "c", "33.19.03", "20:00:00", TWENTY ",'uraian':'\\u0061'");
    pilkada_recap_query query = room_query("33.19");
    query.judged = true;
    room_recap(rules, &query, reports, recap);
    cJSON *tree = room_tree(recap);
    assert_true(room_number(tree, "tps") == 30);
    assert_string_equal(room_text(tree, "uraian"), "Jati: a");
    assert_int_equal(room_place(recap, "33.19.01")->state, PILKADA_RECAP_DIPAKAI);
    assert_int_equal(room_place(recap, "33.19.02")->state, PILKADA_RECAP_GALAT);
    cJSON_Delete(tree);
}

static void later_than_now_is_left_out(void **state) {
    (void)state;
    room_add(reports, "a", "33.19.01", "20:00:00", TEN);
    room_add(reports, "b", "33.19.01", "22:00:00", TWENTY);
    pilkada_recap_query query = room_query("33.19");
    assert_int_equal(pilkada_instant_parse("2024-11-27T21:00:00+07:00", 25, &query.now, NULL, NULL), PILKADA_OK);
    room_recap(rules, &query, reports, recap);
    cJSON *tree = room_tree(recap);
    assert_string_equal(room_place(recap, "33.19.01")->report, "a");
    assert_string_equal(room_reason(tree, "b"), "setelah_waktu");
    cJSON_Delete(tree);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(copies_count_once, begin, end),
        cmocka_unit_test_setup_teardown(corrections_replace, begin, end),
        cmocka_unit_test_setup_teardown(two_sources_that_disagree_are_a_conflict, begin, end),
        cmocka_unit_test_setup_teardown(the_order_of_reports_does_not_matter, begin, end),
        cmocka_unit_test_setup_teardown(regions_without_a_report_say_why, begin, end),
        cmocka_unit_test_setup_teardown(a_sound_report_outlives_a_wrong_correction, begin, end),
        cmocka_unit_test_setup_teardown(approved_only_takes_approved_ones, begin, end),
        cmocka_unit_test_setup_teardown(judged_reports_are_read_only, begin, end),
        cmocka_unit_test_setup_teardown(later_than_now_is_left_out, begin, end),
    };
    return cmocka_run_group_tests(tests, open_room, close_room);
}
