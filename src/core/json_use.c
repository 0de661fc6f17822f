/** @file core/json_use.c  What callers do with events: refuse, skip, unescape, convert. See core/json.h. */
#include "core/error.h"
#include "core/json_internal.h"

/* Where the last event begins: the quote belongs to a string. */
static const char *event_start(const pk_json *self) {
    return self->text.data - (self->kind == PK_JSON_STRING || self->kind == PK_JSON_KEY);
}

pk_json_kind pk_json_refuse(pk_json *self, pilkada_status status, const char *detail) {
    return self->kind == PK_JSON_BAD ? PK_JSON_BAD : pk_json_bad(self, status, event_start(self), detail);
}

static pk_json_watch *watch_names(pk_json *self) {
    if (self->keys)
        return self->keys;
    pk_json_watch *names = pk_arena_alloc_zero(self->arena, 1, sizeof *names);
    if (names)
        names->keys = pk_json_keys_new(self->arena);
    if (!names || !names->keys) {
        pk_json_bad_memory(self);
        return NULL;
    }
    return self->keys = names;
}

void pk_json_refuse_duplicates(pk_json *self) {
    pk_json_watch *names = watch_names(self);
    if (names)
        names->on = true;
}

void pk_json_grammar_only(pk_json *self) {
    self->grammar_only = true;
}

static pk_json_kind skip_level(pk_json *self) {
    pk_json_watch *names = watch_names(self);
    if (!names)
        return PK_JSON_BAD;
    bool before = names->on;
    unsigned outside = self->depth - 1;
    pk_json_kind kind = self->kind;
    if (!before && kind == PK_JSON_OBJECT)
        pk_json_keys_open(names->keys, outside);
    names->on = true;
    while (self->depth > outside && pk_json_next(self) != PK_JSON_BAD) {
    }
    names->on = before;
    return self->kind == PK_JSON_BAD ? PK_JSON_BAD : kind;
}

pk_json_kind pk_json_skip(pk_json *self, pk_span *span) {
    if (self->kind == PK_JSON_KEY)
        pk_json_next(self);
    const char *start = event_start(self);
    pk_json_kind kind = self->kind;
    if (kind == PK_JSON_ARRAY || kind == PK_JSON_OBJECT)
        kind = skip_level(self);
    if (kind != PK_JSON_BAD && span)
        *span = (pk_span){start, (size_t)(self->cursor - start)};
    return kind;
}

bool pk_json_unescape(pk_json *self, pk_span *text) {
    if (!self->escaped) {
        *text = self->text;
        return true;
    }
    char *copy = pk_arena_alloc(self->arena, self->text.size);
    if (!copy) {
        pk_json_bad_memory(self);
        return false;
    }
    *text = (pk_span){copy, pk_json_unescape_into(copy, self->text)};
    return true;
}

double pk_json_double(const pk_json *self) {
    return self->kind == PK_JSON_INTEGER ? (double)self->integer : pk_number_double(self->text);
}

pilkada_status pk_json_error(const pk_json *self, pilkada_error *error) {
    if (self->kind != PK_JSON_BAD)
        return PILKADA_OK;
    if (self->status == PILKADA_E_NOMEM)
        return pk_fail_memory(error);
    pk_span text = {self->begin, (size_t)(self->end - self->begin)};
    return pk_fail_at(error, self->status, text, (size_t)(self->fault - self->begin), "%s", self->detail);
}
