/** @file screen/pack_read.c  The head of a pack: thresholds, categories, gates, chat spellings. */
#include "screen/pack_read.h"

#include <cjson/cJSON.h>
#include <pilkada/limits.h>

#include "core/error.h"
#include "screen/scan.h"

bool pk_building_fail_memory(pk_building *self) {
    pk_fail_memory(self->error);
    return false;
}

const char *pk_building_keep(pk_building *self, const char *text) {
    if (!text)
        return NULL;
    const char *copy = pk_arena_strdup(&self->screener->arena, text, strlen(text));
    if (!copy)
        pk_building_fail_memory(self);
    return copy;
}

bool pk_building_pair(pk_building *self, const pk_reading *node, const char *pair[2]) {
    static const char *const keys[] = {"id", "en", NULL};
    pair[0] = pair[1] = NULL;
    if (!node->node)
        return pk_reading_ok(node);
    pk_read_object(node);
    pk_read_only(node, keys);
    for (size_t i = 0; i < 2; i++) {
        pk_reading text = pk_read_member(node, keys[i], true);
        pair[i] = pk_building_keep(self, pk_read_text(&text));
    }
    return pk_reading_ok(node);
}

/* ---- phrases: folded and cut by the same scan as the texts ---- */

static bool add_words(pk_building *self, const pk_reading *node, const pk_scan *scan, uint32_t *words, size_t *count) {
    if (scan->count == 0)
        pk_read_fault(node, "nothing is left of this text when it is folded: it needs letters or digits");
    else if (scan->count > PK_PHRASE_WORDS)
        pk_read_fault(node, "a phrase may have %u words", PK_PHRASE_WORDS);
    for (size_t i = 0; i < scan->count && pk_reading_ok(node); i++) {
        pk_span word = pk_scan_word(scan, i);
        if (word.size > PK_WORD_MAX)
            pk_read_fault(node, "a word may have %u bytes", PK_WORD_MAX);
        else if (!pk_vocabulary_add(&self->screener->vocabulary, word, &words[i]))
            pk_building_fail_memory(self);
    }
    *count = scan->count;
    return pk_reading_ok(node);
}

bool pk_building_words(pk_building *self, const pk_reading *node, const char *text, uint32_t *words, size_t *count) {
    return text && (pk_scan_run(&self->scan, pk_span_of(text), PK_SCAN_WIDE) || pk_building_fail_memory(self)) &&
           add_words(self, node, &self->scan, words, count);
}

bool pk_building_phrase(pk_building *self, const pk_reading *node, const char *text, pk_output output) {
    uint32_t words[PK_PHRASE_WORDS];
    size_t count;
    return pk_building_words(self, node, text, words, &count) &&
           (pk_phrases_add(&self->screener->phrases, words, count, output) || pk_building_fail_memory(self));
}

/* ---- members of the head ---- */

/* Several packs: the lowest threshold counts, so that no pack makes another one laxer. */
static void read_thresholds(pk_building *self, const pk_reading *pack) {
    static const char *const keys[] = {"periksa", "prioritas", NULL};
    pk_reading node = pk_read_member(pack, "thresholds", false);
    if (!node.node)
        return;
    pk_read_object(&node);
    pk_read_only(&node, keys);
    pk_reading low = pk_read_member(&node, "periksa", true), high = pk_read_member(&node, "prioritas", true);
    int64_t periksa = pk_read_integer(&low, 1), prioritas = pk_read_integer(&high, 1);
    if (periksa < 1 || prioritas <= periksa || prioritas > 1000000)
        pk_read_fault(&node, "1 <= periksa < prioritas <= 1000000 is needed");
    if (periksa < self->screener->periksa)
        self->screener->periksa = (int32_t)periksa;
    if (prioritas < self->screener->prioritas)
        self->screener->prioritas = (int32_t)prioritas;
}

/* A name that may be shared by packs: the place of the first one, or a new one. */
static bool name_place(pk_building *self, pk_map *names, const char *id, size_t count, uint32_t *place,
                       bool *existing) {
    if (!id || !pk_map_add(names, pk_span_of(id), (uint32_t)count, existing))
        return id ? pk_building_fail_memory(self) : false;
    pk_map_get(names, pk_span_of(id), place);
    return true;
}

static int32_t natural(const pk_reading *node, int32_t fallback) {
    int64_t value = pk_read_integer(node, fallback);
    if (value < 0 || value > INT32_MAX)
        pk_read_fault(node, "must be 0 or more");
    return (int32_t)value;
}

static int32_t lower_limit(const pk_reading *node) {
    int64_t value = pk_read_integer(node, -INT32_MAX);
    if (value > 0 || value < -INT32_MAX)
        pk_read_fault(node, "must be 0 or less");
    return (int32_t)value;
}

