/** @file form/expr_calendar.c  Functions of dates that need a calendar: working days, months. */
#include "core/civil.h"
#include "form/expr_internal.h"

static pk_value no_overload(void) {
    return pk_value_error("no such overload");
}

static pk_value no_date(void) {
    return pk_value_error("not a date such as 2024-11-27");
}

/* hari_kerja("2024-11-27", "2024-11-20"): working days behind the second date, up to the first. */
static pk_value f_working_days(pk_eval *in, const pk_value *a, size_t count) {
    pilkada_date until, after;
    (void)count;
    if (a[0].type != PK_STRING || a[1].type != PK_STRING)
        return no_overload();
    if (!pk_read_date(pk_value_span(a[0]), &until, NULL) || !pk_read_date(pk_value_span(a[1]), &after, NULL))
        return no_date();
    if (!in->frame->model)
        return pk_value_error("no reference data");
    return pk_value_int(pk_model_working_days(in->frame->model, after, until));
}

static int days_of_month(int year, int month) {
    int day = 31;
    while (!pk_civil_valid((pk_civil){year, month, day}))
        day--;
    return day;
}

/* A day that the other month does not have is its last one: 31 July less five months is 28 or 29 February. */
static pk_value f_add_months(pk_eval *in, const pk_value *a, size_t count) {
    enum { MOST = 1200 };
    char text[PILKADA_DATE_SIZE];
    pilkada_date date;
    (void)count;
    if (a[0].type != PK_STRING || a[1].type != PK_INT)
        return no_overload();
    if (!pk_read_date(pk_value_span(a[0]), &date, NULL))
        return no_date();
    if (a[1].integer < -MOST || a[1].integer > MOST)
        return pk_value_error("more than 1,200 months");
    pk_civil civil = pk_civil_of(date);
    int months = civil.year * 12 + civil.month - 1 + (int)a[1].integer;
    civil.year = months / 12;
    civil.month = months % 12 + 1;
    if (months < 0 || !pk_civil_valid((pk_civil){civil.year, civil.month, 1}))
        return pk_value_error("date out of range");
    int last = days_of_month(civil.year, civil.month);
    civil.day = civil.day < last ? civil.day : last;
    size_t size = pilkada_date_format(pk_date_of(civil), text);
    const char *kept = pk_arena_strdup(in->frame->arena, text, size);
    return kept ? pk_value_string((pk_span){kept, size}) : pk_error_memory();
}

const pk_function_row pk_functions_calendar[] = {
    {"hari_kerja", 2, 2, PK_STYLE_GLOBAL, f_working_days},
    {"tambah_bulan", 2, 2, PK_STYLE_GLOBAL, f_add_months},
    {NULL, 0, 0, 0, NULL},
};
