/** @file hostile_test.c  Reports that want to hurt: too big, too many, too deep; and memory that runs out at any call.
 */
#include "form_fixture.h"

#include <pilkada/json.h>

#include "failing_allocator.h"

/* ---- size ---- */

static char *repeated(const char *before, const char *each, size_t count, const char *after) {
    size_t size = strlen(before) + count * strlen(each) + strlen(after) + 1;
    char *text = malloc(size), *to = text;
    to += sprintf(to, "%s", before);
    for (size_t i = 0; i < count; i++) {
        memcpy(to, each, strlen(each));
        to += strlen(each);
    }
    sprintf(to, "%s", after);
    return text;
}

static void ten_megabytes_are_refused(void **state) {
    (void)state;
    char *text = repeated("{\"catatan\":\"", "x", 10 * 1024 * 1024, "\"}");
    pilkada_error error = PILKADA_ERROR_INIT;
    pk_span form, version;
    assert_int_equal(fixture_judge(&f, f.tungsura, text, &error), PILKADA_E_LIMIT);
    assert_int_equal(pk_form_peek(text, strlen(text), pk_verdict_arena(f.verdict), &form, &version, &error),
                     PILKADA_E_LIMIT);
    free(text);
}

static void the_largest_report_is_judged(void **state) {
    (void)state;
    size_t frame = strlen("{\"catatan\":\"\"}");
    char *text = repeated("{\"catatan\":\"", "x", PILKADA_MAX_REPORT_BYTES - frame, "\"}");
    assert_int_equal(fixture_judge(&f, f.tungsura, text, NULL), PILKADA_OK);
    assert_non_null(fixture_find(&f, "D-3"));
    free(text);
    text = repeated("{\"catatan\":\"", "x", PILKADA_MAX_REPORT_BYTES - frame + 1, "\"}");
    assert_int_equal(fixture_judge(&f, f.tungsura, text, NULL), PILKADA_E_LIMIT);
    free(text);
}

static void a_hundred_thousand_rows(void **state) {
    (void)state;
    char *text = repeated("{\"lampiran\":[", "{},", 99999, "{}]}");
    assert_int_equal(fixture_judge(&f, f.tungsura, text, NULL), PILKADA_OK);
    const pilkada_finding *finding = fixture_find(&f, "D-5");
    assert_non_null(finding);
    assert_non_null(strstr(finding->message_id, "100.000 baris"));
    free(text);
}

static void deep_nesting_is_refused(void **state) {
    (void)state;
    char *text = repeated("{\"lampiran\":", "[", 63, "");
    char *whole = repeated(text, "]", 63, "}");
    assert_int_equal(fixture_judge(&f, f.tungsura, whole, NULL), PILKADA_OK);
    assert_non_null(fixture_find(&f, "D-1"));
    free(text);
    free(whole);
    text = repeated("{\"lampiran\":", "[", 64, "");
    pilkada_error error = PILKADA_ERROR_INIT;
    assert_int_equal(fixture_judge(&f, f.tungsura, text, &error), PILKADA_E_LIMIT);
    free(text);
}

/* ---- many findings ---- */

static char *many_unknown(size_t count) {
    char *text = malloc(count * 16 + 16), *to = text + sprintf(text, "{");
    for (size_t i = 0; i < count; i++)
        to += sprintf(to, "%s\"q%zu\":%zu", i ? "," : "", i, i);
    sprintf(to, "}");
    return text;
}

static void findings_beyond_the_limit_are_counted(void **state) {
    (void)state;
    char *few = many_unknown(10);
    assert_int_equal(fixture_judge(&f, f.tungsura, few, NULL), PILKADA_OK);
    size_t others = pilkada_verdict_finding_count(f.verdict) - 10;
    char *many = many_unknown(20000);
    assert_int_equal(fixture_judge(&f, f.tungsura, many, NULL), PILKADA_OK);
    assert_int_equal(pilkada_verdict_finding_count(f.verdict), PILKADA_MAX_FINDINGS);
    const pilkada_finding *last = pilkada_verdict_finding(f.verdict, PILKADA_MAX_FINDINGS - 1);
    char left[32];
    size_t left_out = 20000 + others - (PILKADA_MAX_FINDINGS - 1);
    snprintf(left, sizeof left, "%zu.%03zu", left_out / 1000, left_out % 1000);
    assert_string_equal(last->code, "D-6");
    assert_non_null(strstr(last->message_id, left));
    free(few);
    free(many);
}

