/** @file window/arrivals.h  Which cell of a board each receipt belongs to. */
#ifndef PK_WINDOW_ARRIVALS_H
#define PK_WINDOW_ARRIVALS_H

#include "window/board_internal.h"
#include "window/receipts.h"

/** A region that is asked about. */
typedef struct pk_debtor {
    pk_span code;
    const char *name;
    int offset;
} pk_debtor;

/** A receipt in its cell. */
typedef struct pk_placed {
    size_t cell;
    const pk_receipt *receipt;
} pk_placed;

/** The board's two axes, and what is asked. */
typedef struct pk_axes {
    const pilkada_schedule *schedule;
    const pilkada_receipts *receipts;
    const pk_debtor *regions;
    size_t region_count;
    const pilkada_date *dates; /**< that have a window, in order */
    size_t date_count;
    pilkada_date from, until;
    pilkada_instant now;
} pk_axes;

/**
 * Sort receipts into cells: `placed` (room for all of them) in the order of cells, then of pk_receipt_compare(). Counts
 * those that belong to none. PILKADA_OK or PILKADA_E_NOMEM.
 */
pilkada_status pk_arrivals_place(const pk_axes *axes, pk_arena *scratch, pk_placed *placed, size_t *count,
                                 int64_t ignored[PK_IGNORED_COUNT]);

#endif
