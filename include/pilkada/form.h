/**
 * @file pilkada/form.h  Ministry forms, and judging a report against one.
 *
 * A form is data: fields, their ranges, rules in a subset of the Common Expression Language, each rule
 * with its legal basis and its examples (docs/guide/forms.md). Several versions of a form live side
 * by side in a rulebook; a report is judged by the version it names.
 *
 *     pilkada_verdict *verdict = pilkada_verdict_new(NULL, &error);
 *     pilkada_rulebook_judge(rules, text, size, NULL, verdict, &error);
 *     for (size_t i = 0; i < pilkada_verdict_finding_count(verdict); i++)
 *         puts(pilkada_verdict_finding(verdict, i)->message_id);
 *
 * A verdict is reusable memory: judge the next report into the same one and nothing is allocated
 * on the way of a valid report. One verdict belongs to one thread at a time; rulebooks are shared.
 */
#ifndef PILKADA_FORM_H
#define PILKADA_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "buffer.h"
#include "confirm.h"
#include "export.h"
#include "memory.h"
#include "status.h"

struct cJSON;

/** One version of a form. Immutable; lives as long as its rulebook. */
typedef struct pilkada_form pilkada_form;
/** What rules may need beyond the report. Immutable; may outlive the call, not the caller's free. */
typedef struct pilkada_context pilkada_context;
/** The answer to one report. */
typedef struct pilkada_verdict pilkada_verdict;

/** How bad a finding is. */
typedef enum pilkada_severity {
    PILKADA_SEVERITY_INFO = 0,       /**< info */
    PILKADA_SEVERITY_PERINGATAN = 1, /**< warning */
    PILKADA_SEVERITY_GALAT = 2       /**< error: the report contradicts itself or the law */
} pilkada_severity;

/** A value that took part in a rule. */
typedef struct pilkada_operand {
    const char *name;  /**< field id, or the text of a sub-expression */
    const char *value; /**< compact JSON */
} pilkada_operand;

/** One thing that is wrong, or worth knowing. All texts live until the verdict is used again or freed. */
typedef struct pilkada_finding {
    const char *code; /**< "T-1" */
    pilkada_severity severity;
    const char *path;         /**< JSON Pointer (RFC 6901) into the report */
    const char *message_id;   /**< one sentence in Indonesian */
    const char *message_en;   /**< the same in English */
    const char *const *basis; /**< legal basis or source, at least one */
    size_t basis_count;
    const pilkada_operand *operands; /**< in the order of the expression */
    size_t operand_count;
    const char *difference;  /**< found minus expected as a JSON number, "-40000"; NULL if there is none */
    const char *flag;        /**< such as "PSSU-SELISIH"; NULL if there is none */
    const char *fingerprint; /**< what a confirmation keeps; NULL for a galat, and unless confirmations were given */
    bool verified;           /**< confirmed while its values were what they are: see confirm.h */
} pilkada_finding;

/** A required value that a draft does not have. */
typedef struct pilkada_missing {
    const char *path;     /**< JSON Pointer of where it belongs */
    const char *label_id; /**< the field's label in Indonesian */
    const char *label_en; /**< the same in English */
} pilkada_missing;

/** How far a draft has come in one section of the form. */
typedef struct pilkada_section_progress {
    const char *title_id, *title_en;
    size_t required; /**< values that this report owes, by what it says so far */
    size_t filled;   /**< those of them that are there; a misshapen value is there and has a finding */
    const pilkada_missing *missing;
    size_t missing_count;
} pilkada_section_progress;

/** Options of one judgement. Start with PILKADA_JUDGE_OPTIONS_INIT. */
typedef struct pilkada_judge_options {
    size_t size;                    /**< sizeof the caller's struct */
    const char *form;               /**< judge by this form, whatever the report names; NULL: the report's own */
    const char *version;            /**< judge by this version; NULL: the report's own */
    const pilkada_context *context; /**< NULL: rules that need one are listed as not judged */
    const pilkada_confirmations *confirmations; /**< NULL: findings have no fingerprints */
    bool draft;                                 /**< judge what is there: see pilkada_verdict_is_draft() */
} pilkada_judge_options;

