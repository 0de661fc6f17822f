/** @file form/diff_match.c  What of one form is what of the other, and what stands elsewhere. */
#include "form/diff.h"

bool pk_diff_same_home(const pk_diff_item *a, const pk_diff_item *b) {
    return a->home ? b->home && a->home->other == b->home : !b->home;
}

/* ---- counterparts ---- */

static bool same_place_and_text(const pk_diff_item *a, const pk_diff_item *b) {
    return pk_diff_same_home(a, b) && pk_diff_same(a->node, b->node);
}

static bool same_text(const pk_diff_item *a, const pk_diff_item *b) {
    return pk_diff_same(a->node, b->node);
}

static bool any(const pk_diff_item *a, const pk_diff_item *b) {
    (void)a;
    (void)b;
    return true;
}

static void pair(pk_diff_item *a, pk_diff_item *b) {
    a->other = b;
    b->other = a;
}

static void pair_files(pk_diff_side *from, pk_diff_side *to) {
    for (pk_diff_item *a = from->first; a; a = a->next)
        for (pk_diff_item *b = to->first; b && !a->home && !a->other; b = b->next)
            if (a->kind == b->kind)
                pair(a, b);
}

static void pair_same_ids(pk_diff_side *from, pk_diff_side *to,
                          bool (*suits)(const pk_diff_item *a, const pk_diff_item *b)) {
    for (pk_diff_item *a = from->first; a; a = a->next)
        for (pk_diff_item *b = to->first; b && !a->other; b = b->next)
            if (a->kind == b->kind && !b->other && strcmp(a->id, b->id) == 0 && suits(a, b))
                pair(a, b);
}

/* A section with a new title is the one where its first field stands now. */
static void pair_renamed_homes(pk_diff_side *from) {
    for (pk_diff_item *a = from->first; a; a = a->next)
        if (a->other && a->home && !a->home->other && a->other->home && !a->other->home->other)
            pair(a->home, a->other->home);
}

/* ---- order: what stayed is a longest run that stands in the same order on both sides, for each home and kind ---- */

static bool stayed(const pk_diff_item *item) {
    return item->other && pk_diff_same_home(item, item->other);
}

static bool together(const pk_diff_item *a, const pk_diff_item *b) {
    return a->kind == b->kind && a->home == b->home && stayed(a) && stayed(b);
}

/* The longest run that ends with each item. */
static void find_runs(pk_diff_side *from) {
    for (pk_diff_item *a = from->first; a; a = a->next) {
        a->run = 1;
        for (pk_diff_item *b = from->first; b != a; b = b->next)
            if (together(a, b) && b->other->number < a->other->number && b->run >= a->run) {
                a->run = b->run + 1;
                a->run_before = b;
            }
    }
}

static bool ends_the_longest(const pk_diff_side *from, const pk_diff_item *item) {
    for (const pk_diff_item *a = from->first; a; a = a->next)
        if (together(a, item) && (a->run > item->run || (a->run == item->run && a->number < item->number)))
            return false;
    return true;
}

static void find_moved(pk_diff_side *from) {
    find_runs(from);
    for (pk_diff_item *a = from->first; a; a = a->next)
        for (pk_diff_item *b = ends_the_longest(from, a) ? a : NULL; b; b = b->run_before)
            b->kept = true;
    for (pk_diff_item *a = from->first; a; a = a->next)
        a->moved = stayed(a) && !a->kept;
}

void pk_diff_match(pk_diff_side *from, pk_diff_side *to) {
    pair_files(from, to);
    pair_same_ids(from, to, same_place_and_text);
    pair_same_ids(from, to, pk_diff_same_home);
    pair_same_ids(from, to, same_text);
    pair_same_ids(from, to, any);
    pair_renamed_homes(from);
    find_moved(from);
}
