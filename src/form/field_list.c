/** @file form/field_list.c  Lists of fields: those of the form by section, those of a kelompok, those of a row. */
#include "form/definition.h"

#include <cjson/cJSON.h>

#include "core/error.h"

/* ---- adding ---- */

/* The id in expressions: that of the kelompok, a dot, the key. */
static pk_span full_id(pk_compiling *self, const pk_field *group, pk_span key) {
    if (!group || !key.size)
        return key;
    size_t size = group->id.size + 1 + key.size;
    char *id = pk_compile_alloc(self, size + 1, 1);
    if (!id)
        return key;
    memcpy(id, group->id.data, group->id.size);
    id[group->id.size] = '.';
    memcpy(id + group->id.size + 1, key.data, key.size);
    return (pk_span){id, size};
}

/* False when memory is out or the name is taken. */
static bool add_name(pk_compiling *self, pk_fields *fields, pk_span name, const pk_field *field) {
    bool existing = false;
    if (!pk_map_add(&fields->index, name, (uint32_t)(field - fields->items), &existing)) {
        pk_fail_memory(self->error);
        return false;
    }
    if (!existing)
        fields->names[fields->name_count++] = name.data;
    return !existing;
}

/* The next place of `fields`, read from `node`; NULL after a fault. */
static pk_field *add_field(pk_compiling *self, pk_fields *fields, const pk_reading *node) {
    pk_field *field = &fields->items[fields->count];
    *field = (pk_field){.section = field->section, .group = fields->group, .span = 1};
    pk_compile_field(self, field, node);
    if (self->error->status)
        return NULL;
    fields->count++;
    if (add_name(self, fields, field->id, field))
        return field;
    pk_read_fault(node, "this id is there twice; rename one field");
    return NULL;
}

static bool make_index(pk_compiling *self, pk_fields *fields, size_t count) {
    pk_map_init(&fields->index, &self->form->arena.allocator);
    fields->names = pk_compile_alloc(self, count, sizeof *fields->names);
    return fields->names != NULL;
}

static bool make_room(pk_compiling *self, pk_fields *fields, size_t count) {
    fields->group = PK_NO_SLOT;
    fields->items = pk_compile_alloc(self, count, sizeof *fields->items);
    return make_index(self, fields, count) && fields->items;
}

static pk_fields *new_members(pk_compiling *self) {
    pk_member_fields *members = pk_compile_alloc(self, 1, sizeof *members);
    if (!members)
        return NULL;
    pk_map_init(&members->fields.index, &self->form->arena.allocator);
    members->next = self->form->members;
    self->form->members = members;
    return &members->fields;
}

/* ---- rows: plain values; what repeats inside one is a list of plain values ---- */

void pk_compile_rows(pk_compiling *self, pk_field *field, const pk_reading *list) {
    pk_read_array(list);
    if (pk_read_count(list) > PILKADA_MAX_FIELDS) {
        pk_read_limit(list, "a row has at most %u members; make a second list of the rest", PILKADA_MAX_FIELDS);
        return;
    }
    pk_fields *rows = new_members(self);
    if (!rows || !make_room(self, rows, pk_read_count(list)))
        return;
    pk_reading item = {.node = NULL};
    while (pk_read_each(list, &item)) {
        const pk_field *member = add_field(self, rows, &item);
        if (!member)
            return;
        pk_reading recap = pk_read_member(&item, "recap", false);
        if (recap.node)
            pk_read_fault(&recap, "rows are recapped as they are: say it at the list");
        if (member->rows || pk_kind_is_group(member->kind))
            pk_read_fault(&item, "rows inside rows are not possible; make a list of its own");
        if (member->need == PK_NEED_IF || member->need == PK_NEED_RULE)
            pk_read_fault(&item, "a member of a row is wajib, opsional or dihitung; conditions belong in a rule");
    }
    pk_value *keys = pk_compile_alloc(self, rows->count, sizeof *keys);
    for (size_t i = 0; keys && i < rows->count; i++)
        keys[i] = pk_value_string(rows->items[i].key.text);
    rows->keys = keys;
    field->rows = rows;
}

