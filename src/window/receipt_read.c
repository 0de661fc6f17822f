/** @file window/receipt_read.c  Reading one receipt from its text, or from a whole report. */
#include <pilkada/report.h>

#include "core/civil.h"
#include "core/error.h"
#include "core/json.h"
#include "window/receipts.h"

/* Members of a receipt, by name. */
typedef enum member {
    MEMBER_ID,
    MEMBER_REGION,
    MEMBER_FORM,
    MEMBER_RECEIVED,
    MEMBER_CREATED,
    MEMBER_DATE,
    MEMBER_REPORTER,
    MEMBER_HASH,
    MEMBER_NIHIL,
    MEMBER_STATUS,
    MEMBER_REPLACES,
    MEMBER_COUNT
} member;

static const char *const member_names[MEMBER_COUNT] = {"id",       "region", "form",  "received", "created", "date",
                                                       "reporter", "hash",   "nihil", "status",   "replaces"};

/* Names that only a report has. */
static const char *const report_names[] = {"form_id", "form_versi", "kode_wilayah", "tanggal_laporan",
                                           "waktu_diterima"};

typedef struct reading {
    pilkada_receipts *receipts;
    pk_receipt *receipt;
    pk_span input;
    pk_json json;
    pk_arena arena; /* for escapes and names seen */
    pilkada_error *error;
} reading;

static pilkada_status refuse(const reading *self, member which, pilkada_status status, size_t offset,
                             const char *detail) {
    pk_fail_at(self->error, status, self->input, offset, "%s", detail);
    pk_error_where(self->error, member_names[which], "");
    pk_error_where(self->error, "/", "");
    return status;
}

static size_t offset_of(const reading *self) {
    return (size_t)(self->json.text.data - self->input.data);
}

/* ---- one reader for each kind of member; the value is the last event, without escapes in `text` ---- */

static pilkada_status read_name(reading *self, member which, pk_span text) {
    pk_receipt *receipt = self->receipt;
    const pk_name **const places[MEMBER_COUNT] = {
        [MEMBER_ID] = &receipt->id,     [MEMBER_REGION] = &receipt->region,     [MEMBER_FORM] = &receipt->form,
        [MEMBER_HASH] = &receipt->hash, [MEMBER_REPORTER] = &receipt->reporter, [MEMBER_REPLACES] = &receipt->replaces};
    const pk_name *name = pk_receipts_name(self->receipts, text);
    if (!name)
        return pk_fail_memory(self->error);
    *places[which] = name;
    return PILKADA_OK;
}

static pilkada_status read_instant(reading *self, member which, pk_span text) {
    pilkada_instant *place = which == MEMBER_RECEIVED ? &self->receipt->received : &self->receipt->created;
    size_t fault = 0;
    if (pk_read_instant(text, place, NULL, &fault))
        return PILKADA_OK;
    return refuse(self, which, PILKADA_E_TIME, offset_of(self) + fault,
                  "not a time with an offset; write it as 2024-11-27T00:30:00+07:00");
}

static pilkada_status read_date(reading *self, member which, pk_span text) {
    size_t fault = 0;
    if (pk_read_date(text, &self->receipt->date, &fault))
        return PILKADA_OK;
    return refuse(self, which, PILKADA_E_TIME, offset_of(self) + fault,
                  "not a date of the calendar; write it as 2024-11-27");
}

static pilkada_status read_status(reading *self, member which, pk_span text) {
    self->receipt->rejected = pk_span_is(text, "ditolak") || pk_span_is(text, "revisi");
    if (self->receipt->rejected || pk_span_is(text, "diterima"))
        return PILKADA_OK;
    return refuse(self, which, PILKADA_E_DEFINITION, offset_of(self), "must be diterima, ditolak or revisi");
}

static pilkada_status read_text_member(reading *self, member which) {
    static pilkada_status (*const readers[MEMBER_COUNT])(reading *, member,
                                                         pk_span) = {[MEMBER_RECEIVED] = read_instant,
                                                                     [MEMBER_CREATED] = read_instant,
                                                                     [MEMBER_DATE] = read_date,
                                                                     [MEMBER_STATUS] = read_status};
    pk_span text;
    if (!pk_json_unescape(&self->json, &text))
        return pk_json_error(&self->json, self->error);
    return (readers[which] ? readers[which] : read_name)(self, which, text);
}

static pilkada_status read_value(reading *self, member which) {
    pk_json_kind kind = pk_json_next(&self->json);
    if (kind == PK_JSON_BAD)
        return pk_json_error(&self->json, self->error);
    if (kind == PK_JSON_NULL)
        return PILKADA_OK;
    if (which == MEMBER_NIHIL && (kind == PK_JSON_TRUE || kind == PK_JSON_FALSE)) {
        self->receipt->nihil = kind == PK_JSON_TRUE;
        return PILKADA_OK;
    }
    if (which == MEMBER_NIHIL || kind != PK_JSON_STRING)
        return refuse(self, which, PILKADA_E_DEFINITION, offset_of(self),
                      which == MEMBER_NIHIL ? "must be true or false" : "must be a text in double quotes");
    return read_text_member(self, which);
}

/* ---- the receipt ---- */

static int place_in(pk_span name, const char *const *names, int count) {
    for (int i = 0; i < count; i++)
        if (pk_span_is(name, names[i]))
            return i;
    return -1;
}

static pilkada_status refuse_name(reading *self, pk_span name) {
    const char *near = pk_nearest(name, member_names, MEMBER_COUNT);
    if (near)
        return pk_fail_at(self->error, PILKADA_E_DEFINITION, self->input, offset_of(self),
                          "a receipt has no such member: did you mean \"%s\"?", near);
    return pk_fail_at(self->error, PILKADA_E_DEFINITION, self->input, offset_of(self),
                      "a receipt has no such member: remove it, or send the whole report");
}

