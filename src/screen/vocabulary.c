/** @file screen/vocabulary.c  Words by hash: see screen/vocabulary.h. */
#include "screen/vocabulary.h"

enum { FIRST_SLOTS = 64, BITS_FOR_WORD = 16, LEAST_BITS = 10, MOST_BITS = 22 };

void pk_vocabulary_init(pk_vocabulary *self, const pilkada_allocator *allocator) {
    *self = (pk_vocabulary){.allocator = allocator};
}

void pk_vocabulary_dispose(pk_vocabulary *self) {
    pk_free(self->allocator, self->words);
    pk_free(self->allocator, self->texts);
    pk_free(self->allocator, self->exact.slots);
    pk_free(self->allocator, self->squeezed.slots);
    pk_skeletons_dispose(&self->skeletons, self->allocator);
    pk_free(self->allocator, self->known);
    *self = (pk_vocabulary){0};
}

uint64_t pk_word_hash(pk_span text) {
    char room[PK_WORD_MAX + PK_HASH_PAD] = {0};
    if (text.size > PK_WORD_MAX)
        return 0; /* no word of an entry */
    memcpy(room, text.data, text.size);
    return pk_word_hash_padded(room, text.size);
}

bool pk_word_squeeze(pk_span text, char *out, size_t *size) {
    size_t used = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (i && text.data[i] == text.data[i - 1] && !pk_is_digit(text.data[i]))
            continue;
        if (used == PK_WORD_MAX)
            return false;
        out[used++] = text.data[i];
    }
    *size = used;
    return true;
}

/* ---- tables ---- */

static pk_span squeezed_text(const pk_vocabulary *self, uint32_t word, char *room) {
    size_t size = 0;
    pk_word_squeeze(pk_vocabulary_text(self, word), room, &size);
    return (pk_span){room, size};
}

/* The ends of a word stay when it is squeezed: nearly all that differ differ there, or are too short. */
static bool squeezes_to(const pk_vocabulary *self, uint32_t word, pk_span key) {
    char room[PK_WORD_MAX];
    pk_span text = pk_vocabulary_text(self, word);
    return key.size && text.size >= key.size && text.data[0] == key.data[0] &&
           text.data[text.size - 1] == key.data[key.size - 1] && pk_span_equal(squeezed_text(self, word, room), key);
}

static uint64_t hash_of(const pk_vocabulary *self, bool squeezed, uint32_t word) {
    char room[PK_WORD_MAX];
    return squeezed ? pk_word_hash(squeezed_text(self, word, room)) : self->words[word].hash;
}

static size_t first_slot(const pk_word_table *table, uint64_t hash) {
    return (size_t)(hash >> 20) & (table->capacity - 1);
}

/* The slot of a key: the one that holds it, or the empty one where it belongs. */
static uint32_t *slot_of(const pk_vocabulary *self, const pk_word_table *table, pk_span key, uint64_t hash) {
    bool squeezed = table == &self->squeezed;
    size_t mask = table->capacity - 1, i = first_slot(table, hash);
    for (; table->slots[i]; i = (i + 1) & mask) {
        uint32_t word = table->slots[i] - 1;
        if (squeezed ? squeezes_to(self, word, key)
                     : self->words[word].hash == hash && pk_span_equal(pk_vocabulary_text(self, word), key))
            break;
    }
    return &table->slots[i];
}

/* Another one than all that are there. */
static void put_new(const pk_word_table *table, uint64_t hash, uint32_t slot) {
    size_t mask = table->capacity - 1, i = first_slot(table, hash);
    while (table->slots[i])
        i = (i + 1) & mask;
    table->slots[i] = slot;
}

static bool table_grow(const pk_vocabulary *self, pk_word_table *table) {
    if (table->capacity && (table->count + 1) * 4 <= table->capacity * 3)
        return true;
    pk_word_table old = *table;
    size_t capacity = old.capacity ? old.capacity * 2 : FIRST_SLOTS;
    uint32_t *slots = pk_alloc_zero(self->allocator, capacity, sizeof *slots);
    if (!slots)
        return false;
    table->slots = slots;
    table->capacity = capacity;
    for (size_t i = 0; i < old.capacity; i++) {
        if (old.slots[i])
            put_new(table, hash_of(self, table == &self->squeezed, old.slots[i] - 1), old.slots[i]);
    }
    pk_free(self->allocator, old.slots);
    return true;
}

/* A word's place in the chain of those that squeeze to the same. */
static void chain(pk_vocabulary *self, uint32_t word) {
    char room[PK_WORD_MAX];
    pk_span key = squeezed_text(self, word, room);
    uint32_t *slot = slot_of(self, &self->squeezed, key, pk_word_hash(key));
    if (*slot)
        self->words[word].squeezed = *slot - 1;
    else
        self->squeezed.count++;
    *slot = word + 1;
}

