/** @file screen/vocabulary.h  The words of all entries, found by hash and verified on their bytes. */
#ifndef PK_SCREEN_VOCABULARY_H
#define PK_SCREEN_VOCABULARY_H

#include "core/memory.h"
#include "core/text.h"
#include "screen/hash.h"
#include "screen/skeleton.h"

/** Bytes of the longest word that an entry may have. */
#define PK_WORD_MAX 64u
/** Bytes of all words together. */
#define PK_TEXTS_MAX 0x7FFFFFFFu
/** No word. */
#define PK_NO_WORD UINT32_MAX

typedef struct pk_word {
    uint64_t hash;     /**< of the text */
    uint32_t at;       /**< its bytes, never at 0; the byte before them is their number */
    uint32_t squeezed; /**< the next word that is the same without doubled letters; PK_NO_WORD at the end */
    uint32_t alias;    /**< what a chat spelling stands for */
} pk_word;

/** Slots hold word + 1; 0 is empty. Open addressing, at most three quarters full. */
typedef struct pk_word_table {
    uint32_t *slots;
    size_t capacity, count;
} pk_word_table;

struct pk_vocabulary {
    const pilkada_allocator *allocator;
    pk_word *words;
    size_t count, capacity;
    char *texts; /**< of all words; PK_HASH_PAD bytes more can be read */
    size_t text_size, text_capacity;
    pk_word_table exact, squeezed; /**< squeezed: the first word of each chain */
    size_t longest;
    bool beyond_ascii;    /**< some word is not ASCII */
    uint64_t aliases[16]; /**< chat spellings are among these: see pk_hash_bit() */
    uint64_t *known;      /**< all words are among these, after pk_vocabulary_finish() */
    unsigned known_shift;
    pk_skeletons skeletons; /**< after pk_vocabulary_finish() */
};

void pk_vocabulary_init(pk_vocabulary *self, const pilkada_allocator *allocator);
void pk_vocabulary_dispose(pk_vocabulary *self);
/** The word, added if it is new. False when memory is out. At most PK_WORD_MAX bytes. */
bool pk_vocabulary_add(pk_vocabulary *self, pk_span text, uint32_t *word);

/** `word` is a chat spelling of `full`. */
void pk_vocabulary_set_alias(pk_vocabulary *self, uint32_t word, uint32_t full);
/** May a word of this hash be a chat spelling? */
static inline bool pk_vocabulary_may_be_alias(const pk_vocabulary *self, uint64_t hash) {
    return pk_hash_bit(self->aliases, 60, hash) & 1;
}
/** After the last word: give back room that is not needed. False when memory is out. */
bool pk_vocabulary_finish(pk_vocabulary *self);

/** Valid until a word is added. */
static inline pk_span pk_vocabulary_text(const pk_vocabulary *self, uint32_t word) {
    const char *text = self->texts + self->words[word].at;
    return (pk_span){text, (unsigned char)text[-1]};
}

/** Is the word at `at` this one? PK_HASH_PAD bytes of the text can be read. */
static inline bool pk_vocabulary_holds(const pk_vocabulary *self, uint32_t at, pk_span text) {
    const char *known = self->texts + at;
    return (unsigned char)known[-1] == text.size && pk_same_word(known, text.data, text.size);
}

/** PK_NO_WORD if it is not there. */
uint32_t pk_vocabulary_find(const pk_vocabulary *self, pk_span text);
/** The same for a text of which PK_HASH_PAD bytes can be read. */
uint32_t pk_vocabulary_find_padded(const pk_vocabulary *self, pk_span text);
/** The same for a text whose pk_word_hash() is known. */
uint32_t pk_vocabulary_find_hashed(const pk_vocabulary *self, pk_span text, uint64_t hash);
/** The first word that has the same letters when doubled ones count as one; then follow .squeezed. */
uint32_t pk_vocabulary_find_squeezed(const pk_vocabulary *self, pk_span squeezed);

/** Equal letters in a row become one: into `out` of PK_WORD_MAX bytes; false if it does not fit. */
bool pk_word_squeeze(pk_span text, char *out, size_t *size);

#endif
