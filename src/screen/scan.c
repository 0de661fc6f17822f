/** @file screen/scan.c  Folding and cutting a text into words, in one pass. */
#include "screen/scan.h"

#include "screen/steps.h"
#include "screen/unicode.h"

/* The pass itself: what is known about the word and the gap that are being read. */
typedef struct cursor {
    pk_scan *scan;
    pk_scan_mode mode;
    uint32_t at;         /* in the original */
    pk_token *word;      /* NULL between words */
    uint32_t run_length; /* equal letters so far */
    char run_letter;
    bool pending;       /* invisible characters that count only if the word goes on */
    uint32_t gap_char;  /* the separator, if all are the same */
    uint32_t gap_count; /* separators since the last word */
    bool gap_mixed, ended, broken;
    unsigned newlines;
    char last; /* the ASCII separator just read */
    bool failed;
} cursor;

void pk_scan_init(pk_scan *self, const pilkada_allocator *allocator) {
    *self = (pk_scan){.allocator = allocator};
}

void pk_scan_dispose(pk_scan *self) {
    pk_free(self->allocator, self->folded);
    pk_free(self->allocator, self->tokens);
    pk_free(self->allocator, self->seams);
    pk_scan_init(self, self->allocator);
}

static bool folded_reserve(pk_scan *self, size_t size) {
    if (size <= self->folded_capacity)
        return true;
    size_t capacity = self->folded_capacity * 2 > size ? self->folded_capacity * 2 : size;
    char *grown = pk_realloc(self->allocator, self->folded, self->folded_capacity, capacity);
    if (!grown)
        return false;
    self->folded = grown;
    self->folded_capacity = capacity;
    return true;
}

/* ---- words ---- */

static void word_close(cursor *self) {
    pk_scan *scan = self->scan;
    if (!self->word)
        return;
    self->word->size = (uint32_t)scan->folded_size - self->word->at;
    self->word = NULL;
    self->pending = false;
    self->gap_char = self->gap_count = self->newlines = 0;
    self->gap_mixed = self->ended = self->broken = false;
    self->last = 0;
}

static bool word_open(cursor *self) {
    pk_scan *scan = self->scan;
    pk_token *grown = pk_grow(scan->allocator, scan->tokens, scan->count, &scan->capacity, sizeof *grown);
    if (!grown)
        return false;
    scan->tokens = grown;
    self->word = &grown[scan->count++];
    *self->word = (pk_token){.start = self->at, .at = (uint32_t)scan->folded_size, .lead = self->last};
    if (!self->gap_mixed && self->gap_count >= 1 && self->gap_count <= 3)
        self->word->join = pk_join(self->gap_char, self->gap_count);
    self->word->flags = PK_TOKEN_SINGLE | (self->broken && scan->count > 1 ? PK_TOKEN_BREAK : 0);
    self->run_length = 0;
    return true;
}

static void word_count_run(cursor *self, pk_span piece, pk_unicode_kind kind) {
    bool same = piece.size == 1 && kind == PK_KIND_LETTER && self->run_length && piece.data[0] == self->run_letter;
    self->run_length = same ? self->run_length + 1 : 1;
    self->run_letter = piece.data[0];
    if (self->run_length >= 3)
        self->word->flags |= PK_TOKEN_RUN;
}

/* One folded character of a word; `end` is where its original ends. */
static void word_add(cursor *self, pk_span piece, pk_unicode_kind kind, unsigned steps, uint32_t end) {
    pk_scan *scan = self->scan;
    if (!self->word && !word_open(self)) {
        self->failed = true;
        return;
    }
    if (scan->folded_size > self->word->at)
        self->word->flags &= (uint8_t)~PK_TOKEN_SINGLE;
    word_count_run(self, piece, kind);
    self->word->flags |= kind == PK_KIND_DIGIT ? PK_TOKEN_DIGIT : PK_TOKEN_LETTER;
    self->word->steps = (uint8_t)(self->word->steps | steps | (self->pending ? PK_STEP_BUANG_TAK_TAMPAK : 0));
    self->pending = false;
    self->word->end = end;
    memcpy(scan->folded + scan->folded_size, piece.data, piece.size);
    scan->folded_size += piece.size;
}

/* ---- what stands between words ---- */

