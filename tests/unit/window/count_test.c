/** @file count_test.c  The counting core: slots, graces, units, maxima. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "window/count.h"

#define SLOT(from, to, least, most)                                                                                    \
    { .open = from, .close = to, .min = least, .max = most }

static pk_found find(const pk_slot *slots, size_t count, int64_t before, int64_t after, int64_t at) {
    pk_slot graced[8];
    const pk_slots self = {graced, count};
    for (size_t i = 0; i < count; i++) {
        graced[i] = slots[i];
        graced[i].before = before;
        graced[i].after = after;
    }
    return pk_slots_find(&self, at);
}

static void a_slot_is_half_open(void **state) {
    (void)state;
    const pk_slot slot = SLOT(100, 200, 1, 0);
    assert_int_equal(find(&slot, 1, 0, 0, 99).place, PK_PLACE_EARLY);
    assert_int_equal(find(&slot, 1, 0, 0, 100).place, PK_PLACE_ON_TIME);
    assert_int_equal(find(&slot, 1, 0, 0, 199).place, PK_PLACE_ON_TIME);
    assert_int_equal(find(&slot, 1, 0, 0, 200).place, PK_PLACE_LATE);
    assert_int_equal(find(&slot, 1, 0, 0, 207).distance, 7);
    assert_int_equal(find(&slot, 1, 0, 0, 93).distance, 7);
}

static void grace_before_and_after_are_two_things(void **state) {
    (void)state;
    const pk_slot slot = SLOT(100, 200, 1, 0);
    assert_int_equal(find(&slot, 1, 10, 0, 90).place, PK_PLACE_ON_TIME);
    assert_int_equal(find(&slot, 1, 10, 0, 89).place, PK_PLACE_EARLY);
    assert_int_equal(find(&slot, 1, 10, 0, 200).place, PK_PLACE_LATE);
    assert_int_equal(find(&slot, 1, 0, 10, 209).place, PK_PLACE_ON_TIME);
    assert_int_equal(find(&slot, 1, 0, 10, 210).place, PK_PLACE_LATE);
    assert_int_equal(find(&slot, 1, 0, 10, 99).place, PK_PLACE_EARLY);
}

static void the_slot_itself_comes_before_a_neighbours_grace(void **state) {
    (void)state;
    const pk_slot slots[] = {SLOT(0, 100, 1, 0), SLOT(100, 200, 1, 0), SLOT(300, 400, 1, 0)};
    assert_int_equal(find(slots, 3, 0, 50, 120).slot, 1);
    assert_int_equal(find(slots, 3, 150, 150, 250).slot, 1); /* two graces: the window that was */
    assert_int_equal(find(slots, 3, 0, 0, 250).slot, 1);     /* the middle: the earlier one */
    assert_int_equal(find(slots, 3, 0, 0, 251).slot, 2);
    assert_int_equal(find(slots, 3, 0, 0, 251).place, PK_PLACE_EARLY);
    assert_int_equal(find(slots, 0, 0, 0, 5).distance, INT64_MAX);
}

static pk_counts count(const pk_slot *slots, size_t slot_count, pk_counted *reports, size_t size) {
    const pk_slots self = {slots, slot_count};
    pk_tally tallies[8] = {{7, 7, 7}};
    return pk_count(&self, reports, pk_count_keep(&self, reports, size, tallies), tallies);
}

static void too_many_in_one_slot_do_not_fill_another(void **state) {
    (void)state;
    const pk_slot slots[] = {SLOT(0, 100, 1, 0), SLOT(100, 200, 1, 0)};
    pk_counted reports[] = {{1, 0, 0, 0, PK_PLACE_ON_TIME, false},
                            {2, 1, 0, 0, PK_PLACE_ON_TIME, true},
                            {3, 2, 0, 0, PK_PLACE_ON_TIME, false}};
    pk_counts counts = count(slots, 2, reports, 3);
    assert_int_equal(counts.required, 2);
    assert_int_equal(counts.on_time, 3);
    assert_int_equal(counts.nihil, 1);
    assert_int_equal(counts.filled_on_time, 1);
    assert_int_equal(counts.filled, 1);
    assert_int_equal(counts.first_short, 1);
}

