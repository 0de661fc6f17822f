/** @file core/text.c  Spans, UTF-8, near words: see core/text.h. */
#include "core/text.h"

#include <pilkada/json.h>

int pk_span_compare(pk_span a, pk_span b) {
    size_t shorter = a.size < b.size ? a.size : b.size;
    int order = shorter ? memcmp(a.data, b.data, shorter) : 0;
    if (order)
        return order;
    return (a.size > b.size) - (a.size < b.size);
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

pk_span pk_span_trim(pk_span a) {
    while (a.size && is_blank(a.data[0])) {
        a.data++;
        a.size--;
    }
    while (a.size && is_blank(a.data[a.size - 1]))
        a.size--;
    return a;
}

bool pk_span_starts_with(pk_span a, const char *prefix) {
    size_t size = strlen(prefix);
    return a.size >= size && memcmp(a.data, prefix, size) == 0;
}

/* ---- UTF-8 ---- */

static bool is_continuation(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* The second byte narrows E0, ED, F0 and F4: no overlong forms, no surrogates, nothing beyond U+10FFFF. */
static bool second_byte_fits(unsigned char first, unsigned char second) {
    switch (first) {
    case 0xE0:
        return second >= 0xA0 && second <= 0xBF;
    case 0xED:
        return second >= 0x80 && second <= 0x9F;
    case 0xF0:
        return second >= 0x90 && second <= 0xBF;
    case 0xF4:
        return second >= 0x80 && second <= 0x8F;
    default:
        return second >= 0x80 && second <= 0xBF;
    }
}

size_t pk_utf8_length(const char *p, const char *end) {
    if (p >= end)
        return 0;
    unsigned char first = (unsigned char)*p;
    if (first < 0x80)
        return 1;
    size_t length = first >= 0xC2 && first <= 0xDF   ? 2
                    : first >= 0xE0 && first <= 0xEF ? 3
                    : first >= 0xF0 && first <= 0xF4 ? 4
                                                     : 0;
    if (!length || (size_t)(end - p) < length || !second_byte_fits(first, (unsigned char)p[1]))
        return 0;
    for (size_t i = 2; i < length; i++)
        if (!is_continuation(p[i]))
            return 0;
    return length;
}

size_t pk_utf8_decode(const char *p, const char *end, uint32_t *code_point) {
    static const unsigned char payload[5] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    size_t length = pk_utf8_length(p, end);
    if (!length)
        return 0;
    uint32_t value = (unsigned char)*p & payload[length];
    for (size_t i = 1; i < length; i++)
        value = value << 6 | ((unsigned char)p[i] & 0x3F);
    *code_point = value;
    return length;
}

size_t pk_utf8_encode(uint32_t code_point, char out[4]) {
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
        return 0;
    size_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    static const unsigned char lead[5] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length - 1; i > 0; i--, code_point >>= 6)
        out[i] = (char)(0x80 | (code_point & 0x3F));
    out[0] = (char)(lead[length] | code_point);
    return length;
}

size_t pk_utf8_count(pk_span text) {
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += !is_continuation(text.data[i]);
    return count;
}

size_t pk_utf8_cut(pk_span text, size_t size) {
    if (text.size <= size)
        return text.size;
    while (size && is_continuation(text.data[size]))
        size--;
    return size;
}

uint64_t pilkada_utf8_error(const char *text, size_t size) {
    if (!text)
        return size ? 0 : PILKADA_NO_OFFSET;
    const char *end = text + size;
    for (const char *p = text; p < end;) {
        size_t length = pk_utf8_length(p, end);
        if (!length)
            return (uint64_t)(p - text);
        p += length;
    }
    return PILKADA_NO_OFFSET;
}

/* ---- near words ---- */

enum { LONGEST_WORD = 64 };

size_t pk_distance(pk_span a, pk_span b, size_t limit) {
    size_t gap = a.size > b.size ? a.size - b.size : b.size - a.size;
    if (gap > limit || a.size > LONGEST_WORD || b.size > LONGEST_WORD)
        return limit + 1;
    size_t row[LONGEST_WORD + 1];
    for (size_t j = 0; j <= b.size; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.size; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.size; j++) {
            size_t replace = diagonal + (a.data[i - 1] != b.data[j - 1]);
            size_t shift = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = replace < shift ? replace : shift;
        }
    }
    return row[b.size] <= limit ? row[b.size] : limit + 1;
}

const char *pk_nearest(pk_span word, const char *const *candidates, size_t count) {
    size_t limit = word.size <= 4 ? 1 : 2, best = limit + 1;
    const char *nearest = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t distance = pk_distance(word, pk_span_of(candidates[i]), limit);
        if (distance < best) {
            best = distance;
            nearest = candidates[i];
        }
    }
    return nearest;
}
