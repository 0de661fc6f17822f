/** @file json_fault_test.c  Faults with place and remedy, limits, truncation, UTF-8. */
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

#include "core/text.h"
#include "json_room.h"

/* ---- faults ---- */

typedef struct fault_case {
    const char *text;
    pilkada_status status;
    uint64_t offset;
    const char *detail; /* a part of it */
} fault_case;

static const fault_case faults[] = {
    {"", PILKADA_E_SYNTAX, 0, "the text is empty"},
    {" \n ", PILKADA_E_SYNTAX, 3, "the text is empty"},
    {"[1,2,]", PILKADA_E_SYNTAX, 4, "remove the comma after the last element"},
    {"{\"a\":1 , }", PILKADA_E_SYNTAX, 7, "remove the comma after the last member"},
    {"['a']", PILKADA_E_SYNTAX, 1, "a single quote"},
    {"{'a':1}", PILKADA_E_SYNTAX, 1, "a single quote"},
    {"[NaN]", PILKADA_E_SYNTAX, 1, "NaN is not JSON"},
    {"Infinity", PILKADA_E_SYNTAX, 0, "Infinity is not JSON"},
    {"-Infinity", PILKADA_E_SYNTAX, 1, "Infinity and NaN"},
    {"[012]", PILKADA_E_SYNTAX, 1, "a number begins with 0"},
    {"-00", PILKADA_E_SYNTAX, 1, "a number begins with 0"},
    {"+1", PILKADA_E_SYNTAX, 0, "a plus sign"},
    {".5", PILKADA_E_SYNTAX, 0, "write 0 there"},
    {"1.", PILKADA_E_SYNTAX, 2, "a decimal point without a digit behind"},
    {"1.e3", PILKADA_E_SYNTAX, 2, "a decimal point without a digit behind"},
    {"1e+", PILKADA_E_SYNTAX, 3, "an exponent without digits"},
    {"-", PILKADA_E_SYNTAX, 1, "a minus sign without a digit"},
    {"[\"Blora", PILKADA_E_SYNTAX, 1, "a text that is not closed"},
    {"\"a\\", PILKADA_E_SYNTAX, 0, "a text that is not closed"},
    {"{\"a:1}\n", PILKADA_E_SYNTAX, 6, "a line end inside a text"},
    {"\"a\tb\"", PILKADA_E_SYNTAX, 2, "a tab inside a text"},
    {"\"a\x01\"", PILKADA_E_SYNTAX, 2, "a control character inside a text"},
    {"[\x01]", PILKADA_E_SYNTAX, 1, "a control character between values"},
    {"\xEF\xBB\xBF{}", PILKADA_E_SYNTAX, 0, "a byte order mark"},
    {"\"\\x\"", PILKADA_E_SYNTAX, 1, "an unknown escape"},
    {"\"\\u12g4\"", PILKADA_E_SYNTAX, 1, "four hex digits"},
    {"\"\\u00", PILKADA_E_SYNTAX, 1, "four hex digits"},
    {"\"\\u0000\"", PILKADA_E_SYNTAX, 1, "is NUL"},
    {"\"\\ud800\"", PILKADA_E_SYNTAX, 1, "half a surrogate pair"},
    {"\"\\udc00\\ud800\"", PILKADA_E_SYNTAX, 1, "half a surrogate pair"},
    {"\"\\ud800\\u0041\"", PILKADA_E_SYNTAX, 1, "half a surrogate pair"},
    {"1 2", PILKADA_E_SYNTAX, 2, "a second value"},
    {"{}{}", PILKADA_E_SYNTAX, 2, "a second value"},
    {"[]]", PILKADA_E_SYNTAX, 2, "one closing bracket too many"},
    {"1,", PILKADA_E_SYNTAX, 1, "a comma behind the last value"},
    {"1;", PILKADA_E_SYNTAX, 1, "something follows the value"},
    {"[1 2]", PILKADA_E_SYNTAX, 3, "a comma is missing in front of the next element"},
    {"{\"a\":1 \"b\":2}", PILKADA_E_SYNTAX, 7, "a comma is missing in front of the next member"},
    {"[1,,2]", PILKADA_E_SYNTAX, 3, "a value is missing in front of the comma"},
    {"{,}", PILKADA_E_SYNTAX, 1, "a member is missing"},
    {"{\"a\" 1}", PILKADA_E_SYNTAX, 5, "a colon is missing"},
    {"{\"a\":}", PILKADA_E_SYNTAX, 5, "a value is missing in front of the closing brace"},
    {"{\"a\":1:2}", PILKADA_E_SYNTAX, 6, "a second colon"},
    {"[\"a\":1]", PILKADA_E_SYNTAX, 4, "a name in an array"},
    {"[1}", PILKADA_E_SYNTAX, 2, "an array is closed by }"},
    {"{\"a\":1]", PILKADA_E_SYNTAX, 6, "an object is closed by ]"},
    {"{]", PILKADA_E_SYNTAX, 1, "an object is closed by ]"},
    {"{a:1}", PILKADA_E_SYNTAX, 1, "put it in double quotes"},
    {"[True]", PILKADA_E_SYNTAX, 1, "true in lower case"},
    {"None", PILKADA_E_SYNTAX, 0, "null instead of None"},
    {"ya", PILKADA_E_SYNTAX, 0, "an unknown word"},
    {"nul", PILKADA_E_SYNTAX, 0, "an unknown word"},
    {"// x\n1", PILKADA_E_SYNTAX, 0, "no comments"},
    {"[1] # x", PILKADA_E_SYNTAX, 4, "no comments"},
    {"[\xE2\x82\xAC]", PILKADA_E_SYNTAX, 1, "a letter or sign"},
    {"[", PILKADA_E_SYNTAX, 1, "the text ends"},
    {"{\"a\":1", PILKADA_E_SYNTAX, 6, "Close the object"},
    {"[1", PILKADA_E_SYNTAX, 2, "Close the array"},
    {"{\"a\"", PILKADA_E_SYNTAX, 4, "the text ends behind a name"},
    {"{\"a\":", PILKADA_E_SYNTAX, 5, "the text ends"},
    {"{\"a\":1,\"a\":2}", PILKADA_E_SYNTAX, 7, "twice"},
    {"\"\xFF\"", PILKADA_E_ENCODING, 1, "not UTF-8"},
    {"\"ab\xC0\xAF\"", PILKADA_E_ENCODING, 3, "not UTF-8"},
    {"\xFF", PILKADA_E_ENCODING, 0, "not UTF-8"},
    {"9007199254740993", PILKADA_E_LIMIT, 0, "a whole number beyond"},
    {"[-99999999999999999999]", PILKADA_E_LIMIT, 1, "a whole number beyond"},
    {"[1e400]", PILKADA_E_LIMIT, 1, "too large for a double"},
};

