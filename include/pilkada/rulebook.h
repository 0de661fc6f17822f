/**
 * @file pilkada/rulebook.h  One rulebook, one verdict.
 *
 * A rulebook ties one set of forms, schedules, keyword packs, regions, stages, parameters and messages
 * together under one SHA-256 that every verdict carries. The default rulebook is compiled into the
 * library from data/; another one is made from files that the caller has read. Nothing of it changes
 * after it is made: share it between threads freely. To exchange it in a running program, build the new one beside the
 * old one, publish the pointer atomically when that succeeded, and free the old one when its last user is done; a
 * refused file leaves the old one untouched.
 */
#ifndef PILKADA_RULEBOOK_H
#define PILKADA_RULEBOOK_H

#include <stddef.h>

#include "buffer.h"
#include "chain.h"
#include "explain.h"
#include "export.h"
#include "form.h"
#include "memory.h"
#include "recap.h"
#include "region.h"
#include "report.h"
#include "screen.h"
#include "status.h"
#include "window.h"

typedef struct pilkada_rulebook pilkada_rulebook;

/** A definition file in memory; the folder of its name says what it is: "forms/lap_tungsura.json". */
typedef struct pilkada_file {
    const char *name;
    const char *data;
    size_t size;
} pilkada_file;

PILKADA_BEGIN

/** What pilkada_rulebook_check_with() looks for beyond the rest. Start with PILKADA_CHECK_OPTIONS_INIT. */
typedef struct pilkada_check_options {
    size_t size; /**< sizeof the caller's struct */
    /** Of a keyword pack: entries that expired before this day are told. NULL: none, for there is no clock. */
    const pilkada_date *date;
    /** Of a keyword pack: persons and parties. None may be on the list, none may change a score. */
    const char *const *names;
    size_t name_count;
    bool cost; /**< of a form: what each of its rules costs */
} pilkada_check_options;

#define PILKADA_CHECK_OPTIONS_INIT                                                                                     \
    { sizeof(pilkada_check_options), NULL, NULL, 0, false }

/** The rulebook that came with the library. To be freed by pilkada_rulebook_free(). @return NULL: PILKADA_E_NOMEM */
PILKADA_API pilkada_rulebook *pilkada_rulebook_default(const pilkada_allocator *allocator, pilkada_error *error);

/**
 * A rulebook from files, fully checked. They need not live on.
 * @return NULL: PILKADA_E_SYNTAX, PILKADA_E_DEFINITION, PILKADA_E_EXPRESSION, PILKADA_E_PATTERN, PILKADA_E_LIMIT
 *         (error->where begins with the file's name), PILKADA_E_NOMEM
 */
PILKADA_API pilkada_rulebook *pilkada_rulebook_load(const pilkada_file *files, size_t count,
                                                    const pilkada_allocator *allocator, pilkada_error *error);
/**
 * A rulebook of the built-in files with own files over them: a file of the same name takes the place of the built-in
 * one, every other name is added. One own form needs no regions, calendar or sentences of its own. As
 * pilkada_rulebook_load(). @since 0.1
 */
PILKADA_API pilkada_rulebook *pilkada_rulebook_overlay(const pilkada_file *files, size_t count,
                                                       const pilkada_allocator *allocator, pilkada_error *error);
/**
 * A rulebook from one file that pilkada_bundle_write() made. What is in it is the whole rulebook: the same files, the
 * same hash, with any later version of the library. Faults as pilkada_rulebook_load(), line and column within the file
 * that error->where names. @since 0.1
 */
PILKADA_API pilkada_rulebook *pilkada_rulebook_load_bundle(const char *text, size_t size,
                                                           const pilkada_allocator *allocator, pilkada_error *error);
/**
 * The rulebook of pilkada_rulebook_overlay() as one file: {"pilkada_bundle":1,"files":{name:text}}, sorted by name.
 * It is loaded first: faults are those of loading. @since 0.1
 */
PILKADA_API pilkada_status pilkada_bundle_write(const pilkada_file *files, size_t count, pilkada_buffer *out,
                                                pilkada_error *error);
/**
 * The whole rulebook as one file for pilkada_rulebook_load_bundle(), wherever it came from: what is needed to judge as
 * this hash did, with any later version of the library.
 * @return PILKADA_OK; PILKADA_E_LIMIT: more than PILKADA_MAX_BUNDLE_BYTES; PILKADA_E_NOMEM. @since 0.1
 */
PILKADA_API pilkada_status pilkada_rulebook_write_bundle(const pilkada_rulebook *self, pilkada_buffer *out,
                                                         pilkada_error *error);
/** NULL is allowed. Verdicts, explanations, boards and grids hold what they point into: either may be freed first. */
PILKADA_API void pilkada_rulebook_free(pilkada_rulebook *self);

/** SHA-256 of all files in the order of their names, 64 hex digits; "" for NULL. */
PILKADA_API const char *pilkada_rulebook_hash(const pilkada_rulebook *self);

