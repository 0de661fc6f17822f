/**
 * @file pk_python_texts.h  Many texts on their way in: an Arrow column, or any iterable of str, bytes and None.
 */
#ifndef PK_PYTHON_TEXTS_H
#define PK_PYTHON_TEXTS_H

#include "pk_batch.h"
#include "pk_python_arrow.h"

static void pk_texts_dispose(pk_column_texts *self) {
    pk_arrow_dispose(self);
    PyMem_Free(self->texts.items);
    Py_XDECREF(self->held);
}

static int pk_texts_refuse(Py_ssize_t row, PyObject *item) {
    char place[32];
    if (!PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) {
        PyErr_Format(PyExc_TypeError, "text %zd must be str, bytes or None, not %.80s", row, Py_TYPE(item)->tp_name);
        return 0;
    }
    PyErr_Clear();
    snprintf(place, sizeof place, "/%lld", (long long)row);
    pk_refuse(PILKADA_E_ENCODING, place, "a lone surrogate has no UTF-8: encode the text with errors=\"replace\"");
    pk_raise();
    return 0;
}

/* None and NaN, which is how tables say "nothing". */
static bool pk_text_is_missing(PyObject *item) {
    return item == Py_None || (PyFloat_Check(item) && PyFloat_AS_DOUBLE(item) != PyFloat_AS_DOUBLE(item));
}

static int pk_text_item(pk_column_texts *self, PyObject *item, Py_ssize_t row) {
    char *text = NULL;
    size_t size = 0;
    if (!pk_text_is_missing(item) && !pk_text_in(item, &text, &size))
        return pk_texts_refuse(row, item);
    self->texts.items[self->texts.count++] = (pilkada_screen_text){text, size};
    return 1;
}

static int pk_texts_in(PyObject *object, pk_column_texts *self) {
    if (PyObject_HasAttrString(object, "__arrow_c_array__"))
        return pk_arrow_array_in(object, self);
    if (PyObject_HasAttrString(object, "__arrow_c_stream__"))
        return pk_arrow_stream_in(object, self);
    self->held = pk_tuple_of(object, "texts");
    Py_ssize_t count = self->held ? PyTuple_GET_SIZE(self->held) : 0;
    if (!self->held || !pk_texts_reserve(self, (size_t)count))
        return 0;
    for (Py_ssize_t i = 0; i < count; i++)
        if (!pk_text_item(self, PyTuple_GET_ITEM(self->held, i), i))
            return 0;
    return 1;
}

/* A list of dicts and JSON texts. */
static int pk_packs_in(PyObject *object, pk_packs *packs) {
    PyObject *tuple = pk_tuple_of(object, "packs");
    packs->keep = tuple;
    if (!tuple)
        return 0;
    if (!pk_packs_reserve(packs, (size_t)PyTuple_GET_SIZE(tuple))) {
        pk_raise();
        return 0;
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); i++) {
        if (!pk_doc_in(PyTuple_GET_ITEM(tuple, i), &packs->docs[i]))
            return 0;
        pk_packs_add(packs);
    }
    return 1;
}

static PyObject *pk_column_out(const void *data, size_t size) {
    return PyBytes_FromStringAndSize(data, (Py_ssize_t)size);
}

/* (levels, scores, None or (JSON, where that of each row ends, how many hits count, how many do not)): bytes, columns
   of native integers */
static PyObject *pk_batch_out(const pk_batch *batch) {
    const size_t numbers = batch->count * sizeof *batch->scores;
    PyObject *levels = pk_column_out(batch->levels, batch->count), *scores = pk_column_out(batch->scores, numbers);
    if (!batch->ends)
        return Py_BuildValue("(NNO)", levels, scores, Py_None);
    return Py_BuildValue("(NN(NNNN))", levels, scores, pk_column_out(batch->hits.data, batch->hits.size),
                         pk_column_out(batch->ends, batch->count * sizeof *batch->ends),
                         pk_column_out(batch->counted, numbers), pk_column_out(batch->suppressed, numbers));
}

#endif
