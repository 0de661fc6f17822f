/** @file cli/rulebook.c  --rulebook PATH: a directory over the built-in files, or one bundle. pilkada bundle. */
#define _POSIX_C_SOURCE 200809L
#include "cli.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/** Files of a directory while they are read; names and data are from malloc. */
typedef struct collection {
    pilkada_file *items;
    size_t count, capacity;
} collection;

enum { LONGEST_PATH = 4096 };

static char *copy_text(const char *text) {
    char *copy = malloc(strlen(text) + 1);
    return copy ? strcpy(copy, text) : NULL;
}

static bool grow(collection *self) {
    if (self->count < self->capacity)
        return true;
    size_t capacity = self->capacity ? 2 * self->capacity : 32;
    pilkada_file *items = realloc(self->items, capacity * sizeof *items);
    if (!items)
        return false;
    self->items = items;
    self->capacity = capacity;
    return true;
}

static bool add_file(cli *self, collection *files, const char *root, const char *name) {
    char path[LONGEST_PATH];
    pilkada_buffer text;
    int size = snprintf(path, sizeof path, "%s/%s", root, name);
    if (size < 0 || (size_t)size >= sizeof path || !grow(files)) {
        cli_complain(self, name, "cli.cannot_read",
                     strerror(size < 0 || (size_t)size >= sizeof path ? ENAMETOOLONG : ENOMEM));
        return false;
    }
    if (!cli_read_file(self, path, &text))
        return false;
    char *copy = copy_text(name);
    if (copy) {
        files->items[files->count++] = (pilkada_file){copy, text.data, text.size};
        return true;
    }
    pilkada_buffer_dispose(&text);
    cli_complain(self, path, "cli.cannot_read", strerror(ENOMEM));
    return false;
}

static bool read_folder(cli *self, collection *files, const char *root, const char *folder);

/* "forms" and "x.json" at the top, "forms/x.json" below it. What is no .json and no directory is not ours. */
static bool read_entry(cli *self, collection *files, const char *root, const char *folder, const char *entry) {
    char name[LONGEST_PATH];
    if (entry[0] == '.')
        return true;
    snprintf(name, sizeof name, "%s%s%s", folder, *folder ? "/" : "", entry);
    if (cli_has_suffix(entry, ".json"))
        return add_file(self, files, root, name);
    return *folder || read_folder(self, files, root, name);
}

static bool read_folder(cli *self, collection *files, const char *root, const char *folder) {
    char path[LONGEST_PATH];
    snprintf(path, sizeof path, "%s%s%s", root, *folder ? "/" : "", folder);
    DIR *directory = opendir(path);
    if (!directory && *folder && errno == ENOTDIR)
        return true;
    if (!directory) {
        cli_complain(self, path, "cli.cannot_read", strerror(errno));
        return false;
    }
    bool ok = true;
    for (const struct dirent *entry; ok && (entry = readdir(directory));)
        ok = read_entry(self, files, root, folder, entry->d_name);
    closedir(directory);
    return ok;
}

static bool read_directory(cli *self, const char *path, collection *files) {
    if (!read_folder(self, files, path, ""))
        return false;
    if (!files->count)
        cli_complain(self, path, "cli.no_files", NULL);
    return files->count > 0;
}

static void dispose(collection *self) {
    for (size_t i = 0; i < self->count; i++) {
        free((void *)(uintptr_t)self->items[i].name);
        free((void *)(uintptr_t)self->items[i].data);
    }
    free(self->items);
}

/* "my/forms/x.json" for a fault in a directory, so that an editor finds it; the bundle itself otherwise. */
static void complain(cli *self, const char *path, bool directory, const pilkada_error *error) {
    char place[LONGEST_PATH];
    int file = (int)strcspn(error->where, "#");
    if (directory && file)
        snprintf(place, sizeof place, "%s/%.*s", path, file, error->where);
    else
        snprintf(place, sizeof place, "%s", path);
    cli_complain_error(self, place, 0, error);
}

static bool is_directory(const char *path) {
    DIR *directory = opendir(path);
    if (directory)
        closedir(directory);
    return directory != NULL;
}

static pilkada_rulebook *load_directory(cli *self, const char *path, pilkada_error *error) {
    collection files = {0};
    pilkada_rulebook *rules = NULL;
    if (read_directory(self, path, &files)) {
        rules = pilkada_rulebook_overlay(files.items, files.count, NULL, error);
        if (!rules)
            complain(self, path, true, error);
    }
    dispose(&files);
    return rules;
}

static pilkada_rulebook *load_bundle(cli *self, const char *path, pilkada_error *error) {
    pilkada_buffer text;
    pilkada_rulebook *rules = NULL;
    if (cli_read_file(self, path, &text)) {
        rules = pilkada_rulebook_load_bundle(text.data, text.size, NULL, error);
        if (!rules)
            complain(self, path, false, error);
    }
    pilkada_buffer_dispose(&text);
    return rules;
}

bool cli_use_rulebook(cli *self, const char *path) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_rulebook *rules = is_directory(path) ? load_directory(self, path, &error) : load_bundle(self, path, &error);
    if (!rules)
        return false;
    pilkada_rulebook_free(self->rules);
    self->rules = rules;
    return true;
}

/* ---- pilkada bundle ---- */

/* Beside the file and then renamed: whoever loads it meets the old bundle or the new one, never half of it. */
static bool write_file(const char *path, const pilkada_buffer *text) {
    char beside[LONGEST_PATH];
    int size = snprintf(beside, sizeof beside, "%s.new", path);
    FILE *file = size > 0 && (size_t)size < sizeof beside ? fopen(beside, "wb") : NULL;
    if (!file)
        return false;
    bool ok = fwrite(text->data, 1, text->size, file) == text->size;
    ok = fclose(file) == 0 && ok;
    if (ok && rename(beside, path) == 0)
        return true;
    remove(beside);
    return false;
}

static void bundle_directory(cli *self, const char *path, const char *output) {
    pilkada_error error = PILKADA_ERROR_INIT;
    collection files = {0};
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    if (read_directory(self, path, &files)) {
        if (pilkada_bundle_write(files.items, files.count, &out, &error))
            complain(self, path, true, &error);
        else if (!output)
            cli_print(self, &out);
        else if (!write_file(output, &out))
            cli_complain(self, output, "cli.cannot_write", strerror(errno));
    }
    pilkada_buffer_dispose(&out);
    dispose(&files);
}

void cli_bundle(cli *self, int argc, char **argv) {
    const char *output = NULL;
    const cli_option options[] = {{"-o", false, &output}};
    if (cli_options(self, argc, argv, options, 1) && cli_need_operands(self, 1))
        bundle_directory(self, self->operands[0], output);
}
