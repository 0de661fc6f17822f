/**
 * @file pk_python_arrow.h  Columns of texts by the Arrow C data interface, without any Arrow library.
 *
 * `__arrow_c_array__` gives one array, `__arrow_c_stream__` several. Formats: u, U, vu (texts) and z, Z, vz (bytes).
 * https://arrow.apache.org/docs/format/CDataInterface.html
 */
#ifndef PK_PYTHON_ARROW_H
#define PK_PYTHON_ARROW_H

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE
struct ArrowSchema {
    const char *format, *name, *metadata;
    int64_t flags, n_children;
    struct ArrowSchema **children, *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};
struct ArrowArray {
    int64_t length, null_count, offset, n_buffers, n_children;
    const void **buffers;
    struct ArrowArray **children, *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};
#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE
struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};
#endif

/* Texts on their way in. Their bytes are held by Python objects, or by chunks that are ours to release. */
typedef struct pk_column_texts {
    pk_texts texts;
    size_t capacity;
    PyObject *held;
    struct ArrowArray *chunks;
    size_t chunk_count;
} pk_column_texts;

static int pk_texts_reserve(pk_column_texts *self, size_t more) {
    size_t count = self->texts.count + more;
    if (count < self->capacity)
        return 1;
    size_t capacity = self->capacity * 2 > count ? self->capacity * 2 : count + 1;
    pilkada_screen_text *items = self->texts.items;
    if (count < SIZE_MAX / 4 / sizeof *items)
        PyMem_Resize(items, pilkada_screen_text, capacity);
    else
        items = NULL;
    if (!items) {
        PyErr_NoMemory();
        return 0;
    }
    self->texts.items = items;
    self->capacity = capacity;
    return 1;
}

/* ---- one array ---- */

static int pk_arrow_refuse(const char *what) {
    PyErr_Format(PyExc_ValueError, "the Arrow array is damaged: %s", what);
    return 0;
}

static bool pk_arrow_is_null(const struct ArrowArray *array, int64_t row) {
    const uint8_t *valid = array->buffers[0];
    return valid && !(valid[row >> 3] >> (row & 7) & 1);
}

static pilkada_screen_text pk_arrow_slice(const void *data, int64_t from, int64_t until) {
    return (pilkada_screen_text){data ? (const char *)data + from : "", (size_t)(until - from)};
}

/* Offsets of 32 or 64 bits into one buffer. */
static int pk_arrow_offsets(const struct ArrowArray *array, int64_t row, bool wide, pilkada_screen_text *text) {
    const int32_t *narrow = array->buffers[1];
    const int64_t *large = array->buffers[1];
    int64_t from = wide ? large[row] : narrow[row], until = wide ? large[row + 1] : narrow[row + 1];
    if (from < 0 || until < from || (until > from && !array->buffers[2]))
        return pk_arrow_refuse("its offsets are out of order");
    *text = pk_arrow_slice(array->buffers[2], from, until);
    return 1;
}

/* Views of 16 bytes: up to 12 bytes of text inside, else its place in one of the buffers. */
static int pk_arrow_view(const struct ArrowArray *array, int64_t row, pilkada_screen_text *text) {
    const char *view = (const char *)array->buffers[1] + 16 * row;
    int32_t size, place[2];
    memcpy(&size, view, 4);
    memcpy(place, view + 8, 8);
    if (size < 0)
        return pk_arrow_refuse("a view has a negative length");
    if (size <= 12) {
        *text = pk_arrow_slice(view + 4, 0, size);
        return 1;
    }
    if (place[0] < 0 || place[0] >= array->n_buffers - 3 || place[1] < 0 || !array->buffers[2 + place[0]])
        return pk_arrow_refuse("a view points outside of its buffers");
    *text = pk_arrow_slice(array->buffers[2 + place[0]], place[1], (int64_t)place[1] + size);
    return 1;
}

static int pk_arrow_row(const struct ArrowArray *array, const char *format, int64_t row, pilkada_screen_text *text) {
    *text = (pilkada_screen_text){NULL, 0};
    if (pk_arrow_is_null(array, row))
        return 1;
    if (*format == 'v')
        return pk_arrow_view(array, row, text);
    return pk_arrow_offsets(array, row, *format == 'U' || *format == 'Z', text);
}

