/** @file screen/glyphs.c  Folding what is not ASCII: see screen/glyphs.h. */
#include "screen/glyphs.h"

#include "screen/steps.h"
#include "screen/unicode.h"

/* No code point folds to more bytes than this: the longest text in the generated pool has 33. */
enum { FOLD_ROOM = 64 };

typedef struct folder {
    pk_scan *scan;
    uint32_t at;   /* in the original */
    size_t blocks; /* that there is room for, with no holes left from other texts */
    bool open;     /* the last folded byte belongs to a word */
    bool failed;
} folder;

/* Room for two. */
static bool seams_reserve(pk_scan *self) {
    pk_seam *grown = pk_grow(self->allocator, self->seams, self->seam_count + 1, &self->seam_capacity, sizeof *grown);
    self->seams = grown ? grown : self->seams;
    return grown != NULL;
}

static void undone_add(folder *self, pk_undone undone) {
    pk_scan *scan = self->scan;
    pk_undone *grown =
        pk_grow(scan->allocator, scan->undone, scan->undone_count, &scan->undone_capacity, sizeof *grown);
    if (!grown) {
        self->failed = true;
        return;
    }
    scan->undone = grown;
    undone.folded = (uint32_t)scan->folded_size;
    scan->has_others = scan->has_others || undone.other;
    grown[scan->undone_count++] = undone;
}

/* ---- holes: bytes that are not ASCII and belong to no word ---- */

/* Of one character, which may lie across a border of blocks. */
static void holes_add(folder *self, size_t size) {
    size_t block = self->scan->folded_size / PK_BLOCK, place = self->scan->folded_size % PK_BLOCK;
    uint64_t bits = (UINT64_C(1) << size) - 1, *holes = self->scan->holes + block;
    holes[0] |= bits << place;
    if (place + size > PK_BLOCK)
        holes[1] |= bits >> (PK_BLOCK - place);
}

static bool holes_reserve(pk_scan *self) {
    size_t count = self->room_size / PK_BLOCK + 1;
    if (count <= self->hole_capacity)
        return true;
    uint64_t *grown = pk_alloc_zero(self->allocator, count, sizeof *grown);
    if (!grown)
        return false;
    if (self->holes)
        memcpy(grown, self->holes, self->hole_capacity * sizeof *grown);
    pk_free(self->allocator, self->holes);
    self->holes = grown;
    self->hole_capacity = count;
    return true;
}

/* ---- characters ---- */

static bool is_ascii_word(char c) {
    return pk_ascii_kind[(unsigned char)c & 0x7F] != PK_KIND_OTHER;
}

/* Characters of words, or of those that are in no gap between words. */
static bool holds_word(pk_span text) {
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.data[i] >= 128 || is_ascii_word(text.data[i]))
            return true;
    return false;
}

/* One folded character; `ornate` is what it was, if it was more than a case. */
static void piece_add(folder *self, pk_span piece, pk_unicode_kind kind, const pk_glyph *ornate) {
    pk_scan *scan = self->scan;
    bool word = kind == PK_KIND_LETTER || kind == PK_KIND_DIGIT || (kind == PK_KIND_MARK && self->open);
    if (word && ornate)
        undone_add(self, (pk_undone){.step = PK_STEP_LIPAT_HURUF, .other = ornate->other});
    if (!word && piece.size > 1)
        holes_add(self, piece.size);
    if (piece.size == 1 && kind == PK_KIND_LETTER)
        scan->marks.letters--; /* the blocks will count it; the glyph counts for what it was */
    memcpy(scan->folded + scan->folded_size, piece.data, piece.size);
    scan->folded_size += piece.size;
    self->open = word;
}

/* What a fold gives may be several characters, words and separators among them. */
static void fold_add(folder *self, pk_span fold, const pk_glyph *ornate) {
    for (const char *p = fold.data, *end = p + fold.size; p < end && !self->failed;) {
        uint32_t c;
        size_t length = pk_utf8_decode(p, end, &c);
        piece_add(self, (pk_span){p, length}, pk_code_point_kind(c), ornate);
        p += length;
    }
}

/* What the strict scan may know that the wide one does not: PK_LOST_*. A strict word with a letter that is not ASCII is
 * the same in no ASCII text, so only its sentence may be another one, where one character folds to more or to none. */
static unsigned lost_by(const folder *self, const pk_glyph *glyph) {
    bool letter = (glyph->kind == PK_KIND_LETTER || glyph->kind == PK_KIND_DIGIT) && !pk_is_ascii(glyph->strict);
    if (letter && glyph->wide.size == 1 && is_ascii_word(*glyph->wide.data))
        return 0;
    if (letter || (glyph->kind == PK_KIND_MARK && self->open))
        return PK_LOST_SENTENCES;
    return glyph->wide.size && !holds_word(glyph->wide) ? PK_LOST_GAPS : PK_LOST_WORDS;
}

