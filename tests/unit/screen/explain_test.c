/** @file explain_test.c  What an explained answer says more, limits by name, and one screener on many threads. */
#include "screen_test.h"

#include <pthread.h>

#include <pilkada/limits.h>

static const char entries[] =
    "{\"id\":\"a\",\"kind\":\"frasa\",\"category\":\"klaim\",\"points\":3,\"text\":\"surat suara\","
    "\"reason\":{\"id\":\"sebab\",\"en\":\"why\"}},"
    "{\"id\":\"b\",\"kind\":\"kata\",\"category\":\"klaim\",\"points\":1,\"text\":\"curang\"}";

static void answer_json(const pilkada_screener *pack, const char *text, size_t size, bool explain,
                        pilkada_buffer *out) {
    pilkada_screening *answer = pilkada_screening_new(NULL, NULL);
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.explain = explain;
    assert_int_equal(pilkada_screener_screen(pack, text, size, &options, answer, NULL), PILKADA_OK);
    pilkada_buffer_clear(out);
    assert_int_equal(pilkada_screening_write_json(answer, out, NULL), PILKADA_OK);
    pilkada_screening_free(answer);
}

static void answers_are_explained_on_request(void **state) {
    (void)state;
    pilkada_screener *pack = test_screener(entries);
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    answer_json(pack, "surat suara", 11, true, &out);
    assert_string_equal(
        out.data,
        "{\"id\":null,\"level\":\"periksa\",\"score\":3,\"hits\":[{\"rule\":\"a\",\"category\":\"klaim\","
        "\"points\":3,\"start\":0,\"end\":11,\"start_cp\":0,\"end_cp\":11,\"text\":\"surat suara\",\"steps\":[],"
        "\"start_u16\":0,\"end_u16\":11,\"form\":\"surat "
        "suara\",\"changes\":[],\"changes_left_out\":0,\"label\":{\"id\":\"klaim\",\"en\":\"claim\"},\"why\":{\"id\":"
        "\"sebab\",\"en\":"
        "\"why\"}}],"
        "\"suppressed\":[],\"size\":11,\"read\":11,\"bad_bytes\":0,\"limits\":[],\"left_out\":0,\"not_tried\":[],"
        "\"packs\":[{\"id\":\"uji\",\"version\":\"1\",\"hash\":null}],\"date\":null,\"disposisi\":null}");
    answer_json(pack, "surat suara", 11, false, &out);
    assert_null(strstr(out.data, "label"));
    assert_null(strstr(out.data, "disposisi"));
    pilkada_buffer_dispose(&out);
    pilkada_screener_free(pack);
}

static void changes_have_code_points(void **state) {
    (void)state;
    pilkada_screener *pack = test_screener(entries);
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    answer_json(pack, "\xF0\x9F\x99\x82\xFF sur\xD0\xB0t su\xD0\xB0ra", 19, true, &out);
    assert_non_null(strstr(out.data, "\"changes\":[{\"view\":\"lipat_huruf\",\"start\":9,\"end\":11,\"start_cp\":6,"
                                     "\"end_cp\":7,\"from\":\"\xD0\xB0\",\"to\":\"a\"},{\"view\":\"lipat_huruf\","
                                     "\"start\":15,\"end\":17,\"start_cp\":11,\"end_cp\":12,"));
    pilkada_buffer_dispose(&out);
    pilkada_screener_free(pack);
}

static void limits_have_names(void **state) {
    (void)state;
    pilkada_screener *pack = test_screener(entries);
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    size_t size = PILKADA_MAX_SCREEN_BYTES + 10;
    char *text = malloc(size);
    assert_non_null(text);
    memset(text, 'x', size);
    answer_json(pack, text, size, true, &out);
    assert_non_null(strstr(out.data, "\"level\":\"tidak_tuntas\""));
    assert_non_null(
        strstr(out.data, "\"size\":1048586,\"read\":1048576,\"bad_bytes\":0,\"limits\":[\"panjang_teks\"]"));
    for (size_t i = 0; i + 7 <= size; i += 7)
        memcpy(text + i, "curang ", 7);
    answer_json(pack, text, size - 10, true, &out);
    assert_non_null(strstr(out.data, "\"limits\":[],\"left_out\":149780,"));
    free(text);
    pilkada_buffer_dispose(&out);
    pilkada_screener_free(pack);
}

/* Six different look-alikes with two readings in one word are tried in every way, a seventh is not. */
static void readings_are_bounded(void **state) {
    (void)state;
    pilkada_screener *pack = test_screener("{\"id\":\"a\",\"kind\":\"kata\",\"category\":\"klaim\",\"points\":3,"
                                           "\"text\":\"nrsupigaabcd\"}");
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    static const char six[] = "нрсупиgaabcd", seven[] = "нрсупигaabcd", longer[] = "нрсупигabcdefgh",
                      other[] = "нрсупигaж";
    answer_json(pack, six, sizeof six - 1, true, &out);
    assert_non_null(strstr(out.data, "\"level\":\"periksa\""));
    answer_json(pack, seven, sizeof seven - 1, true, &out);
    assert_non_null(strstr(out.data, "\"level\":\"tidak_tuntas\""));
    assert_non_null(strstr(out.data, "\"limits\":[\"huruf_serupa\"]"));
    answer_json(pack, longer, sizeof longer - 1, true, &out); /* longer than any word of the pack */
    assert_non_null(strstr(out.data, "\"level\":\"bersih\""));
    answer_json(pack, other, sizeof other - 1, true, &out); /* holds a letter that no word of the pack has */
    assert_non_null(strstr(out.data, "\"level\":\"bersih\""));
    pilkada_buffer_dispose(&out);
    pilkada_screener_free(pack);
}

