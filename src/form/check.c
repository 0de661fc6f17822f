/** @file form/check.c  Lint of a form file: does it load, and do its examples do what they say? */
#include <stdio.h>

#include <cjson/cJSON.h>

#include "core/error.h"
#include "core/problems.h"
#include "form/explain.h"
#include "form/form.h"
#include "form/lint.h"

typedef struct linting {
    const pilkada_form *form;
    const cJSON *definition, *head;
    const pilkada_allocator *allocator;
    pk_problems *problems;
    pilkada_verdict *verdict;
} linting;

static const cJSON *member(const cJSON *tree, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(tree, key);
}

static const char *text_of(const cJSON *tree, const char *key) {
    const cJSON *item = member(tree, key);
    return cJSON_IsString(item) ? item->valuestring : "";
}

static void tell(linting *self, pilkada_severity severity, const char *where, const char *key,
                 const pk_argument *arguments, size_t count) {
    pk_problem_add(self->problems, (int)severity, where, key, arguments, count);
}

/* ---- examples ---- */

/* Where an example stands: "/rules/3/examples/fail/0". */
typedef struct place {
    const cJSON *file;
    const char *list;
    size_t rule;
    const char *kind; /* "pass", "fail" */
    size_t index;
} place;

static void write_place(const place *at, char out[96]) {
    snprintf(out, 96, "/%s/%zu/examples/%s/%zu", at->list, at->rule, at->kind, at->index);
}

/* Put each member of `from` into `to`, over what is there. */
static bool overlay(cJSON *to, const cJSON *from) {
    const cJSON *item;
    cJSON_ArrayForEach(item, from) {
        cJSON *copy = cJSON_Duplicate(item, true);
        cJSON_DeleteItemFromObjectCaseSensitive(to, item->string);
        if (!copy || !cJSON_AddItemToObject(to, item->string, copy)) {
            cJSON_Delete(copy);
            return false;
        }
    }
    return true;
}

static cJSON *make_report(const linting *self, const cJSON *example) {
    cJSON *report = cJSON_CreateObject();
    const cJSON *item;
    if (!report || !overlay(report, member(self->head, "example")) ||
        !overlay(report, member(self->definition, "example")) || !overlay(report, member(example, "set"))) {
        cJSON_Delete(report);
        self->problems->failed = true;
        return NULL;
    }
    cJSON_ArrayForEach(item, member(example, "remove")) {
        if (cJSON_IsString(item))
            cJSON_DeleteItemFromObjectCaseSensitive(report, item->valuestring);
    }
    return report;
}

static pilkada_status judge_with(linting *self, const cJSON *report, const cJSON *context, pilkada_error *error) {
    pilkada_context *given = context ? pk_context_of_tree(context, self->allocator, error) : NULL;
    if (!error->status)
        pk_form_judge_tree(self->form, report, given, "", self->verdict, error);
    pilkada_context_free(given);
    return error->status;
}

static bool is_absent_or(const cJSON *item, int type) {
    return !item || (item->type & 0xFF) == type;
}

/* What a report is made of: members put over members. `example` is NULL for the base alone. */
static bool is_well_formed(const linting *self, const cJSON *example) {
    return is_absent_or(member(self->head, "example"), cJSON_Object) &&
           is_absent_or(member(self->definition, "example"), cJSON_Object) && is_absent_or(example, cJSON_Object) &&
           is_absent_or(member(example, "set"), cJSON_Object) && is_absent_or(member(example, "remove"), cJSON_Array);
}

/* Judge one example into the verdict. False: it could not be, which has been told. */
static bool run_example(linting *self, const cJSON *example, const char *where) {
    pilkada_error error = PILKADA_ERROR_INIT;
    if (!is_well_formed(self, example)) {
        tell(self, PILKADA_SEVERITY_GALAT, where, "form.check.example_form", NULL, 0);
        return false;
    }
    cJSON *report = make_report(self, example);
    if (!report)
        return false;
    judge_with(self, report, member(example, "context"), &error);
    cJSON_Delete(report);
    if (error.status == PILKADA_E_NOMEM)
        self->problems->failed = true;
    else if (error.status)
        tell(self, PILKADA_SEVERITY_GALAT, where, "form.check.example_refused",
             &PK_TEXT_ARG("pesan", pk_span_of(error.detail)), 1);
    return !error.status;
}

/* The rules that were made of one definition, one for each field of `each`: they stand together. */
static const pk_rule *part_of(const linting *self, const place *at, size_t *count) {
    const pilkada_form *form = self->form;
    bool head = at->file == self->head;
    size_t i = head ? 0 : form->head_rules, end = head ? form->head_rules : form->rule_count;
    while (i < end && form->rules[i].place != at->rule)
        i++;
    for (*count = 0; i + *count < end && form->rules[i + *count].place == at->rule;)
        ++*count;
    return form->rules + i;
}

/* A finding borrows the basis of the part of a rule that made it: that tells parts apart that share id and severity. */
static bool is_of_part(const pilkada_finding *finding, const pk_rule *rules, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (rules[i].basis == finding->basis)
            return true;
    return false;
}