static void each_fault_has_its_place_and_its_remedy(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        const fault_case *fault = &faults[i];
        assert_int_equal(pilkada_json_check(fault->text, strlen(fault->text), &error), fault->status);
        if (error.status != fault->status || error.offset != fault->offset || !strstr(error.detail, fault->detail))
            fail_msg("%s: %s at %u", fault->text, error.detail, (unsigned)error.offset);
    }
}

static void nul_is_refused_wherever_it_is(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t size, offset;
    } cases[] = {{"\0", 1, 0}, {"[\0]", 3, 1}, {"\"a\0b\"", 5, 2}, {"1\0", 2, 1}, {"{\"a\"\0:1}", 8, 4}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        assert_int_equal(pilkada_json_check(cases[i].text, cases[i].size, &error), PILKADA_E_SYNTAX);
        assert_int_equal(error.offset, cases[i].offset);
        assert_non_null(strstr(error.detail, "NUL"));
    }
}

static void lines_and_columns_are_counted_in_code_points(void **state) {
    (void)state;
    const char *text = "{\n  \"a\": 1,\r\n  \"\xC3\xA9\xF0\x9F\x98\x80\": tru\n}";
    pilkada_error error = PILKADA_ERROR_INIT;
    assert_int_equal(pilkada_json_check(text, strlen(text), &error), PILKADA_E_SYNTAX);
    assert_int_equal(error.line, 3);
    assert_int_equal(error.column, 9);
}

