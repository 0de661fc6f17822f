/**
 * @file pilkada/recap.h  The recap: the reports of the kabupaten/kota become the report of the province.
 *
 * The accepted reports of the regions below one region are put together into one report on the same form, field by
 * field as the form file says (`recap` of a field: docs/guide/forms.md). Every number keeps its trace: which
 * report of which region gave which part. What was not used is listed with its reason, and the result is judged by
 * the form that it is written on. Levels are data: kecamatan become a kabupaten/kota in the same way.
 *
 *     pilkada_reports *reports = pilkada_reports_new(NULL, &error);
 *     pilkada_reports_add_json(reports, line, size, &error);                          // one per line
 *     pilkada_recap_query query = PILKADA_RECAP_QUERY_INIT;
 *     query.form = "lap_tahapan_harian";
 *     query.region = "33";
 *     pilkada_date_parse("2024-11-26", 10, &query.date, &error);
 *     pilkada_recap *recap = pilkada_recap_new(NULL, &error);
 *     pilkada_rulebook_recap(rules, &query, reports, recap, &error);
 *     pilkada_recap_write_text(recap, PILKADA_LANG_ID, &out, &error);
 *
 * Which report stands for a region: copies count once and corrections replace what they correct, by the rule of
 * reporting windows (window.h); reports that were sent back, or that have errors, do not count. Of several that are
 * left, the first of these decides: approved before not approved, the higher `urutan`, the later `waktu_diterima`, the
 * later `waktu_dibuat`, the greater id. When they come from different reporters and say different things, the region
 * is in conflict: the rule that chose is named, and so is what was not chosen.
 *
 * Every text, JSON and CSV says: internal data of the election desk, no official result.
 */
#ifndef PILKADA_RECAP_H
#define PILKADA_RECAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buffer.h"
#include "export.h"
#include "form.h"
#include "memory.h"
#include "status.h"
#include "time.h"

/** A growing list of whole reports. One thread at a time; recaps only read it. */
typedef struct pilkada_reports pilkada_reports;
/** The answer. Reusable memory, one thread at a time. It reads the rulebook and the reports: free it before them. */
typedef struct pilkada_recap pilkada_recap;

/** How a region stands in the recap. */
typedef enum pilkada_recap_state {
    PILKADA_RECAP_DIPAKAI = 0,          /**< used */
    PILKADA_RECAP_NIHIL = 1,            /**< used: the report says that there was nothing */
    PILKADA_RECAP_BERBEDA = 2,          /**< used, but sources disagree: `rule` chose */
    PILKADA_RECAP_BELUM = 3,            /**< missing: no report */
    PILKADA_RECAP_TIDAK_TERJANGKAU = 4, /**< not used: asked for, but no value could be had (null) */
    PILKADA_RECAP_KOSONG = 5,           /**< not used: the report holds no value */
    PILKADA_RECAP_GALAT = 6,            /**< not used: the report has errors */
    PILKADA_RECAP_DITOLAK = 7           /**< not used: sent back for revision, or not yet approved */
} pilkada_recap_state;

/** One region below. Texts live until the recap is used again or freed. */
typedef struct pilkada_recap_place {
    const char *region; /**< Kemendagri code */
    const char *name;
    pilkada_recap_state state;
    const char *report; /**< id of the report that stands for it, or that could not be used; NULL: none */
    const char *rule;   /**< what chose it: "satu" (there was no other), "disetujui", "urutan", "diterima", "dibuat",
                           "id";   NULL: none is used */
} pilkada_recap_place;

/** Something about the recap that is not in the report itself. */
typedef struct pilkada_recap_finding {
    const char *code; /**< "RK-1" */
    pilkada_severity severity;
    const char *path; /**< JSON Pointer into the report; "" for the whole */
    const char *message_id, *message_en;
} pilkada_recap_finding;

/** What to recap. Start with PILKADA_RECAP_QUERY_INIT. */
typedef struct pilkada_recap_query {
    size_t size;          /**< sizeof the caller's struct */
    const char *form;     /**< id; required */
    const char *version;  /**< NULL: the newest */
    const char *region;   /**< code of the region above; NULL: "33" */
    pilkada_date date;    /**< the date the reports are for */
    pilkada_instant now;  /**< reports received later are left out; PILKADA_NO_INSTANT: none is */
    const char *reporter; /**< `nama_pelapor` of the result; NULL: a neutral word */
    bool approved_only;   /**< only reports whose `status_verifikasi` is disetujui */
    bool judged; /**< the caller judged them when they came and gives those that passed: they are read, and only
                    what cannot be read is judged again */
    const char *previous; /**< JSON of an earlier recap of the same form, region and date; NULL: none */
    size_t previous_size;
} pilkada_recap_query;

