/** @file rulebook/check.c  Linting one definition file for its author. */
#include "rulebook/rulebook_internal.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>

#include "core/error.h"
#include "core/json.h"
#include "core/problems.h"

typedef struct checking {
    const pilkada_rulebook *book;
    const pilkada_file *file;
    const cJSON *tree;
    pilkada_check_options options;
    pk_problems problems;
} checking;

/* A file of the rulebook, or one that takes its place because it has its name. */
static bool is_file_of_book(const checking *self) {
    const pilkada_rulebook *book = self->book;
    pk_span name = pk_span_of(self->file->name);
    for (size_t i = 0; i < book->file_count; i++) {
        pk_span own = pk_span_of(book->files[i].name);
        bool same = book->files[i].size == self->file->size &&
                    memcmp(book->files[i].data, self->file->data, self->file->size) == 0;
        if (same ||
            (name.size >= own.size && pk_span_equal(own, (pk_span){name.data + name.size - own.size, own.size})))
            return true;
    }
    return false;
}

/* Loading refuses a second form of that version: who copies a form forgets it easily. */
static void check_version(checking *self) {
    const cJSON *id = cJSON_GetObjectItemCaseSensitive(self->tree, "form");
    const cJSON *version = cJSON_GetObjectItemCaseSensitive(self->tree, "version");
    if (!cJSON_IsString(id) || !cJSON_IsString(version) || !*version->valuestring ||
        !pilkada_rulebook_form(self->book, id->valuestring, version->valuestring) || is_file_of_book(self))
        return;
    const pk_argument arguments[] = {PK_TEXT_ARG("formulir", pk_span_of(id->valuestring)),
                                     PK_TEXT_ARG("versi", pk_span_of(version->valuestring))};
    pk_problem_add(&self->problems, PILKADA_SEVERITY_PERINGATAN, "/version", "rulebook.check.version", arguments, 2);
}

static void check_form(checking *self) {
    const pilkada_rulebook *book = self->book;
    check_version(self);
    pk_form_check(self->tree, pk_rulebook_head_of(book, self->tree), book->model, book->catalogue,
                  &book->arena.allocator, &self->problems);
}

/* The rules of a head speak of sets that each form fills: they are checked with every form that names it. */
static void check_head(checking *self) {
    pk_problem_add(&self->problems, PILKADA_SEVERITY_INFO, "", "rulebook.head", NULL, 0);
}

/* Loading refuses such a schedule: nobody could ever send what it waits for. */
static void check_schedule_forms(checking *self, const cJSON *schedule) {
    const cJSON *name;
    size_t index = 0;
    cJSON_ArrayForEach(name, cJSON_GetObjectItemCaseSensitive(schedule, "forms")) {
        char where[32];
        const char *near = "";
        snprintf(where, sizeof where, "/forms/%zu", index++);
        if (!cJSON_IsString(name) || pk_rulebook_knows_form(self->book, name->valuestring, &near))
            continue;
        const pk_argument arguments[] = {PK_TEXT_ARG("formulir", pk_span_of(name->valuestring)),
                                         PK_TEXT_ARG("saran", pk_span_of(near))};
        pk_problem_add(&self->problems, PILKADA_SEVERITY_GALAT, where,
                       *near ? "rulebook.check.form_near" : "rulebook.check.form", arguments, 2);
    }
}

static void check_schedules(checking *self) {
    const pilkada_rulebook *book = self->book;
    const cJSON *item;
    size_t index = 0;
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(self->tree, "schedules")) {
        char base[32];
        snprintf(base, sizeof base, "/schedules/%zu", index++);
        self->problems.base = base;
        pk_schedule_check(item, book->model, book->catalogue, &book->arena.allocator, &self->problems);
        check_schedule_forms(self, item);
    }
    self->problems.base = NULL;
}

