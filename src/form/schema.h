/** @file form/schema.h  Between the files that write a form as JSON Schema. */
#ifndef PK_FORM_SCHEMA_H
#define PK_FORM_SCHEMA_H

#include "form/expr_internal.h"
#include "form/form_internal.h"

/* ---- schema_text.c: members and elements, with a comma unless something was just opened ---- */

void pk_schema_key(pilkada_buffer *out, const char *key);
void pk_schema_name(pilkada_buffer *out, pk_span key);
/** A string as an element or as the value behind a key. */
void pk_schema_string(pilkada_buffer *out, pk_span text);
void pk_schema_open(pilkada_buffer *out, const char *bracket);
void pk_schema_text(pilkada_buffer *out, const char *key, const char *text);
void pk_schema_int(pilkada_buffer *out, const char *key, int64_t value);
/** `"key":{"id":…,"en":…}`; nothing for a label without text. */
void pk_schema_label(pilkada_buffer *out, const char *key, pk_label label);
/** `{"$ref":"#/$defs/NAME"}` as an element. */
void pk_schema_ref(pilkada_buffer *out, const char *name);
/** `"$defs":{…}`: the kinds of nothing, dates, times, a report that says nihil. */
void pk_schema_definitions(pilkada_buffer *out, const pilkada_form *form);

/* ---- schema_value.c ---- */

/** `"properties":{…},"required":[…],"additionalProperties":false` of the report, a kelompok or a row. */
void pk_schema_object(pilkada_buffer *out, const pk_fields *fields, bool row);
/** The name of the definition of what is nothing for a type. */
const char *pk_schema_nothing(const pk_field *field);

/* ---- schema_need.c ---- */

/** `"allOf":[…]`: what depends on another field. Then the fields whose condition the schema does not say. */
void pk_schema_needs(pilkada_buffer *out, const pilkada_form *form);
/** In a nihil report these may be absent. */
static inline bool pk_schema_is_waived(const pk_field *field) {
    return pk_kind_is_count(field->kind) || pk_kind_is_group(field->kind);
}

/* ---- schema_condition.c ---- */

/** Can the condition be said as a schema? */
bool pk_schema_can_say(const pilkada_form *form, const pk_expr *condition);
/** The members of a schema that a report meets when, and only when, the condition is true for it. */
void pk_schema_condition(pilkada_buffer *out, const pilkada_form *form, const pk_expr *condition);

#endif