static pilkada_status read_member(reading *self) {
    pk_span name;
    if (!pk_json_unescape(&self->json, &name))
        return pk_json_error(&self->json, self->error);
    int which = place_in(name, member_names, MEMBER_COUNT);
    return which >= 0 ? read_value(self, (member)which) : refuse_name(self, name);
}

static pilkada_status read_members(reading *self) {
    pilkada_status status = PILKADA_OK;
    if (pk_json_next(&self->json) != PK_JSON_OBJECT)
        return self->json.kind == PK_JSON_BAD
                   ? pk_json_error(&self->json, self->error)
                   : pk_fail_at(self->error, PILKADA_E_DEFINITION, self->input, 0, "a receipt is one JSON object");
    while (!status && pk_json_next(&self->json) == PK_JSON_KEY)
        status = read_member(self);
    if (status)
        return status;
    return self->json.kind == PK_JSON_CLOSE && pk_json_next(&self->json) == PK_JSON_END
               ? PILKADA_OK
               : pk_json_error(&self->json, self->error);
}

static pilkada_status demand(const reading *self) {
    const pk_receipt *receipt = self->receipt;
    const bool missing[] = {!receipt->id->number, !receipt->region->number, !receipt->form->number,
                            receipt->received == PILKADA_NO_INSTANT};
    for (int i = 0; i < 4; i++)
        if (missing[i])
            return refuse(self, (member)i, PILKADA_E_DEFINITION, 0, "a required member is missing or empty: add it");
    return PILKADA_OK;
}

/* ---- the report ---- */

static pilkada_status demand_head(const pilkada_report_head *head, pilkada_error *error) {
    const char *missing = !*head->region                         ? "/kode_wilayah"
                          : !*head->form                         ? "/form_id"
                          : head->received == PILKADA_NO_INSTANT ? "/waktu_diterima"
                                                                 : NULL;
    if (!missing)
        return PILKADA_OK;
    pk_fail(error, PILKADA_E_DEFINITION, "a report counts as a receipt only with this member: add it");
    pk_error_where(error, missing, "");
    return PILKADA_E_DEFINITION;
}

/* A report without an id is known by its content. */
static pilkada_status take_head(reading *self, const pilkada_report_head *head, const char *hash) {
    pk_receipt *receipt = self->receipt;
    const struct {
        const char *text;
        const pk_name **place;
    } names[] = {{*head->id ? head->id : hash, &receipt->id},
                 {head->region, &receipt->region},
                 {head->form, &receipt->form},
                 {head->reporter, &receipt->reporter},
                 {hash, &receipt->hash}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!(*names[i].place = pk_receipts_name(self->receipts, pk_span_of(names[i].text))))
            return pk_fail_memory(self->error);
    receipt->received = head->received;
    receipt->created = head->created;
    receipt->date = head->date;
    receipt->sequence = head->sequence;
    receipt->nihil = head->nihil;
    receipt->rejected = head->verification == PILKADA_VERIFICATION_REVISION;
    return PILKADA_OK;
}

static pilkada_status read_report(reading *self) {
    char hash[65];
    pilkada_report *report =
        pilkada_report_parse(self->input.data, self->input.size, &self->arena.allocator, self->error);
    if (!report)
        return self->error->status;
    const pilkada_report_head *head = pilkada_report_get_head(report);
    pilkada_status status = demand_head(head, self->error);
    if (!status)
        status = pilkada_report_content_hash(report, hash, self->error);
    if (!status)
        status = take_head(self, head, hash);
    pilkada_report_free(report);
    return status;
}

/* ---- which of the two ---- */

/* A report says so by a name of its own, wherever it stands. Faults are left to the reader that comes next. */
static bool looks_like_report(reading *self) {
    pk_span name, value;
    pk_json_start(&self->json, self->input.data, self->input.size, &self->arena);
    pk_json_next(&self->json);
    while (pk_json_next(&self->json) == PK_JSON_KEY && pk_json_unescape(&self->json, &name)) {
        if (place_in(name, report_names, (int)(sizeof report_names / sizeof *report_names)) >= 0)
            return true;
        pk_json_next(&self->json);
        pk_json_skip(&self->json, &value);
    }
    return false;
}

static pilkada_status read_receipt(reading *self) {
    pk_json_start(&self->json, self->input.data, self->input.size, &self->arena);
    pk_json_refuse_duplicates(&self->json);
    pilkada_status status = read_members(self);
    return status ? status : demand(self);
}

static void clear(reading *self) {
    const pk_name *none = pk_receipts_name(self->receipts, (pk_span){NULL, 0});
    *self->receipt = (pk_receipt){
        none, none, none, none, none, none, PILKADA_NO_INSTANT, PILKADA_NO_INSTANT, PILKADA_NO_DATE, 0, false, false};
}

pilkada_status pk_receipt_read(pilkada_receipts *self, const char *text, size_t size, pk_receipt *receipt,
                               pilkada_error *error) {
    reading in = {.receipts = self, .receipt = receipt, .input = {text, size}, .error = error};
    pk_error_clear(error);
    pk_arena_init(&in.arena, &self->arena.allocator);
    clear(&in);
    bool is_report = looks_like_report(&in);
    pilkada_status status = in.json.kind == PK_JSON_BAD && in.json.status == PILKADA_E_NOMEM ? pk_fail_memory(error)
                            : is_report                                                      ? read_report(&in)
                                                                                             : read_receipt(&in);
    pk_arena_dispose(&in.arena);
    return status;
}
