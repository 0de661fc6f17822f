/** @file form/computed_rows.c  Members of rows that are computed, row by row. */
#include "form/definition.h"
#include "form/judging.h"

/* ---- definitions ---- */

static bool has_computed(const pk_fields *rows) {
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].need == PK_NEED_DIHITUNG)
            return true;
    return false;
}

/* Only lists with something to compute have room for their names. */
void pk_compile_row_values(pk_compiling *self, pk_field *list, const pk_reading *node) {
    pk_reading members = pk_read_member(node, "fields", true), member = {.node = NULL};
    pk_compile_enter_rows(self, has_computed(list->rows) ? list : NULL);
    for (size_t i = 0; !self->error->status && pk_read_each(&members, &member); i++)
        pk_compile_value(self, &list->rows->items[i], &member);
    pk_compile_enter_rows(self, NULL);
}

/* ---- judging ---- */

/* What was computed stands in the row for all that comes: other members, rules, the list as a value. */
static bool compute_row(pk_judging *self, const pk_field *list, const pk_row *row) {
    const pk_fields *rows = list->rows;
    bool any = false;
    pk_enter_row(self, list, row);
    for (size_t i = 0; i < rows->computed_count; i++) {
        uint32_t at = rows->computed[i];
        size_t slot = self->form->row_slot + at;
        if (!pk_judge_compute(self, &rows->items[at], list, (uint32_t)slot))
            continue;
        row->slots[at] = self->filling.slots[slot];
        row->given[at / 64] |= (uint64_t)1 << at % 64;
        any = true;
    }
    return any;
}

/* A sound list holds each row that was kept. */
static void renew_list(pk_judging *self, const pk_field *list) {
    pk_value *slot = &self->filling.slots[list - self->form->fields.items];
    if (slot->type != PK_LIST)
        return;
    pk_value *items = pk_arena_alloc(self->frame.arena, slot->size * sizeof *items);
    if (!items) {
        self->failed = true;
        return;
    }
    size_t count = 0;
    for (const pk_row *row = pk_first_row(self, list); row; row = row->next)
        items[count++] = pk_row_value(&self->filling, list->rows, row->slots);
    slot->items = items;
}

void pk_judge_computed_rows(pk_judging *self, const pk_field *list) {
    bool any = false;
    for (const pk_row *row = pk_first_row(self, list); row; row = row->next)
        any = compute_row(self, list, row) || any;
    pk_leave_rows(self);
    if (any)
        renew_list(self, list);
}
