/** @file rulebook/load.c  Making a rulebook from files. */
#include "rulebook/rulebook_internal.h"

#include <cjson/cJSON.h>
#include <string.h>

#include "core/error.h"
#include "core/json.h"
#include "core/sha256.h"

static const char *const folder_names[PK_FOLDER_COUNT] = {"messages",  "regions",   "calendar", "forms",
                                                          "schedules", "screening", "approval"};

pk_folder pk_folder_of(const char *name) {
    for (pk_folder folder = 0; folder < PK_FOLDER_COUNT; folder++) {
        size_t size = strlen(folder_names[folder]);
        if (strncmp(name, folder_names[folder], size) == 0 && name[size] == '/')
            return folder;
    }
    return PK_FOLDER_COUNT;
}

/** A file while the rulebook is built. Trees of heads are handed over to the rulebook. */
typedef struct source {
    const pilkada_file *file;
    pk_folder folder;
    const char *head_id; /* of a common head */
    cJSON *tree;
} source;

typedef struct loading {
    pilkada_rulebook *book;
    source *sources; /* in the order of their names */
    size_t count;
    pilkada_error *error;
} loading;

/* ---- reading the files ---- */

static void sort_by_name(source *sources, size_t count) {
    for (size_t i = 1; i < count; i++) {
        source moving = sources[i];
        size_t at = i;
        for (; at > 0 && strcmp(sources[at - 1].file->name, moving.file->name) > 0; at--)
            sources[at] = sources[at - 1];
        sources[at] = moving;
    }
}

static pilkada_status read_source(source *self, pilkada_error *error) {
    const pilkada_file *file = self->file;
    self->folder = pk_folder_of(file->name);
    if (self->folder == PK_FOLDER_COUNT)
        return pk_fail(
            error, PILKADA_E_DEFINITION,
            "the folder of the name must be messages, regions, calendar, forms, schedules, screening or approval");
    if (file->size > PILKADA_MAX_DEFINITION_BYTES)
        return pk_fail(error, PILKADA_E_LIMIT, "a definition file may have at most %u bytes",
                       PILKADA_MAX_DEFINITION_BYTES);
    self->tree = pk_json_tree(file->data, file->size, error);
    return self->tree ? PILKADA_OK : error->status;
}

static pilkada_status refuse_twins(const loading *self, size_t index) {
    if (index && strcmp(self->sources[index - 1].file->name, self->sources[index].file->name) == 0)
        return pk_fail(self->error, PILKADA_E_DEFINITION, "a file of this name is given twice; remove one");
    return PILKADA_OK;
}

static pilkada_status read_sources(loading *self, const pilkada_file *files) {
    for (size_t i = 0; i < self->count; i++) {
        if (!files[i].name || (!files[i].data && files[i].size))
            return pk_fail(self->error, PILKADA_E_ARGUMENT, "a file needs a name and data");
        self->sources[i] = (source){.file = &files[i]};
    }
    sort_by_name(self->sources, self->count);
    for (size_t i = 0; i < self->count; i++)
        if (refuse_twins(self, i) || read_source(&self->sources[i], self->error)) {
            pk_error_where(self->error, self->sources[i].file->name, "#");
            return self->error->status;
        }
    return PILKADA_OK;
}

/* Name, NUL, size in decimal, NUL, bytes: no two sets of files give the same input. */
static void compute_hash(loading *self) {
    pk_sha256 hash;
    unsigned char digest[32];
    pk_sha256_start(&hash);
    for (size_t i = 0; i < self->count; i++) {
        const pilkada_file *file = self->sources[i].file;
        char size[24];
        size_t at = sizeof size, rest = file->size;
        size[--at] = '\0';
        do
            size[--at] = (char)('0' + rest % 10);
        while (rest /= 10);
        pk_sha256_add(&hash, file->name, strlen(file->name) + 1);
        pk_sha256_add(&hash, size + at, sizeof size - at);
        pk_sha256_add(&hash, file->data, file->size);
    }
    pk_sha256_end(&hash, digest);
    pk_sha256_hex(digest, self->book->hash);
}

/* ---- one step for each folder ---- */

static pilkada_status add_messages(loading *self, source *from) {
    return pk_catalogue_add(self->book->catalogue, from->tree, self->error);
}

static pilkada_status add_regions(loading *self, source *from) {
    return pk_model_add_regions(self->book->model, from->tree, self->error);
}

static pilkada_status add_calendar(loading *self, source *from) {
    return pk_model_add_calendar(self->book->model, from->tree, self->error);
}

static const cJSON *member(const cJSON *tree, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(tree, key);
}

