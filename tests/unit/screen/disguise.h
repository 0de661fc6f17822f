/** @file disguise.h  Random texts that hold phrases in disguise. The same ones on every machine. */
#ifndef PILKADA_TEST_DISGUISE_H
#define PILKADA_TEST_DISGUISE_H

#include "screen_test.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define PICK(array, random) ((array)[test_random(random) % COUNT(array)])

#define DISGUISE_ENTRY(id, kind, more)                                                                                 \
    "{\"id\":\"" id "\",\"kind\":\"" kind "\",\"category\":\"klaim\",\"points\":1," more "}"

/** Every kind of entry; VIEWS is `,"views":[]` or nothing. */
#define DISGUISE_ENTRIES(VIEWS)                                                                                                                                                           \
    DISGUISE_ENTRY("tercoblos", "frasa", "\"text\":\"surat suara tercoblos\"" VIEWS)                                                                                                      \
    "," DISGUISE_ENTRY("curang", "kata", "\"text\":\"kecurangan\"" VIEWS) "," DISGUISE_ENTRY("orang", "frasa", "\"text\":[\"orang orangnya\",\"orang orang\"]" VIEWS) "," DISGUISE_ENTRY( \
        "pulsa", "frasa",                                                                                                                                                                 \
        "\"text\":\"bagi pulsa\"" VIEWS) "," DISGUISE_ENTRY("tidak", "frasa",                                                                                                             \
                                                            "\"text\":\"tidak sah yang\"" VIEWS) "," DISGUISE_ENTRY("jarak",                                                              \
                                                                                                                    "frasa_jarak",                                                        \
                                                                                                                    "\"parts\":[[\"surat "                                                \
                                                                                                                    "suara\",\"kotak\"],\"hilang\",\"di "                                 \
                                                                                                                    "sini\"],\"gap\":3" VIEWS) "," DISGUISE_ENTRY("segel",                \
                                                                                                                                                                  "regex",                \
                                                                                                                                                                  "\"patt"                \
                                                                                                                                                                  "ern\":"                \
                                                                                                                                                                  "\"sege"                \
                                                                                                                                                                  "l "                    \
                                                                                                                                                                  "\\\\w+"                \
                                                                                                                                                                  "\"" VIEWS)

/** What a hit of each entry may have matched; the words of an expression are not listed. */
static const struct {
    const char *rule, *form;
} disguise_forms[] = {{"tercoblos", "surat suara tercoblos"},
                      {"curang", "kecurangan"},
                      {"orang", "orang orangnya"},
                      {"orang", "orang orang"},
                      {"pulsa", "bagi pulsa"},
                      {"tidak", "tidak sah yang"},
                      {"jarak", "surat suara … hilang … di sini"},
                      {"jarak", "kotak … hilang … di sini"}};

static const char *const disguise_words[] = {
    "surat", "suara", "tercoblos", "kecurangan", "orang", "orangnya", "orang2", "orang2nya", "bagi", "pulsa",
    "tidak", "tdk",   "sah",       "yang",       "yg",    "kotak",    "hilang", "di",        "sini", "segel",
    "rusak", "kpu",   "a",         "2024",       "tps01", "c1",       "dan",    "b",         "hil4", "ng"};
static const char *const disguise_gaps[] = {" ",  " ", " ", " ", " ", " ",    " ",        ", ",    " - ", "\n", ". ",
                                            "! ", ".", "-", "$", "@", "\n\n", "\xC2\xA0", " \xFF", "/",   "_"};
/** Phrases, so that random texts hold many. */
static const char *const disguise_phrases[] = {"surat suara tercoblos",
                                               "kecurangan",
                                               "orang orangnya",
                                               "orang2nya",
                                               "bagi pulsa",
                                               "tidak sah yang",
                                               "tdk sah yg",
                                               "surat suara hilang di sini",
                                               "orang2",
                                               "segel rusak",
                                               "kotak itu hilang dari di sini"};

