/** @file screen/check_neutral.c  An entry is of use to no side: numbers of pairs and names, on the list and beside it.
 */
#include "screen/check.h"
#include "screen/scan.h"

/* ---- the numbers of two pairs exchanged never change a score ---- */

static const struct {
    const char *a, *b;
} pairs[] = {{"1", "2"},          {"3", "4"},        {"01", "02"},         {"03", "04"},
             {"satu", "dua"},     {"tiga", "empat"}, {"pertama", "kedua"}, {"ketiga", "keempat"},
             {"kesatu", "kedua"}, {"one", "two"},    {"i", "ii"},          {"iii", "iv"}};
enum { PAIRS = sizeof pairs / sizeof *pairs };

/* The ways to number a pair that stand beside every phrase. */
static const char *const beside[][2] = {{"1", "2"}, {"01", "02"}, {"satu", "dua"}};

static bool is_word(char c) {
    return (unsigned char)c >= 128 || pk_is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool same_word(pk_span word, const char *known) {
    if (word.size != strlen(known))
        return false;
    for (size_t i = 0; i < word.size; i++) {
        char c = word.data[i];
        if ((c >= 'A' && c <= 'Z' ? (char)(c + 32) : c) != known[i])
            return false;
    }
    return true;
}

static const char *exchanged(pk_span word) {
    for (size_t i = 0; i < PAIRS; i++) {
        if (same_word(word, pairs[i].a))
            return pairs[i].b;
        if (same_word(word, pairs[i].b))
            return pairs[i].a;
    }
    return NULL;
}

static void put_exchanged(pilkada_buffer *out, pk_span text) {
    for (size_t i = 0, end; i < text.size; i = end) {
        end = i + 1;
        while (is_word(text.data[i]) && end < text.size && is_word(text.data[end]))
            end++;
        pk_span word = {text.data + i, end - i};
        const char *other = exchanged(word);
        if (other)
            pk_puts(out, other);
        else
            pk_put(out, word.data, word.size);
    }
}

static bool score_of(pk_checking *self, const pilkada_buffer *text, int32_t *score) {
    if (text->failed) {
        self->problems->failed = true;
        return false;
    }
    bool done = pk_check_screen(self, text->data, text->size);
    *score = pilkada_screening_score(self->screening);
    return done;
}

static void swap_numbers(pk_checking *self, const char *text) {
    pilkada_buffer other;
    int32_t score, swapped;
    pilkada_buffer_init(&other, &self->problems->arena->allocator);
    put_exchanged(&other, pk_span_of(text));
    if (pk_check_screen(self, text, strlen(text))) {
        score = pilkada_screening_score(self->screening);
        if (score_of(self, &other, &swapped) && swapped != score)
            pk_check_complain(self, PK_CHECK_GALAT, "screen.check.not_neutral", text);
    }
    pilkada_buffer_dispose(&other);
}

/* ---- sentences made of an entry's own words, with each pair and each name beside them ---- */

/* What this entry gives: others are looked at in their turn. */
static int32_t own_points(const pk_checking *self) {
    int32_t points = 0;
    for (size_t i = 0; i < pilkada_screening_hit_count(self->screening); i++) {
        const pilkada_hit *hit = pilkada_screening_hit(self->screening, i);
        points += strcmp(hit->rule, self->id) == 0 ? hit->points : 0;
    }
    return points;
}

/* "calon NAME PHRASE. PHRASE calon NAME" */
static bool points_beside(pk_checking *self, const char *name, const char *phrase, int32_t *points) {
    pilkada_buffer text;
    pilkada_buffer_init(&text, &self->problems->arena->allocator);
    const char *const pieces[] = {"calon ", name, " ", phrase, ". ", phrase, " calon ", name};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        pk_puts(&text, pieces[i]);
    bool done = score_of(self, &text, points);
    *points = own_points(self);
    pilkada_buffer_dispose(&text);
    return done;
}

static void compare_beside(pk_checking *self, const char *a, const char *b, const char *phrase) {
    int32_t first, second;
    if (points_beside(self, a, phrase, &first) && points_beside(self, b, phrase, &second) && first != second)
        pk_check_complain(self, PK_CHECK_GALAT, "screen.check.not_neutral", phrase);
}

static void generated(pk_checking *self, const char *phrase) {
    const pk_pack_check *options = self->options;
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
        compare_beside(self, beside[i][0], beside[i][1], phrase);
    for (size_t i = 1; i < options->name_count; i++)
        compare_beside(self, options->names[0], options->names[i], phrase);
}

/* ---- words that are partisan or will age ---- */

/* A number on the list is a pair, a year or a date. The digits of {2,5} and \d are not meant. */
static bool has_number(const char *text, bool pattern) {
    for (const char *p = text; *p; p++) {
        if (pattern && *p == '{')
            p += strcspn(p, "}");
        else if (pk_is_digit(*p))
            return true;
        if (!*p)
            break;
    }
    return false;
}

/* Do the words of `inner` stand in a row among those of `outer`? */
static bool has_words(const pk_scan *outer, const pk_scan *inner) {
    for (size_t i = 0; inner->count && i + inner->count <= outer->count; i++) {
        size_t k = 0;
        while (k < inner->count && pk_span_equal(pk_scan_word(outer, i + k), pk_scan_word(inner, k)))
            k++;
        if (k == inner->count)
            return true;
    }
    return false;
}

static void check_names(pk_checking *self, const char *text) {
    const pilkada_allocator *memory = &self->problems->arena->allocator;
    pk_scan words, name;
    pk_scan_init(&words, memory);
    pk_scan_init(&name, memory);
    bool done = pk_scan_run(&words, pk_span_of(text), PK_SCAN_WIDE);
    for (size_t i = 0; done && i < self->options->name_count; i++) {
        done = pk_scan_run(&name, pk_span_of(self->options->names[i]), PK_SCAN_WIDE);
        if (done && has_words(&words, &name))
            pk_check_complain(self, PK_CHECK_GALAT, "screen.check.name", self->options->names[i]);
    }
    self->problems->failed = self->problems->failed || !done;
    pk_scan_dispose(&words);
    pk_scan_dispose(&name);
}

static void check_words(pk_checking *self, const char *text, bool pattern) {
    if (has_number(text, pattern))
        pk_check_complain(self, PK_CHECK_GALAT, "screen.check.number", text);
    if (self->options->name_count)
        check_names(self, text);
}

static void check_sentence(pk_checking *self, const char *text) {
    swap_numbers(self, text);
    generated(self, text);
}

static void check_phrase(pk_checking *self, const char *text) {
    check_words(self, text, false);
    check_sentence(self, text);
}

/* A text, or a list of texts. */
static void check_phrases(pk_checking *self, const cJSON *node) {
    const cJSON *item, *list = cJSON_IsArray(node) ? node : NULL;
    if (cJSON_IsString(node))
        check_phrase(self, node->valuestring);
    cJSON_ArrayForEach(item, list) check_phrase(self, item->valuestring);
}

/* ---- parts: each alternative in a sentence with the first one of every other part ---- */

static const char *first_of(const cJSON *part) {
    return cJSON_IsArray(part) ? cJSON_GetStringValue(part->child) : cJSON_GetStringValue(part);
}

static void check_alternative(pk_checking *self, const cJSON *parts, const cJSON *place, const char *text) {
    const cJSON *part;
    pilkada_buffer sentence;
    check_words(self, text, false);
    pilkada_buffer_init(&sentence, &self->problems->arena->allocator);
    cJSON_ArrayForEach(part, parts) {
        pk_puts(&sentence, part == place ? text : first_of(part));
        pk_putc(&sentence, ' ');
    }
    if (sentence.failed)
        self->problems->failed = true;
    else
        check_sentence(self, sentence.data);
    pilkada_buffer_dispose(&sentence);
}

static void check_parts(pk_checking *self, const cJSON *parts) {
    const cJSON *part, *item;
    cJSON_ArrayForEach(part, parts) {
        const cJSON *list = cJSON_IsArray(part) ? part : NULL;
        if (!list)
            check_alternative(self, parts, part, part->valuestring);
        cJSON_ArrayForEach(item, list) check_alternative(self, parts, part, item->valuestring);
    }
}

/* ---- a name by itself ---- */

static void tell_hit(pk_checking *self, const char *rule, const char *name) {
    const cJSON *entry;
    self->item = 0;
    self->id = rule;
    cJSON_ArrayForEach(entry, pk_check_member(self->pack, "entries")) {
        const char *id = pk_check_text(entry, "id");
        if (id && strcmp(id, rule) == 0)
            break;
        self->item++;
    }
    pk_check_complain(self, PK_CHECK_GALAT, "screen.check.matches_name", name);
}

void pk_check_names(pk_checking *self) {
    for (size_t i = 0; i < self->options->name_count; i++) {
        const char *name = self->options->names[i];
        if (!pk_check_screen(self, name, strlen(name)))
            return;
        for (size_t k = 0; k < pilkada_screening_hit_count(self->screening); k++) {
            const char *rule = pilkada_screening_hit(self->screening, k)->rule;
            if (k == 0 || strcmp(rule, pilkada_screening_hit(self->screening, k - 1)->rule) != 0)
                tell_hit(self, rule, name);
        }
    }
}

/* A capital more or less turns a mark of style: names beside such an example would test their length. */
static void check_example(pk_checking *self, const char *text) {
    swap_numbers(self, text);
    if (strcmp(pk_check_text(self->entry, "kind"), "gaya") != 0)
        generated(self, text);
}

void pk_check_neutral(pk_checking *self) {
    const cJSON *item;
    const char *pattern = pk_check_text(self->entry, "pattern");
    check_phrases(self, pk_check_member(self->entry, "text"));
    check_parts(self, pk_check_member(self->entry, "parts"));
    if (pattern)
        check_words(self, pattern, true);
    cJSON_ArrayForEach(item, pk_check_member(self->entry, "weights")) check_phrase(self, item->string);
    cJSON_ArrayForEach(item, pk_check_member(pk_check_member(self->entry, "tests"), "must")) {
        if (cJSON_IsString(item))
            check_example(self, item->valuestring);
    }
}
