/** @file json_test.c  Events, texts, numbers, expected members, skipping. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>
#include <pilkada/json.h>

#include "json_room.h"

/* ---- events ---- */

/* One letter an event, texts and integers as they are. */
static void put_event(pilkada_buffer *out, pk_json *reader) {
    pk_span text = reader->text;
    if (reader->kind == PK_JSON_STRING || reader->kind == PK_JSON_KEY)
        assert_true(pk_json_unescape(reader, &text));
    pk_putc(out, "~NFT#%$=[{]"[reader->kind]);
    if (reader->kind == PK_JSON_INTEGER)
        pk_put_int(out, reader->integer);
    else if (reader->kind >= PK_JSON_NUMBER && reader->kind <= PK_JSON_KEY)
        pk_put(out, text.data, text.size);
}

static void assert_events(const char *text, const char *expected) {
    reading_room room;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    pk_json *reader = enter(&room, text, strlen(text));
    while (pk_json_next(reader) > PK_JSON_END)
        put_event(&out, reader);
    assert_int_equal(reader->kind, PK_JSON_END);
    assert_int_equal(pk_json_next(reader), PK_JSON_END);
    assert_int_equal(pk_json_error(reader, NULL), PILKADA_OK);
    assert_string_equal(out.data, expected);
    pilkada_buffer_dispose(&out);
    leave(&room);
}

static void events_follow_the_text(void **state) {
    (void)state;
    assert_events("null", "N");
    assert_events(" [ ] ", "[]");
    assert_events("{}", "{]");
    assert_events("[true,false,null]", "[TFN]");
    assert_events("{\"tps\" : 1089 ,\r\n\t\"buka\":[1,-2,{}],\"\":\"\"}", "{=tps#1089=buka[#1#-2{]]=$]");
    assert_events("[[[{\"a\":[{\"b\":[]}]}]]]", "[[[{=a[{=b[]]]]]]]");
    assert_events("\"Kabupaten Blora, Provinsi Jawa Tengah\"", "$Kabupaten Blora, Provinsi Jawa Tengah");
}

static void escapes_mean_what_they_say(void **state) {
    (void)state;
    assert_events("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "$\"\\/\b\f\n\r\t");
    assert_events("[\"\\u0041\\u00e9\\u20AC\\uD83D\\ude00\"]", "[$A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80]");
    assert_events("{\"\\u0061b\":1}", "{=ab#1]");
    assert_events("\"\\uFFFF\\udbff\\udfff\"", "$\xEF\xBF\xBF\xF4\x8F\xBF\xBF");
}

