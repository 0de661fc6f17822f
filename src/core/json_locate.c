/** @file core/json_locate.c  From a JSON Pointer to line and column: for messages to authors. */
#include "core/json.h"

/* Where the next value begins. */
static const char *value_at(const pk_json *reader) {
    const char *at = reader->cursor;
    while (at < reader->end && strchr(" \t\r\n:,", *at))
        at++;
    return at;
}

/* Is the key the token, in which ~1 is / and ~0 is ~? */
static bool is_token(pk_span key, pk_span token) {
    size_t at = 0;
    for (size_t i = 0; i < token.size; i++, at++) {
        char c = token.data[i];
        if (c == '~' && i + 1 < token.size)
            c = token.data[++i] == '1' ? '/' : '~';
        if (at == key.size || key.data[at] != c)
            return false;
    }
    return at == key.size;
}

static bool is_number(pk_span token, size_t number) {
    size_t read = 0;
    for (size_t i = 0; i < token.size; i++) {
        if (!pk_is_digit(token.data[i]) || read > SIZE_MAX / 10 - 9)
            return false;
        read = read * 10 + (size_t)(token.data[i] - '0');
    }
    return token.size && read == number;
}

/* Inside an object or array: to the value that the token names. False: it is not there. */
static bool enter(pk_json *reader, pk_span token, const char **at) {
    bool object = reader->kind == PK_JSON_OBJECT;
    if (!object && reader->kind != PK_JSON_ARRAY)
        return false;
    for (size_t i = 0;; i++) {
        const char *begin = value_at(reader);
        pk_span key = {NULL, 0};
        if (object && (pk_json_next(reader) != PK_JSON_KEY || !pk_json_unescape(reader, &key)))
            return false;
        if (object)
            begin = value_at(reader);
        if (pk_json_next(reader) <= PK_JSON_END || reader->kind == PK_JSON_CLOSE)
            return false;
        if (object ? is_token(key, token) : is_number(token, i)) {
            *at = begin;
            return true;
        }
        if (pk_json_skip(reader, NULL) == PK_JSON_BAD)
            return false;
    }
}

static pk_span next_token(pk_span *pointer) {
    size_t size = 1;
    while (size < pointer->size && pointer->data[size] != '/')
        size++;
    pk_span token = {pointer->data + 1, size - 1};
    *pointer = (pk_span){pointer->data + size, pointer->size - size};
    return token;
}

static void count_lines(pk_span text, const char *at, uint32_t *line, uint32_t *column) {
    const char *start = text.data;
    *line = 1;
    for (const char *p = text.data; p < at; p++)
        if (*p == '\n') {
            ++*line;
            start = p + 1;
        }
    *column = (uint32_t)pk_utf8_count((pk_span){start, (size_t)(at - start)}) + 1;
}

void pk_json_locate(pk_span text, pk_span pointer, pk_arena *arena, uint32_t *line, uint32_t *column) {
    pk_json reader;
    *line = *column = 0;
    const char *blank = pointer.size ? memchr(pointer.data, ' ', pointer.size) : NULL;
    if (blank)
        pointer.size = (size_t)(blank - pointer.data);
    if (pointer.size && pointer.data[0] != '/')
        return;
    pk_json_start(&reader, text.data, text.size, arena);
    const char *at = value_at(&reader);
    if (pk_json_next(&reader) <= PK_JSON_END)
        return;
    while (pointer.size && enter(&reader, next_token(&pointer), &at)) {
    }
    if (reader.kind != PK_JSON_BAD)
        count_lines(text, at, line, column);
}
