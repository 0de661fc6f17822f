/** @file form/scope.c  What names in expressions stand for: fields, sets of fields, and what is outside the report. */
#include "form/definition.h"

#include <cjson/cJSON.h>

const char *const pk_root_names[PK_ROOT_COUNT] = {
    [PK_ROOT_SEBELUMNYA] = "konteks.sebelumnya", [PK_ROOT_LAPORAN] = "konteks.laporan",
    [PK_ROOT_KEJADIAN] = "konteks.kejadian",     [PK_ROOT_PASANGAN] = "konteks.pasangan",
    [PK_ROOT_PARAMETER] = "parameter",           [PK_ROOT_WILAYAH] = "wilayah",
};

const char *pk_field_near(const pilkada_form *form, const char *name) {
    return pk_nearest(pk_span_of(name), form->fields.names, form->fields.count);
}

const pk_set *pk_form_set(const pilkada_form *self, pk_span name) {
    for (size_t i = 0; i < self->set_count; i++)
        if (pk_span_equal(self->sets[i].name, name))
            return &self->sets[i];
    return NULL;
}

/* ---- sets ---- */

static uint32_t read_slot(const pilkada_form *form, const pk_reading *node) {
    const char *name = pk_read_text(node);
    const pk_field *field = name ? pk_field_named(&form->fields, pk_span_of(name)) : NULL;
    if (field)
        return (uint32_t)(field - form->fields.items);
    const char *near = name ? pk_field_near(form, name) : NULL;
    if (near)
        pk_read_fault(node, "no such field: did you mean \"%s\"?", near);
    else if (name)
        pk_read_fault(node, "no such field in this form or its head");
    return PK_NO_SLOT;
}

static void read_list(const pilkada_form *form, pk_set *set, const pk_reading *list) {
    pk_reading item = {.node = NULL};
    while (pk_reading_ok(list) && pk_read_each(list, &item))
        set->slots[set->count++] = read_slot(form, &item);
}

/* All fields of a type: counts are those of the form itself, texts and region codes are those of the head as well. */
static bool takes_head(pk_kind kind) {
    return kind == PK_KIND_TEKS || kind == PK_KIND_WILAYAH;
}

static void read_type(const pilkada_form *form, pk_set *set, const pk_reading *node) {
    const char *name = pk_read_text(node);
    pk_kind kind = name ? pk_kind_named(name) : PK_KIND_COUNT;
    const char *near = name && kind == PK_KIND_COUNT ? pk_kind_near(name) : NULL;
    if (near)
        pk_read_fault(node, "no such type: did you mean \"%s\"?", near);
    else if (kind == PK_KIND_COUNT)
        pk_read_fault(node, "no such type; see docs/guide/forms.md for the list");
    for (size_t i = takes_head(kind) ? 0 : form->head_fields; i < form->fields.count; i++)
        if (form->fields.items[i].kind == kind)
            set->slots[set->count++] = (uint32_t)i;
}

static bool contains(const uint32_t *slots, size_t count, uint32_t slot) {
    for (size_t i = 0; i < count; i++)
        if (slots[i] == slot)
            return true;
    return false;
}

static void read_difference(const pilkada_form *form, pk_set *set, const pk_reading *node) {
    pk_reading of = pk_read_member(node, "of", true), except = pk_read_member(node, "except", true);
    const char *name = pk_read_text(&of);
    const pk_set *all = name ? pk_form_set(form, pk_span_of(name)) : NULL;
    if (name && !all)
        pk_read_fault(&of, "no such set above this one");
    pk_read_array(&except);
    if (!all || !pk_reading_ok(node))
        return;
    memcpy(set->slots, all->slots, all->count * sizeof *set->slots);
    set->count = all->count;
    pk_reading item = {.node = NULL};
    while (pk_reading_ok(node) && pk_read_each(&except, &item)) {
        uint32_t slot = read_slot(form, &item);
        if (pk_reading_ok(node) && !contains(set->slots, set->count, slot))
            pk_read_fault(&item, "this field is not in the set");
        size_t kept = 0;
        for (size_t i = 0; i < set->count; i++)
            if (set->slots[i] != slot)
                set->slots[kept++] = set->slots[i];
        set->count = kept;
    }
}

static void read_set(pk_compiling *self, pk_set *set, const pk_reading *node) {
    static const char *const keys[] = {"type", "of", "except", NULL};
    pilkada_form *form = self->form;
    size_t most = cJSON_IsArray(node->node) ? pk_read_count(node) : form->fields.count;
    set->slots = pk_compile_alloc(self, most, sizeof *set->slots);
    if (!set->slots)
        return;
    if (cJSON_IsArray(node->node)) {
        read_list(form, set, node);
        return;
    }
    pk_read_only(node, keys);
    pk_reading type = pk_read_member(node, "type", false);
    if (type.node)
        read_type(form, set, &type);
    else
        read_difference(form, set, node);
}

