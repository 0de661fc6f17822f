/** @file form/diff_write.c  What changed from one form to another, as JSON and for people. */
#include <stdio.h>

#include "form/diff.h"

static void put_diff_value(pilkada_buffer *out, pk_diff_value value) {
    if (value.tree)
        pk_put_tree(out, value.tree);
    else
        pk_put_text_or_null(out, value.id);
}

/* ---- JSON ---- */

static void put_form(pilkada_buffer *out, const char *key, const pilkada_form *form) {
    pk_put_key(out, key);
    pk_put_named_text(out, "{", "form", pilkada_form_id(form));
    pk_put_named_text(out, ",", "version", pilkada_form_version(form));
    pk_puts(out, "},");
}

static void begin_json(pk_diff_writer *self, const pilkada_form *from, const pilkada_form *to) {
    pk_putc(self->out, '{');
    put_form(self->out, "from", from);
    put_form(self->out, "to", to);
    pk_puts(self->out, "\"changes\":[");
}

static void put_json_change(pk_diff_writer *self, const pk_diff_item *item, const char *change) {
    pk_put_named_text(self->out, self->changes ? ",{" : "{", "kind", item->kind->name);
    pk_put_named_text(self->out, ",", "id", item->id);
    pk_put_named_text(self->out, ",", "change", change);
    pk_puts(self->out, ",\"members\":[");
}

static void put_json_member(pk_diff_writer *self, const char *name, pk_diff_value from, pk_diff_value to) {
    pk_put_named_text(self->out, self->members ? ",{" : "{", "member", name);
    pk_puts(self->out, ",\"from\":");
    put_diff_value(self->out, from);
    pk_puts(self->out, ",\"to\":");
    put_diff_value(self->out, to);
    pk_putc(self->out, '}');
}

static void close_json(pk_diff_writer *self) {
    pk_puts(self->out, "]}");
}

pilkada_status pilkada_form_write_diff_json(const pilkada_form *from, const pilkada_form *to, pilkada_buffer *out,
                                            pilkada_error *error) {
    pk_diff_writer writer = {begin_json, put_json_change, put_json_member, close_json, close_json, .out = out};
    return pk_diff_write(&writer, from, to, error);
}

/* ---- for people: "isian jumlah_tps: diubah", then each member with what it was and what it is ---- */

static void put_word(pk_diff_writer *self, const char *word) {
    char key[64];
    snprintf(key, sizeof key, "form.diff.%s", word);
    pk_put_message(self->out, self->catalogue, key, self->lang, NULL, 0);
}

static void put_text_change(pk_diff_writer *self, const pk_diff_item *item, const char *change) {
    put_word(self, item->kind->name);
    pk_putc(self->out, ' ');
    pk_puts(self->out, item->id);
    pk_puts(self->out, ": ");
    put_word(self, change);
    pk_putc(self->out, '\n');
}

static void put_text_side(pilkada_buffer *out, const char *sign, pk_diff_value value) {
    pk_puts(out, sign);
    put_diff_value(out, value);
    pk_putc(out, '\n');
}

static void put_text_member(pk_diff_writer *self, const char *name, pk_diff_value from, pk_diff_value to) {
    pk_puts(self->out, "  ");
    pk_puts(self->out, name);
    pk_putc(self->out, '\n');
    put_text_side(self->out, "    - ", from);
    put_text_side(self->out, "    + ", to);
}

static void end_text(pk_diff_writer *self) {
    if (self->changes)
        return;
    put_word(self, "none");
    pk_putc(self->out, '\n');
}

pilkada_status pilkada_form_write_diff_text(const pilkada_form *from, const pilkada_form *to, pilkada_lang lang,
                                            pilkada_buffer *out, pilkada_error *error) {
    pk_diff_writer writer = {
        .change = put_text_change, .member = put_text_member, .end = end_text, .out = out, .lang = lang};
    return pk_diff_write(&writer, from, to, error);
}
