/** @file core/map.h  A hash map from byte strings to numbers, for tables that are built once. */
#ifndef PK_CORE_MAP_H
#define PK_CORE_MAP_H

#include <stdbool.h>
#include <stdint.h>

#include "core/memory.h"
#include "core/text.h"

typedef struct pk_map_entry {
    pk_span key;
    uint32_t hash;
    uint32_t value;
} pk_map_entry;

/** Keys are not copied. Open addressing, at most half full. */
typedef struct pk_map {
    const pilkada_allocator *allocator;
    pk_map_entry *entries;
    size_t count, capacity;
} pk_map;

void pk_map_init(pk_map *self, const pilkada_allocator *allocator);
void pk_map_dispose(pk_map *self);
/** False when memory is out. An existing key keeps its value and `*existing` is set; `existing` may be NULL. */
bool pk_map_add(pk_map *self, pk_span key, uint32_t value, bool *existing);
bool pk_map_get(const pk_map *self, pk_span key, uint32_t *value);

#endif
