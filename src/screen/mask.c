/** @file screen/mask.c  Finding numbers of persons: see screen/mask.h. */
#include "screen/mask.h"

#include <stdbool.h>
#include <string.h>

#include "core/text.h"

enum { MOST_DIGITS = 18, NIK_DIGITS = 16, CUE_BYTES = 48, KEPT = 2 };

/* A row of digits with single separators inside; more digits than there is room for are only counted. */
typedef struct number {
    char digits[MOST_DIGITS];
    size_t count, start, end;
} number;

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_joint(char c) {
    return c == ' ' || c == '.' || c == '-';
}

static number read_number(const char *text, size_t size, size_t at) {
    number found = {.start = at, .end = at};
    while (at < size && (pk_is_digit(text[at]) || (is_joint(text[at]) && at + 1 < size && pk_is_digit(text[at + 1])))) {
        if (pk_is_digit(text[at])) {
            if (found.count < MOST_DIGITS)
                found.digits[found.count] = text[at];
            found.count++;
            found.end = at + 1;
        }
        at++;
    }
    return found;
}

static unsigned pair_at(const number *self, size_t at) {
    return (unsigned)(self->digits[at] - '0') * 10 + (unsigned)(self->digits[at + 1] - '0');
}

/* Provinces by the first two digits: Kemendagri's codes, those of the future left out. */
static bool is_province(unsigned code) {
    static const struct {
        unsigned first, last;
    } ranges[] = {{11, 19}, {21, 21}, {31, 36}, {51, 53}, {61, 65}, {71, 76}, {81, 82}, {91, 97}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return true;
    return false;
}

/* Province, regency, district, day of birth (women: plus 40), month, year, serial number. */
static bool is_nik(const number *self) {
    static const unsigned days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (self->count != NIK_DIGITS || !is_province(pair_at(self, 0)) || !pair_at(self, 2) || !pair_at(self, 4))
        return false;
    unsigned day = pair_at(self, 6) % 40, month = pair_at(self, 8),
             serial = pair_at(self, 12) * 100 + pair_at(self, 14);
    return pair_at(self, 6) < 80 && month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] && serial > 0;
}

static bool is_telephone(const number *self) {
    bool local = self->digits[0] == '0' && self->digits[1] == '8';
    bool foreign = self->digits[0] == '6' && self->digits[1] == '2' && self->digits[2] == '8';
    return (local && self->count >= 10 && self->count <= 13) || (foreign && self->count >= 11 && self->count <= 14);
}

static bool is_word_at(const char *text, size_t size, const char *word) {
    size_t length = strlen(word);
    if (size < length || (size > length && is_letter(text[length])))
        return false;
    for (size_t i = 0; i < length; i++)
        if ((text[i] | 0x20) != word[i])
            return false;
    return true;
}

/* A word for an account in the bytes before the number. */
static bool is_account(const char *text, const number *self) {
    static const char *const cues[] = {"rekening", "rek",     "norek",   "transfer", "bca",    "bri",
                                       "bni",      "mandiri", "btn",     "bsi",      "bank",   "dana",
                                       "ovo",      "gopay",   "linkaja", "virtual",  "account"};
    if (self->count < 9 || self->count > MOST_DIGITS)
        return false;
    for (size_t at = self->start > CUE_BYTES ? self->start - CUE_BYTES : 0; at < self->start; at++) {
        if (at && is_letter(text[at - 1]))
            continue;
        for (size_t i = 0; i < sizeof cues / sizeof *cues; i++)
            if (is_word_at(text + at, self->start - at, cues[i]))
                return true;
    }
    return false;
}

static void hide(char *text, const number *self) {
    size_t seen = 0;
    for (size_t at = self->start; at < self->end; at++)
        if (pk_is_digit(text[at]) && seen++ >= KEPT)
            text[at] = '*';
}

void pk_mask(char *text, size_t size) {
    for (size_t at = 0; at < size;) {
        if (!pk_is_digit(text[at])) {
            at++;
            continue;
        }
        number found = read_number(text, size, at);
        bool alone = (at == 0 || !is_letter(text[at - 1])) && (found.end == size || !is_letter(text[found.end]));
        if (alone && found.count >= 9 && found.count <= MOST_DIGITS &&
            (is_nik(&found) || is_telephone(&found) || is_account(text, &found)))
            hide(text, &found);
        at = found.end;
    }
}
