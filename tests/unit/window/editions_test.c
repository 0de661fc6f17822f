/** @file editions_test.c  Resends, corrections and rejections: one report or two. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "window/editions.h"

enum { MANY = 20000 };
static const pk_slot night = {.close = 100, .min = 2};
static pk_edition editions[MANY];

static pk_merged merge(const pk_arrival *arrivals, size_t count) {
    const pk_slots slots = {&night, 1};
    static pk_tie ties[MANY * PK_TIES_PER_ARRIVAL];
    static uint32_t links[MANY * PK_LINKS_PER_ARRIVAL];
    const pk_scratch scratch = {ties, links};
    return pk_merge(&slots, arrivals, count, &scratch, editions);
}

static void different_reports_stay_different(void **state) {
    (void)state;
    const pk_arrival arrivals[] = {{.at = 1, .id = 1, .form = 9, .hash = 5},
                                   {.at = 2, .id = 2, .form = 9, .hash = 6},
                                   {.at = 3, .id = 3, .form = 8, .hash = 5},
                                   {.at = 4, .id = 4, .form = 9},
                                   {.at = 5, .id = 6, .form = 9}};
    pk_merged merged = merge(arrivals, 5);
    assert_int_equal(merged.reports, 5);
    assert_int_equal(merged.duplicate + merged.corrected + merged.rejected, 0);
    assert_int_equal(merge(arrivals, 0).reports, 0);
}

static void the_same_id_is_one_report(void **state) {
    (void)state;
    const pk_arrival bare[] = {{.at = 1, .id = 1, .form = 9}, {.at = 2, .id = 1, .form = 9}};
    const pk_arrival half[] = {{.at = 1, .id = 1, .form = 9, .hash = 5},
                               {.at = 2, .id = 1, .form = 9},
                               {.at = 3, .id = 1, .form = 9, .hash = 5}};
    const pk_arrival changed[] = {{.at = 1, .id = 1, .form = 9, .hash = 5}, {.at = 2, .id = 1, .form = 9, .hash = 6}};
    assert_int_equal(merge(bare, 2).reports, 1);
    assert_int_equal(merge(bare, 2).duplicate, 1);
    assert_int_equal(merge(half, 3).duplicate, 2);
    assert_int_equal(merge(half, 3).corrected, 0);
    assert_int_equal(merge(half + 1, 2).corrected, 1); /* a hash after none says that it changed */
    assert_int_equal(merge(changed, 2).reports, 1);
    assert_int_equal(merge(changed, 2).duplicate, 0);
    assert_int_equal(merge(changed, 2).corrected, 1);
}

static void every_arrival_has_a_fate(void **state) {
    (void)state;
    const pk_slots slots = {&night, 1};
    const pk_arrival arrivals[] = {{.at = 1, .id = 1, .form = 9, .hash = 5, .sequence = 1},
                                   {.at = 2, .id = 2, .form = 9, .hash = 6, .sequence = 1},
                                   {.at = 3, .id = 3, .form = 9, .hash = 6},
                                   {.at = 4, .id = 4, .form = 9, .hash = 7, .rejected = true}};
    static const pk_fate fates[] = {PK_FATE_CORRECTED, PK_FATE_COPY, PK_FATE_STANDS, PK_FATE_REJECTED};
    pk_tie ties[4 * PK_TIES_PER_ARRIVAL];
    uint32_t links[4 * PK_LINKS_PER_ARRIVAL];
    const pk_scratch scratch = {ties, links};
    assert_int_equal(pk_merge(&slots, arrivals, 4, &scratch, editions).reports, 1);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(pk_merge_fate(&scratch, 4, i), fates[i]);
}

static void two_hundred_copies_are_one_report(void **state) {
    (void)state;
    static pk_arrival arrivals[MANY];
    for (uint32_t i = 0; i < MANY; i++)
        arrivals[i] = (pk_arrival){.at = i, .id = i + 1, .form = 9, .hash = 5};
    assert_int_equal(merge(arrivals, 200).reports, 1);
    assert_int_equal(merge(arrivals, 200).duplicate, 199);
    assert_int_equal(merge(arrivals, MANY).duplicate, MANY - 1); /* a flood is no burden */
}

static void a_correction_keeps_the_place_in_time(void **state) {
    (void)state;
    const pk_arrival replaces[] = {{.at = 10, .id = 1, .form = 9, .hash = 5, .nihil = true},
                                   {.at = 150, .id = 2, .form = 9, .hash = 6, .replaces = 1}};
    const pk_arrival numbered[] = {{.at = 10, .id = 1, .form = 9, .hash = 5, .sequence = 1},
                                   {.at = 150, .id = 2, .form = 9, .hash = 6, .sequence = 1}};
    for (int i = 0; i < 2; i++) {
        pk_merged merged = merge(i ? numbered : replaces, 2);
        assert_int_equal(merged.reports, 1);
        assert_int_equal(merged.corrected, 1);
        assert_int_equal(merged.duplicate, 0);
        assert_int_equal(editions[0].at, 10);
        assert_int_equal(editions[0].found.place, PK_PLACE_ON_TIME);
        assert_false(editions[0].nihil); /* what it says is what the correction says */
    }
}