/** The text of a message key in a language; NULL if there is no such key. */
PILKADA_API const char *pilkada_rulebook_message(const pilkada_rulebook *self, const char *key, pilkada_lang lang);

/** The region with a code; NULL if it is not in the table. */
PILKADA_API const pilkada_region *pilkada_rulebook_region(const pilkada_rulebook *self, const char *code, size_t size);
PILKADA_API size_t pilkada_rulebook_region_count(const pilkada_rulebook *self);
/** Regions in the order of their codes; NULL when out of range. */
PILKADA_API const pilkada_region *pilkada_rulebook_region_at(const pilkada_rulebook *self, size_t index);

/** Stages (tahapan) that a date belongs to, as one compact JSON array of names: stages overlap, so it is a set. */
PILKADA_API pilkada_status pilkada_rulebook_write_stages_json(const pilkada_rulebook *self, pilkada_date date,
                                                              pilkada_buffer *out, pilkada_error *error);

PILKADA_API size_t pilkada_rulebook_form_count(const pilkada_rulebook *self);
/** NULL when out of range. */
PILKADA_API const pilkada_form *pilkada_rulebook_form_at(const pilkada_rulebook *self, size_t index);
/** A form by id and version; `version` NULL: the newest. NULL if there is none. */
PILKADA_API const pilkada_form *pilkada_rulebook_form(const pilkada_rulebook *self, const char *id,
                                                      const char *version);

/**
 * Judge a report from its JSON text, without building a tree.
 * @param verdict  receives the answer; unchanged on failure
 * @return PILKADA_OK, also for an invalid report; PILKADA_E_SYNTAX, PILKADA_E_ENCODING, PILKADA_E_LIMIT with the place;
 *         PILKADA_E_UNKNOWN if the form or version is not in the rulebook; PILKADA_E_NOMEM
 */
PILKADA_API pilkada_status pilkada_rulebook_judge(const pilkada_rulebook *self, const char *text, size_t size,
                                                  const pilkada_judge_options *options, pilkada_verdict *verdict,
                                                  pilkada_error *error);
/** The same for a cJSON tree, which is only read. The verdict bytes are equal. */
PILKADA_API pilkada_status pilkada_rulebook_judge_tree(const pilkada_rulebook *self, const struct cJSON *tree,
                                                       const pilkada_judge_options *options, pilkada_verdict *verdict,
                                                       pilkada_error *error);

/**
 * Judge a report and explain it.
 * @param options      as for pilkada_rulebook_judge(); NULL: by what the report names, without a context
 * @param rule         a code such as "U-6": only the rules of that code; NULL: all
 * @param explanation  receives the answer; unchanged on failure
 * @return PILKADA_OK, also for an invalid report; as pilkada_rulebook_judge(), and PILKADA_E_UNKNOWN when the form
 *         has no rule of that code
 */
PILKADA_API pilkada_status pilkada_rulebook_explain(const pilkada_rulebook *self, const char *text, size_t size,
                                                    const pilkada_judge_options *options, const char *rule,
                                                    pilkada_explanation *explanation, pilkada_error *error);

PILKADA_API size_t pilkada_rulebook_schedule_count(const pilkada_rulebook *self);
/** NULL when out of range. */
PILKADA_API const pilkada_schedule *pilkada_rulebook_schedule_at(const pilkada_rulebook *self, size_t index);

/**
 * The window of a schedule at one instant, as one compact JSON object:
 * schedule, region, at, state (buka, tutup), date, opens, closes, seconds_left, next_opens, required, rulebook.
 * @param region  Kemendagri code, or NULL if the schedule has a zone of its own
 */
PILKADA_API pilkada_status pilkada_rulebook_write_window_json(const pilkada_rulebook *self, const char *schedule,
                                                              const char *region, pilkada_instant at,
                                                              pilkada_buffer *out, pilkada_error *error);
/**
 * The windows that are open at an instant or open after it, in the order of time, one compact JSON object a line:
 * schedule, region, date, opens, closes, required, opens_in, closes_in (seconds; a second begun counts).
 * @param count  at most so many; there are fewer when none opens within ten years
 * @return PILKADA_OK; PILKADA_E_UNKNOWN, PILKADA_E_ARGUMENT, PILKADA_E_LIMIT, PILKADA_E_NOMEM
 */
PILKADA_API pilkada_status pilkada_rulebook_write_next_json(const pilkada_rulebook *self, const char *schedule,
                                                            const char *region, pilkada_instant at, size_t count,
                                                            pilkada_buffer *out, pilkada_error *error);
/**
 * The windows of a span of report dates as an iCalendar object (RFC 5545), one event an opening, times in UTC. An
 * opening keeps its UID, so that a calendar replaces what it has; excused ones are CANCELLED.
 * @param region  Kemendagri code, or NULL if the schedule has a zone of its own
 * @param stamp   when the object is made (DTSTAMP): the library reads no clock
 * @return PILKADA_OK; PILKADA_E_UNKNOWN, PILKADA_E_ARGUMENT, PILKADA_E_LIMIT, PILKADA_E_NOMEM
 */
