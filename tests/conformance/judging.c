/** @file judging.c  Cases of judge and explain. */
#include "conformance.h"

cJSON *report_of(const test_case *test) {
    const cJSON *given = member(test->input, "report"), *name = member(test->input, "template"), *item;
    cJSON *report = cJSON_Duplicate(given ? given : member(test->templates, name->valuestring), true);
    cJSON_ArrayForEach(item, member(test->input, "remove"))
        cJSON_DeleteItemFromObjectCaseSensitive(report, item->valuestring);
    cJSON_ArrayForEach(item, member(test->input, "set")) {
        cJSON *copy = cJSON_Duplicate(item, true);
        if (!cJSON_ReplaceItemInObjectCaseSensitive(report, item->string, copy))
            cJSON_AddItemToObject(report, item->string, copy);
    }
    return report;
}

static void check_verdict(const test_case *test, const cJSON *verdict) {
    static const char *const plain[] = {"valid", "may_submit", "not_judged", "computed", "form", "version"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        const cJSON *want = member(test->expect, plain[i]);
        if (want && !cJSON_Compare(want, member(verdict, plain[i]), true)) {
            char *text = cJSON_PrintUnformatted(verdict);
            fail_msg("%s: %s: %s", test->name, plain[i], text);
        }
    }
    compare_lists(test, "findings", member(verdict, "findings"));
}

/* The tree of the same report must give the same bytes. */
static void judge_tree_too(const test_case *test, const cJSON *report, const pilkada_judge_options *options,
                           const char *bytes) {
    pilkada_verdict *verdict = pilkada_verdict_new(NULL, NULL);
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_rulebook_judge_tree(rules, report, options, verdict, NULL), PILKADA_OK);
    assert_int_equal(pilkada_verdict_write_json(verdict, &out, NULL), PILKADA_OK);
    if (strcmp(out.data, bytes) != 0)
        fail_msg("%s: the tree is judged otherwise: %s", test->name, out.data);
    pilkada_buffer_dispose(&out);
    pilkada_verdict_free(verdict);
}

static pilkada_context *context_of(const test_case *test) {
    const cJSON *given = member(test->input, "context");
    char *text = given ? cJSON_PrintUnformatted(given) : NULL;
    pilkada_context *context = text ? pilkada_context_parse(text, strlen(text), NULL, NULL) : NULL;
    cJSON_free(text);
    return context;
}

call call_of(const test_case *test) {
    call self = {.text = text_member(test->input, "text"), .options = PILKADA_JUDGE_OPTIONS_INIT};
    if (!self.text) {
        self.report = report_of(test);
        self.text = self.printed = cJSON_PrintUnformatted(self.report);
    }
    self.options.form = text_member(test->input, "form");
    self.options.version = text_member(test->input, "version");
    self.options.context = self.context = context_of(test);
    self.options.draft = cJSON_IsTrue(member(test->input, "draft"));
    return self;
}

void end_call(call *self) {
    pilkada_context_free(self->context);
    cJSON_free(self->printed);
    cJSON_Delete(self->report);
}

void run_judge(const test_case *test) {
    call given = call_of(test);
    pilkada_verdict *verdict = pilkada_verdict_new(NULL, NULL);
    pilkada_status status =
        pilkada_rulebook_judge(rules, given.text, strlen(given.text), &given.options, verdict, NULL);
    if (!failed_as_expected(test, status)) {
        pilkada_buffer out;
        pilkada_buffer_init(&out, NULL);
        assert_int_equal(pilkada_verdict_write_json(verdict, &out, NULL), PILKADA_OK);
        cJSON *tree = answer(&out);
        check_verdict(test, tree);
        if (given.report)
            judge_tree_too(test, given.report, &given.options, out.data);
        cJSON_Delete(tree);
        pilkada_buffer_dispose(&out);
    }
    pilkada_verdict_free(verdict);
    end_call(&given);
}

void run_explain(const test_case *test) {
    call given = call_of(test);
    pilkada_explanation *explanation = pilkada_explanation_new(NULL, NULL);
    pilkada_status status = pilkada_rulebook_explain(rules, given.text, strlen(given.text), &given.options,
                                                     text_member(test->input, "rule"), explanation, NULL);
    if (!failed_as_expected(test, status)) {
        pilkada_buffer out;
        pilkada_buffer_init(&out, NULL);
        assert_int_equal(pilkada_explanation_write_json(explanation, &out, NULL), PILKADA_OK);
        cJSON *tree = answer(&out);
        compare_lists(test, "rules", member(tree, "rules"));
        cJSON_Delete(tree);
        pilkada_buffer_dispose(&out);
    }
    pilkada_explanation_free(explanation);
    end_call(&given);
}
