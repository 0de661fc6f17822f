/** @file screen/stream_style.c  Marks of style over all windows of a stream: see screen/stream.h. */
#include "screen/stream.h"
#include "screen/style.h"

static bool hit_of(pilkada_screen_stream *self, const pk_stream_window *window, uint32_t start, uint32_t end,
                   pk_hit *out) {
    pk_places_counter counter = pk_places_count(&self->screening->work->wide);
    return pk_stream_hit(self, window, &counter, start, end, out);
}

/* Count a mark; the first one is kept. `start` and `end` are bytes of the window. */
static bool mark_add(pilkada_screen_stream *self, const pk_stream_window *window, pk_style style, pk_mark mark) {
    pk_stream_mark *sum = &self->style.marks[style];
    bool first = mark.count && !sum->count;
    sum->count += mark.count;
    return !first || hit_of(self, window, mark.start, mark.end, &sum->hit);
}

/* From the first letter of the text to the last one so far. */
static bool span_add(pilkada_screen_stream *self, const pk_stream_window *window, pk_style style, uint32_t start,
                     uint32_t end) {
    pk_hit *sum = &self->style.marks[style].hit, now;
    if (!sum->around.data)
        return hit_of(self, window, start, end, sum);
    if (!hit_of(self, window, start, end, &now))
        return false;
    sum->shown.end = now.shown.end;
    sum->shown.end_cp = now.shown.end_cp;
    sum->shown.end_u16 = now.shown.end_u16;
    return true;
}

/* The letters of the words that begin in this window. */
static void letters_of(const pilkada_screen_stream *self, const pk_stream_window *window, uint32_t *start,
                       uint32_t *end) {
    const pk_scan *scan = &self->screening->work->wide;
    uint32_t from = window->wide.from, limit = window->wide.limit;
    limit = limit < scan->count ? limit : (uint32_t)scan->count;
    *start = *end = 0;
    for (uint32_t i = from; i < limit && !*end; i++)
        pk_letters_between(scan, pk_scan_start(scan, i), pk_scan_end(scan, i), start, end);
    uint32_t first = *start, last = 0;
    for (uint32_t i = limit; i > from && !last; i--)
        pk_letters_between(scan, pk_scan_start(scan, i - 1), pk_scan_end(scan, i - 1), &first, &last);
    *end = last;
}

static bool letters_add(pilkada_screen_stream *self, const pk_stream_window *window) {
    uint32_t start, end;
    self->style.letters += self->marks.marks.letters;
    self->style.capitals += self->marks.marks.capitals;
    self->style.marks[PK_STYLE_KAPITAL].count += self->marks.marks.letters;
    self->style.marks[PK_STYLE_HURUF_HIAS].count += self->marks.marks.ornate;
    letters_of(self, window, &start, &end);
    return !end || (span_add(self, window, PK_STYLE_KAPITAL, start, end) &&
                    span_add(self, window, PK_STYLE_HURUF_HIAS, start, end));
}

/* A mark of the fresh part, by its place in the window. */
static pk_mark moved(const pilkada_screen_stream *self, pk_mark mark) {
    return (pk_mark){mark.count, mark.start + (uint32_t)self->fresh, mark.end + (uint32_t)self->fresh};
}

bool pk_stream_style_add(pilkada_screen_stream *self, const pk_stream_window *window) {
    const pk_scan *wide = &self->screening->work->wide;
    pk_span fresh = {window->text.data + self->fresh, window->cut - self->fresh};
    if (!self->screener->style_count)
        return true;
    if (!pk_scan_run(&self->marks, fresh, PK_SCAN_WIDE))
        return false;
    const pk_marks *marks = &self->marks.marks;
    pk_mark disguised = pk_style_disguised(wide, window->wide.from, window->wide.limit);
    return letters_add(self, window) && mark_add(self, window, PK_STYLE_SERU, moved(self, marks->exclaimed)) &&
           mark_add(self, window, PK_STYLE_TANYA, moved(self, marks->questioned)) &&
           mark_add(self, window, PK_STYLE_PEMBATAS, moved(self, marks->divided)) &&
           mark_add(self, window, PK_STYLE_ANGKA_HURUF, disguised);
}

bool pk_stream_style_match(pilkada_screen_stream *self) {
    for (size_t k = 0; k < self->screener->style_count; k++) {
        uint32_t i = self->screener->styles[k];
        const pk_entry *entry = &self->screener->entries[i];
        const pk_stream_mark *mark = &self->style.marks[entry->style];
        bool capitals = entry->style == PK_STYLE_KAPITAL;
        bool borne = capitals ? pk_style_is_loud(self->style.letters, self->style.capitals, entry)
                              : mark->count && mark->count >= entry->least;
        if (borne && mark->hit.around.data && !pk_stream_add(self, (pk_found){.entry = i}, mark->hit))
            return false;
    }
    return true;
}