static void a_bad_reader_stays_bad(void **state) {
    (void)state;
    reading_room room;
    pilkada_error error = PILKADA_ERROR_INIT;
    pk_json *reader = enter(&room, "{\"a\":[1,2]}", 11);
    pk_json_next(reader);
    pk_json_next(reader);
    assert_int_equal(pk_json_refuse(reader, PILKADA_E_SYNTAX, "the first"), PK_JSON_BAD);
    assert_int_equal(pk_json_refuse(reader, PILKADA_E_LIMIT, "the second"), PK_JSON_BAD);
    assert_int_equal(pk_json_next(reader), PK_JSON_BAD);
    assert_int_equal(pk_json_skip(reader, NULL), PK_JSON_BAD);
    assert_int_equal(pk_json_error(reader, &error), PILKADA_E_SYNTAX);
    assert_int_equal(error.offset, 1);
    assert_string_equal(error.detail, "the first");
    leave(&room);
}

static void no_text_is_an_argument_fault(void **state) {
    (void)state;
    pilkada_error error = PILKADA_ERROR_INIT;
    assert_int_equal(pilkada_json_check(NULL, 3, &error), PILKADA_E_ARGUMENT);
    assert_null(pilkada_json_parse(NULL, 0, &error));
    assert_int_equal(error.status, PILKADA_E_ARGUMENT);
    assert_null(pilkada_json_parse("[", 1, NULL));
}

/* ---- limits, truncation, UTF-8 ---- */

static void depth_is_limited(void **state) {
    (void)state;
    char text[2 * PILKADA_MAX_JSON_DEPTH + 2];
    for (size_t depth = 1; depth <= PILKADA_MAX_JSON_DEPTH + 1; depth++) {
        memset(text, '[', depth);
        memset(text + depth, ']', depth);
        pilkada_error error = PILKADA_ERROR_INIT;
        pilkada_status status = pilkada_json_check(text, 2 * depth, &error);
        assert_int_equal(status, depth <= PILKADA_MAX_JSON_DEPTH ? PILKADA_OK : PILKADA_E_LIMIT);
        if (status)
            assert_int_equal(error.offset, PILKADA_MAX_JSON_DEPTH);
    }
}

static void levels_may_mix_at_full_depth(void **state) {
    (void)state;
    pilkada_buffer text;
    pilkada_buffer_init(&text, NULL);
    for (unsigned i = 0; i < PILKADA_MAX_JSON_DEPTH; i++)
        pk_puts(&text, i % 3 ? "[" : "{\"a\":");
    pk_puts(&text, "1");
    for (unsigned i = PILKADA_MAX_JSON_DEPTH; i-- > 0;)
        pk_putc(&text, i % 3 ? ']' : '}');
    cJSON *tree = pilkada_json_parse(text.data, text.size, NULL);
    assert_non_null(tree);
    pilkada_buffer again;
    pilkada_buffer_init(&again, NULL);
    pk_put_tree(&again, tree);
    assert_int_equal(pk_buffer_done(&again, 0, NULL), PILKADA_OK);
    assert_string_equal(again.data, text.data);
    cJSON_Delete(tree);
    pilkada_buffer_dispose(&again);
    pilkada_buffer_dispose(&text);
}

static const char report[] =
    "{\"formulir\": \"laporan_tps\", \"waktu\":\"2024-11-27T05:00:00+07:00\",\n"
    " \"wilayah\": {\"kode\": \"33.16\", \"nama\": \"Kabupaten Blora \xE2\x80\x94 \\u00e9\\ud83d\\ude00\"},\n"
    " \"tps\": [{\"nomor\": 1, \"buka\": true, \"suara\": -12}, {\"nomor\": 2, \"buka\": false, \"suara\": null}],\n"
    " \"persen\": 71.25, \"besar\": 1.5e3, \"kosong\": [], \"lain\": {}, \"catatan\": \"\\\"aman\\\"\\n\"}";

