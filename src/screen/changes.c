/** @file screen/changes.c  What views changed, character by character: see screen/trace.h. */
#include "screen/others.h"
#include "screen/trace.h"
#include "screen/unicode.h"

/* ---- one change ---- */

/* Bytes [start, end) of the slice, by the view at `place`. */
static void change_add(pk_tracer *self, unsigned place, uint32_t start, uint32_t end, pk_span to) {
    if (self->change_count == PILKADA_MAX_CHANGES) {
        self->more++;
        return;
    }
    pilkada_change *grown =
        pk_arena_grow(self->arena, self->changes, self->change_count, &self->change_capacity, sizeof *grown);
    const char *text = grown ? pk_arena_strdup(self->arena, to.data, to.size) : NULL;
    self->failed = self->failed || !text;
    if (!text)
        return;
    const pilkada_hit *hit = self->hit;
    self->changes = grown;
    grown[self->change_count++] = (pilkada_change){.view = pk_step_names[place],
                                                   .start = hit->start + start,
                                                   .end = hit->start + end,
                                                   .from = hit->text + start,
                                                   .to = text,
                                                   .from_size = end - start};
}

/* The same for bytes [from, to) of the folded slice. */
static void folded_add(pk_tracer *self, unsigned place, size_t from, size_t end, pk_span to) {
    change_add(self, place, pk_scan_source(self->scan, from, false), pk_scan_source(self->scan, end, true), to);
}

/* ---- lipat_huruf, buang_tak_tampak ---- */

void pk_trace_glyphs(pk_tracer *self, uint32_t start, uint32_t end) {
    const char *text = self->scan->text.data;
    uint32_t dropped = start; /* characters from here on are dropped */
    for (uint32_t at = start; at < end && !self->scan->ascii;) {
        pk_glyph glyph = pk_glyph_read(text + at, text + end);
        uint32_t next = at + glyph.length;
        if (glyph.wide.size == 0 && (next >= end || pk_glyph_read(text + next, text + end).wide.size))
            change_add(self, PK_PLACE_BUANG_TAK_TAMPAK, dropped, next, PK_SPAN(""));
        if (glyph.wide.size)
            dropped = next;
        if (glyph.wide.size && glyph.folded)
            change_add(self, PK_PLACE_LIPAT_HURUF, at, next, glyph.wide);
        at = next;
    }
}

/* ---- folded text against the word that it was read as ---- */

/* Two texts side by side; with a tracer the differences are told, without one they are only allowed. */
typedef struct pair {
    pk_tracer *tracer;
    const pk_scan *scan;
    size_t from, at, end; /* folded bytes */
    pk_span word;
    size_t read; /* bytes of the word */
    unsigned steps;
    pk_span doubled; /* the word before the 2, if it is read as well */
    bool twice;      /* the 2 is behind */
} pair;

static bool reads_as(char c, char letter) {
    char out;
    return pk_read_leet((pk_span){&c, 1}, letter, &out, 1) && out == letter && c != letter;
}

/* The rest of a run whose first letters the word has. */
static bool skip_run(pair *self) {
    const char *folded = self->scan->folded;
    size_t start = self->at, end = self->at;
    while (start > self->from && folded[start - 1] == folded[self->at])
        start--;
    while (end < self->end && folded[end] == folded[self->at])
        end++;
    if (!(self->steps & PK_STEP_ULANG) || start == self->at)
        return false;
    if (self->tracer)
        folded_add(self->tracer, PK_PLACE_ULANG, start, end, (pk_span){folded + start, self->at - start});
    self->at = end;
    return true;
}

static bool skip_two(pair *self) {
    if (!(self->steps & PK_STEP_KATA_ULANG) || self->twice || self->scan->folded[self->at] != '2')
        return false;
    self->twice = true;
    self->at++;
    if (!self->tracer)
        return true;
    char room[PK_WORD_MAX + 1] = "-";
    memcpy(room + 1, self->doubled.data, self->doubled.size);
    folded_add(self->tracer, PK_PLACE_KATA_ULANG, self->at - 1, self->at,
               (pk_span){room, self->doubled.size ? self->doubled.size + 1 : 0});
    return true;
}

