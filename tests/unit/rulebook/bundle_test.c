/** @file bundle_test.c  Own files over the built-in ones, bundles, where a fault stands, swapping rulebooks under use.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <pilkada/pilkada.h>

#include "core/json.h"
#include "failing_allocator.h"
#include "rulebook/rulebook_internal.h"

static const pilkada_file *shipped(const char *name) {
    for (size_t i = 0; i < pk_default_files_count; i++)
        if (strcmp(pk_default_files[i].name, name) == 0)
            return &pk_default_files[i];
    fail_msg("%s is not shipped", name);
    return NULL;
}

/* A shipped file with the first `from` replaced by `to`. To be freed. */
static char *edited(const char *name, const char *from, const char *to) {
    const pilkada_file *file = shipped(name);
    char *text = malloc(file->size + strlen(to) + 1);
    const char *found = NULL;
    for (size_t i = 0; !found && i + strlen(from) <= file->size; i++)
        if (memcmp(file->data + i, from, strlen(from)) == 0)
            found = file->data + i;
    assert_non_null(found);
    size_t before = (size_t)(found - file->data), behind = before + strlen(from);
    memcpy(text, file->data, before);
    strcpy(text + before, to);
    memcpy(text + before + strlen(to), file->data + behind, file->size - behind);
    text[file->size - strlen(from) + strlen(to)] = '\0';
    return text;
}

static pilkada_rulebook *overlay_one(const char *name, const char *text, pilkada_error *error) {
    const pilkada_file file = {name, text, strlen(text)};
    return pilkada_rulebook_overlay(&file, 1, NULL, error);
}

static void own_files_lie_over_the_built_in_ones(void **state) {
    (void)state;
    char *newer = edited("forms/lap_tungsura.json", "\"2024.1\"", "\"2024.2\"");
    pilkada_rulebook *built_in = pilkada_rulebook_default(NULL, NULL),
                     *nothing = pilkada_rulebook_overlay(NULL, 0, NULL, NULL),
                     *added = overlay_one("forms/own.json", newer, NULL),
                     *replaced = overlay_one("forms/lap_tungsura.json", newer, NULL);
    assert_string_equal(pilkada_rulebook_hash(nothing), pilkada_rulebook_hash(built_in));
    assert_int_equal(pilkada_rulebook_form_count(added), pilkada_rulebook_form_count(built_in) + 1);
    assert_int_equal(pilkada_rulebook_form_count(replaced), pilkada_rulebook_form_count(built_in));
    assert_non_null(pilkada_rulebook_form(added, "lap_tungsura", "2024.1"));
    assert_null(pilkada_rulebook_form(replaced, "lap_tungsura", "2024.1"));
    assert_string_equal(pilkada_form_version(pilkada_rulebook_form(added, "lap_tungsura", NULL)), "2024.2");
    assert_non_null(pilkada_rulebook_region(added, "33.16", 5));
    pilkada_rulebook_free(built_in);
    pilkada_rulebook_free(nothing);
    pilkada_rulebook_free(added);
    pilkada_rulebook_free(replaced);
    free(newer);
}

static void a_bundle_has_the_hash_of_its_files(void **state) {
    (void)state;
    char *newer = edited("forms/lap_tungsura.json", "\"2024.1\"", "\"2024.2\"");
    const pilkada_file file = {"forms/own.json", newer, strlen(newer)};
    pilkada_buffer first, second;
    pilkada_buffer_init(&first, NULL);
    pilkada_buffer_init(&second, NULL);
    assert_int_equal(pilkada_bundle_write(&file, 1, &first, NULL), PILKADA_OK);
    assert_int_equal(pilkada_bundle_write(&file, 1, &second, NULL), PILKADA_OK);
    assert_string_equal(first.data, second.data);
    pilkada_rulebook *bundle = pilkada_rulebook_load_bundle(first.data, first.size, NULL, NULL),
                     *files = pilkada_rulebook_overlay(&file, 1, NULL, NULL);
    assert_non_null(bundle);
    assert_string_equal(pilkada_rulebook_hash(bundle), pilkada_rulebook_hash(files));
    pilkada_rulebook_free(bundle);
    pilkada_rulebook_free(files);
    pilkada_buffer_dispose(&first);
    pilkada_buffer_dispose(&second);
    free(newer);
}

