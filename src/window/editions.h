/**
 * @file window/editions.h  From arrivals to reports: resends and corrections are one report.
 *
 * Integers only. A report is a set of arrivals of one region and date that are tied together by
 *   - the same id, or the same form and content hash: an unchanged resend, never counted;
 *   - the same form and sequence number, or `replaces` naming an id of the same form: a correction.
 * Rejected arrivals never count and hand nothing down. A report's place in time is its first arrival that counts
 * and is neither early nor too late to be taken; else its first early one.
 */
#ifndef PK_WINDOW_EDITIONS_H
#define PK_WINDOW_EDITIONS_H

#include "window/count.h"
#include "window/receipts.h"

/** One arrival. Numbers stand for texts, 0 for none. */
typedef struct pk_arrival {
    int64_t at; /**< from the local midnight of the report date */
    uint32_t id, form, hash, reporter, replaces;
    int32_t sequence; /**< 0: none */
    bool nihil, rejected;
    bool too_late; /**< for a new report; a correction is still taken */
} pk_arrival;

/** A receipt as an arrival at a time; not too late. */
static inline pk_arrival pk_arrival_of(const pk_receipt *receipt, int64_t at) {
    return (pk_arrival){.at = at,
                        .id = receipt->id->number,
                        .form = receipt->form->number,
                        .hash = receipt->hash->number,
                        .reporter = receipt->reporter->number,
                        .replaces = receipt->replaces->number,
                        .sequence = receipt->sequence,
                        .nihil = receipt->nihil,
                        .rejected = receipt->rejected};
}

/** One report: at least one of its arrivals counts. */
typedef struct pk_edition {
    uint32_t form, reporter; /**< of its last arrival that counts */
    pk_found found;          /**< its place in time */
    int64_t at;
    bool nihil, too_late;
} pk_edition;

typedef struct pk_merged {
    size_t reports;
    int32_t duplicate, rejected, corrected;
} pk_merged;

/** A link to be made between arrivals; room for it comes with the scratch. */
typedef struct pk_tie {
    uint64_t key;
    uint32_t form, arrival;
} pk_tie;

/** Room for `count` arrivals: PK_TIES_PER_ARRIVAL ties and PK_LINKS_PER_ARRIVAL links for each. */
typedef struct pk_scratch {
    pk_tie *ties;
    uint32_t *links;
} pk_scratch;

enum { PK_TIES_PER_ARRIVAL = 1, PK_LINKS_PER_ARRIVAL = 5 };

/** Arrivals in the order of time into reports (room for `count`), in the order of their first arrivals. */
pk_merged pk_merge(const pk_slots *slots, const pk_arrival *arrivals, size_t count, const pk_scratch *scratch,
                   pk_edition *reports);

/** What became of an arrival. */
typedef enum pk_fate {
    PK_FATE_STANDS,    /**< the last of its report that counts: what the report says */
    PK_FATE_COPY,      /**< says what the one that stands says */
    PK_FATE_CORRECTED, /**< another one stands for its report */
    PK_FATE_REJECTED
} pk_fate;

/** After pk_merge() of `count` arrivals with that scratch. */
pk_fate pk_merge_fate(const pk_scratch *scratch, size_t count, size_t arrival);

#define PK_NOBODY UINT32_MAX

/** One content of a report, with its copies. */
typedef struct pk_content {
    uint32_t report; /**< number of the report, from 0 */
    uint32_t first, last, copies;
    uint32_t placed; /**< the arrival that gives the report its place in time; PK_NOBODY: none does */
    pk_fate fate;    /**< never PK_FATE_COPY */
} pk_content;

/**
 * The contents of those reports that have several, by report, then in the order of time: how many. Needs the room of
 * the ties. After pk_merge() of `count` arrivals with that scratch.
 */
size_t pk_merge_contents(const pk_scratch *scratch, size_t count, pk_content *contents);

#endif
