/** @file screen/write_text.c  An answer as sentences, for people. */
#include "core/catalogue.h"
#include "core/error.h"
#include "screen/screening.h"

/* ---- sentences ---- */

/* Raw text on a line of its own: line ends and other controls become blanks, bad bytes U+FFFD. */
static void put_line(pilkada_buffer *out, pk_span text) {
    const char *p = text.data, *end = p + text.size;
    while (p < end) {
        size_t length = pk_utf8_length(p, end);
        if (length == 0)
            pk_puts(out, "\xEF\xBF\xBD");
        else if ((unsigned char)*p < 0x20 || *p == 0x7F || (length == 2 && p[0] == '\xC2' && p[1] < '\xA0'))
            pk_putc(out, ' ');
        else
            pk_put(out, p, length);
        p += length ? length : 1;
    }
}

typedef struct writer {
    pilkada_buffer *out;
    const pk_answer *answer;
    pilkada_lang lang;
} writer;

/* Without a catalogue the key stands for the sentence. */
static void put_sentence(writer *self, const char *key, const pk_argument *arguments, size_t count) {
    if (self->answer->catalogue)
        pk_put_message(self->out, self->answer->catalogue, key, self->lang, arguments, count);
    else
        pk_puts(self->out, key);
}

static void put_step_name(writer *self, const char *step) {
    char key[64] = "screen.step.";
    strncat(key, step, sizeof key - strlen(key) - 1);
    put_sentence(self, key, NULL, 0);
}

static void put_steps_line(writer *self, const pilkada_hit *hit) {
    if (!hit->step_count)
        return;
    pk_puts(self->out, "    ");
    put_sentence(self, "screen.steps", NULL, 0);
    for (size_t i = 0; i < hit->step_count; i++) {
        pk_puts(self->out, i ? ", " : " ");
        put_step_name(self, hit->steps[i]);
    }
    pk_putc(self->out, '\n');
}

/* A continuation byte begins nothing: move so that the context is cut between characters. */
static size_t back_to_start(pk_span text, size_t at) {
    for (unsigned i = 0; i < 3 && at > 0 && at < text.size && ((unsigned char)text.data[at] & 0xC0) == 0x80; i++)
        at--;
    return at;
}

/* The slice with some words around it. */
static void put_quote(writer *self, const pk_hit *hit) {
    enum { AROUND = 40 }; /* bytes on each side */
    pk_span text = hit->around;
    size_t end = hit->at + hit->shown.text_size;
    size_t from = back_to_start(text, hit->at > AROUND ? hit->at - AROUND : 0);
    size_t to = back_to_start(text, text.size - end > AROUND ? end + AROUND : text.size);
    pk_puts(self->out, "    \"");
    put_line(self->out, (pk_span){text.data + from, hit->at - from});
    pk_puts(self->out, "[");
    put_line(self->out, (pk_span){text.data + hit->at, hit->shown.text_size});
    pk_puts(self->out, "]");
    put_line(self->out, (pk_span){text.data + end, to > end ? to - end : 0});
    pk_puts(self->out, "\"\n");
}

/* What matched, and what each view changed to get there. */
static void put_reading_text(writer *self, const pilkada_hit *hit) {
    if (!hit->form || !hit->change_count)
        return;
    pk_puts(self->out, "    ");
    put_sentence(self, "screen.form", NULL, 0);
    pk_puts(self->out, " \"");
    put_line(self->out, pk_span_of(hit->form));
    pk_puts(self->out, "\"\n");
    for (size_t i = 0; i < hit->change_count; i++) {
        const pilkada_change *change = &hit->changes[i];
        pk_puts(self->out, "      \"");
        put_line(self->out, (pk_span){change->from, change->from_size});
        pk_puts(self->out, "\" \xE2\x86\x92 \"");
        put_line(self->out, pk_span_of(change->to));
        pk_puts(self->out, "\": ");
        put_step_name(self, change->view);
        pk_putc(self->out, '\n');
    }
}

