/** @file form/shape.c  See form/shape.h. */
#include "form/shape.h"

#include <string.h>

#include "core/json_scan.h"

/* ---- classes ---- */

static void add(pk_shape_part *part, unsigned char first, unsigned char last) {
    for (unsigned c = first; c <= last; c++)
        part->set[c / 64] |= (uint64_t)1 << c % 64;
}

static bool has(const pk_shape_part *part, unsigned char c) {
    return c < 0x80 && part->set[c / 64] >> c % 64 & 1;
}

static bool overlap(const pk_shape_part *a, const pk_shape_part *b) {
    return ((a->set[0] & b->set[0]) | (a->set[1] & b->set[1])) != 0;
}

/* ---- reading ---- */

typedef struct cursor {
    const char *at, *end;
} cursor;

static bool is_plain(char c) {
    return (unsigned char)c >= ' ' && (unsigned char)c < 0x7F && !strchr("\\^$.[]|()?*+{}", c);
}

static bool is_punctuation(char c) {
    return (unsigned char)c > ' ' && (unsigned char)c < 0x7F && !pk_is_digit(c) &&
           !((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* Behind a backslash: a digit, or a sign that stands for itself. `*one` is 0 for a set. */
static bool read_escape(cursor *in, pk_shape_part *part, char *one) {
    char c = in->at < in->end ? *in->at++ : '\0';
    *one = c == 'd' ? '\0' : c;
    if (c == 'd')
        add(part, '0', '9');
    return c == 'd' || is_punctuation(c);
}

static bool read_member(cursor *in, pk_shape_part *part, char *one) {
    char c = *in->at++;
    *one = c;
    if (c == '\\')
        return read_escape(in, part, one);
    return c != '[' && (unsigned char)c >= ' ' && (unsigned char)c < 0x7F;
}

/* Behind [ to behind ]. */
static bool read_class(cursor *in, pk_shape_part *part) {
    if (in->at == in->end || *in->at == '^' || *in->at == ']')
        return false;
    while (in->at < in->end && *in->at != ']') {
        char first, last;
        if (!read_member(in, part, &first))
            return false;
        last = first;
        bool range = in->end - in->at > 1 && in->at[0] == '-' && in->at[1] != ']';
        if (range) {
            in->at++;
            if (!first || !read_member(in, part, &last) || !last || last < first)
                return false;
        }
        if (first)
            add(part, (unsigned char)first, (unsigned char)last);
    }
    return in->at++ < in->end;
}

static bool read_number(cursor *in, uint32_t *number) {
    const char *start = in->at;
    for (*number = 0; in->at < in->end && pk_is_digit(*in->at) && in->at - start < 5; in->at++)
        *number = *number * 10 + (uint32_t)(*in->at - '0');
    return in->at > start;
}

static bool read_braces(cursor *in, pk_shape_part *part) {
    if (!read_number(in, &part->min))
        return false;
    part->max = part->min;
    if (in->at < in->end && *in->at == ',') {
        in->at++;
        if (in->at < in->end && *in->at == '}')
            part->max = UINT32_MAX;
        else if (!read_number(in, &part->max))
            return false;
    }
    return in->at < in->end && *in->at++ == '}' && part->min <= part->max;
}

static bool read_repeat(cursor *in, pk_shape_part *part) {
    static const struct {
        char sign;
        uint32_t min, max;
    } repeats[] = {{'?', 0, 1}, {'*', 0, UINT32_MAX}, {'+', 1, UINT32_MAX}};
    part->min = part->max = 1;
    char sign = in->at < in->end ? *in->at : '\0';
    if (!sign || !strchr("?*+{", sign))
        return true;
    in->at++;
    for (size_t i = 0; i < 3; i++)
        if (repeats[i].sign == sign) {
            part->min = repeats[i].min;
            part->max = repeats[i].max;
        }
    if (sign == '{' && !read_braces(in, part))
        return false;
    return in->at == in->end || !strchr("?*+{", *in->at); /* a lazy repeat is for the search */
}

static bool read_part(cursor *in, pk_shape_part *part) {
    char c = *in->at++, one = c;
    *part = (pk_shape_part){.min = 0};
    if (c == '[') {
        if (!read_class(in, part))
            return false;
    } else {
        if (c == '\\' ? !read_escape(in, part, &one) : !is_plain(c))
            return false;
        if (one)
            add(part, (unsigned char)one, (unsigned char)one);
    }
    return read_repeat(in, part);
}

static void find_range(pk_shape_part *part) {
    unsigned first = 0, last = 0x7F;
    while (!has(part, (unsigned char)first))
        first++;
    while (!has(part, (unsigned char)last))
        last--;
    unsigned inside = first;
    while (has(part, (unsigned char)inside))
        inside++;
    part->is_range = inside == last + 1;
    part->first = (uint8_t)first;
    part->last = (uint8_t)last;
}

/* Byte by byte, if the shape says of each which range it lies in. */
static void find_bytes(pk_shape *self) {
    size_t size = 0;
    for (size_t i = 0; i < self->count; i++) {
        const pk_shape_part *part = &self->parts[i];
        if (!part->is_range || part->min != part->max || part->min > PK_SHAPE_BYTES - size)
            return;
        memset(self->first + size, part->first, part->min);
        memset(self->last + size, part->last, part->min);
        size += part->min;
    }
    self->size = size;
}

/* A part that may end early must not end where one behind it could take the character. */
static bool is_clear(const pk_shape *self, size_t at) {
    const pk_shape_part *part = &self->parts[at];
    if (part->min == part->max)
        return true;
    for (size_t i = at + 1; i < self->count; i++) {
        if (overlap(part, &self->parts[i]))
            return false;
        if (self->parts[i].min)
            return true;
    }
    return true;
}

static bool read_parts(cursor *in, pk_shape *self) {
    while (in->at < in->end)
        if (self->count == PK_SHAPE_PARTS || !read_part(in, &self->parts[self->count++]))
            return false;
    for (size_t i = 0; i < self->count; i++) {
        if (!is_clear(self, i))
            return false;
        find_range(&self->parts[i]);
    }
    find_bytes(self);
    return true;
}

bool pk_shape_read(pk_span source, pk_shape *self) {
    self->count = self->size = 0;
    if (source.size < 3 || source.data[0] != '^' || source.data[source.size - 1] != '$')
        return false;
    cursor in = {source.data + 1, source.data + source.size - 1};
    if (read_parts(&in, self))
        return self->count > 0;
    self->count = 0;
    return false;
}

/* ---- fitting ---- */

/* The high bit of each of eight bytes that is not between those of `first` and `last`, all ASCII. */
static inline uint64_t outside(uint64_t text, uint64_t first, uint64_t last) {
    const uint64_t high = PK_EACH_BYTE(0x80);
    return (text | ~((text | high) - first) | ~((last | high) - text)) & high;
}

/* One to seven bytes as eight; those in the middle may stand there twice. */
static inline uint64_t load_few(const char *p, size_t size) {
    uint32_t four[2];
    uint16_t two[2];
    if (size >= 4) {
        memcpy(&four[0], p, 4);
        memcpy(&four[1], p + size - 4, 4);
        return (uint64_t)four[1] << 32 | four[0];
    }
    if (size == 1)
        return (unsigned char)*p;
    memcpy(&two[0], p, 2);
    memcpy(&two[1], p + size - 2, 2);
    return (uint64_t)two[1] << 16 | two[0];
}

static bool fits_bytes(const pk_shape *self, const char *p) {
    size_t size = self->size;
    if (size < 8)
        return !outside(load_few(p, size), load_few(self->first, size), load_few(self->last, size));
    uint64_t wrong = 0;
    for (size_t i = 0; i + 8 < size; i += 8)
        wrong |= outside(pk_load8(p + i), pk_load8(self->first + i), pk_load8(self->last + i));
    size_t rest = size - 8;
    return !(wrong | outside(pk_load8(p + rest), pk_load8(self->first + rest), pk_load8(self->last + rest)));
}

/* Where the part ends, NULL if it does not fit. */
static const char *take_part(const pk_shape_part *part, const char *at, const char *end) {
    uint32_t taken = 0;
    for (; taken < part->max && at < end && has(part, (unsigned char)*at); taken++)
        at++;
    return taken >= part->min ? at : NULL;
}

bool pk_shape_fits(const pk_shape *self, pk_span text) {
    if (self->size)
        return text.size == self->size && fits_bytes(self, text.data);
    const char *at = text.data, *end = at + text.size;
    for (size_t i = 0; at && i < self->count; i++)
        at = take_part(&self->parts[i], at, end);
    return at == end;
}
