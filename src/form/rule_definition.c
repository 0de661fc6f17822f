/** @file form/rule_definition.c  Reading the rules of a definition. */
#include "form/definition.h"

#include <cjson/cJSON.h>

#include "core/error.h"

/* ---- words ---- */

static pilkada_severity read_severity(const pk_reading *node) {
    static const char *const names[] = {"info", "peringatan", "galat"};
    int at = pk_read_word(node, names, 3, "must be galat, peringatan or info");
    return at < 0 ? PILKADA_SEVERITY_INFO : (pilkada_severity)at;
}

static const char *const missing_names[] = {"lewati_bila_ada_kosong", "lewati_bila_semua_kosong", "jangan_lewati"};

const char *pk_missing_name(pk_missing_strategy strategy) {
    return missing_names[strategy];
}

static pk_missing_strategy read_strategy(const pk_reading *node) {
    int at = pk_read_word(node, missing_names, 3,
                          "must be lewati_bila_ada_kosong, lewati_bila_semua_kosong or jangan_lewati");
    return at < 0 ? PK_SKIP_IF_ANY_MISSING : (pk_missing_strategy)at;
}

static void read_basis(pk_compiling *self, pk_rule *rule, const pk_reading *node) {
    pk_reading item = {.node = NULL};
    pk_read_array(node);
    rule->basis = pk_compile_alloc(self, pk_read_count(node), sizeof *rule->basis);
    if (node->node && !pk_read_count(node))
        pk_read_fault(node, "a rule needs a legal basis or a source");
    while (rule->basis && pk_read_each(node, &item))
        rule->basis[rule->basis_count++] = pk_compile_filled(self, &item);
}

/* ---- one rule for each of several fields: {x} stands for the field ---- */

static const char *with_field(pk_compiling *self, const char *text, pk_span field) {
    static const char hole[] = "{x}";
    size_t holes = 0, size = text ? strlen(text) : 0;
    if (!text || !field.size)
        return text;
    for (const char *at = strstr(text, hole); at; at = strstr(at + 3, hole))
        holes++;
    char *copy = pk_compile_alloc(self, size + holes * field.size + 1, 1), *to = copy;
    if (!copy)
        return NULL;
    for (const char *at = strstr(text, hole); at; at = strstr(text, hole)) {
        memcpy(to, text, (size_t)(at - text));
        to += at - text;
        memcpy(to, field.data, field.size);
        to += field.size;
        text = at + 3;
    }
    memcpy(to, text, strlen(text) + 1);
    return copy;
}

/* ---- names in braces ---- */

/* {selisih}, {kiri}, {kanan}, {field}, {label.field}, {parameter.name}; each must mean something. */
static void check_template(pk_compiling *self, const pk_reading *node, const char *text) {
    for (const char *open = text ? strchr(text, '{') : NULL; open; open = strchr(open + 1, '{')) {
        pk_span name = {open + 1, strcspn(open + 1, "}")};
        if (pk_span_is(name, "selisih") || pk_span_is(name, "kiri") || pk_span_is(name, "kanan"))
            continue;
        if (pk_span_starts_with(name, "label."))
            name = (pk_span){name.data + 6, name.size - 6};
        if (pk_slot_named(self->form, self->list, name) != PK_NO_SLOT ||
            pk_parameter_slot(self->form, name) != PK_NO_SLOT)
            continue;
        const char *near = pk_nearest(name, self->scope.names, self->scope.name_count);
        if (near)
            pk_read_fault(node, "no such name in the message: did you mean {%s}?", near);
        else
            pk_read_fault(
                node, "no such name in the message; a name in braces is a field, a parameter, or kiri, kanan, selisih");
    }
}

/* ---- paths ---- */

/* "pemilih.dpt" is /pemilih/dpt in the report. */
static const char *path_to(pk_compiling *self, pk_span field) {
    char *path = pk_compile_alloc(self, field.size + 2, 1);
    if (!path)
        return "";
    path[0] = '/';
    for (size_t i = 0; i < field.size; i++)
        path[i + 1] = field.data[i] == '.' ? '/' : field.data[i];
    return path;
}

