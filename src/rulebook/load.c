/** @file rulebook/load.c  Making a rulebook from files. */
#include "rulebook/loading.h"

#include <cjson/cJSON.h>
#include <pilkada/json.h>
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

/* ---- reading the files ---- */

static void sort_by_name(pk_source_file *sources, size_t count) {
    for (size_t i = 1; i < count; i++) {
        pk_source_file moving = sources[i];
        size_t at = i;
        for (; at > 0 && strcmp(sources[at - 1].file->name, moving.file->name) > 0; at--)
            sources[at] = sources[at - 1];
        sources[at] = moving;
    }
}

static pilkada_status read_source(pk_source_file *self, pilkada_error *error) {
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

static pilkada_status refuse_twins(const pk_loading *self, size_t index) {
    if (index && strcmp(self->sources[index - 1].file->name, self->sources[index].file->name) == 0)
        return pk_fail(self->error, PILKADA_E_DEFINITION, "a file of this name is given twice; remove one");
    return PILKADA_OK;
}

static pilkada_status read_sources(pk_loading *self, const pilkada_file *files) {
    for (size_t i = 0; i < self->count; i++) {
        if (!files[i].name || (!files[i].data && files[i].size))
            return pk_fail(self->error, PILKADA_E_ARGUMENT, "a file needs a name and data");
        if (pilkada_utf8_error(files[i].name, strlen(files[i].name)) != PILKADA_NO_OFFSET)
            return pk_fail(self->error, PILKADA_E_ENCODING, "the name of a file must be UTF-8");
        self->sources[i] = (pk_source_file){.file = &files[i]};
    }
    sort_by_name(self->sources, self->count);
    for (size_t i = 0; i < self->count; i++)
        if (refuse_twins(self, i) || read_source(&self->sources[i], self->error) ||
            pk_rulebook_keep_file(self->book, self->sources[i].file, self->error)) {
            pk_error_where(self->error, self->sources[i].file->name, "#");
            return self->error->status;
        }
    return PILKADA_OK;
}

/* Name, NUL, size in decimal, NUL, bytes: no two sets of files give the same input. */
static void compute_hash(pk_loading *self) {
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

/* ---- telling faults ---- */

/* A fault of a common head is met while a form is compiled, as "kepala#/rules/3": it belongs to the head's file. */
static const pk_source_file *owner_of_fault(const pk_loading *self, const pk_source_file *from) {
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

/* The offset of a fault of an expression or a pattern counts from its own beginning; that of a limit too, but for those
 * of the JSON text itself, which name no member. */
static bool is_inside_member(const pilkada_error *error) {
    return error->status == PILKADA_E_EXPRESSION || error->status == PILKADA_E_PATTERN ||
           (error->status == PILKADA_E_LIMIT && error->where[0] == '/');
}

void pk_place_fault(pilkada_error *error, const pilkada_file *file, const pilkada_allocator *allocator) {
    pk_span text = {file->data, file->size};
    bool inside = is_inside_member(error);
    pk_arena arena;
    if (error->status == PILKADA_E_NOMEM || (error->offset != PILKADA_NO_OFFSET && !inside))
        return;
    char pointer[sizeof error->where];
    size_t size = strcspn(error->where, " ");
    memcpy(pointer, error->where, size);
    pointer[size] = '\0';
    pk_arena_init(&arena, allocator);
    size_t place = pk_json_place(text, pk_span_of(pointer), &arena);
    pk_arena_dispose(&arena);
    if (place == SIZE_MAX)
        return;
    if (inside && error->offset != PILKADA_NO_OFFSET)
        place = pk_json_place_inside(text, place, (size_t)error->offset);
    pk_error_place(error, text, place);
}

static pilkada_status tell_fault(pk_loading *self, const pk_source_file *from) {
    from = owner_of_fault(self, from);
    pk_place_fault(self->error, from->file, &self->book->arena.allocator);
    pk_error_where(self->error, from->file->name, "#");
    return self->error->status;
}

/* ---- building ---- */

static pilkada_status for_folder(pk_loading *self, pk_folder folder,
                                 pilkada_status (*step)(pk_loading *, pk_source_file *)) {
    for (size_t i = 0; i < self->count; i++)
        if (self->sources[i].folder == folder && step(self, &self->sources[i]))
            return tell_fault(self, &self->sources[i]);
    return PILKADA_OK;
}

/* The file of the n-th pack; NULL for none. */
static const pk_source_file *pack_file(const pk_loading *self, size_t n) {
    for (size_t i = 0; i < self->count; i++)
        if (self->sources[i].folder == PK_FOLDER_SCREENING && n-- == 0)
            return &self->sources[i];
    return NULL;
}

/* Texts of packs are kept, for screeners with more packs than these. */
static bool keep_pack(pilkada_rulebook *book, const pilkada_file *file) {
    const char *name = pk_arena_strdup(&book->arena, file->name, strlen(file->name));
    const char *text = pk_arena_strdup(&book->arena, file->data, file->size);
    book->packs[book->pack_count++] = (pilkada_file){name, text, file->size};
    return name && text;
}

static pilkada_status build_screener(pk_loading *self) {
    pilkada_rulebook *book = self->book;
    const cJSON **packs = pk_arena_alloc_zero(&book->arena, self->count + 1, sizeof *packs);
    size_t count = 0, place;
    book->packs = pk_arena_alloc_zero(&book->arena, self->count + 1, sizeof *book->packs);
    if (!packs || !book->packs)
        return pk_fail_memory(self->error);
    for (const pk_source_file *from; (from = pack_file(self, count)); count++) {
        packs[count] = from->tree;
        if (!keep_pack(book, from->file))
            return pk_fail_memory(self->error);
    }
    book->screener = pk_screener_build(packs, count, book->catalogue, &book->arena.allocator, &place, self->error);
    if (book->screener)
        return pk_screener_hash_packs(book->screener, packs) ? PILKADA_OK : pk_fail_memory(self->error);
    const pk_source_file *culprit = pack_file(self, place);
    if (culprit && self->error->status != PILKADA_E_NOMEM)
        return tell_fault(self, culprit);
    pk_error_where(self->error, "screening", "#");
    return self->error->status;
}

static pilkada_status build(pk_loading *self, const pilkada_file *files) {
    pilkada_rulebook *book = self->book;
    book->catalogue = pk_catalogue_new(&book->arena.allocator);
    book->model = pk_model_new(&book->arena.allocator);
    book->heads = pk_arena_alloc_zero(&book->arena, self->count, sizeof *book->heads);
    book->files = pk_arena_alloc_zero(&book->arena, self->count, sizeof *book->files);
    if (!book->catalogue || !book->model || !book->heads || !book->files)
        return pk_fail_memory(self->error);
    if (read_sources(self, files))
        return self->error->status;
    compute_hash(self);
    if (for_folder(self, PK_FOLDER_MESSAGES, pk_load_messages) ||
        for_folder(self, PK_FOLDER_REGIONS, pk_load_regions) ||
        for_folder(self, PK_FOLDER_CALENDAR, pk_load_calendar) || pk_model_finish(book->model, self->error) ||
        for_folder(self, PK_FOLDER_FORMS, pk_load_head) || for_folder(self, PK_FOLDER_FORMS, pk_load_form) ||
        for_folder(self, PK_FOLDER_SCHEDULES, pk_load_schedules) || for_folder(self, PK_FOLDER_APPROVAL, pk_load_chain))
        return self->error->status;
    return build_screener(self);
}

static void destroy(void *thing) {
    pilkada_rulebook *self = thing;
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

void pilkada_rulebook_free(pilkada_rulebook *self) {
    if (self)
        pk_owner_release(self->owner);
}

static bool open_book(pilkada_rulebook *self, const pilkada_allocator *allocator) {
    pk_arena_init(&self->arena, allocator);
    self->owner = pk_arena_alloc_zero(&self->arena, 1, sizeof *self->owner);
    if (self->owner)
        pk_owner_init(self->owner, destroy, self);
    return self->owner != NULL;
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
    pk_loading work = {.book = pk_alloc_zero(allocator, 1, sizeof *work.book),
                       .sources = pk_alloc_zero(allocator, count + 1, sizeof *work.sources),
                       .count = count,
                       .error = error};
    pilkada_status status = PILKADA_E_NOMEM;
    if (work.book && open_book(work.book, allocator) && work.sources)
        status = build(&work, files);
    else
        pk_fail_memory(error);
    for (size_t i = 0; work.sources && i < count; i++)
        cJSON_Delete(work.sources[i].tree);
    pk_free(allocator, work.sources);
    if (!status)
        return work.book;
    if (work.book)
        destroy(work.book);
    return NULL;
}

pilkada_rulebook *pilkada_rulebook_default(const pilkada_allocator *allocator, pilkada_error *error) {
    return pilkada_rulebook_load(pk_default_files, pk_default_files_count, allocator, error);
}
