/** @file regions_test.c  The region table, its sums, codes, zones and contests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "failing_allocator.h"
#include "model_room.h"

static pk_model *model;

static int open_model(void **state) {
    (void)state;
    model = shipped_model(NULL, NULL);
    return model == NULL;
}

static int close_model(void **state) {
    (void)state;
    pk_model_free(model);
    return 0;
}

static void the_sums_of_the_reference_data_hold(void **state) {
    (void)state;
    const pilkada_region *regions[600];
    int64_t districts = 0, tps = 0, dpt = 0, pairs = 0;
    size_t known = 0, single = 0, cities = 0;
    assert_int_equal(pk_model_regions_of(model, PILKADA_TIER_PROVINSI, (pk_span){NULL, 0}, regions, 600), 38);
    assert_int_equal(pk_model_regions_of(model, PILKADA_TIER_KABUPATEN_KOTA, PK_SPAN("33"), regions, 600), 35);
    for (size_t i = 0; i < 35; i++) {
        districts += regions[i]->districts;
        tps += regions[i]->tps;
        pairs += regions[i]->pairs;
        known += regions[i]->dpt != PILKADA_UNKNOWN_COUNT;
        dpt += regions[i]->dpt != PILKADA_UNKNOWN_COUNT ? regions[i]->dpt : 0;
        cities += strcmp(regions[i]->kind, "kota") == 0;
        single += regions[i]->vote_columns != regions[i]->pairs;
    }
    assert_int_equal(cities, 6);
    assert_int_equal(districts, 576);
    assert_int_equal(tps, 56812);
    assert_int_equal(pairs, 76);
    assert_int_equal(single, 3);
    assert_int_equal(known, 26);
    assert_int_equal(dpt, 21626513);
    assert_int_equal(pk_model_regions_of(model, PILKADA_TIER_KECAMATAN, PK_SPAN("33"), regions, 600), 576);
    tps = 0;
    for (size_t i = 0; i < 576; i++)
        tps += regions[i]->tps;
    assert_int_equal(tps, 56812);
    assert_int_equal(pk_model_regions_of(model, PILKADA_TIER_KECAMATAN, PK_SPAN("33"), regions, 3), 576);
    assert_int_equal(pk_model_region(model, PK_SPAN("33"))->tps, 56812);
}

static void each_province_has_a_zone_and_its_contests(void **state) {
    (void)state;
    const pilkada_region *provinces[38];
    size_t zones[3] = {0}, governors = 0;
    pk_model_regions_of(model, PILKADA_TIER_PROVINSI, (pk_span){NULL, 0}, provinces, 38);
    for (size_t i = 0; i < 38; i++) {
        zones[(provinces[i]->zone - PILKADA_ZONE_WIB) / 60]++;
        governors += provinces[i]->contests & PILKADA_CONTEST_GUBERNUR;
    }
    assert_int_equal(zones[0], 18);
    assert_int_equal(zones[1], 12);
    assert_int_equal(zones[2], 8);
    assert_int_equal(governors, 37);
    assert_int_equal(pk_model_region(model, PK_SPAN("31"))->contests, PILKADA_CONTEST_GUBERNUR);
    assert_int_equal(pk_model_region(model, PK_SPAN("34"))->contests,
                     PILKADA_CONTEST_BUPATI | PILKADA_CONTEST_WALI_KOTA);
}

static void regions_that_share_a_name_are_two(void **state) {
    (void)state;
    static const char *const codes[][2] = {
        {"33.08", "33.71"}, {"33.26", "33.75"}, {"33.22", "33.74"}, {"33.28", "33.76"}};
    for (size_t i = 0; i < 4; i++) {
        const pilkada_region *regency = pk_model_region(model, pk_span_of(codes[i][0])),
                             *city = pk_model_region(model, pk_span_of(codes[i][1]));
        assert_string_equal(strchr(regency->name, ' '), strchr(city->name, ' '));
        assert_int_equal(regency->contests, PILKADA_CONTEST_GUBERNUR | PILKADA_CONTEST_BUPATI);
        assert_int_equal(city->contests, PILKADA_CONTEST_GUBERNUR | PILKADA_CONTEST_WALI_KOTA);
        assert_int_equal(city->zone, PILKADA_ZONE_WIB);
    }
}

static void codes_are_told_by_their_form(void **state) {
    (void)state;
    static const struct {
        const char *code;
        pilkada_tier tier;
        bool exists;
    } cases[] = {
        {"33", PILKADA_TIER_PROVINSI, true},
        {"33.16", PILKADA_TIER_KABUPATEN_KOTA, true},
        {"33.16.09", PILKADA_TIER_KECAMATAN, true},
        {"33.16.09.2001", PILKADA_TIER_KELURAHAN_DESA, true},
        {"33.74.01.1001", PILKADA_TIER_KELURAHAN_DESA, true},
        {"33.99", PILKADA_TIER_KABUPATEN_KOTA, false},
        {"33.16.99", PILKADA_TIER_KECAMATAN, false},
        {"33.16.99.2001", PILKADA_TIER_KELURAHAN_DESA, false},
        {"35.18", PILKADA_TIER_KABUPATEN_KOTA, true}, /* the table does not cover Jawa Timur: its form decides */
        {"99.01", PILKADA_TIER_KABUPATEN_KOTA, false},
        {"3316", PILKADA_TIER_NONE, false},
        {"33.1", PILKADA_TIER_NONE, false},
        {"33.16.09.4001", PILKADA_TIER_NONE, false},
        {"33.16.09.001", PILKADA_TIER_NONE, false},
        {"33/3316", PILKADA_TIER_NONE, false},
        {"33.16.09.20011", PILKADA_TIER_NONE, false},
        {"", PILKADA_TIER_NONE, false},
        {"33.", PILKADA_TIER_NONE, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pk_span code = pk_span_of(cases[i].code);
        if (pilkada_region_code_tier(code.data, code.size) != cases[i].tier ||
            pk_model_region_exists(model, code) != cases[i].exists)
            fail_msg("%s", cases[i].code);
    }
    assert_int_equal(pilkada_region_code_tier(NULL, 5), PILKADA_TIER_NONE);
    assert_int_equal(pk_model_zone(model, PK_SPAN("94.01")), PILKADA_ZONE_WIT);
    assert_int_equal(pk_model_zone(model, PK_SPAN("00")), PILKADA_ZONE_NONE);
}

