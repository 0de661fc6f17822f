/** @file receipts_test.c  Reading receipts and reports, and refusing what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "failing_allocator.h"
#include "window/receipts.h"
#include "window_room.h"

static pk_receipt only(const char *text) {
    pilkada_receipts *receipts = pilkada_receipts_new(NULL, NULL);
    pilkada_error error = PILKADA_ERROR_INIT;
    if (room_add_text(receipts, text, &error))
        fail_msg("%s: %s: %s", text, error.where, error.detail);
    assert_int_equal(pilkada_receipts_count(receipts), 1);
    pk_receipt receipt = receipts->items[0];
    /* what a test looks at must outlive the list */
    static pk_name id, hash;
    static char id_text[80], hash_text[80];
    snprintf(id_text, sizeof id_text, "%s", receipt.id->text.data);
    snprintf(hash_text, sizeof hash_text, "%s", receipt.hash->text.data);
    id = (pk_name){pk_span_of(id_text), receipt.id->number};
    hash = (pk_name){pk_span_of(hash_text), receipt.hash->number};
    receipt.id = &id;
    receipt.hash = &hash;
    pilkada_receipts_free(receipts);
    return receipt;
}

static void a_receipt_needs_four_members(void **state) {
    (void)state;
    pk_receipt receipt = only("{'id': 'r', 'region': '33.16', 'form': 'f', 'received': '2024-11-27T00:30:00+07:00'}");
    assert_true(receipt.received == INT64_C(1732642200000));
    assert_int_equal(receipt.date, PILKADA_NO_DATE);
    assert_true(receipt.created == PILKADA_NO_INSTANT);
    assert_int_equal(receipt.hash->number, 0);
    assert_false(receipt.nihil || receipt.rejected);
}

static void all_members_are_read(void **state) {
    (void)state;
    pk_receipt receipt =
        only("{'status': 'revisi', 'nihil': true, 'hash': 'h', 'reporter': 'p', 'date': '2024-02-29', 'created': "
             "'2024-11-26T23:00:00Z', 'replaces': 'q', 'received': '2024-11-27T00:30:00.5+09:00', 'form': 'f', "
             "'region': '33', 'id': 'r\\u0041'}");
    assert_string_equal(receipt.id->text.data, "rA");
    assert_true(receipt.rejected && receipt.nihil);
    assert_int_equal(receipt.date, room_date("2024-02-29"));
    assert_true(receipt.created == room_instant("2024-11-26T23:00:00Z"));
    assert_true(receipt.received % 1000 == 500);
    assert_false(
        only("{'id': 'r', 'region': '3', 'form': 'f', 'received': '2024-11-27T00:30:00Z', 'date': null, 'hash': null, "
             "'status': 'diterima', 'nihil': false}")
            .rejected);
}

#define REPORT(members)                                                                                                \
    "{'nihil': 'ya', 'catatan': {'a': [1, 2]}, 'form_id': 'lap_tungsura', 'kode_wilayah': '33.16', 'waktu_diterima': " \
    "'2024-11-27T00:30:00+07:00'" members "}"

static void a_whole_report_is_a_receipt(void **state) {
    (void)state;
    pk_receipt receipt =
        only(REPORT(", 'id': 'x', 'urutan': 2, 'tanggal_laporan': '2024-11-26', 'status_verifikasi': 'revisi'"));
    assert_string_equal(receipt.id->text.data, "x");
    assert_int_equal(receipt.hash->text.size, 64);
    assert_int_equal(receipt.sequence, 2);
    assert_true(receipt.nihil && receipt.rejected);
    assert_int_equal(receipt.date, room_date("2024-11-26"));
    pk_receipt again = only(REPORT(", 'id': 'y', 'urutan': 3, 'tanggal_laporan': '2024-11-26'"));
    assert_string_equal(receipt.hash->text.data, again.hash->text.data);
    pk_receipt nameless = only(REPORT(""));
    assert_string_equal(nameless.id->text.data, nameless.hash->text.data);
}

#define HEAD "'id': 'r', 'region': '33.16', 'form': 'f', "
#define SOUND HEAD "'received': '2024-11-27T00:30:00+07:00'"

