/** @file screening_test.c  Answers: points, gates, exclusions, levels, limits, hostile texts, memory. */
#include "one_screener.h"

#include <pilkada/json.h>
#include <pilkada/limits.h>

#include "failing_allocator.h"

#define HEAD(id, kind) "{\"id\":\"" id "\",\"kind\":\"" kind "\",\"category\":\"klaim\","

static const char entries[] = HEAD(
    "tercoblos",
    "frasa_jarak") "\"points\":3,\"parts\":[[\"surat suara\",\"kertas "
                   "suara\"],\"tercoblos\"],\"gap\":3,\"exclusions\":[\"bantah\"]}," HEAD(
                       "curang",
                       "kata") "\"points\":1,\"text\":\"curang\",\"gate\":\"pemilu\"}"
                               "," HEAD("hoaks",
                                        "kata") "\"points\":-2,\"text\":\"hoaks\"}"
                                                "," HEAD("uji",
                                                         "kata") "\"points\":9,"
                                                                 "\"text\":"
                                                                 "\"percobaan\","
                                                                 "\"status\":\"uji\"}"
                                                                 "," HEAD(
                                                                     "cabut",
                                                                     "kata") "\"po"
                                                                             "ints"
                                                                             "\":"
                                                                             "9,"
                                                                             "\"te"
                                                                             "xt\""
                                                                             ":\"d"
                                                                             "icab"
                                                                             "ut\""
                                                                             ",\"s"
                                                                             "tatu"
                                                                             "s\":"
                                                                             "\"di"
                                                                             "cabu"
                                                                             "t\"}"
                                                                             "," HEAD(
                                                                                 "kapital",
                                                                                 "gaya") "\"points\":2,"
                                                                                         "\"style\":"
                                                                                         "\"kapital\"}"
                                                                                         "," HEAD(
                                                                                             "seru",
                                                                                             "g"
                                                                                             "a"
                                                                                             "y"
                                                                                             "a") "\"points\":1,"
                                                                                                  "\"style\":\"tanda_"
                                                                                                  "seru\"}," HEAD(
                                                                                                      "pola",
                                                                                                      "rege"
                                                                                                      "x") "\"poi"
                                                                                                           "nts\""
                                                                                                           ":1,"
                                                                                                           "\"pat"
                                                                                                           "tern"
                                                                                                           "\":"
                                                                                                           "\"seg"
                                                                                                           "el\\"
                                                                                                           "\\W+("
                                                                                                           "?:"
                                                                                                           "rusak"
                                                                                                           "|robe"
                                                                                                           "k)\","
                                                                                                           "\"nee"
                                                                                                           "ds\":"
                                                                                                           "\"seg"
                                                                                                           "el\"}"
                                                                                                           ","
                                                                                                           "{\"id"
                                                                                                           "\":"
                                                                                                           "\"s1"
                                                                                                           "\","
                                                                                                           "\"kin"
                                                                                                           "d\":"
                                                                                                           "\"kat"
                                                                                                           "a\","
                                                                                                           "\"tex"
                                                                                                           "t\":"
                                                                                                           "\"geg"
                                                                                                           "er\","
                                                                                                           "\"cat"
                                                                                                           "egory"
                                                                                                           "\":"
                                                                                                           "\"sed"
                                                                                                           "ikit"
                                                                                                           "\","
                                                                                                           "\"poi"
                                                                                                           "nts\""
                                                                                                           ":1},"
                                                                                                           "{\"id"
                                                                                                           "\":"
                                                                                                           "\"s2"
                                                                                                           "\","
                                                                                                           "\"kin"
                                                                                                           "d\":"
                                                                                                           "\"kat"
                                                                                                           "a\","
                                                                                                           "\"tex"
                                                                                                           "t\":"
                                                                                                           "\"gem"
                                                                                                           "par\""
                                                                                                           ",\"ca"
                                                                                                           "tegor"
                                                                                                           "y\":"
                                                                                                           "\"sed"
                                                                                                           "ikit"
                                                                                                           "\","
                                                                                                           "\"poi"
                                                                                                           "nts\""
                                                                                                           ":2}";

static int set_up(void **state) {
    (void)state;
    return open_screener(entries);
}

