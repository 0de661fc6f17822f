/**
 * @file pk_calls.h  Calls that need more than one function of the C API, once for all languages.
 */
#ifndef PK_CALLS_H
#define PK_CALLS_H

#include "pk_spare.h"
#include "pk_writer.h"

/* %extend without a body calls <struct>_<method>; these names leave the C API's own alone. */
typedef pilkada_rulebook pk_rulebook;
typedef pilkada_verdict pk_verdict;
typedef pilkada_board pk_board;
typedef pilkada_screener pk_screener;
typedef pilkada_screening pk_screening;

/* Files and codes that a typemap has collected; `keep` is the language's own hold on them. */
typedef struct pk_files {
    pilkada_file *items;
    size_t count;
    void *keep;
    enum { PK_FILES_ALONE, PK_FILES_OVER_BUILT_IN, PK_FILES_BUNDLE } use;
} pk_files;

typedef struct pk_codes {
    const char **items; /* NULL: all */
    size_t count;
    void *keep;
} pk_codes;

static inline pilkada_rulebook *pk_rulebook_of(const pk_files *files, pilkada_error *error) {
    if (files->use == PK_FILES_BUNDLE)
        return pilkada_rulebook_load_bundle(files->items->data, files->items->size, NULL, error);
    return (files->use == PK_FILES_ALONE ? pilkada_rulebook_load : pilkada_rulebook_overlay)(files->items, files->count,
                                                                                             NULL, error);
}

static inline pilkada_context *pk_context(const pk_doc *doc, pilkada_error *error) {
    if (!doc || !doc->data)
        return NULL;
    pilkada_context *context = pilkada_context_parse(doc->data, doc->size, NULL, error);
    if (!context) {
        pk_doc_hide_text(doc);
        pk_err_prefix("context: ");
    }
    return context;
}

/* JSON text, or NULL for none. */
static inline pilkada_confirmations *pk_confirmations(const char *text, pilkada_error *error) {
    pilkada_confirmations *self =
        text && !error->status ? pilkada_confirmations_parse(text, strlen(text), NULL, error) : NULL;
    if (text && !self)
        pk_err_prefix("confirmed: ");
    return self;
}

/* A verdict for every call: nobody else can judge into it, so it is as good as immutable. */
static inline pilkada_verdict *pk_rulebook_judge(const pilkada_rulebook *self, const pk_doc *report, const char *form,
                                                 const char *version, const pk_doc *context, bool draft,
                                                 const char *confirmed, pilkada_error *error) {
    pilkada_judge_options options = PILKADA_JUDGE_OPTIONS_INIT;
    pilkada_verdict *verdict = NULL;
    pilkada_context *parsed = pk_context(context, error);
    pilkada_confirmations *confirmations = error->status ? NULL : pk_confirmations(confirmed, error);
    if (error->status || !(verdict = pilkada_verdict_new(NULL, error)))
        goto done;
    options.form = form;
    options.version = version;
    options.context = parsed;
    options.draft = draft;
    options.confirmations = confirmations;
    if (pilkada_rulebook_judge(self, report->data, report->size, &options, verdict, error)) {
        pk_doc_hide_text(report);
        pilkada_verdict_free(verdict);
        verdict = NULL;
    }
done:
    pilkada_confirmations_free(confirmations);
    pilkada_context_free(parsed);
    return verdict;
}

/* NULL on failure. */
static inline pilkada_explanation *pk_explanation_of(const pilkada_rulebook *self, const pk_doc *report,
                                                     const char *form, const char *version, const pk_doc *context,
                                                     const char *rule, pilkada_error *error) {
    pilkada_judge_options options = PILKADA_JUDGE_OPTIONS_INIT;
    pilkada_explanation *explanation = NULL;
    pilkada_context *parsed = pk_context(context, error);
    if (error->status || !(explanation = pilkada_explanation_new(NULL, error)))
        goto done;
    options.form = form;
    options.version = version;
    options.context = parsed;
    if (pilkada_rulebook_explain(self, report->data, report->size, &options, rule, explanation, error)) {
        pk_doc_hide_text(report);
        pilkada_explanation_free(explanation);
        explanation = NULL;
    }
done:
    pilkada_context_free(parsed);
    return explanation;
}

static inline void pk_rulebook_explain(const pilkada_rulebook *self, const pk_doc *report, const char *form,
                                       const char *version, const pk_doc *context, const char *rule,
                                       pilkada_buffer *data, pilkada_error *error) {
    pilkada_explanation *explanation = pk_explanation_of(self, report, form, version, context, rule, error);
    if (explanation)
        pilkada_explanation_write_json(explanation, data, error);
    pilkada_explanation_free(explanation);
}

static inline pilkada_board *pk_rulebook_board(const pilkada_rulebook *self, const pilkada_receipts *receipts,
                                               pilkada_date from, pilkada_date until, pilkada_instant now,
                                               const char *schedule, const pk_codes *regions, pilkada_error *error) {
    pilkada_window_query query = PILKADA_WINDOW_QUERY_INIT;
    query.schedule = schedule;
    query.from = from;
    query.until = until;
    query.now = now;
    query.regions = regions->items;
    query.region_count = regions->count;
    pilkada_board *board = pilkada_board_new(NULL, error);
    if (board && !pilkada_rulebook_board(self, &query, receipts, board, error))
        return board;
    pilkada_board_free(board);
    return NULL;
}