/* Between the letters of a row: nothing is told, as the whole row is. */
static bool skip_gap(pair *self, size_t *token) {
    const uint32_t *edges = self->scan->edges;
    if (!(self->steps & PK_STEP_GABUNG_HURUF) || *token + 1 >= self->scan->count || self->at != edges[2 * *token + 1])
        return false;
    self->at = edges[2 * ++*token];
    return true;
}

/* A look-alike was told with its first reading. */
static void tell_other(pair *self, char letter) {
    pk_tracer *tracer = self->tracer;
    size_t start = tracer->hit->start + pk_scan_source(self->scan, self->at, false);
    for (size_t i = 0; i < tracer->change_count; i++) {
        pilkada_change *change = &tracer->changes[i];
        if (change->start == start && change->view == pk_step_names[PK_PLACE_LIPAT_HURUF])
            change->to = pk_arena_strdup(tracer->arena, &letter, 1);
        tracer->failed = tracer->failed || !change->to;
    }
}

static bool take_letter(pair *self) {
    char c = self->scan->folded[self->at];
    if (self->read == self->word.size)
        return false;
    char letter = self->word.data[self->read], other = c == letter ? 0 : pk_scan_other(self->scan, self->at);
    bool second = other && other == letter;
    if (c != letter && !second && !((self->steps & PK_STEP_ANGKA_HURUF) && reads_as(c, letter)))
        return false;
    if (second && self->tracer)
        tell_other(self, letter);
    else if (c != letter && self->tracer)
        folded_add(self->tracer, PK_PLACE_ANGKA_HURUF, self->at, self->at + 1, (pk_span){&letter, 1});
    self->at++;
    self->read++;
    return true;
}

/* Does the folded text read as the word, with these views? */
static bool compare(pair *self, size_t token) {
    while (self->at < self->end)
        if (!skip_gap(self, &token) && !take_letter(self) && !skip_two(self) && !skip_run(self))
            return false;
    return self->read == self->word.size;
}

/* ---- one stop ---- */

static pair pair_of(pk_tracer *self, const pk_trace_stop *stop) {
    const uint32_t *edges = self->scan->edges;
    size_t from = edges[2 * (size_t)stop->token] - ((stop->edge.steps & PK_READ_LEAD) != 0);
    return (pair){.scan = self->scan,
                  .from = from,
                  .at = from,
                  .end = edges[2 * (size_t)stop->edge.next - 1],
                  .steps = stop->edge.steps};
}

/* The spelling of a word that stands in the text; the word itself when it is no chat spelling. */
static uint32_t spelling(pk_tracer *self, const pk_trace_stop *stop) {
    const pk_vocabulary *vocabulary = &self->screener->vocabulary;
    uint32_t word = stop->edge.second != PK_NO_WORD ? stop->edge.second : stop->edge.word;
    if (!(stop->edge.steps & PK_STEP_SINGKATAN))
        return word;
    for (uint32_t i = 0; i < vocabulary->count; i++) {
        pair both = pair_of(self, stop);
        both.word = pk_vocabulary_text(vocabulary, i);
        if (vocabulary->words[i].alias == word && compare(&both, stop->token))
            return i;
    }
    return word;
}

void pk_trace_changes(pk_tracer *self, const pk_trace_stop *stop) {
    const pk_vocabulary *vocabulary = &self->screener->vocabulary;
    pair both = pair_of(self, stop);
    if (!both.steps)
        return;
    uint32_t word = spelling(self, stop);
    both.tracer = self;
    both.doubled = stop->edge.second != PK_NO_WORD ? pk_vocabulary_text(vocabulary, stop->edge.word) : PK_SPAN("");
    both.word = pk_vocabulary_text(vocabulary, word);
    if (both.steps & PK_STEP_GABUNG_HURUF)
        folded_add(self, PK_PLACE_GABUNG_HURUF, both.from, both.end, both.word);
    if (both.steps & PK_STEP_SINGKATAN)
        folded_add(self, PK_PLACE_SINGKATAN, both.from, both.end, pk_vocabulary_text(vocabulary, stop->edge.word));
    for (uint32_t i = stop->token; i < stop->edge.next && self->scan->mode == PK_SCAN_WIDE; i++)
        pk_trace_glyphs(self, pk_scan_start(self->scan, i), pk_scan_end(self->scan, i));
    compare(&both, stop->token);
}