/* Names that differ in their last bytes only, as many as fit: if each were compared with all before it, these rounds
 * would take longer than a test may. */
static void names_cannot_be_made_slow(void **state) {
    (void)state;
    char *text = many_unknown(64000);
    for (int round = 0; round < 50; round++)
        assert_int_equal(fixture_judge(&f, f.tungsura, text, NULL), PILKADA_OK);
    free(text);
}

static void bytes_are_never_believed(void **state) {
    (void)state;
    char *text = fixture_report(&f, f.tungsura_tree, "\"catatan\":\"\\u0007<i>\\\\\\\"\"");
    size_t size = strlen(text);
    for (size_t i = 0; i < size; i++) {
        char kept = text[i];
        text[i] = (char)(i * 37 + 11);
        pk_form_judge(f.tungsura, text, size, NULL, "hash", f.verdict, NULL);
        text[i] = kept;
        pk_form_judge(f.tungsura, text, i, NULL, "hash", f.verdict, NULL);
        char *json = fixture_json(&f);
        assert_int_equal(pilkada_json_check(json, strlen(json), NULL), PILKADA_OK);
        free(json);
    }
    free(text);
}

/* ---- memory ---- */

static const char *const memory_reports[] = {
    "{\"tps_buka\":\"1.089\",\"jumlah_tps\":null,\"zz\":{\"a\":[1]},\"lampiran\":[{\"tipe\":\"jpg\"},{\"x\":1}],"
    "\"catatan\":\"\\u0041<b>\",\"tps_selesai_pungut\":9,\"situasi\":\"amn\",\"urutan\":1,\"nihil\":true}",
    "{\"id\":\"a\",\"kode_wilayah\":\"33.16\",\"pemilih_dpt\":1,\"pemilih_hadir\":2,\"kurang_tinta\":2,\"jumlah_tps\":"
    "1}"};

static void judge_with_failing(const char *text, size_t fail_at, failing_mode mode, bool *failed) {
    failing_allocator memory;
    failing_allocator_start(&memory, fail_at, mode);
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_verdict *verdict = pilkada_verdict_new(&memory.allocator, &error);
    pilkada_buffer out;
    pilkada_buffer_init(&out, &memory.allocator);
    if (verdict && !pk_form_judge(f.tungsura, text, strlen(text), NULL, "hash", verdict, &error) &&
        !pilkada_verdict_write_json(verdict, &out, &error))
        pilkada_verdict_write_text(verdict, PILKADA_LANG_ID, &out, &error);
    assert_int_equal(error.status, memory.failed ? PILKADA_E_NOMEM : PILKADA_OK);
    pilkada_buffer_dispose(&out);
    pilkada_verdict_free(verdict);
    assert_int_equal(memory.live, 0);
    *failed = memory.failed;
}

static void judging_survives_lack_of_memory(void **state) {
    (void)state;
    for (size_t report = 0; report < 2; report++) {
        for (failing_mode mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++) {
            bool failed = true;
            for (size_t n = 0; failed; n++)
                judge_with_failing(memory_reports[report], n, mode, &failed);
        }
    }
}

static void compile_with_failing(size_t fail_at, failing_mode mode, bool *failed) {
    failing_allocator memory;
    failing_allocator_start(&memory, fail_at, mode);
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_form *form = pk_form_compile(f.tungsura_tree, f.head, f.model, f.catalogue, &memory.allocator, &error);
    assert_int_equal(form == NULL, memory.failed);
    assert_int_equal(error.status, memory.failed ? PILKADA_E_NOMEM : PILKADA_OK);
    pk_form_free(form);
    assert_int_equal(memory.live, 0);
    *failed = memory.failed;
}

static void compiling_survives_lack_of_memory(void **state) {
    (void)state;
    for (failing_mode mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++) {
        bool failed = true;
        for (size_t n = 0; failed; n++)
            compile_with_failing(n, mode, &failed);
    }
}

