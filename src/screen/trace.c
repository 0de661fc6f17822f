/** @file screen/trace.c  The way of a hit through its slice: see screen/trace.h. */
#include "screen/trace.h"

/* Stops of one search. Each is a word of an entry's phrase in its place, so few texts need ten. */
enum { MOST_STOPS = 4096 };

void pk_tracer_init(pk_tracer *self, const pilkada_screener *screener, pk_work *work, pk_arena *arena) {
    *self = (pk_tracer){.screener = screener, .work = work, .arena = arena};
}

void pk_tracer_dispose(pk_tracer *self) {
    pk_free(self->work->allocator, self->stops);
}

/* ---- the search: breadth first, each stop with the one before it ---- */

static bool stop_add(pk_tracer *self, pk_trace_stop stop) {
    if (self->count == MOST_STOPS)
        return false;
    pk_trace_stop *grown = pk_grow(self->work->allocator, self->stops, self->count, &self->capacity, sizeof *grown);
    self->failed = self->failed || !grown;
    if (!grown)
        return false;
    self->stops = grown;
    grown[self->count++] = stop;
    return true;
}

/* Does the phrase of this part, or of the whole entry, end at the node? */
static bool ends_part(const pk_tracer *self, uint32_t node, unsigned part) {
    const pk_phrases *phrases = &self->screener->phrases;
    for (uint32_t i = pk_phrases_outputs(phrases, node); i != PK_NO_NODE; i = phrases->outputs[i].next) {
        const pk_output *output = &phrases->outputs[i];
        bool wanted = output->role == PK_ROLE_ENTRY || (output->role == PK_ROLE_PART && output->part == part);
        if (wanted && output->target == self->found->entry)
            return true;
    }
    return false;
}

static bool is_last_part(const pk_tracer *self, unsigned part) {
    return part + 1u >= self->screener->entries[self->found->entry].parts;
}

static uint32_t follow(const pk_phrases *phrases, uint32_t node, const pk_reading_edge *edge) {
    node = pk_phrases_step(phrases, node, edge->word);
    return node != PK_NO_NODE && edge->second != PK_NO_WORD ? pk_phrases_step(phrases, node, edge->second) : node;
}

/* The words that may come after a stop at one token; true if one of them is the last of the way. */
static bool add_words(pk_tracer *self, uint32_t parent, uint32_t node, unsigned part, uint32_t token) {
    unsigned before = parent == PK_NONE ? 0 : self->stops[parent].steps;
    pk_edge_list list;
    pk_readings_at(&self->work->readings, token, &list);
    for (size_t i = 0; i < list.count; i++) {
        const pk_reading_edge *edge = &list.edges[i];
        pk_trace_stop stop = {*edge, follow(&self->screener->phrases, node, edge), token, parent, (uint16_t)part, 0, 0};
        stop.steps = (uint8_t)(before | (edge->steps & PK_STEP_ALL));
        bool lead = parent == PK_NONE && (edge->steps & PK_READ_LEAD);
        if (stop.node == PK_NO_NODE || (parent == PK_NONE && lead != (self->scan->edges[0] > 0)))
            continue;
        if (!stop_add(self, stop))
            return false;
        if (!ends_part(self, stop.node, part))
            continue;
        if (is_last_part(self, part) && edge->next == self->scan->count && stop.steps == self->found->steps)
            return true;
        stop.gap = true;
        if (!is_last_part(self, part) && !stop_add(self, stop))
            return false;
    }
    return false;
}

/* The words after a stop: the next one of its phrase, or the next part after a few words. */
static bool expand(pk_tracer *self, uint32_t place) {
    pk_trace_stop stop = self->stops[place];
    uint32_t count = (uint32_t)self->scan->count, gap = self->screener->entries[self->found->entry].gap;
    if (!stop.gap)
        return stop.edge.next < count && !pk_scan_breaks(self->scan, stop.edge.next) &&
               add_words(self, place, stop.node, stop.part, stop.edge.next);
    for (uint32_t i = stop.edge.next; i < count && i <= stop.edge.next + gap; i++)
        if (add_words(self, place, 0, stop.part + 1u, i))
            return true;
    return false;
}

/* In the order of their places, as the match did: what a word reaches counts for the rows after it. */
static void read_all(pk_tracer *self) {
    pk_edge_list list;
    for (size_t i = 0; self->scan->odd_wanted && i < self->scan->count; i++)
        pk_readings_at(&self->work->readings, i, &list);
}

