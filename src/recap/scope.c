/** @file recap/scope.c  The regions below, the reports in scope, and what the form says to each. */
#include <stdlib.h>

#include "core/error.h"
#include "recap/recap_internal.h"

const char *pk_unused_name(pk_unused reason) {
    static const char *const names[PK_UNUSED_COUNT] = {
        "",        "kiriman_ulang",   "diperbaiki", "ada_yang_lebih_baru", "sumber_berbeda", "sumber_sama",
        "ditolak", "belum_disetujui", "galat",      "versi_lain",          "setelah_waktu"};
    return names[reason];
}

const char *pk_left_out_name(pk_left_out reason) {
    static const char *const names[PK_LEFT_OUT_COUNT] = {"formulir_lain", "tanggal_lain", "wilayah_tidak_dikenal",
                                                         "wilayah_lain"};
    return names[reason];
}

/* ---- the regions below ---- */

static bool is_below(const pilkada_region *region, pk_span parent, pilkada_tier tier) {
    return region->tier == tier && strncmp(region->code, parent.data, parent.size) == 0 &&
           region->code[parent.size] == '.';
}

static pilkada_status find_places(pk_recapping *self) {
    pk_recapped *answer = self->answer;
    const pk_model *model = answer->rules.model;
    pk_span parent = pk_span_of(answer->region->code);
    size_t all = pk_model_region_count(model);
    for (size_t i = 0; i < all; i++)
        answer->place_count += is_below(pk_model_region_at(model, i), parent, answer->tier);
    if (!answer->place_count)
        return pk_fail(self->error, PILKADA_E_UNKNOWN,
                       "the rulebook knows no regions right below this one; add them to regions/");
    answer->places = pk_arena_alloc_zero(self->arena, answer->place_count, sizeof *answer->places);
    if (!answer->places)
        return pk_fail_memory(self->error);
    for (size_t i = 0, at = 0; i < all; i++) {
        const pilkada_region *region = pk_model_region_at(model, i);
        if (is_below(region, parent, answer->tier))
            answer->places[at++].place =
                (pilkada_recap_place){.region = region->code, .name = region->name, .state = PILKADA_RECAP_BELUM};
    }
    return PILKADA_OK;
}

/* ---- the reports in scope ---- */

