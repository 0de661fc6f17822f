/** @file screen/match.c  Walking the phrases along the readings of a text. */
#include "screen/match.h"

#include "screen/repeats.h"

/* Steps of one walk. A pack of a thousand phrases needs about ten; hostile packs and texts reach the end of it. */
enum { WALK_STEPS = 1024, WALK_ROOM = 256 };

/* One pass over one scan. */
typedef struct walker {
    pk_work *work;
    const pilkada_screener *screener;
    const pk_scan *scan;
    uint32_t limit; /* hits begin before this token */
    uint32_t sentence;
    uint32_t first; /* the token where the walk began */
    uint32_t token; /* sentences are counted up to here */
} walker;

typedef struct stop {
    uint32_t node, token;
    uint8_t steps;
} stop;

void pk_work_init(pk_work *self, const pilkada_allocator *allocator) {
    memset(self, 0, offsetof(pk_work, found));
    self->allocator = allocator;
    pk_scan_init(&self->wide, allocator);
    pk_scan_init(&self->strict, allocator);
    self->strict.odd_wanted = self->strict.marks_wanted = false;
    pk_readings_init(&self->readings, allocator);
}

void pk_work_dispose(pk_work *self) {
    pk_scan_dispose(&self->wide);
    pk_scan_dispose(&self->strict);
    pk_readings_dispose(&self->readings);
    pk_free(self->allocator, self->parts);
    pk_free(self->allocator, self->entries);
    pk_free(self->allocator, self->gates);
    pk_free(self->allocator, self->repeats);
    pk_pattern_room_dispose(&self->room);
}

void pk_work_add(pk_work *self, pk_found found) {
    if (self->found_count == PK_FOUND_ROOM && !(self->limits & PK_LIMIT_HITS))
        pk_repeats_settle(self);
    if (self->found_count == PK_FOUND_ROOM)
        return;
    found.scans = self->scans;
    self->found[self->found_count++] = found;
}

/* ---- room for a screener; the numbers in it stay valid, as they only grow ---- */

static bool reserve(pk_work *self, void **array, size_t *capacity, size_t count, size_t size) {
    if (count <= *capacity)
        return true;
    void *fresh = pk_alloc_zero(self->allocator, count, size);
    if (!fresh)
        return false;
    pk_free(self->allocator, *array);
    *array = fresh;
    *capacity = count;
    return true;
}

static bool reserve_for(pk_work *self, const pilkada_screener *screener) {
    void *parts = self->parts, *entries = self->entries, *gates = self->gates;
    bool done = reserve(self, &parts, &self->part_capacity, screener->part_count, sizeof *self->parts) &&
                reserve(self, &entries, &self->entry_capacity, screener->entry_count, sizeof *self->entries) &&
                reserve(self, &gates, &self->gate_capacity, screener->gate_count, sizeof *self->gates);
    self->parts = parts;
    self->entries = entries;
    self->gates = gates;
    return done;
}

/* After four thousand million passes the numbers begin anew. */
static void next_pass(pk_work *self) {
    if (++self->pass)
        return;
    memset(self->parts, 0, self->part_capacity * sizeof *self->parts);
    memset(self->entries, 0, self->entry_capacity * sizeof *self->entries);
    memset(self->gates, 0, self->gate_capacity * sizeof *self->gates);
    self->pass = 1;
}

/* ---- what a phrase is for ---- */

static void hit_add(walker *self, uint32_t entry, uint32_t first, uint32_t end, unsigned steps) {
    pk_work *work = self->work;
    if (first >= self->limit)
        return;
    uint32_t lead = (steps & PK_READ_LEAD) != 0;
    uint32_t from = pk_scan_source(self->scan, self->scan->edges[2 * (size_t)first] - lead, false);
    if (work->crowded && pk_repeats_refuse(work, entry, from))
        return;
    pk_expect(&self->screener->entries[entry]);
    pk_expect(&work->entries[entry]);
    pk_work_add(work, (pk_found){.start = from,
                                 .end = pk_scan_end(self->scan, end - 1),
                                 .entry = entry,
                                 .steps = (uint8_t)(steps & PK_STEP_ALL),
                                 .open = self->screener->has_sentences});
}

