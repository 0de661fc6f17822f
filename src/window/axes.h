/** @file window/axes.h  The two axes of a board: regions that are asked about, dates that have a window. */
#ifndef PK_WINDOW_AXES_H
#define PK_WINDOW_AXES_H

#include "window/receipts.h"
#include "window/schedule_internal.h"

/** A region that is asked about. */
typedef struct pk_debtor {
    pk_span code;
    const char *name;
    int offset;
} pk_debtor;

/** The axes, and what is asked. Cells are numbered by date, then by region. */
typedef struct pk_axes {
    const pilkada_schedule *schedule;
    const pilkada_receipts *receipts;
    const pk_debtor *regions; /**< in the order of their codes */
    size_t region_count;
    const pilkada_date *dates; /**< that have a window, in order */
    size_t date_count;
    pilkada_date from, until;
    pilkada_instant now;
} pk_axes;

/**
 * Draw the axes of a query; schedule and receipts are set already. Codes and names are kept in `made`.
 * @return PILKADA_OK, PILKADA_E_ARGUMENT, PILKADA_E_UNKNOWN, PILKADA_E_LIMIT, PILKADA_E_NOMEM
 */
pilkada_status pk_axes_draw(pk_axes *self, const pilkada_window_query *query, pk_arena *made, pk_arena *scratch,
                            pilkada_error *error);

#endif
