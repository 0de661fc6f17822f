/** @file form/slots.c  One pass over the events of a report, into slots. */
#include "core/json_fast.h"
#include "form/values.h"

/* ---- names ---- */

const pk_field *pk_field_named(const pk_fields *fields, pk_span name) {
    uint32_t at;
    return pk_map_get(&fields->index, name, &at) ? &fields->items[at] : NULL;
}

uint32_t pk_slot_named(const pilkada_form *form, const pk_field *list, pk_span name) {
    const pk_field *member = list ? pk_field_named(list->rows, name) : NULL;
    if (member)
        return (uint32_t)(form->row_slot + (size_t)(member - list->rows->items));
    const pk_field *field = pk_field_named(&form->fields, name);
    return field ? (uint32_t)(field - form->fields.items) : PK_NO_SLOT;
}

const pk_field *pk_field_of_slot(const pilkada_form *form, const pk_field *list, uint32_t slot) {
    if (slot < form->fields.count)
        return &form->fields.items[slot];
    return list && slot >= form->row_slot ? &list->rows->items[slot - form->row_slot] : NULL;
}

static inline bool is_named(const pk_field *field, pk_span name) {
    return pk_span_equal(field->key.text, name);
}

/* The index of the form knows the members of its groups by their full id: those are not members of the report. */
static size_t look_up(const pk_fields *fields, pk_span name) {
    const pk_field *field = pk_field_named(fields, name);
    return field && field->group == fields->group ? (size_t)(field - fields->items) : fields->count;
}

/* Reports name their fields in the order of the form, with gaps: look a few places ahead, then ask the index. */
static inline size_t find_field(const pk_fields *fields, pk_span name, size_t expected) {
    size_t at = expected;
    for (int i = 0; i < 4 && at < fields->count; i++, at += fields->items[at].span)
        if (is_named(&fields->items[at], name))
            return at;
    return look_up(fields, name);
}

static const char *const twice = "the report has this name twice: remove or rename one of them";

/* Names that are no field are rare; only then is there anything to remember. */
static bool remember_unknown(pk_filling *self, bool *opened, pk_span name) {
    pk_json_keys *keys = self->unknown_names;
    if (!keys) {
        self->unknown_names = keys = pk_json_keys_new(self->arena);
        if (!keys) {
            self->failed = true;
            return false;
        }
        pk_json_keys_open(keys, 0);
    }
    if (self->depth && !*opened)
        pk_json_keys_open(keys, self->depth);
    *opened = true;
    pk_json_keys_answer answer = pk_json_keys_add(keys, self->depth, name);
    if (answer == PK_JSON_KEYS_SEEN)
        pk_json_refuse(&self->source->event, PILKADA_E_SYNTAX, twice);
    self->failed = self->failed || answer == PK_JSON_KEYS_NOMEM;
    return answer == PK_JSON_KEYS_NEW;
}

/* ---- members ---- */

static bool take_unknown(pk_filling *self, pk_level *at, pk_span name) {
    if (!remember_unknown(self, &at->opened, name))
        return false;
    pk_json *event = &self->source->event;
    if (pk_source_next(self->source) == PK_JSON_BAD)
        return false;
    pk_fault_note_unknown(self, at->fields, name, event);
    return pk_source_skip(self->source) != PK_JSON_BAD && !self->failed;
}

static inline void put_value(pk_filling *self, pk_level *at, const pk_field *field, size_t slot) {
    size_t word = slot / 64;
    uint64_t bit = (uint64_t)1 << slot % 64;
    if (self->source->event.kind == PK_JSON_BAD)
        return;
    pk_value value = pk_take_value(self, field, &self->source->event);
    at->slots[slot] = value;
    if (at->given && value.type != PK_MISSING)
        at->given[word] |= bit;
    else if (at->faulty && pk_slot_is_faulty(value))
        at->faulty[word] |= bit;
}

static bool take_member(pk_filling *self, pk_level *at) {
    pk_span name = pk_text_of(self);
    size_t place = find_field(at->fields, name, at->expected), slot = at->base + place;
    if (place == at->fields->count)
        return take_unknown(self, at, name);
    if (pk_slot_is_seen(at->slots[slot])) {
        pk_json_refuse(&self->source->event, PILKADA_E_SYNTAX, twice);
        return false;
    }
    const pk_field *field = &at->fields->items[place];
    at->strayed = at->strayed || place < at->expected;
    at->expected = place + field->span;
    pk_source_next(self->source);
    put_value(self, at, field, slot);
    return !self->failed;
}