static void assert_answer(const char *text, pilkada_level level, int32_t score, size_t hits, size_t suppressed) {
    screen(text);
    assert_int_equal(pilkada_screening_level(screening), level);
    assert_int_equal(pilkada_screening_score(screening), score);
    assert_int_equal(pilkada_screening_hit_count(screening), hits);
    assert_int_equal(pilkada_screening_suppressed_count(screening), suppressed);
}

static void levels_follow_points(void **state) {
    (void)state;
    assert_answer("", PILKADA_LEVEL_BERSIH, 0, 0, 0);
    assert_answer("KPU memantau TPS", PILKADA_LEVEL_BERSIH, 0, 0, 0);
    assert_answer("kpu curang", PILKADA_LEVEL_BERSIH, 1, 1, 0);
    assert_answer("surat suara sudah tercoblos", PILKADA_LEVEL_PERIKSA, 3, 1, 0);
    assert_answer("surat suara tercoblos, kpu curang", PILKADA_LEVEL_PRIORITAS, 4, 2, 0);
    assert_answer("surat suara tercoblos itu hoaks", PILKADA_LEVEL_BERSIH, 1, 2, 0);
}

static void gates_close(void **state) {
    (void)state;
    assert_answer("wasit curang", PILKADA_LEVEL_BERSIH, 0, 0, 1);
    assert_string_equal(pilkada_screening_suppressed(screening, 0)->suppressed, "gerbang_tertutup");
    assert_answer("wasit curang, surat suara", PILKADA_LEVEL_BERSIH, 1, 1, 0);
    assert_answer("kpu", PILKADA_LEVEL_BERSIH, 0, 0, 0);
}

static void exclusions_act_in_their_sentence(void **state) {
    (void)state;
    assert_answer("KPU bantah surat suara tercoblos", PILKADA_LEVEL_BERSIH, 0, 0, 1);
    assert_string_equal(pilkada_screening_suppressed(screening, 0)->suppressed, "pengecualian");
    assert_answer("Surat suara tercoblos! Panitia bantah.", PILKADA_LEVEL_PERIKSA, 3, 1, 0);
}

static void gaps_are_counted_in_words(void **state) {
    (void)state;
    assert_answer("surat suara a b c tercoblos", PILKADA_LEVEL_PERIKSA, 3, 1, 0);
    assert_answer("surat suara a b c d tercoblos", PILKADA_LEVEL_BERSIH, 0, 0, 0);
    assert_answer("tercoblos surat suara", PILKADA_LEVEL_BERSIH, 0, 0, 0);
    assert_answer("surat suara. Tercoblos", PILKADA_LEVEL_BERSIH, 0, 0, 0);
    assert_answer("surat suara a b c d kertas suara tercoblos", PILKADA_LEVEL_PERIKSA, 3, 1, 0);
}

/* Every place is shown, the points are counted once, and a category gives no more than its limit. */
static void points_add_up(void **state) {
    (void)state;
    assert_answer("geger geger geger", PILKADA_LEVEL_BERSIH, 1, 3, 0);
    assert_int_equal(pilkada_screening_hit(screening, 0)->points, 1);
    assert_int_equal(pilkada_screening_hit(screening, 1)->points, 0);
    assert_answer("geger gempar", PILKADA_LEVEL_PERIKSA, 2, 2, 0);
    assert_int_equal(pilkada_screening_hit(screening, 1)->points, 1);
    assert_answer("percobaan dicabut", PILKADA_LEVEL_BERSIH, 0, 1, 0);
}

static void style_is_seen(void **state) {
    (void)state;
    assert_answer("INI SEMUA DITULIS DENGAN KAPITAL", PILKADA_LEVEL_PERIKSA, 2, 1, 0);
    assert_answer("KAPITAL SEDIKIT", PILKADA_LEVEL_BERSIH, 0, 0, 0);
    assert_answer("awas!!", PILKADA_LEVEL_BERSIH, 1, 1, 0);
    assert_int_equal(pilkada_screening_hit(screening, 0)->start, 4);
    assert_answer("awas\u2757", PILKADA_LEVEL_BERSIH, 1, 1, 0);
}

