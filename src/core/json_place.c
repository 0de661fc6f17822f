/** @file core/json_place.c  Where in a text the value of a JSON Pointer stands: see core/json.h. */
#include "core/error.h"
#include "core/json.h"

/* The next token of a pointer, ~0 and ~1 undone, into `out`; false when there is none or it is too long. */
static bool next_token(pk_span *pointer, char out[PK_POINTER_SIZE], size_t *size) {
    const char *at = pointer->data, *end = at + pointer->size;
    *size = 0;
    if (at == end || *at != '/')
        return false;
    for (at++; at < end && *at != '/'; at++) {
        bool escape = *at == '~' && end - at > 1 && (at[1] == '0' || at[1] == '1');
        if (*size == PK_POINTER_SIZE)
            return false;
        out[(*size)++] = *at;
        if (escape)
            out[*size - 1] = *++at == '0' ? '~' : '/';
    }
    *pointer = (pk_span){at, (size_t)(end - at)};
    return true;
}

/* To the value of a member; false, with the reader behind the object, when there is none. */
static bool enter_member(pk_json *reader, pk_span token) {
    while (pk_json_next(reader) == PK_JSON_KEY) {
        pk_span key;
        if (!pk_json_unescape(reader, &key))
            return false;
        bool found = pk_span_equal(key, token);
        if (pk_json_next(reader) == PK_JSON_BAD)
            return false;
        if (found)
            return true;
        if (pk_json_skip(reader, NULL) == PK_JSON_BAD)
            return false;
    }
    return false;
}

static bool enter_element(pk_json *reader, pk_span token) {
    size_t index = 0;
    for (size_t i = 0; i < token.size; i++) {
        if (!pk_is_digit(token.data[i]) || index > PILKADA_MAX_DEFINITION_BYTES)
            return false;
        index = index * 10 + (size_t)(token.data[i] - '0');
    }
    for (;; index--) {
        pk_json_kind kind = pk_json_next(reader);
        if (kind == PK_JSON_CLOSE || kind == PK_JSON_BAD)
            return false;
        if (!index)
            return true;
        if (pk_json_skip(reader, NULL) == PK_JSON_BAD)
            return false;
    }
}

static const char *start_of(const pk_json *reader) {
    return reader->kind == PK_JSON_STRING ? reader->text.data - 1 : reader->text.data;
}

size_t pk_json_place(pk_span text, pk_span pointer, pk_arena *arena) {
    pk_json reader;
    char token[PK_POINTER_SIZE];
    size_t size;
    pk_json_start(&reader, text.data, text.size, arena);
    if (pk_json_next(&reader) <= PK_JSON_END)
        return SIZE_MAX;
    const char *place = start_of(&reader);
    while (next_token(&pointer, token, &size)) {
        pk_span name = {token, size};
        bool found = reader.kind == PK_JSON_OBJECT  ? enter_member(&reader, name)
                     : reader.kind == PK_JSON_ARRAY ? enter_element(&reader, name)
                                                    : false;
        if (!found)
            break;
        place = start_of(&reader);
    }
    return reader.kind == PK_JSON_BAD ? SIZE_MAX : (size_t)(place - text.data);
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
    const char *blank = pointer.size ? memchr(pointer.data, ' ', pointer.size) : NULL;
    if (blank)
        pointer.size = (size_t)(blank - pointer.data);
    *line = *column = 0;
    if (pointer.size && pointer.data[0] != '/')
        return;
    size_t place = pk_json_place(text, pointer, arena);
    if (place != SIZE_MAX)
        count_lines(text, text.data + place, line, column);
}

size_t pk_json_place_inside(pk_span text, size_t string, size_t offset) {
    size_t at = string + 1;
    for (; offset && at < text.size && text.data[at] != '"'; offset--) {
        bool escape = text.data[at] == '\\';
        at += !escape ? 1 : at + 1 < text.size && text.data[at + 1] == 'u' ? 6 : 2;
    }
    return at < text.size ? at : text.size;
}
