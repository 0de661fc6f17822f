/** @file screen/mask.c  Finding numbers of persons: see screen/mask.h. The single digits: mask_digits.c. */
#include "screen/mask.h"

#include <stdbool.h>
#include <string.h>

#include "core/text.h"
#include "screen/mask_digits.h"

enum { NIK_DIGITS = 16, LEAST_DIGITS = 9, ALWAYS = 17, CUE_BYTES = 48, CLOSE_BYTES = 12 };

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* ---- NIK ---- */

static unsigned pair_at(const pk_number *self, size_t at) {
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
static bool is_nik(const pk_number *self) {
    static const unsigned days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (self->count != NIK_DIGITS || !is_province(pair_at(self, 0)) || !pair_at(self, 2) || !pair_at(self, 4))
        return false;
    unsigned day = pair_at(self, 6) % 40, month = pair_at(self, 8),
             serial = pair_at(self, 12) * 100 + pair_at(self, 14);
    return pair_at(self, 6) < 80 && month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] && serial > 0;
}

/* ---- telephones ---- */

static bool begins_with(const pk_number *self, const char *digits) {
    size_t size = strlen(digits);
    return self->count > size && memcmp(self->digits, digits, size) == 0;
}

/* 27-11-2024 and a time, 08.11.2024: a day, whatever follows. */
static bool is_day(const pk_number *self) {
    return self->groups >= 3 && self->ends[0] == 2 && self->ends[1] == 4 && self->ends[2] == 8 &&
           (pair_at(self, 4) == 19 || pair_at(self, 4) == 20);
}

/* Prefix, and the digits that a number with it has. */
static bool is_mobile(const pk_number *self) {
    static const struct {
        const char *prefix;
        size_t least, most;
    } styles[] = {{"08", 10, 13}, {"628", 11, 14}, {"6208", 12, 15}, {"00628", 13, 16}, {"006208", 14, 17}};
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if (begins_with(self, styles[i].prefix) && self->digits[strlen(styles[i].prefix)] != '0' &&
            self->count >= styles[i].least && self->count <= styles[i].most)
            return true;
    return false;
}

static char before(const char *text, const pk_number *self) {
    return self->start ? text[self->start - 1] : ' ';
}

/* An area code of three or four digits, in brackets or before a hyphen or a blank, and at least three digits behind. */
static bool is_area_apart(const char *text, const pk_number *self) {
    size_t area = self->ends[0];
    char joint = text[self->behind[0]];
    return (area == 3 || area == 4) && (joint == ')' || joint == '-' || joint == ' ') && self->ends[1] - area >= 3;
}

/* After +62 or 0062, or with an area code. */
static bool is_fixed(const char *text, const pk_number *self) {
    if (begins_with(self, "0062") || (begins_with(self, "62") && before(text, self) == '+'))
        return self->count >= 10 && self->count <= 16;
    return begins_with(self, "0") && self->digits[1] >= '2' && self->count >= LEAST_DIGITS && self->count <= 12 &&
           (self->groups == 1 || (self->groups <= 3 && is_area_apart(text, self)));
}

/* ---- accounts ---- */

static bool is_word_at(const char *text, size_t size, const char *word) {
    size_t length = strlen(word);
    if (size < length || (size > length && is_letter(text[length])))
        return false;
    for (size_t i = 0; i < length; i++)
        if ((text[i] | 0x20) != word[i])
            return false;
    return true;
}

static bool follows(const char *text, size_t start, size_t bytes, const char *const words[]) {
    for (size_t at = start > bytes ? start - bytes : 0; at < start; at++) {
        if (!is_letter(text[at]) || (at && is_letter(text[at - 1])))
            continue;
        for (size_t i = 0; words[i]; i++)
            if (is_word_at(text + at, start - at, words[i]))
                return true;
    }
    return false;
}

/* 1.500.000.000 */
static bool is_sum(const char *text, const pk_number *self) {
    static const char *const currency[] = {"rp", "idr", "rupiah", NULL};
    bool thousands = self->groups > 1 && self->ends[0] <= 3;
    for (size_t i = 1; i < self->groups; i++)
        thousands = thousands && self->ends[i] - self->ends[i - 1] == 3 && text[self->behind[i - 1]] == '.';
    return thousands || follows(text, self->start, 4, currency);
}

/* A word for an account or a paper of identity in the bytes before the number, or for a telephone close to it. */
static bool is_announced(const char *text, size_t start) {
    static const char *const cues[] = {
        "rekening", "rek",  "norek", "transfer", "bca",     "bri",     "bni",       "mandiri",   "btn",   "bsi",
        "bank",     "dana", "ovo",   "gopay",    "linkaja", "virtual", "account",   "va",        "briva", "nik",
        "ktp",      "kk",   "npwp",  "cimb",     "permata", "danamon", "shopeepay", "identitas", "bpd",   NULL};
    static const char *const telephones[] = {"telp", "tlp", "telepon", "telpon", "wa",    "whatsapp", "hp",  "hotline",
                                             "call", "sms", "fax",     "faks",   "phone", "hubungi",  "tel", NULL};
    return follows(text, start, CUE_BYTES, cues) || follows(text, start, CLOSE_BYTES, telephones);
}

/* ---- rows of groups ---- */

static bool is_personal(const char *text, const pk_number *self, bool announced) {
    if (is_nik(self))
        return true;
    return !is_day(self) && (is_mobile(self) || is_fixed(text, self) || (announced && !is_sum(text, self)));
}

/* A telephone behind an account is a number of its own: rek 1234567890 0812-3456-7890. */
static size_t groups_before_telephone(const pk_number *row) {
    for (size_t i = 1; i < row->groups; i++) {
        size_t start = row->ends[i - 1];
        if (start >= LEAST_DIGITS && row->ends[i] - start >= 4 && memcmp(row->digits + start, "08", 2) == 0)
            return i;
    }
    return row->groups;
}

/* Groups of the longest beginning of the row that is such a number; 0: none. */
static size_t personal_groups(const char *text, pk_number row) {
    row.groups = groups_before_telephone(&row);
    bool announced = row.count >= LEAST_DIGITS && is_announced(text, row.start);
    for (; row.groups; row.groups--) {
        row.count = row.ends[row.groups - 1];
        if (row.count < LEAST_DIGITS)
            return 0;
        if (is_personal(text, &row, announced))
            return row.groups;
    }
    return 0;
}

/* Hides what begins with the group at `at` and returns where to go on. */
static size_t hide_from(char *text, size_t size, size_t at) {
    size_t end, digits = pk_digits_run(text, size, at, &end);
    if (digits >= ALWAYS) {
        pk_digits_hide(text, at, end);
        return end;
    }
    pk_number row = pk_digits_row(text, size, at);
    size_t groups = personal_groups(text, row);
    if (!groups)
        return end;
    pk_digits_hide(text, at, row.behind[groups - 1]);
    return row.behind[groups - 1];
}

void pk_mask(char *text, size_t size) {
    for (size_t at = 0; at < size;)
        at = pk_digits_begin(text, size, at) ? hide_from(text, size, at) : pk_digits_next(text, size, at);
}
