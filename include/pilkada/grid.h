/**
 * @file pilkada/grid.h  Whole-country years from arrays, and a board that changes with each receipt.
 *
 * A grid counts instants of receipt for each region and report date of one schedule. It knows no texts: a row is an
 * instant, the place of its region in a list, and perhaps a key that tells resends. 514 regions and a year take
 * milliseconds; one more receipt takes less than a microsecond. Its counts are those of pilkada_rulebook_board() for
 * receipts without a date of their own, each of them a report of its own.
 *
 *     const char *const codes[] = {"33.16", "33.74"};
 *     const int64_t seconds[] = {1732647600, 1732651200, 1732647601};        // since 1970, UTC
 *     const int32_t places[] = {0, 0, 1};                                     // in the list of codes
 *     pilkada_instant now = INT64_C(1732658400000);
 *     pilkada_grid_cell cell;
 *     pilkada_grid_query query = PILKADA_GRID_QUERY_INIT;
 *     pilkada_date_parse("2024-11-26", 10, &query.from, &error);
 *     query.until = query.from;
 *     query.regions = codes;
 *     query.region_count = 2;
 *     pilkada_grid *grid = pilkada_grid_new(rules, &query, NULL, &error);
 *     pilkada_grid_rows rows = PILKADA_GRID_ROWS_INIT;
 *     rows.at = seconds;
 *     rows.region = places;
 *     rows.count = 3;
 *     pilkada_grid_add(grid, &rows, now, &error);                             // as often as there is something new
 *     pilkada_grid_get(grid, 0, query.from, now, &cell, &error);
 *     pilkada_grid_free(grid);
 */
#ifndef PILKADA_GRID_H
#define PILKADA_GRID_H

#include <stddef.h>
#include <stdint.h>

#include "buffer.h"
#include "export.h"
#include "memory.h"
#include "rulebook.h"
#include "status.h"
#include "time.h"
#include "window.h"

/** Counters for each region and date. One thread at a time; needs no rulebook once it is made. */
typedef struct pilkada_grid pilkada_grid;

/** What is counted. Start with PILKADA_GRID_QUERY_INIT. */
typedef struct pilkada_grid_query {
    size_t size;                /**< sizeof the caller's struct */
    const char *schedule;       /**< id; NULL: "jateng.dinihari". It must count reports (`laporan`) */
    pilkada_date from;          /**< first report date */
    pilkada_date until;         /**< last report date, inclusive */
    const char *const *regions; /**< codes, in the order of the caller's numbers; each once */
    size_t region_count;
} pilkada_grid_query;

#define PILKADA_GRID_QUERY_INIT                                                                                        \
    { sizeof(pilkada_grid_query), NULL, PILKADA_NO_DATE, PILKADA_NO_DATE, NULL, 0 }

/** Receipts as arrays. Start with PILKADA_GRID_ROWS_INIT. */
typedef struct pilkada_grid_rows {
    size_t size;           /**< sizeof the caller's struct */
    const int64_t *at;     /**< instants of receipt since 1970-01-01T00:00:00Z, in ticks */
    const int32_t *region; /**< places in the query's list; any other number is of no known region */
    const uint64_t *key;   /**< NULL, or what tells resends: rows of one region, date and key are one; 0: no key */
    size_t count;
    int64_t ticks; /**< ticks a second: 1, 1000, 1000000 or 1000000000. Parts of a millisecond are cut */
} pilkada_grid_rows;

#define PILKADA_GRID_ROWS_INIT                                                                                         \
    { sizeof(pilkada_grid_rows), NULL, NULL, NULL, 0, 1 }

/** One region and date. */
typedef struct pilkada_grid_cell {
    int32_t required, received, on_time, early, late;
    int32_t filled;             /**< of `required`, on time or late; never more */
    int32_t filled_on_time;     /**< of `required`, on time; never more */
    pilkada_window_state state; /**< at `now` */
    int32_t has_window;         /**< 0: the date has none for this region, and nothing else here says anything */
} pilkada_grid_cell;

PILKADA_BEGIN

/**
 * An empty grid.
 * @return NULL: PILKADA_E_ARGUMENT, PILKADA_E_UNKNOWN (schedule, region), PILKADA_E_LIMIT, PILKADA_E_NOMEM
 */
PILKADA_API pilkada_grid *pilkada_grid_new(const pilkada_rulebook *rules, const pilkada_grid_query *query,
                                           const pilkada_allocator *allocator, pilkada_error *error);
/** NULL is allowed. */
PILKADA_API void pilkada_grid_free(pilkada_grid *self);

/**
 * Count rows; each takes constant time. Rows received after `now`, of no known region, outside the dates, or after the
 * lock are counted as ignored. On PILKADA_E_NOMEM (with keys, or when a counter passes 255) the rows before the one
 * that failed are counted.
 * @return PILKADA_OK, PILKADA_E_ARGUMENT, PILKADA_E_NOMEM
 */
PILKADA_API pilkada_status pilkada_grid_add(pilkada_grid *self, const pilkada_grid_rows *rows, pilkada_instant now,
                                            pilkada_error *error);
/** The cell of a region (its place in the list) and a report date. @return PILKADA_OK, PILKADA_E_ARGUMENT */
PILKADA_API pilkada_status pilkada_grid_get(const pilkada_grid *self, size_t region, pilkada_date date,
                                            pilkada_instant now, pilkada_grid_cell *cell, pilkada_error *error);
/** The report date whose window an instant of receipt belongs to; PILKADA_NO_DATE: none of the grid's. */
PILKADA_API pilkada_date pilkada_grid_date_at(const pilkada_grid *self, size_t region, pilkada_instant at);

PILKADA_API size_t pilkada_grid_region_count(const pilkada_grid *self);
PILKADA_API size_t pilkada_grid_day_count(const pilkada_grid *self);
/**
 * All states at `now`: a byte for each region and, within it, each date from `from` to `until`; the value is a
 * pilkada_window_state, or 255 for a date without a window. `out` has room for regions x days bytes.
 */
PILKADA_API pilkada_status pilkada_grid_states(const pilkada_grid *self, pilkada_instant now, uint8_t *out, size_t room,
                                               pilkada_error *error);
/** The same for the number of reports: on time, or all that were received. */
PILKADA_API pilkada_status pilkada_grid_counts(const pilkada_grid *self, int on_time_only, int32_t *out, size_t room,
                                               pilkada_error *error);
/** As pilkada_board_write_summary_json(), with the reasons that a grid knows; resends are `kiriman_ulang`. */
PILKADA_API pilkada_status pilkada_grid_write_summary_json(const pilkada_grid *self, pilkada_instant now,
                                                           pilkada_buffer *out, pilkada_error *error);

PILKADA_END

#endif
