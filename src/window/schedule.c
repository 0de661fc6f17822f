/** @file window/schedule.c  A compiled schedule and its days: see window/schedule_internal.h. */
#include "window/schedule_internal.h"

#include "core/error.h"

pilkada_schedule *pk_schedule_compile(const struct cJSON *definition, const pk_model *model,
                                      const pk_catalogue *catalogue, const pilkada_allocator *allocator,
                                      pilkada_error *error) {
    pilkada_error fallback;
    error = pk_error_or(error, &fallback);
    allocator = pk_allocator_or_default(allocator);
    pilkada_schedule *self = definition && model ? pk_alloc_zero(allocator, 1, sizeof *self) : NULL;
    if (!self) {
        if (!definition || !model)
            pk_fail(error, PILKADA_E_ARGUMENT, "definition and model must not be NULL");
        else
            pk_fail_memory(error);
        return NULL;
    }
    pk_arena_init(&self->arena, allocator);
    self->model = model;
    self->catalogue = catalogue;
    pk_error_clear(error);
    pk_reading root = pk_reading_root(definition, error);
    pk_schedule_read(self, &root);
    if (pk_reading_ok(&root))
        return self;
    pk_schedule_free(self);
    return NULL;
}

void pk_schedule_free(pilkada_schedule *self) {
    if (!self)
        return;
    pilkada_allocator allocator = self->arena.allocator;
    pk_arena_dispose(&self->arena);
    pk_free(&allocator, self);
}

const char *pilkada_schedule_id(const pilkada_schedule *self) {
    return self ? self->id : "";
}

/* ---- days ---- */

static bool has_date(const pilkada_date *dates, size_t count, pilkada_date date) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (dates[middle] < date)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && dates[low] == date;
}

static bool in_month(uint32_t days, pilkada_date date) {
    return days >> pk_civil_of(date).day & 1 || (days & 1 && pk_civil_of(date + 1).day == 1);
}

bool pk_repeat_on(const pk_repeat *repeat, pilkada_date day) {
    switch (repeat->kind) {
    case PK_REPEAT_DAILY:
        return true;
    case PK_REPEAT_WEEKLY:
        return repeat->days >> pilkada_date_weekday(day) & 1;
    case PK_REPEAT_MONTHLY:
        return in_month(repeat->days, day);
    case PK_REPEAT_DATES:
    case PK_REPEAT_STAGES:
        return has_date(repeat->dates, repeat->date_count, day);
    default:
        return day >= repeat->from && day <= repeat->until;
    }
}

static bool lies_in(pk_span region, pk_span above) {
    return region.size >= above.size && memcmp(region.data, above.data, above.size) == 0 &&
           (region.size == above.size || region.data[above.size] == '.');
}

static bool lies_in_any(pk_span region, const char *const *codes, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (lies_in(region, pk_span_of(codes[i])))
            return true;
    return false;
}

static bool holds_for(const pk_override *override, pk_span region) {
    return !override->region_count || (region.size && lies_in_any(region, override->regions, override->region_count));
}

static bool is_valid(const pilkada_schedule *self, pilkada_date day) {
    return (self->valid_from == PILKADA_NO_DATE || day >= self->valid_from) &&
           (self->valid_until == PILKADA_NO_DATE || day <= self->valid_until);
}

const pk_hours *pk_schedule_hours(const pilkada_schedule *self, pk_span region, pilkada_date day) {
    const pk_hours *hours = pk_repeat_on(&self->repeat, day) ? &self->hours : NULL;
    if (!is_valid(self, day))
        return NULL;
    for (size_t i = 0; i < self->override_count; i++) {
        const pk_override *override = &self->overrides[i];
        if (holds_for(override, region) && (override->on_days ? pk_repeat_on(&override->when, day) : hours != NULL))
            return &override->hours;
    }
    return hours;
}

static int64_t lead_of(const pilkada_schedule *self, pk_span region) {
    int64_t lead = self->lead[pilkada_region_code_tier(region.data, region.size)];
    return lead == PK_NO_LEAD ? 0 : lead;
}

