/** @file text_test.c  UTF-8, the buffer, near words, maps, SHA-256, statuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <pilkada/json.h>
#include <pilkada/version.h>

#include "core/error.h"
#include "core/map.h"
#include "core/sha256.h"
#include "core/text.h"
#include "failing_allocator.h"

static void every_code_point_survives_a_round_trip(void **state) {
    (void)state;
    for (uint32_t code_point = 0; code_point <= 0x110000; code_point++) {
        char bytes[4];
        size_t size = pk_utf8_encode(code_point, bytes);
        if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) {
            assert_int_equal(size, 0);
            continue;
        }
        uint32_t back = 0;
        assert_int_equal(pk_utf8_decode(bytes, bytes + size, &back), size);
        assert_int_equal(back, code_point);
        for (size_t cut = 0; cut < size; cut++)
            assert_int_equal(pk_utf8_length(bytes, bytes + cut), 0);
    }
}

/* An oracle of its own: decode by arithmetic, accept what encodes back to the same bytes. */
static bool oracle_accepts(const unsigned char *b, size_t size) {
    uint32_t value =
        size == 2 ? (b[0] & 0x1Fu) << 6 | (b[1] & 0x3Fu) : (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
    bool shape = size == 2 ? b[0] >> 5 == 6 && b[1] >> 6 == 2 : b[0] >> 4 == 14 && b[1] >> 6 == 2 && b[2] >> 6 == 2;
    return shape && value >= (size == 2 ? 0x80u : 0x800u) && (value < 0xD800 || value > 0xDFFF);
}

static void all_short_sequences_agree_with_an_oracle(void **state) {
    (void)state;
    for (uint32_t n = 0; n < 0x1000000; n++) {
        unsigned char b[3] = {(unsigned char)(n >> 16), (unsigned char)(n >> 8), (unsigned char)n};
        const char *p = (const char *)b;
        size_t expected = b[0] < 0x80 ? 1 : oracle_accepts(b, 2) ? 2 : oracle_accepts(b, 3) ? 3 : 0;
        if (pk_utf8_length(p, p + 3) != expected)
            fail_msg("%02x %02x %02x", b[0], b[1], b[2]);
    }
}

static void the_first_bad_byte_is_named(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint64_t offset;
    } cases[] = {{"Kota Semarang", PILKADA_NO_OFFSET},
                 {"", PILKADA_NO_OFFSET},
                 {"a\xFFz", 1},
                 {"ab\xC0\x80", 2},
                 {"\xED\xA0\x80", 0},
                 {"\xF4\x90\x80\x80", 0},
                 {"\xE2\x82", 0},
                 {"\xE2\x82\xAC!\x80", 4}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(pilkada_utf8_error(cases[i].text, strlen(cases[i].text)) == cases[i].offset);
    assert_true(pilkada_utf8_error(NULL, 0) == PILKADA_NO_OFFSET);
    assert_true(pilkada_utf8_error(NULL, 3) == 0);
}

static void a_cut_never_tears_a_code_point(void **state) {
    (void)state;
    pk_span text = PK_SPAN("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x97\xB3");
    static const size_t expected[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10};
    for (size_t size = 0; size <= text.size; size++)
        assert_int_equal(pk_utf8_cut(text, size), expected[size]);
    assert_int_equal(pk_utf8_count(text), 4);
}

static void json_strings_are_escaped_and_mended(void **state) {
    (void)state;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    pk_put_json(&out, PK_SPAN("a\"\\/\b\f\n\r\t\x01\x1f\x7f\xC3\xA9\xFF\xE2\x82"));
    assert_string_equal(out.data,
                        "\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\xC3\xA9\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
    pilkada_buffer_clear(&out);
    pk_put_json(&out, (pk_span){NULL, 0});
    assert_string_equal(out.data, "\"\"");
    pilkada_buffer_dispose(&out);
}

static void numbers_are_grouped_by_language(void **state) {
    (void)state;
    static const struct {
        int64_t value;
        const char *id, *en, *plain;
    } cases[] = {{0, "0", "0", "0"},
                 {999, "999", "999", "999"},
                 {1089, "1.089", "1,089", "1089"},
                 {-40000, "-40.000", "-40,000", "-40000"},
                 {28427616, "28.427.616", "28,427,616", "28427616"},
                 {INT64_MIN, "-9.223.372.036.854.775.808", "-9,223,372,036,854,775,808", "-9223372036854775808"},
                 {INT64_MAX, "9.223.372.036.854.775.807", "9,223,372,036,854,775,807", "9223372036854775807"}};
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_buffer_clear(&out);
        pk_put_grouped(&out, cases[i].value, PILKADA_LANG_ID);
        assert_string_equal(out.data, cases[i].id);
        pilkada_buffer_clear(&out);
        pk_put_grouped(&out, cases[i].value, PILKADA_LANG_EN);
        assert_string_equal(out.data, cases[i].en);
        pilkada_buffer_clear(&out);
        pk_put_int(&out, cases[i].value);
        assert_string_equal(out.data, cases[i].plain);
    }
    pilkada_buffer_dispose(&out);
}

static void a_failed_write_is_taken_back(void **state) {
    (void)state;
    failing_allocator memory;
    failing_allocator_start(&memory, 1, FAIL_ONCE);
    pilkada_buffer out;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_buffer_init(&out, &memory.allocator);
    pk_puts(&out, "tetap");
    size_t mark = pk_buffer_mark(&out);
    for (int i = 0; i < 100; i++)
        pk_puts(&out, "hilang");
    assert_int_equal(pk_buffer_done(&out, mark, &error), PILKADA_E_NOMEM);
    assert_int_equal(error.status, PILKADA_E_NOMEM);
    assert_string_equal(out.data, "tetap");
    pk_puts(&out, " utuh");
    assert_int_equal(pk_buffer_done(&out, mark, &error), PILKADA_OK);
    assert_string_equal(out.data, "tetap utuh");
    pilkada_buffer_dispose(&out);
    pilkada_buffer_dispose(&out);
    pilkada_buffer_dispose(NULL);
    assert_string_equal(out.data, "");
    assert_int_equal(memory.live, 0);
}

static void near_words_are_found(void **state) {
    (void)state;
    static const char *const words[] = {"jumlah_tps", "tps_buka", "situasi"};
    assert_string_equal(pk_nearest(PK_SPAN("jumlah_tsp"), words, 3), "jumlah_tps");
    assert_string_equal(pk_nearest(PK_SPAN("situas"), words, 3), "situasi");
    assert_null(pk_nearest(PK_SPAN("partisipasi"), words, 3));
    assert_null(pk_nearest(PK_SPAN(""), words, 3));
    assert_int_equal(pk_distance(PK_SPAN("kitten"), PK_SPAN("sitting"), 5), 3);
    assert_int_equal(pk_distance(PK_SPAN("kitten"), PK_SPAN("sitting"), 2), 3);
}

static void a_map_finds_what_was_put_and_nothing_else(void **state) {
    (void)state;
    char keys[500][8];
    pk_map map;
    bool existing;
    uint32_t value;
    pk_map_init(&map, NULL);
    assert_false(pk_map_get(&map, PK_SPAN("x"), &value));
    for (uint32_t i = 0; i < 500; i++) {
        keys[i][0] = (char)('a' + i % 26);
        keys[i][1] = (char)('a' + i / 26);
        assert_true(pk_map_add(&map, (pk_span){keys[i], 2}, i, &existing));
        assert_false(existing);
    }
    assert_true(pk_map_add(&map, PK_SPAN("aa"), 999, &existing));
    assert_true(existing);
    for (uint32_t i = 0; i < 500; i++) {
        assert_true(pk_map_get(&map, (pk_span){keys[i], 2}, &value));
        assert_int_equal(value, i);
    }
    assert_false(pk_map_get(&map, PK_SPAN("zz9"), &value));
    pk_map_dispose(&map);
}

static void sha256_agrees_with_fips_180_4(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t repeat;
        const char *hex;
    } cases[] = {{"", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
                 {"abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
                 {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
                  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
                 {"a", 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pk_sha256 hash;
        unsigned char digest[32];
        char hex[65];
        pk_sha256_start(&hash);
        for (size_t n = 0; n < cases[i].repeat; n++)
            pk_sha256_add(&hash, cases[i].text, strlen(cases[i].text));
        pk_sha256_end(&hash, digest);
        pk_sha256_hex(digest, hex);
        assert_string_equal(hex, cases[i].hex);
    }
}

static void every_status_has_a_name_and_two_texts(void **state) {
    (void)state;
    for (int status = PILKADA_E_INTERNAL; status <= PILKADA_OK; status++) {
        assert_int_equal(strncmp(pilkada_status_name((pilkada_status)status), "PILKADA_", 8), 0);
        assert_string_not_equal(pilkada_status_name((pilkada_status)status), "PILKADA_UNKNOWN_STATUS");
        assert_string_not_equal(pilkada_status_text((pilkada_status)status, PILKADA_LANG_ID),
                                pilkada_status_text((pilkada_status)status, PILKADA_LANG_EN));
    }
    assert_string_equal(pilkada_status_name((pilkada_status)77), "PILKADA_UNKNOWN_STATUS");
    assert_string_equal(pilkada_version(), PILKADA_VERSION_STRING);
}

static void an_error_names_line_and_column_and_is_never_torn(void **state) {
    (void)state;
    pilkada_error error = PILKADA_ERROR_INIT;
    pk_span text = PK_SPAN("baris satu\n\xC3\xA9\xC3\xA9salah");
    assert_int_equal(pk_fail_at(&error, PILKADA_E_SYNTAX, text, 15, "di sini"), PILKADA_E_SYNTAX);
    assert_int_equal(error.line, 2);
    assert_int_equal(error.column, 3);
    assert_int_equal(error.offset, 15);
    pk_error_where(&error, "/rules/3", "");
    pk_error_where(&error, "forms/a.json", "#");
    assert_string_equal(error.where, "forms/a.json#/rules/3");
    char longer[600];
    memset(longer, 'x', sizeof longer);
    for (size_t i = 0; i + 2 < sizeof longer; i += 2)
        memcpy(longer + i, "\xC3\xA9", 2);
    longer[sizeof longer - 1] = '\0';
    pk_fail(&error, PILKADA_E_UNKNOWN, "x%s", longer);
    assert_true(pilkada_utf8_error(error.detail, strlen(error.detail)) == PILKADA_NO_OFFSET);
    pk_error_where(&error, longer, "");
    assert_true(pilkada_utf8_error(error.where, strlen(error.where)) == PILKADA_NO_OFFSET);
    assert_int_equal(pk_fail(NULL, PILKADA_E_IO, "x"), PILKADA_E_IO);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_survives_a_round_trip),
        cmocka_unit_test(all_short_sequences_agree_with_an_oracle),
        cmocka_unit_test(the_first_bad_byte_is_named),
        cmocka_unit_test(a_cut_never_tears_a_code_point),
        cmocka_unit_test(json_strings_are_escaped_and_mended),
        cmocka_unit_test(numbers_are_grouped_by_language),
        cmocka_unit_test(a_failed_write_is_taken_back),
        cmocka_unit_test(near_words_are_found),
        cmocka_unit_test(a_map_finds_what_was_put_and_nothing_else),
        cmocka_unit_test(sha256_agrees_with_fips_180_4),
        cmocka_unit_test(every_status_has_a_name_and_two_texts),
        cmocka_unit_test(an_error_names_line_and_column_and_is_never_torn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