/* The field that an expression reads first; of a rule of rows, the member of a row that it reads first. */
static uint32_t first_slot(const pk_compiling *self, const pk_expr *expr) {
    const pilkada_form *form = self->form;
    uint32_t found = PK_NO_SLOT;
    for (size_t i = 0; expr && i < pk_expr_slot_count(expr); i++) {
        uint32_t slot = pk_expr_slot(expr, i);
        if (self->list && slot >= form->row_slot)
            return slot;
        if (found == PK_NO_SLOT && slot < form->fields.count)
            found = slot;
    }
    return found;
}

static uint32_t named_slot(const pk_compiling *self, const pk_reading *node, const char *name) {
    uint32_t slot = pk_slot_named(self->form, self->list, pk_span_of(name));
    const char *near = slot == PK_NO_SLOT ? pk_field_near(self->form, name) : NULL;
    if (near)
        pk_read_fault(node, "no such field: did you mean \"%s\"?", near);
    else if (slot == PK_NO_SLOT)
        pk_read_fault(node, "no such field in this form or its head");
    return slot;
}

/* The field that the file names, else the first one that the expression reads. */
static void read_path(pk_compiling *self, pk_rule *rule, const pk_reading *node, const char *text) {
    uint32_t slot = text ? named_slot(self, node, text) : first_slot(self, rule->expr);
    const pk_field *field = slot == PK_NO_SLOT ? NULL : pk_field_of_slot(self->form, self->list, slot);
    rule->path = "";
    if (field && slot < self->form->fields.count) {
        rule->path = path_to(self, field->id);
    } else if (field) {
        rule->path = path_to(self, self->list->id);
        rule->member = path_to(self, field->id);
    }
}

/* ---- one rule ---- */

static pk_rule *add_rule(pk_compiling *self, const pk_reading *node) {
    pilkada_form *form = self->form;
    if (self->error->status)
        return NULL;
    if (form->rule_count == PILKADA_MAX_RULES) {
        pk_read_limit(node,
                      "a form has at most %u rules, the head and each field of an \"each\" included; make two forms",
                      PILKADA_MAX_RULES);
        return NULL;
    }
    pk_rule *grown =
        pk_grow(&form->arena.allocator, form->rules, form->rule_count, &form->rule_capacity, sizeof *grown);
    if (!grown) {
        pk_fail_memory(self->error);
        return NULL;
    }
    form->rules = grown;
    grown[form->rule_count] = (pk_rule){.id = ""};
    return &grown[form->rule_count];
}

/* What all rules have, the codes of structure included. */
static void read_common(pk_compiling *self, pk_rule *rule, const pk_reading *node) {
    pk_reading id = pk_read_member(node, "id", true), severity = pk_read_member(node, "severity", true);
    pk_reading basis = pk_read_member(node, "basis", true), flag = pk_read_member(node, "flag", false);
    pk_reading certainty = pk_read_member(node, "certainty", true), title = pk_read_member(node, "title", true);
    rule->id = pk_compile_filled(self, &id);
    rule->severity = read_severity(&severity);
    rule->flag = pk_compile_text(self, &flag);
    rule->certainty = pk_compile_text(self, &certainty);
    rule->title = pk_compile_label(self, &title);
    read_basis(self, rule, &basis);
}

static pk_label read_message(pk_compiling *self, const pk_reading *node, pk_span field) {
    pk_reading message = pk_read_member(node, "message", true);
    pk_label label = pk_compile_label(self, &message);
    for (size_t lang = 0; lang < 2; lang++) {
        label.text[lang] = with_field(self, label.text[lang], field);
        check_template(self, &message, label.text[lang]);
    }
    return label;
}

