/** @file mask_test.c  Numbers of persons are hidden, other numbers are not, and no place moves. */
#include "screen_test.h"

#include <pilkada/limits.h>
#include <pilkada/stream.h>

#include "screen/mask.h"

enum { NIK_BYTES = 16, AROUND = 300 };

typedef struct mask_case {
    const char *text, *masked;
} mask_case;

static void check(const mask_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char text[96];
        strcpy(text, cases[i].text);
        pk_mask(text, strlen(text));
        assert_string_equal(text, cases[i].masked);
    }
}

static void numbers_of_persons_are_hidden(void **state) {
    (void)state;
    static const mask_case cases[] = {
        {"NIK 3316071708450001", "NIK 33**************"},
        {"NIK 3316075708450001", "NIK 33**************"},     /* a woman: day + 40 */
        {"33.16.07.170845.0001", "33.**.**.******.****"},     /* written in groups */
        {"nomor 3316073102450001", "nomor 3316073102450001"}, /* 31 February */
        {"nomor 9916071708450001", "nomor 9916071708450001"}, /* no such province */
        {"WA 081234567890", "WA 08**********"},
        {"WA +62 812-3456-7890", "WA +62 ***-****-****"},
        {"rek BCA 1234567890", "rek BCA 12********"},
        {"Transfer ke 0123 4567 890", "Transfer ke 01** **** ***"},
        {"DPT 1234567890 suara", "DPT 1234567890 suara"}, /* no word for an account */
        {"Rp 1.500.000.000 dari bank", "Rp 1.500.000.000 dari bank"},
        {"TPS 12, pukul 16.00, 27-11-2024", "TPS 12, pukul 16.00, 27-11-2024"},
        {"x081234567890", "x08**********"}, /* in a name it calls the same person */
        {"", ""},
    };
    check(cases, sizeof cases / sizeof *cases);
}

static void telephones_of_all_styles_are_hidden(void **state) {
    (void)state;
    static const mask_case cases[] = {
        {"0062 812 3456 7890", "00** *** **** ****"},
        {"+62 (0) 812-3456-7890", "+62 (*) ***-****-****"},
        {"(0812) 3456 7890", "(08**) **** ****"},
        {"0812 - 3456 - 7890", "08** - **** - ****"},
        {"0812/3456/7890", "08**/****/****"},
        {"0812_3456_7890", "08**_****_****"},
        {"0812\xE2\x80\x93"
         "3456\xC2\xA0"
         "7890",
         "08**\xE2\x80\x93"
         "****\xC2\xA0"
         "****"}, /* en dash, no-break space */
        {"0 8 1 2 3 4 5 6 7 8 9 0", "0 8 * * * * * * * * * *"},
        {"WA081234567890ya", "WA08**********ya"},
        {"halo 081234567890lalu", "halo 08**********lalu"},
        {"(0296) 531234", "(02**) ******"},
        {"021-5551234", "02*-*******"},
        {"telp 02965312345", "telp 02*********"},
        {"+62 296 531234", "+62 *** ******"},
        {"kode 1234 56789", "kode 1234 56789"},
        {"call 1234 56789", "call 12** *****"},
        {"pukul 08-11-2024 10.00", "pukul 08-11-2024 10.00"}, /* a day */
        {"TPS 021, 11.234 suara", "TPS 021, 11.234 suara"},
        {"Dana hibah Rp 45.000.000.000", "Dana hibah Rp 45.000.000.000"},
        {"dana 45.000.000.000 cair", "dana 45.000.000.000 cair"},
        {"desa 33.16.07.2001", "desa 33.16.07.2001"},
    };
    check(cases, sizeof cases / sizeof *cases);
}

