/** @file form/expr_time.c  Timestamps and durations as CEL has them; dates and clock times of our own. */
#include "core/civil.h"
#include "form/expr_internal.h"

static pk_value no_overload(void) {
    return pk_value_error("no such overload");
}

static pk_value timestamp_value(pilkada_instant instant, int offset_minutes) {
    pk_value v = {.type = PK_TIMESTAMP, .state = PILKADA_VALUE_GIVEN, .size = (uint32_t)(offset_minutes + 1440)};
    v.integer = instant;
    return v;
}

static int offset_of(pk_value timestamp) {
    return (int)timestamp.size - 1440;
}

static pk_value copy_text(pk_eval *in, const char *text, size_t size) {
    const char *kept = pk_arena_strdup(in->frame->arena, text, size);
    return kept ? pk_value_string((pk_span){kept, size}) : pk_error_memory();
}

/* ---- timestamp(), duration() ---- */

static pk_value f_timestamp(pk_eval *in, const pk_value *a, size_t count) {
    pilkada_instant instant;
    int offset;
    (void)in;
    (void)count;
    if (a->type == PK_TIMESTAMP)
        return *a;
    if (a->type == PK_INT)
        return a->integer < INT64_C(-62135596800) || a->integer > INT64_C(253402300799)
                   ? pk_value_error("time out of range")
                   : timestamp_value(a->integer * 1000, 0);
    if (a->type != PK_STRING)
        return no_overload();
    bool blank = a->size > 10 && a->text[10] == ' '; /* CEL wants the T, which reports may leave out */
    return !blank && pk_read_instant(pk_value_span(*a), &instant, &offset, NULL)
               ? timestamp_value(instant, offset)
               : pk_value_error("not an RFC 3339 time");
}

typedef struct unit {
    const char *name;
    int64_t nanoseconds;
} unit;

static const unit units[] = {
    {"ms", 1000000},  {"us", 1000}, {"ns", 1}, {"h", INT64_C(3600000000000)}, {"m", INT64_C(60000000000)},
    {"s", 1000000000}};

static const unit *unit_at(pk_span text, size_t at) {
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (pk_span_starts_with((pk_span){text.data + at, text.size - at}, units[i].name))
            return &units[i];
    return NULL;
}

/* Go's notation: -1h30m2.5s. Sums in nanoseconds; the result is cut to milliseconds. */
static bool read_duration(pk_span text, int64_t *milliseconds) {
    bool negative = text.size && text.data[0] == '-';
    size_t at = text.size && (negative || text.data[0] == '+');
    int64_t total = 0;
    if (at == text.size)
        return false;
    while (at < text.size) {
        int64_t whole = 0, fraction = 0, scale = 1;
        size_t first = at;
        for (; at < text.size && pk_is_digit(text.data[at]); at++)
            if (__builtin_mul_overflow(whole, 10, &whole) || __builtin_add_overflow(whole, text.data[at] - '0', &whole))
                return false;
        size_t digits = at - first;
        if (at < text.size && text.data[at] == '.')
            for (at++; at < text.size && pk_is_digit(text.data[at]); at++, digits++)
                if (scale < 1000000000) {
                    fraction = fraction * 10 + (text.data[at] - '0');
                    scale *= 10;
                }
        const unit *in = digits && at < text.size ? unit_at(text, at) : NULL;
        int64_t part;
        if (!in || __builtin_mul_overflow(whole, in->nanoseconds, &part) ||
            __builtin_add_overflow(part, (int64_t)((double)fraction / (double)scale * (double)in->nanoseconds),
                                   &part) ||
            __builtin_add_overflow(total, part, &total))
            return false;
        at += strlen(in->name);
    }
    *milliseconds = (negative ? -total : total) / 1000000;
    return true;
}

static pk_value f_duration(pk_eval *in, const pk_value *a, size_t count) {
    pk_value v = {.type = PK_DURATION, .state = PILKADA_VALUE_GIVEN};
    (void)in;
    (void)count;
    if (a->type == PK_DURATION)
        return *a;
    if (a->type != PK_STRING)
        return no_overload();
    return read_duration(pk_value_span(*a), &v.integer) ? v : pk_value_error("not a duration such as \"1h30m\"");
}

