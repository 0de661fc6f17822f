/* Packs that are too large or hostile: a status, a place and a remedy, on both sides of every limit. */

#include <pilkada/limits.h>

#include "screen/pattern.h"
#include "screen_test.h"

/* A pack that is written piece by piece. */
typedef struct writing {
    char *text;
    size_t size, room;
} writing;

static void put(writing *self, const char *format, ...) {
    va_list arguments;
    if (self->room - self->size < 4096) {
        self->room = self->room * 2 + 65536;
        self->text = realloc(self->text, self->room);
        assert_non_null(self->text);
    }
    va_start(arguments, format);
    self->size += (size_t)vsnprintf(self->text + self->size, self->room - self->size, format, arguments);
    va_end(arguments);
}

static pilkada_screener *compile(writing *self, pilkada_error *error) {
    put(self, "]}");
    *error = (pilkada_error)PILKADA_ERROR_INIT;
    pilkada_screener *screener = pilkada_screener_new(self->text, self->size, NULL, error);
    free(self->text);
    *self = (writing){0};
    return screener;
}

static void put_entries(writing *self, size_t count) {
    put(self, "%s", TEST_PACK_HEAD);
    for (size_t i = 0; i < count; i++)
        put(self, "%s{\"id\":\"e%zu\",\"kind\":\"kata\",\"category\":\"klaim\",\"points\":1,\"text\":\"w%zu\"}",
            i ? "," : "", i, i);
}

static void put_weights(writing *self, size_t count) {
    put(self, "%s{\"id\":\"b\",\"kind\":\"bobot\",\"category\":\"klaim\",\"weights\":{", TEST_PACK_HEAD);
    for (size_t i = 0; i < count; i++)
        put(self, "%s\"w%zu\":1", i ? "," : "", i);
    put(self, "}}");
}

static void assert_refused(writing *pack, pilkada_status status, const char *where, const char *detail) {
    pilkada_error error;
    assert_null(compile(pack, &error));
    assert_int_equal(error.status, status);
    assert_string_equal(error.where, where);
    assert_string_equal(error.detail, detail);
}

static void assert_compiled(writing *pack, size_t entries) {
    pilkada_error error;
    pilkada_screener *screener = compile(pack, &error);
    assert_non_null(screener);
    assert_int_equal(pilkada_screener_count(screener), entries);
    pilkada_screening *answer = pilkada_screening_new(NULL, NULL);
    test_screen(screener, answer, "w0 x w99999", 11);
    assert_int_equal(pilkada_screening_score(answer), 2);
    pilkada_screening_free(answer);
    pilkada_screener_free(screener);
}

static void entries_have_a_limit(void **state) {
    (void)state;
    writing pack = {0};
    put_entries(&pack, PILKADA_MAX_PACK_ENTRIES);
    assert_compiled(&pack, PILKADA_MAX_PACK_ENTRIES);
    put_entries(&pack, PILKADA_MAX_PACK_ENTRIES + 1);
    assert_refused(&pack, PILKADA_E_LIMIT, "/entries", "a pack may have 100000 entries: split it");
}

static void phrases_with_weights_have_the_same_limit(void **state) {
    (void)state;
    writing pack = {0};
    put_weights(&pack, PILKADA_MAX_PACK_ENTRIES);
    assert_compiled(&pack, PILKADA_MAX_PACK_ENTRIES);
    put_weights(&pack, PILKADA_MAX_PACK_ENTRIES + 1);
    assert_refused(&pack, PILKADA_E_LIMIT, "/entries/0/weights", "a pack may have 100000 entries: split it");
    put_weights(&pack, 1000000);
    assert_refused(&pack, PILKADA_E_LIMIT, "/entries/0/weights", "a pack may have 100000 entries: split it");
}

static void a_million_entries_are_too_many_bytes(void **state) {
    (void)state;
    writing pack = {0};
    put_entries(&pack, 1000000);
    assert_true(pack.size > PILKADA_MAX_DEFINITION_BYTES);
    assert_refused(&pack, PILKADA_E_LIMIT, "", "a pack may have 16777216 bytes: split it");
}

/* ---- expressions: each may have so many steps, and all together ---- */

enum { HOSTILE = 1000, HOSTILE_SIZE = 65536 };

