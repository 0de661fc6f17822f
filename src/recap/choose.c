/** @file recap/choose.c  Which report stands for each region below. */
#include "core/error.h"
#include "recap/recap_internal.h"
#include "window/editions.h"

/* ---- copies and corrections: the rule of reporting windows ---- */

typedef struct merging {
    pk_arrival *arrivals;
    pk_candidate **from;
    pk_edition *editions;
    pk_scratch scratch;
} merging;

static bool make_merging(pk_recapping *self, merging *work) {
    size_t most = self->answer->candidate_count;
    work->arrivals = pk_arena_alloc_zero(self->arena, most, sizeof *work->arrivals);
    work->from = pk_arena_alloc_zero(self->arena, most, sizeof(pk_candidate *));
    work->editions = pk_arena_alloc_zero(self->arena, most, sizeof *work->editions);
    work->scratch.ties = pk_arena_alloc_zero(self->arena, most * PK_TIES_PER_ARRIVAL, sizeof *work->scratch.ties);
    work->scratch.links = pk_arena_alloc_zero(self->arena, most * PK_LINKS_PER_ARRIVAL, sizeof *work->scratch.links);
    return work->arrivals && work->from && work->editions && work->scratch.ties && work->scratch.links;
}

static size_t collect_arrivals(const pk_recapped *answer, const pk_below *place, const merging *work) {
    size_t count = 0;
    for (size_t i = place->first; i < place->first + place->count; i++) {
        const pk_receipt *receipt = &answer->candidates[i].report->receipt;
        if (answer->candidates[i].unused)
            continue;
        work->from[count] = &answer->candidates[i];
        work->arrivals[count++] = pk_arrival_of(receipt, receipt->received);
    }
    return count;
}

static void merge_place(const pk_recapped *answer, const pk_below *place, const merging *work) {
    static const pk_slots no_slots = {NULL, 0};
    static const pk_unused reasons[] = {[PK_FATE_STANDS] = PK_UNUSED_NONE,
                                        [PK_FATE_COPY] = PK_UNUSED_COPY,
                                        [PK_FATE_CORRECTED] = PK_UNUSED_CORRECTED,
                                        [PK_FATE_REJECTED] = PK_UNUSED_REJECTED};
    size_t count = collect_arrivals(answer, place, work);
    pk_merge(&no_slots, work->arrivals, count, &work->scratch, work->editions);
    for (size_t i = 0; i < count; i++)
        work->from[i]->unused = reasons[pk_merge_fate(&work->scratch, count, i)];
}

/* ---- one of several ---- */

static const char *const rule_names[] = {"disetujui", "urutan", "diterima", "dibuat", "id"};

/* Positive: `a` goes before `b`; `rule` gets what decided. */
static int compare(const pk_candidate *a, const pk_candidate *b, const char **rule) {
    const pk_receipt *x = &a->report->receipt, *y = &b->report->receipt;
    const int64_t pairs[][2] = {
        {a->approved, b->approved}, {x->sequence, y->sequence}, {x->received, y->received}, {x->created, y->created}};
    size_t i = 0;
    while (i < sizeof pairs / sizeof *pairs && pairs[i][0] == pairs[i][1])
        i++;
    *rule = rule_names[i];
    if (i < sizeof pairs / sizeof *pairs)
        return pairs[i][0] > pairs[i][1] ? 1 : -1;
    return pk_span_compare(x->id->text, y->id->text);
}

static bool says_the_same(const pk_recapped *answer, const pk_candidate *a, const pk_candidate *b) {
    const pilkada_form *form = answer->rules.form;
    for (size_t i = form->head_fields; i < form->fields.count; i++) {
        pk_value x = a->slots[i], y = b->slots[i];
        uint32_t steps = PILKADA_MAX_EXPRESSION_STEPS;
        if (x.type == PK_MISSING ? y.type != PK_MISSING || x.state != y.state : !pk_value_equal(x, y, &steps))
            return false;
    }
    return true;
}

static bool same_reporter(const pk_candidate *a, const pk_candidate *b) {
    return a->report->receipt.reporter->number == b->report->receipt.reporter->number;
}

static pk_candidate *best_of(const pk_recapped *answer, const pk_below *place) {
    const char *rule;
    pk_candidate *best = NULL;
    for (size_t i = place->first; i < place->first + place->count; i++) {
        pk_candidate *candidate = &answer->candidates[i];
        if (!candidate->unused && (!best || compare(candidate, best, &rule) > 0))
            best = candidate;
    }
    return best;
}

static void choose_one(pk_recapped *answer, pk_below *place, pk_candidate *best) {
    bool conflict = false;
    place->place.rule = "satu";
    for (size_t i = place->first; i < place->first + place->count; i++) {
        pk_candidate *other = &answer->candidates[i];
        const char *rule;
        if (other->unused || other == best)
            continue;
        compare(best, other, &rule);
        bool agrees = says_the_same(answer, best, other), own = same_reporter(best, other);
        other->unused = own ? PK_UNUSED_NEWER : agrees ? PK_UNUSED_AGREES : PK_UNUSED_CONFLICT;
        if (!conflict)
            place->place.rule = rule;
        conflict = conflict || other->unused == PK_UNUSED_CONFLICT;
    }
    place->chosen = best;
    place->place.report = best->report->receipt.id->text.data;
    place->place.state = conflict ? PILKADA_RECAP_BERBEDA : best->nihil ? PILKADA_RECAP_NIHIL : PILKADA_RECAP_DIPAKAI;
}

/* Nothing to use: what came says why. */
static pilkada_recap_state state_without(const pilkada_form *form, const pk_candidate *candidate) {
    size_t states[PILKADA_VALUE_GIVEN + 1] = {0};
    if (candidate->unused != PK_UNUSED_ERRORS)
        return PILKADA_RECAP_DITOLAK;
    for (size_t i = form->head_fields; i < form->fields.count; i++) {
        const pk_value *slot = &candidate->slots[i];
        bool given = slot->type != PK_MISSING || pk_slot_is_faulty(*slot);
        states[given ? PILKADA_VALUE_GIVEN : slot->state]++;
    }
    if (states[PILKADA_VALUE_GIVEN] || states[PILKADA_VALUE_NIHIL])
        return PILKADA_RECAP_GALAT;
    return states[PILKADA_VALUE_UNREACHED] ? PILKADA_RECAP_TIDAK_TERJANGKAU : PILKADA_RECAP_KOSONG;
}

static void explain_none(const pk_recapped *answer, pk_below *place) {
    for (size_t i = place->first + place->count; i > place->first; i--) {
        const pk_candidate *candidate = &answer->candidates[i - 1];
        if (candidate->unused == PK_UNUSED_FUTURE || candidate->unused == PK_UNUSED_VERSION)
            continue;
        place->place.state = state_without(answer->rules.form, candidate);
        place->place.report = candidate->report->receipt.id->text.data;
        return;
    }
}

static void choose_for(pk_recapped *answer, pk_below *place) {
    pk_candidate *best = best_of(answer, place);
    if (best) {
        choose_one(answer, place, best);
        answer->used++;
    } else if (place->count) {
        explain_none(answer, place);
    }
    answer->states[place->place.state]++;
}

pilkada_status pk_recap_choose(pk_recapping *self) {
    pk_recapped *answer = self->answer;
    merging work;
    if (!make_merging(self, &work))
        return pk_fail_memory(self->error);
    for (size_t i = 0; i < answer->place_count; i++) {
        merge_place(answer, &answer->places[i], &work);
        choose_for(answer, &answer->places[i]);
    }
    return PILKADA_OK;
}