/* Wherever it came from: its bundle has its hash, and is the bundle of its bundle. */
static void assert_bundle_of(const pilkada_rulebook *rules, const pilkada_buffer *expected) {
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_rulebook_write_bundle(rules, &out, NULL), PILKADA_OK);
    pilkada_rulebook *again = pilkada_rulebook_load_bundle(out.data, out.size, NULL, NULL);
    assert_string_equal(pilkada_rulebook_hash(again), pilkada_rulebook_hash(rules));
    if (expected)
        assert_string_equal(out.data, expected->data);
    else
        assert_bundle_of(again, &out);
    pilkada_rulebook_free(again);
    pilkada_buffer_dispose(&out);
}

static void a_rulebook_gives_its_bundle(void **state) {
    (void)state;
    char *newer = edited("forms/lap_tungsura.json", "\"2024.1\"", "\"2024.2\"");
    const pilkada_file file = {"forms/own.json", newer, strlen(newer)};
    pilkada_buffer made;
    pilkada_buffer_init(&made, NULL);
    assert_int_equal(pilkada_bundle_write(&file, 1, &made, NULL), PILKADA_OK);
    pilkada_rulebook *built_in = pilkada_rulebook_default(NULL, NULL),
                     *own = pilkada_rulebook_overlay(&file, 1, NULL, NULL),
                     *none = pilkada_rulebook_load(NULL, 0, NULL, NULL);
    memset(newer, 'x', strlen(newer)); /* the rulebook keeps its own bytes */
    assert_bundle_of(built_in, NULL);
    assert_bundle_of(own, &made);
    assert_bundle_of(none, NULL);
    pilkada_rulebook_free(built_in);
    pilkada_rulebook_free(own);
    pilkada_rulebook_free(none);
    pilkada_buffer_dispose(&made);
    free(newer);
}

/* Nobody could load it again. */
static void a_bundle_above_the_limit_is_not_written(void **state) {
    (void)state;
    enum { PART = PILKADA_MAX_DEFINITION_BYTES, PARTS = PILKADA_MAX_BUNDLE_BYTES / PART };
    char *blanks = malloc(PART);
    pilkada_file files[PARTS];
    memset(blanks, ' ', PART);
    for (size_t i = 0; i < PARTS; i++)
        files[i] = (pilkada_file){"messages/a.json", blanks, PART};
    pilkada_rulebook rules = {.files = files, .file_count = PARTS - 1};
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_rulebook_write_bundle(&rules, &out, &error), PILKADA_OK);
    size_t size = out.size;
    rules.file_count = PARTS;
    assert_int_equal(pilkada_rulebook_write_bundle(&rules, &out, &error), PILKADA_E_LIMIT);
    assert_int_equal(out.size, size);
    pilkada_buffer_dispose(&out);
    free(blanks);
}

static void names_are_utf8(void **state) {
    (void)state;
    pilkada_error error = PILKADA_ERROR_INIT;
    assert_null(overlay_one("messages/\xff.json", "{\"messages\":{}}", &error));
    assert_int_equal(error.status, PILKADA_E_ENCODING);
}

