/** @file core/memory.h  Allocation for the rooms: checked sizes, one allocator an object, arenas. */
#ifndef PK_CORE_MEMORY_H
#define PK_CORE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <pilkada/memory.h>

/** malloc, realloc, free of the C library. */
extern const pilkada_allocator pk_allocator_default;

/** `allocator` itself, or the default one for NULL. */
const pilkada_allocator *pk_allocator_or_default(const pilkada_allocator *allocator);

/** Each returns NULL when memory is out or the size overflows. A size of 0 is one byte. */
void *pk_alloc(const pilkada_allocator *allocator, size_t size);
void *pk_alloc_zero(const pilkada_allocator *allocator, size_t count, size_t size);
void *pk_realloc(const pilkada_allocator *allocator, void *block, size_t old_size, size_t size);
/** NULL is allowed. */
void pk_free(const pilkada_allocator *allocator, void *block);

/** What stands there will soon be read. */
static inline void pk_expect(const void *place) {
#if defined(__GNUC__)
    __builtin_prefetch(place);
#else
    (void)place;
#endif
}

/** *product = a * b; false on overflow. */
bool pk_mul(size_t a, size_t b, size_t *product);

/**
 * Room for one more element in a growing array of `*capacity` elements of `size` bytes.
 * Returns the array (perhaps moved), or NULL with the old array untouched.
 */
void *pk_grow(const pilkada_allocator *allocator, void *array, size_t count, size_t *capacity, size_t size);
/** Give back what such an array has too much. Returns as pk_grow() does; an array of nothing may be NULL. */
void *pk_fit(const pilkada_allocator *allocator, void *array, size_t count, size_t *capacity, size_t size);

/**
 * An arena: blocks that live and die together, from few big chunks. pk_arena_reset() keeps the
 * chunks, so that the second use of a scratch arena allocates nothing.
 */
typedef struct pk_arena_chunk pk_arena_chunk;
typedef struct pk_arena {
    pilkada_allocator allocator;
    pk_arena_chunk *first, *current;
    char *cursor, *limit;
    bool failed; /**< an allocation failed since the last reset, even if nobody looked */
} pk_arena;

void pk_arena_init(pk_arena *self, const pilkada_allocator *allocator);
void pk_arena_reset(pk_arena *self);
void pk_arena_dispose(pk_arena *self);
/** Aligned for any type, not zeroed. NULL when memory is out. */
void *pk_arena_alloc(pk_arena *self, size_t size);
void *pk_arena_alloc_zero(pk_arena *self, size_t count, size_t size);
/** As pk_grow(), for an array that lives in the arena: old ones are left behind there, and new places are not zeroed.
 */
void *pk_arena_grow(pk_arena *self, void *array, size_t count, size_t *capacity, size_t size);
/** For texts: not aligned, from the far end of the chunk. `size` is not 0. */
char *pk_arena_bytes(pk_arena *self, size_t size);
/** A NUL-terminated copy. */
char *pk_arena_strdup(pk_arena *self, const char *text, size_t size);

#endif
