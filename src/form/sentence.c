/** @file form/sentence.c  Sentences for people: see form/sentence.h. */
#include "form/sentence.h"

#include "core/civil.h"

void pk_put_sentence(pilkada_buffer *out, const char *format, pilkada_lang lang, pk_put_name put, const void *context) {
    while (*format) {
        size_t plain = strcspn(format, "{");
        pk_put(out, format, plain);
        format += plain;
        size_t name = *format ? strcspn(format + 1, "}") : 0;
        if (*format && format[1 + name] && put(out, (pk_span){format + 1, name}, lang, context))
            format += name + 2;
        else if (*format)
            pk_putc(out, *format++);
    }
}

/* ---- values ---- */

void pk_put_double_text(pilkada_buffer *out, double value, pilkada_lang lang) {
    char digits[32];
    size_t size = pk_double_format(value, digits);
    for (size_t i = 0; i < size; i++)
        pk_putc(out, digits[i] == '.' && lang != PILKADA_LANG_EN ? ',' : digits[i]);
}

void pk_put_quoted_text(pilkada_buffer *out, pk_span text) {
    enum { MOST = 60 };
    size_t at = 0, count = 0;
    for (; at < text.size && count < MOST; count++) {
        size_t length = pk_utf8_length(text.data + at, text.data + text.size);
        bool plain = length > 1 || (length == 1 && (unsigned char)text.data[at] >= 0x20 && text.data[at] != 0x7F);
        if (plain)
            pk_put(out, text.data + at, length);
        else
            pk_putc(out, ' ');
        at += length ? length : 1;
    }
    if (at < text.size)
        pk_puts(out, "...");
}

/* The clock comes before the date: "pukul 08.00 WIB, Rabu, 27 November 2024". */
static void put_instant_text(pilkada_buffer *out, pk_value value, pilkada_lang lang) {
    int offset = (int)value.size - 1440;
    pk_put_clock_text(out, value.integer, offset, lang);
    pk_puts(out, ", ");
    pk_put_date_text(out, pilkada_instant_date(value.integer, offset), lang);
}

static void put_clock_value(pilkada_buffer *out, pk_span text, pilkada_lang lang) {
    for (size_t i = 0; i < text.size; i++)
        pk_putc(out, text.data[i] == ':' && lang != PILKADA_LANG_EN ? '.' : text.data[i]);
}

static const pk_choice *choice_of(const pk_field *field, pk_span id) {
    for (size_t i = 0; field && i < field->choice_count; i++)
        if (pk_span_equal(field->choices[i].id, id))
            return &field->choices[i];
    return NULL;
}

static void put_string_text(pilkada_buffer *out, pk_span text, const pk_field *field, pilkada_lang lang) {
    pilkada_date date;
    const pk_choice *choice = choice_of(field, text);
    if (choice)
        pk_puts(out, choice->label.text[lang]);
    else if (field && field->kind == PK_KIND_TANGGAL && pk_read_date(text, &date, NULL))
        pk_put_date_text(out, date, lang);
    else if (field && field->kind == PK_KIND_JAM)
        put_clock_value(out, text, lang);
    else
        pk_put_quoted_text(out, text);
}

/* Lists of texts are told by their first members: which regions are missing? */
enum { MOST_TOLD = 10 };

static void put_texts(pilkada_buffer *out, pk_value list, pilkada_lang lang) {
    uint32_t told = list.size < MOST_TOLD ? list.size : MOST_TOLD;
    for (uint32_t i = 0; i < told; i++) {
        pk_puts(out, i ? ", " : "");
        pk_put_value_text(out, list.items[i], NULL, lang);
    }
    if (told == list.size)
        return;
    pk_puts(out, lang == PILKADA_LANG_EN ? " and " : " dan ");
    pk_put_grouped(out, list.size - told, lang);
    pk_puts(out, lang == PILKADA_LANG_EN ? " more" : " lagi");
}

static void put_list_text(pilkada_buffer *out, pk_value list, const pk_field *field, pilkada_lang lang) {
    const pk_field *item = field ? field->items : NULL;
    if (!item && list.size && list.items[0].type == PK_STRING) {
        put_texts(out, list, lang);
        return;
    }
    if (!item) {
        pk_put_grouped(out, list.size, lang);
        return;
    }
    for (uint32_t i = 0; i < list.size; i++) {
        if (i)
            pk_puts(out, ", ");
        pk_put_value_text(out, list.items[i], item, lang);
    }
}