/* A member that is out of its turn, and the run behind it, until the object ends. */
static PK_RARE bool take_strays(pk_filling *self, pk_level *at) {
    do {
        switch (pk_source_next(self->source)) {
        case PK_JSON_KEY:
            if (!take_member(self, at))
                return false;
            break;
        case PK_JSON_CLOSE:
            return !self->failed;
        default:
            return false;
        }
    } while (!pk_take_run(self, at));
    return !self->failed;
}

static inline bool take_members(pk_filling *self, pk_level *at) {
    return pk_take_run(self, at) ? !self->failed : take_strays(self, at);
}

/* The members of an object inside the report. */
static bool take_inner(pk_filling *self, pk_level *at) {
    self->depth++;
    bool taken = take_members(self, at);
    if (at->opened)
        pk_json_keys_close(self->unknown_names, self->depth);
    self->depth--;
    return taken;
}

/* ---- groups ---- */

pk_value pk_take_kelompok(pk_filling *self, const pk_field *field, const pk_json *event) {
    if (event->kind != PK_JSON_OBJECT)
        return pk_take_wrong_type(self, PK_FAULT_TYPE, field, event);
    pk_level at = {.fields = field->members,
                   .base = (size_t)(field - self->form->fields.items) + 1,
                   .slots = self->slots,
                   .given = self->given,
                   .faulty = self->faulty};
    const pk_field *outer = self->group;
    self->group = field;
    take_inner(self, &at);
    self->group = outer;
    return pk_value_bool(true); /* it is there; what it holds is in the slots of its members */
}

/* ---- lists ---- */

pk_value pk_row_value(pk_filling *self, const pk_fields *rows, const pk_value *slots) {
    pk_value *pairs = pk_arena_alloc(self->arena, 2 * rows->count * sizeof *pairs), *to = pairs;
    if (!pairs) {
        self->failed = true;
        return pk_value_missing(PILKADA_VALUE_ABSENT);
    }
    for (const pk_value *slot = slots, *key = rows->keys, *end = slots + rows->count; slot < end; slot++, key++) {
        to[0] = *key;
        to[1] = *slot;
        to += slot->type == PK_MISSING ? 0 : 2;
    }
    pk_value map = {.type = PK_MAP, .state = PILKADA_VALUE_GIVEN, .size = (uint32_t)(to - pairs) / 2};
    map.items = pairs;
    return map;
}

/* Rules go through the rows that are there, also beside a row with a fault. */
static void keep_row(pk_filling *self, const pk_field *field, const pk_level *at) {
    size_t count = self->form->fields.count, place = (size_t)(field - self->form->fields.items);
    if (!self->first_row) {
        self->first_row = pk_arena_alloc_zero(self->arena, 2 * count, sizeof *self->first_row);
        self->last_row = self->first_row ? self->first_row + count : NULL;
    }
    pk_row *row = pk_arena_alloc_zero(self->arena, 1, sizeof *row);
    if (!self->first_row || !row) {
        self->failed = true;
        return;
    }
    *row = (pk_row){.number = self->row, .slots = at->slots, .given = at->given, .faulty = at->faulty};
    if (self->last_row[place])
        self->last_row[place]->next = row;
    else
        self->first_row[place] = row;
    self->last_row[place] = row;
}

/* What a row must hold is wajib or not; what its members say to each other is for rules. */
static bool check_row(pk_filling *self, const pk_fields *rows, const pk_value *slots) {
    bool sound = true;
    for (size_t i = 0; i < rows->count; i++) {
        static const pk_fault_kind kinds[] = {PK_FAULT_MISSING, PK_FAULT_UNREACHED, PK_FAULT_EMPTY, PK_FAULT_NIHIL};
        if (slots[i].type != PK_MISSING)
            continue;
        sound = sound && !pk_slot_is_faulty(slots[i]);
        if (rows->items[i].need != PK_NEED_WAJIB || slots[i].state >= 4)
            continue;
        pk_fault_note(self, kinds[slots[i].state], &rows->items[i], NULL);
        sound = false;
    }
    return sound;
}

enum { FEW = 24 };

static bool make_room(pk_filling *self, pk_level *at, bool kept) {
    size_t count = at->fields->count, words = (count + 63) / 64;
    at->slots = pk_arena_alloc(self->arena, count * sizeof *at->slots);
    at->given = kept ? pk_arena_alloc_zero(self->arena, 2 * words, sizeof *at->given) : NULL;
    at->faulty = at->given ? at->given + words : NULL;
    return at->slots && (at->given || !kept);
}

