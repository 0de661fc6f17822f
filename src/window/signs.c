/** @file window/signs.c  Clocks, drafts, floods: see window/signs.h. */
#include "window/signs.h"

static void look(pk_signs *signs, const pk_slots *slots, const pk_receipt *receipt, pilkada_date date, int offset) {
    if (receipt->created == PILKADA_NO_INSTANT)
        return;
    int64_t ahead = receipt->created - receipt->received;
    pk_place written = pk_slots_find(slots, pk_position_of(receipt->created, date, offset)).place;
    pk_place received = pk_slots_find(slots, pk_position_of(receipt->received, date, offset)).place;
    signs->skewed += ahead > PK_SKEW;
    signs->most_skew = ahead > PK_SKEW && ahead > signs->most_skew ? ahead : signs->most_skew;
    signs->drafts += written == PK_PLACE_ON_TIME && received == PK_PLACE_LATE;
}

static int32_t find_flood(const pk_placed *placed, size_t count) {
    size_t most = 0, from = 0;
    for (size_t i = 0; i < count; i++) {
        while (placed[i].receipt->received - placed[from].receipt->received >= PK_FLOOD_SPAN)
            from++;
        most = i + 1 - from > most ? i + 1 - from : most;
    }
    return most >= PK_FLOOD ? (int32_t)most : 0;
}

pk_signs pk_signs_of(const pk_slots *slots, const pk_placed *placed, size_t count, pilkada_date date, int offset) {
    pk_signs signs = {.flood = find_flood(placed, count)};
    for (size_t i = 0; i < count; i++)
        look(&signs, slots, placed[i].receipt, date, offset);
    return signs;
}
