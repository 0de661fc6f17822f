/** @file chain_test.c  The approval chain: every state, action, role and tier against the sentence it was written from.
 */
#include "recap_room.h"

#include "failing_allocator.h"
#include "recap/chain.h"

static pilkada_rulebook *rules;

static int open_room(void **state) {
    (void)state;
    rules = pilkada_rulebook_default(NULL, NULL);
    return !rules;
}

static int close_room(void **state) {
    (void)state;
    pilkada_rulebook_free(rules);
    return 0;
}

static const char *const states[] = {"draf", "diajukan", "revisi", "disetujui", "diteruskan"};
static const char *const actions[] = {"ubah", "ajukan", "tarik", "setujui", "kembalikan", "teruskan", "koreksi"};
static const char *const roles[] = {"penyusun", "pemeriksa"};
static const char *const tiers[] = {"kecamatan", "kabupaten_kota", "provinsi"};
enum { STATES = 5, ACTIONS = 7, ROLES = 2, TIERS = 3 };

/*
 * The author, on the tier of the report, edits and submits drafts and revisions, withdraws what is submitted and
 * corrects what is approved or forwarded. The verifier, one tier above (a province verifies its own), approves or sends
 * back what is submitted, and sends back or forwards what is approved. -1: not allowed.
 */
static int expected(int state, int action, int role, int tier, int by) {
    enum { DRAF, DIAJUKAN, REVISI, DISETUJUI, DITERUSKAN };
    enum { UBAH, AJUKAN, TARIK, SETUJUI, KEMBALIKAN, TERUSKAN, KOREKSI };
    bool author = role == 0 && by == tier, verifier = role == 1 && by == (tier == 2 ? 2 : tier + 1);
    bool open = state == DRAF || state == REVISI;
    if (author && open)
        return action == UBAH ? state : action == AJUKAN ? DIAJUKAN : -1;
    if (author && state == DIAJUKAN)
        return action == TARIK ? DRAF : -1;
    if (author)
        return action == KOREKSI ? REVISI : -1;
    if (verifier && state == DIAJUKAN)
        return action == SETUJUI ? DISETUJUI : action == KEMBALIKAN ? REVISI : -1;
    if (verifier && state == DISETUJUI)
        return action == TERUSKAN ? DITERUSKAN : action == KEMBALIKAN ? REVISI : -1;
    return -1;
}

static void check_step(int state, int action, int role, int tier, int by) {
    const pilkada_chain_step step = {sizeof step, states[state], tiers[tier], roles[role], tiers[by], actions[action]};
    pilkada_chain_answer answer = {0};
    int to = expected(state, action, role, tier, by);
    assert_int_equal(pilkada_rulebook_chain_step(rules, &step, &answer, NULL), PILKADA_OK);
    assert_int_equal(answer.allowed, to >= 0);
    assert_string_equal(answer.state, states[to >= 0 ? to : state]);
    unsigned may = 0;
    for (int next = 0; next < ACTIONS; next++)
        may |= expected(to >= 0 ? to : state, next, role, tier, by) >= 0 ? 1u << next : 0;
    assert_int_equal(answer.may, may);
}

static void every_step_is_as_written(void **state) {
    (void)state;
    int checked = 0;
    for (int s = 0; s < STATES; s++)
        for (int a = 0; a < ACTIONS; a++)
            for (int role = 0; role < ROLES; role++)
                for (int tier = 0; tier < TIERS; tier++)
                    for (int by = 0; by < TIERS; by++, checked++)
                        check_step(s, a, role, tier, by);
    assert_int_equal(checked, 630);
}

/* A kabupaten's report, from the first word to the ministry and back. */
static void a_report_goes_its_way(void **state) {
    (void)state;
    static const struct {
        const char *role, *by, *action, *to;
    } steps[] = {
        {"penyusun", "kabupaten_kota", "ubah", "draf"},    {"penyusun", "kabupaten_kota", "ajukan", "diajukan"},
        {"pemeriksa", "provinsi", "kembalikan", "revisi"}, {"penyusun", NULL, "ajukan", "diajukan"},
        {"pemeriksa", "provinsi", "setujui", "disetujui"}, {"pemeriksa", "provinsi", "teruskan", "diteruskan"},
        {"penyusun", NULL, "koreksi", "revisi"},           {"penyusun", NULL, "ajukan", "diajukan"}};
    pilkada_chain_step step = PILKADA_CHAIN_STEP_INIT;
    pilkada_chain_answer answer = {.state = NULL};
    step.tier = "kabupaten_kota";
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        step.role = steps[i].role;
        step.by = steps[i].by;
        step.action = steps[i].action;
        assert_int_equal(pilkada_rulebook_chain_step(rules, &step, &answer, NULL), PILKADA_OK);
        assert_true(answer.allowed);
        assert_string_equal(answer.state, steps[i].to);
        step.state = answer.state;
    }
}

static void asking_changes_nothing(void **state) {
    (void)state;
    pilkada_chain_step step = PILKADA_CHAIN_STEP_INIT;
    pilkada_chain_answer answer;
    step.tier = "kecamatan";
    step.role = "penyusun";
    assert_int_equal(pilkada_rulebook_chain_step(rules, &step, &answer, NULL), PILKADA_OK);
    assert_true(answer.allowed);
    assert_string_equal(answer.state, "draf");
    assert_int_equal(answer.may, PILKADA_MAY_EDIT | PILKADA_MAY_SUBMIT);
}

