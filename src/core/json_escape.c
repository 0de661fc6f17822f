/** @file core/json_escape.c  Escapes in JSON strings: see core/json_internal.h. */
#include "core/json_internal.h"

static const char escapes[] = "\"\\/bfnrt";
static const char meanings[] = "\"\\/\b\f\n\r\t";

static int hex_value(char c) {
    if (pk_is_digit(c))
        return c - '0';
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* The code unit of \uXXXX at `p`, or -1. */
static int32_t code_unit(const char *p, const char *end) {
    if (end - p < 6 || p[0] != '\\' || p[1] != 'u')
        return -1;
    int32_t unit = 0;
    for (int i = 2; i < 6; i++) {
        int digit = hex_value(p[i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

static bool is_high_surrogate(int32_t unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}

static bool is_low_surrogate(int32_t unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

size_t pk_json_escape_length(const char *p, const char *end, bool nul_allowed) {
    if (end - p < 2)
        return 0;
    if (p[1] != 'u')
        return p[1] && strchr(escapes, p[1]) ? 2 : 0;
    int32_t unit = code_unit(p, end);
    if (unit < 0 || (unit == 0 && !nul_allowed) || is_low_surrogate(unit))
        return 0;
    if (!is_high_surrogate(unit))
        return 6;
    return is_low_surrogate(code_unit(p + 6, end)) ? 12 : 0;
}

/* One escape; returns the bytes written and moves *p behind it. */
static size_t put_meaning(char *out, const char **p, const char *end) {
    const char *at = *p;
    if (at[1] != 'u') {
        *p = at + 2;
        *out = meanings[strchr(escapes, at[1]) - escapes];
        return 1;
    }
    int32_t unit = code_unit(at, end);
    *p = at + 6;
    if (is_high_surrogate(unit)) {
        unit = 0x10000 + (unit - 0xD800) * 0x400 + (code_unit(at + 6, end) - 0xDC00);
        *p = at + 12;
    }
    char bytes[4];
    size_t length = pk_utf8_encode((uint32_t)unit, bytes);
    memcpy(out, bytes, length);
    return length;
}

size_t pk_json_unescape_into(char *out, pk_span text) {
    const char *p = text.data, *end = p + text.size;
    size_t size = 0;
    while (p < end) {
        if (*p == '\\')
            size += put_meaning(out + size, &p, end);
        else
            out[size++] = *p++;
    }
    return size;
}