static void broken_bundles_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *text;
        pilkada_status status;
        const char *where;
        uint32_t line;
    } cases[] = {
        {"", PILKADA_E_SYNTAX, "", 1},
        {"[]", PILKADA_E_DEFINITION, "", 0},
        {"{\"files\":{}}", PILKADA_E_DEFINITION, "/pilkada_bundle", 0},
        {"{\"pilkada_bundle\":2,\"files\":{}}", PILKADA_E_DEFINITION, "/pilkada_bundle", 0},
        {"{\"pilkada_bundle\":1}", PILKADA_E_DEFINITION, "/files", 0},
        {"{\"pilkada_bundle\":1,\"files\":[]}", PILKADA_E_DEFINITION, "/files", 0},
        {"{\"pilkada_bundle\":1,\"files\":{\"a\":1}}", PILKADA_E_DEFINITION, "/files/a", 0},
        {"{\"pilkada_bundle\":1,\"files\":{},\"isi\":1}", PILKADA_E_DEFINITION, "/isi", 0},
        {"{\"pilkada_bundle\":1,\"files\":{\"x.json\":\"{}\"}}", PILKADA_E_DEFINITION, "x.json", 0},
        {"{\"pilkada_bundle\":1,\"files\":{\"messages/a.json\":\"{}\",\"messages/a.json\":\"{}\"}}", PILKADA_E_SYNTAX,
         "", 1},
        {"{\"pilkada_bundle\":1,\"files\":{\"messages/a.json\":\"{\\n  x\"}}", PILKADA_E_SYNTAX, "messages/a.json", 2},
        {"{\"pilkada_bundle\":1,\"files\":{\"messages/a.json\":\"\\u0000\"}}", PILKADA_E_SYNTAX, "", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        assert_null(pilkada_rulebook_load_bundle(cases[i].text, strlen(cases[i].text), NULL, &error));
        if (error.status != cases[i].status || strcmp(error.where, cases[i].where) != 0 ||
            error.line != cases[i].line || !error.detail[0])
            fail_msg("case %zu: %s %s:%u %s", i, pilkada_status_name(error.status), error.where, error.line,
                     error.detail);
    }
    pilkada_error error = PILKADA_ERROR_INIT;
    assert_null(pilkada_rulebook_load_bundle(NULL, 0, NULL, &error));
    assert_int_equal(error.status, PILKADA_E_ARGUMENT);
    assert_null(pilkada_rulebook_load_bundle("", PILKADA_MAX_BUNDLE_BYTES + 1u, NULL, &error));
    assert_int_equal(error.status, PILKADA_E_LIMIT);
    assert_int_equal(pilkada_bundle_write(NULL, 0, NULL, &error), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_rulebook_write_bundle(NULL, NULL, &error), PILKADA_E_ARGUMENT);
}

/* At the limit each file is looked at; one more and none is. */
static void files_are_counted(void **state) {
    (void)state;
    static char names[PILKADA_MAX_FILES + 1][32];
    static pilkada_file files[PILKADA_MAX_FILES + 1];
    for (size_t i = 0; i <= PILKADA_MAX_FILES; i++) {
        snprintf(names[i], sizeof names[i], "messages/%zu.json", i);
        files[i] = (pilkada_file){names[i], "{\"messages\":{}}", 15};
    }
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_rulebook *rules = pilkada_rulebook_load(files, PILKADA_MAX_FILES, NULL, &error);
    assert_non_null(rules);
    pilkada_rulebook_free(rules);
    assert_null(pilkada_rulebook_load(files, PILKADA_MAX_FILES + 1, NULL, &error));
    assert_int_equal(error.status, PILKADA_E_LIMIT);
    assert_null(pilkada_rulebook_overlay(files, PILKADA_MAX_FILES + 1, NULL, &error));
    assert_int_equal(error.status, PILKADA_E_LIMIT);
    assert_null(pilkada_rulebook_overlay(NULL, 1, NULL, &error));
    assert_int_equal(error.status, PILKADA_E_ARGUMENT);
}

