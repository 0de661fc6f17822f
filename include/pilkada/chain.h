/**
 * @file pilkada/chain.h  The approval chain: who may do what to a report in which state.
 *
 * A table of the rulebook (data/approval/chain.json): a report of a tier is draf, diajukan, revisi, disetujui or
 * diteruskan; one row for each step that is allowed, naming the role and the tier of who may take it. The caller
 * keeps the state and the history of its reports; the library says what a step leads to.
 *
 *     pilkada_chain_step step = PILKADA_CHAIN_STEP_INIT;
 *     step.state = "diajukan";
 *     step.tier = "kabupaten_kota";                // of the report
 *     step.role = "pemeriksa";                     // of who acts,
 *     step.by = "provinsi";                        // and their tier
 *     step.action = "setujui";
 *     pilkada_chain_answer answer;
 *     pilkada_rulebook_chain_step(rules, &step, &answer, &error);
 *     if (answer.allowed)
 *         puts(answer.state);                                                        // disetujui
 *     if (answer.may & PILKADA_MAY_FORWARD)
 *         puts("teruskan");                                                           // the next button
 *
 * A step that is not allowed is an answer, not an error: the state stays, and
 * pilkada_rulebook_write_chain_json() has the sentence that names the state, who asked, and what can be done instead.
 */
#ifndef PILKADA_CHAIN_H
#define PILKADA_CHAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "export.h"

/** What may be done, as bits of a set. */
typedef enum pilkada_may {
    PILKADA_MAY_EDIT = 1,
    PILKADA_MAY_SUBMIT = 2,
    PILKADA_MAY_WITHDRAW = 4,
    PILKADA_MAY_APPROVE = 8,
    PILKADA_MAY_RETURN = 16,
    PILKADA_MAY_FORWARD = 32,
    PILKADA_MAY_CORRECT = 64
} pilkada_may;

/** A step that somebody wants to take. Start with PILKADA_CHAIN_STEP_INIT. Texts are only read. */
typedef struct pilkada_chain_step {
    size_t size;       /**< sizeof the caller's struct */
    const char *state; /**< of the report; NULL: "draf" */
    const char *tier;  /**< of the report: "kecamatan", "kabupaten_kota", "provinsi" */
    const char *role;  /**< of who acts: "penyusun" (author), "pemeriksa" (verifier) */
    const char *by;    /**< the tier of who acts; NULL: that of the report */
    /** "ubah", "ajukan", "tarik", "setujui", "kembalikan", "teruskan", "koreksi"; NULL: ask only. */
    const char *action;
} pilkada_chain_step;

#define PILKADA_CHAIN_STEP_INIT                                                                                        \
    { sizeof(pilkada_chain_step), NULL, NULL, NULL, NULL, NULL }

/** What it leads to. */
typedef struct pilkada_chain_answer {
    bool allowed;      /**< true also when only asked */
    const char *state; /**< after the step; as before when it is not allowed. Lives as long as the rulebook */
    unsigned may;      /**< what the same person may do then: set of pilkada_may */
} pilkada_chain_answer;

PILKADA_BEGIN

/** "may_edit" ... "may_correct"; "" for a value that is none. Static. */
PILKADA_API const char *pilkada_may_name(pilkada_may flag);

PILKADA_END

#endif
