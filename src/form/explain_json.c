/** @file form/explain_json.c  The explanation as one compact JSON object, the same bytes in every language. */
#include "core/error.h"
#include "form/explain.h"

static void put_comma(pilkada_buffer *out, size_t index) {
    if (index)
        pk_putc(out, ',');
}

/* A number, or a value that is JSON already. */
static void put_ready(pilkada_buffer *out, const char *key, const char *json) {
    pk_putc(out, ',');
    pk_put_key(out, key);
    pk_puts(out, json ? json : "null");
}

static void put_label(pilkada_buffer *out, const char *key, const pk_label *label) {
    pk_putc(out, ',');
    pk_put_key(out, key);
    if (!label || !label->text[0]) {
        pk_puts(out, "null");
        return;
    }
    pk_puts(out, "{\"id\":");
    pk_put_text_or_null(out, label->text[0]);
    pk_put_named_text(out, ",", "en", label->text[1]);
    pk_putc(out, '}');
}

static void put_exhibit(pilkada_buffer *out, const pk_exhibit *exhibit) {
    pk_put_named_text(out, ",", "state", pk_shown_name(exhibit->shown));
    put_ready(out, "value", exhibit->value);
}

static void put_operand(pilkada_buffer *out, const pk_explained_operand *operand) {
    pk_puts(out, "{\"name\":");
    pk_put_text_or_null(out, operand->name);
    put_label(out, "label", operand->label);
    pk_put_named_text(out, ",", "origin", operand->origin);
    pk_put_named_text(out, ",", "pointer", operand->pointer);
    put_exhibit(out, &operand->exhibit);
    pk_putc(out, '}');
}

/* As deep as expressions are. */
static void put_node(pilkada_buffer *out, const pk_explained_node *node) {
    if (!node) {
        pk_puts(out, "null");
        return;
    }
    pk_puts(out, "{\"source\":");
    pk_put_json(out, node->source);
    put_ready(out, "bound", node->bound);
    put_exhibit(out, &node->exhibit);
    put_label(out, "error", &node->error);
    pk_puts(out, ",\"nodes\":[");
    for (const pk_explained_node *part = node->first; part; part = part->next) {
        put_comma(out, part != node->first);
        put_node(out, part);
    }
    pk_puts(out, "],\"more\":");
    pk_put_int(out, (int64_t)node->more);
    pk_putc(out, '}');
}

static void put_basis(pilkada_buffer *out, const pk_rule *rule) {
    pk_puts(out, ",\"basis\":[");
    for (size_t i = 0; i < rule->basis_count; i++) {
        put_comma(out, i);
        pk_put_text_or_null(out, rule->basis[i]);
    }
    pk_putc(out, ']');
}

static void put_values(pilkada_buffer *out, const pk_explained *entry) {
    pk_puts(out, ",\"operands\":[");
    for (size_t i = 0; i < entry->operand_count; i++) {
        put_comma(out, i);
        put_operand(out, &entry->operands[i]);
    }
    pk_puts(out, "],\"condition\":");
    put_node(out, entry->condition);
    pk_puts(out, ",\"tree\":");
    put_node(out, entry->tree);
}

static void put_entry(pilkada_buffer *out, const pk_explained *entry) {
    const pilkada_explained *face = &entry->face;
    const pk_label reason = {{face->reason_id, face->reason_en}};
    pk_puts(out, "{\"code\":");
    pk_put_text_or_null(out, face->code);
    pk_put_named_text(out, ",", "severity", pilkada_severity_name(face->severity));
    pk_put_named_text(out, ",", "outcome", pilkada_outcome_name(face->outcome));
    put_label(out, "title", &entry->rule->title);
    pk_put_named_text(out, ",", "path", face->path);
    pk_put_named_text(out, ",", "expression", face->expression);
    pk_put_named_text(out, ",", "when", face->when);
    pk_put_named_text(out, ",", "missing", face->expression ? pk_missing_name(entry->rule->missing) : NULL);
    put_basis(out, entry->rule);
    put_values(out, entry);
    put_ready(out, "difference", face->difference);
    put_label(out, "reason", &reason);
    pk_put_named_text(out, ",", "flag", entry->flag);
    pk_putc(out, '}');
}

static void put_answer(pilkada_buffer *out, const pk_answer *answer) {
    pk_puts(out, "{\"id\":");
    pk_put_text_or_null(out, answer->id);
    pk_put_named_text(out, ",", "form", answer->form);
    pk_put_named_text(out, ",", "version", answer->version);
    pk_put_named_text(out, ",", "rulebook", answer->rulebook);
    put_ready(out, "valid", answer->valid ? "true" : "false");
    put_ready(out, "may_submit", answer->may_submit ? "true" : "false");
    pk_puts(out, ",\"rules\":[");
    for (size_t i = 0; i < answer->explained_count; i++) {
        put_comma(out, i);
        put_entry(out, &answer->explained[i]);
    }
    pk_puts(out, "],\"more\":");
    pk_put_int(out, (int64_t)answer->explained_more);
    pk_putc(out, '}');
}

pilkada_status pilkada_explanation_write_json(const pilkada_explanation *self, pilkada_buffer *out,
                                              pilkada_error *error) {
    const pk_answer *answer = pk_explanation_answer(self);
    if (!answer || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "an explanation of a report, and a buffer, are needed");
    size_t mark = pk_buffer_mark(out);
    put_answer(out, answer);
    return pk_buffer_done(out, mark, error);
}
