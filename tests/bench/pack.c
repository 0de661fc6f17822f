/**
 * @file pack.c  What compiling a pack of many phrases takes: time, and memory by an allocator that counts.
 *
 *     pack PHRASES.txt [ROUNDS]      one phrase a line
 */
#define _POSIX_C_SOURCE 200809L
#include <pilkada/pilkada.h>

#include "phrases.h"

/* Each block knows its size. */
typedef union block {
    size_t size;
    max_align_t align;
} block;

typedef struct meter {
    size_t live, peak;
} meter;

static void *counted(meter *self, block *raw, size_t old_size, size_t size) {
    if (!raw)
        return NULL;
    raw->size = size;
    self->live += size - old_size;
    self->peak = self->live > self->peak ? self->live : self->peak;
    return raw + 1;
}

static void *allocate(void *context, size_t size) {
    return counted(context, malloc(sizeof(block) + size), 0, size);
}

static void *resize(void *context, void *old, size_t old_size, size_t size) {
    return counted(context, realloc((block *)old - 1, sizeof(block) + size), old_size, size);
}

static void release(void *context, void *old) {
    meter *self = context;
    block *raw = (block *)old - 1;
    self->live -= raw->size;
    free(raw);
}

int main(int argc, char **argv) {
    if (argc < 2)
        return 2;
    lines phrases = read_lines(argv[1]);
    int rounds = argc > 2 ? atoi(argv[2]) : 20;
    size_t size, held = 0;
    char *pack = pack_of(&phrases, true, &size);
    meter memory = {0, 0};
    pilkada_allocator counting = {allocate, resize, release, &memory};
    double best = 1e9;
    for (int i = 0; pack && i < rounds; i++) {
        double start = now();
        pilkada_screener *self = pilkada_screener_new(pack, size, NULL, NULL);
        double took = now() - start;
        best = took < best ? took : best;
        pilkada_screener_free(self);
    }
    pilkada_screener *self = pack ? pilkada_screener_new(pack, size, &counting, NULL) : NULL;
    if (!self)
        return 2;
    held = memory.live;
    pilkada_screener_free(self);
    free(pack);
    printf("%zu phrases, %zu bytes of JSON: %.1f ms, %zu bytes held, %zu while compiling\n", phrases.count, size,
           best * 1e3, held, memory.peak);
    return memory.live != 0;
}
