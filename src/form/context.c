/** @file form/context.c  What rules may need beyond the report. */
#include "core/error.h"
#include "form/judging.h"

#include <cjson/cJSON.h>

/* ---- trees as values ---- */

static pk_value number_value(double value) {
    bool whole = value >= -9007199254740992.0 && value <= 9007199254740992.0 && value == (double)(int64_t)value;
    return whole ? pk_value_int((int64_t)value) : pk_value_double(value);
}

static size_t child_count(const cJSON *tree) {
    size_t count = 0;
    for (const cJSON *child = tree->child; child; child = child->next)
        count++;
    return count;
}

static bool text_value(const char *text, pk_arena *arena, pk_value *out) {
    const char *copy = pk_arena_strdup(arena, text ? text : "", text ? strlen(text) : 0);
    *out = pk_value_string(pk_span_of(copy));
    return copy != NULL;
}

/* The depth of a tree that our own reader made is at most PILKADA_MAX_JSON_DEPTH. */
static bool container_value(const cJSON *tree, pk_arena *arena, pk_value *out) {
    bool object = cJSON_IsObject(tree);
    size_t count = child_count(tree), each = object ? 2 : 1;
    pk_value *items = pk_arena_alloc_zero(arena, each * count, sizeof *items), *to = items;
    if (!items)
        return false;
    for (const cJSON *child = tree->child; child; child = child->next) {
        if (object && !text_value(child->string, arena, to++))
            return false;
        if (!pk_value_of_tree(child, arena, to++))
            return false;
    }
    *out = (pk_value){.type = object ? PK_MAP : PK_LIST, .state = PILKADA_VALUE_GIVEN, .size = (uint32_t)count};
    out->items = items;
    return true;
}

bool pk_value_of_tree(const cJSON *tree, pk_arena *arena, pk_value *out) {
    *out = (pk_value){.type = PK_NULL, .state = PILKADA_VALUE_UNREACHED};
    if (cJSON_IsBool(tree))
        *out = pk_value_bool(cJSON_IsTrue(tree));
    else if (cJSON_IsNumber(tree))
        *out = number_value(tree->valuedouble);
    else if (cJSON_IsString(tree))
        return text_value(tree->valuestring, arena, out);
    else if (cJSON_IsArray(tree) || cJSON_IsObject(tree))
        return container_value(tree, arena, out);
    return true;
}

static bool has_key(pk_value map, pk_value key) {
    for (uint32_t i = 0; i < map.size; i++)
        if (pk_span_equal(pk_value_span(map.items[2 * i]), pk_value_span(key)))
            return true;
    return false;
}

bool pk_value_overlay(pk_value base, pk_value over, pk_arena *arena, pk_value *out) {
    pk_value *pairs = pk_arena_alloc(arena, 2 * ((size_t)base.size + over.size) * sizeof *pairs);
    if (!pairs)
        return false;
    uint32_t count = over.size;
    if (count)
        memcpy(pairs, over.items, 2 * count * sizeof *pairs);
    for (uint32_t i = 0; i < base.size; i++) {
        if (has_key(over, base.items[2 * i]))
            continue;
        pairs[2 * count] = base.items[2 * i];
        pairs[2 * count++ + 1] = base.items[2 * i + 1];
    }
    *out = (pk_value){.type = PK_MAP, .state = PILKADA_VALUE_GIVEN, .size = count};
    out->items = pairs;
    return true;
}

/* ---- the context ---- */

static const struct {
    const char *name;
    pk_root root;
    pk_type type;
} members[] = {
    {"wilayah", PK_ROOT_WILAYAH, PK_MAP},       {"parameter", PK_ROOT_PARAMETER, PK_MAP},
    {"sebelumnya", PK_ROOT_SEBELUMNYA, PK_MAP}, {"laporan", PK_ROOT_LAPORAN, PK_LIST},
    {"kejadian", PK_ROOT_KEJADIAN, PK_LIST},    {"pasangan", PK_ROOT_PASANGAN, PK_MAP},
};
enum { MEMBER_COUNT = sizeof members / sizeof *members };

static void read_member(pilkada_context *self, const pk_reading *root, size_t index, pilkada_error *error) {
    pk_reading node = pk_read_member(root, members[index].name, false);
    if (!node.node)
        return;
    if (members[index].type == PK_MAP)
        pk_read_object(&node);
    else
        pk_read_array(&node);
    if (!error->status && !pk_value_of_tree(node.node, &self->arena, &self->members[members[index].root]))
        pk_fail_memory(error);
}

static void read_context(pilkada_context *self, const cJSON *tree, pilkada_error *error) {
    const char *keys[MEMBER_COUNT + 1] = {NULL};
    pk_reading root = pk_reading_root(tree, error);
    for (size_t i = 0; i < MEMBER_COUNT; i++)
        keys[i] = members[i].name;
    pk_read_only(&root, keys);
    for (size_t i = 0; i < MEMBER_COUNT && !error->status; i++)
        read_member(self, &root, i, error);
}

pilkada_context *pk_context_of_tree(const cJSON *tree, const pilkada_allocator *allocator, pilkada_error *error) {
    allocator = pk_allocator_or_default(allocator);
    pilkada_context *self = pk_alloc_zero(allocator, 1, sizeof *self);
    if (!self) {
        pk_fail_memory(error);
        return NULL;
    }
    pk_arena_init(&self->arena, allocator);
    read_context(self, tree, error);
    if (!error->status)
        return self;
    pilkada_context_free(self);
    return NULL;
}

pilkada_context *pilkada_context_parse(const char *text, size_t size, const pilkada_allocator *allocator,
                                       pilkada_error *error) {
    pilkada_error fallback = PILKADA_ERROR_INIT;
    error = pk_error_or(error, &fallback);
    pk_error_clear(error);
    if (!text) {
        pk_fail(error, PILKADA_E_ARGUMENT, "text must not be NULL");
        return NULL;
    }
    cJSON *tree = pk_json_tree(text, size, error);
    pilkada_context *self = tree ? pk_context_of_tree(tree, allocator, error) : NULL;
    cJSON_Delete(tree);
    return self;
}

void pilkada_context_free(pilkada_context *self) {
    if (!self)
        return;
    pilkada_allocator allocator = self->arena.allocator;
    pk_arena_dispose(&self->arena);
    pk_free(&allocator, self);
}