/* ---- fields of the form ---- */

/* In expressions a field would hide what the rules of the head read. */
static void refuse_root(const pk_field *field, const pk_reading *node) {
    pk_reading id = pk_read_member(node, "id", true);
    for (size_t root = 0; root < PK_ROOT_COUNT; root++)
        if (pk_span_is(field->id, pk_root_names[root]))
            pk_read_fault(&id, "in expressions %s is what the caller gives; choose another name", pk_root_names[root]);
}

static bool read_form_field(pk_compiling *self, const pk_reading *node, uint32_t group, uint32_t section);

/* Members stand right behind their kelompok, in the same array, so that each has a slot of its own. */
static pk_fields *open_group(pk_compiling *self, size_t at, size_t names) {
    pk_fields *all = &self->form->fields, *members = new_members(self);
    if (!members || !make_index(self, members, names))
        return NULL;
    members->items = all->items + all->count;
    members->group = (uint32_t)at;
    return members;
}

static bool close_group(pk_compiling *self, size_t at, pk_fields *members) {
    pk_field *group = &self->form->fields.items[at];
    members->count = self->form->fields.count - at - 1;
    group->span = (uint32_t)members->count + 1;
    group->members = members;
    return !self->error->status;
}

static bool read_group(pk_compiling *self, size_t at, const pk_reading *node) {
    pk_fields *all = &self->form->fields;
    pk_reading list = pk_read_member(node, "fields", true), item = {.node = NULL};
    pk_read_array(&list);
    pk_fields *members = open_group(self, at, pk_read_count(&list));
    if (!members)
        return false;
    if (!pk_read_count(&list))
        pk_read_fault(&list, "a kelompok needs at least one field");
    while (!self->error->status && pk_read_each(&list, &item)) {
        const pk_field *member = &all->items[all->count];
        if (!read_form_field(self, &item, (uint32_t)at, all->items[at].section) ||
            !add_name(self, members, member->key.text, member))
            return false;
    }
    return close_group(self, at, members);
}

/* ---- a coordinate: latitude and longitude in degrees (WGS 84), both or neither ---- */

static const struct axis {
    const char *key;
    pk_label label;
    double most;
} axes[] = {{"lintang", {{"Lintang", "Latitude"}}, 90}, {"bujur", {{"Bujur", "Longitude"}}, 180}};
enum { AXES = sizeof axes / sizeof *axes };

static bool make_axes(pk_compiling *self, size_t at) {
    pk_fields *all = &self->form->fields, *members = open_group(self, at, AXES);
    for (size_t i = 0; members && i < AXES; i++) {
        const pk_field *group = &all->items[at];
        pk_field *field = &all->items[all->count++];
        *field = (pk_field){.key = pk_json_name_of(pk_span_of(axes[i].key)),
                            .take = pk_kind_of(PK_KIND_DESIMAL)->take,
                            .kind = PK_KIND_DESIMAL,
                            .span = 1,
                            .low = -axes[i].most,
                            .high = axes[i].most,
                            .need = PK_NEED_WAJIB,
                            .label = axes[i].label,
                            .unit = {{"derajat", "degrees"}},
                            .bounded = true,
                            .mark = group->mark,
                            .source = group->source,
                            .section = group->section,
                            .group = (uint32_t)at};
        field->id = full_id(self, group, field->key.text);
        if (!add_name(self, all, field->id, field) || !add_name(self, members, field->key.text, field))
            return false;
    }
    return members && close_group(self, at, members);
}

static bool read_members(pk_compiling *self, size_t at, const pk_reading *node) {
    const pk_field *field = &self->form->fields.items[at];
    if (!pk_kind_is_group(field->kind))
        return true;
    if (field->need == PK_NEED_DIHITUNG || field->need == PK_NEED_RULE)
        pk_read_fault(node, "a %s is wajib, opsional or required by a condition", pk_kind_of(field->kind)->name);
    return field->kind == PK_KIND_KOORDINAT ? make_axes(self, at) : read_group(self, at, node);
}

