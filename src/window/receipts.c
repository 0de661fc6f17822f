/** @file window/receipts.c  A growing list of receipts: see pilkada/window.h. */
#include "window/receipts.h"

#include <pilkada/limits.h>

#include "core/error.h"

static const pk_name no_name = {{"", 0}, 0};

pilkada_receipts *pilkada_receipts_new(const pilkada_allocator *allocator, pilkada_error *error) {
    allocator = pk_allocator_or_default(allocator);
    pilkada_receipts *self = pk_alloc_zero(allocator, 1, sizeof *self);
    if (!self) {
        pk_fail_memory(error);
        return NULL;
    }
    pk_arena_init(&self->arena, allocator);
    pk_map_init(&self->index, &self->arena.allocator);
    return self;
}

void pilkada_receipts_free(pilkada_receipts *self) {
    if (!self)
        return;
    pilkada_allocator allocator = self->arena.allocator;
    pk_map_dispose(&self->index);
    pk_free(&allocator, self->names);
    pk_free(&allocator, self->items);
    pk_arena_dispose(&self->arena);
    pk_free(&allocator, self);
}

size_t pilkada_receipts_count(const pilkada_receipts *self) {
    return self ? self->count : 0;
}

/* ---- names ---- */

static const pk_name *add_name(pilkada_receipts *self, pk_span text) {
    pk_name **grown =
        pk_grow(&self->arena.allocator, self->names, self->name_count, &self->name_capacity, sizeof *grown);
    if (!grown)
        return NULL;
    self->names = grown;
    pk_name *name = pk_arena_alloc(&self->arena, sizeof *name);
    const char *kept = pk_arena_strdup(&self->arena, text.data, text.size);
    if (!name || !kept)
        return NULL;
    *name = (pk_name){{kept, text.size}, (uint32_t)self->name_count + 1};
    if (!pk_map_add(&self->index, name->text, (uint32_t)self->name_count, NULL))
        return NULL;
    self->names[self->name_count++] = name;
    return name;
}

const pk_name *pk_receipts_name(pilkada_receipts *self, pk_span text) {
    uint32_t at;
    if (!text.size)
        return &no_name;
    return pk_map_get(&self->index, text, &at) ? self->names[at] : add_name(self, text);
}

/* ---- adding ---- */

pilkada_status pilkada_receipts_add_json(pilkada_receipts *self, const char *text, size_t size, pilkada_error *error) {
    pk_receipt receipt;
    pilkada_error fallback;
    error = pk_error_or(error, &fallback);
    if (!self || !text)
        return pk_fail(error, PILKADA_E_ARGUMENT, "receipts and text must not be NULL");
    if (size > PILKADA_MAX_REPORT_BYTES)
        return pk_fail(error, PILKADA_E_LIMIT, "a receipt may have at most %u bytes", PILKADA_MAX_REPORT_BYTES);
    if (self->count >= INT32_MAX / 8)
        return pk_fail(error, PILKADA_E_LIMIT, "too many receipts in one list: judge a shorter span");
    pilkada_status status = pk_receipt_read(self, text, size, &receipt, error);
    if (status)
        return status;
    pk_receipt *grown = pk_grow(&self->arena.allocator, self->items, self->count, &self->capacity, sizeof *grown);
    if (!grown)
        return pk_fail_memory(error);
    self->items = grown;
    self->items[self->count++] = receipt;
    return PILKADA_OK;
}

/* ---- order ---- */

static int compare_integers(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

static int compare_texts(const pk_receipt *a, const pk_receipt *b) {
    const pk_name *const pairs[][2] = {{a->id, b->id},     {a->region, b->region},     {a->form, b->form},
                                       {a->hash, b->hash}, {a->reporter, b->reporter}, {a->replaces, b->replaces}};
    int order = 0;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs && !order; i++)
        order = pairs[i][0] == pairs[i][1] ? 0 : pk_span_compare(pairs[i][0]->text, pairs[i][1]->text);
    return order;
}

int pk_receipt_compare(const pk_receipt *a, const pk_receipt *b) {
    const int64_t pairs[][2] = {{a->received, b->received}, {a->nihil, b->nihil},     {a->rejected, b->rejected},
                                {a->date, b->date},         {a->created, b->created}, {a->sequence, b->sequence}};
    int order = 0;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs && !order; i++)
        order = compare_integers(pairs[i][0], pairs[i][1]);
    return order ? order : compare_texts(a, b);
}
