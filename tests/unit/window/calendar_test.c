/** @file calendar_test.c  Openings that come, and the calendar: folding, escaping, names that stay. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "failing_allocator.h"
#include "window_room.h"

static window_room room;
static pilkada_buffer out;

static int open_room(void **state) {
    (void)state;
    pilkada_buffer_init(&out, NULL);
    return room_open(&room);
}

static int close_room(void **state) {
    (void)state;
    pilkada_buffer_dispose(&out);
    room_close(&room);
    return 0;
}

#define STAMP room_instant("2024-11-20T00:00:00Z")

static const char *calendar(const pilkada_schedule *schedule, const char *region, const char *from, const char *until) {
    pilkada_buffer_clear(&out);
    assert_int_equal(pk_schedule_write_calendar(schedule, region, room_date(from), room_date(until), STAMP,
                                                PILKADA_LANG_ID, &out, NULL),
                     PILKADA_OK);
    return out.data;
}

static const char *next(const pilkada_schedule *schedule, const char *region, const char *at, size_t count) {
    pilkada_buffer_clear(&out);
    assert_int_equal(pk_schedule_write_next(schedule, region, room_instant(at), count, &out, NULL), PILKADA_OK);
    return out.size ? out.data : "";
}

static size_t count_of(const char *text, const char *what) {
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, what)); at += strlen(what))
        count++;
    return count;
}

#define SLOTS(title)                                                                                                   \
    "{'id': 'contoh.a;b', 'title': {'id': '" title "', 'en': 'b'}, 'source': 'CONTOH', 'tier': 'kabupaten_kota', "     \
    "'zone': 'lokal', 'repeat': {'freq': 'daily'}, 'slots': [{'open': '22:00', 'close': '24:00', 'min': 1}]"

/* Each line has 75 octets at most and ends with CRLF; unfolded it is whole again, in whole code points. */
static void assert_folded(const char *text, const char *line) {
    char unfolded[4096];
    size_t size = 0, width = 0;
    for (const char *c = text; *c; c++) {
        if (c[0] == '\r' && c[1] == '\n') {
            assert_in_range(width, 1, 75);
            width = 0;
            assert_true(((unsigned char)c[2] & 0xC0) != 0x80);
            if (c[2] == ' ') {
                assert_true(((unsigned char)c[3] & 0xC0) != 0x80);
                width = 1;
                c += 2;
            } else {
                unfolded[size++] = *++c;
            }
            continue;
        }
        assert_true(*c != '\n' && *c != '\r');
        unfolded[size++] = *c;
        width++;
        assert_in_range(size, 0, sizeof unfolded - 1);
    }
    unfolded[size] = '\0';
    if (!strstr(unfolded, line))
        fail_msg("%s\nhas no %s", unfolded, line);
}

static void lines_are_folded_and_texts_escaped(void **state) {
    (void)state;
    char title[256] = "a, b; c\\\\d\\ne";
    for (int i = 0; i < 60; i++) {
        char definition[1024];
        snprintf(definition, sizeof definition, SLOTS("%s") "}", title);
        pilkada_schedule *schedule = room_compile(&room, definition);
        char line[512];
        snprintf(line, sizeof line, "SUMMARY:a\\, b\\; c\\\\d\\ne%s: 1 laporan\n", title + 13);
        assert_folded(calendar(schedule, "33.16", "2024-11-26", "2024-11-26"), line);
        pk_schedule_free(schedule);
        strcat(title, i % 3 ? "é" : "x"); /* every width, and code points across every border */
    }
}

static void names_stay_and_follow_the_opening(void **state) {
    (void)state;
    pilkada_schedule *one = room_compile(&room, SLOTS("a") "}"), *two = room_compile(&room, SLOTS("b") "}");
    const char *uid = "UID:contoh.a\\;b-33.16-20241126T150000Z@libpilkada\r\n";
    assert_non_null(strstr(calendar(one, "33.16", "2024-11-26", "2024-11-28"), uid));
    assert_int_equal(count_of(out.data, "BEGIN:VEVENT"), 3);
    assert_non_null(strstr(calendar(two, "33.16", "2024-11-25", "2024-11-26"), uid));
    assert_non_null(strstr(calendar(two, "91.05", "2024-11-26", "2024-11-26"), "DTSTART:20241126T130000Z\r\n"));
    assert_non_null(strstr(out.data, "DTEND:20241126T150000Z\r\n"));
    pk_schedule_free(one);
    pk_schedule_free(two);
}

