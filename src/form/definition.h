/** @file form/definition.h  Between the files that read a definition. The first fault stays in `error`. */
#ifndef PK_FORM_DEFINITION_H
#define PK_FORM_DEFINITION_H

#include "form/form_internal.h"

struct cJSON;

typedef struct pk_compiling {
    pilkada_form *form;
    pilkada_error *error;
    pk_scope scope;
    const pk_field *list; /**< whose rows the rule that is read now goes through; NULL: none */
    const char **names;   /**< of the scope: those of the form, then those of a row */
    size_t own_names;     /**< without those of a row */
    size_t bytes;         /**< taken by texts and tables */
} pk_compiling;

/* ---- definition.c ---- */

/** A copy in the form's arena; NULL for an absent node or after a fault. */
const char *pk_compile_text(pk_compiling *self, const pk_reading *node);
/** The same of a text that must say something: empty or blank is a fault. */
const char *pk_compile_filled(pk_compiling *self, const pk_reading *node);
/** {"id": ..., "en": ...}, both needed and filled. */
pk_label pk_compile_label(pk_compiling *self, const pk_reading *node);
/** Zeroed memory from the form's arena; a fault and NULL when there is none. */
void *pk_compile_alloc(pk_compiling *self, size_t count, size_t size);
/** Compile `source`, which stands at `node`. NULL after a fault. */
const pk_expr *pk_compile_expr(pk_compiling *self, const pk_reading *node, const char *source);

/* ---- field_definition.c ---- */

/** A text that is an id: small letters, digits, _. */
const char *pk_compile_id(pk_compiling *self, const pk_reading *node);
void pk_compile_field(pk_compiling *self, pk_field *field, const pk_reading *node);

/* ---- field_list.c ---- */

/** The members of a row of `field`, a daftar. */
void pk_compile_rows(pk_compiling *self, pk_field *field, const pk_reading *list);
void pk_compile_sections(pk_compiling *self, const pk_reading *head, const pk_reading *file);

/* ---- recap_definition.c ---- */

/** `recap` of a field whose type is known, or what its type stands for. */
void pk_compile_recap(pk_compiling *self, pk_field *field, const pk_reading *node);
/** The counts of percentages: after all fields are known. */
void pk_compile_percentages(pk_compiling *self);

/* ---- scope.c: what names in expressions stand for ---- */

/** `sets` of the form: a list of ids, {"type": type} or {"of": set, "except": [ids]}. */
void pk_compile_sets(pk_compiling *self, const pk_reading *head, const pk_reading *file);
void pk_compile_scope(pk_compiling *self);
/** From here on names are those of a row of `list`, then those of the form; NULL: of the form alone. */
void pk_compile_enter_rows(pk_compiling *self, const pk_field *list);
/** NULL if there is none. */
const pk_set *pk_form_set(const pilkada_form *self, pk_span name);
/** The nearest name of a field; NULL if there is none. */
const char *pk_field_near(const pilkada_form *form, const char *name);

/* ---- rule_definition.c ---- */

/** Conditions of fields: after all names are known. */
void pk_compile_conditions(pk_compiling *self, const pk_reading *file, size_t first_section);
void pk_compile_rules(pk_compiling *self, const pk_reading *file);
/** computed.c: `computed` of a field or of a member of a row, whose names are known. */
void pk_compile_value(pk_compiling *self, pk_field *field, const pk_reading *node);
/** computed.c: the order of what is computed; a fault for fields that are computed from each other. `head_file` is the
 * name under which faults of the head are told. */
void pk_compile_computed(pk_compiling *self, const char *head_file);
/** computed_rows.c: `computed` of the members of a list's rows. */
void pk_compile_row_values(pk_compiling *self, pk_field *list, const pk_reading *node);
/** The codes of structure, which the head declares. */
void pk_compile_structure(pk_compiling *self, const pk_reading *head);
void pk_compile_duties(pk_compiling *self, const pk_reading *head, const pk_reading *file);

/* ---- form_json.c ---- */

void pk_compile_json(pk_compiling *self, const struct cJSON *definition, const struct cJSON *head);

/* ---- kind.c ---- */

/** The nearest name of a type; NULL if there is none. */
const char *pk_kind_near(const char *name);

#endif
