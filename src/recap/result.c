/** @file recap/result.c  The report that the recap makes, and the verdict on it by the same form. */
#include "core/civil.h"
#include "core/error.h"
#include "recap/recap_internal.h"

/* ---- the head ---- */

static void put_text(pilkada_buffer *out, const pk_recapped *answer, const char *text) {
    (void)answer;
    pk_put_json(out, pk_span_of(text));
}

/* The same recap has the same id; a revision has another. */
static void put_id(pilkada_buffer *out, const pk_recapped *answer) {
    char date[PILKADA_DATE_SIZE];
    pilkada_date_format(answer->date, date);
    pk_puts(out, "\"rekap-");
    pk_puts(out, answer->region->code);
    pk_putc(out, '-');
    pk_puts(out, answer->rules.form->id);
    pk_putc(out, '-');
    pk_puts(out, date);
    pk_putc(out, '-');
    pk_put_int(out, answer->revision);
    pk_putc(out, '"');
}

static void put_form(pilkada_buffer *out, const pk_recapped *answer) {
    put_text(out, answer, answer->rules.form->id);
}

static void put_version(pilkada_buffer *out, const pk_recapped *answer) {
    put_text(out, answer, answer->rules.form->version);
}

static void put_region(pilkada_buffer *out, const pk_recapped *answer) {
    put_text(out, answer, answer->region->code);
}

static void put_tier(pilkada_buffer *out, const pk_recapped *answer) {
    put_text(out, answer, pilkada_tier_name(answer->region->tier));
}

static pk_value head_value(const pk_recapped *answer, const pk_below *place, const char *name) {
    const pk_fields *fields = &answer->rules.form->fields;
    const pk_field *field = pk_field_named(fields, pk_span_of(name));
    return field ? place->chosen->slots[field - fields->items] : pk_value_missing(PILKADA_VALUE_ABSENT);
}

static unsigned contests_in(const pk_recapped *answer, const pk_below *place) {
    unsigned contests = 0;
    pk_value list = head_value(answer, place, "jenis_pemilihan");
    for (uint32_t at = 0; list.type == PK_LIST && at < list.size; at++)
        contests |= list.items[at].type == PK_STRING ? pk_contest_of(pk_value_span(list.items[at])) : 0;
    return contests;
}

/* What all of them report on: a kabupaten and a kota share the governor's contest only. */
static unsigned contests_of(const pk_recapped *answer) {
    unsigned contests = pk_recap_contests(answer);
    for (size_t i = 0; i < answer->place_count; i++)
        if (answer->places[i].chosen)
            contests &= contests_in(answer, &answer->places[i]);
    return contests;
}

static void put_contests(pilkada_buffer *out, const pk_recapped *answer) {
    unsigned contests = contests_of(answer);
    bool first = true;
    pk_putc(out, '[');
    for (unsigned contest = PILKADA_CONTEST_GUBERNUR; contest <= PILKADA_CONTEST_WALI_KOTA; contest <<= 1) {
        if (!(contests & contest))
            continue;
        pk_puts(out, first ? "" : ",");
        pk_put_json(out, pk_span_of(pk_contest_name(contest)));
        first = false;
    }
    pk_putc(out, ']');
}

static const pk_below *latest(const pk_recapped *answer) {
    const pk_below *last = NULL;
    for (size_t i = 0; i < answer->place_count; i++) {
        const pk_below *place = &answer->places[i];
        if (place->chosen &&
            (!last || pk_receipt_compare(&place->chosen->report->receipt, &last->chosen->report->receipt) > 0))
            last = place;
    }
    return last;
}

static void put_stage(pilkada_buffer *out, const pk_recapped *answer) {
    const pk_below *last = latest(answer);
    pk_put_value(out, last ? head_value(answer, last, "tahapan") : pk_value_missing(PILKADA_VALUE_ABSENT));
}

static void put_date(pilkada_buffer *out, const pk_recapped *answer) {
    char date[PILKADA_DATE_SIZE];
    pilkada_date_format(answer->date, date);
    put_text(out, answer, date);
}

static void put_made(pilkada_buffer *out, const pk_recapped *answer) {
    char text[PILKADA_INSTANT_SIZE];
    bool fits = pilkada_instant_format(answer->made, (int)answer->region->zone, text) != 0;
    if (fits)
        put_text(out, answer, text);
    else
        pk_puts(out, "null");
}

