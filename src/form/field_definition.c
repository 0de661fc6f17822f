/** @file form/field_definition.c  Reading the fields of a definition. */
#include "form/definition.h"

#include <cjson/cJSON.h>
#include <math.h>

#include "core/civil.h"
#include "core/error.h"

/* ---- ranges ---- */

/* What a field may hold when the file does not say. Counts fit nine digits: Indonesia has 204 million voters. */
static void default_bounds(pk_field *field) {
    static const struct {
        int64_t min, max;
        double low, high;
    } bounds[PK_KIND_COUNT] = {
        [PK_KIND_TEKS] = {0, 4000, 0, 0},
        [PK_KIND_BULAT] = {0, 999999999, 0, 0},
        [PK_KIND_UANG] = {0, INT64_C(999999999999999), 0, 0},
        [PK_KIND_PERSEN] = {0, 0, 0, 100},
        [PK_KIND_DESIMAL] = {0, 0, -1e15, 1e15},
        [PK_KIND_TANGGAL] = {INT32_MIN + 1, INT32_MAX, 0, 0},
        [PK_KIND_JAM] = {0, 1440, 0, 0},
        [PK_KIND_DAFTAR] = {0, PILKADA_MAX_ROWS, 0, 0},
    };
    field->min = bounds[field->kind].min;
    field->max = bounds[field->kind].max;
    field->low = bounds[field->kind].low;
    field->high = bounds[field->kind].high;
}

static int64_t read_clock_bound(const pk_reading *node) {
    int minutes = 0;
    const char *text = pk_read_text(node);
    if (text && !pk_read_clock(pk_span_of(text), true, &minutes))
        pk_read_fault(node, "must be a clock time such as \"06:00\"");
    return minutes;
}

static int64_t read_date_bound(const pk_reading *node) {
    pilkada_date date = 0;
    const char *text = pk_read_text(node);
    if (text && !pk_read_date(pk_span_of(text), &date, NULL))
        pk_read_fault(node, "must be a date such as \"2024-11-27\"");
    return date;
}

static int64_t read_bound(const pk_field *field, const pk_reading *node) {
    if (field->kind == PK_KIND_JAM)
        return read_clock_bound(node);
    if (field->kind == PK_KIND_TANGGAL)
        return read_date_bound(node);
    return pk_read_integer(node, 0);
}

static void read_bounds(pk_field *field, const pk_reading *node) {
    if (!node->node)
        return;
    pk_read_array(node);
    if (pk_read_count(node) != 2)
        pk_read_fault(node, "must be two values: the lowest and the highest");
    pk_reading first = pk_read_element(node, 0), second = pk_read_element(node, 1);
    field->bounded = true;
    if (field->kind == PK_KIND_PERSEN || field->kind == PK_KIND_DESIMAL) {
        field->low = pk_read_number(&first, 0);
        field->high = pk_read_number(&second, 0);
    } else {
        field->min = read_bound(field, &first);
        field->max = read_bound(field, &second);
    }
    if (field->low > field->high || field->min > field->max)
        pk_read_fault(node, "the lowest value is above the highest");
    if (pk_kind_is_count(field->kind) && field->min < 0)
        pk_read_fault(node, "a count is never below 0");
    if (field->kind == PK_KIND_DAFTAR && field->max > (int64_t)PILKADA_MAX_ROWS)
        pk_read_fault(node, "a list has at most %u rows", PILKADA_MAX_ROWS);
}

static bool has_range(pk_kind kind) {
    return pk_kind_is_count(kind) || kind == PK_KIND_PERSEN || kind == PK_KIND_DESIMAL || kind == PK_KIND_JAM ||
           kind == PK_KIND_TANGGAL;
}

static bool has_length(pk_kind kind) {
    return kind == PK_KIND_TEKS || kind == PK_KIND_DAFTAR;
}

static void read_limits(pk_field *field, const pk_reading *node) {
    pk_reading range = pk_read_member(node, "range", false), length = pk_read_member(node, "length", false);
    default_bounds(field);
    if (range.node && !has_range(field->kind))
        pk_read_fault(&range, "a field of type %s has no range", pk_kind_of(field->kind)->name);
    if (length.node && !has_length(field->kind))
        pk_read_fault(&length, "a field of type %s has no length", pk_kind_of(field->kind)->name);
    read_bounds(field, range.node ? &range : &length);
}

/* ---- choices ---- */

