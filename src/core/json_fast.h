/**
 * @file core/json_fast.h  The straight path of the JSON reader, for the loop that reads reports.
 *
 * Each function reads the whole event, or leaves the reader as it was to pk_json_read_event(). The place of a token
 * follows from the length of the one before; waiting for it is most of what is left to do. So a blank is stepped over
 * by a branch, which the processor foresees, not by adding a comparison, for which it would wait.
 */
#ifndef PK_CORE_JSON_FAST_H
#define PK_CORE_JSON_FAST_H

#include "core/json_internal.h"
#include "core/json_scan.h"

#if defined(__GNUC__)
#define PK_LIKELY(condition) __builtin_expect((condition), 1)
#define PK_STAYS_A_BRANCH __asm__ volatile("")
#else
#define PK_LIKELY(condition) (condition)
#define PK_STAYS_A_BRANCH ((void)0)
#endif

static inline const char *pk_json_behind_blank(const char *p) {
    if (PK_LIKELY(*p == ' ')) {
        PK_STAYS_A_BRANCH;
        p++;
    }
    return p;
}

static inline pk_json_kind pk_json_done(pk_json *self, pk_json_kind kind, const char *start, const char *stop) {
    self->kind = kind;
    self->text = (pk_span){start, (size_t)(stop - start)};
    self->cursor = stop;
    self->expect = self->after;
    return kind;
}

static inline pk_json_kind pk_json_end_key(pk_json *self, const char *colon) {
    self->cursor = colon + 1;
    self->expect = PK_JSON_EXPECT_VALUE;
    self->kind = PK_JSON_KEY;
    pk_json_watch *names = self->keys;
    return names && names->on ? pk_json_remember_key(self, names) : PK_JSON_KEY;
}

/* A comma, a blank, a quote, sixteen bytes, a quote and a colon fit; and a comma, a blank and nine digits. */
enum { PK_JSON_ROOM = 32 };

static inline bool pk_json_has_room(const pk_json *self, const char *p) {
    return self->end - p >= PK_JSON_ROOM;
}

/* The closing quote of plain text, or NULL. Only the quote is on the way to the next token, which waits for it. */
static inline const char *pk_json_plain_text_end(const pk_json *self, const char *p) {
    pk_sixteen found = pk_look_at_16(p);
    while (!found.quotes) {
        p += 16;
        if (found.special || !pk_json_has_room(self, p))
            return NULL;
        found = pk_look_at_16(p);
    }
    bool plain = !(found.special & (found.quotes ^ (found.quotes - 1)));
    return plain ? p + __builtin_ctz(found.quotes) : NULL;
}

static inline void pk_json_take_text(pk_json *self, const char *start, const char *quote) {
    self->text = (pk_span){start, (size_t)(quote - start)};
    self->code_points = (uint32_t)(quote - start);
    self->escaped = false;
}

static inline pk_json_kind pk_json_take_key(pk_json *self, const char *p) {
    const char *quote = pk_json_plain_text_end(self, p + 1);
    if (!quote || quote[1] != ':')
        return pk_json_read_event(self);
    pk_json_take_text(self, p + 1, quote);
    return pk_json_end_key(self, quote + 1);
}

static inline pk_json_kind pk_json_take_string(pk_json *self, const char *p) {
    const char *quote = pk_json_plain_text_end(self, p + 1);
    if (!quote)
        return pk_json_read_event(self);
    pk_json_take_text(self, p + 1, quote);
    self->cursor = quote + 1;
    self->expect = self->after;
    return self->kind = PK_JSON_STRING;
}

/* Behind one to eight digits and in front of what may follow an integer: not a dot, not an e. NULL: it is something
 * else. */
static inline const char *pk_json_integer_end(const char *p, int64_t *value) {
    uint64_t digits = pk_load8(p) ^ PK_EACH_BYTE('0');
    unsigned count = pk_digit_count(digits);
    char next = p[count];
    bool leading_zero = *p == '0' && count > 1;
    if (!count || leading_zero || (next > ',' && next != '}' && next != ']'))
        return NULL;
    *value = (int64_t)pk_eight_digits(digits << (64 - 8 * count));
    return p + count;
}

