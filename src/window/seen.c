/** @file window/seen.c  Keys of reports that were counted: see window/seen.h. */
#include "window/seen.h"

/* The finaliser of splitmix64 (S. Vigna): keys may be small numbers. */
static uint64_t mix(uint64_t x) {
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

static size_t home(const pk_seen *self, const pk_sighting *one) {
    return (size_t)mix(one->key ^ mix((uint64_t)one->region << 32 | one->date)) & (self->capacity - 1);
}

/* The slot of a sighting, or the free one where it would be. */
static pk_sighting *find(const pk_seen *self, const pk_sighting *wanted) {
    size_t at = home(self, wanted);
    for (;; at = (at + 1) & (self->capacity - 1)) {
        pk_sighting *slot = &self->slots[at];
        if (!slot->key || (slot->key == wanted->key && slot->region == wanted->region && slot->date == wanted->date))
            return slot;
    }
}

/* At most two thirds are taken. */
static bool make_room(pk_seen *self, const pilkada_allocator *allocator) {
    if (self->count < self->capacity / 3 * 2)
        return true;
    pk_seen grown = {NULL, self->capacity ? self->capacity * 2 : 64, self->count};
    grown.slots = pk_alloc_zero(allocator, grown.capacity, sizeof *grown.slots);
    if (!grown.slots)
        return false;
    for (size_t i = 0; i < self->capacity; i++)
        if (self->slots[i].key)
            *find(&grown, &self->slots[i]) = self->slots[i];
    pk_free(allocator, self->slots);
    *self = grown;
    return true;
}

pk_sighting *pk_seen_get(pk_seen *self, const pilkada_allocator *allocator, uint64_t key, uint32_t region,
                         uint32_t date) {
    const pk_sighting wanted = {.key = key, .region = region, .date = date};
    if (!make_room(self, allocator))
        return NULL;
    pk_sighting *slot = find(self, &wanted);
    if (!slot->key) {
        *slot = wanted;
        self->count++;
    }
    return slot;
}

void pk_seen_dispose(pk_seen *self, const pilkada_allocator *allocator) {
    pk_free(allocator, self->slots);
    *self = (pk_seen){NULL, 0, 0};
}
