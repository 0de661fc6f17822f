/** @file form/explain_text.c  The explanation for people: aligned, indented, in one language. */
#include "core/error.h"
#include "core/json.h"
#include "form/explain.h"

/* Columns: values wider than this are cut, names wider than this push. */
enum { VALUE_WIDTH = 44, MOST_NAME_WIDTH = 32 };

typedef struct writing {
    pilkada_buffer *out;
    const pk_catalogue *catalogue;
    pilkada_lang lang;
} writing;

static void put_message(const writing *self, const char *key) {
    pk_put_message(self->out, self->catalogue, key, self->lang, NULL, 0);
}

static void put_spaces(const writing *self, size_t count) {
    for (size_t i = 0; i < count; i++)
        pk_putc(self->out, ' ');
}

/* ---- values in a column ---- */

/* The text of a state, such as "explain.shown.absen"; the value itself where there is one. */
static pk_span text_of(const writing *self, const pk_exhibit *exhibit) {
    static const char prefix[] = "explain.shown.";
    char key[48];
    if (exhibit->shown == PK_SHOWN_VALUE)
        return pk_span_of(exhibit->text.text[self->lang]);
    memcpy(key, prefix, sizeof prefix - 1);
    memcpy(key + sizeof prefix - 1, pk_shown_name(exhibit->shown), strlen(pk_shown_name(exhibit->shown)) + 1);
    const char *text = pk_catalogue_text(self->catalogue, key, self->lang);
    return pk_span_of(text ? text : pk_shown_name(exhibit->shown));
}

/* Cut on a code point; returns the code points that were put. */
static size_t put_cut(const writing *self, pk_span text) {
    size_t width = pk_utf8_count(text);
    if (width <= VALUE_WIDTH) {
        pk_put(self->out, text.data, text.size);
        return width;
    }
    size_t size = 0;
    for (size_t i = 0; i < VALUE_WIDTH - 3; i++)
        size += pk_utf8_length(text.data + size, text.data + text.size);
    pk_put(self->out, text.data, size);
    pk_puts(self->out, "...");
    return VALUE_WIDTH;
}

static size_t width_of(const writing *self, const pk_exhibit *exhibit) {
    size_t width = pk_utf8_count(text_of(self, exhibit));
    return width < VALUE_WIDTH ? width : VALUE_WIDTH;
}

static void put_column(const writing *self, const pk_exhibit *exhibit, size_t width) {
    size_t used = put_cut(self, text_of(self, exhibit));
    put_spaces(self, width - used + 2);
}

/* ---- operands ---- */

static void put_operand(const writing *self, const pk_explained_operand *operand, size_t name_width, size_t width) {
    size_t used = pk_utf8_count(pk_span_of(operand->name));
    pk_puts(self->out, "      ");
    pk_puts(self->out, operand->name);
    put_spaces(self, (used < name_width ? name_width - used : 0) + 2);
    put_column(self, &operand->exhibit, width);
    pk_puts(self->out, operand->pointer ? operand->pointer : operand->origin);
    if (operand->label) {
        pk_puts(self->out, "  ");
        pk_puts(self->out, operand->label->text[self->lang]);
    }
    pk_putc(self->out, '\n');
}

static void put_operands(const writing *self, const pk_explained *entry) {
    size_t name_width = 0, width = 0;
    for (size_t i = 0; i < entry->operand_count; i++) {
        size_t name = pk_utf8_count(pk_span_of(entry->operands[i].name));
        size_t value = width_of(self, &entry->operands[i].exhibit);
        name_width = name > name_width && name <= MOST_NAME_WIDTH ? name : name_width;
        width = value > width ? value : width;
    }
    if (entry->operand_count)
        put_message(self, "explain.values");
    for (size_t i = 0; i < entry->operand_count; i++)
        put_operand(self, &entry->operands[i], name_width, width);
}

/* ---- the tree: one part a line, its value in front ---- */

