/**
 * @file replay.c  Runs a fuzz target without libFuzzer.
 *
 *     fuzz_json MUTATIONS FILE…
 *
 * Each seed runs as it is, then MUTATIONS times with seeded changes: flipped, lost, repeated, moved and foreign bytes.
 * A .jsonl file is one seed a line.
 */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t random_state = 0x2024112700000005u;

/* xorshift64* (Marsaglia, Vigna): the same mutations on every machine */
static uint32_t random_below(uint32_t limit) {
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return limit ? (uint32_t)((random_state * 0x2545F4914F6CDD1Du) >> 33) % limit : 0;
}

static const char *const foreign[] = {"\"",
                                      "\\",
                                      "\\u0000",
                                      "\\ud800",
                                      "{",
                                      "}",
                                      "[",
                                      "]",
                                      ",",
                                      ":",
                                      "null",
                                      "-",
                                      "1e400",
                                      "9223372036854775808",
                                      "\xFF",
                                      "\xE2\x80\x8B",
                                      "\xED\xA0\x80",
                                      "2024-02-30",
                                      "24:00",
                                      "&&",
                                      "((((",
                                      "\n",
                                      "0.1",
                                      "tercoblos"};

typedef struct piece {
    uint8_t *data;
    size_t size, capacity;
} piece;

static void insert_bytes(piece *p, size_t at, const void *bytes, size_t size) {
    if (p->size + size > p->capacity)
        return;
    memmove(p->data + at + size, p->data + at, p->size - at);
    memcpy(p->data + at, bytes, size);
    p->size += size;
}

static void remove_bytes(piece *p, size_t at, size_t size) {
    memmove(p->data + at, p->data + at + size, p->size - at - size);
    p->size -= size;
}

static void mutate(piece *p) {
    size_t at = random_below((uint32_t)p->size + 1);
    size_t span = random_below(24);
    if (span > p->size - at)
        span = p->size - at;
    const char *word = foreign[random_below(sizeof foreign / sizeof *foreign)];
    uint8_t kept[32];
    switch (random_below(5)) {
    case 0:
        if (at < p->size)
            p->data[at] ^= (uint8_t)(1u << random_below(8));
        break;
    case 1:
        remove_bytes(p, at, span);
        break;
    case 2:
        memcpy(kept, p->data + at, span);
        insert_bytes(p, random_below((uint32_t)p->size + 1), kept, span);
        break;
    case 3:
        remove_bytes(p, at, span);
        insert_bytes(p, at, word, strlen(word));
        break;
    default:
        insert_bytes(p, at, word, strlen(word));
    }
}

/* The target gets a copy of exact size, so that a sanitizer sees every byte read too far. */
static void run(const piece *p) {
    uint8_t *exact = malloc(p->size ? p->size : 1);
    if (!exact)
        exit(2);
    memcpy(exact, p->data, p->size);
    LLVMFuzzerTestOneInput(exact, p->size);
    free(exact);
}

static unsigned long run_seed(const uint8_t *seed, size_t size, unsigned long mutations) {
    piece p = {malloc(size + 4096), size, size + 4096};
    if (!p.data)
        exit(2);
    for (unsigned long i = 0; i <= mutations; i++) {
        memcpy(p.data, seed, size);
        p.size = size;
        for (uint32_t n = i ? 1 + random_below(4) : 0; n; n--)
            mutate(&p);
        run(&p);
    }
    free(p.data);
    return mutations + 1;
}

static uint8_t *read_file(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    uint8_t *data = malloc(16u << 20);
    if (!file || !data) {
        fprintf(stderr, "replay: %s cannot be read\n", path);
        exit(2);
    }
    *size = fread(data, 1, 16u << 20, file);
    fclose(file);
    return data;
}

static unsigned long run_file(const char *path, unsigned long mutations) {
    size_t size, length = strlen(path);
    uint8_t *data = read_file(path, &size);
    unsigned long runs = 0;
    if (length < 6 || strcmp(path + length - 6, ".jsonl") != 0) {
        runs = run_seed(data, size, mutations);
    } else {
        for (size_t begin = 0; begin < size;) {
            const uint8_t *newline = memchr(data + begin, '\n', size - begin);
            size_t end = newline ? (size_t)(newline - data) : size;
            runs += run_seed(data + begin, end - begin, mutations);
            begin = end + 1;
        }
    }
    free(data);
    return runs;
}

int main(int argc, char **argv) {
    unsigned long mutations = argc > 1 ? strtoul(argv[1], NULL, 10) : 0, runs = 0;
    for (int i = 2; i < argc; i++)
        runs += run_file(argv[i], mutations);
    printf("%lu inputs\n", runs);
    return runs == 0;
}
