/** @file screen/answer.c  From places to an answer: see screen/answer.h. */
#include "screen/answer.h"

enum { AROUND = 40 }; /* bytes of context on each side */

void pk_answer_init(pk_answer *self, const pilkada_allocator *allocator) {
    memset(self, 0, sizeof *self);
    pk_arena_init(&self->arena, allocator);
}

/* ---- order ---- */

static int compare(const pk_found *a, const pk_found *b) {
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->end != b->end)
        return a->end < b->end ? -1 : 1;
    if (a->entry != b->entry)
        return a->entry < b->entry ? -1 : 1;
    return (int)pk_step_weight(a->steps) - (int)pk_step_weight(b->steps);
}

/* Places come nearly in order, and there are at most a thousand: insertion sort allocates nothing. */
static void sort(pk_found *items, size_t count) {
    for (size_t i = 1; i < count; i++) {
        pk_found item = items[i];
        size_t k = i;
        for (; k > 0 && compare(&item, &items[k - 1]) < 0; k--)
            items[k] = items[k - 1];
        items[k] = item;
    }
}

/* The same entry at the same place by several readings: the one with the fewest views stays. */
static size_t unite(pk_found *items, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        pk_found *last = kept ? &items[kept - 1] : NULL;
        if (last && last->entry == items[i].entry && last->start == items[i].start && last->end == items[i].end)
            last->excluded = last->excluded || items[i].excluded;
        else
            items[kept++] = items[i];
    }
    return kept;
}

/* ---- one hit ---- */

static const char *keep(pk_answer *self, const char *text) {
    return text ? pk_arena_strdup(&self->arena, text, strlen(text)) : NULL;
}

static bool keep_steps(pk_answer *self, pilkada_hit *hit, unsigned steps) {
    const char **names = pk_arena_alloc(&self->arena, (pk_step_weight(steps) + 1) * sizeof *names);
    if (!names)
        return false;
    for (size_t i = 0; i < PK_STEP_COUNT; i++)
        if (steps >> i & 1)
            names[hit->step_count++] = pk_step_names[i];
    hit->steps = names;
    return true;
}

/* A NUL may stand in a text but in no JSON string: it is kept as a byte that is printed as U+FFFD, like every bad one.
 */
static bool keep_slice(pk_answer *self, pk_span *slice, pk_span text, size_t start, size_t end) {
    char *copy = pk_arena_strdup(&self->arena, text.data + start, end - start);
    *slice = (pk_span){copy, end - start};
    for (char *nul = copy ? memchr(copy, 0, slice->size) : NULL; nul;
         nul = memchr(nul, 0, slice->size - (size_t)(nul - copy)))
        *nul = '\xFF';
    return copy != NULL;
}

/* A continuation byte begins nothing: move so that the context is cut between characters. */
static size_t back_to_start(pk_span text, size_t at) {
    for (unsigned i = 0; i < 3 && at > 0 && at < text.size && ((unsigned char)text.data[at] & 0xC0) == 0x80; i++)
        at--;
    return at;
}

static bool keep_texts(pk_answer *self, pk_hit_text *out, const pilkada_screener *screener, const pk_found *found,
                       pk_span text) {
    const pk_entry *entry = &screener->entries[found->entry];
    const pk_category *category = &screener->categories[entry->category];
    size_t from = back_to_start(text, found->start > AROUND ? found->start - AROUND : 0);
    size_t to = back_to_start(text, text.size - found->end > AROUND ? found->end + AROUND : text.size);
    for (size_t i = 0; i < 2; i++) {
        out->reason[i] = keep(self, entry->reason[i]);
        out->label[i] = keep(self, category->label[i]);
        if (!out->reason[i] || !out->label[i])
            return false;
    }
    return keep_slice(self, &out->text, text, found->start, found->end) &&
           keep_slice(self, &out->before, text, from, found->start) &&
           keep_slice(self, &out->after, text, found->end, to > found->end ? to : found->end);
}

static bool hit_make(pk_answer *self, pk_hit_list *list, const pilkada_screener *screener, const pk_found *found,
                     pk_span text) {
    const pk_entry *entry = &screener->entries[found->entry];
    pilkada_hit *hit = &list->items[list->count];
    *hit = (pilkada_hit){.start = found->start, .end = found->end};
    hit->rule = keep(self, entry->id);
    hit->category = keep(self, screener->categories[entry->category].id);
    if (!hit->rule || !hit->category || !keep_steps(self, hit, found->steps) ||
        !keep_texts(self, &list->texts[list->count], screener, found, text))
        return false;
    list->count++;
    return true;
}

