/** @file core/memory.c  Allocation: see core/memory.h. */
#include "core/memory.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

static void *default_allocate(void *context, size_t size) {
    (void)context;
    return malloc(size);
}

static void *default_resize(void *context, void *block, size_t old_size, size_t size) {
    (void)context;
    (void)old_size;
    return realloc(block, size);
}

static void default_release(void *context, void *block) {
    (void)context;
    free(block);
}

const pilkada_allocator pk_allocator_default = {default_allocate, default_resize, default_release, NULL};

const pilkada_allocator *pk_allocator_or_default(const pilkada_allocator *allocator) {
    return allocator ? allocator : &pk_allocator_default;
}

void *pk_alloc(const pilkada_allocator *allocator, size_t size) {
    return allocator->allocate(allocator->context, size ? size : 1);
}

bool pk_mul(size_t a, size_t b, size_t *product) {
    if (b && a > SIZE_MAX / b)
        return false;
    *product = a * b;
    return true;
}

void *pk_alloc_zero(const pilkada_allocator *allocator, size_t count, size_t size) {
    size_t bytes;
    if (!pk_mul(count, size, &bytes))
        return NULL;
    void *block = pk_alloc(allocator, bytes);
    if (block)
        memset(block, 0, bytes ? bytes : 1);
    return block;
}

void *pk_realloc(const pilkada_allocator *allocator, void *block, size_t old_size, size_t size) {
    if (!block)
        return pk_alloc(allocator, size);
    return allocator->resize(allocator->context, block, old_size, size ? size : 1);
}

void pk_free(const pilkada_allocator *allocator, void *block) {
    if (block)
        allocator->release(allocator->context, block);
}

void *pk_grow(const pilkada_allocator *allocator, void *array, size_t count, size_t *capacity, size_t size) {
    if (count < *capacity)
        return array;
    size_t wanted, bytes;
    if (*capacity > SIZE_MAX / 2)
        return NULL;
    wanted = *capacity ? *capacity * 2 : 8;
    if (!pk_mul(wanted, size, &bytes))
        return NULL;
    void *grown = pk_realloc(allocator, array, *capacity * size, bytes);
    if (grown)
        *capacity = wanted;
    return grown;
}

void *pk_fit(const pilkada_allocator *allocator, void *array, size_t count, size_t *capacity, size_t size) {
    if (count == *capacity)
        return array;
    void *fitted = pk_realloc(allocator, array, *capacity * size, count * size);
    if (fitted)
        *capacity = count;
    return fitted;
}

/* ---- arenas ---- */

struct pk_arena_chunk {
    pk_arena_chunk *next;
    size_t size; /* of the bytes behind this header */
    alignas(max_align_t) char bytes[];
};

enum { FIRST_CHUNK = 4096, LARGEST_STEP = 1024 * 1024 };

void pk_arena_init(pk_arena *self, const pilkada_allocator *allocator) {
    *self = (pk_arena){.allocator = *pk_allocator_or_default(allocator)};
}

static void use_chunk(pk_arena *self, pk_arena_chunk *chunk) {
    self->current = chunk;
    self->cursor = chunk->bytes;
    self->limit = chunk->bytes + chunk->size;
}

void pk_arena_reset(pk_arena *self) {
    self->failed = false;
    if (self->first)
        use_chunk(self, self->first);
}

void pk_arena_dispose(pk_arena *self) {
    for (pk_arena_chunk *chunk = self->first, *next; chunk; chunk = next) {
        next = chunk->next;
        pk_free(&self->allocator, chunk);
    }
    self->first = self->current = NULL;
    self->cursor = self->limit = NULL;
}

/* Chunks double, so that a large arena has few of them; a chunk behind `current` is used again when it fits. */
static bool next_chunk(pk_arena *self, size_t need) {
    pk_arena_chunk *after = self->current ? self->current->next : self->first;
    if (after && after->size >= need) {
        use_chunk(self, after);
        return true;
    }
    size_t size = self->current ? self->current->size : FIRST_CHUNK / 2;
    size = size < LARGEST_STEP ? size * 2 : LARGEST_STEP;
    if (size < need)
        size = need;
    if (size > SIZE_MAX - sizeof(pk_arena_chunk))
        return false;
    pk_arena_chunk *chunk = pk_alloc(&self->allocator, sizeof(pk_arena_chunk) + size);
    if (!chunk)
        return false;
    chunk->size = size;
    chunk->next = after;
    if (self->current)
        self->current->next = chunk;
    else
        self->first = chunk;
    use_chunk(self, chunk);
    return true;
}

void *pk_arena_alloc(pk_arena *self, size_t size) {
    if (size > SIZE_MAX - alignof(max_align_t)) {
        self->failed = true;
        return NULL;
    }
    size_t rounded = ((size ? size : 1) + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    if ((size_t)(self->limit - self->cursor) < rounded && !next_chunk(self, rounded)) {
        self->failed = true;
        return NULL;
    }
    void *block = self->cursor;
    self->cursor += rounded;
    return block;
}

void *pk_arena_alloc_zero(pk_arena *self, size_t count, size_t size) {
    size_t bytes;
    if (!pk_mul(count, size, &bytes))
        return NULL;
    void *block = pk_arena_alloc(self, bytes);
    if (block && bytes)
        memset(block, 0, bytes);
    return block;
}

void *pk_arena_grow(pk_arena *self, void *array, size_t count, size_t *capacity, size_t size) {
    size_t bytes;
    if (count < *capacity)
        return array;
    size_t wanted = *capacity ? *capacity * 2 : 8;
    void *grown = *capacity <= SIZE_MAX / 2 && pk_mul(wanted, size, &bytes) ? pk_arena_alloc(self, bytes) : NULL;
    if (!grown) {
        self->failed = true;
        return NULL;
    }
    if (count)
        memcpy(grown, array, count * size);
    *capacity = wanted;
    return grown;
}

char *pk_arena_bytes(pk_arena *self, size_t size) {
    if ((size_t)(self->limit - self->cursor) < size && !next_chunk(self, size)) {
        self->failed = true;
        return NULL;
    }
    self->limit -= size;
    return self->limit;
}

char *pk_arena_strdup(pk_arena *self, const char *text, size_t size) {
    char *copy = size < SIZE_MAX ? pk_arena_bytes(self, size + 1) : NULL;
    if (!copy)
        return NULL;
    if (size)
        memcpy(copy, text, size);
    copy[size] = '\0';
    return copy;
}
