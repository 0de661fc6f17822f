/**
 * @file pk_php_values.h  Text, names, times in; JSON out; errors as exceptions.
 */
#ifndef PK_PHP_VALUES_H
#define PK_PHP_VALUES_H

/* ---- errors ---- */

#define PK_STATUSES 13 /* 0 to -12 */
static zend_class_entry *pk_exceptions[PK_STATUSES];

static void pk_put_place(zend_object *error, const char *name, bool known, uint64_t value) {
    if (known)
        zend_update_property_long(error->ce, error, name, strlen(name), (zend_long)value);
}

static void pk_throw(void) {
    char message[PK_MESSAGE_SIZE];
    pk_err_message(message);
    pilkada_error error = pk_err;
    pk_err_reset();
    int index = -(int)error.status;
    zend_class_entry *ce = pk_exceptions[index > 0 && index < PK_STATUSES ? index : 0];
    zend_object *made = zend_throw_exception(ce, message, (zend_long)error.status);
    zend_update_property_string(ce, made, ZEND_STRL("status"), pilkada_status_name(error.status));
    zend_update_property_string(ce, made, ZEND_STRL("where"), error.where);
    pk_put_place(made, "offset", error.offset != PILKADA_NO_OFFSET, error.offset);
    pk_put_place(made, "inputLine", error.line != 0, error.line);
    pk_put_place(made, "inputColumn", error.line != 0, error.column);
}

/* ---- in ---- */

static zend_string *pk_text_in(zval *value, uint32_t n) {
    zend_string *text;
    if (zend_parse_arg_str(value, &text, false, n))
        return text;
    zend_wrong_parameter_type_error(n, Z_EXPECTED_STRING, value);
    return NULL;
}

/* A name: text without NUL, as the C API takes it. SWIG has dropped const from its $1. */
static bool pk_name_in(zval *value, uint32_t n, bool optional, char **name) {
    zend_string *text = NULL;
    *name = NULL;
    if (!zend_parse_arg_str(value, &text, optional, n)) {
        zend_wrong_parameter_type_error(n, optional ? Z_EXPECTED_STRING_OR_NULL : Z_EXPECTED_STRING, value);
        return false;
    }
    if (text && strlen(ZSTR_VAL(text)) != ZSTR_LEN(text)) {
        zend_argument_value_error(n, "must not contain any null bytes");
        return false;
    }
    if (text)
        *name = ZSTR_VAL(text);
    return true;
}

static bool pk_lang_in(zval *value, uint32_t n, pilkada_lang *lang) {
    char *name;
    if (!pk_name_in(value, n, false, &name))
        return false;
    *lang = strcmp(name, "en") ? PILKADA_LANG_ID : PILKADA_LANG_EN;
    if (!strcmp(name, "id") || !strcmp(name, "en"))
        return true;
    zend_argument_value_error(n, "must be \"id\" or \"en\"");
    return false;
}

static bool pk_bool_in(zval *value, uint32_t n, bool *flag) {
    bool is_null;
    if (zend_parse_arg_bool(value, flag, &is_null, false, n))
        return true;
    zend_wrong_parameter_type_error(n, Z_EXPECTED_BOOL, value);
    return false;
}

static bool pk_int64_in(zval *value, uint32_t n, int64_t *number) {
    zend_long given;
    bool is_null;
    if (!zend_parse_arg_long(value, &given, &is_null, false, n)) {
        zend_wrong_parameter_type_error(n, Z_EXPECTED_LONG, value);
        return false;
    }
    *number = given;
    return true;
}

static bool pk_uint32_in(zval *value, uint32_t n, uint32_t *number) {
    int64_t given;
    if (!pk_int64_in(value, n, &given))
        return false;
    if (given < 0 || given > UINT32_MAX) {
        zend_argument_value_error(n, "must be between 0 and 4294967295");
        return false;
    }
    *number = (uint32_t)given;
    return true;
}

