/** @file screen/skeleton.c  Bits for skeletons of words: see screen/skeleton.h. */
#include "screen/skeleton.h"

#include "screen/vocabulary.h"

enum { BITS_FOR_WORD = 16, LEAST_BITS = 12, MOST_BITS = 22 };

/* What a byte stands for, where that is not the byte. */
static const char letters[256] = {['4'] = 'a', ['@'] = 'a', ['0'] = 'o', ['3'] = 'e', ['5'] = 's',
                                  ['$'] = 's', ['7'] = 't', ['1'] = 'i', ['!'] = 'i', ['l'] = 'i'};

typedef struct skeleton {
    char bytes[PK_WORD_MAX + 1 + PK_HASH_PAD]; /* from 1 on, with room for a sign before them */
    size_t size;
    bool two; /* a 2 may stand for the whole word once more */
} skeleton;

static inline char letter_of(char c) {
    char letter = letters[(unsigned char)c];
    return letter ? letter : c;
}

/* No branch depends on the letters. False for what is too long for any word. */
static bool strip(skeleton *self, pk_span word) {
    char before = '\0', *out = self->bytes + 1;
    size_t size = 0;
    self->two = false;
    for (size_t i = 0; i < word.size && size < PK_WORD_MAX; i++) {
        char letter = letter_of(word.data[i]);
        out[size] = letter;
        size += letter != before;
        self->two |= letter == '2';
        before = letter;
    }
    self->size = size;
    return size < PK_WORD_MAX;
}

bool pk_skeletons_build(pk_skeletons *self, const pk_vocabulary *vocabulary) {
    unsigned bits = LEAST_BITS;
    while (bits < MOST_BITS && (UINT64_C(1) << bits) < (uint64_t)vocabulary->count * BITS_FOR_WORD)
        bits++;
    self->bits = pk_alloc_zero(vocabulary->allocator, (size_t)1 << (bits - 6), sizeof *self->bits);
    if (!self->bits)
        return false;
    self->shift = 64 - (bits - 6);
    for (uint32_t i = 0; i < vocabulary->count; i++) {
        skeleton one;
        (void)strip(&one, pk_vocabulary_text(vocabulary, i));
        uint64_t hash = pk_word_hash_padded(one.bytes + 1, one.size);
        self->bits[hash >> self->shift] |= UINT64_C(1) << (hash & 63);
    }
    return true;
}

void pk_skeletons_dispose(pk_skeletons *self, const pilkada_allocator *allocator) {
    pk_free(allocator, self->bits);
    *self = (pk_skeletons){0};
}

static bool holds(const pk_skeletons *self, const char *bytes, size_t size) {
    return pk_hash_bit(self->bits, self->shift, pk_word_hash_padded(bytes, size)) & 1;
}

bool pk_skeletons_may_hold(const pk_skeletons *self, pk_span word, char lead) {
    skeleton one;
    if (!strip(&one, word) || one.two || holds(self, one.bytes + 1, one.size))
        return true;
    one.bytes[0] = letter_of(lead);
    return lead && one.bytes[0] != one.bytes[1] && holds(self, one.bytes, one.size + 1);
}
