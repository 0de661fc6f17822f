/**
 * @file recap/recap_internal.h  What a recap is made of.
 *
 * Each report that is in scope is judged by the form and read into its slots. For each region below, one of them is
 * chosen; a field of the result is then computed over the slots of the chosen ones, which are the trace as well.
 */
#ifndef PK_RECAP_RECAP_INTERNAL_H
#define PK_RECAP_RECAP_INTERNAL_H

#include "form/judging.h"
#include "recap/recap.h"
#include "window/receipts.h"

/* ---- reports.c ---- */

/** One report as it was added. */
typedef struct pk_report_text {
    pk_receipt receipt; /**< its head, names kept once */
    const pk_name *version;
    pk_span text;
} pk_report_text;

struct pilkada_reports {
    pilkada_receipts *names; /* holds the names and the texts */
    pk_report_text *items;
    size_t count, capacity;
};

/* ---- scope.c, choose.c ---- */

/** Why a report in scope is not used. */
typedef enum pk_unused {
    PK_UNUSED_NONE,
    PK_UNUSED_COPY,         /**< sent again unchanged */
    PK_UNUSED_CORRECTED,    /**< a correction took its place */
    PK_UNUSED_NEWER,        /**< the same reporter sent a newer one */
    PK_UNUSED_CONFLICT,     /**< another reporter says otherwise, and the rule chose that one */
    PK_UNUSED_AGREES,       /**< another reporter says the same */
    PK_UNUSED_REJECTED,     /**< sent back for revision, or its id was later */
    PK_UNUSED_NOT_APPROVED, /**< approved ones were asked for */
    PK_UNUSED_ERRORS,       /**< it has errors and may not be submitted */
    PK_UNUSED_VERSION,      /**< another version of the form */
    PK_UNUSED_FUTURE,       /**< received after `now` */
    PK_UNUSED_COUNT
} pk_unused;

/** Why a report is not in scope. */
typedef enum pk_left_out {
    PK_LEFT_OUT_FORM,
    PK_LEFT_OUT_DATE,
    PK_LEFT_OUT_UNKNOWN, /**< no such region */
    PK_LEFT_OUT_REGION,  /**< not a region right below */
    PK_LEFT_OUT_COUNT
} pk_left_out;

const char *pk_unused_name(pk_unused reason);
const char *pk_left_out_name(pk_left_out reason);

/** A report in scope. */
typedef struct pk_candidate {
    const pk_report_text *report;
    pk_value *slots; /**< of the form's fields; NULL: not read */
    size_t place;
    pk_unused unused;
    const char *codes; /**< PK_UNUSED_ERRORS: "T-1, B-12" */
    bool approved, nihil;
} pk_candidate;

typedef struct pk_below {
    pilkada_recap_place place;
    size_t first, count;        /**< its candidates */
    const pk_candidate *chosen; /**< NULL: none */
} pk_below;

/* ---- the answer ---- */

/** What a region has for a field. */
typedef enum pk_part {
    PK_PART_GIVEN,
    PK_PART_NIHIL, /**< nothing, and 0 for a count */
    PK_PART_UNREACHED,
    PK_PART_EMPTY,
    PK_PART_ABSENT,
    PK_PART_COUNT
} pk_part;

typedef enum pk_total_fault { PK_TOTAL_SOUND, PK_TOTAL_OVERFLOW, PK_TOTAL_NO_WHOLE, PK_TOTAL_NO_MEMORY } pk_total_fault;

/** One field of the result. */
typedef struct pk_total {
    pk_value value; /**< missing: none */
    size_t parts[PK_PART_COUNT];
    pk_total_fault fault;
} pk_total;

/** One thing that differs from the previous recap. Values are compact JSON, "null" for none. */
typedef struct pk_difference {
    const char *field, *region; /**< one of them is NULL */
    const char *before, *after;
    const char *change; /**< after - before of whole numbers; NULL */
} pk_difference;

typedef struct pk_recapped {
    pk_recap_rules rules;
    const pilkada_region *region;
    pilkada_tier tier; /**< of the places */
    pilkada_date date;
    pilkada_instant made; /**< waktu_dibuat of the result */
    const char *reporter;
    int64_t revision;
    pk_candidate *candidates; /**< by place, then by time */
    size_t candidate_count;
    pk_below *places;
    size_t place_count, used;
    size_t states[PILKADA_RECAP_DITOLAK + 1];
    size_t left_out[PK_LEFT_OUT_COUNT];
    pk_total *totals; /**< one a field of the form */
    const char *report;
    size_t report_size;
    const char *verdict; /**< JSON */
    size_t verdict_size;
    const char *verdict_text[2]; /**< for people, by pilkada_lang */
    bool report_valid;
    pilkada_recap_finding *findings;
    size_t finding_count, finding_capacity;
    pk_difference *differences;
    size_t difference_count, difference_capacity;
} pk_recapped;

/** Two answers' worth of memory: the next one is made beside the last and takes its place when it is whole. */
struct pilkada_recap {
    pk_arena arenas[2];
    int current;
    const pk_recapped *answer; /**< NULL before the first recap */
    pilkada_verdict *verdict;  /**< for judging */
};

/** Between the files that make one. */
typedef struct pk_recapping {
    pk_recapped *answer;
    const pilkada_recap_query *query;
    const pilkada_reports *reports;
    pk_arena *arena;
    pilkada_verdict *verdict;
    pilkada_buffer scratch;
    pilkada_error *error;
} pk_recapping;

/** scope.c: the regions below, and the reports in scope, read and judged. */
pilkada_status pk_recap_scope(pk_recapping *self);
/** choose.c: which one stands for each region. */
pilkada_status pk_recap_choose(pk_recapping *self);
/** total.c: every field. Never fails but for memory, which the arena remembers. */
void pk_recap_total(pk_recapping *self);
/** What a used place has for a field; `value` gets it, 0 for a count that is nihil. */
pk_part pk_recap_part(const pk_recapped *self, const pk_below *place, size_t field, pk_value *value);
/** "given", "nihil", "unreached", "empty", "absent". */
const char *pk_part_name(pk_part part);
/** result.c: the report, and the verdict on it. */
pilkada_status pk_recap_write_result(pk_recapping *self);
/** notes.c */
pilkada_status pk_recap_find(pk_recapping *self);
/** differences.c: read the previous recap; sets the revision. */
pilkada_status pk_recap_compare(pk_recapping *self);

/** rows.c: the lists of all regions, and what makes one of them. */
typedef struct pk_rows {
    pk_arena *arena;
    const pk_fields *fields; /**< of a row */
    pk_span key;
    const pk_value *lists;
    size_t count;
    unsigned contests; /**< keys that are a contest must be one of these */
    bool overflow;     /**< a sum is beyond 64 bits: there is no list */
} pk_rows;

/** The list of the rows that all have; missing: none. */
pk_value pk_recap_add_rows(pk_rows *self);

/** A copy of what the scratch buffer holds; clears it. NULL: out of memory. */
const char *pk_recap_keep(pk_recapping *self, size_t *size);

/**
 * The contests that are one contest in all of the region above. The bupati of two kabupaten are two contests: their
 * votes are never added.
 */
unsigned pk_recap_contests(const pk_recapped *self);

/** The sentence in both languages: "Data internal Desk Pilkada. Bukan hasil resmi." */
const char *pk_recap_notice(const pk_recapped *self, pilkada_lang lang);
/** A field of the form's own, with a recap: what is shown as a number of the recap. */
bool pk_recap_shows(const pk_recapped *self, size_t field);

#endif
