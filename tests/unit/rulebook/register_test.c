/** @file register_test.c  Every rule of the register is in the forms, with an example that passes and one that fails.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include <pilkada/pilkada.h>

#include "rulebook/rulebook_internal.h"

enum { MOST_LINES = 256, REGISTERED = 122 };

typedef struct line {
    char id[16], form[40], kind[8];
} line;

static line lines[MOST_LINES];
static size_t line_count;

static int read_register(void **state) {
    (void)state;
    char text[128];
    FILE *file = fopen(PILKADA_TEST_SOURCE_DIR "/tests/unit/rulebook/register.txt", "r");
    assert_non_null(file);
    while (fgets(text, sizeof text, file)) {
        line *at = &lines[line_count];
        if (*text == '#')
            continue;
        assert_true(line_count < MOST_LINES);
        assert_int_equal(sscanf(text, "%15s %39s %7s", at->id, at->form, at->kind), 3);
        line_count++;
    }
    return fclose(file);
}

static bool stands_before(size_t index) {
    for (size_t i = 0; i < index; i++)
        if (strcmp(lines[i].id, lines[index].id) == 0)
            return true;
    return false;
}

static cJSON *form_tree(const char *form) {
    char name[64];
    snprintf(name, sizeof name, "forms/%s.json", form);
    for (size_t i = 0; i < pk_default_files_count; i++)
        if (strcmp(pk_default_files[i].name, name) == 0)
            return pilkada_json_parse(pk_default_files[i].data, pk_default_files[i].size, NULL);
    return NULL;
}

static const cJSON *member(const cJSON *tree, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(tree, key);
}

static const char *id_of(const cJSON *rule) {
    return member(rule, "id")->valuestring;
}

static size_t count_parts(const cJSON *list, const char *id) {
    const cJSON *rule, *examples;
    size_t found = 0;
    cJSON_ArrayForEach(rule, list) {
        if (strcmp(id_of(rule), id) != 0)
            continue;
        examples = member(rule, "examples");
        found++;
        if (!cJSON_GetArraySize(member(examples, "pass")) || !cJSON_GetArraySize(member(examples, "fail")))
            fail_msg("%s: a part has no example that passes, or none that fails", id);
    }
    return found;
}

static size_t count_duties(const cJSON *list, const char *id) {
    const cJSON *duty;
    size_t found = 0;
    cJSON_ArrayForEach(duty, list) found += strcmp(id_of(duty), id) == 0;
    return found;
}

static void expect_registered(const cJSON *tree, const line *at) {
    size_t found = strcmp(at->kind, "duty") == 0
                       ? count_duties(member(tree, "duties"), at->id)
                       : count_parts(member(tree, "rules"), at->id) + count_parts(member(tree, "structure"), at->id);
    if (!found)
        fail_msg("%s has no %s %s", at->form, at->kind, at->id);
}

static void every_rule_is_there_with_its_examples(void **state) {
    (void)state;
    size_t distinct = 0;
    for (size_t i = 0; i < line_count; i++) {
        cJSON *tree = form_tree(lines[i].form);
        distinct += !stands_before(i);
        if (!tree)
            fail_msg("there is no form %s for %s", lines[i].form, lines[i].id);
        expect_registered(tree, &lines[i]);
        cJSON_Delete(tree);
    }
    assert_int_equal(distinct, REGISTERED);
}

static size_t count(const char *text, const char *words) {
    size_t found = 0;
    for (const char *at = strstr(text, words); at; at = strstr(at + 1, words))
        found++;
    return found;
}

/* That full lists reach the limit of steps is worth knowing; it is no fault. */
static void expect_no_problems(const pilkada_rulebook *rules, const pilkada_file *file) {
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_rulebook_check(rules, file, &out, NULL), PILKADA_OK);
    if (count(out.data, "{\"severity\":") != count(out.data, " steps when its lists are full"))
        fail_msg("%s", out.data);
    pilkada_buffer_dispose(&out);
}

/* The examples do what they say, each label and each rule stands once, every count is read by a rule. */
static void the_forms_pass_their_lint_without_a_remark(void **state) {
    (void)state;
    pilkada_rulebook *rules = pilkada_rulebook_default(NULL, NULL);
    assert_non_null(rules);
    for (size_t i = 0; i < pk_default_files_count; i++)
        if (strncmp(pk_default_files[i].name, "forms/lap_", 10) == 0)
            expect_no_problems(rules, &pk_default_files[i]);
    pilkada_rulebook_free(rules);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_rule_is_there_with_its_examples),
                                       cmocka_unit_test(the_forms_pass_their_lint_without_a_remark)};
    return cmocka_run_group_tests(tests, read_register, NULL);
}
