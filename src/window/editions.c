/** @file window/editions.c  From arrivals to reports: see window/editions.h. */
#include "window/editions.h"

#include <stdlib.h>
#include <string.h>

/* Two forests over the arrivals. The root of a tree is its earliest arrival. */
typedef struct merging {
    const pk_arrival *arrivals;
    size_t count;
    pk_tie *ties;
    uint32_t *report; /* tied to one report */
    uint32_t *copy;   /* tied to one content: unchanged resends */
    uint32_t *first;  /* of a report's root: the arrival that gives its place in time */
    uint32_t *last;   /* of a report's root: its last arrival that counts */
    uint32_t *is_void;
} merging;

static uint32_t root(uint32_t *forest, uint32_t at) {
    while (forest[at] != at)
        at = forest[at] = forest[forest[at]];
    return at;
}

static void join(uint32_t *forest, uint32_t a, uint32_t b) {
    a = root(forest, a);
    b = root(forest, b);
    if (a < b)
        forest[b] = a;
    else
        forest[a] = b;
}

/* ---- ties: arrivals with one key become neighbours ---- */

static int by_key(const void *a, const void *b) {
    const pk_tie *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->form != y->form)
        return x->form < y->form ? -1 : 1;
    return x->arrival < y->arrival ? -1 : x->arrival > y->arrival;
}

typedef uint64_t (*key_of)(const pk_arrival *);

static uint64_t id_key(const pk_arrival *arrival) {
    return arrival->id;
}

static uint64_t hash_key(const pk_arrival *arrival) {
    return arrival->hash;
}

static uint64_t sequence_key(const pk_arrival *arrival) {
    return (uint64_t)arrival->sequence;
}

static uint64_t id_and_hash_key(const pk_arrival *arrival) {
    return arrival->id ? (uint64_t)arrival->id << 32 | arrival->hash : 0;
}

/* The arrivals that have the key, neighbours tied. `in_form`: only within one form. */
static size_t sort_ties(merging *self, key_of key, bool in_form) {
    size_t size = 0;
    for (uint32_t i = 0; i < self->count; i++) {
        const pk_arrival *arrival = &self->arrivals[i];
        if (key(arrival))
            self->ties[size++] = (pk_tie){key(arrival), in_form ? arrival->form : 0, i};
    }
    if (size > 1)
        qsort(self->ties, size, sizeof *self->ties, by_key);
    return size;
}

static bool tied(const pk_tie *a, const pk_tie *b) {
    return a->key == b->key && a->form == b->form;
}

static void join_ties(merging *self, uint32_t *forest, key_of key, bool in_form) {
    size_t size = sort_ties(self, key, in_form);
    for (size_t i = 1; i < size; i++)
        if (tied(&self->ties[i - 1], &self->ties[i]))
            join(forest, self->ties[i - 1].arrival, self->ties[i].arrival);
}

/* ---- one id, one status ---- */

/*
 * An arrival does not count when it is rejected, or when its id is rejected later: the portal changed its mind.
 * At the same instant the order is unknown, and the rejection holds. `ties` are sorted by id.
 */
static void void_group(merging *self, size_t from, size_t to) {
    int64_t last_rejected = INT64_MIN;
    for (size_t i = from; i < to; i++) {
        const pk_arrival *arrival = &self->arrivals[self->ties[i].arrival];
        if (arrival->rejected)
            last_rejected = arrival->at;
    }
    for (size_t i = from; i < to; i++) {
        uint32_t at = self->ties[i].arrival;
        self->is_void[at] = self->arrivals[at].rejected || self->arrivals[at].at <= last_rejected;
    }
}

static void void_rejected(merging *self) {
    size_t size = sort_ties(self, id_key, false);
    for (uint32_t i = 0; i < self->count; i++)
        self->is_void[i] = self->arrivals[i].rejected;
    for (size_t from = 0, to; from < size; from = to) {
        for (to = from + 1; to < size && tied(&self->ties[from], &self->ties[to]);)
            to++;
        void_group(self, from, to);
    }
}

/* ---- copies and corrections ---- */

/* What comes without a hash under a known id is taken for the first arrival of that id again. */
static void join_copies(merging *self) {
    join_ties(self, self->copy, hash_key, true);
    join_ties(self, self->copy, id_and_hash_key, false);
    size_t size = sort_ties(self, id_key, false);
    for (size_t i = 1, first = 0; i < size; i++) {
        if (!tied(&self->ties[first], &self->ties[i]))
            first = i;
        else if (!self->arrivals[self->ties[i].arrival].hash)
            join(self->copy, self->ties[first].arrival, self->ties[i].arrival);
    }
}

