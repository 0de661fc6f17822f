/** @file screen/scan.c  A text as words: see screen/scan.h. */
#include "screen/scan.h"

#include "screen/glyphs.h"
#include "screen/hash.h"
#include "screen/others.h"
#include "screen/steps.h"
#include "screen/unicode.h"

void pk_scan_init(pk_scan *self, const pilkada_allocator *allocator) {
    *self = (pk_scan){.allocator = allocator, .kernel = pk_kernel_best(), .odd_wanted = true, .marks_wanted = true};
}

void pk_scan_dispose(pk_scan *self) {
    pk_free(self->allocator, self->room);
    pk_free(self->allocator, self->edges);
    pk_free(self->allocator, self->odd);
    pk_free(self->allocator, self->hashes);
    pk_free(self->allocator, self->candidates);
    pk_free(self->allocator, self->holes);
    pk_free(self->allocator, self->seams);
    pk_free(self->allocator, self->undone);
    pk_scan_init(self, self->allocator);
}

/* ---- room ---- */

bool pk_scan_reserve(pk_scan *self, size_t size) {
    size_t needed = size + PK_BLOCK + 2 * (size_t)PK_BLOCK_PAD;
    if (needed <= self->room_size)
        return true;
    size_t capacity = self->room_size * 2 > needed ? self->room_size * 2 : needed;
    char *grown = pk_realloc(self->allocator, self->room, self->room_size, capacity);
    if (!grown)
        return false;
    self->room = grown;
    self->room_size = capacity;
    self->folded = grown + PK_BLOCK_PAD;
    memset(grown, 0, PK_BLOCK_PAD);
    return true;
}

/* A word has two edges, so there is room for every other place to be odd, and to have something undone. */
static bool edges_reserve(pk_scan *self, size_t blocks) {
    size_t count = (blocks + 1) * PK_BLOCK;
    if (count <= self->edge_capacity)
        return true;
    uint32_t *edges = pk_alloc_zero(self->allocator, count * 2, sizeof *edges);
    uint16_t *odd = edges ? pk_alloc_zero(self->allocator, count, sizeof *odd) : NULL;
    if (!odd) {
        pk_free(self->allocator, edges);
        return false;
    }
    pk_free(self->allocator, self->edges);
    pk_free(self->allocator, self->odd);
    self->edges = edges;
    self->odd_words = edges + count;
    self->undone_first = self->odd_words + count / 2;
    self->odd = odd;
    self->edge_capacity = count;
    return true;
}

static bool hashes_reserve(pk_scan *self) {
    size_t count = self->count + 2;
    if (count <= self->hash_capacity)
        return true;
    count += count / 2;
    uint64_t *hashes = pk_alloc_zero(self->allocator, count, sizeof *hashes);
    uint32_t *candidates = hashes ? pk_alloc_zero(self->allocator, count * 4, sizeof *candidates) : NULL;
    if (!candidates) {
        pk_free(self->allocator, hashes);
        return false;
    }
    pk_free(self->allocator, self->hashes);
    pk_free(self->allocator, self->candidates);
    self->hashes = hashes;
    self->candidates = candidates;
    self->hash_capacity = count;
    return true;
}

/* ---- the pass ---- */

static bool fold(pk_scan *self) {
    if (!self->ascii)
        return pk_scan_reserve(self, 0) && pk_glyphs_fold(self);
    self->folded_size = self->text.size;
    return true;
}

static void mark_to_source(const pk_scan *self, pk_mark *mark) {
    if (!mark->count)
        return;
    mark->start = pk_scan_source(self, mark->start, false);
    mark->end = pk_scan_source(self, mark->end, true);
}

/* ASCII is read where it is. */
static void list_undone(pk_scan *self) {
    size_t k = 0;
    for (size_t i = 0; self->undone_count && i < self->count; i++) {
        while (k < self->undone_count && self->undone[k].folded < self->edges[2 * i])
            k++;
        self->undone_first[i] = (uint32_t)k;
    }
}

static void cut(pk_scan *self) {
    pk_blocks work = {.source = self->ascii ? self->text.data : self->folded,
                      .size = self->folded_size,
                      .text = self->folded,
                      .holes = self->ascii ? NULL : self->holes,
                      .edges = self->edges,
                      .odd = self->odd_wanted ? self->odd : NULL,
                      .odd_words = self->odd_words,
                      .marks = self->marks_wanted ? &self->marks : NULL};
    self->kernel->cut(&work);
    self->count = work.edge_count / 2;
    self->odd_count = work.odd_count;
    self->odd[self->count] = self->odd[self->count + 1] = 0;
    list_undone(self);
    if (self->odd_wanted)
        pk_scan_note_others(self);
}

bool pk_scan_run(pk_scan *self, pk_span text, pk_scan_mode mode) {
    self->text = text;
    self->mode = mode;
    self->folded_size = self->count = self->seam_count = self->undone_count = 0;
    self->marks = (pk_marks){0};
    self->special = self->has_others = false;
    self->lost = 0;
    self->ascii = self->kernel->is_ascii(text);
    if (!fold(self))
        return false;
    size_t blocks = self->folded_size / PK_BLOCK + 1;
    if (!pk_scan_reserve(self, blocks * PK_BLOCK) || !edges_reserve(self, blocks))
        return false;
    cut(self);
    if (self->seam_count) {
        mark_to_source(self, &self->marks.exclaimed);
        mark_to_source(self, &self->marks.questioned);
        mark_to_source(self, &self->marks.divided);
    }
    return hashes_reserve(self);
}

/* ---- places ---- */

/* A start belongs to the last seam at or before it, an end to the last one before it: dropped characters stay outside.
 */
uint32_t pk_scan_source(const pk_scan *self, size_t folded, bool end) {
    if (!self->seam_count)
        return (uint32_t)folded;
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

uint32_t pk_scan_start(const pk_scan *self, size_t i) {
    return pk_scan_source(self, self->edges[2 * i], false);
}

/* Marks that the wide scan dropped belong to the letter before them. */
uint32_t pk_scan_end(const pk_scan *self, size_t i) {
    if (self->ascii)
        return self->edges[2 * i + 1];
    uint32_t end = pk_scan_source(self, self->edges[2 * i + 1], true);
    if (!self->special || self->mode == PK_SCAN_STRICT)
        return end;
    const char *p = self->text.data + end, *stop = self->text.data + self->text.size;
    for (uint32_t kept = end; p < stop && (unsigned char)*p >= 128; end = kept) {
        pk_glyph glyph = pk_glyph_read(p, stop);
        if (glyph.kind != PK_KIND_MARK && glyph.kind != PK_KIND_INVISIBLE)
            break;
        p += glyph.length;
        if (glyph.kind == PK_KIND_MARK)
            kept = (uint32_t)(p - self->text.data);
    }
    return end;
}

void pk_letters_between(const pk_scan *self, uint32_t from, uint32_t to, uint32_t *start, uint32_t *end) {
    const char *begin = self->text.data, *stop = begin + to;
    *start = *end = 0;
    for (const char *p = begin + from; p < stop;) {
        pk_glyph glyph = pk_glyph_read(p, stop);
        if (glyph.kind == PK_KIND_LETTER) {
            *start = *end ? *start : (uint32_t)(p - begin);
            *end = (uint32_t)(p - begin) + glyph.length;
        }
        p += glyph.length;
    }
}

void pk_scan_letters(const pk_scan *self, uint32_t *start, uint32_t *end) {
    pk_letters_between(self, 0, (uint32_t)self->text.size, start, end);
}
