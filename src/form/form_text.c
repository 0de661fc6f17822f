/** @file form/form_text.c  The form for people: sections and fields, then rules with their basis. */
#include "core/error.h"
#include "form/filling.h"
#include "form/sentence.h"

typedef struct writing {
    pilkada_buffer *out;
    pilkada_lang lang;
} writing;

static void put_words(writing *self, const char *id, const char *en) {
    pk_puts(self->out, self->lang == PILKADA_LANG_EN ? en : id);
}

/* ---- fields ---- */

static void put_limits(writing *self, const pk_field *field) {
    if (!field->bounded)
        return;
    pk_putc(self->out, ' ');
    pk_put_bound_text(self->out, field, false, self->lang);
    put_words(self, " s.d. ", " to ");
    pk_put_bound_text(self->out, field, true, self->lang);
    if (field->kind == PK_KIND_TEKS)
        put_words(self, " karakter", " characters");
    else if (field->kind == PK_KIND_DAFTAR)
        put_words(self, " baris", " rows");
}

static void put_choices(writing *self, const pk_field *field) {
    for (size_t i = 0; i < field->choice_count; i++) {
        pk_puts(self->out, i ? ", " : ": ");
        pk_puts(self->out, field->choices[i].id.data);
    }
}

static void put_type(writing *self, const pk_field *field) {
    pk_puts(self->out, pk_kind_of(field->kind)->label.text[self->lang == PILKADA_LANG_EN]);
    put_limits(self, field);
    if (field->pattern) {
        pk_putc(self->out, ' ');
        pk_puts(self->out, field->pattern->label.text[self->lang]);
    }
    if (field->unit.text[0]) {
        pk_putc(self->out, ' ');
        pk_puts(self->out, field->unit.text[self->lang]);
    }
    put_choices(self, field);
    if (field->items)
        put_choices(self, field->items);
}

static void put_need(writing *self, const pk_field *field) {
    static const char *const words[][2] = {
        [PK_NEED_WAJIB] = {"wajib", "required"},
        [PK_NEED_OPSIONAL] = {"opsional", "optional"},
        [PK_NEED_DIHITUNG] = {"dihitung, tidak diketik", "computed, not typed"},
        [PK_NEED_IF] = {"wajib bila ", "required if "},
        [PK_NEED_RULE] = {"lihat aturan ", "see rule "},
    };
    put_words(self, words[field->need][0], words[field->need][1]);
    if (field->need_source)
        pk_puts(self->out, field->need_source);
}

static void put_field(writing *self, const pk_field *field, unsigned level) {
    for (unsigned i = 0; i <= level; i++)
        pk_puts(self->out, i ? "    " : "  ");
    pk_put(self->out, field->key.text.data, field->key.text.size);
    pk_puts(self->out, "  ");
    pk_puts(self->out, field->label.text[self->lang]);
    pk_puts(self->out, "; ");
    put_type(self, field);
    pk_puts(self->out, "; ");
    put_need(self, field);
    pk_putc(self->out, '\n');
    for (size_t i = 0; field->rows && i < field->rows->count; i++)
        put_field(self, &field->rows->items[i], level + 1);
}

static unsigned level_of(const pilkada_form *form, size_t at) {
    unsigned level = 0;
    for (uint32_t group = form->fields.items[at].group; group != PK_NO_SLOT; group = form->fields.items[group].group)
        level++;
    return level;
}

static void put_sections(writing *self, const pilkada_form *form) {
    for (size_t i = 0; i < form->section_count; i++) {
        const pk_section *section = &form->sections[i];
        pk_putc(self->out, '\n');
        pk_puts(self->out, section->title.text[self->lang]);
        pk_putc(self->out, '\n');
        for (size_t at = 0; at < section->count; at++)
            put_field(self, &form->fields.items[section->first + at], level_of(form, section->first + at));
    }
}

/* ---- rules ---- */

static void put_rule(writing *self, const pk_rule *rule) {
    pk_puts(self->out, "  ");
    pk_puts(self->out, rule->id);
    pk_putc(self->out, ' ');
    pk_puts(self->out, pilkada_severity_name(rule->severity));
    pk_puts(self->out, "  ");
    pk_puts(self->out, rule->title.text[self->lang]);
    pk_puts(self->out, " (");
    for (size_t i = 0; i < rule->basis_count; i++) {
        if (i)
            pk_puts(self->out, "; ");
        pk_puts(self->out, rule->basis[i]);
    }
    pk_puts(self->out, ")\n");
}

/* A rule for each of several fields is one rule for people. */
static void put_rules(writing *self, const pilkada_form *form) {
    pk_putc(self->out, '\n');
    put_words(self, "Aturan\n", "Rules\n");
    for (size_t i = 0; i < PK_FAULT_COUNT; i++)
        if (!i || strcmp(form->structure[i].id, form->structure[i - 1].id) != 0)
            put_rule(self, &form->structure[i]);
    for (size_t i = 0; i < form->rule_count; i++) {
        const pk_rule *rule = &form->rules[i], *before = i ? rule - 1 : NULL;
        if (before && strcmp(before->id, rule->id) == 0 && strcmp(before->title.text[0], rule->title.text[0]) == 0)
            continue;
        put_rule(self, rule);
    }
    for (size_t i = 0; i < form->duty_count; i++) {
        pk_puts(self->out, "  ");
        pk_puts(self->out, form->duties[i].id);
        pk_puts(self->out, "  ");
        pk_puts(self->out, form->duties[i].message.text[self->lang]);
        pk_putc(self->out, '\n');
    }
}

pilkada_status pilkada_form_write_text(const pilkada_form *self, pilkada_lang lang, pilkada_buffer *out,
                                       pilkada_error *error) {
    if (!self || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "form and buffer must not be NULL");
    size_t mark = pk_buffer_mark(out);
    writing work = {out, lang == PILKADA_LANG_EN ? PILKADA_LANG_EN : PILKADA_LANG_ID};
    pk_puts(out, self->title.text[work.lang]);
    pk_puts(out, " (");
    pk_puts(out, self->id);
    pk_putc(out, ' ');
    pk_puts(out, self->version);
    pk_puts(out, ")\n");
    pk_puts(out, self->source.text[work.lang]);
    pk_putc(out, '\n');
    put_sections(&work, self);
    put_rules(&work, self);
    return pk_buffer_done(out, mark, error);
}
