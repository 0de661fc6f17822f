/**
 * @file conformance_test.c  The conformance cases in C, through the public interface only.
 *
 *     conformance_test OUTPUT.jsonl FILE.json…
 */
#include "conformance.h"

pilkada_rulebook *rules;
FILE *output;
static char **paths;
static int path_count;

static const struct kind {
    const char *name;
    void (*run)(const test_case *);
} kinds[] = {{"judge", run_judge},   {"explain", run_explain}, {"window", run_window}, {"status", run_status},
             {"screen", run_screen}, {"region", run_region},   {"next", run_next},     {"sarif", run_sarif},
             {"ess", run_ess},       {"recap", run_recap},     {"grid", run_grid}};

static void run_case(const test_case *test) {
    const char *kind = text_member(test->input, "kind");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, kind) == 0) {
            kinds[i].run(test);
            return;
        }
    fail_msg("%s: unknown kind %s", test->name, kind);
}

static cJSON *read_cases(const char *path) {
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = malloc(1u << 20);
    size_t size = fread(text, 1, 1u << 20, file);
    fclose(file);
    pilkada_error error = PILKADA_ERROR_INIT;
    cJSON *tree = pilkada_json_parse(text, size, &error);
    if (!tree)
        fail_msg("%s:%u:%u: %s", path, error.line, error.column, error.detail);
    free(text);
    return tree;
}

static void all_cases_hold(void **state) {
    (void)state;
    int count = 0;
    for (int i = 0; i < path_count; i++) {
        cJSON *tree = read_cases(paths[i]);
        const cJSON *item;
        cJSON_ArrayForEach(item, member(tree, "cases")) {
            run_case(&(test_case){text_member(item, "name"), item, member(item, "expect"), member(tree, "templates")});
            count++;
        }
        cJSON_Delete(tree);
    }
    print_message("%d conformance cases\n", count);
    assert_true(count > 0);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_cases_hold)};
    if (argc < 3 || !(output = fopen(argv[1], "wb")))
        return 2;
    paths = argv + 2;
    path_count = argc - 2;
    rules = pilkada_rulebook_default(NULL, NULL);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    pilkada_rulebook_free(rules);
    return fclose(output) || failed;
}
