/** @file model/region.c  Reading rows of data/regions, writing a region. */
#include "model/model_internal.h"

#include <cjson/cJSON.h>

#include "core/error.h"
#include "core/json.h"

static const struct kind {
    const char *name;
    pilkada_tier tier;
} kinds[] = {{"provinsi", PILKADA_TIER_PROVINSI},
             {"kabupaten", PILKADA_TIER_KABUPATEN_KOTA},
             {"kota", PILKADA_TIER_KABUPATEN_KOTA},
             {"kecamatan", PILKADA_TIER_KECAMATAN}};

static const struct kind *kind_of(const char *name) {
    for (size_t i = 0; name && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    return NULL;
}

/* ---- reading ---- */

static const char *keep(pk_model *self, const char *text) {
    return pk_arena_strdup(&self->arena, text ? text : "", text ? strlen(text) : 0);
}

/* null and absent are both "not known". */
static int64_t count_member(const pk_reading *row, const char *key) {
    pk_reading value = pk_read_member(row, key, false);
    if (!value.node || cJSON_IsNull(value.node))
        return PILKADA_UNKNOWN_COUNT;
    int64_t count = pk_read_integer(&value, PILKADA_UNKNOWN_COUNT);
    if (count < 0)
        pk_read_fault(&value, "must be a whole number from 0, or null when it is not known");
    return count;
}

static pilkada_zone zone_member(const pk_reading *row) {
    static const pilkada_zone zones[] = {PILKADA_ZONE_WIB, PILKADA_ZONE_WITA, PILKADA_ZONE_WIT};
    pk_reading value = pk_read_member(row, "zone", true);
    const char *name = pk_read_text(&value);
    for (size_t i = 0; name && i < 3; i++)
        if (strcmp(name, pilkada_zone_name(zones[i])) == 0)
            return zones[i];
    if (name)
        pk_read_fault(&value, "must be WIB, WITA or WIT");
    return PILKADA_ZONE_NONE;
}

static unsigned contests_member(const pk_reading *row) {
    pk_reading list = pk_read_member(row, "contests", true), item = {.node = NULL};
    unsigned contests = 0;
    pk_read_array(&list);
    while (pk_read_each(&list, &item)) {
        const char *name = pk_read_text(&item);
        unsigned contest = name ? pk_contest_of(pk_span_of(name)) : 0;
        if (name && !contest)
            pk_read_fault(&item, "must be gubernur, bupati or wali_kota");
        contests |= contest;
    }
    return contests;
}

static const char *const row_keys[] = {
    "code",      "name", "kind", "zone", "contests", "capital", "kabupaten",     "kota",  "bps_code",     "districts",
    "kelurahan", "desa", "tps",  "dpt",  "dpt_l",    "dpt_p",   "dpt_certainty", "pairs", "vote_columns", NULL};

static void read_kind(const pk_reading *row, const char *code, pilkada_region *region) {
    pk_reading node = pk_read_member(row, "kind", true);
    const char *name = pk_read_text(&node);
    const struct kind *kind = kind_of(name);
    if (!name || !code)
        return;
    if (!kind || kind->tier != pilkada_region_code_tier(code, strlen(code))) {
        pk_read_fault(&node, "must be provinsi, kabupaten, kota or kecamatan, as the code says");
        return;
    }
    region->kind = kind->name;
    region->tier = kind->tier;
}

static pilkada_region read_row(pk_model *self, const pk_reading *row) {
    pilkada_region region = {0};
    pk_read_only(row, row_keys);
    pk_reading code = pk_read_member(row, "code", true), name = pk_read_member(row, "name", true),
               capital = pk_read_member(row, "capital", false);
    region.code = keep(self, pk_read_text(&code));
    region.name = keep(self, pk_read_text(&name));
    region.capital = keep(self, pk_read_text(&capital));
    read_kind(row, region.code, &region);
    if (region.tier == PILKADA_TIER_PROVINSI) {
        region.zone = zone_member(row);
        region.contests = contests_member(row);
    }
    region.tps = count_member(row, "tps");
    region.dpt = count_member(row, "dpt");
    region.districts = count_member(row, "districts");
    region.pairs = count_member(row, "pairs");
    region.vote_columns = count_member(row, "vote_columns");
    return region;
}

static pilkada_status add_region(pk_model *self, const pilkada_region *region, pilkada_error *error) {
    pilkada_region *grown =
        pk_grow(&self->arena.allocator, self->regions, self->region_count, &self->region_capacity, sizeof *grown);
    if (!grown || !region->code || !region->name || !region->capital) {
        self->regions = grown ? grown : self->regions;
        return pk_fail_memory(error);
    }
    self->regions = grown;
    self->regions[self->region_count++] = *region;
    return PILKADA_OK;
}

/* "33 kecamatan" */
static pilkada_status add_complete(pk_model *self, const pk_reading *root) {
    pk_reading node = pk_read_member(root, "complete", false);
    const char *text = pk_read_text(&node);
    if (!text)
        return root->error->status;
    if (strlen(text) < 4 || pilkada_region_code_tier(text, 2) != PILKADA_TIER_PROVINSI || text[2] != ' ' ||
        !pk_tier_of(pk_span_of(text + 3))) {
        pk_read_fault(&node, "must be a province and a tier, such as \"33 kecamatan\"");
        return root->error->status;
    }
    const char **grown =
        pk_grow(&self->arena.allocator, self->complete, self->complete_count, &self->complete_capacity, sizeof *grown);
    const char *kept = keep(self, text);
    if (grown)
        self->complete = grown;
    if (!grown || !kept)
        return pk_fail_memory(root->error);
    self->complete[self->complete_count++] = kept;
    return PILKADA_OK;
}

pilkada_status pk_model_add_regions(pk_model *self, const cJSON *tree, pilkada_error *error) {
    static const char *const file_keys[] = {"comment", "complete", "source", "license", "regions", NULL};
    pilkada_error fallback;
    error = pk_error_or(error, &fallback);
    pk_error_clear(error);
    pk_reading root = pk_reading_root(tree, error);
    pk_read_only(&root, file_keys);
    pk_reading rows = pk_read_member(&root, "regions", true), row = {.node = NULL};
    pk_read_array(&rows);
    if (pk_reading_ok(&root))
        add_complete(self, &root);
    while (pk_reading_ok(&root) && pk_read_each(&rows, &row)) {
        pilkada_region region = read_row(self, &row);
        if (pk_reading_ok(&root))
            add_region(self, &region, error);
    }
    return error->status;
}

/* ---- writing ---- */

static void put_count(pilkada_buffer *out, const char *key, int64_t value) {
    pk_putc(out, ',');
    pk_put_key(out, key);
    if (value == PILKADA_UNKNOWN_COUNT)
        pk_puts(out, "null");
    else
        pk_put_int(out, value);
}

static void put_contests(pilkada_buffer *out, unsigned contests) {
    bool first = true;
    pk_puts(out, ",\"contests\":[");
    for (unsigned contest = PILKADA_CONTEST_GUBERNUR; contest <= PILKADA_CONTEST_WALI_KOTA; contest <<= 1) {
        if (!(contests & contest))
            continue;
        if (!first)
            pk_putc(out, ',');
        pk_put_json(out, pk_span_of(pk_contest_name(contest)));
        first = false;
    }
    pk_putc(out, ']');
}

pilkada_status pilkada_region_write_json(const pilkada_region *self, pilkada_buffer *out, pilkada_error *error) {
    if (!self || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "region and buffer must not be NULL");
    size_t mark = pk_buffer_mark(out);
    pk_puts(out, "{\"code\":");
    pk_put_json(out, pk_span_of(self->code));
    pk_put_named_text(out, ",", "name", self->name);
    pk_put_named_text(out, ",", "kind", self->kind);
    pk_put_named_text(out, ",", "capital", self->capital);
    pk_put_named_text(out, ",", "tier", pilkada_tier_name(self->tier));
    pk_put_named_text(out, ",", "zone", pilkada_zone_name(self->zone));
    put_contests(out, self->contests);
    put_count(out, "tps", self->tps);
    put_count(out, "dpt", self->dpt);
    put_count(out, "districts", self->districts);
    put_count(out, "pairs", self->pairs);
    put_count(out, "vote_columns", self->vote_columns);
    pk_putc(out, '}');
    return pk_buffer_done(out, mark, error);
}
