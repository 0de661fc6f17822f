/** @file screen/near_phrases.c  Phrases of which the text has a word more or less. */
#include "screen/near.h"

typedef struct phrase {
    uint32_t words[PK_PHRASE_WORDS];
    size_t count;
    uint32_t entry;
} phrase;

static void add(pk_near_search *self, const phrase *wanted, uint32_t first, size_t length, pk_near_reason reason,
                uint32_t word) {
    pk_near_add(self, (pk_near){.entry = wanted->entry,
                                .first = first,
                                .end = first + (uint32_t)length,
                                .reason = reason,
                                .word = word,
                                .node = PK_NO_NODE});
}

/* Do the words from the k-th on stand from this token on? */
static bool rest_at(const pk_near_search *self, const phrase *wanted, size_t k, size_t token) {
    return k == wanted->count || (token < self->scan->count && pk_near_run(self, wanted->words + k, wanted->count - k,
                                                                           (uint32_t)token, true) == wanted->count - k);
}

/* The first words stand at `token`; the i-th is another one, is missing, or has something before it. */
static void compare(pk_near_search *self, const phrase *wanted, uint32_t token) {
    size_t n = wanted->count, i = pk_near_run(self, wanted->words, n, token, false);
    if (i == n)
        return;
    bool goes_on = token + i < self->scan->count && !pk_scan_breaks(self->scan, token + i);
    if (goes_on && rest_at(self, wanted, i, token + i + 1))
        add(self, wanted, token, n + 1, PK_NEAR_EXTRA, PK_NO_WORD);
    else if (n >= 3 && (goes_on || i + 1 == n) && rest_at(self, wanted, i + 1, token + i + 1))
        add(self, wanted, token, i + 1 < n ? n : i, PK_NEAR_WORD, wanted->words[i]);
    else if (n >= 3 && rest_at(self, wanted, i + 1, token + i))
        add(self, wanted, token, n - 1, PK_NEAR_WORD, wanted->words[i]);
}

static void search(pk_near_search *self, const phrase *wanted) {
    size_t n = wanted->count;
    for (uint32_t t = self->head[wanted->words[0]]; t != PK_NONE && self->steps_left; t = self->next[t]) {
        self->steps_left--;
        compare(self, wanted, t);
    }
    for (uint32_t t = n >= 3 ? self->head[wanted->words[1]] : PK_NONE; t != PK_NONE && self->steps_left;
         t = self->next[t]) {
        self->steps_left--;
        if (pk_near_run(self, wanted->words + 1, n - 1, t, false) == n - 1)
            add(self, wanted, t, n - 1, PK_NEAR_WORD, wanted->words[0]);
    }
}

void pk_near_phrases(pk_near_search *self) {
    const pk_phrases *phrases = &self->screener->phrases;
    for (uint32_t node = 1; node <= phrases->node_mask + 1 && self->steps_left; node++) {
        for (uint32_t i = pk_near_outputs(phrases, node); i != PK_NO_NODE; i = phrases->outputs[i].next) {
            const pk_output *output = &phrases->outputs[i];
            phrase wanted = {.entry = output->target};
            if (output->role != PK_ROLE_ENTRY || !pk_near_wants(self, output->target))
                continue;
            wanted.count = pk_near_words(self, node, wanted.words);
            self->steps_left--;
            if (wanted.count >= 2 && self->steps_left)
                search(self, &wanted);
            if (!self->steps_left)
                return;
        }
    }
}
