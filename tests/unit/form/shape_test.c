/** @file shape_test.c  Plain patterns: what is one, and that it says what PCRE2 says of random texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "form/regex.h"
#include "form/shape.h"

static bool is_shape(const char *source) {
    pk_shape shape;
    return pk_shape_read(pk_span_of(source), &shape);
}

static void plain_patterns_are_shapes(void **state) {
    (void)state;
    static const char *const shapes[] = {"^[0-9]{18}$",    "^[0-9]{2}\\.[0-9]{2}$", "^\\+?[0-9]{9,15}$", "^\\d+$",
                                         "^tps-\\d{1,3}$", "^[A-Z][a-z]*$",         "^[-a]+b$",          "^[a-]b?$"};
    static const char *const others[] = {"[0-9]+",  "^a|b$",  "^(a)$", "^[^0-9]$",   "^.$",
                                         "^a*a$",   "^a?a$",  "^a+?$", "^a{,3}$",    "^[[:digit:]]$",
                                         "^\\w$",   "^$",     "^a\\$", "^\xC3\xA9$", "^a{2,1}$",
                                         "^[b-a]$", "^[]a]$", "^a{$",  "^\\bword$",  "^a*b?a$"};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (!is_shape(shapes[i]))
            fail_msg("%s is plain", shapes[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (is_shape(others[i]))
            fail_msg("%s is not plain", others[i]);
}

static uint32_t random_of(uint32_t *seed, uint32_t below) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

static size_t random_pattern(uint32_t *seed, char *out) {
    static const char *const classes[] = {"a", "b", "[ab]", "[0-9]", "\\d", "\\.", "[a-c0]", "-", "[.-]", "c"};
    static const char *const repeats[] = {"", "", "", "?", "*", "+", "{2}", "{1,3}", "{0,2}", "{2,}"};
    size_t size = (size_t)sprintf(out, "^");
    for (uint32_t i = 1 + random_of(seed, 5); i; i--)
        size += (size_t)sprintf(out + size, "%s%s", classes[random_of(seed, 10)], repeats[random_of(seed, 10)]);
    return size + (size_t)sprintf(out + size, "$");
}

/* Texts that a pattern may fit: its own alphabet, and now and then a stranger. */
static size_t random_text(uint32_t *seed, char *out) {
    static const char alphabet[] = "aabbc0012..-\n\xC3";
    size_t size = random_of(seed, 9);
    for (size_t i = 0; i < size; i++)
        out[i] = alphabet[random_of(seed, sizeof alphabet - 2)];
    return size;
}

static bool pcre2_says(const pcre2_code *code, pcre2_match_data *data, const char *text, size_t size) {
    return pcre2_match(code, (PCRE2_SPTR)text, size, 0, 0, data, NULL) >= 0;
}

static void shapes_and_pcre2_agree(void **state) {
    (void)state;
    uint32_t seed = 27112024, shapes = 0, fits = 0;
    for (int round = 0; round < 20000; round++) {
        char pattern[128], text[16];
        pk_shape shape;
        int code;
        size_t offset, size = random_pattern(&seed, pattern);
        if (!pk_shape_read((pk_span){pattern, size}, &shape))
            continue;
        shapes++;
        pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)pattern, size, PCRE2_DOLLAR_ENDONLY, &code, &offset, NULL);
        assert_non_null(compiled);
        pcre2_match_data *data = pcre2_match_data_create(1, NULL);
        for (int i = 0; i < 50; i++) {
            size_t length = random_text(&seed, text);
            bool says = pcre2_says(compiled, data, text, length);
            fits += says;
            if (pk_shape_fits(&shape, (pk_span){text, length}) != says)
                fail_msg("%s on %.*s: PCRE2 says %d", pattern, (int)length, text, says);
        }
        pcre2_match_data_free(data);
        pcre2_code_free(compiled);
    }
    assert_true(shapes > 5000); /* both the patterns and the texts must have been of use */
    assert_true(fits > 5000);
}

/* Each byte of each length, at the bounds of its range and beyond ASCII. */
static void every_byte_is_looked_at(void **state) {
    (void)state;
    static const struct {
        char byte;
        bool fits;
    } bytes[] = {{'b', true}, {'y', true}, {'a', false}, {'z', false}, {'\0', false}, {'\x7F', false}, {'\xEB', false}};
    for (size_t size = 1; size <= PK_SHAPE_BYTES + 2; size++) {
        char pattern[16], text[PK_SHAPE_BYTES + 2];
        pk_shape shape;
        snprintf(pattern, sizeof pattern, "^[b-y]{%zu}$", size);
        assert_true(pk_shape_read(pk_span_of(pattern), &shape));
        assert_int_equal(shape.size, size <= PK_SHAPE_BYTES ? size : 0);
        for (size_t at = 0; at < size; at++)
            for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++) {
                memset(text, 'm', size);
                text[at] = bytes[i].byte;
                if (pk_shape_fits(&shape, (pk_span){text, size}) != bytes[i].fits)
                    fail_msg("%s, byte %zu is %#x", pattern, at, (unsigned char)bytes[i].byte);
            }
        assert_false(pk_shape_fits(&shape, (pk_span){text, size - 1}));
    }
}

static void patterns_take_either_way(void **state) {
    (void)state;
    static const struct {
        const char *pattern, *text;
        pk_regex_answer answer;
    } cases[] = {
        {"^[0-9]{3}$", "123", PK_REGEX_MATCHES},
        {"^[0-9]{3}$", "12", PK_REGEX_DIFFERS},
        {"^(ab|c)+$", "abcab", PK_REGEX_MATCHES},
        {"^(ab|c)+$", "abca", PK_REGEX_DIFFERS},
        {"^[0-9]{3}$", "123\n", PK_REGEX_DIFFERS},
        {"^(\\d)+$", "1\n", PK_REGEX_DIFFERS},
        {"^(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", PK_REGEX_LIMIT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pk_arena arena;
        pilkada_error error = PILKADA_ERROR_INIT;
        pk_arena_init(&arena, NULL);
        const pk_regex *regex = pk_regex_compile(pk_span_of(cases[i].pattern), &arena, &error);
        assert_non_null(regex);
        if (pk_regex_match(regex, pk_span_of(cases[i].text), &arena) != cases[i].answer)
            fail_msg("%s on %s", cases[i].pattern, cases[i].text);
        pk_arena_dispose(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_patterns_are_shapes),
        cmocka_unit_test(shapes_and_pcre2_agree),
        cmocka_unit_test(every_byte_is_looked_at),
        cmocka_unit_test(patterns_take_either_way),
    };
    return cmocka_run_group_tests_name("form/shape", tests, NULL, NULL);
}
