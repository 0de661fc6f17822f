/** @file core/json.c  The strict JSON reader: see core/json.h. What it says about faults is in json_fault.c. */
#include "core/json.h"

#include "core/error.h"
#include "core/json_fault.h"
#include "core/json_keys.h"

/* What the next event may be. Whether the innermost level is an object is in `objects`. */
enum expectation {
    EXPECT_VALUE, /* at the start, and after a key */
    EXPECT_FIRST, /* just behind [ or { */
    EXPECT_MORE,  /* behind a value: a comma, the closing bracket, or the end */
    EXPECT_NOTHING
};

/* The names seen, and whether the check is on: pk_json_skip() turns it on for a while. */
typedef struct watch {
    pk_json_keys *keys;
    bool on;
} watch;

void pk_json_start(pk_json *self, const char *text, size_t size, pk_arena *arena) {
    const char *begin = text ? text : "";
    *self = (pk_json){.begin = begin,
                      .cursor = begin,
                      .end = begin + size,
                      .text = {begin, 0},
                      .arena = arena,
                      .expect = EXPECT_VALUE};
}

static pk_json_kind refuse(pk_json *self, pilkada_status status, const char *where, const char *detail) {
    self->kind = PK_JSON_BAD;
    self->expect = EXPECT_NOTHING;
    self->status = status;
    self->fault = where;
    self->detail = detail;
    return PK_JSON_BAD;
}

static pk_json_kind refuse_fault(pk_json *self, const char *where, pk_json_fault fault) {
    return refuse(self, fault.status, fault.where ? fault.where : where, fault.detail);
}

static pk_json_kind refuse_memory(pk_json *self) {
    return refuse(self, PILKADA_E_NOMEM, self->cursor, "out of memory");
}

/* Where the last event begins: the quote belongs to a string. */
static const char *event_start(const pk_json *self) {
    return self->text.data - (self->kind == PK_JSON_STRING || self->kind == PK_JSON_KEY);
}

pk_json_kind pk_json_refuse(pk_json *self, pilkada_status status, const char *detail) {
    return self->kind == PK_JSON_BAD ? PK_JSON_BAD : refuse(self, status, event_start(self), detail);
}

/* ---- bytes ---- */

