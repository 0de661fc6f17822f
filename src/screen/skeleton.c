/** @file screen/skeleton.c  Bits for skeletons of words: see screen/skeleton.h. */
#include "screen/skeleton.h"

#include "screen/vocabulary.h"

enum { BITS_FOR_WORD = 32, LEAST_BITS = 12, MOST_BITS = 22 };

#define TURN(from, to) [from] = (from) ^ (to)

const unsigned char pk_skeleton_turn[256] = {TURN('4', 'a'), TURN('@', 'a'), TURN('0', 'o'), TURN('3', 'e'),
                                             TURN('5', 's'), TURN('$', 's'), TURN('7', 't'), TURN('1', 'i'),
                                             TURN('!', 'i'), TURN('l', 'i')};

static void put(pk_skeletons *self, const pk_skeleton *one) {
    uint64_t hash = pk_skeleton_hash(one);
    self->bits[hash >> self->shift] |= UINT64_C(1) << (hash & 63);
}

static void put_word(pk_skeletons *self, pk_span word) {
    pk_skeleton one = {0};
    for (size_t i = 0; i < word.size; i++) {
        pk_skeleton_add(&one, word.data[i]);
        if (pk_skeleton_is_beginning(&one))
            put(self, &one);
    }
    put(self, &one);
}

bool pk_skeletons_build(pk_skeletons *self, const pk_vocabulary *vocabulary) {
    unsigned bits = LEAST_BITS;
    while (bits < MOST_BITS && (UINT64_C(1) << bits) < (uint64_t)vocabulary->count * BITS_FOR_WORD)
        bits++;
    self->bits = pk_alloc_zero(vocabulary->allocator, (size_t)1 << (bits - 6), sizeof *self->bits);
    if (!self->bits)
        return false;
    self->shift = 64 - (bits - 6);
    for (uint32_t i = 0; i < vocabulary->count; i++)
        put_word(self, pk_vocabulary_text(vocabulary, i));
    return true;
}

void pk_skeletons_dispose(pk_skeletons *self, const pilkada_allocator *allocator) {
    pk_free(allocator, self->bits);
    *self = (pk_skeletons){0};
}

/* A 2 may stand for all that is before it, so nothing is known of such a word. */
bool pk_skeletons_may_hold(const pk_skeletons *self, pk_span word, char lead) {
    pk_skeleton alone = {0}, led = {0};
    bool two = false;
    pk_skeleton_add(&led, lead);
    for (size_t i = 0; i < word.size && alone.size <= PK_WORD_MAX; i++) {
        pk_skeleton_add(&alone, word.data[i]);
        pk_skeleton_add(&led, word.data[i]);
        two |= word.data[i] == '2';
    }
    return two || pk_skeletons_hold(self, &alone) || (lead && pk_skeletons_hold(self, &led));
}