/* The byte that the error names is the one that was broken. */
static void a_fault_has_its_file_line_column_and_pointer(void **state) {
    (void)state;
    static const struct {
        const char *name, *from, *to, *where, *place;
    } cases[] = {
        {"forms/lap_tungsura.json", "\"severity\": \"galat\"", "\"severity\": \"gala\"",
         "forms/lap_tungsura.json#/rules/", "\"gala\""},
        {"forms/kepala.json", "\"severity\": \"galat\"", "\"severity\": \"gala\"", "forms/kepala.json#/structure/",
         "\"gala\""},
        {"forms/lap_tungsura.json", "\"expr\": \"", "\"expr\": \"tiada_isian == ", "forms/lap_tungsura.json#/rules/",
         "tiada_isian"},
        {"schedules/jateng.json", "\"schedules\"", "\"schedule\"", "schedules/jateng.json#/schedules", "{"},
        {"screening/pilkada-umum.json", "\"status\": \"", "\"status\": \"x", "screening/pilkada-umum.json#/", "{"},
        {"messages/cli.json", "\"id\": \"", "\"id\": 7, \"x\": \"", "messages/cli.json#/messages/", "\"Pemakaian"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        char *text = edited(cases[i].name, cases[i].from, cases[i].to);
        assert_null(overlay_one(cases[i].name, text, &error));
        uint32_t line = 1, column = 1;
        for (size_t at = 0; at < error.offset && at < strlen(text); at++, column++)
            if (text[at] == '\n') {
                line++;
                column = 0;
            }
        if (strncmp(error.where, cases[i].where, strlen(cases[i].where)) != 0 || error.offset >= strlen(text) ||
            strncmp(text + error.offset, cases[i].place, strlen(cases[i].place)) != 0 || error.line != line ||
            !error.column || error.column > column || !error.detail[0])
            fail_msg("case %zu: %s at %u:%u, not %u:%u: %s", i, error.where, error.line, error.column, line, column,
                     error.detail);
        free(text);
    }
}

static void a_pointer_has_a_place_in_the_text(void **state) {
    (void)state;
    static const char text[] = " {\"a~/b\": [1, {\"c\": \"\\\"x\"}], \"\\u0064\": null}";
    static const struct {
        const char *pointer, *begins;
    } cases[] = {{"", "{\"a"},          {"/a~0~1b", "[1"}, {"/a~0~1b/0", "1,"}, {"/a~0~1b/1/c", "\"\\\"x"},
                 {"/d", "null"},        {"/e", "{\"a"},    {"/a~0~1b/9", "[1"}, {"/a~0~1b/x", "[1"},
                 {"/a~0~1b/0/z", "1,"}, {"tanpa", "{\"a"}};
    pk_arena arena;
    pk_arena_init(&arena, &pk_allocator_default);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t place = pk_json_place((pk_span){text, sizeof text - 1}, pk_span_of(cases[i].pointer), &arena);
        if (strncmp(text + place, cases[i].begins, strlen(cases[i].begins)) != 0)
            fail_msg("%s: %s", cases[i].pointer, text + place);
    }
    size_t string = pk_json_place((pk_span){text, sizeof text - 1}, pk_span_of("/a~0~1b/1/c"), &arena);
    assert_int_equal(text[pk_json_place_inside((pk_span){text, sizeof text - 1}, string, 1)], 'x');
    assert_int_equal(pk_json_place((pk_span){"", 0}, pk_span_of("/a"), &arena), SIZE_MAX);
    pk_arena_dispose(&arena);
}

/* What a long-running program does: load beside, and exchange only when it worked. */
static bool exchange(pilkada_rulebook **rules, const char *name, const char *text) {
    pilkada_rulebook *fresh = overlay_one(name, text, NULL);
    if (!fresh)
        return false;
    pilkada_rulebook_free(*rules);
    *rules = fresh;
    return true;
}

static bool judges(const pilkada_rulebook *rules, const char *version, pilkada_verdict *verdict) {
    char text[128];
    snprintf(text, sizeof text, "{\"form_id\":\"lap_tungsura\",\"form_versi\":\"%s\"}", version);
    return !pilkada_rulebook_judge(rules, text, strlen(text), NULL, verdict, NULL) &&
           strcmp(pilkada_verdict_version(verdict), version) == 0 &&
           strcmp(pilkada_verdict_rulebook(verdict), pilkada_rulebook_hash(rules)) == 0;
}

static void the_previous_rulebook_stays_usable(void **state) {
    (void)state;
    char *broken = edited("forms/lap_tungsura.json", "\"severity\": \"galat\"", "\"severity\": \"gala\""),
         *newer = edited("forms/lap_tungsura.json", "\"2024.1\"", "\"2024.2\"");
    pilkada_rulebook *rules = pilkada_rulebook_default(NULL, NULL);
    pilkada_verdict *verdict = pilkada_verdict_new(NULL, NULL);
    for (int round = 0; round < 3; round++) {
        assert_false(exchange(&rules, "forms/lap_tungsura.json", broken));
        assert_true(judges(rules, "2024.1", verdict));
        assert_true(exchange(&rules, "forms/own.json", newer));
        assert_true(judges(rules, "2024.2", verdict));
    }
    pilkada_verdict_free(verdict);
    pilkada_rulebook_free(rules);
    free(broken);
    free(newer);
}

