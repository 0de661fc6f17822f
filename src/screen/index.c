/** @file screen/index.c  Bits for words and pairs of words: see screen/index.h. */
#include "screen/index.h"

enum { BITS_FOR_PHRASE = 16, LEAST_BITS = 16, MOST_BITS = 22, MOST_SPELLINGS = 16 };

void pk_index_init(pk_index *self, const pilkada_allocator *allocator) {
    *self = (pk_index){.allocator = allocator};
}

void pk_index_dispose(pk_index *self) {
    pk_free(self->allocator, self->single);
    *self = (pk_index){0};
}

static void put(uint64_t *bits, unsigned shift, uint64_t hash) {
    bits[hash >> shift] |= UINT64_C(1) << (hash & 63) | UINT64_C(1) << (hash >> 6 & 63);
}

/* ---- building ---- */

/* A word and the chat spellings that stand for it. */
typedef struct spellings {
    uint64_t hashes[MOST_SPELLINGS];
    size_t count; /* more than there is room for: any word may stand for it */
} spellings;

typedef struct builder {
    pk_index *index;
    const pk_phrases *phrases;
    const pk_vocabulary *vocabulary;
    uint32_t *spelled, *other; /* by word: its first chat spelling; the next one of the same word */
} builder;

static spellings spellings_of(const builder *self, uint32_t word) {
    const pk_word *words = self->vocabulary->words;
    spellings all = {.hashes = {words[word].hash}, .count = 1};
    for (uint32_t i = self->spelled[word]; i != PK_NO_WORD && all.count < MOST_SPELLINGS; i = self->other[i])
        all.hashes[all.count++] = words[i].hash;
    return all;
}

static void put_single(builder *self, uint32_t word) {
    pk_index *index = self->index;
    put(index->single, index->shift, self->vocabulary->words[word].hash);
    for (uint32_t i = self->spelled[word]; i != PK_NO_WORD; i = self->other[i])
        put(index->single, index->shift, self->vocabulary->words[i].hash);
}

static void put_pair(builder *self, uint32_t one, uint32_t two) {
    pk_index *index = self->index;
    spellings a = spellings_of(self, one), b = spellings_of(self, two);
    for (size_t i = 0; i < a.count; i++) {
        put(index->first, index->shift, a.hashes[i]);
        for (size_t k = 0; k < b.count; k++)
            put(index->pair, index->shift, pk_pair_hash(a.hashes[i], b.hashes[k]));
    }
    if (a.count == MOST_SPELLINGS || b.count == MOST_SPELLINGS)
        put_single(self, one); /* too many pairs: every place of the first word is tried */
}

static void put_neighbours(builder *self, uint32_t one, uint32_t two) {
    const pk_word *words = self->vocabulary->words;
    put(self->index->first, self->index->shift, pk_pair_hash(words[one].hash, words[two].hash));
}

/* The root is no node of a phrase. */
static void put_paths(builder *self) {
    const pk_phrases *phrases = self->phrases;
    const pk_branch *branches = phrases->branches;
    for (size_t i = 1; i < phrases->branch_count; i++) {
        const pk_branch *branch = &branches[i];
        if (branch->before == 0 && branch->outputs != PK_NO_NODE)
            put_single(self, branch->word);
        else if (branch->before && branches[branch->before].before == 0)
            put_pair(self, branches[branch->before].word, branch->word);
        if (branch->before)
            put_neighbours(self, branches[branch->before].word, branch->word);
    }
}

static void list_spellings(builder *self) {
    const pk_vocabulary *vocabulary = self->vocabulary;
    memset(self->spelled, 0xFF, vocabulary->count * sizeof *self->spelled);
    for (uint32_t i = 0; i < vocabulary->count; i++) {
        uint32_t full = vocabulary->words[i].alias;
        if (full == PK_NO_WORD)
            continue;
        self->other[i] = self->spelled[full];
        self->spelled[full] = i;
    }
}

static bool bits_reserve(pk_index *self, size_t phrases) {
    unsigned bits = LEAST_BITS;
    while (bits < MOST_BITS && (UINT64_C(1) << bits) < (uint64_t)phrases * BITS_FOR_PHRASE)
        bits++;
    size_t words = (size_t)1 << (bits - 6);
    self->single = pk_alloc_zero(self->allocator, words * 3, sizeof *self->single);
    if (!self->single)
        return false;
    self->pair = self->single + words;
    self->first = self->pair + words;
    self->shift = 64 - (bits - 6);
    return true;
}

bool pk_index_build(pk_index *self, const pk_phrases *phrases, const pk_vocabulary *vocabulary) {
    size_t words = vocabulary->count + 1;
    builder work = {.index = self, .phrases = phrases, .vocabulary = vocabulary};
    uint32_t *room = pk_alloc_zero(self->allocator, words * 2, sizeof *room);
    if (!room || !bits_reserve(self, phrases->output_count)) {
        pk_free(self->allocator, room);
        return false;
    }
    work.spelled = room;
    work.other = room + words;
    list_spellings(&work);
    put_paths(&work);
    pk_free(self->allocator, room);
    return true;
}

/* ---- probing ---- */

pk_places pk_index_probe(const pk_index *self, pk_scan *scan) {
    pk_probe work = {.folded = scan->folded,
                     .edges = scan->edges,
                     .count = scan->count,
                     .single = self->single,
                     .pair = self->pair,
                     .shift = self->shift,
                     .hashes = scan->hashes,
                     .out = scan->candidates};
    scan->kernel->probe(&work);
    return (pk_places){.plain = work.out, .plain_count = work.found};
}

static bool holds(const pk_index *self, const uint64_t *bits, uint64_t hash) {
    return pk_hash_bits(bits, self->shift, hash) & 1;
}

bool pk_index_may_join(const pk_index *self, pk_span one, pk_span two) {
    return holds(self, self->first,
                 pk_pair_hash(pk_word_hash_padded(one.data, one.size), pk_word_hash_padded(two.data, two.size)));
}

/* May a phrase begin with this reading? */
static bool begins(const pk_index *self, const pk_scan *scan, const pk_reading_edge *edge, uint64_t hash) {
    if (holds(self, self->single, hash))
        return true;
    if (!holds(self, self->first, hash) || (edge->second == PK_NO_WORD && edge->next >= scan->count))
        return false;
    bool open = edge->second != PK_NO_WORD || !pk_is_read_plainly(scan, edge->next);
    return open || holds(self, self->pair, pk_pair_hash(hash, scan->hashes[edge->next]));
}

/* A phrase may begin with such a word, or with the word before it. */
void pk_index_probe_odd(const pk_index *self, const pk_readings *readings, pk_places *places) {
    const pk_scan *scan = readings->scan;
    uint32_t *out = scan->candidates + 2 * scan->hash_capacity;
    size_t found = 0;
    for (size_t k = 0; k < scan->odd_count; k++) {
        uint32_t i = scan->odd_words[k];
        bool before = false, here = false;
        for (uint32_t n = readings->first[i]; n < readings->last[i]; n++) {
            const pk_reading_edge *edge = &readings->edges[n];
            uint64_t hash = readings->vocabulary->words[edge->word].hash;
            before = before || (i > 0 && holds(self, self->pair, pk_pair_hash(scan->hashes[i - 1], hash)));
            here = here || begins(self, scan, edge, hash);
        }
        out[found] = i - 1;
        found += before;
        out[found] = i;
        found += here;
    }
    places->odd = out;
    places->odd_count = found;
}
