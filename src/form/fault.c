/** @file form/fault.c  What can be wrong with the shape of a value: the one table of codes, and taking notes. */
#include <math.h>

#include "form/values.h"

static const struct fault_row {
    const char *code, *key;
} rows[] = {
#define FAULT_ROW(name, code, key) [PK_FAULT_##name] = {code, "form.fault." key},
    PK_FAULT_TABLE(FAULT_ROW)
#undef FAULT_ROW
};

const char *pk_fault_code(pk_fault_kind kind) {
    return rows[kind].code;
}

const char *pk_fault_key(pk_fault_kind kind) {
    return rows[kind].key;
}

pk_span pk_unescaped(pk_filling *self) {
    pk_span text = {"", 0};
    if (!pk_json_unescape(&self->source->event, &text))
        self->failed = true;
    return text;
}

/* Numbers that are no int64 are given as the nearest double, so that a text and a tree say the same. */
static pk_value value_of(pk_filling *self, const pk_json *event) {
    double number;
    switch (event->kind) {
    case PK_JSON_TRUE:
    case PK_JSON_FALSE:
        return pk_value_bool(event->kind == PK_JSON_TRUE);
    case PK_JSON_INTEGER:
        return pk_value_int(event->integer);
    case PK_JSON_NUMBER:
        number = pk_source_double(self->source);
        return isfinite(number) ? pk_value_double(number) : pk_value_missing(PILKADA_VALUE_GIVEN);
    case PK_JSON_STRING:
        return pk_value_string(pk_text_of(self));
    default:
        return pk_value_missing(PILKADA_VALUE_GIVEN);
    }
}

/* The digits of a tree's number live in the source and are written over by the next one. */
static pk_span written_of(pk_filling *self, const pk_json *event, pk_value value) {
    if (event->kind == PK_JSON_STRING)
        return value.type == PK_STRING ? pk_value_span(value) : (pk_span){"", 0};
    if (event->kind != PK_JSON_INTEGER && event->kind != PK_JSON_NUMBER)
        return (pk_span){"", 0};
    pk_span digits = pk_source_digits(self->source);
    if (!self->source->is_tree)
        return digits;
    const char *copy = pk_arena_strdup(self->arena, digits.data, digits.size);
    self->failed = self->failed || !copy;
    return (pk_span){copy, copy ? digits.size : 0};
}

static void append(pk_fault **first, pk_fault **last, pk_fault *fault) {
    if (*last)
        (*last)->next = fault;
    else
        *first = fault;
    *last = fault;
}

static bool have_lists(pk_filling *self) {
    if (self->first)
        return true;
    size_t count = self->form->fields.count;
    pk_fault **lists = pk_arena_alloc_zero(self->arena, 2 * count, sizeof *lists);
    self->first = lists;
    self->last = lists ? lists + count : NULL;
    return lists != NULL;
}

/* Faults of a row stand with its list, in the order of the report. */
static void file(pk_filling *self, pk_fault *fault) {
    const pk_field *place = fault->list ? fault->list : fault->field;
    if (!place) {
        append(&self->unknown, &self->last_unknown, fault);
        return;
    }
    size_t at = (size_t)(place - self->form->fields.items);
    if (have_lists(self))
        append(&self->first[at], &self->last[at], fault);
    else
        self->failed = true;
}

static pk_fault *new_fault(pk_filling *self, pk_fault_kind kind, const pk_field *field) {
    self->fault_count++;
    if (self->fault_count > PILKADA_MAX_FINDINGS)
        return NULL;
    pk_fault *fault = pk_arena_alloc_zero(self->arena, 1, sizeof *fault);
    if (!fault) {
        self->failed = true;
        return NULL;
    }
    *fault = (pk_fault){.kind = kind, .field = field, .group = self->group, .list = self->list, .row = self->row};
    return fault;
}

pk_value pk_fault_note(pk_filling *self, pk_fault_kind kind, const pk_field *field, const pk_json *event) {
    pk_fault *fault = new_fault(self, kind, field);
    if (fault) {
        fault->value = event ? value_of(self, event) : pk_value_missing(PILKADA_VALUE_ABSENT);
        fault->written = event ? written_of(self, event, fault->value) : (pk_span){"", 0};
        file(self, fault);
    }
    return pk_slot_of_fault();
}

void pk_fault_note_rows(pk_filling *self, const pk_field *field, int64_t count) {
    pk_fault *fault = new_fault(self, PK_FAULT_ROWS, field);
    if (!fault)
        return;
    fault->count = count;
    file(self, fault);
}

void pk_fault_note_unknown(pk_filling *self, const pk_fields *fields, pk_span name, const pk_json *event) {
    const char *near = pk_nearest(name, fields->names, fields->name_count);
    pk_fault *fault = new_fault(self, near ? PK_FAULT_UNKNOWN_NEAR : PK_FAULT_UNKNOWN, NULL);
    if (!fault)
        return;
    fault->name = name;
    fault->near = near;
    fault->value = value_of(self, event);
    file(self, fault);
}