/* ---- accessors of timestamps (at UTC, or a fixed offset given) and durations ---- */

/* "+07:00", "-03:30", "UTC"; names of zones would need a database. */
static bool read_offset(const pk_value *a, size_t count, int *minutes) {
    *minutes = 0;
    if (count < 2)
        return true;
    if (a[1].type != PK_STRING)
        return false;
    pk_span text = pk_value_span(a[1]);
    if (pk_span_is(text, "UTC") || pk_span_is(text, "Z"))
        return true;
    int sign = text.size == 6 && text.data[0] == '-' ? -1 : 1;
    size_t from = text.size == 6 && (text.data[0] == '+' || text.data[0] == '-');
    if (!pk_read_clock((pk_span){text.data + from, text.size - from}, false, minutes))
        return false;
    *minutes *= sign;
    return true;
}

typedef struct parts {
    pk_civil civil;
    pilkada_date date;
    int64_t in_day;
} parts;

static bool parts_of(const pk_value *a, size_t count, parts *out) {
    int minutes;
    if (a->type != PK_TIMESTAMP || !read_offset(a, count, &minutes))
        return false;
    out->date = pilkada_instant_date(a->integer, minutes);
    out->civil = pk_civil_of(out->date);
    out->in_day = a->integer + minutes * PK_MINUTE - (int64_t)out->date * PK_DAY;
    return true;
}

#define ACCESSOR(name, value)                                                                                          \
    static pk_value name(pk_eval *in, const pk_value *a, size_t count) {                                               \
        parts p;                                                                                                       \
        (void)in;                                                                                                      \
        if (!parts_of(a, count, &p))                                                                                   \
            return no_overload();                                                                                      \
        return pk_value_int(value);                                                                                    \
    }

ACCESSOR(f_year, p.civil.year)
ACCESSOR(f_month, p.civil.month - 1)
ACCESSOR(f_date, p.civil.day)
ACCESSOR(f_day_of_month, p.civil.day - 1)
ACCESSOR(f_day_of_week, pilkada_date_weekday(p.date) % 7)
ACCESSOR(f_day_of_year, p.date - pk_date_of((pk_civil){p.civil.year, 1, 1}))

/* Of a timestamp the part of the day, of a duration the whole in that unit. */
static pk_value clock_part(const pk_value *a, size_t count, int64_t unit_size, int64_t modulus) {
    parts p;
    if (a->type == PK_DURATION && count == 1)
        return pk_value_int(unit_size == 1 ? a->integer % PK_SECOND : a->integer / unit_size);
    return parts_of(a, count, &p) ? pk_value_int(p.in_day / unit_size % modulus) : no_overload();
}

static pk_value f_hours(pk_eval *in, const pk_value *a, size_t count) {
    (void)in;
    return clock_part(a, count, PK_HOUR, 24);
}

static pk_value f_minutes(pk_eval *in, const pk_value *a, size_t count) {
    (void)in;
    return clock_part(a, count, PK_MINUTE, 60);
}

static pk_value f_seconds(pk_eval *in, const pk_value *a, size_t count) {
    (void)in;
    return clock_part(a, count, PK_SECOND, 60);
}

static pk_value f_milliseconds(pk_eval *in, const pk_value *a, size_t count) {
    (void)in;
    return clock_part(a, count, 1, 1000);
}

/* ---- dates and clock times, as texts ---- */

static pk_value f_local_date(pk_eval *in, const pk_value *a, size_t count) {
    char text[PILKADA_DATE_SIZE];
    (void)count;
    if (a->type != PK_TIMESTAMP)
        return no_overload();
    size_t size = pilkada_date_format(pilkada_instant_date(a->integer, offset_of(*a)), text);
    return copy_text(in, text, size);
}