static inline pk_json_kind pk_json_take_integer(pk_json *self, const char *p) {
    const char *end = pk_json_integer_end(p, &self->integer);
    return end ? pk_json_done(self, PK_JSON_INTEGER, p, end) : pk_json_read_event(self);
}

/* From the opening quote. There is room. */
static inline bool pk_json_is_name(const char *p, const pk_json_name *name) {
    uint64_t first, second;
    memcpy(&first, p, sizeof first);
    memcpy(&second, p + sizeof first, sizeof second);
    if (((first ^ name->words[0]) & name->masks[0]) | ((second ^ name->words[1]) & name->masks[1]))
        return false;
    size_t size = name->text.size;
    return size <= 13 || (pk_same_bytes(p + 1, name->text.data, size) && p[size + 1] == '"' && p[size + 2] == ':');
}

/*
 * A text that ends with NUL has nothing behind it to read. But a word of eight bytes at a multiple of eight, as
 * malloc() places texts, lies in one page: if its first byte may be read, all may, and those behind the NUL are masked
 * out. The C library reads texts so; sanitizers cannot know, for them the C library does it.
 */
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
#define PK_JSON_WATCHED
#endif
#endif
#if defined(__GNUC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && !defined(PK_JSON_WATCHED)
enum { PK_JSON_READS_WORDS = 1 };
#else
enum { PK_JSON_READS_WORDS = 0 };
#endif

/** Is the text, which ends with NUL, this name? */
static inline bool pk_json_is_bare_name(const char *text, const pk_json_name *name) {
    if (!PK_JSON_READS_WORDS || (uintptr_t)text % sizeof(uint64_t) != 0)
        return strcmp(text, name->text.data) == 0;
    if ((pk_load8(text) ^ name->bare[0]) & name->bare_masks[0])
        return false;
    if (name->text.size < 8)
        return true;
    if ((pk_load8(text + 8) ^ name->bare[1]) & name->bare_masks[1])
        return false;
    return name->text.size < 16 || strcmp(text + 16, name->text.data + 16) == 0;
}

/* Four bytes that must follow each other. */
static inline bool pk_json_stands(const char *p, const char *word) {
    return memcmp(p, word, 4) == 0;
}

/* The end of a word: what may follow a value. */
static inline bool pk_json_ends_value(char c) {
    return c == ',' || c == '}' || c == ']';
}

static inline pk_json_kind pk_json_take_word(pk_json *self, const char *p) {
    if (pk_json_stands(p, "true") && pk_json_ends_value(p[4]))
        return pk_json_done(self, PK_JSON_TRUE, p, p + 4);
    if (pk_json_stands(p, "fals") && p[4] == 'e' && pk_json_ends_value(p[5]))
        return pk_json_done(self, PK_JSON_FALSE, p, p + 5);
    return pk_json_read_event(self);
}

static inline pk_json_kind pk_json_take_value(pk_json *self, const char *p) {
    p = pk_json_behind_blank(p);
    if (*p == '"')
        return pk_json_take_string(self, p);
    if (pk_is_digit(*p))
        return pk_json_take_integer(self, p);
    if (*p == '{' || *p == '[')
        return pk_json_open_level(self, p, *p == '{');
    return pk_json_take_word(self, p);
}

/**
 * For a caller that knows what comes: where the value of the member `name` begins, whose name may begin at `p`, written
 * as most programs write it. There is room for a short value. NULL: it is another, or written in another way. The name
 * is not kept, so the caller asks only for one that has not stood in the object before.
 */
static inline const char *pk_json_behind_name(const pk_json *self, const char *p, const pk_json_name *name) {
    if ((size_t)(self->end - p) < name->room)
        return NULL;
    p = pk_json_behind_blank(p);
    return pk_json_is_name(p, name) ? pk_json_behind_blank(p + name->text.size + 3) : NULL;
}

#endif
