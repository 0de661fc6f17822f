/** @file mask_test.c  Numbers of persons are hidden, other numbers are not, and no place moves. */
#include "screen_test.h"

#include "screen/mask.h"

static void numbers_of_persons_are_hidden(void **state) {
    (void)state;
    static const struct {
        const char *text, *masked;
    } cases[] = {
        {"NIK 3316071708450001", "NIK 33**************"},
        {"NIK 3316075708450001", "NIK 33**************"},     /* a woman: day + 40 */
        {"33.16.07.170845.0001", "33.**.**.******.****"},     /* written in groups */
        {"NIK 3316073102450001", "NIK 3316073102450001"},     /* 31 February */
        {"nomor 9916071708450001", "nomor 9916071708450001"}, /* no such province */
        {"WA 081234567890", "WA 08**********"},
        {"WA +62 812-3456-7890", "WA +62 ***-****-****"},
        {"rek BCA 1234567890", "rek BCA 12********"},
        {"Transfer ke 0123 4567 890", "Transfer ke 01** **** ***"},
        {"DPT 1234567890 suara", "DPT 1234567890 suara"}, /* no word for an account */
        {"Rp 1.500.000.000 dari bank", "Rp 1.500.000.000 dari bank"},
        {"TPS 12, pukul 16.00, 27-11-2024", "TPS 12, pukul 16.00, 27-11-2024"},
        {"x081234567890", "x081234567890"}, /* part of a name */
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[64];
        strcpy(text, cases[i].text);
        pk_mask(text, strlen(text));
        assert_string_equal(text, cases[i].masked);
    }
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_persons_are_hidden),
        cmocka_unit_test(nothing_that_comes_out_shows_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
