/** @file window/schedule_slots.c  Reading a schedule: slots, grace, phases after the close, lead by tier. */
#include <stdlib.h>

#include "core/error.h"
#include "window/schedule_internal.h"

enum { DAY_MINUTES = 1440, MAX_GRACE = 1440, MAX_REPORTS = 10000, MAX_PHASE = 60 * DAY_MINUTES };

/* ---- one slot ---- */

static int read_clock(const pk_reading *from, const char *key, bool end_of_day) {
    pk_reading node = pk_read_member(from, key, true);
    const char *text = pk_read_text(&node);
    int minutes = 0;
    if (text && !pk_read_clock(pk_span_of(text), end_of_day, &minutes))
        pk_read_fault(&node, end_of_day ? "must be a time from 00:00 to 24:00, written as 05:00"
                                        : "must be a time from 00:00 to 23:59, written as 05:00");
    return minutes;
}

static bool add_slot(pk_hours *out, const pk_reading *at, pk_slot slot) {
    if (out->count == PILKADA_MAX_SLOTS) {
        pk_read_fault(at, "too many slots: at most %u a day", PILKADA_MAX_SLOTS);
        return false;
    }
    out->slots[out->count++] = slot;
    return true;
}

/* By form there are no more units than forms; reports and reporters have no end. */
static void refuse_impossible(const pilkada_schedule *self, const pk_reading *slot, int32_t min) {
    pk_reading node = pk_read_member(slot, "min", true);
    if (self->count_by == PK_COUNT_BY_FORM && self->form_count && (size_t)min > self->form_count)
        pk_read_fault(&node, "can never be reached: %zu forms count", self->form_count);
}

/* From the midnight of the opening day for now: the report date comes when all slots are known. */
static void read_slot(const pilkada_schedule *self, const pk_reading *from, pk_hours *out) {
    static const char *const keys[] = {"open", "close", "every_minutes", "min", "max", NULL};
    pk_read_only(from, keys);
    int open = read_clock(from, "open", false), close = read_clock(from, "close", true);
    if (close <= open)
        close += DAY_MINUTES; /* across midnight */
    int length = close - open;
    int32_t min = (int32_t)pk_read_between(from, "min", true, 1, MAX_REPORTS, 1);
    int32_t max = (int32_t)pk_read_between(from, "max", false, 1, MAX_REPORTS, 0);
    int step = (int)pk_read_between(from, "every_minutes", false, 1, DAY_MINUTES, length);
    refuse_impossible(self, from, min);
    if (max && max < min)
        pk_read_fault(from, "\"max\" must not be less than \"min\"");
    if (length % step)
        pk_read_fault(from, "\"every_minutes\" must divide the time from open to close");
    for (int at = open; at < close && pk_reading_ok(from); at += step)
        if (!add_slot(out, from,
                      (pk_slot){.open = at * PK_MINUTE, .close = (at + step) * PK_MINUTE, .min = min, .max = max}))
            return;
}

/* ---- the slots of a day ---- */

static int by_open(const void *a, const void *b) {
    const pk_slot *x = a, *y = b;
    return (x->open > y->open) - (x->open < y->open);
}

/* From the midnight of the opening day. */
static int64_t opens_at(const pk_slot *slot) {
    return slot->open - slot->day * PK_DAY;
}

static int64_t closes_at(const pk_slot *slot) {
    return slot->close - slot->inclusive - slot->day * PK_DAY;
}

static bool refuse_pair(const pk_reading *at, const pk_slot *slot, const pk_slot *next, int64_t between) {
    int open = (int)(opens_at(slot) / PK_MINUTE), then = (int)(opens_at(next) / PK_MINUTE);
    if (closes_at(slot) <= opens_at(next) + between)
        return false;
    pk_read_fault(at, "the slot that opens at %02d:%02d overlaps the one that opens at %02d:%02d", open / 60, open % 60,
                  then / 60, then % 60);
    return true;
}

