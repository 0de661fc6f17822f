/** @file form/expr_desk.c  Functions of the desk: regions, reference numbers, stages, polling day. */
#include "core/civil.h"
#include "form/expr_internal.h"

static pk_value no_overload(void) {
    return pk_value_error("no such overload");
}

static pk_value no_model(void) {
    return pk_value_error("no reference data");
}

static const pilkada_region *region_of(const pk_eval *in, pk_value code) {
    return in->frame->model ? pk_model_region(in->frame->model, pk_value_span(code)) : NULL;
}

static pk_value f_tier(pk_eval *in, const pk_value *a, size_t count) {
    (void)in;
    (void)count;
    if (a->type != PK_STRING)
        return no_overload();
    return pk_value_string(pk_span_of(pilkada_tier_name(pilkada_region_code_tier(a->text, a->size))));
}

static pk_value f_exists(pk_eval *in, const pk_value *a, size_t count) {
    (void)count;
    if (a->type != PK_STRING)
        return no_overload();
    return in->frame->model ? pk_value_bool(pk_model_region_exists(in->frame->model, pk_value_span(*a))) : no_model();
}

static pk_value f_zone(pk_eval *in, const pk_value *a, size_t count) {
    (void)count;
    if (a->type != PK_STRING)
        return no_overload();
    return in->frame->model ? pk_value_int(pk_model_zone(in->frame->model, pk_value_span(*a))) : no_model();
}

/* By the table; a kabupaten or kota that is not in it is told by its number (01-69, 71-99). */
static pk_value f_kind(pk_eval *in, const pk_value *a, size_t count) {
    (void)count;
    if (a->type != PK_STRING)
        return no_overload();
    const pilkada_region *region = region_of(in, *a);
    if (region)
        return pk_value_string(pk_span_of(region->kind));
    pilkada_tier tier = pilkada_region_code_tier(a->text, a->size);
    if (tier == PILKADA_TIER_KABUPATEN_KOTA)
        return pk_value_string(pk_span_of(a->text[3] >= '7' ? "kota" : "kabupaten"));
    return pk_value_string(pk_span_of(pilkada_tier_name(tier)));
}

static pk_value list_of(pk_eval *in, const char *const *names, size_t count) {
    pk_value *items = pk_arena_alloc(in->frame->arena, count * sizeof *items);
    pk_value list = {.type = PK_LIST, .state = PILKADA_VALUE_GIVEN, .size = (uint32_t)count};
    if (!items)
        return pk_error_memory();
    for (size_t i = 0; i < count; i++)
        items[i] = pk_value_string(pk_span_of(names[i]));
    list.items = items;
    return list;
}

/* Of a kabupaten or kota that the table does not have: the contests of its province, by its number (01-69, 71-99). */
static unsigned contests_by_number(const pk_eval *in, pk_value code) {
    pk_value province = code;
    province.size = 2;
    if (code.size < 5 || !pk_model_region_exists(in->frame->model, pk_value_span(code)))
        return 0;
    const pilkada_region *region = region_of(in, province);
    unsigned other = code.text[3] >= '7' ? PILKADA_CONTEST_BUPATI : PILKADA_CONTEST_WALI_KOTA;
    return region ? region->contests & ~other : 0;
}

/* A kecamatan, a village and a TPS vote in the contests of their kabupaten or kota. */
static unsigned contests_of(const pk_eval *in, pk_value code) {
    pk_value regency = code;
    regency.size = code.size > 5 ? 5 : code.size;
    const pilkada_region *region = region_of(in, regency);
    return region ? region->contests : contests_by_number(in, code);
}

static pk_value f_contests(pk_eval *in, const pk_value *a, size_t count) {
    const char *names[3];
    size_t found = 0;
    (void)count;
    if (a->type != PK_STRING)
        return no_overload();
    if (!in->frame->model)
        return no_model();
    unsigned contests = contests_of(in, *a);
    if (!contests)
        return pk_value_error("region is not in the table");
    for (unsigned contest = PILKADA_CONTEST_GUBERNUR; contest <= PILKADA_CONTEST_WALI_KOTA; contest <<= 1)
        if (contests & contest)
            names[found++] = pk_contest_name(contest);
    return list_of(in, names, found);
}

