/**
 * @file fuzz_board.c  Bytes become a night of receipts: resends, corrections and rejections in every mixture. A board
 * says the same in whatever order they come, and its history is one: one edition stands, all have one place in time.
 */
#include "fuzz.h"

#include <pilkada/pilkada.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BYTES = 4, MOST = 64 };

/* Four bytes are one receipt, so that neighbours share ids, contents and places in time. */
static void add(pilkada_receipts *receipts, const uint8_t *bytes) {
    static const char *const forms[] = {"lap_tahapan_harian", "lap_situasi_harian", "lap_tungsura"};
    static const char *const states[] = {"diterima", "diterima", "ditolak", "revisi"};
    char text[512], hash[32] = "", replaces[40] = "", date[32] = "";
    unsigned minute = (bytes[1] * 256u + bytes[2]) % 1440;
    if (bytes[0] & 0x20)
        snprintf(hash, sizeof hash, ",\"hash\":\"h%d\"", bytes[3] % 4);
    if (bytes[0] & 0x40)
        snprintf(replaces, sizeof replaces, ",\"replaces\":\"r%d\"", bytes[3] / 4 % 8);
    if (bytes[2] & 1)
        snprintf(date, sizeof date, ",\"date\":\"2024-11-2%d\"", 5 + bytes[3] % 3);
    snprintf(text, sizeof text,
             "{\"id\":\"r%d\",\"region\":\"33.16\",\"form\":\"%s\",\"received\":\"2024-11-27T%02u:%02u:00+07:00\","
             "\"status\":\"%s\"%s%s%s}",
             bytes[0] % 8, forms[bytes[1] % 3], minute / 60, minute % 60, states[bytes[0] / 8 % 4], hash, replaces,
             date);
    if (pilkada_receipts_add_json(receipts, text, strlen(text), NULL))
        abort();
}

/* What a report's editions must have in common. */
static void check_history(const pilkada_board *board, size_t cell) {
    size_t standing = 0, reports = 0;
    for (size_t i = 0; i < pilkada_board_edition_count(board, cell); i++) {
        const pilkada_window_edition *edition = pilkada_board_edition(board, cell, i);
        const pilkada_window_edition *before = i ? pilkada_board_edition(board, cell, i - 1) : NULL;
        bool new_report = !before || edition->report != before->report;
        standing = (new_report ? 0 : standing) + (edition->state == PILKADA_EDITION_BERLAKU);
        if (edition->report != reports - !new_report || standing > 1 || edition->copies < 0)
            abort();
        if (!new_report && (edition->counted_at != before->counted_at || edition->received < before->received))
            abort();
        reports += new_report;
    }
}

static void check_cell(const pilkada_board *board, size_t index) {
    const pilkada_window_cell *cell = pilkada_board_cell(board, index);
    if (cell->on_time + cell->early + cell->late != cell->received || cell->nihil > cell->received)
        abort();
    if (cell->state == PILKADA_WINDOW_LENGKAP && cell->on_time < cell->required)
        abort();
    check_history(board, index);
}

/* The board of the receipts, first to last or last to first. */
static void judge(const pilkada_rulebook *rules, const uint8_t *data, size_t count, bool backwards,
                  pilkada_buffer *out) {
    pilkada_receipts *receipts = pilkada_receipts_new(NULL, NULL);
    pilkada_board *board = pilkada_board_new(NULL, NULL);
    const char *const blora = "33.16";
    pilkada_window_query query = PILKADA_WINDOW_QUERY_INIT;
    pilkada_date_parse("2024-11-25", 10, &query.from, NULL);
    query.until = query.from + 2;
    pilkada_instant_parse("2024-11-27T12:00:00+07:00", 25, &query.now, NULL, NULL);
    query.regions = &blora;
    query.region_count = 1;
    for (size_t i = 0; i < count; i++)
        add(receipts, data + BYTES * (backwards ? count - 1 - i : i));
    if (pilkada_rulebook_board(rules, &query, receipts, board, NULL))
        abort();
    pilkada_receipts_free(receipts);
    for (size_t i = 0; i < pilkada_board_count(board); i++) {
        check_cell(board, i);
        if (pilkada_board_write_detail_json(board, i, out, NULL))
            abort();
    }
    if (pilkada_board_write_summary_json(board, out, NULL) ||
        pilkada_board_write_text(board, PILKADA_LANG_ID, out, NULL))
        abort();
    pilkada_board_free(board);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static pilkada_rulebook *rules;
    size_t count = size / BYTES < MOST ? size / BYTES : MOST;
    pilkada_buffer first, second;
    if (!rules && !(rules = pilkada_rulebook_default(NULL, NULL)))
        abort();
    pilkada_buffer_init(&first, NULL);
    pilkada_buffer_init(&second, NULL);
    judge(rules, data, count, false, &first);
    judge(rules, data, count, true, &second);
    if (first.size != second.size || memcmp(first.data, second.data, first.size) != 0)
        abort();
    pilkada_buffer_dispose(&first);
    pilkada_buffer_dispose(&second);
    return 0;
}
