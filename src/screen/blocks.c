/** @file screen/blocks.c  Blocks in plain C, eight bytes at a time in one register: see screen/blocks.h. */
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

/* The top bits of eight bytes, gathered in the lowest eight. */
static uint64_t gather(uint64_t tops) {
    return ((tops & TOP) >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

/* Top bits where `least` <= byte <= `most`, for bytes below 128. */
static uint64_t between(uint64_t bytes, unsigned least, unsigned most) {
    return (bytes + EACH(0x80 - least)) & ~(bytes + EACH(0x7F - most));
}

/* Top bits where a byte is 0. */
static uint64_t zeros(uint64_t bytes) {
    return ~(((bytes & ~TOP) + EACH(0x7F)) | bytes) & TOP;
}

static uint64_t equal(uint64_t bytes, char c) {
    return zeros(bytes ^ EACH((unsigned char)c));
}

static inline void fold_eight(const char *from, char *to, block *out, unsigned place) {
    uint64_t bytes = load(from), high = bytes & TOP, low = bytes & ~TOP, small = low | EACH(0x20);
    uint64_t letter = between(small, 'a', 'z') & ~high & TOP, digit = between(low, '0', '9') & ~high & TOP;
    uint64_t capital = letter & ~(bytes << 2), next = load(from + 1) | EACH(0x20);
    out->letter |= gather(letter) << place;
    out->digit |= gather(digit) << place;
    out->high |= gather(high) << place;
    out->capital |= gather(capital) << place;
    out->same |= gather(zeros((bytes | EACH(0x20)) ^ next)) << place;
    /* Signs are rare: most eight bytes hold nothing but word bytes and blanks. */
    uint64_t other = ~(letter | digit | high | equal(bytes, ' ')) & TOP;
    if (other) {
        uint64_t shout = equal(bytes, '!');
        out->sign |= gather(shout | equal(bytes, '@') | equal(bytes, '$')) << place;
        out->pair |= gather(shout | equal(bytes, '?') | equal(bytes, '|') | equal(bytes, '~')) << place;
    }
    store(to, bytes | capital >> 2);
}

static inline void fold_block(const char *from, char *to, block *out) {
    *out = (block){0};
    for (unsigned i = 0; i < PK_BLOCK; i += 8)
        fold_eight(from + i, to + i, out, i);
}

static inline unsigned first_bit(uint64_t bits) {
    return (unsigned)__builtin_ctzll(bits | UINT64_C(1) << 63);
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