/* `field` is the one that {x} stands for; empty for a rule without "each". */
static void read_rule(pk_compiling *self, const pk_reading *node, pk_span field) {
    pk_reading expr = pk_read_member(node, "expr", true), when = pk_read_member(node, "when", false);
    pk_reading missing = pk_read_member(node, "missing", false), path = pk_read_member(node, "path", false);
    pk_reading difference = pk_read_member(node, "difference", false);
    pk_rule *rule = add_rule(self, node);
    if (!rule)
        return;
    read_common(self, rule, node);
    rule->place = (uint32_t)node->index;
    rule->missing = read_strategy(&missing);
    rule->gives_difference = pk_read_bool(&difference, true);
    rule->message = read_message(self, node, field);
    rule->expr = pk_compile_expr(self, &expr, with_field(self, pk_compile_text(self, &expr), field));
    rule->when = pk_compile_expr(self, &when, with_field(self, pk_compile_text(self, &when), field));
    if (self->error->status)
        return;
    rule->list = self->list;
    read_path(self, rule, &path, with_field(self, pk_compile_text(self, &path), field));
    rule->roots = pk_expr_roots(rule->expr) | (rule->when ? pk_expr_roots(rule->when) : 0);
    self->form->rule_count++;
}

static void refuse_set(const pk_compiling *self, const pk_reading *node, const char *name) {
    const char *names[64];
    size_t count = 0;
    for (; count < self->form->set_count && count < sizeof names / sizeof *names; count++)
        names[count] = self->form->sets[count].name.data;
    const char *near = pk_nearest(pk_span_of(name), names, count);
    if (near)
        pk_read_fault(node, "no such set: did you mean \"%s\"?", near);
    else
        pk_read_fault(node, "no such set; the form's \"sets\" must have it");
}

static void read_rule_for_set(pk_compiling *self, const pk_reading *node, const pk_reading *each) {
    const char *name = pk_read_text(each);
    const pk_set *set = name ? pk_form_set(self->form, pk_span_of(name)) : NULL;
    if (name && !set)
        refuse_set(self, each, name);
    for (size_t i = 0; set && i < set->count && !self->error->status; i++)
        read_rule(self, node, self->form->fields.items[set->slots[i]].id);
}

static void read_rule_for_names(pk_compiling *self, const pk_reading *node, const pk_reading *each) {
    pk_reading item = {.node = NULL};
    while (!self->error->status && pk_read_each(each, &item)) {
        const char *name = pk_read_text(&item);
        uint32_t slot = name ? named_slot(self, &item, name) : PK_NO_SLOT;
        if (slot != PK_NO_SLOT)
            read_rule(self, node, pk_field_of_slot(self->form, self->list, slot)->id);
    }
}

/* The list whose rows the rule goes through; NULL: it is judged once. */
static const pk_field *read_rows(const pk_compiling *self, const pk_reading *node) {
    const char *name = pk_read_text(node);
    const pk_field *field = name ? pk_field_named(&self->form->fields, pk_span_of(name)) : NULL;
    if (name && (!field || !field->rows))
        pk_read_fault(node, "must name a daftar of this form whose rows have \"fields\"");
    return field && field->rows ? field : NULL;
}

static void read_rule_for_each(pk_compiling *self, const pk_reading *node) {
    static const char *const keys[] = {"id",         "severity", "level",     "title",    "expr",    "when",
                                       "missing",    "path",     "each",      "rows",     "message", "basis",
                                       "difference", "flag",     "certainty", "examples", "comment", NULL};
    pk_reading each = pk_read_member(node, "each", false), rows = pk_read_member(node, "rows", false);
    pk_read_only(node, keys);
    pk_compile_enter_rows(self, read_rows(self, &rows));
    if (!each.node)
        read_rule(self, node, (pk_span){NULL, 0});
    else if (cJSON_IsArray(each.node))
        read_rule_for_names(self, node, &each);
    else
        read_rule_for_set(self, node, &each);
    if (self->error->status == PILKADA_E_LIMIT && !*self->error->where)
        pk_read_where(node, "");
    pk_compile_enter_rows(self, NULL);
}