static void contexts_survive_lack_of_memory(void **state) {
    (void)state;
    static const char text[] =
        "{\"laporan\":[{\"a\":\"b\",\"c\":[1,2.5,null,true]}],\"parameter\":{\"jam_tutup\":\"14:00\"}}";
    for (failing_mode mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++) {
        failing_allocator memory = {.failed = true};
        for (size_t n = 0; memory.failed; n++) {
            failing_allocator_start(&memory, n, mode);
            pilkada_error error = PILKADA_ERROR_INIT;
            pilkada_context *context = pilkada_context_parse(text, strlen(text), &memory.allocator, &error);
            assert_int_equal(context == NULL, memory.failed);
            assert_int_equal(error.status, memory.failed ? PILKADA_E_NOMEM : PILKADA_OK);
            pilkada_context_free(context);
            assert_int_equal(memory.live, 0);
        }
    }
}

/* The second valid report into a verdict allocates nothing, and so on for ever. */
static void the_valid_path_does_not_allocate(void **state) {
    (void)state;
    failing_allocator memory;
    failing_allocator_start(&memory, SIZE_MAX, FAIL_ONCE);
    pilkada_verdict *verdict = pilkada_verdict_new(&memory.allocator, NULL);
    char *text = fixture_report(&f, f.tungsura_tree, "");
    for (int i = 0; i < 2; i++)
        assert_int_equal(pk_form_judge(f.tungsura, text, strlen(text), NULL, "hash", verdict, NULL), PILKADA_OK);
    size_t calls = memory.calls;
    for (int i = 0; i < 100; i++)
        assert_int_equal(pk_form_judge(f.tungsura, text, strlen(text), NULL, "hash", verdict, NULL), PILKADA_OK);
    assert_true(pilkada_verdict_valid(verdict));
    assert_int_equal(memory.calls, calls);
    free(text);
    pilkada_verdict_free(verdict);
    assert_int_equal(memory.live, 0);
}

/* ---- trees that no text could give ---- */

static void strange_trees_are_refused(void **state) {
    (void)state;
    cJSON *tree = cJSON_CreateObject();
    cJSON_AddItemToObject(tree, "catatan", cJSON_CreateRaw("7"));
    assert_int_equal(pk_form_judge_tree(f.tungsura, tree, NULL, "", f.verdict, NULL), PILKADA_E_SYNTAX);
    cJSON_Delete(tree);
    tree = cJSON_CreateObject();
    cJSON_AddStringToObject(tree, "catatan", "\xC3");
    assert_int_equal(pk_form_judge_tree(f.tungsura, tree, NULL, "", f.verdict, NULL), PILKADA_E_ENCODING);
    cJSON_Delete(tree);
    tree = cJSON_CreateObject();
    cJSON_AddNumberToObject(tree, "tps_buka", 1e308 * 10);
    assert_int_equal(pk_form_judge_tree(f.tungsura, tree, NULL, "", f.verdict, NULL), PILKADA_E_SYNTAX);
    cJSON_Delete(tree);
    tree = cJSON_CreateObject();
    cJSON_AddNumberToObject(tree, "tps_buka", 1);
    cJSON_AddNumberToObject(tree, "tps_buka", 2);
    assert_int_equal(pk_form_judge_tree(f.tungsura, tree, NULL, "", f.verdict, NULL), PILKADA_E_SYNTAX);
    cJSON_Delete(tree);
    tree = cJSON_CreateArray();
    assert_int_equal(pk_form_judge_tree(f.tungsura, tree, NULL, "", f.verdict, NULL), PILKADA_E_SYNTAX);
    for (int i = 0; i < 100; i++) {
        cJSON *outer = cJSON_CreateObject();
        cJSON_AddItemToObject(outer, "catatan", tree);
        tree = outer;
    }
    assert_int_equal(pk_form_judge_tree(f.tungsura, tree, NULL, "", f.verdict, NULL), PILKADA_E_LIMIT);
    cJSON_Delete(tree);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_megabytes_are_refused),
        cmocka_unit_test(the_largest_report_is_judged),
        cmocka_unit_test(a_hundred_thousand_rows),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(findings_beyond_the_limit_are_counted),
        cmocka_unit_test(names_cannot_be_made_slow),
        cmocka_unit_test(bytes_are_never_believed),
        cmocka_unit_test(judging_survives_lack_of_memory),
        cmocka_unit_test(compiling_survives_lack_of_memory),
        cmocka_unit_test(contexts_survive_lack_of_memory),
        cmocka_unit_test(the_valid_path_does_not_allocate),
        cmocka_unit_test(strange_trees_are_refused),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