static bool search(pk_tracer *self, pk_span slice, pk_scan_mode mode) {
    pk_work *work = self->work;
    self->scan = mode == PK_SCAN_STRICT ? &work->strict : &work->wide;
    self->count = 0;
    self->failed = !pk_scan_run(self->scan, slice, mode);
    if (self->failed || !self->scan->count)
        return false;
    pk_index_probe(&self->screener->index, self->scan); /* hashes its words */
    self->failed = !pk_readings_begin(&work->readings, &self->screener->vocabulary, self->scan);
    if (self->failed)
        return false;
    read_all(self);
    bool found = add_words(self, PK_NONE, 0, 0, 0);
    for (uint32_t i = 0; !found && i < self->count && !self->failed; i++)
        found = expand(self, i);
    self->failed = self->failed || work->readings.failed;
    return found;
}

/* ---- the form ---- */

/* Stops from the last one back to the first: turn the links around, and return the first. */
static uint32_t turn_around(pk_tracer *self) {
    uint32_t place = (uint32_t)self->count - 1, after = PK_NONE;
    while (place != PK_NONE) {
        uint32_t before = self->stops[place].parent;
        self->stops[place].parent = after;
        after = place;
        place = before;
    }
    return after;
}

static void put_word(const pk_tracer *self, pilkada_buffer *out, uint32_t word) {
    if (word == PK_NO_WORD)
        return;
    pk_span text = pk_vocabulary_text(&self->screener->vocabulary, word);
    if (out->size)
        pk_putc(out, ' ');
    pk_put(out, text.data, text.size);
}

static void tell_way(pk_tracer *self, pilkada_buffer *out) {
    unsigned part = 0;
    for (uint32_t i = turn_around(self); i != PK_NONE; i = self->stops[i].parent) {
        pk_trace_stop stop = self->stops[i];
        if (stop.part != part)
            pk_puts(out, " \xE2\x80\xA6");
        part = stop.part;
        put_word(self, out, stop.edge.word);
        put_word(self, out, stop.edge.second);
        pk_trace_changes(self, &stop);
    }
}

/* An expression saw the folded text. */
static void tell_folded(pk_tracer *self, pilkada_buffer *out) {
    self->scan = &self->work->wide;
    self->failed = !pk_scan_run(self->scan, (pk_span){self->hit->text, self->hit->text_size}, PK_SCAN_WIDE);
    if (self->failed)
        return;
    pk_put(out, self->scan->folded, self->scan->folded_size);
    pk_trace_glyphs(self, 0, (uint32_t)self->hit->text_size);
}

static void tell(pk_tracer *self, pk_span slice, pilkada_buffer *out) {
    pk_entry_kind kind = self->screener->entries[self->found->entry].kind;
    if (kind == PK_ENTRY_GAYA)
        return;
    if (kind == PK_ENTRY_REGEX)
        tell_folded(self, out);
    else if ((!self->found->steps && search(self, slice, PK_SCAN_STRICT)) ||
             (!self->failed && search(self, slice, PK_SCAN_WIDE)))
        tell_way(self, out);
}

static void sort_changes(pilkada_change *changes, size_t count) {
    for (size_t i = 1; i < count; i++) {
        pilkada_change change = changes[i];
        size_t k = i;
        for (; k > 0 && changes[k - 1].start > change.start; k--)
            changes[k] = changes[k - 1];
        changes[k] = change;
    }
}

bool pk_trace(pk_tracer *self, const pk_found *found, pk_span slice, pilkada_hit *hit) {
    pilkada_buffer form;
    self->found = found;
    self->hit = hit;
    self->changes = NULL;
    self->change_count = self->change_capacity = self->more = 0;
    self->failed = false;
    pilkada_buffer_init(&form, self->work->allocator);
    tell(self, slice, &form);
    if (form.size && !form.failed)
        hit->form = pk_arena_strdup(self->arena, form.data, form.size);
    self->failed = self->failed || form.failed || (form.size && !hit->form);
    pilkada_buffer_dispose(&form);
    sort_changes(self->changes, self->change_count);
    hit->changes = self->changes;
    hit->change_count = self->change_count;
    hit->changes_left_out = self->more;
    return !self->failed;
}