/* A thousand of them, each with another letter at its end. */
static pilkada_screener *hostile_pack(const char *pattern) {
    writing pack = {0};
    pilkada_error error;
    put(&pack, "%s", TEST_PACK_HEAD);
    for (int i = 0; i < HOSTILE; i++)
        put(&pack, "%s{\"id\":\"r%d\",\"kind\":\"regex\",\"category\":\"klaim\",\"points\":1,\"pattern\":\"%s%c\"}",
            i ? "," : "", i, pattern, 'a' + i % 26);
    pilkada_screener *screener = compile(&pack, &error);
    assert_non_null(screener);
    return screener;
}

/* Nothing but a, and at the end all letters, so that no expression is given up for want of one. */
static char *hostile_text(void) {
    char *text = malloc(HOSTILE_SIZE);
    assert_non_null(text);
    memset(text, 'a', HOSTILE_SIZE);
    for (int i = 0; i < 26; i++)
        memcpy(text + HOSTILE_SIZE - 26 * 3 + i * 3, (const char[]){'-', 'x', (char)('a' + i)}, 3);
    return text;
}

static bool explains(const pilkada_screening *answer, const char *part) {
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_screening_write_json(answer, &out, NULL), PILKADA_OK);
    bool has = strstr(out.data, part) != NULL;
    pilkada_buffer_dispose(&out);
    return has;
}

static void a_thousand_hostile_expressions_end(void **state) {
    (void)state;
    static const struct {
        const char *pattern;
        bool spent; /* below the limit of one, so they add up to that of all */
    } cases[] = {{"(?:a|aa)+x", false}, {"(?:a|aa){1,4}x", true}, {"[ab]*x", true}, {"[ab]{1,40}x", true}};
    char *text = hostile_text();
    pilkada_screening *answer = pilkada_screening_new(NULL, NULL);
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.explain = true;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_screener *screener = hostile_pack(cases[i].pattern);
        assert_int_equal(pilkada_screener_screen(screener, text, HOSTILE_SIZE, &options, answer, NULL), PILKADA_OK);
        assert_int_equal(pilkada_screening_level(answer), PILKADA_LEVEL_TIDAK_TUNTAS);
        assert_int_equal(explains(answer, "\"langkah_semua_pola\""), cases[i].spent);
        assert_int_equal(explains(answer, "\"r998\",\"r999\"],\"packs\""), cases[i].spent);
        test_screen(screener, answer, "aaaxa", 5); /* the next text has its own limits */
        assert_int_equal(pilkada_screening_level(answer), PILKADA_LEVEL_PRIORITAS);
        pilkada_screener_free(screener);
    }
    pilkada_screening_free(answer);
    free(text);
}

/* The last step that there is makes the difference. */
static void steps_of_all_expressions_have_an_edge(void **state) {
    (void)state;
    static const char text[] = "segel segel segel rusak";
    pk_pattern pattern = {NULL};
    pk_pattern_room room;
    size_t start, end;
    assert_int_equal(pk_pattern_compile(&pattern, pk_span_of("segel r\\w+"), pk_allocator_or_default(NULL), NULL),
                     PILKADA_OK);
    assert_true(pk_pattern_room_init(&room, pk_allocator_or_default(NULL)));
    pk_pattern_room_rest(&room);
    assert_int_equal(room.steps_left, PILKADA_MAX_PATTERNS_STEPS);
    assert_int_equal(pk_pattern_find(&pattern, &room, pk_span_of(text), 0, false, &start, &end), PK_PATTERN_FOUND);
    uint32_t needed = PILKADA_MAX_PATTERNS_STEPS - room.steps_left;
    room.steps_left = needed;
    assert_int_equal(pk_pattern_find(&pattern, &room, pk_span_of(text), 0, false, &start, &end), PK_PATTERN_FOUND);
    assert_int_equal(start, 12);
    assert_int_equal(room.steps_left, 0);
    room.steps_left = needed - 1;
    assert_int_equal(pk_pattern_find(&pattern, &room, pk_span_of(text), 0, false, &start, &end), PK_PATTERN_SPENT);
    assert_int_equal(pk_pattern_find(&pattern, &room, pk_span_of("x"), 0, false, &start, &end), PK_PATTERN_SPENT);
    pk_pattern_room_dispose(&room);
    pk_pattern_dispose(&pattern);
}

