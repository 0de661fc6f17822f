/**
 * @file pilkada/window.h  Reporting windows: who owes what, by when, and who has sent it.
 *
 * A schedule is data (docs/guide/schedules.md). The default one, `jateng.dinihari`, says: every day
 * [00:00, 05:00) WIB, at least 2 reports, counted for the previous day. Windows are half-open: a report
 * received at 05:00:00 is late, one received at 04:59:59.999 is not, unless the schedule says that the
 * closing instant is inside. Reports are judged by the instant they were received.
 *
 *     pilkada_receipts *receipts = pilkada_receipts_new(NULL, &error);
 *     pilkada_receipts_add_json(receipts, line, size, &error);                        // one per line
 *     pilkada_window_query query = PILKADA_WINDOW_QUERY_INIT;
 *     query.schedule = "jateng.dinihari";
 *     pilkada_date_parse("2024-11-26", 10, &query.from, &error);
 *     query.until = query.from;
 *     pilkada_instant_parse("2024-11-27T05:01:00+07:00", 25, &query.now, NULL, &error);
 *     pilkada_rulebook_board(rules, &query, receipts, board, &error);
 *     pilkada_board_write_text(board, PILKADA_LANG_ID, &out, &error);
 */
#ifndef PILKADA_WINDOW_H
#define PILKADA_WINDOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buffer.h"
#include "export.h"
#include "memory.h"
#include "region.h"
#include "status.h"
#include "time.h"

/** A compiled schedule. Immutable; lives as long as its rulebook. */
typedef struct pilkada_schedule pilkada_schedule;
/** A growing list of receipts. One thread at a time. */
typedef struct pilkada_receipts pilkada_receipts;
/** The answer: one cell for each region and date. Reusable memory, one thread at a time. */
typedef struct pilkada_board pilkada_board;

/** State of one region on one date. */
typedef enum pilkada_window_state {
    PILKADA_WINDOW_LENGKAP = 0,     /**< complete: enough on time */
    PILKADA_WINDOW_KURANG = 1,      /**< short: closed, some on time, not enough even with the late ones */
    PILKADA_WINDOW_TERLAMBAT = 2,   /**< late: enough only when late ones are counted */
    PILKADA_WINDOW_BELUM = 3,       /**< missing: closed, nothing that counts */
    PILKADA_WINDOW_BERJALAN = 4,    /**< running or not yet open: there is time left */
    PILKADA_WINDOW_DIKECUALIKAN = 5 /**< excused, with a reason */
} pilkada_window_state;

/** What may be done about a cell at an instant. */
typedef enum pilkada_window_phase {
    PILKADA_WINDOW_BELUM_BUKA = 0, /**< before it opens, or its grace begins */
    PILKADA_WINDOW_KIRIM = 1,      /**< submit: on time until the close, or until its grace is over */
    PILKADA_WINDOW_SUSULAN = 2,    /**< late: new reports are taken, as late ones */
    PILKADA_WINDOW_PERBAIKAN = 3,  /**< correct: reports are corrected, new ones are not taken */
    PILKADA_WINDOW_TERKUNCI = 4    /**< locked: nothing is taken any more */
} pilkada_window_phase;

/** One cell of the board. Texts live until the board is used again or freed. */
typedef struct pilkada_window_cell {
    const char *schedule;
    const char *region; /**< Kemendagri code */
    pilkada_date date;  /**< the day the reports are for */
    int32_t required;   /**< reports owed */
    int32_t received;   /**< distinct reports that arrived for this date: on time, early and late; no duplicates, none
                           rejected */
    int32_t on_time;    /**< inside the window (or its grace) */
    int32_t early;      /**< before the window opened */
    int32_t late;       /**< after it closed */
    int32_t duplicate;  /**< resent unchanged: never counted */
    int32_t nihil;      /**< of those received, how many were nihil */
    int32_t rejected;   /**< rejected or sent back for revision: never counted */
    pilkada_window_state state;
    pilkada_instant opens;      /**< first instant inside */
    pilkada_instant closes;     /**< first instant outside */
    const char *reason_id;      /**< one sentence in Indonesian, with the two boundaries used */
    const char *reason_en;      /**< the same in English */
    pilkada_window_phase phase; /**< at `now` */
    int32_t locked;             /**< came when nothing was taken any more: never counted */
    pilkada_instant due;        /**< when the first slot that is not filled and not over closes; else `closes` */
    int32_t skewed;             /**< receipts whose `created` is more than a minute after `received`: a clock ahead */
    int32_t drafts;             /**< receipts that were written in time and received late: drafts without network */
    int32_t flood;              /**< the most receipts within ten minutes, from twenty on; else 0 */
    int32_t corrected;          /**< editions that another one of the same report has replaced */
} pilkada_window_cell;

/** What became of an edition. */
typedef enum pilkada_edition_state {
    PILKADA_EDITION_BERLAKU = 0, /**< stands: it is what the report says */
    PILKADA_EDITION_DIGANTI = 1, /**< replaced by a correction */
    PILKADA_EDITION_DITOLAK = 2  /**< rejected or sent back for revision */
} pilkada_edition_state;

/**
 * One edition of a report that has several: one content, with its unchanged resends. The report keeps the place in time
 * of its first arrival that counts and was not early (else of its first early one), whichever edition stands.
 */
typedef struct pilkada_window_edition {
    size_t report; /**< number of the report within the cell, from 0; its editions stand together */
    const char *id, *form, *reporter, *hash; /**< "" where the receipt has none */
    pilkada_instant received;                /**< when this content first came */
    pilkada_instant last_received;           /**< when it last came */
    int32_t copies;                          /**< unchanged resends after the first */
    bool nihil;
    pilkada_edition_state state;
    pilkada_instant counted_at; /**< the place in time of the report; PILKADA_NO_INSTANT: it does not count */
} pilkada_window_edition;

