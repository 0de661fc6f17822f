/**
 * @file screen/probe_body.h  From words to candidates. No ordinary header: see screen/blocks_body.h. The path defines
 * as well:
 *
 *     hash_short()    pk_word_hash_padded() of 1 to 16 bytes: static uint64_t (const char *, size_t)
 *
 * No branch depends on the text, long words aside: a word is always written, and counts if it is wanted. Everything
 * is in locals, as the compiler must think that a store could change what a pointer shows.
 */

/* Hash all words; pick those whose first bit is there, alone or behind the word before them. */
PK_PATH_TARGET static size_t pick(const pk_probe *self, uint32_t *restrict out) {
    const uint64_t *single = self->single, *pair = self->pair;
    const uint32_t *edges = self->edges, *begin = out;
    const char *folded = self->folded;
    const unsigned shift = self->shift;
    const size_t count = self->count;
    uint64_t *restrict hashes = self->hashes, before = 0;
    for (size_t i = 0; i < count; i++) {
        size_t start = edges[2 * i], size = edges[2 * i + 1] - start;
        uint64_t hash = size <= PK_HASH_PAD ? hash_short(folded + start, size) : pk_hash_long(folded + start, size);
        uint64_t behind = pk_pair_hash(before, hash);
        hashes[i] = before = hash;
        *out = (uint32_t)i;
        out += (pk_hash_bit(pair, shift, behind) | pk_hash_bit(single, shift, hash)) & 1;
    }
    return (size_t)(out - begin);
}

/* Those picked words of which both bits are there, as the places where a phrase may begin. */
PK_PATH_TARGET static size_t sift(const pk_probe *self, const uint32_t *picked, size_t count, uint32_t *begin) {
    const uint64_t *hashes = self->hashes;
    uint32_t *out = begin;
    for (size_t k = 0; k < count; k++) {
        uint32_t i = picked[k];
        *out = i - 1;
        out += i && (pk_hash_bits(self->pair, self->shift, pk_pair_hash(hashes[i - 1], hashes[i])) & 1);
        *out = i;
        out += pk_hash_bits(self->single, self->shift, hashes[i]) & 1;
    }
    return (size_t)(out - begin);
}

/* The picked words stand in the upper half of the room: each becomes two places at most, so none is overtaken. */
PK_PATH_TARGET static void probe(pk_probe *self) {
    uint32_t *picked = self->out + self->count;
    self->found = sift(self, picked, pick(self, picked), self->out);
}
