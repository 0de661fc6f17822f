/** @file core/problems.c  What a linter has to say: see core/problems.h. */
#include "core/problems.h"

#include <stdio.h>

#include <pilkada/limits.h>

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

/* "form.check.unused.remedy"; a key too long for it has none. */
static const char *remedy(pk_problems *self, const char *key, pilkada_lang lang, const pk_argument *arguments,
                          size_t count) {
    char full[96];
    int size = snprintf(full, sizeof full, "%s.remedy", key);
    if (size < 0 || (size_t)size >= sizeof full || !pk_catalogue_text(self->catalogue, full, lang))
        return NULL;
    const char *text = sentence(self, full, lang, arguments, count);
    self->failed = self->failed || !text;
    return text;
}

static const char *place(pk_problems *self, const char *where) {
    size_t base = self->base ? strlen(self->base) : 0, size = strlen(where);
    char *whole = pk_arena_alloc(self->arena, base + size + 1);
    if (!whole)
        return NULL;
    memcpy(whole, self->base ? self->base : "", base);
    memcpy(whole + base, where, size + 1);
    return whole;
}

static void add(pk_problems *self, pk_problem problem) {
    pk_problem *to = next_problem(self);
    problem.file = self->file;
    problem.where = place(self, problem.where);
    if (!to || !problem.where || !problem.message_id || !problem.message_en) {
        self->failed = true;
        return;
    }
    *to = problem;
    self->count++;
}

static bool is_full(pk_problems *self, int severity) {
    if (self->count < PILKADA_MAX_PROBLEMS)
        return false;
    self->left_out++;
    self->worst = severity > self->worst ? severity : self->worst;
    return true;
}

static void word(pk_problems *self, int severity, const char *where, const char *key, const pk_argument *arguments,
                 size_t count) {
    add(self, (pk_problem){.severity = severity,
                           .where = where,
                           .message_id = sentence(self, key, PILKADA_LANG_ID, arguments, count),
                           .message_en = sentence(self, key, PILKADA_LANG_EN, arguments, count),
                           .remedy_id = remedy(self, key, PILKADA_LANG_ID, arguments, count),
                           .remedy_en = remedy(self, key, PILKADA_LANG_EN, arguments, count)});
}

void pk_problem_add(pk_problems *self, int severity, const char *where, const char *key, const pk_argument *arguments,
                    size_t count) {
    if (!is_full(self, severity))
        word(self, severity, where, key, arguments, count);
}

void pk_problems_close(pk_problems *self) {
    if (!self->left_out)
        return;
    const pk_argument more = PK_INT_ARG("jumlah", (int64_t)self->left_out);
    self->file = self->base = NULL;
    word(self, self->worst, "", "check.more", &more, 1);
    self->left_out = 0;
}

static const char *remedy_of_status(const pk_problems *self, pilkada_status status, pilkada_lang lang) {
    static const struct {
        pilkada_status status;
        const char *key;
    } keys[] = {{PILKADA_E_SYNTAX, "check.remedy.syntax"},         {PILKADA_E_ENCODING, "check.remedy.encoding"},
                {PILKADA_E_LIMIT, "check.remedy.limit"},           {PILKADA_E_DEFINITION, "check.remedy.definition"},
                {PILKADA_E_UNKNOWN, "check.remedy.unknown"},       {PILKADA_E_TIME, "check.remedy.time"},
                {PILKADA_E_EXPRESSION, "check.remedy.expression"}, {PILKADA_E_PATTERN, "check.remedy.pattern"}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i].status == status)
            return pk_catalogue_text(self->catalogue, keys[i].key, lang);
    return NULL;
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
        add(self, (pk_problem){.severity = GALAT,
                               .where = error->where,
                               .message_id = pk_arena_strdup(self->arena, id.data, id.size),
                               .message_en = pk_arena_strdup(self->arena, en.data, en.size),
                               .remedy_id = remedy_of_status(self, error->status, PILKADA_LANG_ID),
                               .remedy_en = remedy_of_status(self, error->status, PILKADA_LANG_EN)});
    pilkada_buffer_dispose(&id);
    pilkada_buffer_dispose(&en);
}
