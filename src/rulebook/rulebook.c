/** @file rulebook/rulebook.c  What a rulebook answers: see pilkada/rulebook.h. */
#include "rulebook/rulebook_internal.h"

#include <cjson/cJSON.h>
#include <string.h>

#include "core/error.h"
#include "core/json.h"

const char *pilkada_rulebook_hash(const pilkada_rulebook *self) {
    return self ? self->hash : "";
}

const char *pilkada_rulebook_message(const pilkada_rulebook *self, const char *key, pilkada_lang lang) {
    return self ? pk_catalogue_text(self->catalogue, key, lang) : NULL;
}

/* ---- regions and stages ---- */

const pilkada_region *pilkada_rulebook_region(const pilkada_rulebook *self, const char *code, size_t size) {
    return self && code ? pk_model_region(self->model, (pk_span){code, size}) : NULL;
}

size_t pilkada_rulebook_region_count(const pilkada_rulebook *self) {
    return self ? pk_model_region_count(self->model) : 0;
}

const pilkada_region *pilkada_rulebook_region_at(const pilkada_rulebook *self, size_t index) {
    return index < pilkada_rulebook_region_count(self) ? pk_model_region_at(self->model, index) : NULL;
}

pilkada_status pilkada_rulebook_write_stages_json(const pilkada_rulebook *self, pilkada_date date, pilkada_buffer *out,
                                                  pilkada_error *error) {
    if (!self || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "rulebook and buffer must not be NULL");
    size_t mark = pk_buffer_mark(out);
    uint32_t stages = date == PILKADA_NO_DATE ? 0 : pk_model_stages(self->model, date);
    pk_putc(out, '[');
    for (size_t i = 0, put = 0; i < pk_model_stage_count(self->model); i++) {
        if (!(stages >> i & 1))
            continue;
        if (put++)
            pk_putc(out, ',');
        pk_put_json(out, pk_span_of(pk_model_stage_name(self->model, i)));
    }
    pk_putc(out, ']');
    return pk_buffer_done(out, mark, error);
}

/* ---- forms ---- */

size_t pilkada_rulebook_form_count(const pilkada_rulebook *self) {
    return self ? self->form_count : 0;
}

const pilkada_form *pilkada_rulebook_form_at(const pilkada_rulebook *self, size_t index) {
    return index < pilkada_rulebook_form_count(self) ? self->forms[index] : NULL;
}

static const pilkada_form *find_form(const pilkada_rulebook *self, pk_span id, pk_span version) {
    for (size_t i = self->form_count; i > 0; i--) { /* the newest version comes last */
        const pilkada_form *form = self->forms[i - 1];
        if (pk_span_is(id, pilkada_form_id(form)) && (!version.size || pk_span_is(version, pilkada_form_version(form))))
            return form;
    }
    return NULL;
}

const pilkada_form *pilkada_rulebook_form(const pilkada_rulebook *self, const char *id, const char *version) {
    return self && id ? find_form(self, pk_span_of(id), pk_span_of(version)) : NULL;
}

static pilkada_status refuse_form(const pilkada_rulebook *self, pk_span id, pk_span version, pilkada_error *error) {
    char text[64] = "";
    const char *near = "";
    memcpy(text, id.size ? id.data : "", pk_utf8_cut(id, sizeof text - 1));
    const pilkada_form *newest = id.size ? find_form(self, id, (pk_span){NULL, 0}) : NULL;
    if (!id.size)
        pk_fail(error, PILKADA_E_UNKNOWN, "the report names no form; add \"form_id\" and \"form_versi\"");
    else if (newest)
        pk_fail(error, PILKADA_E_UNKNOWN,
                "form %s has no such version in this rulebook; the newest is %s; see its list of forms", text,
                pilkada_form_version(newest));
    else if (!pk_rulebook_knows_form(self, text, &near) && *near)
        pk_fail(error, PILKADA_E_UNKNOWN, "no such form in this rulebook: did you mean \"%s\"?", near);
    else
        pk_fail(error, PILKADA_E_UNKNOWN, "no such form in this rulebook; see its list of forms");
    pk_error_where(error, newest && version.size ? "/form_versi" : "/form_id", "");
    return PILKADA_E_UNKNOWN;
}

