"""Arrow columns made byte by byte, for there is no Arrow library in Debian 12: the C data interface through ctypes."""
import ctypes
import struct

_api = ctypes.pythonapi
_api.PyCapsule_New.restype = ctypes.py_object
_api.PyCapsule_New.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]


class _Schema(ctypes.Structure):
    pass


class _Array(ctypes.Structure):
    pass


class _Stream(ctypes.Structure):
    pass


_RELEASE_SCHEMA = ctypes.CFUNCTYPE(None, ctypes.POINTER(_Schema))
_RELEASE_ARRAY = ctypes.CFUNCTYPE(None, ctypes.POINTER(_Array))
_RELEASE_STREAM = ctypes.CFUNCTYPE(None, ctypes.POINTER(_Stream))
_GET_SCHEMA = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Stream), ctypes.POINTER(_Schema))
_GET_NEXT = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Stream), ctypes.POINTER(_Array))
_GET_ERROR = ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.POINTER(_Stream))
_Schema._fields_ = [("format", ctypes.c_char_p), ("name", ctypes.c_char_p), ("metadata", ctypes.c_char_p),
                    ("flags", ctypes.c_int64), ("n_children", ctypes.c_int64), ("children", ctypes.c_void_p),
                    ("dictionary", ctypes.c_void_p), ("release", _RELEASE_SCHEMA), ("private_data", ctypes.c_void_p)]
_Array._fields_ = [("length", ctypes.c_int64), ("null_count", ctypes.c_int64), ("offset", ctypes.c_int64),
                   ("n_buffers", ctypes.c_int64), ("n_children", ctypes.c_int64),
                   ("buffers", ctypes.POINTER(ctypes.c_void_p)), ("children", ctypes.c_void_p),
                   ("dictionary", ctypes.c_void_p), ("release", _RELEASE_ARRAY), ("private_data", ctypes.c_void_p)]
_Stream._fields_ = [("get_schema", _GET_SCHEMA), ("get_next", _GET_NEXT), ("get_last_error", _GET_ERROR),
                    ("release", _RELEASE_STREAM), ("private_data", ctypes.c_void_p)]


def _validity(texts):
    bits = bytearray((len(texts) + 7) // 8)
    for i, text in enumerate(texts):
        bits[i >> 3] |= (text is not None) << (i & 7)
    return bytes(bits)


def offset_buffers(texts, wide=False):
    """Validity, offsets, data."""
    offsets, data = [0], b""
    for text in texts:
        data += text or b""
        offsets.append(len(data))
    return [_validity(texts), struct.pack(f"={len(offsets)}{'q' if wide else 'i'}", *offsets), data]


def view_buffers(texts):
    """Validity, views, one buffer of data, sizes of the buffers."""
    views, data = b"", b""
    for text in texts:
        text = text or b""
        if len(text) <= 12:
            views += struct.pack("=i12s", len(text), text)
        else:
            views += struct.pack("=i4sii", len(text), text[:4], 0, len(data))
            data += text
    return [_validity(texts), views, data, struct.pack("=q", len(data))]


class Column:
    """One column in chunks. `released` counts what was given back."""

    def __init__(self, format, chunks, offset=0, dictionary=False):
        self.format, self.chunks, self.offset, self.dictionary = format, chunks, offset, dictionary
        self.released, self._alive = 0, []

    def _fill_schema(self, schema):
        schema.format = self.format
        schema.dictionary = 1 if self.dictionary else None
        schema.release = self._release_schema = _RELEASE_SCHEMA(lambda _: None)

    def _fill_array(self, array, chunk):
        length, buffers = chunk
        held = [ctypes.create_string_buffer(one, len(one) + 16) if one is not None else None for one in buffers]
        pointers = (ctypes.c_void_p * len(held))(*[one and ctypes.addressof(one) for one in held])

        def release(_):
            self.released += 1
        array.length, array.offset, array.n_buffers = length - self.offset, self.offset, len(held)
        array.buffers = pointers
        array.release = _RELEASE_ARRAY(release)
        self._alive.append((held, pointers, array.release))


class OneArray(Column):
    def __arrow_c_array__(self, requested_schema=None):
        self.schema, self.array = _Schema(), _Array()
        self._fill_schema(self.schema)
        self._fill_array(self.array, self.chunks[0])
        return (_api.PyCapsule_New(ctypes.addressof(self.schema), b"arrow_schema", None),
                _api.PyCapsule_New(ctypes.addressof(self.array), b"arrow_array", None))


class Chunked(Column):
    def __init__(self, *arguments, fail=False, **more):
        super().__init__(*arguments, **more)
        self.fail = fail

    def __arrow_c_stream__(self, requested_schema=None):
        self.stream, self.at = _Stream(), 0
        self.stream.get_schema = _GET_SCHEMA(self._get_schema)
        self.stream.get_next = _GET_NEXT(self._get_next)
        self.stream.get_last_error = _GET_ERROR(lambda _: b"no more paper")
        return _api.PyCapsule_New(ctypes.addressof(self.stream), b"arrow_array_stream", None)

    def _get_schema(self, stream, out):
        self._fill_schema(out.contents)
        return 0

    def _get_next(self, stream, out):
        if self.at < len(self.chunks):
            self._fill_array(out.contents, self.chunks[self.at])
            self.at += 1
        elif self.fail:
            return 5
        return 0
