/** @file recap_fixture.h  The rulebook of a program's tests; reports and a recap of their own for each test. */
#ifndef PILKADA_TEST_RECAP_FIXTURE_H
#define PILKADA_TEST_RECAP_FIXTURE_H

#include "recap_room.h"

static pilkada_rulebook *rules;
static pilkada_reports *reports;
static pilkada_recap *recap;

static int open_room(void **state) {
    (void)state;
    rules = room_rules();
    return 0;
}

static int close_room(void **state) {
    (void)state;
    pilkada_rulebook_free(rules);
    return 0;
}

static int begin(void **state) {
    (void)state;
    reports = pilkada_reports_new(NULL, NULL);
    recap = pilkada_recap_new(NULL, NULL);
    return !reports || !recap;
}

static int end(void **state) {
    (void)state;
    pilkada_recap_free(recap);
    pilkada_reports_free(reports);
    return 0;
}

#endif
