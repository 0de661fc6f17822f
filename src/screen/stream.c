/** @file screen/stream.c  A text in pieces: the window and its way through the text. See screen/stream.h. */
#include "screen/stream.h"

#include "core/error.h"

/* ---- making ---- */

static bool keep_name(pilkada_screen_stream *self, const char **name) {
    *name = *name ? pk_arena_strdup(&self->names, *name, strlen(*name)) : NULL;
    return !self->names.failed;
}

static bool keep_options(pilkada_screen_stream *self, const pilkada_screen_options *options) {
    self->options = *options;
    if (options->date) {
        self->date = *options->date;
        self->options.date = &self->date;
    }
    return keep_name(self, &self->options.id) && keep_name(self, &self->options.disposisi);
}

static bool reserve(pilkada_screen_stream *self) {
    self->screening = pilkada_screening_new(&self->memory, NULL);
    self->bytes = pk_alloc(&self->memory, self->capacity);
    self->cursors = pk_alloc_zero(&self->memory, self->screener->pattern_count, sizeof *self->cursors);
    return self->screening && pk_screening_reserve(self->screening) && self->bytes && self->cursors;
}

pilkada_screen_stream *pk_screen_stream_open(const pilkada_screener *screener, const pilkada_screen_options *options,
                                             size_t window, const pilkada_allocator *allocator, pilkada_error *error) {
    pilkada_screen_options room;
    options = pk_screen_options(options, &room);
    if (!screener || options->normal || options->near) {
        pk_fail(error, PILKADA_E_ARGUMENT,
                "a screener is needed; the normal text and near misses only come from one call");
        return NULL;
    }
    allocator = pk_allocator_or_default(allocator);
    pilkada_screen_stream *self = pk_alloc_zero(allocator, 1, sizeof *self);
    if (!self) {
        pk_fail_memory(error);
        return NULL;
    }
    self->memory = *allocator;
    self->screener = screener;
    pk_screener_retain(screener);
    self->capacity = window;
    self->reach = pk_stream_reach(screener);
    pk_arena_init(&self->names, &self->memory);
    pk_scan_init(&self->marks, &self->memory);
    if (keep_options(self, options) && reserve(self))
        return self;
    pilkada_screen_stream_free(self);
    pk_fail_memory(error);
    return NULL;
}

pilkada_screen_stream *pilkada_screen_stream_open(const pilkada_screener *screener,
                                                  const pilkada_screen_options *options,
                                                  const pilkada_allocator *allocator, pilkada_error *error) {
    return pk_screen_stream_open(screener, options, PILKADA_MAX_SCREEN_BYTES, allocator, error);
}

void pilkada_screen_stream_free(pilkada_screen_stream *self) {
    if (!self)
        return;
    pilkada_allocator allocator = self->memory;
    pilkada_screening_free(self->screening);
    pk_scan_dispose(&self->marks);
    pk_free(&allocator, self->bytes);
    pk_free(&allocator, self->cursors);
    pk_arena_dispose(&self->names);
    pk_screener_release(self->screener);
    pk_free(&allocator, self);
}

/* ---- a new text ---- */

static bool begin(pilkada_screen_stream *self) {
    bool good = pk_screening_begin(pk_stream_answer(self), &self->options);
    memset(self->cursors, 0, self->screener->pattern_count * sizeof *self->cursors);
    self->used = self->fresh = self->count = self->found_capacity = self->hit_capacity = 0;
    self->found = NULL;
    self->hits = NULL;
    self->repeats = NULL;
    self->base = self->bad_bytes = 0;
    self->before = (pk_place){0, 0};
    self->style = (pk_stream_style){.letters = 0};
    self->inside = false;
    self->begun = true;
    self->failed = !good || !pk_work_begin(self->screening->work, self->screener);
    return !self->failed;
}

/* ---- the window ---- */

size_t pk_stream_character(pk_span text, size_t at) {
    for (size_t back = 1; back <= 3 && back <= at && at < text.size; back++) {
        const char *p = text.data + at - back;
        if (((unsigned char)*p & 0xC0) == 0x80)
            continue;
        return pk_utf8_length(p, text.data + text.size) > back ? at - back : at;
    }
    return at;
}

/* Without a character at the end whose other bytes may be in the next piece. */
static size_t whole_characters(const char *bytes, size_t used) {
    for (size_t back = 1; back <= 3 && back <= used; back++) {
        unsigned char c = (unsigned char)bytes[used - back];
        if ((c & 0xC0) == 0x80)
            continue;
        size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
        return length > back ? used - back : used;
    }
    return used;
}

/* What must stay: the undecided part, and something to look back at. */
static size_t first_kept(const pilkada_screen_stream *self, const pk_stream_window *window) {
    size_t first = window->cut;
    for (size_t k = 0; k < self->screener->pattern_count; k++)
        if (self->cursors[k].from < self->base + first)
            first = (size_t)(self->cursors[k].from - self->base);
    size_t back = self->capacity / 8 < PK_STREAM_BACK ? self->capacity / 8 : PK_STREAM_BACK;
    return pk_stream_character(window->text, first > back ? first - back : 0);
}