/* The place of a new set, or that of the head's set which the form defines anew: the head reads that one. */
static pk_set *place_set(pilkada_form *form, const pk_reading *node, size_t head_count) {
    pk_span name = pk_span_of(node->node->string);
    const pk_set *taken = pk_form_set(form, name);
    size_t at = taken ? (size_t)(taken - form->sets) : form->set_count;
    if (pk_field_named(&form->fields, name) || (taken && at >= head_count))
        pk_read_fault(node, "this name is taken; choose another");
    else if (!taken)
        form->set_count++;
    return &form->sets[at];
}

/* `head_count` sets may be defined anew. */
static void read_sets(pk_compiling *self, const pk_reading *list, size_t head_count) {
    pk_reading item = {.node = NULL};
    while (!self->error->status && pk_read_each(list, &item)) {
        const char *name = item.node->string;
        pk_set set = {.name = {NULL, 0}};
        char *copy = pk_compile_alloc(self, strlen(name) + 1, 1);
        if (!copy)
            return;
        memcpy(copy, name, strlen(name));
        set.name = pk_span_of(copy);
        read_set(self, &set, &item);
        if (!self->error->status)
            *place_set(self->form, &item, head_count) = set;
    }
}

void pk_compile_sets(pk_compiling *self, const pk_reading *head, const pk_reading *file) {
    pilkada_form *form = self->form;
    pk_reading common = pk_read_member(head, "sets", false), own = pk_read_member(file, "sets", false);
    if (common.node)
        pk_read_object(&common);
    if (own.node)
        pk_read_object(&own);
    if (pk_read_count(&common) + pk_read_count(&own) > PILKADA_MAX_SETS)
        pk_read_limit(&own, "a form has at most %u sets, the head included; name fields in \"each\" instead",
                      PILKADA_MAX_SETS);
    form->sets = pk_compile_alloc(self, pk_read_count(&common) + pk_read_count(&own), sizeof *form->sets);
    read_sets(self, &common, 0);
    read_sets(self, &own, self->form->set_count);
}

/* ---- the scope ---- */

/* A parameter of the rulebook has a slot of its own; one that only a context can give is looked up in the map. */
uint32_t pk_parameter_slot(const pilkada_form *form, pk_span name) {
    static const size_t prefix = sizeof "parameter." - 1;
    if (!pk_span_starts_with(name, "parameter."))
        return PK_NO_SLOT;
    name = (pk_span){name.data + prefix, name.size - prefix};
    for (uint32_t i = 0; i < form->parameter.size; i++)
        if (pk_span_equal(pk_value_span(form->parameter.items[2 * i]), name))
            return (uint32_t)form->fields.count + i;
    return PK_NO_SLOT;
}

static bool find_name(void *context, pk_span name, pk_binding *out) {
    const pk_compiling *self = context;
    const pilkada_form *form = self->form;
    uint32_t slot = pk_slot_named(form, self->list, name);
    const pk_set *set = pk_form_set(form, name);
    if (slot != PK_NO_SLOT && !pk_kind_is_group(pk_field_of_slot(form, self->list, slot)->kind)) {
        *out = (pk_binding){.kind = PK_BIND_SLOT, .index = slot};
        return true;
    }
    if (set) {
        *out = (pk_binding){.kind = PK_BIND_SET, .set = set->slots, .set_count = set->count};
        return true;
    }
    slot = pk_parameter_slot(form, name);
    if (slot != PK_NO_SLOT) {
        *out = (pk_binding){.kind = PK_BIND_SLOT, .index = slot};
        return true;
    }
    for (uint32_t root = 0; root < PK_ROOT_COUNT; root++) {
        if (!pk_span_is(name, pk_root_names[root]))
            continue;
        *out = (pk_binding){.kind = PK_BIND_ROOT, .index = root};
        return true;
    }
    return false;
}

void pk_compile_scope(pk_compiling *self) {
    pilkada_form *form = self->form;
    size_t row = form->keeps_rows ? form->slot_count - form->row_slot : 0;
    size_t count = 0, most = form->fields.count + form->set_count + PK_ROOT_COUNT + row;
    const char **names = self->names = pk_compile_alloc(self, most, sizeof *names);
    if (!names)
        return;
    for (size_t i = 0; i < form->fields.count; i++)
        if (!pk_kind_is_group(form->fields.items[i].kind))
            names[count++] = form->fields.names[i];
    for (size_t i = 0; i < form->set_count; i++)
        names[count++] = form->sets[i].name.data;
    for (size_t i = 0; i < PK_ROOT_COUNT; i++)
        names[count++] = pk_root_names[i];
    self->scope = (pk_scope){.find = find_name, .context = self, .names = names, .name_count = count};
    self->own_names = count;
}

/* There is room for the members of any row behind the names of the form. */
void pk_compile_enter_rows(pk_compiling *self, const pk_field *list) {
    self->list = list;
    self->scope.name_count = self->own_names;
    for (size_t i = 0; list && i < list->rows->count; i++)
        self->names[self->scope.name_count++] = list->rows->names[i];
}