/* Letters beyond U+FFFF, a NUL, bytes that are no UTF-8: places in bytes, code points and UTF-16 units. */
static void places_in_every_unit(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t size, place[6];
    } cases[] = {{"curang", 6, {0, 6, 0, 6, 0, 6}},
                 {"\u00E9 curang", 9, {3, 9, 2, 8, 2, 8}},
                 {"\U0001F64F\U0001F64F\U0001F64F curang", 19, {13, 19, 4, 10, 7, 13}},
                 {"\U0001D450ur\U0001D44Eng", 12, {0, 12, 0, 6, 0, 8}},
                 {"\0\u00E9\0\0\0\0\0\0\0\0 curang", 18, {12, 18, 11, 17, 11, 17}},
                 {"\xFF\xF0\x9F\x99 \U0001F64F curang", 16, {10, 16, 7, 13, 8, 14}}};
    pilkada_screener *pack = test_screener(entries);
    pilkada_screening *answer = pilkada_screening_new(NULL, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        test_screen(pack, answer, cases[i].text, cases[i].size);
        const pilkada_hit *hit = test_hit(answer, "b");
        assert_non_null(hit);
        size_t place[] = {hit->start, hit->end, hit->start_cp, hit->end_cp, hit->start_u16, hit->end_u16};
        for (size_t k = 0; k < sizeof place / sizeof *place; k++)
            assert_int_equal(place[k], cases[i].place[k]);
    }
    pilkada_screening_free(answer);
    pilkada_screener_free(pack);
}

static void many_texts_in_one_call(void **state) {
    (void)state;
    static const pilkada_screen_text texts[] = {{"surat suara", 11}, {NULL, 0}, {"surat suara curang", 18}};
    pilkada_level levels[3];
    int32_t scores[3];
    pilkada_screener *pack = test_screener(entries);
    pilkada_screening *answer = pilkada_screening_new(NULL, NULL);
    assert_int_equal(pilkada_screener_screen_many(pack, texts, 3, levels, scores, answer, NULL), PILKADA_OK);
    assert_int_equal(levels[0], PILKADA_LEVEL_PERIKSA);
    assert_int_equal(levels[1], PILKADA_LEVEL_BERSIH);
    assert_int_equal(levels[2], PILKADA_LEVEL_PRIORITAS);
    assert_int_equal(scores[0] + scores[1], 3);
    assert_int_equal(scores[2], 4);
    assert_int_equal(pilkada_screening_score(answer), 4);
    assert_int_equal(pilkada_screener_screen_many(pack, NULL, 0, NULL, NULL, answer, NULL), PILKADA_OK);
    assert_int_equal(pilkada_screener_screen_many(pack, NULL, 1, levels, scores, answer, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_screener_screen_many(NULL, texts, 3, levels, scores, answer, NULL), PILKADA_E_ARGUMENT);
    pilkada_screening_free(answer);
    pilkada_screener_free(pack);
}

/* ---- one screener, many threads, each with a screening of its own ---- */

enum { THREADS = 4, ROUNDS = 500 };

typedef struct job {
    const pilkada_screener *pack;
    bool good;
} job;

static void *screen_much(void *context) {
    job *self = context;
    static const char text[] = "Ѕurаt suara dicurang1, c u r a n g! surat suara";
    pilkada_screening *answer = pilkada_screening_new(NULL, NULL);
    self->good = answer != NULL;
    for (int i = 0; self->good && i < ROUNDS; i++)
        self->good = !pilkada_screener_screen(self->pack, text, sizeof text - 1, NULL, answer, NULL) &&
                     pilkada_screening_hit_count(answer) == 3 && pilkada_screening_score(answer) == 4;
    pilkada_screening_free(answer);
    return NULL;
}

static void threads_share_a_screener(void **state) {
    (void)state;
    pilkada_screener *pack = test_screener(entries);
    pthread_t threads[THREADS];
    job jobs[THREADS];
    for (int i = 0; i < THREADS; i++) {
        jobs[i] = (job){pack, false};
        assert_int_equal(pthread_create(&threads[i], NULL, screen_much, &jobs[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_true(jobs[i].good);
    }
    pilkada_screener_free(pack);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_are_explained_on_request),
        cmocka_unit_test(changes_have_code_points),
        cmocka_unit_test(limits_have_names),
        cmocka_unit_test(places_in_every_unit),
        cmocka_unit_test(readings_are_bounded),
        cmocka_unit_test(many_texts_in_one_call),
        cmocka_unit_test(threads_share_a_screener),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