#define PILKADA_JUDGE_OPTIONS_INIT                                                                                     \
    { sizeof(pilkada_judge_options), NULL, NULL, NULL, NULL, false }

PILKADA_BEGIN

/** "galat", "peringatan", "info". Static. */
PILKADA_API const char *pilkada_severity_name(pilkada_severity severity);

/** The id, such as "lap_tungsura"; "" for NULL. */
PILKADA_API const char *pilkada_form_id(const pilkada_form *self);
/** The version, such as "2024.1"; "" for NULL. */
PILKADA_API const char *pilkada_form_version(const pilkada_form *self);
/** The title in a language; "" for NULL. */
PILKADA_API const char *pilkada_form_title(const pilkada_form *self, pilkada_lang lang);
/** The definition as one compact JSON object: head, sections, fields, rules. */
PILKADA_API pilkada_status pilkada_form_write_json(const pilkada_form *self, pilkada_buffer *out, pilkada_error *error);
/**
 * The shape of a report on the form as one compact JSON Schema (draft 2020-12), for front ends: titles in Indonesian
 * with `x-title-en`, bounds, choices, what is required. Its rules are not in it; the guide says what else is not.
 */
PILKADA_API pilkada_status pilkada_form_write_schema_json(const pilkada_form *self, pilkada_buffer *out,
                                                          pilkada_error *error);
/**
 * What changed from one form to another, usually two versions of one, as one compact JSON object: from, to {form,
 * version}, changes[{kind, id, change (added, removed, changed), members[{member, from, to}]}]. Kinds in this order:
 * form, head, section, field (of a kelompok or a row: `pemilih.l`), set, structure, rule, duty; of each kind in the
 * order of the first form, new ones behind. Every member of the files is compared, examples and comments too; beside
 * them stand `section` or `file` (it was moved there) and `after` (it was moved within). @since 0.1
 */
PILKADA_API pilkada_status pilkada_form_write_diff_json(const pilkada_form *from, const pilkada_form *to,
                                                        pilkada_buffer *out, pilkada_error *error);
/** The same for people, a line a change and below it what it was and what it is. @since 0.1 */
PILKADA_API pilkada_status pilkada_form_write_diff_text(const pilkada_form *from, const pilkada_form *to,
                                                        pilkada_lang lang, pilkada_buffer *out, pilkada_error *error);
/** The form for people: sections, fields with label, type, range, then the rules with their basis. */
PILKADA_API pilkada_status pilkada_form_write_text(const pilkada_form *self, pilkada_lang lang, pilkada_buffer *out,
                                                   pilkada_error *error);

/**
 * Read a context: one JSON object with any of
 *   `wilayah`     object  reference numbers of the region, over those of the rulebook
 *   `parameter`   object  election parameters, over those of the rulebook
 *   `sebelumnya`  object  the previous report of the same form and day
 *   `laporan`     array   the other reports of the set; for a recap, those that it was added up from
 *   `kejadian`    array   the incident reports of the period
 *   `pasangan`    object  the report of the same place on its other contest
 * @return the context, to be freed by pilkada_context_free(); NULL: PILKADA_E_SYNTAX, PILKADA_E_ENCODING,
 *         PILKADA_E_LIMIT, PILKADA_E_DEFINITION (unknown member), PILKADA_E_NOMEM
 */
PILKADA_API pilkada_context *pilkada_context_parse(const char *text, size_t size, const pilkada_allocator *allocator,
                                                   pilkada_error *error);
/** NULL is allowed. */
PILKADA_API void pilkada_context_free(pilkada_context *self);

/** Memory for verdicts. @return NULL: PILKADA_E_NOMEM */
PILKADA_API pilkada_verdict *pilkada_verdict_new(const pilkada_allocator *allocator, pilkada_error *error);
/** NULL is allowed. */
PILKADA_API void pilkada_verdict_free(pilkada_verdict *self);

