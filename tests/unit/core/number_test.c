/** @file number_test.c  Text to double and back, against a table that another implementation made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/json.h"
#include "number_cases.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static uint64_t bits_of(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static double double_of(uint64_t bits) {
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* Without the terminator, so that a sanitizer sees what is read behind the end. */
static double read_text(const char *text) {
    size_t size = strlen(text);
    char *bytes = malloc(size);
    memcpy(bytes, text, size);
    double value = pk_number_double((pk_span){bytes, size});
    free(bytes);
    return value;
}

static void texts_are_read_as_the_nearest_double(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(readings); i++)
        if (bits_of(read_text(readings[i].text)) != readings[i].bits)
            fail_msg("%.60s... is not read as %016llx", readings[i].text, (unsigned long long)readings[i].bits);
}

static void doubles_are_written_as_the_shortest_text(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(writings); i++) {
        char text[32];
        size_t size = pk_double_format(double_of(writings[i].bits), text);
        assert_string_equal(text, writings[i].text);
        assert_int_equal(size, strlen(text));
    }
}

static void a_sign_is_kept_both_ways(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(writings); i++) {
        char text[32];
        double value = double_of(writings[i].bits ^ (uint64_t)1 << 63);
        size_t size = pk_double_format(value, text);
        assert_true(bits_of(pk_number_double((pk_span){text, size})) == bits_of(value));
    }
}

/* Marsaglia's xorshift: the same doubles on every machine. */
static uint64_t next_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    return *state ^= *state << 17;
}

static void what_is_written_reads_back_as_the_same_double(void **state) {
    (void)state;
    uint64_t random = 271124;
    for (int i = 0; i < 20000; i++) {
        uint64_t bits = next_random(&random);
        if ((bits >> 52 & 0x7FF) == 0x7FF)
            continue;
        char text[32];
        size_t size = pk_double_format(double_of(bits), text);
        assert_true(size > 0 && size < sizeof text);
        assert_true(bits_of(pk_number_double((pk_span){text, size})) == bits);
    }
}

static void shorter_texts_would_not_do(void **state) {
    (void)state;
    uint64_t random = 5;
    for (int i = 0; i < 2000; i++) {
        /* a number of cents has at most nine digits: seventeen would show a careless writer */
        double value = (double)(next_random(&random) % 1000000000) / 100;
        char text[32];
        assert_true(pk_double_format(value, text) <= 10);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_read_as_the_nearest_double),
        cmocka_unit_test(doubles_are_written_as_the_shortest_text),
        cmocka_unit_test(a_sign_is_kept_both_ways),
        cmocka_unit_test(what_is_written_reads_back_as_the_same_double),
        cmocka_unit_test(shorter_texts_would_not_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