#define PILKADA_RECAP_QUERY_INIT                                                                                       \
    { sizeof(pilkada_recap_query), NULL, NULL, NULL, PILKADA_NO_DATE, PILKADA_NO_INSTANT, NULL, false, false, NULL, 0 }

PILKADA_BEGIN

/** "dipakai", "nihil", "berbeda", "belum", "tidak_terjangkau", "kosong", "galat", "ditolak". Static. */
PILKADA_API const char *pilkada_recap_state_name(pilkada_recap_state state);

/** @return NULL: PILKADA_E_NOMEM */
PILKADA_API pilkada_reports *pilkada_reports_new(const pilkada_allocator *allocator, pilkada_error *error);
/** NULL is allowed. */
PILKADA_API void pilkada_reports_free(pilkada_reports *self);
/**
 * Add one whole report, with its head. On failure nothing is added.
 * @return PILKADA_OK, PILKADA_E_SYNTAX, PILKADA_E_ENCODING, PILKADA_E_TIME, PILKADA_E_DEFINITION (a head member is
 *         missing or has the wrong type), PILKADA_E_LIMIT, PILKADA_E_NOMEM
 */
PILKADA_API pilkada_status pilkada_reports_add_json(pilkada_reports *self, const char *text, size_t size,
                                                    pilkada_error *error);
PILKADA_API size_t pilkada_reports_count(const pilkada_reports *self);

/** @return NULL: PILKADA_E_NOMEM */
PILKADA_API pilkada_recap *pilkada_recap_new(const pilkada_allocator *allocator, pilkada_error *error);
/** NULL is allowed. */
PILKADA_API void pilkada_recap_free(pilkada_recap *self);

/** The regions below, in the order of their codes. */
PILKADA_API size_t pilkada_recap_count(const pilkada_recap *self);
/** NULL when out of range. */
PILKADA_API const pilkada_recap_place *pilkada_recap_at(const pilkada_recap *self, size_t index);
/** How many of them are used. */
PILKADA_API size_t pilkada_recap_used(const pilkada_recap *self);
/** True when every region is used and none is in conflict. */
PILKADA_API bool pilkada_recap_complete(const pilkada_recap *self);
/** 1, or that of the previous recap, raised by one when something differs from it; 0 before the first recap. */
PILKADA_API int64_t pilkada_recap_revision(const pilkada_recap *self);
/** How many numbers, texts and regions differ from the previous recap. */
PILKADA_API size_t pilkada_recap_difference_count(const pilkada_recap *self);
PILKADA_API size_t pilkada_recap_finding_count(const pilkada_recap *self);
/** NULL when out of range. */
PILKADA_API const pilkada_recap_finding *pilkada_recap_finding_at(const pilkada_recap *self, size_t index);
/** Is the resulting report valid, and is there no finding of severity galat? */
PILKADA_API bool pilkada_recap_valid(const pilkada_recap *self);

/** The resulting report alone, as one compact JSON object: ready to be judged, approved and sent on. */
PILKADA_API pilkada_status pilkada_recap_write_report_json(const pilkada_recap *self, pilkada_buffer *out,
                                                           pilkada_error *error);
/**
 * The whole recap as one compact JSON object: notice{id,en}, recap{form, version, region, name, tier, date, revision,
 * rulebook}, coverage{expected, used, and codes by state}, places[{region, name, state, report, rule}],
 * report{}, fields[{field, recap, value, used, of, parts[{region, report, value}], without{state: [region]}}],
 * unused[{report, region, reason, codes}], left_out{}, findings[], verdict{}, differences[].
 */
PILKADA_API pilkada_status pilkada_recap_write_json(const pilkada_recap *self, pilkada_buffer *out,
                                                    pilkada_error *error);
/** A line a number and a line a part of it, RFC 4180, with a header. */
PILKADA_API pilkada_status pilkada_recap_write_csv(const pilkada_recap *self, pilkada_lang lang, pilkada_buffer *out,
                                                   pilkada_error *error);
/** The recap for people. */
PILKADA_API pilkada_status pilkada_recap_write_text(const pilkada_recap *self, pilkada_lang lang, pilkada_buffer *out,
                                                    pilkada_error *error);

PILKADA_END

#endif
