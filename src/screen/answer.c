/** @file screen/answer.c  From places to an answer: see screen/answer.h. */
#include "screen/answer.h"

#include "screen/mask.h"
#include "screen/places.h"
#include "screen/repeats.h"
#include "screen/trace.h"

void pk_answer_init(pk_answer *self, const pilkada_allocator *allocator) {
    memset(self, 0, sizeof *self);
    pk_arena_init(&self->arena, allocator);
}

void pk_answer_dispose(pk_answer *self) {
    pk_answer_keep(self, NULL);
    pk_arena_dispose(&self->arena);
}

void pk_answer_keep(pk_answer *self, const pilkada_screener *screener) {
    const pilkada_screener *before = self->screener;
    if (screener == before)
        return;
    if (screener)
        pk_screener_retain(screener);
    self->screener = screener;
    if (before)
        pk_screener_release(before);
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

/* Places come nearly in order, and there are at most two thousand: insertion sort allocates nothing. */
static void sort(pk_found *items, size_t count) {
    for (size_t i = 1; i < count; i++) {
        size_t k = i;
        if (items[k - 1].start < items[k].start)
            continue;
        pk_found item = items[i];
        for (; k > 0 && compare(&item, &items[k - 1]) < 0; k--)
            items[k] = items[k - 1];
        items[k] = item;
    }
}

/* Nearly all stay where they are. */
static inline void keep(pk_found *items, size_t place, size_t from) {
    if (place != from)
        items[place] = items[from];
}

static void join(pk_found *found, const pk_found *other) {
    found->excluded = found->excluded || other->excluded;
    found->open = found->open || other->open;
    found->scans |= other->scans;
}

/* The same entry at the same place by several readings: the one with the fewest views stays. */
static size_t unite(pk_found *items, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        pk_found *last = kept ? &items[kept - 1] : NULL;
        if (last && last->entry == items[i].entry && last->start == items[i].start && last->end == items[i].end)
            join(last, &items[i]);
        else
            keep(items, kept++, i);
    }
    return kept;
}

/* A phrase with a gap is told from its nearest first part: a view may have found one that the strict scan did not. */
static bool has_nearer(const pk_found *items, size_t count, size_t i) {
    for (size_t k = i + 1; k < count && items[k].start < items[i].end; k++)
        if (items[k].entry == items[i].entry && items[k].end == items[i].end)
            return true;
    return false;
}

static size_t drop_farther(pk_found *items, size_t count, const pilkada_screener *screener) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (screener->entries[items[i].entry].kind != PK_ENTRY_FRASA_JARAK || !has_nearer(items, count, i))
            keep(items, kept++, i);
    return kept;
}

size_t pk_found_order(pk_found *items, size_t count, const pilkada_screener *screener) {
    sort(items, count);
    count = unite(items, count);
    return screener->has_sentences ? drop_farther(items, count, screener) : count;
}

/* ---- one hit ---- */

static bool name_steps(pk_answer *self, pilkada_hit *hit, unsigned steps) {
    static const char *const none[] = {NULL};
    hit->steps = none;
    if (!steps)
        return true;
    const char **names = pk_arena_alloc(&self->arena, pk_step_weight(steps) * sizeof *names);
    if (!names)
        return false;
    for (size_t i = 0; i < PK_STEP_COUNT; i++)
        if (steps >> i & 1)
            names[hit->step_count++] = pk_step_names[i];
    hit->steps = names;
    return true;
}

/* Into a hit that is empty. */
static void hit_in_text(const pk_answer *self, const pk_found *found, pk_hit *hit) {
    hit->shown.start = found->start;
    hit->shown.end = found->end;
    hit->shown.text = self->text.data + found->start;
    hit->shown.text_size = found->end - found->start;
    hit->around = self->text;
    hit->at = found->start;
}

static bool hit_make(pk_answer *self, pk_hit *hit, const pk_found *found) {
    const pk_entry *entry = &self->screener->entries[found->entry];
    const pk_category *category = &self->screener->categories[entry->category];
    hit->shown.rule = entry->id;
    hit->shown.category = category->id;
    for (unsigned lang = 0; lang < 2; lang++) {
        hit->shown.label[lang] = category->label[lang];
        hit->shown.reason[lang] = entry->reason[lang];
    }
    return name_steps(self, &hit->shown, found->steps);
}

/* ---- points ---- */

/* What a category may still give, and still take away. */
typedef struct allowance {
    int32_t most, least;
} allowance;

