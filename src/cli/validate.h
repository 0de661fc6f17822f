/** @file cli/validate.h  Between pilkada validate and its formats. */
#ifndef PK_CLI_VALIDATE_H
#define PK_CLI_VALIDATE_H

#include "cli.h"

typedef struct validate {
    pilkada_judge_options options;
    pilkada_verdict *verdict;
    const char *own;                  /**< the version of --form; NULL: the report's own */
    const char *as;                   /**< judge again under this version; NULL: not */
    pilkada_verdict *before;          /**< the judgement without it; NULL: not wanted */
    pilkada_explanation *explanation; /**< only for ESS */
    pilkada_format_options format;
    pilkada_buffer out;
    size_t written; /**< reports in the document */
} validate;

/** A format that puts all reports into one document. */
typedef struct validate_format {
    const char *name, *begin, *end;
    cli_record_fn handle;
    bool needs_at;
} validate_format;

/** NULL if there is none. */
const validate_format *validate_format_named(const char *name);

#endif