static void expressions_match_the_folded_text(void **state) {
    (void)state;
    screen("\u201CSEGEL\u201D r\u200Busak, dan segel robek");
    assert_int_equal(pilkada_screening_hit_count(screening), 2);
    const pilkada_hit *hit = pilkada_screening_hit(screening, 0);
    assert_int_equal(hit->start, 3);
    assert_int_equal(hit->end, 3 + 5 + 3 + 1 + 5 + 3);
    assert_int_equal(hit->end_cp - hit->start_cp, 5 + 1 + 1 + 5 + 1);
}

static void the_result_is_exact_json(void **state) {
    (void)state;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.id = "a\"1";
    options.normal = true;
    const char *text = "é kpu CUR4NG\xFF!!";
    assert_int_equal(pilkada_screener_screen(screener, text, strlen(text), &options, screening, NULL), PILKADA_OK);
    assert_int_equal(pilkada_screening_write_json(screening, &out, NULL), PILKADA_OK);
    assert_string_equal(
        out.data, "{\"id\":\"a\\\"1\",\"level\":\"periksa\",\"score\":2,\"hits\":["
                  "{\"rule\":\"curang\",\"category\":\"klaim\",\"points\":1,\"start\":7,\"end\":13,\"start_cp\":6,"
                  "\"end_cp\":12,\"text\":\"CUR4NG\",\"steps\":[\"angka_huruf\"]},"
                  "{\"rule\":\"seru\",\"category\":\"klaim\",\"points\":1,\"start\":14,\"end\":16,\"start_cp\":13,"
                  "\"end_cp\":15,\"text\":\"!!\",\"steps\":[]}],\"suppressed\":[],"
                  "\"normal\":\"e kpu cur4ng\\ncurang\"}");
    pilkada_buffer_clear(&out);
    screen("bantah surat suara\xFFtercoblos");
    assert_int_equal(pilkada_screening_write_json(screening, &out, NULL), PILKADA_OK);
    assert_string_equal(
        out.data,
        "{\"id\":null,\"level\":\"bersih\",\"score\":0,\"hits\":[],\"suppressed\":["
        "{\"rule\":\"tercoblos\",\"category\":\"klaim\",\"points\":0,\"start\":7,\"end\":28,\"start_cp\":7,"
        "\"end_cp\":28,\"text\":\"surat suara\xEF\xBF\xBDtercoblos\",\"steps\":[],\"reason\":\"pengecualian\"}]}");
    pilkada_buffer_dispose(&out);
}

/* No JSON reader of this house takes a NUL, so none is written. */
static void a_nul_is_no_fault(void **state) {
    (void)state;
    static const char text[] = "surat suara \0 tercoblos \0";
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    test_screen(screener, screening, text, sizeof text - 1);
    assert_int_equal(pilkada_screening_write_json(screening, &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data, "\"text\":\"surat suara \xEF\xBF\xBD tercoblos\""));
    assert_int_equal(pilkada_json_check(out.data, out.size, NULL), PILKADA_OK);
    pilkada_buffer_dispose(&out);
}

static void nothing_is_refused_politely(void **state) {
    (void)state;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_screener_screen(NULL, "a", 1, NULL, screening, &error), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_screener_screen(screener, "a", 1, NULL, NULL, &error), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_screener_screen(screener, NULL, 1, NULL, screening, &error), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_screener_screen(screener, NULL, 0, NULL, screening, &error), PILKADA_OK);
    assert_int_equal(pilkada_screening_write_json(NULL, &out, &error), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_screening_write_text(screening, PILKADA_LANG_ID, NULL, &error), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_screening_level(NULL), PILKADA_LEVEL_TIDAK_TUNTAS);
    assert_int_equal(pilkada_screening_score(NULL), 0);
    assert_int_equal(pilkada_screening_hit_count(NULL), 0);
    assert_null(pilkada_screening_hit(screening, 99));
    assert_null(pilkada_screening_suppressed(NULL, 0));
    assert_null(pilkada_screener_new(NULL, 0, NULL, &error));
    assert_int_equal(pilkada_screener_count(NULL), 0);
    assert_string_equal(pilkada_level_name((pilkada_level)77), "tidak_tuntas");
    pilkada_screener_free(NULL);
    pilkada_screening_free(NULL);
    pilkada_buffer_dispose(&out);
}

