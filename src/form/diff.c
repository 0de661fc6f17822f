/** @file form/diff.c  What changed from one form to another: see pilkada_form_write_diff_json(). */
#include <cjson/cJSON.h>
#include <string.h>

#include "core/error.h"
#include "core/json.h"
#include "form/form.h"

/* What a form lists, in the order of the answer. Fields stand in sections, all else in one list. */
static const struct kind {
    const char *name, *list;
} kinds[] = {{"field", NULL}, {"structure", "structure"}, {"rule", "rules"}, {"duty", "duties"}};

typedef struct differing {
    pilkada_buffer *out;
    size_t count;
} differing;

static const cJSON *member(const cJSON *tree, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(tree, key);
}

/* The lists of a kind one after the other; `at` is NULL at first and remembers the section. */
static const cJSON *next_list(const cJSON *tree, const struct kind *kind, const cJSON **at) {
    const cJSON *sections = member(tree, "sections");
    if (kind->list) {
        const cJSON *list = *at ? NULL : member(tree, kind->list);
        *at = tree;
        return list;
    }
    *at = *at ? (*at)->next : sections ? sections->child : NULL;
    return *at ? member(*at, "fields") : NULL;
}

static const char *id_of(const cJSON *item) {
    const cJSON *id = member(item, "id");
    return cJSON_IsString(id) ? id->valuestring : "";
}

/* Parts of one rule share its id: the counterpart of the n-th part is the n-th one. */
static size_t part_of(const cJSON *tree, const struct kind *kind, const cJSON *goal) {
    const cJSON *at = NULL, *list, *item;
    size_t part = 0;
    while ((list = next_list(tree, kind, &at)))
        cJSON_ArrayForEach(item, list) {
            if (item == goal)
                return part;
            part += strcmp(id_of(item), id_of(goal)) == 0;
        }
    return part;
}

/* The counterpart in `tree` of an item of `home`; NULL if there is none. */
static const cJSON *counterpart(const cJSON *tree, const struct kind *kind, const cJSON *home, const cJSON *goal) {
    const cJSON *at = NULL, *list, *item;
    size_t left = part_of(home, kind, goal);
    while ((list = next_list(tree, kind, &at)))
        cJSON_ArrayForEach(item, list) if (strcmp(id_of(item), id_of(goal)) == 0 && left-- == 0) return item;
    return NULL;
}

static void put_start(differing *self, const char *kind, const char *id, const char *change) {
    pk_puts(self->out, self->count++ ? ",{\"kind\":" : "{\"kind\":");
    pk_put_json(self->out, pk_span_of(kind));
    pk_puts(self->out, ",\"id\":");
    pk_put_json(self->out, pk_span_of(id));
    pk_puts(self->out, ",\"change\":");
    pk_put_json(self->out, pk_span_of(change));
    pk_puts(self->out, ",\"members\":[");
}

static void put_side(pilkada_buffer *out, const char *key, const cJSON *value) {
    pk_putc(out, ',');
    pk_put_key(out, key);
    if (value)
        pk_put_tree(out, value);
    else
        pk_puts(out, "null");
}

static void put_member(pilkada_buffer *out, size_t before, const char *name, const cJSON *from, const cJSON *to) {
    pk_puts(out, before ? ",{\"member\":" : "{\"member\":");
    pk_put_json(out, pk_span_of(name));
    put_side(out, "from", from);
    put_side(out, "to", to);
    pk_putc(out, '}');
}

/* Members in the order of `from`, then those that only `to` has. */
static void put_members(pilkada_buffer *out, const cJSON *from, const cJSON *to) {
    const cJSON *item;
    size_t count = 0;
    cJSON_ArrayForEach(item, from) if (!cJSON_Compare(item, member(to, item->string), true))
        put_member(out, count++, item->string, item, member(to, item->string));
    cJSON_ArrayForEach(item, to) if (!member(from, item->string)) put_member(out, count++, item->string, NULL, item);
}

static void put_change(differing *self, const struct kind *kind, const cJSON *from, const cJSON *to) {
    if (from && to && cJSON_Compare(from, to, true))
        return;
    put_start(self, kind->name, id_of(from ? from : to), !from ? "added" : !to ? "removed" : "changed");
    if (from && to)
        put_members(self->out, from, to);
    pk_puts(self->out, "]}");
}

/* What is gone or different in the order of `from`, then what is new in the order of `to`. */
static void put_kind(differing *self, const struct kind *kind, const cJSON *from, const cJSON *to) {
    const cJSON *at = NULL, *list, *item;
    while ((list = next_list(from, kind, &at)))
        cJSON_ArrayForEach(item, list) put_change(self, kind, item, counterpart(to, kind, from, item));
    at = NULL;
    while ((list = next_list(to, kind, &at)))
        cJSON_ArrayForEach(item, list) if (!counterpart(from, kind, to, item)) put_change(self, kind, NULL, item);
}

static void put_form(pilkada_buffer *out, const char *key, const pilkada_form *form) {
    pk_put_key(out, key);
    pk_puts(out, "{\"form\":");
    pk_put_json(out, pk_span_of(pilkada_form_id(form)));
    pk_puts(out, ",\"version\":");
    pk_put_json(out, pk_span_of(pilkada_form_version(form)));
    pk_puts(out, "},");
}

static cJSON *tree_of(const pilkada_form *form, pilkada_error *error) {
    pilkada_buffer text;
    pilkada_buffer_init(&text, NULL);
    cJSON *tree = pilkada_form_write_json(form, &text, error) ? NULL : pk_json_tree(text.data, text.size, error);
    pilkada_buffer_dispose(&text);
    return tree;
}

pilkada_status pilkada_form_write_diff_json(const pilkada_form *from, const pilkada_form *to, pilkada_buffer *out,
                                            pilkada_error *error) {
    if (!from || !to || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "forms and buffer must not be NULL");
    pilkada_error fallback;
    error = pk_error_or(error, &fallback);
    pk_error_clear(error);
    size_t mark = pk_buffer_mark(out), kind_count = sizeof kinds / sizeof *kinds;
    cJSON *a = tree_of(from, error), *b = a ? tree_of(to, error) : NULL;
    if (b) {
        differing work = {out, 0};
        pk_putc(out, '{');
        put_form(out, "from", from);
        put_form(out, "to", to);
        pk_puts(out, "\"changes\":[");
        for (size_t i = 0; i < kind_count; i++) {
            put_kind(&work, &kinds[i], member(a, "head"), member(b, "head"));
            put_kind(&work, &kinds[i], a, b);
        }
        pk_puts(out, "]}");
        pk_buffer_done(out, mark, error);
    }
    cJSON_Delete(a);
    cJSON_Delete(b);
    return error->status;
}