static pk_value f_local_clock(pk_eval *in, const pk_value *a, size_t count) {
    char text[PILKADA_INSTANT_SIZE];
    (void)count;
    if (a->type != PK_TIMESTAMP)
        return no_overload();
    pilkada_instant_format(a->integer, offset_of(*a), text);
    return copy_text(in, text + 11, 5);
}

static pk_value f_offset(pk_eval *in, const pk_value *a, size_t count) {
    (void)in;
    (void)count;
    return a->type == PK_TIMESTAMP ? pk_value_int(offset_of(*a)) : no_overload();
}

static pk_value f_clock_minutes(pk_eval *in, const pk_value *a, size_t count) {
    int minutes;
    (void)in;
    (void)count;
    if (a->type != PK_STRING)
        return no_overload();
    return pk_read_clock(pk_value_span(*a), true, &minutes) ? pk_value_int(minutes)
                                                            : pk_value_error("not a clock time such as 05:00");
}

static pk_value f_days_between(pk_eval *in, const pk_value *a, size_t count) {
    pilkada_date first, second;
    (void)in;
    (void)count;
    if (a[0].type != PK_STRING || a[1].type != PK_STRING)
        return no_overload();
    if (!pk_read_date(pk_value_span(a[0]), &first, NULL) || !pk_read_date(pk_value_span(a[1]), &second, NULL))
        return pk_value_error("not a date such as 2024-11-27");
    return pk_value_int((int64_t)first - second);
}

/* saat("2024-11-27", "09:00", 420): that clock time of that date at an offset in minutes. 24:00 is the next midnight.
 */
static pk_value f_instant(pk_eval *in, const pk_value *a, size_t count) {
    pilkada_date date;
    int minutes;
    (void)in;
    (void)count;
    if (a[0].type != PK_STRING || a[1].type != PK_STRING || a[2].type != PK_INT)
        return no_overload();
    if (!pk_read_date(pk_value_span(a[0]), &date, NULL) || !pk_read_clock(pk_value_span(a[1]), true, &minutes))
        return pk_value_error("not a date such as 2024-11-27 and a clock time such as 05:00");
    if (a[2].integer <= -1440 || a[2].integer >= 1440)
        return pk_value_error("offset out of range");
    int offset = (int)a[2].integer;
    return timestamp_value(pilkada_date_instant(date, minutes, offset), offset);
}

const pk_function_row pk_functions_time[] = {
    {"timestamp", 1, 1, PK_STYLE_GLOBAL, f_timestamp},
    {"duration", 1, 1, PK_STYLE_GLOBAL, f_duration},
    {"getFullYear", 1, 2, PK_STYLE_METHOD, f_year},
    {"getMonth", 1, 2, PK_STYLE_METHOD, f_month},
    {"getDate", 1, 2, PK_STYLE_METHOD, f_date},
    {"getDayOfMonth", 1, 2, PK_STYLE_METHOD, f_day_of_month},
    {"getDayOfWeek", 1, 2, PK_STYLE_METHOD, f_day_of_week},
    {"getDayOfYear", 1, 2, PK_STYLE_METHOD, f_day_of_year},
    {"getHours", 1, 2, PK_STYLE_METHOD, f_hours},
    {"getMinutes", 1, 2, PK_STYLE_METHOD, f_minutes},
    {"getSeconds", 1, 2, PK_STYLE_METHOD, f_seconds},
    {"getMilliseconds", 1, 2, PK_STYLE_METHOD, f_milliseconds},
    {"tanggal", 1, 1, PK_STYLE_GLOBAL, f_local_date},
    {"jam", 1, 1, PK_STYLE_GLOBAL, f_local_clock},
    {"offset", 1, 1, PK_STYLE_GLOBAL, f_offset},
    {"menit", 1, 1, PK_STYLE_GLOBAL, f_clock_minutes},
    {"saat", 3, 3, PK_STYLE_GLOBAL, f_instant},
    {"selisih_hari", 2, 2, PK_STYLE_GLOBAL, f_days_between},
    {NULL, 0, 0, 0, NULL},
};
