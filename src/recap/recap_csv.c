/**
 * @file recap/recap_csv.c  The recap as RFC 4180: a line a number, then a line a region that gave a part of it.
 *
 * Each line says that it is no official result: lines are copied without their head. A text that a spreadsheet
 * would take for a formula gets an apostrophe in front.
 */
#include "core/error.h"
#include "recap/recap_internal.h"

static bool looks_like_formula(pk_span text) {
    return text.size && strchr("=+-@\t\r", text.data[0]);
}

static void put_cell(pilkada_buffer *out, pk_span text) {
    pk_putc(out, '"');
    if (looks_like_formula(text))
        pk_putc(out, '\'');
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '"')
            pk_putc(out, '"');
        pk_putc(out, text.data[i]);
    }
    pk_putc(out, '"');
}

typedef struct csv {
    const pk_recapped *answer;
    pilkada_lang lang;
    pilkada_buffer *out;
    pilkada_buffer value; /* of a list */
} csv;

static void put_value(csv *self, pk_value value) {
    if (value.type == PK_STRING) {
        put_cell(self->out, pk_value_span(value));
    } else if (value.type == PK_LIST) {
        pk_put_value(&self->value, value);
        put_cell(self->out, (pk_span){self->value.data, self->value.size});
        self->out->failed = self->out->failed || self->value.failed;
        pilkada_buffer_clear(&self->value);
    } else if (value.type != PK_MISSING) {
        pk_put_value(self->out, value);
    }
}

/* form, version, date, region, revision, field, label, recap: what every line begins with. */
static void begin_line(csv *self, const pk_field *field) {
    char date[PILKADA_DATE_SIZE];
    const pk_recapped *answer = self->answer;
    pilkada_date_format(answer->date, date);
    const char *const texts[] = {answer->rules.form->id, answer->rules.form->version, date, answer->region->code};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        put_cell(self->out, pk_span_of(texts[i]));
        pk_putc(self->out, ',');
    }
    pk_put_int(self->out, answer->revision);
    pk_putc(self->out, ',');
    put_cell(self->out, field->id);
    pk_putc(self->out, ',');
    put_cell(self->out, pk_span_of(field->label.text[self->lang == PILKADA_LANG_EN]));
    pk_putc(self->out, ',');
    put_cell(self->out, pk_span_of(pk_recap_name(field->recap)));
    pk_putc(self->out, ',');
}

static void end_line(csv *self) {
    pk_putc(self->out, ',');
    put_cell(self->out, pk_span_of(pk_recap_notice(self->answer, self->lang)));
    pk_puts(self->out, "\r\n");
}

static void put_total(csv *self, size_t field) {
    const pk_total *total = &self->answer->totals[field];
    begin_line(self, &self->answer->rules.form->fields.items[field]);
    pk_puts(self->out, "\"total\",\"\",\"\",\"\",");
    pk_put_int(self->out, (int64_t)(total->parts[PK_PART_GIVEN] + total->parts[PK_PART_NIHIL]));
    pk_putc(self->out, ',');
    put_value(self, total->value);
    end_line(self);
}

static void put_part(csv *self, size_t field, const pk_below *place) {
    pk_value value = pk_value_missing(PILKADA_VALUE_ABSENT);
    const char *state = place->chosen ? pk_part_name(pk_recap_part(self->answer, place, field, &value))
                                      : pilkada_recap_state_name(place->place.state);
    begin_line(self, &self->answer->rules.form->fields.items[field]);
    pk_puts(self->out, "\"part\",");
    put_cell(self->out, pk_span_of(place->place.region));
    pk_putc(self->out, ',');
    put_cell(self->out, pk_span_of(place->chosen ? place->place.report : ""));
    pk_putc(self->out, ',');
    put_cell(self->out, pk_span_of(state));
    pk_puts(self->out, ",,");
    put_value(self, value);
    end_line(self);
}

pilkada_status pilkada_recap_write_csv(const pilkada_recap *self, pilkada_lang lang, pilkada_buffer *out,
                                       pilkada_error *error) {
    if (!self || !self->answer || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "a recap that was made, and a buffer, are needed");
    csv work = {.answer = self->answer, .lang = lang, .out = out};
    size_t mark = pk_buffer_mark(out);
    pilkada_buffer_init(&work.value, &out->allocator);
    pk_puts(out,
            "form,version,date,region,revision,field,label,recap,line,source_region,source_report,state,used,value,"
            "notice\r\n");
    for (size_t i = 0; i < self->answer->rules.form->fields.count; i++) {
        if (!pk_recap_shows(self->answer, i))
            continue;
        put_total(&work, i);
        for (size_t at = 0; at < self->answer->place_count; at++)
            put_part(&work, i, &self->answer->places[at]);
    }
    pilkada_buffer_dispose(&work.value);
    return pk_buffer_done(out, mark, error);
}