static void numbers_side_by_side_are_each_hidden(void **state) {
    (void)state;
    static const mask_case cases[] = {
        {"3316071708450001 081234567890", "33************** 08**********"},
        {"081234567890 / 085712345678", "08********** / 08**********"},
        {"081234567890 3316071708450001", "08********** 33**************"},
        {"rek 1234567890 0812-3456-7890", "rek 12******** 08**-****-****"},
        {"rek 0123-01-081234-50-1", "rek 01**-**-******-**-*"},
        {"TPS 3 081234567890", "TPS 3 08**********"},
        {"3316071708450001081234567890", "33**************************"}, /* glued: no other number is as long */
        {"NIK 33160717084500012", "NIK 33***************"},               /* one digit too many */
        {"NIK 331607170845000", "NIK 33*************"},                   /* one too few, but announced */
        {"NPWP 12.345.678.9-012.345", "NPWP 12.***.***.*-***.***"},
        {"NIK 9271014107990003", "NIK 92**************"}, /* a woman of a province of 2022 */
        {"NIK 9671017107990003", "NIK 96**************"},
        {"9271017207990003", "9271017207990003"}, /* day 72 - 40 */
    };
    check(cases, sizeof cases / sizeof *cases);
}

/* The mark has the bytes, the code point and the UTF-16 units of the digit. */
static void disguised_numbers_are_hidden(void **state) {
    (void)state;
    static const mask_case cases[] = {
        {"33160717O845OOO1", "33**************"},
        {"33I607I7084500Ol", "33**************"},
        {"O8l234567890", "O8**********"},
        {"08\xE2\x80\x8B"
         "1234567890",
         "08\xE2\x80\x8B"
         "**********"},
        {"0812\xEF\xBC\x93\xEF\xBC\x94"
         "567890",
         "08**\xEF\xBC\x8A\xEF\xBC\x8A"
         "******"},
        {"0812\xD9\xA3\xD9\xA4"
         "567890",
         "08**\xC3\x97\xC3\x97"
         "******"},
        {"0812\xF0\x9D\x9F\x91"
         "4567890",
         "08**\xF0\x9F\x9E\xB6"
         "*******"},
        {"0\xEF\xB8\x8F\xE2\x83\xA3"
         "812345678\xEF\xB8\x8F"
         "90",
         "0\xEF\xB8\x8F\xE2\x83\xA3"
         "8********\xEF\xB8\x8F"
         "**"},
        {"soal 10 lolos", "soal 10 lolos"},
    };
    check(cases, sizeof cases / sizeof *cases);
}

/* Every output: the slice of a hit, the words around it, the text as the widest view reads it. */
static void nothing_that_comes_out_shows_them(void **state) {
    (void)state;
    static const char text[] = "Hadiah! Hubungi 081234567890, NIK 3316071708450001, transfer rek 1234567890 hadiah";
    pilkada_screener *pack = test_screener("{\"id\":\"h\",\"kind\":\"frasa_jarak\",\"category\":\"klaim\",\"points\":1,"
                                           "\"parts\":[\"hubungi\",\"hadiah\"],\"gap\":20}");
    pilkada_screening *answer = pilkada_screening_new(NULL, NULL);
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    options.normal = true;
    for (int mask = 0; mask < 2; mask++) {
        options.mask = mask;
        assert_int_equal(pilkada_screener_screen(pack, text, sizeof text - 1, &options, answer, NULL), PILKADA_OK);
        assert_int_equal(pilkada_screening_hit_count(answer), 1);
        assert_int_equal(pilkada_screening_hit(answer, 0)->end, sizeof text - 1);
        pilkada_buffer_clear(&out);
        pilkada_screening_write_json(answer, &out, NULL);
        pilkada_screening_write_text(answer, PILKADA_LANG_ID, &out, NULL);
        assert_int_equal(strstr(out.data, "81234567890") == NULL, mask);
        assert_int_equal(strstr(out.data, "3316071708450001") == NULL, mask);
        assert_int_equal(strstr(out.data, "234567890 ") == NULL, mask);
        assert_non_null(strstr(out.data, mask ? "08**********" : "081234567890"));
    }
    pilkada_buffer_dispose(&out);
    pilkada_screening_free(answer);
    pilkada_screener_free(pack);
}

