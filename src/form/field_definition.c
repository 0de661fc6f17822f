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
    if (count > PILKADA_MAX_CHOICES)
        pk_read_limit(list, "a field has at most %u choices; let a teks hold what is beyond", PILKADA_MAX_CHOICES);
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

/* ---- patterns ---- */

static void read_pattern(pk_compiling *self, pk_field *field, const pk_reading *node) {
    static const char *const keys[] = {"regex", "label", NULL};
    pk_reading pattern = pk_read_member(node, "pattern", false);
    if (!pattern.node)
        return;
    pk_reading regex = pk_read_member(&pattern, "regex", true), label = pk_read_member(&pattern, "label", true);
    pk_read_only(&pattern, keys);
    if (field->kind != PK_KIND_TEKS)
        pk_read_fault(&pattern, "a field of type %s has no pattern", pk_kind_of(field->kind)->name);
    pk_text_pattern *to = pk_compile_alloc(self, 1, sizeof *to);
    const char *source = pk_compile_text(self, &regex);
    if (!to || !source)
        return;
    to->source = source;
    to->label = pk_compile_label(self, &label);
    if (!self->error->status && !(to->compiled = pk_regex_compile(pk_span_of(source), &self->form->arena, self->error)))
        pk_read_where(&regex, " ");
    field->pattern = to;
}

/* ---- required ---- */

static void read_need(pk_compiling *self, pk_field *field, const pk_reading *node) {
    static const char *const keys[] = {"if", "rule", NULL};
    static const char *const words[] = {
        [PK_NEED_WAJIB] = "wajib", [PK_NEED_OPSIONAL] = "opsional", [PK_NEED_DIHITUNG] = "dihitung"};
    if (cJSON_IsObject(node->node)) {
        pk_reading condition = pk_read_member(node, "if", false), rule = pk_read_member(node, "rule", false);
        pk_read_only(node, keys);
        if (!condition.node == !rule.node)
            pk_read_fault(node, "must have one of \"if\" and \"rule\"");
        field->need = condition.node ? PK_NEED_IF : PK_NEED_RULE;
        field->need_source = pk_compile_text(self, condition.node ? &condition : &rule);
        return;
    }
    int at = pk_read_word(node, words, sizeof words / sizeof *words,
                          "must be wajib, opsional, dihitung, {\"if\": expression} or {\"rule\": id}");
    if (at >= 0)
        field->need = (pk_need)at;
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

/* What a list is made of: plain values of one type, or rows with members. */
static void read_items(pk_compiling *self, pk_field *field, const pk_reading *node) {
    static const char *const keys[] = {"type", "range", "length", "choices", "pattern", NULL};
    pk_reading items = pk_read_member(node, "items", false), rows = pk_read_member(node, "fields", false);
    if (!items.node == !rows.node)
        pk_read_fault(node, "a daftar has one of \"items\" and \"fields\"");
    if (rows.node) {
        pk_compile_rows(self, field, &rows);
        return;
    }
    pk_field *item = pk_compile_alloc(self, 1, sizeof *item);
    if (!item || !items.node)
        return;
    pk_reading type = pk_read_member(&items, "type", true), choices = pk_read_member(&items, "choices", false);
    pk_read_only(&items, keys);
    *item = (pk_field){.id = field->id,
                       .key = field->key,
                       .kind = read_kind(&type),
                       .label = field->label,
                       .span = 1,
                       .group = PK_NO_SLOT};
    item->take = pk_kind_of(item->kind)->take;
    if (item->kind == PK_KIND_DAFTAR || pk_kind_is_group(item->kind))
        pk_read_fault(&type, "a list holds plain values; use \"fields\" for rows with members");
    read_limits(item, &items);
    read_pattern(self, item, &items);
    if (item->kind == PK_KIND_PILIH)
        read_choices(self, item, &choices);
    field->items = item;
}

static void read_kind_members(pk_compiling *self, pk_field *field, const pk_reading *node) {
    pk_reading choices = pk_read_member(node, "choices", field->kind == PK_KIND_PILIH);
    pk_reading fields = pk_read_member(node, "fields", field->kind == PK_KIND_KELOMPOK);
    read_limits(field, node);
    read_pattern(self, field, node);
    if (field->kind == PK_KIND_PILIH)
        read_choices(self, field, &choices);
    else if (choices.node)
        pk_read_fault(&choices, "only fields of type pilih have choices");
    if (field->kind == PK_KIND_DAFTAR)
        read_items(self, field, node);
    else if (fields.node && field->kind != PK_KIND_KELOMPOK)
        pk_read_fault(&fields, "only a kelompok and a daftar have fields");
}

void pk_compile_field(pk_compiling *self, pk_field *field, const pk_reading *node) {
    static const char *const keys[] = {"id",      "type",     "label", "unit",   "required", "range",
                                       "length",  "choices",  "items", "fields", "mark",     "source",
                                       "pattern", "computed", "recap", NULL};
    static const char *const marks[] = {"found", "analogue", "inferred"};
    pk_reading id = pk_read_member(node, "id", true), type = pk_read_member(node, "type", true);
    pk_reading label = pk_read_member(node, "label", true), unit = pk_read_member(node, "unit", false);
    pk_reading need = pk_read_member(node, "required", true), mark = pk_read_member(node, "mark", true);
    pk_reading source = pk_read_member(node, "source", false), recap = pk_read_member(node, "recap", false);
    pk_read_only(node, keys);
    field->id = pk_span_of(pk_compile_id(self, &id));
    field->key = pk_json_name_of(field->id);
    if (pk_is_reserved_word(field->id))
        pk_read_fault(&id, "\"%s\" is a reserved word of the expressions; choose another name", field->id.data);
    field->kind = read_kind(&type);
    field->take = pk_kind_of(field->kind)->take;
    field->label = pk_compile_label(self, &label);
    if (unit.node)
        field->unit = pk_compile_label(self, &unit);
    field->mark = pk_compile_text(self, &mark);
    pk_read_word(&mark, marks, sizeof marks / sizeof *marks, "must be found, analogue or inferred");
    field->source = source.node ? pk_compile_text(self, &source) : NULL;
    read_need(self, field, &need);
    read_kind_members(self, field, node);
    pk_compile_recap(self, field, &recap);
}