/* What the caller names need not be looked for in the report. */
static bool is_named_by(const pilkada_judge_options *options) {
    return options && options->form;
}

/* A report that names no version is judged by the newest: the missing field is a finding, not a refusal. */
static pilkada_status choose_form(const pilkada_rulebook *self, const pilkada_judge_options *options, pk_span id,
                                  pk_span version, const pilkada_form **form, pilkada_error *error) {
    if (is_named_by(options)) {
        id = pk_span_of(options->form);
        version = (pk_span){NULL, 0};
    }
    if (options && options->version)
        version = pk_span_of(options->version);
    *form = id.size ? find_form(self, id, version) : NULL;
    return *form ? PILKADA_OK : refuse_form(self, id, version, error);
}

/* A caller that was compiled before an option existed does not have it. */
#define HAS_OPTION(options, member) ((options) && (options)->size > offsetof(pilkada_judge_options, member))

static void prepare(pilkada_verdict *verdict, const pilkada_judge_options *options) {
    pk_verdict_prepare(verdict, HAS_OPTION(options, draft) && options->draft,
                       HAS_OPTION(options, confirmations) ? options->confirmations : NULL);
}

static const pilkada_context *context_of(const pilkada_judge_options *options) {
    return options ? options->context : NULL;
}

/* A verdict points into the rulebook that it came from. */
static pilkada_status keep_book(const pilkada_rulebook *self, pilkada_status status, pilkada_verdict *verdict) {
    if (!status)
        pk_verdict_hold(verdict, self->owner);
    return status;
}

pilkada_status pilkada_rulebook_judge(const pilkada_rulebook *self, const char *text, size_t size,
                                      const pilkada_judge_options *options, pilkada_verdict *verdict,
                                      pilkada_error *error) {
    const pilkada_form *form;
    pk_span id = {NULL, 0}, version = {NULL, 0};
    if (!self || !text || !verdict)
        return pk_fail(error, PILKADA_E_ARGUMENT, "rulebook, text and verdict must not be NULL");
    pilkada_status status = PILKADA_OK;
    prepare(verdict, options);
    if (!is_named_by(options))
        status = pk_form_peek(text, size, pk_verdict_arena(verdict), &id, &version, error);
    if (!status)
        status = choose_form(self, options, id, version, &form, error);
    if (!status)
        status = pk_form_judge(form, text, size, context_of(options), self->hash, verdict, error);
    return keep_book(self, status, verdict);
}

pilkada_status pilkada_rulebook_explain(const pilkada_rulebook *self, const char *text, size_t size,
                                        const pilkada_judge_options *options, const char *rule,
                                        pilkada_explanation *explanation, pilkada_error *error) {
    if (!explanation)
        return pk_fail(error, PILKADA_E_ARGUMENT, "explanation must not be NULL");
    return pilkada_rulebook_judge(self, text, size, options, pk_explanation_begin(explanation, rule), error);
}

static pk_span text_member(const cJSON *tree, const char *key) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(tree, key);
    return pk_span_of(cJSON_IsString(item) ? item->valuestring : NULL);
}

pilkada_status pilkada_rulebook_judge_tree(const pilkada_rulebook *self, const struct cJSON *tree,
                                           const pilkada_judge_options *options, pilkada_verdict *verdict,
                                           pilkada_error *error) {
    const pilkada_form *form;
    if (!self || !tree || !verdict)
        return pk_fail(error, PILKADA_E_ARGUMENT, "rulebook, tree and verdict must not be NULL");
    pk_span id = {NULL, 0}, version = {NULL, 0};
    if (!is_named_by(options)) {
        id = text_member(tree, "form_id");
        version = text_member(tree, "form_versi");
    }
    prepare(verdict, options);
    pilkada_status status = choose_form(self, options, id, version, &form, error);
    if (!status)
        status = pk_form_judge_tree(form, tree, context_of(options), self->hash, verdict, error);
    return keep_book(self, status, verdict);
}

/* ---- schedules ---- */

size_t pilkada_rulebook_schedule_count(const pilkada_rulebook *self) {
    return self ? self->schedule_count : 0;
}

