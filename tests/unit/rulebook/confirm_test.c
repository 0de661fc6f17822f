/** @file confirm_test.c  Confirmed findings stay confirmed while their values are unchanged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <pilkada/pilkada.h>

#include "failing_allocator.h"

static pilkada_rulebook *rules;
static pilkada_verdict *verdict;

static int open_rules(void **state) {
    (void)state;
    rules = pilkada_rulebook_default(NULL, NULL);
    verdict = pilkada_verdict_new(NULL, NULL);
    return !rules || !verdict;
}

static int close_rules(void **state) {
    (void)state;
    pilkada_verdict_free(verdict);
    pilkada_rulebook_free(rules);
    return 0;
}

/* U-8 warns: additional voters before the last hour. */
static const char early[] = "{\"form_id\":\"lap_tungsura\",\"pemilih_tambahan\":12,\"jam_pantau\":\"11:00\"}";

static pilkada_confirmations *parse(const char *text) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_confirmations *self = pilkada_confirmations_parse(text, strlen(text), NULL, &error);
    if (!self)
        fail_msg("%s: %s", error.where, error.detail);
    return self;
}

static const pilkada_finding *judge(const char *report, const pilkada_confirmations *confirmations) {
    pilkada_judge_options options = PILKADA_JUDGE_OPTIONS_INIT;
    options.confirmations = confirmations;
    assert_int_equal(pilkada_rulebook_judge(rules, report, strlen(report), &options, verdict, NULL), PILKADA_OK);
    for (size_t i = 0; i < pilkada_verdict_finding_count(verdict); i++)
        if (strcmp(pilkada_verdict_finding(verdict, i)->code, "U-8") == 0)
            return pilkada_verdict_finding(verdict, i);
    return NULL;
}

static pilkada_confirmations *keep(const pilkada_finding *finding) {
    char text[512];
    snprintf(text, sizeof text, "[{\"code\":\"%s\",\"path\":\"%s\",\"fingerprint\":\"%s\",\"oleh\":\"piket\"}]",
             finding->code, finding->path, finding->fingerprint);
    return parse(text);
}

static void a_confirmation_holds_until_a_value_changes(void **state) {
    (void)state;
    pilkada_confirmations *none = parse("[]");
    const pilkada_finding *finding = judge(early, none);
    assert_non_null(finding);
    assert_false(finding->verified);
    assert_int_equal(strlen(finding->fingerprint), 64);
    pilkada_confirmations *kept = keep(finding);
    assert_int_equal(pilkada_confirmations_count(kept), 1);
    assert_true(judge(early, kept)->verified);
    /* other values, other fields, other order: only those that it rests on count */
    assert_true(
        judge("{\"jam_pantau\":\"11:00\",\"jumlah_tps\":7,\"form_id\":\"lap_tungsura\",\"pemilih_tambahan\":12}", kept)
            ->verified);
    assert_false(
        judge("{\"form_id\":\"lap_tungsura\",\"pemilih_tambahan\":13,\"jam_pantau\":\"11:00\"}", kept)->verified);
    assert_false(
        judge("{\"form_id\":\"lap_tungsura\",\"pemilih_tambahan\":12,\"jam_pantau\":\"11:01\"}", kept)->verified);
    assert_true(judge(early, kept)->verified);
    pilkada_confirmations_free(kept);
    pilkada_confirmations_free(none);
}

static void the_plain_verdict_has_no_fingerprints(void **state) {
    (void)state;
    pilkada_buffer plain, with;
    pilkada_buffer_init(&plain, NULL);
    pilkada_buffer_init(&with, NULL);
    pilkada_confirmations *none = parse("[]");
    assert_null(judge(early, NULL)->fingerprint);
    assert_int_equal(pilkada_verdict_write_json(verdict, &plain, NULL), PILKADA_OK);
    assert_null(strstr(plain.data, "fingerprint"));
    assert_non_null(judge(early, none));
    assert_int_equal(pilkada_verdict_write_json(verdict, &with, NULL), PILKADA_OK);
    assert_non_null(strstr(with.data, "\",\"verified\":false}"));
    pilkada_confirmations_free(none);
    pilkada_buffer_dispose(&plain);
    pilkada_buffer_dispose(&with);
}

