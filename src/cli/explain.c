/** @file cli/explain.c  pilkada explain: what every rule said of a report, and why. */
#include "cli.h"

#include <string.h>

typedef struct explain {
    pilkada_judge_options options;
    const char *rule;
    pilkada_explanation *explanation;
    pilkada_buffer out;
} explain;

static void explain_record(cli *self, const cli_record *record, void *context) {
    explain *work = context;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_status status = pilkada_rulebook_explain(self->rules, record->text, record->size, &work->options,
                                                     work->rule, work->explanation, &error);
    if (!status)
        status = self->json ? pilkada_explanation_write_json(work->explanation, &work->out, &error)
                            : pilkada_explanation_write_text(work->explanation, self->lang, &work->out, &error);
    if (cli_answer(self, record, status, &error, &work->out) &&
        !pilkada_verdict_valid(pilkada_explanation_verdict(work->explanation)))
        cli_result(self, CLI_FINDINGS);
}

void cli_explain(cli *self, int argc, char **argv) {
    const char *form = NULL, *context_path = NULL, *rule = NULL;
    const cli_option options[] = {
        {"--form", false, &form}, {"--context", false, &context_path}, {"--rule", false, &rule}};
    if (!cli_options(self, argc, argv, options, 3) || !cli_need_operands(self, 1))
        return;
    char id[128] = "";
    strncpy(id, form ? form : "", sizeof id - 1);
    pilkada_context *context = context_path ? cli_read_context(self, context_path) : NULL;
    explain work = {
        .options = PILKADA_JUDGE_OPTIONS_INIT, .rule = rule, .explanation = pilkada_explanation_new(NULL, NULL)};
    cli_split_version(id, &work.options.version);
    work.options.form = form ? id : NULL;
    work.options.context = context;
    pilkada_buffer_init(&work.out, NULL);
    if (!context_path || context)
        for (int i = 0; i < self->operand_count; i++)
            cli_each_record(self, self->operands[i], explain_record, &work);
    pilkada_buffer_dispose(&work.out);
    pilkada_explanation_free(work.explanation);
    pilkada_context_free(context);
}
