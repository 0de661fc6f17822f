/** @file form/verdict_json.c  The verdict as one compact JSON object, the same bytes in every language. */
#include "core/error.h"
#include "form/judging.h"

static void put_comma(pilkada_buffer *out, size_t index) {
    if (index)
        pk_putc(out, ',');
}

static void put_texts(pilkada_buffer *out, const char *const *texts, size_t count) {
    pk_putc(out, '[');
    for (size_t i = 0; i < count; i++) {
        put_comma(out, i);
        pk_put_json(out, pk_span_of(texts[i]));
    }
    pk_putc(out, ']');
}

/* The values are JSON already. */
static void put_values(pilkada_buffer *out, const pilkada_operand *values, size_t count) {
    pk_putc(out, '{');
    for (size_t i = 0; i < count; i++) {
        put_comma(out, i);
        pk_put_json(out, pk_span_of(values[i].name));
        pk_putc(out, ':');
        pk_puts(out, values[i].value);
    }
    pk_putc(out, '}');
}

/* ---- findings ---- */

static void put_code(pilkada_buffer *out, const pilkada_finding *finding) {
    pk_put_json(out, pk_span_of(finding->code));
}

static void put_severity(pilkada_buffer *out, const pilkada_finding *finding) {
    pk_put_json(out, pk_span_of(pilkada_severity_name(finding->severity)));
}

static void put_path(pilkada_buffer *out, const pilkada_finding *finding) {
    pk_put_json(out, pk_span_of(finding->path));
}

static void put_message(pilkada_buffer *out, const pilkada_finding *finding) {
    pk_puts(out, "{\"id\":");
    pk_put_json(out, pk_span_of(finding->message_id));
    pk_put_named_text(out, ",", "en", finding->message_en);
    pk_putc(out, '}');
}

static void put_basis(pilkada_buffer *out, const pilkada_finding *finding) {
    put_texts(out, finding->basis, finding->basis_count);
}

static void put_operands(pilkada_buffer *out, const pilkada_finding *finding) {
    put_values(out, finding->operands, finding->operand_count);
}

static void put_difference(pilkada_buffer *out, const pilkada_finding *finding) {
    pk_puts(out, finding->difference ? finding->difference : "null");
}

static void put_flag(pilkada_buffer *out, const pilkada_finding *finding) {
    pk_put_text_or_null(out, finding->flag);
}

const pk_finding_member pk_finding_members[PK_FINDING_MEMBERS] = {{"code", put_code},
                                                                  {"severity", put_severity},
                                                                  {"path", put_path},
                                                                  {"message", put_message},
                                                                  {"basis", put_basis},
                                                                  {"operands", put_operands},
                                                                  {"difference", put_difference},
                                                                  {"flag", put_flag}};

void pk_put_finding_members(pilkada_buffer *out, const pilkada_finding *finding, size_t count) {
    for (size_t i = 0; i < count; i++) {
        put_comma(out, i);
        pk_put_key(out, pk_finding_members[i].name);
        pk_finding_members[i].put(out, finding);
    }
}

static void put_finding(pilkada_buffer *out, const pilkada_finding *finding, bool confirmed) {
    pk_putc(out, '{');
    pk_put_finding_members(out, finding, PK_FINDING_MEMBERS);
    if (confirmed) {
        pk_put_named_text(out, ",", "fingerprint", finding->fingerprint);
        pk_puts(out, finding->verified ? ",\"verified\":true" : ",\"verified\":false");
    }
    pk_putc(out, '}');
}

/* ---- drafts ---- */

static void put_label(pilkada_buffer *out, const char *key, const char *id, const char *en) {
    pk_puts(out, key);
    pk_puts(out, "{\"id\":");
    pk_put_json(out, pk_span_of(id));
    pk_put_named_text(out, ",", "en", en);
    pk_putc(out, '}');
}

static void put_section(pilkada_buffer *out, const pilkada_section_progress *section) {
    put_label(out, "{\"title\":", section->title_id, section->title_en);
    pk_puts(out, ",\"required\":");
    pk_put_int(out, (int64_t)section->required);
    pk_puts(out, ",\"filled\":");
    pk_put_int(out, (int64_t)section->filled);
    pk_puts(out, ",\"missing\":[");
    for (size_t i = 0; i < section->missing_count; i++) {
        put_comma(out, i);
        pk_puts(out, "{\"path\":");
        pk_put_json(out, pk_span_of(section->missing[i].path));
        put_label(out, ",\"label\":", section->missing[i].label_id, section->missing[i].label_en);
        pk_putc(out, '}');
    }
    pk_puts(out, "]}");
}

static void put_draft(pilkada_buffer *out, const pk_answer *answer) {
    pk_puts(out, ",\"draft\":{\"sections\":[");
    for (size_t i = 0; i < answer->section_count; i++) {
        put_comma(out, i);
        put_section(out, &answer->sections[i]);
    }
    pk_puts(out, "]}");
}

static void put_answer(pilkada_buffer *out, const pk_answer *answer) {
    pk_puts(out, "{\"id\":");
    pk_put_text_or_null(out, answer->id);
    pk_put_named_text(out, ",", "form", answer->form);
    pk_put_named_text(out, ",", "version", answer->version);
    pk_put_named_text(out, ",", "rulebook", answer->rulebook);
    pk_puts(out, answer->valid ? ",\"valid\":true" : ",\"valid\":false");
    pk_puts(out, answer->may_submit ? ",\"may_submit\":true" : ",\"may_submit\":false");
    pk_puts(out, ",\"findings\":[");
    for (size_t i = 0; i < answer->finding_count; i++) {
        put_comma(out, i);
        put_finding(out, &answer->findings[i], answer->confirmed);
    }
    pk_puts(out, "],\"not_judged\":");
    put_texts(out, answer->not_judged, answer->not_judged_count);
    pk_puts(out, ",\"computed\":");
    put_values(out, answer->computed, answer->computed_count);
    if (answer->draft)
        put_draft(out, answer);
    pk_putc(out, '}');
}

pilkada_status pilkada_verdict_write_json(const pilkada_verdict *self, pilkada_buffer *out, pilkada_error *error) {
    const pk_answer *answer = pk_verdict_answer(self);
    if (!answer || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "a verdict that has judged a report, and a buffer, are needed");
    size_t mark = pk_buffer_mark(out);
    put_answer(out, answer);
    return pk_buffer_done(out, mark, error);
}
