/** @file core/text.h  Spans of bytes, UTF-8, the growing buffer, near words. No locale anywhere. */
#ifndef PK_CORE_TEXT_H
#define PK_CORE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <pilkada/buffer.h>
#include <pilkada/status.h>

/** A function that is seldom called: it stays on its own, so that its callers need not make room for what it needs. */
#if defined(__GNUC__)
#define PK_RARE __attribute__((noinline, cold))
#else
#define PK_RARE
#endif

/** Bytes that somebody else owns. `data` may be NULL when `size` is 0. */
typedef struct pk_span {
    const char *data;
    size_t size;
} pk_span;

#define PK_SPAN(literal) ((pk_span){(literal), sizeof(literal) - 1})

static inline pk_span pk_span_of(const char *text) {
    return (pk_span){text, text ? strlen(text) : 0};
}

static inline bool pk_span_equal(pk_span a, pk_span b) {
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

static inline bool pk_span_is(pk_span a, const char *text) {
    return pk_span_equal(a, pk_span_of(text));
}

/** Byte order; a prefix comes first. Code point order for UTF-8. */
int pk_span_compare(pk_span a, pk_span b);
/** Without ASCII blanks (space, tab, newline, carriage return) at both ends. */
pk_span pk_span_trim(pk_span a);
bool pk_span_starts_with(pk_span a, const char *prefix);

static inline bool pk_is_digit(char c) {
    return (unsigned char)(c - '0') <= 9;
}

/* ---- UTF-8 (RFC 3629) ---- */

/** Bytes of the well-formed sequence at `p`, 1 to 4; 0 if there is none within [p, end). */
size_t pk_utf8_length(const char *p, const char *end);
/** Decode one sequence; returns its length and stores the code point, or returns 0. */
size_t pk_utf8_decode(const char *p, const char *end, uint32_t *code_point);
/** Encode into out[4]; returns the length, 0 for a surrogate or beyond U+10FFFF. */
size_t pk_utf8_encode(uint32_t code_point, char out[4]);
/** Code points of well-formed text. */
size_t pk_utf8_count(pk_span text);
/** Bytes of the longest prefix of at most `size` bytes that ends on a code point. */
size_t pk_utf8_cut(pk_span text, size_t size);

/* ---- the growing buffer. Failure is sticky: write all, then look at pk_buffer_done() once. ---- */

void pk_put(pilkada_buffer *buffer, const char *data, size_t size);
void pk_puts(pilkada_buffer *buffer, const char *text);
void pk_putc(pilkada_buffer *buffer, char c);
void pk_put_int(pilkada_buffer *buffer, int64_t value);
/** A JSON string in quotes: " \ and controls escaped, the rest as it is; bad bytes become U+FFFD. */
void pk_put_json(pilkada_buffer *buffer, pk_span text);
/** The same without the quotes: a part of a string. */
void pk_put_json_bare(pilkada_buffer *buffer, pk_span text);
/** `"key":` */
void pk_put_key(pilkada_buffer *buffer, const char *key);
/** As pk_put_json() of the whole text; `null` for NULL. */
void pk_put_text_or_null(pilkada_buffer *buffer, const char *text);
/** `before`, a key, and the same: pk_put_named_text(out, ",", "form", id). */
void pk_put_named_text(pilkada_buffer *buffer, const char *before, const char *key, const char *text);
/** 1.089 in Indonesian, 1,089 in English. */
void pk_put_grouped(pilkada_buffer *buffer, int64_t value, pilkada_lang lang);

/** A place to come back to. */
static inline size_t pk_buffer_mark(const pilkada_buffer *buffer) {
    return buffer->size;
}
/** PILKADA_OK; or, after a failed write, back to `mark` and PILKADA_E_NOMEM in the error. Clears the failure. */
pilkada_status pk_buffer_done(pilkada_buffer *buffer, size_t mark, pilkada_error *error);

/* ---- words ---- */

/** Levenshtein distance, at most `limit` + 1. */
size_t pk_distance(pk_span a, pk_span b, size_t limit);
/** The nearest of `count` candidates within a distance of 2 (1 for words up to 4 bytes); NULL if none. */
const char *pk_nearest(pk_span word, const char *const *candidates, size_t count);

/** Names are short: words that overlap compare them without a call. */
static inline bool pk_same_bytes(const char *a, const char *b, size_t size) {
    uint64_t a8, b8;
    uint32_t a4, b4, a5, b5;
    if (size >= 8) {
        for (size_t i = 0; i + 8 < size; i += 8) {
            memcpy(&a8, a + i, 8);
            memcpy(&b8, b + i, 8);
            if (a8 != b8)
                return false;
        }
        memcpy(&a8, a + size - 8, 8);
        memcpy(&b8, b + size - 8, 8);
        return a8 == b8;
    }
    if (size >= 4) {
        memcpy(&a4, a, 4);
        memcpy(&b4, b, 4);
        memcpy(&a5, a + size - 4, 4);
        memcpy(&b5, b + size - 4, 4);
        return ((a4 ^ b4) | (a5 ^ b5)) == 0;
    }
    for (size_t i = 0; i < size; i++)
        if (a[i] != b[i])
            return false;
    return true;
}

/** Has it no byte beyond ASCII? */
static inline bool pk_is_ascii(pk_span text) {
    const char *p = text.data;
    uint64_t all = 0, a, b, c, d;
    size_t i = 0;
    if (text.size < 8) {
        for (; i < text.size; i++)
            all |= (unsigned char)p[i];
        return !(all & 0x80);
    }
    for (; i + 32 <= text.size; i += 32) { /* one by one: an array of four would go through memory */
        memcpy(&a, p + i, 8);
        memcpy(&b, p + i + 8, 8);
        memcpy(&c, p + i + 16, 8);
        memcpy(&d, p + i + 24, 8);
        all |= (a | b) | (c | d);
    }
    for (; i + 8 < text.size; i += 8) {
        memcpy(&a, p + i, 8);
        all |= a;
    }
    memcpy(&a, p + text.size - 8, 8); /* once more some that were there already */
    all |= a;
    return !(all & UINT64_C(0x8080808080808080));
}

#endif
