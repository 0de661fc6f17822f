/**
 * @file pk_php_objects.h  Enumerations and the value objects Finding, Hit, Edition and Cell, filled from JSON.
 */
#ifndef PK_PHP_OBJECTS_H
#define PK_PHP_OBJECTS_H

static zend_class_entry *pk_ce_severity, *pk_ce_level, *pk_ce_window_state, *pk_ce_window_phase, *pk_ce_edition_state;

/* A readonly property: its name, its key in the JSON, its type (an enumeration, or a mask; of an array, what is in it).
 */
typedef struct pk_property {
    const char *name, *key;
    zend_class_entry **enumeration;
    uint32_t mask;
    const struct pk_shape *items;
} pk_property;

typedef struct pk_shape {
    const char *name;
    const pk_property *properties;
    zend_class_entry *ce; /* set when the module starts */
} pk_shape;

static const pk_property pk_finding_properties[] = {
    {"code", "code", NULL, MAY_BE_STRING},
    {"severity", "severity", &pk_ce_severity, 0},
    {"path", "path", NULL, MAY_BE_STRING},
    {"message", "message", NULL, MAY_BE_ARRAY},
    {"basis", "basis", NULL, MAY_BE_ARRAY},
    {"operands", "operands", NULL, MAY_BE_ARRAY},
    {"difference", "difference", NULL, MAY_BE_LONG | MAY_BE_DOUBLE | MAY_BE_NULL},
    {"flag", "flag", NULL, MAY_BE_STRING | MAY_BE_NULL},
    {"fingerprint", "fingerprint", NULL, MAY_BE_STRING | MAY_BE_NULL},
    {"verified", "verified", NULL, MAY_BE_BOOL},
    {NULL, NULL, NULL, 0}};

static const pk_property pk_change_properties[] = {
    {"view", "view", NULL, MAY_BE_STRING},    {"start", "start", NULL, MAY_BE_LONG},
    {"end", "end", NULL, MAY_BE_LONG},        {"charStart", "start_cp", NULL, MAY_BE_LONG},
    {"charEnd", "end_cp", NULL, MAY_BE_LONG}, {"from", "from", NULL, MAY_BE_STRING},
    {"to", "to", NULL, MAY_BE_STRING},        {NULL, NULL, NULL, 0}};

static pk_shape pk_change_shape = {"Pilkada\\Change", pk_change_properties, NULL};

static const pk_property pk_hit_properties[] = {{"rule", "rule", NULL, MAY_BE_STRING},
                                                {"category", "category", NULL, MAY_BE_STRING},
                                                {"points", "points", NULL, MAY_BE_LONG},
                                                {"start", "start", NULL, MAY_BE_LONG},
                                                {"end", "end", NULL, MAY_BE_LONG},
                                                {"charStart", "start_cp", NULL, MAY_BE_LONG},
                                                {"charEnd", "end_cp", NULL, MAY_BE_LONG},
                                                {"text", "text", NULL, MAY_BE_STRING},
                                                {"steps", "steps", NULL, MAY_BE_ARRAY},
                                                {"reason", "reason", NULL, MAY_BE_STRING | MAY_BE_NULL},
                                                {"label", "label", NULL, MAY_BE_ARRAY | MAY_BE_NULL},
                                                {"why", "why", NULL, MAY_BE_ARRAY | MAY_BE_NULL},
                                                {"form", "form", NULL, MAY_BE_STRING | MAY_BE_NULL},
                                                {"changes", "changes", NULL, MAY_BE_ARRAY, &pk_change_shape},
                                                {"changesLeftOut", "changes_left_out", NULL, MAY_BE_LONG | MAY_BE_NULL},
                                                {"startU16", "start_u16", NULL, MAY_BE_LONG | MAY_BE_NULL},
                                                {"endU16", "end_u16", NULL, MAY_BE_LONG | MAY_BE_NULL},
                                                {NULL, NULL, NULL, 0}};

static const pk_property pk_edition_properties[] = {{"report", "report", NULL, MAY_BE_LONG},
                                                    {"id", "id", NULL, MAY_BE_STRING | MAY_BE_NULL},
                                                    {"form", "form", NULL, MAY_BE_STRING | MAY_BE_NULL},
                                                    {"reporter", "reporter", NULL, MAY_BE_STRING | MAY_BE_NULL},
                                                    {"hash", "hash", NULL, MAY_BE_STRING | MAY_BE_NULL},
                                                    {"received", "received", NULL, MAY_BE_STRING},
                                                    {"lastReceived", "last_received", NULL, MAY_BE_STRING},
                                                    {"copies", "copies", NULL, MAY_BE_LONG},
                                                    {"state", "state", &pk_ce_edition_state, 0},
                                                    {"countedAt", "counted_at", NULL, MAY_BE_STRING | MAY_BE_NULL},
                                                    {"nihil", "nihil", NULL, MAY_BE_BOOL},
                                                    {NULL, NULL, NULL, 0}};

