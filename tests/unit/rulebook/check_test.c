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

/* ---- a pack that leans on the built-in ones ---- */

#define BORROWING(category, text)                                                                                      \
    "{\"id\":\"posko\",\"version\":\"1\",\"title\":{\"id\":\"posko\",\"en\":\"desk\"},\"source\":\"Desk\","            \
    "\"license\":\"MIT\","                                                                                             \
    "\"defaults\":{\"source\":\"Desk\",\"date\":\"2024-11-20\",\"status\":\"aktif\",\"author\":\"Desk\","              \
    "\"false_positive\":\"tidak ada\",\"expires\":\"2029-12-31\"},\"entries\":[{\"id\":\"a\",\"kind\":\"kata\","       \
    "\"category\":\"" category "\",\"points\":1,\"text\":\"qwrtz\",\"tests\":{\"must\":[\"" text "\"]}}]}"

/* It is checked as `screen --add` would use it, and its faults are still its own. */
static void a_pack_may_borrow_from_the_built_in_ones(void **state) {
    (void)state;
    static const struct {
        const char *text, *told;
        bool ok;
    } packs[] = {{BORROWING("surat_suara", "qwrtz"), "--add", true},
                 {BORROWING("surat_suara", "lain"), "/entries/0 a", false},
                 {BORROWING("tidak_ada", "qwrtz"), "the pack has no such category", false}};
    for (size_t i = 0; i < sizeof packs / sizeof *packs; i++) {
        const pilkada_file file = {"posko.json", packs[i].text, strlen(packs[i].text)};
        pilkada_buffer out;
        pilkada_buffer_init(&out, NULL);
        assert_int_equal(pilkada_rulebook_check(rules, &file, &out, NULL), PILKADA_OK);
        assert_non_null(strstr(out.data, packs[i].told));
        assert_int_equal(strstr(out.data, "\"ok\":true") != NULL, packs[i].ok);
        pilkada_buffer_dispose(&out);
        static const size_t fail_at[] = {0, 1, 2, 5, 20, 60, 200, 1000};
        for (size_t k = 0; k < sizeof fail_at / sizeof *fail_at; k++)
            check(&file, fail_at[k], FAIL_FOREVER);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(checking_survives_lack_of_memory),
                                       cmocka_unit_test(a_pack_may_borrow_from_the_built_in_ones)};
    return cmocka_run_group_tests_name("rulebook/check", tests, open_rulebook, close_rulebook);
}