void pk_put_value_text(pilkada_buffer *out, pk_value value, const pk_field *field, pilkada_lang lang) {
    bool english = lang == PILKADA_LANG_EN;
    switch (value.type) {
    case PK_BOOL:
        pk_puts(out, value.boolean ? english ? "yes" : "ya" : english ? "no" : "tidak");
        break;
    case PK_INT:
        pk_put_grouped(out, value.integer, lang);
        break;
    case PK_DOUBLE:
        pk_put_double_text(out, value.number, lang);
        break;
    case PK_STRING:
        put_string_text(out, pk_value_span(value), field, lang);
        break;
    case PK_TIMESTAMP:
        put_instant_text(out, value, lang);
        break;
    case PK_DURATION:
        pk_put_duration_text(out, value.integer, lang);
        break;
    case PK_LIST:
        put_list_text(out, value, field, lang);
        break;
    default:
        pk_puts(out, english ? "empty" : "kosong");
    }
}

void pk_put_bound_text(pilkada_buffer *out, const pk_field *field, bool highest, pilkada_lang lang) {
    int64_t bound = highest ? field->max : field->min;
    switch (field->kind) {
    case PK_KIND_PERSEN:
    case PK_KIND_DESIMAL:
        pk_put_double_text(out, highest ? field->high : field->low, lang);
        break;
    case PK_KIND_TANGGAL:
        pk_put_date_text(out, (pilkada_date)bound, lang);
        break;
    case PK_KIND_JAM:
        pk_put_int(out, bound / 600);
        pk_put_int(out, bound / 60 % 10);
        pk_putc(out, lang == PILKADA_LANG_EN ? ':' : '.');
        pk_put_int(out, bound % 60 / 10);
        pk_put_int(out, bound % 10);
        break;
    default:
        pk_put_grouped(out, bound, lang);
    }
}

/* ---- differences ---- */

/* Percentages are decimal fractions in doubles: their difference is told without the noise behind the sixth place. */
static double without_noise(double value) {
    if (!(value <= 1e9 && value >= -1e9)) /* NaN as well */
        return value;
    return (double)(int64_t)(value * 1e6 + (value < 0 ? -0.5 : 0.5)) / 1e6;
}

static bool is_number(pk_value value) {
    return value.type == PK_INT || value.type == PK_DOUBLE;
}

static double number_of(pk_value value) {
    return value.type == PK_INT ? (double)value.integer : value.number;
}

pk_value pk_difference_of(pk_value left, pk_value right) {
    int64_t difference;
    if (!is_number(left) || !is_number(right))
        return pk_value_missing(PILKADA_VALUE_ABSENT);
    if (left.type == PK_DOUBLE || right.type == PK_DOUBLE)
        return pk_value_double(without_noise(number_of(left) - number_of(right)));
    if (__builtin_sub_overflow(left.integer, right.integer, &difference) || difference == INT64_MIN)
        return pk_value_missing(PILKADA_VALUE_ABSENT);
    return pk_value_int(difference);
}

static void put_magnitude(pilkada_buffer *out, pk_value value, bool negative, pilkada_lang lang) {
    if (value.type == PK_INT)
        pk_put_grouped(out, negative ? -value.integer : value.integer, lang);
    else
        pk_put_double_text(out, negative ? -value.number : value.number, lang);
}

void pk_put_difference_text(pilkada_buffer *out, pk_value difference, pilkada_lang lang) {
    bool english = lang == PILKADA_LANG_EN;
    if (!is_number(difference)) {
        pk_puts(out, english ? "difference not known" : "selisih tidak diketahui");
        return;
    }
    double sign = number_of(difference);
    bool negative = sign < 0;
    if (sign == 0) {
        pk_puts(out, english ? "no difference" : "tidak ada selisih");
        return;
    }
    if (!english)
        pk_puts(out, negative ? "kurang " : "lebih ");
    put_magnitude(out, difference, negative, lang);
    if (english)
        pk_puts(out, negative ? " short" : " over");
}
