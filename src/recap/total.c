/** @file recap/total.c  Every field of the result, computed over the slots of the reports that stand for their regions.
 */
#include <math.h>

#include "recap/recap_internal.h"

const char *pk_part_name(pk_part part) {
    static const char *const names[PK_PART_COUNT] = {"given", "nihil", "unreached", "empty", "absent"};
    return names[part];
}

bool pk_recap_shows(const pk_recapped *self, size_t field) {
    const pilkada_form *form = self->rules.form;
    return field >= form->head_fields && field < form->fields.count && form->fields.items[field].recap != PK_RECAP_NONE;
}

/* A report that says nihil need not say 0 for each count. */
pk_part pk_recap_part(const pk_recapped *self, const pk_below *place, size_t field, pk_value *value) {
    static const pk_part parts[] = {[PILKADA_VALUE_ABSENT] = PK_PART_ABSENT,
                                    [PILKADA_VALUE_UNREACHED] = PK_PART_UNREACHED,
                                    [PILKADA_VALUE_EMPTY] = PK_PART_EMPTY,
                                    [PILKADA_VALUE_NIHIL] = PK_PART_NIHIL,
                                    [PILKADA_VALUE_GIVEN] = PK_PART_ABSENT};
    bool is_count = pk_kind_is_count(self->rules.form->fields.items[field].kind);
    *value = place->chosen->slots[field];
    if (value->type != PK_MISSING)
        return PK_PART_GIVEN;
    pk_part part = parts[value->state];
    if (part == PK_PART_ABSENT && place->chosen->nihil && is_count)
        part = PK_PART_NIHIL;
    if (part == PK_PART_NIHIL && is_count)
        *value = pk_value_int(0);
    return part;
}

/* ---- going through the regions ---- */

typedef struct totalling {
    pk_recapping *work;
    const pk_recapped *answer;
    size_t index;
    const pk_field *field;
    pk_total *total;
} totalling;

/* The next region from `*at` that gives a value; NULL at the end. A count that is nihil gives 0. */
static const pk_below *next_part(const totalling *self, size_t *at, pk_value *value) {
    while (*at < self->answer->place_count) {
        const pk_below *place = &self->answer->places[(*at)++];
        if (!place->chosen)
            continue;
        pk_part part = pk_recap_part(self->answer, place, self->index, value);
        if (part == PK_PART_GIVEN || (part == PK_PART_NIHIL && value->type != PK_MISSING))
            return place;
    }
    return NULL;
}

static void count_parts(const totalling *self) {
    pk_value value;
    for (size_t i = 0; i < self->answer->place_count; i++)
        if (self->answer->places[i].chosen)
            self->total->parts[pk_recap_part(self->answer, &self->answer->places[i], self->index, &value)]++;
}

static size_t part_count(const totalling *self) {
    return self->total->parts[PK_PART_GIVEN] + self->total->parts[PK_PART_NIHIL];
}

/* ---- numbers ---- */

/* *sum += value; false on overflow. Counts are never below 0. */
static bool add(int64_t *sum, int64_t value) {
    if (value > INT64_MAX - *sum)
        return false;
    *sum += value;
    return true;
}

static void take_sum(const totalling *self) {
    int64_t sum = 0;
    pk_value value;
    for (size_t at = 0; next_part(self, &at, &value);) {
        if (!add(&sum, value.integer)) {
            self->total->fault = PK_TOTAL_OVERFLOW;
            return;
        }
    }
    if (part_count(self))
        self->total->value = pk_value_int(sum);
}

/* In hundredths, half up; the exact whole numbers, so that rounding is met but once. */
static void take_ratio(const totalling *self, int64_t part, int64_t whole) {
    const int64_t most = INT64_MAX / 20000 - 1;
    if (!whole)
        self->total->fault = PK_TOTAL_NO_WHOLE;
    else if (part > most || whole > most)
        self->total->fault = PK_TOTAL_OVERFLOW;
    else
        self->total->value = pk_value_double((double)((part * 20000 + whole) / (2 * whole)) / 100.0);
}

