/**
 * @file pk_php_input.h  Documents and collections on their way in.
 */
#ifndef PK_PHP_INPUT_H
#define PK_PHP_INPUT_H

#include "pk_php_files.h"
#include "pk_php_tree.h"

/* JSON text as it is, or an array. */
static bool pk_doc_in(zval *value, uint32_t n, bool optional, pk_doc *doc) {
    HashTable *table = NULL;
    zend_string *text = NULL;
    if (!zend_parse_arg_array_ht_or_str(value, &table, &text, optional, n)) {
        zend_wrong_parameter_type_error(n, optional ? Z_EXPECTED_ARRAY_OR_STRING_OR_NULL : Z_EXPECTED_ARRAY_OR_STRING,
                                        value);
        return false;
    }
    if (table)
        return pk_doc_of_array(value, n, doc);
    doc->data = text ? ZSTR_VAL(text) : NULL;
    doc->size = text ? ZSTR_LEN(text) : 0;
    return true;
}

static bool pk_array_in(zval *value, uint32_t n) {
    if (Z_TYPE_P(value) == IS_ARRAY)
        return true;
    zend_wrong_parameter_type_error(n, Z_EXPECTED_ARRAY, value);
    return false;
}

static bool pk_file_in(zend_string *name, zval *text, uint32_t n, pilkada_file *file) {
    ZVAL_DEREF(text);
    if (!name)
        zend_argument_type_error(n, "must have the names of files as keys");
    else if (strlen(ZSTR_VAL(name)) != ZSTR_LEN(name))
        zend_argument_value_error(n, "must not contain names with null bytes");
    else if (Z_TYPE_P(text) != IS_STRING)
        zend_argument_type_error(n, "must hold strings, %s given", zend_zval_type_name(text));
    else
        *file = (pilkada_file){ZSTR_VAL(name), Z_STRVAL_P(text), Z_STRLEN_P(text)};
    return !EG(exception);
}

/* ["forms/a.json" => text, ...] */
static bool pk_files_in(zval *value, uint32_t n, pk_files *files) {
    zend_string *name;
    zval *text, read;
    if (Z_TYPE_P(value) == IS_STRING) {
        if (!pk_files_read(value, n, &read, files))
            return false;
        value = &read;
    } else if (Z_TYPE_P(value) != IS_ARRAY) {
        zend_wrong_parameter_type_error(n, Z_EXPECTED_ARRAY_OR_STRING, value);
        return false;
    }
    files->items = safe_emalloc(zend_hash_num_elements(Z_ARRVAL_P(value)) + 1, sizeof *files->items, 0);
    ZEND_HASH_FOREACH_STR_KEY_VAL(Z_ARRVAL_P(value), name, text) {
        if (!pk_file_in(name, text, n, &files->items[files->count++]))
            return false;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static void pk_files_dispose(pk_files *self) {
    if (self->items)
        efree(self->items);
    if (self->keep)
        zend_array_destroy(self->keep);
}

/* ["33.16", ...]; null: all. `what` they must be. */
static bool pk_codes_in(zval *value, uint32_t n, const char *what, pk_codes *codes) {
    zval *code;
    if (Z_TYPE_P(value) == IS_NULL)
        return true;
    if (Z_TYPE_P(value) != IS_ARRAY) {
        zend_wrong_parameter_type_error(n, Z_EXPECTED_ARRAY_OR_NULL, value);
        return false;
    }
    codes->items = safe_emalloc(zend_hash_num_elements(Z_ARRVAL_P(value)) + 1, sizeof *codes->items, 0);
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(value), code) {
        ZVAL_DEREF(code);
        if (Z_TYPE_P(code) != IS_STRING || strlen(Z_STRVAL_P(code)) != Z_STRLEN_P(code)) {
            zend_argument_type_error(n, "must hold %s", what);
            return false;
        }
        codes->items[codes->count++] = Z_STRVAL_P(code);
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static void pk_codes_dispose(pk_codes *self) {
    if (self->items)
        efree(self->items);
}

/* What receipts and reports are added to. */
typedef struct pk_collection {
    pilkada_receipts *receipts;
    pilkada_reports *reports;
} pk_collection;

static pilkada_status pk_collect(const pk_collection *into, const pk_doc *doc) {
    return into->reports ? pilkada_reports_add_json(into->reports, doc->data, doc->size, pk_err_reset())
                         : pilkada_receipts_add_json(into->receipts, doc->data, doc->size, pk_err_reset());
}

static bool pk_item_in(const pk_collection *into, zval *item, zend_ulong index, uint32_t n) {
    pk_doc doc = {0};
    char place[32];
    ZVAL_DEREF(item);
    snprintf(place, sizeof place, "/" ZEND_ULONG_FMT, index);
    doc.own.place_size = strlen(place);
    memcpy(doc.own.place, place, doc.own.place_size + 1);
    bool ok = false;
    if (Z_TYPE_P(item) == IS_ARRAY) {
        ok = pk_doc_of_array(item, n, &doc);
    } else if (Z_TYPE_P(item) == IS_STRING) {
        doc.data = Z_STRVAL_P(item);
        doc.size = Z_STRLEN_P(item);
        ok = true;
    } else {
        zend_argument_type_error(n, "must hold arrays and JSON strings, %s given", zend_zval_type_name(item));
    }
    if (ok && pk_collect(into, &doc)) {
        pk_doc_hide_text(&doc);
        pk_err_prefix(place);
        pk_throw();
        ok = false;
    }
    pk_doc_dispose(&doc);
    return ok;
}

/* The place of an error begins with the key of the item. */
static bool pk_items_in(zval *value, uint32_t n, const pk_collection *into) {
    zval *item, hold;
    zend_ulong index = 0;
    bool ok = into->receipts || into->reports;
    if (!ok)
        pk_throw();
    ZVAL_COPY(&hold, value);
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL(hold), item) {
        if (!ok)
            break;
        ok = pk_item_in(into, item, index++, n);
    }
    ZEND_HASH_FOREACH_END();
    zval_ptr_dtor(&hold);
    return ok;
}

/* Both are freed by freearg. */
static bool pk_receipts_in(zval *value, uint32_t n, pilkada_receipts **receipts) {
    if (!pk_array_in(value, n))
        return false;
    *receipts = pilkada_receipts_new(NULL, pk_err_reset());
    return pk_items_in(value, n, &(pk_collection){*receipts, NULL});
}

static bool pk_reports_in(zval *value, uint32_t n, pilkada_reports **reports) {
    if (!pk_array_in(value, n))
        return false;
    *reports = pilkada_reports_new(NULL, pk_err_reset());
    return pk_items_in(value, n, &(pk_collection){NULL, *reports});
}

#endif
