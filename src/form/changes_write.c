/** @file form/changes_write.c  What one verdict has and another has not, as JSON and for people. */
#include "form/changes.h"

#include <stdio.h>

/* What a change begins with: code, severity, path, message. The others are compared. */
enum { MESSAGE = 3, HEAD_MEMBERS };

/* ---- JSON ---- */

static void put_answer(pilkada_buffer *out, const char *key, const pk_answer *answer) {
    pk_put_key(out, key);
    pk_put_named_text(out, "{", "form", answer->form);
    pk_put_named_text(out, ",", "version", answer->version);
    pk_put_named_text(out, ",", "rulebook", answer->rulebook);
    pk_puts(out, answer->valid ? ",\"valid\":true" : ",\"valid\":false");
    pk_puts(out, answer->may_submit ? ",\"may_submit\":true}," : ",\"may_submit\":false},");
}

static void put_json_members(pk_changes *self, pilkada_buffer *out, const pilkada_finding *was,
                             const pilkada_finding *is) {
    size_t written = 0;
    for (size_t i = 0; i < PK_FINDING_MEMBERS; i++)
        if (pk_changes_member(self, &pk_finding_members[i], was, is)) {
            pk_put_named_text(out, written++ ? ",{" : "{", "member", pk_finding_members[i].name);
            pk_puts(out, ",\"from\":");
            pk_put(out, self->values[0].data, self->values[0].size);
            pk_puts(out, ",\"to\":");
            pk_put(out, self->values[1].data, self->values[1].size);
            pk_putc(out, '}');
        }
}

/* `was` NULL: there is nothing to compare with. */
static void put_json_change(pk_changes *self, pilkada_buffer *out, const char *change, const pilkada_finding *was,
                            const pilkada_finding *is) {
    pk_put_named_text(out, self->written++ ? ",{" : "{", "change", change);
    pk_putc(out, ',');
    pk_put_finding_members(out, is, HEAD_MEMBERS);
    pk_puts(out, ",\"members\":[");
    if (was)
        put_json_members(self, out, was, is);
    pk_puts(out, "]}");
}

static void put_json_codes(pilkada_buffer *out, const char *key, const pk_answer *a, const pk_answer *b) {
    const char *code;
    size_t at = 0, written = 0;
    pk_put_key(out, key);
    pk_putc(out, '[');
    while ((code = pk_changes_next_code(a, b, &at))) {
        if (written++)
            pk_putc(out, ',');
        pk_put_json(out, pk_span_of(code));
    }
    pk_putc(out, ']');
}

static void put_json(pk_changes *self, pilkada_lang lang, pilkada_buffer *out) {
    (void)lang;
    pk_putc(out, '{');
    put_answer(out, "from", self->before);
    put_answer(out, "to", self->after);
    pk_puts(out, "\"findings\":[");
    for (size_t i = 0; i < self->after->finding_count; i++)
        if (!self->same[i])
            put_json_change(self, out, self->was[i] ? "changed" : "added", self->was[i], &self->after->findings[i]);
    for (size_t j = 0; j < self->before->finding_count; j++)
        if (!self->kept[j])
            put_json_change(self, out, "removed", NULL, &self->before->findings[j]);
    pk_puts(out, "],\"not_judged\":{");
    put_json_codes(out, "added", self->after, self->before);
    pk_putc(out, ',');
    put_json_codes(out, "removed", self->before, self->after);
    pk_puts(out, "}}");
}

pilkada_status pilkada_verdict_write_changes_json(const pilkada_verdict *before, const pilkada_verdict *after,
                                                  pilkada_buffer *out, pilkada_error *error) {
    return pk_changes_write(before, after, PILKADA_LANG_ID, put_json, out, error);
}

/* ---- for people ---- */

static void put_word(const pk_changes *self, pilkada_lang lang, pilkada_buffer *out, const char *word) {
    char key[64];
    snprintf(key, sizeof key, "form.changes.%s", word);
    pk_put_message(out, self->after->catalogue, key, lang, NULL, 0);
}

static void put_head(const pk_changes *self, pilkada_lang lang, pilkada_buffer *out) {
    const pk_argument arguments[] = {
        PK_TEXT_ARG("versi", pk_span_of(self->before->version)), PK_INT_ARG("baru", (int64_t)self->added),
        PK_INT_ARG("hilang", (int64_t)self->removed), PK_INT_ARG("berubah", (int64_t)self->changed)};
    bool any = self->added || self->removed || self->changed;
    pk_put_message(out, self->after->catalogue, any ? "form.changes.head" : "form.changes.none", lang, arguments, 4);
    pk_putc(out, '\n');
}

static void put_line(const pk_changes *self, pilkada_lang lang, pilkada_buffer *out, const char *change,
                     const pilkada_finding *finding) {
    pk_puts(out, "    ");
    put_word(self, lang, out, change);
    pk_putc(out, ' ');
    pk_put_finding_line(out, finding, lang);
    pk_putc(out, '\n');
}

static bool put_text_member(pk_changes *self, pilkada_buffer *out, const pk_finding_member *member,
                            const pilkada_finding *was, const pilkada_finding *is) {
    if (!pk_changes_member(self, member, was, is))
        return false;
    pk_puts(out, "      ");
    pk_puts(out, member->name);
    pk_puts(out, ": ");
    pk_put(out, self->values[0].data, self->values[0].size);
    pk_puts(out, " -> ");
    pk_put(out, self->values[1].data, self->values[1].size);
    pk_putc(out, '\n');
    return true;
}

/* A new sentence is told when nothing else changed: its numbers are operands. */
static void put_text_members(pk_changes *self, pilkada_buffer *out, const pilkada_finding *was,
                             const pilkada_finding *is) {
    bool told = false;
    for (size_t i = 0; i < PK_FINDING_MEMBERS; i++)
        if (i != MESSAGE && put_text_member(self, out, &pk_finding_members[i], was, is))
            told = true;
    if (!told)
        put_text_member(self, out, &pk_finding_members[MESSAGE], was, is);
}

static void put_text_codes(const pk_changes *self, pilkada_lang lang, pilkada_buffer *out, const char *word,
                           const pk_answer *a, const pk_answer *b) {
    const char *code;
    size_t at = 0, written = 0;
    while ((code = pk_changes_next_code(a, b, &at))) {
        pk_puts(out, written ? ", " : "    ");
        if (!written++)
            put_word(self, lang, out, word);
        pk_puts(out, code);
    }
    if (written)
        pk_putc(out, '\n');
}

static void put_text_all(pk_changes *self, pilkada_lang lang, pilkada_buffer *out) {
    put_head(self, lang, out);
    for (size_t i = 0; i < self->after->finding_count; i++) {
        const pilkada_finding *was = self->was[i], *is = &self->after->findings[i];
        if (self->same[i])
            continue;
        put_line(self, lang, out, was ? "changed" : "added", is);
        if (was)
            put_text_members(self, out, was, is);
    }
    for (size_t j = 0; j < self->before->finding_count; j++)
        if (!self->kept[j])
            put_line(self, lang, out, "removed", &self->before->findings[j]);
    put_text_codes(self, lang, out, "not_judged", self->after, self->before);
    put_text_codes(self, lang, out, "judged", self->before, self->after);
}

pilkada_status pilkada_verdict_write_changes_text(const pilkada_verdict *before, const pilkada_verdict *after,
                                                  pilkada_lang lang, pilkada_buffer *out, pilkada_error *error) {
    return pk_changes_write(before, after, lang, put_text_all, out, error);
}
