/** @file window/axes.c  The two axes of a board: which regions, which dates. See window/axes.h. */
#include "window/axes.h"

#include <stdlib.h>

#include "core/error.h"

typedef struct drawing {
    pk_axes *axes;
    const pilkada_window_query *query;
    pk_arena *made, *scratch;
    pilkada_error *error;
} drawing;

/* ---- the regions ---- */

static int by_code(const void *a, const void *b) {
    return pk_span_compare(((const pk_debtor *)a)->code, ((const pk_debtor *)b)->code);
}

static pilkada_status refuse_region(drawing *self, const char *code, pilkada_status status, const char *detail) {
    pk_fail(self->error, status, "%s", detail);
    if (pilkada_region_code_tier(code, strlen(code)) != PILKADA_TIER_NONE) /* never raw bytes */
        pk_error_where(self->error, code, "");
    return status;
}

static bool make_debtor(drawing *self, pk_span code, pk_debtor *out) {
    const pilkada_region *region = pk_model_region(self->axes->schedule->model, code);
    const char *kept = pk_arena_strdup(self->made, code.data, code.size);
    const char *name = region ? pk_arena_strdup(self->made, region->name, strlen(region->name)) : kept;
    *out = (pk_debtor){{kept, code.size}, name, pk_schedule_offset(self->axes->schedule, code)};
    return kept && name;
}

static pilkada_status check_named(drawing *self, const char *code) {
    if (!code)
        return pk_fail(self->error, PILKADA_E_ARGUMENT, "a region code must not be NULL");
    if (!pk_model_region_exists(self->axes->schedule->model, pk_span_of(code)))
        return refuse_region(self, code, PILKADA_E_UNKNOWN,
                             "no region has this code; use a Kemendagri code, such as 33.16");
    if (!pk_schedule_owes(self->axes->schedule, pk_span_of(code)))
        return refuse_region(self, code, PILKADA_E_ARGUMENT,
                             "this region owes nothing under the schedule: its tier or province is another");
    return PILKADA_OK;
}

static pilkada_status name_regions(drawing *self, pk_debtor *regions) {
    size_t count = 0;
    for (size_t i = 0; i < self->query->region_count; i++) {
        const char *code = self->query->regions[i];
        pilkada_status status = check_named(self, code);
        if (status)
            return status;
        if (!make_debtor(self, pk_span_of(code), &regions[count++]))
            return pk_fail_memory(self->error);
    }
    qsort(regions, count, sizeof *regions, by_code);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!kept || !pk_span_equal(regions[kept - 1].code, regions[i].code))
            regions[kept++] = regions[i];
    self->axes->region_count = kept;
    return PILKADA_OK;
}

static pilkada_status all_regions(drawing *self, pk_debtor *regions) {
    const pk_model *model = self->axes->schedule->model;
    for (size_t i = 0; i < pk_model_region_count(model); i++) {
        pk_span code = pk_span_of(pk_model_region_at(model, i)->code);
        if (pk_schedule_owes(self->axes->schedule, code) &&
            !make_debtor(self, code, &regions[self->axes->region_count++]))
            return pk_fail_memory(self->error);
    }
    if (self->axes->region_count)
        return PILKADA_OK;
    return pk_fail(self->error, PILKADA_E_ARGUMENT,
                   "the region table has no region that owes a report under this schedule; name the regions");
}

static pilkada_status find_regions(drawing *self) {
    const pilkada_window_query *query = self->query;
    bool named = query->regions != NULL;
    if (named && !query->region_count)
        return pk_fail(self->error, PILKADA_E_ARGUMENT, "the list of regions is empty; leave it out to ask about all");
    size_t most = named ? query->region_count : pk_model_region_count(self->axes->schedule->model);
    pk_debtor *regions = pk_arena_alloc_zero(self->scratch, most, sizeof *regions);
    if (!regions)
        return pk_fail_memory(self->error);
    self->axes->regions = regions;
    return named ? name_regions(self, regions) : all_regions(self, regions);
}

/* ---- the dates ---- */

static pilkada_status check_span(drawing *self) {
    const pilkada_window_query *query = self->query;
    pilkada_date first = pk_date_of((pk_civil){1, 1, 1}), last = pk_date_of((pk_civil){9999, 12, 31});
    if (query->from < first || query->until < first || query->from > last || query->until > last)
        return pk_fail(self->error, PILKADA_E_ARGUMENT, "\"from\" and \"until\" must be dates");
    if (query->from > query->until)
        return pk_fail(self->error, PILKADA_E_ARGUMENT, "\"from\" must not be after \"until\"");
    if (query->until - query->from >= (int64_t)PILKADA_MAX_WINDOW_DAYS)
        return pk_fail(self->error, PILKADA_E_LIMIT, "at most %u days in one judgement", PILKADA_MAX_WINDOW_DAYS);
    if (query->now < pilkada_date_instant(first, 0, 0) || query->now >= pilkada_date_instant(last + 1, 0, 0))
        return pk_fail(self->error, PILKADA_E_ARGUMENT, "\"now\" must be an instant: the library reads no clock");
    return PILKADA_OK;
}

/* Slots that do not differ need to be asked for once. */
static bool anyone_has(const pk_axes *axes, pilkada_date date) {
    size_t count = axes->schedule->by_region ? axes->region_count : 1;
    for (size_t i = 0; i < count; i++)
        if (pk_schedule_has(axes->schedule, axes->regions[i].code, date))
            return true;
    return false;
}

static pilkada_status find_dates(drawing *self) {
    pilkada_date *dates =
        pk_arena_alloc_zero(self->scratch, (size_t)(self->query->until - self->query->from) + 1, sizeof *dates);
    if (!dates)
        return pk_fail_memory(self->error);
    self->axes->dates = dates;
    for (pilkada_date date = self->query->from; date <= self->query->until; date++)
        if (anyone_has(self->axes, date))
            dates[self->axes->date_count++] = date;
    return PILKADA_OK;
}

pilkada_status pk_axes_draw(pk_axes *self, const pilkada_window_query *query, pk_arena *made, pk_arena *scratch,
                            pilkada_error *error) {
    drawing work = {self, query, made, scratch, error};
    self->from = query->from;
    self->until = query->until;
    self->now = query->now;
    pilkada_status status = check_span(&work);
    if (!status)
        status = find_regions(&work);
    return status ? status : find_dates(&work);
}
