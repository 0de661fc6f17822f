/* Near misses: what was wanting, and that a search ends. */
#include <pilkada/limits.h>

#include "failing_allocator.h"
#include "screen_test.h"

#define HEAD(id) "{\"id\":\"" id "\",\"category\":\"klaim\",\"points\":1,"
static const char entries[] =
    HEAD("tiga") "\"kind\":\"frasa\",\"text\":\"menang satu putaran\"}," HEAD("dua") "\"kind\":\"frasa\",\"text\":"
                                                                                     "\"hasil "
                                                                                     "asli\",\"gate\":\"pemilu\"}"
                                                                                     "," HEAD("bagian") "\"kind\":"
                                                                                                        "\"frasa_"
                                                                                                        "jarak\","
                                                                                                        "\"gap\":2,"
                                                                                                        "\"parts\":[["
                                                                                                        "\"surat "
                                                                                                        "suara\","
                                                                                                        "\"kertas "
                                                                                                        "suara\"],"
                                                                                                        "\"tercoblos\"]"
                                                                                                        "}," HEAD("tiga"
                                                                                                                  "-bag"
                                                                                                                  "ian") "\"kind\":\"frasa_jarak\",\"gap\":2,\"parts\":[\"warga\",\"dipaksa\",\"memilih\"]}," HEAD(
                                                                                                            "kata") "\""
                                                                                                                    "ki"
                                                                                                                    "nd"
                                                                                                                    "\""
                                                                                                                    ":"
                                                                                                                    "\""
                                                                                                                    "ka"
                                                                                                                    "ta"
                                                                                                                    "\""
                                                                                                                    ","
                                                                                                                    "\""
                                                                                                                    "te"
                                                                                                                    "xt"
                                                                                                                    "\""
                                                                                                                    ":"
                                                                                                                    "\""
                                                                                                                    "ge"
                                                                                                                    "ge"
                                                                                                                    "r"
                                                                                                                    "\""
                                                                                                                    "}"
                                                                                                                    "," HEAD("lama") "\"kind\":\"frasa\",\"text\":\"dulu pernah ada\",\"status\":\"dicabut\"}";

static pilkada_screening *near_to(const pilkada_screener *pack, const char *text, size_t size) {
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    pilkada_screening *answer = pilkada_screening_new(NULL, NULL);
    options.near = true;
    assert_int_equal(pilkada_screener_screen(pack, text, size, &options, answer, NULL), PILKADA_OK);
    return answer;
}

/* "rule reason missing gap/most [slice]" for each, by lines. */
static void describe(const pilkada_screening *answer, char *out, size_t room) {
    size_t size = 0;
    out[0] = '\0';
    for (size_t i = 0; i < pilkada_screening_near_count(answer); i++) {
        const pilkada_near *near = pilkada_screening_near(answer, i);
        size += (size_t)snprintf(out + size, room - size, "%s %s %s %zu/%zu [%.*s]\n", near->rule, near->reason,
                                 near->missing ? near->missing : "-", near->gap, near->most, (int)near->text_size,
                                 near->text);
        assert_true(size < room);
    }
}

static void what_was_wanting_is_told(void **state) {
    (void)state;
    static const struct {
        const char *text, *near;
    } cases[] = {
        {"", ""},
        {"rapat pleno tertib", ""},
        {"menang dalam satu putaran", "tiga kata_sisipan - 0/0 [menang dalam satu putaran]\n"},
        {"Menang DUA putaran", "tiga kurang_satu_kata satu 0/0 [Menang DUA putaran]\n"},
        {"menang putaran", "tiga kurang_satu_kata satu 0/0 [menang putaran]\n"},
        {"akan satu putaran saja", "tiga kurang_satu_kata menang 0/0 [satu putaran]\n"},
        {"menang satu kali", "tiga kurang_satu_kata putaran 0/0 [menang satu]\n"},
        {"menang. Satu putaran", "tiga kurang_satu_kata menang 0/0 [Satu putaran]\n"},
        {"menang satu putaran", ""}, /* matched */
        {"menang saja", ""},
        {"hasil yang asli", "dua kata_sisipan - 0/0 [hasil yang asli]\n"},
        {"hasil", ""},
        {"hasil asli", ""}, /* behind its gate: that is told among the suppressed */
        {"surat suara a b c tercoblos", "bagian jarak - 3/2 [surat suara a b c tercoblos]\n"},
        {"surat suara a b c d tercoblos kertas suara a b c tercoblos",
         "bagian jarak - 3/2 [kertas suara a b c tercoblos]\n"},
        {"Surat suara. Tercoblos", "bagian beda_kalimat - 0/0 [Surat suara. Tercoblos]\n"},
        {"tercoblos surat suara", "bagian beda_urutan - 0/0 [surat suara]\n"},
        {"surat suara utuh", "bagian kurang_satu_bagian tercoblos 0/0 [surat suara]\n"},
        {"sudah tercoblos", "bagian kurang_satu_bagian surat suara 0/0 [tercoblos]\n"},
        {"warga memilih", "tiga-bagian kurang_satu_bagian dipaksa 0/0 [memilih]\n"},
        {"warga", ""},
        {"gegr, dulu pernah", ""},
        {"surat suara a b c tercoblos warga dipaksa", /* the nearest first */
         "bagian jarak - 3/2 [surat suara a b c tercoblos]\n"
         "tiga-bagian kurang_satu_bagian memilih 0/0 [dipaksa]\n"},
    };
    pilkada_screener *pack = test_screener(entries);
    char out[1024];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_screening *answer = near_to(pack, cases[i].text, strlen(cases[i].text));
        describe(answer, out, sizeof out);
        assert_string_equal(out, cases[i].near);
        pilkada_screening_free(answer);
    }
    pilkada_screener_free(pack);
}

