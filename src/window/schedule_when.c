/** @file window/schedule_when.c  Reading a schedule: on which days, from when to when. */
#include <stdlib.h>

#include "core/error.h"
#include "window/schedule_internal.h"

enum { DAY_MINUTES = 1440, MAX_GRACE = 1440, MAX_DATES = 4096, MAX_REPORTS = 10000 };

/* The place of a word in a list; -1 with a fault when it is not there, -1 without when the member is absent. */
static int read_word(const pk_reading *node, const char *const *words, int count, const char *detail) {
    const char *word = pk_read_text(node);
    for (int i = 0; word && i < count; i++)
        if (strcmp(word, words[i]) == 0)
            return i;
    if (word)
        pk_read_fault(node, "%s", detail);
    return -1;
}

static int64_t read_between(const pk_reading *from, const char *key, bool required, int64_t low, int64_t high,
                            int64_t fallback) {
    pk_reading node = pk_read_member(from, key, required);
    int64_t value = pk_read_integer(&node, fallback);
    if (node.node && (value < low || value > high))
        pk_read_fault(&node, "must be from %lld to %lld", (long long)low, (long long)high);
    return pk_reading_ok(from) ? value : fallback;
}

static pilkada_date read_date(const pk_reading *node) {
    const char *text = pk_read_text(node);
    pilkada_date date = PILKADA_NO_DATE;
    if (text && !pk_read_date(pk_span_of(text), &date, NULL))
        pk_read_fault(node, "not a date of the calendar; write it as 2024-11-27");
    return date;
}

/* ---- repeat: on which days ---- */

static void read_weekdays(const pk_reading *days, pk_repeat *repeat) {
    static const char *const names[] = {"senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"};
    pk_reading entry = {.node = NULL};
    while (pk_reading_ok(days) && pk_read_each(days, &entry)) {
        int day = read_word(&entry, names, 7, "must be senin, selasa, rabu, kamis, jumat, sabtu or minggu");
        if (day >= 0)
            repeat->days |= 1u << (day + 1);
    }
}

static void read_month_days(const pk_reading *days, pk_repeat *repeat) {
    pk_reading entry = {.node = NULL};
    while (pk_reading_ok(days) && pk_read_each(days, &entry)) {
        int64_t day = pk_read_integer(&entry, 1);
        if (day == 0 || day < -1 || day > 31)
            pk_read_fault(&entry, "must be a day from 1 to 31, or -1 for the last one");
        else
            repeat->days |= day < 0 ? 1u : 1u << day;
    }
}

static void read_days(pilkada_schedule *self, const pk_reading *from) {
    pk_reading days = pk_read_member(from, "days", true);
    pk_read_array(&days);
    if (self->repeat.kind == PK_REPEAT_WEEKLY)
        read_weekdays(&days, &self->repeat);
    else
        read_month_days(&days, &self->repeat);
    if (!self->repeat.days)
        pk_read_fault(&days, "must name at least one day");
}

