/** @file window/call.c  Whom to call first: see window/call.h. */
#include "window/call.h"

/* 0: there is time left; 1: a late report still helps; 2: a call helps nothing. */
static int rank(const pk_answer *answer, const pk_cell *cell) {
    if (cell->cell.state == PILKADA_WINDOW_BERJALAN && cell->cell.opens <= answer->now)
        return 0;
    bool waits = cell->cell.state == PILKADA_WINDOW_BELUM || cell->cell.state == PILKADA_WINDOW_KURANG;
    return waits && cell->cell.phase == PILKADA_WINDOW_SUSULAN ? 1 : 2;
}

static int64_t missing(const pk_cell *cell) {
    return cell->counts.required - cell->counts.filled;
}

/* While there is time, what closes first; afterwards, what closed last. Then who owes more. */
static bool is_before(const pk_answer *answer, const pk_cell *a, const pk_cell *b) {
    int first = rank(answer, a), second = rank(answer, b);
    if (first != second)
        return first < second;
    if (a->cell.due != b->cell.due)
        return (a->cell.due < b->cell.due) == (first == 0);
    return missing(a) > missing(b);
}

const pk_cell *pk_first_to_call(const pk_answer *answer) {
    const pk_cell *best = NULL;
    for (size_t i = 0; answer && i < answer->count; i++) {
        const pk_cell *cell = &answer->cells[i];
        if (rank(answer, cell) < 2 && (!best || is_before(answer, cell, best)))
            best = cell;
    }
    return best;
}

int64_t pk_seconds_to_call(const pk_answer *answer, const pk_cell *cell) {
    return cell->cell.due > answer->now ? (cell->cell.due - answer->now + PK_SECOND - 1) / PK_SECOND : 0;
}