/* Below the limit at each place, and there are 65,536 of them. */
static void an_expression_that_is_slow_everywhere_ends(void **state) {
    (void)state;
    writing pack = {0};
    pilkada_error error;
    put(&pack,
        "%s{\"id\":\"r\",\"kind\":\"regex\",\"category\":\"klaim\",\"points\":1,\"pattern\":\"(?:a|aa){1,12}b\"}",
        TEST_PACK_HEAD);
    pilkada_screener *screener = compile(&pack, &error);
    assert_non_null(screener);
    pilkada_screening *answer = pilkada_screening_new(NULL, NULL);
    enum { SIZE = 65536 };
    char *text = malloc(SIZE);
    assert_non_null(text);
    memset(text, 'a', SIZE);
    text[SIZE - 2] = ' ';
    text[SIZE - 1] = 'b';
    test_screen(screener, answer, text, SIZE);
    assert_int_equal(pilkada_screening_level(answer), PILKADA_LEVEL_TIDAK_TUNTAS);
    test_screen(screener, answer, "aaaaaaaaaaaaaaaaaaaaaaaaaaaa aaab", 33); /* more steps for a few places */
    assert_int_equal(pilkada_screening_hit_count(answer), 1);
    assert_int_equal(pilkada_screening_hit(answer, 0)->start, 29);
    assert_int_not_equal(pilkada_screening_level(answer), PILKADA_LEVEL_TIDAK_TUNTAS);
    free(text);
    pilkada_screening_free(answer);
    pilkada_screener_free(screener);
}

static void entries_of_which_nothing_is_left_are_told(void **state) {
    (void)state;
    static const char *const texts[] = {"\xE2\x80\x8B", "...", "!? -- ", "\xF0\x9F\x99\x82", "", "\xCC\x81"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        writing pack = {0};
        put(&pack,
            "%s{\"id\":\"a\",\"kind\":\"frasa\",\"category\":\"klaim\",\"points\":1,\"text\":[\"tinta\",\"%s\"]}",
            TEST_PACK_HEAD, texts[i]);
        assert_refused(&pack, PILKADA_E_DEFINITION, "/entries/0/text/1",
                       "nothing is left of this text when it is folded: it needs letters or digits");
    }
}

/* Nothing to look up, and words that only a view would read. */
static void a_pack_may_have_no_words(void **state) {
    (void)state;
    static const char text[] = "s4h s.e.g.e.l $ah segel rusak aaa";
    writing pack = {0};
    pilkada_error error;
    put(&pack, "%s{\"id\":\"a\",\"kind\":\"regex\",\"category\":\"klaim\",\"points\":1,\"pattern\":\"segel \\\\w+\"}",
        TEST_PACK_HEAD);
    pilkada_screener *screener = compile(&pack, &error);
    pilkada_screening *answer = pilkada_screening_new(NULL, NULL);
    test_screen(screener, answer, text, sizeof text - 1);
    assert_int_equal(pilkada_screening_hit_count(answer), 1);
    pilkada_screening_free(answer);
    pilkada_screener_free(screener);
}

static void misspelled_members_have_a_remedy(void **state) {
    (void)state;
    writing pack = {0};
    put(&pack,
        "%s{\"id\":\"a\",\"kind\":\"kata\",\"category\":\"klaim\",\"points\":1,\"text\":\"x\",\"exclusion\":\"y\"}",
        TEST_PACK_HEAD);
    assert_refused(&pack, PILKADA_E_DEFINITION, "/entries/0/exclusion", "unknown member: did you mean \"exclusions\"?");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_have_a_limit),
        cmocka_unit_test(phrases_with_weights_have_the_same_limit),
        cmocka_unit_test(a_million_entries_are_too_many_bytes),
        cmocka_unit_test(a_thousand_hostile_expressions_end),
        cmocka_unit_test(steps_of_all_expressions_have_an_edge),
        cmocka_unit_test(an_expression_that_is_slow_everywhere_ends),
        cmocka_unit_test(entries_of_which_nothing_is_left_are_told),
        cmocka_unit_test(a_pack_may_have_no_words),
        cmocka_unit_test(misspelled_members_have_a_remedy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