static void code_points_are_counted_after_unescaping(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint32_t code_points;
        bool escaped;
    } cases[] = {{"\"\"", 0, false},
                 {"\"a\"", 1, false},
                 {"\"0123456789abcdef0123456789abcdef!\"", 33, false},
                 {"\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"", 3, false},
                 {"\"\\n\\u00e9\\ud83d\\ude00\"", 3, true},
                 {"\"0123456789abcdef\\\\0123456789\xC3\xA9\"", 28, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        reading_room room;
        pk_json *reader = enter(&room, cases[i].text, strlen(cases[i].text));
        assert_int_equal(pk_json_next(reader), PK_JSON_STRING);
        assert_int_equal(reader->code_points, cases[i].code_points);
        assert_int_equal(reader->escaped, cases[i].escaped);
        leave(&room);
    }
}

/* Each length in front of each special byte: every step of the scanner, and its tail. */
static void a_text_of_any_length_ends_at_its_quote(void **state) {
    (void)state;
    char text[128];
    for (size_t size = 0; size < 70; size++)
        for (size_t blanks = 0; blanks < 40; blanks += 13) {
            memset(text, 'x', sizeof text);
            text[0] = text[size + 1] = '"';
            memset(text + size + 2, ' ', blanks);
            reading_room room;
            pk_json *reader = enter(&room, text, size + 2 + blanks);
            assert_int_equal(pk_json_next(reader), PK_JSON_STRING);
            assert_int_equal(reader->text.size, size);
            assert_int_equal(pk_json_next(reader), PK_JSON_END);
            leave(&room);
            for (size_t at = 1; at <= size; at++) {
                text[at] = '\x1F';
                assert_false(accepts(text, size + 2 + blanks));
                text[at] = '\xC3';
                assert_false(accepts(text, size + 2 + blanks));
                text[at] = 'x';
            }
        }
}

static void numbers_are_integers_while_they_can(void **state) {
    (void)state;
    static const struct {
        const char *text;
        pk_json_kind kind;
        int64_t integer;
        double number;
    } cases[] = {{"0", PK_JSON_INTEGER, 0, 0},
                 {"-0", PK_JSON_INTEGER, 0, 0},
                 {"7", PK_JSON_INTEGER, 7, 7},
                 {"-12345678", PK_JSON_INTEGER, -12345678, -12345678},
                 {"1234567", PK_JSON_INTEGER, 1234567, 1234567},
                 {"123456789", PK_JSON_INTEGER, 123456789, 123456789},
                 {"9223372036854775807", PK_JSON_INTEGER, INT64_MAX, 9223372036854775807.0},
                 {"-9223372036854775808", PK_JSON_INTEGER, INT64_MIN, -9223372036854775808.0},
                 {"9223372036854775808", PK_JSON_NUMBER, 0, 9223372036854775808.0},
                 {"-9223372036854775809", PK_JSON_NUMBER, 0, -9223372036854775808.0},
                 {"18446744073709551616", PK_JSON_NUMBER, 0, 18446744073709551616.0},
                 {"184467440737095516170", PK_JSON_NUMBER, 0, 184467440737095516170.0},
                 {"1.0", PK_JSON_NUMBER, 0, 1},
                 {"-0.0", PK_JSON_NUMBER, 0, 0},
                 {"71.23", PK_JSON_NUMBER, 0, 71.23},
                 {"12345678.5", PK_JSON_NUMBER, 0, 12345678.5},
                 {"1e3", PK_JSON_NUMBER, 0, 1000},
                 {"1E-2", PK_JSON_NUMBER, 0, 0.01},
                 {"0e+1", PK_JSON_NUMBER, 0, 0},
                 {"1e400", PK_JSON_NUMBER, 0, HUGE_VAL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        reading_room room;
        char padded[64];
        for (int pad = 0; pad < 20; pad += 19) {
            int size = snprintf(padded, sizeof padded, "%s%*s", cases[i].text, pad, "");
            pk_json *reader = enter(&room, padded, (size_t)size);
            assert_int_equal(pk_json_next(reader), cases[i].kind);
            if (cases[i].kind == PK_JSON_INTEGER)
                assert_true(reader->integer == cases[i].integer);
            assert_true(pk_json_double(reader) == cases[i].number);
            assert_true(pk_span_is(reader->text, cases[i].text));
            assert_int_equal(pk_json_next(reader), PK_JSON_END);
            leave(&room);
        }
    }
}

/* ---- the straight path ---- */

/* A tab around each mark: the straight path steps over a space at most, so each event goes the strict way. */
static size_t spread_out(const char *text, size_t size, char *out) {
    bool inside = false;
    size_t length = 0;
    for (size_t i = 0; i < size; i++) {
        bool mark = !inside && text[i] && strchr("{}[]:,", text[i]);
        if (mark)
            out[length++] = '\t';
        out[length++] = text[i];
        if (mark)
            out[length++] = '\t';
        if (inside && text[i] == '\\' && i + 1 < size)
            out[length++] = text[++i];
        else
            inside ^= text[i] == '"';
    }
    return length;
}

static void assert_same_event(const pk_json *a, const pk_json *b) {
    assert_int_equal(a->kind, b->kind);
    if (a->kind == PK_JSON_BAD) {
        assert_int_equal(a->status, b->status);
        assert_string_equal(a->detail, b->detail);
    } else if (a->kind != PK_JSON_END) {
        assert_true(pk_span_equal(a->text, b->text));
        assert_int_equal(a->depth, b->depth);
    }
    if (a->kind == PK_JSON_INTEGER)
        assert_true(a->integer == b->integer);
    if (a->kind == PK_JSON_STRING || a->kind == PK_JSON_KEY) {
        assert_int_equal(a->code_points, b->code_points);
        assert_int_equal(a->escaped, b->escaped);
    }
}

static void the_straight_path_reads_as_the_strict_way(void **state) {
    (void)state;
    static const char report[] =
        "{\"formulir\": \"laporan_tps\",\"waktu\":\"2024-11-27T05:00:00+07:00\", \"jumlah\": [1089, 0,12345678,1234567"
        ",  7 , -3, 1.5,\"a\",\"\\u00e9\", \"\xC3\xA9\"], \"baris\": [{\"nomor\": 1, \"buka\":true},[],{}], "
        "\"catatan panjang sekali\": \"aman dan terkendali di semua tempat\", \"akhir\": null                   }";
    static const char bytes[] = "\"\\\x01\x80\xC3-+.e059a ,:]}[{\t";
    enum { SIZE = sizeof report - 1 };
    char text[SIZE], spread[3 * SIZE];
    for (size_t at = 0; at < SIZE; at++)
        for (size_t i = 0; i < sizeof bytes; i++) { /* the NUL as well */
            reading_room straight, strict;
            memcpy(text, report, SIZE);
            text[at] = bytes[i];
            pk_json *a = enter(&straight, text, SIZE);
            pk_json *b = enter(&strict, spread, spread_out(text, SIZE, spread));
            do {
                pk_json_next(a);
                pk_json_next(b);
                assert_same_event(a, b);
            } while (a->kind > PK_JSON_END);
            leave(&straight);
            leave(&strict);
        }
}

/* ---- skipping ---- */

static void a_value_is_skipped_with_its_bytes(void **state) {
    (void)state;
    const char *text = "{\"a\":[1,{\"b\":\"]\"}] ,\"c\": \"x\\n\", \"d\":12}";
    reading_room room;
    pk_span span;
    pk_json *reader = enter(&room, text, strlen(text));
    pk_json_next(reader);
    assert_int_equal(pk_json_next(reader), PK_JSON_KEY);
    assert_int_equal(pk_json_skip(reader, &span), PK_JSON_ARRAY);
    assert_true(pk_span_is(span, "[1,{\"b\":\"]\"}]"));
    pk_json_next(reader);
    pk_json_next(reader);
    assert_int_equal(pk_json_skip(reader, &span), PK_JSON_STRING);
    assert_true(pk_span_is(span, "\"x\\n\""));
    pk_json_next(reader);
    assert_int_equal(pk_json_skip(reader, NULL), PK_JSON_INTEGER);
    assert_int_equal(pk_json_next(reader), PK_JSON_CLOSE);
    assert_int_equal(pk_json_next(reader), PK_JSON_END);
    leave(&room);
}

static void what_is_skipped_may_hold_no_duplicates(void **state) {
    (void)state;
    static const struct {
        const char *text;
        pk_json_kind kind;
    } cases[] = {{"{\"a\":1,\"b\":{\"a\":1}}", PK_JSON_OBJECT},
                 {"{\"a\":1,\"\\u0061\":2}", PK_JSON_BAD},
                 {"[{\"a\":1},{\"a\":1}]", PK_JSON_ARRAY},
                 {"[{\"a\":1},{\"a\":{},\"ab\":0,\"a\":1}]", PK_JSON_BAD},
                 {"{\"x\":[{\"b\":1,\"b\":2}]}", PK_JSON_BAD}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        reading_room room;
        pk_json *reader = enter(&room, cases[i].text, strlen(cases[i].text));
        pk_json_next(reader);
        assert_int_equal(pk_json_skip(reader, NULL), cases[i].kind);
        leave(&room);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_follow_the_text),
        cmocka_unit_test(escapes_mean_what_they_say),
        cmocka_unit_test(code_points_are_counted_after_unescaping),
        cmocka_unit_test(a_text_of_any_length_ends_at_its_quote),
        cmocka_unit_test(numbers_are_integers_while_they_can),
        cmocka_unit_test(the_straight_path_reads_as_the_strict_way),
        cmocka_unit_test(a_value_is_skipped_with_its_bytes),
        cmocka_unit_test(what_is_skipped_may_hold_no_duplicates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
