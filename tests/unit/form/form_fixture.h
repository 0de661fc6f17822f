/**
 * @file form_fixture.h  Forms of data/forms with the model and the sentences they need, for the tests of this room.
 *
 *     fixture f;
 *     fixture_open(&f);                       // both forms
 *     fixture_judge(&f, f.tungsura, "{...}"); // the verdict is f.verdict
 *     fixture_close(&f);
 */
#ifndef PILKADA_TEST_FORM_FIXTURE_H
#define PILKADA_TEST_FORM_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "core/json.h"
#include "form/form.h"

typedef struct fixture {
    pk_catalogue *catalogue;
    pk_model *model;
    cJSON *head, *tungsura_tree, *tahapan_tree;
    pilkada_form *tungsura, *tahapan;
    pilkada_verdict *verdict;
} fixture;

static inline char *fixture_read(const char *name, size_t *size) {
    char path[512];
    snprintf(path, sizeof path, "%s/data/%s", PILKADA_TEST_SOURCE_DIR, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    *size = (size_t)ftell(file);
    rewind(file);
    char *text = malloc(*size + 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, *size, file), *size);
    text[*size] = '\0';
    fclose(file);
    return text;
}

static inline cJSON *fixture_tree(const char *name) {
    size_t size;
    char *text = fixture_read(name, &size);
    pilkada_error error = PILKADA_ERROR_INIT;
    cJSON *tree = pk_json_tree(text, size, &error);
    if (!tree)
        fail_msg("%s: %s", name, error.detail);
    free(text);
    return tree;
}

static inline void fixture_add(pilkada_status (*add)(pk_model *, const cJSON *, pilkada_error *), pk_model *model,
                               const char *name) {
    pilkada_error error = PILKADA_ERROR_INIT;
    cJSON *tree = fixture_tree(name);
    if (add(model, tree, &error))
        fail_msg("%s: %s %s", name, error.where, error.detail);
    cJSON_Delete(tree);
}

static inline pilkada_form *fixture_compile(const fixture *self, const cJSON *definition) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_form *form = pk_form_compile(definition, self->head, self->model, self->catalogue, NULL, &error);
    if (!form)
        fail_msg("%s: %s", error.where, error.detail);
    return form;
}

/** A form from a text that is written in a test; NULL with the error. */
static inline pilkada_form *fixture_compile_text(const fixture *self, const char *text,
                                                 const pilkada_allocator *allocator, pilkada_error *error) {
    cJSON *tree = pk_json_tree(text, strlen(text), error);
    if (!tree)
        fail_msg("the test's own text is wrong: %s at %u in %s", error->detail, error->column, text);
    pilkada_form *form = pk_form_compile(tree, self->head, self->model, self->catalogue, allocator, error);
    cJSON_Delete(tree);
    return form;
}

/** One text for both languages. */
#define LABEL(id) "{\"id\":\"" id "\",\"en\":\"" id "\"}"

static inline void fixture_open(fixture *self) {
    cJSON *sentences = fixture_tree("messages/form.json");
    *self = (fixture){.catalogue = pk_catalogue_new(NULL), .model = pk_model_new(NULL)};
    assert_int_equal(pk_catalogue_add(self->catalogue, sentences, NULL), PILKADA_OK);
    cJSON_Delete(sentences);
    fixture_add(pk_model_add_regions, self->model, "regions/provinces.json");
    fixture_add(pk_model_add_regions, self->model, "regions/jateng.json");
    fixture_add(pk_model_add_regions, self->model, "regions/kecamatan-jateng.json");
    fixture_add(pk_model_add_calendar, self->model, "calendar/pilkada-2024.json");
    assert_int_equal(pk_model_finish(self->model, NULL), PILKADA_OK);
    self->head = fixture_tree("forms/kepala.json");
    self->tungsura_tree = fixture_tree("forms/lap_tungsura.json");
    self->tahapan_tree = fixture_tree("forms/lap_tahapan_harian.json");
    self->tungsura = fixture_compile(self, self->tungsura_tree);
    self->tahapan = fixture_compile(self, self->tahapan_tree);
    self->verdict = pilkada_verdict_new(NULL, NULL);
    assert_non_null(self->verdict);
}

static inline void fixture_close(fixture *self) {
    pilkada_verdict_free(self->verdict);
    pk_form_free(self->tungsura);
    pk_form_free(self->tahapan);
    cJSON_Delete(self->head);
    cJSON_Delete(self->tungsura_tree);
    cJSON_Delete(self->tahapan_tree);
    pk_model_free(self->model);
    pk_catalogue_free(self->catalogue);
}

/** The base example of a form, head and all. To be deleted. */
static inline cJSON *fixture_example(const fixture *self, const cJSON *definition) {
    cJSON *report = cJSON_Duplicate(cJSON_GetObjectItem(self->head, "example"), true);
    const cJSON *item;
    cJSON_ArrayForEach(item, cJSON_GetObjectItem(definition, "example")) {
        cJSON_DeleteItemFromObjectCaseSensitive(report, item->string);
        cJSON_AddItemToObject(report, item->string, cJSON_Duplicate(item, true));
    }
    return report;
}

/**
 * The tungsura example as text, with `member` ("\"urutan\":1") put in. Its own member of that name is taken out first.
 * An empty member only takes out; one that ends with a colon alone names what to take out. To be freed.
 */
static inline char *fixture_report(const fixture *self, const cJSON *definition, const char *member) {
    cJSON *report = fixture_example(self, definition);
    char name[64] = "";
    if (*member == '"')
        sscanf(member + 1, "%63[^\"]", name);
    cJSON_DeleteItemFromObjectCaseSensitive(report, name);
    char *text = cJSON_PrintUnformatted(report);
    cJSON_Delete(report);
    size_t size = strlen(text), more = strlen(member);
    bool adds = more && member[more - 1] != ':';
    char *whole = malloc(size + more + 2);
    memcpy(whole, text, size - 1);
    snprintf(whole + size - 1, more + 3, "%s%s}", adds ? "," : "", adds ? member : "");
    cJSON_free(text);
    return whole;
}

static inline pilkada_status fixture_judge(const fixture *self, const pilkada_form *form, const char *text,
                                           pilkada_error *error) {
    return pk_form_judge(form, text, strlen(text), NULL, "hash", self->verdict, error);
}

/** The first finding with a code; NULL if there is none. */
static inline const pilkada_finding *fixture_find(const fixture *self, const char *code) {
    for (size_t i = 0; i < pilkada_verdict_finding_count(self->verdict); i++)
        if (strcmp(pilkada_verdict_finding(self->verdict, i)->code, code) == 0)
            return pilkada_verdict_finding(self->verdict, i);
    return NULL;
}

static inline char *fixture_json(const fixture *self) {
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_verdict_write_json(self->verdict, &out, NULL), PILKADA_OK);
    char *copy = malloc(out.size + 1);
    memcpy(copy, out.data, out.size + 1);
    pilkada_buffer_dispose(&out);
    return copy;
}

/* ---- the fixture of the test program, and what its group of tests begins and ends with ---- */

static fixture f;

static inline int open_fixture(void **state) {
    (void)state;
    fixture_open(&f);
    return 0;
}

static inline int close_fixture(void **state) {
    (void)state;
    fixture_close(&f);
    return 0;
}

#endif
