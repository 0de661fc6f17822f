/**
 * @file window_driver.c  Cases on standard input, boards on standard output: what window_model.py is compared with.
 *
 * A line in: {"schedule": {…}, "receipts": […], "region": "33.16", "from": …, "until": …, "now": …}. A line out: the
 * cells and the summary as one array, or the name of the status.
 */
#include "window_room.h"

static void add_all(pilkada_receipts *receipts, const cJSON *list) {
    const cJSON *item;
    pilkada_buffer text;
    pilkada_buffer_init(&text, NULL);
    cJSON_ArrayForEach(item, list) {
        pilkada_buffer_clear(&text);
        pk_put_tree(&text, item);
        if (pilkada_receipts_add_json(receipts, text.data, text.size, NULL))
            abort();
    }
    pilkada_buffer_dispose(&text);
}

static void put_board(const pilkada_board *board, pilkada_buffer *out) {
    pk_putc(out, '[');
    for (size_t i = 0; i < pilkada_board_count(board); i++) {
        pilkada_board_write_detail_json(board, i, out, NULL);
        pk_putc(out, ',');
    }
    pilkada_board_write_summary_json(board, out, NULL);
    pk_puts(out, "]\n");
}

static const char *text_of(const cJSON *tree, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(tree, key)->valuestring;
}

static void run(const window_room *room, const cJSON *tree, pilkada_board *board, pilkada_buffer *out) {
    pilkada_error error = PILKADA_ERROR_INIT;
    const char *region = text_of(tree, "region");
    pilkada_schedule *schedule = pk_schedule_compile(cJSON_GetObjectItemCaseSensitive(tree, "schedule"), room->model,
                                                     room->catalogue, NULL, &error);
    pilkada_receipts *receipts = pilkada_receipts_new(NULL, NULL);
    pilkada_window_query query =
        room_query(text_of(tree, "from"), text_of(tree, "until"), text_of(tree, "now"), &region);
    add_all(receipts, cJSON_GetObjectItemCaseSensitive(tree, "receipts"));
    if (!schedule || pk_schedule_judge(schedule, &query, receipts, "", board, &error)) {
        pk_puts(out, pilkada_status_name(error.status));
        pk_putc(out, '\n');
    } else {
        put_board(board, out);
    }
    pilkada_receipts_free(receipts);
    pk_schedule_free(schedule);
}

int main(void) {
    static char line[1 << 20];
    window_room room;
    pilkada_buffer out;
    if (room_open(&room))
        return 2;
    pilkada_board *board = pilkada_board_new(NULL, NULL);
    pilkada_buffer_init(&out, NULL);
    while (fgets(line, sizeof line, stdin)) {
        cJSON *tree = pk_json_tree(line, strlen(line), NULL);
        if (!tree)
            return 2;
        pilkada_buffer_clear(&out);
        run(&room, tree, board, &out);
        fwrite(out.data, 1, out.size, stdout);
        cJSON_Delete(tree);
    }
    pilkada_buffer_dispose(&out);
    pilkada_board_free(board);
    room_close(&room);
    return 0;
}
