/* The board of one night from a file of receipts, one a line:
       cc board.c $(pkg-config --cflags --libs libpilkada) && ./a.out ../night/reports.jsonl */
#include <pilkada/pilkada.h>

#include <stdio.h>
#include <string.h>

static void add_line(pilkada_receipts *receipts, const char *line, unsigned number) {
    pilkada_error error = PILKADA_ERROR_INIT;
    if (pilkada_receipts_add_json(receipts, line, strlen(line), &error) != PILKADA_OK)
        fprintf(stderr, "line %u: %s: %s\n", number, error.where, error.detail);
}

int main(int argc, char **argv) {
    static char line[65536];
    FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
    if (!file)
        return 2;
    pilkada_receipts *receipts = pilkada_receipts_new(NULL, NULL);
    for (unsigned number = 1; fgets(line, sizeof line, file); number++)
        add_line(receipts, line, number);
    fclose(file);

    pilkada_rulebook *rules = pilkada_rulebook_default(NULL, NULL);
    pilkada_board *board = pilkada_board_new(NULL, NULL);
    pilkada_window_query query = PILKADA_WINDOW_QUERY_INIT;
    pilkada_buffer text;
    pilkada_buffer_init(&text, NULL);
    pilkada_date_parse("2024-11-26", 10, &query.from, NULL);
    query.until = query.from;
    pilkada_instant_parse("2024-11-27T05:01:00+07:00", 25, &query.now, NULL, NULL);

    pilkada_status status = pilkada_rulebook_board(rules, &query, receipts, board, NULL);
    if (status == PILKADA_OK && pilkada_board_write_text(board, PILKADA_LANG_EN, &text, NULL) == PILKADA_OK)
        fputs(text.data, stdout);
    pilkada_buffer_dispose(&text);
    pilkada_board_free(board);
    pilkada_rulebook_free(rules);
    pilkada_receipts_free(receipts);
    return status != PILKADA_OK;
}
