/** @file core/json_place.c  Where in a text the value of a JSON Pointer stands: see core/json.h. */
#include "core/error.h"
#include "core/json.h"

/* The next token of a pointer, ~0 and ~1 undone, into `out`; NULL when there is none or it is too long. */
static const char *next_token(const char *pointer, char out[PK_POINTER_SIZE], size_t *size) {
    *size = 0;
    if (*pointer != '/')
        return NULL;
    for (pointer++; *pointer && *pointer != '/'; pointer++) {
        bool escape = *pointer == '~' && (pointer[1] == '0' || pointer[1] == '1');
        if (*size == PK_POINTER_SIZE)
            return NULL;
        out[(*size)++] = *pointer;
        if (escape)
            out[*size - 1] = *++pointer == '0' ? '~' : '/';
    }
    return pointer;
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

size_t pk_json_place(pk_span text, const char *pointer, pk_arena *arena) {
    pk_json reader;
    char token[PK_POINTER_SIZE];
    size_t size;
    pk_json_start(&reader, text.data, text.size, arena);
    if (pk_json_next(&reader) <= PK_JSON_END)
        return 0;
    const char *place = start_of(&reader);
    while ((pointer = next_token(pointer, token, &size))) {
        pk_span name = {token, size};
        bool found = reader.kind == PK_JSON_OBJECT  ? enter_member(&reader, name)
                     : reader.kind == PK_JSON_ARRAY ? enter_element(&reader, name)
                                                    : false;
        if (!found)
            break;
        place = start_of(&reader);
    }
    return (size_t)(place - text.data);
}

size_t pk_json_place_inside(pk_span text, size_t string, size_t offset) {
    size_t at = string + 1;
    for (; offset && at < text.size && text.data[at] != '"'; offset--) {
        bool escape = text.data[at] == '\\';
        at += !escape ? 1 : at + 1 < text.size && text.data[at + 1] == 'u' ? 6 : 2;
    }
    return at < text.size ? at : text.size;
}
