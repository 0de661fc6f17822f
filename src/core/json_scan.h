/** @file core/json_scan.h  The inner loops of the JSON reader: blanks, plain text, digits. Nothing reads behind `end`.
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
    while (p < end && pk_is_blank(*p))
        p++;
    return p;
}

/** Plain is what a string may hold as it is, in ASCII: no quote, no backslash, no control. */
static inline bool pk_is_plain(char c) {
    return c != '"' && c != '\\' && (unsigned char)(c - 0x20) < 0x60;
}

/**
 * The high bit of each byte that is not plain. A borrow can mark bytes behind the first true mark, never in front
 * of it, and only the first is used. (Mycroft's test for a zero byte, for two bytes and a bound.)
 */
static inline uint64_t pk_special8(uint64_t bytes) {
    uint64_t quote = (bytes ^ PK_EACH_BYTE('"')) - PK_EACH_BYTE(1);
    uint64_t backslash = (bytes ^ PK_EACH_BYTE('\\')) - PK_EACH_BYTE(1);
    uint64_t control = bytes - PK_EACH_BYTE(0x20);
    return (quote | backslash | control | bytes) & PK_EACH_BYTE(0x80);
}

/** Bit n speaks of byte n of sixteen. */
typedef struct pk_sixteen {
    unsigned quotes, special; /**< special: a backslash, a control, a byte beyond ASCII */
} pk_sixteen;

#if defined(__SSE2__)
static inline pk_sixteen pk_look_at_16(const char *p) {
    __m128i bytes;
    memcpy(&bytes, p, sizeof bytes);
    __m128i backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
    __m128i low = _mm_cmplt_epi8(bytes, _mm_set1_epi8(' ')); /* signed: 0x80 and above as well */
    return (pk_sixteen){(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'))),
                        (unsigned)_mm_movemask_epi8(_mm_or_si128(backslash, low))};
}
#else
/* The high bit of each byte that is 0. Exact, unlike the shorter test above. */
static inline uint64_t pk_zero_bytes(uint64_t bytes) {
    const uint64_t low = PK_EACH_BYTE(0x7F);
    return ~(((bytes & low) + low) | bytes | low);
}

/* Eight high bits become eight neighbours. */
static inline unsigned pk_gather(uint64_t high_bits) {
    return (unsigned)((high_bits >> 7) * 0x0102040810204080u >> 56);
}

static inline pk_sixteen pk_look_at_16(const char *p) {
    pk_sixteen found = {0, 0};
    for (int i = 0; i < 16; i += 8) {
        uint64_t bytes = pk_load8(p + i);
        uint64_t control = pk_zero_bytes(bytes & PK_EACH_BYTE(0xE0));
        uint64_t backslash = pk_zero_bytes(bytes ^ PK_EACH_BYTE('\\'));
        found.quotes |= pk_gather(pk_zero_bytes(bytes ^ PK_EACH_BYTE('"'))) << i;
        found.special |= pk_gather((control | backslash | bytes) & PK_EACH_BYTE(0x80)) << i;
    }
    return found;
}
#endif

/** The first byte that is not plain, or the end. */
static inline const char *pk_skip_plain(const char *p, const char *end) {
    for (; end - p >= 8; p += 8) {
        uint64_t special = pk_special8(pk_load8(p));
        if (special)
            return p + (__builtin_ctzll(special) >> 3);
    }
    while (p < end && pk_is_plain(*p))
        p++;
    return p;
}

/** How many of the eight bytes, less '0' each, are digits before the first that is none. */
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

#endif
