/**
 * @file pk_php_macros.h  The Zend and SWIG macros that the generated code uses, with new meanings.
 *
 * SWIG has no PHP namespaces, no parameter names, no sealed classes. Its output uses only the macros
 * below, and this header is included before it.
 */
#ifndef PK_PHP_MACROS_H
#define PK_PHP_MACROS_H

#include "ext/date/php_date.h"
#include "ext/json/php_json.h"
#include "ext/spl/spl_exceptions.h"
#include "zend_enum.h"
#include "zend_interfaces.h"
#include "zend_smart_str.h"

/* 1. Namespace: INIT_CLASS_ENTRY(ce, "Verdict", ...) makes Pilkada\Verdict. */
#undef INIT_CLASS_ENTRY
#define INIT_CLASS_ENTRY(ce, name, functions)                                                                          \
    INIT_CLASS_ENTRY_EX(ce, "Pilkada\\" name, sizeof("Pilkada\\" name) - 1, functions)

/* 2. Parameter names, defaults, types: from the stub, not from SWIG (arg1, arg2). */
#include "pilkada_arginfo.h"
#define arginfo_class_Pilkada_Rulebook_defaultRules arginfo_class_Pilkada_Rulebook_default
/* __get, __set, __isset are left out when a class is registered, but must compile */
#define arginfo_class_Pilkada_Verdict___get swig_magic_arginfo_get
#define arginfo_class_Pilkada_Verdict___set swig_magic_arginfo_set
#define arginfo_class_Pilkada_Verdict___isset swig_magic_arginfo_isset
#define arginfo_class_Pilkada_Board___get swig_magic_arginfo_get
#define arginfo_class_Pilkada_Board___set swig_magic_arginfo_set
#define arginfo_class_Pilkada_Board___isset swig_magic_arginfo_isset
#define arginfo_class_Pilkada_Screening___get swig_magic_arginfo_get
#define arginfo_class_Pilkada_Screening___set swig_magic_arginfo_set
#define arginfo_class_Pilkada_Screening___isset swig_magic_arginfo_isset
#define arginfo_class_Pilkada_Screener___get swig_magic_arginfo_get
#define arginfo_class_Pilkada_Screener___set swig_magic_arginfo_set
#define arginfo_class_Pilkada_Screener___isset swig_magic_arginfo_isset
#define arginfo_class_Pilkada_ScreenStream___get swig_magic_arginfo_get
#define arginfo_class_Pilkada_ScreenStream___set swig_magic_arginfo_set
#define arginfo_class_Pilkada_ScreenStream___isset swig_magic_arginfo_isset
#define arginfo_class_Pilkada_Rulebook___get swig_magic_arginfo_get
#define arginfo_class_Pilkada_Rulebook___set swig_magic_arginfo_set
#define arginfo_class_Pilkada_Rulebook___isset swig_magic_arginfo_isset
#define arginfo_class_Pilkada_Grid___get swig_magic_arginfo_get
#define arginfo_class_Pilkada_Grid___set swig_magic_arginfo_set
#define arginfo_class_Pilkada_Grid___isset swig_magic_arginfo_isset
#undef PHP_ME
#define PHP_ME(cls, name, swig_arginfo, flags)                                                                         \
    ZEND_RAW_FENTRY(#name, zim_##cls##_##name, arginfo_class_Pilkada_##cls##_##name, flags)

/* 3. A type table of our own: no constant with a raw address, nothing shared with other SWIG modules. */
#undef SWIG_GetModule
#undef SWIG_SetModule
#define SWIG_GetModule(clientdata) NULL
#define SWIG_SetModule(clientdata, pointer) ((void)(clientdata))

/* 4. A $this without a C object throws. */
static swig_object_wrapper *pk_this(zval *object) {
    swig_object_wrapper *wrapper = swig_php_fetch_object(Z_OBJ_P(object));
    if (UNEXPECTED(!wrapper->ptr))
        zend_throw_error(NULL, "%s has not been constructed", ZSTR_VAL(Z_OBJCE_P(object)->name));
    return wrapper;
}
#undef SWIG_Z_FETCH_OBJ_P
#define SWIG_Z_FETCH_OBJ_P(object) pk_this(object)

/* A second __construct() would replace the C object. */
static bool pk_fresh(zval *object) {
    if (EXPECTED(!swig_php_fetch_object(Z_OBJ_P(object))->ptr))
        return true;
    zend_throw_error(NULL, "Cannot call constructor twice");
    return false;
}

/* 5. ArgumentCountError with PHP's own words. */
#undef WRONG_PARAM_COUNT
#define WRONG_PARAM_COUNT                                                                                              \
    do {                                                                                                               \
        const zend_function *pk_function = execute_data->func;                                                         \
        zend_wrong_parameters_count_error(pk_function->common.required_num_args, pk_function->common.num_args);        \
        return;                                                                                                        \
    } while (0)

/* 6. SWIG hands a typemap a copy, args[i]. Weak-mode conversions must happen in the frame's own slot, which
      the engine frees. */
#define PK_N(input) ((uint32_t)(&(input)-args) + 1)
#define PK_ARG(input) ZEND_CALL_ARG(execute_data, PK_N(input))

/* 7. Comparison, construction and var_dump() of our objects: see pk_php_module.h. */
static const zend_object_handlers *pk_object_handlers(void);
#undef zend_get_std_object_handlers
#define zend_get_std_object_handlers() pk_object_handlers()

/* 8. Hooks on the registration of SWIG's classes: see pk_php_module.h. */
static zend_class_entry *pk_register_class(zend_class_entry *in);

#endif
