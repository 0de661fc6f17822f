/** @file form/form.h  The form room's door for the rulebook. */
#ifndef PK_FORM_FORM_H
#define PK_FORM_FORM_H

#include <pilkada/explain.h>
#include <pilkada/form.h>

#include "core/catalogue.h"
#include "core/memory.h"
#include "core/owner.h"
#include "core/problems.h"
#include "model/model.h"

struct cJSON;

/**
 * Compile a form. `head` is the common head (data/forms/kepala.json) that it names. Trees, model and catalogue:
 * the trees may go when this returns, the model and the catalogue must live as long as the form.
 */
pilkada_form *pk_form_compile(const struct cJSON *definition, const struct cJSON *head, const pk_model *model,
                              const pk_catalogue *catalogue, const pilkada_allocator *allocator, pilkada_error *error);
/** NULL is allowed. */
void pk_form_free(pilkada_form *self);

/** form_id and form_versi of a report without reading more of it than needed. Spans may be empty. */
pilkada_status pk_form_peek(const char *text, size_t size, pk_arena *arena, pk_span *form, pk_span *version,
                            pilkada_error *error);

/** What the next judgement into `verdict` shall heed beside the report. */
void pk_verdict_prepare(pilkada_verdict *verdict, bool draft, const pilkada_confirmations *confirmations);

/** Memory of a verdict for the peek. */
pk_arena *pk_verdict_arena(pilkada_verdict *verdict);

/** Judge; on failure the verdict's last answer is untouched. `rulebook` is the hash and must outlive the verdict's use.
 */
pilkada_status pk_form_judge(const pilkada_form *self, const char *text, size_t size, const pilkada_context *context,
                             const char *rulebook, pilkada_verdict *verdict, pilkada_error *error);
pilkada_status pk_form_judge_tree(const pilkada_form *self, const struct cJSON *tree, const pilkada_context *context,
                                  const char *rulebook, pilkada_verdict *verdict, pilkada_error *error);

/** Hold what the verdict's last answer points into, until it has another one or is freed. */
void pk_verdict_hold(pilkada_verdict *self, pk_owner *owner);

/** The verdict to judge into so that `self` is filled as well: with the rules of a code, or all for NULL. */
pilkada_verdict *pk_explanation_begin(pilkada_explanation *self, const char *rule);

/** Lint: examples run, translations, basis, unused fields, labels twice ... */
void pk_form_check(const struct cJSON *definition, const struct cJSON *head, const pk_model *model,
                   const pk_catalogue *catalogue, const pilkada_allocator *allocator, pk_problems *problems);

/* ---- cost.c ---- */

/** One rule as it stands in its file: those made of it for each field of `each`, or for each row, are added up. */
typedef struct pk_rule_cost {
    const char *id;
    uint32_t place;         /**< among the rules of its file */
    bool head;              /**< which is the head */
    uint64_t nodes;         /**< of expression and condition */
    uint64_t steps;         /**< the most that one evaluation takes with full lists */
    uint64_t typical, most; /**< work at a typical report and with full lists */
} pk_rule_cost;

/** The rules of a form, dearest first, with texts in the arena. NULL: memory ran out, or there is no rule. */
pk_rule_cost *pk_form_costs(const pilkada_form *form, pk_arena *arena, size_t *count);

#endif
