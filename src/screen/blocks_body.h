/**
 * @file screen/blocks_body.h  From masks to words. No ordinary header: each path includes it once, after defining
 *
 *     PK_PATH_TARGET          attributes of its functions, so that they share one set of instructions
 *     fold_block()            one block folded, of which one byte more can be read: static void (const char *from, char
 * *to, block *) fold_last()             the same for 64 bytes or fewer, with zeros behind them, of which nothing more
 * can be read: static void (const char *from, size_t size, char *to, block *) first_bit()             the place of the
 * lowest bit; anything for 0: static unsigned (uint64_t) put_edges()             the places of all bits, from `base`
 * on: static uint32_t *(uint32_t *out, uint64_t, uint32_t base); returns the end, and may write PK_BLOCK places
 * whatever their number block                   the masks below, a bit a byte
 */

/* What the block before leaves behind: its last bits, at the place of bit 0 (words: of bits 0 and 1). */
typedef struct carry {
    uint64_t word, words, letter, digit, high, sign, start, same;
} carry;

/* The words of one block. */
typedef struct cuts {
    uint64_t words, starts;
    size_t before; /* words that started in earlier blocks */
    uint32_t base; /* bytes before the block */
} cuts;

/* ---- what is odd ---- */

PK_PATH_TARGET static inline void put_odd(pk_blocks *self, size_t word, unsigned flags) {
    self->odd[word] |= (uint16_t)flags;
    if (self->odd_count == 0 || self->odd_words[self->odd_count - 1] != word)
        self->odd_words[self->odd_count++] = (uint32_t)word;
}

/* The lowest of `bits` in each word: a carry runs from the start of the word up to it. */
PK_PATH_TARGET static inline uint64_t first_of_each(uint64_t bits, uint64_t words, uint64_t starts) {
    return (starts + (words & ~bits)) & bits;
}

/* Ends of single letters, without those that stand alone: letters of a row have up to three characters between them.
 * The ends of the block do not know their neighbours, and characters that are not ASCII have more bytes. */
PK_PATH_TARGET static inline uint64_t near_others(uint64_t single, uint64_t high) {
    const uint64_t borders = UINT64_C(0xF00000000000000F);
    uint64_t after = (single | single >> 1 | single >> 2) >> 2, before = (single | single << 1 | single << 2) << 2;
    return high ? single : single & (after | before | borders);
}

PK_PATH_TARGET static inline void note_odd(pk_blocks *self, const block *b, const carry *last, const cuts *at) {
    uint64_t words = at->words, starts = at->starts;
    uint64_t mixed = (b->digit & (b->letter << 1 | last->letter)) | (b->letter & (b->digit << 1 | last->digit));
    uint64_t run = b->same & (b->same << 1 | last->same) & b->letter, high = b->high & words;
    uint64_t lead = starts & (b->sign << 1 | last->sign),
             single = near_others(~words & (starts << 1 | last->start), b->high);
    uint64_t inside = mixed | run | high | lead, glued = lead & (words << 2 | last->words);
    memset(self->odd + at->before, 0, PK_BLOCK / 2 * sizeof *self->odd);
    if (!(inside | single))
        return;
    inside = first_of_each(inside, words, starts | (words & last->word));
    for (uint64_t left = inside | single; left; left &= left - 1) {
        uint64_t bit = left & -left, rest = (words ^ (words + bit)) & words & -bit; /* of its word */
        size_t word = at->before + bit_count(starts & (bit ^ (bit - 1))) - 1;
        unsigned flags = (mixed & rest ? PK_ODD_MIXED : 0u) | (run & rest ? PK_ODD_RUN : 0u) |
                         (high & rest ? (unsigned)PK_ODD_HIGH | PK_ODD_SINGLE : 0u) | (lead & bit ? PK_ODD_LEAD : 0u) |
                         (single & bit ? PK_ODD_SINGLE : 0u);
        if (glued & bit)
            put_odd(self, word - 1, PK_ODD_GLUED);
        put_odd(self, word, flags);
    }
}

PK_PATH_TARGET static inline void note_marks(pk_blocks *self, const block *b, uint32_t base) {
    self->marks->letters += bit_count(b->letter);
    self->marks->capitals += bit_count(b->capital);
    for (uint64_t bits = b->pair; bits; bits &= bits - 1)
        pk_marks_add_pair(self->marks, self->text, base + first_bit(bits));
}

/* ---- the loop: compiled for each set of wishes, so that what nobody wants costs nothing ---- */

PK_PATH_TARGET __attribute__((always_inline)) static inline void cut_for(pk_blocks *self, bool odd, bool marks) {
    const uint64_t *holes = self->holes;
    const char *source = self->source;
    char *text = self->text;
    const size_t size = self->size;
    uint32_t *edges = self->edges;
    carry last = {0};
    cuts at = {0};
    for (; at.base <= size; at.base += PK_BLOCK) { /* one byte more than there is, so that every word ends */
        size_t left = size - at.base;
        block b;
        if (left > PK_BLOCK)
            fold_block(source + at.base, text + at.base, &b);
        else
            fold_last(source + at.base, left, text + at.base, &b);
        at.words = b.letter | b.digit | b.high;
        if (holes)
            at.words &= ~holes[at.base / PK_BLOCK];
        uint64_t shifted = at.words << 1 | last.word;
        at.starts = at.words & ~shifted;
        if (odd)
            note_odd(self, &b, &last, &at);
        if (marks)
            note_marks(self, &b, at.base);
        edges = put_edges(edges, at.words ^ shifted, at.base);
        at.before += bit_count(at.starts);
        last = (carry){at.words >> 63, at.words >> 62, b.letter >> 63,  b.digit >> 63,
                       b.high >> 63,   b.sign >> 63,   at.starts >> 63, b.same >> 63};
    }
    memset(text + at.base, 0, PK_BLOCK_PAD);
    self->edge_count = (size_t)(edges - self->edges);
}

PK_PATH_TARGET static void cut(pk_blocks *self) {
    self->odd_count = 0;
    if (self->odd && self->marks)
        cut_for(self, true, true);
    else if (self->odd)
        cut_for(self, true, false);
    else
        cut_for(self, false, false);
}