static void a_report_that_is_cut_anywhere_is_refused(void **state) {
    (void)state;
    size_t size = sizeof report - 1;
    assert_true(accepts(report, size));
    for (size_t cut = 0; cut < size; cut++) {
        assert_false(accepts(report, cut));
        assert_int_not_equal(pilkada_json_check(report, cut, NULL), PILKADA_OK);
    }
}

/* RFC 3629's grammar as ranges, written down apart from the library's own. */
static bool oracle_accepts(const unsigned char *p, size_t size) {
    static const unsigned char rows[][8] = {
        {0x20, 0x7F, 0, 0, 0, 0, 0, 0},
        {0xC2, 0xDF, 0x80, 0xBF, 0, 0, 0, 0},
        {0xE0, 0xE0, 0xA0, 0xBF, 0x80, 0xBF, 0, 0},
        {0xE1, 0xEC, 0x80, 0xBF, 0x80, 0xBF, 0, 0},
        {0xED, 0xED, 0x80, 0x9F, 0x80, 0xBF, 0, 0},
        {0xEE, 0xEF, 0x80, 0xBF, 0x80, 0xBF, 0, 0},
    };
    size_t at = 0;
    while (at < size) {
        size_t before = at;
        for (size_t row = 0; row < sizeof rows / sizeof *rows && at == before; row++) {
            size_t length = 0;
            while (length < 4 && rows[row][2 * length + 1] && at + length < size &&
                   p[at + length] >= rows[row][2 * length] && p[at + length] <= rows[row][2 * length + 1])
                length++;
            if (length == 4 || (length && !rows[row][2 * length + 1]))
                at += length;
        }
        if (at == before || p[before] == '"' || p[before] == '\\')
            return false;
    }
    return true;
}

static void every_text_of_up_to_three_bytes_is_judged_as_by_the_grammar(void **state) {
    (void)state;
    pk_arena arena;
    pk_json reader;
    pk_arena_init(&arena, NULL);
    /* what begins with a lower byte is a text of two bytes or is refused at once */
    for (uint32_t all = 0xC00000; all < 1u << 24; all++) {
        unsigned char text[5] = {'"', (unsigned char)(all >> 16), (unsigned char)(all >> 8), (unsigned char)all, '"'};
        if (memchr(text + 1, '"', 3) || memchr(text + 1, '\\', 3))
            continue;
        pk_json_start(&reader, (const char *)text, 5, &arena);
        bool accepted = pk_json_next(&reader) == PK_JSON_STRING;
        if (accepted != oracle_accepts(text + 1, 3))
            fail_msg("%02x %02x %02x", text[1], text[2], text[3]);
    }
    for (uint32_t all = 0; all < 1u << 16; all++) {
        unsigned char text[4] = {'"', (unsigned char)(all >> 8), (unsigned char)all, '"'};
        if (memchr(text + 1, '"', 2) || memchr(text + 1, '\\', 2))
            continue;
        pk_json_start(&reader, (const char *)text, 4, &arena);
        assert_int_equal(pk_json_next(&reader) == PK_JSON_STRING, oracle_accepts(text + 1, 2));
    }
    pk_arena_dispose(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fault_has_its_place_and_its_remedy),
        cmocka_unit_test(nul_is_refused_wherever_it_is),
        cmocka_unit_test(lines_and_columns_are_counted_in_code_points),
        cmocka_unit_test(a_bad_reader_stays_bad),
        cmocka_unit_test(no_text_is_an_argument_fault),
        cmocka_unit_test(depth_is_limited),
        cmocka_unit_test(levels_may_mix_at_full_depth),
        cmocka_unit_test(a_report_that_is_cut_anywhere_is_refused),
        cmocka_unit_test(every_text_of_up_to_three_bytes_is_judged_as_by_the_grammar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
