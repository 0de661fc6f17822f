/**
 * @file pilkada/region.h  Regions by Kemendagri code, their zone, contests and reference numbers.
 *
 * Only codes are keys. Names repeat (Kabupaten and Kota Semarang share one) and change; codes follow
 * Permendagri 58/2021: PP.KK.CC.VVVV, KK 01-69 kabupaten, 71-99 kota.
 *
 *     const pilkada_region *blora = pilkada_rulebook_region(rules, "33.16", 5);
 *     printf("%s: %lld TPS\n", blora->name, (long long)blora->tps);       // Kabupaten Blora: 1453 TPS
 */
#ifndef PILKADA_REGION_H
#define PILKADA_REGION_H

#include <stddef.h>
#include <stdint.h>

#include "buffer.h"
#include "export.h"
#include "status.h"
#include "time.h"

/** Tier of a region or of a reporter, top down. */
typedef enum pilkada_tier {
    PILKADA_TIER_NONE = 0,
    PILKADA_TIER_PROVINSI = 1,
    PILKADA_TIER_KABUPATEN_KOTA = 2,
    PILKADA_TIER_KECAMATAN = 3,
    PILKADA_TIER_KELURAHAN_DESA = 4,
    PILKADA_TIER_TPS = 5
} pilkada_tier;

/** Contests, as bits of a set. A region has a bupati or a wali kota contest, never both. */
typedef enum pilkada_contest {
    PILKADA_CONTEST_GUBERNUR = 1,
    PILKADA_CONTEST_BUPATI = 2,
    PILKADA_CONTEST_WALI_KOTA = 4
} pilkada_contest;

/** A reference number that is not known. Never zero. */
#define PILKADA_UNKNOWN_COUNT INT64_C(-1)

/** One region. All texts live as long as the rulebook. */
typedef struct pilkada_region {
    const char *code;    /**< "33.16" */
    const char *name;    /**< "Kabupaten Blora" */
    const char *kind;    /**< "provinsi", "kabupaten", "kota", "kecamatan" */
    const char *capital; /**< "Blora"; "" if unknown */
    pilkada_tier tier;
    pilkada_zone zone;    /**< zone of the province (Keppres 41/1987) */
    unsigned contests;    /**< set of pilkada_contest that this region votes in */
    int64_t tps;          /**< polling stations, or PILKADA_UNKNOWN_COUNT */
    int64_t dpt;          /**< voters on the final list, or PILKADA_UNKNOWN_COUNT */
    int64_t districts;    /**< kecamatan, or PILKADA_UNKNOWN_COUNT */
    int64_t pairs;        /**< candidate pairs of the region's own contest, or PILKADA_UNKNOWN_COUNT */
    int64_t vote_columns; /**< as pairs, with the empty column of a single pair */
} pilkada_region;

PILKADA_BEGIN

/** "provinsi", "kabupaten_kota", "kecamatan", "kelurahan_desa", "tps"; "" for anything else. Static. */
PILKADA_API const char *pilkada_tier_name(pilkada_tier tier);

/** The tier a code names by its form alone; PILKADA_TIER_NONE if it is not a code. "33.16" is a kabupaten_kota. */
PILKADA_API pilkada_tier pilkada_region_code_tier(const char *code, size_t size);

/** One JSON object, keys in the order of the struct; unknown numbers are null. @return PILKADA_OK, PILKADA_E_ARGUMENT,
 * PILKADA_E_NOMEM */
PILKADA_API pilkada_status pilkada_region_write_json(const pilkada_region *self, pilkada_buffer *out,
                                                     pilkada_error *error);

PILKADA_END

#endif
