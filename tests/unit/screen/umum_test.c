/** @file umum_test.c  The pack that is shipped, and the wording of the answers. All texts are invented. */
#include "screen_test.h"

#include <cjson/cJSON.h>
#include <pilkada/json.h>

#include "screen/screen.h"

static cJSON *pack, *messages;
static pk_catalogue *catalogue;
static pilkada_screener *screener;
static pilkada_screening *screening;

static cJSON *read_json(const char *path) {
    size_t size = 0;
    char *text = test_file(path, &size);
    cJSON *tree = text ? pilkada_json_parse(text, size, NULL) : NULL;
    free(text);
    return tree;
}

static int set_up(void **state) {
    (void)state;
    pack = read_json(PILKADA_TEST_SOURCE_DIR "/data/screening/pilkada-umum.json");
    messages = read_json(PILKADA_TEST_SOURCE_DIR "/data/messages/screen.json");
    catalogue = pk_catalogue_new(NULL);
    if (!pack || !messages || pk_catalogue_add(catalogue, messages, NULL))
        return -1;
    const cJSON *packs[] = {pack};
    screener = pk_screener_build(packs, 1, catalogue, NULL, NULL, NULL);
    screening = pilkada_screening_new(NULL, NULL);
    return screener && screening ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    pilkada_screening_free(screening);
    pilkada_screener_free(screener);
    pk_catalogue_free(catalogue);
    cJSON_Delete(messages);
    cJSON_Delete(pack);
    return 0;
}

static pilkada_level level_of(const char *text) {
    test_screen(screener, screening, text, strlen(text));
    return pilkada_screening_level(screening);
}

static void the_lint_finds_nothing(void **state) {
    (void)state;
    pk_arena arena;
    pk_problems problems;
    pk_arena_init(&arena, &pk_allocator_default);
    pk_problems_init(&problems, catalogue, &arena);
    pk_screener_check(pack, catalogue, NULL, NULL, &problems);
    for (size_t i = 0; i < problems.count; i++)
        print_error("%s: %s\n", problems.items[i].where, problems.items[i].message_en);
    assert_int_equal(problems.count, 0);
    assert_false(problems.failed);
    pk_arena_dispose(&arena);
}

static void ordinary_reports_are_clean(void **state) {
    (void)state;
    static const char *const texts[] = {
        "KPU, Bawaslu dan TNI/Polri memantau TPS, situasi aman",
        "KPU, Bawaslu, dan TNI/Polri memantau 12 TPS di Kecamatan Kunduran. Situasi aman dan kondusif.",
        "Distribusi logistik surat suara dan kotak suara ke PPK selesai pukul 16.00 WIB, dikawal Polri.",
        "Rapat koordinasi Desk Pilkada bersama Kesbangpol, KPU dan Bawaslu. Nihil kejadian menonjol.",
        "Pemungutan suara berjalan lancar. Partisipasi pemilih 71 persen. Tidak ada PSU.",
        "Bawaslu meminta jajaran mencegah kecurangan dan politik uang selama masa tenang.",
        "Petugas menemukan 3 surat suara rusak, sudah diganti dan dicatat dalam berita acara.",
        "Kampanye pasangan calon nomor urut 2 di lapangan kecamatan selesai pukul 17.00, tertib.",
        "Rekapitulasi tingkat kecamatan selesai. Saksi kedua pasangan calon menandatangani D.Hasil.",
        "KPU membantah kabar surat suara tercoblos.",
        "Klarifikasi: kabar server KPU diretas adalah hoaks.",
        "Nihil.",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (level_of(texts[i]) != PILKADA_LEVEL_BERSIH)
            print_error("not clean: %s\n", texts[i]);
        assert_int_equal(level_of(texts[i]), PILKADA_LEVEL_BERSIH);
    }
}

static void chain_messages_are_flagged(void **state) {
    (void)state;
    static const struct {
        const char *text;
        pilkada_level least;
    } cases[] = {
        {"SEBARKAN!! Surat suara sudah tercoblos ditemukan di gudang, KPU panik!", PILKADA_LEVEL_PRIORITAS},
        {"Surat suara sudah tercoblos ditemukan di gudang", PILKADA_LEVEL_PERIKSA},
        {"GEGER!! Ketua KPU mengakui ada kecurangan, mohon sebarkan ke semua grup", PILKADA_LEVEL_PRIORITAS},
        {"Pemenang pilkada batal dilantik", PILKADA_LEVEL_PERIKSA},
        {"Ditemukan surat su4ra terc0blos", PILKADA_LEVEL_PERIKSA},
        {"Server KPU sudah disetting dari luar negeri", PILKADA_LEVEL_PERIKSA},
        {"Tujuh kontainer surat suara masuk pelabuhan", PILKADA_LEVEL_PERIKSA},
        {"Ijazah calon bupati itu ternyata palsu", PILKADA_LEVEL_PERIKSA},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (level_of(cases[i].text) < cases[i].least)
            print_error("%d: %s\n", (int)pilkada_screening_level(screening), cases[i].text);
        assert_true(level_of(cases[i].text) >= cases[i].least);
    }
}

static bool has_hit(const char *text, const char *rule) {
    level_of(text);
    return test_hit(screening, rule) != NULL;
}

/* A number that counts something stands before its noun without a blank, or before an x. */
static void numbers_of_things_are_no_disguise(void **state) {
    (void)state;
    static const char *const counts[] = {"Debat #4presiden", "debat 4presiden tadi malam", "5tahun lagi", "3hari",
                                         "menang3x",         "salah pilih 3periode"};
    static const char *const disguises[] = {"KECUR4NG4N", "0rang", "p4nik", "4ngk4t", "d4r4h"};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        assert_false(has_hit(counts[i], "gaya-angka"));
    for (size_t i = 0; i < sizeof disguises / sizeof *disguises; i++)
        assert_true(has_hit(disguises[i], "gaya-angka"));
}

