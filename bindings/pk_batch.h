/**
 * @file pk_batch.h  Many texts in one call: levels and scores as columns, hits for those who ask.
 */
#ifndef PK_BATCH_H
#define PK_BATCH_H

#include "pk_packs.h"

/* Texts that a typemap has collected; `data` NULL is a missing one. The language holds their bytes. */
typedef struct pk_texts {
    pilkada_screen_text *items;
    size_t count;
} pk_texts;

/* The level of a missing text. */
#define PK_LEVEL_MISSING 255u

/* By row. `hits` has the JSON of one screening behind the other, their id the row, of rows with something to show;
   `ends` is where that of each row ends, `counted` and `suppressed` are how many hits it has. */
typedef struct pk_batch {
    size_t count;
    uint8_t *levels;
    int32_t *scores;
    size_t *ends; /* NULL, as the two below: hits were not asked for */
    int32_t *counted, *suppressed;
    pilkada_buffer hits;
} pk_batch;

static inline void pk_batch_init(pk_batch *self) {
    *self = (pk_batch){0};
    pilkada_buffer_init(&self->hits, NULL);
}

static inline void pk_batch_dispose(pk_batch *self) {
    free(self->levels);
    free(self->scores);
    free(self->ends);
    free(self->counted);
    free(self->suppressed);
    pilkada_buffer_dispose(&self->hits);
}

static inline bool pk_batch_reserve(pk_batch *self, size_t count, bool hits) {
    self->count = count;
    self->levels = calloc(count + 1, sizeof *self->levels);
    self->scores = calloc(count + 1, sizeof *self->scores);
    self->ends = hits ? calloc(count + 1, sizeof *self->ends) : NULL;
    self->counted = hits ? calloc(count + 1, sizeof *self->counted) : NULL;
    self->suppressed = hits ? calloc(count + 1, sizeof *self->suppressed) : NULL;
    bool good = self->levels && self->scores && (!hits || (self->ends && self->counted && self->suppressed));
    return good || pk_refuse(PILKADA_E_NOMEM, "", "");
}

/* False when memory is out. */
static inline bool pk_batch_hits(pk_batch *self, size_t row, const pilkada_screening *screening, pilkada_error *error) {
    self->counted[row] = (int32_t)pilkada_screening_hit_count(screening);
    self->suppressed[row] = (int32_t)pilkada_screening_suppressed_count(screening);
    bool shown = self->counted[row] || self->suppressed[row];
    return !shown || !pilkada_screening_write_json(screening, &self->hits, error);
}

static inline bool pk_batch_row(pk_batch *self, const pilkada_screener *screener, const pilkada_screen_text *text,
                                size_t row, pilkada_screen_options options, pilkada_screening *screening,
                                pilkada_error *error) {
    char id[24];
    snprintf(id, sizeof id, "%zu", row);
    options.id = self->ends ? id : NULL;
    if (pilkada_screener_screen(screener, text->data, text->size, &options, screening, error))
        return false;
    self->levels[row] = (uint8_t)pilkada_screening_level(screening);
    self->scores[row] = pilkada_screening_score(screening);
    return !self->ends || pk_batch_hits(self, row, screening, error);
}

/* Touches nothing of a language: Python drops the GIL around it. */
static inline void pk_screener_screen_many(const pilkada_screener *self, const pk_texts *texts, bool hits, bool mask,
                                           const char *at, pk_batch *batch, pilkada_error *error) {
    /* levels and scores do not depend on what is masked and explained */
    const pk_how how = {.at = at, .mask = mask && hits, .explain = hits};
    pilkada_screen_options options;
    pilkada_date date;
    if (!pk_how_options(&how, &date, &options, error))
        return;
    pilkada_screening *screening =
        pk_batch_reserve(batch, texts->count, hits) ? pilkada_screening_new(NULL, error) : NULL;
    for (size_t i = 0; screening && i < texts->count && !error->status; i++) {
        if (texts->items[i].data)
            pk_batch_row(batch, self, &texts->items[i], i, options, screening, error);
        else
            batch->levels[i] = PK_LEVEL_MISSING;
        if (hits)
            batch->ends[i] = batch->hits.size;
    }
    pilkada_screening_free(screening);
}

#endif
