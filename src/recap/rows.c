/**
 * @file recap/rows.c  Lists whose rows are known by a key, such as the results of each contest: rows of one key become
 * one.
 *
 * Counts are added, lists of counts place by place. Half is none: a key that not every region has makes no row, and a
 * member that not every row has is not in it.
 */
#include "recap/recap_internal.h"

static pk_value member_of(pk_value row, pk_span name) {
    for (uint32_t i = 0; row.type == PK_MAP && i < row.size; i++)
        if (pk_span_equal(pk_value_span(row.items[2 * i]), name))
            return row.items[2 * i + 1];
    return pk_value_missing(PILKADA_VALUE_ABSENT);
}

/* The row with that key; missing if there is none. */
static pk_value find_row(pk_value list, pk_span key, pk_value wanted) {
    for (uint32_t i = 0; i < list.size; i++) {
        uint32_t steps = PILKADA_MAX_EXPRESSION_STEPS;
        if (pk_value_equal(member_of(list.items[i], key), wanted, &steps))
            return list.items[i];
    }
    return pk_value_missing(PILKADA_VALUE_ABSENT);
}

/* False: one has no number there, or the sum is beyond 64 bits. */
static bool add(pk_rows *self, pk_value *sum, pk_value value) {
    if (sum->type != PK_INT || value.type != PK_INT)
        return false;
    self->overflow = self->overflow || value.integer > INT64_MAX - sum->integer;
    if (!self->overflow)
        sum->integer += value.integer;
    return true;
}

static bool add_list(pk_rows *self, pk_value *sum, pk_value value) {
    if (sum->type != PK_LIST || value.type != PK_LIST || sum->size != value.size)
        return false;
    pk_value *items = pk_arena_alloc_zero(self->arena, sum->size, sizeof *items);
    for (uint32_t i = 0; items && i < sum->size; i++) {
        items[i] = sum->items[i];
        if (!add(self, &items[i], value.items[i]))
            return false;
    }
    sum->items = items;
    return items != NULL;
}

/* The member of the rows of all regions; missing when it cannot be given. */
static pk_value add_member(pk_rows *self, const pk_field *member, pk_value key) {
    bool counts = member->items && pk_kind_is_count(member->items->kind), sound = true;
    pk_value sum = pk_value_missing(PILKADA_VALUE_ABSENT);
    if (!counts && !pk_kind_is_count(member->kind))
        return sum;
    for (size_t i = 0; i < self->count && sound; i++) {
        pk_value value = member_of(find_row(self->lists[i], self->key, key), member->key.text);
        if (!i)
            sum = value;
        else
            sound = counts ? add_list(self, &sum, value) : add(self, &sum, value);
    }
    return sound ? sum : pk_value_missing(PILKADA_VALUE_ABSENT);
}

static bool everybody_has(const pk_rows *self, pk_value key) {
    unsigned contest = key.type == PK_STRING ? pk_contest_of(pk_value_span(key)) : 0;
    if (contest && !(contest & self->contests))
        return false;
    for (size_t i = 0; i < self->count; i++)
        if (find_row(self->lists[i], self->key, key).type == PK_MISSING)
            return false;
    return true;
}

static pk_value make_row(pk_rows *self, pk_value key) {
    pk_value row = {.type = PK_MAP, .state = PILKADA_VALUE_GIVEN};
    pk_value *pairs = pk_arena_alloc_zero(self->arena, 2 * self->fields->count, sizeof *pairs);
    for (size_t i = 0; pairs && i < self->fields->count; i++) {
        const pk_field *member = &self->fields->items[i];
        bool is_key = pk_span_equal(member->key.text, self->key);
        pk_value value = is_key ? key : add_member(self, member, key);
        if (value.type == PK_MISSING)
            continue;
        pairs[2 * row.size] = pk_value_string(member->key.text);
        pairs[2 * row.size++ + 1] = value;
    }
    row.items = pairs;
    return row;
}

/* A key that every region has is one of the first region's. */
pk_value pk_recap_add_rows(pk_rows *self) {
    pk_value list = {.type = PK_LIST, .state = PILKADA_VALUE_GIVEN};
    uint32_t most = self->count ? self->lists[0].size : 0;
    pk_value *rows = pk_arena_alloc_zero(self->arena, most, sizeof *rows);
    for (uint32_t i = 0; rows && i < most; i++) {
        pk_value key = member_of(self->lists[0].items[i], self->key);
        if (everybody_has(self, key))
            rows[list.size++] = make_row(self, key);
    }
    list.items = rows;
    return list.size && !self->overflow ? list : pk_value_missing(PILKADA_VALUE_ABSENT);
}
