/** @file form/run.c  Members whose turn it is: nearly all of nearly every report. See form/values.h. */
#include <math.h>

#include <cjson/cJSON.h>

#include "core/json_fast.h"
#include "form/values.h"

/* ---- what a run leaves behind ---- */

/* A few, or as many as there are. */
static inline void set_bits(uint64_t *words, size_t from, size_t to) {
    size_t word = from / 64, last = (to - 1) / 64;
    uint64_t bits = ~(uint64_t)0 << from % 64, end = ~(uint64_t)0 >> (63 - (to - 1) % 64);
    for (; word < last; word++, bits = ~(uint64_t)0)
        words[word] |= bits;
    words[word] |= bits & end;
}

/* Fields up to `place` hold values: they are marked together. */
static inline void mark_given(pk_level *at, size_t place) {
    if (at->given && at->expected < place)
        set_bits(at->given, at->base + at->expected, at->base + place);
    at->expected = place;
}

static PK_RARE void mark_missing(pk_level *at, size_t place, pk_value value) {
    size_t slot = at->base + place;
    mark_given(at, place);
    if (at->faulty && pk_slot_is_faulty(value))
        at->faulty[slot / 64] |= (uint64_t)1 << slot % 64;
    at->expected = place + 1;
}

/* A run that is under way: the field whose turn it is, and its slot. */
typedef struct pk_run {
    const pk_field *field, *end;
    pk_value *slot;
} pk_run;

enum { FEW_AHEAD = 16 };

/* A name that stood before its turn has its value already: there the run ends. */
static PK_RARE size_t first_seen(const pk_level *at, size_t count) {
    const pk_value *slots = &at->slots[at->base + at->expected];
    size_t unseen = 0, most = count - at->expected < FEW_AHEAD ? count - at->expected : FEW_AHEAD;
    while (unseen < most && !pk_slot_is_seen(slots[unseen]))
        unseen++;
    return at->expected + unseen;
}

static inline pk_run start(const pk_level *at) {
    size_t count = at->fields->count, end = at->strayed && at->expected < count ? first_seen(at, count) : count;
    return (pk_run){&at->fields->items[at->expected], &at->fields->items[end], &at->slots[at->base + at->expected]};
}

static inline size_t place_of(const pk_level *at, const pk_run *self) {
    return (size_t)(self->slot - at->slots) - at->base;
}

/* Its members have marked themselves. */
static inline void step_over_group(pk_level *at, pk_run *self) {
    size_t place = place_of(at, self);
    uint32_t span = self->field->span;
    mark_given(at, place + 1);
    at->expected = place + span;
    self->field += span;
    self->slot += span;
}

static inline void step(pk_level *at, pk_run *self) {
    if (PK_LIKELY(self->field->span == 1)) {
        self->field++;
        self->slot++;
    } else {
        step_over_group(at, self);
    }
}

/* A value that is no plain count. */
static inline void put_value(pk_filling *self, pk_level *at, const pk_run *run) {
    pk_value value = *run->slot = pk_take_value(self, run->field, &self->source->event);
    if (value.type == PK_MISSING)
        mark_missing(at, place_of(at, run), value);
}

static inline bool holds_count(const pk_field *field, int64_t number) {
    return number >= field->min && number <= field->max;
}

/* ---- of a text ---- */

/* Where the next name begins: behind the brace, or a comma. */
static inline const char *behind_comma(const pk_json *event) {
    if (event->expect == PK_JSON_EXPECT_MEMBER)
        return event->cursor;
    bool follows = event->expect == PK_JSON_EXPECT_IN_OBJECT && event->cursor < event->end && *event->cursor == ',';
    return follows ? event->cursor + 1 : NULL;
}