/* A file with "head_id" is a common head: the rulebook keeps its tree, for forms now and for check later. */
static pilkada_status add_head(loading *self, source *from) {
    const cJSON *id = member(from->tree, "head_id");
    if (!id)
        return PILKADA_OK;
    if (!cJSON_IsString(id))
        return pk_fail(self->error, PILKADA_E_DEFINITION, "\"head_id\" must be a text");
    const pilkada_file *file = from->file;
    const char *name = pk_arena_strdup(&self->book->arena, file->name, strlen(file->name));
    const char *text = pk_arena_strdup(&self->book->arena, file->data, file->size);
    if (!name || !text)
        return pk_fail_memory(self->error);
    self->book->heads[self->book->head_count++] =
        (pk_head){id->valuestring, from->tree, pk_span_of(name), {text, file->size}};
    from->head_id = id->valuestring;
    from->tree = NULL;
    return PILKADA_OK;
}

const cJSON *pk_rulebook_head_of(const pilkada_rulebook *self, const cJSON *definition) {
    const cJSON *name = member(definition, "head");
    for (size_t i = 0; cJSON_IsString(name) && i < self->head_count; i++)
        if (strcmp(self->heads[i].id, name->valuestring) == 0)
            return self->heads[i].tree;
    return NULL;
}

/* Versions are compared number by number: 2024.2 < 2024.10. */
static int compare_versions(const char *a, const char *b) {
    while (*a && *b) {
        size_t digits_a = strspn(a, "0123456789"), digits_b = strspn(b, "0123456789");
        if (digits_a && digits_b && digits_a != digits_b)
            return digits_a < digits_b ? -1 : 1;
        size_t take = digits_a && digits_b ? digits_a : 1;
        int order = strncmp(a, b, take);
        if (order)
            return order;
        a += take;
        b += take;
    }
    return (*a != '\0') - (*b != '\0');
}

static int compare_forms(const pilkada_form *a, const pilkada_form *b) {
    int order = strcmp(pilkada_form_id(a), pilkada_form_id(b));
    return order ? order : compare_versions(pilkada_form_version(a), pilkada_form_version(b));
}

static pilkada_status insert_form(loading *self, pilkada_form *form) {
    pilkada_rulebook *book = self->book;
    pilkada_form **grown =
        pk_grow(&book->arena.allocator, book->forms, book->form_count, &book->form_capacity, sizeof *grown);
    if (!grown)
        return pk_fail_memory(self->error);
    book->forms = grown;
    size_t at = book->form_count;
    while (at > 0 && compare_forms(book->forms[at - 1], form) > 0)
        at--;
    if (at > 0 && compare_forms(book->forms[at - 1], form) == 0)
        return pk_fail(self->error, PILKADA_E_DEFINITION,
                       "form %.60s has this version twice; give the new one another version", pilkada_form_id(form));
    memmove(book->forms + at + 1, book->forms + at, (book->form_count - at) * sizeof *book->forms);
    book->forms[at] = form;
    book->form_count++;
    return PILKADA_OK;
}

static pilkada_status add_form(loading *self, source *from) {
    pilkada_rulebook *book = self->book;
    if (!from->tree)
        return PILKADA_OK;
    pilkada_form *form = pk_form_compile(from->tree, pk_rulebook_head_of(book, from->tree), book->model,
                                         book->catalogue, &book->arena.allocator, self->error);
    if (!form)
        return self->error->status;
    if (insert_form(self, form))
        pk_form_free(form);
    return self->error->status;
}

static pilkada_status insert_schedule(loading *self, pilkada_schedule *schedule) {
    pilkada_rulebook *book = self->book;
    for (size_t i = 0; i < book->schedule_count; i++)
        if (strcmp(pilkada_schedule_id(book->schedules[i]), pilkada_schedule_id(schedule)) == 0)
            return pk_fail(self->error, PILKADA_E_DEFINITION,
                           "schedule id \"%.60s\" is used twice; give the new one another id",
                           pilkada_schedule_id(schedule));
    pilkada_schedule **grown =
        pk_grow(&book->arena.allocator, book->schedules, book->schedule_count, &book->schedule_capacity, sizeof *grown);
    if (!grown)
        return pk_fail_memory(self->error);
    book->schedules = grown;
    book->schedules[book->schedule_count++] = schedule;
    return PILKADA_OK;
}