/* Parts come in the order of their places, so the latest chain of earlier parts has the smallest gap. */
static void part_add(walker *self, const pk_output *output, uint32_t end, unsigned steps) {
    const pk_entry *entry = &self->screener->entries[output->target];
    pk_part_state *state = &self->work->parts[entry->part_base + output->part], now;
    now = (pk_part_state){self->work->pass, self->sentence, self->first, end, (uint8_t)steps};
    if (output->part > 0) {
        const pk_part_state *before = state - 1;
        if (before->pass != now.pass || before->sentence != now.sentence || before->end > now.first ||
            now.first - before->end > entry->gap)
            return;
        now.first = before->first;
        now.steps = (uint8_t)((steps & PK_STEP_ALL) | before->steps);
    }
    if (output->part + 1u == entry->parts)
        hit_add(self, output->target, now.first, end, now.steps);
    else if (state->pass != now.pass || state->first != now.first || output->part > 0)
        *state = now;
}

static void emit(walker *self, const pk_output *output, uint32_t end, unsigned steps) {
    pk_work *work = self->work;
    if (self->first >= self->limit && output->role != PK_ROLE_PART)
        return;
    bool allowed = (steps & PK_STEP_ALL & ~(unsigned)output->views) == 0;
    if (output->role == PK_ROLE_ENTRY) { /* nearly all: not by way of the table of a switch */
        if (allowed)
            hit_add(self, output->target, self->first, end, steps);
        return;
    }
    switch ((pk_role)output->role) {
    case PK_ROLE_ENTRY: /* done */
        break;
    case PK_ROLE_PART:
        if (allowed)
            part_add(self, output, end, steps);
        break;
    case PK_ROLE_GATE:
        work->gates[output->target] = work->text;
        break;
    case PK_ROLE_EXCLUSION:
        work->entries[output->target].excluded_pass = work->pass;
        work->entries[output->target].excluded_sentence = self->sentence;
        work->entries[output->target].excluded_text = work->text;
        break;
    case PK_ROLE_NEED:
        work->entries[output->target].needed_text = work->text;
        break;
    }
}

/* ---- sentences ---- */

/* Exclusions of a sentence are known at its end. */
static void close_sentence(walker *self) {
    pk_work *work = self->work;
    if (!self->screener->has_sentences)
        return;
    for (size_t i = work->sentence_start; i < work->found_count; i++) {
        pk_found *found = &work->found[i];
        const pk_entry_state *state = &work->entries[found->entry];
        if (found->open && state->excluded_pass == work->pass && state->excluded_sentence == self->sentence)
            found->excluded = true;
        found->open = false;
    }
    work->sentence_start = work->found_count;
}

/* Sentences are counted only up to places where something is found, and only for packs that ask for them. */
static void enter_sentence(walker *self) {
    if (!self->screener->has_sentences)
        return;
    while (self->token < self->first) {
        if (!pk_scan_breaks(self->scan, ++self->token))
            continue;
        close_sentence(self);
        self->sentence++;
    }
}

static void emit_node(walker *self, uint32_t node, uint32_t end, unsigned steps) {
    const pk_phrases *phrases = &self->screener->phrases;
    uint32_t i = pk_phrases_outputs(phrases, node);
    if (i != PK_NO_NODE)
        enter_sentence(self);
    for (; i != PK_NO_NODE; i = phrases->outputs[i].next)
        emit(self, &phrases->outputs[i], end, steps);
}

/* ---- the walk ---- */

static uint32_t follow(const pk_phrases *phrases, uint32_t node, const pk_reading_edge *edge) {
    node = pk_phrases_step(phrases, node, edge->word);
    if (node != PK_NO_NODE && edge->second != PK_NO_WORD)
        node = pk_phrases_step(phrases, node, edge->second);
    return node;
}

/* May token i stand for another word as well? */
static bool is_ambiguous(const walker *self, uint32_t i) {
    const pk_scan *scan = self->scan;
    const pk_vocabulary *vocabulary = &self->screener->vocabulary;
    if (!scan->odd_wanted)
        return false;
    if (!pk_is_read_plainly(scan, i))
        return true;
    if (!pk_vocabulary_may_be_alias(vocabulary, scan->hashes[i]))
        return false;
    uint32_t word = pk_vocabulary_find_hashed(vocabulary, pk_scan_word(scan, i), scan->hashes[i]);
    return word != PK_NO_WORD && vocabulary->words[word].alias != PK_NO_WORD;
}

