/** @file window/board_internal.h  What a board holds. */
#ifndef PK_WINDOW_BOARD_INTERNAL_H
#define PK_WINDOW_BOARD_INTERNAL_H

#include "window/count.h"
#include "window/schedule_internal.h"

/** Why a receipt was not counted in any cell. */
typedef enum pk_ignored {
    PK_IGNORED_FUTURE,         /**< received after `now` */
    PK_IGNORED_FORM,           /**< the schedule does not take the form */
    PK_IGNORED_REGION_UNKNOWN, /**< no such region */
    PK_IGNORED_REGION_FREE,    /**< the region owes nothing under the schedule */
    PK_IGNORED_NO_WINDOW,      /**< its date has no window, or none is near */
    PK_IGNORED_NOT_ASKED,      /**< a region or date outside the query */
    PK_IGNORED_EXCESS,         /**< beyond the maximum of its slot */
    PK_IGNORED_LOCKED,         /**< came when late reports or corrections were not taken any more */
    PK_IGNORED_COUNT
} pk_ignored;

/** Times shown for one cell. */
enum { PK_MARKS = 4 };

typedef struct pk_mark {
    pilkada_instant at;
    pk_place place;
} pk_mark;

/** Labels of the text board: they live with the board, which may outlive its rulebook. */
typedef enum pk_label {
    PK_LABEL_TITLE,
    PK_LABEL_NOW,
    PK_LABEL_TALLY,
    PK_LABEL_CALL,
    PK_LABEL_NO_WINDOW,
    PK_LABEL_DATE,
    PK_LABEL_WINDOW,
    PK_LABEL_LOCAL,
    PK_LABEL_STATE,
    PK_LABEL_REGION,
    PK_LABEL_REPORTS,
    PK_LABEL_RECEIVED,
    PK_LABEL_COUNT,
    PK_LABEL_EARLY,
    PK_LABEL_LATE,
    PK_LABEL_REJECTED,
    PK_LABEL_DUPLICATE,
    PK_LABEL_EARLIER,
    PK_LABEL_IGNORED,
    PK_LABEL_FOOTER,
    PK_LABEL_STATES,                                                      /**< + pilkada_window_state */
    PK_LABEL_REASONS = PK_LABEL_STATES + PILKADA_WINDOW_DIKECUALIKAN + 1, /**< + pk_ignored */
    PK_LABELS = PK_LABEL_REASONS + PK_IGNORED_COUNT
} pk_label;

typedef struct pk_cell {
    pilkada_window_cell cell;
    pk_counts counts;
    const char *name;        /**< of the region */
    int offset;              /**< minutes from UTC on the wall of the region */
    bool inclusive;          /**< the closing instant of its last slot is inside */
    int32_t excess;          /**< reports beyond a maximum: not received */
    pk_mark marks[PK_MARKS]; /**< the last ones, in the order of time */
    size_t mark_count, report_count;
    const pilkada_window_edition *history;
    size_t history_count;
} pk_cell;

typedef struct pk_answer {
    pk_cell *cells;
    size_t count, region_count;
    pilkada_date from, until;
    pilkada_instant now;
    int offset;   /**< of the first region: the wall clock of the text board */
    bool uniform; /**< all regions share it */
    const char *schedule, *title[2], *rulebook;
    const char *labels[2][PK_LABELS];
    int64_t ignored[PK_IGNORED_COUNT];
    int64_t states[PILKADA_WINDOW_DIKECUALIKAN + 1];
    int64_t expected, actual, on_time;
    int64_t skewed, drafts, floods; /**< receipts, receipts, cells */
} pk_answer;

/** Two answers' worth of memory: the next one is made beside the last and takes its place when it is whole. */
struct pilkada_board {
    pk_arena arenas[2];
    int current;
    const pk_answer *answer; /**< NULL before the first judgement */
    pk_owner *owner;         /**< what the answer points into */
};

const char *pk_ignored_name(pk_ignored reason);
/** The promised members of a cell, without braces. */
void pk_put_cell(pilkada_buffer *out, const pilkada_window_cell *cell);

/** What the sentences of a cell are made of. */
typedef struct pk_reason {
    const pilkada_schedule *schedule;
    const pk_slots *slots;
    const pk_exception *exception;
    pilkada_instant now;
    pilkada_instant late;  /**< when the first late report came, or PILKADA_NO_INSTANT */
    const pk_slot *missed; /**< its slot */
    int64_t skew;          /**< the most that a clock was ahead */
    int64_t late_left;     /**< how long late reports are still taken, while they are missing; 0: no limit, or none */
} pk_reason;

/** Put the sentences of a cell into the arena. False: out of memory. */
bool pk_reason_write(const pk_reason *self, pk_cell *cell, pk_arena *arena, pilkada_buffer *scratch);
/** Copy the labels. False: out of memory. */
bool pk_labels_copy(const pk_catalogue *catalogue, pk_answer *answer, pk_arena *arena);

#endif
