/** @file form/judge.c  Judging one report: slots, faults, rules, verdict. */
#include "core/error.h"
#include "form/judging.h"

#include <cjson/cJSON.h>

/* ---- which form is it? ---- */

static pilkada_status peek_value(pk_json *reader, pk_span key, pk_span *form, pk_span *version) {
    pk_span *to = pk_span_is(key, "form_id") ? form : pk_span_is(key, "form_versi") ? version : NULL;
    pk_json_kind kind = pk_json_next(reader);
    if (to && kind == PK_JSON_STRING)
        pk_json_unescape(reader, to);
    else if (kind != PK_JSON_BAD)
        pk_json_skip(reader, NULL);
    return reader->kind == PK_JSON_BAD ? PILKADA_E_SYNTAX : PILKADA_OK;
}

pilkada_status pk_form_peek(const char *text, size_t size, pk_arena *arena, pk_span *form, pk_span *version,
                            pilkada_error *error) {
    pk_json reader;
    pk_span key;
    *form = *version = (pk_span){"", 0};
    if (size > PILKADA_MAX_REPORT_BYTES)
        return pk_fail(error, PILKADA_E_LIMIT, "a report has at most %u bytes; send photos beside it",
                       PILKADA_MAX_REPORT_BYTES);
    pk_json_start(&reader, text, size, arena);
    if (pk_json_next(&reader) == PK_JSON_OBJECT)
        while ((!form->size || !version->size) && pk_json_next(&reader) == PK_JSON_KEY &&
               pk_json_unescape(&reader, &key))
            if (peek_value(&reader, key, form, version))
                break;
    return reader.kind == PK_JSON_BAD ? pk_json_error(&reader, error) : PILKADA_OK;
}

/* ---- what is outside the report ---- */

static pk_value count_or_null(int64_t count) {
    return count == PILKADA_UNKNOWN_COUNT ? (pk_value){.type = PK_NULL} : pk_value_int(count);
}

/* The region that a code lies in, at the tier whose codes have `size` characters. */
static const pilkada_region *region_at(const pilkada_form *form, pk_value code, size_t size) {
    if (!form->model || code.type != PK_STRING || code.size < size)
        return NULL;
    return pk_model_region(form->model, (pk_span){code.text, size});
}

/* Numbers that are not known are not there, so that a rule asks with has(). Pairs are those of the contest that is held
 * in the region: a kecamatan, a village and a TPS vote in the one of their kabupaten or kota. */
static pk_value region_map(pk_judging *self) {
    const pilkada_form *form = self->form;
    pk_value code = form->wilayah_slot == PK_NO_SLOT ? pk_value_missing(0) : self->filling.slots[form->wilayah_slot];
    const pilkada_region *region = region_at(form, code, code.size), *province = region_at(form, code, 2);
    const pilkada_region *regency = region_at(form, code, 5), *holder = regency ? regency : region;
    pk_value map = {.type = PK_MAP, .state = PILKADA_VALUE_GIVEN}, none = {.type = PK_NULL};
    if (!region && !holder && !province)
        return map;
    const struct {
        const char *name;
        pk_value value;
    } members[] = {{"kode", region ? pk_value_string(pk_span_of(region->code)) : none},
                   {"nama", region ? pk_value_string(pk_span_of(region->name)) : none},
                   {"tps", region ? count_or_null(region->tps) : none},
                   {"dpt", region ? count_or_null(region->dpt) : none},
                   {"kecamatan", region ? count_or_null(region->districts) : none},
                   {"paslon", holder ? count_or_null(holder->pairs) : none},
                   {"kolom_suara", holder ? count_or_null(holder->vote_columns) : none},
                   {"paslon_gubernur", province ? count_or_null(province->pairs) : none},
                   {"kolom_gubernur", province ? count_or_null(province->vote_columns) : none}};
    enum { COUNT = sizeof members / sizeof *members };
    pk_value *pairs = pk_arena_alloc(self->frame.arena, 2 * COUNT * sizeof *pairs);
    if (!pairs) {
        self->failed = true;
        return map;
    }
    for (size_t i = 0; i < COUNT; i++) {
        if (members[i].value.type == PK_NULL)
            continue;
        pairs[2 * map.size] = pk_value_string(pk_span_of(members[i].name));
        pairs[2 * map.size++ + 1] = members[i].value;
    }
    map.items = pairs;
    return map;
}