/* ---- limits ---- */

static void a_long_text_is_not_finished(void **state) {
    (void)state;
    size_t size = PILKADA_MAX_SCREEN_BYTES + 100;
    char *text = malloc(size);
    assert_non_null(text);
    memset(text, ' ', size);
    memcpy(text, "surat suara tercoblos", 21);
    memcpy(text + size - 30, "kpu curang", 10);
    test_screen(screener, screening, text, size);
    assert_int_equal(pilkada_screening_level(screening), PILKADA_LEVEL_TIDAK_TUNTAS);
    assert_int_equal(pilkada_screening_score(screening), 3);
    test_screen(screener, screening, text, PILKADA_MAX_SCREEN_BYTES);
    assert_int_equal(pilkada_screening_level(screening), PILKADA_LEVEL_PERIKSA);
    free(text);
}

static void a_costly_expression_is_not_finished(void **state) {
    (void)state;
    pilkada_screener *costly =
        test_screener(HEAD("berat", "regex") "\"points\":1,\"pattern\":\"[ab]*a[ab]*b[ab]*a[ab]*[ce]\"}");
    char text[4096];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = "ab"[i % 2];
    test_screen(costly, screening, text, sizeof text);
    assert_int_equal(pilkada_screening_level(screening), PILKADA_LEVEL_TIDAK_TUNTAS);
    pilkada_screener_free(costly);
}

/* ---- hostile texts of 1 MiB: each comes to its end, and its answer adds up ---- */

static void screen_repeated(const char *unit, size_t size) {
    size_t length = strlen(unit);
    char *text = malloc(size + length);
    assert_non_null(text);
    for (size_t i = 0; i < size; i += length)
        memcpy(text + i, unit, length);
    test_screen(screener, screening, text, size);
    free(text);
    int32_t points = 0;
    for (size_t i = 0; i < pilkada_screening_hit_count(screening); i++) {
        const pilkada_hit *hit = pilkada_screening_hit(screening, i);
        assert_true(hit->start < hit->end && hit->end <= size);
        points += hit->points;
    }
    assert_int_equal(points, pilkada_screening_score(screening));
}

static void hostile_texts_come_to_an_end(void **state) {
    (void)state;
    static const char *const units[] = {"a",
                                        "4",
                                        " ",
                                        "a ",
                                        "k.",
                                        "\u200B",
                                        "e\u0301",
                                        "\xFF",
                                        "\xE2\x80",
                                        "\u0430",
                                        "a\u0301\u0301\u0301",
                                        "surat ",
                                        "surat suara ",
                                        "a4",
                                        "a2",
                                        "a@",
                                        "c u r a n g ",
                                        "!",
                                        "\U0001D412",
                                        "\uFDFA",
                                        "geger\u200B ",
                                        "1234567890",
                                        "?!|~ "};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        screen_repeated(units[i], 1024 * 1024);
}

/* ---- memory ---- */

static const char oom_text[] = "Ѕurat suara tercoblos, KPU CUR4NG!! segel rusak; geger bantah";

static void screen_with(failing_allocator *memory, const pilkada_screener *shared) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_screening *own = pilkada_screening_new(&memory->allocator, &error);
    if (!own) {
        assert_int_equal(error.status, PILKADA_E_NOMEM);
        return;
    }
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.normal = true;
    options.id = "x";
    pilkada_status status = pilkada_screener_screen(shared, oom_text, sizeof oom_text - 1, &options, own, &error);
    assert_int_equal(status, memory->failed ? PILKADA_E_NOMEM : PILKADA_OK);
    assert_int_equal(pilkada_screening_hit_count(own) > 0, status == PILKADA_OK);
    pilkada_screening_free(own);
}

static void screening_without_memory(void **state) {
    (void)state;
    failing_allocator memory;
    for (int mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++) {
        memory.failed = true;
        for (size_t n = 0; memory.failed; n++) {
            failing_allocator_start(&memory, n, (failing_mode)mode);
            screen_with(&memory, screener);
            assert_int_equal(memory.live, 0);
            assert_true(n < 1000);
        }
    }
}

