/** @file screen/settle.c  Which odd words are read, and which of them stand for nothing else: see screen/readings.h. */
#include "screen/readings.h"
#include "screen/steps.h"

static bool is_row(const pk_scan *scan, size_t i) {
    return i + 2 < scan->count && (scan->odd[i] & scan->odd[i + 1] & scan->odd[i + 2] & PK_ODD_SINGLE);
}

/* Is the word that it is all that token i was found to stand for? */
static bool is_itself(const pk_readings *self, size_t i) {
    size_t count = self->last[i] - self->first[i];
    if (count != 1)
        return count == 0;
    const pk_reading_edge *edge = self->edges + self->first[i];
    return edge->next == i + 1 && edge->second == PK_NO_WORD &&
           self->vocabulary->words[edge->word].hash == self->scan->hashes[i] &&
           !(edge->steps & ~(PK_STEP_LIPAT_HURUF | PK_STEP_BUANG_TAK_TAMPAK));
}

static void settle(pk_readings *self, size_t i) {
    self->scan->odd[i] |= is_itself(self, i) ? PK_ODD_READ | PK_ODD_SETTLED : PK_ODD_READ;
}

/* ---- one letter of a row, or another odd word ---- */

static void read_letter(pk_readings *self, size_t i, size_t first, size_t end) {
    pk_scan *scan = self->scan;
    bool begins = end - i >= PK_LEAST_ROW && (i == first || (scan->odd[i] & PK_ODD_REACHED));
    bool another = i + 1 == end && is_row(scan, i); /* set apart differently */
    if (!begins && !another && !(scan->odd[i] & ~(PK_ODD_SINGLE | PK_ODD_REACHED))) {
        scan->odd[i] |= PK_ODD_SETTLED;
        return;
    }
    self->first[i] = (uint32_t)self->count;
    pk_readings_add_word(self, i);
    if (begins)
        pk_readings_add_row(self, i, end);
    if (another)
        pk_readings_add_row(self, i, pk_letter_row_end(scan, i));
    self->last[i] = (uint32_t)self->count;
    settle(self, i);
}

/* If a row of three or more single letters begins at token i: all of it, so that words inside are known in the order
 * of their places. False if none does. */
static bool read_row(pk_readings *self, size_t i) {
    size_t end = is_row(self->scan, i) ? pk_letter_row_end(self->scan, i) : i;
    if (end < i + PK_LEAST_ROW)
        return false;
    for (size_t k = i; k < end && !self->failed; k++)
        read_letter(self, k, i, end);
    return true;
}

static void read_one(pk_readings *self, size_t i) {
    self->first[i] = (uint32_t)self->count;
    pk_readings_add_word(self, i);
    self->last[i] = (uint32_t)self->count;
    settle(self, i);
}

/* ---- which of them are worth while ---- */

static bool pieces_may_hold(const pk_readings *self, size_t i, char lead) {
    const pk_scan *scan = self->scan;
    pk_span word = pk_scan_word(scan, i);
    for (size_t k = i + 1; k < scan->count && k < i + PK_MOST_GLUED && (scan->odd[k - 1] & PK_ODD_GLUED); k++) {
        word.size = scan->edges[2 * k + 1] - scan->edges[2 * i];
        if (pk_skeletons_may_hold(&self->vocabulary->skeletons, word, lead))
            return true;
    }
    return false;
}

/* Nearly all odd words of real texts are none of the list in any view. */
static bool may_be_read(const pk_readings *self, size_t i) {
    const pk_scan *scan = self->scan;
    unsigned odd = scan->odd[i];
    if ((odd & PK_ODD_HIGH) && scan->has_others)
        return true;
    if (!(odd & ~(unsigned)(PK_ODD_SINGLE | PK_ODD_REACHED)))
        return false;
    char lead = odd & PK_ODD_LEAD ? pk_scan_lead(scan, i) : '\0';
    lead = lead == '!' ? '\0' : lead;
    return pk_skeletons_may_hold(&self->vocabulary->skeletons, pk_scan_word(scan, i), lead) ||
           pieces_may_hold(self, i, lead);
}

static void settle_one(pk_readings *self, size_t i) {
    if ((self->scan->odd[i] & PK_ODD_READ) || pk_is_read_plainly(self->scan, i) || read_row(self, i))
        return;
    if (may_be_read(self, i))
        read_one(self, i);
    else
        self->scan->odd[i] |= PK_ODD_SETTLED;
}

void pk_readings_settle(pk_readings *self) {
    pk_scan *scan = self->scan;
    size_t left = 0;
    for (size_t k = 0; k < scan->odd_count && !self->failed; k++) {
        uint32_t i = scan->odd_words[k];
        settle_one(self, i);
        scan->odd_words[left] = i;
        left += (scan->odd[i] & (PK_ODD_READ | PK_ODD_SETTLED)) == PK_ODD_READ;
    }
    scan->odd_count = left;
}

/* The one word that the token is, and what it abbreviates. */
static void read_plain(pk_readings *self, size_t i, pk_edge_list *out) {
    const pk_scan *scan = self->scan;
    uint32_t word = pk_vocabulary_find_hashed(self->vocabulary, pk_scan_word(scan, i), scan->hashes[i]);
    out->edges = out->plain;
    out->count = 0;
    if (word == PK_NO_WORD)
        return;
    uint32_t alias = self->vocabulary->words[word].alias;
    unsigned steps = scan->undone_count ? pk_scan_steps(scan, i) : 0;
    out->plain[out->count++] = (pk_reading_edge){word, PK_NO_WORD, (uint32_t)i + 1, (uint8_t)steps};
    if (alias != PK_NO_WORD && scan->odd_wanted)
        out->plain[out->count++] =
            (pk_reading_edge){alias, PK_NO_WORD, (uint32_t)i + 1, (uint8_t)(steps | PK_STEP_SINGKATAN)};
}

void pk_readings_at(pk_readings *self, size_t i, pk_edge_list *out) {
    const pk_scan *scan = self->scan;
    if (pk_is_read_plainly(scan, i)) {
        read_plain(self, i, out);
        return;
    }
    if (!(scan->odd[i] & PK_ODD_READ) && !read_row(self, i))
        read_one(self, i);
    out->count = self->last[i] - self->first[i];
    out->edges = out->count ? self->edges + self->first[i] : NULL;
}
