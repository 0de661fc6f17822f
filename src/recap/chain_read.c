/** @file recap/chain_read.c  Reading the table of the approval chain. */
#include <cjson/cJSON.h>
#include <string.h>

#include "core/error.h"
#include "core/json.h"
#include "model/model.h"
#include "recap/chain_internal.h"

typedef struct reading {
    pk_chain *chain;
    pilkada_error *error;
} reading;

static void *take(reading *self, size_t count, size_t size) {
    void *block = self->error->status ? NULL : pk_arena_alloc_zero(&self->chain->arena, count, size);
    if (!block && !self->error->status)
        pk_fail_memory(self->error);
    return block;
}

static const char *keep(reading *self, const pk_reading *node) {
    const char *text = pk_read_text(node);
    if (!text || self->error->status)
        return NULL;
    if (!*text)
        pk_read_fault(node, "must not be empty");
    const char *copy = pk_arena_strdup(&self->chain->arena, text, strlen(text));
    if (!copy)
        pk_fail_memory(self->error);
    return copy;
}

size_t pk_chain_word_named(const pk_chain_words *words, const char *id) {
    size_t i = 0;
    while (i < words->count && strcmp(words->items[i].id, id) != 0)
        i++;
    return i;
}

static unsigned read_flag(const pk_reading *node) {
    const char *names[8];
    size_t count = 0;
    for (unsigned flag = PILKADA_MAY_EDIT; flag <= PILKADA_MAY_CORRECT; flag <<= 1)
        names[count++] = pilkada_may_name((pilkada_may)flag);
    int at =
        pk_read_word(node, names, count,
                     "must be may_edit, may_submit, may_withdraw, may_approve, may_return, may_forward or may_correct");
    return at < 0 ? 0 : (unsigned)PILKADA_MAY_EDIT << at;
}

static void read_words(reading *self, const pk_reading *list, bool flags, pk_chain_words *words) {
    static const char *const keys[] = {"id", "label", "flag", NULL};
    pk_read_array(list);
    words->items = take(self, pk_read_count(list), sizeof *words->items);
    pk_reading item = {.node = NULL};
    while (words->items && pk_read_each(list, &item)) {
        pk_reading id = pk_read_member(&item, "id", true), label = pk_read_member(&item, "label", true);
        pk_reading flag = pk_read_member(&item, "flag", flags);
        pk_reading id_label = pk_read_member(&label, "id", true), en_label = pk_read_member(&label, "en", true);
        pk_read_only(&item, keys);
        pk_chain_word word = {keep(self, &id), {keep(self, &id_label), keep(self, &en_label)}, read_flag(&flag)};
        if (self->error->status)
            return;
        if (pk_chain_word_named(words, word.id) < words->count)
            pk_read_fault(&id, "this id is there twice; remove one");
        words->items[words->count++] = word;
    }
}

static void refuse_word(const pk_reading *node, const pk_chain_words *words, const char *text) {
    for (size_t i = 0; i < words->count; i++)
        if (pk_nearest(pk_span_of(text), &words->items[i].id, 1))
            pk_read_fault(node, "no such word in this file: did you mean \"%s\"?", words->items[i].id);
    pk_read_fault(node, "no such word in this file; add it to its list");
}

static size_t read_word(const pk_reading *row, const char *key, const pk_chain_words *words) {
    pk_reading node = pk_read_member(row, key, true);
    const char *text = pk_read_text(&node);
    size_t at = text ? pk_chain_word_named(words, text) : 0;
    if (text && at == words->count)
        refuse_word(&node, words, text);
    return at;
}

static pilkada_tier read_tier(const pk_reading *row, const char *key) {
    pk_reading node = pk_read_member(row, key, true);
    const char *text = pk_read_text(&node);
    pilkada_tier tier = pk_tier_of(pk_span_of(text));
    if (text && !tier)
        pk_read_fault(&node, "must be kecamatan, kabupaten_kota or provinsi");
    return tier;
}

static bool is_there(const pk_chain *chain, const pk_chain_row *row) {
    for (size_t i = 0; i < chain->row_count; i++) {
        const pk_chain_row *other = &chain->rows[i];
        if (other->tier == row->tier && other->by == row->by && other->state == row->state &&
            other->action == row->action && other->role == row->role)
            return true;
    }
    return false;
}

static void read_table(reading *self, const pk_reading *list) {
    static const char *const keys[] = {"tier", "state", "action", "by", "role", "to", NULL};
    pk_chain *chain = self->chain;
    pk_read_array(list);
    chain->rows = take(self, pk_read_count(list), sizeof *chain->rows);
    pk_reading item = {.node = NULL};
    while (chain->rows && pk_read_each(list, &item)) {
        pk_chain_row row = {.tier = read_tier(&item, "tier"),
                            .by = read_tier(&item, "by"),
                            .state = read_word(&item, "state", &chain->states),
                            .action = read_word(&item, "action", &chain->actions),
                            .role = read_word(&item, "role", &chain->roles),
                            .to = read_word(&item, "to", &chain->states)};
        pk_read_only(&item, keys);
        if (is_there(chain, &row))
            pk_read_fault(&item, "this step is there twice; remove one row");
        if (self->error->status)
            return;
        chain->rows[chain->row_count++] = row;
    }
}

static void read(reading *self, const cJSON *definition) {
    static const char *const keys[] = {"chain", "version", "source", "comment", "states",
                                       "roles", "actions", "table",  NULL};
    pk_reading root = pk_reading_root(definition, self->error);
    pk_read_object(&root);
    pk_read_only(&root, keys);
    pk_reading states = pk_read_member(&root, "states", true), roles = pk_read_member(&root, "roles", true);
    pk_reading actions = pk_read_member(&root, "actions", true), table = pk_read_member(&root, "table", true);
    read_words(self, &states, false, &self->chain->states);
    read_words(self, &roles, false, &self->chain->roles);
    read_words(self, &actions, true, &self->chain->actions);
    if (!self->error->status)
        read_table(self, &table);
}

pk_chain *pk_chain_compile(const cJSON *definition, const pk_catalogue *catalogue, const pilkada_allocator *allocator,
                           pilkada_error *error) {
    pilkada_error fallback;
    error = pk_error_or(error, &fallback);
    pk_error_clear(error);
    allocator = pk_allocator_or_default(allocator);
    pk_chain *self = pk_alloc_zero(allocator, 1, sizeof *self);
    if (!self) {
        pk_fail_memory(error);
        return NULL;
    }
    pk_arena_init(&self->arena, allocator);
    self->catalogue = catalogue;
    reading work = {self, error};
    read(&work, definition);
    if (!error->status)
        return self;
    pk_chain_free(self);
    return NULL;
}

void pk_chain_free(pk_chain *self) {
    if (!self)
        return;
    pilkada_allocator allocator = self->arena.allocator;
    pk_arena_dispose(&self->arena);
    pk_free(&allocator, self);
}
