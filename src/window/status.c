/** @file window/status.c  The window at one instant. */
#include "core/error.h"
#include "window/members.h"
#include "window/schedule_internal.h"

/* One opening of a slot. */
typedef struct opening {
    pilkada_date date; /* its reports are for */
    pilkada_instant opens, closes;
    int32_t min;
} opening;

static opening opening_of(const pk_slot *slot, pilkada_date date, int offset) {
    return (opening){date, pk_instant_at(slot->open, date, offset), pk_instant_at(slot->close, date, offset),
                     slot->min};
}

/* The first opening that ends after an instant, in the order of time, and the one behind it. */
static void find_openings(const pilkada_schedule *self, pk_span region, pilkada_instant at, pk_slot *slots,
                          opening found[2]) {
    size_t count = 0;
    int offset = pk_schedule_offset(self, region);
    pilkada_date first = pilkada_instant_date(at, offset) - 3;
    for (int day = 0; day < (int)PILKADA_MAX_WINDOW_DAYS && count < 2; day++) {
        pilkada_date date = first + day;
        size_t size = pk_schedule_slots(self, region, date, slots);
        for (size_t i = 0; i < size && count < 2; i++) {
            opening next = opening_of(&slots[i], date, offset);
            if (next.closes > at)
                found[count++] = next;
        }
    }
}

static pilkada_status check_region(const pilkada_schedule *self, const char *region, pilkada_error *error) {
    if (!region)
        return self->zone != PILKADA_ZONE_NONE
                   ? PILKADA_OK
                   : pk_fail(error, PILKADA_E_ARGUMENT, "the schedule follows local time: name a region");
    if (!pk_model_region_exists(self->model, pk_span_of(region)))
        return pk_fail(error, PILKADA_E_UNKNOWN, "no region has this code; use a Kemendagri code, such as 33.16");
    if (!pk_schedule_owes(self, pk_span_of(region)))
        return pk_fail(error, PILKADA_E_ARGUMENT,
                       "this region owes nothing under the schedule: its tier or province is another");
    return PILKADA_OK;
}

/* Outside, the members speak of the next window, and no seconds are left of any. A second begun counts. */
static void put_status(pilkada_buffer *out, const opening found[2], pilkada_instant at, int offset) {
    bool open = found[0].opens != PILKADA_NO_INSTANT && at >= found[0].opens;
    const opening *next = open ? &found[1] : &found[0];
    pk_put_text_member(out, "state", open ? "buka" : "tutup");
    pk_put_date_member(out, "date", found[0].date);
    pk_put_instant_member(out, "opens", found[0].opens, offset);
    pk_put_instant_member(out, "closes", found[0].closes, offset);
    pk_put_number_member(out, "seconds_left", open ? (found[0].closes - at + PK_SECOND - 1) / PK_SECOND : 0);
    pk_put_instant_member(out, "next_opens", next->opens, offset);
    pk_put_number_member(out, "required", found[0].min);
}

pilkada_status pk_schedule_write_status(const pilkada_schedule *self, const char *region, pilkada_instant at,
                                        const char *rulebook, pilkada_buffer *out, pilkada_error *error) {
    pilkada_date first = pk_date_of((pk_civil){1, 1, 1}), last = pk_date_of((pk_civil){9999, 12, 31});
    if (!self || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "schedule and buffer must not be NULL");
    if (at < pilkada_date_instant(first, 0, 0) || at >= pilkada_date_instant(last + 1, 0, 0))
        return pk_fail(error, PILKADA_E_ARGUMENT, "the instant must lie in the years 0001 to 9999");
    pilkada_status status = check_region(self, region, error);
    if (status)
        return status;
    pk_slot *slots = pk_alloc_zero(&self->arena.allocator, self->room, sizeof *slots);
    if (!slots)
        return pk_fail_memory(error);
    const opening none = {PILKADA_NO_DATE, PILKADA_NO_INSTANT, PILKADA_NO_INSTANT, 0};
    opening found[2] = {none, none};
    int offset = pk_schedule_offset(self, pk_span_of(region));
    size_t mark = pk_buffer_mark(out);
    find_openings(self, pk_span_of(region), at, slots, found);
    pk_free(&self->arena.allocator, slots);
    pk_putc(out, '{');
    pk_put_text_member(out, "schedule", self->id);
    pk_put_text_member(out, "region", region);
    pk_put_instant_member(out, "at", at, offset);
    put_status(out, found, at, offset);
    pk_put_key(out, "rulebook");
    pk_put_json(out, pk_span_of(rulebook ? rulebook : ""));
    pk_putc(out, '}');
    return pk_buffer_done(out, mark, error);
}
