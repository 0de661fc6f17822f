/** @file screen/screener.c  Building a screener from packs. */
#include <cjson/cJSON.h>
#include <pilkada/limits.h>

#include "core/error.h"
#include "core/json.h"
#include "screen/pack_read.h"
#include "screen/screen.h"

static void destroy(pilkada_screener *self) {
    pilkada_allocator allocator = self->arena.allocator;
    for (size_t i = 0; i < self->entry_count; i++)
        pk_pattern_dispose(&self->entries[i].pattern);
    pk_vocabulary_dispose(&self->vocabulary);
    pk_phrases_dispose(&self->phrases);
    pk_index_dispose(&self->index);
    pk_catalogue_free(self->catalogue);
    pk_free(&allocator, self->categories);
    pk_free(&allocator, self->gates);
    pk_free(&allocator, self->entries);
    pk_free(&allocator, self->styles);
    pk_free(&allocator, self->patterns);
    pk_arena_dispose(&self->arena);
    pk_free(&allocator, self);
}

static pilkada_screener *screener_new(const pilkada_allocator *allocator, size_t packs) {
    allocator = pk_allocator_or_default(allocator);
    pilkada_screener *self = pk_alloc_zero(allocator, 1, sizeof *self);
    if (!self)
        return NULL;
    pk_arena_init(&self->arena, allocator);
    pk_vocabulary_init(&self->vocabulary, &self->arena.allocator);
    pk_phrases_init(&self->phrases, &self->vocabulary, &self->arena.allocator);
    pk_index_init(&self->index, &self->arena.allocator);
    self->periksa = self->prioritas = INT32_MAX;
    self->packs = pk_arena_alloc_zero(&self->arena, packs + 1, sizeof *self->packs);
    self->owners = pk_arena_alloc_zero(&self->arena, 1, sizeof *self->owners);
    if (self->packs && self->owners) {
        atomic_init(&self->owners->count, 1);
        return self;
    }
    destroy(self);
    return NULL;
}

void pk_screener_retain(const pilkada_screener *self) {
    atomic_fetch_add_explicit(&self->owners->count, 1, memory_order_relaxed);
}

void pk_screener_release(const pilkada_screener *self) {
    union {
        const pilkada_screener *held;
        pilkada_screener *owned; /* by nobody else any more */
    } last = {self};
    if (atomic_fetch_sub_explicit(&self->owners->count, 1, memory_order_acq_rel) == 1)
        destroy(last.owned);
}

void pilkada_screener_free(pilkada_screener *self) {
    if (self)
        pk_screener_release(self);
}

/* Nothing more comes: what was kept for it goes back. */
static bool fit(pilkada_screener *self) {
    pk_entry *entries =
        pk_fit(&self->arena.allocator, self->entries, self->entry_count, &self->entry_capacity, sizeof *entries);
    self->entries = entries ? entries : self->entries;
    return (entries || !self->entry_count) && pk_vocabulary_finish(&self->vocabulary) &&
           pk_phrases_finish(&self->phrases);
}

/* Copied to where the walk comes by. */
static void copy_views(pilkada_screener *self) {
    pk_output *outputs = self->phrases.outputs;
    for (size_t i = 0; i < self->phrases.output_count; i++)
        if (outputs[i].role == PK_ROLE_ENTRY || outputs[i].role == PK_ROLE_PART)
            outputs[i].views = self->entries[outputs[i].target].views;
}

static bool finish(pk_building *self) {
    pilkada_screener *screener = self->screener;
    if (screener->entry_count && screener->periksa == INT32_MAX) {
        pk_fail(self->error, PILKADA_E_DEFINITION, "no pack has a member \"thresholds\"");
        return false;
    }
    copy_views(screener);
    return (pk_index_build(&screener->index, &screener->phrases, &screener->vocabulary) && fit(screener)) ||
           pk_building_fail_memory(self);
}

pilkada_screener *pk_screener_build(const cJSON *const *packs, size_t count, const pk_catalogue *catalogue,
                                    const pilkada_allocator *allocator, size_t *culprit, pilkada_error *error) {
    pilkada_error local = PILKADA_ERROR_INIT;
    error = pk_error_or(error, &local);
    pk_error_clear(error);
    pk_building work = {.screener = screener_new(allocator, count), .error = error};
    if (!work.screener) {
        pk_fail_memory(error);
        return NULL;
    }
    work.screener->catalogue = pk_catalogue_retain(catalogue);
    const pilkada_allocator *memory = &work.screener->arena.allocator;
    pk_scan_init(&work.scan, memory);
    work.scan.odd_wanted = work.scan.marks_wanted = false;
    pk_map_init(&work.ids, memory);
    pk_map_init(&work.categories, memory);
    pk_map_init(&work.gates, memory);
    bool good = true;
    size_t place = 0;
    for (; good && place < count; place++)
        good = pk_pack_read(&work, packs[place]);
    if (culprit)
        *culprit = good ? count : place - 1;
    good = good && finish(&work);
    pk_scan_dispose(&work.scan);
    pk_map_dispose(&work.ids);
    pk_map_dispose(&work.categories);
    pk_map_dispose(&work.gates);
    if (good)
        return work.screener;
    pilkada_screener_free(work.screener);
    return NULL;
}

pilkada_screener *pilkada_screener_new(const char *pack, size_t size, const pilkada_allocator *allocator,
                                       pilkada_error *error) {
    pilkada_error local = PILKADA_ERROR_INIT;
    error = pk_error_or(error, &local);
    if (!pack) {
        pk_fail(error, PILKADA_E_ARGUMENT, "a pack is needed");
        return NULL;
    }
    if (size > PILKADA_MAX_DEFINITION_BYTES) {
        pk_fail(error, PILKADA_E_LIMIT, "a pack may have %u bytes: split it", PILKADA_MAX_DEFINITION_BYTES);
        return NULL;
    }
    pk_arena arena;
    pk_arena_init(&arena, allocator);
    const cJSON *packs[] = {pk_json_tree_in(&arena, pack, size, error)};
    pilkada_screener *self = packs[0] ? pk_screener_build(packs, 1, NULL, allocator, NULL, error) : NULL;
    pk_arena_dispose(&arena);
    return self;
}

bool pk_screener_hash_packs(pilkada_screener *self, const cJSON *const *packs) {
    char hash[PILKADA_HASH_SIZE];
    for (size_t i = 0; i < self->pack_count; i++) {
        if (!pk_pack_hash(packs[i], &self->arena.allocator, hash))
            return false;
        self->packs[i].hash = pk_arena_strdup(&self->arena, hash, sizeof hash - 1);
        if (!self->packs[i].hash)
            return false;
    }
    return true;
}

size_t pilkada_screener_count(const pilkada_screener *self) {
    return self ? self->entry_count : 0;
}

size_t pilkada_screener_pack_count(const pilkada_screener *self) {
    return self ? self->pack_count : 0;
}

const pilkada_pack *pilkada_screener_pack(const pilkada_screener *self, size_t index) {
    return self && index < self->pack_count ? &self->packs[index] : NULL;
}
