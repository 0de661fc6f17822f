/**
 * @file pk_php_tree.h  Arrays, strings, numbers, dates and stdClass written as JSON.
 */
#ifndef PK_PHP_TREE_H
#define PK_PHP_TREE_H

static bool pk_write_value(pk_writer *out, zval *value, unsigned depth, uint32_t n);

static bool pk_write_zend_string(pk_writer *out, const zend_string *text) {
    if (pilkada_utf8_error(ZSTR_VAL(text), ZSTR_LEN(text)) != PILKADA_NO_OFFSET)
        return pk_writer_fail(out, PILKADA_E_ENCODING, "a text or key is not UTF-8");
    return pk_write_string(out, ZSTR_VAL(text), ZSTR_LEN(text));
}

static bool pk_write_double(pk_writer *out, double value) {
    smart_str digits = {0};
    if (!zend_finite(value))
        return pk_writer_fail(out, PILKADA_E_SYNTAX, "NaN and infinity cannot be JSON; use null");
    smart_str_append_double(&digits, value, -1, true);
    smart_str_0(&digits);
    bool ok = pk_write(out, ZSTR_VAL(digits.s), ZSTR_LEN(digits.s));
    smart_str_free(&digits);
    return ok;
}

static bool pk_write_date(pk_writer *out, zval *date) {
    const php_date_obj *inside = Z_PHPDATE_P(date);
    bool fraction = inside->time && inside->time->us >= 1000;
    zend_string *text = pk_date_format(date, fraction ? "Y-m-d\\TH:i:s.vP" : "Y-m-d\\TH:i:sP");
    bool ok = text && pk_write_zend_string(out, text);
    if (text)
        zend_string_release(text);
    return ok;
}

static bool pk_write_key(pk_writer *out, const zend_string *key, zend_ulong index) {
    char digits[24];
    if (key)
        return pk_write_zend_string(out, key) && pk_write(out, ":", 1);
    int size = snprintf(digits, sizeof digits, "\"" ZEND_LONG_FMT "\":", (zend_long)index);
    return pk_write(out, digits, (size_t)size);
}

static bool pk_write_table(pk_writer *out, HashTable *table, bool object, unsigned depth, uint32_t n) {
    zend_ulong index;
    zend_string *key;
    zval *value;
    bool ok = pk_write(out, object ? "{" : "[", 1), first = true;
    ZEND_HASH_FOREACH_KEY_VAL_IND(table, index, key, value) {
        if (!ok)
            break;
        size_t before = key && ZSTR_VAL(key)[0] ? pk_place_enter(out, ZSTR_VAL(key), ZSTR_LEN(key))
                                                : pk_place_enter_index(out, (size_t)index);
        ok = (first || pk_write(out, ",", 1)) && (!object || pk_write_key(out, key, index)) &&
             pk_write_value(out, value, depth, n);
        first = false;
        if (ok)
            pk_place_leave(out, before);
    }
    ZEND_HASH_FOREACH_END();
    return ok && pk_write(out, object ? "}" : "]", 1);
}

/* A nested [] is a list; (object)[] is {}. Held while it is walked: format() of a date may be the user's own. */
static bool pk_write_array(pk_writer *out, zval *value, bool object, unsigned depth, uint32_t n) {
    zval hold;
    if (depth >= PILKADA_MAX_JSON_DEPTH) /* also ends self-references */
        return pk_writer_fail(out, PILKADA_E_LIMIT, "the value nests deeper than 64 levels");
    ZVAL_COPY(&hold, value);
    bool ok = pk_write_table(out, Z_ARRVAL(hold), object || !zend_array_is_list(Z_ARRVAL(hold)), depth + 1, n);
    zval_ptr_dtor(&hold);
    return ok;
}

static bool pk_write_std_class(pk_writer *out, zval *value, unsigned depth, uint32_t n) {
    zval properties;
    HashTable *table = zend_std_get_properties(Z_OBJ_P(value));
    ZVAL_ARR(&properties, zend_array_dup(table));
    bool ok = pk_write_array(out, &properties, true, depth, n);
    zval_ptr_dtor(&properties);
    return ok;
}

static bool pk_write_object(pk_writer *out, zval *value, unsigned depth, uint32_t n) {
    if (pk_is_date(value))
        return pk_write_date(out, value);
    if (Z_OBJCE_P(value) == zend_standard_class_def)
        return pk_write_std_class(out, value, depth, n);
    zend_argument_type_error(n, "must not hold an object of class %s%s%s", ZSTR_VAL(Z_OBJCE_P(value)->name),
                             out->place[0] ? ": " : "", out->place);
    return false;
}

static bool pk_write_value(pk_writer *out, zval *value, unsigned depth, uint32_t n) {
    ZVAL_DEREF(value);
    switch (Z_TYPE_P(value)) {
    case IS_NULL:
        return pk_write_text(out, "null");
    case IS_TRUE:
        return pk_write_text(out, "true");
    case IS_FALSE:
        return pk_write_text(out, "false");
    case IS_LONG:
        return pk_write_integer(out, Z_LVAL_P(value));
    case IS_DOUBLE:
        return pk_write_double(out, Z_DVAL_P(value));
    case IS_STRING:
        return pk_write_zend_string(out, Z_STR_P(value));
    case IS_ARRAY:
        return pk_write_array(out, value, false, depth, n);
    case IS_OBJECT:
        return pk_write_object(out, value, depth, n);
    default:
        zend_argument_type_error(n, "must not hold a value of type %s", zend_zval_type_name(value));
        return false;
    }
}

/* The top level is always an object: [] is {} there. */
static bool pk_doc_of_array(zval *value, uint32_t n, pk_doc *doc) {
    pk_err_reset();
    if (pk_write_array(&doc->own, value, true, 0, n))
        return pk_doc_of_tree(doc);
    if (!EG(exception))
        pk_throw();
    return false;
}

#endif
