/** @file form/definition.c  From a definition to a compiled form. */
#include "form/definition.h"

#include <cjson/cJSON.h>

#include "core/error.h"

/* A rule for each of a thousand fields copies its texts a thousand times: a small file can become a large form. */
static bool take_bytes(pk_compiling *self, size_t count, size_t size) {
    size_t bytes;
    bool fits = !__builtin_mul_overflow(count, size, &bytes) && bytes <= PILKADA_MAX_FORM_BYTES - self->bytes;
    if (self->error->status)
        return false;
    if (fits)
        self->bytes += bytes;
    else
        pk_fail(self->error, PILKADA_E_LIMIT,
                "a form takes at most %u bytes: shorten its texts, or name fewer in \"each\"", PILKADA_MAX_FORM_BYTES);
    return fits;
}

void *pk_compile_alloc(pk_compiling *self, size_t count, size_t size) {
    void *block = take_bytes(self, count, size) ? pk_arena_alloc_zero(&self->form->arena, count, size) : NULL;
    if (!block && !self->error->status)
        pk_fail_memory(self->error);
    return block;
}

const char *pk_compile_text(pk_compiling *self, const pk_reading *node) {
    const char *text = pk_read_text(node);
    if (!text || !take_bytes(self, strlen(text) + 1, 1)) {
        if (text && self->error->status == PILKADA_E_LIMIT && !*self->error->where)
            pk_read_where(node, "");
        return NULL;
    }
    const char *copy = pk_arena_strdup(&self->form->arena, text, strlen(text));
    if (!copy)
        pk_fail_memory(self->error);
    return copy;
}

const char *pk_compile_filled(pk_compiling *self, const pk_reading *node) {
    const char *text = pk_compile_text(self, node);
    if (text && !pk_span_trim(pk_span_of(text)).size)
        pk_read_fault(node, "must not be empty");
    return text;
}

pk_label pk_compile_label(pk_compiling *self, const pk_reading *node) {
    static const char *const keys[] = {"id", "en", NULL};
    if (!node->node)
        return (pk_label){{NULL, NULL}};
    pk_reading id = pk_read_member(node, "id", true), en = pk_read_member(node, "en", true);
    pk_read_only(node, keys);
    return (pk_label){{pk_compile_filled(self, &id), pk_compile_filled(self, &en)}};
}

const pk_expr *pk_compile_expr(pk_compiling *self, const pk_reading *node, const char *source) {
    if (!source || self->error->status)
        return NULL;
    pk_expr *expr = pk_expr_compile(pk_span_of(source), &self->scope, &self->form->arena, self->error);
    if (!expr)
        pk_read_where(node, " ");
    return expr;
}

/* ---- heads of files ---- */

static void read_form_head(pk_compiling *self, const pk_reading *file) {
    static const char *const keys[] = {"form",     "version", "head",  "title",  "source",  "comment",
                                       "sections", "sets",    "rules", "duties", "example", NULL};
    pk_reading id = pk_read_member(file, "form", true), version = pk_read_member(file, "version", true);
    pk_reading title = pk_read_member(file, "title", true), source = pk_read_member(file, "source", true);
    pk_read_only(file, keys);
    self->form->id = pk_compile_id(self, &id);
    self->form->version = pk_compile_filled(self, &version);
    self->form->title = pk_compile_label(self, &title);
    self->form->source = pk_compile_label(self, &source);
}

static void read_head_head(const pk_reading *head) {
    static const char *const keys[] = {"head_id", "version", "title",     "source", "comment", "sections",
                                       "sets",    "rules",   "structure", "duties", "example", NULL};
    pk_read_only(head, keys);
}

static uint32_t slot_of(const pilkada_form *form, const char *id, pk_kind kind) {
    const pk_field *field = pk_field_named(&form->fields, pk_span_of(id));
    return field && field->kind == kind ? (uint32_t)(field - form->fields.items) : PK_NO_SLOT;
}

/* The few fields that the engine itself knows. */
static void find_known_slots(pilkada_form *form) {
    form->id_slot = slot_of(form, "id", PK_KIND_TEKS);
    form->nihil_slot = slot_of(form, "nihil", PK_KIND_YA_TIDAK);
    form->catatan_slot = slot_of(form, "catatan", PK_KIND_TEKS);
    form->wilayah_slot = slot_of(form, "kode_wilayah", PK_KIND_WILAYAH);
}

