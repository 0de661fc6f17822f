/** @file form/expr_lex.c  Tokens of expressions. Strings are in expr_quoted.c. */
#include <math.h>
#include <string.h>

#include "core/json.h"
#include "form/expr_internal.h"

static bool refuse(pk_lexer *self, size_t at, const char *detail) {
    pk_fail_at(self->error, PILKADA_E_EXPRESSION, self->source, at, "%s", detail);
    return false;
}

static char peek(const pk_lexer *self, size_t ahead) {
    return self->at + ahead < self->source.size ? self->source.data[self->at + ahead] : '\0';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static void skip_blanks_and_comments(pk_lexer *self) {
    for (;;) {
        while (peek(self, 0) == ' ' || peek(self, 0) == '\t' || peek(self, 0) == '\n' || peek(self, 0) == '\r' ||
               peek(self, 0) == '\f')
            self->at++;
        if (peek(self, 0) != '/' || peek(self, 1) != '/')
            return;
        while (self->at < self->source.size && peek(self, 0) != '\n')
            self->at++;
    }
}

/* ---- numbers ---- */

static int hex_digit(char c) {
    if (pk_is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool lex_natural(pk_lexer *self, pk_token *token, unsigned base) {
    size_t first = self->at;
    for (int digit; (digit = base == 16                   ? hex_digit(peek(self, 0))
                             : pk_is_digit(peek(self, 0)) ? peek(self, 0) - '0'
                                                          : -1) >= 0;
         self->at++) {
        if (token->natural > (UINT64_MAX - (uint64_t)digit) / base)
            return refuse(self, first, "the number is too large for 64 bits");
        token->natural = token->natural * base + (uint64_t)digit;
    }
    if (self->at == first)
        return refuse(self, first, "digits are missing behind 0x");
    token->kind = PK_TOKEN_INT;
    if (peek(self, 0) == 'u' || peek(self, 0) == 'U') {
        token->kind = PK_TOKEN_UINT;
        self->at++;
    } else if (token->natural > (uint64_t)INT64_MAX + 1) {
        return refuse(self, first, "the number is too large for int; write a u behind it for uint");
    }
    return true;
}

/* Is it a number with a fraction or an exponent? Then its text is complete, but for a leading zero, to JSON's taste. */
static size_t double_size(const pk_lexer *self) {
    size_t n = 0, digits = 0;
    bool is_double = false;
    while (pk_is_digit(peek(self, n)))
        n++;
    digits = n;
    if (peek(self, n) == '.' && pk_is_digit(peek(self, n + 1))) {
        is_double = true;
        for (n++; pk_is_digit(peek(self, n)); n++)
            digits++;
    }
    if (digits && (peek(self, n) == 'e' || peek(self, n) == 'E')) {
        size_t sign = peek(self, n + 1) == '+' || peek(self, n + 1) == '-';
        if (pk_is_digit(peek(self, n + 1 + sign))) {
            is_double = true;
            for (n += 1 + sign; pk_is_digit(peek(self, n));)
                n++;
        }
    }
    return is_double ? n : 0;
}

static bool lex_double(pk_lexer *self, pk_token *token, size_t size) {
    char *text = pk_arena_alloc(self->arena, size + 1);
    if (!text)
        return pk_fail_memory(self->error), false;
    text[0] = '0';
    memcpy(text + 1, self->source.data + self->at, size);
    size_t zeros = 0; /* JSON has no leading zeros, except one in front of the dot */
    while (zeros < size && text[zeros] == '0' && pk_is_digit(text[zeros + 1]))
        zeros++;
    token->number = pk_number_double((pk_span){text + zeros, size + 1 - zeros});
    token->kind = PK_TOKEN_DOUBLE;
    if (isinf(token->number))
        return refuse(self, self->at, "the number is too large for double");
    self->at += size;
    return true;
}

static bool lex_number(pk_lexer *self, pk_token *token) {
    size_t size = double_size(self);
    bool ok;
    if (size) {
        ok = lex_double(self, token, size);
    } else if (peek(self, 0) == '0' && (peek(self, 1) == 'x' || peek(self, 1) == 'X')) {
        self->at += 2;
        ok = lex_natural(self, token, 16);
    } else {
        ok = lex_natural(self, token, 10);
    }
    if (ok && is_letter(peek(self, 0)))
        return refuse(self, self->at, "a number ends before a letter; put a blank or an operator between");
    return ok;
}

/* ---- names and signs ---- */

static void lex_name(pk_lexer *self, pk_token *token) {
    size_t first = self->at;
    while (is_letter(peek(self, 0)) || pk_is_digit(peek(self, 0)))
        self->at++;
    token->kind = PK_TOKEN_NAME;
    token->text = (pk_span){self->source.data + first, self->at - first};
}

static bool lex_sign(pk_lexer *self, pk_token *token) {
    static const char *const signs[] = {"&&", "||", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/",
                                        "%",  "!",  "?",  ":",  ".",  ",",  "(", ")", "[", "]", "{", "}"};
    pk_span rest = {self->source.data + self->at, self->source.size - self->at};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (!pk_span_starts_with(rest, signs[i]))
            continue;
        token->kind = PK_TOKEN_SIGN;
        token->text = pk_span_of(signs[i]);
        self->at += token->text.size;
        return true;
    }
    if (rest.data[0] == '=')
        return refuse(self, self->at, "a single = compares nothing; write ==");
    if (rest.data[0] == '&' || rest.data[0] == '|')
        return refuse(self, self->at, "write && for and, || for or");
    return refuse(self, self->at, "this character has no meaning in an expression");
}

/* CEL knows b'…', r'…' and br'…', in capitals too. */
static bool starts_quoted(const pk_lexer *self) {
    size_t ahead = peek(self, 0) == 'b' || peek(self, 0) == 'B';
    ahead += peek(self, ahead) == 'r' || peek(self, ahead) == 'R';
    return peek(self, ahead) == '"' || peek(self, ahead) == '\'';
}

bool pk_lex(pk_lexer *self, pk_token *token) {
    skip_blanks_and_comments(self);
    *token = (pk_token){.kind = PK_TOKEN_END, .offset = self->at};
    bool ok = true;
    if (self->at < self->source.size) {
        char c = peek(self, 0);
        if (starts_quoted(self))
            ok = pk_lex_quoted(self, token);
        else if (pk_is_digit(c) || (c == '.' && pk_is_digit(peek(self, 1))))
            ok = lex_number(self, token);
        else if (is_letter(c))
            lex_name(self, token);
        else
            ok = lex_sign(self, token);
    }
    token->end = self->at;
    return ok;
}
