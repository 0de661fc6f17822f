/**
 * @file conformance.h  What the runners of the cases share: a case, its expectations, the language's file of answers.
 */
#ifndef PILKADA_CONFORMANCE_H
#define PILKADA_CONFORMANCE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include <pilkada/pilkada.h>

extern pilkada_rulebook *rules; /* that all cases are judged by */
extern FILE *output;            /* what the library wrote, line by line */

typedef struct test_case {
    const char *name;
    const cJSON *input, *expect, *templates;
} test_case;

static inline const cJSON *member(const cJSON *object, const char *name) {
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

static inline const char *text_member(const cJSON *object, const char *name) {
    return cJSON_GetStringValue(member(object, name));
}

/* ---- answers ---- */

void put_line(const char *line);
/** Put a line and read it. */
cJSON *answer(pilkada_buffer *out);
/** Expected to fail? Then the status must be the one that is named. */
bool failed_as_expected(const test_case *test, pilkada_status status);
/** Each expected member must be there and equal; "id" of a finding is a part of its Indonesian sentence. */
void compare(const test_case *test, const cJSON *expected, const cJSON *found);
/** The list of that name, complete and in order, if it is expected. */
void compare_lists(const test_case *test, const char *name, const cJSON *found);
/** A text must hold what is expected to be in it. */
void check_text(const test_case *test, const pilkada_buffer *out);

/* ---- reports ---- */

/** What a case gives to judge() and explain(). */
typedef struct call {
    cJSON *report;
    char *printed;
    const char *text;
    pilkada_context *context;
    pilkada_judge_options options;
} call;

/** The report of a case, or its template with what is set and removed. */
cJSON *report_of(const test_case *test);
call call_of(const test_case *test);
void end_call(call *self);

/* ---- kinds of cases ---- */

void run_judge(const test_case *test);
void run_explain(const test_case *test);
void run_sarif(const test_case *test);
void run_ess(const test_case *test);
void run_window(const test_case *test);
void run_status(const test_case *test);
void run_next(const test_case *test);
void run_grid(const test_case *test);
void run_recap(const test_case *test);
void run_screen(const test_case *test);
void run_region(const test_case *test);

#endif