static pk_value f_reference(pk_eval *in, const pk_value *a, size_t count) {
    (void)count;
    if (a[0].type != PK_STRING || a[1].type != PK_STRING)
        return no_overload();
    const pilkada_region *region = region_of(in, a[0]);
    if (!region)
        return pk_value_error("region is not in the table");
    const struct {
        const char *name;
        int64_t value;
    } rows[] = {{"tps", region->tps},
                {"dpt", region->dpt},
                {"kecamatan", region->districts},
                {"pasangan", region->pairs},
                {"kolom_suara", region->vote_columns}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (pk_span_is(pk_value_span(a[1]), rows[i].name))
            return rows[i].value == PILKADA_UNKNOWN_COUNT ? pk_value_error("reference number is not known")
                                                          : pk_value_int(rows[i].value);
    return pk_value_error("no such reference number");
}

/* The regions one tier down, by their codes. */
static pk_value f_children(pk_eval *in, const pk_value *a, size_t count) {
    const pilkada_region *regions[128];
    enum { MOST = sizeof regions / sizeof *regions };
    const char *codes[MOST];
    (void)count;
    if (a->type != PK_STRING)
        return no_overload();
    if (!in->frame->model)
        return no_model();
    size_t found = pk_model_children_of(in->frame->model, pk_value_span(*a), regions, MOST);
    if (!found || found > MOST)
        return pk_value_error("the regions below are not known");
    for (size_t i = 0; i < found; i++)
        codes[i] = regions[i]->code;
    return list_of(in, codes, found);
}

static bool date_of(pk_value v, pilkada_date *date) {
    return v.type == PK_STRING && pk_read_date(pk_value_span(v), date, NULL);
}

static pk_value f_stages(pk_eval *in, const pk_value *a, size_t count) {
    const char *names[32];
    pilkada_date date;
    size_t found = 0;
    (void)count;
    if (!date_of(*a, &date))
        return a->type == PK_STRING ? pk_value_error("not a date such as 2024-11-27") : no_overload();
    if (!in->frame->model)
        return no_model();
    uint32_t set = pk_model_stages(in->frame->model, date);
    for (size_t i = 0; i < pk_model_stage_count(in->frame->model); i++)
        if (set >> i & 1)
            names[found++] = pk_model_stage_name(in->frame->model, i);
    return list_of(in, names, found);
}

static pk_value f_day_of_poll(pk_eval *in, const pk_value *a, size_t count) {
    pilkada_date date;
    (void)count;
    if (!date_of(*a, &date))
        return a->type == PK_STRING ? pk_value_error("not a date such as 2024-11-27") : no_overload();
    pilkada_date polling_day = in->frame->model ? pk_model_polling_day(in->frame->model) : PILKADA_NO_DATE;
    return polling_day == PILKADA_NO_DATE ? no_model() : pk_value_int((int64_t)date - polling_day);
}

const pk_function_row pk_functions_desk[] = {
    {"tingkat_wilayah", 1, 1, PK_STYLE_GLOBAL, f_tier},
    {"wilayah_ada", 1, 1, PK_STYLE_GLOBAL, f_exists},
    {"zona", 1, 1, PK_STYLE_GLOBAL, f_zone},
    {"jenis_wilayah", 1, 1, PK_STYLE_GLOBAL, f_kind},
    {"pemilihan_wilayah", 1, 1, PK_STYLE_GLOBAL, f_contests},
    {"acuan", 2, 2, PK_STYLE_GLOBAL, f_reference},
    {"anak_wilayah", 1, 1, PK_STYLE_GLOBAL, f_children},
    {"tahapan_pada", 1, 1, PK_STYLE_GLOBAL, f_stages},
    {"hari_h", 1, 1, PK_STYLE_GLOBAL, f_day_of_poll},
    {NULL, 0, 0, 0, NULL},
};
