/** @file core/map.c  A hash map for tables that are built once: see core/map.h. */
#include "core/map.h"

static inline uint64_t mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15); /* 2^64 / golden ratio */
    return hash ^ hash >> 29;
}

/* Eight bytes at a time, the last ones again: names are short. Of this process only, so the byte order does not matter.
 */
static uint32_t hash_of(pk_span key) {
    uint64_t hash = key.size, word = 0;
    if (key.size < 8) {
        for (size_t i = 0; i < key.size; i++)
            word = word << 8 | (unsigned char)key.data[i];
        return (uint32_t)mix(hash, word);
    }
    for (size_t i = 0; i + 8 < key.size; i += 8) {
        memcpy(&word, key.data + i, 8);
        hash = mix(hash, word);
    }
    memcpy(&word, key.data + key.size - 8, 8);
    return (uint32_t)mix(hash, word);
}

static inline bool is_key(const pk_map_entry *entry, pk_span key, uint32_t hash) {
    return entry->hash == hash && entry->key.size == key.size && pk_same_bytes(entry->key.data, key.data, key.size);
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
    while (entries[at].key.data && !is_key(&entries[at], key, hash))
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
    uint32_t hash = hash_of(key);
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
    const pk_map_entry *entry = place_of(self->entries, self->capacity, key, hash_of(key));
    if (!entry->key.data)
        return false;
    *value = entry->value;
    return true;
}