static const pilkada_finding *find_finding(const linting *self, const cJSON *rule, const place *at) {
    bool structure = strcmp(at->list, "structure") == 0;
    size_t count = 0;
    const pk_rule *rules = structure ? NULL : part_of(self, at, &count);
    for (size_t i = 0; i < pilkada_verdict_finding_count(self->verdict); i++) {
        const pilkada_finding *finding = pilkada_verdict_finding(self->verdict, i);
        if (structure ? strcmp(finding->code, text_of(rule, "id")) == 0 : is_of_part(finding, rules, count))
            return finding;
    }
    return NULL;
}

static bool is_not_judged(const linting *self, const char *code) {
    for (size_t i = 0; i < pilkada_verdict_not_judged_count(self->verdict); i++)
        if (strcmp(pilkada_verdict_not_judged(self->verdict, i), code) == 0)
            return true;
    return false;
}

/* ---- why an example came out as it did ---- */

/* The first one of the part that made no finding; of an example that must pass, the first one that was not judged. */
static const pilkada_explained *find_entry(const linting *self, const pilkada_explanation *explanation,
                                           const place *at) {
    const pk_answer *answer = pk_explanation_answer(explanation);
    bool must_pass = strcmp(at->kind, "pass") == 0;
    size_t count = 0;
    const pk_rule *rules = part_of(self, at, &count);
    for (size_t i = 0; answer && i < answer->explained_count; i++) {
        const pk_explained *entry = &answer->explained[i];
        bool wanted = must_pass ? entry->face.outcome >= PILKADA_OUTCOME_NO_CONTEXT
                                : entry->face.outcome != PILKADA_OUTCOME_FAILS;
        if (wanted && entry->rule >= rules && entry->rule < rules + count)
            return &entry->face;
    }
    return NULL;
}

static void explain_example(linting *self, const cJSON *rule, const cJSON *example, const place *at, const char *key) {
    char where[96];
    write_place(at, where);
    pilkada_verdict *verdict = self->verdict;
    pilkada_explanation *explanation = pilkada_explanation_new(self->allocator, NULL);
    self->problems->failed = self->problems->failed || !explanation;
    if (!explanation)
        return;
    self->verdict = pk_explanation_begin(explanation, text_of(rule, "id"));
    const pilkada_explained *entry = run_example(self, example, where) ? find_entry(self, explanation, at) : NULL;
    self->verdict = verdict;
    const pk_argument arguments[] = {PK_TEXT_ARG("aturan", pk_span_of(text_of(rule, "id"))),
                                     PK_TEXT_ARG("sebab_id", pk_span_of(entry ? entry->reason_id : "")),
                                     PK_TEXT_ARG("sebab_en", pk_span_of(entry ? entry->reason_en : ""))};
    tell(self, PILKADA_SEVERITY_GALAT, where, key, arguments, 3);
    pilkada_explanation_free(explanation);
}

static void check_example(linting *self, const cJSON *rule, const cJSON *example, const place *at) {
    char where[96];
    write_place(at, where);
    if (!run_example(self, example, where))
        return;
    const pilkada_finding *finding = find_finding(self, rule, at);
    bool must_fail = strcmp(at->kind, "fail") == 0;
    const pk_argument arguments[] = {PK_TEXT_ARG("aturan", pk_span_of(text_of(rule, "id"))),
                                     PK_TEXT_ARG("pesan", pk_span_of(finding ? finding->message_id : ""))};
    if (must_fail && !finding)
        explain_example(self, rule, example, at, "form.check.example_passes");
    else if (!must_fail && finding)
        tell(self, PILKADA_SEVERITY_GALAT, where, "form.check.example_fails", arguments, 2);
    else if (!must_fail && is_not_judged(self, text_of(rule, "id")))
        explain_example(self, rule, example, at, "form.check.example_not_judged");
}

static void check_examples_of(linting *self, const cJSON *rule, place at) {
    char where[96];
    const cJSON *list = member(member(rule, "examples"), at.kind), *example;
    snprintf(where, sizeof where, "/%s/%zu", at.list, at.rule);
    const pk_argument arguments[] = {PK_TEXT_ARG("aturan", pk_span_of(text_of(rule, "id"))),
                                     PK_TEXT_ARG("jenis", pk_span_of(at.kind))};
    if (!cJSON_GetArraySize(list))
        tell(self, PILKADA_SEVERITY_PERINGATAN, where, "form.check.no_examples", arguments, 2);
    cJSON_ArrayForEach(example, list) {
        if (at.index == PILKADA_MAX_EXAMPLES)
            break;
        check_example(self, rule, example, &at);
        at.index++;
    }
    const pk_argument most[] = {arguments[0], arguments[1], PK_INT_ARG("batas", PILKADA_MAX_EXAMPLES)};
    if (example)
        tell(self, PILKADA_SEVERITY_PERINGATAN, where, "form.check.many_examples", most, 3);
}

