/** @file recap/notes.c  What must be known about a recap beside the verdict on its report: the findings RK-1 to RK-8.
 */
#include <stdio.h>

#include "core/error.h"
#include "recap/recap_internal.h"

typedef struct note {
    const char *code, *key;
    pilkada_severity severity;
    pk_span field; /**< "" for the whole */
    const pk_argument *arguments;
    size_t count;
} note;

static const char *path_of(pk_recapping *self, pk_span field) {
    if (!field.size)
        return "";
    pk_putc(&self->scratch, '/');
    for (size_t i = 0; i < field.size; i++)
        pk_putc(&self->scratch, field.data[i] == '.' ? '/' : field.data[i]);
    return pk_recap_keep(self, NULL);
}

static const char *sentence(pk_recapping *self, const note *what, pilkada_lang lang) {
    pk_put_message(&self->scratch, self->answer->rules.catalogue, what->key, lang, what->arguments, what->count);
    return pk_recap_keep(self, NULL);
}

static void add(pk_recapping *self, note what) {
    pk_recapped *answer = self->answer;
    pilkada_recap_finding *items =
        pk_arena_grow(self->arena, answer->findings, answer->finding_count, &answer->finding_capacity, sizeof *items);
    if (!items) /* the arena remembers */
        return;
    answer->findings = items;
    items[answer->finding_count++] = (pilkada_recap_finding){.code = what.code,
                                                             .severity = what.severity,
                                                             .path = path_of(self, what.field),
                                                             .message_id = sentence(self, &what, PILKADA_LANG_ID),
                                                             .message_en = sentence(self, &what, PILKADA_LANG_EN)};
}

/* ---- coverage ---- */

static const char *list_places(pk_recapping *self, pilkada_recap_state state) {
    for (size_t i = 0; i < self->answer->place_count; i++) {
        const pilkada_recap_place *place = &self->answer->places[i].place;
        if (place->state != state)
            continue;
        pk_puts(&self->scratch, self->scratch.size ? ", " : "");
        pk_puts(&self->scratch, place->region);
        pk_putc(&self->scratch, ' ');
        pk_puts(&self->scratch, place->name);
    }
    return pk_recap_keep(self, NULL);
}

static void note_nothing(pk_recapping *self) {
    bool came = self->answer->candidate_count != 0;
    if (!self->answer->used)
        add(self, (note){.code = "RK-1",
                         .key = came ? "recap.finding.none_accepted" : "recap.finding.none",
                         .severity = PILKADA_SEVERITY_GALAT});
}

