/**
 * @file screen/blocks_body.h  From masks to words. No ordinary header: each path includes it once, after defining
 *
 *     PK_PATH_TARGET          attributes of its functions, so that they share one set of instructions
 *     fold_block()            one block folded in place: static void (char *, block *)
 *     block                   the masks below, a bit a byte
 */

/* What the block before leaves behind: its last bits, at the place of bit 0 (words: of bits 0 and 1). */
typedef struct carry {
    uint64_t word, words, letter, digit, high, sign, start, same;
} carry;

PK_PATH_TARGET static inline unsigned bit_count(uint64_t bits) {
    return (unsigned)__builtin_popcountll(bits);
}

PK_PATH_TARGET static inline unsigned first_bit(uint64_t bits) {
    return (unsigned)__builtin_ctzll(bits);
}

PK_PATH_TARGET static inline void put_edges(pk_blocks *self, uint64_t edges, uint32_t base) {
    uint32_t *out = self->edges + self->edge_count;
    self->edge_count += bit_count(edges);
    for (; edges; edges &= edges - 1)
        *out++ = base + first_bit(edges);
}

/* The odd bits of a block belong to the word that starts at or before them. */
PK_PATH_TARGET static inline void put_odd(uint8_t *odd, size_t words, uint64_t starts, uint64_t bits, unsigned flag) {
    for (; bits; bits &= bits - 1) {
        uint64_t upto = bits ^ (bits - 1); /* the lowest bit and all below it */
        odd[words + bit_count(starts & upto) - 1] |= (uint8_t)flag;
    }
}

PK_PATH_TARGET static inline void put_glued(uint8_t *odd, size_t words, uint64_t starts, uint64_t bits) {
    for (; bits; bits &= bits - 1) {
        uint64_t upto = bits ^ (bits - 1);
        odd[words + bit_count(starts & upto) - 2] |= PK_ODD_GLUED;
    }
}

PK_PATH_TARGET static inline void note_odd(pk_blocks *self, const block *b, const carry *last, uint64_t words,
                                           uint64_t starts) {
    size_t before = (self->edge_count + 1) / 2;
    uint8_t *odd = self->odd;
    uint64_t mixed = (b->digit & (b->letter << 1 | last->letter)) | (b->letter & (b->digit << 1 | last->digit));
    uint64_t run = b->same & (b->same << 1 | last->same) & b->letter;
    uint64_t single = ~words & (starts << 1 | last->start);
    uint64_t lead = starts & (b->sign << 1 | last->sign), glued = lead & (words << 2 | last->words);
    uint64_t high = b->high & words & ~(b->high << 1 | last->high);
    memset(odd + before, 0, PK_BLOCK / 2);
    if (!(mixed | run | single | lead | b->high))
        return;
    put_odd(odd, before, starts, mixed, PK_ODD_MIXED);
    put_odd(odd, before, starts, run, PK_ODD_RUN);
    put_odd(odd, before, starts, single, PK_ODD_SINGLE);
    put_odd(odd, before, starts, lead, PK_ODD_LEAD);
    put_odd(odd, before, starts, high | (b->high & starts), PK_ODD_HIGH | PK_ODD_SINGLE);
    put_glued(odd, before, starts, glued);
}

PK_PATH_TARGET static inline void note_marks(pk_blocks *self, const block *b, uint32_t base) {
    self->marks->letters += bit_count(b->letter);
    self->marks->capitals += bit_count(b->capital);
    for (uint64_t bits = b->pair; bits; bits &= bits - 1)
        pk_marks_add_pair(self->marks, self->text, base + first_bit(bits));
}

PK_PATH_TARGET static void run(pk_blocks *self) {
    carry last = {0};
    self->edge_count = 0;
    for (size_t i = 0; i < self->count; i++) {
        block b;
        fold_block(self->text + i * PK_BLOCK, &b);
        uint64_t words = b.letter | b.digit | b.high;
        if (self->holes)
            words &= ~self->holes[i];
        uint64_t shifted = words << 1 | last.word, starts = words & ~shifted;
        if (self->odd)
            note_odd(self, &b, &last, words, starts);
        put_edges(self, words ^ shifted, (uint32_t)(i * PK_BLOCK));
        if (self->marks)
            note_marks(self, &b, (uint32_t)(i * PK_BLOCK));
        last = (carry){words >> 63,  words >> 62,  b.letter >> 63, b.digit >> 63,
                       b.high >> 63, b.sign >> 63, starts >> 63,   b.same >> 63};
    }
}