/* As deep as expressions are. */
static size_t tree_width(const writing *self, const pk_explained_node *node) {
    size_t widest = width_of(self, &node->exhibit);
    for (const pk_explained_node *part = node->first; part; part = part->next) {
        size_t width = tree_width(self, part);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* An expression over several lines is shown on one. */
static void put_source(const writing *self, pk_span source) {
    for (size_t i = 0; i < source.size; i++)
        pk_putc(self->out, (unsigned char)source.data[i] < 0x20 ? ' ' : source.data[i]);
}

static void put_node(const writing *self, const pk_explained_node *node, size_t depth, size_t width) {
    pk_puts(self->out, "      ");
    put_column(self, &node->exhibit, width);
    put_spaces(self, 2 * depth);
    put_source(self, node->source);
    if (node->bound) {
        pk_puts(self->out, "  <- ");
        put_cut(self, pk_span_of(node->bound));
    }
    if (node->error.text[self->lang]) {
        pk_puts(self->out, ": ");
        pk_puts(self->out, node->error.text[self->lang]);
    }
    pk_putc(self->out, '\n');
    for (const pk_explained_node *part = node->first; part; part = part->next)
        put_node(self, part, depth + 1, width);
    const pk_argument more = PK_INT_ARG("jumlah", (int64_t)node->more);
    if (node->more) {
        put_spaces(self, 8 + width + 2 * depth + 2);
        pk_put_message(self->out, self->catalogue, "explain.more_parts", self->lang, &more, 1);
    }
}

static void put_tree(const writing *self, const char *key, const pk_explained_node *tree) {
    if (!tree || (!tree->first && tree->exhibit.shown == PK_SHOWN_VALUE))
        return;
    put_message(self, key);
    put_node(self, tree, 0, tree_width(self, tree));
}

/* ---- rules ---- */

static void put_line(const writing *self, const char *key, const char *text) {
    if (!text)
        return;
    put_message(self, key);
    put_source(self, pk_span_of(text));
    pk_putc(self->out, '\n');
}

static void put_basis(const writing *self, const pk_rule *rule) {
    put_message(self, "explain.basis");
    for (size_t i = 0; i < rule->basis_count; i++) {
        if (i)
            pk_puts(self->out, "; ");
        pk_puts(self->out, rule->basis[i]);
    }
    pk_putc(self->out, '\n');
}

/* "U-6 /jumlah_tps: dilanggar (galat)" and the sentence. */
static void put_heading(const writing *self, const pk_explained *entry) {
    static const char *const keys[] = {"explain.outcome.holds",          "explain.outcome.fails",
                                       "explain.outcome.not_applicable", "explain.outcome.skipped",
                                       "explain.outcome.no_context",     "explain.outcome.not_computed"};
    pk_puts(self->out, entry->face.code);
    if (*entry->face.path) {
        pk_putc(self->out, ' ');
        pk_puts(self->out, entry->face.path);
    }
    pk_puts(self->out, ": ");
    put_message(self, keys[entry->face.outcome]);
    if (entry->face.outcome == PILKADA_OUTCOME_FAILS) {
        pk_puts(self->out, " (");
        pk_puts(self->out, pk_severity_text(entry->face.severity, self->lang));
        pk_putc(self->out, ')');
    }
    pk_puts(self->out, "\n  ");
    pk_puts(self->out, self->lang == PILKADA_LANG_EN ? entry->face.reason_en : entry->face.reason_id);
    pk_putc(self->out, '\n');
}

/* A whole difference is grouped as the numbers of the sentence are. */
static void put_difference(const writing *self, const char *text) {
    pk_json reader;
    if (!text)
        return;
    put_message(self, "explain.difference");
    pk_json_start(&reader, text, strlen(text), NULL);
    if (pk_json_next(&reader) == PK_JSON_INTEGER)
        pk_put_grouped(self->out, reader.integer, self->lang);
    else
        pk_puts(self->out, text);
    pk_putc(self->out, '\n');
}

static void put_entry(const writing *self, const pk_explained *entry) {
    put_heading(self, entry);
    if (entry->rule->title.text[self->lang])
        put_line(self, "explain.title", entry->rule->title.text[self->lang]);
    put_line(self, "explain.expression", entry->face.expression);
    put_line(self, "explain.when", entry->face.when);
    put_basis(self, entry->rule);
    put_line(self, "explain.flag", entry->flag);
    put_difference(self, entry->face.difference);
    put_operands(self, entry);
    put_tree(self, "explain.condition", entry->condition);
    put_tree(self, "explain.tree", entry->tree);
}

/* Of all rules, those that have nothing to say take two lines; a rule that is asked for is shown in full. */
static bool is_brief(const pilkada_explanation *self, const pk_explained *entry) {
    return !self->asked &&
           (entry->face.outcome == PILKADA_OUTCOME_NOT_APPLICABLE || entry->face.outcome == PILKADA_OUTCOME_SKIPPED ||
            entry->face.outcome == PILKADA_OUTCOME_NO_CONTEXT);
}

static void put_answer(const writing *self, const pilkada_explanation *explanation, const pk_answer *answer) {
    pk_put_summary(self->out, answer, self->lang);
    for (size_t i = 0; i < answer->explained_count; i++) {
        pk_putc(self->out, '\n');
        (is_brief(explanation, &answer->explained[i]) ? put_heading : put_entry)(self, &answer->explained[i]);
    }
    const pk_argument more = PK_INT_ARG("jumlah", (int64_t)answer->explained_more);
    if (answer->explained_more)
        pk_put_message(self->out, self->catalogue, "explain.more_rules", self->lang, &more, 1);
}

pilkada_status pilkada_explanation_write_text(const pilkada_explanation *self, pilkada_lang lang, pilkada_buffer *out,
                                              pilkada_error *error) {
    const pk_answer *answer = pk_explanation_answer(self);
    if (!answer || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "an explanation of a report, and a buffer, are needed");
    size_t mark = pk_buffer_mark(out);
    put_answer(&(writing){out, answer->catalogue, lang == PILKADA_LANG_EN ? lang : PILKADA_LANG_ID}, self, answer);
    return pk_buffer_done(out, mark, error);
}
