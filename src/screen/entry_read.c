/** @file screen/entry_read.c  One entry of a pack: its head, then what its kind needs. */
#include <cjson/cJSON.h>
#include <pilkada/limits.h>
#include <pilkada/time.h>

#include "core/error.h"
#include "screen/pack_read.h"

const char *const pk_entry_kind_names[PK_ENTRY_KIND_COUNT] = {"kata", "frasa", "frasa_jarak", "regex", "gaya", "bobot"};
const char *const pk_entry_status_names[PK_STATUS_COUNT] = {"aktif", "uji", "dicabut"};
const char *const pk_style_names[PK_STYLE_COUNT] = {"kapital",  "tanda_seru",  "tanda_tanya",
                                                    "pembatas", "angka_huruf", "huruf_hias"};
enum { MAX_POINTS = 1000, MAX_GAP = 50, MAX_PARTS = 8 };

/* The place of a text among names; faults if it is none of them. */
static unsigned name_of(const pk_reading *node, const char *text, const char *const *names, size_t count) {
    for (size_t i = 0; text && i < count; i++)
        if (strcmp(text, names[i]) == 0)
            return (unsigned)i;
    const char *near = text ? pk_nearest(pk_span_of(text), names, count) : NULL;
    pk_read_fault(node, near ? "not a known name; meant: %s?" : "not a known name, such as %s", near ? near : names[0]);
    return 0;
}

static int32_t bounded(const pk_reading *node, int64_t fallback, int64_t least, int64_t most) {
    int64_t value = pk_read_integer(node, fallback);
    if (value < least || value > most)
        pk_read_fault(node, "must lie between %lld and %lld", (long long)least, (long long)most);
    return (int32_t)value;
}

/* ---- the head ---- */

/* Texts that most entries share are known by their place in the tree: what was read from one is not read again. */
static void read_paper(pk_building *self, const pk_reading *node, pk_entry *entry) {
    pk_paper paper, *last = &self->last;
    pk_paper_read(&paper, &self->defaults, node);
    if (paper.source != last->source)
        self->source = pk_building_keep(self, paper.source);
    if (paper.status != last->status || !paper.status) {
        pk_reading status = pk_read_member(node, "status", false);
        self->status = (pk_entry_status)name_of(&status, paper.status, pk_entry_status_names, PK_STATUS_COUNT);
    }
    if (paper.date != last->date) {
        pk_reading date = pk_read_member(node, "date", false);
        pk_paper_date(&date, paper.date);
    }
    entry->expires = PK_FOREVER;
    if (paper.expires) {
        pk_reading expires = pk_read_member(node, "expires", false);
        entry->expires = pk_paper_date(&expires, paper.expires);
    }
    entry->source = self->source;
    entry->status = self->status;
    *last = paper;
}

static void read_category_of(pk_building *self, const pk_reading *node, pk_entry *entry) {
    pk_reading category = pk_read_member(node, "category", true);
    const char *text = pk_read_text(&category);
    if (text && !pk_map_get(&self->categories, pk_span_of(text), &entry->category))
        pk_read_fault(&category, "the pack has no such category");
}

static void read_gate_of(pk_building *self, const pk_reading *node, pk_entry *entry) {
    pk_reading gate = pk_read_member(node, "gate", false);
    const char *text = pk_read_text(&gate);
    entry->gate = PK_NONE;
    if (text && !pk_map_get(&self->gates, pk_span_of(text), &entry->gate))
        pk_read_fault(&gate, "the pack has no such gate");
}

static void read_views(const pk_reading *node, pk_entry *entry) {
    pk_reading views = pk_read_member(node, "views", false), view = {.node = NULL};
    entry->views = views.node ? 0 : PK_STEP_ALL;
    if (!views.node)
        return;
    pk_read_array(&views);
    while (pk_reading_ok(node) && pk_read_each(&views, &view))
        entry->views |= (uint8_t)(1u << name_of(&view, pk_read_text(&view), pk_step_names, PK_STEP_COUNT));
}

static void read_reason(pk_building *self, const pk_reading *node, pk_entry *entry) {
    pk_reading reason = pk_read_member(node, "reason", false);
    pk_building_pair(self, &reason, entry->reason);
    if (reason.node || !pk_reading_ok(node))
        return;
    const pk_category *category = &self->screener->categories[entry->category];
    entry->reason[0] = category->reason[0];
    entry->reason[1] = category->reason[1];
    if (!entry->reason[0])
        pk_read_fault(node, "a reason is needed, here or in the category");
}