static void note_coverage(pk_recapping *self) {
    static const struct {
        pilkada_recap_state state;
        const char *key;
    } rows[] = {{PILKADA_RECAP_BELUM, "recap.finding.missing"},
                {PILKADA_RECAP_TIDAK_TERJANGKAU, "recap.finding.unreached"},
                {PILKADA_RECAP_KOSONG, "recap.finding.empty"},
                {PILKADA_RECAP_GALAT, "recap.finding.errors"},
                {PILKADA_RECAP_DITOLAK, "recap.finding.rejected"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t n = (int64_t)self->answer->states[rows[i].state];
        if (!n)
            continue;
        const pk_argument arguments[] = {PK_INT_ARG("n", n), PK_INT_ARG("of", (int64_t)self->answer->place_count),
                                         PK_TEXT_ARG("places", pk_span_of(list_places(self, rows[i].state)))};
        add(self, (note){"RK-2", rows[i].key, PILKADA_SEVERITY_PERINGATAN, {NULL, 0}, arguments, 3});
    }
}

/* ---- reports that were not used ---- */

static pk_span place_name(const pk_recapped *answer, const pk_candidate *candidate) {
    return pk_span_of(answer->places[candidate->place].place.name);
}

static void note_conflict(pk_recapping *self, const pk_candidate *loser) {
    const pk_below *place = &self->answer->places[loser->place];
    char key[48];
    snprintf(key, sizeof key, "recap.rule.%s", place->place.rule);
    const pk_catalogue *catalogue = self->answer->rules.catalogue;
    const pk_argument arguments[] = {
        PK_TEXT_ARG("region", place_name(self->answer, loser)), PK_TEXT_ARG("used", pk_span_of(place->place.report)),
        PK_TEXT_ARG("other", loser->report->receipt.id->text),
        PK_TEXT_ARG("rule_id", pk_span_of(pk_catalogue_text(catalogue, key, PILKADA_LANG_ID))),
        PK_TEXT_ARG("rule_en", pk_span_of(pk_catalogue_text(catalogue, key, PILKADA_LANG_EN)))};
    add(self, (note){"RK-3", "recap.finding.conflict", PILKADA_SEVERITY_PERINGATAN, {NULL, 0}, arguments, 5});
}

/* What has been made good since is worth knowing, no more. */
static bool is_made_good(const pk_below *place, const pk_candidate *candidate) {
    return place->chosen && pk_receipt_compare(&place->chosen->report->receipt, &candidate->report->receipt) > 0;
}

static void note_errors(pk_recapping *self, const pk_candidate *candidate) {
    const pk_below *place = &self->answer->places[candidate->place];
    const pk_argument arguments[] = {PK_TEXT_ARG("region", place_name(self->answer, candidate)),
                                     PK_TEXT_ARG("report", candidate->report->receipt.id->text),
                                     PK_TEXT_ARG("codes", pk_span_of(candidate->codes)),
                                     PK_TEXT_ARG("used", pk_span_of(place->place.report))};
    add(self, (note){"RK-4",
                     place->chosen ? "recap.finding.error_passed" : "recap.finding.error_report",
                     is_made_good(place, candidate) ? PILKADA_SEVERITY_INFO : PILKADA_SEVERITY_PERINGATAN,
                     {NULL, 0},
                     arguments,
                     4});
}

static void note_version(pk_recapping *self, const pk_candidate *candidate) {
    const pk_argument arguments[] = {PK_TEXT_ARG("region", place_name(self->answer, candidate)),
                                     PK_TEXT_ARG("report", candidate->report->receipt.id->text),
                                     PK_TEXT_ARG("version", candidate->report->version->text),
                                     PK_TEXT_ARG("wanted", pk_span_of(self->answer->rules.form->version))};
    add(self, (note){"RK-5", "recap.finding.version", PILKADA_SEVERITY_PERINGATAN, {NULL, 0}, arguments, 4});
}

static void note_candidates(pk_recapping *self) {
    static void (*const notes[PK_UNUSED_COUNT])(pk_recapping *, const pk_candidate *) = {
        [PK_UNUSED_CONFLICT] = note_conflict, [PK_UNUSED_ERRORS] = note_errors, [PK_UNUSED_VERSION] = note_version};
    for (size_t i = 0; i < self->answer->candidate_count; i++) {
        const pk_candidate *candidate = &self->answer->candidates[i];
        if (notes[candidate->unused])
            notes[candidate->unused](self, candidate);
    }
}

static void note_left_out(pk_recapping *self) {
    for (int i = 0; i < PK_LEFT_OUT_COUNT; i++) {
        char key[64];
        const pk_argument argument = PK_INT_ARG("n", (int64_t)self->answer->left_out[i]);
        snprintf(key, sizeof key, "recap.left_out.%s", pk_left_out_name((pk_left_out)i));
        if (self->answer->left_out[i])
            add(self, (note){"RK-8",
                             key,
                             i == PK_LEFT_OUT_UNKNOWN ? PILKADA_SEVERITY_PERINGATAN : PILKADA_SEVERITY_INFO,
                             {NULL, 0},
                             &argument,
                             1});
    }
}

/* ---- fields ---- */

static void note_field(pk_recapping *self, const pk_field *field, const pk_total *total) {
    size_t without = total->parts[PK_PART_UNREACHED] + total->parts[PK_PART_EMPTY];
    const pk_argument arguments[] = {PK_INT_ARG("n", (int64_t)without), PK_INT_ARG("of", (int64_t)self->answer->used),
                                     PK_TEXT_ARG("label_id", pk_span_of(field->label.text[0])),
                                     PK_TEXT_ARG("label_en", pk_span_of(field->label.text[1])),
                                     PK_TEXT_ARG("whole", field->recap_whole)};
    if (total->fault == PK_TOTAL_OVERFLOW)
        add(self, (note){"RK-6", "recap.finding.overflow", PILKADA_SEVERITY_GALAT, field->id, arguments, 5});
    if (total->fault == PK_TOTAL_NO_WHOLE)
        add(self, (note){"RK-6", "recap.finding.no_whole", PILKADA_SEVERITY_PERINGATAN, field->id, arguments, 5});
    if (without)
        add(self, (note){"RK-7", "recap.finding.parts", PILKADA_SEVERITY_PERINGATAN, field->id, arguments, 5});
}

static void note_fields(pk_recapping *self) {
    const pk_fields *fields = &self->answer->rules.form->fields;
    for (size_t i = 0; i < fields->count; i++)
        if (pk_recap_shows(self->answer, i))
            note_field(self, &fields->items[i], &self->answer->totals[i]);
}

pilkada_status pk_recap_find(pk_recapping *self) {
    note_nothing(self);
    note_coverage(self);
    note_candidates(self);
    note_fields(self);
    note_left_out(self);
    return self->arena->failed ? pk_fail_memory(self->error) : PILKADA_OK;
}