static void an_excused_opening_is_cancelled_and_an_inclusive_one_ends_at_its_close(void **state) {
    (void)state;
    pilkada_schedule *schedule =
        room_compile(&room, SLOTS("a") ", 'close_inclusive': true, 'exceptions': [{'region': '33', 'dates': "
                                       "['2024-11-26'], 'reason': {'id': 'banjir, jaringan putus', 'en': 'flood'}, "
                                       "'by': 'Posko'}]}");
    calendar(schedule, "33.16", "2024-11-26", "2024-11-27");
    assert_int_equal(count_of(out.data, "STATUS:CANCELLED\r\n"), 1);
    assert_int_equal(count_of(out.data, "STATUS:CONFIRMED\r\n"), 1);
    assert_non_null(strstr(out.data, "COMMENT:banjir\\, jaringan putus\r\n"));
    assert_non_null(strstr(out.data, "DTEND:20241126T170000Z\r\n"));
    pk_schedule_free(schedule);
}

static void what_comes_next_begins_with_what_is_open(void **state) {
    (void)state;
    pilkada_schedule *night = room_shipped(&room, "jateng.dinihari"), *posko = room_shipped(&room, "jateng.posko");
    next(night, NULL, "2024-11-27T03:00:00.001+07:00", 2);
    assert_int_equal(count_of(out.data, "\n"), 2);
    assert_non_null(strstr(out.data, "\"date\":\"2024-11-26\""));
    assert_non_null(strstr(out.data, "\"opens_in\":0,\"closes_in\":7200}\n"));
    next(night, NULL, "2024-11-27T05:00:00+07:00", 1);
    assert_non_null(strstr(out.data, "\"opens_in\":68400,\"closes_in\":86400}\n"));
    assert_string_equal(next(posko, "33.16", "2024-12-01T00:00:00+07:00", 5), "");
    assert_int_equal(count_of(next(posko, "33.16", "2024-11-01T00:00:00+07:00", 100), "\n"), 7);
    pk_schedule_free(night);
    pk_schedule_free(posko);
}

static void what_is_asked_amiss_is_refused(void **state) {
    (void)state;
    pilkada_schedule *night = room_shipped(&room, "jateng.dinihari"), *local = room_compile(&room, SLOTS("a") "}");
    pilkada_date day = room_date("2024-11-26");
    pilkada_buffer_clear(&out);
#define CALENDAR(schedule, region, from, until, stamp)                                                                 \
    pk_schedule_write_calendar(schedule, region, from, until, stamp, PILKADA_LANG_EN, &out, NULL)
    assert_int_equal(CALENDAR(night, NULL, day, day - 1, STAMP), PILKADA_E_ARGUMENT);
    assert_int_equal(CALENDAR(night, NULL, PILKADA_NO_DATE, day, STAMP), PILKADA_E_ARGUMENT);
    assert_int_equal(CALENDAR(night, NULL, day, day + 3660, STAMP), PILKADA_E_LIMIT);
    assert_int_equal(CALENDAR(night, NULL, day, day, PILKADA_NO_INSTANT), PILKADA_E_ARGUMENT);
    assert_int_equal(CALENDAR(night, "33.99", day, day, STAMP), PILKADA_E_UNKNOWN);
    assert_int_equal(CALENDAR(night, "34.01", day, day, STAMP), PILKADA_E_ARGUMENT);
    assert_int_equal(CALENDAR(local, NULL, day, day, STAMP), PILKADA_E_ARGUMENT);
    assert_int_equal(CALENDAR(NULL, NULL, day, day, STAMP), PILKADA_E_ARGUMENT);
    assert_int_equal(pk_schedule_write_next(night, NULL, STAMP, 0, &out, NULL), PILKADA_E_LIMIT);
    assert_int_equal(pk_schedule_write_next(night, NULL, STAMP, 10001, &out, NULL), PILKADA_E_LIMIT);
    assert_int_equal(pk_schedule_write_next(night, NULL, INT64_MAX, 1, &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pk_schedule_write_next(NULL, NULL, STAMP, 1, &out, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(out.size, 0);
    pk_schedule_free(night);
    pk_schedule_free(local);
}

static void memory_may_run_out(void **state) {
    (void)state;
    pilkada_schedule *night = room_shipped(&room, "jateng.dinihari");
    failing_allocator memory = {.failed = true};
    for (size_t n = 0; memory.failed; n++) {
        failing_allocator_start(&memory, n, FAIL_ONCE);
        pilkada_buffer text;
        pilkada_buffer_init(&text, &memory.allocator);
        pilkada_status status = pk_schedule_write_calendar(
            night, "33.16", room_date("2024-11-26"), room_date("2024-11-28"), STAMP, PILKADA_LANG_EN, &text, NULL);
        assert_int_equal(status, memory.failed ? PILKADA_E_NOMEM : PILKADA_OK);
        pilkada_buffer_dispose(&text);
        assert_int_equal(memory.live, 0);
    }
    pk_schedule_free(night);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_folded_and_texts_escaped),
        cmocka_unit_test(names_stay_and_follow_the_opening),
        cmocka_unit_test(an_excused_opening_is_cancelled_and_an_inclusive_one_ends_at_its_close),
        cmocka_unit_test(what_comes_next_begins_with_what_is_open),
        cmocka_unit_test(what_is_asked_amiss_is_refused),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, open_room, close_room);
}
