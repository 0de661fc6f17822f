/** @file scratch_test.c  A verdict is scratch memory: used again for a report that is valid, it allocates nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <pilkada/pilkada.h>

typedef struct counting {
    size_t calls;
} counting;

static void *count_allocate(void *context, size_t size) {
    ((counting *)context)->calls++;
    return malloc(size);
}

static void *count_resize(void *context, void *block, size_t old_size, size_t size) {
    (void)old_size;
    ((counting *)context)->calls++;
    return realloc(block, size);
}

static void count_release(void *context, void *block) {
    (void)context;
    free(block);
}

/* How many reports of a file are valid; each of them is judged twice, and nothing is allocated the second time. */
static size_t judge_file(const pilkada_rulebook *rules, const char *name) {
    counting counted = {0};
    pilkada_allocator allocator = {count_allocate, count_resize, count_release, &counted};
    pilkada_verdict *verdict = pilkada_verdict_new(&allocator, NULL);
    static char line[65536];
    char path[512];
    size_t valid = 0;
    snprintf(path, sizeof path, "%s/examples/night/%s", PILKADA_TEST_SOURCE_DIR, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_non_null(verdict);
    while (fgets(line, sizeof line, file)) {
        size_t size = strlen(line), before;
        if (pilkada_rulebook_judge(rules, line, size, NULL, verdict, NULL) || !pilkada_verdict_valid(verdict))
            continue;
        /* a verdict keeps the last answer while it makes the next: both halves have judged it once */
        assert_int_equal(pilkada_rulebook_judge(rules, line, size, NULL, verdict, NULL), PILKADA_OK);
        before = counted.calls;
        assert_int_equal(pilkada_rulebook_judge(rules, line, size, NULL, verdict, NULL), PILKADA_OK);
        assert_true(pilkada_verdict_valid(verdict));
        assert_int_equal(counted.calls, before);
        valid++;
    }
    fclose(file);
    pilkada_verdict_free(verdict);
    return valid;
}

static void a_valid_report_allocates_nothing(void **state) {
    (void)state;
    pilkada_rulebook *rules = pilkada_rulebook_default(NULL, NULL);
    assert_non_null(rules);
    assert_true(judge_file(rules, "reports.jsonl") > 50);
    assert_true(judge_file(rules, "hari-h.jsonl") > 0);
    pilkada_rulebook_free(rules);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_valid_report_allocates_nothing)};
    return cmocka_run_group_tests_name("rulebook/scratch", tests, NULL, NULL);
}
