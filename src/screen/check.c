/** @file screen/check.c  Linting a pack: it must compile, keep its own tests, and be neutral. */
#include <cjson/cJSON.h>

#include "core/error.h"
#include "core/problems.h"
#include "screen/pack.h"
#include "screen/screen.h"

enum { INFO, PERINGATAN, GALAT };

typedef struct checking {
    pilkada_screener *screener;
    pilkada_screening *screening;
    pk_problems *problems;
    const cJSON *entry;
    const char *id;
} checking;

static void complain(checking *self, int severity, const char *key, const char *text) {
    pk_argument argument = PK_TEXT_ARG("text", pk_span_of(text));
    pk_problem_add(self->problems, severity, self->id, key, &argument, 1);
}

static bool screen(checking *self, const char *text, size_t size) {
    if (!pilkada_screener_screen(self->screener, text, size, NULL, self->screening, NULL))
        return true;
    self->problems->failed = true;
    return false;
}

/* ---- inline tests ---- */

static bool entry_counts(const checking *self) {
    for (size_t i = 0; i < pilkada_screening_hit_count(self->screening); i++)
        if (strcmp(pilkada_screening_hit(self->screening, i)->rule, self->id) == 0)
            return true;
    return false;
}

static void run_tests(checking *self, const cJSON *texts, bool must, const char *key) {
    const cJSON *text;
    cJSON_ArrayForEach(text, texts) {
        if (!cJSON_IsString(text)) {
            complain(self, GALAT, "screen.check.test_not_text", "");
            continue;
        }
        if (screen(self, text->valuestring, strlen(text->valuestring)) && entry_counts(self) != must)
            complain(self, GALAT, key, text->valuestring);
    }
}

/* ---- neutrality: the numbers of two pairs exchanged never change a score ---- */

static const struct {
    const char *a, *b;
} pairs[] = {{"1", "2"},          {"01", "02"},   {"satu", "dua"}, {"pertama", "kedua"},
             {"kesatu", "kedua"}, {"one", "two"}, {"i", "ii"}};

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
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
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

static void swap_test(checking *self, const char *text) {
    pilkada_buffer other;
    pilkada_buffer_init(&other, &self->problems->arena->allocator);
    put_exchanged(&other, pk_span_of(text));
    if (other.failed) {
        self->problems->failed = true;
    } else if (screen(self, text, strlen(text))) {
        int32_t score = pilkada_screening_score(self->screening);
        if (screen(self, other.data, other.size) && pilkada_screening_score(self->screening) != score)
            complain(self, GALAT, "screen.check.not_neutral", text);
    }
    pilkada_buffer_dispose(&other);
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

static void check_text(checking *self, const cJSON *node, bool pattern) {
    const cJSON *item;
    if (cJSON_IsString(node)) {
        if (has_number(node->valuestring, pattern))
            complain(self, GALAT, "screen.check.number", node->valuestring);
        if (!pattern)
            swap_test(self, node->valuestring);
        return;
    }
    cJSON_ArrayForEach(item, node) {
        const cJSON *inner;
        if (cJSON_IsString(item)) {
            check_text(self, item, pattern);
            continue;
        }
        cJSON_ArrayForEach(inner, item) {
            if (cJSON_IsString(inner))
                check_text(self, inner, pattern);
        }
    }
}

/* ---- one entry ---- */

static const cJSON *member(const cJSON *node, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(node, key);
}

static void check_tests(checking *self) {
    const cJSON *tests = member(self->entry, "tests"), *must = member(tests, "must");
    const char *kind = member(self->entry, "kind")->valuestring;
    run_tests(self, must, true, "screen.check.must");
    run_tests(self, member(tests, "must_not"), false, "screen.check.must_not");
    if (!must && (strcmp(kind, "regex") == 0 || strcmp(kind, "frasa_jarak") == 0))
        complain(self, PERINGATAN, "screen.check.no_test", kind);
    const cJSON *text;
    cJSON_ArrayForEach(text, must) {
        if (cJSON_IsString(text))
            swap_test(self, text->valuestring);
    }
}

static void check_entry(checking *self, const cJSON *entry) {
    self->entry = entry;
    self->id = member(entry, "id")->valuestring;
    const cJSON *status = member(entry, "status");
    if (cJSON_IsString(status) && strcmp(status->valuestring, "dicabut") == 0)
        return;
    check_text(self, member(entry, "text"), false);
    check_text(self, member(entry, "parts"), false);
    check_text(self, member(entry, "pattern"), true);
    check_tests(self);
}

void pk_screener_check(const cJSON *pack, const pk_catalogue *catalogue, const pilkada_allocator *allocator,
                       pk_problems *problems) {
    pilkada_error error = PILKADA_ERROR_INIT;
    checking work = {.problems = problems};
    work.screener = pk_screener_build(&pack, 1, catalogue, allocator, &error);
    work.screening = work.screener ? pilkada_screening_new(allocator, &error) : NULL;
    const cJSON *entry;
    if (!work.screening) {
        pk_problem_add_error(problems, &error);
    } else {
        cJSON_ArrayForEach(entry, member(pack, "entries")) check_entry(&work, entry);
    }
    pilkada_screening_free(work.screening);
    pilkada_screener_free(work.screener);
}
