/** @file form/values.c  Readers of plain values, one a type: see form/values.h. */
#include "form/values.h"

#include "core/civil.h"

/* Noted, and read to its end if it is a list or an object. An input that was left blank is empty, whatever its type. */
static pk_value wrong_type(pk_filling *self, pk_fault_kind kind, const pk_field *field, const pk_json *event) {
    if (event->kind == PK_JSON_STRING && !pk_span_trim(event->text).size)
        return pk_value_missing(PILKADA_VALUE_EMPTY);
    pk_value slot = pk_fault_note(self, kind, field, event);
    pk_source_skip(self->source);
    return slot;
}

static bool text_of(pk_filling *self, pk_span *text) {
    if (pk_json_unescape(&self->source->event, text))
        return true;
    self->failed = true;
    return false;
}

/* ---- texts ---- */

/* Cheap tests first: nearly every text begins with a letter that no nihil text begins with. */
static pilkada_value_state state_of(pk_span text) {
    if (!text.size)
        return PILKADA_VALUE_EMPTY;
    char first = text.data[0];
    if (text.size > 16 && first != ' ')
        return PILKADA_VALUE_GIVEN;
    if (!pk_span_trim(text).size)
        return PILKADA_VALUE_EMPTY;
    return pilkada_text_is_nihil(text.data, text.size) ? PILKADA_VALUE_NIHIL : PILKADA_VALUE_GIVEN;
}

static pk_value take_text(pk_filling *self, pk_span *text) {
    if (!text_of(self, text))
        return pk_value_missing(PILKADA_VALUE_ABSENT);
    pilkada_value_state state = state_of(*text);
    return state == PILKADA_VALUE_GIVEN ? pk_value_string(*text) : pk_value_missing(state);
}

pk_value pk_take_teks(pk_filling *self, const pk_field *field, const pk_json *event) {
    pk_span text;
    if (event->kind != PK_JSON_STRING)
        return wrong_type(self, PK_FAULT_TYPE, field, event);
    int64_t length = event->code_points;
    pk_value value = take_text(self, &text);
    if (value.type == PK_STRING && (length < field->min || length > field->max))
        return pk_fault_note(self, PK_FAULT_LENGTH, field, event);
    return value;
}

pk_value pk_take_wilayah(pk_filling *self, const pk_field *field, const pk_json *event) {
    pk_span text;
    if (event->kind != PK_JSON_STRING)
        return wrong_type(self, PK_FAULT_TYPE, field, event);
    return take_text(self, &text);
}

pk_value pk_take_pilih(pk_filling *self, const pk_field *field, const pk_json *event) {
    pk_span text;
    if (event->kind != PK_JSON_STRING)
        return wrong_type(self, PK_FAULT_TYPE, field, event);
    pk_value value = take_text(self, &text);
    if (value.type == PK_MISSING)
        return value;
    for (size_t i = 0; i < field->choice_count; i++)
        if (pk_span_equal(field->choices[i].id, text))
            return value;
    bool near = pk_nearest(text, field->choice_ids, field->choice_count) != NULL;
    return pk_fault_note(self, near ? PK_FAULT_CHOICE_NEAR : PK_FAULT_CHOICE, field, event);
}

pk_value pk_take_ya_tidak(pk_filling *self, const pk_field *field, const pk_json *event) {
    pk_span text;
    if (event->kind == PK_JSON_TRUE || event->kind == PK_JSON_FALSE)
        return pk_value_bool(event->kind == PK_JSON_TRUE);
    if (event->kind == PK_JSON_STRING && text_of(self, &text)) {
        if (pk_span_is(text, "ya") || pk_span_is(text, "tidak"))
            return pk_value_bool(text.size == 2);
        if (!pk_span_trim(text).size)
            return pk_value_missing(PILKADA_VALUE_EMPTY);
    }
    return wrong_type(self, PK_FAULT_TYPE, field, event);
}

/* ---- numbers ---- */

