/** @file form/regex.c  Patterns: PCRE2 with a restricted syntax and limits; plain shapes need no search. */
#include "form/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <pilkada/limits.h>
#include <string.h>

#include "core/error.h"
#include "form/shape.h"

struct pk_regex {
    pcre2_code *code;
    pk_shape shape; /**< empty: the code must search */
};

static void *arena_allocate(size_t size, void *arena) {
    return pk_arena_alloc(arena, size);
}

static void arena_release(void *block, void *arena) {
    (void)block; /* an arena gives back all at once */
    (void)arena;
}

/* ---- what is refused: everything that RE2, which CEL names, does not have ---- */

static const char *refused_escape(char c) {
    if (c >= '1' && c <= '9')
        return "a pattern cannot refer back to a group (\\1); write the alternatives out";
    if (c && strchr("gkKC", c))
        return "\\g, \\k, \\K and \\C are not part of the pattern syntax";
    return NULL;
}

static const char *refused_group(pk_span rest) {
    if (pk_span_starts_with(rest, "(*"))
        return "verbs such as (*ACCEPT) are not part of the pattern syntax";
    if (!pk_span_starts_with(rest, "(?") || pk_span_starts_with(rest, "(?:") || pk_span_starts_with(rest, "(?i)") ||
        pk_span_starts_with(rest, "(?s)") || pk_span_starts_with(rest, "(?m)") || pk_span_starts_with(rest, "(?P<"))
        return NULL;
    return "look-around, recursion, conditions and atomic groups are not part of the pattern syntax";
}

static const char *refused_syntax(pk_span pattern) {
    bool in_class = false;
    for (size_t i = 0; i < pattern.size; i++) {
        char c = pattern.data[i];
        const char *why = NULL;
        if (c == '\\')
            why = ++i < pattern.size && !in_class ? refused_escape(pattern.data[i]) : NULL;
        else if (in_class)
            in_class = c != ']';
        else if (c == '[')
            in_class = true;
        else if (c == '(')
            why = refused_group((pk_span){pattern.data + i, pattern.size - i});
        else if ((c == '+') && i && strchr("+*?}", pattern.data[i - 1]) && (i < 2 || pattern.data[i - 2] != '\\'))
            why = "possessive repeats (a++) are not part of the pattern syntax";
        if (why)
            return why;
    }
    return NULL;
}

static pcre2_code *compile(pk_span pattern, pk_arena *arena, pilkada_error *error) {
    int code;
    size_t offset;
    PCRE2_UCHAR message[128];
    pcre2_general_context *memory = pcre2_general_context_create(arena_allocate, arena_release, arena);
    pcre2_compile_context *context = memory ? pcre2_compile_context_create(memory) : NULL;
    if (!context) {
        pk_fail_memory(error);
        return NULL;
    }
    pcre2_code *compiled =
        pcre2_compile((PCRE2_SPTR)pattern.data, pattern.size,
                      PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C, &code, &offset, context);
    if (compiled)
        return compiled;
    pcre2_get_error_message(code, message, sizeof message);
    if (code == PCRE2_ERROR_NOMEMORY || code == PCRE2_ERROR_HEAP_FAILED)
        pk_fail_memory(error);
    else
        pk_fail(error, PILKADA_E_PATTERN, "pattern, at character %u: %s", (unsigned)offset, (const char *)message);
    return NULL;
}

const pk_regex *pk_regex_compile(pk_span source, pk_arena *arena, pilkada_error *error) {
    if (source.size > PILKADA_MAX_PATTERN_BYTES) {
        pk_fail(error, PILKADA_E_LIMIT, "a pattern may have at most %u bytes", PILKADA_MAX_PATTERN_BYTES);
        return NULL;
    }
    const char *why = refused_syntax(source);
    if (why) {
        pk_fail(error, PILKADA_E_PATTERN, "%s", why);
        return NULL;
    }
    pk_regex *self = pk_arena_alloc_zero(arena, 1, sizeof *self);
    if (!self) {
        pk_fail_memory(error);
        return NULL;
    }
    self->code = compile(source, arena, error);
    if (!self->code)
        return NULL;
    pk_shape_read(source, &self->shape);
    return self;
}

static PK_RARE pk_regex_answer search(const pcre2_code *code, pk_span text, pk_arena *arena) {
    pcre2_general_context *memory = pcre2_general_context_create(arena_allocate, arena_release, arena);
    pcre2_match_context *limits = memory ? pcre2_match_context_create(memory) : NULL;
    pcre2_match_data *data = memory ? pcre2_match_data_create(1, memory) : NULL;
    if (!limits || !data)
        return PK_REGEX_NOMEM;
    pcre2_set_match_limit(limits, PILKADA_MAX_PATTERN_STEPS);
    pcre2_set_heap_limit(limits, PILKADA_MAX_PATTERN_HEAP_KIB);
    pcre2_set_depth_limit(limits, PILKADA_MAX_PATTERN_DEPTH);
    int result = pcre2_match(code, (PCRE2_SPTR)(text.data ? text.data : ""), text.size, 0, 0, data, limits);
    if (result >= 0)
        return PK_REGEX_MATCHES;
    if (result == PCRE2_ERROR_NOMATCH)
        return PK_REGEX_DIFFERS;
    return result == PCRE2_ERROR_NOMEMORY ? PK_REGEX_NOMEM : PK_REGEX_LIMIT;
}

uint32_t pk_regex_cost(const pk_regex *self, pk_span text) {
    uint64_t blocks = 1 + text.size / 16;
    /* A search that begins anew at every place is quadratic, and PCRE2 counts only where it backtracks. */
    uint64_t cost = self->shape.count ? blocks : blocks + (uint64_t)text.size * text.size / 1024;
    return cost < UINT32_MAX ? (uint32_t)cost : UINT32_MAX;
}

bool pk_regex_fits(const pk_regex *self, pk_span text) {
    return self->shape.count && pk_shape_fits(&self->shape, text);
}

pk_regex_answer pk_regex_match(const pk_regex *self, pk_span text, pk_arena *arena) {
    if (!self->shape.count)
        return search(self->code, text, arena);
    return pk_shape_fits(&self->shape, text) ? PK_REGEX_MATCHES : PK_REGEX_DIFFERS;
}
