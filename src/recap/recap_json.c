/** @file recap/recap_json.c  The whole recap as one compact JSON object, every number with its trace. */
#include "core/error.h"
#include "recap/recap_internal.h"
#include "window/members.h"

/* A member with both languages, without the comma. */
static void put_both(pilkada_buffer *out, const char *key, const char *id, const char *en) {
    pk_put_key(out, key);
    pk_puts(out, "{\"id\":");
    pk_put_json(out, pk_span_of(id));
    pk_puts(out, ",\"en\":");
    pk_put_json(out, pk_span_of(en));
    pk_putc(out, '}');
}

static void put_comma(pilkada_buffer *out, bool *first) {
    if (!*first)
        pk_putc(out, ',');
    *first = false;
}

/* The last member of an object has no comma behind it. */
static void close_object(pilkada_buffer *out) {
    if (!out->failed && out->size && out->data[out->size - 1] == ',')
        out->data[--out->size] = '\0';
    pk_putc(out, '}');
}

static void put_head(pilkada_buffer *out, const pk_recapped *answer) {
    put_both(out, "notice", pk_recap_notice(answer, PILKADA_LANG_ID), pk_recap_notice(answer, PILKADA_LANG_EN));
    pk_puts(out, ",\"recap\":{");
    pk_put_text_member(out, "form", answer->rules.form->id);
    pk_put_text_member(out, "version", answer->rules.form->version);
    pk_put_text_member(out, "region", answer->region->code);
    pk_put_text_member(out, "name", answer->region->name);
    pk_put_text_member(out, "tier", pilkada_tier_name(answer->region->tier));
    pk_put_date_member(out, "date", answer->date);
    pk_put_number_member(out, "revision", answer->revision);
    pk_put_text_member(out, "rulebook", answer->rules.hash);
    close_object(out);
}

/* Codes by state; the states that need somebody's attention. */
static void put_coverage(pilkada_buffer *out, const pk_recapped *answer) {
    pk_puts(out, ",\"coverage\":{");
    pk_put_number_member(out, "expected", (int64_t)answer->place_count);
    pk_put_number_member(out, "used", (int64_t)answer->used);
    for (int state = PILKADA_RECAP_NIHIL; state <= PILKADA_RECAP_DITOLAK; state++) {
        bool first = true;
        pk_put_key(out, pilkada_recap_state_name((pilkada_recap_state)state));
        pk_putc(out, '[');
        for (size_t i = 0; i < answer->place_count; i++) {
            if ((int)answer->places[i].place.state != state)
                continue;
            put_comma(out, &first);
            pk_put_json(out, pk_span_of(answer->places[i].place.region));
        }
        pk_puts(out, "],");
    }
    close_object(out);
}

static void put_places(pilkada_buffer *out, const pk_recapped *answer) {
    bool first = true;
    pk_puts(out, ",\"places\":[");
    for (size_t i = 0; i < answer->place_count; i++) {
        const pilkada_recap_place *place = &answer->places[i].place;
        put_comma(out, &first);
        pk_putc(out, '{');
        pk_put_text_member(out, "region", place->region);
        pk_put_text_member(out, "name", place->name);
        pk_put_text_member(out, "state", pilkada_recap_state_name(place->state));
        pk_put_text_member(out, "report", place->report);
        pk_put_text_member(out, "rule", place->rule);
        close_object(out);
    }
    pk_putc(out, ']');
}

/* ---- the trace ---- */

static void put_parts(pilkada_buffer *out, const pk_recapped *answer, size_t field) {
    bool first = true;
    pk_puts(out, "\"parts\":[");
    for (size_t i = 0; i < answer->place_count; i++) {
        const pk_below *place = &answer->places[i];
        pk_value value;
        if (!place->chosen || pk_recap_part(answer, place, field, &value) > PK_PART_NIHIL)
            continue;
        put_comma(out, &first);
        pk_putc(out, '{');
        pk_put_text_member(out, "region", place->place.region);
        pk_put_text_member(out, "report", place->place.report);
        pk_puts(out, "\"value\":");
        pk_put_value(out, value);
        pk_putc(out, '}');
    }
    pk_puts(out, "],");
}

static void put_without(pilkada_buffer *out, const pk_recapped *answer, size_t field) {
    pk_puts(out, "\"without\":{");
    for (pk_part part = PK_PART_UNREACHED; part < PK_PART_COUNT; part++) {
        bool first = true;
        if (!answer->totals[field].parts[part])
            continue;
        pk_put_key(out, pk_part_name(part));
        pk_putc(out, '[');
        for (size_t i = 0; i < answer->place_count; i++) {
            pk_value value;
            if (!answer->places[i].chosen || pk_recap_part(answer, &answer->places[i], field, &value) != part)
                continue;
            put_comma(out, &first);
            pk_put_json(out, pk_span_of(answer->places[i].place.region));
        }
        pk_puts(out, "],");
    }
    close_object(out);
}

