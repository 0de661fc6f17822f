/** @file screen/edges_body.h  put_edges() and fold_last() in steps that every machine has. No ordinary header: see
 * screen/blocks_body.h. */

/* Twelve at a time, whether or not there are so many: twenty in a block are usual, and the branch is foreseen. */
PK_PATH_TARGET static inline uint32_t *put_edges(uint32_t *out, uint64_t edges, uint32_t base) {
    enum { AT_ONCE = 12 };
    uint32_t *end = out + bit_count(edges);
    for (; out < end; out += AT_ONCE) {
        for (unsigned i = 0; i < AT_ONCE; i++) {
            out[i] = base + first_bit(edges);
            edges &= edges - 1;
        }
    }
    return end;
}

/* The last block, where it is written: its end is not the end of what can be read there. */
PK_PATH_TARGET static inline void fold_last(const char *from, size_t size, char *to, block *out) {
    memmove(to, from, size);
    memset(to + size, 0, PK_BLOCK + 1 - size);
    fold_block(to, to, out);
}