static void put_hit_text(writer *self, const pk_hit *item) {
    const pilkada_hit *hit = &item->shown;
    unsigned lang = self->lang == PILKADA_LANG_EN;
    pk_argument arguments[] = {PK_TEXT_ARG("rule", pk_span_of(hit->rule)),
                               PK_TEXT_ARG("category", pk_span_of(hit->label[lang])), PK_INT_ARG("points", hit->points),
                               PK_TEXT_ARG("reason", pk_span_of(hit->reason[lang]))};
    char key[64] = "screen.hit";
    if (hit->suppressed) {
        strcpy(key, "screen.suppressed.");
        strncat(key, hit->suppressed, sizeof key - strlen(key) - 1);
    }
    pk_puts(self->out, "  - ");
    put_sentence(self, key, arguments, 4);
    pk_putc(self->out, '\n');
    put_quote(self, item);
    put_steps_line(self, hit);
    put_reading_text(self, hit);
}

static void put_count_text(writer *self, const char *key, uint64_t count) {
    pk_argument argument = PK_INT_ARG("count", (int64_t)count);
    if (!count)
        return;
    pk_puts(self->out, "  ");
    put_sentence(self, key, &argument, 1);
    pk_putc(self->out, '\n');
}

/* As many as fit, and … for the others. */
static pk_span name_untried(const pk_answer *answer, char *room, size_t size) {
    static const char more[] = ", …";
    size_t used = 0;
    for (size_t i = 0; i < answer->untried_count; i++) {
        size_t length = strlen(answer->untried[i]);
        if (used + 2 + length + sizeof more > size) {
            size_t from = i ? 0 : 2;
            memcpy(room + used, more + from, sizeof more - 1 - from);
            return (pk_span){room, used + sizeof more - 1 - from};
        }
        if (i) {
            memcpy(room + used, ", ", 2);
            used += 2;
        }
        memcpy(room + used, answer->untried[i], length);
        used += length;
    }
    return (pk_span){room, used};
}

/* What a limit kept from being seen. */
static void put_limits_text(writer *self) {
    const pk_answer *answer = self->answer;
    char rules[256];
    pk_argument arguments[] = {PK_INT_ARG("size", (int64_t)answer->size), PK_INT_ARG("read", (int64_t)answer->read),
                               PK_INT_ARG("count", (int64_t)answer->untried_count),
                               PK_TEXT_ARG("rules", name_untried(answer, rules, sizeof rules))};
    for (unsigned i = 0; i < PK_LIMIT_COUNT; i++) {
        char key[64] = "screen.limit.";
        if (!(answer->limits >> i & 1))
            continue;
        strncat(key, pk_limit_names[i], sizeof key - strlen(key) - 1);
        pk_puts(self->out, "  ");
        put_sentence(self, key, arguments, 4);
        pk_putc(self->out, '\n');
    }
    put_count_text(self, "screen.left_out", answer->left_out);
    put_count_text(self, "screen.bad_bytes", answer->bad_bytes);
}

/* What was wanting, and what there is of it. */
static void put_near_text(writer *self) {
    const pk_answer *answer = self->answer;
    if (!answer->near_count)
        return;
    put_sentence(self, "screen.near", NULL, 0);
    pk_putc(self->out, '\n');
    for (size_t i = 0; i < answer->near_count; i++) {
        const pilkada_near *near = &answer->near[i];
        pk_argument arguments[] = {PK_TEXT_ARG("rule", pk_span_of(near->rule)),
                                   PK_TEXT_ARG("category", pk_span_of(near->label[self->lang == PILKADA_LANG_EN])),
                                   PK_TEXT_ARG("missing", pk_span_of(near->missing ? near->missing : "")),
                                   PK_INT_ARG("gap", (int64_t)near->gap), PK_INT_ARG("most", (int64_t)near->most)};
        char key[64] = "screen.near.";
        strncat(key, near->reason, sizeof key - strlen(key) - 1);
        pk_puts(self->out, "  - ");
        put_sentence(self, key, arguments, 5);
        pk_puts(self->out, "\n    \"");
        put_line(self->out, (pk_span){near->text, near->text_size});
        pk_puts(self->out, "\"\n");
    }
}

/* What a person decided, and by which lists: "pilkada-umum 2024.1 (0123456789ab)". */
static void put_record_text(writer *self) {
    const pk_answer *answer = self->answer;
    if (answer->disposisi) {
        put_sentence(self, "screen.disposisi", NULL, 0);
        pk_putc(self->out, ' ');
        put_line(self->out, pk_span_of(answer->disposisi));
        pk_putc(self->out, '\n');
    }
    if (!answer->explained)
        return;
    put_sentence(self, "screen.packs", NULL, 0);
    for (size_t i = 0; i < answer->screener->pack_count; i++) {
        const pilkada_pack *pack = &answer->screener->packs[i];
        pk_puts(self->out, i ? ", " : " ");
        put_line(self->out, pk_span_of(pack->id));
        pk_putc(self->out, ' ');
        put_line(self->out, pk_span_of(pack->version));
        if (pack->hash) {
            pk_puts(self->out, " (");
            pk_put(self->out, pack->hash, 12);
            pk_putc(self->out, ')');
        }
    }
    pk_putc(self->out, '\n');
}