/* Nearly all walks are done here. True at a word that is ambiguous; false when nothing goes on. */
static bool walk_plainly(walker *self, stop *here) {
    const pk_scan *scan = self->scan;
    for (; here->token < scan->count; here->token++) {
        uint32_t i = here->token;
        if (is_ambiguous(self, i))
            return true;
        here->node = pk_phrases_step_text(&self->screener->phrases, here->node, pk_scan_word(scan, i), scan->hashes[i]);
        if (here->node == PK_NO_NODE || (i != self->first && pk_scan_breaks(scan, i)))
            return false;
        here->steps |= scan->undone_count ? (uint8_t)pk_scan_steps(scan, i) : 0;
        emit_node(self, here->node, i + 1, here->steps);
        if (!pk_phrases_go_on(&self->screener->phrases, here->node))
            return false;
    }
    return false;
}

static void walk(walker *self) {
    pk_work *work = self->work;
    stop stack[WALK_ROOM];
    size_t depth = 1, steps_left = WALK_STEPS;
    stack[0] = (stop){0, self->first, 0};
    if (!walk_plainly(self, &stack[0]))
        return;
    while (depth) {
        stop here = stack[--depth];
        pk_edge_list list;
        if (here.token != self->first && pk_scan_breaks(self->scan, here.token))
            continue;
        pk_readings_at(&work->readings, here.token, &list);
        for (size_t i = 0; i < list.count; i++) {
            const pk_reading_edge *edge = &list.edges[i];
            uint32_t node = follow(&self->screener->phrases, here.node, edge);
            if (node == PK_NO_NODE)
                continue;
            if (steps_left-- == 0 || depth == WALK_ROOM) {
                work->limits |= PK_LIMIT_WALK;
                return;
            }
            unsigned inside = here.token == self->first ? PK_STEP_ALL | PK_READ_LEAD : PK_STEP_ALL;
            uint8_t steps = (uint8_t)(here.steps | (edge->steps & inside));
            emit_node(self, node, edge->next, steps);
            if (edge->next < self->scan->count)
                stack[depth++] = (stop){node, edge->next, steps};
        }
    }
}

/* What walks from a few places will read is asked for together, so that they wait once. Returns the place after them.
 */
static const uint32_t *make_ready(const pk_phrases *phrases, const pk_scan *scan, const uint32_t *places,
                                  size_t count) {
    enum { AT_ONCE = 8 };
    const uint32_t *end = places + (count < AT_ONCE ? count : AT_ONCE);
    for (const uint32_t *place = places; place < end; place++)
        pk_phrases_expect(phrases, scan->hashes[*place]);
    for (const uint32_t *place = places; place < end; place++)
        pk_phrases_expect_more(phrases, scan->hashes[*place], scan->hashes[*place + 1]);
    return end;
}

/* There is no room for a hit, and nothing else is asked of the text: no gate, no exclusion, no expression. */
static bool is_full(const pk_work *self, const pilkada_screener *screener) {
    bool other = screener->has_sentences || screener->gate_count || screener->pattern_count;
    return self->found_count == PK_FOUND_ROOM && (self->limits & PK_LIMIT_HITS) && !other;
}

/* Parts behind the limit may end hits that begin before it. */
static bool match_scan(pk_work *self, const pilkada_screener *screener, pk_scan *scan, pk_range range) {
    walker pass = {.work = self, .screener = screener, .scan = scan, .limit = range.limit};
    uint32_t place, next = range.from;
    pk_places places = pk_index_probe(&screener->index, scan);
    next_pass(self);
    self->scans = scan == &self->wide ? PK_BY_WIDE : PK_BY_STRICT;
    self->sentence_start = self->found_count;
    if (!pk_readings_begin(&self->readings, &screener->vocabulary, scan))
        return false;
    if (scan->odd_wanted && scan->odd_count) {
        pk_readings_settle(&self->readings);
        pk_index_probe_odd(&screener->index, &self->readings, &places);
    }
    const uint32_t *ready = places.plain; /* walks from the places before it are made ready */
    for (;;) {
        if (places.plain == ready)
            ready = make_ready(&screener->phrases, scan, places.plain, places.plain_count);
        if (self->readings.failed || is_full(self, screener) || !pk_places_next(&places, &place))
            break;
        if (place < next)
            continue;
        next = place + 1;
        pass.first = place;
        walk(&pass);
    }
    close_sentence(&pass);
    self->limits |= self->readings.limited ? PK_LIMIT_ALIKES : 0;
    return !self->readings.failed;
}

/* ---- expressions ---- */

void pk_work_note_pattern(pk_work *self, uint32_t entry, pk_pattern_result result) {
    if (result == PK_PATTERN_LIMIT)
        self->limits |= PK_LIMIT_PATTERN;
    if (result != PK_PATTERN_SPENT)
        return;
    self->limits |= PK_LIMIT_PATTERNS;
    self->entries[entry].untried_text = self->text;
}