static size_t place_of(const pk_recapped *answer, pk_span code) {
    size_t low = 0, high = answer->place_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (pk_span_compare(pk_span_of(answer->places[middle].place.region), code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < answer->place_count && pk_span_is(code, answer->places[low].place.region) ? low : answer->place_count;
}

/* PK_LEFT_OUT_COUNT: it is in scope, and `place` gets its region. */
static pk_left_out scope_of(const pk_recapped *answer, const pk_receipt *receipt, size_t *place) {
    if (!pk_span_is(receipt->form->text, answer->rules.form->id))
        return PK_LEFT_OUT_FORM;
    *place = place_of(answer, receipt->region->text);
    if (*place == answer->place_count)
        return pk_model_region_exists(answer->rules.model, receipt->region->text) ? PK_LEFT_OUT_REGION
                                                                                  : PK_LEFT_OUT_UNKNOWN;
    return receipt->date == answer->date ? PK_LEFT_OUT_COUNT : PK_LEFT_OUT_DATE;
}

static pk_unused first_look(const pk_recapping *self, const pk_report_text *report) {
    pilkada_instant now = self->query->now;
    if (now != PILKADA_NO_INSTANT && report->receipt.received > now)
        return PK_UNUSED_FUTURE;
    return pk_span_is(report->version->text, self->answer->rules.form->version) ? PK_UNUSED_NONE : PK_UNUSED_VERSION;
}

static int by_place_and_time(const void *a, const void *b) {
    const pk_candidate *x = a, *y = b;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return pk_receipt_compare(&x->report->receipt, &y->report->receipt);
}

static pilkada_status find_candidates(pk_recapping *self) {
    pk_recapped *answer = self->answer;
    answer->candidates = pk_arena_alloc_zero(self->arena, self->reports->count, sizeof *answer->candidates);
    if (!answer->candidates)
        return pk_fail_memory(self->error);
    for (size_t i = 0; i < self->reports->count; i++) {
        const pk_report_text *report = &self->reports->items[i];
        size_t place = answer->place_count;
        pk_left_out left_out = scope_of(answer, &report->receipt, &place);
        if (left_out < PK_LEFT_OUT_COUNT)
            answer->left_out[left_out]++;
        else
            answer->candidates[answer->candidate_count++] = (pk_candidate){
                .report = report, .place = place, .nihil = report->receipt.nihil, .unused = first_look(self, report)};
    }
    if (answer->candidate_count > 1)
        qsort(answer->candidates, answer->candidate_count, sizeof *answer->candidates, by_place_and_time);
    for (size_t i = 0; i < answer->candidate_count; i++) {
        pk_below *place = &answer->places[answer->candidates[i].place];
        place->first = place->count++ ? place->first : i;
    }
    return PILKADA_OK;
}

/* ---- reading and judging ---- */

static bool is_approved(const pilkada_form *form, const pk_value *slots) {
    const pk_field *field = pk_field_named(&form->fields, PK_SPAN("status_verifikasi"));
    pk_value slot = field ? slots[field - form->fields.items] : pk_value_missing(PILKADA_VALUE_ABSENT);
    return slot.type == PK_STRING && pk_span_is(pk_value_span(slot), "disetujui");
}

/* Read into slots without judging. `sound`: no value had a fault. */
static pilkada_status read_slots(pk_recapping *self, pk_candidate *candidate, bool *sound) {
    const pilkada_form *form = self->answer->rules.form;
    pk_source source;
    pk_source_text(&source, candidate->report->text.data, candidate->report->text.size, self->arena);
    uint64_t *bits = pk_arena_alloc_zero(self->arena, 2 * form->words, sizeof *bits);
    candidate->slots = pk_arena_alloc_zero(self->arena, form->slot_count, sizeof *candidate->slots);
    if (!bits || !candidate->slots)
        return pk_fail_memory(self->error);
    pk_filling filling = {.form = form,
                          .arena = self->arena,
                          .source = &source,
                          .slots = candidate->slots,
                          .given = bits,
                          .faulty = bits + form->words};
    if (!pk_fill(&filling))
        return filling.failed ? pk_fail_memory(self->error) : pk_json_error(&source.event, self->error);
    candidate->approved = is_approved(form, candidate->slots);
    *sound = !filling.first && !filling.unknown;
    return PILKADA_OK;
}

/*
 * The verdict's memory is used again for the next report: what does not stand in the text of the report is copied.
 * Lists hold rows, rows hold lists of plain values: never deeper.
 */
static bool keep_value(pk_recapping *self, pk_span text, pk_value *value) {
    if (value->type == PK_STRING && value->size && !(value->text >= text.data && value->text < text.data + text.size)) {
        value->text = pk_arena_strdup(self->arena, value->text, value->size);
        return value->text != NULL;
    }
    if (value->type != PK_LIST && value->type != PK_MAP)
        return true;
    size_t count = (size_t)value->size * (value->type == PK_MAP ? 2 : 1);
    pk_value *items = pk_arena_alloc_zero(self->arena, count, sizeof *items);
    if (items && count)
        memcpy(items, value->items, count * sizeof *items);
    value->items = items;
    for (size_t i = 0; items && i < count; i++)
        if (!keep_value(self, text, &items[i]))
            return false;
    return items != NULL;
}

static pilkada_status keep_slots(pk_recapping *self, pk_candidate *candidate) {
    const pilkada_form *form = self->answer->rules.form;
    size_t count = form->fields.count;
    candidate->slots = pk_arena_alloc(self->arena, count * sizeof *candidate->slots);
    if (!candidate->slots)
        return pk_fail_memory(self->error);
    memcpy(candidate->slots, pk_verdict_answer(self->verdict)->slots, count * sizeof *candidate->slots);
    for (size_t i = 0; i < count; i++)
        if (!keep_value(self, candidate->report->text, &candidate->slots[i]))
            return pk_fail_memory(self->error);
    candidate->approved = is_approved(form, candidate->slots);
    return PILKADA_OK;
}

/* "T-1, B-12": each code once. */
static const char *error_codes(pk_recapping *self) {
    const pilkada_verdict *verdict = self->verdict;
    for (size_t i = 0; i < pilkada_verdict_finding_count(verdict); i++) {
        const pilkada_finding *finding = pilkada_verdict_finding(verdict, i);
        bool seen = i && strcmp(pilkada_verdict_finding(verdict, i - 1)->code, finding->code) == 0;
        if (finding->severity < PILKADA_SEVERITY_GALAT || seen)
            continue;
        pk_puts(&self->scratch, self->scratch.size ? ", " : "");
        pk_puts(&self->scratch, finding->code);
    }
    return pk_recap_keep(self, NULL);
}

static void demand_approval(const pk_recapping *self, pk_candidate *candidate) {
    if (self->query->approved_only && !candidate->approved && !candidate->report->receipt.rejected)
        candidate->unused = PK_UNUSED_NOT_APPROVED;
}

static pilkada_status judge(pk_recapping *self, pk_candidate *candidate) {
    const pk_recap_rules *rules = &self->answer->rules;
    pilkada_status status = pk_form_judge(rules->form, candidate->report->text.data, candidate->report->text.size, NULL,
                                          rules->hash, self->verdict, self->error);
    if (!status)
        status = keep_slots(self, candidate);
    if (status || candidate->report->receipt.rejected)
        return status;
    if (!pilkada_verdict_may_submit(self->verdict)) {
        candidate->unused = PK_UNUSED_ERRORS;
        candidate->codes = error_codes(self);
        if (!candidate->codes)
            return pk_fail_memory(self->error);
    } else {
        demand_approval(self, candidate);
    }
    return PILKADA_OK;
}

static pilkada_status take(pk_recapping *self, pk_candidate *candidate) {
    bool sound = false;
    pilkada_status status = self->query->judged ? read_slots(self, candidate, &sound) : PILKADA_OK;
    if (status || !sound)
        return status ? status : judge(self, candidate);
    demand_approval(self, candidate);
    return PILKADA_OK;
}

/* Reports that were sent back go into the merging, which knows what a later status means for an earlier one. */
static pilkada_status judge_candidates(pk_recapping *self) {
    pilkada_status status = PILKADA_OK;
    for (size_t i = 0; i < self->answer->candidate_count && !status; i++) {
        pk_candidate *candidate = &self->answer->candidates[i];
        if (!candidate->unused)
            status = take(self, candidate);
    }
    return status;
}

pilkada_status pk_recap_scope(pk_recapping *self) {
    pilkada_status status = find_places(self);
    if (!status)
        status = find_candidates(self);
    return status ? status : judge_candidates(self);
}
