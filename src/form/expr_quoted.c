/** @file form/expr_quoted.c  String and bytes literals with their prefixes, quotes and escapes. */
#include <string.h>

#include "form/expr_internal.h"

typedef struct quoted {
    pk_lexer *lexer;
    bool raw, bytes;
    size_t quotes; /* 1 or 3 */
    char quote;
    char *out;
    size_t size;
} quoted;

static bool refuse(quoted *self, size_t at, const char *detail) {
    pk_fail_at(self->lexer->error, PILKADA_E_EXPRESSION, self->lexer->source, at, "%s", detail);
    return false;
}

static char peek(const quoted *self, size_t ahead) {
    size_t at = self->lexer->at + ahead;
    return at < self->lexer->source.size ? self->lexer->source.data[at] : '\0';
}

static void read_prefix(quoted *self) {
    self->bytes = peek(self, 0) == 'b' || peek(self, 0) == 'B';
    self->lexer->at += self->bytes;
    self->raw = peek(self, 0) == 'r' || peek(self, 0) == 'R';
    self->lexer->at += self->raw;
    self->quote = peek(self, 0);
    self->quotes = peek(self, 1) == self->quote && peek(self, 2) == self->quote ? 3 : 1;
    self->lexer->at += self->quotes;
}

static bool at_end(const quoted *self) {
    for (size_t i = 0; i < self->quotes; i++)
        if (peek(self, i) != self->quote)
            return false;
    return true;
}

/* `digits` digits of a base; -1 if they are not there. */
static int64_t digits(const quoted *self, size_t first, size_t count, int base) {
    int64_t value = 0;
    for (size_t i = first; i < first + count; i++) {
        char c = peek(self, i);
        int digit = pk_is_digit(c)         ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : 99;
        if (digit >= base)
            return -1;
        value = value * base + digit;
    }
    return value;
}

/* \x and octal name a code point in a string, a byte in bytes. */
static bool put_code(quoted *self, int64_t value, size_t taken) {
    size_t at = self->lexer->at;
    if (value < 0)
        return refuse(self, at, "digits are missing in this escape");
    if (self->bytes) {
        if (value > 255)
            return refuse(self, at, "a byte ends at 255");
        self->out[self->size++] = (char)value;
    } else {
        size_t size = pk_utf8_encode((uint32_t)value, self->out + self->size);
        if (!size)
            return refuse(self, at, "not a code point that a text can hold");
        self->size += size;
    }
    self->lexer->at += taken;
    return true;
}

static bool read_escape(quoted *self) {
    static const char names[] = "abfnrtv\\?\"'`", values[] = "\a\b\f\n\r\t\v\\?\"'`";
    char c = peek(self, 1);
    const char *simple = c ? strchr(names, c) : NULL;
    if (simple) {
        self->out[self->size++] = values[simple - names];
        self->lexer->at += 2;
        return true;
    }
    if (c == 'x' || c == 'X')
        return put_code(self, digits(self, 2, 2, 16), 4);
    if ((c == 'u' || c == 'U') && self->bytes)
        return refuse(self, self->lexer->at, "bytes have no \\u escapes; write \\x");
    if (c == 'u')
        return put_code(self, digits(self, 2, 4, 16), 6);
    if (c == 'U')
        return put_code(self, digits(self, 2, 8, 16), 10);
    if (c >= '0' && c <= '3')
        return put_code(self, digits(self, 1, 3, 8), 4);
    return refuse(self, self->lexer->at, "no such escape; write \\\\ for a backslash");
}

static bool read_body(quoted *self) {
    while (!at_end(self)) {
        if (self->lexer->at >= self->lexer->source.size)
            return refuse(self, self->lexer->source.size, "the closing quote is missing");
        char c = peek(self, 0);
        if (c == '\n' && self->quotes == 1)
            return refuse(self, self->lexer->at, "a text ends on its line; write \\n or use three quotes");
        if (c == '\0')
            return refuse(self, self->lexer->at, "NUL has no place in a text");
        if (c == '\\' && !self->raw) {
            if (!read_escape(self))
                return false;
            continue;
        }
        self->out[self->size++] = c;
        self->lexer->at++;
    }
    self->lexer->at += self->quotes;
    return true;
}

bool pk_lex_quoted(pk_lexer *lexer, pk_token *token) {
    quoted self = {.lexer = lexer, .out = pk_arena_alloc(lexer->arena, lexer->source.size - lexer->at + 1)};
    if (!self.out)
        return pk_fail_memory(lexer->error), false;
    read_prefix(&self);
    if (!read_body(&self))
        return false;
    self.out[self.size] = '\0';
    token->kind = self.bytes ? PK_TOKEN_BYTES : PK_TOKEN_STRING;
    token->text = (pk_span){self.out, self.size};
    return true;
}