static void building_without_memory(void **state) {
    (void)state;
    size_t size = sizeof TEST_PACK_HEAD + sizeof entries + 8;
    char *text = malloc(size);
    assert_non_null(text);
    size = (size_t)snprintf(text, size, "%s%s]}", TEST_PACK_HEAD, entries);
    failing_allocator memory;
    for (int mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++) {
        memory.failed = true;
        for (size_t n = 0; memory.failed; n++) {
            failing_allocator_start(&memory, n, (failing_mode)mode);
            pilkada_error error = PILKADA_ERROR_INIT;
            pilkada_screener *self = pilkada_screener_new(text, size, &memory.allocator, &error);
            assert_int_equal(self == NULL, memory.failed);
            if (!self)
                assert_int_equal(error.status, PILKADA_E_NOMEM);
            pilkada_screener_free(self);
            assert_int_equal(memory.live, 0);
            assert_true(n < 10000);
        }
    }
    free(text);
}

/* The last answer stays when the next text finds no memory. */
static void the_last_answer_stays(void **state) {
    (void)state;
    failing_allocator memory;
    failing_allocator_start(&memory, SIZE_MAX, FAIL_FOREVER);
    pilkada_screening *own = pilkada_screening_new(&memory.allocator, NULL);
    test_screen(screener, own, "kpu curang", 10);
    memory.fail_at = memory.calls;
    char long_text[5000];
    memset(long_text, 'a', sizeof long_text);
    assert_int_equal(pilkada_screener_screen(screener, long_text, sizeof long_text, NULL, own, NULL), PILKADA_E_NOMEM);
    assert_int_equal(pilkada_screening_hit_count(own), 1);
    assert_string_equal(pilkada_screening_hit(own, 0)->rule, "curang");
    pilkada_screening_free(own);
}

/* Answers do not point into the text or the screener. */
static void answers_are_their_own(void **state) {
    (void)state;
    char text[] = "kpu curang";
    pilkada_screener *gone = test_screener(entries);
    test_screen(gone, screening, text, strlen(text));
    memset(text, 'x', sizeof text - 1);
    pilkada_screener_free(gone);
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_screening_write_json(screening, &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data, "\"text\":\"curang\""));
    pilkada_buffer_dispose(&out);
}

/* ---- answers that are taken ---- */

static void taken_answers_stay(void **state) {
    (void)state;
    static const char *const texts[] = {"kpu curang", "damai", "surat suara tercoblos", "kpu curang"};
    enum { TEXTS = sizeof texts / sizeof *texts };
    pilkada_screener *gone = test_screener(entries);
    pilkada_screening *own = pilkada_screening_new(NULL, NULL), *taken[TEXTS];
    pilkada_buffer direct[TEXTS], out;
    for (size_t i = 0; i < TEXTS; i++) {
        pilkada_buffer_init(&direct[i], NULL);
        test_screen(gone, own, texts[i], strlen(texts[i]));
        assert_int_equal(pilkada_screening_write_json(own, &direct[i], NULL), PILKADA_OK);
        taken[i] = pilkada_screening_take(own, NULL);
        assert_non_null(taken[i]);
        assert_int_equal(pilkada_screening_hit_count(own), 0);
    }
    pilkada_screening_free(own);
    pilkada_screener_free(gone);
    for (size_t i = 0; i < TEXTS; i++) {
        pilkada_buffer_init(&out, NULL);
        assert_int_equal(pilkada_screening_write_json(taken[i], &out, NULL), PILKADA_OK);
        assert_string_equal(out.data, direct[i].data);
        assert_answer("kpu curang", PILKADA_LEVEL_BERSIH, 1, 1, 0);
        test_screen(screener, taken[i], "kpu curang", 10); /* it is a screening like others */
        assert_int_equal(pilkada_screening_hit_count(taken[i]), 1);
        pilkada_screening_free(taken[i]);
        pilkada_buffer_dispose(&direct[i]);
        pilkada_buffer_dispose(&out);
    }
    assert_null(pilkada_screening_take(NULL, NULL));
}

