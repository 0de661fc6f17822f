/** @file calendar_test.c  A date maps to a set of stages; broken calendars are refused with their place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/civil.h"
#include "model_room.h"

/* "masa_tenang pemungutan": the names of a set, in order, a blank between. */
static void expect_stages(const pk_model *model, const char *date_text, const char *wanted) {
    char names[256] = "";
    pilkada_date date;
    assert_true(pk_read_date(pk_span_of(date_text), &date, NULL));
    uint32_t set = pk_model_stages(model, date);
    for (size_t i = 0; i < pk_model_stage_count(model); i++) {
        if (!(set >> i & 1))
            continue;
        if (names[0])
            strcat(names, " ");
        strcat(names, pk_model_stage_name(model, i));
    }
    assert_string_equal(names, wanted);
}

static void test_each_border_of_the_stages(void **state) {
    (void)state;
    pk_model *model = shipped_model(NULL, NULL);
    assert_non_null(model);
    expect_stages(model, "2024-09-24", "persiapan");
    expect_stages(model, "2024-09-25", "persiapan kampanye");
    expect_stages(model, "2024-11-18", "persiapan kampanye");
    expect_stages(model, "2024-11-20", "persiapan kampanye");
    expect_stages(model, "2024-11-21", "kampanye");
    expect_stages(model, "2024-11-23", "kampanye");
    expect_stages(model, "2024-11-24", "masa_tenang");
    expect_stages(model, "2024-11-26", "masa_tenang");
    expect_stages(model, "2024-11-27", "pemungutan penghitungan rekapitulasi penetapan sengketa pelantikan");
    expect_stages(model, "2024-12-16", "penghitungan rekapitulasi penetapan sengketa pelantikan");
    expect_stages(model, "2024-12-17", "penetapan sengketa pelantikan");
    pk_model_free(model);
}

static void expect_refused(const char *text, const char *where, const char *remedy) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pk_model *model = pk_model_new(NULL);
    cJSON *tree = pk_json_tree(text, strlen(text), NULL);
    assert_non_null(tree);
    assert_int_equal(pk_model_add_calendar(model, tree, &error), PILKADA_E_DEFINITION);
    assert_non_null(strstr(error.detail, remedy));
    assert_non_null(strstr(error.where, where));
    cJSON_Delete(tree);
    pk_model_free(model);
}

#define HEAD "{\"election\": \"x\", \"polling_day\": \"2024-11-27\", \"stage_names\": [\"kampanye\"], "

static void test_broken_calendars_are_refused(void **state) {
    (void)state;
    expect_refused(HEAD "\"stages\": [{\"id\": \"a\", \"name\": \"A\", \"stages\": [\"kampanyee\"], \"from\": null, "
                        "\"until\": null, \"certainty\": \"certain\", \"source\": \"-\"}], \"parameters\": []}",
                   "/stages/0/stages/0", "stage_names");
    expect_refused(HEAD "\"stages\": [{\"id\": \"a\", \"name\": \"A\", \"stages\": [], \"from\": \"2024-02-30\", "
                        "\"until\": null, \"certainty\": \"certain\", \"source\": \"-\"}], \"parameters\": []}",
                   "/stages/0/from", "not a date");
    expect_refused(HEAD "\"stages\": [{\"id\": \"a\", \"name\": \"A\", \"stages\": [], \"from\": \"2024-02-02\", "
                        "\"until\": \"2024-02-01\", \"certainty\": \"certain\", \"source\": \"-\"}], "
                        "\"parameters\": []}",
                   "/stages/0", "ends before it begins");
    expect_refused(HEAD "\"stages\": [], \"parameters\": [{\"name\": \"p\", \"value\": 1, \"unit\": \"-\", "
                        "\"basis\": \"-\", \"certainty\": \"certain\"}, {\"name\": \"p\", \"value\": 2, \"unit\": "
                        "\"-\", \"basis\": \"-\", \"certainty\": \"certain\"}]}",
                   "/parameters/1/name", "given twice");
    expect_refused(HEAD "\"stages\": [], \"parameters\": [{\"name\": \"p\", \"value\": [\"a\", [1]], \"unit\": \"-\", "
                        "\"basis\": \"-\", \"certainty\": \"certain\"}]}",
                   "/parameters/0/value", "a list of these");
    expect_refused(HEAD
                   "\"stages\": [], \"parameters\": [], \"holidays\": [{\"date\": \"2024-02-30\", \"name\": \"-\"}]}",
                   "/holidays/0/date", "not a date");
    expect_refused(HEAD
                   "\"stages\": [], \"parameters\": [], \"holidays\": [{\"date\": \"2024-02-01\", \"nama\": \"-\"}]}",
                   "/holidays/0", "name");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_each_border_of_the_stages),
                                       cmocka_unit_test(test_broken_calendars_are_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
