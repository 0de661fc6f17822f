/** @file form/expr_lists.c  Functions of whole lists that macros could only do in a round for each pair of items. */
#include <math.h>

#include "form/expr_internal.h"

static pk_value no_overload(void) {
    return pk_value_error("no such overload");
}

/* ---- tanpa(a, b): what of a is not in b ---- */

/* Values that == can tell apart in a line: numbers of all types are one rank. 0: no plain value. */
static int rank_of(pk_value v) {
    static const uint8_t ranks[] = {
        [PK_NULL] = 1,   [PK_BOOL] = 2,  [PK_INT] = 3,       [PK_UINT] = 3,    [PK_DOUBLE] = 3,
        [PK_STRING] = 4, [PK_BYTES] = 5, [PK_TIMESTAMP] = 6, [PK_DURATION] = 7};
    bool nan = v.type == PK_DOUBLE && isnan(v.number);
    return v.type < sizeof ranks && !nan ? ranks[v.type] : 0;
}

static bool all_plain(pk_value list) {
    for (uint32_t i = 0; i < list.size; i++)
        if (!rank_of(list.items[i]))
            return false;
    return true;
}

static int order(pk_value a, pk_value b) {
    int by_rank = rank_of(a) - rank_of(b);
    return by_rank || a.type == PK_NULL ? by_rank : pk_value_compare(a, b);
}

static void sift_down(pk_value *items, size_t at, size_t count) {
    for (size_t child = 2 * at + 1; child < count; at = child, child = 2 * at + 1) {
        child += child + 1 < count && order(items[child], items[child + 1]) < 0;
        if (order(items[at], items[child]) >= 0)
            return;
        pk_value moved = items[at];
        items[at] = items[child];
        items[child] = moved;
    }
}

/* Heapsort: in place, and as fast for lists that were made to be slow. */
static void sort(pk_value *items, size_t count) {
    for (size_t i = count / 2; i > 0; i--)
        sift_down(items, i - 1, count);
    for (size_t end = count; end > 1; end--) {
        pk_value largest = items[0];
        items[0] = items[end - 1];
        items[end - 1] = largest;
        sift_down(items, 0, end - 1);
    }
}

static bool is_among(pk_value wanted, const pk_value *sorted, size_t count) {
    while (count) {
        int result = order(wanted, sorted[count / 2]);
        if (!result)
            return true;
        if (result > 0)
            sorted += count / 2 + 1;
        count = result > 0 ? count - count / 2 - 1 : count / 2;
    }
    return false;
}

static pk_value f_without(pk_eval *in, const pk_value *a, size_t count) {
    (void)count;
    if (a[0].type != PK_LIST || a[1].type != PK_LIST || !all_plain(a[0]) || !all_plain(a[1]))
        return no_overload();
    if (!pk_eval_step(in, a[0].size) || !pk_eval_step(in, a[1].size))
        return pk_error_steps();
    pk_value *left = pk_arena_alloc(in->frame->arena, a[0].size * sizeof *left);
    pk_value *sorted = pk_arena_alloc(in->frame->arena, a[1].size * sizeof *sorted);
    pk_value list = {.type = PK_LIST, .state = PILKADA_VALUE_GIVEN};
    if (!left || !sorted)
        return pk_error_memory();
    if (a[1].size)
        memcpy(sorted, a[1].items, a[1].size * sizeof *sorted);
    sort(sorted, a[1].size);
    for (uint32_t i = 0; i < a[0].size; i++)
        if (!is_among(a[0].items[i], sorted, a[1].size))
            left[list.size++] = a[0].items[i];
    list.items = left;
    return list;
}

/* ---- jumlah_kolom(rows): the sum of each column ---- */

static pk_value add_row(pk_eval *in, pk_value *totals, uint32_t columns, pk_value row) {
    if (row.type != PK_LIST)
        return no_overload();
    if (row.size != columns)
        return pk_value_error("the rows have unlike numbers of columns");
    if (!pk_eval_step(in, columns))
        return pk_error_steps();
    for (uint32_t i = 0; i < columns; i++) {
        totals[i] = pk_eval_binary(in, PK_OP_ADD, totals[i], row.items[i]);
        if (totals[i].type == PK_ERROR)
            return totals[i];
    }
    return row;
}

static pk_value f_column_sums(pk_eval *in, const pk_value *a, size_t count) {
    (void)count;
    if (a->type != PK_LIST || (a->size && a->items[0].type != PK_LIST))
        return no_overload();
    pk_value list = {.type = PK_LIST, .state = PILKADA_VALUE_GIVEN, .size = a->size ? a->items[0].size : 0};
    pk_value *totals = pk_arena_alloc(in->frame->arena, list.size * sizeof *totals);
    if (!totals)
        return pk_error_memory();
    for (uint32_t i = 0; i < list.size; i++)
        totals[i] = pk_value_int(0);
    for (uint32_t i = 0; i < a->size; i++) {
        pk_value row = add_row(in, totals, list.size, a->items[i]);
        if (row.type == PK_ERROR)
            return row;
    }
    list.items = totals;
    return list;
}

const pk_function_row pk_functions_lists[] = {
    {"tanpa", 2, 2, PK_STYLE_GLOBAL, f_without},
    {"jumlah_kolom", 1, 1, PK_STYLE_GLOBAL, f_column_sums},
    {NULL, 0, 0, 0, NULL},
};
