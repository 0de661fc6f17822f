/** @file core/problems.c  What a linter has to say: see core/problems.h. */
#include "core/problems.h"

#include "core/error.h"

void pk_problems_init(pk_problems *self, const pk_catalogue *catalogue, pk_arena *arena) {
    *self = (pk_problems){.arena = arena, .catalogue = catalogue};
}

static pk_problem *next_problem(pk_problems *self) {
    pk_problem *items = pk_arena_grow(self->arena, self->items, self->count, &self->capacity, sizeof *items);
    if (!items)
        return NULL;
    self->items = items;
    return &items[self->count];
}

static const char *sentence(pk_problems *self, const char *key, pilkada_lang lang, const pk_argument *arguments,
                            size_t count) {
    pilkada_buffer text;
    pilkada_buffer_init(&text, &self->arena->allocator);
    pk_put_message(&text, self->catalogue, key, lang, arguments, count);
    const char *kept = text.failed ? NULL : pk_arena_strdup(self->arena, text.data, text.size);
    pilkada_buffer_dispose(&text);
    return kept;
}

static void add(pk_problems *self, int severity, const char *where, const char *id, const char *en) {
    pk_problem *problem = next_problem(self);
    const char *place = pk_arena_strdup(self->arena, where, strlen(where));
    if (!problem || !place || !id || !en) {
        self->failed = true;
        return;
    }
    *problem = (pk_problem){severity, self->file, place, id, en};
    self->count++;
}

void pk_problem_add(pk_problems *self, int severity, const char *where, const char *key, const pk_argument *arguments,
                    size_t count) {
    add(self, severity, where, sentence(self, key, PILKADA_LANG_ID, arguments, count),
        sentence(self, key, PILKADA_LANG_EN, arguments, count));
}

/* Load errors speak English; the Indonesian sentence says what kind of fault it is and keeps the detail. */
void pk_problem_add_error(pk_problems *self, const pilkada_error *error) {
    enum { GALAT = 2 };
    pilkada_buffer id, en;
    pilkada_buffer_init(&id, &self->arena->allocator);
    pilkada_buffer_init(&en, &self->arena->allocator);
    pk_puts(&id, pilkada_status_text(error->status, PILKADA_LANG_ID));
    if (error->line) {
        pk_puts(&id, ", baris ");
        pk_put_int(&id, error->line);
        pk_puts(&id, " kolom ");
        pk_put_int(&id, error->column);
        pk_puts(&en, "line ");
        pk_put_int(&en, error->line);
        pk_puts(&en, " column ");
        pk_put_int(&en, error->column);
        pk_puts(&en, ": ");
    }
    pk_puts(&id, ": ");
    pk_puts(&id, error->detail);
    pk_puts(&en, error->detail);
    if (id.failed || en.failed)
        self->failed = true;
    else
        add(self, GALAT, error->where, pk_arena_strdup(self->arena, id.data, id.size),
            pk_arena_strdup(self->arena, en.data, en.size));
    pilkada_buffer_dispose(&id);
    pilkada_buffer_dispose(&en);
}
