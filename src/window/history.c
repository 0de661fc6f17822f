/** @file window/history.c  See window/history.h. */
#include "window/history.h"

static const char *keep(pk_arena *arena, const pk_name *name) {
    return pk_arena_strdup(arena, name->text.data, name->text.size);
}

/* A report that came too late to be taken has no place in time. */
static pilkada_instant counted_at(const pk_history *self, const pk_content *content) {
    bool counts = content->placed != PK_NOBODY && !self->arrivals[content->placed].too_late;
    return counts ? self->receipts[content->placed]->received : PILKADA_NO_INSTANT;
}

static bool keep_edition(const pk_history *self, const pk_content *content, pk_arena *arena,
                         pilkada_window_edition *out) {
    static const pilkada_edition_state states[] = {[PK_FATE_STANDS] = PILKADA_EDITION_BERLAKU,
                                                   [PK_FATE_COPY] = PILKADA_EDITION_BERLAKU,
                                                   [PK_FATE_CORRECTED] = PILKADA_EDITION_DIGANTI,
                                                   [PK_FATE_REJECTED] = PILKADA_EDITION_DITOLAK};
    const pk_receipt *receipt = self->receipts[content->first];
    *out = (pilkada_window_edition){.report = content->report,
                                    .id = keep(arena, receipt->id),
                                    .form = keep(arena, receipt->form),
                                    .reporter = keep(arena, receipt->reporter),
                                    .hash = keep(arena, receipt->hash),
                                    .received = receipt->received,
                                    .last_received = self->receipts[content->last]->received,
                                    .copies = (int32_t)content->copies,
                                    .nihil = receipt->nihil,
                                    .state = states[content->fate],
                                    .counted_at = counted_at(self, content)};
    return out->id && out->form && out->reporter && out->hash;
}

bool pk_history_keep(const pk_history *self, const pk_scratch *merge, size_t count, pk_arena *arena, pk_cell *cell) {
    size_t kept = pk_merge_contents(merge, count, self->contents);
    if (!kept)
        return true;
    pilkada_window_edition *editions = pk_arena_alloc_zero(arena, kept, sizeof *editions);
    for (size_t i = 0; editions && i < kept; i++)
        if (!keep_edition(self, &self->contents[i], arena, &editions[i]))
            return false;
    cell->history = editions;
    cell->history_count = kept;
    return editions != NULL;
}