static void screen_in_pieces(pilkada_screener *pack, const char *text, pilkada_buffer *out) {
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.mask = options.explain = true;
    pilkada_screen_stream *stream = pilkada_screen_stream_open(pack, &options, NULL, NULL);
    assert_int_equal(pilkada_screen_stream_feed(stream, text, strlen(text), NULL), PILKADA_OK);
    const pilkada_screening *answer = pilkada_screen_stream_finish(stream, NULL);
    assert_non_null(answer);
    assert_int_equal(pilkada_screening_hit_count(answer), 1);
    pilkada_buffer_clear(out);
    pilkada_screening_write_json(answer, out, NULL);
    pilkada_screening_write_text(answer, PILKADA_LANG_ID, out, NULL);
    pilkada_screen_stream_free(stream);
}

/* Of a long hit only the beginning is shown; a number that lies across its end is hidden as the whole one is. */
static void a_stream_hides_numbers_that_it_cuts(void **state) {
    (void)state;
    static const char number[] = " 3316071708450001 hadiah";
    pilkada_screener *pack = test_screener("{\"id\":\"h\",\"kind\":\"frasa_jarak\",\"category\":\"klaim\",\"points\":1,"
                                           "\"parts\":[\"hubungi\",\"hadiah\"],\"gap\":20}");
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    for (size_t start = PILKADA_MAX_SLICE_BYTES - NIK_BYTES; start < PILKADA_MAX_SLICE_BYTES + AROUND; start++) {
        char text[PILKADA_MAX_SLICE_BYTES + AROUND + sizeof number] = "hubungi ";
        memset(text + 8, 'a', start - 9);
        strcpy(text + start - 1, number);
        screen_in_pieces(pack, text, &out);
        assert_null(strstr(out.data, "3316"));
    }
    pilkada_buffer_dispose(&out);
    pilkada_screener_free(pack);
}

/* What an expression saw is told with --explain: what it saw of a number is hidden as well. */
static void an_expression_does_not_tell_them(void **state) {
    (void)state;
    static const char *const texts[] = {"nomor 081234567890",
                                        "nomor 08\xEF\xBC\x91"
                                        "234567890",
                                        "nomor 08\xE2\x80\x8B"
                                        "1234567890"};
    pilkada_screener *pack = test_screener("{\"id\":\"h\",\"kind\":\"regex\",\"category\":\"klaim\",\"points\":1,"
                                           "\"pattern\":\"nomor ?[0-9]+\",\"needs\":[\"nomor\"]}");
    pilkada_screening *answer = pilkada_screening_new(NULL, NULL);
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.mask = options.explain = options.normal = options.near = true;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(pilkada_screener_screen(pack, texts[i], strlen(texts[i]), &options, answer, NULL), PILKADA_OK);
        assert_int_equal(pilkada_screening_hit_count(answer), 1);
        pilkada_buffer_clear(&out);
        pilkada_screening_write_json(answer, &out, NULL);
        assert_null(strstr(out.data, "1234"));
        assert_null(strstr(out.data, "67890"));
        assert_null(strstr(out.data, "\"to\":\"1\""));
    }
    pilkada_buffer_dispose(&out);
    pilkada_screening_free(answer);
    pilkada_screener_free(pack);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_persons_are_hidden),        cmocka_unit_test(telephones_of_all_styles_are_hidden),
        cmocka_unit_test(numbers_side_by_side_are_each_hidden), cmocka_unit_test(disguised_numbers_are_hidden),
        cmocka_unit_test(a_stream_hides_numbers_that_it_cuts),  cmocka_unit_test(an_expression_does_not_tell_them),
        cmocka_unit_test(nothing_that_comes_out_shows_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
