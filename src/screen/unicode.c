/** @file screen/unicode.c  Look-ups in the generated tables. */
#include "screen/unicode.h"

const uint8_t pk_ascii_kind[128] = {
    ['0'] = PK_KIND_DIGIT,  ['1'] = PK_KIND_DIGIT,  ['2'] = PK_KIND_DIGIT,  ['3'] = PK_KIND_DIGIT,
    ['4'] = PK_KIND_DIGIT,  ['5'] = PK_KIND_DIGIT,  ['6'] = PK_KIND_DIGIT,  ['7'] = PK_KIND_DIGIT,
    ['8'] = PK_KIND_DIGIT,  ['9'] = PK_KIND_DIGIT,  ['A'] = PK_KIND_LETTER, ['B'] = PK_KIND_LETTER,
    ['C'] = PK_KIND_LETTER, ['D'] = PK_KIND_LETTER, ['E'] = PK_KIND_LETTER, ['F'] = PK_KIND_LETTER,
    ['G'] = PK_KIND_LETTER, ['H'] = PK_KIND_LETTER, ['I'] = PK_KIND_LETTER, ['J'] = PK_KIND_LETTER,
    ['K'] = PK_KIND_LETTER, ['L'] = PK_KIND_LETTER, ['M'] = PK_KIND_LETTER, ['N'] = PK_KIND_LETTER,
    ['O'] = PK_KIND_LETTER, ['P'] = PK_KIND_LETTER, ['Q'] = PK_KIND_LETTER, ['R'] = PK_KIND_LETTER,
    ['S'] = PK_KIND_LETTER, ['T'] = PK_KIND_LETTER, ['U'] = PK_KIND_LETTER, ['V'] = PK_KIND_LETTER,
    ['W'] = PK_KIND_LETTER, ['X'] = PK_KIND_LETTER, ['Y'] = PK_KIND_LETTER, ['Z'] = PK_KIND_LETTER,
    ['a'] = PK_KIND_LETTER, ['b'] = PK_KIND_LETTER, ['c'] = PK_KIND_LETTER, ['d'] = PK_KIND_LETTER,
    ['e'] = PK_KIND_LETTER, ['f'] = PK_KIND_LETTER, ['g'] = PK_KIND_LETTER, ['h'] = PK_KIND_LETTER,
    ['i'] = PK_KIND_LETTER, ['j'] = PK_KIND_LETTER, ['k'] = PK_KIND_LETTER, ['l'] = PK_KIND_LETTER,
    ['m'] = PK_KIND_LETTER, ['n'] = PK_KIND_LETTER, ['o'] = PK_KIND_LETTER, ['p'] = PK_KIND_LETTER,
    ['q'] = PK_KIND_LETTER, ['r'] = PK_KIND_LETTER, ['s'] = PK_KIND_LETTER, ['t'] = PK_KIND_LETTER,
    ['u'] = PK_KIND_LETTER, ['v'] = PK_KIND_LETTER, ['w'] = PK_KIND_LETTER, ['x'] = PK_KIND_LETTER,
    ['y'] = PK_KIND_LETTER, ['z'] = PK_KIND_LETTER,
};

const char pk_ascii_lower[128] =
    "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17"
    "\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f !\"#$%&'()*+,-./0123456789:;<=>?@abcdefghijklmnopqrstuvwxyz[\\]^_"
    "`abcdefghijklmnopqrstuvwxyz{|}~";

static uint16_t table_value(uint32_t code_point) {
    return pk_unicode_stage2[(size_t)pk_unicode_stage1[code_point >> 7] * 128 + (code_point & 127)];
}

static pk_span pool_text(uint32_t place) {
    return (pk_span){(const char *)pk_unicode_pool + place + 1, pk_unicode_pool[place]};
}

pk_unicode_kind pk_code_point_kind(uint32_t code_point) {
    uint16_t value = table_value(code_point);
    return (pk_unicode_kind)(value < 8 ? value : pk_unicode_folds[value - 8].kind);
}

static void fold_glyph(pk_glyph *glyph, const pk_unicode_fold *fold) {
    glyph->kind = (pk_unicode_kind)fold->kind;
    if (fold->strict)
        glyph->strict = pool_text(fold->strict);
    if (fold->wide)
        glyph->wide = pool_text(fold->wide);
    glyph->folded = fold->wide != fold->strict;
    glyph->capital = fold->strict != 0;
    glyph->other = (char)fold->other;
}

pk_glyph pk_glyph_read(const char *p, const char *end) {
    uint32_t code_point;
    size_t length = pk_utf8_decode(p, end, &code_point);
    if (length == 0)
        return (pk_glyph){0xFFFD, 1, PK_KIND_OTHER, PK_SPAN("\xEF\xBF\xBD"), PK_SPAN("\xEF\xBF\xBD"), false, false, 0};
    pk_glyph glyph = {code_point, (uint32_t)length, PK_KIND_OTHER, {p, length}, {p, length}, false, false, 0};
    uint16_t value = table_value(code_point);
    if (value >= 8)
        fold_glyph(&glyph, &pk_unicode_folds[value - 8]);
    else
        glyph.kind = (pk_unicode_kind)value;
    if (glyph.kind == PK_KIND_MARK || glyph.kind == PK_KIND_INVISIBLE)
        glyph.wide = (pk_span){p, 0};
    return glyph;
}
