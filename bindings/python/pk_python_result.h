/**
 * @file pk_python_result.h  Results on their way out: objects of pilkada/*.py that hold the C object itself.
 *
 * SWIG would make an object with a dictionary around each, and Python code another one around that: as dear as
 * screening a post.
 */
#ifndef PK_PYTHON_RESULT_H
#define PK_PYTHON_RESULT_H

/* A class made of _result.py's Result, and where its slots are: in every interpreter at the same places. */
typedef struct pk_result_class {
    pk_import type;
    Py_ssize_t handle, text, decoded; /* 0: not known yet */
} pk_result_class;

static pk_result_class pk_verdict_class = {.type = {.module = "pilkada._verdict", .name = "Verdict"}},
                       pk_board_class = {.type = {.module = "pilkada._board", .name = "Board"}},
                       pk_screening_class = {.type = {.module = "pilkada._screening", .name = "Screening"}};

static bool pk_slot(PyObject *type, const char *name, Py_ssize_t *offset) {
    PyObject *member = PyObject_GetAttrString(type, name);
    bool good = member && Py_IS_TYPE(member, &PyMemberDescr_Type);
    if (good)
        *offset = ((PyMemberDescrObject *)member)->d_member->offset;
    else if (member)
        PyErr_Format(PyExc_SystemError, "%s is no slot of a result", name);
    Py_XDECREF(member);
    return good;
}

/* NULL with an exception. */
static PyTypeObject *pk_result_type(pk_result_class *self) {
    PyObject *type = pk_imported(&self->type);
    bool known =
        type && (self->handle || (pk_slot(type, "_text", &self->text) && pk_slot(type, "_decoded", &self->decoded) &&
                                  pk_slot(type, "_handle", &self->handle)));
    return known ? (PyTypeObject *)type : NULL;
}

static void pk_slot_set(PyObject *self, Py_ssize_t offset, PyObject *value) {
    *(PyObject **)(void *)((char *)self + offset) = value;
}

/* Takes `handle`, which owns the C object; NULL is allowed, and an error then. */
static PyObject *pk_result_out(pk_result_class *class, PyObject *handle) {
    PyTypeObject *type = handle ? pk_result_type(class) : NULL;
    PyObject *self = type ? type->tp_alloc(type, 0) : NULL;
    if (!self) {
        Py_XDECREF(handle);
        return NULL;
    }
    pk_slot_set(self, class->handle, handle);
    Py_INCREF(Py_None);
    pk_slot_set(self, class->text, Py_None);
    Py_INCREF(Py_None);
    pk_slot_set(self, class->decoded, Py_None);
    return self;
}

#endif
