/**
 * @file core/json_scan.h  The inner loops of the JSON reader: blanks, plain text, digits. Nothing reads behind `end`.
 *
 * Most texts and numbers of a report are shorter than one step, so that these do without a loop, whose
 * end the processor could not foresee.
 */
#ifndef PK_CORE_JSON_SCAN_H
#define PK_CORE_JSON_SCAN_H

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "core/text.h"

#define PK_EACH_BYTE(value) (0x0101010101010101u * (uint64_t)(value))

/** Eight bytes with the first one lowest, whatever the machine. */
static inline uint64_t pk_load8(const char *p) {
    uint64_t bytes;
    memcpy(&bytes, p, sizeof bytes);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    bytes = __builtin_bswap64(bytes);
#endif
    return bytes;
}

static inline bool pk_is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static inline const char *pk_skip_blanks(const char *p, const char *end) {
    /* No blank, or one: compact text and what most programs write. */
    if (p < end && (unsigned char)*p > ' ')
        return p;
    while (p < end && pk_is_blank(*p))
        p++;
    return p;
}

/** Plain is what a string may hold as it is, in ASCII: no quote, no backslash, no control. */
static inline bool pk_is_plain(char c) {
    return c != '"' && c != '\\' && (unsigned char)(c - 0x20) < 0x60;
}

/**
 * The high bit of each byte that is not plain. A borrow can mark bytes behind the first true mark, never
 * in front of it, and only the first is used. (Mycroft's test for a zero byte, for two bytes and a bound.)
 */
static inline uint64_t pk_special8(uint64_t bytes) {
    uint64_t quote = (bytes ^ PK_EACH_BYTE('"')) - PK_EACH_BYTE(1);
    uint64_t backslash = (bytes ^ PK_EACH_BYTE('\\')) - PK_EACH_BYTE(1);
    uint64_t control = bytes - PK_EACH_BYTE(0x20);
    return (quote | backslash | control | bytes) & PK_EACH_BYTE(0x80);
}

#if defined(__SSE2__)
/** One bit for each of sixteen bytes that is not plain. Compared as signed, 0x80 and above are below the space. */
static inline unsigned pk_special16(const char *p) {
    __m128i bytes;
    memcpy(&bytes, p, sizeof bytes);
    __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    __m128i backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
    __m128i control = _mm_cmplt_epi8(bytes, _mm_set1_epi8(' '));
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quote, backslash), control));
}
#endif

/** The first byte that is not plain, or the end. */
static inline const char *pk_skip_plain(const char *p, const char *end) {
#if defined(__SSE2__)
    for (; end - p >= 16; p += 16) {
        unsigned special = pk_special16(p);
        if (special)
            return p + __builtin_ctz(special);
    }
#endif
    for (; end - p >= 8; p += 8) {
        uint64_t special = pk_special8(pk_load8(p));
        if (special)
            return p + (__builtin_ctzll(special) >> 3);
    }
    while (p < end && pk_is_plain(*p))
        p++;
    return p;
}

/** The quote that closes a plain text; NULL when something else comes first or the end is near: go slowly. */
static inline const char *pk_closing_quote(const char *p, const char *end) {
#if defined(__SSE2__)
    for (; end - p >= 16; p += 16) {
        unsigned special = pk_special16(p);
        if (special) {
            p += __builtin_ctz(special);
            return *p == '"' ? p : NULL;
        }
    }
#else
    for (; end - p >= 8; p += 8) {
        uint64_t special = pk_special8(pk_load8(p));
        if (special) {
            p += __builtin_ctzll(special) >> 3;
            return *p == '"' ? p : NULL;
        }
    }
#endif
    return NULL;
}

/** memcmp() without a call, for short names: whole steps, and one that overlaps the last of them. */
static inline bool pk_same_bytes(const char *a, const char *b, size_t size) {
    uint32_t head[2], tail[2];
    if (size >= 8) {
        for (size_t i = 0; i + 8 < size; i += 8)
            if (pk_load8(a + i) != pk_load8(b + i))
                return false;
        return pk_load8(a + size - 8) == pk_load8(b + size - 8);
    }
    if (size < 4)
        return memcmp(a, b, size) == 0;
    memcpy(&head[0], a, 4);
    memcpy(&head[1], b, 4);
    memcpy(&tail[0], a + size - 4, 4);
    memcpy(&tail[1], b + size - 4, 4);
    return head[0] == head[1] && tail[0] == tail[1];
}

/** How many of the eight bytes, taken from '0', are digits before the first that is none. */
static inline unsigned pk_digit_count(uint64_t less_zero) {
    uint64_t other = ((less_zero + PK_EACH_BYTE(0x76)) | less_zero) & PK_EACH_BYTE(0x80);
    return other ? (unsigned)__builtin_ctzll(other) >> 3 : 8;
}

/** The value of eight digits, the first one lowest: neighbours are joined to pairs, pairs to fours, fours to eight. */
static inline uint64_t pk_eight_digits(uint64_t digits) {
    const uint64_t even_pairs = 0x000000FF000000FFu;
    digits = digits * 10 + (digits >> 8);
    uint64_t outer = (digits & even_pairs) * (100 + ((uint64_t)1000000 << 32));
    uint64_t inner = (digits >> 16 & even_pairs) * (1 + ((uint64_t)10000 << 32));
    return (outer + inner) >> 32;
}

/** Behind the digits at `p`; *value is theirs modulo 2^64. */
static inline const char *pk_read_digits(const char *p, const char *end, uint64_t *value) {
    uint64_t sum = 0;
    if (end - p >= 8) {
        uint64_t digits = pk_load8(p) ^ PK_EACH_BYTE('0');
        unsigned count = pk_digit_count(digits);
        if (!count)
            return p;
        sum = pk_eight_digits(digits << (64 - 8 * count));
        p += count;
        if (count < 8) {
            *value = sum;
            return p;
        }
    }
    for (; p < end && pk_is_digit(*p); p++)
        sum = sum * 10 + (uint64_t)(*p - '0');
    *value = sum;
    return p;
}

#endif