static void put_fields(pilkada_buffer *out, const pk_recapped *answer) {
    const pk_fields *fields = &answer->rules.form->fields;
    bool first = true;
    pk_puts(out, ",\"fields\":[");
    for (size_t i = 0; i < fields->count; i++) {
        const pk_total *total = &answer->totals[i];
        if (!pk_recap_shows(answer, i))
            continue;
        put_comma(out, &first);
        pk_putc(out, '{');
        pk_put_text_member(out, "field", fields->items[i].id.data);
        pk_put_text_member(out, "recap", pk_recap_name(fields->items[i].recap));
        pk_puts(out, "\"value\":");
        pk_put_value(out, total->value);
        pk_putc(out, ',');
        pk_put_number_member(out, "used", (int64_t)(total->parts[PK_PART_GIVEN] + total->parts[PK_PART_NIHIL]));
        pk_put_number_member(out, "of", (int64_t)answer->place_count);
        put_parts(out, answer, i);
        put_without(out, answer, i);
        pk_putc(out, '}');
    }
    pk_putc(out, ']');
}

/* ---- what was not used ---- */

static void put_unused(pilkada_buffer *out, const pk_recapped *answer) {
    bool first = true;
    pk_puts(out, ",\"unused\":[");
    for (size_t i = 0; i < answer->candidate_count; i++) {
        const pk_candidate *candidate = &answer->candidates[i];
        if (!candidate->unused)
            continue;
        put_comma(out, &first);
        pk_putc(out, '{');
        pk_put_text_member(out, "report", candidate->report->receipt.id->text.data);
        pk_put_text_member(out, "region", candidate->report->receipt.region->text.data);
        pk_put_text_member(out, "reason", pk_unused_name(candidate->unused));
        if (candidate->codes)
            pk_put_text_member(out, "codes", candidate->codes);
        close_object(out);
    }
    pk_puts(out, "],\"left_out\":{");
    for (int i = 0; i < PK_LEFT_OUT_COUNT; i++)
        pk_put_number_member(out, pk_left_out_name((pk_left_out)i), (int64_t)answer->left_out[i]);
    close_object(out);
}

static void put_findings(pilkada_buffer *out, const pk_recapped *answer) {
    bool first = true;
    pk_puts(out, ",\"findings\":[");
    for (size_t i = 0; i < answer->finding_count; i++) {
        const pilkada_recap_finding *finding = &answer->findings[i];
        put_comma(out, &first);
        pk_putc(out, '{');
        pk_put_text_member(out, "code", finding->code);
        pk_put_text_member(out, "severity", pilkada_severity_name(finding->severity));
        pk_put_text_member(out, "path", finding->path);
        put_both(out, "message", finding->message_id, finding->message_en);
        pk_putc(out, '}');
    }
    pk_putc(out, ']');
}

/* Before and after are JSON already. */
static void put_differences(pilkada_buffer *out, const pk_recapped *answer) {
    bool first = true;
    pk_puts(out, ",\"differences\":[");
    for (size_t i = 0; i < answer->difference_count; i++) {
        const pk_difference *difference = &answer->differences[i];
        put_comma(out, &first);
        pk_putc(out, '{');
        pk_put_text_member(out, difference->field ? "field" : "region",
                           difference->field ? difference->field : difference->region);
        pk_puts(out, "\"before\":");
        pk_puts(out, difference->before);
        pk_puts(out, ",\"after\":");
        pk_puts(out, difference->after);
        if (difference->change) {
            pk_puts(out, ",\"difference\":");
            pk_puts(out, difference->change);
        }
        pk_putc(out, '}');
    }
    pk_putc(out, ']');
}

pilkada_status pilkada_recap_write_json(const pilkada_recap *self, pilkada_buffer *out, pilkada_error *error) {
    if (!self || !self->answer || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "a recap that was made, and a buffer, are needed");
    const pk_recapped *answer = self->answer;
    size_t mark = pk_buffer_mark(out);
    pk_putc(out, '{');
    put_head(out, answer);
    put_coverage(out, answer);
    put_places(out, answer);
    pk_puts(out, ",\"report\":");
    pk_put(out, answer->report, answer->report_size);
    put_fields(out, answer);
    put_unused(out, answer);
    put_findings(out, answer);
    pk_puts(out, ",\"verdict\":");
    pk_put(out, answer->verdict, answer->verdict_size);
    put_differences(out, answer);
    pk_putc(out, '}');
    return pk_buffer_done(out, mark, error);
}