static int by_date(const void *a, const void *b) {
    const pilkada_date *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

pilkada_date *pk_read_dates(const pk_reading *list, pk_arena *arena, size_t *count) {
    pk_reading entry = {.node = NULL};
    pk_read_array(list);
    size_t size = pk_read_count(list);
    if (list->node && (!size || size > MAX_DATES))
        pk_read_fault(list, "must name from 1 to %d dates", MAX_DATES);
    pilkada_date *dates = pk_arena_alloc_zero(arena, size, sizeof *dates);
    if (!dates && pk_reading_ok(list))
        pk_fail_memory(list->error);
    *count = 0;
    while (pk_reading_ok(list) && pk_read_each(list, &entry))
        dates[(*count)++] = read_date(&entry);
    if (*count)
        qsort(dates, *count, sizeof *dates, by_date);
    return dates;
}

static void read_dates(pilkada_schedule *self, const pk_reading *from) {
    pk_reading list = pk_read_member(from, "dates", true);
    self->repeat.dates = pk_read_dates(&list, &self->arena, &self->repeat.date_count);
}

static void read_relative(pilkada_schedule *self, const pk_reading *from) {
    pilkada_date polling = pk_model_polling_day(self->model);
    int64_t first = read_between(from, "from_day", true, -400, 400, 0);
    int64_t last = read_between(from, "to_day", true, -400, 400, 0);
    if (polling == PILKADA_NO_DATE)
        pk_read_fault(from, "there is no polling day: a calendar is needed");
    if (first > last)
        pk_read_fault(from, "\"from_day\" must not be after \"to_day\"");
    self->repeat.from = polling + (pilkada_date)first;
    self->repeat.until = polling + (pilkada_date)last;
}

static void read_repeat(pilkada_schedule *self, const pk_reading *root) {
    static const char *const words[] = {"daily", "weekly", "monthly", "dates", "relative"};
    static const char *const keys[][5] = {{"freq", NULL},
                                          {"freq", "days", NULL},
                                          {"freq", "days", NULL},
                                          {"freq", "dates", NULL},
                                          {"freq", "from_day", "to_day", NULL}};
    static void (*const readers[])(pilkada_schedule *, const pk_reading *) = {NULL, read_days, read_days, read_dates,
                                                                              read_relative};
    pk_reading repeat = pk_read_member(root, "repeat", true), freq = pk_read_member(&repeat, "freq", true);
    int kind = read_word(&freq, words, 5, "must be daily, weekly, monthly, dates or relative");
    if (kind < 0)
        return;
    self->repeat.kind = (pk_repeat_kind)kind;
    pk_read_only(&repeat, keys[kind]);
    if (readers[kind] && pk_reading_ok(&repeat))
        readers[kind](self, &repeat);
}

/* ---- slots ---- */

static int read_clock(const pk_reading *from, const char *key, bool end_of_day) {
    pk_reading node = pk_read_member(from, key, true);
    const char *text = pk_read_text(&node);
    int minutes = 0;
    if (text && !pk_read_clock(pk_span_of(text), end_of_day, &minutes))
        pk_read_fault(&node, end_of_day ? "must be a time from 00:00 to 24:00, written as 05:00"
                                        : "must be a time from 00:00 to 23:59, written as 05:00");
    return minutes;
}

static bool add_slot(pilkada_schedule *self, const pk_reading *at, pk_slot slot) {
    if (self->slot_count == PILKADA_MAX_SLOTS) {
        pk_read_fault(at, "too many slots: at most %u a day", PILKADA_MAX_SLOTS);
        return false;
    }
    self->slots[self->slot_count++] = slot;
    return true;
}

/* Minutes for now: the day and the zero point come when all slots are known. */
static void read_slot(pilkada_schedule *self, const pk_reading *from) {
    static const char *const keys[] = {"open", "close", "every_minutes", "min", "max", NULL};
    pk_read_only(from, keys);
    int open = read_clock(from, "open", false), close = read_clock(from, "close", true);
    if (close <= open)
        close += DAY_MINUTES; /* across midnight */
    int length = close - open;
    int32_t min = (int32_t)read_between(from, "min", true, 1, MAX_REPORTS, 1);
    int32_t max = (int32_t)read_between(from, "max", false, 1, MAX_REPORTS, 0);
    int step = (int)read_between(from, "every_minutes", false, 1, DAY_MINUTES, length);
    if (max && max < min)
        pk_read_fault(from, "\"max\" must not be less than \"min\"");
    if (length % step)
        pk_read_fault(from, "\"every_minutes\" must divide the time from open to close");
    for (int at = open; at < close && pk_reading_ok(from); at += step)
        if (!add_slot(self, from, (pk_slot){at, at + step, min, max, 0}))
            return;
}

static int by_open(const void *a, const void *b) {
    const pk_slot *x = a, *y = b;
    return (x->open > y->open) - (x->open < y->open);
}

/* The next day's slots count as well: it may be a day of opening, too. */
static void refuse_overlap(const pilkada_schedule *self, const pk_reading *list) {
    for (size_t i = 0; i < self->slot_count; i++) {
        bool last = i + 1 == self->slot_count;
        int64_t next = last ? self->slots[0].open + DAY_MINUTES : self->slots[i + 1].open;
        if (self->slots[i].close <= next)
            continue;
        pk_read_fault(list, "the slot that opens at %02d:%02d overlaps the one that opens at %02d:%02d",
                      (int)(self->slots[i].open / 60 % 24), (int)(self->slots[i].open % 60), (int)(next / 60 % 24),
                      (int)(next % 60));
        return;
    }
}

/* The day a slot opens on, counted from the date its reports are for. */
static int opening_day(pk_date_of_kind date_of, const pk_slot *slot) {
    if (date_of == PK_DATE_OF_PREVIOUS_DAY)
        return 1;
    return date_of == PK_DATE_OF_CLOSE && slot->close > DAY_MINUTES ? -1 : 0;
}

static void place_slots(pilkada_schedule *self) {
    for (size_t i = 0; i < self->slot_count; i++) {
        pk_slot *slot = &self->slots[i];
        slot->day = opening_day(self->date_of, slot);
        slot->open = slot->open * PK_MINUTE + slot->day * PK_DAY;
        slot->close = slot->close * PK_MINUTE + slot->day * PK_DAY + self->close_inclusive;
    }
    qsort(self->slots, self->slot_count, sizeof *self->slots, by_open);
}

static void read_slots(pilkada_schedule *self, const pk_reading *root) {
    pk_reading list = pk_read_member(root, "slots", true), entry = {.node = NULL};
    pk_read_array(&list);
    if (list.node && !pk_read_count(&list))
        pk_read_fault(&list, "must hold at least one slot");
    self->slots = pk_arena_alloc_zero(&self->arena, PILKADA_MAX_SLOTS, sizeof *self->slots);
    if (!self->slots && pk_reading_ok(root))
        pk_fail_memory(root->error);
    while (pk_reading_ok(&list) && pk_read_each(&list, &entry))
        read_slot(self, &entry);
    if (!pk_reading_ok(&list))
        return;
    qsort(self->slots, self->slot_count, sizeof *self->slots, by_open);
    refuse_overlap(self, &list);
    place_slots(self);
}

/* ---- the rest ---- */

static void read_zone(pilkada_schedule *self, const pk_reading *root) {
    static const char *const names[] = {"WIB", "WITA", "WIT", "lokal"};
    static const pilkada_zone zones[] = {PILKADA_ZONE_WIB, PILKADA_ZONE_WITA, PILKADA_ZONE_WIT, PILKADA_ZONE_NONE};
    pk_reading node = pk_read_member(root, "zone", true);
    int zone = read_word(&node, names, 4, "must be WIB, WITA, WIT, or lokal for the region's own");
    self->zone = zone >= 0 ? zones[zone] : PILKADA_ZONE_NONE;
}

static void read_date_of(pilkada_schedule *self, const pk_reading *root) {
    static const char *const words[] = {"open", "close", "previous_day"};
    pk_reading node = pk_read_member(root, "date_of", false);
    int word = read_word(&node, words, 3, "must be open, close or previous_day");
    self->date_of = word >= 0 ? (pk_date_of_kind)word : PK_DATE_OF_OPEN;
}

static void read_grace(pilkada_schedule *self, const pk_reading *root) {
    static const char *const keys[] = {"before", "after", NULL};
    pk_reading grace = pk_read_member(root, "grace", false);
    pk_read_only(&grace, keys);
    self->before = read_between(&grace, "before", false, 0, MAX_GRACE, 0) * PK_MINUTE;
    self->after = read_between(&grace, "after", false, 0, MAX_GRACE, 0) * PK_MINUTE;
}

static void read_validity(pilkada_schedule *self, const pk_reading *root) {
    pk_reading from = pk_read_member(root, "valid_from", false), until = pk_read_member(root, "valid_until", false);
    self->valid_from = read_date(&from);
    self->valid_until = read_date(&until);
    if (from.node && until.node && self->valid_from > self->valid_until)
        pk_read_fault(&until, "must not be before \"valid_from\"");
}

void pk_schedule_read_when(pilkada_schedule *self, const pk_reading *root) {
    pk_reading inclusive = pk_read_member(root, "close_inclusive", false);
    self->close_inclusive = pk_read_bool(&inclusive, false);
    read_zone(self, root);
    read_repeat(self, root);
    read_date_of(self, root);
    read_grace(self, root);
    read_slots(self, root);
    read_validity(self, root);
}
