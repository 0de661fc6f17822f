/** @file recap/reports.c  A growing list of whole reports: see pilkada/recap.h. */
#include <pilkada/limits.h>

#include "core/error.h"
#include "recap/recap_internal.h"

pilkada_reports *pilkada_reports_new(const pilkada_allocator *allocator, pilkada_error *error) {
    allocator = pk_allocator_or_default(allocator);
    pilkada_reports *self = pk_alloc_zero(allocator, 1, sizeof *self);
    if (!self) {
        pk_fail_memory(error);
        return NULL;
    }
    self->names = pilkada_receipts_new(allocator, error);
    if (self->names)
        return self;
    pk_free(allocator, self);
    return NULL;
}

void pilkada_reports_free(pilkada_reports *self) {
    if (!self)
        return;
    pilkada_allocator allocator = self->names->arena.allocator;
    pk_free(&allocator, self->items);
    pilkada_receipts_free(self->names);
    pk_free(&allocator, self);
}

size_t pilkada_reports_count(const pilkada_reports *self) {
    return self ? self->count : 0;
}

/* A short receipt says that a report came, not what is in it. */
static pilkada_status read_version(pilkada_reports *self, pk_report_text *report, pilkada_error *error) {
    pk_span form, version;
    pk_arena scratch;
    pk_arena_init(&scratch, &self->names->arena.allocator);
    pilkada_status status = pk_form_peek(report->text.data, report->text.size, &scratch, &form, &version, error);
    if (!status && !form.size)
        status = pk_fail(error, PILKADA_E_DEFINITION, "a recap needs whole reports, not receipts: send the report");
    if (!status && !(report->version = pk_receipts_name(self->names, version)))
        status = pk_fail_memory(error);
    pk_arena_dispose(&scratch);
    return status;
}

static pilkada_status add(pilkada_reports *self, pk_report_text report, pilkada_error *error) {
    pk_arena *arena = &self->names->arena;
    pilkada_status status = pk_receipt_read(self->names, report.text.data, report.text.size, &report.receipt, error);
    if (!status)
        status = read_version(self, &report, error);
    if (status)
        return status;
    pk_report_text *grown = pk_grow(&arena->allocator, self->items, self->count, &self->capacity, sizeof *grown);
    if (!grown)
        return pk_fail_memory(error);
    self->items = grown;
    report.text.data = pk_arena_strdup(arena, report.text.data, report.text.size);
    if (!report.text.data)
        return pk_fail_memory(error);
    self->items[self->count++] = report;
    return PILKADA_OK;
}

pilkada_status pilkada_reports_add_json(pilkada_reports *self, const char *text, size_t size, pilkada_error *error) {
    pilkada_error fallback;
    error = pk_error_or(error, &fallback);
    if (!self || !text)
        return pk_fail(error, PILKADA_E_ARGUMENT, "reports and text must not be NULL");
    if (size > PILKADA_MAX_REPORT_BYTES)
        return pk_fail(error, PILKADA_E_LIMIT, "a report has at most %u bytes; send photos beside it",
                       PILKADA_MAX_REPORT_BYTES);
    if (self->count >= INT32_MAX / 8)
        return pk_fail(error, PILKADA_E_LIMIT, "too many reports in one list: recap one date at a time");
    return add(self, (pk_report_text){.text = {text, size}}, error);
}