static pk_place place_after(const pilkada_screen_stream *self, size_t size) {
    pk_places_counter counter = pk_places_count(pk_work_scan_of(self->screening->work, self->screener));
    pk_place place = pk_places_at(&counter, size);
    return (pk_place){self->before.code_point + place.code_point, self->before.unit + place.unit};
}

static void move_on(pilkada_screen_stream *self, const pk_stream_window *window, size_t first) {
    memmove(self->bytes, self->bytes + first, self->used - first);
    self->base += first;
    self->used -= first;
    self->fresh = window->cut - first;
}

static bool screen_window(pilkada_screen_stream *self, bool final) {
    pk_work *work = self->screening->work;
    size_t size = final ? self->used : whole_characters(self->bytes, self->used);
    pk_stream_window window = {.text = {self->bytes, size}, .final = final};
    work->found_count = 0;
    if (!pk_work_scan(work, self->screener, window.text))
        return false;
    pk_stream_cut(self, &window);
    if (!pk_work_phrases(work, self->screener, window.wide, window.strict))
        return false;
    pk_stream_check_sentences(self, &window);
    if (!pk_stream_patterns(self, &window) || !pk_stream_style_add(self, &window) || !pk_stream_keep(self, &window))
        return false;
    size_t first = first_kept(self, &window);
    pk_place place = place_after(self, first);
    self->bad_bytes += pk_places_bad(pk_work_scan_of(work, self->screener), self->fresh, window.cut);
    if (self->options.explain && !pk_stream_trace(self, &window))
        return false;
    self->before = place;
    move_on(self, &window, first);
    return true;
}

/* ---- pieces ---- */

pilkada_status pilkada_screen_stream_feed(pilkada_screen_stream *self, const char *data, size_t size,
                                          pilkada_error *error) {
    if (!self || (!data && size))
        return pk_fail(error, PILKADA_E_ARGUMENT, "a stream and a piece of text are needed");
    if (!self->begun)
        begin(self);
    while (size && !self->failed) {
        size_t room = self->capacity - self->used, count = size < room ? size : room;
        memcpy(self->bytes + self->used, data, count);
        self->used += count;
        data += count;
        size -= count;
        if (self->used == self->capacity)
            self->failed = !screen_window(self, false);
    }
    return self->failed ? pk_fail_memory(error) : PILKADA_OK;
}

/* Expressions that needed a word, and exclusions from the text, are known now. */
static void hand_over(pilkada_screen_stream *self) {
    pk_work *work = self->screening->work;
    work->found_count = 0;
    work->crowded = false;
    for (size_t i = 0; i < self->count; i++) {
        pk_found found = self->found[i];
        const pk_entry *entry = &self->screener->entries[found.entry];
        const pk_entry_state *state = &work->entries[found.entry];
        if (entry->kind == PK_ENTRY_REGEX || entry->kind == PK_ENTRY_GAYA)
            found.excluded = state->excluded_text == work->text;
        if (!entry->needs || state->needed_text == work->text)
            pk_work_add(work, found);
    }
}

const pilkada_screening *pilkada_screen_stream_finish(pilkada_screen_stream *self, pilkada_error *error) {
    if (!self) {
        pk_fail(error, PILKADA_E_ARGUMENT, "a stream is needed");
        return NULL;
    }
    pk_answer *answer = pk_stream_answer(self);
    bool good = (self->begun || begin(self)) && !self->failed && screen_window(self, true);
    if (good) {
        good = pk_stream_style_match(self);
        answer->size = answer->read = self->base + self->used;
        self->screening->work->today = answer->date;
        hand_over(self);
    }
    self->begun = false;
    pk_hit none;
    if (!good || !pk_answer_make(answer, self->screening->work, self->screener, (pk_span){"", 0},
                                 self->hits ? self->hits : &none)) {
        pk_fail_memory(error);
        return NULL;
    }
    answer->bad_bytes = self->options.explain ? self->bad_bytes : 0;
    self->screening->current = 1 - self->screening->current;
    return self->screening;
}

/* Room for the answer first: afterwards the text is gone. */
pilkada_screening *pilkada_screen_stream_take(pilkada_screen_stream *self, pilkada_error *error) {
    if (!self) {
        pk_fail(error, PILKADA_E_ARGUMENT, "a stream is needed");
        return NULL;
    }
    pilkada_screening *answer = pilkada_screening_new(&self->memory, error);
    if (answer && pilkada_screen_stream_finish(self, error)) {
        pk_screening_move(self->screening, answer);
        return answer;
    }
    pilkada_screening_free(answer);
    return NULL;
}
