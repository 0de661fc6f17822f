/** @file core/map.c  A hash map for tables that are built once: see core/map.h. */
#include "core/map.h"

uint32_t pk_hash(pk_span key) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < key.size; i++)
        hash = (hash ^ (unsigned char)key.data[i]) * 16777619u;
    return hash;
}

void pk_map_init(pk_map *self, const pilkada_allocator *allocator) {
    *self = (pk_map){.allocator = pk_allocator_or_default(allocator)};
}

void pk_map_dispose(pk_map *self) {
    pk_free(self->allocator, self->entries);
    self->entries = NULL;
    self->count = self->capacity = 0;
}

/* The entry of a key, or the free place where it would go. A free place has no data. */
static pk_map_entry *place_of(pk_map_entry *entries, size_t capacity, pk_span key, uint32_t hash) {
    size_t at = hash & (capacity - 1);
    while (entries[at].key.data && (entries[at].hash != hash || !pk_span_equal(entries[at].key, key)))
        at = (at + 1) & (capacity - 1);
    return &entries[at];
}

static bool grow(pk_map *self) {
    size_t capacity = self->capacity ? self->capacity * 2 : 16;
    pk_map_entry *entries = pk_alloc_zero(self->allocator, capacity, sizeof *entries);
    if (!entries)
        return false;
    for (size_t i = 0; i < self->capacity; i++)
        if (self->entries[i].key.data)
            *place_of(entries, capacity, self->entries[i].key, self->entries[i].hash) = self->entries[i];
    pk_free(self->allocator, self->entries);
    self->entries = entries;
    self->capacity = capacity;
    return true;
}

bool pk_map_add(pk_map *self, pk_span key, uint32_t value, bool *existing) {
    if (!key.data)
        key.data = "";
    if (existing)
        *existing = false;
    if (self->count >= self->capacity / 2 && !grow(self))
        return false;
    uint32_t hash = pk_hash(key);
    pk_map_entry *entry = place_of(self->entries, self->capacity, key, hash);
    if (entry->key.data) {
        if (existing)
            *existing = true;
        return true;
    }
    *entry = (pk_map_entry){key, hash, value};
    self->count++;
    return true;
}

bool pk_map_get(const pk_map *self, pk_span key, uint32_t *value) {
    if (!self->capacity)
        return false;
    const pk_map_entry *entry = place_of(self->entries, self->capacity, key, pk_hash(key));
    if (!entry->key.data)
        return false;
    *value = entry->value;
    return true;
}
