/** @file phrases.h  Files of lines, packs of phrases and the processor's own time, for measurements. */
#ifndef BENCH_PHRASES_H
#define BENCH_PHRASES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct line {
    const char *data;
    size_t size;
} line;

typedef struct lines {
    line *items;
    size_t count, bytes;
} lines;

static inline double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static inline lines read_lines(const char *path) {
    lines all = {0};
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END))
        exit(2);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *text = malloc(size + 1);
    all.items = malloc((size / 2 + 1) * sizeof *all.items);
    if (!text || !all.items || fread(text, 1, size, file) != size)
        exit(2);
    fclose(file);
    text[size] = '\0';
    all.bytes = size;
    for (char *p = strtok(text, "\n"); p; p = strtok(NULL, "\n"))
        all.items[all.count++] = (line){p, strlen(p)};
    return all;
}

/* A pack with one entry for each phrase, named by its number. Free it. */
static inline char *pack_of(const lines *phrases, bool views, size_t *size) {
    static const char head[] =
        "{\"id\":\"b\",\"version\":\"1\",\"title\":{\"id\":\"b\",\"en\":\"b\"},\"source\":\"b\",\"license\":\"MIT\","
        "\"thresholds\":{\"periksa\":2,\"prioritas\":4},\"categories\":[{\"id\":\"c\",\"label\":{\"id\":\"c\",\"en\":"
        "\"c\"},\"reason\":{\"id\":\"c\",\"en\":\"c\"}}],\"defaults\":{\"source\":\"b\",\"date\":\"2024-11-20\","
        "\"status\":\"aktif\"},\"entries\":[";
    char *pack = malloc(sizeof head + phrases->count * 512), *end = pack;
    if (!pack)
        return NULL;
    end += sprintf(end, "%s", head);
    for (size_t i = 0; i < phrases->count; i++)
        end += snprintf(
            end, 512, "%s{\"id\":\"%zu\",\"kind\":\"frasa\",\"category\":\"c\",\"points\":1,\"text\":\"%.*s\"%s}",
            i ? "," : "", i, (int)phrases->items[i].size, phrases->items[i].data, views ? "" : ",\"views\":[]");
    end += sprintf(end, "]}");
    *size = (size_t)(end - pack);
    return pack;
}

#endif
