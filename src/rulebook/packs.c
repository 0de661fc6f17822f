/** @file rulebook/packs.c  A screener for one request: the rulebook's packs and more, or others in their place. */
#include "rulebook/loading.h"

#include <cjson/cJSON.h>

#include "core/error.h"
#include "core/json.h"

/* Packs on their way into one screener: first those of the rulebook, then the caller's. */
typedef struct combining {
    const pilkada_rulebook *book;
    const pilkada_file *own, *more;
    size_t own_count, count;
    cJSON **trees;
    pilkada_error *error;
} combining;

static const pilkada_file *file_at(const combining *self, size_t place) {
    return place < self->own_count ? &self->own[place] : &self->more[place - self->own_count];
}

/* A pack that is the only one may have no name. */
static void name_fault(pilkada_error *error, const char *name) {
    if (*name)
        pk_error_where(error, name, "#");
}

static bool read_pack(combining *self, size_t place) {
    const pilkada_file *file = file_at(self, place);
    if (!file->name || (!file->data && file->size))
        pk_fail(self->error, PILKADA_E_ARGUMENT, "a pack needs a name and data");
    else if (file->size > PILKADA_MAX_DEFINITION_BYTES)
        pk_fail(self->error, PILKADA_E_LIMIT, "a pack may have %u bytes: split it", PILKADA_MAX_DEFINITION_BYTES);
    else
        self->trees[place] = pk_json_tree(file->data, file->size, self->error);
    if (self->error->status && file->name)
        name_fault(self->error, file->name);
    return !self->error->status;
}

static void tell_fault(combining *self, size_t culprit) {
    if (self->error->status == PILKADA_E_NOMEM || culprit >= self->count)
        return;
    const pilkada_file *file = file_at(self, culprit);
    pk_place_fault(self->error, file, &self->book->arena.allocator);
    name_fault(self->error, file->name);
}

static pilkada_screener *compile(combining *self, const pilkada_allocator *allocator) {
    const cJSON *const *trees = (const cJSON *const *)self->trees;
    size_t culprit;
    pilkada_screener *screener =
        pk_screener_build(trees, self->count, self->book->catalogue, allocator, &culprit, self->error);
    if (!screener) {
        tell_fault(self, culprit);
        return NULL;
    }
    if (pk_screener_hash_packs(screener, trees))
        return screener;
    pk_fail_memory(self->error);
    pilkada_screener_free(screener);
    return NULL;
}

static pilkada_screener *combine(combining *self, const pilkada_allocator *allocator) {
    pilkada_screener *screener = NULL;
    self->trees = pk_alloc_zero(allocator, self->count + 1, sizeof(cJSON *));
    size_t read = 0;
    if (!self->trees) {
        pk_fail_memory(self->error);
        return NULL;
    }
    while (read < self->count && read_pack(self, read))
        read++;
    if (read == self->count)
        screener = compile(self, allocator);
    for (size_t i = 0; i < read; i++)
        cJSON_Delete(self->trees[i]);
    pk_free(allocator, self->trees);
    return screener;
}

pilkada_screener *pilkada_rulebook_screener_with(const pilkada_rulebook *self, const pilkada_file *packs, size_t count,
                                                 bool alone, const pilkada_allocator *allocator, pilkada_error *error) {
    pilkada_error local = PILKADA_ERROR_INIT;
    error = pk_error_or(error, &local);
    pk_error_clear(error);
    if (!self || (!packs && count)) {
        pk_fail(error, PILKADA_E_ARGUMENT, "a rulebook and packs are needed");
        return NULL;
    }
    if (count > PILKADA_MAX_FILES) {
        pk_fail(error, PILKADA_E_LIMIT, "at most %u packs", PILKADA_MAX_FILES);
        return NULL;
    }
    combining work = {.book = self, .own = self->packs, .more = packs, .error = error};
    work.own_count = alone ? 0 : self->pack_count;
    work.count = work.own_count + count;
    return combine(&work, pk_allocator_or_default(allocator));
}
