/**
 * @file pk_php_files.h  Files of a rulebook on disk: a directory, or one bundle. By PHP's streams, so that
 * open_basedir holds.
 */
#ifndef PK_PHP_FILES_H
#define PK_PHP_FILES_H

#include "ext/standard/file.h"

static bool pk_file_refuse(const char *path) {
    if (!EG(exception)) {
        pk_refuse(PILKADA_E_IO, path, "cannot be read: give a directory with .json files, or a bundle");
        pk_throw();
    }
    return false;
}

/* Put the bytes of a file into an array under its name. */
static bool pk_file_read(HashTable *files, const char *path, const char *name) {
    zval text;
    php_stream *stream = php_stream_open_wrapper(path, "rb", 0, NULL);
    if (!stream)
        return pk_file_refuse(path);
    ZVAL_STR(&text, php_stream_copy_to_mem(stream, PHP_STREAM_COPY_ALL, 0));
    php_stream_close(stream);
    zend_hash_str_update(files, name, strlen(name), &text);
    return true;
}

static bool pk_is_json(const char *name) {
    size_t size = strlen(name);
    return size > 5 && strcmp(name + size - 5, ".json") == 0;
}

/* "x.json" at the top, "forms/x.json" below it. What is no .json and no directory is not ours. */
static bool pk_folder_read(HashTable *files, const char *root, const char *folder) {
    char *path = NULL;
    php_stream_dirent entry;
    bool ok = true;
    spprintf(&path, 0, "%s%s%s", root, *folder ? "/" : "", folder);
    php_stream *directory = php_stream_opendir(path, 0, NULL);
    if (!directory && !*folder)
        ok = pk_file_refuse(path);
    while (ok && directory && php_stream_readdir(directory, &entry)) {
        char *name = NULL, *whole = NULL;
        spprintf(&name, 0, "%s%s%s", folder, *folder ? "/" : "", entry.d_name);
        spprintf(&whole, 0, "%s/%s", path, entry.d_name);
        if (*entry.d_name != '.' && pk_is_json(entry.d_name))
            ok = pk_file_read(files, whole, name);
        else if (*entry.d_name != '.' && !*folder)
            ok = pk_folder_read(files, root, name);
        efree(whole);
        efree(name);
    }
    if (directory)
        php_stream_closedir(directory);
    efree(path);
    return ok;
}

/* The array of the files that a path names; `files` keeps it. */
static bool pk_files_read(zval *path, uint32_t n, zval *read, pk_files *files) {
    php_stream_statbuf status;
    if (strlen(Z_STRVAL_P(path)) != Z_STRLEN_P(path)) {
        zend_argument_value_error(n, "must not contain any null bytes");
        return false;
    }
    array_init(read);
    files->keep = Z_ARR_P(read);
    bool directory = php_stream_stat_path(Z_STRVAL_P(path), &status) == 0 && S_ISDIR(status.sb.st_mode);
    files->use = directory ? PK_FILES_OVER_BUILT_IN : PK_FILES_BUNDLE;
    if (!directory)
        return pk_file_read(Z_ARR_P(read), Z_STRVAL_P(path), "bundle");
    return pk_folder_read(Z_ARR_P(read), Z_STRVAL_P(path), "") &&
           (zend_hash_num_elements(Z_ARR_P(read)) || pk_file_refuse(Z_STRVAL_P(path)));
}

/* ---- writing a bundle: beside the file, then renamed ---- */

static bool pk_file_write(const char *path, const pilkada_buffer *text) {
    php_stream *stream = php_stream_open_wrapper(path, "wb", 0, NULL);
    if (!stream)
        return false;
    bool ok = php_stream_write(stream, text->data, text->size) == (ssize_t)text->size;
    return php_stream_close(stream) == 0 && ok;
}

static void pk_file_replace(const char *path, const pilkada_buffer *text) {
    char *beside = NULL;
    php_stream_wrapper *wrapper = php_stream_locate_url_wrapper(path, NULL, 0);
    const php_stream_wrapper_ops *ops = wrapper ? wrapper->wops : NULL;
    spprintf(&beside, 0, "%s.new", path);
    bool written = ops && ops->rename && pk_file_write(beside, text);
    if (!written || !ops->rename(wrapper, beside, path, 0, NULL)) {
        if (written && ops->unlink)
            ops->unlink(wrapper, beside, 0, NULL);
        if (!EG(exception))
            pk_refuse(PILKADA_E_IO, path, "cannot be written: give a file in a directory that is there and may be written");
    }
    efree(beside);
}

static void pk_bundle_write_file(const pk_rulebook *self, const char *path, pilkada_error *error) {
    pilkada_buffer text;
    pilkada_buffer_init(&text, NULL);
    if (!pilkada_rulebook_write_bundle(self, &text, error))
        pk_file_replace(path, &text);
    pilkada_buffer_dispose(&text);
}

#endif
