/** @file screen/stream_cut.c  Where a window of a stream is cut: see screen/stream.h. */
#include "screen/stream.h"

/* ---- how far a hit may reach ---- */

/* A word takes at most a word for each of its letters, when they stand apart. */
size_t pk_stream_reach(const pilkada_screener *screener) {
    size_t most = 0, word = screener->vocabulary.longest + 1;
    for (size_t i = 0; i < screener->entry_count; i++) {
        const pk_entry *entry = &screener->entries[i];
        size_t parts = entry->parts ? entry->parts : 1;
        size_t words = parts * screener->phrases.longest * word + (parts - 1) * entry->gap;
        most = words > most ? words : most;
    }
    return most;
}

/* ---- words and places ---- */

/* The first word that begins at or after a byte of the window. */
static uint32_t word_from(const pk_scan *scan, size_t place) {
    size_t low = 0, high = scan->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (pk_scan_start(scan, middle) < place)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint32_t)low;
}

/* Does a sentence end before word i, in every scan that counts? */
static bool begins_sentence(const pilkada_screen_stream *self, const pk_scan *scan, size_t i) {
    const pk_work *work = self->screening->work;
    if (!pk_scan_breaks(scan, i) || !work->twice)
        return pk_scan_breaks(scan, i);
    uint32_t start = pk_scan_start(scan, i), k = word_from(&work->strict, start);
    return k < work->strict.count && pk_scan_start(&work->strict, k) == start && pk_scan_breaks(&work->strict, k);
}

/* No row of letters and no word with signs inside may lie across the cut. */
static bool stands_apart(const pk_scan *scan, size_t i) {
    return !(pk_scan_is_single(scan, i - 1) && pk_scan_is_single(scan, i)) && !pk_is_glued(scan, i);
}

/* The word of a scan behind which the longest hit still fits; the last word may not be whole. 0: none. */
static size_t word_with_reach(const pilkada_screen_stream *self, const pk_scan *scan) {
    return scan->count > self->reach + 1 ? scan->count - 1 - self->reach : 0;
}

/* ---- the cut ---- */

/* The last word that begins a sentence, with enough of the window behind it to show; `first` if there is none. */
static size_t last_sentence(const pilkada_screen_stream *self, const pk_scan *scan, size_t first, size_t size) {
    for (size_t i = scan->count; i-- > first + 1;)
        if (pk_scan_start(scan, i) + (size_t)PK_STREAM_AROUND <= size && begins_sentence(self, scan, i))
            return i;
    return first;
}

static size_t last_gap(const pilkada_screen_stream *self, const pk_scan *scan, size_t first) {
    const pk_work *work = self->screening->work;
    size_t i = word_with_reach(self, scan), strict = work->twice ? word_with_reach(self, &work->strict) : 0;
    while (work->twice && i > first && (!strict || pk_scan_start(scan, i) > pk_scan_start(&work->strict, strict)))
        i--;
    while (i > first && !stands_apart(scan, i))
        i--;
    return i > first ? i : first;
}

static void set_ranges(const pilkada_screen_stream *self, pk_stream_window *window) {
    const pk_work *work = self->screening->work;
    const pk_scan *scans[] = {&work->wide, &work->strict};
    pk_range *ranges[] = {&window->wide, &window->strict};
    for (unsigned i = 0; i < 2; i++) {
        bool used = i == 0 ? self->screener->wide : work->twice || !self->screener->wide;
        if (used)
            *ranges[i] = (pk_range){word_from(scans[i], self->fresh),
                                    window->final ? UINT32_MAX : word_from(scans[i], window->cut)};
    }
}

/* A word, a gap or a row of letters that the window cannot hold: what begins in it is decided without the rest. */
static size_t force(pilkada_screen_stream *self, const pk_scan *scan, size_t first, size_t size) {
    bool empty = first == scan->count, late = !empty && pk_scan_start(scan, first) > self->fresh + self->capacity / 2;
    if (late) /* nothing begins in the first half: it can go */
        return pk_scan_start(scan, first);
    if (!empty)
        self->screening->work->limits |= PK_LIMIT_SENTENCE;
    return scan->count > first + 1 ? pk_scan_start(scan, scan->count - 1) : size;
}

void pk_stream_cut(pilkada_screen_stream *self, pk_stream_window *window) {
    const pk_scan *scan = pk_work_scan_of(self->screening->work, self->screener);
    size_t size = window->text.size, first = word_from(scan, self->fresh), i = first;
    window->cut = size;
    if (!window->final) {
        i = last_sentence(self, scan, first, size);
        i = i > first ? i : last_gap(self, scan, first);
        window->cut = i > first ? pk_scan_start(scan, i) : force(self, scan, first, size);
    }
    set_ranges(self, window);
}

/* ---- sentences that are not whole ---- */

static bool is_open(const pilkada_screen_stream *self, const pk_found *found) {
    return self->screener->entries[found->entry].excludes && !found->excluded;
}

void pk_stream_check_sentences(pilkada_screen_stream *self, const pk_stream_window *window) {
    pk_work *work = self->screening->work;
    const pk_scan *scan = pk_work_scan_of(work, self->screener);
    size_t i = word_from(scan, self->fresh), end = word_from(scan, window->cut);
    bool goes_on = !window->final && !(end < scan->count && begins_sentence(self, scan, end));
    if (self->inside || goes_on) {
        uint64_t whole = 0; /* sentences are whole from here on */
        if (self->inside)
            for (i++; i < end && !begins_sentence(self, scan, i);)
                i++;
        whole = i < scan->count ? pk_scan_start(scan, i) : window->text.size;
        for (size_t k = 0; k < work->found_count; k++)
            if (is_open(self, &work->found[k]) && (goes_on || work->found[k].start < whole))
                work->limits |= PK_LIMIT_SENTENCE;
    }
    self->inside = goes_on;
}