static int pk_arrow_add(pk_column_texts *self, const struct ArrowArray *array, const char *format) {
    if (array->length < 0 || array->offset < 0 || array->n_buffers < 3 || !array->buffers)
        return pk_arrow_refuse("it has no texts");
    if (!pk_texts_reserve(self, (size_t)array->length))
        return 0;
    if (array->length && !array->buffers[1])
        return pk_arrow_refuse("it has no offsets");
    for (int64_t i = 0; i < array->length; i++)
        if (!pk_arrow_row(array, format, array->offset + i, &self->texts.items[self->texts.count++]))
            return 0;
    return 1;
}

static int pk_arrow_check(const struct ArrowSchema *schema) {
    static const char *const formats[] = {"u", "U", "vu", "z", "Z", "vz"};
    for (size_t i = 0; !schema->dictionary && i < sizeof formats / sizeof *formats; i++)
        if (strcmp(schema->format, formats[i]) == 0)
            return 1;
    PyErr_Format(PyExc_TypeError, "expected an Arrow array of strings, not of format \"%.40s\"%s", schema->format,
                 schema->dictionary ? " with a dictionary: cast it to strings" : "");
    return 0;
}

/* ---- by one array: the capsule keeps it ---- */

static int pk_arrow_array_in(PyObject *object, pk_column_texts *self) {
    self->held = PyObject_CallMethod(object, "__arrow_c_array__", NULL);
    if (!self->held)
        return 0;
    if (!PyTuple_Check(self->held) || PyTuple_GET_SIZE(self->held) != 2) {
        PyErr_SetString(PyExc_TypeError, "__arrow_c_array__() must give two capsules");
        return 0;
    }
    const struct ArrowSchema *schema = PyCapsule_GetPointer(PyTuple_GET_ITEM(self->held, 0), "arrow_schema");
    const struct ArrowArray *array =
        schema ? PyCapsule_GetPointer(PyTuple_GET_ITEM(self->held, 1), "arrow_array") : NULL;
    return array && pk_arrow_check(schema) && pk_arrow_add(self, array, schema->format);
}

/* ---- by a stream: its chunks are ours ---- */

static int pk_arrow_chunk(pk_column_texts *self, struct ArrowArrayStream *stream, const char *format) {
    struct ArrowArray *chunks = self->chunks, *chunk;
    PyMem_Resize(chunks, struct ArrowArray, self->chunk_count + 1);
    if (!chunks) {
        PyErr_NoMemory();
        return -1;
    }
    self->chunks = chunks;
    chunk = &chunks[self->chunk_count];
    *chunk = (struct ArrowArray){0};
    if (stream->get_next(stream, chunk)) {
        const char *why = stream->get_last_error(stream);
        PyErr_Format(PyExc_ValueError, "the Arrow stream failed: %.200s", why ? why : "no reason given");
        return -1;
    }
    if (!chunk->release)
        return 0;
    self->chunk_count++;
    return pk_arrow_add(self, chunk, format) ? 1 : -1;
}

/* Whoever releases may be Python, too: it must not see an error that is on its way. */
static void pk_arrow_release(struct ArrowSchema *schema) {
    PyObject *type, *value, *trace;
    PyErr_Fetch(&type, &value, &trace);
    if (schema->release)
        schema->release(schema);
    PyErr_Restore(type, value, trace);
}

static int pk_arrow_chunks(pk_column_texts *self, struct ArrowArrayStream *stream) {
    struct ArrowSchema schema = {0};
    int more = 1;
    if (stream->get_schema(stream, &schema)) {
        PyErr_SetString(PyExc_ValueError, "the Arrow stream has no schema");
        return 0;
    }
    if (!pk_arrow_check(&schema))
        more = -1;
    while (more > 0)
        more = pk_arrow_chunk(self, stream, schema.format);
    pk_arrow_release(&schema);
    return more == 0;
}

static int pk_arrow_stream_in(PyObject *object, pk_column_texts *self) {
    self->held = PyObject_CallMethod(object, "__arrow_c_stream__", NULL);
    struct ArrowArrayStream *stream = self->held ? PyCapsule_GetPointer(self->held, "arrow_array_stream") : NULL;
    return stream && pk_arrow_chunks(self, stream);
}

static void pk_arrow_dispose(pk_column_texts *self) {
    PyObject *type, *value, *trace;
    PyErr_Fetch(&type, &value, &trace);
    for (size_t i = 0; i < self->chunk_count; i++)
        self->chunks[i].release(&self->chunks[i]);
    PyErr_Restore(type, value, trace);
    PyMem_Free(self->chunks);
}

#endif