size_t pk_schedule_slots(const pilkada_schedule *self, pk_span region, pilkada_date date, pk_slot *out) {
    int64_t lead = self->by_region && region.size ? lead_of(self, region) : 0;
    size_t count = 0;
    for (int day = -1; day <= 1; day++) {
        const pk_hours *hours = pk_schedule_hours(self, region, date + day);
        for (size_t i = 0; hours && i < hours->count; i++)
            if (hours->slots[i].day == day)
                out[count++] = hours->slots[i];
    }
    for (size_t i = 0; lead && i < count; i++) {
        out[i].close -= lead;
        out[i].open -= self->lead_moves_window ? lead : 0;
    }
    return count;
}

bool pk_schedule_has(const pilkada_schedule *self, pk_span region, pilkada_date date) {
    for (int day = -1; day <= 1; day++) {
        const pk_hours *hours = pk_schedule_hours(self, region, date + day);
        for (size_t i = 0; hours && i < hours->count; i++)
            if (hours->slots[i].day == day)
                return true;
    }
    return false;
}

bool pk_schedule_alike(const pilkada_schedule *self, pk_span a, pk_span b) {
    bool alike = !self->by_region || lead_of(self, a) == lead_of(self, b);
    for (size_t i = 0; i < self->override_count && alike; i++)
        alike = holds_for(&self->overrides[i], a) == holds_for(&self->overrides[i], b);
    return alike;
}

/* Report dates by their distance from the local date: 0, -1, 1, -2, 2, ... */
static pilkada_date nth_nearest(pilkada_date local, int n) {
    return n % 2 ? local - (n + 1) / 2 : local + n / 2;
}

pilkada_date pk_schedule_date_at(const pilkada_schedule *self, pk_span region, pilkada_instant at, int offset_minutes,
                                 pk_slot *out) {
    pilkada_date local = pilkada_instant_date(at, offset_minutes), best = PILKADA_NO_DATE;
    pilkada_instant best_open = 0;
    int64_t nearest = INT64_MAX;
    for (int n = 0; n <= 2 * PK_NEAR_DAYS; n++) {
        /* A slot lies within three days, and its lead, of its report date: beyond that nothing nearer can come. */
        if (nearest < ((n + 1) / 2 - 3 - PK_MAX_LEAD_DAYS) * PK_DAY)
            break;
        pilkada_date date = nth_nearest(local, n);
        pk_slots slots = {out, pk_schedule_slots(self, region, date, out)};
        pk_found found = pk_slots_find(&slots, pk_position_of(at, date, offset_minutes));
        if (found.distance == INT64_MAX)
            continue;
        pilkada_instant open = pk_instant_at(out[found.slot].open, date, offset_minutes);
        if (found.distance < nearest || (found.distance == nearest && open < best_open)) {
            nearest = found.distance;
            best = date;
            best_open = open;
        }
    }
    return best;
}

/* ---- who owes ---- */

const pk_exception *pk_schedule_exception(const pilkada_schedule *self, pk_span region, pilkada_date date) {
    for (size_t i = 0; i < self->exception_count; i++) {
        const pk_exception *exception = &self->exceptions[i];
        if (lies_in(region, exception->region) && has_date(exception->dates, exception->date_count, date))
            return exception;
    }
    return NULL;
}

bool pk_schedule_owes(const pilkada_schedule *self, pk_span region) {
    return self->lead[pilkada_region_code_tier(region.data, region.size)] != PK_NO_LEAD &&
           (!self->province_count || lies_in_any(region, self->provinces, self->province_count));
}

bool pk_schedule_takes_form(const pilkada_schedule *self, pk_span form) {
    for (size_t i = 0; i < self->form_count; i++)
        if (pk_span_is(form, self->forms[i]))
            return true;
    return self->form_count == 0;
}

int pk_schedule_offset(const pilkada_schedule *self, pk_span region) {
    return self->zone != PILKADA_ZONE_NONE ? (int)self->zone : (int)pk_model_zone(self->model, region);
}
