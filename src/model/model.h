/**
 * @file model/model.h  Regions, contests, the stage calendar and election parameters, from data/regions and
 * data/calendar.
 *
 * Built once by the rulebook: _new, then _add_* for each file, then _finish. Immutable after that.
 */
#ifndef PK_MODEL_MODEL_H
#define PK_MODEL_MODEL_H

#include <pilkada/region.h>
#include <pilkada/report.h>
#include <pilkada/status.h>

#include "core/memory.h"
#include "core/text.h"

struct cJSON;

typedef struct pk_model pk_model;

pk_model *pk_model_new(const pilkada_allocator *allocator);
void pk_model_free(pk_model *self);
pilkada_status pk_model_add_regions(pk_model *self, const struct cJSON *tree, pilkada_error *error);
pilkada_status pk_model_add_calendar(pk_model *self, const struct cJSON *tree, pilkada_error *error);
/** Sort, index, and check that parents exist. */
pilkada_status pk_model_finish(pk_model *self, pilkada_error *error);

/** NULL if it is not in the table. */
const pilkada_region *pk_model_region(const pk_model *self, pk_span code);
size_t pk_model_region_count(const pk_model *self);
/** In the order of the codes. */
const pilkada_region *pk_model_region_at(const pk_model *self, size_t index);
/**
 * Is the code well formed and, where the table covers its province, in the table?
 * A kelurahan_desa is known by its kecamatan.
 */
bool pk_model_region_exists(const pk_model *self, pk_span code);
/** The zone of the province that a code of any tier lies in; PILKADA_ZONE_NONE if unknown. */
pilkada_zone pk_model_zone(const pk_model *self, pk_span code);
/** Regions of a tier below a province (or all, for an empty span), in order, into `out` (room for `capacity`); returns
 * how many there are. */
size_t pk_model_regions_of(const pk_model *self, pilkada_tier tier, pk_span province, const pilkada_region **out,
                           size_t capacity);

/**
 * The regions one tier below a province or a kabupaten/kota, in order, into `out` (room for `capacity`); returns how
 * many there are. 0: the table does not have them all, so they are not known.
 */
size_t pk_model_children_of(const pk_model *self, pk_span code, const pilkada_region **out, size_t capacity);

/** The stages of the head enum (persiapan … pelantikan), in order. */
size_t pk_model_stage_count(const pk_model *self);
const char *pk_model_stage_name(const pk_model *self, size_t index);
/** The set of stages of a date: bit n is stage n. */
uint32_t pk_model_stages(const pk_model *self, pilkada_date date);
/** Polling day (H). PILKADA_NO_DATE without a calendar. */
pilkada_date pk_model_polling_day(const pk_model *self);
/** Days behind `after` up to `until`, itself counted, that are neither weekend nor holiday; 0 if there are none. */
int64_t pk_model_working_days(const pk_model *self, pilkada_date after, pilkada_date until);
/** Election parameters as a cJSON object name -> value (number, text, list, or {"pembilang", "penyebut"}). */
const struct cJSON *pk_model_parameters(const pk_model *self);

/** The tier with a name ("kabupaten_kota"); PILKADA_TIER_NONE if there is none. */
pilkada_tier pk_tier_of(pk_span name);
/** The contest with a name ("gubernur", "bupati", "wali_kota"); 0 if there is none. */
unsigned pk_contest_of(pk_span name);
const char *pk_contest_name(unsigned contest);

#endif