static void read_category(pk_building *self, const pk_reading *node) {
    static const char *const keys[] = {"id", "label", "reason", "max", "min", "alone", "false_positive", NULL};
    pilkada_screener *screener = self->screener;
    pk_read_object(node);
    pk_read_only(node, keys);
    pk_reading id = pk_read_member(node, "id", true), label = pk_read_member(node, "label", true),
               reason = pk_read_member(node, "reason", false), max = pk_read_member(node, "max", false),
               min = pk_read_member(node, "min", false), alone = pk_read_member(node, "alone", false),
               note = pk_read_member(node, "false_positive", false);
    pk_read_text(&note);
    pk_category category = {.id = pk_building_keep(self, pk_read_text(&id))};
    pk_building_pair(self, &label, category.label);
    pk_building_pair(self, &reason, category.reason);
    category.max = natural(&max, INT32_MAX);
    category.min = lower_limit(&min);
    category.alone = natural(&alone, 0);
    screener->has_alone = screener->has_alone || category.alone;
    uint32_t place;
    bool existing;
    if (!pk_reading_ok(node) ||
        !name_place(self, &self->categories, category.id, screener->category_count, &place, &existing) || existing)
        return;
    pk_category *grown = pk_grow(&screener->arena.allocator, screener->categories, screener->category_count,
                                 &screener->category_capacity, sizeof *grown);
    if (!grown) {
        pk_building_fail_memory(self);
        return;
    }
    screener->categories = grown;
    grown[screener->category_count++] = category;
}

static bool gate_place(pk_building *self, const char *id, uint32_t *place) {
    pilkada_screener *screener = self->screener;
    bool existing;
    if (!name_place(self, &self->gates, id, screener->gate_count, place, &existing) || existing)
        return id != NULL && pk_reading_ok(&(pk_reading){.error = self->error});
    const char **grown = pk_grow(&screener->arena.allocator, screener->gates, screener->gate_count,
                                 &screener->gate_capacity, sizeof *grown);
    if (!grown)
        return pk_building_fail_memory(self);
    screener->gates = grown;
    screener->wide = true;
    grown[screener->gate_count++] = id;
    return true;
}

static void read_gate(pk_building *self, const pk_reading *node) {
    static const char *const keys[] = {"id", "label", "words", NULL};
    const char *pair[2];
    uint32_t place;
    pk_read_object(node);
    pk_read_only(node, keys);
    pk_reading id = pk_read_member(node, "id", true), label = pk_read_member(node, "label", true),
               words = pk_read_member(node, "words", true), word = {.node = NULL};
    pk_building_pair(self, &label, pair);
    pk_read_array(&words);
    if (!gate_place(self, pk_building_keep(self, pk_read_text(&id)), &place))
        return;
    while (pk_reading_ok(node) && pk_read_each(&words, &word))
        pk_building_phrase(self, &word, pk_read_text(&word), (pk_output){.target = place, .role = PK_ROLE_GATE});
}

/* "yg": "yang" */
static void read_spelling(pk_building *self, const pk_reading *node) {
    uint32_t words[PK_PHRASE_WORDS], full;
    size_t count;
    if (!pk_building_words(self, node, pk_read_text(node), words, &count))
        return;
    full = words[0];
    if (count != 1)
        pk_read_fault(node, "a chat spelling stands for one word");
    else if (pk_building_words(self, node, node->node->string, words, &count) && count != 1)
        pk_read_fault(node, "a chat spelling is one word");
    else if (pk_reading_ok(node))
        pk_vocabulary_set_alias(&self->screener->vocabulary, words[0], full);
}

static void each(pk_building *self, const pk_reading *pack, const char *key, bool required,
                 void (*read)(pk_building *, const pk_reading *)) {
    pk_reading list = pk_read_member(pack, key, required), item = {.node = NULL};
    while (pk_reading_ok(pack) && list.node && pk_read_each(&list, &item))
        read(self, &item);
}

static void read_entry(pk_building *self, const pk_reading *node) {
    pk_entry_read(self, node);
}

static const char *read_required(pk_building *self, const pk_reading *pack, const char *key) {
    pk_reading text = pk_read_member(pack, key, true);
    return pk_building_keep(self, pk_read_text(&text));
}

static void read_head(pk_building *self, const pk_reading *pack) {
    static const char *const keys[] = {"comment",  "id",         "version",    "title", "source",
                                       "license",  "thresholds", "categories", "gates", "spellings",
                                       "defaults", "entries",    NULL};
    pk_read_object(pack);
    pk_read_only(pack, keys);
    pilkada_pack head = {.id = read_required(self, pack, "id"), .version = read_required(self, pack, "version")};
    read_required(self, pack, "source");
    read_required(self, pack, "license");
    const char *title[2];
    pk_reading pair = pk_read_member(pack, "title", true);
    pk_building_pair(self, &pair, title);
    self->pack = self->screener->pack_count++;
    self->screener->packs[self->pack] = head;
}

void pk_pack_too_large(pk_building *self, const pk_reading *node) {
    pk_fail(self->error, PILKADA_E_LIMIT, "a pack may have %u entries: split it", PILKADA_MAX_PACK_ENTRIES);
    pk_read_where(node, "");
}

bool pk_pack_read(pk_building *self, const cJSON *tree) {
    pk_reading pack = pk_reading_root(tree, self->error);
    read_head(self, &pack);
    read_thresholds(self, &pack);
    pk_paper_read_defaults(&self->defaults, &pack);
    each(self, &pack, "categories", false, read_category);
    each(self, &pack, "gates", false, read_gate);
    each(self, &pack, "spellings", false, read_spelling);
    pk_reading entries = pk_read_member(&pack, "entries", true);
    pk_read_array(&entries);
    size_t count = pk_read_count(&entries);
    if (count > PILKADA_MAX_PACK_ENTRIES && pk_reading_ok(&pack))
        pk_pack_too_large(self, &entries);
    each(self, &pack, "entries", true, read_entry);
    self->screener->packs[self->pack].entries = count;
    return pk_reading_ok(&pack);
}
