/** @file screen/repeats.c  More places than are kept: see screen/repeats.h. */
#include "screen/repeats.h"

#include "screen/answer.h"

uint32_t pk_repeats_most(const pk_entry *entry) {
    if (entry->excludes)
        return UINT32_MAX;
    return entry->kind == PK_ENTRY_BOBOT ? 1 : PILKADA_MAX_PLACES;
}

/* Each scan counts what it finds; the one that finds more of an entry is believed. */
static void leave(pk_work *work, pk_repeat *repeat, unsigned scans, uint32_t start) {
    for (unsigned i = 0; i < 2; i++) {
        if (!(scans >> i & 1) || repeat->left_after[i] == start + 1)
            continue;
        repeat->left_after[i] = start + 1;
        if (++repeat->left[i] > repeat->left[1 - i])
            work->left_out++;
    }
}

bool pk_repeats_refuse(pk_work *work, uint32_t entry, uint32_t start) {
    pk_repeat *repeat = &work->repeats[entry];
    if (repeat->held < pk_repeats_most(&work->screener->entries[entry]) || start <= repeat->last)
        return false;
    leave(work, repeat, work->scans, start);
    return true;
}

static bool begin_crowd(pk_work *work) {
    size_t count = work->screener->entry_count;
    if (count > work->repeat_capacity) {
        pk_free(work->allocator, work->repeats);
        work->repeats = pk_alloc(work->allocator, count * sizeof *work->repeats);
        work->repeat_capacity = work->repeats ? count : 0;
    }
    if (work->repeats)
        memset(work->repeats, 0, count * sizeof *work->repeats);
    work->crowded = work->repeats != NULL;
    work->failed = work->failed || !work->crowded;
    return work->crowded;
}

/* Places come in order. */
static size_t leave_repeats(pk_work *work, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        work->repeats[work->found[i].entry].held = 0;
    for (size_t i = 0; i < count; i++) {
        const pk_found *found = &work->found[i];
        pk_repeat *repeat = &work->repeats[found->entry];
        if (repeat->held == pk_repeats_most(&work->screener->entries[found->entry])) {
            leave(work, repeat, found->scans, (uint32_t)found->start);
            continue;
        }
        repeat->held++;
        repeat->last = (uint32_t)found->start;
        work->found[kept++] = *found;
    }
    return kept;
}

void pk_repeats_settle(pk_work *work) {
    size_t count = pk_found_order(work->found, work->found_count, work->screener);
    if (work->crowded || (count > PILKADA_MAX_HITS && begin_crowd(work)))
        count = leave_repeats(work, count);
    work->limits |= count > PILKADA_MAX_HITS ? PK_LIMIT_HITS : 0;
    work->found_count = count < PILKADA_MAX_HITS ? count : PILKADA_MAX_HITS;
    work->sentence_start = 0;
}
