/** @file model/names.c  Names of tiers, contests and the form of region codes. */
#include "model/model.h"

static const char *const tier_names[] = {"", "provinsi", "kabupaten_kota", "kecamatan", "kelurahan_desa", "tps"};

const char *pilkada_tier_name(pilkada_tier tier) {
    return (unsigned)tier < sizeof tier_names / sizeof *tier_names ? tier_names[tier] : "";
}

pilkada_tier pk_tier_of(pk_span name) {
    for (int tier = PILKADA_TIER_PROVINSI; tier <= PILKADA_TIER_TPS; tier++)
        if (pk_span_is(name, tier_names[tier]))
            return (pilkada_tier)tier;
    return PILKADA_TIER_NONE;
}

static const struct contest_name {
    unsigned contest;
    const char *name;
} contest_names[] = {{PILKADA_CONTEST_GUBERNUR, "gubernur"},
                     {PILKADA_CONTEST_BUPATI, "bupati"},
                     {PILKADA_CONTEST_WALI_KOTA, "wali_kota"}};

unsigned pk_contest_of(pk_span name) {
    for (size_t i = 0; i < sizeof contest_names / sizeof *contest_names; i++)
        if (pk_span_is(name, contest_names[i].name))
            return contest_names[i].contest;
    return 0;
}

const char *pk_contest_name(unsigned contest) {
    for (size_t i = 0; i < sizeof contest_names / sizeof *contest_names; i++)
        if (contest == contest_names[i].contest)
            return contest_names[i].name;
    return "";
}

/* PP.KK.CC.VVVV (Permendagri 58/2021): where each tier's code ends. The village part begins with 1, 2 or 3. */
pilkada_tier pilkada_region_code_tier(const char *code, size_t size) {
    static const char shape[] = "00.00.00.0000";
    static const size_t ends[] = {2, 5, 8, 13};
    if (!code || size > sizeof shape - 1)
        return PILKADA_TIER_NONE;
    for (size_t i = 0; i < size; i++)
        if (shape[i] == '.' ? code[i] != '.' : !pk_is_digit(code[i]))
            return PILKADA_TIER_NONE;
    if (size == 13 && (code[9] < '1' || code[9] > '3'))
        return PILKADA_TIER_NONE;
    for (int tier = 0; tier < 4; tier++)
        if (size == ends[tier])
            return (pilkada_tier)(PILKADA_TIER_PROVINSI + tier);
    return PILKADA_TIER_NONE;
}
