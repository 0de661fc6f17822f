/**
 * @file pilkada/explain.h  Why does a rule say what it says?
 *
 * A verdict names what is wrong. An explanation goes through every rule of the form and says what it said of
 * this report and why: its expression and condition, each operand with its value and where that came from, the
 * expression as a tree with the value of every part, the difference and a sentence in both languages.
 *
 *     pilkada_explanation *explanation = pilkada_explanation_new(NULL, &error);
 *     text = "{\"form_id\":\"lap_tungsura\",\"jumlah_tps\":1453,\"tps_buka\":1400,\"tps_belum_buka\":43}";
 *     if (!pilkada_rulebook_explain(rules, text, strlen(text), NULL, "U-6", explanation, &error) &&
 *         !pilkada_explanation_write_text(explanation, PILKADA_LANG_ID, &out, &error))
 *         fputs(out.data, stdout);
 *     pilkada_explanation_free(explanation);
 *
 * Explaining (pilkada_rulebook_explain() of rulebook.h) is judging with a listener: the report is judged as
 * pilkada_rulebook_judge() does it, and the verdict on it is part of the answer. An explanation cannot disagree with
 * the verdict.
 *
 * An explanation is reusable memory and belongs to one thread at a time; rulebooks are shared. Explaining
 * takes many times as long as judging and allocates: do it when somebody asks, not for every report.
 */
#ifndef PILKADA_EXPLAIN_H
#define PILKADA_EXPLAIN_H

#include <stddef.h>

#include "buffer.h"
#include "export.h"
#include "form.h"
#include "memory.h"
#include "status.h"

/** The answer to one report, rule by rule. */
typedef struct pilkada_explanation pilkada_explanation;

/** What one rule said of one report. */
typedef enum pilkada_outcome {
    PILKADA_OUTCOME_HOLDS = 0,          /**< terpenuhi: its expression is true */
    PILKADA_OUTCOME_FAILS = 1,          /**< dilanggar: its expression is false; the verdict has a finding */
    PILKADA_OUTCOME_NOT_APPLICABLE = 2, /**< tidak_berlaku: its condition (`when`) is false */
    PILKADA_OUTCOME_SKIPPED = 3,        /**< dilewati: a value that it needs is missing or misshapen */
    PILKADA_OUTCOME_NO_CONTEXT = 4,     /**< tidak_dinilai: a context that it needs was not given */
    PILKADA_OUTCOME_NOT_COMPUTED = 5    /**< tidak_terhitung: its expression ended in an error or at a limit */
} pilkada_outcome;

/** One rule of an explanation. All texts live until the explanation is used again or freed. */
typedef struct pilkada_explained {
    const char *code; /**< "U-6" */
    pilkada_severity severity;
    pilkada_outcome outcome;
    const char *path;       /**< JSON Pointer of the field it is about; "" if none */
    const char *expression; /**< NULL: a code of structure, which is judged while the report is read */
    const char *when;       /**< the condition; NULL: it always applies */
    const char *reason_id;  /**< why it came out so, one sentence in Indonesian; the finding's when it fails */
    const char *reason_en;  /**< the same in English */
    const char *difference; /**< found minus expected as a JSON number; NULL if there is none */
} pilkada_explained;

PILKADA_BEGIN

/** "terpenuhi", "dilanggar", "tidak_berlaku", "dilewati", "tidak_dinilai", "tidak_terhitung". Static. */
PILKADA_API const char *pilkada_outcome_name(pilkada_outcome outcome);

/** Memory for explanations. To be freed by pilkada_explanation_free(). @return NULL: PILKADA_E_NOMEM */
PILKADA_API pilkada_explanation *pilkada_explanation_new(const pilkada_allocator *allocator, pilkada_error *error);
/** NULL is allowed. */
PILKADA_API void pilkada_explanation_free(pilkada_explanation *self);

/** The verdict on the same report, complete whatever `rule` was. NULL for NULL; lives as long as the explanation. */
PILKADA_API const pilkada_verdict *pilkada_explanation_verdict(const pilkada_explanation *self);
/** Codes of structure that have a finding, in the order of the verdict, then rules in the order of the form, those of
 *  rows once a row. */
PILKADA_API size_t pilkada_explanation_count(const pilkada_explanation *self);
/** NULL when out of range. */
PILKADA_API const pilkada_explained *pilkada_explanation_at(const pilkada_explanation *self, size_t index);

/**
 * The explanation as one compact JSON object, the same bytes in every language:
 * id, form, version, rulebook, valid, may_submit, rules[{code, severity, outcome, title{id,en}, path, expression,
 * when, missing, basis[], operands[{name, label{id,en}, origin, pointer, state, value}], condition, tree,
 * difference, reason{id,en}, flag}], more (rules left out, see PILKADA_MAX_EXPLAINED).
 * `condition` and `tree` are the parts of `when` and `expression`, or null when they were not computed:
 * {source, bound, state, value, error{id,en}, nodes[], more}. See docs/guide/explain.md.
 */
PILKADA_API pilkada_status pilkada_explanation_write_json(const pilkada_explanation *self, pilkada_buffer *out,
                                                          pilkada_error *error);
/** The explanation for people: rules that say something in full, the others with one line each. */
PILKADA_API pilkada_status pilkada_explanation_write_text(const pilkada_explanation *self, pilkada_lang lang,
                                                          pilkada_buffer *out, pilkada_error *error);

PILKADA_END

#endif
