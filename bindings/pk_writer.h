/**
 * @file pk_writer.h  A language's own values written as JSON text.
 *
 * Trees (dict, array) go into the library as text: its reader is exact to int64, needs no tree, and gives
 * the very bytes that the same report as text gives. The writer knows its place in the tree, so that a
 * value that JSON cannot carry is named by its JSON Pointer.
 */
#ifndef PK_WRITER_H
#define PK_WRITER_H

#include "pk_common.h"

typedef struct pk_writer {
    char *data;
    size_t size, capacity;
    bool failed; /* no memory, or too much text; pk_err says which */
    size_t place_size;
    char place[sizeof(((pilkada_error *)0)->where)];
} pk_writer;

static inline void pk_writer_dispose(pk_writer *self) {
    free(self->data);
    *self = (pk_writer){0};
}

static inline bool pk_writer_fail(pk_writer *self, pilkada_status status, const char *detail) {
    self->failed = true;
    return pk_refuse(status, self->place, detail);
}

/* The limit also ends trees that share their branches: a few nodes can stand for billions. */
static inline bool pk_writer_room(pk_writer *self, size_t more) {
    if (self->failed)
        return false;
    if (self->capacity - self->size > more)
        return true;
    if (more > PILKADA_MAX_DEFINITION_BYTES || self->size > PILKADA_MAX_DEFINITION_BYTES)
        return pk_writer_fail(self, PILKADA_E_LIMIT, "written as JSON the value has more than 16 MiB");
    size_t capacity = (self->size + more + 512) * 2;
    char *data = realloc(self->data, capacity);
    if (!data)
        return pk_writer_fail(self, PILKADA_E_NOMEM, "");
    self->data = data;
    self->capacity = capacity;
    return true;
}

static inline bool pk_write(pk_writer *self, const char *text, size_t size) {
    if (!pk_writer_room(self, size))
        return false;
    if (size)
        memcpy(self->data + self->size, text, size);
    self->size += size;
    self->data[self->size] = '\0';
    return true;
}

static inline bool pk_write_text(pk_writer *self, const char *text) {
    return pk_write(self, text, strlen(text));
}

static inline bool pk_write_integer(pk_writer *self, int64_t value) {
    char digits[24];
    return pk_write(self, digits, (size_t)snprintf(digits, sizeof digits, "%" PRId64, value));
}

/* A quoted string; its bytes must be UTF-8. NUL is refused as the reader of the library does. */
static inline bool pk_write_string(pk_writer *self, const char *text, size_t size) {
    if (size && memchr(text, 0, size))
        return pk_writer_fail(self, PILKADA_E_SYNTAX, "a text or key holds a NUL character");
    if (!pk_write(self, "\"", 1))
        return false;
    size_t from = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        char escape[8];
        int length =
            c < 0x20 ? snprintf(escape, sizeof escape, "\\u%04x", c) : snprintf(escape, sizeof escape, "\\%c", c);
        if (!pk_write(self, text + from, i - from) || !pk_write(self, escape, (size_t)length))
            return false;
        from = i + 1;
    }
    return pk_write(self, text + from, size - from) && pk_write(self, "\"", 1);
}

/* ---- the place ---- */

/* Returns what pk_place_leave() wants back. A step that does not fit is left out, with all below it. */
static inline size_t pk_place_enter(pk_writer *self, const char *key, size_t size) {
    size_t before = self->place_size, at = before;
    if (at + 2 * size + 2 > sizeof self->place)
        return before;
    self->place[at++] = '/';
    for (size_t i = 0; i < size; i++) { /* RFC 6901 */
        bool escaped = key[i] == '~' || key[i] == '/';
        if (escaped)
            self->place[at++] = '~';
        self->place[at++] = (char)(key[i] == '~' ? '0' : key[i] == '/' ? '1' : key[i]);
    }
    self->place[at] = '\0';
    self->place_size = at;
    return before;
}

static inline size_t pk_place_enter_index(pk_writer *self, size_t index) {
    char digits[24];
    return pk_place_enter(self, digits, (size_t)snprintf(digits, sizeof digits, "%zu", index));
}

static inline void pk_place_leave(pk_writer *self, size_t before) {
    self->place_size = before;
    self->place[before] = '\0';
}

/* ---- a document on its way in: text of the caller, or text written here ---- */

typedef struct pk_doc {
    const char *data; /* NULL: none */
    size_t size;
    pk_writer own;
} pk_doc;

static inline bool pk_doc_of_tree(pk_doc *self) {
    self->data = self->own.data;
    self->size = self->own.size;
    return true;
}

static inline void pk_doc_dispose(pk_doc *self) {
    pk_writer_dispose(&self->own);
}

/* The caller never saw the text that was written here: a place in it would mislead. */
static inline void pk_doc_hide_text(const pk_doc *self) {
    if (!self->own.data || !pk_err.status)
        return;
    pk_err.offset = PILKADA_NO_OFFSET;
    pk_err.line = pk_err.column = 0;
}

#endif
