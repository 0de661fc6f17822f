/** @file form/diff.c  What changed from one form to another. */
#include "form/diff.h"

#include <cjson/cJSON.h>

#include "core/error.h"

/* The first member that differs begins the change. */
static void put_member(pk_diff_writer *self, const pk_diff_item *item, const char *name, pk_diff_value from,
                       pk_diff_value to) {
    if (!self->members)
        self->change(self, item, "changed");
    self->member(self, name, from, to);
    self->members++;
}

static void put_values(pk_diff_writer *self, const pk_diff_item *item, const char *name, const cJSON *from,
                       const cJSON *to) {
    if (!pk_diff_same(from, to))
        put_member(self, item, name, (pk_diff_value){from, NULL}, (pk_diff_value){to, NULL});
}

static pk_diff_value id_of(const pk_diff_item *item) {
    return (pk_diff_value){NULL, item ? item->id : NULL};
}

/* Id and version of the form head the answer; lists are things of their own. */
static bool is_told(const pk_diff_item *item, const char *name) {
    bool heads = !item->home && item->kind == pk_diff_kinds && (!strcmp(name, "form") || !strcmp(name, "version"));
    return heads || pk_diff_is_list(name);
}

/* Members in the order of `from`, then those that only `to` has. */
static void put_members(pk_diff_writer *self, const pk_diff_item *item) {
    const cJSON *from = item->node, *to = item->other->node, *node;
    if (!cJSON_IsObject(from) || !cJSON_IsObject(to)) {
        put_values(self, item, item->kind->name, from, to);
        return;
    }
    cJSON_ArrayForEach(node, from) if (!is_told(item, node->string))
        put_values(self, item, node->string, node, cJSON_GetObjectItemCaseSensitive(to, node->string));
    cJSON_ArrayForEach(node,
                       to) if (!is_told(item, node->string) && !cJSON_GetObjectItemCaseSensitive(from, node->string))
        put_values(self, item, node->string, NULL, node);
}

static void close_change(pk_diff_writer *self) {
    if (self->close)
        self->close(self);
    self->changes++;
    self->members = 0;
}

static void put_changed(pk_diff_writer *self, const pk_diff_item *item) {
    const pk_diff_item *other = item->other;
    put_members(self, item);
    if (!pk_diff_same_home(item, other))
        put_member(self, item, item->kind->home, id_of(item->home), id_of(other->home));
    if (item->moved)
        put_member(self, item, "after", id_of(item->before), id_of(other->before));
    if (self->members)
        close_change(self);
}

static void put_whole(pk_diff_writer *self, const pk_diff_item *item, const char *change) {
    self->change(self, item, change);
    close_change(self);
}

/* What is gone or different in the order of `from`, then what is new in the order of `to`. */
static void put_kind(pk_diff_writer *self, const pk_diff_kind *kind, const pk_diff_side *from, const pk_diff_side *to) {
    for (const pk_diff_item *item = from->first; item; item = item->next) {
        if (item->kind == kind && item->other)
            put_changed(self, item);
        else if (item->kind == kind)
            put_whole(self, item, "removed");
    }
    for (const pk_diff_item *item = to->first; item; item = item->next)
        if (item->kind == kind && !item->other)
            put_whole(self, item, "added");
}

pilkada_status pk_diff_write(pk_diff_writer *self, const pilkada_form *from, const pilkada_form *to,
                             pilkada_error *error) {
    if (!from || !to || !self->out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "forms and buffer must not be NULL");
    pilkada_error fallback;
    error = pk_error_or(error, &fallback);
    pk_error_clear(error);
    size_t mark = pk_buffer_mark(self->out);
    pk_arena arena;
    pk_diff_side a = {.first = NULL}, b = {.first = NULL};
    pk_arena_init(&arena, &self->out->allocator);
    self->catalogue = from->catalogue;
    if (!pk_diff_open(&a, from, &arena, error) && !pk_diff_open(&b, to, &arena, error)) {
        pk_diff_match(&a, &b);
        if (self->begin)
            self->begin(self, from, to);
        for (size_t i = 0; i < pk_diff_kind_count; i++)
            put_kind(self, &pk_diff_kinds[i], &a, &b);
        self->end(self);
        pk_buffer_done(self->out, mark, error);
    }
    pk_diff_close(&a);
    pk_diff_close(&b);
    pk_arena_dispose(&arena);
    return error->status;
}
