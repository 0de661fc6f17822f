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

enum { SEEN = 64, LONGEST_SEEN = 16 };

typedef struct planter {
    pk_json reader;
    pk_arena *arena; /* terminated texts and the names seen */
    bool rooted;     /* items as well are in the arena */
    cJSON *root;
    cJSON *open[PILKADA_MAX_JSON_DEPTH];
    cJSON *last[PILKADA_MAX_JSON_DEPTH]; /* of their children so far, if items are in the arena */
    char *key;                           /* of the next value, in an object */
    struct {
        pk_span text; /* as written */
        char *copy;
    } seen[SEEN]; /* short texts without escapes: names, and words that come again and again */
} planter;

static pk_json_kind refuse_memory(planter *self) {
    return pk_json_refuse(&self->reader, PILKADA_E_NOMEM, "out of memory");
}

/* cJSON wants NUL-terminated text, which is safe here: the reader refuses NUL. */
static char *terminated_text(planter *self) {
    pk_span text = self->reader.text;
    char *copy = pk_arena_bytes(self->arena, text.size + 1);
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

/* ---- items in the arena ---- */

/* The copy that was made of the same text before, if it was not long ago. */
static char *shared_text(planter *self) {
    pk_span text = self->reader.text;
    if (text.size == 0 || text.size > LONGEST_SEEN || self->reader.escaped)
        return terminated_text(self);
    size_t place = (text.size * 7 + (unsigned char)text.data[0] * 5 + (unsigned char)text.data[text.size - 1]) % SEEN;
    if (!self->seen[place].copy || !pk_span_equal(self->seen[place].text, text)) {
        self->seen[place].text = text;
        self->seen[place].copy = terminated_text(self);
    }
    return self->seen[place].copy;
}

static cJSON *create_in_arena(planter *self, pk_json_kind kind) {
    static const int types[] = {
        [PK_JSON_NULL] = cJSON_NULL,      [PK_JSON_FALSE] = cJSON_False,  [PK_JSON_TRUE] = cJSON_True,
        [PK_JSON_STRING] = cJSON_String,  [PK_JSON_ARRAY] = cJSON_Array,  [PK_JSON_OBJECT] = cJSON_Object,
        [PK_JSON_INTEGER] = cJSON_Number, [PK_JSON_NUMBER] = cJSON_Number};
    cJSON *item = pk_arena_alloc(self->arena, sizeof *item);
    if (!item)
        return NULL;
    *item = (cJSON){.type = types[kind]};
    if (item->type == cJSON_Number) {
        item->valuedouble = pk_json_double(&self->reader);
        return item;
    }
    if (kind == PK_JSON_STRING)
        item->valuestring = shared_text(self);
    return kind != PK_JSON_STRING || item->valuestring ? item : NULL;
}

static void link_in_arena(planter *self, unsigned parent, cJSON *item) {
    if (cJSON_IsObject(self->open[parent]))
        item->string = self->key;
    if (self->open[parent]->child)
        self->last[parent]->next = item;
    else
        self->open[parent]->child = item;
    self->last[parent] = item;
}

/* ---- items ---- */

static bool is_open(pk_json_kind kind) {
    return kind == PK_JSON_ARRAY || kind == PK_JSON_OBJECT;
}

static bool add_child(planter *self, unsigned level, cJSON *item) {
    cJSON *parent = self->open[level];
    if (!self->rooted)
        return cJSON_IsObject(parent) ? cJSON_AddItemToObject(parent, self->key, item)
                                      : cJSON_AddItemToArray(parent, item);
    link_in_arena(self, level, item);
    return true;
}

static pk_json_kind plant(planter *self, pk_json_kind kind) {
    unsigned level = self->reader.depth - is_open(kind);
    cJSON *item = self->rooted ? create_in_arena(self, kind) : create(self, kind);
    if (!item)
        return refuse_memory(self);
    if (!level)
        self->root = item;
    else if (!add_child(self, level - 1, item)) {
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
    self->key = self->rooted ? shared_text(self) : terminated_text(self);
    return self->key ? kind : refuse_memory(self);
}

/* One walk for check and parse, so that both say the same. */
static pilkada_status walk(planter *self, const char *text, size_t size, bool planting, pilkada_error *error) {
    if (!text)
        return pk_fail(error, PILKADA_E_ARGUMENT, "no text was given");
    pk_json_start(&self->reader, text, size, self->arena);
    pk_json_refuse_duplicates(&self->reader);
    while ((planting ? next_planted(self) : next_checked(&self->reader)) > PK_JSON_END) {
    }
    return pk_json_error(&self->reader, error);
}

pilkada_status pilkada_json_check(const char *text, size_t size, pilkada_error *error) {
    pk_arena names;
    planter self = {.arena = &names};
    pk_arena_init(&names, NULL);
    pilkada_status status = walk(&self, text, size, false, error);
    pk_arena_dispose(&names);
    return status;
}

cJSON *pk_json_tree(const char *text, size_t size, pilkada_error *error) {
    pk_arena texts;
    planter self = {.arena = &texts};
    pk_arena_init(&texts, NULL);
    pilkada_status status = walk(&self, text, size, true, error);
    pk_arena_dispose(&texts);
    if (!status)
        return self.root;
    cJSON_Delete(self.root);
    return NULL;
}

cJSON *pk_json_tree_in(pk_arena *arena, const char *text, size_t size, pilkada_error *error) {
    planter self = {.arena = arena, .rooted = true};
    return walk(&self, text, size, true, error) ? NULL : self.root;
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
