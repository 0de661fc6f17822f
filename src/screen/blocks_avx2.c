/** @file screen/blocks_avx2.c  Blocks as two registers of 32 bytes: see screen/blocks.h. */
#include "screen/blocks.h"

#include <string.h>

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

PK_PATH_TARGET static inline void fold_half(char *p, block *out, unsigned place) {
    __m256i bytes, next;
    memcpy(&bytes, p, sizeof bytes);
    memcpy(&next, p + 1, sizeof next);
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
    memcpy(p, &folded, sizeof folded);
}

PK_PATH_TARGET static inline void fold_block(char *p, block *out) {
    *out = (block){0};
    fold_half(p, out, 0);
    fold_half(p + 32, out, 32);
}

#include "screen/blocks_body.h"

pk_blocks_run pk_blocks_avx2(void) {
    bool there = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
                 __builtin_cpu_supports("popcnt");
    return there ? run : NULL;
}

#else

pk_blocks_run pk_blocks_avx2(void) {
    return NULL;
}

#endif