/* The first tie of an id and a form; NULL if there is none. */
static const pk_tie *find_tie(const merging *self, size_t size, pk_tie wanted) {
    size_t low = 0, high = size;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_key(&self->ties[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < size && tied(&self->ties[low], &wanted) ? &self->ties[low] : NULL;
}

static void join_replaced(merging *self) {
    size_t size = sort_ties(self, id_key, true);
    for (uint32_t i = 0; i < self->count; i++) {
        const pk_arrival *arrival = &self->arrivals[i];
        const pk_tie *replaced =
            arrival->replaces ? find_tie(self, size, (pk_tie){arrival->replaces, arrival->form, 0}) : NULL;
        if (replaced)
            join(self->report, i, replaced->arrival);
    }
}

static void join_reports(merging *self) {
    join_ties(self, self->report, id_key, false);
    join_ties(self, self->report, hash_key, true);
    join_ties(self, self->report, sequence_key, true);
    join_replaced(self);
}

/* ---- what comes out ---- */

static const uint32_t nobody = PK_NOBODY;

/* How good an arrival is as the place in time of its report; 0 is best. */
static int rank(const pk_slots *slots, const pk_arrival *arrival) {
    return arrival->too_late ? 2 : pk_slots_find(slots, arrival->at).place == PK_PLACE_EARLY;
}

static void choose_arrivals(merging *self, const pk_slots *slots) {
    for (uint32_t i = 0; i < self->count; i++) {
        uint32_t at = root(self->report, i);
        if (self->is_void[i])
            continue;
        self->last[at] = i;
        if (self->first[at] == nobody ||
            rank(slots, &self->arrivals[self->first[at]]) > rank(slots, &self->arrivals[i]))
            self->first[at] = i;
    }
}

/* Contents with a valid arrival are editions; contents without one were rejected. Marks them in `is_void`. */
static void count_contents(merging *self, pk_merged *merged, size_t *valid) {
    for (uint32_t i = 0; i < self->count; i++) {
        uint32_t at = root(self->copy, i);
        if (at != i)
            merged->duplicate++;
        if (at != i && !self->is_void[i])
            self->is_void[at] = 0;
    }
    for (uint32_t i = 0; i < self->count; i++) {
        if (root(self->copy, i) != i)
            continue;
        merged->rejected += self->is_void[i] != 0;
        *valid += self->is_void[i] == 0;
    }
}

static pk_edition edition_of(const merging *self, const pk_slots *slots, uint32_t at) {
    const pk_arrival *first = &self->arrivals[self->first[at]], *last = &self->arrivals[self->last[at]];
    return (pk_edition){last->form, last->reporter, pk_slots_find(slots, first->at),
                        first->at,  last->nihil,    first->too_late};
}

static merging lay_out(const pk_arrival *arrivals, size_t count, const pk_scratch *scratch) {
    return (merging){.arrivals = arrivals,
                     .count = count,
                     .ties = scratch->ties,
                     .report = scratch->links,
                     .copy = scratch->links + count,
                     .first = scratch->links + 2 * count,
                     .last = scratch->links + 3 * count,
                     .is_void = scratch->links + 4 * count};
}

static merging start(const pk_arrival *arrivals, size_t count, const pk_scratch *scratch) {
    merging self = lay_out(arrivals, count, scratch);
    for (uint32_t i = 0; i < count; i++) {
        self.report[i] = self.copy[i] = i;
        self.first[i] = self.last[i] = nobody;
    }
    return self;
}

pk_merged pk_merge(const pk_slots *slots, const pk_arrival *arrivals, size_t count, const pk_scratch *scratch,
                   pk_edition *reports) {
    pk_merged merged = {0};
    size_t valid = 0;
    if (!count)
        return merged;
    merging self = start(arrivals, count, scratch);
    void_rejected(&self);
    join_copies(&self);
    join_reports(&self);
    choose_arrivals(&self, slots);
    count_contents(&self, &merged, &valid);
    for (uint32_t i = 0; i < count; i++)
        if (self.report[i] == i && self.first[i] != nobody)
            reports[merged.reports++] = edition_of(&self, slots, i);
    merged.corrected = (int32_t)(valid - merged.reports);
    return merged;
}

pk_fate pk_merge_fate(const pk_scratch *scratch, size_t count, size_t arrival) {
    merging self = lay_out(NULL, count, scratch);
    uint32_t at = (uint32_t)arrival, last = self.last[root(self.report, at)];
    if (last == at)
        return PK_FATE_STANDS;
    if (last != nobody && root(self.copy, last) == root(self.copy, at))
        return PK_FATE_COPY;
    return self.is_void[at] ? PK_FATE_REJECTED : PK_FATE_CORRECTED;
}

/* ---- history ---- */

static bool any_has_several(merging *self) {
    size_t contents = 0, reports = 0;
    for (uint32_t i = 0; i < self->count; i++) {
        contents += root(self->copy, i) == i;
        reports += root(self->report, i) == i;
    }
    return contents > reports;
}

/* Arrivals by report, content and time. */
static void sort_contents(merging *self) {
    for (uint32_t i = 0; i < self->count; i++)
        self->ties[i] = (pk_tie){(uint64_t)root(self->report, i) << 32 | root(self->copy, i), 0, i};
    qsort(self->ties, self->count, sizeof *self->ties, by_key);
}

static size_t end_of(const merging *self, size_t from, unsigned shift) {
    size_t to = from + 1;
    while (to < self->count && self->ties[to].key >> shift == self->ties[from].key >> shift)
        to++;
    return to;
}

/* The content of the ties [from, to). */
static pk_content content_of(merging *self, size_t from, size_t to, uint32_t report) {
    uint32_t first = self->ties[from].arrival, of = root(self->report, first), last = self->last[of];
    bool stands = last != nobody && root(self->copy, last) == root(self->copy, first);
    return (pk_content){.report = report,
                        .first = first,
                        .last = self->ties[to - 1].arrival,
                        .copies = (uint32_t)(to - from - 1),
                        .placed = self->first[of],
                        .fate = stands                                   ? PK_FATE_STANDS
                                : self->is_void[root(self->copy, first)] ? PK_FATE_REJECTED
                                                                         : PK_FATE_CORRECTED};
}

size_t pk_merge_contents(const pk_scratch *scratch, size_t count, pk_content *contents) {
    merging self = lay_out(NULL, count, scratch);
    size_t kept = 0;
    uint32_t reports = 0;
    if (!any_has_several(&self))
        return 0;
    sort_contents(&self);
    for (size_t from = 0, end; from < count; from = end) {
        end = end_of(&self, from, 32);
        if (end_of(&self, from, 0) == end)
            continue;
        for (size_t to; from < end; from = to) {
            to = end_of(&self, from, 0);
            contents[kept++] = content_of(&self, from, to, reports);
        }
        reports++;
    }
    return kept;
}
