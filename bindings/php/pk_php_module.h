/**
 * @file pk_php_module.h  Classes: exceptions, enumerations, value objects, and the sealing of SWIG's classes.
 */
#ifndef PK_PHP_MODULE_H
#define PK_PHP_MODULE_H

static void pk_phpinfo(void) {
    php_info_print_table_start();
    php_info_print_table_row(2, "libpilkada support", "enabled");
    php_info_print_table_row(2, "Compiled against", PILKADA_VERSION_STRING);
    php_info_print_table_row(2, "Linked library", pilkada_version());
    php_info_print_table_end();
}

/* ---- exceptions ---- */

static zend_class_entry *pk_ce_exception;

static void pk_declare(zend_class_entry *ce, const char *name, zval *value, uint32_t flags, zend_type type) {
    zend_string *interned = zend_string_init_interned(name, strlen(name), true);
    zend_declare_typed_property(ce, interned, value, (int)(ZEND_ACC_PUBLIC | flags), NULL, type);
}

static zend_class_entry *pk_exception_class(const char *name, zend_class_entry *parent) {
    zend_class_entry ce;
    INIT_CLASS_ENTRY_EX(ce, name, strlen(name), NULL);
    return zend_register_internal_class_ex(&ce, parent);
}

/* The two roots carry the properties; PHP's own $line is another thing, hence inputLine. */
static zend_class_entry *pk_exception_root(const char *name, zend_class_entry *parent) {
    zend_class_entry *ce = pk_exception_class(name, parent);
    zval empty, null;
    const zend_type text = ZEND_TYPE_INIT_MASK(MAY_BE_STRING), number = ZEND_TYPE_INIT_MASK(MAY_BE_LONG | MAY_BE_NULL);
    zend_class_implements(ce, 1, pk_ce_exception);
    ZVAL_EMPTY_STRING(&empty);
    ZVAL_NULL(&null);
    pk_declare(ce, "status", &empty, 0, text);
    pk_declare(ce, "offset", &null, 0, number);
    pk_declare(ce, "inputLine", &null, 0, number);
    pk_declare(ce, "inputColumn", &null, 0, number);
    pk_declare(ce, "where", &empty, 0, text);
    return ce;
}

static void pk_register_exceptions(void) {
    zend_class_entry interface;
    INIT_CLASS_ENTRY_EX(interface, "Pilkada\\Exception", sizeof "Pilkada\\Exception" - 1, NULL);
    pk_ce_exception = zend_register_internal_interface(&interface);
    zend_class_implements(pk_ce_exception, 1, zend_ce_throwable);
    zend_class_entry *argument =
        pk_exception_root("Pilkada\\InvalidArgumentException", spl_ce_InvalidArgumentException);
    zend_class_entry *runtime = pk_exception_root("Pilkada\\RuntimeException", spl_ce_RuntimeException);
    for (int i = 0; i < PK_STATUSES; i++)
        pk_exceptions[i] = runtime;
    pk_exceptions[-PILKADA_E_ARGUMENT] = argument;
    pk_exceptions[-PILKADA_E_SYNTAX] = pk_exception_class("Pilkada\\ParseException", argument);
    pk_exceptions[-PILKADA_E_ENCODING] = pk_exception_class("Pilkada\\EncodingException", argument);
    pk_exceptions[-PILKADA_E_LIMIT] = pk_exception_class("Pilkada\\LimitException", argument);
    pk_exceptions[-PILKADA_E_UNKNOWN] = pk_exception_class("Pilkada\\UnknownException", argument);
    pk_exceptions[-PILKADA_E_TIME] = pk_exception_class("Pilkada\\TimeException", argument);
    zend_class_entry *definition = pk_exception_class("Pilkada\\DefinitionException", argument);
    pk_exceptions[-PILKADA_E_DEFINITION] = definition;
    pk_exceptions[-PILKADA_E_EXPRESSION] = pk_exception_class("Pilkada\\ExpressionException", definition);
    pk_exceptions[-PILKADA_E_PATTERN] = pk_exception_class("Pilkada\\PatternException", definition);
}

/* ---- enumerations and value objects ---- */

/* "tidak_tuntas" -> TidakTuntas */
static void pk_case_name(const char *value, char out[32]) {
    bool upper = true;
    size_t size = 0;
    for (; *value && size < 31; value++) {
        if (*value == '_')
            upper = true;
        else {
            out[size++] = (char)(upper ? *value - 'a' + 'A' : *value);
            upper = false;
        }
    }
    out[size] = '\0';
}

static void pk_enum_add(zend_class_entry *ce, const char *value) {
    char name[32];
    zval backing;
    pk_case_name(value, name);
    ZVAL_INTERNED_STR(&backing, zend_string_init_interned(value, strlen(value), true));
    zend_enum_add_case_cstr(ce, name, &backing);
}

