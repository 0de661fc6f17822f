/** @file window/schedule_check.c  Linting a schedule for its author. */
#include "core/error.h"
#include "core/problems.h"
#include "window/schedule_internal.h"

enum { INFO = 0, PERINGATAN = 1 };

static void check_invented(const pilkada_schedule *self, pk_problems *problems) {
    if (pk_span_starts_with(pk_span_of(self->id), "contoh.") && !strstr(self->source, "CONTOH"))
        pk_problem_add(problems, PERINGATAN, "/source", "window.check.invented", NULL, 0);
}

static void check_debtors(const pilkada_schedule *self, pk_problems *problems) {
    if (!self->form_count)
        pk_problem_add(problems, INFO, "/forms", "window.check.no_forms", NULL, 0);
    for (size_t i = 0; i < pk_model_region_count(self->model); i++)
        if (pk_schedule_owes(self, pk_span_of(pk_model_region_at(self->model, i)->code)))
            return;
    pk_problem_add(problems, INFO, "/tier", "window.check.no_regions", NULL, 0);
}

static pilkada_tier lowest_tier(const pilkada_schedule *self) {
    int tier = PILKADA_TIER_TPS;
    while (tier > 0 && self->lead[tier] == PK_NO_LEAD)
        tier--;
    return (pilkada_tier)tier;
}

static bool touches_a_debtor(const pilkada_schedule *self, pk_span region) {
    pilkada_tier tier = pilkada_region_code_tier(region.data, region.size);
    pk_span province = {region.data, region.size < 2 ? region.size : 2};
    bool asked = self->province_count == 0;
    for (size_t i = 0; i < self->province_count; i++)
        asked = asked || pk_span_equal(province, pk_span_of(self->provinces[i]));
    return asked && tier <= lowest_tier(self);
}

/* ---- days ---- */

enum { FIVE_YEARS = 1830 };

/* Days that come back do so within five years (29 February, with room); the others are few. */
static bool opens_ever(const pilkada_schedule *self, const pk_repeat *repeat, pk_span region) {
    pilkada_date first = self->valid_from != PILKADA_NO_DATE    ? self->valid_from
                         : self->valid_until != PILKADA_NO_DATE ? self->valid_until - FIVE_YEARS
                                                                : pk_model_polling_day(self->model);
    first = first == PILKADA_NO_DATE ? 0 : first;
    for (size_t i = 0; i < repeat->date_count; i++)
        if (pk_schedule_hours(self, region, repeat->dates[i]))
            return true;
    for (pilkada_date day = repeat->from; repeat->kind == PK_REPEAT_RELATIVE && day <= repeat->until; day++)
        if (pk_schedule_hours(self, region, day))
            return true;
    for (int n = 0; n <= FIVE_YEARS && repeat->kind < PK_REPEAT_DATES; n++)
        if (pk_schedule_hours(self, region, first + n))
            return true;
    return false;
}

static void check_days(const pilkada_schedule *self, pk_problems *problems) {
    if (!opens_ever(self, &self->repeat, (pk_span){NULL, 0}))
        pk_problem_add(problems, PERINGATAN, "/repeat", "window.check.no_day", NULL, 0);
}

static void check_override(const pilkada_schedule *self, const pk_override *override, pk_problems *problems) {
    pk_span region = {NULL, 0};
    for (size_t i = 0; i < override->region_count; i++) {
        region = pk_span_of(override->regions[i]);
        const pk_argument arguments[] = {PK_INT_ARG("n", override->priority), PK_TEXT_ARG("region", region)};
        if (!touches_a_debtor(self, region))
            pk_problem_add(problems, PERINGATAN, "/overrides", "window.check.override_region", arguments, 2);
    }
    const pk_argument priority = PK_INT_ARG("n", override->priority);
    if (override->on_days && !opens_ever(self, &override->when, region))
        pk_problem_add(problems, PERINGATAN, "/overrides", "window.check.override_day", &priority, 1);
}

static void check_exception(const pilkada_schedule *self, const pk_exception *exception, pk_problems *problems) {
    if (!touches_a_debtor(self, exception->region)) {
        const pk_argument region = PK_TEXT_ARG("region", exception->region);
        pk_problem_add(problems, PERINGATAN, "/exceptions", "window.check.exception_region", &region, 1);
    }
    for (size_t i = 0; i < exception->date_count; i++) {
        char text[PILKADA_DATE_SIZE];
        if (pk_schedule_has(self, exception->region, exception->dates[i]))
            continue;
        pilkada_date_format(exception->dates[i], text);
        const pk_argument date = PK_TEXT_ARG("date", pk_span_of(text));
        pk_problem_add(problems, PERINGATAN, "/exceptions", "window.check.exception_day", &date, 1);
    }
}

void pk_schedule_check(const struct cJSON *definition, const pk_model *model, const pk_catalogue *catalogue,
                       const pilkada_allocator *allocator, pk_problems *problems) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_schedule *self = pk_schedule_compile(definition, model, catalogue, allocator, &error);
    if (!self) {
        problems->failed = problems->failed || error.status == PILKADA_E_NOMEM;
        if (error.status != PILKADA_E_NOMEM)
            pk_problem_add_error(problems, &error);
        return;
    }
    check_invented(self, problems);
    check_debtors(self, problems);
    check_days(self, problems);
    for (size_t i = 0; i < self->override_count; i++)
        check_override(self, &self->overrides[i], problems);
    for (size_t i = 0; i < self->exception_count; i++)
        check_exception(self, &self->exceptions[i], problems);
    pk_schedule_free(self);
}
