/** @file recap/recap.c  Making a recap, its life and its getters: see pilkada/recap.h. */
#include "core/error.h"
#include "recap/recap_internal.h"

const char *pilkada_recap_state_name(pilkada_recap_state state) {
    static const char *const names[] = {"dipakai",          "nihil",  "berbeda", "belum",
                                        "tidak_terjangkau", "kosong", "galat",   "ditolak"};
    return state >= PILKADA_RECAP_DIPAKAI && state <= PILKADA_RECAP_DITOLAK ? names[state] : "";
}

pilkada_recap *pilkada_recap_new(const pilkada_allocator *allocator, pilkada_error *error) {
    allocator = pk_allocator_or_default(allocator);
    pilkada_recap *self = pk_alloc_zero(allocator, 1, sizeof *self);
    if (!self) {
        pk_fail_memory(error);
        return NULL;
    }
    pk_arena_init(&self->arenas[0], allocator);
    pk_arena_init(&self->arenas[1], allocator);
    self->verdict = pilkada_verdict_new(allocator, error);
    if (self->verdict)
        return self;
    pilkada_recap_free(self);
    return NULL;
}

void pilkada_recap_free(pilkada_recap *self) {
    if (!self)
        return;
    pilkada_allocator allocator = self->arenas[0].allocator;
    pilkada_verdict_free(self->verdict);
    pk_arena_dispose(&self->arenas[0]);
    pk_arena_dispose(&self->arenas[1]);
    pk_free(&allocator, self);
}

/* ---- making ---- */

const char *pk_recap_keep(pk_recapping *self, size_t *size) {
    pilkada_buffer *scratch = &self->scratch;
    const char *kept = scratch->failed ? NULL : pk_arena_strdup(self->arena, scratch->data, scratch->size);
    self->arena->failed = self->arena->failed || !kept;
    if (size)
        *size = scratch->size;
    pilkada_buffer_clear(scratch);
    return kept;
}

const char *pk_recap_notice(const pk_recapped *self, pilkada_lang lang) {
    return pk_catalogue_text(self->rules.catalogue, "recap.notice", lang);
}

unsigned pk_recap_contests(const pk_recapped *self) {
    bool province = self->region->tier == PILKADA_TIER_PROVINSI;
    return self->region->contests & (province ? PILKADA_CONTEST_GUBERNUR : ~0u);
}

static pilkada_status find_region(pk_recapping *self) {
    const char *code = self->query->region ? self->query->region : "33";
    pk_recapped *answer = self->answer;
    answer->region = pk_model_region(answer->rules.model, pk_span_of(code));
    if (!answer->region) {
        pk_fail(self->error, PILKADA_E_UNKNOWN, "no such region in this rulebook; write the code as 33 or 33.19");
        pk_error_where(self->error, "region", "");
        return PILKADA_E_UNKNOWN;
    }
    answer->tier = (pilkada_tier)(answer->region->tier + 1);
    return PILKADA_OK;
}

static pilkada_status keep_reporter(pk_recapping *self) {
    const char *text = self->query->reporter;
    if (!text)
        text = pk_catalogue_text(self->answer->rules.catalogue, "recap.reporter", PILKADA_LANG_ID);
    pk_puts(&self->scratch, text ? text : "");
    self->answer->reporter = pk_recap_keep(self, NULL);
    return self->answer->reporter ? PILKADA_OK : pk_fail_memory(self->error);
}

static pilkada_status make(pk_recapping *self) {
    pilkada_status status = find_region(self);
    if (!status)
        status = keep_reporter(self);
    if (!status)
        status = pk_recap_scope(self);
    if (!status)
        status = pk_recap_choose(self);
    if (!status) {
        pk_recap_total(self);
        status = self->arena->failed ? pk_fail_memory(self->error) : pk_recap_compare(self);
    }
    if (!status)
        status = pk_recap_write_result(self);
    return status ? status : pk_recap_find(self);
}

pilkada_status pk_recap_make(const pk_recap_rules *rules, const pilkada_recap_query *query,
                             const pilkada_reports *reports, pilkada_recap *recap, pilkada_error *error) {
    pilkada_error fallback;
    error = pk_error_or(error, &fallback);
    pk_error_clear(error);
    if (query->date == PILKADA_NO_DATE)
        return pk_fail(error, PILKADA_E_ARGUMENT, "a recap needs the date that the reports are for");
    pk_recapping work = {.query = query,
                         .reports = reports,
                         .arena = &recap->arenas[!recap->current],
                         .verdict = recap->verdict,
                         .error = error};
    pk_arena_reset(work.arena);
    work.answer = pk_arena_alloc_zero(work.arena, 1, sizeof *work.answer);
    if (!work.answer)
        return pk_fail_memory(error);
    work.answer->rules = *rules;
    work.answer->date = query->date;
    pilkada_buffer_init(&work.scratch, &work.arena->allocator);
    pilkada_status status = make(&work);
    pilkada_buffer_dispose(&work.scratch);
    if (!status) {
        recap->current = !recap->current;
        recap->answer = work.answer;
    }
    return status;
}

/* ---- getters ---- */

size_t pilkada_recap_count(const pilkada_recap *self) {
    return self && self->answer ? self->answer->place_count : 0;
}

const pilkada_recap_place *pilkada_recap_at(const pilkada_recap *self, size_t index) {
    return index < pilkada_recap_count(self) ? &self->answer->places[index].place : NULL;
}

size_t pilkada_recap_used(const pilkada_recap *self) {
    return self && self->answer ? self->answer->used : 0;
}

bool pilkada_recap_complete(const pilkada_recap *self) {
    size_t count = pilkada_recap_count(self);
    return count && self->answer->used == count && !self->answer->states[PILKADA_RECAP_BERBEDA];
}

int64_t pilkada_recap_revision(const pilkada_recap *self) {
    return self && self->answer ? self->answer->revision : 0;
}

size_t pilkada_recap_difference_count(const pilkada_recap *self) {
    return self && self->answer ? self->answer->difference_count : 0;
}

size_t pilkada_recap_finding_count(const pilkada_recap *self) {
    return self && self->answer ? self->answer->finding_count : 0;
}

const pilkada_recap_finding *pilkada_recap_finding_at(const pilkada_recap *self, size_t index) {
    return index < pilkada_recap_finding_count(self) ? &self->answer->findings[index] : NULL;
}

bool pilkada_recap_valid(const pilkada_recap *self) {
    if (!self || !self->answer)
        return false;
    for (size_t i = 0; i < self->answer->finding_count; i++)
        if (self->answer->findings[i].severity == PILKADA_SEVERITY_GALAT)
            return false;
    return self->answer->report_valid;
}

pilkada_status pilkada_recap_write_report_json(const pilkada_recap *self, pilkada_buffer *out, pilkada_error *error) {
    if (!self || !self->answer || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "a recap that was made, and a buffer, are needed");
    size_t mark = pk_buffer_mark(out);
    pk_put(out, self->answer->report, self->answer->report_size);
    return pk_buffer_done(out, mark, error);
}