/* Each entry once for a text; a category no more than its limits; entries on trial nothing. */
static int32_t draw_points(allowance *left, pk_work *work, const pilkada_screener *screener, uint32_t place) {
    const pk_entry *entry = &screener->entries[place];
    allowance *category = &left[entry->category];
    if (work->entries[place].counted_text == work->text || entry->status == PK_STATUS_UJI)
        return 0;
    work->entries[place].counted_text = work->text;
    int32_t points = entry->points < category->most ? entry->points : category->most;
    points = points > category->least ? points : category->least;
    *(points > 0 ? &category->most : &category->least) -= points;
    return points;
}

static allowance *open_limits(pk_arena *arena, const pilkada_screener *screener) {
    allowance *left = pk_arena_alloc_zero(arena, screener->category_count, sizeof *left);
    for (size_t i = 0; left && i < screener->category_count; i++)
        left[i] = (allowance){screener->categories[i].max, screener->categories[i].min};
    return left;
}

static const char *suppression(const pk_work *work, const pilkada_screener *screener, const pk_found *found) {
    uint32_t gate = screener->entries[found->entry].gate;
    if (found->excluded)
        return "pengecualian";
    if (work->today > screener->entries[found->entry].expires)
        return "kedaluwarsa";
    return gate != PK_NONE && work->gates[gate] != work->text ? "gerbang_tertutup" : NULL;
}

/* ---- categories that count only in company, or from a sum on ---- */

static bool gives_points(const pk_work *work, const pilkada_screener *screener, const pk_found *found) {
    return screener->entries[found->entry].status != PK_STATUS_UJI && !suppression(work, screener, found);
}

/* What each category would give, an entry once; into `sums`. True if one that always counts gives points. */
static bool sum_categories(int32_t *sums, pk_work *work, const pilkada_screener *screener) {
    bool company = false;
    for (size_t i = 0; i < work->found_count; i++) {
        const pk_entry *entry = &screener->entries[work->found[i].entry];
        pk_entry_state *state = &work->entries[work->found[i].entry];
        if (state->summed_text == work->text || !gives_points(work, screener, &work->found[i]))
            continue;
        state->summed_text = work->text;
        sums[entry->category] += entry->points;
        company = company || (entry->points > 0 && !screener->categories[entry->category].alone);
    }
    return company;
}

static bool drop_lonely(pk_arena *arena, pk_work *work, const pilkada_screener *screener) {
    int32_t *sums = pk_arena_alloc_zero(arena, screener->category_count, sizeof *sums);
    if (!sums || sum_categories(sums, work, screener))
        return sums != NULL;
    size_t kept = 0;
    for (size_t i = 0; i < work->found_count; i++) {
        uint32_t category = screener->entries[work->found[i].entry].category;
        if (sums[category] >= screener->categories[category].alone || !screener->categories[category].alone)
            work->found[kept++] = work->found[i];
    }
    work->found_count = kept;
    return true;
}

static pilkada_level level_of(const pk_answer *self, const pilkada_screener *screener) {
    if (self->limits)
        return PILKADA_LEVEL_TIDAK_TUNTAS;
    if (self->score >= screener->prioritas)
        return PILKADA_LEVEL_PRIORITAS;
    return self->score >= screener->periksa ? PILKADA_LEVEL_PERIKSA : PILKADA_LEVEL_BERSIH;
}

/* ---- code points and UTF-16 units ---- */

/* Starts come in order; each end is counted from its own start, so that long and nested hits cost their length once. */
static void count_places(pk_hit_list *list, const pk_scan *scan) {
    if (!list->count)
        return;
    pk_places_counter starts = pk_places_count(scan), ends = starts;
    for (size_t i = 0; i < list->count; i++) {
        pilkada_hit *hit = &list->items[i].shown, *last = i ? &list->items[i - 1].shown : NULL;
        pk_place start = pk_places_at(&starts, hit->start), end;
        if (last && last->end == hit->end) {
            end = (pk_place){last->end_cp, last->end_u16};
        } else {
            ends = starts;
            end = pk_places_at(&ends, hit->end);
        }
        hit->start_cp = start.code_point;
        hit->start_u16 = start.unit;
        hit->end_cp = end.code_point;
        hit->end_u16 = end.unit;
    }
}

/* Most answers have one of the lists: there is room for `count` hits in it once it has the first one. */
static pk_hit *list_next(pk_hit_list *list, pk_arena *arena, size_t count) {
    if (!list->items)
        list->items = pk_arena_alloc_zero(arena, count, sizeof *list->items);
    return list->items ? &list->items[list->count++] : NULL;
}

