/** @file screen/mask_digits.c  Reading numbers as a person reads them: see screen/mask_digits.h. */
#include "screen/mask_digits.h"

#include <string.h>

#include "core/text.h"
#include "screen/unicode.h"

enum { KEPT = 2, MOST_JOINTS = 3 };

/* What stands at a place. */
typedef struct sign {
    enum { OTHER, DIGIT, LIKE, JOINT, INVISIBLE } kind; /* LIKE: a letter that looks like a digit */
    char digit;
    size_t length;
} sign;

static sign read_ascii(char c) {
    if (pk_is_digit(c))
        return (sign){DIGIT, c, 1};
    if (c == 'O' || c == 'o')
        return (sign){LIKE, '0', 1};
    if (c == 'l' || c == 'I')
        return (sign){LIKE, '1', 1};
    return (sign){c && strchr(" .-/()_", c) ? JOINT : OTHER, 0, 1};
}

/* No-break space and dashes. */
static bool is_joint(uint32_t code_point) {
    return code_point == 0xA0 || (code_point >= 0x2010 && code_point <= 0x2015);
}

static sign read_sign(const char *text, size_t size, size_t at) {
    if ((unsigned char)text[at] < 0x80)
        return read_ascii(text[at]);
    pk_glyph glyph = pk_glyph_read(text + at, text + size);
    sign found = {OTHER, 0, glyph.length};
    if (is_joint(glyph.code_point))
        found.kind = JOINT;
    else if (glyph.kind == PK_KIND_INVISIBLE || glyph.kind == PK_KIND_MARK)
        found.kind = INVISIBLE;
    else if (glyph.wide.size == 1)
        found = read_ascii(*glyph.wide.data);
    found.length = glyph.length;
    return found;
}

size_t pk_digits_next(const char *text, size_t size, size_t at) {
    return at + read_sign(text, size, at).length;
}

static bool is_letter(const char *text, size_t size, size_t at) {
    char c = at < size ? text[at] : ' ';
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A letter counts if only such letters stand up to the next digit or, behind a digit, up to the end of the word. */
static bool is_digit(const char *text, size_t size, size_t at, bool behind, sign *found) {
    *found = read_sign(text, size, at);
    sign next = *found;
    for (unsigned i = 0; next.kind == LIKE && i < PK_MOST_DIGITS; i++) {
        at += next.length;
        next = at < size ? read_sign(text, size, at) : (sign){0};
    }
    return next.kind == DIGIT || (behind && found->kind == LIKE && next.kind != LIKE && !is_letter(text, size, at));
}

bool pk_digits_begin(const char *text, size_t size, size_t at) {
    sign found;
    return is_digit(text, size, at, false, &found) && (found.kind == DIGIT || !at || !is_letter(text, size, at - 1));
}

/* Adds the group to the row, if there is one, and returns its digits. */
static size_t read_group(const char *text, size_t size, size_t at, pk_number *row, size_t *end) {
    size_t count = 0;
    for (sign found; at < size && (is_digit(text, size, at, count > 0, &found) || found.kind == INVISIBLE);
         at += found.length) {
        if (found.kind == INVISIBLE)
            continue;
        if (row && row->count + count < PK_MOST_DIGITS)
            row->digits[row->count + count] = found.digit;
        count++;
        *end = at + found.length;
    }
    return count;
}

size_t pk_digits_run(const char *text, size_t size, size_t at, size_t *end) {
    return read_group(text, size, at, NULL, end);
}

/* Where the next group begins, after a few joints; `size` when none does. */
static size_t next_group(const char *text, size_t size, size_t at) {
    for (unsigned joints = 0; at < size;) {
        sign found;
        if (is_digit(text, size, at, false, &found))
            return at;
        if ((found.kind != JOINT && found.kind != INVISIBLE) || (found.kind == JOINT && ++joints > MOST_JOINTS))
            return size;
        at += found.length;
    }
    return size;
}

pk_number pk_digits_row(const char *text, size_t size, size_t at) {
    pk_number row = {.start = at};
    while (at < size && row.groups < PK_MOST_DIGITS) {
        size_t end = at, count = read_group(text, size, at, &row, &end);
        if (row.count + count > PK_MOST_DIGITS)
            break;
        row.count += count;
        row.ends[row.groups] = row.count;
        row.behind[row.groups++] = end;
        at = next_group(text, size, end);
    }
    return row;
}

void pk_digits_hide(char *text, size_t at, size_t end) {
    static const char *const marks[] = {"", "*", "\xC3\x97", "\xEF\xBC\x8A", "\xF0\x9F\x9E\xB6"};
    size_t size = end, seen = 0;
    while (at < end) {
        sign found;
        if (is_digit(text, size, at, seen > 0, &found) && seen++ >= KEPT)
            memcpy(text + at, marks[found.length], found.length);
        at += found.length;
    }
}
