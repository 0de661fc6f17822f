/** @file expr_calendar_test.c  Working days and months, with borders and misuse. */
#include "expr_bench.h"

static const struct {
    const char *source, *error; /* without an error it gives true */
} cases[] = {
    {"hari_kerja('2024-11-25', '2024-11-22') == 1", NULL}, /* Monday behind Friday */
    {"hari_kerja('2024-11-24', '2024-11-22') == 0", NULL},
    {"hari_kerja('2024-11-22', '2024-11-22') == 0", NULL},
    {"hari_kerja('2024-11-28', '2024-11-26') == 1", NULL}, /* polling day is a holiday */
    {"hari_kerja('2024-08-19', '2024-08-16') == 1", NULL}, /* a holiday on a Saturday takes nothing off */
    {"hari_kerja('2025-01-01', '2024-01-01') == 258", NULL},
    {"hari_kerja('9999-12-31', '0001-01-01') > 2600000", NULL},
    {"hari_kerja('2024-02-30', '2024-02-01') == 0", "not a date"},
    {"hari_kerja('2024-02-01', 'kemarin') == 0", "not a date"},
    {"hari_kerja(20240201, '2024-02-01') == 0", "no such overload"},
    {"tambah_bulan('2024-11-27', 0) == '2024-11-27'", NULL},
    {"tambah_bulan('2024-11-27', 2) == '2025-01-27'", NULL},
    {"tambah_bulan('2024-12-31', -13) == '2023-11-30'", NULL},
    {"tambah_bulan('2023-01-31', 1) == '2023-02-28'", NULL},
    {"tambah_bulan('1900-01-31', 1) == '1900-02-28'", NULL},
    {"tambah_bulan('2024-01-15', 1200) == '2124-01-15'", NULL},
    {"tambah_bulan('2024-01-15', 1201) == ''", "1,200 months"},
    {"tambah_bulan('2024-01-15', -9223372036854775807) == ''", "1,200 months"},
    {"tambah_bulan('9999-12-31', 1) == ''", "out of range"},
    {"tambah_bulan('0001-01-01', -1) == ''", "out of range"},
    {"tambah_bulan('0005-01-01', -1200) == ''", "out of range"},
    {"tambah_bulan('2024-13-01', 1) == ''", "not a date"},
    {"tambah_bulan('2024-01-01', 1.0) == ''", "no such overload"},
};

static void test_cases(void **state) {
    (void)state;
    pk_model *model = expr_bench_model();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expr_bench bench;
        expr_bench_open(&bench, model, "{}");
        pk_value value = expr_bench_eval(&bench, cases[i].source);
        if (cases[i].error ? value.type != PK_ERROR || !strstr(value.text, cases[i].error)
                           : value.type != PK_BOOL || !value.boolean)
            fail_msg("%s: %s", cases[i].source,
                     value.type == PK_ERROR ? value.text : pk_type_name((pk_type)value.type));
        expr_bench_close(&bench);
    }
    pk_model_free(model);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
