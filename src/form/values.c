/** @file form/values.c  Readers of plain values, one a type: see form/values.h. */
#include "form/values.h"

#include <math.h>

#include "core/civil.h"

/* Noted, and read to its end if it is a list or an object. An input that was left blank is empty, whatever its type. */
pk_value pk_take_wrong_type(pk_filling *self, pk_fault_kind kind, const pk_field *field, const pk_json *event) {
    if (event->kind == PK_JSON_STRING && !pk_span_trim(pk_text_of(self)).size)
        return pk_value_missing(PILKADA_VALUE_EMPTY);
    pk_value slot = pk_fault_note(self, kind, field, event);
    pk_source_skip(self->source);
    return slot;
}

/* ---- texts ---- */

static PK_RARE pilkada_value_state state_of_doubtful(pk_span text) {
    if (!pk_span_trim(text).size)
        return PILKADA_VALUE_EMPTY;
    return pilkada_text_is_nihil(text.data, text.size) ? PILKADA_VALUE_NIHIL : PILKADA_VALUE_GIVEN;
}

static inline pilkada_value_state state_of(pk_span text) {
    return pk_may_be_nothing(text) ? state_of_doubtful(text) : PILKADA_VALUE_GIVEN;
}

static inline pk_value text_value(pk_span text) {
    pilkada_value_state state = state_of(text);
    return state == PILKADA_VALUE_GIVEN ? pk_value_string(text) : pk_value_missing(state);
}

/* At a limit of the search nobody knows: that is neither a fault nor none. */
static PK_RARE pk_value no_match(pk_filling *self, const pk_field *field, const pk_json *event, pk_regex_answer why) {
    self->failed = self->failed || why == PK_REGEX_NOMEM;
    self->undecided = self->undecided || why == PK_REGEX_LIMIT;
    return why == PK_REGEX_LIMIT ? pk_value_string(pk_text_of(self))
                                 : pk_fault_note(self, PK_FAULT_PATTERN, field, event);
}

static pk_value match_text(pk_filling *self, const pk_field *field, const pk_json *event, pk_span text) {
    pk_regex_answer answer = pk_regex_match(field->pattern->compiled, text, self->arena);
    return answer == PK_REGEX_MATCHES ? pk_value_string(text) : no_match(self, field, event, answer);
}

pk_value pk_take_teks(pk_filling *self, const pk_field *field, const pk_json *event) {
    if (event->kind != PK_JSON_STRING)
        return pk_take_wrong_type(self, PK_FAULT_TYPE, field, event);
    int64_t length = event->code_points;
    pk_span text = pk_text_of(self);
    pilkada_value_state state = state_of(text);
    if (state != PILKADA_VALUE_GIVEN)
        return pk_value_missing(state);
    if (length < field->min || length > field->max)
        return pk_fault_note(self, PK_FAULT_LENGTH, field, event);
    return field->pattern ? match_text(self, field, event, text) : pk_value_string(text);
}

pk_value pk_take_wilayah(pk_filling *self, const pk_field *field, const pk_json *event) {
    if (event->kind != PK_JSON_STRING)
        return pk_take_wrong_type(self, PK_FAULT_TYPE, field, event);
    return text_value(pk_text_of(self));
}

static bool is_choice(const pk_field *field, pk_span text) {
    for (size_t i = 0; i < field->choice_count; i++)
        if (field->choices[i].id.size == text.size && pk_same_bytes(field->choices[i].id.data, text.data, text.size))
            return true;
    return false;
}

pk_value pk_take_pilih(pk_filling *self, const pk_field *field, const pk_json *event) {
    if (event->kind != PK_JSON_STRING)
        return pk_take_wrong_type(self, PK_FAULT_TYPE, field, event);
    pk_span text = pk_text_of(self);
    if (is_choice(field, text))
        return pk_value_string(text);
    pilkada_value_state state = state_of(text);
    if (state != PILKADA_VALUE_GIVEN)
        return pk_value_missing(state);
    bool near = pk_nearest(text, field->choice_ids, field->choice_count) != NULL;
    return pk_fault_note(self, near ? PK_FAULT_CHOICE_NEAR : PK_FAULT_CHOICE, field, event);
}

