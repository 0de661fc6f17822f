/** @file screen/hash.h  The hash of a word: 16 bytes at a time, masked to the word's length, multiplied and folded. */
#ifndef PK_SCREEN_HASH_H
#define PK_SCREEN_HASH_H

#include "core/text.h"

/** Readable bytes from the start of a word on, whatever its length, and behind its end. */
#define PK_HASH_PAD 16u

/* The high and the low half of the product, folded together. */
static inline uint64_t pk_hash_multiply(uint64_t a, uint64_t b) {
#ifdef __SIZEOF_INT128__
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
    uint64_t low = (a & 0xFFFFFFFF) * (b & 0xFFFFFFFF), high = (a >> 32) * (b >> 32);
    uint64_t one = (a >> 32) * (b & 0xFFFFFFFF), two = (a & 0xFFFFFFFF) * (b >> 32);
    uint64_t middle = (low >> 32) + (one & 0xFFFFFFFF) + (two & 0xFFFFFFFF);
    high += (one >> 32) + (two >> 32) + (middle >> 32);
    return ((middle << 32) | (low & 0xFFFFFFFF)) ^ high;
#endif
}

/* 16 bytes of it, from 16 - size on, keep `size` bytes of a word. */
static const unsigned char pk_hash_keep[2 * PK_HASH_PAD] = {255, 255, 255, 255, 255, 255, 255, 255,
                                                            255, 255, 255, 255, 255, 255, 255, 255};

/* The two halves of a word of up to 16 bytes, 0 behind its end. */
static inline uint64_t pk_hash_halves(uint64_t low, uint64_t high) {
    return pk_hash_multiply(low, high ^ UINT64_C(0x8BB84B93962EACC9));
}

/* Up to 16 bytes at `p`, of which 16 can be read. */
static inline uint64_t pk_hash_piece(const char *p, size_t size) {
    const unsigned char *mask = pk_hash_keep + PK_HASH_PAD - size;
    uint64_t low, high, keep_low, keep_high;
    memcpy(&low, p, 8);
    memcpy(&high, p + 8, 8);
    memcpy(&keep_low, mask, 8);
    memcpy(&keep_high, mask + 8, 8);
    return pk_hash_halves(low & keep_low, high & keep_high);
}

/** Are two words of `size` bytes the same? Of each, PK_HASH_PAD bytes can be read. */
static inline bool pk_same_word(const char *a, const char *b, size_t size) {
    if (size > PK_HASH_PAD)
        return memcmp(a, b, size) == 0;
    const unsigned char *mask = pk_hash_keep + PK_HASH_PAD - size;
    uint64_t low[2], high[2], keep_low, keep_high;
    memcpy(&low[0], a, 8);
    memcpy(&low[1], b, 8);
    memcpy(&high[0], a + 8, 8);
    memcpy(&high[1], b + 8, 8);
    memcpy(&keep_low, mask, 8);
    memcpy(&keep_high, mask + 8, 8);
    return (((low[0] ^ low[1]) & keep_low) | ((high[0] ^ high[1]) & keep_high)) == 0;
}

/* Few words are so long. */
static __attribute__((noinline, unused)) uint64_t pk_hash_long(const char *p, size_t size) {
    uint64_t hash = size;
    for (; size > 16; size -= 16, p += 16)
        hash = pk_hash_multiply(hash ^ pk_hash_piece(p, 16), UINT64_C(0x9E3779B97F4A7C15));
    return pk_hash_multiply(hash ^ pk_hash_piece(p, size), UINT64_C(0x9E3779B97F4A7C15));
}

/** Of 1 byte or more. */
static inline uint64_t pk_word_hash_padded(const char *p, size_t size) {
    return size <= 16 ? pk_hash_piece(p, size) : pk_hash_long(p, size);
}

/** Of any text. */
uint64_t pk_word_hash(pk_span text);

/** The place of a hash in a set of bits: a word by its upper bits, a bit by its lowest. */
static inline uint64_t pk_hash_bit(const uint64_t *bits, unsigned shift, uint64_t hash) {
    return bits[hash >> shift] >> (hash & 63);
}

/** The same, of two bits in one word: in a sparse set they are hardly ever both there by chance. */
static inline uint64_t pk_hash_bits(const uint64_t *bits, unsigned shift, uint64_t hash) {
    uint64_t word = bits[hash >> shift];
    return (word >> (hash & 63)) & (word >> (hash >> 6 & 63));
}

/** Of two words in a row. */
static inline uint64_t pk_pair_hash(uint64_t first, uint64_t second) {
    return (first << 21 | first >> 43) + second;
}

#endif
