/** @file core/catalogue.c  The message catalogue: see core/catalogue.h. */
#include "core/catalogue.h"

#include "core/error.h"
#include "core/json.h"
#include "core/map.h"

#include <cjson/cJSON.h>
#include <stdatomic.h>

typedef struct message {
    const char *key, *id, *en;
} message;

/* Who still needs a catalogue: its maker, and what puts sentences together later, on any thread. */
typedef struct owners {
    atomic_size_t count;
} owners;

struct pk_catalogue {
    owners *owners;
    pk_arena arena;
    pk_map index; /* key -> place in messages */
    message *messages;
    size_t count, capacity;
};

static void destroy(pk_catalogue *self) {
    pilkada_allocator allocator = self->arena.allocator;
    pk_map_dispose(&self->index);
    pk_free(&allocator, self->messages);
    pk_arena_dispose(&self->arena);
    pk_free(&allocator, self);
}

pk_catalogue *pk_catalogue_new(const pilkada_allocator *allocator) {
    allocator = pk_allocator_or_default(allocator);
    pk_catalogue *self = pk_alloc_zero(allocator, 1, sizeof *self);
    if (!self)
        return NULL;
    pk_arena_init(&self->arena, allocator);
    pk_map_init(&self->index, &self->arena.allocator);
    self->owners = pk_arena_alloc_zero(&self->arena, 1, sizeof *self->owners);
    if (self->owners) {
        atomic_init(&self->owners->count, 1);
        return self;
    }
    destroy(self);
    return NULL;
}

const pk_catalogue *pk_catalogue_retain(const pk_catalogue *self) {
    if (self)
        atomic_fetch_add_explicit(&self->owners->count, 1, memory_order_relaxed);
    return self;
}

void pk_catalogue_free(const pk_catalogue *self) {
    union {
        const pk_catalogue *held;
        pk_catalogue *owned; /* by nobody else any more */
    } last = {self};
    if (self && atomic_fetch_sub_explicit(&self->owners->count, 1, memory_order_acq_rel) == 1)
        destroy(last.owned);
}

static const char *keep(pk_catalogue *self, const char *text) {
    return pk_arena_strdup(&self->arena, text, strlen(text));
}

static pilkada_status add_message(pk_catalogue *self, const char *key, const char *id, const char *en,
                                  pilkada_error *error) {
    bool existing = false;
    message *grown = pk_grow(&self->arena.allocator, self->messages, self->count, &self->capacity, sizeof *grown);
    if (!grown)
        return pk_fail_memory(error);
    self->messages = grown;
    message m = {keep(self, key), keep(self, id), keep(self, en)};
    if (!m.key || !m.id || !m.en || !pk_map_add(&self->index, pk_span_of(m.key), (uint32_t)self->count, &existing))
        return pk_fail_memory(error);
    if (existing)
        return pk_fail(error, PILKADA_E_DEFINITION, "message key \"%.80s\" is defined twice; remove one", m.key);
    self->messages[self->count++] = m;
    return PILKADA_OK;
}

pilkada_status pk_catalogue_add(pk_catalogue *self, const cJSON *tree, pilkada_error *error) {
    static const char *const file_keys[] = {"messages", "comment", NULL};
    static const char *const message_keys[] = {"id", "en", NULL};
    pilkada_error fallback;
    error = pk_error_or(error, &fallback);
    pk_error_clear(error);
    pk_reading root = pk_reading_root(tree, error);
    pk_read_only(&root, file_keys);
    pk_reading messages = pk_read_member(&root, "messages", true);
    pk_read_object(&messages);
    for (const cJSON *item = messages.node ? messages.node->child : NULL; item && pk_reading_ok(&root);
         item = item->next) {
        pk_reading entry = pk_read_member(&messages, item->string, true);
        pk_read_only(&entry, message_keys);
        pk_reading id_node = pk_read_member(&entry, "id", true), en_node = pk_read_member(&entry, "en", true);
        const char *id = pk_read_text(&id_node), *en = pk_read_text(&en_node);
        if (pk_reading_ok(&root) && add_message(self, item->string, id, en, error))
            break;
    }
    return error->status;
}

const char *pk_catalogue_text(const pk_catalogue *self, const char *key, pilkada_lang lang) {
    uint32_t at;
    if (!self || !key || !pk_map_get(&self->index, pk_span_of(key), &at))
        return NULL;
    return lang == PILKADA_LANG_EN ? self->messages[at].en : self->messages[at].id;
}

size_t pk_catalogue_count(const pk_catalogue *self) {
    return self ? self->count : 0;
}

/* ---- templates ---- */

static void put_argument(pilkada_buffer *buffer, const pk_argument *argument, pilkada_lang lang) {
    if (argument->kind == PK_ARGUMENT_TEXT)
        pk_put(buffer, argument->text.data, argument->text.size);
    else if (argument->kind == PK_ARGUMENT_INTEGER)
        pk_put_grouped(buffer, argument->integer, lang);
    else
        pk_put_int(buffer, argument->integer);
}

static const pk_argument *find_argument(const pk_argument *arguments, size_t count, pk_span name) {
    for (size_t i = 0; i < count; i++)
        if (pk_span_is(name, arguments[i].name))
            return &arguments[i];
    return NULL;
}

void pk_put_template(pilkada_buffer *buffer, const char *format, pilkada_lang lang, const pk_argument *arguments,
                     size_t count) {
    while (*format) {
        size_t plain = strcspn(format, "{");
        pk_put(buffer, format, plain);
        format += plain;
        if (!*format)
            return;
        size_t name = strcspn(format + 1, "}");
        const pk_argument *argument = find_argument(arguments, count, (pk_span){format + 1, name});
        if (argument && format[1 + name] == '}') {
            put_argument(buffer, argument, lang);
            format += name + 2;
        } else {
            pk_putc(buffer, *format++);
        }
    }
}

void pk_put_message(pilkada_buffer *buffer, const pk_catalogue *catalogue, const char *key, pilkada_lang lang,
                    const pk_argument *arguments, size_t count) {
    const char *text = pk_catalogue_text(catalogue, key, lang);
    pk_put_template(buffer, text ? text : key, lang, arguments, count);
}
