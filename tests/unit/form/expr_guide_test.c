/** Every example of docs/guide/expressions.md gives what it says. */
#include "expr_bench.h"

static const char values[] =
    "{\"tps_buka\": 1400, \"tps_belum_buka\": 53, \"jumlah_tps\": 1453, \"pemilih_hadir\": 400, \"pemilih_dpt\": 600,"
    "\"keterangan\": {\"missing\": \"absent\"}, \"kode_wilayah\": \"33.16\", \"tanggal_laporan\": \"2024-11-27\","
    "\"jam_pantau\": \"09:00\", \"waktu_dibuat\": {\"time\": \"2024-11-27T09:10:00+07:00\"},"
    "\"jenis_pemilihan\": [\"gubernur\", \"bupati\"], \"hasil\": [{\"jenis\": \"gubernur\", \"suara\": [10, 20]},"
    "{\"jenis\": \"bupati\", \"suara\": [5, 6, 7]}], \"parameter\": {\"maks_pemilih_tps\": 600},"
    "\"konteks.sebelumnya\": {\"tps_buka\": 1200, \"tps_selesai_pungut\": null}, \"aduan_lain\": 2,"
    "\"aduan_logistik\": 0, \"aduan_keamanan\": {\"missing\": \"absent\"},"
    "\"aduan\": {\"set\": [\"aduan_lain\", \"aduan_logistik\", \"aduan_keamanan\"]}}";

static void put_answer(expr_bench *bench, pilkada_buffer *out, pk_span source) {
    if (!expr_bench_compile(bench, source)) {
        pk_puts(out, "refused: ");
        pk_puts(out, bench->error.detail);
        return;
    }
    pk_value value = expr_bench_run(bench);
    pk_puts(out, pk_type_name((pk_type)value.type));
    pk_puts(out, value.type == PK_ERROR ? ": " : " ");
    if (value.type == PK_ERROR)
        pk_puts(out, value.text);
    else
        pk_put_value(out, value);
}

/* Of an error or a refusal the guide may tell a part. */
static bool agrees(const char *said, const char *answer) {
    bool partly = strncmp(said, "error", 5) == 0 || strncmp(said, "refused", 7) == 0;
    const char *why = strchr(said, ':');
    if (!partly)
        return strcmp(said, answer) == 0;
    return strncmp(said, answer, 5) == 0 && (!why || strstr(answer, why + 2));
}

static void check_example(const pk_model *model, char *line) {
    char *said = strstr(line, " // ");
    if (!said)
        fail_msg("%s: what it gives is missing", line);
    *said = '\0';
    said += 4;
    expr_bench bench;
    pilkada_buffer out;
    expr_bench_open(&bench, model, values);
    pilkada_buffer_init(&out, NULL);
    put_answer(&bench, &out, pk_span_of(line));
    if (!agrees(said, out.data))
        fail_msg("%s gives %s, not %s", line, out.data, said);
    pilkada_buffer_dispose(&out);
    expr_bench_close(&bench);
}

static void test_examples(void **state) {
    (void)state;
    FILE *file = fopen(PILKADA_TEST_SOURCE_DIR "/docs/guide/expressions.md", "r");
    assert_non_null(file);
    pk_model *model = expr_bench_model();
    char line[1024];
    bool inside = false;
    int count = 0;
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, "```", 3) == 0) {
            inside = strcmp(line, "```cel") == 0;
        } else if (inside) {
            check_example(model, line);
            count++;
        }
    }
    fclose(file);
    pk_model_free(model);
    assert_true(count > 60);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_examples)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
