/**
 * @file expr_bench.h  Names and values for expressions under test, written as JSON.
 *
 *     expr_bench bench;
 *     expr_bench_open(&bench, NULL, "{\"a\": 3, \"s\": \"x\", \"n\": {\"missing\": \"absent\"}}");
 *     pk_value value = expr_bench_eval(&bench, "a + 1 == 4");
 *     expr_bench_close(&bench);
 *
 * Each member is a slot, in that order. Special ones: {"missing": "absent|unreached|empty|nihil"}, {"time": RFC 3339},
 * {"set": [names of slots above]}. Members called `parameter` or `konteks.…` are roots.
 */
#ifndef PILKADA_TEST_EXPR_BENCH_H
#define PILKADA_TEST_EXPR_BENCH_H

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

#include "core/civil.h"
#include "core/json.h"
#include <pilkada/json.h>

#include "form/expr.h"
#include "form/judging.h"

enum { EXPR_BENCH_NAMES = 32 };

typedef struct expr_bench {
    pk_arena arena;
    const pilkada_allocator *allocator;
    const pk_model *model;
    const char *names[EXPR_BENCH_NAMES];
    pk_binding bindings[EXPR_BENCH_NAMES];
    uint32_t sets[EXPR_BENCH_NAMES][EXPR_BENCH_NAMES];
    pk_value slots[EXPR_BENCH_NAMES], roots[EXPR_BENCH_NAMES];
    size_t count;
    cJSON *tree;
    pilkada_error error;
    pk_expr *expr;
    pk_frame frame;
} expr_bench;

static inline bool expr_bench_find(void *context, pk_span name, pk_binding *out) {
    const expr_bench *self = context;
    for (size_t i = 0; i < self->count; i++)
        if (pk_span_is(name, self->names[i])) {
            *out = self->bindings[i];
            return true;
        }
    return false;
}

static inline pk_value expr_bench_missing(const char *state) {
    static const char *const states[] = {"absent", "unreached", "empty", "nihil"};
    for (unsigned i = 0; i < 4; i++)
        if (strcmp(state, states[i]) == 0)
            return pk_value_missing((pilkada_value_state)i);
    fail_msg("no such state: %s", state);
    return pk_value_missing(PILKADA_VALUE_ABSENT);
}

static inline pk_value expr_bench_time(const char *text) {
    pk_value value = {.type = PK_TIMESTAMP, .state = PILKADA_VALUE_GIVEN};
    pilkada_instant instant;
    int offset;
    assert_true(pk_read_instant(pk_span_of(text), &instant, &offset, NULL));
    value.integer = instant;
    value.size = (uint32_t)(offset + 1440);
    return value;
}

static inline pk_value expr_bench_value(expr_bench *self, const cJSON *tree) {
    const cJSON *missing = cJSON_GetObjectItem(tree, "missing"), *time = cJSON_GetObjectItem(tree, "time");
    pk_value value;
    if (missing)
        return expr_bench_missing(missing->valuestring);
    if (time)
        return expr_bench_time(time->valuestring);
    assert_true(pk_value_of_tree(tree, &self->arena, &value));
    return value;
}

static inline void expr_bench_set(expr_bench *self, size_t index, const cJSON *set) {
    pk_binding *binding = &self->bindings[index];
    const cJSON *item;
    *binding = (pk_binding){.kind = PK_BIND_SET, .set = self->sets[index]};
    cJSON_ArrayForEach(item, set) {
        pk_binding slot = {.kind = PK_BIND_SLOT};
        assert_true(expr_bench_find(self, pk_span_of(item->valuestring), &slot));
        self->sets[index][binding->set_count++] = slot.index;
    }
}

/** Without `model` the functions about regions and stages have no data. `values` may be NULL. */
static inline void expr_bench_open_tree(expr_bench *self, const pk_model *model, const cJSON *values) {
    const cJSON *item;
    memset(self, 0, sizeof *self);
    self->error = (pilkada_error)PILKADA_ERROR_INIT;
    self->model = model;
    pk_arena_init(&self->arena, NULL);
    cJSON_ArrayForEach(item, values) {
        size_t index = self->count;
        const cJSON *set = cJSON_GetObjectItem(item, "set");
        bool root = strncmp(item->string, "konteks.", 8) == 0 || strcmp(item->string, "parameter") == 0;
        assert_true(index < EXPR_BENCH_NAMES);
        self->names[index] = item->string;
        self->bindings[index] = (pk_binding){.kind = root ? PK_BIND_ROOT : PK_BIND_SLOT, .index = (uint32_t)index};
        if (set)
            expr_bench_set(self, index, set);
        else
            (root ? self->roots : self->slots)[index] = expr_bench_value(self, item);
        self->count++;
    }
}

static inline void expr_bench_open(expr_bench *self, const pk_model *model, const char *values) {
    pilkada_error error = PILKADA_ERROR_INIT;
    cJSON *tree = pk_json_tree(values, strlen(values), &error);
    if (!tree)
        fail_msg("%s: %s", values, error.detail);
    expr_bench_open_tree(self, model, tree);
    self->tree = tree;
}

static inline void expr_bench_close(expr_bench *self) {
    pk_arena_dispose(&self->arena);
    cJSON_Delete(self->tree);
}

static inline bool expr_bench_compile(expr_bench *self, pk_span source) {
    pk_scope scope = {expr_bench_find, self, self->names, self->count};
    self->expr = pk_expr_compile(source, &scope, &self->arena, &self->error);
    return self->expr != NULL;
}

static inline pk_value expr_bench_run(expr_bench *self) {
    self->frame = (pk_frame){.slots = self->slots,
                             .roots = self->roots,
                             .model = self->model,
                             .arena = &self->arena,
                             .steps_left = PILKADA_MAX_EXPRESSION_STEPS};
    return pk_expr_eval(self->expr, &self->frame);
}

static inline pk_value expr_bench_eval(expr_bench *self, const char *source) {
    if (!expr_bench_compile(self, pk_span_of(source)))
        fail_msg("%s: %s", source, self->error.detail);
    return expr_bench_run(self);
}

/** The model of data/, for functions about regions and stages. */
static inline cJSON *expr_bench_file(const char *name) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", PILKADA_TEST_SOURCE_DIR, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s cannot be opened", path);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *text = malloc(size + 1);
    assert_int_equal(fread(text, 1, size, file), size);
    fclose(file);
    pilkada_error error = PILKADA_ERROR_INIT;
    cJSON *tree = pk_json_tree(text, size, &error);
    if (!tree)
        fail_msg("%s: line %u: %s", name, (unsigned)error.line, error.detail);
    free(text);
    return tree;
}

static inline pk_model *expr_bench_model(void) {
    static const char *const regions[] = {"data/regions/provinces.json", "data/regions/jateng.json"};
    pk_model *model = pk_model_new(NULL);
    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
        cJSON *tree = expr_bench_file(regions[i]);
        assert_int_equal(pk_model_add_regions(model, tree, NULL), PILKADA_OK);
        cJSON_Delete(tree);
    }
    cJSON *calendar = expr_bench_file("data/calendar/pilkada-2024.json");
    assert_int_equal(pk_model_add_calendar(model, calendar, NULL), PILKADA_OK);
    cJSON_Delete(calendar);
    assert_int_equal(pk_model_finish(model, NULL), PILKADA_OK);
    return model;
}

#endif
