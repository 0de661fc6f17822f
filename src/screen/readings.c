/** @file screen/readings.c  The views, each a few lines: see screen/readings.h. */
#include "screen/readings.h"

#include "screen/others.h"
#include "screen/steps.h"

/* A row has many beginnings and ends, so fewer of its look-alikes are read in both ways. */
enum { WORD_ROOM = PK_WORD_MAX + PK_HASH_PAD, LEAST_BASE = 2, MOST_OTHERS_OF_ROW = 3 };

/* One token that is read in every way. */
typedef struct reader {
    pk_readings *out;
    const pk_vocabulary *vocabulary;
    pk_scan *scan;
    size_t token;
} reader;

void pk_readings_init(pk_readings *self, const pilkada_allocator *allocator) {
    *self = (pk_readings){.allocator = allocator};
}

void pk_readings_dispose(pk_readings *self) {
    pk_free(self->allocator, self->edges);
    pk_free(self->allocator, self->first);
    pk_readings_init(self, self->allocator);
}

bool pk_readings_begin(pk_readings *self, const pk_vocabulary *vocabulary, pk_scan *scan) {
    self->vocabulary = vocabulary;
    self->scan = scan;
    self->count = 0;
    self->failed = self->limited = false;
    if (scan->count <= self->place_capacity)
        return true;
    uint32_t *places = pk_alloc_zero(self->allocator, scan->hash_capacity * 2, sizeof *places);
    if (!places)
        return false;
    pk_free(self->allocator, self->first);
    self->first = places;
    self->last = places + scan->hash_capacity;
    self->place_capacity = scan->hash_capacity;
    return true;
}

/* ---- rewriting one word ---- */

static char leet_letter(char c, char one) {
    static const char letters[128] = {
        ['4'] = 'a', ['0'] = 'o', ['3'] = 'e', ['5'] = 's', ['7'] = 't', ['@'] = 'a', ['$'] = 's', ['!'] = 'i'};
    if (c == '1')
        return one;
    return (unsigned char)c < 128 ? letters[(unsigned char)c] : 0;
}

size_t pk_read_leet(pk_span text, char one, char *out, size_t room) {
    if (text.size > room)
        return 0;
    for (size_t i = 0; i < text.size; i++) {
        char letter = leet_letter(text.data[i], one);
        if (!letter && pk_is_digit(text.data[i]))
            return 0;
        out[i] = letter ? letter : text.data[i];
    }
    return text.size;
}

size_t pk_read_runs(pk_span text, unsigned keep, char *out, size_t room) {
    size_t size = 0;
    for (size_t i = 0, end; i < text.size; i = end) {
        end = i + 1;
        while (end < text.size && text.data[end] == text.data[i])
            end++;
        bool letter = (unsigned char)text.data[i] < 128 && !pk_is_digit(text.data[i]);
        size_t kept = letter && end - i >= 3 ? keep : end - i;
        if (size + kept > room)
            return 0;
        memset(out + size, text.data[i], kept);
        size += kept;
    }
    return size;
}

/* ---- edges ---- */

static void edge_put(reader *self, pk_reading_edge edge) {
    pk_readings *out = self->out;
    pk_reading_edge *grown = pk_grow(out->allocator, out->edges, out->count, &out->capacity, sizeof *grown);
    if (!grown) {
        out->failed = true;
        return;
    }
    out->edges = grown;
    grown[out->count++] = edge;
}

/* A word of the vocabulary, and what it abbreviates. */
static void edge_add(reader *self, uint32_t word, size_t next, unsigned steps) {
    uint32_t alias = self->vocabulary->words[word].alias;
    edge_put(self, (pk_reading_edge){word, PK_NO_WORD, (uint32_t)next, (uint8_t)steps});
    if (alias != PK_NO_WORD)
        edge_put(self, (pk_reading_edge){alias, PK_NO_WORD, (uint32_t)next, (uint8_t)(steps | PK_STEP_SINGKATAN)});
}

static bool probe(reader *self, pk_span text, size_t next, unsigned steps) {
    uint32_t word = pk_vocabulary_find_padded(self->vocabulary, text);
    if (word == PK_NO_WORD)
        return false;
    edge_add(self, word, next, steps);
    return true;
}

static bool probe_leet_as(reader *self, pk_span text, char one, size_t next, unsigned steps) {
    char room[WORD_ROOM];
    size_t size = pk_read_leet(text, one, room, PK_WORD_MAX);
    return size && probe(self, (pk_span){room, size}, next, steps | PK_STEP_ANGKA_HURUF);
}

/* Read 1 as i first: real texts do so forty times as often as as l. */
static bool probe_leet(reader *self, pk_span text, size_t next, unsigned steps) {
    return probe_leet_as(self, text, 'i', next, steps) ||
           (memchr(text.data, '1', text.size) && probe_leet_as(self, text, 'l', next, steps));
}

