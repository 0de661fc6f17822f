/** @file core/json_fault.c  Why a JSON text is refused, and how to mend it: see core/json_internal.h. */
#include "core/json_internal.h"

pk_json_kind pk_json_bad(pk_json *self, pilkada_status status, const char *where, const char *detail) {
    self->kind = PK_JSON_BAD;
    self->expect = PK_JSON_EXPECT_NOTHING;
    self->status = status;
    self->fault = where;
    self->detail = detail;
    return PK_JSON_BAD;
}

pk_json_kind pk_json_bad_memory(pk_json *self) {
    return pk_json_bad(self, PILKADA_E_NOMEM, self->cursor, "out of memory");
}

static pk_json_kind syntax(pk_json *self, const char *where, const char *detail) {
    return pk_json_bad(self, PILKADA_E_SYNTAX, where, detail);
}

static pk_json_kind encoding(pk_json *self, const char *where, const char *detail) {
    return pk_json_bad(self, PILKADA_E_ENCODING, where, detail);
}

static bool starts(const pk_json *self, const char *p, const char *word) {
    return pk_span_starts_with((pk_span){p, (size_t)(self->end - p)}, word);
}

static bool is_letter(char c) {
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'z';
}

/* Is there a comma in front of `p`, blanks aside? Its place, or NULL. */
static const char *comma_before(const pk_json *self, const char *p) {
    while (p > self->begin)
        if (*--p != ' ' && *p != '\t' && *p != '\n' && *p != '\r')
            return *p == ',' ? p : NULL;
    return NULL;
}

