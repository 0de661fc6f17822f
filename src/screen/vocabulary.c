/** @file screen/vocabulary.c  Words by hash: see screen/vocabulary.h. */
#include "screen/vocabulary.h"

enum { FIRST_SLOTS = 64 };

void pk_vocabulary_init(pk_vocabulary *self, pk_arena *arena) {
    *self = (pk_vocabulary){.allocator = &arena->allocator, .arena = arena};
}

void pk_vocabulary_dispose(pk_vocabulary *self) {
    pk_free(self->allocator, self->words);
    pk_free(self->allocator, self->exact.slots);
    pk_free(self->allocator, self->squeezed.slots);
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

static pk_span squeezed_text(const pk_word *word, char *room) {
    size_t size = 0;
    pk_word_squeeze(word->text, room, &size);
    return (pk_span){room, size};
}

static pk_span key_of(const pk_vocabulary *self, bool squeezed, uint32_t word, char *room) {
    const pk_word *found = &self->words[word];
    return squeezed ? squeezed_text(found, room) : found->text;
}

static size_t first_slot(const pk_word_table *table, uint64_t hash) {
    return (size_t)(hash >> 20) & (table->capacity - 1);
}

/* The slot of a key: the one that holds it, or the empty one where it belongs. */
static uint32_t *slot_of(const pk_vocabulary *self, const pk_word_table *table, pk_span key, uint64_t hash) {
    char room[PK_WORD_MAX];
    bool squeezed = table == &self->squeezed;
    size_t mask = table->capacity - 1, i = first_slot(table, hash);
    while (table->slots[i]) {
        uint32_t word = table->slots[i] - 1;
        if ((squeezed || self->words[word].hash == hash) && pk_span_equal(key_of(self, squeezed, word, room), key))
            break;
        i = (i + 1) & mask;
    }
    return &table->slots[i];
}

static bool table_grow(const pk_vocabulary *self, pk_word_table *table) {
    if (table->capacity && (table->count + 1) * 2 <= table->capacity)
        return true;
    pk_word_table old = *table;
    char room[PK_WORD_MAX];
    size_t capacity = old.capacity ? old.capacity * 2 : FIRST_SLOTS;
    uint32_t *slots = pk_alloc_zero(self->allocator, capacity, sizeof *slots);
    if (!slots)
        return false;
    table->slots = slots;
    table->capacity = capacity;
    for (size_t i = 0; i < old.capacity; i++) {
        if (!old.slots[i])
            continue;
        pk_span key = key_of(self, table == &self->squeezed, old.slots[i] - 1, room);
        *slot_of(self, table, key, pk_word_hash(key)) = old.slots[i];
    }
    pk_free(self->allocator, old.slots);
    return true;
}

/* A word's place in the chain of those that squeeze to the same. */
static void chain(pk_vocabulary *self, uint32_t word) {
    char room[PK_WORD_MAX];
    pk_span key = squeezed_text(&self->words[word], room);
    uint32_t *slot = slot_of(self, &self->squeezed, key, pk_word_hash(key));
    if (*slot)
        self->words[word].squeezed = *slot - 1;
    else
        self->squeezed.count++;
    *slot = word + 1;
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
    char *copy = pk_arena_strdup(self->arena, text.data, text.size);
    if (!copy)
        return false;
    *word = (uint32_t)self->count++;
    grown[*word] = (pk_word){{copy, text.size}, hash, PK_NO_WORD, PK_NO_WORD};
    *slot = *word + 1;
    self->exact.count++;
    self->longest = text.size > self->longest ? text.size : self->longest;
    self->beyond_ascii = self->beyond_ascii || !pk_is_ascii(text);
    chain(self, *word);
    return true;
}

uint32_t pk_vocabulary_find_hashed(const pk_vocabulary *self, pk_span text, uint64_t hash) {
    if (text.size > self->longest)
        return PK_NO_WORD;
    size_t mask = self->exact.capacity - 1, i = first_slot(&self->exact, hash);
    for (; self->exact.slots[i]; i = (i + 1) & mask) {
        const pk_word *word = &self->words[self->exact.slots[i] - 1];
        if (word->hash == hash && pk_span_equal(word->text, text))
            return self->exact.slots[i] - 1;
    }
    return PK_NO_WORD;
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