/* Beside the packs of the rulebook, which loaded before. */
static void check_pack(checking *self) {
    const pilkada_rulebook *book = self->book;
    pk_arena *arena = self->problems.arena;
    const cJSON **beside = pk_arena_alloc_zero(arena, book->pack_count + 1, sizeof *beside);
    size_t count = 0;
    while (beside && count < book->pack_count &&
           (beside[count] = pk_json_tree_in(arena, book->packs[count].data, book->packs[count].size, NULL)))
        count++;
    const pk_pack_check options = {self->options.date, self->options.names, self->options.name_count, beside, count};
    if (beside && count == book->pack_count)
        pk_screener_check(self->tree, book->catalogue, &book->arena.allocator, &options, &self->problems);
    else
        self->problems.failed = true;
}

static void check_chain(checking *self) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pk_chain *chain = pk_chain_compile(self->tree, self->book->catalogue, &self->book->arena.allocator, &error);
    if (!chain)
        pk_problem_add_error(&self->problems, &error);
    self->problems.failed = self->problems.failed || error.status == PILKADA_E_NOMEM;
    pk_chain_free(chain);
}

/* Files are told apart by a member that only their kind has: their author may have put them in any folder. */
static const struct kind {
    const char *member, *name;
    void (*check)(checking *);
} kinds[] = {{"schedules", "schedules", check_schedules},
             {"entries", "pack", check_pack},
             {"form", "form", check_form},
             {"chain", "chain", check_chain},
             {"head_id", "head", check_head}};

static const struct kind *kind_of(const cJSON *tree) {
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (cJSON_GetObjectItemCaseSensitive(tree, kinds[i].member))
            return &kinds[i];
    return NULL;
}

/* Problems of a common head are told under the name of its file. */
static pilkada_file file_of(const checking *self, const char *head) {
    const pilkada_rulebook *book = self->book;
    for (size_t i = 0; head && i < book->head_count; i++)
        if (strcmp(book->heads[i].id, head) == 0)
            return (pilkada_file){book->heads[i].name.data, book->heads[i].text.data, book->heads[i].text.size};
    return *self->file;
}

static void put_sentences(pilkada_buffer *out, const char *id, const char *en) {
    if (!id || !en) {
        pk_puts(out, "null");
        return;
    }
    pk_puts(out, "{\"id\":");
    pk_put_json(out, pk_span_of(id));
    pk_puts(out, ",\"en\":");
    pk_put_json(out, pk_span_of(en));
    pk_putc(out, '}');
}

static void put_problem(pilkada_buffer *out, const checking *self, const pk_problem *problem) {
    uint32_t line = 0, column = 0;
    pilkada_file file = file_of(self, problem->file);
    pk_json_locate((pk_span){file.data, file.size}, pk_span_of(problem->where), self->problems.arena, &line, &column);
    pk_puts(out, "{\"severity\":");
    pk_put_json(out, pk_span_of(pilkada_severity_name((pilkada_severity)problem->severity)));
    pk_puts(out, ",\"file\":");
    pk_put_json(out, pk_span_of(file.name));
    pk_puts(out, ",\"where\":");
    pk_put_json(out, pk_span_of(problem->where));
    pk_puts(out, ",\"line\":");
    pk_put_int(out, line);
    pk_puts(out, ",\"column\":");
    pk_put_int(out, column);
    pk_puts(out, ",\"message\":");
    put_sentences(out, problem->message_id, problem->message_en);
    pk_puts(out, ",\"remedy\":");
    put_sentences(out, problem->remedy_id, problem->remedy_en);
    pk_putc(out, '}');
}

/* Why a form does not load is told among the problems. */
static void put_costs(pilkada_buffer *out, const checking *self) {
    const pilkada_rulebook *book = self->book;
    pilkada_error error = PILKADA_ERROR_INIT;
    const cJSON *head = pk_rulebook_head_of(book, self->tree);
    pilkada_form *form =
        pk_form_compile(self->tree, head, book->model, book->catalogue, &book->arena.allocator, &error);
    const cJSON *name = cJSON_GetObjectItemCaseSensitive(self->tree, "head");
    const pk_cost_file from = {self->file, file_of(self, cJSON_IsString(name) ? name->valuestring : NULL)};
    pk_puts(out, ",\"cost\":");
    if (form)
        pk_put_costs(out, form, &from, self->problems.arena);
    else
        pk_puts(out, "null");
    out->failed = out->failed || error.status == PILKADA_E_NOMEM;
    pk_form_free(form);
}