static void overlay(pk_judging *self, pk_root root) {
    const pilkada_context *context = self->context;
    if (context && context->members[root].type == PK_MAP &&
        !pk_value_overlay(self->roots[root], context->members[root], self->frame.arena, &self->roots[root]))
        self->failed = true;
}

static void overlay_parameter(pk_judging *self, pk_value name, pk_value value) {
    const pilkada_form *form = self->form;
    for (uint32_t i = 0; i < form->parameter.size; i++)
        if (pk_span_equal(pk_value_span(form->parameter.items[2 * i]), pk_value_span(name)))
            self->filling.slots[form->fields.count + i] = value;
}

/* Parameters in their slots: the rulebook's, over them those of the context. */
static void find_parameters(pk_judging *self) {
    const pilkada_form *form = self->form;
    pk_value over = self->context ? self->context->members[PK_ROOT_PARAMETER] : pk_value_missing(0);
    if (form->parameter.size)
        memcpy(self->filling.slots + form->fields.count, form->parameters,
               form->parameter.size * sizeof *form->parameters);
    for (size_t i = 0; i < form->words; i++)
        self->filling.given[i] |= form->parameter_slots[i];
    for (uint32_t i = 0; i < over.size; i++)
        overlay_parameter(self, over.items[2 * i], over.items[2 * i + 1]);
}

static void find_roots(pk_judging *self) {
    const pilkada_form *form = self->form;
    for (size_t root = 0; root < PK_ROOT_COUNT; root++)
        self->roots[root] = self->context ? self->context->members[root] : pk_value_missing(PILKADA_VALUE_ABSENT);
    self->roots[PK_ROOT_PARAMETER] = form->parameter;
    overlay(self, PK_ROOT_PARAMETER);
    if (form->roots >> PK_ROOT_WILAYAH & 1) {
        self->roots[PK_ROOT_WILAYAH] = region_map(self);
        overlay(self, PK_ROOT_WILAYAH);
    }
    for (size_t root = 0; root < PK_ROOT_COUNT; root++)
        self->given |= self->roots[root].type == PK_MISSING ? 0 : 1u << root;
}

/* ---- the verdict ---- */

/* The verdict outlives the text. */
static const char *id_of(pk_judging *self) {
    uint32_t slot = self->form->id_slot;
    if (slot == PK_NO_SLOT || self->filling.slots[slot].type != PK_STRING)
        return NULL;
    pk_span id = pk_value_span(self->filling.slots[slot]);
    const char *copy = pk_arena_strdup(&self->answer->arena, id.data, id.size);
    self->failed = self->failed || !copy;
    return copy;
}

static bool has_note(const pk_judging *self) {
    uint32_t slot = self->form->catatan_slot;
    return slot != PK_NO_SLOT && self->filling.slots[slot].type == PK_STRING;
}

static void conclude(pk_judging *self, const char *rulebook) {
    pk_answer *answer = self->answer;
    pk_findings_finish(self);
    answer->id = id_of(self);
    answer->form = self->form->id;
    answer->version = self->form->version;
    answer->rulebook = rulebook ? rulebook : "";
    answer->catalogue = self->form->catalogue;
    answer->slots = self->filling.slots;
    answer->valid = !self->list.galat;
    answer->draft = self->draft;
    answer->confirmed = self->confirmations != NULL;
    answer->may_submit =
        !answer->missing_count && (!self->list.galat || (!self->list.unflagged_galat && has_note(self)));
}

