/**
 * @file trace_test.c  Forms and changes of hits, on random texts in disguise.
 *
 *     unit_screen_trace_test [CASES]      20,000 by default
 *
 * The changes are carried out on the slice of the original: that must give the form, and nothing else was needed.
 */
#include "disguise.h"

#include <pilkada/limits.h>

#include "failing_allocator.h"

enum { WORDS = 12, TEXT_ROOM = 256 * WORDS, FORM_ROOM = 4096 };

static unsigned long cases = 20000;
static pilkada_screener *views, *strict;
static pilkada_screening *answer, *other;

static int set_up(void **state) {
    (void)state;
    views = test_screener(DISGUISE_ENTRIES(""));
    strict = test_screener(DISGUISE_ENTRIES(",\"views\":[]"));
    answer = pilkada_screening_new(NULL, NULL);
    other = pilkada_screening_new(NULL, NULL);
    return answer && other ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    pilkada_screener_free(views);
    pilkada_screener_free(strict);
    pilkada_screening_free(answer);
    pilkada_screening_free(other);
    return 0;
}

static void screen_explained(const char *text, size_t size) {
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.explain = true;
    assert_int_equal(pilkada_screener_screen(views, text, size, &options, answer, NULL), PILKADA_OK);
}

/* ---- carrying changes out ---- */

/* In the order in which they must be done: characters, then what stands on folded characters, then whole words. */
static const char *const order[] = {"lipat_huruf", "buang_tak_tampak", "angka_huruf", "ulang",
                                    "kata_ulang",  "gabung_huruf",     "singkatan"};

typedef struct cell {
    const char *text;
    size_t size;
} cell;

static void change_cells(cell *cells, const pilkada_hit *hit, const char *view) {
    for (size_t i = 0; i < hit->change_count; i++) {
        const pilkada_change *change = &hit->changes[i];
        assert_true(change->start >= hit->start && change->start < change->end && change->end <= hit->end);
        assert_int_equal(change->from_size, change->end - change->start);
        assert_ptr_equal(change->from, hit->text + (change->start - hit->start));
        if (strcmp(change->view, view) != 0)
            continue;
        for (size_t at = change->start - hit->start; at < change->end - hit->start; at++)
            cells[at] = (cell){"", 0};
        cells[change->start - hit->start] = (cell){change->to, strlen(change->to)};
    }
}

static bool is_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

/* Small letters, one blank between words. */
static void put_normal(char *out, const char *text, size_t size) {
    for (size_t i = 0; i < size; i++) {
        char c = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + 32) : text[i];
        size_t length = strlen(out);
        assert_true(length + 2 < FORM_ROOM);
        if (!is_word(c) && (length == 0 || out[length - 1] == ' '))
            continue;
        out[length] = is_word(c) ? c : ' ';
        out[length + 1] = '\0';
    }
}

static void carry_out(const pilkada_hit *hit, char *out) {
    static cell cells[TEXT_ROOM];
    for (size_t i = 0; i < hit->text_size; i++)
        cells[i] = (cell){hit->text + i, 1};
    for (size_t i = 0; i < COUNT(order); i++)
        change_cells(cells, hit, order[i]);
    out[0] = '\0';
    for (size_t i = 0; i < hit->text_size; i++)
        put_normal(out, cells[i].text, cells[i].size);
}

/* "a … b" reads as a text that begins with a and ends with b; without a gap the two are the same. */
static bool fits(const char *text, const char *form) {
    const char *gap = strstr(form, " …");
    if (!gap)
        return strcmp(text, form) == 0;
    size_t size = (size_t)(gap - form);
    if (strncmp(text, form, size) != 0)
        return false;
    form = gap + strlen(" …") + 1;
    gap = strstr(form, " …");
    for (text += size; (text = strchr(text, ' ')); text++)
        if (gap ? fits(text + 1, form) : strcmp(text + 1, form) == 0)
            return true;
    return false;
}

/* An expression has seen the signs between words as well. */
static bool fits_folded(const char *text, const char *form) {
    char normal[FORM_ROOM] = "";
    put_normal(normal, form, strlen(form));
    return strcmp(text, normal) == 0;
}

/* ---- what must hold for a hit ---- */

static bool has_step(const pilkada_hit *hit, const char *step) {
    for (size_t i = 0; i < hit->step_count; i++)
        if (strcmp(hit->steps[i], step) == 0)
            return true;
    return false;
}