static bool is_blank(uint32_t c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* "K. P. U" is no end of a sentence. */
static bool after_initial(const cursor *self) {
    const pk_scan *scan = self->scan;
    return scan->count && (scan->tokens[scan->count - 1].flags & PK_TOKEN_SINGLE) && self->gap_count == 1;
}

static void gap_count_break(cursor *self, uint32_t c) {
    if (c == '.' || c == '!' || c == '?') {
        self->ended = true;
    } else if (is_blank(c)) {
        self->newlines += c == '\n';
        self->broken = self->broken || self->newlines >= 2 || (self->ended && !after_initial(self));
    }
}

static void gap_add(cursor *self, uint32_t c, pk_span piece) {
    pk_scan *scan = self->scan;
    word_close(self);
    gap_count_break(self, c);
    self->gap_mixed = self->gap_mixed || (self->gap_count && c != self->gap_char);
    self->gap_char = c;
    self->gap_count++;
    self->last = c < 128 ? (char)c : 0;
    memcpy(scan->folded + scan->folded_size, piece.data, piece.size);
    scan->folded_size += piece.size;
}

/* ---- characters ---- */

static void ascii_gap(cursor *self, unsigned char c) {
    char same = (char)c;
    gap_add(self, c, (pk_span){&same, 1});
}

static bool is_ascii_word(unsigned char c) {
    return c < 128 && pk_ascii_kind[c] != PK_KIND_OTHER;
}

/* Most of a text: up to `size` word bytes in a row, without a call for each. Returns how many there were. */
static uint32_t ascii_word(cursor *self, const char *p, size_t size) {
    pk_scan *scan = self->scan;
    pk_marks *marks = &scan->marks;
    char *out = scan->folded + scan->folded_size;
    uint32_t count = 0, run = self->run_length, capitals = 0, letters = 0;
    char last = self->run_letter;
    bool repeats = false;
    for (; count < size && is_ascii_word((unsigned char)p[count]); count++) {
        unsigned char c = (unsigned char)p[count];
        char lower = pk_ascii_lower[c];
        bool letter = pk_ascii_kind[c] == PK_KIND_LETTER;
        run = letter && lower == last ? run + 1 : 1;
        repeats = repeats || run >= 3;
        last = out[count] = lower;
        letters += letter;
        capitals += letter && c < 'a';
        if (letter && marks->letters == 0 && letters == 1)
            marks->first_letter = self->at + count;
        if (letter)
            marks->last_letter = self->at + count + 1;
    }
    unsigned both = (letters ? PK_TOKEN_LETTER : 0u) | (letters < count ? PK_TOKEN_DIGIT : 0u);
    self->word->flags = (uint8_t)(self->word->flags | both | (repeats ? PK_TOKEN_RUN : 0u));
    marks->letters += letters;
    marks->capitals += capitals;
    self->run_length = run;
    self->run_letter = last;
    scan->folded_size += count;
    return count;
}

static uint32_t ascii_add(cursor *self, const char *p, size_t size) {
    if (!is_ascii_word((unsigned char)*p)) {
        ascii_gap(self, (unsigned char)*p);
        return 1;
    }
    if (!self->word && !word_open(self)) {
        self->failed = true;
        return 1;
    }
    uint32_t count = ascii_word(self, p, size);
    if (self->scan->folded_size - self->word->at > 1)
        self->word->flags &= (uint8_t)~PK_TOKEN_SINGLE;
    if (self->pending)
        self->word->steps |= PK_STEP_BUANG_TAK_TAMPAK;
    self->pending = false;
    self->word->end = self->at + count;
    return count;
}

static bool seam_add(pk_scan *self, uint32_t source, bool solid) {
    pk_seam *grown = pk_grow(self->allocator, self->seams, self->seam_count, &self->seam_capacity, sizeof *grown);
    if (!grown)
        return false;
    self->seams = grown;
    grown[self->seam_count++] = (pk_seam){(uint32_t)self->folded_size, source, solid};
    return true;
}

/* What a fold gives may be several characters, words and separators among them. */
static void fold_add(cursor *self, pk_span fold, unsigned steps, uint32_t end) {
    const char *p = fold.data, *stop = fold.data + fold.size;
    while (p < stop && !self->failed) {
        uint32_t c;
        size_t length = pk_utf8_decode(p, stop, &c);
        pk_unicode_kind kind = pk_code_point_kind(c);
        if (kind == PK_KIND_LETTER || kind == PK_KIND_DIGIT || (kind == PK_KIND_MARK && self->word))
            word_add(self, (pk_span){p, length}, kind, steps, end);
        else
            gap_add(self, c, (pk_span){p, length});
        p += length;
    }
}

static void glyph_add_wide(cursor *self, const pk_glyph *glyph) {
    uint32_t end = self->at + glyph->length;
    self->scan->special = self->scan->special || glyph->folded || glyph->wide.size == 0;
    if (glyph->kind == PK_KIND_MARK && self->word) {
        self->word->steps |= PK_STEP_BUANG_TAK_TAMPAK;
        self->word->end = end;
    } else if (glyph->kind == PK_KIND_INVISIBLE && self->word) {
        self->pending = true;
    } else {
        fold_add(self, glyph->wide, glyph->folded ? PK_STEP_LIPAT_HURUF : 0, end);
    }
}

static void glyph_add(cursor *self, const pk_glyph *glyph) {
    self->failed = self->failed || !seam_add(self->scan, self->at, true);
    if (self->failed)
        return;
    if (self->mode == PK_SCAN_WIDE)
        glyph_add_wide(self, glyph);
    else
        fold_add(self, glyph->strict, 0, self->at + glyph->length);
    self->failed = self->failed || !seam_add(self->scan, self->at + glyph->length, false);
}

/* ---- style ---- */

static void marks_count_letter(pk_marks *self, uint32_t at, uint32_t end, bool capital) {
    if (!self->letters++)
        self->first_letter = at;
    self->last_letter = end;
    self->capitals += capital;
}

static void mark_add(pk_mark *self, uint32_t start, uint32_t end) {
    if (!self->count++) {
        self->start = start;
        self->end = end;
    }
}

static void marks_add_pair(pk_marks *self, uint32_t at, char before, char c) {
    if (before == '!' && c == '!')
        mark_add(&self->exclaimed, at - 1, at + 1);
    else if ((before == '?' && (c == '?' || c == '!')) || (before == '!' && c == '?'))
        mark_add(&self->questioned, at - 1, at + 1);
    else if ((before == '|' && c == '|') || (before == ' ' && c == '~'))
        mark_add(&self->divided, at - 1, at + 1);
}

static void marks_add_glyph(pk_marks *self, uint32_t at, const pk_glyph *glyph) {
    uint32_t c = glyph->code_point, end = at + glyph->length;
    if (c == 0x203C || c == 0x2757 || c == 0x2755)
        mark_add(&self->exclaimed, at, end);
    if (glyph->kind != PK_KIND_LETTER)
        return;
    marks_count_letter(self, at, end, glyph->capital);
    self->ornate += glyph->folded;
}

/* ---- the pass ---- */

/* No code point folds to more bytes than this: the longest text in the generated pool has 33. */
enum { FOLD_ROOM = 64 };

static size_t step(cursor *self, const char *p, size_t size, char *before) {
    unsigned char c = (unsigned char)*p;
    if (c >= 128) {
        pk_glyph glyph = pk_glyph_read(p, p + size);
        glyph_add(self, &glyph);
        marks_add_glyph(&self->scan->marks, self->at, &glyph);
        *before = 0;
        return glyph.length;
    }
    uint32_t count = ascii_add(self, p, size < FOLD_ROOM ? size : FOLD_ROOM);
    if (*before)
        marks_add_pair(&self->scan->marks, self->at, *before, (char)c);
    *before = p[count - 1];
    return count;
}

bool pk_scan_run(pk_scan *self, pk_span text, pk_scan_mode mode) {
    self->text = text;
    self->folded_size = self->count = self->seam_count = 0;
    self->marks = (pk_marks){0};
    self->special = false;
    cursor pass = {.scan = self, .mode = mode};
    if (!folded_reserve(self, FOLD_ROOM) || !seam_add(self, 0, false))
        return false;
    const char *p = text.data, *end = p + text.size;
    char before = 0;
    while (p < end && !pass.failed) {
        if (!folded_reserve(self, self->folded_size + FOLD_ROOM))
            return false;
        size_t count = step(&pass, p, (size_t)(end - p), &before);
        p += count;
        pass.at += (uint32_t)count;
    }
    word_close(&pass);
    return !pass.failed;
}

/* A start belongs to the last seam at or before it, an end to the last one before it: dropped characters stay outside.
 */
uint32_t pk_scan_source(const pk_scan *self, size_t folded, bool end) {
    size_t low = 0, high = self->seam_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (self->seams[middle].folded + (size_t)end <= folded)
            low = middle;
        else
            high = middle;
    }
    const pk_seam *seam = &self->seams[low];
    if (!seam->solid)
        return seam->source + (uint32_t)(folded - seam->folded);
    return end ? seam[1].source : seam->source;
}
