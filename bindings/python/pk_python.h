/**
 * @file pk_python.h  Text in and out, and errors as exceptions.
 */
#ifndef PK_PYTHON_H
#define PK_PYTHON_H

/* SWIG has dropped const from its $1: hence char **. */

/* str (its cached UTF-8, no copy) or bytes, with length. */
static int pk_text_in(PyObject *object, char **text, size_t *size) {
    Py_ssize_t length;
    if (PyUnicode_Check(object)) {
        const char *utf8 = PyUnicode_AsUTF8AndSize(object, &length); /* UnicodeEncodeError on lone surrogates */
        if (!utf8)
            return 0;
        *text = (char *)(uintptr_t)utf8;
        *size = (size_t)length;
        return 1;
    }
    if (PyBytes_Check(object)) {
        *text = PyBytes_AS_STRING(object);
        *size = (size_t)PyBytes_GET_SIZE(object);
        return 1;
    }
    PyErr_Format(PyExc_TypeError, "expected str or bytes, not %.80s", Py_TYPE(object)->tp_name);
    return 0;
}

static void pk_raise(void);

/* A name: str without NUL, as the C API takes it. */
static int pk_name_in(PyObject *object, bool optional, char **name) {
    Py_ssize_t size;
    *name = NULL;
    if (optional && object == Py_None)
        return 1;
    if (!PyUnicode_Check(object)) {
        PyErr_Format(PyExc_TypeError, "expected str%s, not %.80s", optional ? " or None" : "",
                     Py_TYPE(object)->tp_name);
        return 0;
    }
    const char *utf8 = PyUnicode_AsUTF8AndSize(object, &size);
    if (!utf8)
        return 0;
    if (strlen(utf8) != (size_t)size) {
        pk_refuse(PILKADA_E_ARGUMENT, "", "a name holds a NUL character");
        pk_raise();
        return 0;
    }
    *name = (char *)(uintptr_t)utf8;
    return 1;
}

static int pk_lang_in(PyObject *object, pilkada_lang *lang) {
    char *name;
    if (!pk_name_in(object, false, &name))
        return 0;
    *lang = strcmp(name, "en") ? PILKADA_LANG_ID : PILKADA_LANG_EN;
    if (!strcmp(name, "id") || !strcmp(name, "en"))
        return 1;
    pk_refuse(PILKADA_E_ARGUMENT, "", "the language must be \"id\" or \"en\"");
    pk_raise();
    return 0;
}

static PyObject *pk_text_out(const char *text) {
    if (!text)
        Py_RETURN_NONE;
    return PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), "strict");
}

/* What the library wrote; None when it wrote nothing, which means "there is no such thing". */
static PyObject *pk_bytes_out(const char *data, size_t size) {
    if (!size)
        Py_RETURN_NONE;
    return PyUnicode_DecodeUTF8(data, (Py_ssize_t)size, "strict");
}

/* ---- time ---- */

static int pk_date_in(PyObject *object, pilkada_date *date) {
    char *text;
    size_t size;
    if (!pk_text_in(object, &text, &size))
        return 0;
    if (!pilkada_date_parse(text, size, date, pk_err_reset()))
        return 1;
    pk_raise();
    return 0;
}

/* `offset` may be NULL. */
static int pk_instant_in(PyObject *object, pilkada_instant *instant, int *offset) {
    char *text;
    size_t size;
    if (!pk_text_in(object, &text, &size))
        return 0;
    if (!pilkada_instant_parse(text, size, instant, offset, pk_err_reset()))
        return 1;
    pk_raise();
    return 0;
}

static int pk_uint32_in(PyObject *object, uint32_t *number) {
    unsigned long value = PyLong_AsUnsignedLong(object);
    if (PyErr_Occurred())
        return 0;
    if (value > UINT32_MAX) {
        PyErr_SetString(PyExc_OverflowError, "a number is larger than 4294967295");
        return 0;
    }
    *number = (uint32_t)value;
    return 1;
}

/* ---- exceptions: pilkada._errors.make(code, message, offset, line, column, where) ---- */

/* A Python object of ours. It belongs to one interpreter, C variables to all of the process: mod_wsgi has several. */
typedef struct pk_import {
    const char *module, *name;
    PyObject *object; /* held for ever */
    int64_t interpreter;
} pk_import;

/* Borrowed; NULL with an exception. */
static PyObject *pk_imported(pk_import *self) {
    int64_t here = PyInterpreterState_GetID(PyInterpreterState_Get());
    if (self->object && self->interpreter == here)
        return self->object;
    PyObject *module = PyImport_ImportModule(self->module);
    PyObject *object = module ? PyObject_GetAttrString(module, self->name) : NULL;
    Py_XDECREF(module);
    if (object) {
        self->object = object;
        self->interpreter = here;
    }
    return object;
}

static pk_import pk_make_error = {.module = "pilkada._errors", .name = "make"};

static PyObject *pk_known(bool known, uint64_t value) {
    if (!known)
        Py_RETURN_NONE;
    return PyLong_FromUnsignedLongLong(value);
}

static void pk_raise(void) {
    char message[PK_MESSAGE_SIZE];
    pk_err_message(message);
    pilkada_error error = pk_err;
    pk_err_reset();
    if (PyErr_Occurred())
        return;
    PyObject *make = pk_imported(&pk_make_error);
    if (!make)
        return;
    bool placed = error.line != 0;
    PyObject *made = PyObject_CallFunction(
        make, "sNNNNN", pilkada_status_name(error.status),
        PyUnicode_DecodeUTF8(message, (Py_ssize_t)strlen(message), "replace"),
        pk_known(error.offset != PILKADA_NO_OFFSET, error.offset), pk_known(placed, error.line),
        pk_known(placed, error.column), PyUnicode_DecodeUTF8(error.where, (Py_ssize_t)strlen(error.where), "replace"));
    if (made)
        PyErr_SetObject((PyObject *)Py_TYPE(made), made);
    Py_XDECREF(made);
}

static bool pk_module_init(void) {
    return pk_imported(&pk_make_error) != NULL;
}

#endif