/* A schedule waits for the forms that it names: one that nobody can send would be owed for ever. */
static void check_forms(const loading *self, const pk_reading *schedule) {
    const pilkada_rulebook *book = self->book;
    pk_reading list = pk_read_member(schedule, "forms", false), entry = {.node = NULL};
    const char **names = pk_arena_alloc(&self->book->arena, (book->form_count + 1) * sizeof *names);
    if (!names) {
        pk_fail_memory(self->error);
        return;
    }
    for (size_t i = 0; i < book->form_count; i++)
        names[i] = pilkada_form_id(book->forms[i]);
    while (list.node && pk_reading_ok(schedule) && pk_read_each(&list, &entry)) {
        const char *name = pk_read_text(&entry);
        const char *near = name ? pk_nearest(pk_span_of(name), names, book->form_count) : NULL;
        if (!name || pilkada_rulebook_form(book, name, NULL))
            continue;
        if (near)
            pk_read_fault(&entry, "this rulebook has no such form: did you mean \"%s\"?", near);
        else
            pk_read_fault(&entry, "this rulebook has no such form; add its file, or take the name out");
    }
}

static pilkada_status add_schedules(loading *self, source *from) {
    pilkada_rulebook *book = self->book;
    pk_reading root = pk_reading_root(from->tree, self->error), list = pk_read_member(&root, "schedules", true);
    pk_read_array(&list);
    for (size_t i = 0; i < pk_read_count(&list) && pk_reading_ok(&root); i++) {
        pk_reading item = pk_read_element(&list, i);
        pilkada_schedule *schedule =
            pk_schedule_compile(item.node, book->model, book->catalogue, &book->arena.allocator, self->error);
        if (schedule)
            check_forms(self, &item);
        if (!schedule)
            pk_read_where(&item, "");
        else if (self->error->status)
            pk_schedule_free(schedule);
        else if (insert_schedule(self, schedule))
            pk_schedule_free(schedule);
    }
    return self->error->status;
}

static pilkada_status add_chain(loading *self, source *from) {
    pilkada_rulebook *book = self->book;
    if (book->chain)
        return pk_fail(self->error, PILKADA_E_DEFINITION, "a rulebook has one approval chain; remove the other file");
    book->chain = pk_chain_compile(from->tree, book->catalogue, &book->arena.allocator, self->error);
    return book->chain ? PILKADA_OK : self->error->status;
}

/* ---- telling faults ---- */

/* A fault of a common head is met while a form is compiled, as "kepala#/rules/3": it belongs to the head's file. */
static const source *owner_of_fault(const loading *self, const source *from) {
    char *where = self->error->where, *pointer = strchr(where, '#');
    for (size_t i = 0; pointer && *where != '/' && i < self->count; i++) {
        const char *id = self->sources[i].head_id;
        if (!id || !pk_span_is((pk_span){where, (size_t)(pointer - where)}, id))
            continue;
        memmove(where, pointer + 1, strlen(pointer));
        return &self->sources[i];
    }
    return from;
}

/* A fault that was found in the tree gets its line and column from its JSON Pointer. The place of an expression's fault
 * counts from the beginning of the expression. */
static void place_fault(loading *self, const source *from) {
    pilkada_error *error = self->error;
    pk_span text = {from->file->data, from->file->size};
    bool inside = error->status == PILKADA_E_EXPRESSION || error->status == PILKADA_E_PATTERN;
    pk_arena arena;
    if (error->status == PILKADA_E_NOMEM || (error->offset != PILKADA_NO_OFFSET && !inside))
        return;
    char pointer[sizeof error->where];
    size_t size = strcspn(error->where, " ");
    memcpy(pointer, error->where, size);
    pointer[size] = '\0';
    pk_arena_init(&arena, &self->book->arena.allocator);
    size_t place = pk_json_place(text, pk_span_of(pointer), &arena);
    pk_arena_dispose(&arena);
    if (place == SIZE_MAX)
        return;
    if (inside && error->offset != PILKADA_NO_OFFSET)
        place = pk_json_place_inside(text, place, (size_t)error->offset);
    pk_error_place(error, text, place);
}

static pilkada_status tell_fault(loading *self, const source *from) {
    from = owner_of_fault(self, from);
    place_fault(self, from);
    pk_error_where(self->error, from->file->name, "#");
    return self->error->status;
}

/* ---- building ---- */

static pilkada_status for_folder(loading *self, pk_folder folder, pilkada_status (*step)(loading *, source *)) {
    for (size_t i = 0; i < self->count; i++)
        if (self->sources[i].folder == folder && step(self, &self->sources[i]))
            return tell_fault(self, &self->sources[i]);
    return PILKADA_OK;
}

/* The packs become one screener: the first pack with which it cannot be built has the fault. */
static const source *culprit_of_packs(loading *self, const cJSON *const *packs, size_t count) {
    pilkada_error error = PILKADA_ERROR_INIT;
    for (size_t i = 0, pack = 0; pack < count && i < self->count; i++) {
        if (self->sources[i].folder != PK_FOLDER_SCREENING)
            continue;
        pilkada_screener *screener =
            pk_screener_build(packs, ++pack, self->book->catalogue, &self->book->arena.allocator, &error);
        if (!screener)
            return error.status == self->error->status ? &self->sources[i] : NULL;
        pilkada_screener_free(screener);
    }
    return NULL;
}