static bool has_change(const pilkada_hit *hit, const char *view) {
    for (size_t i = 0; i < hit->change_count; i++)
        if (strcmp(hit->changes[i].view, view) == 0)
            return true;
    return false;
}

static bool is_known(const pilkada_hit *hit) {
    for (size_t i = 0; i < COUNT(disguise_forms); i++)
        if (strcmp(disguise_forms[i].rule, hit->rule) == 0 && strcmp(disguise_forms[i].form, hit->form) == 0)
            return true;
    return strcmp(hit->rule, "segel") == 0;
}

static void check_form(const pilkada_hit *hit) {
    char text[FORM_ROOM];
    if (!hit->form)
        print_error("%s has no form: \"%.*s\"\n", hit->rule, (int)hit->text_size, hit->text);
    assert_non_null(hit->form);
    carry_out(hit, text);
    bool good = strcmp(hit->rule, "segel") == 0 ? fits_folded(text, hit->form) : fits(text, hit->form);
    if (!is_known(hit) || !good)
        print_error("\"%.*s\" as \"%s\", carried out \"%s\"\n", (int)hit->text_size, hit->text, hit->form, text);
    assert_true(is_known(hit));
    assert_true(good);
    for (size_t i = 0; i < COUNT(order); i++) {
        if (has_step(hit, order[i]) != has_change(hit, order[i]))
            print_error("%s: \"%.*s\"\n", order[i], (int)hit->text_size, hit->text);
        assert_int_equal(has_step(hit, order[i]), has_change(hit, order[i]));
    }
}

/* A phrase with a gap is told from its nearest first part, which a view may have found. */
static bool covers(const pilkada_hit *hit, const pilkada_hit *wanted) {
    bool nearer = strcmp(hit->rule, "jarak") == 0 && hit->start > wanted->start;
    return strcmp(hit->rule, wanted->rule) == 0 && hit->end == wanted->end && (nearer || hit->start == wanted->start);
}

static bool same_steps(const pilkada_hit *a, const pilkada_hit *b) {
    for (size_t i = 0; i < a->step_count && a->step_count == b->step_count; i++)
        if (strcmp(a->steps[i], b->steps[i]) != 0)
            return false;
    return a->step_count == b->step_count;
}

/* The slice alone, read with the views of the hit, is the hit. */
static void check_slice(const pilkada_hit *hit) {
    pilkada_hit wanted = *hit;
    wanted.start = 0;
    wanted.end = hit->text_size;
    bool found = false;
    test_screen(views, other, hit->text, hit->text_size);
    for (size_t i = 0; i < pilkada_screening_hit_count(other) && !found; i++) {
        const pilkada_hit *again = pilkada_screening_hit(other, i);
        found = covers(again, &wanted) && (again->start > 0 || same_steps(again, hit));
    }
    if (!found)
        print_error("%s not in its slice \"%.*s\"\n", hit->rule, (int)hit->text_size, hit->text);
    assert_true(found);
}

static void check_strict(const char *text) {
    test_screen(strict, other, text, strlen(text));
    for (size_t i = 0; i < pilkada_screening_hit_count(other); i++) {
        const pilkada_hit *wanted = pilkada_screening_hit(other, i);
        bool found = false;
        for (size_t k = 0; k < pilkada_screening_hit_count(answer) && !found; k++)
            found = covers(pilkada_screening_hit(answer, k), wanted);
        if (!found)
            print_error("%s at %zu lost: \"%s\"\n", wanted->rule, wanted->start, text);
        assert_true(found);
    }
}

static void hits_tell_how_they_were_read(void **state) {
    (void)state;
    uint64_t random = 20241127;
    static char text[TEXT_ROOM];
    unsigned long hits = 0, disguised = 0, gaps = 0;
    for (unsigned long i = 0; i < cases; i++) {
        disguise_text(text, WORDS, &random);
        screen_explained(text, strlen(text));
        for (size_t k = 0; k < pilkada_screening_hit_count(answer); k++) {
            const pilkada_hit *hit = pilkada_screening_hit(answer, k);
            hits++;
            disguised += hit->step_count > 0;
            gaps += strcmp(hit->rule, "jarak") == 0;
            check_form(hit);
            check_slice(hit);
        }
        check_strict(text);
    }
    print_message("%lu hits, %lu by views, %lu with gaps\n", hits, disguised, gaps);
    assert_true(hits > cases / 2 && disguised > cases / 4 && gaps > cases / 100);
}

/* ---- single cases ---- */

