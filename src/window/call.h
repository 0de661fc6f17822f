/** @file window/call.h  Whom to call first. */
#ifndef PK_WINDOW_CALL_H
#define PK_WINDOW_CALL_H

#include "window/board_internal.h"

/** See pilkada_board_first_to_call(). */
const pk_cell *pk_first_to_call(const pk_answer *answer);
/** Seconds until the slot that is not filled closes; a second begun counts. */
int64_t pk_seconds_to_call(const pk_answer *answer, const pk_cell *cell);

#endif
