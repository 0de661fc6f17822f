/** @file screen/near.c  Entries that nearly matched: the list, and what of it goes into the answer. */
#include "screen/near.h"

#include "screen/places.h"

const char *const pk_near_names[PK_NEAR_COUNT] = {"jarak",        "kata_sisipan", "kurang_satu_kata",
                                                  "beda_kalimat", "beda_urutan",  "kurang_satu_bagian"};

enum { STEPS = 1000000 }; /* places that are compared: some milliseconds */

/* ---- the list ---- */

static bool is_nearer(const pk_near *a, const pk_near *b) {
    return a->reason != b->reason ? a->reason < b->reason : a->first < b->first;
}

static void drop(pk_near_search *self, size_t place) {
    self->count--;
    memmove(&self->items[place], &self->items[place + 1], (self->count - place) * sizeof *self->items);
}

void pk_near_add(pk_near_search *self, pk_near found) {
    for (size_t i = 0; i < self->count; i++) {
        if (self->items[i].entry != found.entry)
            continue;
        if (!is_nearer(&found, &self->items[i]))
            return;
        drop(self, i);
        break;
    }
    if (self->count == PILKADA_MAX_NEAR) {
        if (!is_nearer(&found, &self->items[self->count - 1]))
            return;
        self->count--;
    }
    size_t place = self->count++;
    for (; place && is_nearer(&found, &self->items[place - 1]); place--)
        self->items[place] = self->items[place - 1];
    self->items[place] = found;
}

bool pk_near_wants(const pk_near_search *self, uint32_t entry) {
    const pk_entry *wanted = &self->screener->entries[entry];
    return !self->matched[entry] && wanted->kind != PK_ENTRY_BOBOT && wanted->status != PK_STATUS_DICABUT;
}

size_t pk_near_words(const pk_near_search *self, uint32_t node, uint32_t words[PK_PHRASE_WORDS]) {
    const pk_node *nodes = self->screener->phrases.nodes;
    size_t count = 0;
    for (uint32_t at = node; at; at = nodes[at - 1].before)
        count++;
    for (size_t i = count; i--; node = nodes[node - 1].before)
        words[i] = nodes[node - 1].at;
    return count;
}

size_t pk_near_run(const pk_near_search *self, const uint32_t *words, size_t count, uint32_t token, bool inside) {
    size_t i = 0;
    for (; i < count && token + i < self->scan->count && self->ids[token + i] == words[i]; i++)
        if ((i || inside) && pk_scan_breaks(self->scan, token + i))
            break;
    return i;
}

/* ---- the words of the text ---- */

static bool index_words(pk_near_search *self) {
    const pk_vocabulary *vocabulary = &self->screener->vocabulary;
    size_t tokens = self->scan->count;
    self->ids = pk_arena_alloc(&self->room, (tokens + 1) * sizeof *self->ids);
    self->next = pk_arena_alloc(&self->room, (tokens + 1) * sizeof *self->next);
    self->head = pk_arena_alloc(&self->room, (vocabulary->text_size + 1) * sizeof *self->head);
    self->matched = pk_arena_alloc_zero(&self->room, self->screener->entry_count + 1, sizeof *self->matched);
    if (!self->ids || !self->next || !self->head || !self->matched)
        return false;
    for (size_t i = 0; i <= vocabulary->text_size; i++)
        self->head[i] = PK_NONE;
    for (size_t i = tokens; i--;) {
        uint32_t word = pk_vocabulary_find(vocabulary, pk_scan_word(self->scan, i));
        if (word != PK_NO_WORD && vocabulary->words[word].alias != PK_NO_WORD)
            word = vocabulary->words[word].alias;
        self->ids[i] = word == PK_NO_WORD ? PK_NO_WORD : vocabulary->words[word].at;
        if (word == PK_NO_WORD)
            continue;
        self->next[i] = self->head[self->ids[i]];
        self->head[self->ids[i]] = (uint32_t)i;
    }
    return true;
}

/* ---- into the answer ---- */

/* "surat suara", by the words of a phrase or one word. NULL when memory is out. */
static const char *missing_text(pk_answer *answer, const pk_near_search *self, const pk_near *found) {
    uint32_t words[PK_PHRASE_WORDS] = {found->word};
    size_t count = found->node == PK_NO_NODE ? 1 : pk_near_words(self, found->node, words), size = 0;
    char *text = pk_arena_alloc(&answer->arena, count * (PK_WORD_MAX + 1u));
    for (size_t i = 0; text && i < count; i++) {
        const char *word = self->screener->vocabulary.texts + words[i];
        size_t length = (unsigned char)word[-1];
        if (i)
            text[size++] = ' ';
        memcpy(text + size, word, length);
        size += length;
    }
    if (text)
        text[size] = '\0';
    return text;
}

static bool show(pk_answer *answer, const pk_near_search *self, const pk_near *found, const char *text,
                 pilkada_near *out) {
    const pk_entry *entry = &self->screener->entries[found->entry];
    const pk_category *category = &self->screener->categories[entry->category];
    *out = (pilkada_near){.rule = entry->id,
                          .category = category->id,
                          .label = {category->label[0], category->label[1]},
                          .reason = pk_near_names[found->reason],
                          .start = pk_scan_start(self->scan, found->first),
                          .end = pk_scan_end(self->scan, found->end - 1)};
    out->text = text + out->start;
    out->text_size = out->end - out->start;
    if (found->reason == PK_NEAR_GAP) {
        out->gap = found->gap;
        out->most = entry->gap;
    }
    pk_places_counter counter = pk_places_count(self->scan);
    out->start_cp = pk_places_at(&counter, out->start).code_point;
    out->end_cp = pk_places_at(&counter, out->end).code_point;
    bool lacks = found->word != PK_NO_WORD || found->node != PK_NO_NODE;
    out->missing = lacks ? missing_text(answer, self, found) : NULL;
    return !lacks || out->missing;
}

static bool keep(pk_answer *answer, const pk_near_search *self, pk_span text) {
    answer->near_complete = self->steps_left > 0;
    if (!self->count)
        return true;
    char *copy = pk_arena_strdup(&answer->arena, text.data, text.size);
    pilkada_near *items = pk_arena_alloc(&answer->arena, self->count * sizeof *items);
    if (!copy || !items)
        return false;
    pk_answer_veil(answer, copy, text.size);
    answer->near = items;
    for (; answer->near_count < self->count; answer->near_count++)
        if (!show(answer, self, &self->items[answer->near_count], copy, &items[answer->near_count]))
            return false;
    return true;
}

bool pk_near_find(pk_answer *answer, const pk_work *work, const pilkada_screener *screener, pk_span text) {
    pk_near_search search = {.screener = screener, .scan = &work->wide, .steps_left = STEPS};
    pk_arena_init(&search.room, work->allocator);
    bool done = index_words(&search);
    for (size_t i = 0; done && i < work->found_count; i++)
        search.matched[work->found[i].entry] = true;
    if (done)
        pk_near_phrases(&search);
    done = done && pk_near_parts(&search) && keep(answer, &search, text);
    pk_arena_dispose(&search.room);
    return done;
}
