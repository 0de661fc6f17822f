/** @file window/status.c  The window at one instant, and those that come. */
#include "core/error.h"
#include "window/members.h"
#include "window/opening.h"

static const pk_opening none = {PILKADA_NO_DATE, PILKADA_NO_INSTANT, PILKADA_NO_INSTANT, 0, false};

static pilkada_status start(pk_openings *walk, const pilkada_schedule *self, const char *region, pilkada_instant at,
                            const pilkada_buffer *out, pilkada_error *error) {
    if (!self || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "schedule and buffer must not be NULL");
    if (!pk_instant_is_sane(at))
        return pk_fail(error, PILKADA_E_ARGUMENT, "the instant must lie in the years 0001 to 9999");
    pilkada_status status = pk_openings_check(self, region, error);
    if (status)
        return status;
    pilkada_date first = pilkada_instant_date(at, pk_schedule_offset(self, pk_span_of(region))) - 3;
    return pk_openings_start(walk, self, region, first, first + (pilkada_date)PILKADA_MAX_WINDOW_DAYS - 1)
               ? pk_fail_memory(error)
               : PILKADA_OK;
}

/* The next opening that ends after an instant; none when there is no more. */
static pk_opening next_after(pk_openings *walk, pilkada_instant at) {
    pk_opening found;
    while (pk_openings_next(walk, &found))
        if (found.closes > at)
            return found;
    return none;
}

/* A second begun counts. */
static int64_t seconds_until(pilkada_instant then, pilkada_instant at) {
    return then > at ? (then - at + PK_SECOND - 1) / PK_SECOND : 0;
}

/* Outside, the members speak of the next window, and no seconds are left of any. */
static void put_status(pilkada_buffer *out, const pk_opening found[2], pilkada_instant at, int offset) {
    bool open = found[0].opens != PILKADA_NO_INSTANT && at >= found[0].opens;
    const pk_opening *next = open ? &found[1] : &found[0];
    pk_put_text_member(out, "state", open ? "buka" : "tutup");
    pk_put_date_member(out, "date", found[0].date);
    pk_put_instant_member(out, "opens", found[0].opens, offset);
    pk_put_instant_member(out, "closes", found[0].closes, offset);
    pk_put_number_member(out, "seconds_left", open ? seconds_until(found[0].closes, at) : 0);
    pk_put_instant_member(out, "next_opens", next->opens, offset);
    pk_put_number_member(out, "required", found[0].min);
}

pilkada_status pk_schedule_write_status(const pilkada_schedule *self, const char *region, pilkada_instant at,
                                        const char *rulebook, pilkada_buffer *out, pilkada_error *error) {
    pk_openings walk;
    pilkada_status status = start(&walk, self, region, at, out, error);
    if (status)
        return status;
    size_t mark = pk_buffer_mark(out);
    const pk_opening first = next_after(&walk, at), found[2] = {first, next_after(&walk, at)};
    pk_openings_end(&walk);
    pk_putc(out, '{');
    pk_put_text_member(out, "schedule", self->id);
    pk_put_text_member(out, "region", region);
    pk_put_instant_member(out, "at", at, walk.offset);
    put_status(out, found, at, walk.offset);
    pk_put_key(out, "rulebook");
    pk_put_json(out, pk_span_of(rulebook ? rulebook : ""));
    pk_putc(out, '}');
    return pk_buffer_done(out, mark, error);
}

/* ---- those that come ---- */

static void put_next(pilkada_buffer *out, const pilkada_schedule *self, const char *region, const pk_opening *found,
                     pilkada_instant at, int offset) {
    pk_putc(out, '{');
    pk_put_text_member(out, "schedule", self->id);
    pk_put_text_member(out, "region", region);
    pk_put_date_member(out, "date", found->date);
    pk_put_instant_member(out, "opens", found->opens, offset);
    pk_put_instant_member(out, "closes", found->closes, offset);
    pk_put_number_member(out, "required", found->min);
    pk_put_number_member(out, "opens_in", seconds_until(found->opens, at));
    pk_put_key(out, "closes_in");
    pk_put_int(out, seconds_until(found->closes, at));
    pk_puts(out, "}\n");
}

pilkada_status pk_schedule_write_next(const pilkada_schedule *self, const char *region, pilkada_instant at,
                                      size_t count, pilkada_buffer *out, pilkada_error *error) {
    pk_openings walk;
    if (!count || count > PILKADA_MAX_OPENINGS)
        return pk_fail(error, PILKADA_E_LIMIT, "from 1 to %u openings", PILKADA_MAX_OPENINGS);
    pilkada_status status = start(&walk, self, region, at, out, error);
    if (status)
        return status;
    size_t mark = pk_buffer_mark(out);
    for (size_t i = 0; i < count; i++) {
        pk_opening found = next_after(&walk, at);
        if (found.date == PILKADA_NO_DATE)
            break;
        put_next(out, self, region, &found, at, walk.offset);
    }
    pk_openings_end(&walk);
    return pk_buffer_done(out, mark, error);
}