/* Who sets a rumour right lowers the score; who says that his message is none does not. */
static void clarifications_lower_the_score(void **state) {
    (void)state;
    static const char claim[] = "surat suara sudah tercoblos di gudang KPU";
    static const char *const lower[] = {"[SALAH] ", "[ Keliru ] ",
                                        "Hoaks: ", "Informasi keliru: ", "Pemeriksaan fakta: "};
    static const char *const same[] = {"Ini bukan hoax, ", "No hoax, ", "Bukan berita bohong, "};
    char text[128];
    level_of(claim);
    int32_t score = pilkada_screening_score(screening);
    for (size_t i = 0; i < sizeof lower / sizeof *lower; i++) {
        snprintf(text, sizeof text, "%s%s", lower[i], claim);
        level_of(text);
        assert_true(pilkada_screening_score(screening) <= score - 15);
    }
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        snprintf(text, sizeof text, "%s%s", same[i], claim);
        level_of(text);
        assert_true(pilkada_screening_score(screening) >= score - 5);
    }
}

/* What wording gives by its length alone has an end. */
static void long_texts_collect_no_more(void **state) {
    (void)state;
    const cJSON *category, *max = NULL;
    cJSON_ArrayForEach(category, cJSON_GetObjectItemCaseSensitive(pack, "categories")) {
        if (strcmp(cJSON_GetObjectItemCaseSensitive(category, "id")->valuestring, "bahasa") == 0)
            max = cJSON_GetObjectItemCaseSensitive(category, "max");
    }
    assert_non_null(max);
    level_of(
        "foto gambar video akun hadiah layar bantuan bendera hubungi informasi beredar menangis demo kartu rekaman");
    int32_t given = 0;
    for (size_t i = 0; i < pilkada_screening_hit_count(screening); i++)
        given += strcmp(pilkada_screening_hit(screening, i)->category, "bahasa")
                     ? 0
                     : pilkada_screening_hit(screening, i)->points;
    assert_int_equal(given, max->valueint);
}

/* ---- neutrality: names, numbers, regions exchanged never change the score ---- */

static void exchanges_change_nothing(void **state) {
    (void)state;
    static const char *const forms[] = {"Paslon %s batal dilantik, KPU panik", "GEGER!! %s curang di semua TPS",
                                        "Ribuan kader pindah dukung %s", "Calon bupati %s didiskualifikasi KPU",
                                        "Warga %s geruduk kantor KPU, sebarkan"};
    static const char *const names[][2] = {{"01", "02"},         {"nomor 1", "nomor 2"}, {"nomor satu", "nomor dua"},
                                           {"Blora", "Rembang"}, {"Melati", "Kenanga"},  {"partai A", "partai B"}};
    char first[128], second[128];
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
            snprintf(first, sizeof first, "%.*s%s%s", (int)(strstr(forms[i], "%s") - forms[i]), forms[i], names[k][0],
                     strstr(forms[i], "%s") + 2);
            snprintf(second, sizeof second, "%.*s%s%s", (int)(strstr(forms[i], "%s") - forms[i]), forms[i], names[k][1],
                     strstr(forms[i], "%s") + 2);
            level_of(first);
            int32_t score = pilkada_screening_score(screening);
            level_of(second);
            assert_int_equal(pilkada_screening_score(screening), score);
            assert_true(score > 0);
        }
    }
}

/* ---- wording ---- */

static void no_message_judges_truth(void **state) {
    (void)state;
    static const char *const forbidden[] = {"hoaks", "hoax", "terdeteksi", "detected", "palsu", "fake", "bohong"};
    const cJSON *message, *text;
    size_t seen = 0;
    cJSON_ArrayForEach(message, cJSON_GetObjectItemCaseSensitive(messages, "messages")) {
        cJSON_ArrayForEach(text, message) {
            seen++;
            for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++) {
                if (strstr(text->valuestring, forbidden[i]))
                    print_error("%s\n", text->valuestring);
                assert_null(strstr(text->valuestring, forbidden[i]));
            }
        }
    }
    assert_true(seen >= 40);
}

static void people_read_sentences(void **state) {
    (void)state;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    level_of("Surat su4ra sudah tercoblos di gudang.\nWasit curang.");
    assert_int_equal(pilkada_screening_write_text(screening, PILKADA_LANG_ID, &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data, "memuat frasa dalam daftar pantau"));
    assert_non_null(strstr(out.data, "[Surat su4ra sudah tercoblos] di gudang. Wasit"));
    assert_non_null(strstr(out.data, "angka atau tanda dibaca sebagai huruf"));
    assert_null(strstr(out.data, "screen."));
    assert_null(strstr(out.data, "{"));
    pilkada_buffer_clear(&out);
    assert_int_equal(pilkada_screening_write_text(screening, PILKADA_LANG_EN, &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data, "watch list"));
    assert_null(strstr(out.data, "screen."));
    pilkada_buffer_dispose(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_lint_finds_nothing),
        cmocka_unit_test(ordinary_reports_are_clean),
        cmocka_unit_test(chain_messages_are_flagged),
        cmocka_unit_test(exchanges_change_nothing),
        cmocka_unit_test(numbers_of_things_are_no_disguise),
        cmocka_unit_test(clarifications_lower_the_score),
        cmocka_unit_test(long_texts_collect_no_more),
        cmocka_unit_test(no_message_judges_truth),
        cmocka_unit_test(people_read_sentences),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
