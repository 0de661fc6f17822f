/** @file form/schema_value.c  The schema of one field, and of an object of fields. */
#include "form/schema.h"

static void put_value(pilkada_buffer *out, const pk_field *field);

/* ---- what a given value looks like, one function a type ---- */

static void put_texts(pilkada_buffer *out, const pk_field *field) {
    pk_schema_text(out, "type", "string");
    pk_schema_int(out, "minLength", field->min);
    pk_schema_int(out, "maxLength", field->max);
    if (field->pattern)
        pk_schema_text(out, "pattern", field->pattern->source);
    pk_schema_key(out, "not");
    pk_schema_ref(out, "tiada");
}

static void put_region(pilkada_buffer *out, const pk_field *field) {
    (void)field; /* whether it is registered is for a rule */
    pk_schema_text(out, "type", "string");
    pk_schema_key(out, "not");
    pk_schema_ref(out, "tiada");
}

static void put_integer(pilkada_buffer *out, const pk_field *field) {
    pk_schema_text(out, "type", "integer");
    pk_schema_int(out, "minimum", field->min);
    pk_schema_int(out, "maximum", field->max);
}

static void put_double(pilkada_buffer *out, const char *key, double value) {
    char digits[32];
    pk_schema_key(out, key);
    pk_put(out, digits, pk_double_format(value, digits));
}

static void put_number(pilkada_buffer *out, const pk_field *field) {
    pk_schema_text(out, "type", "number");
    put_double(out, "minimum", field->low);
    put_double(out, "maximum", field->high);
    if (field->kind == PK_KIND_PERSEN)
        pk_schema_int(out, "x-decimals", 2); /* multipleOf 0.01 refuses 0.29 in binary arithmetic */
}

static void put_date(pilkada_buffer *out, const pk_field *field) {
    pk_schema_text(out, "$ref", "#/$defs/tanggal");
    if (!field->bounded)
        return;
    const int64_t bounds[] = {field->min, field->max};
    static const char *const keys[] = {"formatMinimum", "formatMaximum"};
    for (size_t i = 0; i < 2; i++) {
        char text[PILKADA_DATE_SIZE];
        pilkada_date_format((pilkada_date)bounds[i], text);
        pk_schema_text(out, keys[i], text);
    }
}

static void put_two(pilkada_buffer *out, int64_t value) {
    pk_putc(out, (char)('0' + value / 10));
    pk_putc(out, (char)('0' + value % 10));
}

/* "07:(30|31|32)", or "08:[0-5][0-9]" for a whole hour. */
static void put_hour(pilkada_buffer *out, int64_t hour, int64_t first, int64_t last) {
    put_two(out, hour);
    if (first == 0 && last == 59) {
        pk_puts(out, ":[0-5][0-9]");
        return;
    }
    pk_puts(out, ":(");
    for (int64_t minute = first; minute <= last; minute++) {
        if (minute > first)
            pk_putc(out, '|');
        put_two(out, minute);
    }
    pk_putc(out, ')');
}

static void put_clock(pilkada_buffer *out, const pk_field *field) {
    pk_schema_text(out, "type", "string");
    pk_schema_int(out, "maxLength", 5);
    pk_schema_key(out, "pattern");
    pk_puts(out, "\"^(");
    for (int64_t hour = field->min / 60; hour <= field->max / 60; hour++) {
        int64_t first = hour * 60 < field->min ? field->min - hour * 60 : 0;
        int64_t last = hour * 60 + 59 > field->max ? field->max - hour * 60 : 59;
        if (hour > field->min / 60)
            pk_putc(out, '|');
        put_hour(out, hour, first, last);
    }
    pk_puts(out, ")$\"");
}

static void put_instant(pilkada_buffer *out, const pk_field *field) {
    (void)field;
    pk_schema_text(out, "$ref", "#/$defs/waktu");
}

static void put_choice(pilkada_buffer *out, const pk_field *field) {
    pk_schema_key(out, "enum");
    pk_schema_open(out, "[");
    for (size_t i = 0; i < field->choice_count; i++)
        pk_schema_string(out, field->choices[i].id);
    pk_putc(out, ']');
    pk_schema_key(out, "x-labels");
    pk_schema_open(out, "{");
    for (size_t i = 0; i < field->choice_count; i++)
        pk_schema_label(out, field->choice_ids[i], field->choices[i].label);
    pk_putc(out, '}');
}

static void put_yes_no(pilkada_buffer *out, const pk_field *field) {
    (void)field;
    pk_schema_key(out, "enum");
    pk_puts(out, "[true,false,\"ya\",\"tidak\"]");
}

