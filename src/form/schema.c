/** @file form/schema.c  A form as JSON Schema (draft 2020-12), for front ends: see docs/guide/forms.md. */
#include "form/schema.h"
#include "core/error.h"

static void put_section(pilkada_buffer *out, const pilkada_form *form, const pk_section *section) {
    const pk_fields *fields = &form->fields;
    pk_schema_open(out, "{");
    pk_schema_label(out, "title", section->title);
    pk_schema_key(out, "fields");
    pk_schema_open(out, "[");
    for (size_t i = section->first; i < section->first + section->count; i += fields->items[i].span)
        pk_schema_string(out, fields->items[i].key.text);
    pk_puts(out, "]}");
}

static void put_head(pilkada_buffer *out, const pilkada_form *form) {
    pk_schema_text(out, "$schema", "https://json-schema.org/draft/2020-12/schema");
    pk_schema_text(out, "title", form->title.text[0]);
    pk_schema_text(out, "x-title-en", form->title.text[1]);
    pk_schema_text(out, "x-form", form->id);
    pk_schema_text(out, "x-version", form->version);
    pk_schema_key(out, "x-sections");
    pk_schema_open(out, "[");
    for (size_t i = 0; i < form->section_count; i++)
        put_section(out, form, &form->sections[i]);
    pk_putc(out, ']');
}

pilkada_status pilkada_form_write_schema_json(const pilkada_form *self, pilkada_buffer *out, pilkada_error *error) {
    if (!self || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "form and buffer must not be NULL");
    size_t mark = pk_buffer_mark(out);
    pk_putc(out, '{');
    put_head(out, self);
    pk_schema_text(out, "type", "object");
    pk_schema_object(out, &self->fields, false);
    pk_schema_needs(out, self);
    pk_schema_definitions(out, self);
    pk_putc(out, '}');
    return pk_buffer_done(out, mark, error);
}
