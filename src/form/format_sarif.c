/** @file form/format_sarif.c  A verdict as SARIF 2.1.0: see pilkada/formats.h. */
#include <pilkada/formats.h>
#include <pilkada/version.h>

#include "core/error.h"
#include "form/judging.h"

typedef struct writing {
    pilkada_buffer *out;
    const pk_answer *answer;
    const pilkada_format_options *options;
} writing;

static void put_text(const writing *self, const char *before, const char *text) {
    pk_puts(self->out, before);
    pk_put_json(self->out, pk_span_of(text));
}

/* ---- rules: each code once, in the order it is met ---- */

static const char *code_at(const pk_answer *answer, size_t index) {
    return index < answer->finding_count ? answer->findings[index].code
                                         : answer->not_judged[index - answer->finding_count];
}

static size_t code_count(const pk_answer *answer) {
    return answer->finding_count + answer->not_judged_count;
}

/* The first place of the code at a place. */
static size_t first_of(const pk_answer *answer, size_t index) {
    size_t first = 0;
    while (strcmp(code_at(answer, first), code_at(answer, index)) != 0)
        first++;
    return first;
}

static void put_rule(const writing *self, size_t index) {
    put_text(self, "{\"id\":", code_at(self->answer, index));
    if (index < self->answer->finding_count) {
        const pilkada_finding *finding = &self->answer->findings[index];
        pk_puts(self->out, ",\"help\":{\"text\":\"");
        for (size_t i = 0; i < finding->basis_count; i++) {
            pk_puts(self->out, i ? "; " : "");
            pk_put_json_bare(self->out, pk_span_of(finding->basis[i]));
        }
        pk_puts(self->out, "\"}");
    }
    pk_putc(self->out, '}');
}

static void put_rules(const writing *self) {
    size_t put = 0;
    for (size_t i = 0; i < code_count(self->answer); i++) {
        if (first_of(self->answer, i) != i)
            continue;
        pk_puts(self->out, put++ ? "," : "");
        put_rule(self, i);
    }
}

/* ---- where: the file, and the place in the report ---- */

static bool is_plain(char c) {
    return pk_is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c && strchr("-._~/", c));
}

/* RFC 3986: a relative reference. Behind two slashes it would name a host. */
static void put_uri(pilkada_buffer *out, const char *path) {
    static const char digits[] = "0123456789ABCDEF";
    while (path[0] == '/' && path[1] == '/')
        path++;
    for (; *path; path++) {
        if (is_plain(*path)) {
            pk_putc(out, *path);
            continue;
        }
        pk_putc(out, '%');
        pk_putc(out, digits[(unsigned char)*path >> 4]);
        pk_putc(out, digits[(unsigned char)*path & 15]);
    }
}

