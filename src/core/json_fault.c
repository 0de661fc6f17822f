/** @file core/json_fault.c  Why a JSON text is refused, and how to mend it: see core/json_fault.h. */
#include "core/json_fault.h"

static pk_json_fault syntax(const char *detail) {
    return (pk_json_fault){PILKADA_E_SYNTAX, NULL, detail};
}

static pk_json_fault syntax_at(const char *where, const char *detail) {
    return (pk_json_fault){PILKADA_E_SYNTAX, where, detail};
}

static pk_json_fault encoding(const char *detail) {
    return (pk_json_fault){PILKADA_E_ENCODING, NULL, detail};
}

static bool starts(const char *p, const char *end, const char *word) {
    return pk_span_starts_with((pk_span){p, (size_t)(end - p)}, word);
}

static bool is_letter(char c) {
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'z';
}

/* The last byte in front of `p` that is not blank; NULL at the beginning. */
static const char *before(const char *begin, const char *p) {
    while (p > begin)
        if (*--p != ' ' && *p != '\t' && *p != '\n' && *p != '\r')
            return p;
    return NULL;
}

/* Bytes that are wrong wherever a value, a name or a mark may stand. */
static bool is_foreign(const char *p, const char *end, pk_json_fault *fault) {
    unsigned char c = (unsigned char)*p;
    if (c == '\0')
        *fault = syntax("a NUL byte: remove it, and check that the text is UTF-8 and its size is right");
    else if (starts(p, end, "\xEF\xBB\xBF"))
        *fault = syntax("a byte order mark: save the text as UTF-8 without it");
    else if (c >= 0x80 && !pk_utf8_length(p, end))
        *fault = encoding("the text is not UTF-8: save it as UTF-8");
    else if (c >= 0x80)
        *fault = syntax("a letter or sign that JSON does not know here: put text in double quotes");
    else if (c < 0x20)
        *fault = syntax("a control character between values: only space, tab and line ends may stand there");
    else if (c == '\'')
        *fault = syntax("a single quote: put text in double quotes");
    else if (c == '/' || c == '#')
        *fault = syntax("JSON has no comments: remove it");
    else
        return false;
    return true;
}

static const struct {
    const char *word, *detail;
} not_values[] = {
    {"NaN", "NaN is not JSON: write null, or leave the member out"},
    {"nan", "NaN is not JSON: write null, or leave the member out"},
    {"Infinity", "Infinity is not JSON: write null, or leave the member out"},
    {"inf", "Infinity is not JSON: write null, or leave the member out"},
    {"True", "write true in lower case"},
    {"TRUE", "write true in lower case"},
    {"False", "write false in lower case"},
    {"FALSE", "write false in lower case"},
    {"None", "write null instead of None"},
    {"Null", "write null in lower case"},
    {"NULL", "write null in lower case"},
    {"undefined", "write null instead of undefined, or leave the member out"},
    {"+", "a plus sign in front of a number: remove it"},
    {".", "a decimal point without a digit in front: write 0 there, as in 0.5"},
    {",", "a value is missing in front of the comma: add it, or remove the comma"},
    {":", "a colon where a value must be: only the members of an object have names"},
    {"}", "a value is missing in front of the closing brace: add it"},
    {"]", "a closing bracket where a value must be: add the value, or remove the bracket"},
    {"`", "a back quote: put text in double quotes"},
};

pk_json_fault pk_json_fault_at_value(const char *begin, const char *p, const char *end) {
    const char *last = before(begin, p);
    pk_json_fault fault;
    if (p == end && !last)
        return syntax("the text is empty: write one JSON value");
    if (p == end)
        return syntax("the text ends where a value must follow: is it complete?");
    if (*p == ']' && last && *last == ',')
        return syntax_at(last, "remove the comma after the last element");
    if (is_foreign(p, end, &fault))
        return fault;
    for (size_t i = 0; i < sizeof not_values / sizeof *not_values; i++)
        if (starts(p, end, not_values[i].word))
            return syntax(not_values[i].detail);
    if (is_letter(*p))
        return syntax("an unknown word: put text in double quotes; the only words are true, false and null");
    return syntax("a value must begin here: a text in double quotes, a number, true, false, null, [ or {");
}