const pilkada_schedule *pilkada_rulebook_schedule_at(const pilkada_rulebook *self, size_t index) {
    return index < pilkada_rulebook_schedule_count(self) ? self->schedules[index] : NULL;
}

static const pilkada_schedule *find_schedule(const pilkada_rulebook *self, const char *id, pilkada_error *error) {
    if (!id)
        id = "jateng.dinihari";
    for (size_t i = 0; i < self->schedule_count; i++)
        if (strcmp(pilkada_schedule_id(self->schedules[i]), id) == 0)
            return self->schedules[i];
    pk_fail(error, PILKADA_E_UNKNOWN, "no such schedule in this rulebook");
    return NULL;
}

pilkada_status pilkada_rulebook_write_window_json(const pilkada_rulebook *self, const char *schedule,
                                                  const char *region, pilkada_instant at, pilkada_buffer *out,
                                                  pilkada_error *error) {
    if (!self || !out || at == PILKADA_NO_INSTANT)
        return pk_fail(error, PILKADA_E_ARGUMENT, "rulebook, instant and buffer are needed");
    const pilkada_schedule *found = find_schedule(self, schedule, error);
    return found ? pk_schedule_write_status(found, region, at, self->hash, out, error) : PILKADA_E_UNKNOWN;
}

pilkada_status pilkada_rulebook_write_next_json(const pilkada_rulebook *self, const char *schedule, const char *region,
                                                pilkada_instant at, size_t count, pilkada_buffer *out,
                                                pilkada_error *error) {
    if (!self || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "rulebook and buffer must not be NULL");
    const pilkada_schedule *found = find_schedule(self, schedule, error);
    return found ? pk_schedule_write_next(found, region, at, count, out, error) : PILKADA_E_UNKNOWN;
}

pilkada_status pilkada_rulebook_write_calendar(const pilkada_rulebook *self, const char *schedule, const char *region,
                                               pilkada_date from, pilkada_date until, pilkada_instant stamp,
                                               pilkada_lang lang, pilkada_buffer *out, pilkada_error *error) {
    if (!self || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "rulebook and buffer must not be NULL");
    const pilkada_schedule *found = find_schedule(self, schedule, error);
    return found ? pk_schedule_write_calendar(found, region, from, until, stamp, lang, out, error) : PILKADA_E_UNKNOWN;
}

pilkada_status pilkada_rulebook_board(const pilkada_rulebook *self, const pilkada_window_query *query,
                                      const pilkada_receipts *receipts, pilkada_board *board, pilkada_error *error) {
    if (!self || !query || !receipts || !board)
        return pk_fail(error, PILKADA_E_ARGUMENT, "rulebook, query, receipts and board must not be NULL");
    const pilkada_schedule *found = find_schedule(self, query->schedule, error);
    pilkada_status status =
        found ? pk_schedule_judge(found, query, receipts, self->hash, board, error) : PILKADA_E_UNKNOWN;
    if (!status)
        pk_board_hold(board, self->owner);
    return status;
}

pilkada_grid *pilkada_grid_new(const pilkada_rulebook *rules, const pilkada_grid_query *query,
                               const pilkada_allocator *allocator, pilkada_error *error) {
    if (!rules || !query) {
        pk_fail(error, PILKADA_E_ARGUMENT, "rulebook and query must not be NULL");
        return NULL;
    }
    const pilkada_schedule *found = find_schedule(rules, query->schedule, error);
    pilkada_grid *grid = found ? pk_schedule_grid(found, query, rules->hash, allocator, error) : NULL;
    if (grid)
        pk_grid_hold(grid, rules->owner);
    return grid;
}

/* ---- screening ---- */

const pilkada_screener *pilkada_rulebook_screener(const pilkada_rulebook *self) {
    return self ? self->screener : NULL;
}

pilkada_status pilkada_rulebook_screen(const pilkada_rulebook *self, const char *text, size_t size,
                                       const pilkada_screen_options *options, pilkada_screening *screening,
                                       pilkada_error *error) {
    if (!self)
        return pk_fail(error, PILKADA_E_ARGUMENT, "rulebook must not be NULL");
    return pilkada_screener_screen(self->screener, text, size, options, screening, error);
}