static pilkada_status build_screener(loading *self) {
    const cJSON **packs = pk_arena_alloc_zero(&self->book->arena, self->count + 1, sizeof *packs);
    size_t count = 0;
    if (!packs)
        return pk_fail_memory(self->error);
    for (size_t i = 0; i < self->count; i++)
        if (self->sources[i].folder == PK_FOLDER_SCREENING)
            packs[count++] = self->sources[i].tree;
    self->book->screener =
        pk_screener_build(packs, count, self->book->catalogue, &self->book->arena.allocator, self->error);
    if (self->book->screener)
        return PILKADA_OK;
    const source *culprit = culprit_of_packs(self, packs, count);
    if (culprit)
        return tell_fault(self, culprit);
    pk_error_where(self->error, "screening", "#");
    return self->error->status;
}

static pilkada_status build(loading *self, const pilkada_file *files) {
    pilkada_rulebook *book = self->book;
    book->catalogue = pk_catalogue_new(&book->arena.allocator);
    book->model = pk_model_new(&book->arena.allocator);
    book->heads = pk_arena_alloc_zero(&book->arena, self->count, sizeof *book->heads);
    if (!book->catalogue || !book->model || !book->heads)
        return pk_fail_memory(self->error);
    if (read_sources(self, files))
        return self->error->status;
    compute_hash(self);
    if (for_folder(self, PK_FOLDER_MESSAGES, add_messages) || for_folder(self, PK_FOLDER_REGIONS, add_regions) ||
        for_folder(self, PK_FOLDER_CALENDAR, add_calendar) || pk_model_finish(book->model, self->error) ||
        for_folder(self, PK_FOLDER_FORMS, add_head) || for_folder(self, PK_FOLDER_FORMS, add_form) ||
        for_folder(self, PK_FOLDER_SCHEDULES, add_schedules) || for_folder(self, PK_FOLDER_APPROVAL, add_chain))
        return self->error->status;
    return build_screener(self);
}

pilkada_rulebook *pilkada_rulebook_load(const pilkada_file *files, size_t count, const pilkada_allocator *allocator,
                                        pilkada_error *error) {
    pilkada_error fallback;
    if (!files && count) {
        pk_fail(error, PILKADA_E_ARGUMENT, "files must not be NULL");
        return NULL;
    }
    if (count > PILKADA_MAX_FILES) {
        pk_fail(error, PILKADA_E_LIMIT, "a rulebook may have at most %u files", PILKADA_MAX_FILES);
        return NULL;
    }
    error = pk_error_or(error, &fallback);
    pk_error_clear(error);
    allocator = pk_allocator_or_default(allocator);
    loading work = {.book = pk_alloc_zero(allocator, 1, sizeof *work.book),
                    .sources = pk_alloc_zero(allocator, count + 1, sizeof *work.sources),
                    .count = count,
                    .error = error};
    pilkada_status status = PILKADA_E_NOMEM;
    if (work.book)
        pk_arena_init(&work.book->arena, allocator);
    if (work.book && work.sources)
        status = build(&work, files);
    else
        pk_fail_memory(error);
    for (size_t i = 0; work.sources && i < count; i++)
        cJSON_Delete(work.sources[i].tree);
    pk_free(allocator, work.sources);
    if (!status)
        return work.book;
    pilkada_rulebook_free(work.book);
    return NULL;
}

pilkada_rulebook *pilkada_rulebook_default(const pilkada_allocator *allocator, pilkada_error *error) {
    return pilkada_rulebook_load(pk_default_files, pk_default_files_count, allocator, error);
}

void pilkada_rulebook_free(pilkada_rulebook *self) {
    if (!self)
        return;
    pilkada_allocator allocator = self->arena.allocator;
    pk_chain_free(self->chain);
    pilkada_screener_free(self->screener);
    for (size_t i = 0; i < self->schedule_count; i++)
        pk_schedule_free(self->schedules[i]);
    for (size_t i = 0; i < self->form_count; i++)
        pk_form_free(self->forms[i]);
    for (size_t i = 0; i < self->head_count; i++)
        cJSON_Delete(self->heads[i].tree);
    pk_free(&allocator, self->schedules);
    pk_free(&allocator, self->forms);
    pk_model_free(self->model);
    pk_catalogue_free(self->catalogue);
    pk_arena_dispose(&self->arena);
    pk_free(&allocator, self);
}