static zend_class_entry *pk_enum(const char *name) {
    zend_class_entry *ce = zend_register_internal_enum(name, IS_STRING, NULL);
    ce->ce_flags |= ZEND_ACC_FINAL;
    return ce;
}

static void pk_register_enums(void) {
    pk_ce_severity = pk_enum("Pilkada\\Severity");
    for (int i = PILKADA_SEVERITY_INFO; i <= PILKADA_SEVERITY_GALAT; i++)
        pk_enum_add(pk_ce_severity, pilkada_severity_name((pilkada_severity)i));
    pk_ce_level = pk_enum("Pilkada\\Level");
    for (int i = PILKADA_LEVEL_BERSIH; i <= PILKADA_LEVEL_TIDAK_TUNTAS; i++)
        pk_enum_add(pk_ce_level, pilkada_level_name((pilkada_level)i));
    pk_ce_window_state = pk_enum("Pilkada\\WindowState");
    for (int i = PILKADA_WINDOW_LENGKAP; i <= PILKADA_WINDOW_DIKECUALIKAN; i++)
        pk_enum_add(pk_ce_window_state, pilkada_window_state_name((pilkada_window_state)i));
    pk_ce_window_phase = pk_enum("Pilkada\\WindowPhase");
    for (int i = PILKADA_WINDOW_BELUM_BUKA; i <= PILKADA_WINDOW_TERKUNCI; i++)
        pk_enum_add(pk_ce_window_phase, pilkada_window_phase_name((pilkada_window_phase)i));
    pk_ce_edition_state = pk_enum("Pilkada\\EditionState");
    for (int i = PILKADA_EDITION_BERLAKU; i <= PILKADA_EDITION_DITOLAK; i++)
        pk_enum_add(pk_ce_edition_state, pilkada_edition_state_name((pilkada_edition_state)i));
}

static void pk_register_shape(pk_shape *shape) {
    zend_class_entry ce;
    INIT_CLASS_ENTRY_EX(ce, shape->name, strlen(shape->name), NULL);
    shape->ce = zend_register_internal_class(&ce);
    shape->ce->ce_flags |= ZEND_ACC_FINAL | ZEND_ACC_NO_DYNAMIC_PROPERTIES;
    for (const pk_property *p = shape->properties; p->name; p++) {
        zval none;
        zend_type type = ZEND_TYPE_INIT_MASK(p->mask);
        ZVAL_UNDEF(&none);
        if (p->enumeration) {
            zend_string *name = (*p->enumeration)->name;
            type = (zend_type)ZEND_TYPE_INIT_CLASS(zend_string_init(ZSTR_VAL(name), ZSTR_LEN(name), true), false, 0);
        }
        pk_declare(shape->ce, p->name, &none, ZEND_ACC_READONLY, type);
    }
}

/* Runs BEFORE SWIG registers its classes. */
static void pk_minit(void) {
    pk_register_exceptions();
    pk_register_enums();
    pk_register_shape(&pk_finding_shape);
    pk_register_shape(&pk_change_shape);
    pk_register_shape(&pk_hit_shape);
    pk_register_shape(&pk_edition_shape);
    pk_register_shape(&pk_cell_shape);
}

/* What belongs to the process. */
static void pk_mshutdown(void) {
    pk_spare_dispose();
    pilkada_rulebook_free(atomic_exchange(&pk_default_rules, NULL));
}

/* ---- objects of SWIG's classes ---- */

static zend_class_entry *pk_ce_verdict, *pk_ce_board, *pk_ce_screening, *pk_ce_rulebook;

static bool pk_rulebook_in(zval *value, uint32_t n, pk_rulebook **rules) {
    if (Z_TYPE_P(value) != IS_OBJECT || Z_OBJCE_P(value) != pk_ce_rulebook) {
        zend_argument_type_error(n, "must be of type Pilkada\\Rulebook, %s given", zend_zval_type_name(value));
        return false;
    }
    *rules = pk_this(value)->ptr;
    return *rules != NULL;
}

/* The JSON of a result; false for other classes and for objects without a C object. */
static bool pk_result_decode(zend_object *object, zval *out) {
    void *self = swig_php_fetch_object(object)->ptr;
    ZVAL_NULL(out);
    if (!self)
        return false;
    if (object->ce == pk_ce_verdict)
        pk_verdict_decode(self, PHP_JSON_OBJECT_AS_ARRAY, out);
    else if (object->ce == pk_ce_board)
        pk_board_decode(self, PHP_JSON_OBJECT_AS_ARRAY, out);
    else if (object->ce == pk_ce_screening)
        pk_screening_decode(self, PHP_JSON_OBJECT_AS_ARRAY, out);
    return Z_TYPE_P(out) == IS_ARRAY;
}

