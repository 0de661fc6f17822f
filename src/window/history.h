/** @file window/history.h  What was said before it was corrected: the editions of a cell's reports. */
#ifndef PK_WINDOW_HISTORY_H
#define PK_WINDOW_HISTORY_H

#include "window/board_internal.h"
#include "window/editions.h"

/** The arrivals of a cell with their receipts, merged; room for as many contents. */
typedef struct pk_history {
    const pk_arrival *arrivals;
    const pk_receipt **receipts;
    pk_content *contents;
} pk_history;

/**
 * Put the history into the cell, its texts into the arena. Only reports with several contents have one: an ordinary
 * night takes no memory. False: out of memory.
 */
bool pk_history_keep(const pk_history *self, const pk_scratch *merge, size_t count, pk_arena *arena, pk_cell *cell);

#endif