/* An id stands once in all packs: both places are told. */
static void read_id(pk_building *self, const pk_reading *node, pk_entry *entry, uint32_t place) {
    const pilkada_screener *screener = self->screener;
    pk_reading id = pk_read_member(node, "id", true);
    bool existing = false;
    uint32_t other;
    entry->id = pk_building_keep(self, pk_read_text(&id));
    if (!entry->id)
        return;
    if (!pk_map_add(&self->ids, pk_span_of(entry->id), place, &existing))
        pk_building_fail_memory(self);
    else if (existing && pk_map_get(&self->ids, pk_span_of(entry->id), &other))
        pk_read_fault(&id, "another entry has this id, /entries/%u of pack \"%.64s\": rename one of them",
                      screener->entries[other].item, screener->packs[screener->entries[other].pack].id);
}

static void read_head(pk_building *self, const pk_reading *node, pk_entry *entry, uint32_t place) {
    pk_reading kind = pk_read_member(node, "kind", true), points = pk_read_member(node, "points", false);
    entry->pack = (uint32_t)self->pack;
    entry->item = (uint32_t)node->index;
    read_id(self, node, entry, place);
    entry->kind = (pk_entry_kind)name_of(&kind, pk_read_text(&kind), pk_entry_kind_names, PK_ENTRY_KIND_COUNT);
    if (!points.node == (entry->kind != PK_ENTRY_BOBOT))
        pk_read_fault(node, "\"points\" is needed, or \"weights\" for the kind \"bobot\", not both");
    entry->points = bounded(&points, 0, -MAX_POINTS, MAX_POINTS);
    read_category_of(self, node, entry);
    read_gate_of(self, node, entry);
    read_views(node, entry);
    read_paper(self, node, entry);
    if (pk_reading_ok(node))
        read_reason(self, node, entry);
}

/* ---- kinds ---- */

static void list_add(pk_building *self, uint32_t **list, size_t *count, size_t *capacity, uint32_t place) {
    uint32_t *grown = pk_grow(&self->screener->arena.allocator, *list, *count, capacity, sizeof *grown);
    if (!grown) {
        pk_building_fail_memory(self);
        return;
    }
    *list = grown;
    grown[(*count)++] = place;
}

/* A text, or a list of texts of which any will do. */
static void add_alternatives(pk_building *self, const pk_reading *node, pk_output output) {
    pk_reading item = {.node = NULL};
    if (!cJSON_IsArray(node->node)) {
        pk_building_phrase(self, node, pk_read_text(node), output);
        return;
    }
    if (pk_read_count(node) == 0)
        pk_read_fault(node, "at least one text is needed");
    while (pk_reading_ok(node) && pk_read_each(node, &item))
        pk_building_phrase(self, &item, pk_read_text(&item), output);
}

static void read_word(pk_building *self, const pk_reading *node, pk_entry *entry, uint32_t place) {
    (void)entry;
    pk_reading text = pk_read_member(node, "text", true);
    uint32_t words[PK_PHRASE_WORDS];
    size_t count;
    if (pk_building_words(self, &text, pk_read_text(&text), words, &count) && count != 1)
        pk_read_fault(&text, "a word is one word; use the kind \"frasa\"");
    pk_output output = {.target = place, .role = PK_ROLE_ENTRY};
    if (pk_reading_ok(node) && !pk_phrases_add(&self->screener->phrases, words, count, output))
        pk_building_fail_memory(self);
}

static void read_phrase(pk_building *self, const pk_reading *node, pk_entry *entry, uint32_t place) {
    (void)entry;
    pk_reading text = pk_read_member(node, "text", true);
    if (text.node)
        add_alternatives(self, &text, (pk_output){.target = place, .role = PK_ROLE_ENTRY});
}

static void read_parts(pk_building *self, const pk_reading *node, pk_entry *entry, uint32_t place) {
    pk_reading parts = pk_read_member(node, "parts", true), gap = pk_read_member(node, "gap", true),
               part = {.node = NULL};
    size_t count = pk_read_count(&parts);
    entry->gap = (uint8_t)bounded(&gap, 0, 0, MAX_GAP);
    pk_read_array(&parts);
    if (count < 2 || count > MAX_PARTS)
        pk_read_fault(&parts, "2 to %d parts are needed", MAX_PARTS);
    entry->parts = (uint8_t)count;
    self->screener->has_sentences = true;
    entry->part_base = (uint32_t)self->screener->part_count;
    self->screener->part_count += count;
    while (pk_reading_ok(node) && pk_read_each(&parts, &part))
        add_alternatives(self, &part, (pk_output){.target = place, .role = PK_ROLE_PART, .part = (uint16_t)part.index});
}

static void read_pattern(pk_building *self, const pk_reading *node, pk_entry *entry, uint32_t place) {
    pk_reading pattern = pk_read_member(node, "pattern", true), needs = pk_read_member(node, "needs", false);
    const char *text = pk_read_text(&pattern);
    if (!text)
        return;
    entry->needs = needs.node != NULL;
    if (needs.node)
        add_alternatives(self, &needs, (pk_output){.target = place, .role = PK_ROLE_NEED});
    if (pk_reading_ok(node) &&
        pk_pattern_compile(&entry->pattern, pk_span_of(text), &self->screener->arena.allocator, self->error))
        pk_read_where(&pattern, "");
    pilkada_screener *screener = self->screener;
    screener->wide = true;
    list_add(self, &screener->patterns, &screener->pattern_count, &screener->pattern_capacity, place);
}