/* var_dump(), print_r() */
static HashTable *pk_debug_info(zend_object *object, int *is_temp) {
    zval data;
    *is_temp = 1;
    if (pk_result_decode(object, &data))
        return Z_ARRVAL(data);
    zval_ptr_dtor(&data);
    return zend_new_array(0);
}

/* Without this, == of two objects without properties is always true. */
static int pk_compare(zval *left, zval *right) {
    zval a, b;
    int result = ZEND_UNCOMPARABLE;
    ZEND_COMPARE_OBJECTS_FALLBACK(left, right);
    if (Z_OBJ_P(left) == Z_OBJ_P(right))
        return 0;
    if (Z_OBJCE_P(left) != Z_OBJCE_P(right) || !pk_result_decode(Z_OBJ_P(left), &a))
        return result;
    if (pk_result_decode(Z_OBJ_P(right), &b) && zend_is_identical(&a, &b))
        result = 0;
    zval_ptr_dtor(&a);
    zval_ptr_dtor(&b);
    return result;
}

/* `new Pilkada\Verdict` would make an object without a verdict. */
static zend_function *pk_get_constructor(zend_object *object) {
    if (!object->ce->constructor)
        zend_throw_error(NULL, "Cannot directly construct %s", ZSTR_VAL(object->ce->name));
    return object->ce->constructor;
}

static const zend_object_handlers *pk_object_handlers(void) {
    static zend_object_handlers handlers;
    handlers = std_object_handlers;
    handlers.compare = pk_compare;
    handlers.get_debug_info = pk_debug_info;
    handlers.get_constructor = pk_get_constructor;
    return &handlers;
}

static bool pk_verdict_in(zval *value, uint32_t n, pk_verdict **verdict) {
    if (Z_TYPE_P(value) != IS_OBJECT || Z_OBJCE_P(value) != pk_ce_verdict) {
        zend_argument_type_error(n, "must be of type Pilkada\\Verdict, %s given", zend_zval_type_name(value));
        return false;
    }
    *verdict = pk_this(value)->ptr;
    return *verdict != NULL;
}

/* No subclass, no unserialize(). */
static void pk_seal(zend_class_entry *ce) {
    ce->ce_flags |= ZEND_ACC_FINAL | ZEND_ACC_NOT_SERIALIZABLE | ZEND_ACC_NO_DYNAMIC_PROPERTIES;
}

/* SWIG's table without its magic methods, which would give access to `thisown`. `default` is a keyword of C, so
   SWIG knows Rulebook::default() as defaultRules. */
static const zend_function_entry *pk_methods(const zend_function_entry *functions) {
    static zend_function_entry all[160];
    static size_t used;
    zend_function_entry *first = all + used;
    for (; functions->fname && used + 1 < sizeof all / sizeof *all; functions++) {
        bool magic = !strcmp(functions->fname, "__get") || !strcmp(functions->fname, "__set") ||
                     !strcmp(functions->fname, "__isset");
        if (magic)
            continue;
        all[used] = *functions;
        if (!strcmp(functions->fname, "defaultRules"))
            all[used].fname = "default";
        used++;
    }
    used++; /* the empty entry at the end */
    return first;
}

static zend_class_entry *pk_register_class(zend_class_entry *in) {
    static zend_class_entry none; /* SWIG\_p_int and the like: never registered, we have no value of such a type */
    if (!strncmp(ZSTR_VAL(in->name), ZEND_STRL("Pilkada\\SWIG\\"))) {
        zend_string_release_ex(in->name, 1);
        return &none;
    }
    in->info.internal.builtin_functions = pk_methods(in->info.internal.builtin_functions);
    zend_class_entry *ce = zend_register_internal_class(in);
    pk_seal(ce);
    bool verdict = zend_string_equals_literal(ce->name, "Pilkada\\Verdict");
    bool board = zend_string_equals_literal(ce->name, "Pilkada\\Board");
    bool screening = zend_string_equals_literal(ce->name, "Pilkada\\Screening");
    if (verdict || board || screening) {
        *(verdict ? &pk_ce_verdict : board ? &pk_ce_board : &pk_ce_screening) = ce;
        zend_class_implements(ce, 2, php_json_serializable_ce, zend_ce_countable);
    } else if (zend_string_equals_literal(ce->name, "Pilkada\\Screener")) {
        zend_class_implements(ce, 1, zend_ce_countable);
    } else if (zend_string_equals_literal(ce->name, "Pilkada\\Rulebook")) {
        pk_ce_rulebook = ce;
    }
    return ce;
}
#define zend_register_internal_class(ce) pk_register_class(ce)
#define zend_do_implement_interface(ce, interface) ((void)0) /* SWIG\wrapped */

#endif
