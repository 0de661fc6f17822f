/** @file form/form_json.c  The definition as one compact JSON object, head and form together, without the examples. */
#include "core/error.h"
#include "form/definition.h"

#include <cjson/cJSON.h>

static const cJSON *member(const cJSON *tree, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(tree, key);
}

/* An object without what only its author needs. */
static void put_rule(pilkada_buffer *out, const cJSON *rule) {
    bool first = true;
    pk_putc(out, '{');
    for (const cJSON *item = rule->child; item; item = item->next) {
        if (strcmp(item->string, "examples") == 0 || strcmp(item->string, "comment") == 0)
            continue;
        if (!first)
            pk_putc(out, ',');
        first = false;
        pk_put_json(out, pk_span_of(item->string));
        pk_putc(out, ':');
        pk_put_tree(out, item);
    }
    pk_putc(out, '}');
}

static bool put_list(pilkada_buffer *out, const cJSON *list, bool first) {
    const cJSON *item;
    cJSON_ArrayForEach(item, list) {
        if (!first)
            pk_putc(out, ',');
        first = false;
        put_rule(out, item);
    }
    return first;
}

static void put_lists(pilkada_buffer *out, const char *key, const cJSON *head, const cJSON *definition) {
    pk_putc(out, ',');
    pk_put_key(out, key);
    pk_putc(out, '[');
    put_list(out, member(definition, key), put_list(out, member(head, key), true));
    pk_putc(out, ']');
}

static void put_member(pilkada_buffer *out, const char *key, const cJSON *item) {
    pk_putc(out, ',');
    pk_put_key(out, key);
    pk_put_tree(out, item);
}

static void put_definition(pilkada_buffer *out, const cJSON *definition, const cJSON *head) {
    pk_puts(out, "{\"form\":");
    pk_put_tree(out, member(definition, "form"));
    put_member(out, "version", member(definition, "version"));
    put_member(out, "title", member(definition, "title"));
    put_member(out, "source", member(definition, "source"));
    pk_puts(out, ",\"head\":{\"head_id\":");
    pk_put_tree(out, member(head, "head_id"));
    put_member(out, "version", member(head, "version"));
    pk_puts(out, ",\"sections\":");
    pk_put_tree(out, member(head, "sections"));
    pk_puts(out, "},\"sections\":");
    pk_put_tree(out, member(definition, "sections"));
    put_lists(out, "structure", head, NULL);
    put_lists(out, "rules", head, definition);
    put_lists(out, "duties", head, definition);
    pk_putc(out, '}');
}

/* A copy in the form's arena; the buffer is emptied. */
static pk_span keep(pk_compiling *self, pilkada_buffer *text) {
    const char *copy = text->failed ? NULL : pk_arena_strdup(&self->form->arena, text->data, text->size);
    pk_span kept = {copy, copy ? text->size : 0};
    if (!copy)
        pk_fail_memory(self->error);
    pilkada_buffer_clear(text);
    return kept;
}

void pk_compile_json(pk_compiling *self, const cJSON *definition, const cJSON *head) {
    pilkada_form *form = self->form;
    pilkada_buffer text;
    pilkada_buffer_init(&text, &form->arena.allocator);
    put_definition(&text, definition, head);
    form->json = keep(self, &text);
    pk_put_tree(&text, head);
    form->head_text = keep(self, &text);
    pk_put_tree(&text, definition);
    form->file_text = keep(self, &text);
    pilkada_buffer_dispose(&text);
}

pilkada_status pilkada_form_write_json(const pilkada_form *self, pilkada_buffer *out, pilkada_error *error) {
    if (!self || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "form and buffer must not be NULL");
    size_t mark = pk_buffer_mark(out);
    pk_put(out, self->json.data, self->json.size);
    return pk_buffer_done(out, mark, error);
}
