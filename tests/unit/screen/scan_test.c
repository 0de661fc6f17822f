/** @file scan_test.c  Folding and cutting: words, places, and what is dropped. */
#include "screen_test.h"

#include <pilkada/json.h>

#include "screen/scan.h"
#include "screen/steps.h"
#include "screen/unicode.h"

static pk_scan scanned(const char *text, size_t size, pk_scan_mode mode) {
    pk_scan scan;
    pk_scan_init(&scan, &pk_allocator_default);
    assert_true(pk_scan_run(&scan, (pk_span){text, size}, mode));
    return scan;
}

static void assert_words(const char *text, pk_scan_mode mode, const char *expected) {
    pk_scan scan = scanned(text, strlen(text), mode);
    char words[256] = "";
    for (size_t i = 0; i < scan.count; i++) {
        pk_span word = pk_scan_word(&scan, i);
        assert_true(strlen(words) + word.size + 2 < sizeof words);
        strcat(words, i ? "|" : "");
        strncat(words, word.data, word.size);
    }
    assert_string_equal(words, expected);
    pk_scan_dispose(&scan);
}

static void words_fold(void **state) {
    (void)state;
    assert_words("KPU, Bawaslu dan TNI/Polri", PK_SCAN_WIDE, "kpu|bawaslu|dan|tni|polri");
    assert_words("ＫＰＵ", PK_SCAN_WIDE, "kpu");
    assert_words("𝐊𝐏𝐔 🅺🅿🆄 ᴋᴘᴜ ⓚⓟⓤ", PK_SCAN_WIDE, "kpu|kpu|kpu|kpu");
    assert_words("Ѕurаt ѕuаrа", PK_SCAN_WIDE, "surat|suara");
    assert_words("Ѕurаt", PK_SCAN_STRICT, "ѕurаt");
    assert_words("İstanbul ıstakoz", PK_SCAN_WIDE, "istanbul|istakoz");
    assert_words("orang²", PK_SCAN_WIDE, "orang2");
    assert_words("1️⃣", PK_SCAN_WIDE, "1");
    assert_words("Straße", PK_SCAN_WIDE, "strasse");
    assert_words("ﬁtnah", PK_SCAN_WIDE, "fitnah");
}

static void ascii_is_never_a_look_alike(void **state) {
    (void)state;
    assert_words("0O1lI m rn", PK_SCAN_WIDE, "0o1li|m|rn");
}

static void invisible_characters_go(void **state) {
    (void)state;
    assert_words("ter\u200Bcob\u00ADlos\uFEFF", PK_SCAN_WIDE, "tercoblos");
    assert_words("ter\u200Bcoblos", PK_SCAN_STRICT, "ter|coblos");
    assert_words("t\u0301e\u0302r", PK_SCAN_WIDE, "ter");
    assert_words("\u200B\u200D\u0301", PK_SCAN_WIDE, "");
}

static void places_are_those_of_the_original(void **state) {
    (void)state;
    const char *text = "a \u200Bs\u200Bu\u0301\u200B, b";
    pk_scan scan = scanned(text, strlen(text), PK_SCAN_WIDE);
    assert_int_equal(scan.count, 3);
    pk_token middle = pk_scan_token(&scan, 1);
    assert_int_equal(middle.start, 5);
    assert_int_equal(middle.end, 12);
    assert_int_equal(middle.steps, PK_STEP_BUANG_TAK_TAMPAK);
    for (size_t i = 0; i < scan.count; i++) {
        pk_token token = pk_scan_token(&scan, i);
        assert_int_equal(pk_scan_source(&scan, token.at, false), token.start);
        assert_true(pk_scan_source(&scan, token.at + token.size, true) <= token.end);
    }
    pk_scan_dispose(&scan);
}

static void bad_bytes_are_one_code_point_each(void **state) {
    (void)state;
    static const char bad[] = "kpu\xC0\xAFkpu\xED\xA0\x80kpu\xF4\x90\x80\x80\xFFkpu\xE2\x80";
    pk_scan scan = scanned(bad, sizeof bad - 1, PK_SCAN_WIDE);
    assert_int_equal(scan.count, 4);
    for (size_t i = 0; i < scan.count; i++)
        assert_int_equal(pk_scan_end(&scan, i) - pk_scan_start(&scan, i), 3);
    pk_scan_dispose(&scan);
    pk_glyph glyph = pk_glyph_read(bad + 3, bad + sizeof bad - 1);
    assert_int_equal(glyph.length, 1);
    assert_int_equal(glyph.code_point, 0xFFFD);
}

static void sentences_break(void **state) {
    (void)state;
    static const struct {
        const char *text;
        unsigned flag;
    } cases[] = {{"satu dua", 0},
                 {"satu. dua", PK_TOKEN_BREAK},
                 {"satu.dua", 0},
                 {"satu\ndua", 0},
                 {"satu\n\ndua", PK_TOKEN_BREAK},
                 {"satu!! dua", PK_TOKEN_BREAK},
                 {"k. p", 0},
                 {"satu, dua", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pk_scan scan = scanned(cases[i].text, strlen(cases[i].text), PK_SCAN_WIDE);
        assert_int_equal(pk_scan_token(&scan, 1).flags & PK_TOKEN_BREAK, cases[i].flag);
        pk_scan_dispose(&scan);
    }
}

/* Every code point once, in both modes: words and places stay in order and inside the text. */
static void every_code_point_once(void **state) {
    (void)state;
    size_t size = 0;
    char *text = malloc(0x110000 * 4);
    assert_non_null(text);
    for (uint32_t c = 0; c < 0x110000; c++)
        size += pk_utf8_encode(c, text + size);
    for (int mode = PK_SCAN_STRICT; mode <= PK_SCAN_WIDE; mode++) {
        pk_scan scan = scanned(text, size, (pk_scan_mode)mode);
        assert_true(scan.count > 100);
        for (size_t i = 0; i < scan.count; i++) {
            pk_token token = pk_scan_token(&scan, i);
            assert_true(token.start < token.end && token.end <= size && token.at + token.size <= scan.folded_size);
            assert_true(i == 0 || pk_scan_start(&scan, i - 1) <= token.start);
        }
        assert_int_equal(pilkada_utf8_error(scan.folded, scan.folded_size), PILKADA_NO_OFFSET);
        pk_scan_dispose(&scan);
    }
    free(text);
}

/* Folding twice is folding once, and the wide fold of a glyph has no case and nothing invisible. */
static void folding_is_stable(void **state) {
    (void)state;
    for (uint32_t c = 0x80; c < 0x110000; c++) {
        char text[4];
        size_t size = pk_utf8_encode(c, text);
        if (!size)
            continue;
        pk_glyph once = pk_glyph_read(text, text + size);
        for (const char *p = once.wide.data, *end = p + once.wide.size; p < end;) {
            pk_glyph twice = pk_glyph_read(p, end);
            assert_int_equal(twice.length, twice.wide.size);
            assert_memory_equal(p, twice.wide.data, twice.wide.size);
            p += twice.length;
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_fold),
        cmocka_unit_test(ascii_is_never_a_look_alike),
        cmocka_unit_test(invisible_characters_go),
        cmocka_unit_test(places_are_those_of_the_original),
        cmocka_unit_test(bad_bytes_are_one_code_point_each),
        cmocka_unit_test(sentences_break),
        cmocka_unit_test(every_code_point_once),
        cmocka_unit_test(folding_is_stable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