static void changes_are_exact(void **state) {
    (void)state;
    static const struct {
        const char *text, *form, *changes;
    } cases_of[] = {
        {"SURAT suara tercoblos", "surat suara tercoblos", ""},
        {"tdk sah yg", "tidak sah yang", "singkatan 0-3 tidak; singkatan 8-10 yang; "},
        {"kecur4ng4n", "kecurangan", "angka_huruf 5-6 a; angka_huruf 8-9 a; "},
        {"k e c u r a n g a n", "kecurangan", "gabung_huruf 0-19 kecurangan; "},
        {"keccccurangan", "kecurangan", "ulang 2-6 c; "},
        {"orang2nya", "orang orangnya", "kata_ulang 5-6 -orang; "},
        {"orang² orang", "orang orang", "lipat_huruf 5-7 2; kata_ulang 5-7 -orang; "},
        {"bagi pul$a", "bagi pulsa", "angka_huruf 8-9 s; "},
        {"$urat suara tercoblos", "surat suara tercoblos", "angka_huruf 0-1 s; "},
        {"kecu\u200B\u0301rangan", "kecurangan", "buang_tak_tampak 4-9 ; "},
        {"kеcuрaнган", "kecurangan",
         "lipat_huruf 1-3 e; lipat_huruf 5-7 r; lipat_huruf 8-10 n; lipat_huruf 10-12 g; lipat_huruf 12-14 a; "
         "lipat_huruf 14-16 n; "},
        {"bagi puӀsa", "bagi pulsa", "lipat_huruf 7-9 l; "},
        {"bagӀ puӀsa", "bagi pulsa", "lipat_huruf 3-5 i; lipat_huruf 8-10 l; "},
        {"segel ru\u200Bsак", "segel rusak", "buang_tak_tampak 8-11 ; lipat_huruf 12-14 a; lipat_huruf 14-16 k; "},
    };
    for (size_t i = 0; i < COUNT(cases_of); i++) {
        char told[512] = "";
        screen_explained(cases_of[i].text, strlen(cases_of[i].text));
        assert_true(pilkada_screening_hit_count(answer) > 0);
        const pilkada_hit *hit = pilkada_screening_hit(answer, 0);
        for (size_t k = 0; k < hit->change_count; k++) {
            const pilkada_change *change = &hit->changes[k];
            snprintf(told + strlen(told), sizeof told - strlen(told), "%s %zu-%zu %s; ", change->view, change->start,
                     change->end, change->to);
        }
        assert_string_equal(hit->form, cases_of[i].form);
        assert_string_equal(told, cases_of[i].changes);
    }
}

static void many_changes_are_counted(void **state) {
    (void)state;
    static char text[8192] = "segel ";
    for (size_t i = 0; i < 1000; i++)
        strcat(text, "а");
    screen_explained(text, strlen(text));
    const pilkada_hit *hit = pilkada_screening_hit(answer, 0);
    assert_int_equal(strlen(hit->form), 1006);
    assert_int_equal(hit->change_count, PILKADA_MAX_CHANGES);
    assert_int_equal(hit->changes_left_out, 1000 - PILKADA_MAX_CHANGES);
}

static void nothing_is_told_unasked(void **state) {
    (void)state;
    test_screen(views, answer, "kecur4ngan", 10);
    const pilkada_hit *hit = pilkada_screening_hit(answer, 0);
    assert_null(hit->form);
    assert_null(hit->changes);
    assert_int_equal(hit->change_count, 0);
}

static pilkada_status explain_with(const pilkada_allocator *memory) {
    static const char text[] = "tdk s4h yg, ѕurat suara itu hilang d i s i n i; segel rusак!";
    pilkada_screening *own = pilkada_screening_new(memory, NULL);
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.explain = true;
    pilkada_status status =
        own ? pilkada_screener_screen(views, text, sizeof text - 1, &options, own, NULL) : PILKADA_E_NOMEM;
    assert_true(status || pilkada_screening_hit_count(own) == 2);
    for (size_t i = 0; !status && i < pilkada_screening_hit_count(own); i++)
        assert_non_null(pilkada_screening_hit(own, i)->form);
    pilkada_screening_free(own);
    return status;
}

static void memory_may_run_out(void **state) {
    (void)state;
    failing_allocator_sweep(explain_with);
}

int main(int argc, char **argv) {
    if (argc > 1)
        cases = strtoul(argv[1], NULL, 10);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hits_tell_how_they_were_read), cmocka_unit_test(changes_are_exact),
        cmocka_unit_test(many_changes_are_counted),     cmocka_unit_test(nothing_is_told_unasked),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
