/** @file cli/validate.c  pilkada validate: judge reports. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

typedef struct validate {
    pilkada_judge_options options;
    pilkada_verdict *verdict;
    pilkada_buffer out;
} validate;

static void judge(cli *self, const cli_record *record, void *context) {
    validate *work = context;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_status status =
        pilkada_rulebook_judge(self->rules, record->text, record->size, &work->options, work->verdict, &error);
    if (!status)
        status = self->json ? pilkada_verdict_write_json(work->verdict, &work->out, &error)
                            : pilkada_verdict_write_text(work->verdict, self->lang, &work->out, &error);
    if (cli_answer(self, record, status, &error, &work->out) && !pilkada_verdict_valid(work->verdict))
        cli_result(self, CLI_FINDINGS);
}

void cli_validate(cli *self, int argc, char **argv) {
    const char *form = NULL, *context_path = NULL;
    const cli_option options[] = {{"--form", false, &form}, {"--context", false, &context_path}};
    if (!cli_options(self, argc, argv, options, 2) || !cli_need_operands(self, 1))
        return;
    char id[128] = "";
    strncpy(id, form ? form : "", sizeof id - 1);
    pilkada_context *context = context_path ? cli_read_context(self, context_path) : NULL;
    validate work = {.options = PILKADA_JUDGE_OPTIONS_INIT, .verdict = pilkada_verdict_new(NULL, NULL)};
    cli_split_version(id, &work.options.version);
    work.options.form = form ? id : NULL;
    work.options.context = context;
    pilkada_buffer_init(&work.out, NULL);
    if (!context_path || context)
        for (int i = 0; i < self->operand_count; i++)
            cli_each_record(self, self->operands[i], judge, &work);
    pilkada_buffer_dispose(&work.out);
    pilkada_verdict_free(work.verdict);
    pilkada_context_free(context);
}
