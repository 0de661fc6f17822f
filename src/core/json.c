/** @file core/json.c  Events: the strict way, and in front of it the straight path. See core/json.h. */
#include "core/json.h"

#include "core/json_fast.h"

void pk_json_start(pk_json *self, const char *text, size_t size, pk_arena *arena) {
    const char *begin = text ? text : "";
    *self = (pk_json){.begin = begin,
                      .cursor = begin,
                      .end = begin + size,
                      .text = {begin, 0},
                      .arena = arena,
                      .expect = PK_JSON_EXPECT_VALUE,
                      .after = PK_JSON_EXPECT_END};
}

/* ---- the strict way: any event, step by step ---- */

pk_json_kind pk_json_open_level(pk_json *self, const char *p, bool object) {
    if (self->depth == PILKADA_MAX_JSON_DEPTH)
        return pk_json_bad(self, PILKADA_E_LIMIT, p, "nested too deep: at most 64 levels of arrays and objects");
    uint64_t bit = (uint64_t)1 << self->depth;
    self->objects = object ? self->objects | bit : self->objects & ~bit;
    pk_json_watch *names = self->keys;
    if (object && names && names->on)
        pk_json_keys_open(names->keys, self->depth);
    self->depth++;
    self->after = object ? PK_JSON_EXPECT_IN_OBJECT : PK_JSON_EXPECT_IN_ARRAY;
    pk_json_done(self, object ? PK_JSON_OBJECT : PK_JSON_ARRAY, p, p + 1);
    self->expect = object ? PK_JSON_EXPECT_MEMBER : PK_JSON_EXPECT_ELEMENT;
    return self->kind;
}

pk_json_kind pk_json_close_level(pk_json *self, const char *p) {
    pk_json_watch *names = self->keys;
    self->depth--;
    if (names && names->on && self->after == PK_JSON_EXPECT_IN_OBJECT)
        pk_json_keys_close(names->keys, self->depth);
    if (!self->depth)
        self->after = PK_JSON_EXPECT_END;
    else
        self->after = self->objects >> (self->depth - 1) & 1 ? PK_JSON_EXPECT_IN_OBJECT : PK_JSON_EXPECT_IN_ARRAY;
    return pk_json_done(self, PK_JSON_CLOSE, p, p + 1);
}

/* From behind the opening quote to the closing one; NULL when refused. Bytes that are no code point of their own (the
 * tail of a sequence, the rest of an escape) are `surplus`. */
