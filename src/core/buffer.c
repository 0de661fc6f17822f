/** @file core/buffer.c  The growing buffer: see pilkada/buffer.h and core/text.h. */
#include "core/error.h"
#include "core/json_scan.h"
#include "core/memory.h"
#include "core/text.h"

static char nothing[1] = "";

void pilkada_buffer_init(pilkada_buffer *self, const pilkada_allocator *allocator) {
    if (self)
        *self = (pilkada_buffer){.data = nothing, .allocator = *pk_allocator_or_default(allocator)};
}

void pilkada_buffer_clear(pilkada_buffer *self) {
    if (!self || !self->capacity)
        return;
    self->size = 0;
    self->data[0] = '\0';
    self->failed = 0;
}

void pilkada_buffer_dispose(pilkada_buffer *self) {
    if (!self)
        return;
    if (self->capacity)
        pk_free(&self->allocator, self->data);
    self->data = nothing;
    self->size = self->capacity = 0;
    self->failed = 0;
}

/* Room for `size` more bytes and the NUL. */
static bool reserve(pilkada_buffer *self, size_t size) {
    if (self->failed)
        return false;
    if (size < self->capacity - self->size)
        return true;
    self->failed = 1;
    if (size > SIZE_MAX / 2 - self->size - 1)
        return false;
    size_t capacity = self->capacity ? self->capacity : 256;
    while (capacity - self->size <= size)
        capacity *= 2;
    char *data = pk_realloc(&self->allocator, self->capacity ? self->data : NULL, self->capacity, capacity);
    if (!data)
        return false;
    self->data = data;
    self->capacity = capacity;
    self->failed = 0;
    return true;
}

void pk_put(pilkada_buffer *buffer, const char *data, size_t size) {
    if (!size || !reserve(buffer, size))
        return;
    memcpy(buffer->data + buffer->size, data, size);
    buffer->size += size;
    buffer->data[buffer->size] = '\0';
}

void pk_puts(pilkada_buffer *buffer, const char *text) {
    pk_put(buffer, text, strlen(text));
}

void pk_putc(pilkada_buffer *buffer, char c) {
    pk_put(buffer, &c, 1);
}

/* Digits of the magnitude, last first; returns how many. INT64_MIN has none of its own as a positive number. */
static size_t digits_of(int64_t value, char out[20]) {
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    size_t count = 0;
    do {
        out[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    return count;
}

static void put_digits(pilkada_buffer *buffer, int64_t value, char separator) {
    char digits[20], text[32];
    size_t count = digits_of(value, digits), size = 0;
    if (value < 0)
        text[size++] = '-';
    while (count--) {
        text[size++] = digits[count];
        if (separator && count && count % 3 == 0)
            text[size++] = separator;
    }
    pk_put(buffer, text, size);
}

void pk_put_int(pilkada_buffer *buffer, int64_t value) {
    put_digits(buffer, value, '\0');
}

void pk_put_grouped(pilkada_buffer *buffer, int64_t value, pilkada_lang lang) {
    put_digits(buffer, value, lang == PILKADA_LANG_EN ? ',' : '.');
}

static void put_escape(pilkada_buffer *buffer, unsigned char c) {
    static const char hex[] = "0123456789abcdef";
    static const char short_form[] = "btn?fr"; /* 8, 9, 10, -, 12, 13 */
    if (c == '"' || c == '\\')
        pk_put(buffer, (char[]){'\\', (char)c}, 2);
    else if (c >= 8 && c <= 13 && c != 11)
        pk_put(buffer, (char[]){'\\', short_form[c - 8]}, 2);
    else
        pk_put(buffer, (char[]){'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]}, 6);
}

void pk_put_json_bare(pilkada_buffer *buffer, pk_span text) {
    const char *p = text.size ? text.data : "", *end = p + text.size, *plain = p;
    while ((p = pk_skip_plain(p, end)) < end) {
        unsigned char c = (unsigned char)*p;
        size_t length = c < 0x80 ? 1 : pk_utf8_length(p, end);
        if (length && c >= 0x20 && c != '"' && c != '\\') {
            p += length;
            continue;
        }
        pk_put(buffer, plain, (size_t)(p - plain));
        if (length)
            put_escape(buffer, c);
        else
            pk_puts(buffer, "\xEF\xBF\xBD");
        plain = ++p;
    }
    pk_put(buffer, plain, (size_t)(p - plain));
}

void pk_put_json(pilkada_buffer *buffer, pk_span text) {
    pk_putc(buffer, '"');
    pk_put_json_bare(buffer, text);
    pk_putc(buffer, '"');
}

void pk_put_key(pilkada_buffer *buffer, const char *key) {
    pk_put_json(buffer, pk_span_of(key));
    pk_putc(buffer, ':');
}

void pk_put_text_or_null(pilkada_buffer *buffer, const char *text) {
    if (text)
        pk_put_json(buffer, pk_span_of(text));
    else
        pk_puts(buffer, "null");
}

void pk_put_named_text(pilkada_buffer *buffer, const char *before, const char *key, const char *text) {
    pk_puts(buffer, before);
    pk_put_key(buffer, key);
    pk_put_text_or_null(buffer, text);
}

pilkada_status pk_buffer_done(pilkada_buffer *buffer, size_t mark, pilkada_error *error) {
    if (!buffer->failed)
        return PILKADA_OK;
    buffer->failed = 0;
    buffer->size = mark;
    if (buffer->capacity)
        buffer->data[mark] = '\0';
    return pk_fail_memory(error);
}
