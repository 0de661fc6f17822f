/**
 * @file pk_python_rows.h  Columns on their way into a grid: buffers as they are (NumPy, array, memoryview), or lists.
 */
#ifndef PK_PYTHON_ROWS_H
#define PK_PYTHON_ROWS_H

typedef pilkada_grid pk_grid;

/* Buffers are held, lists and other widths are copied. */
typedef struct pk_rows {
    pilkada_grid_rows rows;
    Py_buffer held[3];
    void *copies[3];
} pk_rows;

static void pk_rows_dispose(pk_rows *self) {
    for (int i = 0; i < 3; i++) {
        if (self->held[i].obj)
            PyBuffer_Release(&self->held[i]);
        PyMem_Free(self->copies[i]);
    }
}

/* A column's buffer: one dimension, without gaps. 0 with an exception. */
static int pk_column(PyObject *object, const char *name, Py_buffer *view) {
    if (PyObject_GetBuffer(object, view, PyBUF_FORMAT | PyBUF_C_CONTIGUOUS))
        return 0;
    if (view->ndim == 1)
        return 1;
    PyErr_Format(PyExc_ValueError, "%s must have one dimension", name);
    return 0;
}

/* 'i' for whole numbers with a sign, 'u' without, 's' for texts of one width, 0 for anything else. */
static char pk_kind(const Py_buffer *view) {
    const char *format = view->format ? view->format : "B";
    format += *format == '@' || *format == '=' || *format == '<';
    size_t size = strlen(format);
    if (size == 1 && strchr("ilq", *format))
        return 'i';
    if (size == 1 && strchr("ILQ", *format))
        return 'u';
    return size && format[size - 1] == 's' ? 's' : 0;
}

/* Texts of one width (NumPy's bytes) and lists of texts become milliseconds. */
static int pk_read_times(pk_rows *self, const char *text, size_t width, size_t count) {
    pilkada_instant *at = PyMem_New(pilkada_instant, count + 1);
    self->copies[0] = at;
    if (!at) {
        PyErr_NoMemory();
        return 0;
    }
    self->rows.at = at;
    self->rows.count = count;
    self->rows.ticks = 1000;
    if (!pilkada_instants_parse_fixed(text, width, count, at, pk_err_reset()))
        return 1;
    pk_raise();
    return 0;
}

static int pk_list_times(pk_rows *self, PyObject *list) {
    size_t count = (size_t)PyList_GET_SIZE(list);
    pilkada_instant *at = PyMem_New(pilkada_instant, count + 1);
    self->copies[0] = at;
    if (!at) {
        PyErr_NoMemory();
        return 0;
    }
    for (size_t i = 0; i < count; i++) {
        char *text;
        char place[32];
        size_t size;
        if (!pk_text_in(PyList_GET_ITEM(list, (Py_ssize_t)i), &text, &size))
            return 0;
        const char *one = text;
        if (!pilkada_instants_parse(&one, &size, 1, &at[i], pk_err_reset()))
            continue;
        snprintf(place, sizeof place, "/%zu", i);
        snprintf(pk_err.where, sizeof pk_err.where, "%s", place);
        pk_raise();
        return 0;
    }
    self->rows.at = at;
    self->rows.count = count;
    self->rows.ticks = 1000;
    return 1;
}

static int pk_times_in(pk_rows *self, PyObject *object) {
    if (PyList_Check(object))
        return pk_list_times(self, object);
    Py_buffer *view = &self->held[0];
    if (!pk_column(object, "times", view))
        return 0;
    char kind = pk_kind(view);
    if (kind == 's')
        return pk_read_times(self, view->buf, (size_t)view->itemsize, (size_t)view->shape[0]);
    if (kind == 'i' && view->itemsize == 8) {
        self->rows.at = view->buf;
        self->rows.count = (size_t)view->shape[0];
        return 1;
    }
    PyErr_SetString(PyExc_TypeError, "times must be 64-bit integers, bytes of one width, or a list of texts");
    return 0;
}

/* 32 bits as they are; what does not fit into them is no place in a list. */
static int pk_places_in(pk_rows *self, PyObject *object) {
    Py_buffer *view = &self->held[1];
    if (!pk_column(object, "regions", view))
        return 0;
    if (pk_kind(view) != 'i' || (view->itemsize != 4 && view->itemsize != 8)) {
        PyErr_SetString(PyExc_TypeError, "regions must be 32-bit or 64-bit integers");
        return 0;
    }
    if ((size_t)view->shape[0] != self->rows.count) {
        PyErr_SetString(PyExc_ValueError, "times and regions must be of one length");
        return 0;
    }
    self->rows.region = view->buf;
    if (view->itemsize == 4)
        return 1;
    int32_t *region = PyMem_New(int32_t, self->rows.count + 1);
    self->copies[1] = region;
    if (!region) {
        PyErr_NoMemory();
        return 0;
    }
    const int64_t *wide = view->buf;
    for (size_t i = 0; i < self->rows.count; i++)
        region[i] = wide[i] >= 0 && wide[i] <= INT32_MAX ? (int32_t)wide[i] : -1;
    self->rows.region = region;
    return 1;
}

static int pk_keys_in(pk_rows *self, PyObject *object) {
    Py_buffer *view = &self->held[2];
    if (object == Py_None)
        return 1;
    if (!pk_column(object, "keys", view))
        return 0;
    if (!pk_kind(view) || pk_kind(view) == 's' || view->itemsize != 8 || (size_t)view->shape[0] != self->rows.count) {
        PyErr_SetString(PyExc_TypeError, "keys must be 64-bit integers, as many as times");
        return 0;
    }
    self->rows.key = view->buf;
    return 1;
}

/* (times, regions, keys or None, ticks a second) */
static int pk_rows_in(PyObject *object, pk_rows *self) {
    PyObject *times, *regions, *keys;
    self->rows = (pilkada_grid_rows)PILKADA_GRID_ROWS_INIT;
    long long ticks;
    if (!PyArg_ParseTuple(object, "OOOL", &times, &regions, &keys, &ticks))
        return 0;
    self->rows.ticks = ticks;
    return pk_times_in(self, times) && pk_places_in(self, regions) && pk_keys_in(self, keys);
}

static pk_grid *pk_grid_of(const pilkada_rulebook *rules, pilkada_date from, pilkada_date until, const char *schedule,
                           const pk_codes *regions, pilkada_error *error) {
    pilkada_grid_query query = PILKADA_GRID_QUERY_INIT;
    query.schedule = schedule;
    query.from = from;
    query.until = until;
    query.regions = regions->items;
    query.region_count = regions->count;
    return pilkada_grid_new(rules, &query, NULL, error);
}

static void pk_grid_cell(const pk_grid *self, size_t region, pilkada_date date, pilkada_instant now, pk_writer *list,
                         pilkada_error *error) {
    pilkada_grid_cell cell;
    char text[256];
    if (pilkada_grid_get(self, region, date, now, &cell, error) || !cell.has_window)
        return;
    int size = snprintf(text, sizeof text,
                        "{\"required\":%d,\"received\":%d,\"on_time\":%d,\"early\":%d,\"late\":%d,\"state\":\"%s\"}",
                        (int)cell.required, (int)cell.received, (int)cell.on_time, (int)cell.early, (int)cell.late,
                        pilkada_window_state_name(cell.state));
    pk_write(list, text, (size_t)size);
}

#endif