static bool pk_is_date(const zval *value) {
    return Z_TYPE_P(value) == IS_OBJECT && instanceof_function(Z_OBJCE_P(value), php_date_get_interface_ce());
}

#define PK_DATE_FORMAT "Y-m-d"
#define PK_TIME_FORMAT "Y-m-d\\TH:i:s.vP"

/* $date->format(...): a class of the user may override it, so anything can come back. */
static zend_string *pk_date_format(zval *date, const char *format) {
    zval argument, text;
    ZVAL_UNDEF(&text);
    ZVAL_STRING(&argument, format);
    zend_call_method_with_1_params(Z_OBJ_P(date), Z_OBJCE_P(date), NULL, "format", &text, &argument);
    zval_ptr_dtor(&argument);
    if (!EG(exception) && Z_TYPE(text) == IS_STRING)
        return Z_STR(text);
    if (!EG(exception))
        zend_type_error("%s::format() must return a string", ZSTR_VAL(Z_OBJCE_P(date)->name));
    zval_ptr_dtor(&text);
    return NULL;
}

/* A new reference to the text of a date or time. */
static zend_string *pk_time_text(zval *value, uint32_t n, const char *format) {
    zend_string *text;
    if (pk_is_date(value))
        return pk_date_format(value, format);
    if (Z_TYPE_P(value) != IS_OBJECT && zend_parse_arg_str(value, &text, false, n))
        return zend_string_copy(text);
    if (!EG(exception))
        zend_argument_type_error(n, "must be of type DateTimeInterface|string, %s given", zend_zval_type_name(value));
    return NULL;
}

/* The text of a date or time, which `held` keeps; null for none. */
static bool pk_optional_time_in(zval *value, uint32_t n, const char *format, zend_string **held, char **text) {
    *text = NULL;
    if (Z_TYPE_P(value) == IS_NULL)
        return true;
    *held = pk_time_text(value, n, format);
    if (*held && strlen(ZSTR_VAL(*held)) != ZSTR_LEN(*held)) {
        zend_argument_value_error(n, "must not contain any null bytes");
        return false;
    }
    if (*held)
        *text = ZSTR_VAL(*held);
    return *text != NULL;
}

static bool pk_date_in(zval *value, uint32_t n, pilkada_date *date) {
    zend_string *text = pk_time_text(value, n, PK_DATE_FORMAT);
    if (!text)
        return false;
    bool ok = !pilkada_date_parse(ZSTR_VAL(text), ZSTR_LEN(text), date, pk_err_reset());
    zend_string_release(text);
    if (!ok)
        pk_throw();
    return ok;
}

/* `offset` may be NULL. */
static bool pk_instant_in(zval *value, uint32_t n, pilkada_instant *instant, int *offset) {
    zend_string *text = pk_time_text(value, n, PK_TIME_FORMAT);
    if (!text)
        return false;
    bool ok = !pilkada_instant_parse(ZSTR_VAL(text), ZSTR_LEN(text), instant, offset, pk_err_reset());
    zend_string_release(text);
    if (!ok)
        pk_throw();
    return ok;
}

/* ---- out ---- */

/* Nothing written means "there is no such thing": null. */
static void pk_text_out(const char *data, size_t size, zval *out) {
    if (size)
        ZVAL_STRINGL(out, data, size);
    else
        ZVAL_NULL(out);
}

static void pk_json_out(const char *data, size_t size, zend_long options, zval *out) {
    ZVAL_NULL(out);
    if (!size || php_json_decode_ex(out, data, size, options, PHP_JSON_PARSER_DEFAULT_DEPTH) == SUCCESS)
        return;
    pk_refuse(PILKADA_E_INTERNAL, "", "PHP cannot read the JSON that the library wrote");
    pk_throw();
}

static void pk_array_out(const char *data, size_t size, zval *out) {
    pk_json_out(data, size, PHP_JSON_OBJECT_AS_ARRAY, out);
}

#endif
