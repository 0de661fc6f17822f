/** @file screen/stream_keep.c  What a stream keeps of a window: expressions and hits. See screen/stream.h. */
#include "screen/stream.h"

#include "screen/repeats.h"
#include "screen/trace.h"

/* ---- expressions ---- */

/* The place in the folded text of a byte of the window. */
static size_t folded_place(const pk_scan *scan, size_t place) {
    size_t low = 0, high = scan->folded_size;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (pk_scan_source(scan, middle, false) < place)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Undecided matches wait for the next window, unless they are half as long as one. */
static size_t wait_for_more(pilkada_screen_stream *self, const pk_stream_window *window, size_t start) {
    if (start >= window->cut)
        return window->cut;
    if (window->cut - start <= self->capacity / 2)
        return start;
    self->screening->work->limits |= PK_LIMIT_PATTERN;
    return window->cut;
}

/* The next match that begins before the cut; `from` moves on. NONE when there is none. */
static pk_pattern_result find_next(pilkada_screen_stream *self, const pk_stream_window *window, uint32_t place,
                                   size_t *from, pk_found *found) {
    pk_work *work = self->screening->work;
    const pk_scan *scan = &work->wide;
    pk_span text = {scan->folded, scan->folded_size};
    size_t start, end, at = folded_place(scan, *from);
    pk_pattern_result result = PK_PATTERN_NONE;
    if (at < text.size)
        result = pk_pattern_find(&self->screener->entries[place].pattern, &work->room, text, at, !window->final, &start,
                                 &end);
    pk_work_note_pattern(work, place, result);
    bool met = result == PK_PATTERN_FOUND || result == PK_PATTERN_PARTIAL;
    size_t first = met ? pk_scan_source(scan, start, false) : window->cut;
    if (result == PK_PATTERN_PARTIAL || first >= window->cut) {
        first = wait_for_more(self, window, first);
        *from = first > *from ? first : *from; /* the last match may end behind the cut */
        return result == PK_PATTERN_MEMORY ? PK_PATTERN_MEMORY : PK_PATTERN_NONE;
    }
    size_t last = pk_scan_source(scan, end, true);
    *found = (pk_found){.start = first,
                        .end = last,
                        .entry = place,
                        .steps = (uint8_t)pk_scan_steps_of(scan, (uint32_t)first, (uint32_t)last)};
    *from = last > *from ? last : *from + 1;
    return PK_PATTERN_FOUND;
}

static bool find_all(pilkada_screen_stream *self, const pk_stream_window *window, size_t k) {
    pk_stream_cursor *cursor = &self->cursors[k];
    size_t from = (size_t)(cursor->from - self->base);
    pk_pattern_result result = PK_PATTERN_FOUND;
    pk_found found;
    while (result == PK_PATTERN_FOUND && cursor->count < PK_PATTERN_MATCHES) {
        result = find_next(self, window, self->screener->patterns[k], &from, &found);
        if (result == PK_PATTERN_FOUND) {
            pk_work_add(self->screening->work, found);
            cursor->count++;
        }
    }
    if (from < window->cut && cursor->count == PK_PATTERN_MATCHES)
        from = window->cut;
    cursor->from = self->base + from;
    return result != PK_PATTERN_MEMORY;
}

/* An expression that needs a word which has not come. */
static bool is_idle(const pilkada_screen_stream *self, size_t k) {
    const pk_work *work = self->screening->work;
    uint32_t place = self->screener->patterns[k];
    return self->screener->entries[place].needs && work->entries[place].needed_text != work->text;
}

bool pk_stream_patterns(pilkada_screen_stream *self, const pk_stream_window *window) {
    if (self->screener->pattern_count && !pk_work_pattern_room(self->screening->work))
        return false;
    for (size_t k = 0; k < self->screener->pattern_count; k++)
        if (!(window->final && is_idle(self, k)) && !find_all(self, window, k))
            return false;
    return true;
}

/* ---- hits ---- */

/* The slice and what stands around it, from the window. */
static bool keep_around(pilkada_screen_stream *self, const pk_stream_window *window, size_t start, size_t end,
                        pk_hit *hit) {
    pk_answer *answer = pk_stream_answer(self);
    size_t size = end - start < PILKADA_MAX_SLICE_BYTES ? end - start : PILKADA_MAX_SLICE_BYTES;
    size = pk_stream_character(window->text, start + size) - start;
    size_t from = start > PK_STREAM_AROUND ? start - PK_STREAM_AROUND : 0, to = start + size + PK_STREAM_AROUND;
    to = to < window->text.size ? to : window->text.size;
    char *copy = pk_arena_strdup(&answer->arena, window->text.data + from, to - from);
    if (!copy)
        return false;
    pk_answer_veil(answer, copy, to - from);
    hit->around = (pk_span){copy, to - from};
    hit->at = start - from;
    hit->shown.text = copy + hit->at;
    hit->shown.text_size = size;
    return true;
}

bool pk_stream_hit(pilkada_screen_stream *self, const pk_stream_window *window, pk_places_counter *starts, size_t start,
                   size_t end, pk_hit *out) {
    pk_place first = pk_places_at(starts, start);
    pk_places_counter ends = *starts;
    pk_place last = pk_places_at(&ends, end);
    *out = (pk_hit){.shown = {.start = self->base + start,
                              .end = self->base + end,
                              .start_cp = self->before.code_point + first.code_point,
                              .end_cp = self->before.code_point + last.code_point,
                              .start_u16 = self->before.unit + first.unit,
                              .end_u16 = self->before.unit + last.unit}};
    return keep_around(self, window, start, end, out);
}

/* ---- too many of them: as in one call, see screen/repeats.h ---- */

static bool is_repeat(pilkada_screen_stream *self, uint32_t entry, uint64_t start) {
    pk_stream_repeat *repeat = &self->repeats[entry];
    if (repeat->held < pk_repeats_most(&self->screener->entries[entry])) {
        repeat->held++;
        return false;
    }
    if (repeat->left_after != start + 1)
        self->screening->work->left_out++;
    repeat->left_after = start + 1;
    return true;
}

static bool begin_crowd(pilkada_screen_stream *self) {
    size_t kept = 0, before = 0;
    self->repeats =
        pk_arena_alloc_zero(&pk_stream_answer(self)->arena, self->screener->entry_count, sizeof *self->repeats);
    if (!self->repeats)
        return false;
    for (size_t i = 0; i < self->count; i++) {
        if (is_repeat(self, self->found[i].entry, self->found[i].start))
            continue;
        self->hits[kept] = self->hits[i];
        self->found[kept] = self->found[i];
        self->found[kept].kept = (uint32_t)kept;
        before += i < self->window_first;
        kept++;
    }
    self->window_first = before;
    self->count = kept;
    return true;
}

/* One place more may crowd the text. False when memory is out. */
static bool crowd(pilkada_screen_stream *self) {
    bool many = self->count == PILKADA_MAX_HITS || self->screening->work->crowded;
    return self->repeats || !many || begin_crowd(self);
}

/* In a crowded text there is none for repeats; when there is none for others, the work is cut. */
static bool has_room(pilkada_screen_stream *self, uint32_t entry, uint64_t start) {
    if (self->repeats && is_repeat(self, entry, start))
        return false;
    if (self->count == PILKADA_MAX_HITS)
        self->screening->work->limits |= PK_LIMIT_HITS;
    return self->count < PILKADA_MAX_HITS;
}

static bool append(pilkada_screen_stream *self, pk_found found, pk_hit hit) {
    pk_arena *arena = &pk_stream_answer(self)->arena;
    pk_found *founds = pk_arena_grow(arena, self->found, self->count, &self->found_capacity, sizeof *founds);
    pk_hit *hits = pk_arena_grow(arena, self->hits, self->count, &self->hit_capacity, sizeof *hits);
    self->found = founds ? founds : self->found;
    self->hits = hits ? hits : self->hits;
    if (!founds || !hits)
        return false;
    found.start = hit.shown.start;
    found.end = hit.shown.end;
    found.kept = (uint32_t)self->count;
    founds[self->count] = found;
    hits[self->count++] = hit;
    return true;
}

bool pk_stream_add(pilkada_screen_stream *self, pk_found found, pk_hit hit) {
    return crowd(self) && (!has_room(self, found.entry, hit.shown.start) || append(self, found, hit));
}

static bool keep(pilkada_screen_stream *self, const pk_stream_window *window, const pk_found *found,
                 pk_places_counter *starts) {
    pk_hit hit;
    if (!crowd(self))
        return false;
    if (!has_room(self, found->entry, self->base + found->start))
        return true;
    return pk_stream_hit(self, window, starts, (size_t)found->start, (size_t)found->end, &hit) &&
           append(self, *found, hit);
}

bool pk_stream_keep(pilkada_screen_stream *self, const pk_stream_window *window) {
    pk_work *work = self->screening->work;
    pk_places_counter starts = pk_places_count(pk_work_scan_of(work, self->screener));
    self->window_first = self->count;
    pk_repeats_settle(work);
    for (size_t i = 0; i < work->found_count && !work->failed; i++)
        if (!keep(self, window, &work->found[i], &starts))
            return false;
    return !work->failed;
}

bool pk_stream_trace(pilkada_screen_stream *self, const pk_stream_window *window) {
    pk_tracer tracer;
    bool good = true;
    pk_tracer_init(&tracer, self->screener, self->screening->work, &pk_stream_answer(self)->arena);
    for (size_t i = self->window_first; good && i < self->count; i++) {
        pilkada_hit *hit = &self->hits[i].shown;
        pk_span slice = {window->text.data + (hit->start - self->base), (size_t)(hit->end - hit->start)};
        if (slice.size == hit->text_size)
            good = pk_trace(&tracer, &self->found[i], slice, hit);
    }
    pk_tracer_dispose(&tracer);
    return good;
}