static void a_correction_of_an_early_report_is_on_time(void **state) {
    (void)state;
    const pk_arrival arrivals[] = {{.at = -10, .id = 1, .form = 9, .hash = 5},
                                   {.at = 20, .id = 2, .form = 9, .hash = 5},
                                   {.at = 120, .id = 3, .form = 9, .hash = 5}};
    assert_int_equal(merge(arrivals, 3).reports, 1);
    assert_int_equal(editions[0].found.place, PK_PLACE_ON_TIME);
    assert_int_equal(editions[0].at, 20);
    assert_int_equal(merge(arrivals, 1).reports, 1);
    assert_int_equal(editions[0].found.place, PK_PLACE_EARLY);
}

static void a_correction_of_another_form_or_of_nothing_is_a_report(void **state) {
    (void)state;
    const pk_arrival form[] = {{.at = 1, .id = 1, .form = 9}, {.at = 2, .id = 2, .form = 8, .replaces = 1}};
    const pk_arrival nothing[] = {{.at = 1, .id = 1, .form = 9}, {.at = 2, .id = 2, .form = 9, .replaces = 77}};
    const pk_arrival itself[] = {{.at = 1, .id = 1, .form = 9, .replaces = 1}, {.at = 2, .id = 2, .form = 9}};
    const pk_arrival circle[] = {{.at = 1, .id = 1, .form = 9, .hash = 4, .replaces = 3},
                                 {.at = 2, .id = 2, .form = 9, .hash = 5, .replaces = 1},
                                 {.at = 3, .id = 3, .form = 9, .hash = 6, .replaces = 2}};
    assert_int_equal(merge(form, 2).reports, 2);
    assert_int_equal(merge(nothing, 2).reports, 2);
    assert_int_equal(merge(itself, 2).reports, 2);
    assert_int_equal(merge(circle, 3).reports, 1);
    assert_int_equal(merge(circle, 3).corrected, 2);
}

static void rejected_reports_do_not_count_and_hand_nothing_down(void **state) {
    (void)state;
    const pk_arrival alone[] = {{.at = 1, .id = 1, .form = 9, .rejected = true}};
    const pk_arrival corrected[] = {{.at = 10, .id = 1, .form = 9, .hash = 5, .rejected = true},
                                    {.at = 150, .id = 2, .form = 9, .hash = 6, .replaces = 1}};
    assert_int_equal(merge(alone, 1).reports, 0);
    assert_int_equal(merge(alone, 1).rejected, 1);
    pk_merged merged = merge(corrected, 2);
    assert_int_equal(merged.reports, 1);
    assert_int_equal(merged.rejected, 1);
    assert_int_equal(merged.corrected, 0);
    assert_int_equal(editions[0].found.place, PK_PLACE_LATE);
}

static void an_id_has_one_status_and_the_rejection_holds(void **state) {
    (void)state;
    const pk_arrival tied[] = {{.at = 10, .id = 1, .form = 9}, {.at = 10, .id = 1, .form = 9, .rejected = true}};
    const pk_arrival later[] = {{.at = 10, .id = 1, .form = 9}, {.at = 20, .id = 1, .form = 9, .rejected = true}};
    const pk_arrival mended[] = {{.at = 10, .id = 1, .form = 9, .hash = 5, .rejected = true},
                                 {.at = 120, .id = 1, .form = 9, .hash = 6}};
    assert_int_equal(merge(tied, 2).reports, 0);
    assert_int_equal(merge(tied, 2).rejected, 1);
    assert_int_equal(merge(later, 2).reports, 0);
    assert_int_equal(merge(mended, 2).reports, 1);
    assert_int_equal(editions[0].at, 120);
    const pk_arrival other_id[] = {{.at = 10, .id = 1, .form = 9, .hash = 5, .rejected = true},
                                   {.at = 20, .id = 2, .form = 9, .hash = 5}};
    assert_int_equal(merge(other_id, 2).reports, 1); /* each id has its own decision */
    assert_int_equal(merge(other_id, 2).rejected, 0);
    assert_int_equal(merge(other_id, 2).duplicate, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(different_reports_stay_different),
        cmocka_unit_test(the_same_id_is_one_report),
        cmocka_unit_test(every_arrival_has_a_fate),
        cmocka_unit_test(two_hundred_copies_are_one_report),
        cmocka_unit_test(a_correction_keeps_the_place_in_time),
        cmocka_unit_test(a_correction_of_an_early_report_is_on_time),
        cmocka_unit_test(a_correction_of_another_form_or_of_nothing_is_a_report),
        cmocka_unit_test(rejected_reports_do_not_count_and_hand_nothing_down),
        cmocka_unit_test(an_id_has_one_status_and_the_rejection_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
