/**
 * @file screen/probe_body.h  From words to candidates. No ordinary header: see screen/blocks_body.h.
 *
 * No branch depends on the text, long words aside: a place is always written, and counts if it is wanted. Everything
 * is in locals, as the compiler must think that a store could change what a pointer shows.
 */

PK_PATH_TARGET static void probe(pk_probe *self) {
    const uint64_t *single = self->single, *pair = self->pair;
    const uint32_t *edges = self->edges;
    const char *folded = self->folded;
    const unsigned shift = self->shift;
    const uint32_t count = (uint32_t)self->count;
    uint64_t *restrict hashes = self->hashes, before = 0;
    uint32_t *restrict out = self->out;
    for (uint32_t i = 0; i < count; i++, edges += 2) {
        uint64_t hash = pk_word_hash_padded(folded + edges[0], edges[1] - edges[0]);
        *hashes++ = hash;
        *out = i - 1;
        out += pk_hash_bit(pair, shift, pk_pair_hash(before, hash)) & 1;
        *out = i;
        out += pk_hash_bit(single, shift, hash) & 1;
        before = hash;
    }
    bool nothing_before = out > self->out && *self->out == UINT32_MAX; /* a pair with no first word */
    self->out += nothing_before;
    self->found = (size_t)(out - self->out);
}