static bool read_form_field(pk_compiling *self, const pk_reading *node, uint32_t group, uint32_t section) {
    pk_fields *all = &self->form->fields;
    size_t at = all->count;
    pk_field *field = &all->items[at];
    *field = (pk_field){.section = section, .group = group, .span = 1};
    pk_compile_field(self, field, node);
    field->id = full_id(self, group == PK_NO_SLOT ? NULL : &all->items[group], field->key.text);
    refuse_root(field, node);
    if (self->error->status)
        return false;
    all->count++;
    if (!add_name(self, all, field->id, field))
        pk_read_fault(node, "this id is there twice; rename one field");
    return !self->error->status && read_members(self, at, node);
}

static size_t count_members(const pk_reading *list) {
    size_t count = 0;
    pk_reading field = {.node = NULL};
    while (pk_read_each(list, &field)) {
        const cJSON *type = cJSON_GetObjectItemCaseSensitive(field.node, "type");
        pk_reading members = pk_read_member(&field, "fields", false);
        pk_kind kind = cJSON_IsString(type) ? pk_kind_named(type->valuestring) : PK_KIND_COUNT;
        count += 1 + (kind == PK_KIND_KELOMPOK ? count_members(&members) : kind == PK_KIND_KOORDINAT ? AXES : 0);
    }
    return count;
}

static size_t count_fields(const pk_reading *file, size_t *sections) {
    size_t count = 0;
    pk_reading list = pk_read_member(file, "sections", true), section = {.node = NULL};
    while (pk_read_each(&list, &section)) {
        pk_reading fields = pk_read_member(&section, "fields", true);
        count += count_members(&fields);
        ++*sections;
    }
    return count;
}

static void read_sections(pk_compiling *self, const pk_reading *file) {
    static const char *const keys[] = {"title", "fields", NULL};
    pilkada_form *form = self->form;
    pk_reading list = pk_read_member(file, "sections", true), section = {.node = NULL};
    pk_read_array(&list);
    while (pk_read_each(&list, &section)) {
        pk_reading title = pk_read_member(&section, "title", true), fields = pk_read_member(&section, "fields", true);
        pk_read_only(&section, keys);
        pk_read_array(&fields);
        pk_section *to = &form->sections[form->section_count];
        *to = (pk_section){.title = pk_compile_label(self, &title), .first = form->fields.count};
        pk_reading field = {.node = NULL};
        while (pk_read_each(&fields, &field))
            if (!read_form_field(self, &field, PK_NO_SLOT, (uint32_t)form->section_count))
                return;
        to->count = form->fields.count - to->first;
        form->section_count++;
    }
}

void pk_compile_sections(pk_compiling *self, const pk_reading *head, const pk_reading *file) {
    size_t sections = 0, count = count_fields(head, &sections) + count_fields(file, &sections);
    pilkada_form *form = self->form;
    if (count > PILKADA_MAX_FIELDS) {
        pk_reading list = pk_read_member(file, "sections", true);
        pk_read_limit(&list, "a form has at most %u fields, the head included; make two forms of it",
                      PILKADA_MAX_FIELDS);
        return;
    }
    form->sections = pk_compile_alloc(self, sections, sizeof *form->sections);
    if (!make_room(self, &form->fields, count) || !form->sections)
        return;
    read_sections(self, head);
    form->head_fields = form->fields.count;
    form->head_sections = form->section_count;
    if (!self->error->status)
        read_sections(self, file);
}

/* ---- where a field stands in its file ---- */

/* How many of the same list stand before it, list by list. */
void pk_put_field_place(pilkada_buffer *out, const pilkada_form *form, size_t slot) {
    const pk_field *field = &form->fields.items[slot];
    bool head = field->section < form->head_sections;
    size_t before = 0, at = form->sections[field->section].first;
    if (field->group == PK_NO_SLOT) {
        pk_puts(out, "/sections/");
        pk_put_int(out, (int64_t)(field->section - (head ? 0 : form->head_sections)));
    } else {
        pk_put_field_place(out, form, field->group);
        at = field->group + 1;
    }
    for (; at < slot; at += form->fields.items[at].span)
        before++;
    pk_puts(out, "/fields/");
    pk_put_int(out, (int64_t)before);
}