/* A rule of the head over a set that is empty in this form says nothing here. */
static bool is_idle(const linting *self, const cJSON *file, const char *list, size_t index) {
    const pilkada_form *form = self->form;
    if (file != self->head || strcmp(list, "rules") != 0)
        return false;
    for (size_t i = 0; i < form->head_rules; i++)
        if (form->rules[i].place == index && pk_expr_slot_count(form->rules[i].expr))
            return false;
    return true;
}

/* The rule that counts what is not shown cannot be shown by an example of readable size. */
static bool needs_examples(const cJSON *rule) {
    return strcmp(text_of(rule, "id"), pk_fault_code(PK_FAULT_MORE)) != 0;
}

static void check_list(linting *self, const cJSON *file, const char *list) {
    const cJSON *rule;
    size_t index = 0;
    cJSON_ArrayForEach(rule, member(file, list)) {
        if (needs_examples(rule) && !is_idle(self, file, list, index)) {
            check_examples_of(self, rule, (place){file, list, index, "pass", 0});
            check_examples_of(self, rule, (place){file, list, index, "fail", 0});
        }
        index++;
    }
}

static void check_base_example(linting *self) {
    if (!run_example(self, NULL, "/example"))
        return;
    for (size_t i = 0; i < pilkada_verdict_finding_count(self->verdict); i++) {
        const pilkada_finding *finding = pilkada_verdict_finding(self->verdict, i);
        const pk_argument arguments[] = {PK_TEXT_ARG("aturan", pk_span_of(finding->code)),
                                         PK_TEXT_ARG("pesan", pk_span_of(finding->message_id))};
        if (finding->severity == PILKADA_SEVERITY_GALAT)
            tell(self, PILKADA_SEVERITY_GALAT, "/example", "form.check.base_example", arguments, 2);
    }
}

static void check_examples(linting *self) {
    if (!member(self->definition, "example")) {
        tell(self, PILKADA_SEVERITY_PERINGATAN, "", "form.check.no_base_example", NULL, 0);
        return;
    }
    check_base_example(self);
    self->problems->file = pk_form_head_id(self->head);
    check_list(self, self->head, "structure");
    check_list(self, self->head, "rules");
    self->problems->file = NULL;
    check_list(self, self->definition, "rules");
}

/* ---- what stands twice ---- */

/* A form may add parts to a rule of its head: each file is looked at alone. */
static void check_rule_ids(linting *self) {
    const pilkada_form *form = self->form;
    for (size_t i = 1; i < form->rule_count; i++) {
        const char *id = form->rules[i].id;
        bool continued = strcmp(form->rules[i - 1].id, id) == 0, earlier = false;
        for (size_t j = i < form->head_rules ? 0 : form->head_rules; !continued && j + 1 < i; j++)
            earlier = earlier || strcmp(form->rules[j].id, id) == 0;
        const pk_argument rule = PK_TEXT_ARG("aturan", pk_span_of(id));
        char where[32];
        snprintf(where, sizeof where, "/rules/%u/id", (unsigned)form->rules[i].place);
        self->problems->file = i < form->head_rules ? pk_form_head_id(self->head) : NULL;
        if (earlier)
            tell(self, PILKADA_SEVERITY_PERINGATAN, where, "form.check.same_rule", &rule, 1);
        self->problems->file = NULL;
    }
}

/* ---- the lint ---- */

static void lint(linting *self) {
    pk_lint_fields(self->form, pk_form_head_id(self->head), self->problems);
    check_rule_ids(self);
    self->problems->file = pk_form_head_id(self->head);
    pk_lint_words(self->head, self->problems);
    pk_lint_examples(self->form, self->head, self->head, self->definition, self->problems);
    self->problems->file = NULL;
    pk_lint_words(self->definition, self->problems);
    pk_lint_examples(self->form, self->definition, self->head, self->definition, self->problems);
    pk_lint_rules(self->form, pk_form_head_id(self->head), self->problems);
    self->verdict = pilkada_verdict_new(self->allocator, NULL);
    if (self->verdict)
        check_examples(self);
    else
        self->problems->failed = true;
    pilkada_verdict_free(self->verdict);
}

/* "kepala#/rules/3": a fault of the common head. */
static void tell_error(pk_problems *problems, pilkada_error *error, const char *head) {
    size_t size = head ? strlen(head) : 0;
    if (size && strncmp(error->where, head, size) == 0 && error->where[size] == '#') {
        problems->file = head;
        memmove(error->where, error->where + size + 1, strlen(error->where + size + 1) + 1);
    }
    pk_problem_add_error(problems, error);
    problems->file = NULL;
}

void pk_form_check(const cJSON *definition, const cJSON *head, const pk_model *model, const pk_catalogue *catalogue,
                   const pilkada_allocator *allocator, pk_problems *problems) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_form *form = pk_form_compile(definition, head, model, catalogue, allocator, &error);
    if (form)
        lint(&(linting){form, definition, head, allocator, problems, NULL});
    else if (error.status == PILKADA_E_NOMEM)
        problems->failed = true;
    else
        tell_error(problems, &error, pk_form_head_id(head));
    pk_form_free(form);
}
