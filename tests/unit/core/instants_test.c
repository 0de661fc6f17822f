/** @file instants_test.c  Many instants at once read as each one alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/civil.h"

/* The two readers agree: on whether it is an instant, on which, and on the place of the fault. */
static void assert_same(const char *text, size_t size) {
    pilkada_instant one = 7, many = 7, fixed = 7;
    pilkada_error a = PILKADA_ERROR_INIT, b = PILKADA_ERROR_INIT;
    pilkada_status status = pilkada_instant_parse(text, size, &one, NULL, &a);
    assert_int_equal(pilkada_instants_parse(&text, &size, 1, &many, &b), status);
    if (status) {
        assert_int_equal(a.offset, b.offset);
        assert_string_equal(b.where, "/0");
    } else {
        assert_true(one == many);
    }
    if (size && text[size - 1]) {
        assert_int_equal(pilkada_instants_parse_fixed(text, size, 1, &fixed, NULL), status);
        if (!status)
            assert_true(one == fixed);
    }
}

static void borders_are_read_as_before(void **state) {
    (void)state;
    static const char *const texts[] = {"2024-11-27T00:30:00+07:00",
                                        "2024-11-27T00:30:00Z",
                                        "2024-11-27T00:30:00-00:00",
                                        "2024-11-27T00:30:00",
                                        "2024-02-29T23:59:59Z",
                                        "2023-02-29T23:59:59Z",
                                        "2000-02-29T00:00:00Z",
                                        "1900-02-29T00:00:00Z",
                                        "0001-01-01T00:00:00Z",
                                        "0000-01-01T00:00:00Z",
                                        "9999-12-31T23:59:59Z",
                                        "10000-01-01T00:00:00Z",
                                        "2024-11-27T24:00:00Z",
                                        "2024-11-27T24:00:01Z",
                                        "2016-12-31T23:59:60Z",
                                        "2024-11-27T00:30:00.5Z",
                                        "2024-11-27t00:30:00z",
                                        "2024-11-27 00:30:00+07:00",
                                        "2024-11-27T00:30:00+0700",
                                        "2024-11-27T00:30:00+24:00",
                                        "2024-11-27T00:30:00+14:59",
                                        "2024-11-27T00:30:00+15:00",
                                        "2024-11-27T00:30:00+07:60",
                                        "2024-00-27T00:30:00Z",
                                        "2024-13-27T00:30:00Z",
                                        "2024-11-00T00:30:00Z",
                                        "2024-11-31T00:30:00Z",
                                        "2024-11-27T00:60:00Z",
                                        "0001-01-01T00:00:00+14:00",
                                        "9999-12-31T23:59:59-14:00",
                                        "",
                                        "2024-11-27T00:30:00Zx"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_same(texts[i], strlen(texts[i]));
}

/* Any single byte changed, at any place: every one is judged as the careful reader does. */
static void every_byte_matters(void **state) {
    (void)state;
    for (int form = 0; form < 2; form++) {
        char text[] = "2024-02-29T19:59:59+07:00";
        size_t size = form ? 25 : 20;
        for (size_t at = 0; at < size; at++)
            for (int byte = 0; byte < 256; byte++) {
                char changed[sizeof text];
                memcpy(changed, form ? text : "2024-02-29T19:59:59Z", size);
                changed[at] = (char)byte;
                assert_same(changed, size);
            }
    }
}

static void each_day_of_the_calendar_is_the_same(void **state) {
    (void)state;
    for (pilkada_date date = pk_date_of((pk_civil){1, 1, 1}); date <= pk_date_of((pk_civil){9999, 12, 31}); date++) {
        char text[32];
        const char *one = text;
        pilkada_date_format(date, text);
        memcpy(text + 10, "T12:34:56+09:00", 16);
        size_t size = 25;
        pilkada_instant instant = 0;
        assert_int_equal(pilkada_instants_parse(&one, &size, 1, &instant, NULL), PILKADA_OK);
        if (instant != date * PK_DAY + 3 * PK_HOUR + 34 * PK_MINUTE + 56 * PK_SECOND)
            fail_msg("%s", text);
    }
}

static void the_first_fault_is_named(void **state) {
    (void)state;
    static const char text[] = "2024-11-27T00:30:00Z\0\0\0\0\0"
                               "2024-11-27T00:30:00+07:00"
                               "2024-11-27T00:30:61+07:00";
    pilkada_instant instants[3] = {0};
    pilkada_error error = PILKADA_ERROR_INIT;
    assert_int_equal(pilkada_instants_parse_fixed(text, 25, 3, instants, &error), PILKADA_E_TIME);
    assert_string_equal(error.where, "/2");
    assert_int_equal(error.offset, 17);
    assert_int_equal(instants[0] - instants[1], 7 * PK_HOUR);
    assert_int_equal(pilkada_instants_parse_fixed(NULL, 25, 1, instants, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_instants_parse(NULL, NULL, 0, NULL, NULL), PILKADA_OK);
    const char *const missing[] = {NULL};
    const size_t size = 25;
    assert_int_equal(pilkada_instants_parse(missing, &size, 1, instants, NULL), PILKADA_E_TIME);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(borders_are_read_as_before),
        cmocka_unit_test(every_byte_matters),
        cmocka_unit_test(each_day_of_the_calendar_is_the_same),
        cmocka_unit_test(the_first_fault_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