static void put_list(pilkada_buffer *out, const pk_field *field) {
    pk_schema_text(out, "type", "array");
    pk_schema_int(out, "minItems", field->min > 1 ? field->min : 1);
    pk_schema_int(out, "maxItems", field->max);
    pk_schema_key(out, "items");
    pk_schema_open(out, "{");
    if (field->rows) {
        pk_schema_text(out, "type", "object");
        pk_schema_object(out, field->rows, true);
    } else {
        put_value(out, field->items);
    }
    pk_putc(out, '}');
}

static void put_group(pilkada_buffer *out, const pk_field *field) {
    pk_schema_text(out, "type", "object");
    pk_schema_object(out, field->members, false);
}

static const struct kind {
    void (*put)(pilkada_buffer *out, const pk_field *field);
    const char *nothing;
} kinds[PK_KIND_COUNT] = {
    [PK_KIND_TEKS] = {put_texts, "tiada"},       [PK_KIND_BULAT] = {put_integer, "kosong"},
    [PK_KIND_UANG] = {put_integer, "kosong"},    [PK_KIND_PERSEN] = {put_number, "kosong"},
    [PK_KIND_DESIMAL] = {put_number, "kosong"},  [PK_KIND_TANGGAL] = {put_date, "tiada"},
    [PK_KIND_JAM] = {put_clock, "tiada"},        [PK_KIND_WAKTU] = {put_instant, "tiada"},
    [PK_KIND_PILIH] = {put_choice, "tiada"},     [PK_KIND_DAFTAR] = {put_list, "tanpa_baris"},
    [PK_KIND_YA_TIDAK] = {put_yes_no, "kosong"}, [PK_KIND_WILAYAH] = {put_region, "tiada"},
    [PK_KIND_KELOMPOK] = {put_group, "kosong"},  [PK_KIND_KOORDINAT] = {put_group, "kosong"},
};

const char *pk_schema_nothing(const pk_field *field) {
    return kinds[field->kind].nothing;
}

static void put_value(pilkada_buffer *out, const pk_field *field) {
    kinds[field->kind].put(out, field);
}

/* ---- one field ---- */

static void put_need(pilkada_buffer *out, const pk_field *field) {
    static const char *const words[] = {[PK_NEED_WAJIB] = "wajib",
                                        [PK_NEED_OPSIONAL] = "opsional",
                                        [PK_NEED_DIHITUNG] = "dihitung",
                                        [PK_NEED_IF] = "if",
                                        [PK_NEED_RULE] = "rule"};
    if (!field->need_source) {
        pk_schema_text(out, "x-required", words[field->need]);
        return;
    }
    pk_schema_key(out, "x-required");
    pk_schema_open(out, "{");
    pk_schema_text(out, words[field->need], field->need_source);
    pk_putc(out, '}');
}

static void put_annotations(pilkada_buffer *out, const pk_field *field) {
    pk_schema_text(out, "title", field->label.text[0]);
    pk_schema_text(out, "x-title-en", field->label.text[1]);
    pk_schema_text(out, "x-type", pk_kind_of(field->kind)->name);
    pk_schema_label(out, "x-unit", field->unit);
    if (field->pattern)
        pk_schema_label(out, "x-pattern", field->pattern->label);
    put_need(out, field);
    if (field->computed) {
        pk_schema_key(out, "x-computed");
        pk_schema_string(out, pk_expr_source(field->computed));
    }
}

/* Texts of a nihil report may say that there is nothing; those of a row may not. */
static void put_property(pilkada_buffer *out, const pk_field *field, bool row) {
    bool must = field->need == PK_NEED_WAJIB, nihil = must && field->kind == PK_KIND_TEKS && !row;
    pk_schema_name(out, field->key.text);
    pk_schema_open(out, "{");
    put_annotations(out, field);
    if (must && !nihil) {
        put_value(out, field);
    } else {
        pk_schema_key(out, "anyOf");
        pk_schema_open(out, "[");
        pk_schema_ref(out, nihil ? "nihil" : pk_schema_nothing(field));
        pk_schema_open(out, "{");
        put_value(out, field);
        pk_puts(out, "}]");
    }
    pk_putc(out, '}');
}

void pk_schema_object(pilkada_buffer *out, const pk_fields *fields, bool row) {
    pk_schema_key(out, "properties");
    pk_schema_open(out, "{");
    for (size_t i = 0; i < fields->count; i += fields->items[i].span)
        put_property(out, &fields->items[i], row);
    pk_putc(out, '}');
    pk_schema_key(out, "required");
    pk_schema_open(out, "[");
    for (size_t i = 0; i < fields->count; i += fields->items[i].span) {
        const pk_field *field = &fields->items[i];
        if (field->need == PK_NEED_WAJIB && (row || !pk_schema_is_waived(field)))
            pk_schema_string(out, field->key.text);
    }
    pk_putc(out, ']');
    pk_schema_key(out, "additionalProperties");
    pk_puts(out, "false");
}
