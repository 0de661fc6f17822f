/** @file views_test.c  Each view: what it undoes, what it leaves alone, how it is recorded, how it is switched off. */
#include "one_screener.h"

#include "screen/scan.h"

#define ENTRY(id, text)                                                                                                \
    "{\"id\":\"" id "\",\"kind\":\"frasa\",\"text\":\"" text "\",\"category\":\"klaim\",\"points\":1}"

static int set_up(void **state) {
    (void)state;
    screening = pilkada_screening_new(NULL, NULL);
    screener = test_screener(ENTRY("tercoblos", "surat suara tercoblos") "," ENTRY("curang", "kecurangan") "," ENTRY(
        "orang",
        "orang orang "
        "yang") "," ENTRY("tidak",
                          "tidak sah") "," ENTRY("pengguna",
                                                 "pengguna") "," ENTRY("penguna",
                                                                       "penguna") "," ENTRY("kpu",
                                                                                            "kpu curang") "," ENTRY("di"
                                                                                                                    "li"
                                                                                                                    "ha"
                                                                                                                    "t",
                                                                                                                    "di"
                                                                                                                    "li"
                                                                                                                    "ha"
                                                                                                                    "t") "," ENTRY("pulsa",
                                                                                                                                   "pulsa") "," ENTRY("orangz",
                                                                                                                                                      "orangz"));
    return screening && screener ? 0 : -1;
}

static void steps_of(const pilkada_hit *hit, char *out) {
    out[0] = '\0';
    for (size_t i = 0; i < hit->step_count; i++) {
        strcat(out, i ? "," : "");
        strcat(out, hit->steps[i]);
    }
}

static void views_are_recorded(void **state) {
    (void)state;
    static const struct {
        const char *text, *rule, *steps;
    } cases[] = {
        {"Surat suara tercoblos", "tercoblos", ""},
        {"SURAT, SUARA: TERCOBLOS", "tercoblos", ""},
        {"surat\nsuara tercoblos", "tercoblos", ""},
        {"Ѕurаt suara tercoblos", "tercoblos", "lipat_huruf"},
        {"𝘀𝘂𝗿𝗮𝘁 suara tercoblos", "tercoblos", "lipat_huruf"},
        {"suрат suara tercoblos", "tercoblos", "lipat_huruf"},
        {"ΚЕСUΡАΝGАΝ", "curang", "lipat_huruf"},
        {"keсuрррaнgаn", "curang", "lipat_huruf,ulang"},
        {"kecu\u0433\u0430n9an kес\u0443р4\u043Dg4\u043D", "curang", "lipat_huruf,angka_huruf"},
        {"k-e-с-u-р-a-н-g-a-н", "curang", "lipat_huruf,gabung_huruf"},
        {"surat su\u200Bara tercoblos", "tercoblos", "buang_tak_tampak"},
        {"surat su\u0301ara tercoblos", "tercoblos", "buang_tak_tampak"},
        {"kecuraaaangan", "curang", "ulang"},
        {"KECUR4NG4N", "curang", "angka_huruf"},
        {"kecurang@n", "curang", "angka_huruf"},
        {"d1l1hat", "dilihat", "angka_huruf"},
        {"pu1sa", "pulsa", "angka_huruf"},
        {"pul$a", "pulsa", "angka_huruf"},
        {"k e c u r a n g a n", "curang", "gabung_huruf"},
        {"K.E.C.U.R.A.N.G.A.N", "curang", "gabung_huruf"},
        {"k-e-c-u-r-4-n-g-a-n", "curang", "angka_huruf,gabung_huruf"},
        {"k p u curang", "kpu", "gabung_huruf"},
        {"orang2 yang", "orang", "kata_ulang"},
        {"orang² yang", "orang", "lipat_huruf,kata_ulang"},
        {"orang-orang yg", "orang", "singkatan"},
        {"tdk sah", "tidak", "singkatan"},
        {"penggguna", "pengguna", "ulang"},
    };
    char steps[128];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        test_screen(screener, screening, cases[i].text, strlen(cases[i].text));
        const pilkada_hit *hit = test_hit(screening, cases[i].rule);
        if (!hit)
            print_error("no hit: %s\n", cases[i].text);
        assert_non_null(hit);
        steps_of(hit, steps);
        assert_string_equal(steps, cases[i].steps);
    }
}

