/**
 * @file pk_python_input.h  Collections on their way in: files, region codes, receipts.
 *
 * Each is copied into a tuple or list first, which holds its items: other threads and the caller's own
 * code may change the original meanwhile.
 */
#ifndef PK_PYTHON_INPUT_H
#define PK_PYTHON_INPUT_H

static void pk_files_dispose(pk_files *self) {
    PyMem_Free(self->items);
    Py_XDECREF((PyObject *)self->keep);
    *self = (pk_files){0};
}

/* {"forms/a.json": text, ...} */
static int pk_files_in(PyObject *object, pk_files *files) {
    if (!PyMapping_Check(object) || PyUnicode_Check(object) || PyBytes_Check(object) || PySequence_Check(object)) {
        if (!PyDict_Check(object)) {
            PyErr_Format(PyExc_TypeError, "expected a mapping of names to texts, not %.80s", Py_TYPE(object)->tp_name);
            return 0;
        }
    }
    PyObject *items = PyMapping_Items(object);
    files->keep = items;
    if (!items)
        return 0;
    Py_ssize_t count = PyList_GET_SIZE(items);
    files->items = PyMem_New(pilkada_file, (size_t)count + 1);
    if (!files->items) {
        PyErr_NoMemory();
        return 0;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *pair = PyList_GET_ITEM(items, i);
        char *name, *data;
        size_t size;
        if (!PyTuple_Check(pair) || PyTuple_GET_SIZE(pair) != 2) {
            PyErr_SetString(PyExc_TypeError, "items() of the mapping must give pairs");
            return 0;
        }
        if (!pk_name_in(PyTuple_GET_ITEM(pair, 0), false, &name) ||
            !pk_text_in(PyTuple_GET_ITEM(pair, 1), &data, &size))
            return 0;
        files->items[files->count++] = (pilkada_file){name, data, size};
    }
    return 1;
}

static PyObject *pk_tuple_of(PyObject *object, const char *what) {
    if (!PyUnicode_Check(object) && !PyBytes_Check(object) && !PyDict_Check(object))
        return PySequence_Tuple(object);
    PyErr_Format(PyExc_TypeError, "expected a list of %s, not %.80s", what, Py_TYPE(object)->tp_name);
    return NULL;
}

static void pk_codes_dispose(pk_codes *self) {
    PyMem_Free(self->items);
    Py_XDECREF((PyObject *)self->keep);
    *self = (pk_codes){0};
}

/* ["33.16", ...]; None: all */
static int pk_codes_in(PyObject *object, pk_codes *codes) {
    if (object == Py_None)
        return 1;
    PyObject *tuple = pk_tuple_of(object, "region codes");
    codes->keep = tuple;
    if (!tuple)
        return 0;
    Py_ssize_t count = PyTuple_GET_SIZE(tuple);
    codes->items = PyMem_New(const char *, (size_t)count + 1);
    if (!codes->items) {
        PyErr_NoMemory();
        return 0;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        char *code;
        if (!pk_name_in(PyTuple_GET_ITEM(tuple, i), false, &code))
            return 0;
        codes->items[codes->count++] = code;
    }
    return 1;
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

static bool pk_item_in(const pk_collection *into, PyObject *item, Py_ssize_t index) {
    char place[32];
    pk_doc doc = {0};
    snprintf(place, sizeof place, "/%lld", (long long)index);
    doc.own.place_size = strlen(place);
    memcpy(doc.own.place, place, doc.own.place_size + 1);
    bool ok = pk_doc_in(item, &doc);
    if (ok && pk_collect(into, &doc)) {
        pk_doc_hide_text(&doc);
        pk_err_prefix(place);
        pk_raise();
        ok = false;
    }
    pk_doc_dispose(&doc);
    return ok;
}

/* Any iterable of dicts or JSON texts. The place of an error begins with the index of the item. */
static int pk_items_in(PyObject *object, const char *what, const pk_collection *into) {
    PyObject *tuple = pk_tuple_of(object, what);
    if (!tuple)
        return 0;
    bool ok = into->receipts || into->reports;
    if (!ok)
        pk_raise();
    for (Py_ssize_t i = 0; ok && i < PyTuple_GET_SIZE(tuple); i++)
        ok = pk_item_in(into, PyTuple_GET_ITEM(tuple, i), i);
    Py_DECREF(tuple);
    return ok;
}

/* Both are freed by freearg. */
static int pk_receipts_in(PyObject *object, pilkada_receipts **receipts) {
    *receipts = pilkada_receipts_new(NULL, pk_err_reset());
    return pk_items_in(object, "receipts", &(pk_collection){*receipts, NULL});
}

static int pk_reports_in(PyObject *object, pilkada_reports **reports) {
    *reports = pilkada_reports_new(NULL, pk_err_reset());
    return pk_items_in(object, "reports", &(pk_collection){NULL, *reports});
}

#endif
