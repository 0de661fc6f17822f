/** @file screen/blocks.c  Blocks in plain C, sixteen bytes at a time: see screen/blocks.h. */
#include "screen/blocks.h"

#include <string.h>

#include "screen/hash.h"

/* Masks of a block, a bit a byte. */
typedef struct block {
    uint64_t letter, digit, high, capital;
    uint64_t same; /* letter i is letter i + 1, whatever their case */
    uint64_t sign; /* @ $ ! */
    uint64_t pair; /* ! ? | ~ : may end a pair of signs */
} block;

#define EACH(byte) (UINT64_C(0x0101010101010101) * (uint64_t)(byte))
#define TOP EACH(0x80)

static uint64_t load(const char *p) {
    uint64_t value;
    memcpy(&value, p, sizeof value);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    value = __builtin_bswap64(value);
#endif
    return value;
}

static void store(char *p, uint64_t value) {
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    value = __builtin_bswap64(value);
#endif
    memcpy(p, &value, sizeof value);
}

/* ---- sixteen bytes: the compiler makes of them what the machine has ---- */

typedef uint8_t lanes __attribute__((vector_size(16)));
typedef int8_t signs __attribute__((vector_size(16)));

static inline lanes load_lanes(const char *p) {
    lanes value;
    memcpy(&value, p, sizeof value);
    return value;
}

/* 0xFF where first <= byte <= first + more. */
static inline lanes between(lanes bytes, uint8_t first, uint8_t more) {
    return (lanes)((bytes - first) <= ((lanes){0} + more));
}

static inline lanes equal(lanes bytes, char c) {
    return (lanes)(bytes == ((lanes){0} + (uint8_t)c));
}

/* A bit for each lane that is 0xFF: eight different ones make a byte, which is their sum. */
static inline uint64_t bits(lanes all) {
    static const lanes weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    uint64_t halves[2];
    all &= weights;
    memcpy(halves, &all, sizeof halves);
    return halves[0] * EACH(1) >> 56 | halves[1] * EACH(1) >> 56 << 8;
}

static inline bool is_any(lanes all) {
    uint64_t halves[2];
    memcpy(halves, &all, sizeof halves);
    return halves[0] | halves[1];
}

static inline void fold_sixteen(const char *from, char *to, block *out, unsigned place) {
    lanes bytes = load_lanes(from), next = load_lanes(from + 1), small = bytes | 0x20;
    lanes letter = between(small, 'a', 25), capital = between(bytes, 'A', 25), folded = bytes | (capital & 0x20);
    out->letter |= bits(letter) << place;
    out->digit |= bits(between(bytes, '0', 9)) << place;
    out->high |= bits((lanes)((signs)bytes < 0)) << place;
    out->capital |= bits(capital) << place;
    out->same |= bits((lanes)(small == (next | 0x20))) << place;
    lanes shout = equal(bytes, '!'), sign = shout | equal(bytes, '@') | equal(bytes, '$');
    lanes pair = shout | equal(bytes, '?') | equal(bytes, '|') | equal(bytes, '~');
    if (is_any(sign | pair)) { /* few texts have many of them */
        out->sign |= bits(sign) << place;
        out->pair |= bits(pair) << place;
    }
    memcpy(to, &folded, sizeof folded);
}

static inline void fold_block(const char *from, char *to, block *out) {
    *out = (block){0};
    for (unsigned i = 0; i < PK_BLOCK; i += 16)
        fold_sixteen(from + i, to + i, out, i);
}

static inline unsigned first_bit(uint64_t bits) {
    return (unsigned)__builtin_ctzll(bits | UINT64_C(1) << 63);
}

/* In pairs, fours and bytes, then all bytes: a library does it by a table. */
static inline unsigned bit_count(uint64_t bits) {
    bits -= bits >> 1 & EACH(0x55);
    bits = (bits & EACH(0x33)) + (bits >> 2 & EACH(0x33));
    return (unsigned)(((bits + (bits >> 4)) & EACH(0x0F)) * EACH(1) >> 56);
}

static inline uint64_t hash_short(const char *p, size_t size) {
    return pk_hash_piece(p, size);
}

#define PK_PATH_TARGET
#include "screen/edges_body.h"

#include "screen/blocks_body.h"
#include "screen/probe_body.h"

static bool is_ascii(pk_span text) {
    return pk_is_ascii(text);
}

static size_t copy_ascii(char *to, pk_span text) {
    size_t count = 0;
    for (; count + 8 <= text.size; count += 8) {
        uint64_t bytes = load(text.data + count), high = bytes & TOP;
        store(to + count, bytes);
        if (high)
            return count + first_bit(high) / 8;
    }
    for (; count < text.size && (unsigned char)text.data[count] < 128; count++)
        to[count] = text.data[count];
    return count;
}

const pk_kernel pk_kernel_portable = {is_ascii, copy_ascii, cut, probe};

const pk_kernel *pk_kernel_best(void) {
    const pk_kernel *fast = pk_kernel_avx512();
    fast = fast ? fast : pk_kernel_avx2();
    return fast ? fast : &pk_kernel_portable;
}

/* ---- pairs of signs ---- */

void pk_mark_add(pk_mark *self, uint32_t start, uint32_t end) {
    if (!self->count++ || start < self->start) {
        self->start = start;
        self->end = end;
    }
}

void pk_marks_add_pair(pk_marks *self, const char *text, uint32_t at) {
    char before = text[(ptrdiff_t)at - 1], c = text[at];
    if (before == '!' && c == '!')
        pk_mark_add(&self->exclaimed, at - 1, at + 1);
    else if ((before == '?' && (c == '?' || c == '!')) || (before == '!' && c == '?'))
        pk_mark_add(&self->questioned, at - 1, at + 1);
    else if ((before == '|' && c == '|') || (before == ' ' && c == '~'))
        pk_mark_add(&self->divided, at - 1, at + 1);
}