static void a_galat_cannot_be_confirmed(void **state) {
    (void)state;
    pilkada_confirmations *none = parse("[]");
    assert_non_null(judge(early, none));
    size_t galat = 0;
    for (size_t i = 0; i < pilkada_verdict_finding_count(verdict); i++) {
        const pilkada_finding *finding = pilkada_verdict_finding(verdict, i);
        galat += finding->severity == PILKADA_SEVERITY_GALAT;
        assert_true((finding->severity == PILKADA_SEVERITY_GALAT) == !finding->fingerprint);
    }
    assert_true(galat > 0);
    pilkada_confirmations_free(none);
}

static void what_was_kept_is_read_strictly(void **state) {
    (void)state;
    static const struct {
        const char *text;
        pilkada_status status;
    } bad[] = {{"{}", PILKADA_E_DEFINITION},
               {"[1]", PILKADA_E_DEFINITION},
               {"[", PILKADA_E_SYNTAX},
               {"[{\"code\":\"U-8\",\"path\":\"/x\"}]", PILKADA_E_DEFINITION},
               {"[{\"code\":\"U-8\",\"path\":\"/x\",\"fingerprint\":\"00\"}]", PILKADA_E_DEFINITION}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        assert_null(pilkada_confirmations_parse(bad[i].text, strlen(bad[i].text), NULL, &error));
        assert_int_equal(error.status, bad[i].status);
    }
    assert_null(pilkada_confirmations_parse(NULL, 0, NULL, NULL));
    assert_int_equal(pilkada_confirmations_count(NULL), 0);
    pilkada_confirmations_free(NULL);
}

/* At the limit, and one beyond it. */
static void confirmations_are_limited(void **state) {
    (void)state;
    static const char item[] = "{\"code\":\"U-8\",\"path\":\"/x\",\"fingerprint\":"
                               "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"},";
    size_t each = sizeof item - 1, most = PILKADA_MAX_CONFIRMATIONS + 1;
    char *text = malloc(most * each + 2);
    assert_non_null(text);
    text[0] = '[';
    for (size_t i = 0; i < most; i++)
        memcpy(text + 1 + i * each, item, each);
    for (size_t count = most - 1; count <= most; count++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        text[count * each] = ']'; /* over the last comma */
        pilkada_confirmations *self = pilkada_confirmations_parse(text, count * each + 1, NULL, &error);
        assert_int_equal(error.status, count == most ? PILKADA_E_LIMIT : PILKADA_OK);
        pilkada_confirmations_free(self);
        text[count * each] = ',';
    }
    free(text);
}

static pilkada_status confirm_with(const pilkada_allocator *allocator) {
    static const char kept[] = "[{\"code\":\"U-8\",\"path\":\"/x\",\"fingerprint\":"
                               "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"}]";
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_judge_options options = PILKADA_JUDGE_OPTIONS_INIT;
    pilkada_verdict *own = NULL;
    pilkada_confirmations *confirmations = pilkada_confirmations_parse(kept, sizeof kept - 1, allocator, &error);
    if (confirmations)
        own = pilkada_verdict_new(allocator, &error);
    options.confirmations = confirmations;
    if (own)
        pilkada_rulebook_judge(rules, early, sizeof early - 1, &options, own, &error);
    pilkada_verdict_free(own);
    pilkada_confirmations_free(confirmations);
    return error.status;
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    failing_allocator_sweep(confirm_with);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_confirmation_holds_until_a_value_changes),
        cmocka_unit_test(the_plain_verdict_has_no_fingerprints),
        cmocka_unit_test(a_galat_cannot_be_confirmed),
        cmocka_unit_test(what_was_kept_is_read_strictly),
        cmocka_unit_test(confirmations_are_limited),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, open_rules, close_rules);
}
