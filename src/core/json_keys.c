/** @file core/json_keys.c  Crit-bit trees of member names: see core/json_keys.h and cr.yp.to/critbit.html. */
#include "core/json_keys.h"

#include <pilkada/limits.h>

/* A reference is an index shifted left by one; the lowest bit says leaf. */
typedef uint32_t reference;

/* Entry n is leaf n (its name) and the fork that name n made in the tree. The first name of an object makes no fork. */
typedef struct entry {
    pk_span key;
    reference side[2];
    uint32_t byte; /* the fork looks at this byte... */
    uint32_t bit;  /* ...under this mask of one bit */
} entry;

typedef struct level {
    size_t first; /* entry of its first name */
    reference root;
} level;

struct pk_json_keys {
    pk_arena *arena;
    entry *entries;
    size_t count, capacity;
    level levels[PILKADA_MAX_JSON_DEPTH];
};

pk_json_keys *pk_json_keys_new(pk_arena *arena) {
    pk_json_keys *self = pk_arena_alloc_zero(arena, 1, sizeof *self);
    if (self)
        self->arena = arena;
    return self;
}

void pk_json_keys_open(pk_json_keys *self, unsigned at) {
    self->levels[at].first = self->count;
}

void pk_json_keys_close(pk_json_keys *self, unsigned at) {
    self->count = self->levels[at].first;
}

static bool make_room(pk_json_keys *self) {
    if (self->count < self->capacity)
        return true;
    size_t capacity = self->capacity ? self->capacity * 2 : 32, bytes;
    if (capacity > INT32_MAX || !pk_mul(capacity, sizeof(entry), &bytes))
        return false;
    entry *entries = pk_arena_alloc(self->arena, bytes);
    if (!entries)
        return false;
    if (self->count)
        memcpy(entries, self->entries, self->count * sizeof *entries);
    self->entries = entries;
    self->capacity = capacity;
    return true;
}

static bool is_leaf(reference at) {
    return at & 1;
}

/* Behind its end a name continues with NUL, so that no name is the beginning of another. */
static unsigned byte_of(pk_span key, size_t index) {
    return index < key.size ? (unsigned char)key.data[index] : 0;
}

static bool side_of(const entry *fork, pk_span key) {
    return (byte_of(key, fork->byte) & fork->bit) != 0;
}

static pk_span nearest_key(const pk_json_keys *self, reference at, pk_span key) {
    while (!is_leaf(at))
        at = self->entries[at >> 1].side[side_of(&self->entries[at >> 1], key)];
    return self->entries[at >> 1].key;
}

static uint32_t highest_bit(unsigned byte) {
    uint32_t bit = 0x80;
    while (!(byte & bit))
        bit >>= 1;
    return bit;
}

/* Forks are ordered from the root down: earlier bytes first, within a byte higher bits first. */
static bool comes_before(const entry *fork, const entry *added) {
    return fork->byte < added->byte || (fork->byte == added->byte && fork->bit > added->bit);
}

static void plant(pk_json_keys *self, reference *root, entry *added, reference fork) {
    reference *at = root;
    while (!is_leaf(*at) && comes_before(&self->entries[*at >> 1], added))
        at = &self->entries[*at >> 1].side[side_of(&self->entries[*at >> 1], added->key)];
    bool side = side_of(added, added->key);
    added->side[side] = fork | 1;
    added->side[!side] = *at;
    *at = fork;
}

pk_json_keys_answer pk_json_keys_add(pk_json_keys *self, unsigned at, pk_span key) {
    level *object = &self->levels[at];
    if (!make_room(self))
        return PK_JSON_KEYS_NOMEM;
    entry *added = &self->entries[self->count];
    reference fork = (reference)self->count << 1;
    *added = (entry){.key = key};
    if (self->count == object->first) {
        object->root = fork | 1;
        self->count++;
        return PK_JSON_KEYS_NEW;
    }
    pk_span nearest = nearest_key(self, object->root, key);
    size_t byte = 0, longer = key.size > nearest.size ? key.size : nearest.size;
    while (byte < longer && byte_of(key, byte) == byte_of(nearest, byte))
        byte++;
    if (byte == longer)
        return PK_JSON_KEYS_SEEN;
    if (byte > UINT32_MAX)
        return PK_JSON_KEYS_NOMEM;
    added->byte = (uint32_t)byte;
    added->bit = highest_bit(byte_of(key, byte) ^ byte_of(nearest, byte));
    plant(self, &object->root, added, fork);
    self->count++;
    return PK_JSON_KEYS_NEW;
}