static bool start(pk_judging *self, pilkada_verdict *verdict, pk_source *source) {
    const pilkada_form *form = self->form;
    pk_arena arena = self->answer->arena;
    *self->answer = (pk_answer){.arena = arena};
    pk_arena *memory = &self->answer->arena;
    pk_value *slots = pk_arena_alloc(memory, form->slot_count * sizeof *slots);
    uint64_t *bits = pk_arena_alloc(memory, 3 * form->words * sizeof *bits);
    if (!slots || !bits)
        return false;
    memset(slots, 0, form->fields.count * sizeof *slots); /* missing, absent */
    memset(bits, 0, 3 * form->words * sizeof *bits);
    self->scratch = &verdict->scratch;
    self->lacking = bits + 2 * form->words;
    self->filling = (pk_filling){
        .form = form, .arena = memory, .source = source, .slots = slots, .given = bits, .faulty = bits + form->words};
    self->frame = (pk_frame){.slots = slots, .roots = self->roots, .model = form->model, .arena = memory};
    return true;
}

static pilkada_status judge(pk_judging *self, const char *rulebook, pilkada_error *error) {
    if (!pk_fill(&self->filling))
        return self->filling.failed ? pk_fail_memory(error) : pk_json_error(&self->filling.source->event, error);
    find_parameters(self);
    find_roots(self);
    pk_judge_computed(self);
    pk_judge_structure(self);
    pk_judge_rules(self);
    pk_judge_unknown(self);
    if (self->draft)
        pk_draft_count(self);
    conclude(self, rulebook);
    if (self->confirmations)
        pk_confirm(self);
    pilkada_status status = self->explain ? pk_explain(self, error) : PILKADA_OK;
    bool failed = self->failed || self->filling.failed || self->answer->arena.failed;
    return failed ? pk_fail_memory(error) : status;
}

/* The new answer takes the place of the last one only when it is complete. */
static pilkada_status judge_source(const pilkada_form *form, pk_source *source, const pilkada_context *context,
                                   const char *rulebook, pilkada_verdict *verdict, pilkada_error *error) {
    pk_judging work = {.form = form,
                       .context = context,
                       .answer = &verdict->answers[!verdict->current],
                       .explain = verdict->explain,
                       .draft = verdict->draft,
                       .confirmations = verdict->confirmations};
    if (!start(&work, verdict, source))
        return pk_fail_memory(error);
    pilkada_status status = judge(&work, rulebook, error);
    pilkada_buffer_clear(&verdict->scratch);
    if (status)
        return status;
    verdict->current = !verdict->current;
    verdict->judged = true;
    return PILKADA_OK;
}

pilkada_status pk_form_judge(const pilkada_form *self, const char *text, size_t size, const pilkada_context *context,
                             const char *rulebook, pilkada_verdict *verdict, pilkada_error *error) {
    pk_source source;
    if (!self || !text || !verdict)
        return pk_fail(error, PILKADA_E_ARGUMENT, "form, text and verdict must not be NULL");
    if (size > PILKADA_MAX_REPORT_BYTES)
        return pk_fail(error, PILKADA_E_LIMIT, "a report has at most %u bytes; send photos beside it",
                       PILKADA_MAX_REPORT_BYTES);
    pk_source_text(&source, text, size, pk_verdict_arena(verdict));
    return judge_source(self, &source, context, rulebook, verdict, error);
}

pilkada_status pk_form_judge_tree(const pilkada_form *self, const cJSON *tree, const pilkada_context *context,
                                  const char *rulebook, pilkada_verdict *verdict, pilkada_error *error) {
    pk_source source;
    if (!self || !tree || !verdict)
        return pk_fail(error, PILKADA_E_ARGUMENT, "form, tree and verdict must not be NULL");
    pk_source_tree(&source, tree, pk_verdict_arena(verdict));
    return judge_source(self, &source, context, rulebook, verdict, error);
}
