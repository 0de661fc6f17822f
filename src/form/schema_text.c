/** @file form/schema_text.c  JSON Schema as text, and the definitions that all forms share. */
#include "form/schema.h"

/* No string ends in one of these: it ends in a quote. */
static void comma(pilkada_buffer *out) {
    if (out->size && !strchr("{[:", out->data[out->size - 1]))
        pk_putc(out, ',');
}

void pk_schema_name(pilkada_buffer *out, pk_span key) {
    pk_schema_string(out, key);
    pk_putc(out, ':');
}

void pk_schema_key(pilkada_buffer *out, const char *key) {
    pk_schema_name(out, pk_span_of(key));
}

void pk_schema_string(pilkada_buffer *out, pk_span text) {
    comma(out);
    pk_put_json(out, text);
}

void pk_schema_open(pilkada_buffer *out, const char *bracket) {
    comma(out);
    pk_puts(out, bracket);
}

void pk_schema_text(pilkada_buffer *out, const char *key, const char *text) {
    pk_schema_key(out, key);
    pk_put_json(out, pk_span_of(text));
}

void pk_schema_int(pilkada_buffer *out, const char *key, int64_t value) {
    pk_schema_key(out, key);
    pk_put_int(out, value);
}

void pk_schema_label(pilkada_buffer *out, const char *key, pk_label label) {
    if (!label.text[0])
        return;
    pk_schema_key(out, key);
    pk_schema_open(out, "{");
    pk_schema_text(out, "id", label.text[0]);
    pk_schema_text(out, "en", label.text[1]);
    pk_putc(out, '}');
}

void pk_schema_ref(pilkada_buffer *out, const char *name) {
    pk_schema_open(out, "{\"$ref\":\"#/$defs/");
    pk_puts(out, name);
    pk_puts(out, "\"}");
}

/* ---- definitions ---- */

/* Expressions are those that ECMA 262 and other dialects read alike: [0-9] for \d, and $(?!\n) because elsewhere $ also
 * stands before a last newline. */
#define BLANKS "[ \\\\t\\\\n\\\\r]*"
#define LEAP_YEAR "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)"
#define DATE                                                                                                           \
    "(?!0000)([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]" \
    "|2[0-8]))|" LEAP_YEAR "-02-29)"
#define CLOCK "([01][0-9]|2[0-3]):[0-5][0-9]"
#define END "$(?!\\\\n)"

static const struct definition {
    const char *name, *schema;
} definitions[] = {
    {"nihil", "{\"type\":\"string\",\"pattern\":\"^" BLANKS "(-|[nN][iI][hH][iI][lL]|\\\\([nN][iI][hH][iI][lL]\\\\)"
              "|[tT][iI][dD][aA][kK] [aA][dD][aA])" BLANKS "[.]?" BLANKS "$\"}"},
    {"kosong", "{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"string\",\"pattern\":\"^" BLANKS "$\"}]}"},
    {"tiada", "{\"anyOf\":[{\"$ref\":\"#/$defs/kosong\"},{\"$ref\":\"#/$defs/nihil\"}]}"},
    {"tanpa_baris", "{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"array\",\"maxItems\":0}]}"},
    {"tanggal", "{\"type\":\"string\",\"format\":\"date\",\"pattern\":\"^" DATE END "\"}"},
    {"waktu", "{\"type\":\"string\",\"format\":\"date-time\",\"pattern\":\"^" DATE "[Tt ]" CLOCK
              ":[0-5][0-9]([.][0-9]+)?([Zz]|[+-]" CLOCK ")" END "\"}"},
};

void pk_schema_definitions(pilkada_buffer *out, const pilkada_form *form) {
    pk_schema_key(out, "$defs");
    pk_schema_open(out, "{");
    for (size_t i = 0; i < sizeof definitions / sizeof *definitions; i++) {
        pk_schema_key(out, definitions[i].name);
        pk_puts(out, definitions[i].schema);
    }
    if (form->nihil_slot != PK_NO_SLOT) {
        pk_schema_key(out, "laporan_nihil");
        pk_puts(out, "{\"properties\":{\"nihil\":{\"enum\":[true,\"ya\"]}},\"required\":[\"nihil\"]}");
    }
    pk_putc(out, '}');
}
