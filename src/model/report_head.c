/** @file model/report_head.c  Reading the head of a report. */
#include "core/civil.h"
#include "core/error.h"
#include "model/model.h"
#include "model/report_internal.h"

typedef struct head_reading {
    const pilkada_report *report;
    pilkada_error *error;
} head_reading;

static pilkada_status refuse(const head_reading *in, pilkada_status status, const char *name, const char *detail) {
    pk_fail(in->error, status, "%s", detail);
    pk_error_where(in->error, name, "");
    pk_error_where(in->error, "/", "");
    return status;
}

/* A head member that has a value; NULL when it is absent or null. */
static const pk_member *head_member(const head_reading *in, const char *name) {
    const pk_member *m = pk_report_find(in->report, pk_span_of(name));
    return m && m->kind != PK_JSON_NULL ? m : NULL;
}

static pilkada_status text_member(const head_reading *in, const char *name, pk_span *out) {
    const pk_member *m = head_member(in, name);
    if (m && m->kind != PK_JSON_STRING)
        return refuse(in, PILKADA_E_DEFINITION, name, "must be a text");
    if (m)
        *out = m->text;
    return PILKADA_OK;
}

static pilkada_status head_text(const head_reading *in, pk_arena *arena, const char *name, const char **out) {
    pk_span text = {"", 0};
    pilkada_status status = text_member(in, name, &text);
    if (!status && !(*out = pk_arena_strdup(arena, text.data, text.size)))
        status = pk_fail_memory(in->error);
    return status;
}

static pilkada_status head_instant(const head_reading *in, const char *name, pilkada_instant *out) {
    pk_span text = {NULL, 0};
    pilkada_status status = text_member(in, name, &text);
    *out = PILKADA_NO_INSTANT;
    if (!status && text.size && !pk_read_instant(text, out, NULL, NULL))
        status = refuse(in, PILKADA_E_TIME, name, "not a time with an offset; write it as 2024-11-27T00:30:00+07:00");
    return status;
}

static pilkada_status head_date(const head_reading *in, pilkada_date *out) {
    pk_span text = {NULL, 0};
    pilkada_status status = text_member(in, "tanggal_laporan", &text);
    *out = PILKADA_NO_DATE;
    if (!status && text.size && !pk_read_date(text, out, NULL))
        status = refuse(in, PILKADA_E_TIME, "tanggal_laporan", "not a date of the calendar; write it as 2024-11-27");
    return status;
}

static pilkada_status head_sequence(const head_reading *in, int *out) {
    const pk_member *m = head_member(in, "urutan");
    if (m && (m->kind != PK_JSON_INTEGER || m->integer < 1 || m->integer > 99))
        return refuse(in, PILKADA_E_DEFINITION, "urutan", "must be a whole number from 1 to 99");
    *out = m ? (int)m->integer : 0;
    return PILKADA_OK;
}

static pilkada_status head_nihil(const head_reading *in, bool *out) {
    const pk_member *m = head_member(in, "nihil");
    bool text = m && m->kind == PK_JSON_STRING;
    if (m && m->kind != PK_JSON_TRUE && m->kind != PK_JSON_FALSE &&
        !(text && (pk_span_is(m->text, "ya") || pk_span_is(m->text, "tidak"))))
        return refuse(in, PILKADA_E_DEFINITION, "nihil", "must be true or false");
    *out = m && (m->kind == PK_JSON_TRUE || (text && pk_span_is(m->text, "ya")));
    return PILKADA_OK;
}

static pilkada_status head_tier(const head_reading *in, pilkada_tier *out) {
    pk_span text = {NULL, 0};
    pilkada_status status = text_member(in, "tingkat", &text);
    *out = pk_tier_of(text);
    if (!status && text.size && *out == PILKADA_TIER_NONE)
        status = refuse(in, PILKADA_E_DEFINITION, "tingkat",
                        "must be provinsi, kabupaten_kota, kecamatan, kelurahan_desa or tps");
    return status;
}

static pilkada_status head_verification(const head_reading *in, pilkada_verification *out) {
    static const char *const words[] = {"", "menunggu_verifikasi", "revisi", "disetujui"};
    pk_span text = {NULL, 0};
    pilkada_status status = text_member(in, "status_verifikasi", &text);
    *out = PILKADA_VERIFICATION_NONE;
    for (int i = 1; i < 4; i++)
        if (pk_span_is(text, words[i]))
            *out = (pilkada_verification)i;
    if (!status && text.size && !*out)
        status =
            refuse(in, PILKADA_E_DEFINITION, "status_verifikasi", "must be menunggu_verifikasi, revisi or disetujui");
    return status;
}

/* A list of names; the value was read before, so its syntax is sound. */
static pilkada_status head_contests(const head_reading *in, pk_arena *arena, unsigned *out) {
    const pk_member *m = head_member(in, "jenis_pemilihan");
    *out = 0;
    if (!m)
        return PILKADA_OK;
    pk_json reader;
    pk_json_start(&reader, m->value.data, m->value.size, arena);
    pk_json_kind kind = pk_json_next(&reader);
    bool list = kind == PK_JSON_ARRAY;
    while (list && (kind = pk_json_next(&reader)) == PK_JSON_STRING) {
        pk_span name;
        if (!pk_json_unescape(&reader, &name))
            return pk_fail_memory(in->error);
        unsigned contest = pk_contest_of(name);
        if (!contest)
            break;
        *out |= contest;
    }
    if (!list || kind != PK_JSON_CLOSE)
        return refuse(in, PILKADA_E_DEFINITION, "jenis_pemilihan", "must be a list of gubernur, bupati, wali_kota");
    return PILKADA_OK;
}

pilkada_status pk_report_read_head(pilkada_report *self, pilkada_error *error) {
    const head_reading in = {self, error};
    pilkada_report_head *head = &self->head;
    const struct {
        const char *name, **out;
    } texts[] = {{"id", &head->id},
                 {"form_id", &head->form},
                 {"form_versi", &head->version},
                 {"kode_wilayah", &head->region},
                 {"tahapan", &head->stage},
                 {"nama_pelapor", &head->reporter}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        pilkada_status status = head_text(&in, &self->arena, texts[i].name, texts[i].out);
        if (status)
            return status;
    }
    if (head_tier(&in, &head->tier) || head_contests(&in, &self->arena, &head->contests) ||
        head_date(&in, &head->date) || head_instant(&in, "waktu_dibuat", &head->created) ||
        head_instant(&in, "waktu_diterima", &head->received) || head_sequence(&in, &head->sequence) ||
        head_nihil(&in, &head->nihil) || head_verification(&in, &head->verification))
        return error->status;
    return PILKADA_OK;
}
