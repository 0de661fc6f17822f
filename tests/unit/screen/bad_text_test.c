/** @file bad_text_test.c  Texts that are hardly texts: a clear answer in one call and in pieces, never clean when cut.
 */
#include "screen_test.h"

#include <pilkada/json.h>
#include <pilkada/limits.h>
#include <pilkada/stream.h>

#include "core/text.h"

static const char entries[] =
    "{\"id\":\"a\",\"kind\":\"frasa\",\"category\":\"klaim\",\"points\":3,\"text\":\"surat suara\"},"
    "{\"id\":\"b\",\"kind\":\"regex\",\"category\":\"klaim\",\"points\":1,\"pattern\":\"segel \\\\w+\"},"
    "{\"id\":\"c\",\"kind\":\"gaya\",\"category\":\"klaim\",\"points\":1,\"style\":\"kapital\"}";

static pilkada_screener *pack;
static pilkada_screening *whole;
static pilkada_screen_stream *stream;
static const pilkada_screening *pieces;
static pilkada_buffer json;

static int set_up(void **state) {
    (void)state;
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.explain = true;
    pack = test_screener(entries);
    whole = pilkada_screening_new(NULL, NULL);
    stream = pilkada_screen_stream_open(pack, &options, NULL, NULL);
    pilkada_buffer_init(&json, NULL);
    return whole && stream ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    pilkada_screen_stream_free(stream);
    pilkada_screening_free(whole);
    pilkada_screener_free(pack);
    pilkada_buffer_dispose(&json);
    return 0;
}

/* In one call, and byte by byte or in large pieces. */
static void screen_both(const char *text, size_t size) {
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    pilkada_error error = PILKADA_ERROR_INIT;
    options.explain = options.normal = true;
    assert_int_equal(pilkada_screener_screen(pack, text, size, &options, whole, &error), PILKADA_OK);
    size_t piece = size < 4096 ? 1 : 65537;
    for (size_t at = 0; at < size; at += piece)
        assert_int_equal(pilkada_screen_stream_feed(stream, text + at, piece < size - at ? piece : size - at, &error),
                         PILKADA_OK);
    pieces = pilkada_screen_stream_finish(stream, &error);
    assert_non_null(pieces);
    pilkada_buffer_clear(&json);
    assert_int_equal(pilkada_screening_write_json(whole, &json, &error), PILKADA_OK);
    assert_int_equal(pilkada_json_check(json.data, json.size, &error), PILKADA_OK);
}

/* What is written must be JSON, whatever was read; places must lie inside. */
static void check_hits(const pilkada_screening *answer, size_t size) {
    for (size_t i = 0; i < pilkada_screening_hit_count(answer); i++) {
        const pilkada_hit *hit = pilkada_screening_hit(answer, i);
        assert_true(hit->start < hit->end && hit->end <= size && hit->end_cp <= hit->end);
        assert_true(hit->start_cp < hit->end_cp && hit->end_u16 >= hit->end_cp && hit->end_u16 <= hit->end);
    }
}

static void small_texts(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t size, hits, bad;
        pilkada_level level;
    } texts[] = {
#define TEXT(literal) (literal), sizeof(literal) - 1
        {NULL, 0, 0, 0, PILKADA_LEVEL_BERSIH},
        {TEXT(""), 0, 0, PILKADA_LEVEL_BERSIH},
        {TEXT("\0\0\0"), 0, 0, PILKADA_LEVEL_BERSIH},
        {TEXT("surat suara"), 1, 0, PILKADA_LEVEL_PERIKSA},
        {TEXT("surat\0suara"), 1, 0, PILKADA_LEVEL_PERIKSA},
        {TEXT("\u200B\u200D\uFEFF\u2060\u0301"), 0, 0, PILKADA_LEVEL_BERSIH},
        {TEXT("su\u200Brat\u200B suara\uFEFF"), 1, 0, PILKADA_LEVEL_PERIKSA},
        {TEXT("\xFE\xFF surat suara"), 1, 2, PILKADA_LEVEL_PERIKSA},
        {TEXT("surat \xC0\xAF suara"), 1, 2, PILKADA_LEVEL_PERIKSA},                 /* an overlong slash separates */
        {TEXT("\xC1\xB3urat suara"), 0, 2, PILKADA_LEVEL_BERSIH},                    /* an overlong s is no s */
        {TEXT("surat\xE0\x80\xAFsuara"), 1, 3, PILKADA_LEVEL_PERIKSA},               /* in three bytes */
        {TEXT("surat\xF0\x80\x80\xAFsuara"), 1, 4, PILKADA_LEVEL_PERIKSA},           /* in four */
        {TEXT("surat \xED\xA0\x80 suara"), 1, 3, PILKADA_LEVEL_PERIKSA},             /* a lone surrogate */
        {TEXT("surat \xED\xA0\xBD\xED\xB9\x8F suara"), 1, 6, PILKADA_LEVEL_PERIKSA}, /* a pair of them: CESU-8 */
        {TEXT("surat \xF4\x90\x80\x80 suara"), 1, 4, PILKADA_LEVEL_PERIKSA},         /* beyond U+10FFFF */
        {TEXT("surat suara\xF0\x9F\x99"), 1, 3, PILKADA_LEVEL_PERIKSA},              /* cut at the end */
        {TEXT("surat\xE2\x80suara"), 1, 2, PILKADA_LEVEL_PERIKSA},                   /* cut in between */
        {TEXT("\x80\xBF\x80 surat suara"), 1, 3, PILKADA_LEVEL_PERIKSA},             /* nothing but continuation */
        {TEXT("segel \xED\xA0\x80x segel rusak"), 1, 3, PILKADA_LEVEL_BERSIH},
#undef TEXT
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        screen_both(texts[i].text, texts[i].size);
        const pilkada_screening *answers[] = {whole, pieces};
        for (size_t k = 0; k < 2; k++) {
            if (pilkada_screening_hit_count(answers[k]) != texts[i].hits)
                print_error("text %zu: %s\n", i, json.data);
            assert_int_equal(pilkada_screening_hit_count(answers[k]), texts[i].hits);
            assert_int_equal(pilkada_screening_level(answers[k]), texts[i].level);
            assert_int_equal(pilkada_screening_bad_bytes(answers[k]), texts[i].bad);
            check_hits(answers[k], texts[i].size);
        }
    }
}

