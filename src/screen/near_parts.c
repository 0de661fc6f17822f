/** @file screen/near_parts.c  Entries of several parts: too far apart, in another order, or not all there. */
#include "screen/near.h"

enum { PLACES = 32 }; /* of one part that are looked at */

/* Where a part of an entry stands in the text. */
typedef struct places {
    uint32_t node, output; /* a phrase that would do: the first one of the pack */
    uint32_t first[PLACES], end[PLACES];
    size_t count;
} places;

static void note(pk_near_search *self, places *part, uint32_t node, uint32_t output) {
    uint32_t words[PK_PHRASE_WORDS];
    size_t count = pk_near_words(self, node, words);
    if (part->node == PK_NO_NODE || output < part->output) {
        part->node = node;
        part->output = output;
    }
    for (uint32_t t = self->head[words[0]]; t != PK_NONE && self->steps_left && part->count < PLACES;
         t = self->next[t]) {
        self->steps_left--;
        if (pk_near_run(self, words, count, t, false) != count)
            continue;
        part->first[part->count] = t;
        part->end[part->count++] = t + (uint32_t)count;
    }
}

static void note_all(pk_near_search *self, places *parts) {
    const pk_phrases *phrases = &self->screener->phrases;
    for (uint32_t node = 1; node <= phrases->node_mask + 1 && self->steps_left; node++) {
        for (uint32_t i = pk_near_outputs(phrases, node); i != PK_NO_NODE; i = phrases->outputs[i].next) {
            const pk_output *output = &phrases->outputs[i];
            if (output->role == PK_ROLE_PART && pk_near_wants(self, output->target))
                note(self, &parts[self->screener->entries[output->target].part_base + output->part], node, i);
        }
    }
}

/* ---- one entry ---- */

/* The next place of a part that begins at or behind a token; PLACES for none. */
static size_t next_place(const places *part, uint32_t token) {
    size_t best = PLACES;
    for (size_t i = 0; i < part->count; i++)
        if (part->first[i] >= token && (best == PLACES || part->first[i] < part->first[best]))
            best = i;
    return best;
}

/* The parts in their order from a place of the first one on: the widest gap, and where it all ends. */
static bool chain(const places *parts, size_t count, size_t place, pk_near *found) {
    found->first = parts[0].first[place];
    found->end = parts[0].end[place];
    found->gap = 0;
    for (size_t k = 1; k < count; k++) {
        size_t next = next_place(&parts[k], found->end);
        if (next == PLACES)
            return false;
        uint32_t gap = parts[k].first[next] - found->end;
        found->gap = gap > found->gap ? gap : found->gap;
        found->end = parts[k].end[next];
    }
    return true;
}

static bool is_broken(const pk_near_search *self, const pk_near *found) {
    for (uint32_t t = found->first + 1; t < found->end; t++)
        if (pk_scan_breaks(self->scan, t))
            return true;
    return false;
}

/* All parts are there. */
static void judge_order(pk_near_search *self, const places *parts, size_t count, pk_near best) {
    bool any = false;
    best.reason = PK_NEAR_ORDER;
    best.first = parts[0].first[0];
    best.end = parts[0].end[0];
    for (size_t i = 0; i < parts[0].count; i++) {
        pk_near found = best;
        if (!chain(parts, count, i, &found))
            continue;
        found.reason = is_broken(self, &found) ? PK_NEAR_SENTENCE : PK_NEAR_GAP;
        if (!any || found.reason < best.reason || (found.reason == best.reason && found.gap < best.gap))
            best = found;
        any = true;
    }
    if (best.reason != PK_NEAR_GAP || best.gap > self->screener->entries[best.entry].gap)
        pk_near_add(self, best);
}

static void judge(pk_near_search *self, uint32_t entry, const places *parts, size_t count) {
    size_t there = 0, missing = 0, last = 0;
    for (size_t k = 0; k < count; k++) {
        there += parts[k].count > 0;
        *(parts[k].count ? &last : &missing) = k;
    }
    pk_near found = {.entry = entry, .word = PK_NO_WORD, .node = PK_NO_NODE};
    if (there == count) {
        judge_order(self, parts, count, found);
    } else if (there + 1 == count) {
        found.reason = PK_NEAR_PART;
        found.first = parts[last].first[0];
        found.end = parts[last].end[0];
        found.node = parts[missing].node;
        pk_near_add(self, found);
    }
}

bool pk_near_parts(pk_near_search *self) {
    const pilkada_screener *screener = self->screener;
    places *parts = pk_arena_alloc_zero(&self->room, screener->part_count + 1, sizeof *parts);
    if (!parts)
        return false;
    for (size_t i = 0; i < screener->part_count; i++)
        parts[i].node = PK_NO_NODE;
    note_all(self, parts);
    for (uint32_t i = 0; i < screener->entry_count && self->steps_left; i++)
        if (screener->entries[i].parts && pk_near_wants(self, i))
            judge(self, i, &parts[screener->entries[i].part_base], screener->entries[i].parts);
    return true;
}
