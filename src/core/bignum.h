/** @file core/bignum.h  Non-negative integers of a fixed room: enough for every digit of every double. */
#ifndef PK_CORE_BIGNUM_H
#define PK_CORE_BIGNUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* 10^1124 has 3734 bits: the divisor of 770 digits next to the smallest double. One limb more for shifting. */
enum { PK_BIG_LIMBS = 128 };

/** `size` limbs of 32 bits, lowest first, without zeros on top. Callers stay within the room. */
typedef struct pk_big {
    size_t size;
    uint32_t limbs[PK_BIG_LIMBS];
} pk_big;

void pk_big_set(pk_big *self, uint64_t value);
/** self = self * factor + term */
void pk_big_multiply(pk_big *self, uint32_t factor, uint32_t term);
void pk_big_multiply_power10(pk_big *self, unsigned exponent);
void pk_big_shift(pk_big *self, unsigned bits);
/** self += other */
void pk_big_add(pk_big *self, const pk_big *other);
/** self -= other, which is not greater. */
void pk_big_subtract(pk_big *self, const pk_big *other);
void pk_big_copy(pk_big *self, const pk_big *other);
int pk_big_compare(const pk_big *a, const pk_big *b);
/** Bits up to the highest one that is set; 0 for 0. */
unsigned pk_big_bits(const pk_big *self);

#endif
