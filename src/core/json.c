/** @file core/json.c  The strict JSON reader: see core/json.h. What it says about faults is in json_fault.c. */
#include "core/json.h"

#include "core/error.h"
#include "core/json_fault.h"
#include "core/json_keys.h"
#include "core/json_scan.h"

/* The straight path keeps everything in registers when what is rare stays outside. */
#if defined(__GNUC__)
#define NOINLINE __attribute__((noinline))
#else
#define NOINLINE
#endif

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
                      .expect = PK_JSON_EXPECT_VALUE};
}

/* Where the last event begins: the quote belongs to a string. */
static const char *event_start(const pk_json *self) {
    return self->text.data - (self->kind == PK_JSON_STRING || self->kind == PK_JSON_KEY);
}

pk_json_kind pk_json_refuse(pk_json *self, pilkada_status status, const char *detail) {
    return self->kind == PK_JSON_BAD ? PK_JSON_BAD : pk_json_bad(self, status, event_start(self), detail);
}

/* ---- events ---- */

static inline pk_json_kind done(pk_json *self, pk_json_kind kind, const char *start, const char *stop) {
    self->kind = kind;
    self->text = (pk_span){start, (size_t)(stop - start)};
    self->cursor = stop;
    self->expect = PK_JSON_EXPECT_MORE;
    return kind;
}

static inline bool in_object(const pk_json *self) {
    return self->objects >> (self->depth - 1) & 1;
}

static pk_json_kind open_level(pk_json *self, const char *p, bool object) {
    if (self->depth == PILKADA_MAX_JSON_DEPTH)
        return pk_json_bad(self, PILKADA_E_LIMIT, p, "nested too deep: at most 64 levels of arrays and objects");
    uint64_t bit = (uint64_t)1 << self->depth;
    self->objects = object ? self->objects | bit : self->objects & ~bit;
    watch *names = self->keys;
    if (object && names && names->on)
        pk_json_keys_open(names->keys, self->depth);
    self->depth++;
    done(self, object ? PK_JSON_OBJECT : PK_JSON_ARRAY, p, p + 1);
    self->expect = PK_JSON_EXPECT_FIRST;
    return self->kind;
}

static pk_json_kind close_level(pk_json *self, const char *p) {
    watch *names = self->keys;
    if (names && names->on && in_object(self))
        pk_json_keys_close(names->keys, self->depth - 1);
    self->depth--;
    return done(self, PK_JSON_CLOSE, p, p + 1);
}

/* A text with escapes or beyond ASCII, or one near the end of the input: the closing quote, or NULL when refused.
 * Bytes that are no code point of their own (the tail of a sequence, the rest of an escape) are `surplus`. */
static const char *read_odd_text(pk_json *self, const char *start) {
    const char *p = start, *end = self->end;
    size_t surplus = 0;
    self->escaped = false;
    for (;;) {
        p = pk_skip_plain(p, end);
        if (p < end && *p == '"')
            break;
        bool escape = p < end && *p == '\\';
        size_t length = 0;
        if (escape)
            length = pk_json_escape_length(p, end);
        else if (p < end && (unsigned char)*p >= 0x80)
            length = pk_utf8_length(p, end);
        if (!length) {
            pk_json_bad_string(self, start, p);
            return NULL;
        }
        self->escaped = self->escaped || escape;
        surplus += length - 1;
        p += length;
    }
    self->text = (pk_span){start, (size_t)(p - start)};
    self->code_points = (uint32_t)(self->text.size - surplus);
    return p;
}

static inline void take_plain_text(pk_json *self, const char *start, const char *quote) {
    self->text = (pk_span){start, (size_t)(quote - start)};
    self->code_points = (uint32_t)(quote - start);
    self->escaped = false;
}

static inline pk_json_kind end_text(pk_json *self, const char *quote) {
    self->cursor = quote + 1;
    self->expect = PK_JSON_EXPECT_MORE;
    return self->kind = PK_JSON_STRING;
}

static NOINLINE pk_json_kind read_odd_string(pk_json *self, const char *start) {
    const char *quote = read_odd_text(self, start);
    return quote ? end_text(self, quote) : PK_JSON_BAD;
}

static inline pk_json_kind read_string(pk_json *self, const char *p) {
    const char *quote = pk_closing_quote(p + 1, self->end);
    if (!quote)
        return read_odd_string(self, p + 1);
    take_plain_text(self, p + 1, quote);
    return end_text(self, quote);
}

static NOINLINE pk_json_kind remember_key(pk_json *self, watch *names) {
    pk_span key;
    if (!pk_json_unescape(self, &key))
        return PK_JSON_BAD;
    switch (pk_json_keys_add(names->keys, self->depth - 1, key)) {
    case PK_JSON_KEYS_NEW:
        return PK_JSON_KEY;
    case PK_JSON_KEYS_SEEN:
        return pk_json_refuse(self, PILKADA_E_SYNTAX, "the object has this name twice: remove or rename one of them");
    default:
        return pk_json_bad_memory(self);
    }
}

