/** @file form/confirm.c  Confirmed findings: see pilkada/confirm.h. */
#include <pilkada/confirm.h>

#include <cjson/cJSON.h>

#include "core/error.h"
#include "core/sha256.h"
#include "form/judging.h"

enum { HEX = 64 };

typedef struct confirmation {
    const char *code, *path, *fingerprint;
} confirmation;

struct pilkada_confirmations {
    pk_arena arena;
    confirmation *items;
    size_t count;
};

/* ---- reading what was kept ---- */

static const char *read_text(pilkada_confirmations *self, const pk_reading *item, const char *key) {
    pk_reading node = pk_read_member(item, key, true);
    const char *text = pk_read_text(&node);
    const char *copy = text ? pk_arena_strdup(&self->arena, text, strlen(text)) : NULL;
    if (text && !copy)
        pk_fail_memory(item->error);
    return copy;
}

static void read_item(pilkada_confirmations *self, const pk_reading *item) {
    confirmation *kept = &self->items[self->count];
    pk_read_object(item);
    if (!pk_reading_ok(item))
        return;
    kept->code = read_text(self, item, "code");
    kept->path = read_text(self, item, "path");
    kept->fingerprint = read_text(self, item, "fingerprint");
    if (kept->fingerprint && strlen(kept->fingerprint) != HEX)
        pk_read_fault(item, "a fingerprint has 64 hex digits, as the verdict gave it");
    self->count++;
}

static void read_all(pilkada_confirmations *self, const pk_reading *list) {
    pk_reading item = {.node = NULL};
    pk_read_array(list);
    size_t count = pk_reading_ok(list) ? pk_read_count(list) : 0;
    if (count > PILKADA_MAX_CONFIRMATIONS) {
        pk_fail(list->error, PILKADA_E_LIMIT, "at most %u confirmations; keep those of this report alone",
                PILKADA_MAX_CONFIRMATIONS);
        return;
    }
    self->items = pk_arena_alloc_zero(&self->arena, count, sizeof *self->items);
    if (!self->items)
        pk_fail_memory(list->error);
    while (pk_reading_ok(list) && pk_read_each(list, &item))
        read_item(self, &item);
}

pilkada_confirmations *pilkada_confirmations_parse(const char *text, size_t size, const pilkada_allocator *allocator,
                                                   pilkada_error *error) {
    pilkada_error fallback = PILKADA_ERROR_INIT;
    error = pk_error_or(error, &fallback);
    pk_error_clear(error);
    if (!text) {
        pk_fail(error, PILKADA_E_ARGUMENT, "text must not be NULL");
        return NULL;
    }
    cJSON *tree = pk_json_tree(text, size, error);
    allocator = pk_allocator_or_default(allocator);
    pilkada_confirmations *self = tree ? pk_alloc_zero(allocator, 1, sizeof *self) : NULL;
    if (self) {
        const pk_reading root = pk_reading_root(tree, error);
        pk_arena_init(&self->arena, allocator);
        read_all(self, &root);
    } else if (tree) {
        pk_fail_memory(error);
    }
    cJSON_Delete(tree);
    if (!error->status)
        return self;
    pilkada_confirmations_free(self);
    return NULL;
}

void pilkada_confirmations_free(pilkada_confirmations *self) {
    if (!self)
        return;
    pilkada_allocator allocator = self->arena.allocator;
    pk_arena_dispose(&self->arena);
    pk_free(&allocator, self);
}

size_t pilkada_confirmations_count(const pilkada_confirmations *self) {
    return self ? self->count : 0;
}

/* ---- fingerprints ---- */

/* With its NUL, so that no two lists of texts run together. */
static void add_text(pk_sha256 *hash, const char *text) {
    pk_sha256_add(hash, text, strlen(text) + 1);
}

static const char *fingerprint_of(pk_judging *self, const pilkada_finding *finding) {
    unsigned char digest[32];
    char *hex = pk_arena_alloc(&self->answer->arena, HEX + 1);
    pk_sha256 hash;
    if (!hex) {
        self->failed = true;
        return NULL;
    }
    pk_sha256_start(&hash);
    add_text(&hash, self->form->id);
    add_text(&hash, finding->code);
    add_text(&hash, finding->path);
    add_text(&hash, finding->difference ? finding->difference : "");
    for (size_t i = 0; i < finding->operand_count; i++) {
        add_text(&hash, finding->operands[i].name);
        add_text(&hash, finding->operands[i].value);
    }
    pk_sha256_end(&hash, digest);
    pk_sha256_hex(digest, hex);
    return hex;
}

static bool is_kept(const pilkada_confirmations *self, const pilkada_finding *finding) {
    for (size_t i = 0; i < self->count; i++)
        if (strcmp(self->items[i].fingerprint, finding->fingerprint) == 0 &&
            strcmp(self->items[i].code, finding->code) == 0 && strcmp(self->items[i].path, finding->path) == 0)
            return true;
    return false;
}

void pk_confirm(pk_judging *self) {
    for (size_t i = 0; i < self->answer->finding_count; i++) {
        pilkada_finding *finding = &self->answer->findings[i];
        if (finding->severity == PILKADA_SEVERITY_GALAT)
            continue;
        finding->fingerprint = fingerprint_of(self, finding);
        finding->verified = finding->fingerprint && is_kept(self->confirmations, finding);
    }
}