/* Bytes that are wrong wherever a value, a name or a mark may stand; true when refused. */
static bool refuse_foreign(pk_json *self, const char *p) {
    unsigned char c = (unsigned char)*p;
    if (c == '\0')
        syntax(self, p, "a NUL byte: remove it, and check that the text is UTF-8 and its size is right");
    else if (starts(self, p, "\xEF\xBB\xBF"))
        syntax(self, p, "a byte order mark: save the text as UTF-8 without it");
    else if (c >= 0x80 && !pk_utf8_length(p, self->end))
        encoding(self, p, "the text is not UTF-8: save it as UTF-8");
    else if (c >= 0x80)
        syntax(self, p, "a letter or sign that JSON does not know here: put text in double quotes");
    else if (c < 0x20)
        syntax(self, p, "a control character between values: only space, tab and line ends may stand there");
    else if (c == '\'')
        syntax(self, p, "a single quote: put text in double quotes");
    else if (c == '/' || c == '#')
        syntax(self, p, "JSON has no comments: remove it");
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

pk_json_kind pk_json_bad_value(pk_json *self, const char *p) {
    const char *comma = comma_before(self, p);
    if (p == self->end)
        return self->kind == PK_JSON_END ? syntax(self, p, "the text is empty: write one JSON value")
                                         : syntax(self, p, "the text ends where a value must follow: is it complete?");
    if (*p == ']' && comma)
        return syntax(self, comma, "remove the comma after the last element");
    if (refuse_foreign(self, p))
        return PK_JSON_BAD;
    for (size_t i = 0; i < sizeof not_values / sizeof *not_values; i++)
        if (starts(self, p, not_values[i].word))
            return syntax(self, p, not_values[i].detail);
    if (is_letter(*p))
        return syntax(self, p, "an unknown word: put text in double quotes; the only words are true, false and null");
    return syntax(self, p, "a value must begin here: a text in double quotes, a number, true, false, null, [ or {");
}

static const char open_object[] = "the text ends inside an object: is it complete? Close the object with }";
static const char open_array[] = "the text ends inside an array: is it complete? Close the array with ]";

pk_json_kind pk_json_bad_key(pk_json *self, const char *p) {
    const char *comma = comma_before(self, p);
    if (p == self->end)
        return syntax(self, p, open_object);
    if (*p == '}' && comma)
        return syntax(self, comma, "remove the comma after the last member");
    if (refuse_foreign(self, p))
        return PK_JSON_BAD;
    if (*p == ',')
        return syntax(self, p, "a member is missing in front of the comma: remove the comma");
    if (*p == ']')
        return syntax(self, p, "an object is closed by ]: write }");
    return syntax(self, p, "the name of a member must begin here: put it in double quotes");
}

pk_json_kind pk_json_bad_colon(pk_json *self, const char *p) {
    if (p == self->end)
        return syntax(self, p, "the text ends behind a name: is it complete? Add a colon and the value");
    if (*p != '\'' && refuse_foreign(self, p))
        return PK_JSON_BAD;
    return syntax(self, p, "a colon is missing between the name and its value");
}

static bool begins_value(char c) {
    return c == '"' || c == '{' || c == '[' || c == '-' || pk_is_digit(c) || is_letter(c);
}

static pk_json_kind bad_comma_in_object(pk_json *self, const char *p) {
    if (p == self->end)
        return syntax(self, p, open_object);
    if (*p == ']')
        return syntax(self, p, "an object is closed by ]: write }");
    if (*p == ':')
        return syntax(self, p, "a second colon: a member has one name and one value");
    if (begins_value(*p) || *p == '\'')
        return syntax(self, p, "a comma is missing in front of the next member");
    return refuse_foreign(self, p) ? PK_JSON_BAD : syntax(self, p, "a comma or } must follow the value");
}

static pk_json_kind bad_comma_in_array(pk_json *self, const char *p) {
    if (p == self->end)
        return syntax(self, p, open_array);
    if (*p == '}')
        return syntax(self, p, "an array is closed by }: write ]");
    if (*p == ':')
        return syntax(self, p, "a name in an array: only the members of an object have names");
    if (begins_value(*p) || *p == '\'')
        return syntax(self, p, "a comma is missing in front of the next element");
    return refuse_foreign(self, p) ? PK_JSON_BAD : syntax(self, p, "a comma or ] must follow the value");
}

pk_json_kind pk_json_bad_comma(pk_json *self, const char *p, bool object) {
    return object ? bad_comma_in_object(self, p) : bad_comma_in_array(self, p);
}

pk_json_kind pk_json_bad_end(pk_json *self, const char *p) {
    if (*p == ',')
        return syntax(self, p, "a comma behind the last value: remove it");
    if (*p == '}' || *p == ']')
        return syntax(self, p, "one closing bracket too many: remove it");
    if (begins_value(*p))
        return syntax(self, p, "a second value behind the first: one text holds one value");
    return refuse_foreign(self, p) ? PK_JSON_BAD : syntax(self, p, "something follows the value: remove it");
}

static bool is_hex_digit(char c) {
    return pk_is_digit(c) || (is_letter(c) && (c | 0x20) <= 'f');
}

static pk_json_kind bad_escape(pk_json *self, const char *p) {
    if (p[1] != 'u')
        return syntax(self, p, "an unknown escape: the backslash stands only before \" \\ / b f n r t and u");
    if (starts(self, p, "\\u0000"))
        return syntax(self, p, "the escape \\u0000 is NUL, which no text may hold: remove it");
    for (const char *digit = p + 2; digit < p + 6; digit++)
        if (digit >= self->end || !is_hex_digit(*digit))
            return syntax(self, p, "\\u needs four hex digits, as in \\u00e9");
    return syntax(self, p, "half a surrogate pair: write both halves, as in \\ud83d\\ude00, or the letter itself");
}

pk_json_kind pk_json_bad_string(pk_json *self, const char *start, const char *p) {
    if (p == self->end || (*p == '\\' && self->end - p == 1))
        return syntax(self, start - 1, "a text that is not closed: add the double quote at its end");
    if (*p == '\\')
        return bad_escape(self, p);
    if (*p == '\0')
        return syntax(self, p, "a NUL byte inside a text: remove it");
    if (*p == '\n' || *p == '\r')
        return syntax(self, p, "a line end inside a text: add the double quote that closes it, or write \\n");
    if (*p == '\t')
        return syntax(self, p, "a tab inside a text: write it as \\t");
    if ((unsigned char)*p < 0x20)
        return syntax(self, p, "a control character inside a text: remove it, or write it as \\u and four hex digits");
    return encoding(self, p, "bytes that are not UTF-8 inside a text: save it as UTF-8");
}

pk_json_kind pk_json_bad_number(pk_json *self, const char *digits) {
    if (digits < self->end && *digits == '0')
        return syntax(self, digits,
                      "a number begins with 0: remove the zeros in front, or put a code in double quotes");
    if (starts(self, digits, "Infinity") || starts(self, digits, "NaN"))
        return syntax(self, digits, "Infinity and NaN are not JSON: write null, or leave the member out");
    return syntax(self, digits, "a minus sign without a digit behind it: add the number");
}
