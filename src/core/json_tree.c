/** @file core/json_tree.c  JSON texts as cJSON trees and back: see core/json.h and pilkada/json.h. */
#include <math.h>

#include <cjson/cJSON.h>
#include <pilkada/json.h>

#include "core/error.h"
#include "core/json.h"
#include "core/json_internal.h"

/* Up to here every whole number is a double of its own. */
#define LARGEST_WHOLE INT64_C(9007199254740992)

/* ---- text to tree ---- */

typedef struct planter {
    pk_json reader;
    pk_arena arena; /* terminated texts and the names seen */
    cJSON *root;
    cJSON *open[PILKADA_MAX_JSON_DEPTH];
    const char *key; /* of the next value, in an object */
} planter;

static pk_json_kind refuse_memory(planter *self) {
    return pk_json_refuse(&self->reader, PILKADA_E_NOMEM, "out of memory");
}

/* cJSON wants NUL-terminated text, which is safe here: the reader refuses NUL. */
static const char *terminated_text(planter *self) {
    pk_span text = self->reader.text;
    char *copy = pk_arena_alloc(&self->arena, text.size + 1);
    if (copy)
        copy[pk_json_unescape_into(copy, text)] = '\0';
    return copy;
}

static cJSON *create_text(planter *self) {
    const char *text = terminated_text(self);
    return text ? cJSON_CreateString(text) : NULL;
}

static cJSON *create(planter *self, pk_json_kind kind) {
    switch (kind) {
    case PK_JSON_NULL:
        return cJSON_CreateNull();
    case PK_JSON_FALSE:
        return cJSON_CreateFalse();
    case PK_JSON_TRUE:
        return cJSON_CreateTrue();
    case PK_JSON_STRING:
        return create_text(self);
    case PK_JSON_ARRAY:
        return cJSON_CreateArray();
    case PK_JSON_OBJECT:
        return cJSON_CreateObject();
    default:
        return cJSON_CreateNumber(pk_json_double(&self->reader));
    }
}

static bool is_open(pk_json_kind kind) {
    return kind == PK_JSON_ARRAY || kind == PK_JSON_OBJECT;
}

static bool add_child(cJSON *parent, const char *key, cJSON *item) {
    return cJSON_IsObject(parent) ? cJSON_AddItemToObject(parent, key, item) : cJSON_AddItemToArray(parent, item);
}

static pk_json_kind plant(planter *self, pk_json_kind kind) {
    unsigned level = self->reader.depth - is_open(kind);
    cJSON *item = create(self, kind);
    if (!item)
        return refuse_memory(self);
    if (!level)
        self->root = item;
    else if (!add_child(self->open[level - 1], self->key, item)) {
        cJSON_Delete(item);
        return refuse_memory(self);
    }
    if (is_open(kind))
        self->open[level] = item;
    return kind;
}

/* What a double cannot hold must not be hidden in a tree. */
static pk_json_kind check_number(pk_json *reader, pk_json_kind kind) {
    if (kind == PK_JSON_INTEGER && reader->integer >= -LARGEST_WHOLE && reader->integer <= LARGEST_WHOLE)
        return kind;
    if (kind == PK_JSON_NUMBER && memchr(reader->text.data, '.', reader->text.size) == NULL &&
        memchr(reader->text.data, 'e', reader->text.size) == NULL &&
        memchr(reader->text.data, 'E', reader->text.size) == NULL)
        kind = PK_JSON_INTEGER;
    if (kind == PK_JSON_INTEGER)
        return pk_json_refuse(reader, PILKADA_E_LIMIT,
                              "a whole number beyond 9007199254740992: put a code in double quotes");
    if (isinf(pk_json_double(reader)))
        return pk_json_refuse(reader, PILKADA_E_LIMIT, "a number too large for a double: at most about 1.8e308");
    return kind;
}

static pk_json_kind next_checked(pk_json *reader) {
    pk_json_kind kind = pk_json_next(reader);
    return kind == PK_JSON_INTEGER || kind == PK_JSON_NUMBER ? check_number(reader, kind) : kind;
}