/* Only regions that give both counts take part: half a fraction is none. */
static void take_percent(const totalling *self) {
    const pk_fields *fields = &self->answer->rules.form->fields;
    size_t upper = (size_t)(pk_field_named(fields, self->field->recap_part) - fields->items);
    size_t lower = (size_t)(pk_field_named(fields, self->field->recap_whole) - fields->items);
    int64_t part = 0, whole = 0;
    bool any = false, fits = true;
    for (size_t i = 0; i < self->answer->place_count; i++) {
        const pk_below *place = &self->answer->places[i];
        pk_value a, b;
        if (!place->chosen || pk_recap_part(self->answer, place, upper, &a) > PK_PART_NIHIL ||
            pk_recap_part(self->answer, place, lower, &b) > PK_PART_NIHIL)
            continue;
        any = true;
        fits = fits && add(&part, a.integer) && add(&whole, b.integer);
    }
    if (!fits)
        self->total->fault = PK_TOTAL_OVERFLOW;
    else if (any)
        take_ratio(self, part, whole);
}

/* ---- the highest, the lowest, the latest ---- */

static double number_of(pk_value value) {
    return value.type == PK_DOUBLE ? value.number : (double)value.integer;
}

static int64_t choice_of(const pk_field *field, pk_value value) {
    size_t i = 0;
    while (i < field->choice_count && !pk_span_equal(field->choices[i].id, pk_value_span(value)))
        i++;
    return (int64_t)i;
}