static void what_is_wrong_is_refused_and_nothing_is_added(void **state) {
    (void)state;
    static const struct {
        const char *text;
        pilkada_status status;
        const char *where;
    } cases[] = {
        {"", PILKADA_E_SYNTAX, ""},
        {"{", PILKADA_E_SYNTAX, ""},
        {"[]", PILKADA_E_DEFINITION, ""},
        {"null", PILKADA_E_DEFINITION, ""},
        {"{}", PILKADA_E_DEFINITION, "/id"},
        {"{" SOUND "} x", PILKADA_E_SYNTAX, ""},
        {"{" SOUND ", 'id': 's'}", PILKADA_E_SYNTAX, ""},
        {"{" SOUND ", 'hash': 'a\\u0000b'}", PILKADA_E_SYNTAX, ""},
        {"{" SOUND ", 'hash': '\xff'}", PILKADA_E_ENCODING, ""},
        {"{" SOUND ", 'hash': '\\ud800'}", PILKADA_E_SYNTAX, ""},
        {"{" SOUND ", 'recieved': 'x'}", PILKADA_E_DEFINITION, ""},
        {"{" SOUND ", 'hash': 5}", PILKADA_E_DEFINITION, "/hash"},
        {"{" SOUND ", 'nihil': 'ya'}", PILKADA_E_DEFINITION, "/nihil"},
        {"{" SOUND ", 'nihil': 1}", PILKADA_E_DEFINITION, "/nihil"},
        {"{" SOUND ", 'status': 'ok'}", PILKADA_E_DEFINITION, "/status"},
        {"{" SOUND ", 'date': '2023-02-29'}", PILKADA_E_TIME, "/date"},
        {"{" SOUND ", 'date': ''}", PILKADA_E_TIME, "/date"},
        {"{" SOUND ", 'created': '2024-11-27'}", PILKADA_E_TIME, "/created"},
        {"{" HEAD "'received': '2024-11-27T00:30:00'}", PILKADA_E_TIME, "/received"},
        {"{" HEAD "'received': '2024-11-27T23:59:60Z'}", PILKADA_E_TIME, "/received"},
        {"{" HEAD "'received': '2024-11-27T24:00:00Z'}", PILKADA_E_TIME, "/received"},
        {"{" HEAD "'received': '2024-11-27T24:00:01Z'}", PILKADA_E_TIME, "/received"},
        {"{" HEAD "'received': '0000-11-27T00:00:00Z'}", PILKADA_E_TIME, "/received"},
        {"{" HEAD "'received': '10000-11-27T00:00:00Z'}", PILKADA_E_TIME, "/received"},
        {"{" HEAD "'received': null}", PILKADA_E_DEFINITION, "/received"},
        {"{'id': '', 'region': '33.16', 'form': 'f', 'received': '2024-11-27T00:30:00Z'}", PILKADA_E_DEFINITION, "/id"},
        {"{'form_id': 'lap_tungsura', 'kode_wilayah': '33.16'}", PILKADA_E_DEFINITION, "/waktu_diterima"},
        {"{'form_id': 'lap_tungsura', 'waktu_diterima': '2024-11-27T00:30:00Z'}", PILKADA_E_DEFINITION,
         "/kode_wilayah"},
        {"{'kode_wilayah': '33.16', 'waktu_diterima': '2024-11-27T00:30:00Z'}", PILKADA_E_DEFINITION, "/form_id"},
        {"{'form_id': 'f', 'kode_wilayah': '33.16', 'waktu_diterima': '2024-11-27T00:30:00'}", PILKADA_E_TIME,
         "/waktu_diterima"},
    };
    pilkada_receipts *receipts = pilkada_receipts_new(NULL, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        pilkada_status status = room_add_text(receipts, cases[i].text, &error);
        if (status != cases[i].status || error.status != status || strcmp(error.where, cases[i].where) != 0 ||
            !error.detail[0])
            fail_msg("%s\n%s at \"%s\": %s", cases[i].text, pilkada_status_name(status), error.where, error.detail);
        assert_int_equal(room_add_text(receipts, cases[i].text, NULL), status);
        assert_int_equal(pilkada_receipts_count(receipts), 0);
    }
    pilkada_receipts_free(receipts);
}