static pk_json_kind next_planted(planter *self) {
    pk_json_kind kind = next_checked(&self->reader);
    if (kind <= PK_JSON_END || kind == PK_JSON_CLOSE)
        return kind;
    if (kind != PK_JSON_KEY)
        return plant(self, kind);
    self->key = terminated_text(self);
    return self->key ? kind : refuse_memory(self);
}

/* One walk for check and parse, so that both say the same. */
static pilkada_status walk(const char *text, size_t size, cJSON **tree, pilkada_error *error) {
    planter self = {.root = NULL};
    if (!text)
        return pk_fail(error, PILKADA_E_ARGUMENT, "no text was given");
    pk_arena_init(&self.arena, NULL);
    pk_json_start(&self.reader, text, size, &self.arena);
    pk_json_refuse_duplicates(&self.reader);
    while ((tree ? next_planted(&self) : next_checked(&self.reader)) > PK_JSON_END) {
    }
    pilkada_status status = pk_json_error(&self.reader, error);
    pk_arena_dispose(&self.arena);
    if (status)
        cJSON_Delete(self.root);
    else if (tree)
        *tree = self.root;
    return status;
}

pilkada_status pilkada_json_check(const char *text, size_t size, pilkada_error *error) {
    return walk(text, size, NULL, error);
}

cJSON *pk_json_tree(const char *text, size_t size, pilkada_error *error) {
    cJSON *tree = NULL;
    walk(text, size, &tree, error);
    return tree;
}

cJSON *pilkada_json_parse(const char *text, size_t size, pilkada_error *error) {
    return pk_json_tree(text, size, error);
}

/* ---- tree to text ---- */

static void put_number(pilkada_buffer *buffer, double value) {
    char text[32];
    if (isfinite(value) && fabs(value) <= (double)LARGEST_WHOLE && value == (double)(int64_t)value)
        pk_put_int(buffer, (int64_t)value);
    else if (isfinite(value))
        pk_put(buffer, text, pk_double_format(value, text));
    else
        pk_puts(buffer, "null"); /* as cJSON_Print(): JSON has no other word for it */
}

static void put_item(pilkada_buffer *buffer, const cJSON *item) {
    if (cJSON_IsArray(item))
        pk_putc(buffer, '[');
    else if (cJSON_IsObject(item))
        pk_putc(buffer, '{');
    else if (cJSON_IsString(item))
        pk_put_json(buffer, pk_span_of(item->valuestring));
    else if (cJSON_IsNumber(item))
        put_number(buffer, item->valuedouble);
    else
        pk_puts(buffer, cJSON_IsTrue(item) ? "true" : cJSON_IsFalse(item) ? "false" : "null");
}

static void put_close(pilkada_buffer *buffer, const cJSON *item) {
    if (cJSON_IsArray(item) || cJSON_IsObject(item))
        pk_putc(buffer, cJSON_IsArray(item) ? ']' : '}');
}

/* Down to the children, else on to the next sibling, else up: no recursion. A tree deeper than the limit ends there,
 * which shows as a failed write. */
void pk_put_tree(pilkada_buffer *buffer, const cJSON *tree) {
    const cJSON *path[PILKADA_MAX_JSON_DEPTH + 1];
    size_t depth = 0;
    const cJSON *item = tree;
    while (item && !buffer->failed) {
        if (depth && cJSON_IsObject(path[depth - 1]))
            pk_put_key(buffer, item->string ? item->string : "");
        put_item(buffer, item);
        if (item->child && depth == PILKADA_MAX_JSON_DEPTH) {
            buffer->failed = 1;
            return;
        }
        if (item->child) {
            path[depth++] = item;
            item = item->child;
            continue;
        }
        put_close(buffer, item);
        while (depth && !item->next) {
            item = path[--depth];
            put_close(buffer, item);
        }
        if (!depth)
            return;
        pk_putc(buffer, ',');
        item = item->next;
    }
}
