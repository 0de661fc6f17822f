/** @file window/opening.c  The openings of a schedule: see window/opening.h. */
#include "window/opening.h"

#include "core/error.h"

pilkada_status pk_openings_check(const pilkada_schedule *schedule, const char *region, pilkada_error *error) {
    if (!region)
        return schedule->zone != PILKADA_ZONE_NONE
                   ? PILKADA_OK
                   : pk_fail(error, PILKADA_E_ARGUMENT, "the schedule follows local time: name a region");
    if (!pk_model_region_exists(schedule->model, pk_span_of(region)))
        return pk_fail(error, PILKADA_E_UNKNOWN, "no region has this code; use a Kemendagri code, such as 33.16");
    if (!pk_schedule_owes(schedule, pk_span_of(region)))
        return pk_fail(error, PILKADA_E_ARGUMENT,
                       "this region owes nothing under the schedule: its tier or province is another");
    return PILKADA_OK;
}

pilkada_status pk_openings_start(pk_openings *self, const pilkada_schedule *schedule, const char *region,
                                 pilkada_date from, pilkada_date until) {
    pk_span code = pk_span_of(region);
    pk_slot *slots = pk_alloc_zero(&schedule->arena.allocator, schedule->room, sizeof *slots);
    *self = (pk_openings){schedule, code, pk_schedule_offset(schedule, code), from - 1, until, slots, 0, 0};
    return slots ? PILKADA_OK : PILKADA_E_NOMEM;
}

bool pk_openings_next(pk_openings *self, pk_opening *out) {
    while (self->next == self->count && self->date < self->until) {
        self->count = pk_schedule_slots(self->schedule, self->region, ++self->date, self->slots);
        self->next = 0;
    }
    if (self->next == self->count)
        return false;
    const pk_slot *slot = &self->slots[self->next++];
    *out = (pk_opening){self->date, pk_instant_at(slot->open, self->date, self->offset),
                        pk_instant_at(slot->close, self->date, self->offset), slot->min, slot->inclusive};
    return true;
}

void pk_openings_end(pk_openings *self) {
    pk_free(&self->schedule->arena.allocator, self->slots);
    self->slots = NULL;
}

bool pk_instant_is_sane(pilkada_instant at) {
    pilkada_date first = pk_date_of((pk_civil){1, 1, 1}), last = pk_date_of((pk_civil){9999, 12, 31});
    return at >= pilkada_date_instant(first, 0, 0) && at < pilkada_date_instant(last + 1, 0, 0);
}