pk_value pk_take_ya_tidak(pk_filling *self, const pk_field *field, const pk_json *event) {
    if (event->kind == PK_JSON_TRUE || event->kind == PK_JSON_FALSE)
        return pk_value_bool(event->kind == PK_JSON_TRUE);
    pk_span text = event->kind == PK_JSON_STRING ? pk_text_of(self) : (pk_span){"", 0};
    if (pk_span_is(text, "ya") || pk_span_is(text, "tidak"))
        return pk_value_bool(text.size == 2);
    return pk_take_wrong_type(self, PK_FAULT_TYPE, field, event);
}

/* ---- numbers ---- */

static pk_fault_kind count_fault(pk_filling *self, const pk_json *event) {
    switch (event->kind) {
    case PK_JSON_INTEGER:
        return event->text.data[0] == '-' ? PK_FAULT_COUNT_NEGATIVE : PK_FAULT_COUNT_RANGE;
    case PK_JSON_NUMBER:
        return pk_count_number_fault(pk_source_digits(self->source));
    case PK_JSON_STRING:
        return pk_count_text_fault(pk_text_of(self));
    default:
        return PK_FAULT_COUNT_TYPE;
    }
}

pk_value pk_take_bulat(pk_filling *self, const pk_field *field, const pk_json *event) {
    if (event->kind == PK_JSON_INTEGER && event->integer >= field->min && event->integer <= field->max &&
        event->text.data[0] != '-')
        return pk_value_int(event->integer);
    return pk_take_wrong_type(self, count_fault(self, event), field, event);
}

/* A percentage has at most two decimals: 82.5 and 82.55, not 82.555. */
static bool has_decimals(double value, double scale) {
    double scaled = value * scale, rest = scaled - floor(scaled);
    return rest < 1e-6 || rest > 1 - 1e-6;
}

pk_value pk_take_desimal(pk_filling *self, const pk_field *field, const pk_json *event) {
    if (event->kind != PK_JSON_INTEGER && event->kind != PK_JSON_NUMBER)
        return pk_take_wrong_type(self, PK_FAULT_TYPE, field, event);
    double value = pk_source_double(self->source);
    if (event->kind == PK_JSON_INTEGER)
        value = (double)event->integer;
    if (!(value >= field->low && value <= field->high))
        return pk_fault_note(self, PK_FAULT_RANGE, field, event);
    if (field->kind == PK_KIND_PERSEN && !has_decimals(value, 100))
        return pk_fault_note(self, PK_FAULT_DECIMALS, field, event);
    return pk_value_double(value);
}

/* ---- dates and times ---- */

/* What is no date or time may say that there is none. */
static pk_value no_time(pk_filling *self, pk_fault_kind kind, const pk_field *field, const pk_json *event) {
    if (event->kind != PK_JSON_STRING)
        return pk_take_wrong_type(self, PK_FAULT_TYPE, field, event);
    pilkada_value_state state = state_of(pk_text_of(self));
    return state == PILKADA_VALUE_GIVEN ? pk_fault_note(self, kind, field, event) : pk_value_missing(state);
}

static inline pk_span time_text(pk_filling *self, const pk_json *event) {
    return event->kind == PK_JSON_STRING ? pk_text_of(self) : (pk_span){"", 0};
}

pk_value pk_take_tanggal(pk_filling *self, const pk_field *field, const pk_json *event) {
    pk_span text = time_text(self, event);
    pilkada_date date;
    if (!pk_read_date(text, &date, NULL))
        return no_time(self, PK_FAULT_DATE, field, event);
    if (date < field->min || date > field->max)
        return pk_fault_note(self, PK_FAULT_RANGE, field, event);
    return pk_value_string(text);
}

pk_value pk_take_jam(pk_filling *self, const pk_field *field, const pk_json *event) {
    pk_span text = time_text(self, event);
    int minutes;
    if (!pk_read_clock(text, true, &minutes))
        return no_time(self, PK_FAULT_CLOCK, field, event);
    if (minutes < field->min || minutes > field->max)
        return pk_fault_note(self, PK_FAULT_RANGE, field, event);
    return pk_value_string(text);
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
    pk_span text = time_text(self, event);
    pilkada_instant instant;
    int offset;
    if (!pk_read_instant(text, &instant, &offset, NULL))
        return no_time(self, lacks_offset(text) ? PK_FAULT_OFFSET : PK_FAULT_INSTANT, field, event);
    pk_value slot = {.type = PK_TIMESTAMP, .state = PILKADA_VALUE_GIVEN, .size = (uint32_t)(offset + 1440)};
    slot.integer = instant;
    return slot;
}