static const pk_slot *first_of(const pk_hours *hours) {
    const pk_slot *first = hours->slots;
    for (size_t i = 1; i < hours->count; i++)
        first = opens_at(&hours->slots[i]) < opens_at(first) ? &hours->slots[i] : first;
    return first;
}

static const pk_slot *last_of(const pk_hours *hours) {
    const pk_slot *last = hours->slots;
    for (size_t i = 1; i < hours->count; i++)
        last = closes_at(&hours->slots[i]) > closes_at(last) ? &hours->slots[i] : last;
    return last;
}

void pk_refuse_overlap(const pk_reading *at, const pk_hours *day, const pk_hours *after) {
    if (day->count && after->count)
        refuse_pair(at, last_of(day), first_of(after), PK_DAY);
}

/* The next day's slots count as well: it may be a day of opening, too. `hours` in the order of opening. */
static void refuse_overlap(const pk_reading *list, const pk_hours *hours) {
    for (size_t i = 0; i + 1 < hours->count; i++)
        if (refuse_pair(list, &hours->slots[i], &hours->slots[i + 1], 0))
            return;
    pk_refuse_overlap(list, hours, hours);
}

/* The day a slot opens on, counted from the date its reports are for. */
static int opening_day(pk_date_of_kind date_of, const pk_slot *slot) {
    if (date_of == PK_DATE_OF_PREVIOUS_DAY)
        return 1;
    return date_of == PK_DATE_OF_CLOSE && slot->close > PK_DAY ? -1 : 0;
}

static void sort(pk_hours *hours) {
    if (hours->count)
        qsort(hours->slots, hours->count, sizeof *hours->slots, by_open);
}

/* From the midnight of the report date, each slot with what holds for all. */
static void place(pk_date_of_kind date_of, const pk_slot *common, pk_hours *hours) {
    for (size_t i = 0; i < hours->count; i++) {
        pk_slot *slot = &hours->slots[i];
        slot->day = opening_day(date_of, slot);
        slot->inclusive = common->inclusive;
        slot->before = common->before;
        slot->after = common->after;
        slot->open += slot->day * PK_DAY;
        slot->close += slot->day * PK_DAY + slot->inclusive;
    }
    sort(hours);
}

/* Grace and inclusive close: of all slots of the hours. */
static pk_slot read_common(const pk_reading *from, const pk_hours *base) {
    static const char *const keys[] = {"before", "after", NULL};
    pk_slot common = base && base->count ? base->slots[0] : (pk_slot){.min = 0};
    pk_reading inclusive = pk_read_member(from, "close_inclusive", false), grace = pk_read_member(from, "grace", false);
    pk_read_only(&grace, keys);
    common.inclusive = pk_read_bool(&inclusive, common.inclusive);
    if (grace.node) {
        common.before = pk_read_between(&grace, "before", false, 0, MAX_GRACE, 0) * PK_MINUTE;
        common.after = pk_read_between(&grace, "after", false, 0, MAX_GRACE, 0) * PK_MINUTE;
    }
    return common;
}

static void read_list(pilkada_schedule *self, const pk_reading *from, const pk_slot *common, pk_hours *hours) {
    pk_reading list = pk_read_member(from, "slots", true), entry = {.node = NULL};
    pk_read_array(&list);
    while (pk_reading_ok(&list) && pk_read_each(&list, &entry))
        read_slot(self, &entry, hours);
    sort(hours);
    if (pk_reading_ok(&list))
        refuse_overlap(&list, hours);
    place(self->date_of, common, hours);
}

void pk_read_hours(pilkada_schedule *self, const pk_reading *from, const pk_hours *base, pk_hours *out) {
    const pilkada_allocator *allocator = &self->arena.allocator;
    pk_hours hours = {pk_alloc_zero(allocator, PILKADA_MAX_SLOTS, sizeof *hours.slots), 0};
    pk_slot common = read_common(from, base);
    if (hours.slots)
        read_list(self, from, &common, &hours);
    *out = (pk_hours){pk_arena_alloc_zero(&self->arena, hours.count, sizeof *hours.slots), hours.count};
    if ((!hours.slots || !out->slots) && pk_reading_ok(from))
        pk_fail_memory(from->error);
    if (out->slots && hours.count)
        memcpy(out->slots, hours.slots, hours.count * sizeof *hours.slots);
    else
        out->count = 0;
    pk_free(allocator, hours.slots);
}