static pk_value take_row(pk_filling *self, const pk_field *field, const pk_json *event) {
    const pk_fields *rows = field->rows;
    if (event->kind != PK_JSON_OBJECT) {
        pk_value slot = pk_fault_note(self, PK_FAULT_TYPE, field, event);
        pk_source_skip(self->source);
        return slot;
    }
    /* Rows are small: what is needed only while one is read stands here. Rules of rows come back to it. */
    pk_value few[FEW];
    bool kept = self->form->keeps_rows, is_small = rows->count <= FEW && !kept;
    pk_level at = {.fields = rows, .slots = few};
    if (!is_small && !make_room(self, &at, kept)) {
        self->failed = true;
        return pk_value_missing(PILKADA_VALUE_ABSENT);
    }
    pk_value row = pk_value_missing(PILKADA_VALUE_ABSENT);
    memset(at.slots, 0, rows->count * sizeof *at.slots);
    if (take_inner(self, &at))
        row = pk_row_value(self, rows, at.slots);
    if (row.type == PK_MAP && row.size < rows->count && !check_row(self, rows, at.slots))
        row = pk_slot_of_fault();
    if (kept && !self->failed)
        keep_row(self, field, &at);
    return row;
}

typedef struct growing {
    pk_value *items;
    size_t count, capacity;
} growing;

static bool make_longer(pk_filling *self, growing *list) {
    pk_value *items = pk_arena_grow(self->arena, list->items, list->count, &list->capacity, sizeof *items);
    self->failed = self->failed || !items;
    list->items = items;
    return items != NULL;
}

static inline bool push(pk_filling *self, growing *list, pk_value value) {
    if (list->count == list->capacity && !make_longer(self, list))
        return false;
    list->items[list->count++] = value;
    return true;
}

static pk_value take_item(pk_filling *self, const pk_field *field, const pk_json *event) {
    return field->rows ? take_row(self, field, event) : pk_take_value(self, field->items, event);
}

static pk_value close_list(pk_filling *self, const pk_field *field, const growing *list, size_t total, bool sound) {
    pk_value value = {.type = PK_LIST, .state = PILKADA_VALUE_GIVEN, .size = (uint32_t)list->count};
    value.items = list->items;
    if (!total)
        return pk_value_missing(PILKADA_VALUE_EMPTY);
    if ((int64_t)total < field->min || (int64_t)total > field->max) {
        pk_fault_note_rows(self, field, (int64_t)total);
        sound = false;
    }
    return sound ? value : pk_slot_of_fault();
}

pk_value pk_take_daftar(pk_filling *self, const pk_field *field, const pk_json *event) {
    growing list = {NULL, 0, 0};
    size_t total = 0;
    bool sound = true, outermost = !self->list; /* faults inside a list of a row are told of the row */
    if (event->kind != PK_JSON_ARRAY) {
        pk_value slot = pk_fault_note(self, PK_FAULT_TYPE, field, event);
        pk_source_skip(self->source);
        return slot;
    }
    for (pk_json_kind kind = pk_source_next(self->source); kind != PK_JSON_CLOSE; kind = pk_source_next(self->source)) {
        if (kind == PK_JSON_BAD || self->failed)
            return pk_value_missing(PILKADA_VALUE_ABSENT);
        if (total++ >= (size_t)field->max) { /* counted, not kept */
            pk_source_skip(self->source);
            continue;
        }
        if (outermost) {
            self->list = field;
            self->row = (uint32_t)(total - 1);
        }
        pk_value item = take_item(self, field, event);
        if (event->kind == PK_JSON_BAD)
            return item;
        if (item.type == PK_MISSING && !pk_slot_is_faulty(item))
            pk_fault_note(self, PK_FAULT_EMPTY, field->items ? field->items : field, NULL);
        if (outermost)
            self->list = NULL;
        sound = sound && item.type != PK_MISSING;
        if (!push(self, &list, item))
            return item;
    }
    return close_list(self, field, &list, total, sound);
}

/* ---- the report ---- */

bool pk_fill(pk_filling *self) {
    pk_json *event = &self->source->event;
    pk_level report = {
        .fields = &self->form->fields, .slots = self->slots, .given = self->given, .faulty = self->faulty};
    if (pk_source_next(self->source) == PK_JSON_BAD)
        return false;
    if (event->kind != PK_JSON_OBJECT) {
        pk_json_refuse(event, PILKADA_E_SYNTAX, "a report is one JSON object { }");
        return false;
    }
    return take_members(self, &report) && pk_source_next(self->source) == PK_JSON_END;
}
