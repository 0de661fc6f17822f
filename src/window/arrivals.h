/** @file window/arrivals.h  Which cell of a board each receipt belongs to. */
#ifndef PK_WINDOW_ARRIVALS_H
#define PK_WINDOW_ARRIVALS_H

#include "window/axes.h"
#include "window/board_internal.h"

/** A receipt in its cell. */
typedef struct pk_placed {
    size_t cell;
    const pk_receipt *receipt;
} pk_placed;

/**
 * Sort receipts into cells: `placed` (room for all of them) in the order of cells, then of pk_receipt_compare(). Counts
 * those that belong to none. PILKADA_OK or PILKADA_E_NOMEM.
 */
pilkada_status pk_arrivals_place(const pk_axes *axes, pk_arena *scratch, pk_placed *placed, size_t *count,
                                 int64_t ignored[PK_IGNORED_COUNT]);

#endif
