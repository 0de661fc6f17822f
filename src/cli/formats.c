/** @file cli/formats.c  pilkada validate --format ess|sarif: all reports in one document. */
#include "validate.h"

#include <string.h>

static void put_between(validate *work) {
    if (work->written++)
        putchar(',');
}

static void judged(cli *self, const pilkada_verdict *verdict) {
    if (!pilkada_verdict_valid(verdict))
        cli_result(self, CLI_FINDINGS);
}

/* ---- SARIF: a run for each report ---- */

static void judge_sarif(cli *self, const cli_record *record, void *context) {
    validate *work = context;
    pilkada_error error = PILKADA_ERROR_INIT;
    work->format.uri = strcmp(record->path, "-") == 0 ? NULL : record->path;
    work->format.line = (uint32_t)record->line;
    if (pilkada_rulebook_judge(self->rules, record->text, record->size, &work->options, work->verdict, &error) ||
        pilkada_verdict_write_sarif_run(work->verdict, &work->format, &work->out, &error)) {
        cli_complain_error(self, record->path, record->line, &error);
        return;
    }
    put_between(work);
    cli_print(self, &work->out);
    judged(self, work->verdict);
}

/* ---- ESS: one array, the validations of each report in it ---- */

static void judge_ess(cli *self, const cli_record *record, void *context) {
    validate *work = context;
    pilkada_error error = PILKADA_ERROR_INIT;
    if (pilkada_rulebook_explain(self->rules, record->text, record->size, &work->options, NULL, work->explanation,
                                 &error) ||
        pilkada_explanation_write_ess(work->explanation, &work->format, &work->out, &error)) {
        cli_complain_error(self, record->path, record->line, &error);
        return;
    }
    if (work->out.size > 2) {
        put_between(work);
        fwrite(work->out.data + 1, 1, work->out.size - 2, stdout);
    }
    pilkada_buffer_clear(&work->out);
    judged(self, pilkada_explanation_verdict(work->explanation));
}

static const validate_format formats[] = {{"sarif", PILKADA_SARIF_BEGIN, PILKADA_SARIF_END, judge_sarif, false},
                                          {"ess", "[", "]", judge_ess, true}};

const validate_format *validate_format_named(const char *name) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}
