/** @file model/model.c  Building the model, and the table of regions. */
#include "model/model_internal.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

#include "core/error.h"

pk_model *pk_model_new(const pilkada_allocator *allocator) {
    allocator = pk_allocator_or_default(allocator);
    pk_model *self = pk_alloc_zero(allocator, 1, sizeof *self);
    if (!self)
        return NULL;
    pk_arena_init(&self->arena, allocator);
    pk_map_init(&self->index, &self->arena.allocator);
    self->polling_day = PILKADA_NO_DATE;
    return self;
}

void pk_model_free(pk_model *self) {
    if (!self)
        return;
    pilkada_allocator allocator = self->arena.allocator;
    cJSON_Delete(self->parameters);
    pk_map_dispose(&self->index);
    pk_free(&allocator, self->regions);
    pk_free(&allocator, self->complete);
    pk_arena_dispose(&self->arena);
    pk_free(&allocator, self);
}

/* ---- finishing ---- */

static int by_code(const void *a, const void *b) {
    return strcmp(((const pilkada_region *)a)->code, ((const pilkada_region *)b)->code);
}

static pk_span parent_code(pk_span code) {
    size_t size = code.size;
    while (size && code.data[size - 1] != '.')
        size--;
    return (pk_span){code.data, size ? size - 1 : 0};
}

static const pilkada_region *parent_of(const pk_model *self, const pilkada_region *region) {
    return pk_model_region(self, parent_code(pk_span_of(region->code)));
}

/* A region votes in those of its province's contests that its kind can have; its zone is the province's. */
static void inherit(pilkada_region *region, const pilkada_region *parent) {
    unsigned own = PILKADA_CONTEST_GUBERNUR | PILKADA_CONTEST_BUPATI | PILKADA_CONTEST_WALI_KOTA;
    if (strcmp(region->kind, "kabupaten") == 0)
        own &= ~(unsigned)PILKADA_CONTEST_WALI_KOTA;
    else if (strcmp(region->kind, "kota") == 0)
        own &= ~(unsigned)PILKADA_CONTEST_BUPATI;
    region->contests = parent->contests & own;
    region->zone = parent->zone;
}

static pilkada_status refuse_region(pilkada_error *error, const pilkada_region *region, const char *detail) {
    pk_fail(error, PILKADA_E_DEFINITION, "%s", detail);
    pk_error_where(error, region->code, "");
    return PILKADA_E_DEFINITION;
}

static pilkada_status index_region(pk_model *self, size_t at, pilkada_error *error) {
    pilkada_region *region = &self->regions[at];
    bool existing = false;
    if (!pk_map_add(&self->index, pk_span_of(region->code), (uint32_t)at, &existing))
        return pk_fail_memory(error);
    if (existing)
        return refuse_region(error, region, "this region code is given twice; remove one row");
    if (region->tier == PILKADA_TIER_PROVINSI)
        return PILKADA_OK;
    const pilkada_region *parent = parent_of(self, region); /* sorted: a parent comes before its children */
    if (!parent)
        return refuse_region(error, region, "the region above this one is not in the table; add it");
    inherit(region, parent);
    return PILKADA_OK;
}

pilkada_status pk_model_finish(pk_model *self, pilkada_error *error) {
    if (self->region_count)
        qsort(self->regions, self->region_count, sizeof *self->regions, by_code);
    for (size_t i = 0; i < self->region_count; i++) {
        pilkada_status status = index_region(self, i, error);
        if (status)
            return status;
    }
    return PILKADA_OK;
}

/* ---- answers ---- */

const pilkada_region *pk_model_region(const pk_model *self, pk_span code) {
    uint32_t at;
    return code.size && pk_map_get(&self->index, code, &at) ? &self->regions[at] : NULL;
}

size_t pk_model_region_count(const pk_model *self) {
    return self->region_count;
}

const pilkada_region *pk_model_region_at(const pk_model *self, size_t index) {
    return index < self->region_count ? &self->regions[index] : NULL;
}

static pk_span prefix(pk_span code, size_t size) {
    return (pk_span){code.data, code.size < size ? code.size : size};
}

static bool covers(const pk_model *self, pk_span code, pilkada_tier tier) {
    for (size_t i = 0; i < self->complete_count; i++) {
        const char *line = self->complete[i];
        if (pk_span_equal(prefix(code, 2), (pk_span){line, 2}) && strcmp(line + 3, pilkada_tier_name(tier)) == 0)
            return true;
    }
    return false;
}

bool pk_model_region_exists(const pk_model *self, pk_span code) {
    static const size_t ends[] = {0, 2, 5, 8, 8}; /* a kelurahan_desa is known by its kecamatan */
    pilkada_tier tier = pilkada_region_code_tier(code.data, code.size);
    if (tier == PILKADA_TIER_NONE || !pk_model_region(self, prefix(code, 2)))
        return false;
    for (int t = PILKADA_TIER_KABUPATEN_KOTA; t <= (int)tier && t <= PILKADA_TIER_KECAMATAN; t++)
        if (covers(self, code, (pilkada_tier)t) && !pk_model_region(self, prefix(code, ends[t])))
            return false;
    return true;
}

pilkada_zone pk_model_zone(const pk_model *self, pk_span code) {
    const pilkada_region *province = pk_model_region(self, prefix(code, 2));
    return province ? province->zone : PILKADA_ZONE_NONE;
}

size_t pk_model_regions_of(const pk_model *self, pilkada_tier tier, pk_span province, const pilkada_region **out,
                           size_t capacity) {
    size_t count = 0;
    for (size_t i = 0; i < self->region_count; i++) {
        const pilkada_region *region = &self->regions[i];
        if (region->tier != tier || (province.size && !pk_span_equal(prefix(pk_span_of(region->code), 2), province)))
            continue;
        if (count < capacity)
            out[count] = region;
        count++;
    }
    return count;
}

size_t pk_model_children_of(const pk_model *self, pk_span code, const pilkada_region **out, size_t capacity) {
    pilkada_tier tier = pilkada_region_code_tier(code.data, code.size);
    size_t count = 0;
    if (tier != PILKADA_TIER_PROVINSI && tier != PILKADA_TIER_KABUPATEN_KOTA)
        return 0;
    if (!covers(self, code, (pilkada_tier)(tier + 1)))
        return 0;
    for (size_t i = 0; i < self->region_count; i++) {
        const pilkada_region *region = &self->regions[i];
        if ((int)region->tier != (int)tier + 1 || !pk_span_equal(prefix(pk_span_of(region->code), code.size), code))
            continue;
        if (count < capacity)
            out[count] = region;
        count++;
    }
    return count;
}