static void read_choices(pk_compiling *self, pk_field *field, const pk_reading *list) {
    static const char *const keys[] = {"id", "label", NULL};
    pk_read_array(list);
    size_t count = pk_read_count(list);
    pk_choice *choices = pk_compile_alloc(self, count, sizeof *choices);
    field->choice_ids = pk_compile_alloc(self, count, sizeof *field->choice_ids);
    if (list->node && !count)
        pk_read_fault(list, "a choice needs at least one member");
    pk_reading item = {.node = NULL};
    while (choices && field->choice_ids && pk_read_each(list, &item)) {
        pk_reading id = pk_read_member(&item, "id", true), label = pk_read_member(&item, "label", true);
        pk_read_only(&item, keys);
        pk_choice *choice = &choices[field->choice_count];
        choice->id = pk_span_of(pk_compile_text(self, &id));
        choice->label = pk_compile_label(self, &label);
        for (size_t i = 0; i < field->choice_count; i++)
            if (pk_span_equal(choices[i].id, choice->id))
                pk_read_fault(&id, "this choice is there twice; remove one");
        field->choice_ids[field->choice_count++] = choice->id.data ? choice->id.data : "";
    }
    field->choices = choices;
}

/* ---- required ---- */

static void read_need(pk_compiling *self, pk_field *field, const pk_reading *node) {
    static const char *const keys[] = {"if", "rule", NULL};
    static const struct {
        const char *name;
        pk_need need;
    } words[] = {{"wajib", PK_NEED_WAJIB}, {"opsional", PK_NEED_OPSIONAL}, {"dihitung", PK_NEED_DIHITUNG}};
    if (cJSON_IsObject(node->node)) {
        pk_reading condition = pk_read_member(node, "if", false), rule = pk_read_member(node, "rule", false);
        pk_read_only(node, keys);
        if (!condition.node == !rule.node)
            pk_read_fault(node, "must have one of \"if\" and \"rule\"");
        field->need = condition.node ? PK_NEED_IF : PK_NEED_RULE;
        field->need_source = pk_compile_text(self, condition.node ? &condition : &rule);
        return;
    }
    const char *text = pk_read_text(node);
    for (size_t i = 0; text && i < sizeof words / sizeof *words; i++) {
        if (strcmp(text, words[i].name) == 0) {
            field->need = words[i].need;
            return;
        }
    }
    if (text)
        pk_read_fault(node, "must be wajib, opsional, dihitung, {\"if\": expression} or {\"rule\": id}");
}

/* ---- one field ---- */

static bool is_id(const char *text) {
    if (*text < 'a' || *text > 'z')
        return false;
    for (; *text; text++)
        if (!(*text >= 'a' && *text <= 'z') && !pk_is_digit(*text) && *text != '_')
            return false;
    return true;
}

const char *pk_compile_id(pk_compiling *self, const pk_reading *node) {
    const char *text = pk_compile_text(self, node);
    if (text && !is_id(text))
        pk_read_fault(node, "an id is small letters, digits and _, and begins with a letter");
    return text;
}

static pk_kind read_kind(const pk_reading *node) {
    const char *name = pk_read_text(node);
    pk_kind kind = name ? pk_kind_named(name) : PK_KIND_TEKS;
    if (kind < PK_KIND_COUNT)
        return kind;
    const char *near = pk_kind_near(name);
    if (near)
        pk_read_fault(node, "no such type: did you mean \"%s\"?", near);
    else
        pk_read_fault(node, "no such type; see docs/guide/forms.md for the list");
    return PK_KIND_TEKS;
}

static void read_rows(pk_compiling *self, pk_field *field, const pk_reading *list);

/* What a list is made of: plain values of one type, or rows with members. */
static void read_items(pk_compiling *self, pk_field *field, const pk_reading *node) {
    static const char *const keys[] = {"type", "range", "length", "choices", NULL};
    pk_reading items = pk_read_member(node, "items", false), rows = pk_read_member(node, "fields", false);
    if (!items.node == !rows.node)
        pk_read_fault(node, "a daftar has one of \"items\" and \"fields\"");
    if (rows.node) {
        read_rows(self, field, &rows);
        return;
    }
    pk_field *item = pk_compile_alloc(self, 1, sizeof *item);
    if (!item || !items.node)
        return;
    pk_reading type = pk_read_member(&items, "type", true), choices = pk_read_member(&items, "choices", false);
    pk_read_only(&items, keys);
    *item = (pk_field){.id = field->id, .kind = read_kind(&type), .label = field->label};
    if (item->kind == PK_KIND_DAFTAR)
        pk_read_fault(&type, "a list of lists is not possible; use \"fields\"");
    read_limits(item, &items);
    if (item->kind == PK_KIND_PILIH)
        read_choices(self, item, &choices);
    field->items = item;
}