PILKADA_API pilkada_status pilkada_rulebook_write_calendar(const pilkada_rulebook *self, const char *schedule,
                                                           const char *region, pilkada_date from, pilkada_date until,
                                                           pilkada_instant stamp, pilkada_lang lang,
                                                           pilkada_buffer *out, pilkada_error *error);
/** Judge receipts over a span of dates. @return PILKADA_OK; PILKADA_E_UNKNOWN, PILKADA_E_ARGUMENT, PILKADA_E_LIMIT,
 * PILKADA_E_NOMEM */
PILKADA_API pilkada_status pilkada_rulebook_board(const pilkada_rulebook *self, const pilkada_window_query *query,
                                                  const pilkada_receipts *receipts, pilkada_board *board,
                                                  pilkada_error *error);

/**
 * Put the reports of the regions below one region together: see recap.h. On failure the recap is as before.
 * @return PILKADA_OK, also when nothing could be used (finding RK-1); PILKADA_E_UNKNOWN (form, version or region),
 *         PILKADA_E_ARGUMENT (no date; a previous recap of something else), PILKADA_E_LIMIT, PILKADA_E_NOMEM
 */
PILKADA_API pilkada_status pilkada_rulebook_recap(const pilkada_rulebook *self, const pilkada_recap_query *query,
                                                  const pilkada_reports *reports, pilkada_recap *recap,
                                                  pilkada_error *error);

/**
 * A step of the approval chain: see chain.h. A step that is not allowed is an answer as well.
 * @return PILKADA_OK; PILKADA_E_UNKNOWN (a state, tier, role or action that is none; a rulebook without a chain),
 *         PILKADA_E_ARGUMENT
 */
PILKADA_API pilkada_status pilkada_rulebook_chain_step(const pilkada_rulebook *self, const pilkada_chain_step *step,
                                                       pilkada_chain_answer *answer, pilkada_error *error);
/**
 * The same as one compact JSON object: allowed, state, may_edit, may_submit, may_withdraw, may_approve, may_return,
 * may_forward, may_correct, message{id,en} (null when allowed).
 */
PILKADA_API pilkada_status pilkada_rulebook_write_chain_json(const pilkada_rulebook *self,
                                                             const pilkada_chain_step *step, pilkada_buffer *out,
                                                             pilkada_error *error);

/** The rulebook's own screener. Lives as long as the rulebook. */
PILKADA_API const pilkada_screener *pilkada_rulebook_screener(const pilkada_rulebook *self);
/**
 * A screener for one request or one desk: the rulebook's packs and these, in this order; with `alone`, these and none
 * of the rulebook's. Thresholds, categories and gates of all serve all; an id may stand in one of them only. Names of
 * packs are for faults, and files need not live on. The screener may outlive the rulebook.
 * @return to be freed by pilkada_screener_free(); NULL: as pilkada_screener_new(), error->where is the name of the
 *         pack, # and the place, with line and column
 */
PILKADA_API pilkada_screener *pilkada_rulebook_screener_with(const pilkada_rulebook *self, const pilkada_file *packs,
                                                             size_t count, bool alone,
                                                             const pilkada_allocator *allocator, pilkada_error *error);
/** Screen one text with it. As pilkada_screener_screen(). */
PILKADA_API pilkada_status pilkada_rulebook_screen(const pilkada_rulebook *self, const char *text, size_t size,
                                                   const pilkada_screen_options *options, pilkada_screening *screening,
                                                   pilkada_error *error);

/**
 * Lint one definition file for its author: does it load, has each rule a basis, both translations and examples,
 * do the examples pass and fail as they say? One JSON object: file, kind, ok, problems[{severity, file, where,
 * line, column, message{id,en}, remedy{id,en}}]; line and column are 0 where there is no such place.
 * @return PILKADA_OK, also for a file with problems; PILKADA_E_ARGUMENT, PILKADA_E_NOMEM
 */
PILKADA_API pilkada_status pilkada_rulebook_check(const pilkada_rulebook *self, const pilkada_file *file,
                                                  pilkada_buffer *out, pilkada_error *error);
/**
 * The same, and what the options ask for beyond it. `cost` gives a form one more member, cost[{code, file, where, line,
 * column, nodes, typical, most, steps}], dearest first: the parts of the rule's expressions; how many are computed at a
 * report whose lists have 20 rows, and with full lists; the most steps of one evaluation, of
 * PILKADA_MAX_EXPRESSION_STEPS. It is null for a form that does not load.
 */
PILKADA_API pilkada_status pilkada_rulebook_check_with(const pilkada_rulebook *self, const pilkada_file *file,
                                                       const pilkada_check_options *options, pilkada_buffer *out,
                                                       pilkada_error *error);

PILKADA_END

#endif