/* ---- ulang ---- */

/* Does `text` read as `word` when only runs of three or more may shrink? A double is never taken for a single. */
static bool runs_agree(pk_span text, pk_span word) {
    size_t i = 0, k = 0;
    while (i < text.size && k < word.size) {
        size_t in_text = 1, in_word = 1;
        while (i + in_text < text.size && text.data[i + in_text] == text.data[i])
            in_text++;
        while (k + in_word < word.size && word.data[k + in_word] == word.data[k])
            in_word++;
        if (text.data[i] != word.data[k] || (in_text != in_word && (in_text < 3 || in_text < in_word)))
            return false;
        i += in_text;
        k += in_word;
    }
    return i == text.size && k == word.size;
}

static void read_runs(reader *self, pk_span text, unsigned steps) {
    char room[PK_WORD_MAX];
    size_t size;
    if (!pk_word_squeeze(text, room, &size))
        return;
    uint32_t word = pk_vocabulary_find_squeezed(self->vocabulary, (pk_span){room, size});
    for (; word != PK_NO_WORD; word = self->vocabulary->words[word].squeezed) {
        pk_span known = pk_vocabulary_text(self->vocabulary, word);
        if (!pk_span_equal(known, text) && runs_agree(text, known))
            edge_add(self, word, self->token + 1, steps | PK_STEP_ULANG);
    }
}

/* ---- kata_ulang ---- */

/* orang2 is orang-orang, orang2nya is orang-orangnya; never a z. The single word is read as well. */
static void read_doubled(reader *self, pk_span text, unsigned steps) {
    const char *two = memchr(text.data, '2', text.size);
    size_t base = two ? (size_t)(two - text.data) : 0, rest = text.size - base - 1;
    char room[WORD_ROOM];
    if (base < LEAST_BASE || text.size > PK_WORD_MAX || memchr(two + 1, '2', rest))
        return;
    memcpy(room, text.data, base);
    memcpy(room + base, two + 1, rest);
    uint32_t first = pk_vocabulary_find_padded(self->vocabulary, (pk_span){room, base}),
             second = pk_vocabulary_find_padded(self->vocabulary, (pk_span){room, base + rest});
    steps |= PK_STEP_KATA_ULANG;
    if (second != PK_NO_WORD)
        edge_add(self, second, self->token + 1, steps);
    if (first != PK_NO_WORD && second != PK_NO_WORD)
        edge_put(self, (pk_reading_edge){first, second, (uint32_t)self->token + 1, (uint8_t)steps});
}

/* ---- angka_huruf over signs ---- */

static bool is_sign(char c) {
    return c == '@' || c == '$' || c == '!';
}

bool pk_is_glued(const pk_scan *scan, size_t i) {
    uint32_t join = i ? pk_scan_join(scan, i) : 0;
    return i > 0 && join >> 24 == 1 && (join & 0xFFFFFF) < 128 && is_sign((char)(join & 0x7F));
}

/* The last piece may be the first letter of a row (tid@k s a h): words may begin after it. */
static void probe_glued(reader *self, pk_span text, size_t next, unsigned steps) {
    if (probe_leet(self, text, next, steps) && next < self->scan->count)
        self->scan->odd[next] |= PK_ODD_REACHED;
}

static void read_glued(reader *self, size_t i) {
    const pk_scan *scan = self->scan;
    pk_span word = pk_scan_word(scan, i);
    char lead = pk_scan_lead(scan, i);
    unsigned steps = pk_scan_steps(scan, i);
    bool after_piece = i > 0 && (scan->odd[i - 1] & PK_ODD_GLUED);
    bool led = (lead == '$' || lead == '@') && !after_piece;
    if (led)
        probe_glued(self, (pk_span){word.data - 1, word.size + 1}, i + 1, steps | PK_READ_LEAD);
    for (size_t k = i + 1; k < scan->count && k < i + PK_MOST_GLUED && (scan->odd[k - 1] & PK_ODD_GLUED); k++) {
        pk_span last = pk_scan_word(scan, k);
        steps |= pk_scan_steps(scan, k);
        pk_span joined = {word.data, (size_t)(last.data + last.size - word.data)};
        probe_glued(self, joined, k + 1, steps);
        if (led)
            probe_glued(self, (pk_span){joined.data - 1, joined.size + 1}, k + 1, steps | PK_READ_LEAD);
    }
}

/* ---- gabung_huruf ---- */

/* The same for letters of ASCII with one byte between them, which are most: no sentence ends there. */
static size_t ascii_row_end(const pk_scan *scan, size_t end, char sign) {
    const uint32_t *edges = scan->edges;
    while (end < scan->count && edges[2 * end + 1] - edges[2 * end - 1] == 2 &&
           scan->folded[edges[2 * end - 1]] == sign)
        end++;
    return end;
}

