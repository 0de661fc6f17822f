/** @file window/schedule_when.c  Reading a schedule: on which days. */
#include <stdlib.h>

#include "core/error.h"
#include "window/schedule_internal.h"

enum { MAX_DATES = 4096 };

int64_t pk_read_between(const pk_reading *from, const char *key, bool required, int64_t low, int64_t high,
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
        int day = pk_read_word(&entry, names, 7, "must be senin, selasa, rabu, kamis, jumat, sabtu or minggu");
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

static void read_days(pilkada_schedule *self, const pk_reading *from, pk_repeat *out) {
    pk_reading days = pk_read_member(from, "days", true);
    (void)self;
    pk_read_array(&days);
    if (out->kind == PK_REPEAT_WEEKLY)
        read_weekdays(&days, out);
    else
        read_month_days(&days, out);
    if (!out->days)
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

static void read_dates(pilkada_schedule *self, const pk_reading *from, pk_repeat *out) {
    pk_reading list = pk_read_member(from, "dates", true);
    out->dates = pk_read_dates(&list, &self->arena, &out->date_count);
}

static void read_relative(pilkada_schedule *self, const pk_reading *from, pk_repeat *out) {
    pilkada_date polling = pk_model_polling_day(self->model);
    int64_t first = pk_read_between(from, "from_day", true, -400, 400, 0);
    int64_t last = pk_read_between(from, "to_day", true, -400, 400, 0);
    if (polling == PILKADA_NO_DATE)
        pk_read_fault(from, "there is no polling day: a calendar is needed");
    if (first > last)
        pk_read_fault(from, "\"from_day\" must not be after \"to_day\"");
    out->from = polling + (pilkada_date)first;
    out->until = polling + (pilkada_date)last;
}

static uint32_t read_stage(const pilkada_schedule *self, const pk_reading *entry) {
    const char *name = pk_read_text(entry);
    for (size_t i = 0; name && i < pk_model_stage_count(self->model); i++)
        if (strcmp(name, pk_model_stage_name(self->model, i)) == 0)
            return 1u << i;
    if (name)
        pk_read_fault(entry, "no stage of the calendar has this name");
    return 0;
}

/* The days of stages (tahapan), as dates around polling day: what lies further off is not looked for. */
static void read_stages(pilkada_schedule *self, const pk_reading *from, pk_repeat *out) {
    enum { AROUND = 400 };
    pk_reading list = pk_read_member(from, "stages", true), entry = {.node = NULL};
    pilkada_date polling = pk_model_polling_day(self->model);
    uint32_t wanted = 0;
    pk_read_array(&list);
    while (pk_reading_ok(&list) && pk_read_each(&list, &entry))
        wanted |= read_stage(self, &entry);
    if (polling == PILKADA_NO_DATE)
        pk_read_fault(from, "there is no polling day: a calendar is needed");
    out->dates = pk_arena_alloc_zero(&self->arena, 2 * AROUND + 1, sizeof *out->dates);
    if (!out->dates && pk_reading_ok(from))
        pk_fail_memory(from->error);
    for (int day = -AROUND; day <= AROUND && pk_reading_ok(from); day++)
        if (pk_model_stages(self->model, polling + day) & wanted)
            out->dates[out->date_count++] = polling + day;
    if (pk_reading_ok(from) && !out->date_count)
        pk_read_fault(&list, "no day belongs to these stages");
}

void pk_read_repeat(pilkada_schedule *self, const pk_reading *repeat, pk_repeat *out) {
    static const char *const words[] = {"daily", "weekly", "monthly", "dates", "relative", "stages"};
    static const struct {
        const char *keys[4];
        void (*read)(pilkada_schedule *, const pk_reading *, pk_repeat *);
    } forms[] = {{{"freq", NULL}, NULL},
                 {{"freq", "days", NULL}, read_days},
                 {{"freq", "days", NULL}, read_days},
                 {{"freq", "dates", NULL}, read_dates},
                 {{"freq", "from_day", "to_day", NULL}, read_relative},
                 {{"freq", "stages", NULL}, read_stages}};
    pk_reading freq = pk_read_member(repeat, "freq", true);
    int kind = pk_read_word(&freq, words, 6, "must be daily, weekly, monthly, dates, relative or stages");
    if (kind < 0)
        return;
    out->kind = (pk_repeat_kind)kind;
    pk_read_only(repeat, forms[kind].keys);
    if (forms[kind].read && pk_reading_ok(repeat))
        forms[kind].read(self, repeat, out);
}

/* ---- the rest ---- */

static void read_zone(pilkada_schedule *self, const pk_reading *root) {
    static const char *const names[] = {"WIB", "WITA", "WIT", "lokal"};
    static const pilkada_zone zones[] = {PILKADA_ZONE_WIB, PILKADA_ZONE_WITA, PILKADA_ZONE_WIT, PILKADA_ZONE_NONE};
    pk_reading node = pk_read_member(root, "zone", true);
    int zone = pk_read_word(&node, names, 4, "must be WIB, WITA, WIT, or lokal for the region's own");
    self->zone = zone >= 0 ? zones[zone] : PILKADA_ZONE_NONE;
}

static void read_date_of(pilkada_schedule *self, const pk_reading *root) {
    static const char *const words[] = {"open", "close", "previous_day"};
    pk_reading node = pk_read_member(root, "date_of", false);
    int word = pk_read_word(&node, words, 3, "must be open, close or previous_day");
    self->date_of = word >= 0 ? (pk_date_of_kind)word : PK_DATE_OF_OPEN;
}

static void read_validity(pilkada_schedule *self, const pk_reading *root) {
    pk_reading from = pk_read_member(root, "valid_from", false), until = pk_read_member(root, "valid_until", false);
    self->valid_from = read_date(&from);
    self->valid_until = read_date(&until);
    if (from.node && until.node && self->valid_from > self->valid_until)
        pk_read_fault(&until, "must not be before \"valid_from\"");
}

void pk_schedule_read_when(pilkada_schedule *self, const pk_reading *root) {
    read_zone(self, root);
    pk_reading repeat = pk_read_member(root, "repeat", true);
    pk_read_repeat(self, &repeat, &self->repeat);
    read_date_of(self, root);
    read_validity(self, root);
}