/* ---- points ---- */

/* Each entry once for a text; a category no more than its limit; entries on trial nothing. */
static int32_t draw_points(int32_t *left, pk_work *work, const pilkada_screener *screener, uint32_t place) {
    const pk_entry *entry = &screener->entries[place];
    if (work->entries[place].counted_text == work->text || entry->status == PK_STATUS_UJI)
        return 0;
    work->entries[place].counted_text = work->text;
    if (entry->points <= 0)
        return entry->points;
    int32_t points = entry->points < left[entry->category] ? entry->points : left[entry->category];
    left[entry->category] -= points;
    return points;
}

/* What each category may still give. */
static int32_t *open_limits(pk_arena *arena, const pilkada_screener *screener) {
    int32_t *left = pk_arena_alloc_zero(arena, screener->category_count, sizeof *left);
    for (size_t i = 0; left && i < screener->category_count; i++)
        left[i] = screener->categories[i].max;
    return left;
}

static const char *suppression(const pk_work *work, const pilkada_screener *screener, const pk_found *found) {
    uint32_t gate = screener->entries[found->entry].gate;
    if (found->excluded)
        return "pengecualian";
    return gate != PK_NONE && work->gates[gate] != work->text ? "gerbang_tertutup" : NULL;
}

static pilkada_level level_of(const pk_answer *self, const pilkada_screener *screener) {
    if (self->limited)
        return PILKADA_LEVEL_TIDAK_TUNTAS;
    if (self->score >= screener->prioritas)
        return PILKADA_LEVEL_PRIORITAS;
    return self->score >= screener->periksa ? PILKADA_LEVEL_PERIKSA : PILKADA_LEVEL_BERSIH;
}

/* ---- code points: one pass over the text for all hits ---- */

typedef struct counter {
    pk_span text;
    size_t at, code_points;
} counter;

static size_t count_to(counter *self, size_t place) {
    const char *end = self->text.data + self->text.size;
    if (place < self->at)
        *self = (counter){self->text, 0, 0};
    while (self->at < place) {
        size_t length = pk_utf8_length(self->text.data + self->at, end);
        self->at += length ? length : 1;
        self->code_points++;
    }
    return self->code_points;
}

/* Starts come in order; each end is counted from its own start, so that long and nested hits cost their length once. */
static void count_code_points(pk_hit_list *list, pk_span text) {
    counter starts = {text, 0, 0};
    for (size_t i = 0; i < list->count; i++) {
        pilkada_hit *hit = &list->items[i];
        hit->start_cp = count_to(&starts, hit->start);
        bool same = i > 0 && hit[-1].end == hit->end;
        counter ends = starts;
        hit->end_cp = same ? hit[-1].end_cp : count_to(&ends, hit->end);
    }
}

static bool list_open(pk_hit_list *list, pk_arena *arena, size_t count) {
    list->count = 0;
    list->items = pk_arena_alloc(arena, count * sizeof *list->items);
    list->texts = pk_arena_alloc(arena, count * sizeof *list->texts);
    return list->items && list->texts;
}

bool pk_answer_make(pk_answer *self, pk_work *work, const pilkada_screener *screener, pk_span text) {
    int32_t *left = open_limits(&self->arena, screener);
    sort(work->found, work->found_count);
    work->found_count = unite(work->found, work->found_count);
    self->limited = self->limited || work->limited;
    self->score = 0;
    self->catalogue = screener->catalogue;
    if (!left || !list_open(&self->hits, &self->arena, work->found_count) ||
        !list_open(&self->suppressed, &self->arena, work->found_count))
        return false;
    for (size_t i = 0; i < work->found_count; i++) {
        const char *reason = suppression(work, screener, &work->found[i]);
        pk_hit_list *list = reason ? &self->suppressed : &self->hits;
        if (!hit_make(self, list, screener, &work->found[i], text))
            return false;
        pilkada_hit *hit = &list->items[list->count - 1];
        hit->suppressed = reason;
        hit->points = reason ? 0 : draw_points(left, work, screener, work->found[i].entry);
        self->score += hit->points;
    }
    count_code_points(&self->hits, text);
    count_code_points(&self->suppressed, text);
    self->level = level_of(self, screener);
    return true;
}