static void put_hits_text(writer *self, const pk_hit_list *list) {
    for (size_t i = 0; i < list->count; i++)
        put_hit_text(self, &list->items[i]);
}

/* ---- many hits of one rule: the words of a weighted list ---- */

enum { MANY = 3 };

static bool is_of(const pk_hit *item, const pk_hit *other) {
    return item->shown.rule == other->shown.rule || strcmp(item->shown.rule, other->shown.rule) == 0;
}

typedef struct rule_hits {
    size_t first, count;
    int32_t points;
} rule_hits;

static rule_hits hits_of(const pk_hit_list *list, const pk_hit *item) {
    rule_hits found = {SIZE_MAX, 0, 0};
    for (size_t i = 0; i < list->count; i++) {
        if (!is_of(&list->items[i], item))
            continue;
        found.first = found.count++ ? found.first : i;
        found.points += list->items[i].shown.points;
    }
    return found;
}

/* "grup" 5, "beredar" 4, ...: a word that stands there again has its points already. */
static void put_words_text(writer *self, const pk_hit_list *list, const pk_hit *item, int32_t points) {
    const pilkada_hit *hit = &item->shown;
    unsigned lang = self->lang == PILKADA_LANG_EN;
    pk_argument arguments[] = {PK_TEXT_ARG("rule", pk_span_of(hit->rule)),
                               PK_TEXT_ARG("category", pk_span_of(hit->label[lang])), PK_INT_ARG("points", points),
                               PK_TEXT_ARG("reason", pk_span_of(hit->reason[lang]))};
    const char *before = "    ";
    pk_puts(self->out, "  - ");
    put_sentence(self, "screen.hit", arguments, 4);
    pk_putc(self->out, '\n');
    for (size_t i = 0; i < list->count; i++) {
        const pilkada_hit *word = &list->items[i].shown;
        if (!word->points || !is_of(&list->items[i], item))
            continue;
        pk_puts(self->out, before);
        pk_putc(self->out, '"');
        put_line(self->out, (pk_span){word->text, word->text_size});
        pk_puts(self->out, "\" ");
        pk_put_int(self->out, word->points);
        before = ", ";
    }
    pk_puts(self->out, *before == ' ' ? "" : "\n");
}

/* Each by itself; the words of a long list together, unless every one of them is to be explained. */
static void put_counted_text(writer *self, const pk_hit_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        rule_hits found = hits_of(list, &list->items[i]);
        if (self->answer->explained || found.count <= MANY)
            put_hit_text(self, &list->items[i]);
        else if (found.first == i)
            put_words_text(self, list, &list->items[i], found.points);
    }
}

pilkada_status pilkada_screening_write_text(const pilkada_screening *self, pilkada_lang lang, pilkada_buffer *out,
                                            pilkada_error *error) {
    if (!self || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "a screening and a buffer are needed");
    const pk_answer *answer = pk_screening_answer(self);
    writer work = {out, answer, lang};
    size_t mark = pk_buffer_mark(out);
    char key[64] = "screen.level.";
    strncat(key, pilkada_level_name(answer->level), sizeof key - strlen(key) - 1);
    pk_argument arguments[] = {PK_INT_ARG("score", answer->score), PK_INT_ARG("hits", (int64_t)answer->hits.count)};
    if (answer->id) {
        put_line(out, pk_span_of(answer->id));
        pk_puts(out, ": ");
    }
    put_sentence(&work, key, arguments, 2);
    pk_putc(out, '\n');
    put_limits_text(&work);
    put_counted_text(&work, &answer->hits);
    if (answer->suppressed.count) {
        put_sentence(&work, "screen.suppressed", NULL, 0);
        pk_putc(out, '\n');
        put_hits_text(&work, &answer->suppressed);
    }
    put_near_text(&work);
    put_record_text(&work);
    return pk_buffer_done(out, mark, error);
}
