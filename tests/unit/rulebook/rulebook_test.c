/** @file rulebook_test.c  Loading, the hash, the doors to the rooms, running out of memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <pilkada/pilkada.h>

#include "failing_allocator.h"
#include "rulebook/rulebook_internal.h"

static pilkada_rulebook *load_default_with(const char *name, const char *data, pilkada_error *error) {
    size_t count = pk_default_files_count;
    pilkada_file *files = calloc(count + 1, sizeof *files);
    bool replaced = false;
    for (size_t i = 0; i < count; i++) {
        files[i] = pk_default_files[i];
        if (name && strcmp(files[i].name, name) == 0) {
            files[i] = (pilkada_file){name, data, strlen(data)};
            replaced = true;
        }
    }
    if (name && !replaced)
        files[count++] = (pilkada_file){name, data, strlen(data)};
    pilkada_rulebook *rules = pilkada_rulebook_load(files, count, NULL, error);
    free(files);
    return rules;
}

static void the_default_rulebook_knows_its_forms_regions_and_schedules(void **state) {
    (void)state;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_rulebook *rules = pilkada_rulebook_default(NULL, &error);
    if (!rules)
        fail_msg("%s: %s", error.where, error.detail);
    assert_int_equal(strlen(pilkada_rulebook_hash(rules)), 64);
    assert_non_null(pilkada_rulebook_form(rules, "lap_tungsura", "2024.1"));
    assert_non_null(pilkada_rulebook_form(rules, "lap_tahapan_harian", NULL));
    assert_null(pilkada_rulebook_form(rules, "lap_tungsura", "1999.1"));
    assert_null(pilkada_rulebook_form(rules, "lap_tiada", NULL));
    assert_string_equal(pilkada_rulebook_region(rules, "33.16", 5)->name, "Kabupaten Blora");
    assert_null(pilkada_rulebook_region(rules, "33.99", 5));
    assert_null(pilkada_rulebook_region(rules, NULL, 0));
    size_t count = pilkada_rulebook_region_count(rules);
    assert_true(count >= 38 + 35);
    assert_non_null(pilkada_rulebook_region_at(rules, count - 1));
    assert_null(pilkada_rulebook_region_at(rules, count));
    assert_true(pilkada_rulebook_schedule_count(rules) > 0);
    assert_null(pilkada_rulebook_schedule_at(rules, pilkada_rulebook_schedule_count(rules)));
    assert_null(pilkada_rulebook_form_at(rules, pilkada_rulebook_form_count(rules)));
    assert_true(pilkada_screener_count(pilkada_rulebook_screener(rules)) > 0);
    assert_string_not_equal(pilkada_rulebook_message(rules, "cli.usage", PILKADA_LANG_ID),
                            pilkada_rulebook_message(rules, "cli.usage", PILKADA_LANG_EN));
    assert_null(pilkada_rulebook_message(rules, "tiada", PILKADA_LANG_ID));
    pilkada_rulebook_free(rules);
}

static void a_null_rulebook_answers_with_nothing(void **state) {
    (void)state;
    pilkada_buffer out;
    pilkada_window_query query = PILKADA_WINDOW_QUERY_INIT;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_file file = {"x", "{}", 2};
    pilkada_buffer_init(&out, NULL);
    assert_string_equal(pilkada_rulebook_hash(NULL), "");
    assert_null(pilkada_rulebook_form(NULL, "x", NULL));
    assert_null(pilkada_rulebook_region(NULL, "33", 2));
    assert_null(pilkada_rulebook_message(NULL, "x", PILKADA_LANG_ID));
    assert_null(pilkada_rulebook_screener(NULL));
    assert_int_equal(pilkada_rulebook_form_count(NULL) + pilkada_rulebook_region_count(NULL) +
                         pilkada_rulebook_schedule_count(NULL),
                     0);
    assert_int_equal(pilkada_rulebook_judge(NULL, "{}", 2, NULL, NULL, &error), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_rulebook_judge_tree(NULL, NULL, NULL, NULL, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_rulebook_board(NULL, &query, NULL, NULL, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_rulebook_screen(NULL, "x", 1, NULL, NULL, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_rulebook_write_window_json(NULL, NULL, NULL, 0, &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_rulebook_write_stages_json(NULL, 0, &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_rulebook_check(NULL, &file, &out, NULL), PILKADA_E_ARGUMENT);
    assert_null(pilkada_rulebook_load(NULL, 3, NULL, &error));
    assert_int_equal(error.status, PILKADA_E_ARGUMENT);
    pilkada_rulebook_free(NULL);
    pilkada_buffer_dispose(&out);
}

static void the_hash_follows_names_and_bytes_but_not_the_order(void **state) {
    (void)state;
    static const char one[] = "{\"messages\":{\"a\":{\"id\":\"x\",\"en\":\"y\"}}}",
                      two[] = "{\"messages\":{\"b\":{\"id\":\"x\",\"en\":\"y\"}}}";
    pilkada_file forward[] = {{"messages/a.json", one, sizeof one - 1}, {"messages/b.json", two, sizeof two - 1}};
    pilkada_file backward[] = {forward[1], forward[0]};
    pilkada_file renamed[] = {{"messages/c.json", one, sizeof one - 1}, forward[1]};
    pilkada_rulebook *books[3] = {pilkada_rulebook_load(forward, 2, NULL, NULL),
                                  pilkada_rulebook_load(backward, 2, NULL, NULL),
                                  pilkada_rulebook_load(renamed, 2, NULL, NULL)};
    assert_string_equal(pilkada_rulebook_hash(books[0]), pilkada_rulebook_hash(books[1]));
    assert_string_not_equal(pilkada_rulebook_hash(books[0]), pilkada_rulebook_hash(books[2]));
    for (size_t i = 0; i < 3; i++)
        pilkada_rulebook_free(books[i]);
}

static void broken_files_are_refused_with_their_name(void **state) {
    (void)state;
    static const struct {
        const char *name, *data;
        pilkada_status status;
        const char *where;
    } cases[] = {
        {"messages/x.json", "{\"messages\":{},}", PILKADA_E_SYNTAX, "messages/x.json"},
        {"messages/x.json", "{\"messages\":{\"a\":{\"id\":1}}}", PILKADA_E_DEFINITION, "messages/x.json#/messages/a"},
        {"messages/x.json", "\xFF", PILKADA_E_ENCODING, "messages/x.json"},
        {"resep/x.json", "{}", PILKADA_E_DEFINITION, "resep/x.json"},
        {"x.json", "{}", PILKADA_E_DEFINITION, "x.json"},
        {"schedules/x.json", "{}", PILKADA_E_DEFINITION, "schedules/x.json#/schedules"},
        {"forms/x.json", "{}", PILKADA_E_DEFINITION, "forms/x.json"},
        {"screening/x.json", "{}", PILKADA_E_DEFINITION, "screening"},
        {"regions/x.json", "{}", PILKADA_E_DEFINITION, "regions/x.json"},
        {"calendar/x.json", "{}", PILKADA_E_DEFINITION, "calendar/x.json"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        assert_null(load_default_with(cases[i].name, cases[i].data, &error));
        if (error.status != cases[i].status || strncmp(error.where, cases[i].where, strlen(cases[i].where)) != 0 ||
            !error.detail[0])
            fail_msg("case %zu: %s %s: %s", i, pilkada_status_name(error.status), error.where, error.detail);
    }
}

static void the_same_file_twice_is_refused(void **state) {
    (void)state;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_file files[] = {{"messages/a.json", "{\"messages\":{}}", 15}, {"messages/a.json", "{\"messages\":{}}", 15}};
    assert_null(pilkada_rulebook_load(files, 2, NULL, &error));
    assert_int_equal(error.status, PILKADA_E_DEFINITION);
    assert_string_equal(error.where, "messages/a.json");
}

static void an_unknown_form_or_version_is_named(void **state) {
    (void)state;
    static const struct {
        const char *report, *where, *said;
    } cases[] = {
        {"{\"form_id\":\"lap_tiada\"}", "/form_id", "see its list of forms"},
        {"{\"form_id\":\"lap_tungsur\"}", "/form_id", "did you mean \"lap_tungsura\"?"},
        {"{\"form_id\":\"lap_tungsura\",\"form_versi\":\"1.0\"}", "/form_versi", "the newest is 2024.1"},
        {"{\"form_id\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}", "/form_id",
         "no such form"},
        {"{\"form_id\":7}", "/form_id", "names no form"},
        {"{}", "/form_id", "names no form"},
    };
    pilkada_rulebook *rules = pilkada_rulebook_default(NULL, NULL);
    pilkada_verdict *verdict = pilkada_verdict_new(NULL, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        assert_int_equal(pilkada_rulebook_judge(rules, cases[i].report, strlen(cases[i].report), NULL, verdict, &error),
                         PILKADA_E_UNKNOWN);
        assert_string_equal(error.where, cases[i].where);
        assert_non_null(strstr(error.detail, cases[i].said));
    }
    assert_string_equal(pilkada_verdict_form(verdict), "");
    pilkada_judge_options options = PILKADA_JUDGE_OPTIONS_INIT;
    options.form = "lap_tungsura";
    assert_int_equal(pilkada_rulebook_judge(rules, "{}", 2, &options, verdict, NULL), PILKADA_OK);
    assert_string_equal(pilkada_verdict_form(verdict), "lap_tungsura");
    assert_string_equal(pilkada_verdict_rulebook(verdict), pilkada_rulebook_hash(rules));
    assert_false(pilkada_verdict_valid(verdict));
    pilkada_verdict_free(verdict);
    pilkada_rulebook_free(rules);
}

static void a_date_has_a_set_of_stages(void **state) {
    (void)state;
    static const struct {
        const char *date, *stages;
    } cases[] = {{"2024-11-23", "\"kampanye\""},
                 {"2024-11-26", "\"masa_tenang\""},
                 {"2024-11-27", "\"pemungutan\",\"penghitungan\",\"rekapitulasi\""}};
    pilkada_rulebook *rules = pilkada_rulebook_default(NULL, NULL);
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_date date;
        assert_int_equal(pilkada_date_parse(cases[i].date, 10, &date, NULL), PILKADA_OK);
        pilkada_buffer_clear(&out);
        assert_int_equal(pilkada_rulebook_write_stages_json(rules, date, &out, NULL), PILKADA_OK);
        assert_non_null(strstr(out.data, cases[i].stages));
    }
    pilkada_buffer_clear(&out);
    assert_int_equal(pilkada_rulebook_write_stages_json(rules, PILKADA_NO_DATE, &out, NULL), PILKADA_OK);
    assert_string_equal(out.data, "[]");
    pilkada_buffer_dispose(&out);
    pilkada_rulebook_free(rules);
}

static void every_shipped_definition_passes_its_own_check(void **state) {
    (void)state;
    pilkada_rulebook *rules = pilkada_rulebook_default(NULL, NULL);
    pilkada_buffer out;
    size_t checked = 0;
    pilkada_buffer_init(&out, NULL);
    for (size_t i = 0; i < pk_default_files_count; i++) {
        pk_folder folder = pk_folder_of(pk_default_files[i].name);
        if (folder != PK_FOLDER_FORMS && folder != PK_FOLDER_SCHEDULES && folder != PK_FOLDER_SCREENING)
            continue;
        pilkada_buffer_clear(&out);
        assert_int_equal(pilkada_rulebook_check(rules, &pk_default_files[i], &out, NULL), PILKADA_OK);
        if (!strstr(out.data, "\"ok\":true"))
            fail_msg("%s", out.data);
        checked++;
    }
    assert_true(checked >= 4);
    pilkada_buffer_dispose(&out);
    pilkada_rulebook_free(rules);
}

static void a_schedule_names_forms_of_its_rulebook(void **state) {
    (void)state;
    pilkada_error error = PILKADA_ERROR_INIT;
    static const char schedule[] =
        "{\"schedules\": [{\"id\": \"uji.satu\", \"title\": {\"id\": \"a\", \"en\": \"a\"}, \"source\": \"uji\", "
        "\"tier\": \"kabupaten_kota\", \"zone\": \"WIB\", \"repeat\": {\"freq\": \"daily\"}, \"slots\": [{\"open\": "
        "\"00:00\", \"close\": \"05:00\", \"min\": 1}], \"count_by\": \"laporan\", \"forms\": [\"lap_kejadian\", "
        "\"lap_kejadin\"], \"date_of\": \"open\"}]}";
    assert_null(load_default_with("schedules/uji.json", schedule, &error));
    assert_int_equal(error.status, PILKADA_E_DEFINITION);
    assert_non_null(strstr(error.where, "schedules/uji.json#/schedules/0/forms/1"));
    assert_non_null(strstr(error.detail, "did you mean \"lap_kejadian\"?"));
}

/* Loading takes thousands of calls: each of the first ones fails, later ones in steps. */
static void memory_may_run_out_while_loading(void **state) {
    (void)state;
    for (int mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++) {
        failing_allocator memory = {.failed = true};
        for (size_t n = 0; memory.failed; n += n < 50 ? 1 : 1 + n / 8) {
            pilkada_error error = PILKADA_ERROR_INIT;
            failing_allocator_start(&memory, n, (failing_mode)mode);
            pilkada_rulebook *rules = pilkada_rulebook_default(&memory.allocator, &error);
            if (!rules && (error.status != PILKADA_E_NOMEM || !memory.failed))
                fail_msg("call %zu: %s: %s", n, error.where, error.detail);
            if (rules && memory.failed)
                fail_msg("call %zu failed and nobody noticed", n);
            pilkada_rulebook_free(rules);
            assert_int_equal(memory.live, 0);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_default_rulebook_knows_its_forms_regions_and_schedules),
        cmocka_unit_test(a_null_rulebook_answers_with_nothing),
        cmocka_unit_test(the_hash_follows_names_and_bytes_but_not_the_order),
        cmocka_unit_test(broken_files_are_refused_with_their_name),
        cmocka_unit_test(the_same_file_twice_is_refused),
        cmocka_unit_test(an_unknown_form_or_version_is_named),
        cmocka_unit_test(a_date_has_a_set_of_stages),
        cmocka_unit_test(every_shipped_definition_passes_its_own_check),
        cmocka_unit_test(a_schedule_names_forms_of_its_rulebook),
        cmocka_unit_test(memory_may_run_out_while_loading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