static pk_shape pk_edition_shape = {"Pilkada\\Edition", pk_edition_properties, NULL};

static const pk_property pk_cell_properties[] = {{"schedule", "schedule", NULL, MAY_BE_STRING},
                                                 {"region", "region", NULL, MAY_BE_STRING},
                                                 {"date", "date", NULL, MAY_BE_STRING},
                                                 {"required", "required", NULL, MAY_BE_LONG},
                                                 {"received", "received", NULL, MAY_BE_LONG},
                                                 {"onTime", "on_time", NULL, MAY_BE_LONG},
                                                 {"early", "early", NULL, MAY_BE_LONG},
                                                 {"late", "late", NULL, MAY_BE_LONG},
                                                 {"duplicate", "duplicate", NULL, MAY_BE_LONG},
                                                 {"nihil", "nihil", NULL, MAY_BE_LONG},
                                                 {"rejected", "rejected", NULL, MAY_BE_LONG},
                                                 {"state", "state", &pk_ce_window_state, 0},
                                                 {"reason", "reason", NULL, MAY_BE_ARRAY},
                                                 {"phase", "phase", &pk_ce_window_phase, 0},
                                                 {"opens", "opens", NULL, MAY_BE_STRING | MAY_BE_NULL},
                                                 {"closes", "closes", NULL, MAY_BE_STRING | MAY_BE_NULL},
                                                 {"due", "due", NULL, MAY_BE_STRING | MAY_BE_NULL},
                                                 {"secondsLeft", "seconds_left", NULL, MAY_BE_LONG},
                                                 {"locked", "locked", NULL, MAY_BE_LONG},
                                                 {"corrected", "corrected", NULL, MAY_BE_LONG},
                                                 {"skewed", "skewed", NULL, MAY_BE_LONG},
                                                 {"drafts", "drafts", NULL, MAY_BE_LONG},
                                                 {"flood", "flood", NULL, MAY_BE_LONG},
                                                 {"history", "history", NULL, MAY_BE_ARRAY, &pk_edition_shape},
                                                 {NULL, NULL, NULL, 0}};

static pk_shape pk_finding_shape = {"Pilkada\\Finding", pk_finding_properties, NULL};
static pk_shape pk_hit_shape = {"Pilkada\\Hit", pk_hit_properties, NULL};
static pk_shape pk_cell_shape = {"Pilkada\\Cell", pk_cell_properties, NULL};

/* The case of an enumeration by its value; throws ValueError as from() does. */
static bool pk_enum_case(zend_class_entry *ce, const zval *value, zval *out) {
    zend_object *found = NULL;
    ZVAL_NULL(out);
    if (Z_TYPE_P(value) != IS_STRING || zend_enum_get_case_by_value(&found, ce, 0, Z_STR_P(value), false) != SUCCESS)
        return false;
    ZVAL_OBJ_COPY(out, found);
    return true;
}

static void pk_objects_out(const pk_shape *shape, zval *list, zval *out);

/* zend_update_property() checks the type of what it is given, which JSON alone does not promise. What JSON leaves out
   is null, or false. */
static void pk_fill_property(zend_object *object, const pk_property *property, HashTable *data) {
    zval none, found, *value = zend_hash_str_find(data, property->key, strlen(property->key));
    ZVAL_NULL(&none);
    ZVAL_UNDEF(&found);
    if (property->mask == MAY_BE_BOOL)
        ZVAL_FALSE(&none);
    if (!value)
        value = &none;
    if (property->enumeration)
        value = pk_enum_case(*property->enumeration, value, &found) ? &found : &none;
    if (property->items) {
        pk_objects_out(property->items, value, &found);
        value = &found;
    }
    zend_update_property(object->ce, object, property->name, strlen(property->name), value);
    zval_ptr_dtor(&found);
}

static void pk_object_out(const pk_shape *shape, zval *data, zval *out) {
    if (object_init_ex(out, shape->ce) != SUCCESS)
        return;
    for (const pk_property *p = shape->properties; p->name && !EG(exception); p++)
        pk_fill_property(Z_OBJ_P(out), p, Z_ARRVAL_P(data));
}

/* A list of JSON objects as a list of ours. */
static void pk_objects_out(const pk_shape *shape, zval *list, zval *out) {
    zval *item, object;
    array_init(out);
    if (!list || Z_TYPE_P(list) != IS_ARRAY)
        return;
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(list), item) {
        if (Z_TYPE_P(item) != IS_ARRAY || EG(exception))
            break;
        pk_object_out(shape, item, &object);
        add_next_index_zval(out, &object);
    }
    ZEND_HASH_FOREACH_END();
}

