/**
 * @file pilkada/report.h  The report: a head that every form shares, and values.
 *
 * A report is one flat JSON object. Head and values stand side by side, each under its field id:
 *
 *     {"id": "r-001", "form_id": "lap_tungsura", "form_versi": "2024.1", "kode_wilayah": "33.16",
 *      "tingkat": "kabupaten_kota", "jenis_pemilihan": ["gubernur", "bupati"], "tahapan": "pemungutan",
 *      "tanggal_laporan": "2024-11-27", "waktu_dibuat": "2024-11-27T09:00:00+07:00",
 *      "waktu_diterima": "2024-11-27T09:01:30+07:00", "nama_pelapor": "Petugas Contoh", "nihil": false,
 *      "jam_pantau": "09:00", "jumlah_tps": 1453, ...}
 *
 * Four things that look alike are kept apart: a value can be *absent* (no such key), *unreached* (null:
 * it was asked for and could not be had), *empty* ("" or blanks, an empty list) or *nihil* ("nihil",
 * "-", "tidak ada": the reporter says that there is nothing). A report as a whole can be nihil, too.
 *
 * Reading a report here checks its shape only. Whether it is right is for pilkada_rulebook_judge().
 * A report is immutable: share it between threads freely.
 */
#ifndef PILKADA_REPORT_H
#define PILKADA_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "buffer.h"
#include "export.h"
#include "memory.h"
#include "region.h"
#include "status.h"
#include "time.h"

typedef struct pilkada_report pilkada_report;

/** What stands where a value is expected. */
typedef enum pilkada_value_state {
    PILKADA_VALUE_ABSENT = 0,    /**< no such key */
    PILKADA_VALUE_UNREACHED = 1, /**< null: asked for, could not be had */
    PILKADA_VALUE_EMPTY = 2,     /**< "", blanks only, or an empty list */
    PILKADA_VALUE_NIHIL = 3,     /**< the reporter says: nothing */
    PILKADA_VALUE_GIVEN = 4      /**< a value; zero is one */
} pilkada_value_state;

/** Where a report stands in its verification (SiTARA's three words). */
typedef enum pilkada_verification {
    PILKADA_VERIFICATION_NONE = 0,
    PILKADA_VERIFICATION_WAITING = 1,  /**< menunggu_verifikasi */
    PILKADA_VERIFICATION_REVISION = 2, /**< revisi: sent back, `catatan` says why */
    PILKADA_VERIFICATION_APPROVED = 3  /**< disetujui */
} pilkada_verification;

/** The head. Texts are "" when absent and live as long as the report. */
typedef struct pilkada_report_head {
    const char *id;                    /**< id */
    const char *form;                  /**< form_id */
    const char *version;               /**< form_versi */
    const char *region;                /**< kode_wilayah */
    pilkada_tier tier;                 /**< tingkat */
    unsigned contests;                 /**< jenis_pemilihan, set of pilkada_contest */
    const char *stage;                 /**< tahapan */
    pilkada_date date;                 /**< tanggal_laporan, or PILKADA_NO_DATE */
    pilkada_instant created;           /**< waktu_dibuat, or PILKADA_NO_INSTANT */
    pilkada_instant received;          /**< waktu_diterima, or PILKADA_NO_INSTANT */
    int sequence;                      /**< urutan, 0 when absent */
    const char *reporter;              /**< nama_pelapor */
    bool nihil;                        /**< nihil */
    pilkada_verification verification; /**< status_verifikasi */
} pilkada_report_head;

PILKADA_BEGIN

/**
 * Read a report.
 * @return the report, to be freed by pilkada_report_free(); NULL on failure: PILKADA_E_SYNTAX, PILKADA_E_ENCODING,
 *         PILKADA_E_LIMIT, PILKADA_E_TIME (error->where is the JSON Pointer), PILKADA_E_DEFINITION (a head field has
 *         the wrong type), PILKADA_E_NOMEM
 */
PILKADA_API pilkada_report *pilkada_report_parse(const char *text, size_t size, const pilkada_allocator *allocator,
                                                 pilkada_error *error);
/** NULL is allowed. */
PILKADA_API void pilkada_report_free(pilkada_report *self);

/** The head; NULL for NULL. Lives as long as the report. */
PILKADA_API const pilkada_report_head *pilkada_report_get_head(const pilkada_report *self);

/** The state of the value under a field id. PILKADA_VALUE_ABSENT for NULL. */
PILKADA_API pilkada_value_state pilkada_report_state(const pilkada_report *self, const char *field, size_t size);

/** Is this text a way to say "nihil"? "-", "nihil", "NIHIL", "(NIHIL)", "tidak ada", " Nihil. ". */
PILKADA_API bool pilkada_text_is_nihil(const char *text, size_t size);

/**
 * SHA-256 of what the report says, as 64 hex digits: all members in the order of their ids, without
 * `id`, `waktu_diterima`, `urutan` and `status_verifikasi`. A report sent twice unchanged has one hash.
 */
PILKADA_API pilkada_status pilkada_report_content_hash(const pilkada_report *self, char out[65], pilkada_error *error);

/** The report as compact JSON, members in the order read: reading it again gives an equal report. */
PILKADA_API pilkada_status pilkada_report_write_json(const pilkada_report *self, pilkada_buffer *out,
                                                     pilkada_error *error);

PILKADA_END

#endif