/** The report's `id`; NULL if it has none. */
PILKADA_API const char *pilkada_verdict_id(const pilkada_verdict *self);
/** The form it was judged by; "" before the first judgement. */
PILKADA_API const char *pilkada_verdict_form(const pilkada_verdict *self);
/** The version it was judged by; "" before the first judgement. */
PILKADA_API const char *pilkada_verdict_version(const pilkada_verdict *self);
/** SHA-256 of the rulebook it was judged by, 64 hex digits; "" before the first judgement. */
PILKADA_API const char *pilkada_verdict_rulebook(const pilkada_verdict *self);
/** True when there is no finding of severity galat. False before the first judgement. */
PILKADA_API bool pilkada_verdict_valid(const pilkada_verdict *self);
/**
 * May the report be sent on? True when every galat carries a flag (a true event that looks impossible,
 * such as F303) and the report has a `catatan` that explains it.
 */
PILKADA_API bool pilkada_verdict_may_submit(const pilkada_verdict *self);
/**
 * Findings, the most severe first; then codes of structure by field, rules by the form, unknown members last. The
 * order of members in the report does not matter, except among unknown ones.
 */
PILKADA_API size_t pilkada_verdict_finding_count(const pilkada_verdict *self);
/** NULL when out of range. */
PILKADA_API const pilkada_finding *pilkada_verdict_finding(const pilkada_verdict *self, size_t index);
/**
 * Was it judged as a draft? Then required values that are not there are no findings but listed by section, rules over
 * values that are not there are skipped, and the report may be submitted only when nothing is missing. The final
 * judgement, without the option, is as strict as ever.
 */
PILKADA_API bool pilkada_verdict_is_draft(const pilkada_verdict *self);
/** Sections of the form, those of the head first; 0 unless it was judged as a draft. */
PILKADA_API size_t pilkada_verdict_section_count(const pilkada_verdict *self);
/** NULL when out of range. Lives until the verdict is used again or freed. */
PILKADA_API const pilkada_section_progress *pilkada_verdict_section(const pilkada_verdict *self, size_t index);
/** Rules that could not be judged because their context was not given, or a limit was reached. */
PILKADA_API size_t pilkada_verdict_not_judged_count(const pilkada_verdict *self);
/** The code of such a rule; NULL when out of range. */
PILKADA_API const char *pilkada_verdict_not_judged(const pilkada_verdict *self, size_t index);
/**
 * What the form computes and the report did not give, in order: name and value. The name is the id of a field, such as
 * "partisipasi", or the JSON Pointer of a member of a row, such as "/hasil/0/selisih".
 */
PILKADA_API size_t pilkada_verdict_computed_count(const pilkada_verdict *self);
/** NULL when out of range. */
PILKADA_API const pilkada_operand *pilkada_verdict_computed(const pilkada_verdict *self, size_t index);
/**
 * The verdict as one compact JSON object, the same bytes in every language:
 * id, form, version, rulebook, valid, may_submit, findings[{code, severity, path, message{id,en}, basis[],
 * operands{}, difference, flag}], not_judged[], computed{}; of a draft also draft{sections[{title{id,en}, required,
 * filled, missing[{path, label{id,en}}]}]}. With confirmations a finding has two more members, fingerprint and
 * verified.
 */
PILKADA_API pilkada_status pilkada_verdict_write_json(const pilkada_verdict *self, pilkada_buffer *out,
                                                      pilkada_error *error);
/** The verdict for people. */
PILKADA_API pilkada_status pilkada_verdict_write_text(const pilkada_verdict *self, pilkada_lang lang,
                                                      pilkada_buffer *out, pilkada_error *error);
/**
 * What one verdict on a report has and another has not, usually those by two versions of its form, as one compact JSON
 * object: from, to {form, version, rulebook, valid, may_submit}, findings[{change (added, removed, changed), code,
 * severity, path, message{id,en}, members[{member, from, to}]}], not_judged{added[], removed[]}. Findings are the same
 * when code and path are; those of `after` come first, in its order. @since 0.1
 */
PILKADA_API pilkada_status pilkada_verdict_write_changes_json(const pilkada_verdict *before,
                                                              const pilkada_verdict *after, pilkada_buffer *out,
                                                              pilkada_error *error);
/** The same for people. @since 0.1 */
PILKADA_API pilkada_status pilkada_verdict_write_changes_text(const pilkada_verdict *before,
                                                              const pilkada_verdict *after, pilkada_lang lang,
                                                              pilkada_buffer *out, pilkada_error *error);

PILKADA_END

#endif