static void the_first_bad_byte_is_told(void **state) {
    (void)state;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_receipts *receipts = pilkada_receipts_new(NULL, NULL);
    room_add_text(receipts, "{'id': 'r', 'received': '2024-11-27T25:30:00+07:00'}", &error);
    assert_int_equal(error.offset, 36);
    assert_int_equal(error.column, 37);
    pilkada_receipts_free(receipts);
}

static void limits_and_null_are_refused(void **state) {
    (void)state;
    pilkada_receipts *receipts = pilkada_receipts_new(NULL, NULL);
    size_t size = PILKADA_MAX_REPORT_BYTES + 1;
    char *text = malloc(size);
    memset(text, ' ', size);
    assert_int_equal(pilkada_receipts_add_json(receipts, text, size, NULL), PILKADA_E_LIMIT);
    assert_int_equal(pilkada_receipts_add_json(receipts, text, size - 1, NULL), PILKADA_E_SYNTAX);
    memset(text, '[', size);
    assert_int_not_equal(pilkada_receipts_add_json(receipts, text, 100, NULL), PILKADA_OK);
    assert_int_equal(pilkada_receipts_add_json(receipts, NULL, 0, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_receipts_add_json(NULL, text, 1, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_receipts_count(NULL), 0);
    pilkada_receipts_free(NULL);
    free(text);
    pilkada_receipts_free(receipts);
}

/* No cut and no flipped byte of a receipt may crash or add more than one. */
static void mutilated_receipts_do_no_harm(void **state) {
    (void)state;
    static const char *const texts[] = {"{" SOUND ", 'hash': 'h\\u00e9', 'date': '2024-11-26', 'nihil': true}",
                                        REPORT(", 'id': 'x'")};
    pilkada_receipts *receipts = pilkada_receipts_new(NULL, NULL);
    for (size_t t = 0; t < 2; t++) {
        char *json = room_json(texts[t]);
        size_t size = strlen(json);
        for (size_t i = 0; i < size; i++) {
            assert_int_not_equal(pilkada_receipts_add_json(receipts, json, i, NULL), PILKADA_OK);
            for (int bit = 0; bit < 8; bit++) {
                char kept = json[i];
                json[i] = (char)(kept ^ 1 << bit);
                size_t before = pilkada_receipts_count(receipts);
                pilkada_status status = pilkada_receipts_add_json(receipts, json, size, NULL);
                assert_int_equal(pilkada_receipts_count(receipts) - before, status == PILKADA_OK);
                json[i] = kept;
            }
        }
        free(json);
    }
    pilkada_receipts_free(receipts);
}

static void memory_may_run_out_while_adding(void **state) {
    (void)state;
    static const char *const texts[] = {"{" SOUND ", 'h\\u0061sh': 'h\\u00e9', 'reporter': 'a'}",
                                        REPORT(", 'id': 'x'")};
    for (int mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++)
        for (size_t t = 0; t < 2; t++) {
            failing_allocator memory = {.failed = true};
            for (size_t n = 0; memory.failed; n++) {
                pilkada_error error = PILKADA_ERROR_INIT;
                failing_allocator_start(&memory, n, (failing_mode)mode);
                pilkada_receipts *receipts = pilkada_receipts_new(&memory.allocator, &error);
                pilkada_status status = receipts ? room_add_text(receipts, texts[t], &error) : error.status;
                assert_int_equal(status, memory.failed ? PILKADA_E_NOMEM : PILKADA_OK);
                assert_int_equal(pilkada_receipts_count(receipts), !memory.failed);
                pilkada_receipts_free(receipts);
                assert_int_equal(memory.live, 0);
            }
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_receipt_needs_four_members),
        cmocka_unit_test(all_members_are_read),
        cmocka_unit_test(a_whole_report_is_a_receipt),
        cmocka_unit_test(what_is_wrong_is_refused_and_nothing_is_added),
        cmocka_unit_test(the_first_bad_byte_is_told),
        cmocka_unit_test(limits_and_null_are_refused),
        cmocka_unit_test(mutilated_receipts_do_no_harm),
        cmocka_unit_test(memory_may_run_out_while_adding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