static void put_reporter(pilkada_buffer *out, const pk_recapped *answer) {
    put_text(out, answer, answer->reporter);
}

static void put_nihil(pilkada_buffer *out, const pk_recapped *answer) {
    pk_puts(out, answer->used && answer->states[PILKADA_RECAP_NIHIL] == answer->used ? "true" : "false");
}

static const struct head_row {
    const char *name;
    void (*put)(pilkada_buffer *, const pk_recapped *);
} head_rows[] = {{"id", put_id},
                 {"form_id", put_form},
                 {"form_versi", put_version},
                 {"kode_wilayah", put_region},
                 {"tingkat", put_tier},
                 {"jenis_pemilihan", put_contests},
                 {"tahapan", put_stage},
                 {"tanggal_laporan", put_date},
                 {"waktu_dibuat", put_made},
                 {"waktu_diterima", put_made},
                 {"nama_pelapor", put_reporter},
                 {"nihil", put_nihil}};

/* ---- the fields ---- */

static bool has_value(const pk_recapped *answer, size_t at) {
    const pk_field *field = &answer->rules.form->fields.items[at];
    for (size_t i = at; i < at + field->span; i++) {
        const pk_value *value = &answer->totals[i].value;
        if (pk_recap_shows(answer, i) && (value->type != PK_MISSING || value->state == PILKADA_VALUE_UNREACHED))
            return true;
    }
    return false;
}

/* Fields [from, until) as members; a group holds its own. */
static void put_fields(pilkada_buffer *out, const pk_recapped *answer, size_t from, size_t until, bool comma) {
    const pk_field *fields = answer->rules.form->fields.items;
    for (size_t i = from; i < until; i += fields[i].span) {
        if (!has_value(answer, i))
            continue;
        pk_puts(out, comma ? "," : "");
        comma = true;
        pk_put_json(out, fields[i].key.text);
        pk_putc(out, ':');
        if (pk_kind_is_group(fields[i].kind)) {
            pk_putc(out, '{');
            put_fields(out, answer, i + 1, i + fields[i].span, false);
            pk_putc(out, '}');
        } else {
            pk_put_value(out, answer->totals[i].value);
        }
    }
}

static void put_report(pilkada_buffer *out, const pk_recapped *answer) {
    const pilkada_form *form = answer->rules.form;
    pk_putc(out, '{');
    bool comma = false;
    for (size_t i = 0; i < sizeof head_rows / sizeof *head_rows; i++) {
        if (!pk_field_named(&form->fields, pk_span_of(head_rows[i].name)))
            continue;
        pk_puts(out, comma ? "," : "");
        comma = true;
        pk_put_key(out, head_rows[i].name);
        head_rows[i].put(out, answer);
    }
    put_fields(out, answer, form->head_fields, form->fields.count, comma);
    pk_putc(out, '}');
}

/* ---- making ---- */

/* `waktu_dibuat`: now, or when the last report that is used came. */
static pilkada_instant made_at(const pk_recapping *self) {
    const pk_below *last = latest(self->answer);
    if (self->query->now != PILKADA_NO_INSTANT)
        return self->query->now;
    return last ? last->chosen->report->receipt.received : PILKADA_NO_INSTANT;
}

static pilkada_status judge(pk_recapping *self) {
    pk_recapped *answer = self->answer;
    pilkada_status status = pk_form_judge(answer->rules.form, answer->report, answer->report_size, NULL,
                                          answer->rules.hash, self->verdict, self->error);
    if (!status)
        status = pilkada_verdict_write_json(self->verdict, &self->scratch, self->error);
    if (status)
        return status;
    answer->report_valid = pilkada_verdict_valid(self->verdict);
    answer->verdict = pk_recap_keep(self, &answer->verdict_size);
    for (pilkada_lang lang = PILKADA_LANG_ID; lang <= PILKADA_LANG_EN && !status; lang++) {
        status = pilkada_verdict_write_text(self->verdict, lang, &self->scratch, self->error);
        answer->verdict_text[lang] = pk_recap_keep(self, NULL);
    }
    return self->arena->failed ? pk_fail_memory(self->error) : status;
}

pilkada_status pk_recap_write_result(pk_recapping *self) {
    pk_recapped *answer = self->answer;
    answer->made = made_at(self);
    put_report(&self->scratch, answer);
    answer->report = pk_recap_keep(self, &answer->report_size);
    return answer->report ? judge(self) : pk_fail_memory(self->error);
}
