/** @file form/schema_need.c  What is required because of another field: in a nihil report, or by a condition. */
#include "form/schema.h"

/* ---- nihil reports ---- */

/* Of a required group that is absent from a nihil report only the counts are waived, those of groups in it included. */
static bool needs_group(const pk_field *group) {
    const pk_fields *fields = group->members;
    bool needs = false;
    for (size_t i = 0; group->need == PK_NEED_WAJIB && i < fields->count; i += fields->items[i].span) {
        const pk_field *field = &fields->items[i];
        needs = needs || (pk_kind_is_group(field->kind) ? needs_group(field)
                                                        : field->need == PK_NEED_WAJIB && !pk_schema_is_waived(field));
    }
    return needs;
}

static bool is_required(const pk_field *field, bool nihil) {
    if (nihil)
        return pk_kind_is_group(field->kind) && needs_group(field);
    return field->need == PK_NEED_WAJIB && pk_schema_is_waived(field);
}

/* Required texts must say something unless the report is nihil. */
static bool must_speak(const pk_field *field, bool nihil) {
    return !nihil && field->need == PK_NEED_WAJIB && field->kind == PK_KIND_TEKS;
}

static void put_not(pilkada_buffer *out, pk_span name, const char *nothing) {
    pk_schema_name(out, name);
    pk_puts(out, "{\"not\":");
    pk_schema_ref(out, nothing);
    pk_putc(out, '}');
}

/* Bounded by the depth of groups, which is that of JSON. */
static void put_of_fields(pilkada_buffer *out, const pk_fields *fields, bool nihil) {
    pk_schema_key(out, "required");
    pk_schema_open(out, "[");
    for (size_t i = 0; i < fields->count; i += fields->items[i].span)
        if (is_required(&fields->items[i], nihil))
            pk_schema_string(out, fields->items[i].key.text);
    pk_putc(out, ']');
    pk_schema_key(out, "properties");
    pk_schema_open(out, "{");
    for (size_t i = 0; i < fields->count; i += fields->items[i].span) {
        const pk_field *field = &fields->items[i];
        if (must_speak(field, nihil))
            put_not(out, field->key.text, "nihil");
        if (!pk_kind_is_group(field->kind))
            continue;
        pk_schema_name(out, field->key.text);
        pk_schema_open(out, "{");
        put_of_fields(out, field->members, nihil);
        pk_putc(out, '}');
    }
    pk_putc(out, '}');
}

static void put_branch(pilkada_buffer *out, const pilkada_form *form, const char *key, bool nihil) {
    pk_schema_key(out, key);
    pk_schema_open(out, "{");
    put_of_fields(out, &form->fields, nihil);
    pk_putc(out, '}');
}

static void put_nihil(pilkada_buffer *out, const pilkada_form *form) {
    pk_schema_open(out, "{");
    if (form->nihil_slot == PK_NO_SLOT) {
        put_of_fields(out, &form->fields, false);
    } else {
        pk_schema_key(out, "if");
        pk_schema_ref(out, "laporan_nihil");
        put_branch(out, form, "then", true);
        put_branch(out, form, "else", false);
    }
    pk_putc(out, '}');
}

/* ---- conditions ---- */

static void put_required(pilkada_buffer *out, const pk_field *field) {
    pk_schema_key(out, "required");
    pk_schema_open(out, "[");
    pk_schema_string(out, field->key.text);
    pk_putc(out, ']');
}

static void put_something(pilkada_buffer *out, const pk_field *field, const char *nothing) {
    pk_schema_key(out, "properties");
    pk_schema_open(out, "{");
    put_not(out, field->key.text, nothing);
    pk_putc(out, '}');
}

/* What a nihil report need not have, all others must. */
static void put_unless_nihil(pilkada_buffer *out, const pilkada_form *form, const pk_field *field) {
    bool text = field->kind == PK_KIND_TEKS;
    if (form->nihil_slot != PK_NO_SLOT) {
        pk_schema_key(out, "if");
        pk_schema_ref(out, "laporan_nihil");
        pk_schema_key(out, "else");
        pk_schema_open(out, "{");
    }
    if (text)
        put_something(out, field, "nihil");
    else
        put_required(out, field);
    if (form->nihil_slot != PK_NO_SLOT)
        pk_putc(out, '}');
}

static void put_then(pilkada_buffer *out, const pilkada_form *form, const pk_field *field) {
    bool text = field->kind == PK_KIND_TEKS, waived = pk_schema_is_waived(field);
    put_something(out, field, text ? "kosong" : pk_schema_nothing(field));
    if (!waived)
        put_required(out, field);
    if (!waived && !text)
        return;
    pk_schema_key(out, "allOf");
    pk_puts(out, "[{");
    put_unless_nihil(out, form, field);
    pk_puts(out, "}]");
}

static bool can_say(const pilkada_form *form, const pk_field *field) {
    return field->group == PK_NO_SLOT && !pk_kind_is_group(field->kind) && pk_schema_can_say(form, field->condition);
}

static void put_condition(pilkada_buffer *out, const pilkada_form *form, const pk_field *field) {
    pk_schema_open(out, "{");
    pk_schema_key(out, "if");
    pk_schema_open(out, "{");
    pk_schema_condition(out, form, field->condition);
    pk_putc(out, '}');
    pk_schema_key(out, "then");
    pk_schema_open(out, "{");
    put_then(out, form, field);
    pk_puts(out, "}}");
}

void pk_schema_needs(pilkada_buffer *out, const pilkada_form *form) {
    const pk_fields *fields = &form->fields;
    pk_schema_key(out, "allOf");
    pk_schema_open(out, "[");
    put_nihil(out, form);
    for (size_t i = 0; i < fields->count; i++)
        if (fields->items[i].condition && can_say(form, &fields->items[i]))
            put_condition(out, form, &fields->items[i]);
    pk_putc(out, ']');
    pk_schema_key(out, "x-not-said");
    pk_schema_open(out, "[");
    for (size_t i = 0; i < fields->count; i++)
        if (fields->items[i].condition && !can_say(form, &fields->items[i]))
            pk_schema_string(out, fields->items[i].id);
    pk_putc(out, ']');
}