/* What cannot be taken stays where it was. */
static void taking_without_memory(void **state) {
    (void)state;
    failing_allocator memory;
    failing_allocator_start(&memory, SIZE_MAX, FAIL_FOREVER);
    pilkada_screening *own = pilkada_screening_new(&memory.allocator, NULL);
    test_screen(screener, own, "kpu curang", 10);
    size_t before = memory.calls;
    pilkada_screening *taken = pilkada_screening_take(own, NULL);
    assert_int_equal(memory.calls, before + 1);
    pilkada_screening_free(taken);
    test_screen(screener, own, "kpu curang", 10);
    memory.fail_at = memory.calls;
    pilkada_error error = PILKADA_ERROR_INIT;
    assert_null(pilkada_screening_take(own, &error));
    assert_int_equal(error.status, PILKADA_E_NOMEM);
    assert_int_equal(pilkada_screening_hit_count(own), 1);
    pilkada_screening_free(own);
    assert_int_equal(memory.live, 0);
}

/* ---- weighted phrases ---- */

static void phrases_weigh_by_themselves(void **state) {
    (void)state;
    pilkada_screening *answer = pilkada_screening_new(NULL, NULL);
    pilkada_screener *pack = test_screener("{\"id\":\"b\",\"kind\":\"bobot\",\"category\":\"klaim\","
                                           "\"weights\":{\"uang baru\":7,\"baru\":-2,\"hadiah\":5}}");
    const char *text = "Uang baru, hadiah, hadiah";
    test_screen(pack, answer, text, strlen(text));
    assert_int_equal(pilkada_screener_count(pack), 3);
    assert_int_equal(pilkada_screening_hit_count(answer), 4);
    assert_int_equal(pilkada_screening_score(answer), 7 - 2 + 5);
    assert_string_equal(pilkada_screening_hit(answer, 0)->rule, "b");
    pilkada_screener_free(pack);
    assert_memory_equal(pilkada_screening_hit(answer, 0)->text, "Uang baru", 9); /* the answer keeps its screener */
    pilkada_screening_free(answer);
}

/* A category with "alone" counts beside another one, or from its own sum on. */
static void wording_counts_in_company(void **state) {
    (void)state;
    static const char pack_text[] =
        "{\"id\":\"u\",\"version\":\"1\",\"title\":{\"id\":\"u\",\"en\":\"u\"},\"source\":\"u\",\"license\":\"MIT\","
        "\"thresholds\":{\"periksa\":2,\"prioritas\":4},\"categories\":["
        "{\"id\":\"k\",\"label\":{\"id\":\"k\",\"en\":\"k\"},\"reason\":{\"id\":\"k\",\"en\":\"k\"}},"
        "{\"id\":\"w\",\"alone\":5,\"label\":{\"id\":\"w\",\"en\":\"w\"},\"reason\":{\"id\":\"w\",\"en\":\"w\"}}],"
        "\"defaults\":{\"source\":\"u\",\"date\":\"2024-11-01\",\"status\":\"aktif\"},\"entries\":["
        "{\"id\":\"w\",\"kind\":\"bobot\",\"category\":\"w\",\"weights\":{\"satu\":3,\"dua\":3,\"tiga\":-4}},"
        "{\"id\":\"k\",\"kind\":\"kata\",\"category\":\"k\",\"points\":1,\"text\":\"curang\"}]}";
    static const struct {
        const char *text;
        size_t hits;
        int32_t score;
    } cases[] = {{"satu", 0, 0},        {"satu satu satu", 0, 0}, {"satu dua", 2, 6}, {"satu dua tiga", 0, 0},
                 {"satu curang", 2, 4}, {"tiga curang", 2, -3},   {"tiga", 0, 0}};
    pilkada_screening *answer = pilkada_screening_new(NULL, NULL);
    pilkada_screener *pack = pilkada_screener_new(pack_text, sizeof pack_text - 1, NULL, NULL);
    assert_non_null(pack);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        test_screen(pack, answer, cases[i].text, strlen(cases[i].text));
        assert_int_equal(pilkada_screening_hit_count(answer), cases[i].hits);
        assert_int_equal(pilkada_screening_score(answer), cases[i].score);
    }
    pilkada_screener_free(pack);
    pilkada_screening_free(answer);
}