static void read_parameters(pk_compiling *self) {
    pilkada_form *form = self->form;
    const cJSON *tree = form->model ? pk_model_parameters(form->model) : NULL;
    form->parameter = (pk_value){.type = PK_MAP, .state = PILKADA_VALUE_GIVEN};
    if (tree && !self->error->status && !pk_value_of_tree(tree, &form->arena, &form->parameter))
        pk_fail_memory(self->error);
    pk_value *values = pk_compile_alloc(self, form->parameter.size, sizeof *values);
    for (uint32_t i = 0; values && i < form->parameter.size; i++)
        values[i] = form->parameter.items[2 * i + 1];
    form->parameters = values;
    form->slot_count = form->fields.count + form->parameter.size;
    form->words = (form->slot_count + 63) / 64;
}

static bool has_row_rules(const pk_reading *file) {
    pk_reading list = pk_read_member(file, "rules", true), rule = {.node = NULL};
    bool found = false;
    pk_read_array(&list);
    while (pk_reading_ok(&list) && pk_read_each(&list, &rule))
        found = found || cJSON_GetObjectItemCaseSensitive(rule.node, "rows");
    return found;
}

static bool has_computed_rows(const pilkada_form *form) {
    for (size_t i = 0; i < form->fields.count; i++) {
        const pk_fields *rows = form->fields.items[i].rows;
        for (size_t j = 0; rows && j < rows->count; j++)
            if (rows->items[j].need == PK_NEED_DIHITUNG)
                return true;
    }
    return false;
}

/* Slots for the members of one row: rules go through one list at a time. */
static void make_row_slots(pk_compiling *self, const pk_reading *head, const pk_reading *file) {
    pilkada_form *form = self->form;
    bool wanted = has_row_rules(head), more = has_row_rules(file);
    size_t most = 0;
    form->keeps_rows = wanted || more || has_computed_rows(form);
    for (size_t i = 0; form->keeps_rows && i < form->fields.count; i++) {
        const pk_fields *rows = form->fields.items[i].rows;
        most = rows && rows->count > most ? rows->count : most;
    }
    form->row_slot = form->words * 64;
    if (most)
        form->slot_count = form->row_slot + most;
    form->words = (form->slot_count + 63) / 64;
}

/* ---- what judging needs, laid out for it ---- */

static void find_needed(pk_compiling *self) {
    pilkada_form *form = self->form;
    uint64_t *needed = pk_compile_alloc(self, form->words, sizeof *needed);
    for (size_t i = 0; needed && i < form->fields.count; i++) {
        const pk_field *field = &form->fields.items[i];
        if (field->need != PK_NEED_OPSIONAL)
            needed[i / 64] |= (uint64_t)1 << i % 64;
        if (field->condition)
            form->roots |= pk_expr_roots(field->condition);
    }
    form->needed = needed;
}

static void mark_parameters(pk_compiling *self) {
    pilkada_form *form = self->form;
    uint64_t *slots = pk_compile_alloc(self, form->words, sizeof *slots);
    for (size_t i = form->fields.count; slots && i < form->fields.count + form->parameter.size; i++)
        slots[i / 64] |= (uint64_t)1 << i % 64;
    form->parameter_slots = slots;
}

static void mark_slots(uint64_t *slots, const pk_expr *expr) {
    for (size_t i = 0; expr && i < pk_expr_slot_count(expr); i++) {
        uint32_t slot = pk_expr_slot(expr, i);
        slots[slot / 64] |= (uint64_t)1 << slot % 64;
    }
}

/* Parts of one rule often apply under one condition: then it is the same object, and asked once. */
static const pk_expr *shared_condition(const pk_rule *rule, const pk_check *before) {
    bool same = rule->when && before && before->when && before->list == rule->list &&
                pk_span_equal(pk_expr_source(rule->when), pk_expr_source(before->when));
    return same ? before->when : rule->when;
}

static void find_words(pk_check *check, size_t words) {
    for (uint32_t i = 0; i < words; i++) {
        if (!check->must[i] && !(check->reads && check->reads[i]))
            continue;
        check->first = check->end ? check->first : i;
        check->end = i + 1;
    }
}