/* ---- what follows the close ---- */

static int64_t read_phase(const pk_reading *phases, const char *key) {
    pk_reading node = pk_read_member(phases, key, false);
    return node.node ? pk_read_between(phases, key, false, 0, MAX_PHASE, 0) * PK_MINUTE : INT64_MAX;
}

static void read_phases(pilkada_schedule *self, const pk_reading *root) {
    static const char *const keys[] = {"late", "correct", NULL};
    pk_reading phases = pk_read_member(root, "phases", false);
    pk_read_only(&phases, keys);
    self->late_for = read_phase(&phases, "late");
    self->correct_for = read_phase(&phases, "correct");
    if (self->correct_for < self->late_for)
        pk_read_fault(&phases, "\"correct\" must not end before \"late\" does");
    for (size_t i = 0; i < self->hours.count; i++)
        if (self->late_for < self->hours.slots[i].after)
            pk_read_fault(&phases, "\"late\" must not end before the grace does");
}

/* ---- lead ---- */

static void read_tier_lead(pilkada_schedule *self, const pk_reading *lead, pilkada_tier tier, const char *name) {
    pk_reading node = pk_read_member(lead, name, false);
    if (!node.node)
        return;
    if (tier <= self->tier)
        pk_read_fault(&node, "only a tier below that of the schedule has a lead");
    self->lead[tier] = pk_read_between(lead, name, false, 0, PK_MAX_LEAD_DAYS * DAY_MINUTES, 0) * PK_MINUTE;
}

void pk_refuse_lead(const pilkada_schedule *self, const pk_reading *at, const pk_hours *hours) {
    for (int tier = 0; tier <= PILKADA_TIER_TPS && !self->lead_moves_window; tier++)
        for (size_t i = 0; i < hours->count && self->lead[tier] != PK_NO_LEAD && pk_reading_ok(at); i++)
            if (hours->slots[i].close - hours->slots[i].inclusive - self->lead[tier] <= hours->slots[i].open)
                pk_read_fault(at, "the lead leaves nothing of a slot: shorten it, or let it move the whole \"window\"");
}

static void read_lead(pilkada_schedule *self, const pk_reading *root) {
    static const char *const keys[] = {"kabupaten_kota", "kecamatan", "kelurahan_desa", "moves", NULL};
    static const pilkada_tier tiers[] = {PILKADA_TIER_KABUPATEN_KOTA, PILKADA_TIER_KECAMATAN,
                                         PILKADA_TIER_KELURAHAN_DESA};
    static const char *const moves[] = {"close", "window"};
    pk_reading lead = pk_read_member(root, "lead", false), moved = pk_read_member(&lead, "moves", false);
    for (int tier = 0; tier <= PILKADA_TIER_TPS; tier++)
        self->lead[tier] = PK_NO_LEAD;
    self->lead[self->tier] = 0;
    pk_read_only(&lead, keys);
    for (int i = 0; i < 3; i++)
        read_tier_lead(self, &lead, tiers[i], keys[i]);
    self->lead_moves_window = pk_read_word(&moved, moves, 2, "must be close or window") == 1;
    self->by_region = self->by_region || lead.node;
    pk_refuse_lead(self, &lead, &self->hours);
}

void pk_schedule_read_slots(pilkada_schedule *self, const pk_reading *root) {
    pk_reading list = pk_read_member(root, "slots", true);
    pk_read_hours(self, root, NULL, &self->hours);
    if (list.node && pk_reading_ok(root) && !self->hours.count)
        pk_read_fault(&list, "must hold at least one slot");
    read_phases(self, root);
    read_lead(self, root);
}