/* A NUL may stand in a text but in no JSON string: the copy has a byte that is printed as U+FFFD, like every bad one.
 */
void pk_answer_veil(const pk_answer *self, char *copy, size_t size) {
    for (char *p = copy; (p = memchr(p, 0, size - (size_t)(p - copy)));)
        *p = '\xFF';
    if (self->masked)
        pk_mask(copy, size);
}

static bool keep_text(pk_answer *self, pk_span text) {
    char *copy = pk_arena_strdup(&self->arena, text.data, text.size);
    self->text = (pk_span){copy, text.size};
    if (copy)
        pk_answer_veil(self, copy, text.size);
    return copy != NULL;
}

/* Both lists empty, and the text that their hits will point into. */
static bool open_lists(pk_answer *self, pk_span text, size_t count, bool kept) {
    self->text = (pk_span){"", 0};
    self->hits = self->suppressed = (pk_hit_list){0};
    return !count || kept || keep_text(self, text);
}

/* How each hit was read; the scans of the text are no longer needed and lend their room. */
static bool trace_hits(pk_answer *self, pk_work *work, pk_span text) {
    pk_tracer tracer;
    size_t hits = 0, suppressed = 0;
    bool good = true;
    pk_tracer_init(&tracer, self->screener, work, &self->arena);
    for (size_t i = 0; good && i < work->found_count; i++) {
        const pk_found *found = &work->found[i];
        pk_hit *hit = suppression(work, self->screener, found) ? &self->suppressed.items[suppressed++]
                                                               : &self->hits.items[hits++];
        good = pk_trace(&tracer, found, (pk_span){text.data + found->start, found->end - found->start}, &hit->shown);
    }
    pk_tracer_dispose(&tracer);
    return good;
}

/* Hits that count and hits that do not, with their points. */
static bool fill_lists(pk_answer *self, pk_work *work, allowance *left, const pk_hit *kept) {
    for (size_t i = 0; i < work->found_count; i++) {
        const pk_found *found = &work->found[i];
        const char *reason = suppression(work, self->screener, found);
        pk_hit_list *list = reason ? &self->suppressed : &self->hits;
        pk_hit *hit = list_next(list, &self->arena, work->found_count);
        if (!hit)
            return false;
        if (kept)
            *hit = kept[found->kept];
        else
            hit_in_text(self, found, hit);
        if (!hit_make(self, hit, found))
            return false;
        hit->shown.suppressed = reason;
        hit->shown.points = reason ? 0 : draw_points(left, work, self->screener, found->entry);
        self->score += hit->shown.points;
    }
    return true;
}

/* Expressions that had no steps left. */
static bool list_untried(pk_answer *self, const pk_work *work, const pilkada_screener *screener) {
    self->untried_count = 0;
    if (!(work->limits & PK_LIMIT_PATTERNS))
        return true;
    self->untried = pk_arena_alloc(&self->arena, screener->pattern_count * sizeof *self->untried);
    for (size_t k = 0; self->untried && k < screener->pattern_count; k++)
        if (work->entries[screener->patterns[k]].untried_text == work->text)
            self->untried[self->untried_count++] = screener->entries[screener->patterns[k]].id;
    return self->untried != NULL;
}

bool pk_answer_make(pk_answer *self, pk_work *work, const pilkada_screener *screener, pk_span text,
                    const pk_hit *kept) {
    pk_repeats_settle(work);
    if (work->failed)
        return false;
    if (screener->has_alone && work->found_count && !drop_lonely(&self->arena, work, screener))
        return false;
    allowance *left = work->found_count ? open_limits(&self->arena, screener) : NULL;
    self->limits |= work->limits;
    self->left_out = work->left_out;
    self->score = 0;
    self->catalogue = screener->catalogue;
    pk_answer_keep(self, screener);
    if ((!left && work->found_count) || !open_lists(self, text, work->found_count, kept) ||
        !fill_lists(self, work, left, kept) || !list_untried(self, work, screener))
        return false;
    self->level = level_of(self, screener);
    if (kept)
        return true;
    const pk_scan *scan = pk_work_scan_of(work, screener);
    count_places(&self->hits, scan);
    count_places(&self->suppressed, scan);
    self->bad_bytes = self->explained ? pk_places_bad(scan, 0, text.size) : 0;
    return !self->explained || trace_hits(self, work, text);
}
