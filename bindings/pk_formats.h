/**
 * @file pk_formats.h  Verdicts in the formats of others, and windows to come: once for all languages.
 */
#ifndef PK_FORMATS_H
#define PK_FORMATS_H

#include "pk_calls.h"

typedef pilkada_status (*pk_sarif_writer)(const pilkada_verdict *, const pilkada_format_options *, pilkada_buffer *,
                                          pilkada_error *);

static inline void pk_write_sarif(const pk_verdict *self, pk_sarif_writer write, const char *uri, uint32_t line,
                                  pilkada_lang lang, pilkada_buffer *out, pilkada_error *error) {
    pilkada_format_options options = PILKADA_FORMAT_OPTIONS_INIT;
    options.uri = uri;
    options.line = line;
    options.lang = lang;
    write(self, &options, out, error);
}

static inline void pk_write_sarif_log(const pk_codes *runs, pk_writer *out) {
    pk_write_text(out, PILKADA_SARIF_BEGIN);
    for (size_t i = 0; i < runs->count; i++) {
        pk_write_text(out, i ? "," : "");
        pk_write_text(out, runs->items[i]);
    }
    pk_write_text(out, PILKADA_SARIF_END);
}

static inline void pk_rulebook_ess(const pilkada_rulebook *self, const pk_doc *report, pilkada_instant at, int offset,
                                   const char *form, const char *version, const pk_doc *context, const char *actor,
                                   pilkada_lang lang, pilkada_buffer *out, pilkada_error *error) {
    pilkada_format_options options = PILKADA_FORMAT_OPTIONS_INIT;
    options.lang = lang;
    options.at = at;
    options.offset = offset;
    options.actor = actor;
    pilkada_explanation *explanation = pk_explanation_of(self, report, form, version, context, NULL, error);
    if (explanation)
        pilkada_explanation_write_ess(explanation, &options, out, error);
    pilkada_explanation_free(explanation);
}

static inline void pk_rulebook_explain_text(const pilkada_rulebook *self, const pk_doc *report, const char *form,
                                            const char *version, const pk_doc *context, const char *rule,
                                            pilkada_lang lang, pilkada_buffer *out, pilkada_error *error) {
    pilkada_explanation *explanation = pk_explanation_of(self, report, form, version, context, rule, error);
    if (explanation)
        pilkada_explanation_write_text(explanation, lang, out, error);
    pilkada_explanation_free(explanation);
}

static inline void pk_content_hash(const pk_doc *report, pk_writer *out, pilkada_error *error) {
    char hash[65];
    pilkada_report *parsed = pilkada_report_parse(report->data, report->size, NULL, error);
    if (parsed && !pilkada_report_content_hash(parsed, hash, error))
        pk_write_text(out, hash);
    if (!parsed)
        pk_doc_hide_text(report);
    pilkada_report_free(parsed);
}

/* The library writes one object a line. */
static inline void pk_rulebook_next_windows(const pilkada_rulebook *self, const char *schedule, pilkada_instant at,
                                            const char *region, uint32_t count, pk_writer *list, pilkada_error *error) {
    pilkada_buffer lines;
    pilkada_buffer_init(&lines, NULL);
    if (!pilkada_rulebook_write_next_json(self, schedule, region, at, count, &lines, error)) {
        pk_write_text(list, "[");
        for (size_t i = 0; i + 1 < lines.size; i++) /* all but the last newline */
            pk_write(list, lines.data[i] == '\n' ? "," : lines.data + i, 1);
        pk_write_text(list, "]");
    }
    pilkada_buffer_dispose(&lines);
}

#endif