static void places_are_those_of_the_original(void **state) {
    (void)state;
    static const char text[] = "é 🙂 Ѕurat suara A B C Tercoblos";
    pilkada_screener *pack = test_screener(entries);
    pilkada_screening *answer = near_to(pack, text, sizeof text - 1);
    const pilkada_near *near = pilkada_screening_near(answer, 0);
    assert_int_equal(pilkada_screening_near_count(answer), 1);
    assert_int_equal(near->start, 8);
    assert_int_equal(near->start_cp, 4);
    assert_int_equal(near->end, sizeof text - 1);
    assert_int_equal(near->end_cp, 31);
    assert_null(pilkada_screening_near(answer, 1));
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_screening_write_json(answer, &out, NULL), PILKADA_OK);
    assert_non_null(
        strstr(out.data, "\"near\":[{\"rule\":\"bagian\",\"category\":\"klaim\",\"reason\":\"jarak\",\"start\":8,"));
    assert_non_null(strstr(out.data, "\"missing\":null,\"gap\":3,\"most\":2}],\"near_complete\":true}"));
    pilkada_buffer_clear(&out);
    assert_int_equal(pilkada_screening_write_text(answer, PILKADA_LANG_EN, &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data, "screen.near\n  - screen.near.jarak\n    \"\xD0\x85urat suara"));
    pilkada_buffer_dispose(&out);
    pilkada_screening_free(answer);
    pilkada_screener_free(pack);
}

static void nothing_is_searched_unasked(void **state) {
    (void)state;
    pilkada_screener *pack = test_screener(entries);
    pilkada_screening *answer = near_to(pack, "menang dua putaran", 18);
    assert_int_equal(pilkada_screening_near_count(answer), 1);
    test_screen(pack, answer, "menang dua putaran", 18);
    assert_int_equal(pilkada_screening_near_count(answer), 0);
    assert_int_equal(pilkada_screening_near_count(NULL), 0);
    pilkada_screening_free(answer);
    pilkada_screener_free(pack);
}

static void the_search_is_bounded(void **state) {
    (void)state;
    enum { ENTRIES = 300 };
    char *pack_text = malloc(ENTRIES * 128), *end = pack_text;
    size_t size = PILKADA_MAX_SCREEN_BYTES / 4;
    char *text = malloc(size + 16);
    assert_true(pack_text && text);
    for (int i = 0; i < ENTRIES; i++)
        end += sprintf(end, "%s" HEAD("e%d") "\"kind\":\"frasa\",\"text\":\"a b w%d\"}", i ? "," : "", i, i);
    pilkada_screener *pack = test_screener(pack_text);
    for (size_t i = 0; i + 4 <= size; i += 4)
        memcpy(text + i, "a b ", 4);
    pilkada_screening *answer = near_to(pack, text, size);
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_in_range(pilkada_screening_near_count(answer), 1, PILKADA_MAX_NEAR);
    assert_int_equal(pilkada_screening_write_json(answer, &out, NULL), PILKADA_OK);
    assert_non_null(strstr(out.data, "\"near_complete\":false"));
    pilkada_buffer_dispose(&out);
    pilkada_screening_free(answer);
    pilkada_screener_free(pack);
    free(pack_text);
    free(text);
}

static pilkada_screener *shared;

static pilkada_status search_with(const pilkada_allocator *allocator) {
    static const char text[] = "surat suara a b c tercoblos, menang dua putaran, warga memilih";
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_screening *answer = pilkada_screening_new(allocator, &error);
    options.near = true;
    if (answer)
        pilkada_screener_screen(shared, text, sizeof text - 1, &options, answer, &error);
    pilkada_screening_free(answer);
    return error.status;
}

static void memory_may_run_out(void **state) {
    (void)state;
    shared = test_screener(entries);
    failing_allocator_sweep(search_with);
    pilkada_screener_free(shared);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_wanting_is_told),    cmocka_unit_test(places_are_those_of_the_original),
        cmocka_unit_test(nothing_is_searched_unasked), cmocka_unit_test(the_search_is_bounded),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