/** What to judge. Start with PILKADA_WINDOW_QUERY_INIT. */
typedef struct pilkada_window_query {
    size_t size;                /**< sizeof the caller's struct */
    const char *schedule;       /**< id; NULL: "jateng.dinihari" */
    pilkada_date from;          /**< first report date */
    pilkada_date until;         /**< last report date, inclusive */
    pilkada_instant now;        /**< the instant of the judgement: the library reads no clock */
    const char *const *regions; /**< codes; NULL: all that owe a report under the schedule */
    size_t region_count;
} pilkada_window_query;

#define PILKADA_WINDOW_QUERY_INIT                                                                                      \
    { sizeof(pilkada_window_query), NULL, PILKADA_NO_DATE, PILKADA_NO_DATE, PILKADA_NO_INSTANT, NULL, 0 }

PILKADA_BEGIN

/** "lengkap", "kurang", "terlambat", "belum", "berjalan", "dikecualikan". Static. */
PILKADA_API const char *pilkada_window_state_name(pilkada_window_state state);

/** "belum_buka", "kirim", "susulan", "perbaikan", "terkunci". Static. */
PILKADA_API const char *pilkada_window_phase_name(pilkada_window_phase phase);

/** The id of a schedule; "" for NULL. */
PILKADA_API const char *pilkada_schedule_id(const pilkada_schedule *self);

/** @return NULL: PILKADA_E_NOMEM */
PILKADA_API pilkada_receipts *pilkada_receipts_new(const pilkada_allocator *allocator, pilkada_error *error);
/** NULL is allowed. */
PILKADA_API void pilkada_receipts_free(pilkada_receipts *self);
/**
 * Add one receipt: `id, region, form, received`, optional `created, date, reporter, hash, nihil, status`
 * (diterima, ditolak, revisi), optional `replaces` (id of the report that this one corrects). A whole report
 * is a receipt, too: its head fields are read under their own names and its hash is the content hash.
 * On failure nothing is added.
 * @return PILKADA_OK, PILKADA_E_SYNTAX, PILKADA_E_ENCODING, PILKADA_E_TIME, PILKADA_E_DEFINITION, PILKADA_E_LIMIT,
 * PILKADA_E_NOMEM
 */
PILKADA_API pilkada_status pilkada_receipts_add_json(pilkada_receipts *self, const char *text, size_t size,
                                                     pilkada_error *error);
PILKADA_API size_t pilkada_receipts_count(const pilkada_receipts *self);

/** @return NULL: PILKADA_E_NOMEM */
PILKADA_API pilkada_board *pilkada_board_new(const pilkada_allocator *allocator, pilkada_error *error);
/** NULL is allowed. */
PILKADA_API void pilkada_board_free(pilkada_board *self);
/** Cells, by date, then by region in the order of the codes. */
PILKADA_API size_t pilkada_board_count(const pilkada_board *self);
/** NULL when out of range. */
PILKADA_API const pilkada_window_cell *pilkada_board_cell(const pilkada_board *self, size_t index);
/**
 * Whom to call first: while a window is open, the region whose next unfilled slot closes first; else one that is short
 * or missing while late reports are still taken, the last window first. Of equals the one that owes most. NULL: a call
 * helps nobody.
 */
PILKADA_API const pilkada_window_cell *pilkada_board_first_to_call(const pilkada_board *self);
/** "berlaku", "diganti", "ditolak". Static. */
PILKADA_API const char *pilkada_edition_state_name(pilkada_edition_state state);
/** The history of a cell: editions of those of its reports that were corrected or sent back. 0 when out of range. */
PILKADA_API size_t pilkada_board_edition_count(const pilkada_board *self, size_t cell);
/** By report, then in the order of time; NULL when out of range. */
PILKADA_API const pilkada_window_edition *pilkada_board_edition(const pilkada_board *self, size_t cell, size_t index);
/** True when every cell is lengkap or dikecualikan. */
PILKADA_API bool pilkada_board_complete(const pilkada_board *self);
/**
 * One cell as one compact JSON object:
 * schedule, region, date, required, received, on_time, early, late, duplicate, nihil, rejected, state, reason{id,en}.
 */
PILKADA_API pilkada_status pilkada_board_write_cell_json(const pilkada_board *self, size_t index, pilkada_buffer *out,
                                                         pilkada_error *error);
/**
 * The same object with more members at the end: phase, opens, closes, due, seconds_left (until `due`; a second begun
 * counts), locked, corrected, skewed, drafts, flood, history[{report, id, form, reporter, hash, received,
 * last_received, copies, state, counted_at, nihil}]. Times are on the wall clock of the region.
 */
PILKADA_API pilkada_status pilkada_board_write_detail_json(const pilkada_board *self, size_t index, pilkada_buffer *out,
                                                           pilkada_error *error);
/**
 * The summary as one compact JSON object with the five rates by DHIS2's names as exact fractions:
 * summary{schedule, from, until, now, rulebook, regions, cells, lengkap, kurang, terlambat, belum, berjalan,
 * dikecualikan, expected_reports, actual_reports, actual_reports_on_time, reporting_rate, reporting_rate_on_time,
 * ignored, signs{clock_skew, drafts, floods}, first_to_call{region, date, state, short, seconds_left} or null}.
 */
PILKADA_API pilkada_status pilkada_board_write_summary_json(const pilkada_board *self, pilkada_buffer *out,
                                                            pilkada_error *error);
/** The board for a duty officer: who is missing first, then short, late, running, complete. */
PILKADA_API pilkada_status pilkada_board_write_text(const pilkada_board *self, pilkada_lang lang, pilkada_buffer *out,
                                                    pilkada_error *error);

PILKADA_END

#endif