static void gap_add(pk_scan *self) {
    if (!(self->lost & PK_LOST_GAPS))
        self->first_gap = (uint32_t)self->folded_size;
    self->last_gap = (uint32_t)self->folded_size;
}

static void special_add(folder *self, const pk_glyph *glyph) {
    unsigned lost = lost_by(self, glyph);
    if (lost & PK_LOST_GAPS)
        gap_add(self->scan);
    self->scan->special = true;
    self->scan->lost |= lost;
}

static void glyph_fold_wide(folder *self, const pk_glyph *glyph) {
    const pk_glyph *ornate = glyph->folded ? glyph : NULL;
    if (ornate || (glyph->wide.size == 0 && self->open))
        special_add(self, glyph);
    if (glyph->wide.size == 1)
        piece_add(self, glyph->wide, (pk_unicode_kind)pk_ascii_kind[(unsigned char)*glyph->wide.data & 0x7F], ornate);
    else if (glyph->wide.size || !self->open)
        fold_add(self, glyph->wide, ornate);
    else
        undone_add(self, (pk_undone){.step = PK_STEP_BUANG_TAK_TAMPAK, .mark = glyph->kind == PK_KIND_MARK});
}

static void glyph_fold(folder *self, const pk_glyph *glyph) {
    bool wide = self->scan->mode == PK_SCAN_WIDE, as_it_is = !glyph->capital && !(wide && glyph->folded);
    if (as_it_is && (!wide || glyph->wide.size))
        piece_add(self, glyph->strict, glyph->kind, NULL);
    else if (wide)
        glyph_fold_wide(self, glyph);
    else
        fold_add(self, glyph->strict, NULL);
}

static void glyph_add(folder *self, const pk_glyph *glyph) {
    pk_scan *scan = self->scan;
    if (!seams_reserve(scan)) {
        self->failed = true;
        return;
    }
    pk_seam *seams = scan->seams + scan->seam_count;
    scan->seam_count += 2;
    seams[0] = (pk_seam){(uint32_t)scan->folded_size, self->at, true};
    glyph_fold(self, glyph);
    seams[1] = (pk_seam){(uint32_t)scan->folded_size, self->at + glyph->length, false};
}

static void marks_add(pk_scan *self, uint32_t at, const pk_glyph *glyph) {
    if (glyph->code_point == 0x2757 || glyph->code_point == 0x2755)
        pk_mark_add(&self->marks.exclaimed, at, (uint32_t)self->folded_size);
    if (glyph->kind != PK_KIND_LETTER)
        return;
    self->marks.letters++;
    self->marks.capitals += glyph->capital;
    self->marks.ornate += glyph->folded;
}

static size_t step(folder *self, const char *p, size_t size) {
    pk_scan *scan = self->scan;
    if ((unsigned char)*p < 128) {
        size_t count = scan->kernel->copy_ascii(scan->folded + scan->folded_size, (pk_span){p, size});
        scan->folded_size += count;
        self->open = is_ascii_word(p[count - 1]);
        return count;
    }
    pk_glyph glyph = pk_glyph_read(p, p + size);
    uint32_t mark = (uint32_t)scan->folded_size;
    glyph_add(self, &glyph);
    marks_add(scan, mark, &glyph);
    return glyph.length;
}

/* Room for `left` bytes more, the first of which may become FOLD_ROOM, and no holes in it yet. */
static bool reserve(folder *self, size_t left) {
    pk_scan *scan = self->scan;
    size_t size = scan->folded_size + left + FOLD_ROOM, blocks = size / PK_BLOCK + 1;
    if (blocks <= self->blocks)
        return true;
    if (!pk_scan_reserve(scan, size) || !holes_reserve(scan))
        return false;
    memset(scan->holes + self->blocks, 0, (blocks - self->blocks) * sizeof *scan->holes);
    self->blocks = blocks;
    return true;
}

bool pk_glyphs_fold(pk_scan *self) {
    folder work = {.scan = self};
    const char *p = self->text.data, *end = p + self->text.size;
    if (!seams_reserve(self))
        return false;
    self->seams[self->seam_count++] = (pk_seam){0};
    while (p < end && !work.failed) {
        if (!reserve(&work, (size_t)(end - p)))
            return false;
        size_t count = step(&work, p, (size_t)(end - p));
        p += count;
        work.at += (uint32_t)count;
    }
    return !work.failed;
}