/* Words around a claim, or around nothing, give and take no more than their category may. */
static void ordinary_words_cannot_bury_a_claim(void **state) {
    (void)state;
    static const char pack_text[] =
        "{\"id\":\"u\",\"version\":\"1\",\"title\":{\"id\":\"u\",\"en\":\"u\"},\"source\":\"u\",\"license\":\"MIT\","
        "\"thresholds\":{\"periksa\":2,\"prioritas\":4},\"categories\":["
        "{\"id\":\"k\",\"label\":{\"id\":\"k\",\"en\":\"k\"},\"reason\":{\"id\":\"k\",\"en\":\"k\"}},"
        "{\"id\":\"w\",\"max\":4,\"min\":-5,\"label\":{\"id\":\"w\",\"en\":\"w\"},\"reason\":{\"id\":\"w\",\"en\":"
        "\"w\"}}],"
        "\"defaults\":{\"source\":\"u\",\"date\":\"2024-11-01\",\"status\":\"aktif\"},\"entries\":["
        "{\"id\":\"w\",\"kind\":\"bobot\",\"category\":\"w\",\"weights\":{\"satu\":3,\"dua\":3,\"tiga\":-4,\"empat\":-"
        "4}},"
        "{\"id\":\"k\",\"kind\":\"kata\",\"category\":\"k\",\"points\":6,\"text\":\"curang\"}]}";
    static const struct {
        const char *text;
        int32_t score;
    } cases[] = {{"tiga curang", 2},         {"tiga empat curang", 1},    {"curang tiga empat tiga", 1},
                 {"satu dua curang", 10},    {"satu dua tiga empat", -1}, {"empat tiga", -5},
                 {"tiga satu empat dua", -1}};
    pilkada_screening *answer = pilkada_screening_new(NULL, NULL);
    pilkada_screener *pack = pilkada_screener_new(pack_text, sizeof pack_text - 1, NULL, NULL);
    assert_non_null(pack);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int32_t sum = 0;
        test_screen(pack, answer, cases[i].text, strlen(cases[i].text));
        for (size_t k = 0; k < pilkada_screening_hit_count(answer); k++)
            sum += pilkada_screening_hit(answer, k)->points;
        assert_int_equal(pilkada_screening_score(answer), cases[i].score);
        assert_int_equal(sum, cases[i].score);
    }
    char wrong[sizeof pack_text];
    memcpy(wrong, pack_text, sizeof wrong);
    *strstr(wrong, "-5") = ' '; /* a limit above 0 */
    pilkada_error error = PILKADA_ERROR_INIT;
    assert_null(pilkada_screener_new(wrong, sizeof wrong - 1, NULL, &error));
    assert_string_equal(error.where, "/categories/1/min");
    pilkada_screener_free(pack);
    pilkada_screening_free(answer);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_follow_points),
        cmocka_unit_test(gates_close),
        cmocka_unit_test(exclusions_act_in_their_sentence),
        cmocka_unit_test(gaps_are_counted_in_words),
        cmocka_unit_test(points_add_up),
        cmocka_unit_test(style_is_seen),
        cmocka_unit_test(expressions_match_the_folded_text),
        cmocka_unit_test(the_result_is_exact_json),
        cmocka_unit_test(a_nul_is_no_fault),
        cmocka_unit_test(nothing_is_refused_politely),
        cmocka_unit_test(a_long_text_is_not_finished),
        cmocka_unit_test(a_costly_expression_is_not_finished),
        cmocka_unit_test(hostile_texts_come_to_an_end),
        cmocka_unit_test(screening_without_memory),
        cmocka_unit_test(building_without_memory),
        cmocka_unit_test(the_last_answer_stays),
        cmocka_unit_test(answers_are_their_own),
        cmocka_unit_test(taken_answers_stay),
        cmocka_unit_test(taking_without_memory),
        cmocka_unit_test(phrases_weigh_by_themselves),
        cmocka_unit_test(wording_counts_in_company),
        cmocka_unit_test(ordinary_words_cannot_bury_a_claim),
    };
    return cmocka_run_group_tests(tests, set_up, close_screener);
}
