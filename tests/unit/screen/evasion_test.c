/** @file evasion_test.c  Real disguises, from reference data that is no part of the project. Skips without it. */
#include "one_screener.h"

#include <cjson/cJSON.h>

static int set_up(void **state) {
    (void)state;
    return open_screener("");
}

static FILE *reference(const char *name) {
    const char *shared = getenv("PILKADA_SHARED");
    char path[1024];
    snprintf(path, sizeof path, "%s/screening/data/%s", shared ? shared : PILKADA_TEST_SOURCE_DIR "/../shared", name);
    FILE *file = fopen(path, "rb");
    if (!file)
        print_message("skipped: no %s; set PILKADA_SHARED\n", name);
    return file;
}

static bool normal_holds(const char *text, const char *plain) {
    pilkada_screen_options options = PILKADA_SCREEN_OPTIONS_INIT;
    options.normal = true;
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_screener_screen(screener, text, strlen(text), &options, screening, NULL), PILKADA_OK);
    assert_int_equal(pilkada_screening_write_json(screening, &out, NULL), PILKADA_OK);
    const char *normal = strstr(out.data, "\"normal\":");
    bool holds = normal && strstr(normal, plain);
    pilkada_buffer_dispose(&out);
    return holds;
}

/* Percent in hundredths of the lines "disguised TAB plain" whose normal text holds the plain word. */
static int share_found(FILE *file, bool json) {
    static char line[65536];
    int count = 0, found = 0;
    while (fgets(line, sizeof line, file)) {
        char *tab = strchr(line, '\t');
        if (line[0] == '#' || !tab)
            continue;
        *tab = '\0';
        tab[1 + strcspn(tab + 1, "\t\r\n")] = '\0';
        cJSON *text = json ? cJSON_Parse(line) : NULL;
        found += normal_holds(json ? text->valuestring : line, tab + 1);
        count++;
        cJSON_Delete(text);
    }
    fclose(file);
    assert_true(count > 100);
    print_message("found %d of %d\n", found, count);
    return (int)((long)found * 10000 / count);
}

static void words_are_readable(void **state) {
    (void)state;
    FILE *file = reference("evasion-pairs-dev.tsv");
    if (!file)
        skip();
    assert_true(share_found(file, false) >= 9900);
}

static void names_are_readable(void **state) {
    (void)state;
    FILE *file = reference("evasion-sites-dev.tsv");
    if (!file)
        skip();
    assert_true(share_found(file, true) >= 9500);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(words_are_readable), cmocka_unit_test(names_are_readable)};
    return cmocka_run_group_tests(tests, set_up, close_screener);
}
