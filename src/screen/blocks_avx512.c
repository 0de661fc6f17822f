/** @file screen/blocks_avx512.c  Blocks as one register of 64 bytes, edges by compressing: see screen/blocks.h. */
#include "screen/blocks.h"

#include <string.h>

#include "screen/hash.h"

#if defined(__x86_64__) && !defined(PILKADA_NO_SIMD)

#include <immintrin.h>

#define PK_PATH_TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi2,bmi,bmi2,popcnt")))

/* Masks of a block, a bit a byte: as in blocks.c. */
typedef struct block {
    uint64_t letter, digit, high, capital, same, sign, pair;
} block;

PK_PATH_TARGET static inline __m512i each(char c) {
    return _mm512_set1_epi8(c);
}

/* Where first <= byte <= first + more, as unsigned bytes. */
PK_PATH_TARGET static inline uint64_t between(__m512i bytes, char first, char more) {
    return _mm512_cmple_epu8_mask(_mm512_sub_epi8(bytes, each(first)), each(more));
}

PK_PATH_TARGET static inline uint64_t equal(__m512i bytes, char c) {
    return _mm512_cmpeq_epi8_mask(bytes, each(c));
}

/* `next` are the bytes from the second one on. */
PK_PATH_TARGET static inline void fold(__m512i bytes, __m512i next, char *to, block *out) {
    __m512i small = _mm512_or_si512(bytes, each(0x20));
    uint64_t letter = between(small, 'a', 25), capital = between(bytes, 'A', 25), shout = equal(bytes, '!');
    out->letter = letter;
    out->digit = between(bytes, '0', 9);
    out->high = _mm512_movepi8_mask(bytes);
    out->capital = capital;
    out->same = _mm512_cmpeq_epi8_mask(small, _mm512_or_si512(next, each(0x20)));
    out->sign = shout | equal(bytes, '@') | equal(bytes, '$');
    out->pair = shout | equal(bytes, '?') | equal(bytes, '|') | equal(bytes, '~');
    _mm512_storeu_si512(to, _mm512_mask_blend_epi8(letter, bytes, small));
}

PK_PATH_TARGET static inline void fold_block(const char *from, char *to, block *out) {
    fold(_mm512_loadu_si512(from), _mm512_loadu_si512(from + 1), to, out);
}

PK_PATH_TARGET static inline void fold_last(const char *from, size_t size, char *to, block *out) {
    uint64_t there = _bzhi_u64(UINT64_MAX, (unsigned)size);
    fold(_mm512_maskz_loadu_epi8(there, from), _mm512_maskz_loadu_epi8(there >> 1, from + 1), to, out);
}

PK_PATH_TARGET static inline unsigned bit_count(uint64_t bits) {
    return (unsigned)_mm_popcnt_u64(bits);
}

PK_PATH_TARGET static inline unsigned first_bit(uint64_t bits) {
    return (unsigned)_tzcnt_u64(bits);
}

/* Sixteen of the places, in the lowest bytes of `places`. */
PK_PATH_TARGET static inline void put_sixteen(uint32_t *out, __m128i places, __m512i base) {
    _mm512_storeu_si512(out, _mm512_add_epi32(_mm512_cvtepu8_epi32(places), base));
}

/* The numbers of the bits, packed; more than 32 edges in a block are rare. */
PK_PATH_TARGET static inline uint32_t *put_edges(uint32_t *out, uint64_t edges, uint32_t base) {
    static const uint8_t numbers[PK_BLOCK] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
                                              16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
                                              32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
                                              48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
    __m512i packed = _mm512_maskz_compress_epi8(edges, _mm512_loadu_si512(numbers));
    __m512i from = _mm512_set1_epi32((int)base);
    unsigned count = bit_count(edges);
    put_sixteen(out, _mm512_castsi512_si128(packed), from);
    put_sixteen(out + 16, _mm512_extracti32x4_epi32(packed, 1), from);
    if (count > 32) {
        put_sixteen(out + 32, _mm512_extracti32x4_epi32(packed, 2), from);
        put_sixteen(out + 48, _mm512_extracti32x4_epi32(packed, 3), from);
    }
    return out + count;
}

PK_PATH_TARGET static inline uint64_t hash_short(const char *p, size_t size) {
    __m128i bytes = _mm_maskz_loadu_epi8((__mmask16)_bzhi_u32(0xFFFF, (unsigned)size), p);
    return pk_hash_halves((uint64_t)_mm_cvtsi128_si64(bytes), (uint64_t)_mm_extract_epi64(bytes, 1));
}

#include "screen/blocks_body.h"
#include "screen/probe_body.h"

/* Bytes beyond the end are not read. */
PK_PATH_TARGET static bool is_ascii(pk_span text) {
    __m512i all = _mm512_setzero_si512();
    size_t i = 0;
    for (; i + PK_BLOCK < text.size; i += PK_BLOCK)
        all = _mm512_or_si512(all, _mm512_loadu_si512(text.data + i));
    __m512i last = _mm512_maskz_loadu_epi8(_bzhi_u64(UINT64_MAX, (unsigned)(text.size - i)), text.data + i);
    return _mm512_movepi8_mask(_mm512_or_si512(all, last)) == 0;
}

PK_PATH_TARGET static size_t copy_ascii(char *to, pk_span text) {
    for (size_t count = 0; count < text.size; count += PK_BLOCK) {
        size_t left = text.size - count;
        uint64_t there = _bzhi_u64(UINT64_MAX, (unsigned)(left < PK_BLOCK ? left : PK_BLOCK));
        __m512i bytes = _mm512_maskz_loadu_epi8(there, text.data + count);
        uint64_t high = _mm512_movepi8_mask(bytes);
        _mm512_storeu_si512(to + count, bytes);
        if (high)
            return count + first_bit(high);
    }
    return text.size;
}

static const pk_kernel kernel = {is_ascii, copy_ascii, cut, probe};

const pk_kernel *pk_kernel_avx512(void) {
    bool there = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                 __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi2") &&
                 __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
    return there ? &kernel : NULL;
}

#else

const pk_kernel *pk_kernel_avx512(void) {
    return NULL;
}

#endif
