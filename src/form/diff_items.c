/** @file form/diff_items.c  A form as the list of all that it is made of. */
#include <cjson/cJSON.h>

#include "core/error.h"
#include "form/diff.h"

enum { FORM, HEAD, SECTION, FIELD, SET, STRUCTURE, RULE, DUTY };

const pk_diff_kind pk_diff_kinds[] = {
    [FORM] = {"form", NULL, NULL, NULL, "form"},
    [HEAD] = {"head", NULL, NULL, NULL, "head_id"},
    [SECTION] = {"section", "sections", "file", "title", "id"},
    [FIELD] = {"field", "fields", "section", NULL, "id"},
    [SET] = {"set", "sets", "file", NULL, NULL},
    [STRUCTURE] = {"structure", "structure", "file", NULL, "id"},
    [RULE] = {"rule", "rules", "file", NULL, "id"},
    [DUTY] = {"duty", "duties", "file", NULL, "id"},
};
const size_t pk_diff_kind_count = sizeof pk_diff_kinds / sizeof *pk_diff_kinds;

static const cJSON *member(const cJSON *tree, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(tree, key);
}

bool pk_diff_is_list(const char *name) {
    for (size_t i = 0; i < pk_diff_kind_count; i++)
        if (pk_diff_kinds[i].list && strcmp(pk_diff_kinds[i].list, name) == 0)
            return true;
    return false;
}

/* ---- comparing: cJSON_Compare() takes neighbouring large numbers for one ---- */

static bool same_value(const cJSON *a, const cJSON *b) {
    if (cJSON_IsString(a))
        return strcmp(a->valuestring, b->valuestring) == 0;
    return !cJSON_IsNumber(a) || a->valuedouble == b->valuedouble;
}

/* As deep as the reader lets a file be, PILKADA_MAX_JSON_DEPTH. */
bool pk_diff_same(const cJSON *a, const cJSON *b) {
    if (!a || !b || (a->type & 0xff) != (b->type & 0xff) || cJSON_GetArraySize(a) != cJSON_GetArraySize(b))
        return !a && !b;
    const cJSON *item, *next = b->child;
    cJSON_ArrayForEach(item, a) {
        if (!pk_diff_same(item, cJSON_IsObject(a) ? member(b, item->string) : next))
            return false;
        next = next->next;
    }
    return same_value(a, b);
}

/* ---- collecting ---- */

static const char *own_id(const pk_diff_kind *kind, const cJSON *node) {
    if (!kind->key)
        return node->string;
    const cJSON *id = member(kind->outer ? member(node, kind->outer) : node, kind->key);
    return cJSON_IsString(id) ? id->valuestring : "";
}

/* That of a field inside a field begins with the outer one's. NULL: memory is out. */
static const char *full_id(pk_diff_side *self, const pk_diff_item *item) {
    const char *id = own_id(item->kind, item->node);
    if (!item->home || item->home->kind != item->kind)
        return id;
    size_t outer = strlen(item->home->id), inner = strlen(id);
    char *full = pk_arena_alloc(self->arena, outer + 1 + inner + 1);
    if (full) {
        memcpy(full, item->home->id, outer);
        full[outer] = '.';
        memcpy(full + outer + 1, id, inner + 1);
    }
    return full;
}

/* NULL: memory is out, which the arena remembers. */
static pk_diff_item *add(pk_diff_side *self, int kind, const cJSON *node, pk_diff_item *home, pk_diff_item *before) {
    pk_diff_item *item = pk_arena_alloc_zero(self->arena, 1, sizeof *item);
    if (!item)
        return NULL;
    *item = (pk_diff_item){.kind = &pk_diff_kinds[kind], .node = node, .home = home, .before = before};
    item->number = self->count++;
    item->id = full_id(self, item);
    if (!item->id)
        return NULL;
    if (self->last)
        self->last->next = item;
    else
        self->first = item;
    return self->last = item;
}

/* Sections hold fields, and so do fields. */
static void add_list(pk_diff_side *self, int kind, pk_diff_item *home) {
    pk_diff_item *before = NULL;
    const cJSON *node;
    cJSON_ArrayForEach(node, member(home->node, pk_diff_kinds[kind].list)) {
        before = add(self, kind, node, home, before);
        if (!before)
            return;
        if (kind == SECTION || kind == FIELD)
            add_list(self, FIELD, before);
    }
}

static void add_file(pk_diff_side *self, int kind, const cJSON *tree) {
    static const int lists[] = {SECTION, SET, STRUCTURE, RULE, DUTY};
    pk_diff_item *file = add(self, kind, tree, NULL, NULL);
    for (size_t i = 0; file && i < sizeof lists / sizeof *lists; i++)
        add_list(self, lists[i], file);
}

pilkada_status pk_diff_open(pk_diff_side *self, const pilkada_form *form, pk_arena *arena, pilkada_error *error) {
    *self = (pk_diff_side){.arena = arena};
    self->head = pk_json_tree(form->head_text.data, form->head_text.size, error);
    self->file = self->head ? pk_json_tree(form->file_text.data, form->file_text.size, error) : NULL;
    if (!self->file)
        return error->status;
    add_file(self, HEAD, self->head);
    add_file(self, FORM, self->file);
    return arena->failed ? pk_fail_memory(error) : PILKADA_OK;
}

void pk_diff_close(pk_diff_side *self) {
    cJSON_Delete(self->head);
    cJSON_Delete(self->file);
}
