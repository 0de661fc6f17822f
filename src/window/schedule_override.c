/** @file window/schedule_override.c  Reading a schedule: what holds instead on some days or for some regions. */
#include <stdlib.h>

#include "core/error.h"
#include "window/schedule_internal.h"

/* ---- overrides ---- */

static void read_regions(pilkada_schedule *self, const pk_reading *from, pk_override *out) {
    pk_reading list = pk_read_member(from, "regions", false);
    out->regions = pk_read_texts(self, from, "regions", &out->region_count);
    for (size_t i = 0; i < out->region_count && pk_reading_ok(from); i++) {
        pk_reading entry = pk_read_element(&list, i);
        if (!pk_model_region_exists(self->model, pk_span_of(out->regions[i])))
            pk_read_fault(&entry, "no region has this code");
    }
    if (list.node && !out->region_count)
        pk_read_fault(&list, "names no region: leave it out if it holds for all");
    self->by_region = self->by_region || out->region_count;
}

static void read_override(pilkada_schedule *self, const pk_reading *from, pk_override *out) {
    static const char *const keys[] = {"priority",        "when",   "regions", "slots", "grace", "comment",
                                       "close_inclusive", "source", NULL};
    pk_read_only(from, keys);
    out->priority = pk_read_between(from, "priority", true, 1, 1000, 1);
    out->source = pk_read_kept(self, from, "source", true);
    read_regions(self, from, out);
    pk_reading when = pk_read_member(from, "when", false);
    out->on_days = when.node != NULL;
    if (out->on_days)
        pk_read_repeat(self, &when, &out->when);
    if (!out->on_days && !out->region_count)
        pk_read_fault(from, "holds everywhere and always: name its days in \"when\", its \"regions\", or both");
    pk_read_hours(self, from, &self->hours, &out->hours);
    pk_refuse_lead(self, from, &out->hours);
}

static int by_priority(const void *a, const void *b) {
    const pk_override *x = a, *y = b;
    return (x->priority < y->priority) - (x->priority > y->priority);
}

/* Whatever holds on a day, it must leave room for whatever holds on the next. */
static void refuse_neighbours(const pilkada_schedule *self, const pk_reading *at, const pk_hours *hours) {
    pk_refuse_overlap(at, hours, &self->hours);
    pk_refuse_overlap(at, &self->hours, hours);
    for (size_t i = 0; i < self->override_count; i++)
        pk_refuse_overlap(at, hours, &self->overrides[i].hours);
}

static void check_overrides(pilkada_schedule *self, const pk_reading *list) {
    qsort(self->overrides, self->override_count, sizeof *self->overrides, by_priority);
    for (size_t i = 0; i + 1 < self->override_count; i++)
        if (self->overrides[i].priority == self->overrides[i + 1].priority)
            pk_read_fault(list, "two have the priority %d: which one holds must not depend on their order",
                          (int)self->overrides[i].priority);
    for (size_t i = 0; i < self->override_count && pk_reading_ok(list); i++)
        refuse_neighbours(self, list, &self->overrides[i].hours);
}

static size_t largest(const pilkada_schedule *self) {
    size_t most = self->hours.count;
    for (size_t i = 0; i < self->override_count; i++)
        most = self->overrides[i].hours.count > most ? self->overrides[i].hours.count : most;
    return most;
}

/* Slots of one report date open on three days at most. */
void pk_schedule_read_overrides(pilkada_schedule *self, const pk_reading *root) {
    pk_reading list = pk_read_member(root, "overrides", false), entry = {.node = NULL};
    pk_read_array(&list);
    size_t count = pk_read_count(&list);
    if (count > PILKADA_MAX_OVERRIDES)
        pk_read_fault(&list, "at most %u overrides", PILKADA_MAX_OVERRIDES);
    self->overrides = pk_arena_alloc_zero(&self->arena, count, sizeof *self->overrides);
    if (!self->overrides && pk_reading_ok(root))
        pk_fail_memory(root->error);
    while (pk_reading_ok(&list) && pk_read_each(&list, &entry))
        read_override(self, &entry, &self->overrides[self->override_count++]);
    if (self->override_count && pk_reading_ok(&list))
        check_overrides(self, &list);
    self->room = (self->override_count ? 3 : 1) * largest(self);
}