static void read_style(pk_building *self, const pk_reading *node, pk_entry *entry, uint32_t place) {
    pilkada_screener *screener = self->screener;
    pk_reading style = pk_read_member(node, "style", true), percent = pk_read_member(node, "percent", false),
               least = pk_read_member(node, "least", false);
    entry->style = (pk_style)name_of(&style, pk_read_text(&style), pk_style_names, PK_STYLE_COUNT);
    entry->percent = (uint8_t)bounded(&percent, 60, 1, 100);
    entry->least = (uint16_t)bounded(&least, entry->style == PK_STYLE_KAPITAL ? 20 : 1, 1, 10000);
    screener->wide = true;
    list_add(self, &screener->styles, &screener->style_count, &screener->style_capacity, place);
}

/* A new entry at the end of the list, and its place; NULL when memory is out. */
static pk_entry *entry_add(pk_building *self, uint32_t *place) {
    pilkada_screener *screener = self->screener;
    pk_entry *grown = pk_grow(&screener->arena.allocator, screener->entries, screener->entry_count,
                              &screener->entry_capacity, sizeof *grown);
    if (!grown) {
        pk_building_fail_memory(self);
        return NULL;
    }
    screener->entries = grown;
    *place = (uint32_t)screener->entry_count++;
    grown[*place] = (pk_entry){.gate = PK_NONE};
    return &grown[*place];
}

/* The entry itself becomes its first phrase; the others are like it but for their points. */
static void read_weights(pk_building *self, const pk_reading *node, pk_entry *entry, uint32_t place) {
    pk_reading weights = pk_read_member(node, "weights", true), weight = {.node = NULL};
    pk_entry model = *entry;
    pk_read_object(&weights);
    if (pk_reading_ok(node) && pk_read_count(&weights) > PILKADA_MAX_PACK_ENTRIES)
        pk_pack_too_large(self, &weights);
    if (pk_reading_ok(node) && pk_read_count(&weights) == 0)
        pk_read_fault(&weights, "at least one phrase is needed");
    while (pk_reading_ok(node) && pk_read_each(&weights, &weight)) {
        pk_entry *grown = weight.index ? entry_add(self, &place) : &self->screener->entries[place];
        if (!grown)
            return;
        *grown = model;
        grown->points = bounded(&weight, 0, -MAX_POINTS, MAX_POINTS);
        pk_building_phrase(self, &weight, weight.node->string, (pk_output){.target = place, .role = PK_ROLE_ENTRY});
    }
}

static void (*const kind_readers[PK_ENTRY_KIND_COUNT])(pk_building *, const pk_reading *, pk_entry *, uint32_t) = {
    read_word, read_phrase, read_parts, read_pattern, read_style, read_weights};

static const char *const common_keys[] = {"id",     "kind",   "category", "points",        "views",   "gate",
                                          "reason", "source", "date",     "status",        "expires", "exclusions",
                                          "tests",  "note",   "author",   "false_positive"};
static const char *const kind_keys[PK_ENTRY_KIND_COUNT][4] = {
    {"text"}, {"text"}, {"parts", "gap"}, {"pattern", "needs"}, {"style", "percent", "least"}, {"weights"}};

static void read_only_known(const pk_reading *node, pk_entry_kind kind) {
    enum { COMMON = sizeof common_keys / sizeof *common_keys };
    const char *keys[COMMON + 4] = {NULL};
    memcpy(keys, common_keys, sizeof common_keys);
    for (size_t i = 0; i < 3 && kind_keys[kind][i]; i++)
        keys[COMMON + i] = kind_keys[kind][i];
    pk_read_only(node, keys);
}

static void read_exclusions(pk_building *self, const pk_reading *node, uint32_t place) {
    pk_reading list = pk_read_member(node, "exclusions", false);
    if (!list.node)
        return;
    self->screener->has_sentences = self->screener->wide = true;
    self->screener->entries[place].excludes = true;
    add_alternatives(self, &list, (pk_output){.target = place, .role = PK_ROLE_EXCLUSION});
}

bool pk_entry_read(pk_building *self, const pk_reading *node) {
    pilkada_screener *screener = self->screener;
    uint32_t place;
    pk_read_object(node);
    pk_entry *entry = entry_add(self, &place);
    if (!entry)
        return false;
    read_head(self, node, entry, place);
    read_only_known(node, entry->kind);
    if (!pk_reading_ok(node) || entry->status == PK_STATUS_DICABUT)
        return pk_reading_ok(node);
    screener->wide = screener->wide || entry->views;
    kind_readers[entry->kind](self, node, entry, place);
    if (pk_reading_ok(node))
        read_exclusions(self, node, place);
    return pk_reading_ok(node);
}