static void early_reports_fill_nothing_and_late_ones_fill_late(void **state) {
    (void)state;
    const pk_slot slot = SLOT(0, 100, 3, 0);
    pk_counted reports[] = {{-5, 0, 0, 0, PK_PLACE_EARLY, false},
                            {5, 1, 0, 0, PK_PLACE_ON_TIME, false},
                            {150, 2, 0, 0, PK_PLACE_LATE, false}};
    pk_counts counts = count(&slot, 1, reports, 3);
    assert_int_equal(counts.received, 3);
    assert_int_equal(counts.early, 1);
    assert_int_equal(counts.late, 1);
    assert_int_equal(counts.filled, 2);
    assert_int_equal(counts.filled_on_time, 1);
    assert_int_equal(counts.first_short, 0);
}

static void a_unit_fills_a_slot_once_and_its_best_place_counts(void **state) {
    (void)state;
    const pk_slot slot = SLOT(0, 100, 2, 0);
    pk_counted reports[] = {{-1, 7, 0, 0, PK_PLACE_EARLY, false},
                            {1, 9, 0, 0, PK_PLACE_ON_TIME, false},
                            {2, 9, 0, 0, PK_PLACE_ON_TIME, false},
                            {120, 7, 0, 0, PK_PLACE_LATE, false},
                            {130, 9, 0, 0, PK_PLACE_LATE, false}};
    pk_counts counts = count(&slot, 1, reports, 5);
    assert_int_equal(counts.received, 5);
    assert_int_equal(counts.filled_on_time, 1);
    assert_int_equal(counts.filled, 2);
}

static void beyond_the_maximum_nothing_is_received(void **state) {
    (void)state;
    const pk_slot slot = SLOT(0, 100, 1, 2);
    pk_counted reports[] = {{1, 0, 0, 0, PK_PLACE_ON_TIME, false},
                            {2, 1, 0, 0, PK_PLACE_ON_TIME, false},
                            {3, 2, 0, 0, PK_PLACE_ON_TIME, true}};
    pk_counts counts = count(&slot, 1, reports, 3);
    assert_int_equal(counts.received, 2);
    assert_int_equal(counts.nihil, 0);
    assert_int_equal(counts.first_short, 1);
}

/* Two early reports and a maximum of two: both places are still free when the window opens. */
static void early_reports_take_no_place(void **state) {
    (void)state;
    const pk_slot slot = SLOT(0, 100, 2, 2);
    pk_counted reports[] = {{-9, 0, 0, 0, PK_PLACE_EARLY, false},  {-8, 1, 0, 0, PK_PLACE_EARLY, false},
                            {1, 2, 0, 0, PK_PLACE_ON_TIME, false}, {2, 3, 0, 0, PK_PLACE_ON_TIME, false},
                            {3, 4, 0, 0, PK_PLACE_ON_TIME, false}, {130, 5, 0, 0, PK_PLACE_LATE, false}};
    const pk_slots self = {&slot, 1};
    pk_tally tallies[1];
    assert_int_equal(pk_count_keep(&self, reports, 6, tallies), 4);
    assert_int_equal(reports[3].at, 2); /* in the order of time */
    pk_counts counts = pk_count(&self, reports, 4, tallies);
    assert_int_equal(counts.received, 4);
    assert_int_equal(counts.early, 2);
    assert_int_equal(counts.late, 0);
    assert_int_equal(counts.filled_on_time, 2);
}

static void nothing_counts_to_nothing(void **state) {
    (void)state;
    const pk_slot slot = SLOT(0, 100, 2, 0);
    pk_counts counts = count(&slot, 1, NULL, 0);
    assert_int_equal(counts.required, 2);
    assert_int_equal(counts.received + counts.filled, 0);
    assert_int_equal(count(NULL, 0, NULL, 0).required, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slot_is_half_open),
        cmocka_unit_test(grace_before_and_after_are_two_things),
        cmocka_unit_test(the_slot_itself_comes_before_a_neighbours_grace),
        cmocka_unit_test(too_many_in_one_slot_do_not_fill_another),
        cmocka_unit_test(early_reports_fill_nothing_and_late_ones_fill_late),
        cmocka_unit_test(a_unit_fills_a_slot_once_and_its_best_place_counts),
        cmocka_unit_test(beyond_the_maximum_nothing_is_received),
        cmocka_unit_test(early_reports_take_no_place),
        cmocka_unit_test(nothing_counts_to_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