/* ---- recaps: data goes out, never the handle, which must not outlive its reports ---- */

static inline bool pk_recap_now(const char *text, pilkada_instant *now, pilkada_error *error) {
    return !text || !pilkada_instant_parse(text, strlen(text), now, NULL, error);
}

static inline pilkada_status pk_recap_write(const pilkada_recap *recap, const char *format, pilkada_lang lang,
                                            pilkada_buffer *out, pilkada_error *error) {
    if (!format || strcmp(format, "text") == 0)
        return pilkada_recap_write_text(recap, lang, out, error);
    if (strcmp(format, "csv") == 0)
        return pilkada_recap_write_csv(recap, lang, out, error);
    if (strcmp(format, "json") == 0)
        return pilkada_recap_write_json(recap, out, error);
    pk_refuse(PILKADA_E_ARGUMENT, "format", "must be \"text\", \"json\" or \"csv\"");
    return PILKADA_E_ARGUMENT;
}

static inline void pk_rulebook_recap_text(const pilkada_rulebook *self, const char *form, pilkada_date date,
                                          const pilkada_reports *reports, const char *version, const char *region,
                                          const char *now, bool approved, const char *reporter, const pk_doc *previous,
                                          const char *format, pilkada_lang lang, bool judged, pilkada_buffer *out,
                                          pilkada_error *error) {
    pilkada_recap_query query = PILKADA_RECAP_QUERY_INIT;
    query.form = form;
    query.version = version;
    query.region = region;
    query.date = date;
    query.reporter = reporter;
    query.approved_only = approved;
    query.judged = judged;
    query.previous = previous ? previous->data : NULL;
    query.previous_size = previous ? previous->size : 0;
    pilkada_recap *recap = pk_recap_now(now, &query.now, error) ? pilkada_recap_new(NULL, error) : NULL;
    if (recap && !pilkada_rulebook_recap(self, &query, reports, recap, error))
        pk_recap_write(recap, format, lang, out, error);
    if (previous)
        pk_doc_hide_text(previous);
    pilkada_recap_free(recap);
}

static inline void pk_rulebook_recap(const pilkada_rulebook *self, const char *form, pilkada_date date,
                                     const pilkada_reports *reports, const char *version, const char *region,
                                     const char *now, bool approved, const char *reporter, const pk_doc *previous,
                                     bool judged, pilkada_buffer *data, pilkada_error *error) {
    pk_rulebook_recap_text(self, form, date, reports, version, region, now, approved, reporter, previous, "json",
                           PILKADA_LANG_ID, judged, data, error);
}

/* How a text is to be screened, as the languages say it. */
typedef struct pk_how {
    const char *id, *at, *disposisi; /* at: a date */
    bool normal, mask, explain, near;
} pk_how;

/* `date` is room for the day that the options point to. */
static inline bool pk_how_options(const pk_how *how, pilkada_date *date, pilkada_screen_options *options,
                                  pilkada_error *error) {
    if (how->at && pilkada_date_parse(how->at, strlen(how->at), date, error))
        return false;
    *options = (pilkada_screen_options)PILKADA_SCREEN_OPTIONS_INIT;
    options->id = how->id;
    options->normal = how->normal;
    options->mask = how->mask;
    options->explain = how->explain;
    options->near = how->near;
    options->date = how->at ? date : NULL;
    options->disposisi = how->disposisi;
    return true;
}

static inline pilkada_screening *pk_screen(const pilkada_screener *self, const char *text, size_t size, pk_how how,
                                           pilkada_error *error) {
    pilkada_screen_options options;
    pilkada_date date;
    return pk_how_options(&how, &date, &options, error) ? pk_spare_screen(self, text, size, &options, error) : NULL;
}

/* ---- lists as JSON ---- */

/* Append one object by its own writer, with a comma before all but the first. */
#define PK_LIST(LIST, COUNT, INDEX, WRITE)                                                                             \
    do {                                                                                                               \
        pilkada_buffer pk_item;                                                                                        \
        pilkada_buffer_init(&pk_item, NULL);                                                                           \
        pk_write((LIST), "[", 1);                                                                                      \
        for (size_t INDEX = 0; INDEX < (COUNT) && !pk_err.status; INDEX++) {                                           \
            pilkada_buffer_clear(&pk_item);                                                                            \
            if (!(WRITE) && (!INDEX || pk_write((LIST), ",", 1)))                                                      \
                pk_write((LIST), pk_item.data, pk_item.size);                                                          \
        }                                                                                                              \
        pk_write((LIST), "]", 1);                                                                                      \
        pilkada_buffer_dispose(&pk_item);                                                                              \
    } while (0)

