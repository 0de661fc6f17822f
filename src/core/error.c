/** @file core/error.c  Filling pilkada_error: see core/error.h. */
#include "core/error.h"

#include <stdio.h>

void pk_error_clear(pilkada_error *error) {
    if (!error)
        return;
    error->status = PILKADA_OK;
    error->offset = PILKADA_NO_OFFSET;
    error->line = error->column = 0;
    error->where[0] = error->detail[0] = '\0';
}

pilkada_error *pk_error_or(pilkada_error *error, pilkada_error *fallback) {
    if (error)
        return error;
    fallback->size = sizeof *fallback;
    pk_error_clear(fallback);
    return fallback;
}

/* vsnprintf() may cut a code point in two: take the torn rest away. */
static void mend_cut(char *text, size_t capacity) {
    size_t size = strlen(text);
    if (size + 1 < capacity)
        return;
    size_t start = size;
    while (start && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start && (unsigned char)text[start - 1] >= 0xC0 && !pk_utf8_length(text + start - 1, text + size))
        text[start - 1] = '\0';
}

static void set_detail(pilkada_error *error, const char *format, va_list arguments) {
    vsnprintf(error->detail, sizeof error->detail, format, arguments);
    mend_cut(error->detail, sizeof error->detail);
}

pilkada_status pk_fail(pilkada_error *error, pilkada_status status, const char *format, ...) {
    if (!error)
        return status;
    va_list arguments;
    pk_error_clear(error);
    error->status = status;
    va_start(arguments, format);
    set_detail(error, format, arguments);
    va_end(arguments);
    return status;
}

pilkada_status pk_fail_memory(pilkada_error *error) {
    return pk_fail(error, PILKADA_E_NOMEM, "out of memory");
}

/* Lines end at \n; columns count code points, so that an editor shows the same place. */
static void count_place(pilkada_error *error, pk_span text, size_t offset) {
    size_t line_start = 0;
    uint32_t line = 1;
    for (size_t i = 0; i < offset; i++)
        if (text.data[i] == '\n') {
            line++;
            line_start = i + 1;
        }
    error->line = line;
    error->column = (uint32_t)pk_utf8_count((pk_span){text.data + line_start, offset - line_start}) + 1;
}

void pk_error_place(pilkada_error *error, pk_span text, size_t offset) {
    if (!error)
        return;
    error->offset = offset;
    if (text.data)
        count_place(error, text, offset < text.size ? offset : text.size);
}

pilkada_status pk_fail_at(pilkada_error *error, pilkada_status status, pk_span text, size_t offset, const char *format,
                          ...) {
    if (!error)
        return status;
    va_list arguments;
    pk_error_clear(error);
    error->status = status;
    pk_error_place(error, text, offset);
    va_start(arguments, format);
    set_detail(error, format, arguments);
    va_end(arguments);
    return status;
}

void pk_error_where(pilkada_error *error, const char *where, const char *separator) {
    if (!error)
        return;
    char rest[sizeof error->where];
    memcpy(rest, error->where, sizeof rest);
    snprintf(error->where, sizeof error->where, "%s%s%s", where, rest[0] ? separator : "", rest);
    mend_cut(error->where, sizeof error->where);
}