/* ---- results decoded: options 0 keeps {} apart from [] ---- */

static void pk_verdict_decode(const pk_verdict *self, zend_long options, zval *out) {
    pilkada_buffer text;
    pilkada_buffer_init(&text, NULL);
    ZVAL_NULL(out);
    if (pilkada_verdict_write_json(self, &text, pk_err_reset()))
        pk_throw();
    else
        pk_json_out(text.data, text.size, options, out);
    pilkada_buffer_dispose(&text);
}

static void pk_screening_decode(const pk_screening *self, zend_long options, zval *out) {
    pilkada_buffer text;
    pilkada_buffer_init(&text, NULL);
    ZVAL_NULL(out);
    if (pilkada_screening_write_json(self, &text, pk_err_reset()))
        pk_throw();
    else
        pk_json_out(text.data, text.size, options, out);
    pilkada_buffer_dispose(&text);
}

/* {"cells": [...], "summary": {...}} */
static void pk_board_decode(const pk_board *self, zend_long options, zval *out) {
    pk_writer text = {0};
    pilkada_buffer summary;
    pilkada_buffer_init(&summary, NULL);
    ZVAL_NULL(out);
    pilkada_error *error = pk_err_reset();
    pk_write_text(&text, "{\"cells\":");
    pk_board_cells(self, &text, error);
    if (!error->status && !pilkada_board_write_summary_json(self, &summary, error)) {
        pk_write(&text, ",", 1);
        pk_write(&text, summary.data + 1, summary.size - 1); /* {"summary":{...}} without its first brace */
    }
    if (error->status)
        pk_throw();
    else
        pk_json_out(text.data, text.size, options, out);
    pilkada_buffer_dispose(&summary);
    pk_writer_dispose(&text);
}

static zval *pk_member(const zval *data, const char *key) {
    return Z_TYPE_P(data) == IS_ARRAY ? zend_hash_str_find(Z_ARRVAL_P(data), key, strlen(key)) : NULL;
}

/* Take one member out of decoded data, and let the rest go. */
static void pk_member_out(zval *data, const char *key, zval *out) {
    zval *member = pk_member(data, key);
    if (member)
        ZVAL_COPY(out, member);
    else
        ZVAL_NULL(out);
    zval_ptr_dtor(data);
}

static void pk_members_out(const pk_shape *shape, zval *data, const char *key, zval *out) {
    pk_objects_out(shape, pk_member(data, key), out);
    zval_ptr_dtor(data);
}

static void pk_verdict_member(const pk_verdict *self, const char *key, const pk_shape *shape, zval *out) {
    zval data;
    pk_verdict_decode(self, PHP_JSON_OBJECT_AS_ARRAY, &data);
    if (shape)
        pk_members_out(shape, &data, key, out);
    else
        pk_member_out(&data, key, out);
}

static void pk_screening_member(const pk_screening *self, const char *key, const pk_shape *shape, zval *out) {
    zval data;
    pk_screening_decode(self, PHP_JSON_OBJECT_AS_ARRAY, &data);
    if (shape)
        pk_members_out(shape, &data, key, out);
    else
        pk_member_out(&data, key, out);
}

static void pk_board_member(const pk_board *self, const char *key, const pk_shape *shape, zval *out) {
    zval data;
    pk_board_decode(self, PHP_JSON_OBJECT_AS_ARRAY, &data);
    if (shape)
        pk_members_out(shape, &data, key, out);
    else
        pk_member_out(&data, key, out);
}

static void pk_board_first_to_call(const pk_board *self, zval *out) {
    const pilkada_window_cell *cell = pilkada_board_first_to_call(self);
    pilkada_buffer text;
    zval data;
    size_t index = 0;
    ZVAL_NULL(out);
    if (!cell)
        return;
    while (pilkada_board_cell(self, index) != cell)
        index++;
    pilkada_buffer_init(&text, NULL);
    if (pilkada_board_write_detail_json(self, index, &text, pk_err_reset())) {
        pk_throw();
    } else {
        pk_array_out(text.data, text.size, &data);
        if (Z_TYPE(data) == IS_ARRAY)
            pk_object_out(&pk_cell_shape, &data, out);
        zval_ptr_dtor(&data);
    }
    pilkada_buffer_dispose(&text);
}

static void pk_screening_level(const pk_screening *self, zval *out) {
    zval name;
    ZVAL_STRING(&name, pilkada_level_name(pilkada_screening_level(self)));
    pk_enum_case(pk_ce_level, &name, out);
    zval_ptr_dtor(&name);
}

#endif