size_t pk_letter_row_end(const pk_scan *scan, size_t i) {
    size_t end = i + 1;
    if (!pk_scan_is_single(scan, i) || end >= scan->count)
        return end;
    uint32_t join = pk_scan_join(scan, end);
    if (join < 128 + pk_join(0, 1))
        end = ascii_row_end(scan, end, (char)(join & 0x7F));
    while (end < scan->count && join && pk_scan_is_single(scan, end) && pk_scan_join(scan, end) == join &&
           !pk_scan_breaks(scan, end))
        end++;
    return end;
}

/* The words that begin with the letter at token i, inside the row that ends at `end`. */
static void read_row_from(reader *self, size_t i, size_t end) {
    pk_scan *scan = self->scan;
    pk_others row = {.most = MOST_OTHERS_OF_ROW};
    pk_skeleton joined = {0};
    unsigned steps = PK_STEP_GABUNG_HURUF, kinds = 0;
    for (size_t k = i; k < end; k++) {
        pk_span letter = pk_scan_word(scan, k);
        if (row.size + letter.size > self->vocabulary->longest)
            break;
        for (size_t at = 0; at < letter.size; at++) {
            pk_others_put(&row, letter.data[at], pk_scan_other(scan, scan->edges[2 * k]));
            pk_skeleton_add(&joined, letter.data[at]);
        }
        steps |= scan->undone_count ? pk_scan_steps(scan, k) : 0;
        kinds |= pk_scan_kinds(scan, k);
        bool mixed = kinds == (PK_TOKEN_DIGIT | PK_TOKEN_LETTER), found = false;
        bool known = row.groups || pk_skeletons_hold(&self->vocabulary->skeletons, &joined);
        bool goes_on = known || !pk_skeleton_is_beginning(&joined);
        for (unsigned n = 0; known && k + 1 - i >= PK_LEAST_ROW && n <= pk_others_count(&row); n++) {
            pk_span text = pk_others_reading(&row, n);
            found = probe(self, text, k + 1, steps) || (mixed && probe_leet(self, text, k + 1, steps)) || found;
        }
        if (found && k + 1 < scan->count)
            scan->odd[k + 1] |= PK_ODD_REACHED;
        self->out->limited = self->out->limited || (row.cut && k + 1 - i >= PK_LEAST_ROW);
        if (!goes_on)
            break;
    }
}

/* ---- all of them ---- */

static bool has_letters_and_digits(const pk_scan *scan, size_t i) {
    return (scan->odd[i] & PK_ODD_MIXED) ||
           ((scan->odd[i] & PK_ODD_HIGH) && pk_scan_kinds(scan, i) == (PK_TOKEN_DIGIT | PK_TOKEN_LETTER));
}

/* A word, or one of its second readings, in every view. */
static void read_views(reader *self, pk_span text, unsigned steps) {
    if (self->scan->odd[self->token] & PK_ODD_RUN)
        read_runs(self, text, steps);
    if (has_letters_and_digits(self->scan, self->token)) {
        probe_leet(self, text, self->token + 1, steps);
        read_doubled(self, text, steps);
    }
}

static void read_others(reader *self, unsigned steps) {
    pk_others others;
    bool possible = self->vocabulary->beyond_ascii || pk_is_ascii(pk_scan_word(self->scan, self->token));
    if (!possible || !pk_others_begin(&others, self->scan, self->token))
        return;
    bool run = self->scan->odd[self->token] & PK_ODD_RUN;
    bool views = run || has_letters_and_digits(self->scan, self->token);
    if (!views && others.size > self->vocabulary->longest)
        return;
    self->out->limited = self->out->limited || (others.cut && others.size <= self->vocabulary->longest);
    for (unsigned n = 1; n <= pk_others_count(&others); n++) {
        pk_span text = pk_others_reading(&others, n);
        probe(self, text, self->token + 1, steps);
        if (views)
            read_views(self, text, steps);
    }
}

static void read_token(reader *self) {
    const pk_scan *scan = self->scan;
    size_t i = self->token;
    unsigned odd = scan->odd[i], steps = scan->undone_count ? pk_scan_steps(scan, i) : 0;
    pk_span text = pk_scan_word(scan, i);
    uint32_t word = pk_vocabulary_find_hashed(self->vocabulary, text, scan->hashes[i]);
    if (word != PK_NO_WORD)
        edge_add(self, word, i + 1, steps);
    read_views(self, text, steps);
    if (odd & PK_ODD_HIGH)
        read_others(self, steps);
    if (odd & (PK_ODD_LEAD | PK_ODD_GLUED))
        read_glued(self, i);
}

void pk_readings_add_word(pk_readings *self, size_t i) {
    reader work = {self, self->vocabulary, self->scan, i};
    read_token(&work);
}

void pk_readings_add_row(pk_readings *self, size_t i, size_t end) {
    reader work = {self, self->vocabulary, self->scan, i};
    read_row_from(&work, i, end);
}