/** Look-alikes by letter, a to z, many of them by their second reading; NULL: none here. */
static const char *const disguise_alikes[26][3] = {
    ['a' - 'a'] = {"а", "𝗮", "á"},  ['b' - 'a'] = {"Ƅ", "б", "ⓑ"},  ['c' - 'a'] = {"с", "𝓬", "ç"},
    ['d' - 'a'] = {"ⅾ", "д", "ｄ"}, ['e' - 'a'] = {"е", "𝒆", "é"},  ['g' - 'a'] = {"ɡ", "г", "γ"},
    ['h' - 'a'] = {"һ", "н", "ｈ"}, ['i' - 'a'] = {"Ӏ", "і", "ｉ"}, ['k' - 'a'] = {"𝗸", "ｋ", "Ⓚ"},
    ['l' - 'a'] = {"Ӏ", "λ", "ⅼ"},  ['n' - 'a'] = {"н", "ν", "ñ"},  ['o' - 'a'] = {"о", "ω", "ö"},
    ['p' - 'a'] = {"р", "п", "ⓟ"},  ['r' - 'a'] = {"р", "ρ", "г"},  ['s' - 'a'] = {"ѕ", "с", "σ"},
    ['t' - 'a'] = {"𝘁", "ｔ", "ť"}, ['u' - 'a'] = {"у", "υ", "μ"},  ['y' - 'a'] = {"у", "υ", "ｙ"}};

static char disguise_leet(char c) {
    static const char digits[128] = {['a'] = '4', ['o'] = '0', ['e'] = '3', ['i'] = '1', ['s'] = '5', ['t'] = '7'};
    return digits[(unsigned char)c & 0x7F] ? digits[(unsigned char)c & 0x7F] : c;
}

static char disguise_sign(char c) {
    return c == 'a' ? '@' : c == 's' ? '$' : c == 'i' ? '!' : c;
}

static void disguise_put(char *out, char c, uint64_t *random, unsigned kind) {
    static const char *const unseen[] = {"\u200B", "\u0301", "\u00AD", "\u200D\u0336", "\uFE0F"};
    char one[2] = {c, '\0'};
    bool rarely = test_random(random) % 3 == 0;
    const char *alike = c >= 'a' && c <= 'z' ? disguise_alikes[c - 'a'][test_random(random) % 3] : NULL;
    if (kind == 3 && rarely)
        one[0] = disguise_leet(c);
    else if (kind == 4 && rarely)
        one[0] = disguise_sign(c);
    else if (kind == 6)
        one[0] = c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
    strcat(out, kind == 1 && alike && test_random(random) % 2 ? alike : one);
    if (kind == 2 && rarely)
        strcat(out, PICK(unseen, random));
    for (unsigned i = 0; kind == 5 && rarely && i < 3; i++)
        strcat(out, one);
}

/** Append a word in one of nine ways, two of them plain. */
static void disguise_word(char *out, const char *word, uint64_t *random) {
    static const char *const joints[] = {" ", ".", "-", "*"};
    unsigned kind = test_random(random) % 9;
    const char *joint = PICK(joints, random);
    for (const char *p = word; *p; p++) {
        disguise_put(out, *p, random, kind);
        if (kind == 7 && p[1])
            strcat(out, joint);
    }
}

/** Append the words of a phrase, each in a disguise of its own. */
static void disguise_phrase(char *out, const char *phrase, uint64_t *random) {
    char copy[128];
    strcpy(copy, phrase);
    for (char *word = copy, *end; word; word = end ? end + 1 : NULL) {
        end = strchr(word, ' ');
        if (end)
            *end = '\0';
        disguise_word(out, word, random);
        if (end)
            strcat(out, test_random(random) % 6 ? " " : PICK(disguise_gaps, random));
    }
}

/** A text of up to `words` words and phrases; `out` has 256 bytes for each, and is a string. */
static void disguise_text(char *out, unsigned words, uint64_t *random) {
    out[0] = '\0';
    for (unsigned left = test_random(random) % words; left > 0; left--) {
        size_t size = strlen(out);
        if (test_random(random) % 3)
            disguise_word(out + size, PICK(disguise_words, random), random);
        else
            disguise_phrase(out + size, PICK(disguise_phrases, random), random);
        strcat(out + size, PICK(disguise_gaps, random));
    }
}

#endif
