/**
 * @file pk_php_batch.h  Many texts in one call: an array in, arrays under the same keys out.
 */
#ifndef PK_PHP_BATCH_H
#define PK_PHP_BATCH_H

#include "pk_batch.h"

/* Strings and nulls of an array, which is held for its keys. */
typedef struct pk_text_list {
    pk_texts texts;
    zval array;
} pk_text_list;

static bool pk_text_list_in(zval *value, uint32_t n, pk_text_list *list) {
    zval *item;
    if (!pk_array_in(value, n))
        return false;
    ZVAL_COPY(&list->array, value);
    list->texts.items = safe_emalloc(zend_hash_num_elements(Z_ARRVAL_P(value)) + 1, sizeof *list->texts.items, 0);
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(value), item) {
        ZVAL_DEREF(item);
        if (Z_TYPE_P(item) != IS_STRING && Z_TYPE_P(item) != IS_NULL) {
            zend_argument_type_error(n, "must hold strings and nulls, %s given at place %zu", zend_zval_type_name(item),
                                     list->texts.count);
            return false;
        }
        bool there = Z_TYPE_P(item) == IS_STRING;
        list->texts.items[list->texts.count++] =
            (pilkada_screen_text){there ? Z_STRVAL_P(item) : NULL, there ? Z_STRLEN_P(item) : 0};
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static void pk_text_list_dispose(pk_text_list *self) {
    if (self->texts.items)
        efree(self->texts.items);
    zval_ptr_dtor(&self->array);
}

/* Arrays and JSON texts. */
static bool pk_packs_in(zval *value, uint32_t n, pk_packs *packs) {
    zval *item;
    if (!pk_array_in(value, n))
        return false;
    if (!pk_packs_reserve(packs, zend_hash_num_elements(Z_ARRVAL_P(value)))) {
        pk_throw();
        return false;
    }
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(value), item) {
        ZVAL_DEREF(item);
        if (Z_TYPE_P(item) != IS_ARRAY && Z_TYPE_P(item) != IS_STRING) {
            zend_argument_type_error(n, "must hold arrays and JSON strings, %s given", zend_zval_type_name(item));
            return false;
        }
        if (!pk_doc_in(item, n, false, &packs->docs[packs->count]))
            return false;
        pk_packs_add(packs);
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static void pk_keyed_add(zval *array, zend_string *key, zend_ulong index, zval *value) {
    if (key)
        zend_symtable_update(Z_ARRVAL_P(array), key, value);
    else
        zend_hash_index_update(Z_ARRVAL_P(array), index, value);
}

enum { PK_LEVELS = PILKADA_LEVEL_TIDAK_TUNTAS + 1 };

/* The cases of Level, looked up once for all rows. */
static void pk_level_cases(zval cases[PK_LEVELS]) {
    for (int i = 0; i < PK_LEVELS; i++) {
        zval name;
        ZVAL_STRING(&name, pilkada_level_name((pilkada_level)i));
        ZVAL_NULL(&cases[i]);
        pk_enum_case(pk_ce_level, &name, &cases[i]);
        zval_ptr_dtor(&name);
    }
}

/* PHP's parser wants a NUL behind the text, where the JSON of the next row begins. */
static void pk_row_decode(pk_batch *batch, size_t from, size_t end, zval *data) {
    char after = batch->hits.data[end];
    batch->hits.data[end] = '\0';
    pk_array_out(batch->hits.data + from, end - from, data);
    batch->hits.data[end] = after;
}

/* The hits of one row, in the two arrays of hits. */
static void pk_row_out(pk_batch *batch, size_t row, zend_string *key, zend_ulong index, zval lists[4]) {
    static const char *const names[] = {"hits", "suppressed"};
    size_t from = row ? batch->ends[row - 1] : 0;
    zval data, hits;
    if (batch->ends[row] == from)
        return;
    pk_row_decode(batch, from, batch->ends[row], &data);
    for (int i = 0; i < 2 && Z_TYPE(data) == IS_ARRAY; i++) {
        pk_objects_out(&pk_hit_shape, pk_member(&data, names[i]), &hits);
        if (zend_hash_num_elements(Z_ARRVAL(hits)))
            pk_keyed_add(&lists[2 + i], key, index, &hits);
        else
            zval_ptr_dtor(&hits);
    }
    zval_ptr_dtor(&data);
}

/* Every row into the arrays of levels, scores, and hits if there are any, under the caller's keys. */
static void pk_rows_out(pk_batch *batch, const pk_text_list *list, zval lists[4]) {
    zval cases[PK_LEVELS], value;
    zend_string *key;
    zend_ulong index;
    size_t row = 0;
    pk_level_cases(cases);
    ZEND_HASH_FOREACH_KEY(Z_ARRVAL(list->array), index, key) {
        ZVAL_NULL(&value);
        if (batch->levels[row] < PK_LEVELS)
            ZVAL_COPY(&value, &cases[batch->levels[row]]);
        pk_keyed_add(&lists[0], key, index, &value);
        ZVAL_LONG(&value, batch->scores[row]);
        pk_keyed_add(&lists[1], key, index, &value);
        if (batch->ends && !EG(exception))
            pk_row_out(batch, row, key, index, lists);
        row++;
    }
    ZEND_HASH_FOREACH_END();
    for (int i = 0; i < PK_LEVELS; i++)
        zval_ptr_dtor(&cases[i]);
}

/* ["levels" => [...], "scores" => [...]], and "hits", "suppressed" if they were asked for. */
static void pk_batch_out(pk_batch *batch, const pk_text_list *list, zval *out) {
    static const char *const names[] = {"levels", "scores", "hits", "suppressed"};
    const int columns = batch->ends ? 4 : 2;
    zval lists[4];
    array_init(out);
    for (int i = 0; i < columns; i++)
        array_init_size(&lists[i], i < 2 ? (uint32_t)batch->count : 0);
    pk_rows_out(batch, list, lists);
    for (int i = 0; i < columns; i++)
        add_assoc_zval(out, names[i], &lists[i]);
}

static void pk_screen_list(const pilkada_screener *self, const pk_text_list *list, bool hits, bool mask, const char *at,
                           zval *result, pilkada_error *error) {
    pk_batch batch;
    pk_batch_init(&batch);
    pk_screener_screen_many(self, &list->texts, hits, mask, at, &batch, error);
    if (!error->status)
        pk_batch_out(&batch, list, result);
    pk_batch_dispose(&batch);
}

#endif
