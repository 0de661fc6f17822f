/** @file screen/blocks_avx2.c  Blocks as two registers of 32 bytes: see screen/blocks.h. */
#include "screen/blocks.h"

#include <string.h>

#include "screen/hash.h"

#if defined(__x86_64__) && !defined(PILKADA_NO_SIMD)

#include <immintrin.h>

#define PK_PATH_TARGET __attribute__((target("avx2,bmi,bmi2,popcnt")))

/* Masks of a block, a bit a byte: as in blocks.c. */
typedef struct block {
    uint64_t letter, digit, high, capital, same, sign, pair;
} block;

PK_PATH_TARGET static inline __m256i each(char c) {
    return _mm256_set1_epi8(c);
}

PK_PATH_TARGET static inline uint64_t bits(__m256i tops) {
    return (uint32_t)_mm256_movemask_epi8(tops);
}

/* 0xFF where first <= byte <= first + more, as unsigned bytes. */
PK_PATH_TARGET static inline __m256i between(__m256i bytes, char first, char more) {
    __m256i above = _mm256_sub_epi8(bytes, each(first));
    return _mm256_cmpeq_epi8(_mm256_min_epu8(above, each(more)), above);
}

PK_PATH_TARGET static inline __m256i equal(__m256i bytes, char c) {
    return _mm256_cmpeq_epi8(bytes, each(c));
}

PK_PATH_TARGET static inline void fold_half(const char *from, char *to, block *out, unsigned place) {
    __m256i bytes, next;
    memcpy(&bytes, from, sizeof bytes);
    memcpy(&next, from + 1, sizeof next);
    __m256i small = _mm256_or_si256(bytes, each(0x20)), letter = between(small, 'a', 25);
    __m256i folded = _mm256_blendv_epi8(bytes, small, letter), shout = equal(bytes, '!');
    uint64_t letters = bits(letter);
    out->letter |= letters << place;
    out->digit |= bits(between(bytes, '0', 9)) << place;
    out->high |= bits(bytes) << place;
    out->capital |= (letters & ~bits(_mm256_slli_epi16(bytes, 2))) << place;
    out->same |= bits(_mm256_cmpeq_epi8(small, _mm256_or_si256(next, each(0x20)))) << place;
    out->sign |= bits(_mm256_or_si256(shout, _mm256_or_si256(equal(bytes, '@'), equal(bytes, '$')))) << place;
    __m256i line = _mm256_or_si256(equal(bytes, '|'), equal(bytes, '~'));
    out->pair |= bits(_mm256_or_si256(shout, _mm256_or_si256(equal(bytes, '?'), line))) << place;
    memcpy(to, &folded, sizeof folded);
}

PK_PATH_TARGET static inline void fold_block(const char *from, char *to, block *out) {
    *out = (block){0};
    fold_half(from, to, out, 0);
    fold_half(from + 32, to + 32, out, 32);
}

PK_PATH_TARGET static inline unsigned bit_count(uint64_t bits) {
    return (unsigned)_mm_popcnt_u64(bits);
}

PK_PATH_TARGET static inline unsigned first_bit(uint64_t bits) {
    return (unsigned)_tzcnt_u64(bits);
}

PK_PATH_TARGET static inline uint64_t hash_short(const char *p, size_t size) {
    __m128i bytes, keep;
    memcpy(&bytes, p, sizeof bytes);
    memcpy(&keep, pk_hash_keep + PK_HASH_PAD - size, sizeof keep);
    bytes = _mm_and_si128(bytes, keep);
    return pk_hash_halves((uint64_t)_mm_cvtsi128_si64(bytes), (uint64_t)_mm_extract_epi64(bytes, 1));
}

#include "screen/edges_body.h"

#include "screen/blocks_body.h"
#include "screen/probe_body.h"

/* The last 32 bytes are looked at once more rather than one by one. */
PK_PATH_TARGET static bool is_ascii(pk_span text) {
    __m256i all = _mm256_setzero_si256(), bytes;
    if (text.size < sizeof bytes)
        return pk_is_ascii(text);
    for (size_t i = 0; i + sizeof bytes <= text.size; i += sizeof bytes) {
        memcpy(&bytes, text.data + i, sizeof bytes);
        all = _mm256_or_si256(all, bytes);
    }
    memcpy(&bytes, text.data + text.size - sizeof bytes, sizeof bytes);
    return bits(_mm256_or_si256(all, bytes)) == 0;
}

PK_PATH_TARGET static size_t copy_ascii(char *to, pk_span text) {
    size_t count = 0;
    for (__m256i bytes; count + sizeof bytes <= text.size; count += sizeof bytes) {
        memcpy(&bytes, text.data + count, sizeof bytes);
        memcpy(to + count, &bytes, sizeof bytes);
        if (bits(bytes))
            return count + first_bit(bits(bytes));
    }
    return count + pk_kernel_portable.copy_ascii(to + count, (pk_span){text.data + count, text.size - count});
}

static const pk_kernel kernel = {is_ascii, copy_ascii, cut, probe};

const pk_kernel *pk_kernel_avx2(void) {
    bool there = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
                 __builtin_cpu_supports("popcnt");
    return there ? &kernel : NULL;
}

#else

const pk_kernel *pk_kernel_avx2(void) {
    return NULL;
}

#endif
