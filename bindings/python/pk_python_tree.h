/**
 * @file pk_python_tree.h  dict, list, str, int, float, bool, None, date and datetime written as JSON.
 */
#ifndef PK_PYTHON_TREE_H
#define PK_PYTHON_TREE_H

static bool pk_write_value(pk_writer *out, PyObject *value, unsigned depth);

static bool pk_write_unicode(pk_writer *out, PyObject *text) {
    Py_ssize_t size;
    const char *utf8 = PyUnicode_AsUTF8AndSize(text, &size);
    return utf8 && pk_write_string(out, utf8, (size_t)size);
}

/* Digits of any length: the library, not the binding, says what is too large. */
static bool pk_write_long(pk_writer *out, PyObject *number) {
    int overflow;
    long long value = PyLong_AsLongLongAndOverflow(number, &overflow);
    if (!overflow)
        return !(value == -1 && PyErr_Occurred()) && pk_write_integer(out, value);
    PyObject *digits = PyNumber_ToBase(number, 10);
    Py_ssize_t size;
    const char *utf8 = digits ? PyUnicode_AsUTF8AndSize(digits, &size) : NULL;
    bool ok = utf8 && pk_write(out, utf8, (size_t)size);
    Py_XDECREF(digits);
    return ok;
}

static bool pk_write_float(pk_writer *out, PyObject *number) {
    double value = PyFloat_AS_DOUBLE(number);
    if (value - value != 0)
        return pk_writer_fail(out, PILKADA_E_SYNTAX, "NaN and infinity cannot be JSON; use None");
    char *digits = PyOS_double_to_string(value, 'r', 0, Py_DTSF_ADD_DOT_0, NULL);
    bool ok = digits ? pk_write_text(out, digits) : (PyErr_NoMemory(), false);
    PyMem_Free(digits);
    return ok;
}

static bool pk_write_date(pk_writer *out, PyObject *value) {
    if (PyDateTime_Check(value) && PyDateTime_DATE_GET_TZINFO(value) == Py_None)
        return pk_writer_fail(out, PILKADA_E_TIME, "a datetime without tzinfo names no instant");
    PyObject *text = PyObject_CallMethod(value, "isoformat", NULL);
    bool ok = text && PyUnicode_Check(text) && pk_write_unicode(out, text);
    Py_XDECREF(text);
    return ok;
}

static bool pk_write_member_of(pk_writer *out, PyObject *key, PyObject *value, unsigned depth) {
    Py_ssize_t size = 0;
    if (!PyUnicode_Check(key)) {
        PyErr_Format(PyExc_TypeError, "keys must be str, not %.80s", Py_TYPE(key)->tp_name);
        return false;
    }
    const char *utf8 = PyUnicode_AsUTF8AndSize(key, &size);
    if (!utf8)
        return false;
    size_t before = pk_place_enter(out, utf8, (size_t)size);
    bool ok = pk_write_string(out, utf8, (size_t)size) && pk_write(out, ":", 1) && pk_write_value(out, value, depth);
    if (ok)
        pk_place_leave(out, before);
    return ok;
}

/* Code of the caller may run below (__index__, tzinfo) and change what is walked: hold what is in hand. */

static bool pk_write_dict(pk_writer *out, PyObject *dict, unsigned depth) {
    Py_ssize_t at = 0;
    PyObject *key, *value;
    bool ok = pk_write(out, "{", 1);
    for (bool first = true; ok && PyDict_Next(dict, &at, &key, &value); first = false) {
        Py_INCREF(key);
        Py_INCREF(value);
        ok = (first || pk_write(out, ",", 1)) && pk_write_member_of(out, key, value, depth);
        Py_DECREF(key);
        Py_DECREF(value);
    }
    return ok && pk_write(out, "}", 1);
}

static bool pk_write_list(pk_writer *out, PyObject *list, unsigned depth) {
    bool ok = pk_write(out, "[", 1);
    for (Py_ssize_t i = 0; ok && i < PySequence_Fast_GET_SIZE(list); i++) {
        PyObject *item = PySequence_Fast_GET_ITEM(list, i);
        Py_INCREF(item);
        size_t before = pk_place_enter_index(out, (size_t)i);
        ok = (!i || pk_write(out, ",", 1)) && pk_write_value(out, item, depth);
        if (ok)
            pk_place_leave(out, before);
        Py_DECREF(item);
    }
    return ok && pk_write(out, "]", 1);
}

/* numpy's integers */
static bool pk_write_index(pk_writer *out, PyObject *value) {
    PyObject *number = PyNumber_Index(value);
    bool ok = number && pk_write_long(out, number);
    Py_XDECREF(number);
    return ok;
}

static bool pk_write_value(pk_writer *out, PyObject *value, unsigned depth) {
    if (value == Py_None)
        return pk_write_text(out, "null");
    if (PyBool_Check(value))
        return pk_write_text(out, value == Py_True ? "true" : "false");
    if (PyUnicode_Check(value))
        return pk_write_unicode(out, value);
    if (PyLong_Check(value))
        return pk_write_long(out, value);
    if (PyFloat_Check(value))
        return pk_write_float(out, value);
    if (PyDate_Check(value))
        return pk_write_date(out, value);
    bool dict = PyDict_Check(value);
    if (dict || PyList_Check(value) || PyTuple_Check(value)) {
        if (depth >= PILKADA_MAX_JSON_DEPTH) /* also ends self-references */
            return pk_writer_fail(out, PILKADA_E_LIMIT, "the value nests deeper than 64 levels");
        return dict ? pk_write_dict(out, value, depth + 1) : pk_write_list(out, value, depth + 1);
    }
    if (PyIndex_Check(value))
        return pk_write_index(out, value);
    PyErr_Format(PyExc_TypeError, "a %.80s cannot be JSON%s%s", Py_TYPE(value)->tp_name, out->place[0] ? ": " : "",
                 out->place);
    return false;
}

/* JSON text as it is, or a dict. */
static int pk_doc_in(PyObject *object, pk_doc *doc) {
    char *text;
    if (PyDict_Check(object)) {
        pk_err_reset();
        if (pk_write_value(&doc->own, object, 0))
            return pk_doc_of_tree(doc);
        if (!PyErr_Occurred())
            pk_raise();
        return 0;
    }
    if (!PyUnicode_Check(object) && !PyBytes_Check(object)) {
        PyErr_Format(PyExc_TypeError, "expected a dict, or JSON text as str or bytes, not %.80s",
                     Py_TYPE(object)->tp_name);
        return 0;
    }
    if (!pk_text_in(object, &text, &doc->size))
        return 0;
    doc->data = text;
    return 1;
}

#endif