static void nothing_is_read_into_these(void **state) {
    (void)state;
    static const char *const texts[] = {"TPS01",         "C1",
                                        "2024",          "Rp50rb",
                                        "covid19",       "G30S",
                                        "5jt",           "orang2nya",
                                        "orang2",        "surat. Suara tercoblos",
                                        "kecurangannya", "dikecurangan",
                                        "k e c u",       "surat suara\n\ntercoblos",
                                        "p3k",           "kpucurang",
                                        "@kpu"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        test_screen(screener, screening, texts[i], strlen(texts[i]));
        if (pilkada_screening_hit_count(screening))
            print_error("hit: %s\n", texts[i]);
        assert_int_equal(pilkada_screening_hit_count(screening), 0);
    }
}

/* A double letter is never taken for a single one. */
static void doubles_stay_doubles(void **state) {
    (void)state;
    test_screen(screener, screening, "pengguna", 8);
    assert_non_null(test_hit(screening, "pengguna"));
    assert_null(test_hit(screening, "penguna"));
    test_screen(screener, screening, "penguna", 7);
    assert_null(test_hit(screening, "pengguna"));
}

static void views_can_be_switched_off(void **state) {
    (void)state;
    pilkada_screener *narrow = test_screener("{\"id\":\"a\",\"kind\":\"kata\",\"text\":\"kecurangan\",\"category\":"
                                             "\"klaim\",\"points\":1,\"views\":[\"ulang\"]}");
    test_screen(narrow, screening, "KECUR4NG4N", 10);
    assert_int_equal(pilkada_screening_hit_count(screening), 0);
    test_screen(narrow, screening, "kecurangaaan", 12);
    assert_int_equal(pilkada_screening_hit_count(screening), 1);
    pilkada_screener_free(narrow);
}

/* ---- the slice of the original at a hit's span, screened alone, gives the same hit over all of it ---- */

static const char *const letters[][6] = {
    {"a", "A", "а", "𝐚", "4", "ａ"},    {"u", "U", "𝓾", "ｕ", "u\u0301", "u\u200B"},
    {"r", "R", "𝗿", "ｒ", "r", "rrrr"}, {"k", "K", "𝗸", "ｋ", "к", "k"},
    {"e", "E", "е", "3", "é", "e"},     {"c", "с", "C", "c", "ｃ", "c"},
    {"n", "N", "𝕟", "ｎ", "n", "n"},    {"g", "G", "𝑔", "ｇ", "g", "ɢ"}};

static void put_disguised(uint64_t *seed, char *out, const char *word) {
    for (; *word; word++)
        for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
            if (letters[i][0][0] == *word)
                strcat(out, letters[i][test_random(seed) % 6]);
}

static size_t code_points(const char *text, size_t size) {
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

static void spans_give_the_hit_again(void **state) {
    (void)state;
    static const char *const around[] = {"", "⭐ ", "kata lain ", "…", "\u200B"};
    uint64_t seed = 99;
    pilkada_screening *again = pilkada_screening_new(NULL, NULL);
    size_t found = 0;
    for (unsigned round = 0; round < 20000; round++) {
        char text[512] = "";
        strcat(text, around[test_random(&seed) % 5]);
        put_disguised(&seed, text, "kecurangan");
        strcat(text, " ");
        strcat(text, around[1 + test_random(&seed) % 2]);
        test_screen(screener, screening, text, strlen(text));
        const pilkada_hit *hit = test_hit(screening, "curang");
        if (!hit)
            continue; /* two views at once in one word, such as a run and a digit, are not all undone */
        found++;
        test_screen(screener, again, text + hit->start, hit->end - hit->start);
        const pilkada_hit *same = test_hit(again, "curang");
        assert_non_null(same);
        assert_int_equal(same->start, 0);
        assert_int_equal(same->end, hit->end - hit->start);
        assert_int_equal(same->step_count, hit->step_count);
        assert_int_equal(hit->start_cp, code_points(text, hit->start));
        assert_int_equal(hit->end_cp, code_points(text, hit->end));
    }
    assert_true(found > 10000);
    pilkada_screening_free(again);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(views_are_recorded),       cmocka_unit_test(nothing_is_read_into_these),
        cmocka_unit_test(doubles_stay_doubles),     cmocka_unit_test(views_can_be_switched_off),
        cmocka_unit_test(spans_give_the_hit_again),
    };
    return cmocka_run_group_tests(tests, set_up, close_screener);
}