static inline const char *skip_blanks(const char *p, const char *end) {
    while (p < end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t'))
        p++;
    return p;
}

/* Eight bytes with the first one lowest, whatever the machine. */
static inline uint64_t load8(const char *p) {
    uint64_t bytes;
    memcpy(&bytes, p, sizeof bytes);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    bytes = __builtin_bswap64(bytes);
#endif
    return bytes;
}

#define EACH_BYTE(value) (0x0101010101010101u * (uint64_t)(value))

/*
 * The high bit of each byte that is a quote, a backslash, a control or not ASCII. A borrow can mark bytes
 * behind the first true mark, never in front of it, and only the first is used. (Mycroft's zero-byte test.)
 */
static inline uint64_t special_bytes(uint64_t bytes) {
    uint64_t quote = (bytes ^ EACH_BYTE('"')) - EACH_BYTE(1);
    uint64_t backslash = (bytes ^ EACH_BYTE('\\')) - EACH_BYTE(1);
    uint64_t control = bytes - EACH_BYTE(0x20);
    return (quote | backslash | control | bytes) & EACH_BYTE(0x80);
}

static inline bool is_special(char c) {
    return c == '"' || c == '\\' || (unsigned char)c < 0x20 || (unsigned char)c >= 0x80;
}

/* The first special byte, or the end. Never reads behind the end. */
static inline const char *skip_plain(const char *p, const char *end) {
    while (end - p >= 8) {
        uint64_t special = special_bytes(load8(p));
        if (special)
            return p + (__builtin_ctzll(special) >> 3);
        p += 8;
    }
    while (p < end && !is_special(*p))
        p++;
    return p;
}

/* ---- events ---- */

static inline pk_json_kind done(pk_json *self, pk_json_kind kind, const char *start, const char *stop) {
    self->kind = kind;
    self->text = (pk_span){start, (size_t)(stop - start)};
    self->cursor = stop;
    self->expect = EXPECT_MORE;
    return kind;
}

static inline bool in_object(const pk_json *self) {
    return self->objects >> (self->depth - 1) & 1;
}

static pk_json_kind open_level(pk_json *self, const char *p, bool object) {
    if (self->depth == PILKADA_MAX_JSON_DEPTH)
        return refuse(self, PILKADA_E_LIMIT, p, "nested too deep: at most 64 levels of arrays and objects");
    uint64_t bit = (uint64_t)1 << self->depth;
    self->objects = object ? self->objects | bit : self->objects & ~bit;
    watch *names = self->keys;
    if (object && names && names->on)
        pk_json_keys_open(names->keys, self->depth);
    self->depth++;
    done(self, object ? PK_JSON_OBJECT : PK_JSON_ARRAY, p, p + 1);
    self->expect = EXPECT_FIRST;
    return self->kind;
}

static pk_json_kind close_level(pk_json *self, const char *p) {
    watch *names = self->keys;
    if (names && names->on && in_object(self))
        pk_json_keys_close(names->keys, self->depth - 1);
    self->depth--;
    return done(self, PK_JSON_CLOSE, p, p + 1);
}

/* From behind the opening quote to the closing one; NULL when refused. Bytes that are no code point of their own
 * (the tail of a sequence, the rest of an escape) are `surplus`. */
static inline const char *read_string(pk_json *self, const char *p) {
    const char *start = p, *end = self->end;
    size_t surplus = 0;
    bool escaped = false;
    for (;;) {
        p = skip_plain(p, end);
        if (p < end && *p == '"')
            break;
        size_t code_points = 1, length = 0;
        if (p < end && *p == '\\') {
            length = pk_json_escape_length(p, end);
            escaped = true;
        } else if (p < end && (unsigned char)*p >= 0x80) {
            length = pk_utf8_length(p, end);
        }
        if (!length) {
            refuse_fault(self, p, pk_json_fault_in_string(start, p, end));
            return NULL;
        }
        surplus += length - code_points;
        p += length;
    }
    self->text = (pk_span){start, (size_t)(p - start)};
    self->code_points = (uint32_t)(self->text.size - surplus);
    self->escaped = escaped;
    return p + 1;
}

static inline pk_json_kind read_text(pk_json *self, const char *p) {
    p = read_string(self, p + 1);
    if (!p)
        return PK_JSON_BAD;
    self->cursor = p;
    self->expect = EXPECT_MORE;
    return self->kind = PK_JSON_STRING;
}

static pk_json_kind remember_key(pk_json *self, watch *names) {
    pk_span key;
    if (!pk_json_unescape(self, &key))
        return PK_JSON_BAD;
    switch (pk_json_keys_add(names->keys, self->depth - 1, key)) {
    case PK_JSON_KEYS_NEW:
        return PK_JSON_KEY;
    case PK_JSON_KEYS_SEEN:
        return pk_json_refuse(self, PILKADA_E_SYNTAX, "the object has this name twice: remove or rename one of them");
    default:
        return refuse_memory(self);
    }
}

static inline pk_json_kind read_key(pk_json *self, const char *p) {
    if (p == self->end || *p != '"')
        return refuse_fault(self, p, pk_json_fault_at_key(self->begin, p, self->end));
    p = read_string(self, p + 1);
    if (!p)
        return PK_JSON_BAD;
    p = skip_blanks(p, self->end);
    if (p == self->end || *p != ':')
        return refuse_fault(self, p, pk_json_fault_at_colon(p, self->end));
    self->cursor = p + 1;
    self->expect = EXPECT_VALUE;
    self->kind = PK_JSON_KEY;
    watch *names = self->keys;
    return names && names->on ? remember_key(self, names) : PK_JSON_KEY;
}

static inline const char *skip_digits(const char *p, const char *end) {
    while (p < end && pk_is_digit(*p))
        p++;
    return p;
}

/* The fraction and the exponent of a number, from the dot or the e. */
static pk_json_kind read_fraction(pk_json *self, const char *start, const char *p) {
    const char *end = self->end, *digits;
    if (*p == '.') {
        digits = p + 1;
        p = skip_digits(digits, end);
        if (p == digits)
            return refuse(self, PILKADA_E_SYNTAX, p, "a decimal point without a digit behind it: add one, as in 1.0");
    }
    if (p < end && (*p == 'e' || *p == 'E')) {
        p++;
        if (p < end && (*p == '+' || *p == '-'))
            p++;
        digits = p;
        p = skip_digits(digits, end);
        if (p == digits)
            return refuse(self, PILKADA_E_SYNTAX, p, "an exponent without digits: add them, as in 1e3");
    }
    return done(self, PK_JSON_NUMBER, start, p);
}

static inline pk_json_kind read_number(pk_json *self, const char *start) {
    const char *end = self->end, *digits = start + (*start == '-'), *p = digits;
    uint64_t value = 0;
    for (; p < end && pk_is_digit(*p); p++)
        value = value * 10 + (uint64_t)(*p - '0');
    size_t count = (size_t)(p - digits);
    if (!count || (count > 1 && *digits == '0'))
        return refuse_fault(self, digits, pk_json_fault_in_number(digits, end));
    if (p < end && (*p == '.' || *p == 'e' || *p == 'E'))
        return read_fraction(self, start, p);
    /* Nineteen digits fit uint64; twenty may not. */
    uint64_t largest = (uint64_t)INT64_MAX + (digits > start);
    if (count > 19 || value > largest)
        return done(self, PK_JSON_NUMBER, start, p);
    self->integer = digits > start ? (int64_t)(0 - value) : (int64_t)value;
    return done(self, PK_JSON_INTEGER, start, p);
}

static inline pk_json_kind read_word(pk_json *self, const char *p, const char *word, size_t size, pk_json_kind kind) {
    if ((size_t)(self->end - p) < size || memcmp(p, word, size) != 0)
        return refuse_fault(self, p, pk_json_fault_at_value(self->begin, p, self->end));
    return done(self, kind, p, p + size);
}

static inline pk_json_kind read_value(pk_json *self, const char *p) {
    switch (p < self->end ? *p : '\0') {
    case '"':
        return read_text(self, p);
    case '{':
        return open_level(self, p, true);
    case '[':
        return open_level(self, p, false);
    case 't':
        return read_word(self, p, "true", 4, PK_JSON_TRUE);
    case 'f':
        return read_word(self, p, "false", 5, PK_JSON_FALSE);
    case 'n':
        return read_word(self, p, "null", 4, PK_JSON_NULL);
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
        return read_number(self, p);
    default:
        return refuse_fault(self, p, pk_json_fault_at_value(self->begin, p, self->end));
    }
}

static pk_json_kind read_end(pk_json *self, const char *p) {
    if (p < self->end)
        return refuse_fault(self, p, pk_json_fault_behind(p, self->end));
    done(self, PK_JSON_END, p, p);
    self->expect = EXPECT_NOTHING;
    return PK_JSON_END;
}

pk_json_kind pk_json_next(pk_json *self) {
    if (self->expect == EXPECT_NOTHING)
        return self->kind;
    const char *end = self->end, *p = skip_blanks(self->cursor, end);
    if (self->expect == EXPECT_VALUE)
        return read_value(self, p);
    if (!self->depth)
        return read_end(self, p);
    bool object = in_object(self);
    if (p < end && *p == (object ? '}' : ']'))
        return close_level(self, p);
    if (self->expect == EXPECT_MORE) {
        if (p == end || *p != ',')
            return refuse_fault(self, p, pk_json_fault_at_comma(object, p, end));
        p = skip_blanks(p + 1, end);
    }
    return object ? read_key(self, p) : read_value(self, p);
}

/* ---- on top of the events ---- */

static watch *watch_names(pk_json *self) {
    if (self->keys)
        return self->keys;
    watch *names = pk_arena_alloc_zero(self->arena, 1, sizeof *names);
    if (names)
        names->keys = pk_json_keys_new(self->arena);
    if (!names || !names->keys) {
        refuse_memory(self);
        return NULL;
    }
    return self->keys = names;
}

void pk_json_refuse_duplicates(pk_json *self) {
    watch *names = watch_names(self);
    if (names)
        names->on = true;
}

static pk_json_kind skip_level(pk_json *self) {
    watch *names = watch_names(self);
    if (!names)
        return PK_JSON_BAD;
    bool before = names->on;
    unsigned outside = self->depth - 1;
    pk_json_kind kind = self->kind;
    if (!before && kind == PK_JSON_OBJECT)
        pk_json_keys_open(names->keys, outside);
    names->on = true;
    while (self->depth > outside && pk_json_next(self) != PK_JSON_BAD) {
    }
    names->on = before;
    return self->kind == PK_JSON_BAD ? PK_JSON_BAD : kind;
}

pk_json_kind pk_json_skip(pk_json *self, pk_span *span) {
    if (self->kind == PK_JSON_KEY)
        pk_json_next(self);
    const char *start = event_start(self);
    pk_json_kind kind = self->kind;
    if (kind == PK_JSON_ARRAY || kind == PK_JSON_OBJECT)
        kind = skip_level(self);
    if (kind != PK_JSON_BAD && span)
        *span = (pk_span){start, (size_t)(self->cursor - start)};
    return kind;
}

bool pk_json_unescape(pk_json *self, pk_span *text) {
    if (!self->escaped) {
        *text = self->text;
        return true;
    }
    char *copy = pk_arena_alloc(self->arena, self->text.size);
    if (!copy) {
        refuse_memory(self);
        return false;
    }
    *text = (pk_span){copy, pk_json_unescape_into(copy, self->text)};
    return true;
}

double pk_json_double(const pk_json *self) {
    return self->kind == PK_JSON_INTEGER ? (double)self->integer : pk_number_double(self->text);
}

pilkada_status pk_json_error(const pk_json *self, pilkada_error *error) {
    if (self->kind != PK_JSON_BAD)
        return PILKADA_OK;
    if (self->status == PILKADA_E_NOMEM)
        return pk_fail_memory(error);
    pk_span text = {self->begin, (size_t)(self->end - self->begin)};
    return pk_fail_at(error, self->status, text, (size_t)(self->fault - self->begin), "%s", self->detail);
}