void pk_compile_rules(pk_compiling *self, const pk_reading *file) {
    pk_reading list = pk_read_member(file, "rules", true), item = {.node = NULL};
    pk_read_array(&list);
    while (!self->error->status && pk_read_each(&list, &item))
        read_rule_for_each(self, &item);
}

/* ---- conditions of fields ---- */

/* `at` walks through the fields as the list and the groups in it name them. */
static void read_conditions(pk_compiling *self, const pk_reading *list, size_t *at) {
    pk_reading node = {.node = NULL};
    while (!self->error->status && pk_read_each(list, &node)) {
        pk_field *field = &self->form->fields.items[(*at)++];
        if (field->need == PK_NEED_IF) {
            pk_reading need = pk_read_member(&node, "required", true), condition = pk_read_member(&need, "if", true);
            field->condition = pk_compile_expr(self, &condition, field->need_source);
        }
        pk_compile_value(self, field, &node);
        if (field->rows)
            pk_compile_row_values(self, field, &node);
        if (field->kind == PK_KIND_KOORDINAT)
            *at += field->members->count;
        if (field->kind == PK_KIND_KELOMPOK) {
            pk_reading members = pk_read_member(&node, "fields", true);
            read_conditions(self, &members, at);
        }
    }
}

void pk_compile_conditions(pk_compiling *self, const pk_reading *file, size_t first_section) {
    const pilkada_form *form = self->form;
    pk_reading list = pk_read_member(file, "sections", true), section = {.node = NULL};
    for (size_t i = first_section; !self->error->status && pk_read_each(&list, &section); i++) {
        pk_reading fields = pk_read_member(&section, "fields", true);
        size_t at = form->sections[i].first;
        read_conditions(self, &fields, &at);
    }
}

/* ---- codes of structure ---- */

static void use_for_faults(pilkada_form *form, const pk_rule *rule) {
    for (pk_fault_kind kind = 0; kind < PK_FAULT_COUNT; kind++)
        if (strcmp(pk_fault_code(kind), rule->id) == 0)
            form->structure[kind] = *rule;
}

void pk_compile_structure(pk_compiling *self, const pk_reading *head) {
    static const char *const keys[] = {"id",   "severity",  "level",    "title",   "basis",
                                       "flag", "certainty", "examples", "comment", NULL};
    pilkada_form *form = self->form;
    pk_reading list = pk_read_member(head, "structure", true), item = {.node = NULL};
    pk_read_array(&list);
    while (!self->error->status && pk_read_each(&list, &item)) {
        pk_rule rule = {.id = ""};
        pk_read_only(&item, keys);
        read_common(self, &rule, &item);
        if (!self->error->status)
            use_for_faults(form, &rule);
    }
    for (pk_fault_kind kind = 0; kind < PK_FAULT_COUNT; kind++)
        if (!form->structure[kind].id)
            pk_read_fault(&list, "the code %s is missing: add it", pk_fault_code(kind));
}

/* ---- duties ---- */

static void read_duties(pk_compiling *self, const pk_reading *list) {
    static const char *const keys[] = {"id", "severity", "message", "basis", "certainty", "flag", "comment", NULL};
    pk_reading item = {.node = NULL};
    while (!self->error->status && pk_read_each(list, &item)) {
        pk_reading id = pk_read_member(&item, "id", true), message = pk_read_member(&item, "message", true);
        pk_duty *duty = &self->form->duties[self->form->duty_count++];
        pk_read_only(&item, keys);
        duty->id = pk_compile_filled(self, &id);
        duty->message = pk_compile_label(self, &message);
    }
}

void pk_compile_duties(pk_compiling *self, const pk_reading *head, const pk_reading *file) {
    pk_reading common = pk_read_member(head, "duties", false), own = pk_read_member(file, "duties", false);
    self->form->duties =
        pk_compile_alloc(self, pk_read_count(&common) + pk_read_count(&own), sizeof *self->form->duties);
    read_duties(self, &common);
    read_duties(self, &own);
}