/* The value of the field from its first byte; returns where the next name begins, or NULL. */
static inline const char *take_text_value(pk_filling *self, pk_level *at, const pk_run *run, const char *p) {
    pk_json *event = &self->source->event;
    int64_t number;
    const char *end = run->field->kind == PK_KIND_BULAT ? pk_json_integer_end(p, &number) : NULL;
    if (end && holds_count(run->field, number)) {
        event->cursor = end;
        event->expect = PK_JSON_EXPECT_IN_OBJECT;
        *run->slot = pk_value_int(number);
        return *end == ',' ? end + 1 : NULL;
    }
    event->cursor = p;
    event->expect = PK_JSON_EXPECT_VALUE;
    if (pk_json_take_value(event, p) != PK_JSON_BAD)
        put_value(self, at, run);
    return behind_comma(event);
}

bool pk_take_text_run(pk_filling *self, pk_level *at) {
    pk_json *event = &self->source->event;
    pk_run run = start(at);
    for (const char *p = behind_comma(event); p && run.field < run.end;) {
        const char *value = pk_json_behind_name(event, p, &run.field->key);
        if (!value)
            break;
        p = take_text_value(self, at, &run, value);
        if (event->kind == PK_JSON_BAD) /* perhaps deep inside the value */
            break;
        step(at, &run);
    }
    mark_given(at, place_of(at, &run));
    bool closes = event->cursor < event->end && *event->cursor == '}' && event->expect == PK_JSON_EXPECT_IN_OBJECT;
    if (closes)
        pk_json_close_level(event, event->cursor);
    return closes;
}

/* ---- of a tree ---- */

/* A whole number that is a count of the field, and no -0. cJSON keeps those that are not large as an int as well. */
static inline bool is_count(const cJSON *node, const pk_field *field) {
    int number = node->valueint;
    return field->kind == PK_KIND_BULAT && (node->type & 0xFF) == cJSON_Number && node->valuedouble == number &&
           (number > 0 || (number == 0 && !signbit(node->valuedouble))) && holds_count(field, number);
}

/* A text that is a value as it stands: ASCII, no word for nothing, as long as it may be, of the shape that is asked. */
static inline bool is_plain_text(const cJSON *node, const pk_field *field, pk_span *text) {
    if (field->kind != PK_KIND_TEKS || (node->type & 0xFF) != cJSON_String || !node->valuestring)
        return false;
    *text = pk_span_of(node->valuestring);
    int64_t length = (int64_t)text->size;
    return length >= field->min && length <= field->max && pk_is_ascii(*text) && !pk_may_be_nothing(*text) &&
           (!field->pattern || pk_regex_fits(field->pattern->compiled, *text));
}

/* False: the source is BAD, perhaps deep inside the value. */
static inline bool take_node(pk_filling *self, pk_level *at, const pk_run *run, const cJSON *node) {
    if (pk_source_tree_give(self->source, node) != PK_JSON_BAD)
        put_value(self, at, run);
    return self->source->event.kind != PK_JSON_BAD;
}

/* Trees are made from left to right, so what comes next most likely lies behind: three lines of the cache a member. */
static inline void expect_members(const cJSON *node) {
    for (uintptr_t line = 0; line < 3; line++)
        pk_expect((const void *)((uintptr_t)node + 2560 + 64 * line));
}

static inline bool is_named(const cJSON *node, const pk_field *field) {
    return node->string && pk_json_is_bare_name(node->string, &field->key);
}

bool pk_take_tree_run(pk_filling *self, pk_level *at) {
    const cJSON **turn = pk_source_tree_turn(self->source), *node = turn ? *turn : NULL;
    pk_run run = start(at);
    pk_span text;
    for (; node && run.field < run.end && is_named(node, run.field); node = node->next) {
        expect_members(node);
        if (is_count(node, run.field)) {
            *run.slot = pk_value_int(node->valueint);
        } else if (is_plain_text(node, run.field, &text)) {
            *run.slot = pk_value_string(text);
        } else if (!take_node(self, at, &run, node)) {
            break;
        } else if (run.field->span > 1) {
            step_over_group(at, &run);
            continue;
        }
        run.field++;
        run.slot++;
    }
    mark_given(at, place_of(at, &run));
    return pk_source_tree_pass(self->source, node);
}