static int compare_integers(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

/* Dates and clock times are texts whose order is their order in time. */
static int compare(const pk_field *field, pk_value a, pk_value b) {
    if (field->kind == PK_KIND_PILIH)
        return compare_integers(choice_of(field, a), choice_of(field, b));
    if (field->kind == PK_KIND_PERSEN || field->kind == PK_KIND_DESIMAL)
        return (number_of(a) > number_of(b)) - (number_of(a) < number_of(b));
    if (a.type == PK_STRING && b.type == PK_STRING)
        return pk_span_compare(pk_value_span(a), pk_value_span(b));
    if (a.type == PK_BOOL && b.type == PK_BOOL)
        return compare_integers(a.boolean, b.boolean);
    return compare_integers(a.integer, b.integer);
}

static void take_extreme(const totalling *self, int sign) {
    pk_value value;
    for (size_t at = 0; next_part(self, &at, &value);)
        if (self->total->value.type == PK_MISSING || compare(self->field, value, self->total->value) * sign > 0)
            self->total->value = value;
}

static void take_max(const totalling *self) {
    take_extreme(self, 1);
}

static void take_min(const totalling *self) {
    take_extreme(self, -1);
}

static void take_latest(const totalling *self) {
    const pk_below *latest = NULL;
    pk_value value;
    for (size_t at = 0;;) {
        const pk_below *place = next_part(self, &at, &value);
        if (!place)
            return;
        if (latest && pk_receipt_compare(&place->chosen->report->receipt, &latest->chosen->report->receipt) < 0)
            continue;
        latest = place;
        self->total->value = value;
    }
}

/* ---- lists and texts ---- */

static bool has_text(pk_span all, pk_span text) {
    for (size_t from = 0; from + text.size <= all.size; from++) {
        bool begins = from == 0 || all.data[from - 1] == '\n';
        bool ends = from + text.size == all.size || all.data[from + text.size] == '\n';
        if (begins && ends && memcmp(all.data + from, text.data, text.size) == 0)
            return true;
    }
    return false;
}

/* One line a region, with its name; of a set each text once, without. */
static void take_text(const totalling *self) {
    pilkada_buffer *text = &self->work->scratch;
    bool set = self->field->recap == PK_RECAP_SET;
    pk_value value;
    size_t at = 0, size;
    for (const pk_below *place; (place = next_part(self, &at, &value)) != NULL;) {
        pk_span part = pk_value_span(value);
        if (set && text->size && has_text((pk_span){text->data, text->size}, part))
            continue;
        pk_puts(text, text->size ? "\n" : "");
        if (!set) {
            pk_puts(text, place->place.name);
            pk_puts(text, ": ");
        }
        pk_put(text, part.data, part.size);
    }
    if (self->total->parts[PK_PART_GIVEN]) {
        const char *kept = pk_recap_keep(self->work, &size);
        if (kept)
            self->total->value = pk_value_string((pk_span){kept, size});
    } else if (self->total->parts[PK_PART_NIHIL]) {
        self->total->value = pk_value_string(PK_SPAN("nihil"));
    }
}

static bool has_item(const pk_value *items, uint32_t count, pk_value item) {
    for (uint32_t i = 0; i < count; i++) {
        uint32_t steps = PILKADA_MAX_EXPRESSION_STEPS;
        if (pk_value_equal(items[i], item, &steps))
            return true;
    }
    return false;
}

static void take_items(const totalling *self) {
    bool set = self->field->recap == PK_RECAP_SET;
    size_t most = 0;
    pk_value value;
    for (size_t at = 0; next_part(self, &at, &value);)
        most += value.size;
    pk_value *items = pk_arena_alloc_zero(self->work->arena, most, sizeof *items);
    uint32_t count = 0;
    for (size_t at = 0; items && next_part(self, &at, &value);)
        for (uint32_t i = 0; i < value.size; i++)
            if (!set || !has_item(items, count, value.items[i]))
                items[count++] = value.items[i];
    if (count) {
        self->total->value = (pk_value){.type = PK_LIST, .state = PILKADA_VALUE_GIVEN, .size = count};
        self->total->value.items = items;
    }
}

static void take_list(const totalling *self) {
    if (self->field->kind == PK_KIND_DAFTAR)
        take_items(self);
    else
        take_text(self);
}

static void take_rows(const totalling *self) {
    size_t most = self->total->parts[PK_PART_GIVEN];
    pk_value *lists = pk_arena_alloc_zero(self->work->arena, most, sizeof *lists);
    pk_rows rows = {self->work->arena,
                    self->field->rows,
                    self->field->recap_part,
                    lists,
                    0,
                    pk_recap_contests(self->answer),
                    false};
    pk_value value;
    for (size_t at = 0; lists && next_part(self, &at, &value);)
        lists[rows.count++] = value;
    self->total->value = pk_recap_add_rows(&rows);
    if (rows.overflow)
        self->total->fault = PK_TOTAL_OVERFLOW;
}

static void take_tier(const totalling *self) {
    if (self->answer->used)
        self->total->value = pk_value_string(pk_span_of(pilkada_tier_name(self->answer->region->tier)));
}

/* ---- all fields ---- */

static void (*const takers[PK_RECAP_COUNT])(const totalling *) = {
    [PK_RECAP_SUM] = take_sum,         [PK_RECAP_MAX] = take_max,   [PK_RECAP_MIN] = take_min,
    [PK_RECAP_LATEST] = take_latest,   [PK_RECAP_LIST] = take_list, [PK_RECAP_SET] = take_list,
    [PK_RECAP_PERCENT] = take_percent, [PK_RECAP_ROWS] = take_rows, [PK_RECAP_TIER] = take_tier};

void pk_recap_total(pk_recapping *self) {
    pk_recapped *answer = self->answer;
    const pk_fields *fields = &answer->rules.form->fields;
    answer->totals = pk_arena_alloc_zero(self->arena, fields->count, sizeof *answer->totals);
    for (size_t i = 0; answer->totals && i < fields->count; i++) {
        totalling work = {self, answer, i, &fields->items[i], &answer->totals[i]};
        if (!pk_recap_shows(answer, i))
            continue;
        count_parts(&work);
        takers[work.field->recap](&work);
        if (work.total->value.type == PK_MISSING && work.total->parts[PK_PART_UNREACHED])
            work.total->value = pk_value_missing(PILKADA_VALUE_UNREACHED);
    }
}