static void a_refusal_names_state_actor_and_remedy(void **state) {
    (void)state;
    const pilkada_chain_step step = {sizeof step, "disetujui", "kabupaten_kota", "penyusun", NULL, "ubah"};
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_rulebook_write_chain_json(rules, &step, &out, NULL), PILKADA_OK);
    assert_string_equal(
        out.data,
        "{\"allowed\":false,\"state\":\"disetujui\",\"may_edit\":false,\"may_submit\":false,\"may_withdraw\":false,"
        "\"may_approve\":false,\"may_return\":false,\"may_forward\":false,\"may_correct\":true,\"message\":{\"id\":"
        "\"Laporan kabupaten_kota berstatus disetujui tidak dapat diubah oleh penyusun kabupaten_kota. Yang dapat "
        "dilakukan sekarang: dikembalikan oleh pemeriksa provinsi, diteruskan oleh pemeriksa provinsi, dikoreksi oleh "
        "penyusun kabupaten_kota.\",\"en\":\"A report of tier kabupaten_kota that is approved cannot be edited by the "
        "author of tier kabupaten_kota. It can now be sent back by the verifier of tier provinsi, forwarded by the "
        "verifier of tier provinsi, corrected by the author of tier kabupaten_kota.\"}}");
    pilkada_buffer_dispose(&out);
}

static void unknown_words_are_refused(void **state) {
    (void)state;
    static const struct {
        pilkada_chain_step step;
        const char *where;
    } cases[] = {{{0, "selesai", "kecamatan", "penyusun", NULL, NULL}, "state"},
                 {{0, NULL, "desa", "penyusun", NULL, NULL}, "tier"},
                 {{0, NULL, "kecamatan", "gubernur", NULL, NULL}, "role"},
                 {{0, NULL, "kecamatan", "penyusun", "kemendagri", NULL}, "by"},
                 {{0, NULL, "kecamatan", "penyusun", NULL, "hapus"}, "action"}};
    pilkada_chain_answer answer;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        assert_int_equal(pilkada_rulebook_chain_step(rules, &cases[i].step, &answer, &error), PILKADA_E_UNKNOWN);
        assert_string_equal(error.where, cases[i].where);
    }
    const pilkada_chain_step empty = PILKADA_CHAIN_STEP_INIT;
    assert_int_equal(pilkada_rulebook_chain_step(rules, &empty, &answer, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_rulebook_chain_step(NULL, &empty, &answer, NULL), PILKADA_E_ARGUMENT);
    assert_string_equal(pilkada_may_name((pilkada_may)3), "");
}

/* ---- the file ---- */

#define WORDS                                                                                                          \
    "{'chain':'c','version':'1','states':[{'id':'a','label':{'id':'a','en':'a'}}],'roles':[{'id':'r','label':{'id':'"  \
    "r',"                                                                                                              \
    "'en':'r'}}],'actions':[{'id':'x','flag':'may_edit','label':{'id':'x','en':'x'}}],'table':["
#define ROW(to) "{'tier':'kecamatan','state':'a','action':'x','by':'kecamatan','role':'r','to':'" to "'}"

static pk_chain *compile(const char *text, const pilkada_allocator *allocator, pilkada_error *error) {
    char json[1024];
    snprintf(json, sizeof json, "%s", text);
    for (char *p = json; *p; p++)
        *p = *p == '\'' ? '"' : *p;
    cJSON *tree = pilkada_json_parse(json, strlen(json), NULL);
    assert_non_null(tree);
    pk_chain *chain = pk_chain_compile(tree, NULL, allocator, error);
    cJSON_Delete(tree);
    return chain;
}

static void wrong_tables_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *text, *where;
    } cases[] = {{WORDS ROW("b") "]}", "/table/0/to"},
                 {WORDS ROW("a") "," ROW("a") "]}", "/table/1"},
                 {WORDS "{}]}", "/table/0/tier"},
                 {WORDS "],'lain':1}", "/lain"},
                 {"{'chain':'c'}", "/states"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        assert_null(compile(cases[i].text, NULL, &error));
        assert_int_equal(error.status, PILKADA_E_DEFINITION);
        assert_string_equal(error.where, cases[i].where);
    }
    pk_chain *sound = compile(WORDS ROW("a") "]}", NULL, NULL);
    assert_non_null(sound);
    pk_chain_free(sound);
}

static void lack_of_memory_is_named(void **state) {
    (void)state;
    const pilkada_chain_step step = {sizeof step, "disetujui", "provinsi", "penyusun", NULL, "ubah"};
    for (failing_mode mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++) {
        failing_allocator memory = {.failed = true};
        for (size_t n = 0; memory.failed; n++) {
            pilkada_error error = PILKADA_ERROR_INIT;
            failing_allocator_start(&memory, n, mode);
            pk_chain *chain = compile(WORDS ROW("a") "]}", &memory.allocator, &error);
            assert_int_equal(error.status, memory.failed ? PILKADA_E_NOMEM : PILKADA_OK);
            pk_chain_free(chain);
            assert_int_equal(memory.live, 0);
        }
        memory.failed = true;
        for (size_t n = 0; memory.failed; n++) {
            pilkada_buffer out;
            failing_allocator_start(&memory, n, mode);
            pilkada_buffer_init(&out, &memory.allocator);
            pilkada_status status = pilkada_rulebook_write_chain_json(rules, &step, &out, NULL);
            assert_int_equal(status, memory.failed ? PILKADA_E_NOMEM : PILKADA_OK);
            pilkada_buffer_dispose(&out);
            assert_int_equal(memory.live, 0);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_step_is_as_written),  cmocka_unit_test(a_report_goes_its_way),
        cmocka_unit_test(asking_changes_nothing),    cmocka_unit_test(a_refusal_names_state_actor_and_remedy),
        cmocka_unit_test(unknown_words_are_refused), cmocka_unit_test(wrong_tables_are_refused),
        cmocka_unit_test(lack_of_memory_is_named),
    };
    return cmocka_run_group_tests(tests, open_room, close_room);
}
