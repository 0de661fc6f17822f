/** @file window/arrivals.c  Which cell of a board each receipt belongs to: see window/arrivals.h. */
#include "window/arrivals.h"

#include <stdlib.h>

enum { MAX_HOPS = 16 };

/* What is known of a name, once for all receipts that bear it. */
typedef struct name_facts {
    size_t region;  /* place among the regions asked about */
    pk_ignored why; /* when it is none of them */
    bool is_region, takes_form;
} name_facts;

typedef struct placing {
    const pk_axes *axes;
    name_facts *facts;        /* by number of the name */
    const pk_receipt **by_id; /* sorted by region and id; NULL until it is needed */
    pk_slot *slots;
    pk_arena *scratch;
    bool failed;
} placing;

/* ---- facts ---- */

static size_t find_region(const pk_axes *axes, pk_span code) {
    size_t low = 0, high = axes->region_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (pk_span_compare(axes->regions[middle].code, code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < axes->region_count && pk_span_equal(axes->regions[low].code, code) ? low : axes->region_count;
}

static name_facts learn(const pk_axes *axes, pk_span text) {
    name_facts facts = {.region = find_region(axes, text)};
    facts.takes_form = pk_schedule_takes_form(axes->schedule, text);
    facts.is_region = facts.region < axes->region_count;
    if (!facts.is_region)
        facts.why = !pk_model_region_exists(axes->schedule->model, text) ? PK_IGNORED_REGION_UNKNOWN
                    : !pk_schedule_owes(axes->schedule, text)            ? PK_IGNORED_REGION_FREE
                                                                         : PK_IGNORED_NOT_ASKED;
    return facts;
}

/* ---- the date of a receipt ---- */

static int by_region_and_id(const void *a, const void *b) {
    const pk_receipt *x = *(const pk_receipt *const *)a, *y = *(const pk_receipt *const *)b;
    if (x->region->number != y->region->number)
        return x->region->number < y->region->number ? -1 : 1;
    if (x->id->number != y->id->number)
        return x->id->number < y->id->number ? -1 : 1;
    if (x->date != y->date)
        return x->date > y->date ? -1 : 1; /* one with a date of its own comes first */
    return pk_receipt_compare(x, y);
}

static bool index_ids(placing *self) {
    const pilkada_receipts *receipts = self->axes->receipts;
    if (self->by_id)
        return true;
    self->by_id = pk_arena_alloc_zero(self->scratch, receipts->count, sizeof *self->by_id);
    if (!self->by_id)
        return false;
    for (size_t i = 0; i < receipts->count; i++)
        self->by_id[i] = &receipts->items[i];
    qsort(self->by_id, receipts->count, sizeof *self->by_id, by_region_and_id);
    return true;
}

/* The receipt of the same region that this one corrects; NULL. */
static const pk_receipt *find_replaced(placing *self, const pk_receipt *receipt) {
    if (!index_ids(self)) {
        self->failed = true;
        return NULL;
    }
    size_t low = 0, high = self->axes->receipts->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const pk_receipt *other = self->by_id[middle];
        bool before = other->region->number != receipt->region->number ? other->region->number < receipt->region->number
                                                                       : other->id->number < receipt->replaces->number;
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    const pk_receipt *found = low < self->axes->receipts->count ? self->by_id[low] : NULL;
    return found && found->region == receipt->region && found->id == receipt->replaces ? found : NULL;
}

/* Its own date; else that of the report it corrects; else the one whose window it came in, or came nearest to. */
static pilkada_date date_of(placing *self, const pk_receipt *receipt, const pk_debtor *region) {
    for (int hop = 0; hop < MAX_HOPS && receipt->date == PILKADA_NO_DATE && receipt->replaces->number; hop++) {
        const pk_receipt *replaced = find_replaced(self, receipt);
        if (!replaced)
            break;
        receipt = replaced;
    }
    return receipt->date != PILKADA_NO_DATE ? receipt->date
                                            : pk_schedule_date_at(self->axes->schedule, region->code, receipt->received,
                                                                  region->offset, self->slots);
}

/* ---- placing ---- */

static size_t find_date(const pk_axes *axes, pilkada_date date) {
    size_t low = 0, high = axes->date_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (axes->dates[middle] < date)
            low = middle + 1;
        else
            high = middle;
    }
    return low < axes->date_count && axes->dates[low] == date ? low : axes->date_count;
}

/* True, with the cell; or false, with the reason. */
static bool place(placing *self, const pk_receipt *receipt, size_t *cell, pk_ignored *why) {
    const pk_axes *axes = self->axes;
    const name_facts *region = &self->facts[receipt->region->number];
    if (receipt->received > axes->now) {
        *why = PK_IGNORED_FUTURE;
        return false;
    }
    if (!region->is_region) {
        *why = region->why;
        return false;
    }
    if (!self->facts[receipt->form->number].takes_form) {
        *why = PK_IGNORED_FORM;
        return false;
    }
    const pk_debtor *debtor = &axes->regions[region->region];
    pilkada_date date = date_of(self, receipt, debtor);
    size_t at = find_date(axes, date);
    *cell = at * axes->region_count + region->region;
    *why = date != PILKADA_NO_DATE && (date < axes->from || date > axes->until) ? PK_IGNORED_NOT_ASKED
                                                                                : PK_IGNORED_NO_WINDOW;
    return at < axes->date_count && (!axes->schedule->by_region || pk_schedule_has(axes->schedule, debtor->code, date));
}

static int by_cell(const void *a, const void *b) {
    const pk_placed *x = a, *y = b;
    if (x->cell != y->cell)
        return x->cell < y->cell ? -1 : 1;
    return pk_receipt_compare(x->receipt, y->receipt);
}

static bool start(placing *self, const pk_axes *axes, pk_arena *scratch) {
    const pilkada_receipts *receipts = axes->receipts;
    *self = (placing){.axes = axes, .scratch = scratch};
    self->slots = pk_arena_alloc_zero(scratch, axes->schedule->room, sizeof *self->slots);
    self->facts = pk_arena_alloc_zero(scratch, receipts->name_count + 1, sizeof *self->facts);
    if (!self->slots || !self->facts)
        return false;
    for (size_t i = 0; i < receipts->name_count; i++)
        self->facts[i + 1] = learn(axes, receipts->names[i]->text);
    return true;
}

pilkada_status pk_arrivals_place(const pk_axes *axes, pk_arena *scratch, pk_placed *placed, size_t *count,
                                 int64_t ignored[PK_IGNORED_COUNT]) {
    placing self;
    const pilkada_receipts *receipts = axes->receipts;
    size_t kept = 0;
    if (!start(&self, axes, scratch))
        return PILKADA_E_NOMEM;
    for (size_t i = 0; i < receipts->count && !self.failed; i++) {
        pk_ignored why;
        if (place(&self, &receipts->items[i], &placed[kept].cell, &why))
            placed[kept++].receipt = &receipts->items[i];
        else
            ignored[why]++;
    }
    if (self.failed)
        return PILKADA_E_NOMEM;
    if (kept)
        qsort(placed, kept, sizeof *placed, by_cell);
    *count = kept;
    return PILKADA_OK;
}
