/**
 * @file form/judging.h  From slots to a verdict: rules, findings, the answer, and what is known beside the report.
 */
#ifndef PK_FORM_JUDGING_H
#define PK_FORM_JUDGING_H

#include <pilkada/explain.h>

#include "form/filling.h"

/* ---- verdict.c ---- */

/** One answer. A verdict has two: the last one stays while the next one is made. */
typedef struct pk_answer {
    pk_arena arena;
    const char *id, *form, *version, *rulebook;
    pilkada_finding *findings;
    size_t finding_count;
    const char **not_judged;
    size_t not_judged_count;
    pilkada_operand *computed;
    size_t computed_count;
    bool valid, may_submit;
    bool draft, confirmed;              /**< as one; with confirmations */
    pilkada_section_progress *sections; /**< draft.c: of a draft */
    size_t section_count, missing_count;
    struct pk_explained *explained; /**< explain.c: only for an explanation */
    size_t explained_count, explained_more;
    const pk_catalogue *catalogue; /**< of the form */
    const pk_value *slots;         /**< as the report was read; they live as long as the answer and the text */
} pk_answer;

struct pilkada_verdict {
    pilkada_allocator allocator;
    pk_answer answers[2];
    unsigned current;
    bool judged;
    pk_owner *owner;                            /**< what the last answer points into */
    const pilkada_confirmations *confirmations; /**< of the next report; NULL: none */
    bool draft;                                 /**< judge the next report as one */
    pilkada_buffer scratch;                     /**< sentences while they are written */
    const pilkada_explanation *explain;         /**< the explanation that it is part of; NULL: it stands alone */
};

/** The last answer; NULL before the first judgement. */
const pk_answer *pk_verdict_answer(const pilkada_verdict *self);

/* ---- verdict_json.c ---- */

/** How a member of a finding is written, in their order: code, severity, path, message, basis ... */
typedef struct pk_finding_member {
    const char *name;
    void (*put)(pilkada_buffer *out, const pilkada_finding *finding);
} pk_finding_member;
enum { PK_FINDING_MEMBERS = 8 };
extern const pk_finding_member pk_finding_members[PK_FINDING_MEMBERS];
/** The first `count` of them, without the braces. */
void pk_put_finding_members(pilkada_buffer *out, const pilkada_finding *finding, size_t count);

/* ---- verdict_text.c ---- */

/** "galat", "error". Static. */
const char *pk_severity_text(pilkada_severity severity, pilkada_lang lang);
/** "galat T-1 /aduan: ..." with the sentence. */
void pk_put_finding_line(pilkada_buffer *out, const pilkada_finding *finding, pilkada_lang lang);
/** The first line of a verdict for people. */
void pk_put_summary(pilkada_buffer *out, const pk_answer *answer, pilkada_lang lang);

/* ---- judge.c, structure.c, rules.c, finding.c ---- */

typedef struct pk_finding_list {
    pilkada_finding *items;
    size_t count, capacity, left_out;
    bool galat, unflagged_galat;
} pk_finding_list;

typedef struct pk_judging {
    const pilkada_form *form;
    const pilkada_context *context;
    pk_answer *answer;
    pilkada_buffer *scratch;
    pk_filling filling;
    pk_frame frame;
    pk_value roots[PK_ROOT_COUNT];
    uint32_t given;           /**< roots that have a value */
    const pk_row *row;        /**< whose members stand in their slots; NULL: none */
    const pk_expr *last_when; /**< the condition asked last, and its answer */
    pk_value last_applies;
    pk_finding_list list;
    size_t not_judged_capacity, computed_capacity;
    bool draft;
    const pilkada_confirmations *confirmations;
    uint64_t *lacking;                  /**< of a draft: slots that a rule requires, a bit each */
    const pilkada_explanation *explain; /**< NULL: nobody asks why */
    size_t explained_capacity;
    bool failed;
} pk_judging;

void pk_judge_structure(pk_judging *self);
void pk_judge_unknown(pk_judging *self);
void pk_judge_rules(pk_judging *self);
/** structure.c: must the field hold a value, by what the report says? */
bool pk_is_due(pk_judging *self, const pk_field *field, pk_value slot);
/** finding.c: where a fault is and what the place is called, in the arena of the answer. */
const char *pk_fault_path(pk_judging *self, const pk_fault *fault);
const char *pk_fault_label(pk_judging *self, const pk_fault *fault, pilkada_lang lang);
static inline bool pk_fault_is_missing(pk_fault_kind kind) {
    return kind <= PK_FAULT_NIHIL;
}
/** confirm.c: fingerprints of the findings, and which of them were confirmed. */
void pk_confirm(pk_judging *self);
/** draft.c: count what is there and what is missing, after the rules. */
void pk_draft_count(pk_judging *self);
/** draft.c: a rule is broken for want of the field that it is about. */
void pk_draft_note_rule(pk_judging *self, const pk_rule *rule);
pk_value pk_judge_expr(pk_judging *self, const pk_expr *expr);
void pk_judge_not_judged(pk_judging *self, const char *code);
/** What one rule says of the report. `*answer` gets the value that decided, if one was asked. */
pilkada_outcome pk_rule_outcome(pk_judging *self, const pk_check *check, pk_value *answer);
/** Give the fields that are computed, and that the report leaves out, their values. */
void pk_judge_computed(pk_judging *self);
/** The same of one field, or of a member of the row of `list` that is entered. False: nothing was computed. */
bool pk_judge_compute(pk_judging *self, const pk_field *field, const pk_field *list, uint32_t slot);
/** computed_rows.c: the members of the rows of a list. */
void pk_judge_computed_rows(pk_judging *self, const pk_field *list);
/** rules.c: the rows of a list as they were read; the members of one take their slots until rows are left. */
const pk_row *pk_first_row(const pk_judging *self, const pk_field *list);
void pk_enter_row(pk_judging *self, const pk_field *list, const pk_row *row);
void pk_leave_rows(pk_judging *self);
/** As compact JSON in the answer; "" when memory is out. */
const char *pk_judge_keep_value(pk_judging *self, pk_value value);
void pk_finding_of_fault(pk_judging *self, const pk_fault *fault);
void pk_finding_of_rule(pk_judging *self, const pk_rule *rule);
/** finding.c: "/hasil/1/selisih": a member of the row that is judged. */
const char *pk_row_pointer(pk_judging *self, const pk_field *list, const pk_field *member);
/** The JSON Pointer of what the rule is about, in the row that is judged. */
const char *pk_rule_path(pk_judging *self, const pk_rule *rule);
/** Path, sentences, operands and difference of a broken rule. */
void pk_finding_fill(pk_judging *self, pilkada_finding *finding, const pk_rule *rule);
/** Order them and close the answer. */
void pk_findings_finish(pk_judging *self);
/** rules.c: as pk_judge_rules(), but each rule is handed to pk_explain_rule(). */
void pk_explain_rules(pk_judging *self);
void pk_explain_rule(pk_judging *self, const pk_check *check, const pk_rule *rule);
/** explain.c: after the verdict is known, say why. */
pilkada_status pk_explain(pk_judging *self, pilkada_error *error);

/* ---- context.c ---- */

struct pilkada_context {
    pk_arena arena;
    pk_value members[PK_ROOT_COUNT]; /**< missing: not given */
};

/** From a tree with the members of pilkada_context_parse(). `error` must be clear. */
pilkada_context *pk_context_of_tree(const struct cJSON *tree, const pilkada_allocator *allocator, pilkada_error *error);

#endif
