/** @file window/schedule_definition.c  Reading a schedule: who owes what. */
#include "window/schedule_internal.h"

#include <stdlib.h>

#include "core/error.h"

static void fail_memory(const pk_reading *at) {
    if (pk_reading_ok(at))
        pk_fail_memory(at->error);
}

const char *pk_schedule_keep(pilkada_schedule *self, const pk_reading *at, const char *text) {
    if (!text)
        return "";
    const char *kept = pk_arena_strdup(&self->arena, text, strlen(text));
    if (!kept)
        fail_memory(at);
    return kept ? kept : "";
}

const char *pk_read_kept(pilkada_schedule *self, const pk_reading *from, const char *key, bool required) {
    pk_reading node = pk_read_member(from, key, required);
    const char *text = pk_read_text(&node);
    if (required && text && !*text)
        pk_read_fault(&node, "must not be empty");
    return pk_schedule_keep(self, &node, text);
}

void pk_read_bilingual(pilkada_schedule *self, const pk_reading *from, const char *key, const char **id,
                       const char **en) {
    static const char *const keys[] = {"id", "en", NULL};
    pk_reading node = pk_read_member(from, key, true);
    pk_read_only(&node, keys);
    *id = pk_read_kept(self, &node, "id", true);
    *en = pk_read_kept(self, &node, "en", true);
}

const char **pk_read_texts(pilkada_schedule *self, const pk_reading *from, const char *key, size_t *count) {
    pk_reading list = pk_read_member(from, key, false), entry = {.node = NULL};
    pk_read_array(&list);
    const char **texts = pk_arena_alloc_zero(&self->arena, pk_read_count(&list), sizeof *texts);
    if (!texts) {
        fail_memory(&list);
        return NULL;
    }
    while (pk_reading_ok(&list) && pk_read_each(&list, &entry))
        texts[(*count)++] = pk_schedule_keep(self, &entry, pk_read_text(&entry));
    return texts;
}

/* ---- exceptions ---- */

static void read_exception(pilkada_schedule *self, const pk_reading *from, pk_exception *exception) {
    static const char *const keys[] = {"region", "dates", "reason", "by", NULL};
    pk_read_only(from, keys);
    pk_reading region = pk_read_member(from, "region", true);
    const char *code = pk_read_text(&region);
    if (code && !pk_model_region_exists(self->model, pk_span_of(code)))
        pk_read_fault(&region, "no region has this code");
    exception->region = pk_span_of(pk_schedule_keep(self, &region, code));
    pk_reading dates = pk_read_member(from, "dates", true);
    exception->dates = pk_read_dates(&dates, &self->arena, &exception->date_count);
    pk_read_bilingual(self, from, "reason", &exception->reason_id, &exception->reason_en);
    exception->by = pk_read_kept(self, from, "by", true);
}

static void read_exceptions(pilkada_schedule *self, const pk_reading *root) {
    pk_reading list = pk_read_member(root, "exceptions", false), entry = {.node = NULL};
    pk_read_array(&list);
    self->exceptions = pk_arena_alloc_zero(&self->arena, pk_read_count(&list), sizeof *self->exceptions);
    if (!self->exceptions) {
        fail_memory(&list);
        return;
    }
    while (pk_reading_ok(&list) && pk_read_each(&list, &entry))
        read_exception(self, &entry, &self->exceptions[self->exception_count++]);
}

/* ---- who and what ---- */

static void read_tier(pilkada_schedule *self, const pk_reading *root) {
    static const char *const names[] = {"provinsi", "kabupaten_kota", "kecamatan", "kelurahan_desa"};
    pk_reading node = pk_read_member(root, "tier", true);
    int at = pk_read_word(&node, names, 4, "must be provinsi, kabupaten_kota, kecamatan or kelurahan_desa");
    self->tier = at < 0 ? PILKADA_TIER_NONE : pk_tier_of(pk_span_of(names[at]));
}

static void read_provinces(pilkada_schedule *self, const pk_reading *root) {
    pk_reading list = pk_read_member(root, "provinces", false);
    self->provinces = pk_read_texts(self, root, "provinces", &self->province_count);
    for (size_t i = 0; i < self->province_count && pk_reading_ok(root); i++) {
        const pilkada_region *region = pk_model_region(self->model, pk_span_of(self->provinces[i]));
        if (!region || region->tier != PILKADA_TIER_PROVINSI) {
            pk_reading entry = pk_read_element(&list, i);
            pk_read_fault(&entry, "must be the code of a province, such as \"33\"");
        }
    }
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void read_forms(pilkada_schedule *self, const pk_reading *root) {
    pk_reading list = pk_read_member(root, "forms", false);
    self->forms = pk_read_texts(self, root, "forms", &self->form_count);
    if (list.node && !self->form_count)
        pk_read_fault(&list, "names no form: leave it out if every form counts");
    const char **sorted = pk_arena_alloc_zero(&self->arena, self->form_count, sizeof *sorted);
    if (!sorted || !self->forms) {
        fail_memory(&list);
        return;
    }
    memcpy(sorted, self->forms, self->form_count * sizeof *sorted);
    qsort(sorted, self->form_count, sizeof *sorted, by_name);
    for (size_t i = 1; i < self->form_count && pk_reading_ok(&list); i++)
        if (strcmp(sorted[i - 1], sorted[i]) == 0)
            pk_read_fault(&list, "names a form twice");
}

static void read_count_by(pilkada_schedule *self, const pk_reading *root) {
    static const char *const words[] = {"laporan", "formulir", "pelapor"};
    pk_reading node = pk_read_member(root, "count_by", false);
    int at = pk_read_word(&node, words, 3, "must be laporan, formulir or pelapor");
    if (at >= 0)
        self->count_by = (pk_count_by)at;
}

void pk_schedule_read(pilkada_schedule *self, const pk_reading *root) {
    static const char *const keys[] = {
        "id",         "title",       "source",     "tier",      "provinces",       "zone",  "repeat",
        "slots",      "count_by",    "forms",      "date_of",   "close_inclusive", "grace", "comment",
        "valid_from", "valid_until", "exceptions", "overrides", "phases",          "lead",  NULL};
    pk_read_only(root, keys);
    self->id = pk_read_kept(self, root, "id", true);
    pk_read_bilingual(self, root, "title", &self->title_id, &self->title_en);
    self->source = pk_read_kept(self, root, "source", true);
    read_tier(self, root);
    read_provinces(self, root);
    read_count_by(self, root);
    read_forms(self, root);
    pk_schedule_read_when(self, root);
    pk_schedule_read_slots(self, root);
    pk_schedule_read_overrides(self, root);
    read_exceptions(self, root);
}
