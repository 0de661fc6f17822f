/** @file rulebook/bundle.c  Own files over the built-in ones, and a whole rulebook in one file. */
#include "rulebook/rulebook_internal.h"

#include <cjson/cJSON.h>
#include <string.h>

#include "core/error.h"
#include "core/json.h"

/* ---- own files over the built-in ones ---- */

static bool is_named(const pilkada_file *files, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (files[i].name && strcmp(files[i].name, name) == 0)
            return true;
    return false;
}

/* The built-in files that no own file replaces, then the own ones. To be freed; NULL after a failure. */
static pilkada_file *lay_over(const pilkada_file *files, size_t *count, const pilkada_allocator *allocator,
                              pilkada_error *error) {
    if ((!files && *count) || *count > PILKADA_MAX_FILES) {
        if (*count > PILKADA_MAX_FILES)
            pk_fail(error, PILKADA_E_LIMIT, "a rulebook may have at most %u files", PILKADA_MAX_FILES);
        else
            pk_fail(error, PILKADA_E_ARGUMENT, "files must not be NULL");
        return NULL;
    }
    pilkada_file *all = pk_alloc_zero(allocator, pk_default_files_count + *count + 1, sizeof *all);
    if (!all) {
        pk_fail_memory(error);
        return NULL;
    }
    size_t kept = 0;
    for (size_t i = 0; i < pk_default_files_count; i++)
        if (!is_named(files, *count, pk_default_files[i].name))
            all[kept++] = pk_default_files[i];
    for (size_t i = 0; i < *count; i++)
        all[kept++] = files[i];
    *count = kept;
    return all;
}

pilkada_rulebook *pilkada_rulebook_overlay(const pilkada_file *files, size_t count, const pilkada_allocator *allocator,
                                           pilkada_error *error) {
    allocator = pk_allocator_or_default(allocator);
    pilkada_file *all = lay_over(files, &count, allocator, error);
    pilkada_rulebook *rules = all ? pilkada_rulebook_load(all, count, allocator, error) : NULL;
    pk_free(allocator, all);
    return rules;
}

/* ---- the files of a rulebook ---- */

/* What is compiled into the library lives as long as the library. */
static bool is_built_in(const pilkada_file *file) {
    for (size_t i = 0; i < pk_default_files_count; i++)
        if (file->data == pk_default_files[i].data)
            return true;
    return false;
}

pilkada_status pk_rulebook_keep_file(pilkada_rulebook *self, const pilkada_file *file, pilkada_error *error) {
    pilkada_file *kept = &self->files[self->file_count];
    *kept = *file;
    kept->name = pk_arena_strdup(&self->arena, file->name, strlen(file->name));
    if (!is_built_in(file))
        kept->data = pk_arena_strdup(&self->arena, file->data, file->size);
    if (!kept->name || !kept->data)
        return pk_fail_memory(error);
    self->file_count++;
    return PILKADA_OK;
}

/* ---- writing a bundle ---- */

static void put_files(pilkada_buffer *out, const pilkada_file *files, size_t count) {
    pk_puts(out, "{\"pilkada_bundle\":1,\"files\":{");
    for (size_t i = 0; i < count; i++) {
        pk_puts(out, i ? ",\n" : "\n");
        pk_put_json(out, pk_span_of(files[i].name));
        pk_putc(out, ':');
        pk_put_json(out, (pk_span){files[i].data, files[i].size});
    }
    pk_puts(out, "\n}}\n");
}

pilkada_status pilkada_rulebook_write_bundle(const pilkada_rulebook *self, pilkada_buffer *out, pilkada_error *error) {
    if (!self || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "rulebook and buffer must not be NULL");
    size_t mark = pk_buffer_mark(out);
    put_files(out, self->files, self->file_count);
    bool large = out->size - mark > PILKADA_MAX_BUNDLE_BYTES;
    out->failed = out->failed || large;
    pilkada_status status = pk_buffer_done(out, mark, error);
    if (large)
        return pk_fail(error, PILKADA_E_LIMIT, "a bundle may have at most %u bytes: leave out what is not needed",
                       PILKADA_MAX_BUNDLE_BYTES);
    return status;
}

pilkada_status pilkada_bundle_write(const pilkada_file *files, size_t count, pilkada_buffer *out,
                                    pilkada_error *error) {
    pilkada_error fallback;
    if (!out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "buffer must not be NULL");
    error = pk_error_or(error, &fallback);
    pk_error_clear(error);
    pilkada_rulebook *checked = pilkada_rulebook_overlay(files, count, &out->allocator, error);
    if (checked)
        pilkada_rulebook_write_bundle(checked, out, error);
    pilkada_rulebook_free(checked);
    return error->status;
}

/* ---- reading a bundle ---- */

static void read_files(const pk_reading *list, pilkada_file *files) {
    pk_reading item = {.node = NULL};
    while (pk_reading_ok(list) && pk_read_each(list, &item)) {
        const char *text = pk_read_text(&item);
        if (text)
            *files++ = (pilkada_file){item.node->string, text, strlen(text)};
    }
}

static void check_head(const pk_reading *root) {
    static const char *const keys[] = {"pilkada_bundle", "files", NULL};
    pk_reading version = pk_read_member(root, "pilkada_bundle", true);
    if (pk_read_integer(&version, 0) != 1)
        pk_read_fault(&version, "this library reads bundles of format 1; make the bundle with its pilkada bundle");
    pk_read_only(root, keys);
}

static pilkada_rulebook *load_tree(const cJSON *tree, const pilkada_allocator *allocator, pilkada_error *error) {
    pk_reading root = pk_reading_root(tree, error);
    check_head(&root);
    pk_reading list = pk_read_member(&root, "files", true);
    pk_read_object(&list);
    size_t count = pk_read_count(&list);
    if (pk_reading_ok(&root) && count > PILKADA_MAX_FILES)
        pk_fail(error, PILKADA_E_LIMIT, "a rulebook may have at most %u files", PILKADA_MAX_FILES);
    if (error->status)
        return NULL;
    pilkada_file *files = pk_alloc_zero(allocator, count + 1, sizeof *files);
    pilkada_rulebook *rules = NULL;
    if (files)
        read_files(&list, files);
    else
        pk_fail_memory(error);
    if (!error->status)
        rules = pilkada_rulebook_load(files, count, allocator, error);
    pk_free(allocator, files);
    return rules;
}

pilkada_rulebook *pilkada_rulebook_load_bundle(const char *text, size_t size, const pilkada_allocator *allocator,
                                               pilkada_error *error) {
    pilkada_error fallback;
    error = pk_error_or(error, &fallback);
    pk_error_clear(error);
    if (!text || size > PILKADA_MAX_BUNDLE_BYTES) {
        if (text)
            pk_fail(error, PILKADA_E_LIMIT, "a bundle may have at most %u bytes", PILKADA_MAX_BUNDLE_BYTES);
        else
            pk_fail(error, PILKADA_E_ARGUMENT, "text must not be NULL");
        return NULL;
    }
    cJSON *tree = pk_json_tree(text, size, error);
    pilkada_rulebook *rules = tree ? load_tree(tree, pk_allocator_or_default(allocator), error) : NULL;
    cJSON_Delete(tree);
    return rules;
}