static pk_fault_kind count_fault(pk_filling *self, const pk_json *event) {
    pk_span text;
    switch (event->kind) {
    case PK_JSON_INTEGER:
        return event->text.data[0] == '-' ? PK_FAULT_COUNT_NEGATIVE : PK_FAULT_COUNT_RANGE;
    case PK_JSON_NUMBER:
        return pk_count_number_fault(event->text);
    case PK_JSON_STRING:
        return text_of(self, &text) ? pk_count_text_fault(text) : PK_FAULT_COUNT_TEXT;
    default:
        return PK_FAULT_COUNT_TYPE;
    }
}

pk_value pk_take_bulat(pk_filling *self, const pk_field *field, const pk_json *event) {
    if (event->kind == PK_JSON_INTEGER && event->integer >= field->min && event->integer <= field->max &&
        event->text.data[0] != '-')
        return pk_value_int(event->integer);
    return wrong_type(self, count_fault(self, event), field, event);
}

/* A percentage has at most two decimals: 82.5 and 82.55, not 82.555. */
static bool has_decimals(double value, double scale) {
    double scaled = value * scale, rest = scaled - (double)(int64_t)scaled;
    if (rest < 0)
        rest = -rest;
    return rest < 1e-6 || rest > 1 - 1e-6;
}

pk_value pk_take_desimal(pk_filling *self, const pk_field *field, const pk_json *event) {
    if (event->kind != PK_JSON_INTEGER && event->kind != PK_JSON_NUMBER)
        return wrong_type(self, PK_FAULT_TYPE, field, event);
    double value = pk_json_double(event);
    if (event->kind == PK_JSON_INTEGER)
        value = (double)event->integer;
    if (!(value >= field->low && value <= field->high))
        return pk_fault_note(self, PK_FAULT_RANGE, field, event);
    if (field->kind == PK_KIND_PERSEN && !has_decimals(value, 100))
        return pk_fault_note(self, PK_FAULT_DECIMALS, field, event);
    return pk_value_double(value);
}

/* ---- dates and times ---- */

/* The text of a date or time; a blank one is empty. False: `slot` holds what to answer. */
static bool take_time(pk_filling *self, const pk_field *field, const pk_json *event, pk_span *text, pk_value *slot) {
    if (event->kind != PK_JSON_STRING) {
        *slot = wrong_type(self, PK_FAULT_TYPE, field, event);
        return false;
    }
    *slot = take_text(self, text);
    return slot->type == PK_STRING;
}

pk_value pk_take_tanggal(pk_filling *self, const pk_field *field, const pk_json *event) {
    pk_span text;
    pk_value slot;
    pilkada_date date;
    if (!take_time(self, field, event, &text, &slot))
        return slot;
    if (!pk_read_date(text, &date, NULL))
        return pk_fault_note(self, PK_FAULT_DATE, field, event);
    if (date < field->min || date > field->max)
        return pk_fault_note(self, PK_FAULT_RANGE, field, event);
    return slot;
}

pk_value pk_take_jam(pk_filling *self, const pk_field *field, const pk_json *event) {
    pk_span text;
    pk_value slot;
    int minutes;
    if (!take_time(self, field, event, &text, &slot))
        return slot;
    if (!pk_read_clock(text, true, &minutes))
        return pk_fault_note(self, PK_FAULT_CLOCK, field, event);
    if (minutes < field->min || minutes > field->max)
        return pk_fault_note(self, PK_FAULT_RANGE, field, event);
    return slot;
}

/* 2024-11-27T08:00:00 is a good instant but for its end. */
static bool lacks_offset(pk_span text) {
    char with_offset[40];
    pilkada_instant instant;
    if (text.size + 1 > sizeof with_offset)
        return false;
    memcpy(with_offset, text.data, text.size);
    with_offset[text.size] = 'Z';
    return pk_read_instant((pk_span){with_offset, text.size + 1}, &instant, NULL, NULL);
}

pk_value pk_take_waktu(pk_filling *self, const pk_field *field, const pk_json *event) {
    pk_span text;
    pk_value slot;
    pilkada_instant instant;
    int offset;
    if (!take_time(self, field, event, &text, &slot))
        return slot;
    if (!pk_read_instant(text, &instant, &offset, NULL))
        return pk_fault_note(self, lacks_offset(text) ? PK_FAULT_OFFSET : PK_FAULT_INSTANT, field, event);
    slot.type = PK_TIMESTAMP;
    slot.size = (uint32_t)(offset + 1440);
    slot.integer = instant;
    return slot;
}
