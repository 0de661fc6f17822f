/** @file form/lint_examples.c  Names in the examples of rules that mean nothing there: an example that is not what its
 * author thinks proves nothing. */
#include <stdio.h>

#include <cjson/cJSON.h>

#include "form/lint.h"

typedef struct reading {
    const pilkada_form *form;
    const cJSON *bases[2]; /* what an example is laid over: of the head, and of the form */
    pk_problems *problems;
    bool any_field; /* codes of structure: their examples name fields that there are not, on purpose */
    pk_span rule;
    char where[96];
} reading;

typedef struct names {
    const char *const *items;
    size_t count;
} names;

static const char *const kinds[] = {"pass", "fail"};
static const char *const parts[] = {"set", "remove", "context"};

static void tell(const reading *self, const char *below, pk_span word, names known) {
    const char *near = pk_nearest(word, known.items, known.count);
    char where[128];
    snprintf(where, sizeof where, "%s%s", self->where, below);
    const pk_argument arguments[] = {PK_TEXT_ARG("aturan", self->rule), PK_TEXT_ARG("kata", word),
                                     PK_TEXT_ARG("saran", pk_span_of(near ? near : ""))};
    pk_problem_add(self->problems, PILKADA_SEVERITY_PERINGATAN, where,
                   near ? "form.check.example_word_near" : "form.check.example_word", arguments, 3);
}

/* Members of an object that are none of `known`. */
static void check_members(const reading *self, const cJSON *object, const char *below, names known) {
    const cJSON *item;
    if (!cJSON_IsObject(object)) /* told where the example is run */
        return;
    cJSON_ArrayForEach(item, object) {
        bool found = false;
        for (size_t i = 0; i < known.count; i++)
            found = found || strcmp(item->string, known.items[i]) == 0;
        if (!found)
            tell(self, below, pk_span_of(item->string), known);
    }
}

static void check_set(const reading *self, const cJSON *set) {
    const names fields = {self->form->fields.names, self->form->fields.name_count};
    if (!self->any_field)
        check_members(self, set, "/set", fields);
}

/* What is not there cannot be taken out. */
static void check_remove(const reading *self, const cJSON *example) {
    const names fields = {self->form->fields.names, self->form->fields.name_count};
    const cJSON *set = cJSON_GetObjectItemCaseSensitive(example, "set"), *item;
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(example, "remove")) {
        if (cJSON_IsString(item) && !cJSON_GetObjectItemCaseSensitive(self->bases[0], item->valuestring) &&
            !cJSON_GetObjectItemCaseSensitive(self->bases[1], item->valuestring) &&
            !cJSON_GetObjectItemCaseSensitive(set, item->valuestring))
            tell(self, "/remove", pk_span_of(item->valuestring), fields);
    }
}

static void check_kind(const reading *self, const cJSON *list, const char *kind) {
    const cJSON *example;
    size_t index = 0;
    cJSON_ArrayForEach(example, list) {
        reading of = *self;
        snprintf(of.where, sizeof of.where, "%.48s/%s/%zu", self->where, kind, index++);
        check_members(&of, example, "", (names){parts, sizeof parts / sizeof *parts});
        check_set(&of, cJSON_GetObjectItemCaseSensitive(example, "set"));
        check_remove(&of, example);
    }
}

static void check_list(reading *self, const cJSON *file, const char *list) {
    const cJSON *rule;
    size_t index = 0;
    self->any_field = strcmp(list, "structure") == 0;
    cJSON_ArrayForEach(rule, cJSON_GetObjectItemCaseSensitive(file, list)) {
        const cJSON *id = cJSON_GetObjectItemCaseSensitive(rule, "id");
        const cJSON *examples = cJSON_GetObjectItemCaseSensitive(rule, "examples");
        snprintf(self->where, sizeof self->where, "/%s/%zu/examples", list, index++);
        self->rule = cJSON_IsString(id) ? pk_span_of(id->valuestring) : (pk_span){"", 0};
        check_members(self, examples, "", (names){kinds, sizeof kinds / sizeof *kinds});
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            check_kind(self, cJSON_GetObjectItemCaseSensitive(examples, kinds[i]), kinds[i]);
    }
}

void pk_lint_examples(const pilkada_form *form, const cJSON *file, const cJSON *head, const cJSON *definition,
                      pk_problems *problems) {
    reading self = {.form = form, .problems = problems};
    self.bases[0] = cJSON_GetObjectItemCaseSensitive(head, "example");
    self.bases[1] = cJSON_GetObjectItemCaseSensitive(definition, "example");
    check_list(&self, file, "structure");
    check_list(&self, file, "rules");
}
