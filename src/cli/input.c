/** @file cli/input.c  Reading files, stdin and lines. */
#define _POSIX_C_SOURCE 200809L
#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

static FILE *open_input(cli *self, const char *path) {
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (!file)
        cli_complain(self, path, "cli.cannot_read", strerror(errno));
    return file;
}

static void close_input(cli *self, const char *path, FILE *file) {
    if (ferror(file))
        cli_complain(self, path, "cli.cannot_read", strerror(errno));
    if (file != stdin)
        fclose(file);
}

/* getdelim() up to a NUL would stop at one: grow by blocks instead. */
static char *read_all(FILE *file, size_t *size) {
    size_t capacity = 65536;
    char *data = malloc(capacity);
    *size = 0;
    while (data) {
        *size += fread(data + *size, 1, capacity - *size - 1, file);
        if (*size < capacity - 1)
            break;
        capacity *= 2;
        char *grown = realloc(data, capacity);
        if (!grown)
            free(data);
        data = grown;
    }
    if (data)
        data[*size] = '\0';
    return data;
}

static char *read_file(cli *self, const char *path, size_t *size) {
    FILE *file = open_input(self, path);
    if (!file)
        return NULL;
    errno = 0;
    char *data = read_all(file, size);
    if (!data || ferror(file)) {
        cli_complain(self, path, "cli.cannot_read", strerror(errno ? errno : ENOMEM));
        free(data);
        data = NULL;
    }
    if (file != stdin)
        fclose(file);
    return data;
}

bool cli_read_file(cli *self, const char *path, pilkada_buffer *out) {
    pilkada_buffer_init(out, NULL);
    char *data = read_file(self, path, &out->size);
    if (!data)
        return false;
    out->data = data; /* from malloc, as the buffer's own memory would be */
    out->capacity = out->size + 1;
    return true;
}

pilkada_context *cli_read_context(cli *self, const char *path) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_buffer text;
    pilkada_context *context = NULL;
    if (cli_read_file(self, path, &text)) {
        context = pilkada_context_parse(text.data, text.size, NULL, &error);
        if (!context)
            cli_complain_error(self, path, 0, &error);
    }
    pilkada_buffer_dispose(&text);
    return context;
}

bool cli_each_piece(cli *self, const char *path, bool (*handle)(const char *piece, size_t size, void *context),
                    void *context) {
    char piece[65536];
    bool good = true;
    FILE *file = open_input(self, path);
    if (!file)
        return false;
    for (size_t size; good && (size = fread(piece, 1, sizeof piece, file)) > 0;)
        good = handle(piece, size, context);
    good = good && !ferror(file);
    close_input(self, path, file);
    return good;
}

static bool is_blank(const char *text, size_t size) {
    return strspn(text, " \t\r\n") >= size;
}

static void hand_on_line(cli *self, const char *path, unsigned long number, const char *line, size_t size,
                         cli_record_fn handle, void *context) {
    while (size && (line[size - 1] == '\n' || line[size - 1] == '\r'))
        size--;
    if (!is_blank(line, size))
        handle(self, &(cli_record){path, number, line, size}, context);
}

void cli_each_line(cli *self, const char *path, cli_record_fn handle, void *context) {
    FILE *file = open_input(self, path);
    if (!file)
        return;
    char *line = NULL;
    size_t capacity = 0;
    ssize_t size;
    for (unsigned long number = 1; (size = getdelim(&line, &capacity, '\n', file)) >= 0; number++)
        hand_on_line(self, path, number, line, (size_t)size, handle, context);
    free(line);
    close_input(self, path, file);
}

static void each_line_of(cli *self, const char *path, const char *text, size_t size, cli_record_fn handle,
                         void *context) {
    unsigned long number = 1;
    for (size_t begin = 0; begin < size; number++) {
        const char *newline = memchr(text + begin, '\n', size - begin);
        size_t length = newline ? (size_t)(newline - text) - begin + 1 : size - begin;
        hand_on_line(self, path, number, text + begin, length, handle, context);
        begin += length;
    }
}

void cli_each_record(cli *self, const char *path, cli_record_fn handle, void *context) {
    if (cli_has_suffix(path, ".jsonl")) {
        cli_each_line(self, path, handle, context);
        return;
    }
    size_t size;
    char *text = read_file(self, path, &size);
    if (!text)
        return;
    if (strcmp(path, "-") == 0 && pilkada_json_check(text, size, NULL))
        each_line_of(self, path, text, size, handle, context);
    else
        handle(self, &(cli_record){path, 0, text, size}, context);
    free(text);
}
