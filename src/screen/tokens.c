/** @file screen/tokens.c  What there is to know about one word of a scan: see screen/scan.h. */
#include "screen/scan.h"
#include "screen/steps.h"
#include "screen/unicode.h"

/* ---- what stands before a word ---- */

/* The gap before token i, in the folded text. */
static pk_span gap_of(const pk_scan *self, size_t i) {
    uint32_t from = i ? self->edges[2 * i - 1] : 0;
    return (pk_span){self->folded + from, self->edges[2 * i] - from};
}

static uint32_t gap_next(const char **p, const char *end) {
    uint32_t c = 0xFFFD;
    size_t length = pk_utf8_decode(*p, end, &c);
    *p += length ? length : 1;
    return c;
}

/* Letters in brackets, each in its own: what stands between two of them. */
static bool is_between_brackets(pk_span gap) {
    return pk_span_is(gap, ")(") || pk_span_is(gap, "][");
}

uint32_t pk_scan_join(const pk_scan *self, size_t i) {
    pk_span gap = gap_of(self, i);
    const char *p = gap.data, *end = p + gap.size;
    unsigned count = 1;
    if (!gap.size || gap.size > 12)
        return 0;
    uint32_t c = gap_next(&p, end);
    if (is_between_brackets(gap))
        return pk_join(c, 2);
    for (; p < end; count++)
        if (gap_next(&p, end) != c)
            return 0;
    return count <= 3 ? pk_join(c, count) : 0;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* "K. P. U" is no end of a sentence: a blank straight after the point that follows one letter. */
static bool gap_breaks(pk_span gap, bool after_single) {
    unsigned newlines = 0, seen = 0;
    bool ended = false;
    for (const char *p = gap.data, *end = p + gap.size; p < end; seen++) {
        char c = *p;
        gap_next(&p, end);
        if (c == '.' || c == '!' || c == '?')
            ended = true;
        else if (is_blank(c) && ((newlines += c == '\n') >= 2 || (ended && !(after_single && seen == 1))))
            return true;
    }
    return false;
}

bool pk_scan_gap_breaks(const pk_scan *self, size_t i) {
    return gap_breaks(gap_of(self, i), pk_scan_is_single(self, i - 1));
}

/* ---- the word itself ---- */

bool pk_scan_is_single(const pk_scan *self, size_t i) {
    pk_span word = pk_scan_word(self, i);
    if (word.size == 1)
        return true;
    return word.size <= 4 && pk_utf8_length(word.data, word.data + word.size) == word.size;
}

/* Invisible characters count between two letters of a word; marks also after the last one. */
unsigned pk_scan_steps(const pk_scan *self, size_t i) {
    uint32_t start = self->edges[2 * i], end = self->edges[2 * i + 1];
    unsigned steps = 0;
    if (!self->undone_count)
        return 0;
    for (size_t k = self->undone_first[i]; k < self->undone_count && self->undone[k].folded <= end; k++) {
        const pk_undone *undone = &self->undone[k];
        bool fold = undone->step == PK_STEP_LIPAT_HURUF;
        if (fold ? undone->folded < end : undone->folded > start && (undone->folded < end || undone->mark))
            steps |= undone->step;
    }
    return steps;
}

unsigned pk_scan_steps_of(const pk_scan *self, uint32_t start, uint32_t end) {
    const char *p = self->text.data + start, *stop = self->text.data + end;
    unsigned steps = 0;
    while (!self->ascii && p < stop) {
        pk_glyph glyph = pk_glyph_read(p, stop);
        steps |= glyph.folded && glyph.wide.size ? PK_STEP_LIPAT_HURUF : 0u;
        steps |= glyph.wide.size == 0 ? PK_STEP_BUANG_TAK_TAMPAK : 0u;
        p += glyph.length;
    }
    return steps;
}

unsigned pk_scan_kinds(const pk_scan *self, size_t i) {
    pk_span word = pk_scan_word(self, i);
    unsigned kinds = 0;
    if (word.size == 1)
        return pk_ascii_kind[(unsigned char)*word.data & 0x7F] == PK_KIND_DIGIT ? PK_TOKEN_DIGIT : PK_TOKEN_LETTER;
    for (const char *p = word.data, *end = p + word.size; p < end;) {
        pk_unicode_kind kind =
            (unsigned char)*p < 128 ? (pk_unicode_kind)pk_ascii_kind[(unsigned char)*p] : pk_glyph_read(p, end).kind;
        p += (unsigned char)*p < 128 ? 1 : pk_glyph_read(p, end).length;
        kinds |= kind == PK_KIND_DIGIT ? PK_TOKEN_DIGIT : PK_TOKEN_LETTER;
    }
    return kinds;
}

pk_token pk_scan_token(const pk_scan *self, size_t i) {
    pk_span word = pk_scan_word(self, i);
    unsigned flags = pk_scan_kinds(self, i) | (pk_scan_breaks(self, i) ? PK_TOKEN_BREAK : 0u) |
                     (self->odd[i] & PK_ODD_RUN ? PK_TOKEN_RUN : 0u) |
                     (pk_scan_is_single(self, i) ? PK_TOKEN_SINGLE : 0u);
    return (pk_token){.start = pk_scan_start(self, i),
                      .end = pk_scan_end(self, i),
                      .at = (uint32_t)(word.data - self->folded),
                      .size = (uint32_t)word.size,
                      .join = pk_scan_join(self, i),
                      .flags = (uint8_t)flags,
                      .steps = (uint8_t)pk_scan_steps(self, i),
                      .lead = pk_scan_lead(self, i)};
}