static void put_result(pilkada_buffer *out, const checking *self, const char *kind) {
    const pk_problems *problems = &self->problems;
    bool ok = true;
    for (size_t i = 0; i < problems->count; i++)
        ok = ok && problems->items[i].severity < PILKADA_SEVERITY_GALAT;
    pk_puts(out, "{\"file\":");
    pk_put_json(out, pk_span_of(self->file->name));
    pk_puts(out, ",\"kind\":");
    pk_put_json(out, pk_span_of(kind));
    pk_puts(out, ok ? ",\"ok\":true,\"problems\":[" : ",\"ok\":false,\"problems\":[");
    for (size_t i = 0; i < problems->count; i++) {
        if (i)
            pk_putc(out, ',');
        put_problem(out, self, &problems->items[i]);
    }
    pk_putc(out, ']');
    if (self->options.cost && strcmp(kind, "form") == 0)
        put_costs(out, self);
    pk_putc(out, '}');
}

static const char *run_check(checking *self, const pilkada_error *error) {
    const struct kind *kind = self->tree ? kind_of(self->tree) : NULL;
    if (kind)
        kind->check(self);
    else if (self->tree)
        pk_problem_add(&self->problems, PILKADA_SEVERITY_GALAT, "", "rulebook.unknown_kind", NULL, 0);
    else
        pk_problem_add_error(&self->problems, error);
    return kind ? kind->name : "";
}

pilkada_status pilkada_rulebook_check(const pilkada_rulebook *self, const pilkada_file *file, pilkada_buffer *out,
                                      pilkada_error *error) {
    return pilkada_rulebook_check_with(self, file, NULL, out, error);
}

/* Those of a caller who may know fewer of them. */
static void take_options(checking *self, const pilkada_check_options *given) {
    self->options = (pilkada_check_options)PILKADA_CHECK_OPTIONS_INIT;
    if (given)
        memcpy(&self->options, given, given->size < sizeof *given ? given->size : sizeof *given);
}

static bool options_are_sound(const pilkada_check_options *options) {
    bool sound = options->names || !options->name_count;
    for (size_t i = 0; sound && i < options->name_count; i++)
        sound = options->names[i];
    return sound;
}

pilkada_status pilkada_rulebook_check_with(const pilkada_rulebook *self, const pilkada_file *file,
                                           const pilkada_check_options *options, pilkada_buffer *out,
                                           pilkada_error *error) {
    if (!self || !file || !file->name || !file->data || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "rulebook, file and buffer must not be NULL");
    checking work = {.book = self, .file = file};
    take_options(&work, options);
    if (!options_are_sound(&work.options))
        return pk_fail(error, PILKADA_E_ARGUMENT, "a name must not be NULL");
    if (work.options.name_count > PILKADA_MAX_CHECK_NAMES)
        return pk_fail(error, PILKADA_E_LIMIT, "at most %u names: check in parts", PILKADA_MAX_CHECK_NAMES);
    pk_arena arena;
    pilkada_error load_error = PILKADA_ERROR_INIT;
    size_t mark = pk_buffer_mark(out);
    cJSON *tree = pk_json_tree(file->data, file->size, &load_error);
    work.tree = tree;
    pk_arena_init(&arena, &self->arena.allocator);
    pk_problems_init(&work.problems, self->catalogue, &arena);
    const char *kind = run_check(&work, &load_error);
    pk_problems_close(&work.problems);
    put_result(out, &work, kind);
    bool failed = work.problems.failed || load_error.status == PILKADA_E_NOMEM;
    pk_arena_dispose(&arena);
    cJSON_Delete(tree);
    out->failed = out->failed || failed;
    return pk_buffer_done(out, mark, error);
}
