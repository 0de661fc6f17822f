/**
 * @file pk_packs.h  Keyword packs on their way into a screener, and what a screener is made of.
 */
#ifndef PK_PACKS_H
#define PK_PACKS_H

#include "pk_calls.h"

/* Packs that a typemap has collected, "extra/0", "extra/1", ... The language holds texts; trees were written into docs.
 */
typedef struct pk_packs {
    pilkada_file *items;
    pk_doc *docs;
    char (*names)[32];
    size_t count;
    void *keep;
} pk_packs;

static inline bool pk_packs_reserve(pk_packs *self, size_t count) {
    self->items = calloc(count + 1, sizeof *self->items);
    self->docs = calloc(count + 1, sizeof *self->docs);
    self->names = calloc(count + 1, sizeof *self->names);
    return (self->items && self->docs && self->names) || pk_refuse(PILKADA_E_NOMEM, "", "");
}

/* After docs[count] was read. */
static inline void pk_packs_add(pk_packs *self) {
    char *name = self->names[self->count];
    snprintf(name, sizeof *self->names, "extra/%zu", self->count);
    self->items[self->count] = (pilkada_file){name, self->docs[self->count].data, self->docs[self->count].size};
    self->count++;
}

static inline void pk_packs_dispose(pk_packs *self) {
    for (size_t i = 0; self->docs && i <= self->count; i++) /* the last one may have failed half-way */
        pk_doc_dispose(&self->docs[i]);
    free(self->items);
    free(self->docs);
    free(self->names);
}

/* Lines of a text that we wrote ourselves mean nothing to the caller. */
static inline void pk_packs_hide_text(const pk_packs *self) {
    for (size_t i = 0; i < self->count; i++) {
        size_t size = strlen(self->names[i]);
        if (strncmp(pk_err.where, self->names[i], size) == 0 && pk_err.where[size] == '#')
            pk_doc_hide_text(&self->docs[i]);
    }
}

static inline pilkada_screener *pk_rulebook_screener(const pilkada_rulebook *self, const pk_packs *extra, bool alone,
                                                     pilkada_error *error) {
    pilkada_screener *screener = pilkada_rulebook_screener_with(self, extra->items, extra->count, alone, NULL, error);
    if (!screener)
        pk_packs_hide_text(extra);
    return screener;
}

/* One pack alone, with the sentences of the default rulebook. */
static inline pilkada_screener *pk_screener_of(const pk_doc *pack, pilkada_error *error) {
    const pilkada_file file = {"", pack->data, pack->size};
    const pilkada_rulebook *rules = pk_rulebook_default(error);
    pilkada_screener *self = rules ? pilkada_rulebook_screener_with(rules, &file, 1, true, NULL, error) : NULL;
    if (!self)
        pk_doc_hide_text(pack);
    return self;
}

static inline void pk_rulebook_check(const pilkada_rulebook *self, const char *name, const char *text, size_t size,
                                     const char *at, const pk_codes *names, pilkada_buffer *data,
                                     pilkada_error *error) {
    const pilkada_file file = {name, text, size};
    pilkada_check_options options = PILKADA_CHECK_OPTIONS_INIT;
    pilkada_date date;
    if (at && pilkada_date_parse(at, strlen(at), &date, error))
        return;
    options.date = at ? &date : NULL;
    options.names = names->items;
    options.name_count = names->count;
    pilkada_rulebook_check_with(self, &file, &options, data, error);
}

static inline void pk_screener_packs(const pilkada_screener *self, pk_writer *list, pilkada_error *error) {
    char number[48];
    (void)error; /* the writer's failures are in it */
    pk_write_text(list, "[");
    for (size_t i = 0; i < pilkada_screener_pack_count(self); i++) {
        const pilkada_pack *pack = pilkada_screener_pack(self, i);
        pk_write_member(list, i ? ",{\"id\":" : "{\"id\":", pack->id);
        pk_write_member(list, ",\"version\":", pack->version);
        snprintf(number, sizeof number, ",\"entries\":%zu", pack->entries);
        pk_write_text(list, number);
        pk_write_member(list, ",\"hash\":", pack->hash);
        pk_write_text(list, "}");
    }
    pk_write_text(list, "]");
}

#endif