static void put_physical(const writing *self) {
    pk_puts(self->out, "\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"");
    put_uri(self->out, self->options->uri);
    pk_puts(self->out, "\"}");
    if (self->options->line) {
        pk_puts(self->out, ",\"region\":{\"startLine\":");
        pk_put_int(self->out, self->options->line);
        pk_putc(self->out, '}');
    }
    pk_putc(self->out, '}');
}

static void put_locations(const writing *self, const char *path) {
    bool physical = self->options->uri != NULL;
    pk_puts(self->out, ",\"locations\":[");
    if (physical || *path)
        pk_putc(self->out, '{');
    if (physical)
        put_physical(self);
    if (*path) {
        put_text(self,
                 physical ? ",\"logicalLocations\":[{\"fullyQualifiedName\":"
                          : "\"logicalLocations\":[{\"fullyQualifiedName\":",
                 path);
        pk_puts(self->out, ",\"kind\":\"property\"}]");
    }
    pk_puts(self->out, physical || *path ? "}]" : "]");
}

/* ---- results ---- */

static void put_properties(const writing *self, const pilkada_finding *finding) {
    pk_puts(self->out, ",\"properties\":{\"operands\":{");
    for (size_t i = 0; i < finding->operand_count; i++) {
        put_text(self, i ? "," : "", finding->operands[i].name);
        pk_putc(self->out, ':');
        pk_puts(self->out, finding->operands[i].value);
    }
    pk_puts(self->out, "},\"difference\":");
    pk_puts(self->out, finding->difference ? finding->difference : "null");
    pk_puts(self->out, ",\"flag\":");
    if (finding->flag)
        pk_put_json(self->out, pk_span_of(finding->flag));
    else
        pk_puts(self->out, "null");
    pk_putc(self->out, '}');
}

static void begin_result(const writing *self, size_t index) {
    put_text(self, index ? ",{\"ruleId\":" : "{\"ruleId\":", code_at(self->answer, index));
}

static void put_finding(const writing *self, size_t index) {
    static const char *const levels[] = {"note", "warning", "error"};
    const pilkada_finding *finding = &self->answer->findings[index];
    bool english = self->options->lang == PILKADA_LANG_EN;
    begin_result(self, index);
    put_text(self, ",\"kind\":\"fail\",\"level\":", levels[finding->severity]);
    put_text(self, ",\"message\":{\"text\":", english ? finding->message_en : finding->message_id);
    pk_putc(self->out, '}');
    put_locations(self, finding->path);
    put_properties(self, finding);
    pk_putc(self->out, '}');
}

/* SARIF 3.27.9: open, the tool could not decide; then the level is none. */
static void put_open(const writing *self, size_t index) {
    const char *text = pk_catalogue_text(self->answer->catalogue, "explain.outcome.no_context", self->options->lang);
    begin_result(self, index);
    put_text(self, ",\"kind\":\"open\",\"level\":\"none\",\"message\":{\"text\":", text ? text : "");
    pk_putc(self->out, '}');
    put_locations(self, "");
    pk_putc(self->out, '}');
}

/* Of the run and of the driver: without it a reader takes the sentences for English (3.14.7). */
static void put_language(const writing *self) {
    put_text(self, ",\"language\":", self->options->lang == PILKADA_LANG_EN ? "en" : "id");
}

static void put_run(const writing *self) {
    const pk_answer *answer = self->answer;
    put_text(self, "{\"tool\":{\"driver\":{\"name\":\"pilkada\",\"semanticVersion\":", pilkada_version());
    put_language(self);
    pk_puts(self->out, ",\"rules\":[");
    put_rules(self);
    pk_puts(self->out, "]}}");
    put_language(self);
    pk_puts(self->out, ",\"results\":[");
    for (size_t i = 0; i < code_count(answer); i++)
        (i < answer->finding_count ? put_finding : put_open)(self, i);
    put_text(self, "],\"properties\":{\"id\":", answer->id ? answer->id : "");
    put_text(self, ",\"form\":", answer->form);
    put_text(self, ",\"version\":", answer->version);
    put_text(self, ",\"rulebook\":", answer->rulebook);
    pk_puts(self->out, answer->valid ? ",\"valid\":true" : ",\"valid\":false");
    pk_puts(self->out, answer->may_submit ? ",\"may_submit\":true}}" : ",\"may_submit\":false}}");
}

/* ---- the log ---- */

static pilkada_status write_run(const pilkada_verdict *self, const pilkada_format_options *options, const char *before,
                                const char *after, pilkada_buffer *out, pilkada_error *error) {
    static const pilkada_format_options plain = PILKADA_FORMAT_OPTIONS_INIT;
    const pk_answer *answer = pk_verdict_answer(self);
    if (!answer || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "a verdict that has judged a report, and a buffer, are needed");
    size_t mark = pk_buffer_mark(out);
    pk_puts(out, before);
    put_run(&(writing){out, answer, options ? options : &plain});
    pk_puts(out, after);
    return pk_buffer_done(out, mark, error);
}

pilkada_status pilkada_verdict_write_sarif_run(const pilkada_verdict *self, const pilkada_format_options *options,
                                               pilkada_buffer *out, pilkada_error *error) {
    return write_run(self, options, "", "", out, error);
}

pilkada_status pilkada_verdict_write_sarif(const pilkada_verdict *self, const pilkada_format_options *options,
                                           pilkada_buffer *out, pilkada_error *error) {
    return write_run(self, options, PILKADA_SARIF_BEGIN, PILKADA_SARIF_END, out, error);
}
