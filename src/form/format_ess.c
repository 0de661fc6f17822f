/** @file form/format_ess.c  An explanation as an ESS validation report 1.0.0: see pilkada/formats.h. */
#include <pilkada/formats.h>
#include <pilkada/version.h>

#include "core/error.h"
#include "form/explain.h"

typedef struct writing {
    pilkada_buffer *out;
    const pk_answer *answer;
    const pilkada_format_options *options;
} writing;

static void put_text(const writing *self, const char *before, const char *text) {
    pk_puts(self->out, before);
    pk_put_json(self->out, pk_span_of(text));
}

/* Unique in the report: the report's id and the number of the validation. */
static void put_id(const writing *self, size_t index) {
    pk_puts(self->out, "{\"id\":\"");
    pk_put_json_bare(self->out, pk_span_of(self->answer->id ? self->answer->id : self->answer->form));
    pk_putc(self->out, '/');
    pk_put_int(self->out, (int64_t)index + 1);
    pk_puts(self->out, "\",\"type\":\"validation\"");
}

static void put_event(const writing *self) {
    pk_value at = {
        .type = PK_TIMESTAMP, .state = PILKADA_VALUE_GIVEN, .size = (uint32_t)(self->options->offset + 1440)};
    at.integer = self->options->at;
    pk_puts(self->out, ",\"event\":{\"time\":");
    pk_put_value(self->out, at);
    pk_puts(self->out, ",\"actor\":");
    if (self->options->actor)
        pk_put_json(self->out, pk_span_of(self->options->actor));
    else
        pk_puts(self->out, "\"pilkada " PILKADA_VERSION_STRING "\"");
    put_text(self, ",\"agent\":", self->answer->rulebook);
    pk_putc(self->out, '}');
}

/* A rule with a condition is an implication, so that "1" is true of what is written. */
static void put_expression(const writing *self, const pilkada_explained *face) {
    pk_puts(self->out, ",\"rule\":{\"language\":");
    pk_puts(self->out, face->expression ? "\"CEL\",\"expression\":\"" : "\"pilkada\",\"expression\":\"");
    if (face->when) {
        pk_puts(self->out, "!(");
        pk_put_json_bare(self->out, pk_span_of(face->when));
        pk_puts(self->out, ") || (");
    }
    pk_put_json_bare(self->out, pk_span_of(face->expression ? face->expression : face->code));
    pk_puts(self->out, face->when ? ")\"" : "\"");
}

static void put_rule(const writing *self, const pk_explained *entry) {
    static const char *const severities[] = {"information", "warning", "error"};
    const char *title = entry->rule->title.text[self->options->lang];
    put_expression(self, &entry->face);
    put_text(self, ",\"severity\":", severities[entry->face.severity]);
    pk_puts(self->out, ",\"description\":\"");
    pk_put_json_bare(self->out, pk_span_of(entry->face.code));
    pk_puts(self->out, title ? ": " : "");
    pk_put_json_bare(self->out, pk_span_of(title));
    bool english = self->options->lang == PILKADA_LANG_EN;
    put_text(self, "\",\"explanation\":", english ? entry->face.reason_en : entry->face.reason_id);
    pk_putc(self->out, '}');
}

/* Data points are named by their JSON Pointer in the report. */
static void put_data(const writing *self, const pk_explained *entry) {
    size_t put = 0;
    pk_puts(self->out, ",\"data\":{\"source\":[");
    for (size_t i = 0; i < entry->operand_count; i++)
        if (entry->operands[i].pointer)
            put_text(self, put++ ? "," : "", entry->operands[i].pointer);
    pk_puts(self->out, "],\"target\":[");
    if (*entry->face.path)
        put_text(self, "", entry->face.path);
    put_text(self, "],\"description\":", self->answer->id ? self->answer->id : "");
    pk_putc(self->out, '}');
}

static void put_validation(const writing *self, size_t index) {
    static const char *const values[] = {
        [PILKADA_OUTCOME_HOLDS] = "1",    [PILKADA_OUTCOME_FAILS] = "0",       [PILKADA_OUTCOME_NOT_APPLICABLE] = "1",
        [PILKADA_OUTCOME_SKIPPED] = "NA", [PILKADA_OUTCOME_NO_CONTEXT] = "NA", [PILKADA_OUTCOME_NOT_COMPUTED] = "NA"};
    const pk_explained *entry = &self->answer->explained[index];
    pk_puts(self->out, index ? "," : "");
    put_id(self, index);
    put_event(self);
    put_rule(self, entry);
    put_data(self, entry);
    put_text(self, ",\"value\":", values[entry->face.outcome]);
    pk_putc(self->out, '}');
}

pilkada_status pilkada_explanation_write_ess(const pilkada_explanation *self, const pilkada_format_options *options,
                                             pilkada_buffer *out, pilkada_error *error) {
    const pk_answer *answer = pk_explanation_answer(self);
    if (!answer || !out || !options || options->at == PILKADA_NO_INSTANT)
        return pk_fail(error, PILKADA_E_ARGUMENT,
                       "an explanation of a report, the instant of the judgement, and a buffer are needed");
    size_t mark = pk_buffer_mark(out);
    const writing work = {out, answer, options};
    pk_putc(out, '[');
    for (size_t i = 0; i < answer->explained_count; i++)
        put_validation(&work, i);
    pk_putc(out, ']');
    return pk_buffer_done(out, mark, error);
}