/* A copy of the text, behind the others. */
static bool text_add(pk_vocabulary *self, pk_span text) {
    size_t needed = self->text_size + 1 + text.size + PK_HASH_PAD;
    if (needed > PK_TEXTS_MAX)
        return false;
    if (needed > self->text_capacity) {
        size_t capacity = needed * 2;
        char *grown = pk_realloc(self->allocator, self->texts, self->text_capacity, capacity);
        if (!grown)
            return false;
        memset(grown + self->text_capacity, 0, capacity - self->text_capacity);
        self->texts = grown;
        self->text_capacity = capacity;
    }
    self->texts[self->text_size] = (char)text.size;
    memcpy(self->texts + self->text_size + 1, text.data, text.size);
    self->text_size += 1 + text.size;
    return true;
}

bool pk_vocabulary_add(pk_vocabulary *self, pk_span text, uint32_t *word) {
    if (!table_grow(self, &self->exact) || !table_grow(self, &self->squeezed))
        return false;
    uint64_t hash = pk_word_hash(text);
    uint32_t *slot = slot_of(self, &self->exact, text, hash);
    if (*slot) {
        *word = *slot - 1;
        return true;
    }
    pk_word *grown = pk_grow(self->allocator, self->words, self->count, &self->capacity, sizeof *grown);
    if (!grown)
        return false;
    self->words = grown;
    if (!text_add(self, text))
        return false;
    *word = (uint32_t)self->count++;
    grown[*word] = (pk_word){hash, (uint32_t)(self->text_size - text.size), PK_NO_WORD, PK_NO_WORD};
    *slot = *word + 1;
    self->exact.count++;
    self->longest = text.size > self->longest ? text.size : self->longest;
    self->beyond_ascii = self->beyond_ascii || !pk_is_ascii(text);
    chain(self, *word);
    return true;
}

void pk_vocabulary_set_alias(pk_vocabulary *self, uint32_t word, uint32_t full) {
    self->words[word].alias = full;
    self->aliases[self->words[word].hash >> 60] |= UINT64_C(1) << (self->words[word].hash & 63);
}

static bool list_known(pk_vocabulary *self) {
    unsigned bits = LEAST_BITS;
    while (bits < MOST_BITS && (UINT64_C(1) << bits) < (uint64_t)self->count * BITS_FOR_WORD)
        bits++;
    self->known = pk_alloc_zero(self->allocator, (size_t)1 << (bits - 6), sizeof *self->known);
    self->known_shift = 64 - (bits - 6);
    for (size_t i = 0; self->known && i < self->count; i++)
        self->known[self->words[i].hash >> self->known_shift] |= UINT64_C(1) << (self->words[i].hash & 63);
    return self->known != NULL;
}

bool pk_vocabulary_finish(pk_vocabulary *self) {
    if (!self->count)
        return pk_skeletons_build(&self->skeletons, self);
    pk_word *words = pk_fit(self->allocator, self->words, self->count, &self->capacity, sizeof *words);
    self->words = words ? words : self->words;
    char *texts = pk_fit(self->allocator, self->texts, self->text_size + PK_HASH_PAD, &self->text_capacity, 1);
    self->texts = texts ? texts : self->texts;
    return words && texts && list_known(self) && pk_skeletons_build(&self->skeletons, self);
}

uint32_t pk_vocabulary_find_hashed(const pk_vocabulary *self, pk_span text, uint64_t hash) {
    if (text.size > self->longest || (self->known && !(pk_hash_bit(self->known, self->known_shift, hash) & 1)))
        return PK_NO_WORD;
    size_t mask = self->exact.capacity - 1, i = first_slot(&self->exact, hash);
    for (; self->exact.slots[i]; i = (i + 1) & mask) {
        const pk_word *word = &self->words[self->exact.slots[i] - 1];
        if (word->hash == hash && pk_span_equal(pk_vocabulary_text(self, self->exact.slots[i] - 1), text))
            return self->exact.slots[i] - 1;
    }
    return PK_NO_WORD;
}

uint32_t pk_vocabulary_find_padded(const pk_vocabulary *self, pk_span text) {
    if (text.size == 0 || text.size > self->longest)
        return PK_NO_WORD;
    return pk_vocabulary_find_hashed(self, text, pk_word_hash_padded(text.data, text.size));
}

uint32_t pk_vocabulary_find(const pk_vocabulary *self, pk_span text) {
    if (text.size == 0 || text.size > self->longest)
        return PK_NO_WORD;
    return pk_vocabulary_find_hashed(self, text, pk_word_hash(text));
}

uint32_t pk_vocabulary_find_squeezed(const pk_vocabulary *self, pk_span squeezed) {
    if (self->count == 0)
        return PK_NO_WORD;
    return *slot_of(self, &self->squeezed, squeezed, pk_word_hash(squeezed)) - 1;
}
