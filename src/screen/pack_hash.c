/** @file screen/pack_hash.c  A SHA-256 of what a pack says: blanks, line ends and the order of members do not count. */
#include <stdlib.h>

#include <cjson/cJSON.h>
#include <pilkada/limits.h>

#include "core/error.h"
#include "core/json.h"
#include "core/sha256.h"
#include "screen/screen.h"

typedef struct canon {
    pk_sha256 hash;
    pk_arena arena;      /* for lists of members */
    pilkada_buffer text; /* what is to be added next */
} canon;

static int by_name(const void *a, const void *b) {
    const cJSON *const *left = a, *const *right = b;
    return strcmp((*left)->string, (*right)->string);
}

/* The members in the order of the bytes of their names. NULL when memory is out. */
static const cJSON **sorted(canon *self, const cJSON *object, size_t *count) {
    const cJSON *item;
    *count = (size_t)cJSON_GetArraySize(object);
    const cJSON **members = pk_arena_alloc(&self->arena, (*count + 1) * sizeof *members);
    size_t i = 0;
    if (!members)
        return NULL;
    cJSON_ArrayForEach(item, object) members[i++] = item;
    qsort(members, *count, sizeof *members, by_name);
    return members;
}

static void flush(canon *self) {
    pk_sha256_add(&self->hash, self->text.data, self->text.size);
    if (!self->text.failed)
        pilkada_buffer_clear(&self->text);
}

static bool put_value(canon *self, const cJSON *node);

static bool put_object(canon *self, const cJSON *node) {
    size_t count;
    const cJSON **members = sorted(self, node, &count);
    pk_putc(&self->text, '{');
    for (size_t i = 0; members && i < count; i++) {
        if (i)
            pk_putc(&self->text, ',');
        pk_put_key(&self->text, members[i]->string);
        if (!put_value(self, members[i]))
            return false;
    }
    pk_putc(&self->text, '}');
    return members != NULL;
}

static bool put_array(canon *self, const cJSON *node) {
    const cJSON *item;
    pk_putc(&self->text, '[');
    cJSON_ArrayForEach(item, node) {
        if (item != node->child)
            pk_putc(&self->text, ',');
        if (!put_value(self, item))
            return false;
    }
    pk_putc(&self->text, ']');
    return true;
}

/* As deep as the reader lets a text be. */
static bool put_value(canon *self, const cJSON *node) {
    bool done = cJSON_IsObject(node)  ? put_object(self, node)
                : cJSON_IsArray(node) ? put_array(self, node)
                                      : (pk_put_tree(&self->text, node), true);
    flush(self);
    return done && !self->text.failed;
}

bool pk_pack_hash(const cJSON *tree, const pilkada_allocator *allocator, char out[PILKADA_HASH_SIZE]) {
    unsigned char digest[32];
    canon work;
    pk_sha256_start(&work.hash);
    pk_arena_init(&work.arena, allocator);
    pilkada_buffer_init(&work.text, allocator);
    bool done = put_value(&work, tree);
    pk_sha256_end(&work.hash, digest);
    pk_sha256_hex(digest, out);
    pilkada_buffer_dispose(&work.text);
    pk_arena_dispose(&work.arena);
    return done;
}

pilkada_status pilkada_pack_hash(const char *pack, size_t size, char out[PILKADA_HASH_SIZE], pilkada_error *error) {
    if (!pack || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "a pack and room for its hash are needed");
    if (size > PILKADA_MAX_DEFINITION_BYTES)
        return pk_fail(error, PILKADA_E_LIMIT, "a pack may have %u bytes: split it", PILKADA_MAX_DEFINITION_BYTES);
    pilkada_error local = PILKADA_ERROR_INIT;
    error = pk_error_or(error, &local);
    cJSON *tree = pk_json_tree(pack, size, error);
    if (!tree)
        return error->status;
    bool done = pk_pack_hash(tree, pk_allocator_or_default(NULL), out);
    cJSON_Delete(tree);
    return done ? PILKADA_OK : pk_fail_memory(error);
}