static void lay_out_checks(pk_compiling *self) {
    pilkada_form *form = self->form;
    form->checks = pk_compile_alloc(self, form->rule_count, sizeof *form->checks);
    uint64_t *slots = pk_compile_alloc(self, 2 * form->words * form->rule_count, sizeof *slots);
    for (size_t i = 0; form->checks && slots && i < form->rule_count; i++, slots += 2 * form->words) {
        const pk_rule *rule = &form->rules[i];
        bool any = rule->missing == PK_SKIP_IF_ANY_MISSING;
        uint64_t *reads = any ? slots : slots + form->words;
        mark_slots(slots, rule->when);
        mark_slots(reads, rule->expr);
        const pk_expr *when = shared_condition(rule, i ? &form->checks[i - 1] : NULL);
        form->checks[i] = (pk_check){.expr = rule->expr,
                                     .when = when,
                                     .must = slots,
                                     .reads = any ? NULL : reads,
                                     .roots = rule->roots,
                                     .missing = rule->missing,
                                     .list = rule->list};
        find_words(&form->checks[i], form->words);
        form->roots |= rule->roots;
    }
}

const char *pk_form_head_id(const cJSON *head) {
    const cJSON *id = cJSON_GetObjectItemCaseSensitive(head, "head_id");
    return cJSON_IsString(id) ? id->valuestring : NULL;
}

/* Each step does nothing after a fault. */
static void compile(pk_compiling *self, const cJSON *definition, const cJSON *head) {
    pk_reading file = pk_reading_root(definition, self->error), common = pk_reading_root(head, self->error);
    common.file = pk_form_head_id(head);
    pk_read_object(&file);
    if (!head)
        pk_read_fault(&file, "\"head\" must name a common head of this rulebook, such as \"kepala\"");
    read_form_head(self, &file);
    read_head_head(&common);
    if (self->error->status)
        return;
    pk_compile_sections(self, &common, &file);
    pk_compile_percentages(self);
    pk_compile_sets(self, &common, &file);
    read_parameters(self);
    make_row_slots(self, &common, &file);
    pk_compile_scope(self);
    if (self->error->status)
        return;
    find_known_slots(self->form);
    pk_compile_conditions(self, &common, 0);
    pk_compile_conditions(self, &file, self->form->head_sections);
    pk_compile_computed(self, common.file);
    pk_compile_structure(self, &common);
    pk_compile_rules(self, &common);
    self->form->head_rules = self->form->rule_count;
    pk_compile_rules(self, &file);
    pk_compile_duties(self, &common, &file);
    if (self->error->status)
        return;
    find_needed(self);
    mark_parameters(self);
    lay_out_checks(self);
    pk_compile_json(self, definition, head);
}

pilkada_form *pk_form_compile(const cJSON *definition, const cJSON *head, const pk_model *model,
                              const pk_catalogue *catalogue, const pilkada_allocator *allocator, pilkada_error *error) {
    pilkada_error fallback = PILKADA_ERROR_INIT;
    error = pk_error_or(error, &fallback);
    pk_error_clear(error);
    if (!definition) {
        pk_fail(error, PILKADA_E_ARGUMENT, "definition must not be NULL");
        return NULL;
    }
    allocator = pk_allocator_or_default(allocator);
    pilkada_form *form = pk_alloc_zero(allocator, 1, sizeof *form);
    if (!form) {
        pk_fail_memory(error);
        return NULL;
    }
    pk_arena_init(&form->arena, allocator);
    pk_map_init(&form->fields.index, &form->arena.allocator);
    form->model = model;
    form->catalogue = catalogue;
    pk_compiling work = {.form = form, .error = error};
    compile(&work, definition, head);
    if (!error->status)
        return form;
    pk_form_free(form);
    return NULL;
}

void pk_form_free(pilkada_form *self) {
    if (!self)
        return;
    pilkada_allocator allocator = self->arena.allocator;
    for (pk_member_fields *members = self->members; members; members = members->next)
        pk_map_dispose(&members->fields.index);
    pk_map_dispose(&self->fields.index);
    pk_free(&allocator, self->rules);
    pk_arena_dispose(&self->arena);
    pk_free(&allocator, self);
}

const char *pilkada_form_id(const pilkada_form *self) {
    return self ? self->id : "";
}

const char *pilkada_form_version(const pilkada_form *self) {
    return self ? self->version : "";
}

const char *pilkada_form_title(const pilkada_form *self, pilkada_lang lang) {
    return self ? self->title.text[lang == PILKADA_LANG_EN] : "";
}
