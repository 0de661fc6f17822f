/** @file schema_test.c  A form as JSON Schema: conditions, groups, lack of memory. Agreement with reports:
 * tests/schema. */
#include "failing_allocator.h"
#include "form_fixture.h"

static int open_all(void **state) {
    (void)state;
    fixture_open(&f);
    return 0;
}

static int close_all(void **state) {
    (void)state;
    fixture_close(&f);
    return 0;
}

static char *schema_of(const pilkada_form *form) {
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_form_write_schema_json(form, &out, NULL), PILKADA_OK);
    char *copy = malloc(out.size + 1);
    assert_non_null(copy);
    memcpy(copy, out.data, out.size + 1);
    pilkada_buffer_dispose(&out);
    return copy;
}

static char *schema_of_group(const char *id, const char *condition) {
    cJSON *definition = fixture_tree("../tests/unit/form/group_form.json");
    if (condition) {
        cJSON *section = cJSON_GetArrayItem(cJSON_GetObjectItem(definition, "sections"), 0), *field;
        cJSON_ArrayForEach(field, cJSON_GetObjectItem(section, "fields")) {
            if (strcmp(cJSON_GetObjectItem(field, "id")->valuestring, id) != 0)
                continue;
            cJSON *need = cJSON_CreateObject();
            cJSON_AddStringToObject(need, "if", condition);
            cJSON_ReplaceItemInObjectCaseSensitive(field, "required", need);
        }
    }
    pilkada_form *form = fixture_compile(&f, definition);
    char *text = schema_of(form);
    pk_form_free(form);
    cJSON_Delete(definition);
    return text;
}

static void groups_are_objects_and_patterns_are_patterns(void **state) {
    (void)state;
    char *text = schema_of_group("", NULL);
    assert_non_null(strstr(text, "\"pattern\":\"^[0-9]{18}$\""));
    assert_non_null(strstr(text, "\"x-pattern\":{\"id\":\"18 angka\",\"en\":\"18 digits\"}"));
    assert_non_null(strstr(text, "\"hadir\":{\"required\":[\"l\",\"p\"]"));
    assert_non_null(strstr(text, "\"x-not-said\":[\"hadir.rinci.alasan\"]"));
    free(text);
}

static void conditions_become_schemas_as_far_as_they_can(void **state) {
    (void)state;
    static const struct {
        const char *condition, *schema; /* NULL: it is not said */
    } cases[] = {
        {"dpt > 3",
         "\"if\":{\"required\":[\"dpt\"],\"properties\":{\"dpt\":{\"type\":\"integer\",\"exclusiveMinimum\":3}}}"},
        {"!(dpt > 3)", "{\"type\":\"integer\",\"maximum\":3}"},
        {"nihil", "\"properties\":{\"nihil\":{\"enum\":[true,\"ya\"]}}"},
        {"nihil != true", "\"properties\":{\"nihil\":{\"enum\":[false,\"tidak\"]}}"},
        {"tingkat in ['tps', 'kecamatan']", "{\"type\":\"string\",\"enum\":[\"tps\",\"kecamatan\"]}"},
        {"ada(catatan) || dpt == 0", "\"if\":{\"anyOf\":[{\"required\":[\"catatan\"]"},
        {"!(nihil && dpt < 2)",
         "\"if\":{\"anyOf\":[{\"required\":[\"nihil\"],\"properties\":{\"nihil\":{\"enum\":[false"},
        {"dpt + urutan > 0", "\"anyOf\":[{\"required\":[\"dpt\"]"},
        {"dpt > urutan", NULL},
        {"size(catatan) > 3", NULL},
        {"tingkat == '-'", NULL},
        {"dpt == parameter.pemilih_per_tps", NULL},
        {"hadir.l > 0", NULL},
        {"tahapan < 'k'", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = schema_of_group("nip", cases[i].condition);
        const char *expected = cases[i].schema ? cases[i].schema : "\"x-not-said\":[\"hadir.rinci.alasan\",\"nip\"]";
        if (!strstr(text, expected))
            fail_msg("%s: %s is not in %s", cases[i].condition, expected, strstr(text, "\"allOf\""));
        free(text);
    }
}

static void bounds_of_dates_and_clocks_are_said(void **state) {
    (void)state;
    char *text = schema_of(f.tungsura);
    assert_non_null(strstr(text, "\"pattern\":\"^(06:[0-5][0-9]|07:[0-5][0-9]"));
    assert_non_null(strstr(text, "|24:(00))$\""));
    free(text);
}

static void lack_of_memory_is_told_and_leaves_the_buffer_as_it_was(void **state) {
    (void)state;
    for (failing_mode mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++) {
        bool failed = true;
        for (size_t at = 0; failed; at++) {
            failing_allocator memory;
            failing_allocator_start(&memory, at, mode);
            pilkada_buffer out;
            pilkada_buffer_init(&out, &memory.allocator);
            pilkada_status status = pilkada_form_write_schema_json(f.tahapan, &out, NULL);
            failed = memory.failed;
            assert_int_equal(status, failed ? PILKADA_E_NOMEM : PILKADA_OK);
            assert_true(failed ? out.size == 0 : out.size > 1000);
            pilkada_buffer_dispose(&out);
            assert_int_equal(memory.live, 0);
        }
    }
}

static void null_is_refused(void **state) {
    (void)state;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_form_write_schema_json(NULL, &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_form_write_schema_json(f.tahapan, NULL, NULL), PILKADA_E_ARGUMENT);
}

/* The same text, whether a blank value is written with escapes or stands in a tree. */
static void blanks_with_escapes_are_blank(void **state) {
    (void)state;
    pilkada_error error = PILKADA_ERROR_INIT;
    char *text = fixture_report(&f, f.tungsura_tree, "\"urutan\":\" \\r\\n\\t\"");
    assert_int_equal(fixture_judge(&f, f.tungsura, text, &error), PILKADA_OK);
    assert_null(fixture_find(&f, "F101"));
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_are_objects_and_patterns_are_patterns),
        cmocka_unit_test(conditions_become_schemas_as_far_as_they_can),
        cmocka_unit_test(bounds_of_dates_and_clocks_are_said),
        cmocka_unit_test(lack_of_memory_is_told_and_leaves_the_buffer_as_it_was),
        cmocka_unit_test(null_is_refused),
        cmocka_unit_test(blanks_with_escapes_are_blank),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
