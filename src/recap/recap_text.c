/** @file recap/recap_text.c  The recap for people: what is missing first, then the numbers, then what to look at. */
#include <stdio.h>

#include "core/civil.h"
#include "core/error.h"
#include "recap/recap_internal.h"

typedef struct printing {
    const pk_recapped *answer;
    pilkada_lang lang;
    pilkada_buffer *out;
    pilkada_buffer scratch;
} printing;

static void put_line(const printing *self, const char *key, const pk_argument *arguments, size_t count) {
    pk_put_message(self->out, self->answer->rules.catalogue, key, self->lang, arguments, count);
    pk_putc(self->out, '\n');
}

static void put_heading(const printing *self, const char *key) {
    pk_putc(self->out, '\n');
    put_line(self, key, NULL, 0);
}

static void put_head(printing *self) {
    const pk_recapped *answer = self->answer;
    pk_put_date_text(&self->scratch, answer->date, self->lang);
    const pk_argument arguments[] = {
        PK_TEXT_ARG("title", pk_span_of(answer->rules.form->title.text[self->lang == PILKADA_LANG_EN])),
        PK_TEXT_ARG("region", pk_span_of(answer->region->name)),
        PK_TEXT_ARG("date", ((pk_span){self->scratch.data, self->scratch.size})),
        PK_INT_ARG("used", (int64_t)answer->used),
        PK_INT_ARG("of", (int64_t)answer->place_count),
        PK_INT_ARG("revision", answer->revision)};
    put_line(self, "recap.notice", NULL, 0);
    put_line(self, "recap.text.title", arguments, 6);
    put_line(self, "recap.text.coverage", arguments, 6);
}

static void put_findings(const printing *self) {
    for (size_t i = 0; i < self->answer->finding_count; i++) {
        const pilkada_recap_finding *finding = &self->answer->findings[i];
        pk_puts(self->out, i ? "  " : "\n  ");
        pk_puts(self->out, finding->code);
        pk_puts(self->out, "  ");
        pk_puts(self->out, self->lang == PILKADA_LANG_EN ? finding->message_en : finding->message_id);
        pk_putc(self->out, '\n');
    }
}

/* ---- numbers ---- */

static bool is_text(pk_value value) {
    return value.type == PK_STRING && memchr(value.text, '\n', value.size);
}

static void put_indented(pilkada_buffer *out, pk_span text) {
    for (size_t i = 0; i < text.size; i++) {
        pk_putc(out, text.data[i]);
        if (text.data[i] == '\n')
            pk_puts(out, "      ");
    }
}

static void put_value(const printing *self, const pk_field *field, pk_value value) {
    bool english = self->lang == PILKADA_LANG_EN;
    if (value.type == PK_INT)
        pk_put_grouped(self->out, value.integer, self->lang);
    else if (value.type == PK_STRING)
        put_indented(self->out, pk_value_span(value));
    else if (value.type == PK_LIST)
        pk_put_int(self->out, value.size);
    else if (value.type == PK_MISSING)
        pk_putc(self->out, '-');
    else
        pk_put_value(self->out, value);
    if (field->unit.text[0] && value.type != PK_MISSING) {
        pk_putc(self->out, ' ');
        pk_puts(self->out, field->unit.text[english]);
    }
}

/* "Jumlah aduan: 12 aduan", and from how many regions when it is not all that are used. */
static void put_field(const printing *self, size_t index) {
    const pk_field *field = &self->answer->rules.form->fields.items[index];
    const pk_total *total = &self->answer->totals[index];
    size_t parts = total->parts[PK_PART_GIVEN] + total->parts[PK_PART_NIHIL];
    const pk_argument arguments[] = {PK_INT_ARG("n", (int64_t)parts),
                                     PK_INT_ARG("of", (int64_t)self->answer->place_count)};
    pk_puts(self->out, "  ");
    pk_puts(self->out, field->label.text[self->lang == PILKADA_LANG_EN]);
    if (field->recap != PK_RECAP_PERCENT && parts < self->answer->used) {
        pk_puts(self->out, " ");
        pk_put_message(self->out, self->answer->rules.catalogue, "recap.text.parts", self->lang, arguments, 2);
    }
    pk_puts(self->out, is_text(total->value) ? ":\n      " : ": ");
    put_value(self, field, total->value);
    pk_putc(self->out, '\n');
}

static void put_fields(const printing *self) {
    const pilkada_form *form = self->answer->rules.form;
    for (size_t i = form->head_sections; i < form->section_count && self->answer->used; i++) {
        const pk_section *section = &form->sections[i];
        pk_putc(self->out, '\n');
        pk_puts(self->out, section->title.text[self->lang == PILKADA_LANG_EN]);
        pk_putc(self->out, '\n');
        for (size_t at = section->first; at < section->first + section->count; at++)
            if (pk_recap_shows(self->answer, at))
                put_field(self, at);
    }
}

/* ---- differences ---- */

static const char *field_label(const printing *self, const char *id) {
    const pk_field *field = pk_field_named(&self->answer->rules.form->fields, pk_span_of(id));
    return field ? field->label.text[self->lang == PILKADA_LANG_EN] : id;
}

static void put_differences(const printing *self) {
    if (self->answer->difference_count)
        put_heading(self, "recap.text.differences");
    for (size_t i = 0; i < self->answer->difference_count; i++) {
        const pk_difference *difference = &self->answer->differences[i];
        pk_puts(self->out, "  ");
        pk_puts(self->out, difference->field ? field_label(self, difference->field) : difference->region);
        pk_puts(self->out, ": ");
        pk_puts(self->out, difference->before);
        pk_puts(self->out, " -> ");
        pk_puts(self->out, difference->after);
        if (difference->change) {
            pk_puts(self->out, difference->change[0] == '-' ? " (" : " (+");
            pk_puts(self->out, difference->change);
            pk_putc(self->out, ')');
        }
        pk_putc(self->out, '\n');
    }
}

/* The findings of the form on the result, in the words of `pilkada validate`. */
static void put_verdict(const printing *self) {
    put_heading(self, "recap.text.verdict");
    pk_puts(self->out, self->answer->verdict_text[self->lang == PILKADA_LANG_EN]);
}

pilkada_status pilkada_recap_write_text(const pilkada_recap *self, pilkada_lang lang, pilkada_buffer *out,
                                        pilkada_error *error) {
    if (!self || !self->answer || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "a recap that was made, and a buffer, are needed");
    printing work = {.answer = self->answer, .lang = lang, .out = out};
    size_t mark = pk_buffer_mark(out);
    pilkada_buffer_init(&work.scratch, &out->allocator);
    put_head(&work);
    put_findings(&work);
    put_fields(&work);
    put_differences(&work);
    put_verdict(&work);
    out->failed = out->failed || work.scratch.failed;
    pilkada_buffer_dispose(&work.scratch);
    return pk_buffer_done(out, mark, error);
}
