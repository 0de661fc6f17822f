/** @file cli/validate.c  pilkada validate: judge reports. */
#include "validate.h"

#include <stdlib.h>
#include <string.h>

static pilkada_status write_verdict(const cli *self, validate *work, pilkada_error *error) {
    return self->json ? pilkada_verdict_write_json(work->verdict, &work->out, error)
                      : pilkada_verdict_write_text(work->verdict, self->lang, &work->out, error);
}

static void judge(cli *self, const cli_record *record, void *context) {
    validate *work = context;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_status status =
        pilkada_rulebook_judge(self->rules, record->text, record->size, &work->options, work->verdict, &error);
    if (!status)
        status = write_verdict(self, work, &error);
    if (cli_answer(self, record, status, &error, &work->out) && !pilkada_verdict_valid(work->verdict))
        cli_result(self, CLI_FINDINGS);
}

/* ---- --as: what is different from the judgement without it ---- */

/* True when the version that the report names, or --form, is there: else there is nothing to compare with. */
static bool judge_before(const cli *self, const cli_record *record, validate *work) {
    pilkada_judge_options options = work->options;
    options.version = work->own;
    return !pilkada_rulebook_judge(self->rules, record->text, record->size, &options, work->before, NULL);
}

static pilkada_status write_changes(const cli *self, validate *work, pilkada_buffer *out, pilkada_error *error) {
    return self->json ? pilkada_verdict_write_changes_json(work->before, work->verdict, out, error)
                      : pilkada_verdict_write_changes_text(work->before, work->verdict, self->lang, out, error);
}

/* Behind the verdict; in JSON as its last member, null when there is no other judgement. */
static void print_again(cli *self, validate *work, const pilkada_buffer *changes) {
    if (!self->json)
        printf("%s%s", work->out.data, changes->size ? changes->data : cli_text(self, "cli.not_compared"));
    else
        printf("%.*s,\"changes\":%s}\n", (int)work->out.size - 1, work->out.data,
               changes->size ? changes->data : "null");
    pilkada_buffer_clear(&work->out);
}

static void judge_again(cli *self, const cli_record *record, void *context) {
    validate *work = context;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_buffer changes;
    pilkada_buffer_init(&changes, NULL);
    pilkada_status status =
        pilkada_rulebook_judge(self->rules, record->text, record->size, &work->options, work->verdict, &error);
    if (!status)
        status = write_verdict(self, work, &error);
    if (!status && judge_before(self, record, work))
        status = write_changes(self, work, &changes, &error);
    if (status)
        cli_complain_error(self, record->path, record->line, &error);
    else
        print_again(self, work, &changes);
    if (!status && !pilkada_verdict_valid(work->verdict))
        cli_result(self, CLI_FINDINGS);
    pilkada_buffer_dispose(&changes);
}

static void judge_all(cli *self, validate *work, const validate_format *format) {
    if (format)
        fputs(format->begin, stdout);
    for (int i = 0; i < self->operand_count; i++)
        cli_each_record(self, self->operands[i], format ? format->handle : work->before ? judge_again : judge, work);
    if (format)
        puts(format->end);
}

static pilkada_confirmations *read_confirmed(cli *self, const char *path) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_buffer text;
    pilkada_confirmations *confirmations = NULL;
    if (cli_read_file(self, path, &text)) {
        confirmations = pilkada_confirmations_parse(text.data, text.size, NULL, &error);
        if (!confirmations)
            cli_complain_error(self, path, 0, &error);
    }
    pilkada_buffer_dispose(&text);
    return confirmations;
}

static void validate_with(cli *self, char *form, const char *context_path, const validate_format *format,
                          validate *work) {
    pilkada_context *context = context_path ? cli_read_context(self, context_path) : NULL;
    cli_split_version(form, &work->own);
    work->options.version = work->as ? work->as : work->own; /* --as goes before the version of --form */
    work->options.form = *form ? form : NULL;
    work->options.context = context;
    work->verdict = pilkada_verdict_new(NULL, NULL);
    work->before = work->as ? pilkada_verdict_new(NULL, NULL) : NULL;
    work->explanation = pilkada_explanation_new(NULL, NULL);
    pilkada_buffer_init(&work->out, NULL);
    if (!context_path || context)
        judge_all(self, work, format);
    pilkada_buffer_dispose(&work->out);
    pilkada_explanation_free(work->explanation);
    pilkada_verdict_free(work->before);
    pilkada_verdict_free(work->verdict);
    pilkada_context_free(context);
}

/* text, json, or a document. False after a complaint. */
static bool choose_format(cli *self, const char *name, const validate_format **format) {
    *format = validate_format_named(name);
    self->json = strcmp(name, "json") == 0;
    if (*format || self->json || strcmp(name, "text") == 0)
        return true;
    cli_complain(self, "--format", "cli.wrong_choice", name);
    return false;
}

/* An ESS report says when it was made. */
static bool read_at(cli *self, const char *text, const validate_format *format, pilkada_format_options *options) {
    if (!text && !(format && format->needs_at))
        return true;
    return cli_read_instant(self, "--at", text, &options->at) &&
           !pilkada_instant_parse(text, strlen(text), &options->at, &options->offset, NULL);
}

void cli_validate(cli *self, int argc, char **argv) {
    const char *form = NULL, *context = NULL, *at = NULL, *actor = NULL, *name = "text", *draft = NULL,
               *confirmed = NULL, *as = NULL;
    const cli_option options[] = {{"--form", false, &form},   {"--context", false, &context},
                                  {"--at", false, &at},       {"--actor", false, &actor},
                                  {"--draft", true, &draft},  {"--confirmed", false, &confirmed},
                                  {"--format", false, &name}, {"--as", false, &as}};
    const validate_format *format;
    validate work = {.options = PILKADA_JUDGE_OPTIONS_INIT, .format = PILKADA_FORMAT_OPTIONS_INIT};
    if (!cli_options(self, argc, argv, options, sizeof options / sizeof *options) ||
        !choose_format(self, name, &format) || !cli_need_operands(self, 1) || !read_at(self, at, format, &work.format))
        return;
    char id[128] = "";
    strncpy(id, form ? form : "", sizeof id - 1);
    work.format.lang = self->lang;
    work.format.actor = actor;
    work.as = as;
    work.options.draft = draft != NULL;
    pilkada_confirmations *confirmations = confirmed ? read_confirmed(self, confirmed) : NULL;
    work.options.confirmations = confirmations;
    if (!confirmed || confirmations)
        validate_with(self, id, context, format, &work);
    pilkada_confirmations_free(confirmations);
}