static inline void pk_rulebook_regions(const pilkada_rulebook *self, pk_writer *list, pilkada_error *error) {
    PK_LIST(list, pilkada_rulebook_region_count(self), i,
            pilkada_region_write_json(pilkada_rulebook_region_at(self, i), &pk_item, error));
}

/* An unknown code leaves `data` empty, which the languages read as None, null. */
static inline void pk_rulebook_region(const pilkada_rulebook *self, const char *code, size_t size, pilkada_buffer *data,
                                      pilkada_error *error) {
    const pilkada_region *region = pilkada_rulebook_region(self, code, size);
    if (region)
        pilkada_region_write_json(region, data, error);
}

static inline void pk_rulebook_form(const pilkada_rulebook *self, const char *id, const char *version,
                                    pilkada_buffer *data, pilkada_error *error) {
    const pilkada_form *form = pilkada_rulebook_form(self, id, version);
    if (form)
        pilkada_form_write_json(form, data, error);
}

static inline void pk_rulebook_schema(const pilkada_rulebook *self, const char *id, const char *version,
                                      pilkada_buffer *data, pilkada_error *error) {
    const pilkada_form *form = pilkada_rulebook_form(self, id, version);
    if (form)
        pilkada_form_write_schema_json(form, data, error);
}

/* An unknown form leaves `data` empty. */
static inline void pk_rulebook_diff(const pilkada_rulebook *self, const char *id, const char *version,
                                    const char *to_version, pilkada_buffer *data, pilkada_error *error) {
    const pilkada_form *from = pilkada_rulebook_form(self, id, version),
                       *to = pilkada_rulebook_form(self, id, to_version);
    if (from && to)
        pilkada_form_write_diff_json(from, to, data, error);
}

static inline void pk_rulebook_diff_text(const pilkada_rulebook *self, const char *id, const char *version,
                                         const char *to_version, pilkada_lang lang, pilkada_buffer *out,
                                         pilkada_error *error) {
    const pilkada_form *from = pilkada_rulebook_form(self, id, version),
                       *to = pilkada_rulebook_form(self, id, to_version);
    if (from && to)
        pilkada_form_write_diff_text(from, to, lang, out, error);
}

static inline void pk_rulebook_form_text(const pilkada_rulebook *self, const char *id, const char *version,
                                         pilkada_lang lang, pilkada_buffer *out, pilkada_error *error) {
    const pilkada_form *form = pilkada_rulebook_form(self, id, version);
    if (form)
        pilkada_form_write_text(form, lang, out, error);
}

static inline void pk_write_member(pk_writer *self, const char *before, const char *text) {
    pk_write_text(self, before);
    pk_write_string(self, text, strlen(text));
}

static inline void pk_rulebook_forms(const pilkada_rulebook *self, pk_writer *list, pilkada_error *error) {
    (void)error; /* the writer's failures are in it */
    pk_write(list, "[", 1);
    for (size_t i = 0; i < pilkada_rulebook_form_count(self); i++) {
        const pilkada_form *form = pilkada_rulebook_form_at(self, i);
        pk_write_member(list, i ? ",{\"id\":" : "{\"id\":", pilkada_form_id(form));
        pk_write_member(list, ",\"version\":", pilkada_form_version(form));
        pk_write_member(list, ",\"title\":{\"id\":", pilkada_form_title(form, PILKADA_LANG_ID));
        pk_write_member(list, ",\"en\":", pilkada_form_title(form, PILKADA_LANG_EN));
        pk_write_text(list, "}}");
    }
    pk_write(list, "]", 1);
}

static inline void pk_rulebook_schedules(const pilkada_rulebook *self, pk_writer *list, pilkada_error *error) {
    (void)error;
    pk_write(list, "[", 1);
    for (size_t i = 0; i < pilkada_rulebook_schedule_count(self); i++)
        pk_write_member(list, i ? "," : "", pilkada_schedule_id(pilkada_rulebook_schedule_at(self, i)));
    pk_write(list, "]", 1);
}

static inline void pk_board_cells(const pilkada_board *self, pk_writer *list, pilkada_error *error) {
    PK_LIST(list, pilkada_board_count(self), i, pilkada_board_write_detail_json(self, i, &pk_item, error));
}

/* As `pilkada window judge --format json` prints it, with or without --detail: one line a cell, then the summary. */
static inline void pk_board_write_json(const pilkada_board *self, bool detail, pk_writer *lines, pilkada_error *error) {
    pilkada_status (*write_cell)(const pilkada_board *, size_t, pilkada_buffer *, pilkada_error *) =
        detail ? pilkada_board_write_detail_json : pilkada_board_write_cell_json;
    pilkada_buffer line;
    pilkada_buffer_init(&line, NULL);
    for (size_t i = 0, count = pilkada_board_count(self); i <= count && !error->status; i++) {
        pilkada_buffer_clear(&line);
        if (!(i < count ? write_cell(self, i, &line, error) : pilkada_board_write_summary_json(self, &line, error)) &&
            pk_write(lines, line.data, line.size))
            pk_write(lines, "\n", 1);
    }
    pilkada_buffer_dispose(&line);
}

#endif