static inline pk_json_kind end_key(pk_json *self, const char *quote) {
    const char *p = pk_skip_blanks(quote + 1, self->end);
    if (p == self->end || *p != ':')
        return pk_json_bad_colon(self, p);
    self->cursor = p + 1;
    self->expect = PK_JSON_EXPECT_VALUE;
    self->kind = PK_JSON_KEY;
    watch *names = self->keys;
    return names && names->on ? remember_key(self, names) : PK_JSON_KEY;
}

static NOINLINE pk_json_kind read_odd_key(pk_json *self, const char *start) {
    const char *quote = read_odd_text(self, start);
    return quote ? end_key(self, quote) : PK_JSON_BAD;
}

static inline pk_json_kind read_key(pk_json *self, const char *p) {
    if (p == self->end || *p != '"')
        return pk_json_bad_key(self, p);
    const char *quote = pk_closing_quote(p + 1, self->end);
    if (!quote)
        return read_odd_key(self, p + 1);
    take_plain_text(self, p + 1, quote);
    return end_key(self, quote);
}

static inline const char *skip_digits(const char *p, const char *end) {
    while (p < end && pk_is_digit(*p))
        p++;
    return p;
}

/* The fraction and the exponent of a number, from the dot or the e. */
static NOINLINE pk_json_kind read_fraction(pk_json *self, const char *start, const char *p) {
    const char *end = self->end, *digits;
    if (*p == '.') {
        digits = p + 1;
        p = skip_digits(digits, end);
        if (p == digits)
            return pk_json_bad(self, PILKADA_E_SYNTAX, p,
                               "a decimal point without a digit behind it: add one, as in 1.0");
    }
    if (p < end && (*p == 'e' || *p == 'E')) {
        p++;
        if (p < end && (*p == '+' || *p == '-'))
            p++;
        digits = p;
        p = skip_digits(digits, end);
        if (p == digits)
            return pk_json_bad(self, PILKADA_E_SYNTAX, p, "an exponent without digits: add them, as in 1e3");
    }
    return done(self, PK_JSON_NUMBER, start, p);
}

static inline pk_json_kind read_number(pk_json *self, const char *start) {
    const char *end = self->end, *digits = start + (*start == '-');
    uint64_t value = 0;
    const char *p = pk_read_digits(digits, end, &value);
    size_t count = (size_t)(p - digits);
    if (!count || (count > 1 && *digits == '0'))
        return pk_json_bad_number(self, digits);
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
        return pk_json_bad_value(self, p);
    return done(self, kind, p, p + size);
}

static inline pk_json_kind read_value(pk_json *self, const char *p) {
    switch (p < self->end ? *p : '\0') {
    case '"':
        return read_string(self, p);
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
        return pk_json_bad_value(self, p);
    }
}

static NOINLINE pk_json_kind read_end(pk_json *self, const char *p) {
    if (p < self->end)
        return pk_json_bad_end(self, p);
    done(self, PK_JSON_END, p, p);
    self->expect = PK_JSON_EXPECT_NOTHING;
    return PK_JSON_END;
}

pk_json_kind pk_json_next(pk_json *self) {
    if (self->expect == PK_JSON_EXPECT_NOTHING)
        return self->kind;
    const char *end = self->end, *p = pk_skip_blanks(self->cursor, end);
    if (self->expect != PK_JSON_EXPECT_VALUE) {
        if (!self->depth)
            return read_end(self, p);
        bool object = in_object(self);
        if (p < end && *p == (object ? '}' : ']'))
            return close_level(self, p);
        if (self->expect == PK_JSON_EXPECT_MORE) {
            if (p == end || *p != ',')
                return pk_json_bad_comma(self, p, object);
            p = pk_skip_blanks(p + 1, end);
        }
        if (object)
            return read_key(self, p);
    }
    return read_value(self, p);
}

/*
 * Why a special way for the expected member: the place of each token follows from the length of the one before, and
 * those few cycles a token, one after the other, are nearly all the time the reader takes. An expected name has a
 * known length, so the processor need not wait for it.
 */
pk_json_kind pk_json_member(pk_json *self, pk_span quoted) {
    const char *end = self->end, *p = pk_skip_blanks(self->cursor, end);
    const watch *names = self->keys;
    bool between = self->expect == PK_JSON_EXPECT_FIRST || self->expect == PK_JSON_EXPECT_MORE;
    if (!between || !self->depth || !in_object(self) || (names && names->on))
        return PK_JSON_END;
    if (self->expect == PK_JSON_EXPECT_MORE) {
        if (p == end || *p != ',')
            return PK_JSON_END;
        p = pk_skip_blanks(p + 1, end);
    }
    if ((size_t)(end - p) < quoted.size || !pk_same_bytes(p, quoted.data, quoted.size))
        return PK_JSON_END;
    p = pk_skip_blanks(p + quoted.size, end);
    if (p == end || *p != ':')
        return PK_JSON_END;
    return read_value(self, pk_skip_blanks(p + 1, end));
}

/* ---- on top of the events ---- */

static watch *watch_names(pk_json *self) {
    if (self->keys)
        return self->keys;
    watch *names = pk_arena_alloc_zero(self->arena, 1, sizeof *names);
    if (names)
        names->keys = pk_json_keys_new(self->arena);
    if (!names || !names->keys) {
        pk_json_bad_memory(self);
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
        pk_json_bad_memory(self);
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
