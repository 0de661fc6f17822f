/** @file board_room.h  Boards of the night in Jawa Tengah, for tests: one room a program, fresh receipts and board a
 * test. */
#ifndef PILKADA_TEST_BOARD_ROOM_H
#define PILKADA_TEST_BOARD_ROOM_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "window_room.h"

static window_room room;
static pilkada_schedule *night;
static pilkada_receipts *receipts;
static pilkada_board *board;

static inline int open_room(void **state) {
    (void)state;
    return room_open(&room) || !(night = room_shipped(&room, "jateng.dinihari"));
}

static inline int close_room(void **state) {
    (void)state;
    pk_schedule_free(night);
    room_close(&room);
    return 0;
}

static inline int start(void **state) {
    (void)state;
    receipts = pilkada_receipts_new(NULL, NULL);
    board = pilkada_board_new(NULL, NULL);
    return !receipts || !board;
}

static inline int stop(void **state) {
    (void)state;
    pilkada_receipts_free(receipts);
    pilkada_board_free(board);
    return 0;
}

#endif