static const char *read_text(pk_json *self, const char *start) {
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
            length = pk_json_escape_length(p, end, self->grammar_only);
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

static pk_json_kind read_string(pk_json *self, const char *p) {
    const char *quote = read_text(self, p + 1);
    if (!quote)
        return PK_JSON_BAD;
    self->cursor = quote + 1;
    self->expect = self->after;
    return self->kind = PK_JSON_STRING;
}

pk_json_kind pk_json_remember_key(pk_json *self, pk_json_watch *names) {
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

static pk_json_kind read_key(pk_json *self, const char *p) {
    if (p == self->end || *p != '"')
        return pk_json_bad_key(self, p);
    const char *quote = read_text(self, p + 1);
    if (!quote)
        return PK_JSON_BAD;
    p = pk_skip_blanks(quote + 1, self->end);
    return p < self->end && *p == ':' ? pk_json_end_key(self, p) : pk_json_bad_colon(self, p);
}

static inline const char *skip_digits(const char *p, const char *end) {
    while (p < end && pk_is_digit(*p))
        p++;
    return p;
}

/* The fraction and the exponent of a number, from the dot or the e. */
static PK_RARE pk_json_kind read_fraction(pk_json *self, const char *start, const char *p) {
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
    return pk_json_done(self, PK_JSON_NUMBER, start, p);
}

static pk_json_kind read_number(pk_json *self, const char *start) {
    const char *end = self->end, *digits = start + (*start == '-'), *p = digits;
    uint64_t value = 0;
    for (; p < end && pk_is_digit(*p); p++)
        value = value * 10 + (uint64_t)(*p - '0');
    size_t count = (size_t)(p - digits);
    if (!count || (count > 1 && *digits == '0'))
        return pk_json_bad_number(self, digits);
    if (p < end && (*p == '.' || *p == 'e' || *p == 'E'))
        return read_fraction(self, start, p);
    /* Nineteen digits fit uint64; twenty may not. */
    uint64_t largest = (uint64_t)INT64_MAX + (digits > start);
    if (count > 19 || value > largest)
        return pk_json_done(self, PK_JSON_NUMBER, start, p);
    self->integer = digits > start ? (int64_t)(0 - value) : (int64_t)value;
    return pk_json_done(self, PK_JSON_INTEGER, start, p);
}

static inline pk_json_kind read_word(pk_json *self, const char *p, const char *word, size_t size, pk_json_kind kind) {
    if ((size_t)(self->end - p) < size || memcmp(p, word, size) != 0)
        return pk_json_bad_value(self, p);
    return pk_json_done(self, kind, p, p + size);
}

static pk_json_kind read_value(pk_json *self, const char *p) {
    switch (p < self->end ? *p : '\0') {
    case '"':
        return read_string(self, p);
    case '{':
        return pk_json_open_level(self, p, true);
    case '[':
        return pk_json_open_level(self, p, false);
    case 't':
        return read_word(self, p, "true", 4, PK_JSON_TRUE);
    case 'f':
        return read_word(self, p, "false", 5, PK_JSON_FALSE);
    case 'n':
        return read_word(self, p, "null", 4, PK_JSON_NULL);
    default:
        return p < self->end && (*p == '-' || pk_is_digit(*p)) ? read_number(self, p) : pk_json_bad_value(self, p);
    }
}

static PK_RARE pk_json_kind read_end(pk_json *self, const char *p) {
    if (p < self->end)
        return pk_json_bad_end(self, p);
    pk_json_done(self, PK_JSON_END, p, p);
    self->expect = PK_JSON_EXPECT_NOTHING;
    return PK_JSON_END;
}

static pk_json_kind read_in_level(pk_json *self, const char *p, bool object) {
    if (p < self->end && *p == (object ? '}' : ']'))
        return pk_json_close_level(self, p);
    if (self->expect == self->after) {
        if (p == self->end || *p != ',')
            return pk_json_bad_comma(self, p, object);
        p = pk_skip_blanks(p + 1, self->end);
    }
    return object ? read_key(self, p) : read_value(self, p);
}

pk_json_kind pk_json_read_event(pk_json *self) {
    const char *p = pk_skip_blanks(self->cursor, self->end);
    switch (self->expect) {
    case PK_JSON_EXPECT_VALUE:
        return read_value(self, p);
    case PK_JSON_EXPECT_END:
        return read_end(self, p);
    case PK_JSON_EXPECT_NOTHING:
        return self->kind;
    default:
        return read_in_level(self, p, self->after == PK_JSON_EXPECT_IN_OBJECT);
    }
}

/* ---- the straight path in front: see core/json_fast.h ---- */

/* The first 16 bytes of a text, and which of them there are. */
static void put_words(uint64_t words[2], uint64_t masks[2], const char *text, size_t size) {
    char bytes[16] = {0}, mask[16] = {0};
    size_t used = size < sizeof bytes ? size : sizeof bytes;
    memcpy(bytes, text, used);
    memset(mask, 0xFF, used);
    memcpy(words, bytes, sizeof bytes);
    memcpy(masks, mask, sizeof mask);
}

pk_json_name pk_json_name_of(pk_span text) {
    text.data = text.data ? text.data : "";
    pk_json_name name = {.text = text, .room = text.size + 2 * PK_JSON_ROOM};
    char written[16 + sizeof "\"\":"] = {'"'};
    size_t used = text.size < 16 ? text.size : 16;
    memcpy(written + 1, text.data, used);
    put_words(name.bare, name.bare_masks, written + 1, used + 1);
    memcpy(written + 1 + used, "\":", 2);
    put_words(name.words, name.masks, written, used + 3);
    return name;
}

pk_json_kind pk_json_next(pk_json *self) {
    const char *p = self->cursor;
    if (!pk_json_has_room(self, p))
        return pk_json_read_event(self);
    if (self->expect == PK_JSON_EXPECT_VALUE)
        return pk_json_take_value(self, p);
    if (self->expect == PK_JSON_EXPECT_IN_OBJECT) {
        if (*p == '}')
            return pk_json_close_level(self, p);
        if (*p != ',')
            return pk_json_read_event(self);
        p = pk_json_behind_blank(p + 1);
        return *p == '"' ? pk_json_take_key(self, p) : pk_json_read_event(self);
    }
    if (self->expect == PK_JSON_EXPECT_IN_ARRAY && *p == ',')
        return pk_json_take_value(self, p + 1);
    if (self->expect == PK_JSON_EXPECT_IN_ARRAY && *p == ']')
        return pk_json_close_level(self, p);
    if (self->expect == PK_JSON_EXPECT_ELEMENT && *p != ']')
        return pk_json_take_value(self, p);
    if (self->expect == PK_JSON_EXPECT_MEMBER && *p == '"')
        return pk_json_take_key(self, p);
    return pk_json_read_event(self);
}