/* ---- large ones: past 1 MiB one call says that it is not done; pieces are read to the end ---- */

static void check_large(const char *text, size_t size, pilkada_level in_pieces) {
    screen_both(text, size);
    assert_int_equal(pilkada_screening_level(whole), PILKADA_LEVEL_TIDAK_TUNTAS);
    assert_non_null(strstr(json.data, "\"panjang_teks\""));
    check_hits(pieces, size);
    pilkada_buffer_clear(&json);
    assert_int_equal(pilkada_screening_write_json(pieces, &json, NULL), PILKADA_OK);
    if (pilkada_screening_level(pieces) != in_pieces)
        print_error("%.2000s\n", json.data);
    assert_int_equal(pilkada_screening_level(pieces), in_pieces);
    bool limited = strstr(json.data, "\"limits\":[]") == NULL;
    assert_int_equal(limited, in_pieces == PILKADA_LEVEL_TIDAK_TUNTAS);
}

static void one_thing_over_and_over(void **state) {
    (void)state;
    static const struct {
        const char *text;
        pilkada_level in_pieces;
    } texts[] = {{"\u200B", PILKADA_LEVEL_BERSIH},
                 {"\u0301", PILKADA_LEVEL_BERSIH},
                 {"\xFF", PILKADA_LEVEL_BERSIH},
                 {"\xED\xA0\x80", PILKADA_LEVEL_BERSIH},
                 {" ", PILKADA_LEVEL_BERSIH},
                 {"apa. ", PILKADA_LEVEL_BERSIH},
                 {"a", PILKADA_LEVEL_TIDAK_TUNTAS},
                 {"\u0431", PILKADA_LEVEL_TIDAK_TUNTAS},
                 {"a\u0301", PILKADA_LEVEL_TIDAK_TUNTAS},
                 {"s u ", PILKADA_LEVEL_TIDAK_TUNTAS},
                 {"surat suara, ", PILKADA_LEVEL_PERIKSA}};
    enum { SIZE = 2500000 };
    char *text = malloc(SIZE);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t length = strlen(texts[i].text);
        for (size_t at = 0; at < SIZE; at++)
            text[at] = texts[i].text[at % length];
        check_large(text, SIZE, texts[i].in_pieces);
    }
    free(text);
}

/* Every code point once, lone surrogates among them, as bytes that would be theirs. */
static void every_code_point_once(void **state) {
    (void)state;
    char *text = malloc(0x110000 * 4 + 16);
    size_t size = 0, bad = 0;
    assert_non_null(text);
    for (uint32_t c = 0; c < 0x110000; c++) {
        size_t length = pk_utf8_encode(c, text + size);
        if (!length) {
            char surrogate[] = {(char)0xED, (char)(0x80 | (c >> 6 & 63)), (char)(0x80 | (c & 63))};
            memcpy(text + size, surrogate, 3);
            length = 3;
            bad += 3;
        }
        size += length;
    }
    memcpy(text + size, " surat suara", 12);
    screen_both(text, size + 12);
    assert_int_equal(pilkada_screening_level(whole), PILKADA_LEVEL_TIDAK_TUNTAS);
    assert_int_equal(pilkada_screening_bad_bytes(pieces), bad);
    const pilkada_hit *hit = test_hit(pieces, "a");
    assert_non_null(hit);
    assert_int_equal(hit->start, size + 1);
    assert_int_equal(hit->start_cp, 0x110000 - 2048 + bad + 1);
    assert_int_equal(hit->start_u16, hit->start_cp + 0x100000);
    assert_true(pilkada_screening_level(pieces) != PILKADA_LEVEL_BERSIH);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_texts),
        cmocka_unit_test(one_thing_over_and_over),
        cmocka_unit_test(every_code_point_once),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
