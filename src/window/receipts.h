/** @file window/receipts.h  Receipts as they are kept. */
#ifndef PK_WINDOW_RECEIPTS_H
#define PK_WINDOW_RECEIPTS_H

#include <pilkada/window.h>

#include "core/map.h"
#include "core/memory.h"
#include "core/text.h"

/** A text that is kept once. Equal texts have one number, from 1; 0 and "" is no text. */
typedef struct pk_name {
    pk_span text;
    uint32_t number;
} pk_name;

typedef struct pk_receipt {
    const pk_name *id, *region, *form, *hash, *reporter, *replaces; /**< never NULL */
    pilkada_instant received;
    pilkada_instant created; /**< or PILKADA_NO_INSTANT */
    pilkada_date date;       /**< or PILKADA_NO_DATE */
    int32_t sequence;        /**< 0: none */
    bool nihil, rejected;
} pk_receipt;

struct pilkada_receipts {
    pk_arena arena; /* also the allocator; holds the names */
    pk_map index;   /* text -> place in names */
    pk_name **names;
    size_t name_count, name_capacity;
    pk_receipt *items;
    size_t count, capacity;
};

/** The one pk_name of a text; NULL: out of memory. */
const pk_name *pk_receipts_name(pilkada_receipts *self, pk_span text);
/** Read one receipt or one report, without adding it. */
pilkada_status pk_receipt_read(pilkada_receipts *self, const char *text, size_t size, pk_receipt *receipt,
                               pilkada_error *error);
/**
 * An order that depends on nothing but what the receipts say: received, then every other member. 0 means that the two
 * say the same.
 */
int pk_receipt_compare(const pk_receipt *a, const pk_receipt *b);

#endif