pk_json_fault pk_json_fault_at_key(const char *begin, const char *p, const char *end) {
    const char *last = before(begin, p);
    pk_json_fault fault;
    if (p == end)
        return syntax("the text ends inside an object: is it complete? Close the object with }");
    if (*p == '}' && last && *last == ',')
        return syntax_at(last, "remove the comma after the last member");
    if (is_foreign(p, end, &fault))
        return fault;
    if (*p == ',')
        return syntax("a member is missing in front of the comma: remove the comma");
    if (*p == ']')
        return syntax("an object is closed by ]: write }");
    return syntax("the name of a member must begin here: put it in double quotes");
}

pk_json_fault pk_json_fault_at_colon(const char *p, const char *end) {
    pk_json_fault fault;
    if (p == end)
        return syntax("the text ends behind a name: is it complete? Add a colon and the value");
    if (*p != '\'' && is_foreign(p, end, &fault))
        return fault;
    return syntax("a colon is missing between the name and its value");
}

static bool begins_value(char c) {
    return c == '"' || c == '{' || c == '[' || c == '-' || pk_is_digit(c) || is_letter(c) || c == '\'';
}

pk_json_fault pk_json_fault_at_comma(bool object, const char *p, const char *end) {
    pk_json_fault fault;
    if (p == end)
        return syntax(object ? "the text ends inside an object: is it complete? Close the object with }"
                             : "the text ends inside an array: is it complete? Close the array with ]");
    if (*p == (object ? ']' : '}'))
        return syntax(object ? "an object is closed by ]: write }" : "an array is closed by }: write ]");
    if (*p == ':')
        return syntax(object ? "a second colon: a member has one name and one value"
                             : "a name in an array: only the members of an object have names");
    if (*p != '\'' && is_foreign(p, end, &fault))
        return fault;
    if (begins_value(*p))
        return syntax(object ? "a comma is missing in front of the next member"
                             : "a comma is missing in front of the next element");
    return syntax(object ? "a comma or } must follow the value" : "a comma or ] must follow the value");
}

pk_json_fault pk_json_fault_behind(const char *p, const char *end) {
    pk_json_fault fault;
    if (*p == ',')
        return syntax("a comma behind the last value: remove it");
    if (*p == '}' || *p == ']')
        return syntax("one closing bracket too many: remove it");
    if (begins_value(*p) && *p != '\'')
        return syntax("a second value behind the first: one text holds one value");
    if (is_foreign(p, end, &fault))
        return fault;
    return syntax("something follows the value: one text holds one value");
}

static pk_json_fault in_escape(const char *p, const char *end) {
    if (end - p >= 2 && p[1] != 'u')
        return syntax(
            "an unknown escape: only \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hex digits are allowed");
    if (starts(p, end, "\\u0000"))
        return syntax("the escape \\u0000 is NUL, which no text may hold: remove it");
    for (const char *digit = p + 2; digit < p + 6; digit++)
        if (digit >= end || !((*digit >= '0' && *digit <= '9') || ((*digit | 0x20) >= 'a' && (*digit | 0x20) <= 'f')))
            return syntax("\\u needs four hex digits, as in \\u00e9");
    return syntax("half a surrogate pair: write both halves, as in \\ud83d\\ude00, or the letter itself");
}

pk_json_fault pk_json_fault_in_string(const char *start, const char *p, const char *end) {
    if (p == end || (*p == '\\' && end - p == 1))
        return syntax_at(start - 1, "a text that is not closed: add the double quote at its end");
    if (*p == '\\')
        return in_escape(p, end);
    if (*p == '\0')
        return syntax("a NUL byte inside a text: remove it");
    if (*p == '\n' || *p == '\r')
        return syntax("a line end inside a text: close the text with a double quote, or write the line end as \\n");
    if (*p == '\t')
        return syntax("a tab inside a text: write it as \\t");
    if ((unsigned char)*p < 0x20)
        return syntax("a control character inside a text: remove it, or write it as \\u and four hex digits");
    return encoding("bytes that are not UTF-8 inside a text: save it as UTF-8");
}

pk_json_fault pk_json_fault_in_number(const char *digits, const char *end) {
    if (digits < end && *digits == '0')
        return syntax("a number begins with 0: remove the zeros in front, or put a code in double quotes");
    if (starts(digits, end, "Infinity") || starts(digits, end, "NaN"))
        return syntax("Infinity and NaN are not JSON: write null, or leave the member out");
    return syntax("a minus sign without a digit behind it: add the number");
}
