/** @file formats.c  Cases of sarif and ess. */
#include "conformance.h"

static pilkada_format_options format_of(const test_case *test) {
    const cJSON *line = member(test->input, "line");
    const char *lang = text_member(test->input, "lang");
    pilkada_format_options options = PILKADA_FORMAT_OPTIONS_INIT;
    options.uri = text_member(test->input, "uri");
    options.line = line ? (uint32_t)line->valueint : 0;
    options.lang = lang && strcmp(lang, "en") == 0 ? PILKADA_LANG_EN : PILKADA_LANG_ID;
    options.actor = text_member(test->input, "actor");
    return options;
}

void run_sarif(const test_case *test) {
    call given = call_of(test);
    pilkada_format_options options = format_of(test);
    pilkada_verdict *verdict = pilkada_verdict_new(NULL, NULL);
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    pilkada_status status =
        pilkada_rulebook_judge(rules, given.text, strlen(given.text), &given.options, verdict, NULL);
    if (!status)
        status = pilkada_verdict_write_sarif(verdict, &options, &out, NULL);
    if (!failed_as_expected(test, status))
        check_text(test, &out);
    pilkada_buffer_dispose(&out);
    pilkada_verdict_free(verdict);
    end_call(&given);
}

void run_ess(const test_case *test) {
    call given = call_of(test);
    pilkada_format_options options = format_of(test);
    pilkada_explanation *explanation = pilkada_explanation_new(NULL, NULL);
    const char *at = text_member(test->input, "at");
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    pilkada_status status = pilkada_instant_parse(at, strlen(at), &options.at, &options.offset, NULL);
    if (!status)
        status =
            pilkada_rulebook_explain(rules, given.text, strlen(given.text), &given.options, NULL, explanation, NULL);
    if (!status)
        status = pilkada_explanation_write_ess(explanation, &options, &out, NULL);
    if (!failed_as_expected(test, status))
        check_text(test, &out);
    pilkada_buffer_dispose(&out);
    pilkada_explanation_free(explanation);
    end_call(&given);
}
