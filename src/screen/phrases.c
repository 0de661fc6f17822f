/** @file screen/phrases.c  Phrases as paths over words: see screen/phrases.h. */
#include "screen/phrases.h"

enum { FIRST_PATHS = 64 };

void pk_phrases_init(pk_phrases *self, const pilkada_allocator *allocator) {
    *self = (pk_phrases){.allocator = allocator};
}

void pk_phrases_dispose(pk_phrases *self) {
    pk_free(self->allocator, self->paths);
    pk_free(self->allocator, self->outputs_of);
    pk_free(self->allocator, self->outputs);
    *self = (pk_phrases){0};
}

static bool paths_grow(pk_phrases *self) {
    if (self->path_capacity && (self->path_count + 1) * 2 <= self->path_capacity)
        return true;
    size_t old_capacity = self->path_capacity, capacity = old_capacity ? old_capacity * 2 : FIRST_PATHS;
    pk_path *old = self->paths, *paths = pk_alloc_zero(self->allocator, capacity, sizeof *paths);
    if (!paths)
        return false;
    self->paths = paths;
    self->path_capacity = capacity;
    for (size_t i = 0; i < old_capacity; i++)
        if (old[i].child)
            *pk_phrases_path(self, old[i].node, old[i].word) = old[i];
    pk_free(self->allocator, old);
    return true;
}

static bool node_add(pk_phrases *self) {
    uint32_t *grown = pk_grow(self->allocator, self->outputs_of, self->node_count, &self->node_capacity, sizeof *grown);
    if (!grown)
        return false;
    self->outputs_of = grown;
    grown[self->node_count++] = PK_NO_NODE;
    return true;
}

static bool step_or_add(pk_phrases *self, uint32_t *node, uint32_t word) {
    if (!paths_grow(self))
        return false;
    pk_path *path = pk_phrases_path(self, *node, word);
    if (!path->child) {
        if (!node_add(self))
            return false;
        *path = (pk_path){*node, word, (uint32_t)self->node_count - 1};
        self->path_count++;
    }
    *node = path->child;
    return true;
}

bool pk_phrases_add(pk_phrases *self, const uint32_t *words, size_t count, pk_output output) {
    uint32_t node = 0;
    if (self->node_count == 0 && !node_add(self))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!step_or_add(self, &node, words[i]))
            return false;
    pk_output *grown =
        pk_grow(self->allocator, self->outputs, self->output_count, &self->output_capacity, sizeof *grown);
    if (!grown)
        return false;
    self->outputs = grown;
    output.next = self->outputs_of[node];
    self->outputs_of[node] = (uint32_t)self->output_count;
    grown[self->output_count++] = output;
    return true;
}