/* Loading itself is tested in rulebook_test.c: here the calls around it, and some of its own. */
static void memory_may_run_out(void **state) {
    (void)state;
    static const char bundle[] =
        "{\"pilkada_bundle\":1,\"files\":{\"messages/a.json\":\"{\\\"messages\\\":{\\\"a\\\":{\\\"id\\\":\\\"x\\\","
        "\\\"en\\\":\\\"y\\\"}}}\"}}";
    for (int mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++) {
        failing_allocator memory = {.failed = true};
        for (size_t n = 0; memory.failed; n++) {
            pilkada_error error = PILKADA_ERROR_INIT;
            failing_allocator_start(&memory, n, (failing_mode)mode);
            pilkada_rulebook *rules =
                pilkada_rulebook_load_bundle(bundle, sizeof bundle - 1, &memory.allocator, &error);
            assert_int_equal(rules == NULL, memory.failed);
            assert_int_equal(error.status, memory.failed ? PILKADA_E_NOMEM : PILKADA_OK);
            pilkada_rulebook_free(rules);
            assert_int_equal(memory.live, 0);
        }
        memory.failed = true;
        for (size_t n = 0; memory.failed; n += n < 50 ? 1 : 1 + n / 4) {
            pilkada_error error = PILKADA_ERROR_INIT;
            failing_allocator_start(&memory, n, (failing_mode)mode);
            pilkada_rulebook *rules = pilkada_rulebook_overlay(NULL, 0, &memory.allocator, &error);
            assert_int_equal(rules == NULL, memory.failed);
            assert_int_equal(error.status, memory.failed ? PILKADA_E_NOMEM : PILKADA_OK);
            pilkada_rulebook_free(rules);
            assert_int_equal(memory.live, 0);
        }
    }
}

static pilkada_rulebook *small;

static pilkada_status write_small(const pilkada_allocator *allocator) {
    pilkada_buffer out;
    pilkada_buffer_init(&out, allocator);
    pilkada_status status = pilkada_rulebook_write_bundle(small, &out, NULL);
    assert_true(status ? out.size == 0 : out.size > 1000);
    pilkada_buffer_dispose(&out);
    return status;
}

static void memory_may_run_out_while_a_bundle_is_written(void **state) {
    (void)state;
    small = pilkada_rulebook_load(shipped("messages/recap.json"), 1, NULL, NULL);
    assert_non_null(small);
    failing_allocator_sweep(write_small);
    pilkada_rulebook_free(small);
    for (int mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++) {
        failing_allocator memory = {.failed = true};
        for (size_t n = 0; memory.failed; n += n < 50 ? 1 : 1 + n / 4) {
            pilkada_buffer out;
            failing_allocator_start(&memory, n, (failing_mode)mode);
            pilkada_buffer_init(&out, &memory.allocator);
            pilkada_status status = pilkada_bundle_write(NULL, 0, &out, NULL);
            assert_int_equal(status, memory.failed ? PILKADA_E_NOMEM : PILKADA_OK);
            assert_true(status ? out.size == 0 : out.size > 100000);
            pilkada_buffer_dispose(&out);
            assert_int_equal(memory.live, 0);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(own_files_lie_over_the_built_in_ones),
        cmocka_unit_test(a_bundle_has_the_hash_of_its_files),
        cmocka_unit_test(a_rulebook_gives_its_bundle),
        cmocka_unit_test(a_bundle_above_the_limit_is_not_written),
        cmocka_unit_test(names_are_utf8),
        cmocka_unit_test(broken_bundles_are_refused),
        cmocka_unit_test(files_are_counted),
        cmocka_unit_test(a_fault_has_its_file_line_column_and_pointer),
        cmocka_unit_test(a_pointer_has_a_place_in_the_text),
        cmocka_unit_test(the_previous_rulebook_stays_usable),
        cmocka_unit_test(memory_may_run_out),
        cmocka_unit_test(memory_may_run_out_while_a_bundle_is_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
