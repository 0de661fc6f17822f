/**
 * @file pilkada/formats.h  Verdicts in the formats of others: ESS validation reports and SARIF.
 *
 *     pilkada_format_options options = PILKADA_FORMAT_OPTIONS_INIT;
 *     options.uri = "laporan/33.16.json";
 *     pilkada_rulebook_judge(rules, text, size, NULL, verdict, &error);
 *     if (!pilkada_verdict_write_sarif(verdict, &options, &out, &error))
 *         puts(out.data);
 *
 * Our own JSON (pilkada_verdict_write_json()) says more than either; write these where another program wants
 * them. What is followed, and what was decided where the formats leave a choice: docs/adr/0024.
 */
#ifndef PILKADA_FORMATS_H
#define PILKADA_FORMATS_H

#include <stddef.h>
#include <stdint.h>

#include "buffer.h"
#include "explain.h"
#include "export.h"
#include "form.h"
#include "status.h"
#include "time.h"

/** What a verdict does not know of itself. Start with PILKADA_FORMAT_OPTIONS_INIT. */
typedef struct pilkada_format_options {
    size_t size;        /**< sizeof the caller's struct */
    pilkada_lang lang;  /**< of sentences */
    const char *uri;    /**< SARIF: path of the file that the report stood in; NULL: not known */
    uint32_t line;      /**< SARIF: its line in a .jsonl, from 1; 0: the whole file */
    pilkada_instant at; /**< ESS: when it was judged: the library reads no clock */
    int offset;         /**< ESS: the offset that `at` is written with, in minutes; 420: WIB */
    const char *actor;  /**< ESS: who judged; NULL: "pilkada" and its version */
} pilkada_format_options;

#define PILKADA_FORMAT_OPTIONS_INIT                                                                                    \
    { sizeof(pilkada_format_options), PILKADA_LANG_ID, NULL, 0, PILKADA_NO_INSTANT, 420, NULL }

/** Around the runs of a SARIF log, which are separated by commas. */
#define PILKADA_SARIF_BEGIN                                                                                            \
    "{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\","     \
    "\"version\":\"2.1.0\",\"runs\":["
#define PILKADA_SARIF_END "]}"

PILKADA_BEGIN

/**
 * The verdict as a SARIF 2.1.0 log (OASIS Standard, errata 01) with one run: a rule for each code, a result for each
 * finding (level error, warning, note) and one of the kind `open` for each rule that was not judged.
 * @param options  NULL: Indonesian, no file
 * @return PILKADA_OK; PILKADA_E_ARGUMENT: nothing judged yet; PILKADA_E_NOMEM
 */
PILKADA_API pilkada_status pilkada_verdict_write_sarif(const pilkada_verdict *self,
                                                       const pilkada_format_options *options, pilkada_buffer *out,
                                                       pilkada_error *error);
/** The run alone: a log of many reports is PILKADA_SARIF_BEGIN, run, ",", run, PILKADA_SARIF_END. */
PILKADA_API pilkada_status pilkada_verdict_write_sarif_run(const pilkada_verdict *self,
                                                           const pilkada_format_options *options, pilkada_buffer *out,
                                                           pilkada_error *error);

/**
 * The explanation as an ESS validation report 1.0.0 ("Generic validation report structure", ESSnet ValidatFOSS,
 * 2017-08-15): one array with a validation for each rule, value "1" (holds), "0" (fails) or "NA" (could not be judged).
 * Explain all rules for a complete report.
 * @param options  `at` is needed
 * @return PILKADA_OK; PILKADA_E_ARGUMENT: nothing explained yet, or no `at`; PILKADA_E_NOMEM
 */
PILKADA_API pilkada_status pilkada_explanation_write_ess(const pilkada_explanation *self,
                                                         const pilkada_format_options *options, pilkada_buffer *out,
                                                         pilkada_error *error);

PILKADA_END

#endif
