/** @file core/bignum.c  Plain schoolbook arithmetic: see core/bignum.h. */
#include "core/bignum.h"

#include <string.h>

static void push(pk_big *self, uint32_t limb) {
    if (limb && self->size < PK_BIG_LIMBS)
        self->limbs[self->size++] = limb;
}

static void trim(pk_big *self) {
    while (self->size && !self->limbs[self->size - 1])
        self->size--;
}

void pk_big_set(pk_big *self, uint64_t value) {
    self->size = 2;
    self->limbs[0] = (uint32_t)value;
    self->limbs[1] = (uint32_t)(value >> 32);
    trim(self);
}

void pk_big_multiply(pk_big *self, uint32_t factor, uint32_t term) {
    uint64_t carry = term;
    for (size_t i = 0; i < self->size; i++) {
        carry += (uint64_t)self->limbs[i] * factor;
        self->limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
    push(self, (uint32_t)carry);
}

void pk_big_multiply_power10(pk_big *self, unsigned exponent) {
    for (; exponent >= 9; exponent -= 9)
        pk_big_multiply(self, 1000000000u, 0);
    for (; exponent; exponent--)
        pk_big_multiply(self, 10, 0);
}

void pk_big_shift(pk_big *self, unsigned bits) {
    size_t whole = bits / 32;
    if (bits % 32)
        pk_big_multiply(self, (uint32_t)1 << bits % 32, 0);
    if (!whole || !self->size || self->size + whole > PK_BIG_LIMBS)
        return;
    memmove(self->limbs + whole, self->limbs, self->size * sizeof *self->limbs);
    memset(self->limbs, 0, whole * sizeof *self->limbs);
    self->size += whole;
}

void pk_big_add(pk_big *self, const pk_big *other) {
    uint64_t carry = 0;
    while (self->size < other->size)
        self->limbs[self->size++] = 0;
    for (size_t i = 0; i < self->size; i++) {
        carry += (uint64_t)self->limbs[i] + (i < other->size ? other->limbs[i] : 0);
        self->limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
    push(self, (uint32_t)carry);
}

void pk_big_subtract(pk_big *self, const pk_big *other) {
    uint64_t borrow = 0;
    for (size_t i = 0; i < self->size; i++) {
        uint64_t taken = borrow + (i < other->size ? other->limbs[i] : 0);
        borrow = self->limbs[i] < taken;
        self->limbs[i] = (uint32_t)(self->limbs[i] - taken);
    }
    trim(self);
}

void pk_big_copy(pk_big *self, const pk_big *other) {
    self->size = other->size;
    memcpy(self->limbs, other->limbs, other->size * sizeof *other->limbs);
}

int pk_big_compare(const pk_big *a, const pk_big *b) {
    if (a->size != b->size)
        return a->size < b->size ? -1 : 1;
    for (size_t i = a->size; i-- > 0;)
        if (a->limbs[i] != b->limbs[i])
            return a->limbs[i] < b->limbs[i] ? -1 : 1;
    return 0;
}

unsigned pk_big_bits(const pk_big *self) {
    if (!self->size)
        return 0;
    unsigned bits = 0;
    for (uint32_t top = self->limbs[self->size - 1]; top; top >>= 1)
        bits++;
    return (unsigned)(self->size - 1) * 32 + bits;
}
