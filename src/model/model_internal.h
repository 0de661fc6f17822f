/** @file model/model_internal.h  What the model holds. */
#ifndef PK_MODEL_MODEL_INTERNAL_H
#define PK_MODEL_MODEL_INTERNAL_H

#include "core/map.h"
#include "model/model.h"

/** A stage of the calendar: the dates it spans and its bits in the set of head stages. */
typedef struct pk_stage {
    uint32_t stages;
    pilkada_date from, until;
} pk_stage;

struct pk_model {
    pk_arena arena;
    pilkada_region *regions; /* sorted by code after pk_model_finish() */
    size_t region_count, region_capacity;
    pk_map index;          /* code -> place in regions */
    const char **complete; /* "33 kecamatan": the table holds every region of that tier there */
    size_t complete_count, complete_capacity;
    const char **stage_names;
    size_t stage_name_count;
    pk_stage *stages;
    size_t stage_count;
    pilkada_date polling_day;
    struct cJSON *parameters;
    pilkada_date *holidays;
    size_t holiday_count;
};

#endif