static void read_kind_members(pk_compiling *self, pk_field *field, const pk_reading *node) {
    pk_reading choices = pk_read_member(node, "choices", field->kind == PK_KIND_PILIH);
    read_limits(field, node);
    if (field->kind == PK_KIND_PILIH)
        read_choices(self, field, &choices);
    else if (choices.node)
        pk_read_fault(&choices, "only fields of type pilih have choices");
    if (field->kind == PK_KIND_DAFTAR)
        read_items(self, field, node);
}

static void read_field(pk_compiling *self, pk_field *field, const pk_reading *node) {
    static const char *const keys[] = {"id",      "type",  "label",  "unit", "required", "range", "length",
                                       "choices", "items", "fields", "mark", "source",   NULL};
    pk_reading id = pk_read_member(node, "id", true), type = pk_read_member(node, "type", true);
    pk_reading label = pk_read_member(node, "label", true), unit = pk_read_member(node, "unit", false);
    pk_reading need = pk_read_member(node, "required", true), mark = pk_read_member(node, "mark", true);
    pk_reading source = pk_read_member(node, "source", false);
    pk_read_only(node, keys);
    field->id = pk_span_of(pk_compile_id(self, &id));
    field->kind = read_kind(&type);
    field->label = pk_compile_label(self, &label);
    if (unit.node)
        field->unit = pk_compile_label(self, &unit);
    field->mark = pk_compile_text(self, &mark);
    if (field->mark && strcmp(field->mark, "found") && strcmp(field->mark, "analogue") &&
        strcmp(field->mark, "inferred"))
        pk_read_fault(&mark, "must be found, analogue or inferred");
    field->source = source.node ? pk_compile_text(self, &source) : NULL;
    read_need(self, field, &need);
    read_kind_members(self, field, node);
}

/* ---- lists of fields ---- */

static bool add_field(pk_compiling *self, pk_fields *fields, const pk_reading *node) {
    bool existing = false;
    pk_field *field = &fields->items[fields->count];
    read_field(self, field, node);
    if (self->error->status)
        return false;
    if (!pk_map_add(&fields->index, field->id, (uint32_t)fields->count, &existing)) {
        pk_compile_alloc(self, SIZE_MAX, 1);
        return false;
    }
    if (existing)
        pk_read_fault(node, "this id is there twice; rename one field");
    fields->names[fields->count++] = field->id.data;
    return !existing;
}

static bool make_room(pk_compiling *self, pk_fields *fields, size_t count) {
    pk_map_init(&fields->index, &self->form->arena.allocator);
    fields->items = pk_compile_alloc(self, count, sizeof *fields->items);
    fields->names = pk_compile_alloc(self, count, sizeof *fields->names);
    return fields->items && fields->names;
}

/* A row holds plain values: what repeats inside it is a list of plain values. */
static void read_rows(pk_compiling *self, pk_field *field, const pk_reading *list) {
    pk_row_fields *rows = pk_compile_alloc(self, 1, sizeof *rows);
    pk_read_array(list);
    if (!rows)
        return;
    rows->next = self->form->rows;
    self->form->rows = rows;
    if (!make_room(self, &rows->fields, pk_read_count(list)))
        return;
    pk_reading item = {.node = NULL};
    while (pk_read_each(list, &item) && add_field(self, &rows->fields, &item)) {
        const pk_field *member = &rows->fields.items[rows->fields.count - 1];
        if (member->rows)
            pk_read_fault(&item, "rows inside rows are not possible; make a list of its own");
        if (member->need != PK_NEED_WAJIB && member->need != PK_NEED_OPSIONAL)
            pk_read_fault(&item, "a member of a row is wajib or opsional; conditions belong in a rule");
    }
    field->rows = &rows->fields;
}

static size_t count_fields(const pk_reading *file, size_t *sections) {
    size_t count = 0;
    pk_reading list = pk_read_member(file, "sections", true), section = {.node = NULL};
    while (pk_read_each(&list, &section)) {
        pk_reading fields = pk_read_member(&section, "fields", true);
        count += pk_read_count(&fields);
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
        while (pk_read_each(&fields, &field)) {
            form->fields.items[form->fields.count].section = (uint32_t)form->section_count;
            if (!add_field(self, &form->fields, &field))
                return;
        }
        to->count = form->fields.count - to->first;
        form->section_count++;
    }
}

void pk_compile_sections(pk_compiling *self, const pk_reading *head, const pk_reading *file) {
    size_t sections = 0, count = count_fields(head, &sections) + count_fields(file, &sections);
    pilkada_form *form = self->form;
    if (count > PILKADA_MAX_FIELDS) {
        pk_fail(self->error, PILKADA_E_LIMIT, "a form has at most %u fields, the head included", PILKADA_MAX_FIELDS);
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