static void a_region_is_written_with_what_is_known(void **state) {
    (void)state;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_region_write_json(pk_model_region(model, PK_SPAN("33.16")), &out, NULL), PILKADA_OK);
    assert_string_equal(out.data, "{\"code\":\"33.16\",\"name\":\"Kabupaten "
                                  "Blora\",\"kind\":\"kabupaten\",\"capital\":\"Blora\",\"tier\":\"kabupaten_kota\","
                                  "\"zone\":\"WIB\",\"contests\":[\"gubernur\",\"bupati\"],\"tps\":1453,\"dpt\":700613,"
                                  "\"districts\":16,\"pairs\":2,"
                                  "\"vote_columns\":2}");
    pilkada_buffer_clear(&out);
    assert_int_equal(pilkada_region_write_json(pk_model_region(model, PK_SPAN("33.09")), &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data, "\"dpt\":null"));
    assert_int_equal(pilkada_region_write_json(NULL, &out, NULL), PILKADA_E_ARGUMENT);
    pilkada_buffer_dispose(&out);
}

static void rows_that_are_wrong_are_named(void **state) {
    (void)state;
    static const struct {
        const char *rows, *where;
    } cases[] = {
        {"{\"code\":\"33.16\",\"kind\":\"kabupaten\"}", "/regions/0/name"},
        {"{\"code\":\"33.16\",\"name\":\"x\",\"kind\":\"provinsi\"}", "/regions/0/kind"},
        {"{\"code\":\"3316\",\"name\":\"x\",\"kind\":\"kabupaten\"}", "/regions/0/kind"},
        {"{\"code\":\"33\",\"name\":\"x\",\"kind\":\"provinsi\",\"zone\":\"WIBB\",\"contests\":[]}", "/regions/0/zone"},
        {"{\"code\":\"33\",\"name\":\"x\",\"kind\":\"provinsi\",\"zone\":\"WIB\",\"contests\":[\"presiden\"]}",
         "/regions/0/contests/0"},
        {"{\"code\":\"33\",\"name\":\"x\",\"kind\":\"provinsi\",\"zone\":\"WIB\",\"contests\":[],\"tps\":-1}",
         "/regions/0/tps"},
        {"{\"code\":\"33\",\"name\":\"x\",\"kind\":\"provinsi\",\"zone\":\"WIB\",\"contests\":[],\"tsp\":1}",
         "/regions/0/tsp"},
        {"{\"code\":\"33.16\",\"name\":\"x\",\"kind\":\"kabupaten\"}", "33.16"}}; /* its province is missing */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[400];
        pilkada_error error = PILKADA_ERROR_INIT;
        snprintf(text, sizeof text, "{\"regions\":[%s]}", cases[i].rows);
        cJSON *tree = pk_json_tree(text, strlen(text), NULL);
        pk_model *broken = pk_model_new(NULL);
        if (!pk_model_add_regions(broken, tree, &error))
            pk_model_finish(broken, &error);
        if (error.status != PILKADA_E_DEFINITION || strcmp(error.where, cases[i].where) != 0)
            fail_msg("case %zu: %s: %s", i, error.where, error.detail);
        pk_model_free(broken);
        cJSON_Delete(tree);
    }
}

static void memory_may_run_out_at_any_call(void **state) {
    (void)state;
    for (int mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++) {
        failing_allocator memory = {.failed = true};
        for (size_t n = 0; memory.failed; n += n < 40 ? 1 : 7) {
            pilkada_error error = PILKADA_ERROR_INIT;
            failing_allocator_start(&memory, n, (failing_mode)mode);
            pk_model *tried = shipped_model(&memory.allocator, &error);
            assert_true((tried == NULL) == memory.failed);
            pk_model_free(tried);
            assert_int_equal(memory.live, 0);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sums_of_the_reference_data_hold),
        cmocka_unit_test(each_province_has_a_zone_and_its_contests),
        cmocka_unit_test(regions_that_share_a_name_are_two),
        cmocka_unit_test(codes_are_told_by_their_form),
        cmocka_unit_test(a_region_is_written_with_what_is_known),
        cmocka_unit_test(rows_that_are_wrong_are_named),
        cmocka_unit_test(memory_may_run_out_at_any_call),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