static bool match_pattern(pk_work *self, const pilkada_screener *screener, uint32_t place) {
    const pk_scan *scan = &self->wide;
    pk_span text = {scan->folded, scan->folded_size};
    size_t from = 0, start, end;
    for (unsigned i = 0; i < PK_PATTERN_MATCHES && from < text.size; i++) {
        pk_pattern_result result =
            pk_pattern_find(&screener->entries[place].pattern, &self->room, text, from, false, &start, &end);
        pk_work_note_pattern(self, place, result);
        if (result != PK_PATTERN_FOUND)
            return result != PK_PATTERN_MEMORY;
        uint32_t first = pk_scan_source(scan, start, false), last = pk_scan_source(scan, end, true);
        pk_work_add(self, (pk_found){.start = first,
                                     .end = last,
                                     .entry = place,
                                     .steps = (uint8_t)pk_scan_steps_of(scan, first, last),
                                     .excluded = self->entries[place].excluded_text == self->text});
        from = end > from ? end : from + 1;
    }
    return true;
}

bool pk_work_pattern_room(pk_work *self) {
    if (!self->has_room)
        self->has_room = pk_pattern_room_init(&self->room, self->allocator);
    pk_pattern_room_rest(&self->room);
    return self->has_room;
}

static bool match_patterns(pk_work *self, const pilkada_screener *screener) {
    if (screener->pattern_count && !pk_work_pattern_room(self))
        return false;
    for (size_t k = 0; k < screener->pattern_count; k++) {
        uint32_t i = screener->patterns[k];
        bool wanted = !screener->entries[i].needs || self->entries[i].needed_text == self->text;
        if (wanted && !match_pattern(self, screener, i))
            return false;
    }
    return true;
}

/* ---- a text ---- */

bool pk_work_begin(pk_work *self, const pilkada_screener *screener) {
    self->screener = screener;
    self->found_count = 0;
    self->left_out = 0;
    self->limits = 0;
    self->scans = PK_BY_WIDE;
    self->crowded = self->failed = false;
    if (!reserve_for(self, screener))
        return false;
    if (!++self->text)
        self->text = 1;
    return true;
}

/* Two neighbours in a phrase with a gap between them that is no end of a sentence strictly, but one in the wide scan?
 */
static bool loses_gap(const pk_scan *wide, const pk_index *index) {
    size_t i = 1;
    while (i < wide->count && wide->edges[2 * i] < wide->first_gap)
        i++;
    for (; i < wide->count && wide->edges[2 * i - 1] <= wide->last_gap; i++)
        if (pk_scan_breaks(wide, i) && pk_index_may_join(index, pk_scan_word(wide, i - 1), pk_scan_word(wide, i)))
            return true;
    return false;
}

/* May the wide scan lose what the strict one finds? */
static bool loses(const pk_scan *wide, const pilkada_screener *screener) {
    if (!wide->special || screener->vocabulary.beyond_ascii || (wide->lost & PK_LOST_WORDS))
        return wide->special;
    if (screener->has_sentences)
        return wide->lost != 0;
    return (wide->lost & PK_LOST_GAPS) && loses_gap(wide, &screener->index);
}

/* A pack without views, gates, styles and expressions needs no wide scan. */
bool pk_work_scan(pk_work *self, const pilkada_screener *screener, pk_span text) {
    self->wide.marks_wanted = screener->style_count;
    if (screener->wide && !pk_scan_run(&self->wide, text, PK_SCAN_WIDE))
        return false;
    self->twice = screener->wide && loses(&self->wide, screener);
    return (screener->wide && !self->twice) || pk_scan_run(&self->strict, text, PK_SCAN_STRICT);
}

bool pk_work_phrases(pk_work *self, const pilkada_screener *screener, pk_range wide, pk_range strict) {
    self->crowded = false;
    if ((self->twice || !screener->wide) && !match_scan(self, screener, &self->strict, strict))
        return false;
    return (!screener->wide || match_scan(self, screener, &self->wide, wide)) && !self->failed;
}

bool pk_work_match(pk_work *self, const pilkada_screener *screener, pk_span text) {
    return pk_work_begin(self, screener) && pk_work_scan(self, screener, text) &&
           pk_work_phrases(self, screener, PK_RANGE_ALL, PK_RANGE_ALL) && match_patterns(self, screener);
}
