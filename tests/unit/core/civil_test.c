/** @file civil_test.c  Dates, instants and clock times. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/civil.h"

static void every_date_survives_a_round_trip(void **state) {
    (void)state;
    pilkada_date first = pk_date_of((pk_civil){1, 1, 1}), last = pk_date_of((pk_civil){9999, 12, 31});
    assert_int_equal(pk_date_of((pk_civil){1970, 1, 1}), 0);
    assert_int_equal(last - first, 3652058);
    int weekday = pilkada_date_weekday(first);
    for (pilkada_date date = first; date <= last; date++) {
        pk_civil civil = pk_civil_of(date);
        if (!pk_civil_valid(civil) || pk_date_of(civil) != date || pilkada_date_weekday(date) != weekday)
            fail_msg("%d", (int)date);
        weekday = weekday % 7 + 1;
    }
    assert_int_equal(pilkada_date_weekday(pk_date_of((pk_civil){2024, 11, 27})), 3);
}

static void dates_that_do_not_exist_are_refused_at_their_fault(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t fault;
    } cases[] = {{"2024-02-30", 8},   {"2023-02-29", 8}, {"2024-13-01", 5}, {"2024-00-01", 5},
                 {"0000-01-01", 0},   {"2024-1-01", 6},  {"24-11-27", 2},   {"", 0},
                 {"2024-11-27 ", 10}, {"2024/11/27", 4}, {"2024-11-00", 8}, {"10000-01-01", 4}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_date date = 42;
        size_t fault = 99;
        assert_false(pk_read_date(pk_span_of(cases[i].text), &date, &fault));
        assert_int_equal(date, 42);
        if (fault != cases[i].fault)
            fail_msg("%s: %zu", cases[i].text, fault);
    }
    pilkada_date leap;
    assert_true(pk_read_date(PK_SPAN("2024-02-29"), &leap, NULL));
    assert_int_equal(leap, 19782);
}

static void instants_keep_their_offset(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t seconds;
        int offset;
        const char *back;
    } cases[] = {{"2024-11-27T00:30:00+07:00", 1732642200, 420, "2024-11-27T00:30:00+07:00"},
                 {"2024-11-27T00:30:00+09:00", 1732635000, 540, "2024-11-27T00:30:00+09:00"},
                 {"1970-01-01T00:00:00Z", 0, 0, "1970-01-01T00:00:00+00:00"},
                 {"1969-12-31T23:59:59Z", -1, 0, "1969-12-31T23:59:59+00:00"},
                 {"2024-11-26t17:30:00z", 1732642200, 0, "2024-11-26T17:30:00+00:00"},
                 {"2024-02-29T23:59:59-03:30", 1709263799, -210, "2024-02-29T23:59:59-03:30"},
                 {"0001-01-01T00:00:00+00:00", -62135596800, 0, "0001-01-01T00:00:00+00:00"},
                 {"9999-12-31T23:59:59+00:00", 253402300799, 0, "9999-12-31T23:59:59+00:00"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_instant instant;
        int offset;
        char back[PILKADA_INSTANT_SIZE];
        assert_int_equal(pilkada_instant_parse(cases[i].text, strlen(cases[i].text), &instant, &offset, NULL),
                         PILKADA_OK);
        assert_true(instant == cases[i].seconds * 1000);
        assert_int_equal(offset, cases[i].offset);
        assert_int_equal(pilkada_instant_format(instant, offset, back), strlen(cases[i].back));
        assert_string_equal(back, cases[i].back);
    }
}

static void fractions_are_cut_to_milliseconds(void **state) {
    (void)state;
    pilkada_instant instant;
    char back[PILKADA_INSTANT_SIZE];
    assert_true(pk_read_instant(PK_SPAN("2024-11-27T04:59:59.9999999+07:00"), &instant, NULL, NULL));
    pilkada_instant_format(instant, 420, back);
    assert_string_equal(back, "2024-11-27T04:59:59.999+07:00");
    assert_true(pk_read_instant(PK_SPAN("2024-11-27T04:59:59.5+07:00"), &instant, NULL, NULL));
    pilkada_instant_format(instant, 420, back);
    assert_string_equal(back, "2024-11-27T04:59:59.500+07:00");
}

static void times_that_would_be_a_guess_are_refused(void **state) {
    (void)state;
    static const char *const cases[] = {"2024-11-27T00:30:00",        "2024-11-27T24:00:00+07:00",
                                        "2024-11-27T23:59:60+07:00",  "2024-11-27",
                                        "2024-11-27T00:30+07:00",     "2024-11-27T00:30:00+0700",
                                        "2024-11-27T00:30:00.+07:00", "2024-11-27T00:60:00+07:00",
                                        "2024-11-27T00:30:00+24:00",  "2024-11-27T00:30:00+07:60",
                                        "2024-11-27T00:30:00+07:00x", "2024-02-30T00:30:00+07:00",
                                        "2024-11-27T00:30:00+07",     "",
                                        "2024-11-27_00:30:00+07:00"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_instant instant = 7;
        pilkada_error error = PILKADA_ERROR_INIT;
        if (pilkada_instant_parse(cases[i], strlen(cases[i]), &instant, NULL, &error) != PILKADA_E_TIME)
            fail_msg("accepted: %s", cases[i]);
        assert_int_equal(instant, 7);
        assert_int_equal(error.line, 1);
        assert_true(error.offset <= strlen(cases[i]));
    }
    pilkada_instant instant;
    assert_int_equal(pilkada_instant_parse(NULL, 0, &instant, NULL, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_instant_parse("x", 1, NULL, NULL, NULL), PILKADA_E_ARGUMENT);
}

static void a_utc_date_is_the_day_before(void **state) {
    (void)state;
    pilkada_instant instant;
    pilkada_date day = pk_date_of((pk_civil){2024, 11, 27});
    assert_true(pk_read_instant(PK_SPAN("2024-11-27T00:30:00+07:00"), &instant, NULL, NULL));
    assert_int_equal(pilkada_instant_date(instant, PILKADA_ZONE_WIB), day);
    assert_int_equal(pilkada_instant_date(instant, 0), day - 1);
    assert_true(pilkada_date_instant(day, 30, PILKADA_ZONE_WIB) == instant);
    assert_true(pilkada_date_instant(day, 1440, PILKADA_ZONE_WIB) ==
                pilkada_date_instant(day + 1, 0, PILKADA_ZONE_WIB));
    assert_int_equal(pilkada_instant_date(-1, 0), -1);
    assert_int_equal(pilkada_instant_date(PILKADA_NO_INSTANT, 0), PILKADA_NO_DATE);
}

static void clock_times_are_read_as_people_write_them(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int minutes;
    } cases[] = {{"05:00", 300},
                 {"00:00", 0},
                 {"24:00", 1440},
                 {"05.00", 300},
                 {"0.00", 0},
                 {"00.00", 0},
                 {"24.00", 1440},
                 {"jam 12 malam", 0},
                 {"pukul 05.00 WIB", 300},
                 {"pukul 23.59 WITA", 1439},
                 {"pukul 5.30", 330},
                 {" 05:00 ", 300},
                 {"25:00", -1},
                 {"12:60", -1},
                 {"5", -1},
                 {"24:01", -1},
                 {"", -1},
                 {"05-00", -1},
                 {"aa:bb", -1},
                 {"pukul", -1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int minutes = -1;
        pilkada_status status = pilkada_clock_parse(cases[i].text, strlen(cases[i].text), &minutes, NULL);
        if (minutes != cases[i].minutes || (status == PILKADA_OK) != (cases[i].minutes >= 0))
            fail_msg("%s: %d", cases[i].text, minutes);
    }
    int minutes;
    assert_false(pk_read_clock(PK_SPAN("24:00"), false, &minutes));
    assert_true(pk_read_clock(PK_SPAN("24:00"), true, &minutes));
    assert_false(pk_read_clock(PK_SPAN("05.00"), true, &minutes));
}

static const char *text_of(pilkada_buffer *out) {
    static char kept[128];
    strncpy(kept, out->data, sizeof kept - 1);
    pilkada_buffer_clear(out);
    return kept;
}

static void people_read_dates_and_times_in_their_language(void **state) {
    (void)state;
    pilkada_buffer out;
    pilkada_instant at;
    pilkada_date day = pk_date_of((pk_civil){2024, 11, 27});
    pilkada_buffer_init(&out, NULL);
    pk_put_date_text(&out, day, PILKADA_LANG_ID);
    assert_string_equal(text_of(&out), "Rabu, 27 November 2024");
    pk_put_date_text(&out, day, PILKADA_LANG_EN);
    assert_string_equal(text_of(&out), "Wednesday, 27 November 2024");
    at = pilkada_date_instant(day, 300, PILKADA_ZONE_WIB);
    pk_put_clock_text(&out, at, PILKADA_ZONE_WIB, PILKADA_LANG_ID);
    assert_string_equal(text_of(&out), "pukul 05.00 WIB");
    pk_put_clock_text(&out, at + 7 * PK_SECOND, PILKADA_ZONE_WIB, PILKADA_LANG_ID);
    assert_string_equal(text_of(&out), "pukul 05.00.07 WIB");
    pk_put_clock_text(&out, at, PILKADA_ZONE_WITA, PILKADA_LANG_EN);
    assert_string_equal(text_of(&out), "06:00 WITA");
    pk_put_clock_text(&out, at, -210, PILKADA_LANG_EN);
    assert_string_equal(text_of(&out), "18:30 UTC-03:30");
    pk_put_duration_text(&out, 7 * PK_SECOND, PILKADA_LANG_ID);
    assert_string_equal(text_of(&out), "7 detik");
    pk_put_duration_text(&out, 2 * PK_HOUR + 7 * PK_MINUTE + 59 * PK_SECOND, PILKADA_LANG_ID);
    assert_string_equal(text_of(&out), "2 jam 7 menit");
    pk_put_duration_text(&out, -PK_DAY, PILKADA_LANG_EN);
    assert_string_equal(text_of(&out), "1 d");
    pk_put_duration_text(&out, 0, PILKADA_LANG_EN);
    assert_string_equal(text_of(&out), "0 s");
    pilkada_buffer_dispose(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_date_survives_a_round_trip),
        cmocka_unit_test(dates_that_do_not_exist_are_refused_at_their_fault),
        cmocka_unit_test(instants_keep_their_offset),
        cmocka_unit_test(fractions_are_cut_to_milliseconds),
        cmocka_unit_test(times_that_would_be_a_guess_are_refused),
        cmocka_unit_test(a_utc_date_is_the_day_before),
        cmocka_unit_test(clock_times_are_read_as_people_write_them),
        cmocka_unit_test(people_read_dates_and_times_in_their_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
