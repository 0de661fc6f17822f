/** @file check_test.c  Linting files when memory runs out at any call: it is said, and nothing is left behind. */
#include "failing_allocator.h"

#include <stdio.h>
#include <string.h>

#include <pilkada/json.h>
#include <pilkada/rulebook.h>

#include "rulebook/rulebook_internal.h"

static failing_allocator memory;
static pilkada_rulebook *rules;

static int open_rulebook(void **state) {
    (void)state;
    failing_allocator_start(&memory, SIZE_MAX, FAIL_ONCE);
    rules = pilkada_rulebook_default(&memory.allocator, NULL);
    return rules ? 0 : -1;
}

static int close_rulebook(void **state) {
    (void)state;
    pilkada_rulebook_free(rules);
    return memory.live == 0 ? 0 : -1;
}

static const pilkada_file *file_named(const char *name) {
    for (size_t i = 0; i < pk_default_files_count; i++)
        if (strcmp(pk_default_files[i].name, name) == 0)
            return &pk_default_files[i];
    fail_msg("no file %s", name);
    return NULL;
}

/* One check whose n-th allocation fails. */
static bool check(const pilkada_file *file, size_t n, failing_mode mode) {
    pilkada_check_options options = PILKADA_CHECK_OPTIONS_INIT;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_buffer out;
    size_t live = memory.live;
    options.cost = true;
    memory.failed = false;
    memory.mode = mode;
    memory.fail_at = memory.calls + n;
    pilkada_buffer_init(&out, NULL);
    pilkada_status status = pilkada_rulebook_check_with(rules, file, &options, &out, &error);
    memory.fail_at = SIZE_MAX;
    assert_int_equal(status, memory.failed ? PILKADA_E_NOMEM : PILKADA_OK);
    assert_true(status ? out.size == 0 : pilkada_json_check(out.data, out.size, NULL) == PILKADA_OK);
    assert_int_equal(memory.live, live);
    pilkada_buffer_dispose(&out);
    return memory.failed;
}

static void checking_survives_lack_of_memory(void **state) {
    (void)state;
    static const char *const names[] = {"forms/lap_kejadian.json", "schedules/jateng.json", "approval/chain.json",
                                        "forms/kepala.json"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (failing_mode mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++)
            for (size_t n = 0; check(file_named(names[i]), n, mode); n++) {
            }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(checking_survives_lack_of_memory)};
    return cmocka_run_group_tests_name("rulebook/check", tests, open_rulebook, close_rulebook);
}
