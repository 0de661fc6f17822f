/** @file form/lint_words.c  Words of rules that are for readers: judging does without them, so any text loads. */
#include <stdio.h>

#include <cjson/cJSON.h>

#include "form/lint.h"

static const char *const levels[] = {"semua",    "set",       "tps",         "agregat", "rekap", "akhir",
                                     "provinsi", "kerawanan", "pelanggaran", "ulang",   "hasil"};
static const char *const certainties[] = {"certain", "likely", "inferred", "unverified", "precedent", "convention"};
static const char *const severities[] = {"galat", "peringatan", "info"};

static const struct words {
    const char *member;
    const char *const *known;
    size_t count;
} members[] = {{"level", levels, sizeof levels / sizeof *levels},
               {"certainty", certainties, sizeof certainties / sizeof *certainties},
               {"severity", severities, sizeof severities / sizeof *severities}};

/* "certain, likely, inferred" */
static void put_known(pilkada_buffer *out, const struct words *words) {
    for (size_t i = 0; i < words->count; i++) {
        pk_puts(out, i ? ", " : "");
        pk_puts(out, words->known[i]);
    }
}

static void tell(pk_problems *problems, const struct words *words, const char *where, pk_span rule, pk_span word) {
    const char *near = pk_nearest(word, words->known, words->count);
    pilkada_buffer known;
    pilkada_buffer_init(&known, &problems->arena->allocator);
    put_known(&known, words);
    const pk_argument arguments[] = {
        PK_TEXT_ARG("aturan", rule), PK_TEXT_ARG("anggota", pk_span_of(words->member)), PK_TEXT_ARG("kata", word),
        PK_TEXT_ARG("daftar", ((pk_span){known.data, known.size})), PK_TEXT_ARG("saran", pk_span_of(near ? near : ""))};
    if (known.failed)
        problems->failed = true;
    else
        pk_problem_add(problems, PILKADA_SEVERITY_PERINGATAN, where, near ? "form.check.word_near" : "form.check.word",
                       arguments, 5);
    pilkada_buffer_dispose(&known);
}

static bool is_known(const struct words *words, pk_span word) {
    for (size_t i = 0; i < words->count; i++)
        if (pk_span_is(word, words->known[i]))
            return true;
    return false;
}

static void check_item(pk_problems *problems, const char *list, size_t index, const cJSON *item) {
    const cJSON *id = cJSON_GetObjectItemCaseSensitive(item, "id");
    pk_span rule = cJSON_IsString(id) ? pk_span_of(id->valuestring) : (pk_span){"", 0};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        const cJSON *word = cJSON_GetObjectItemCaseSensitive(item, members[i].member);
        char where[64];
        if (!cJSON_IsString(word) || is_known(&members[i], pk_span_of(word->valuestring)))
            continue;
        snprintf(where, sizeof where, "/%s/%zu/%s", list, index, members[i].member);
        tell(problems, &members[i], where, rule, pk_span_of(word->valuestring));
    }
}

void pk_lint_words(const cJSON *file, pk_problems *problems) {
    static const char *const lists[] = {"structure", "rules", "duties"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const cJSON *item;
        size_t index = 0;
        cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(file, lists[i]))
            check_item(problems, lists[i], index++, item);
    }
}
