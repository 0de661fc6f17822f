/**
 * @file window_room.h  Schedules, receipts and boards for tests, on the shipped regions, calendar and sentences.
 *
 * JSON in tests is written with ' for ": it reads better in C.
 */
#ifndef PILKADA_TEST_WINDOW_ROOM_H
#define PILKADA_TEST_WINDOW_ROOM_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include <pilkada/json.h>

#include "core/civil.h"
#include "core/json.h"
#include "window/schedule_internal.h"

typedef struct window_room {
    pk_model *model;
    pk_catalogue *catalogue;
} window_room;

/** A file of data/ as a tree. */
static inline cJSON *room_read(const char *name) {
    char path[512];
    snprintf(path, sizeof path, "%s/data/%s", PILKADA_TEST_SOURCE_DIR, name);
    FILE *file = fopen(path, "rb");
    char *text = malloc(1u << 20);
    size_t size = file && text ? fread(text, 1, 1u << 20, file) : 0;
    cJSON *tree = pk_json_tree(text, size, NULL);
    if (file)
        fclose(file);
    free(text);
    return tree;
}

static inline int room_open(window_room *self) {
    static const char *const regions[] = {"regions/provinces.json", "regions/jateng.json"};
    self->model = pk_model_new(NULL);
    self->catalogue = pk_catalogue_new(NULL);
    int failed = 0;
    for (int i = 0; i < 2; i++) {
        cJSON *tree = room_read(regions[i]);
        failed += pk_model_add_regions(self->model, tree, NULL) != PILKADA_OK;
        cJSON_Delete(tree);
    }
    cJSON *calendar = room_read("calendar/pilkada-2024.json"), *messages = room_read("messages/window.json");
    failed += pk_model_add_calendar(self->model, calendar, NULL) != PILKADA_OK;
    failed += pk_catalogue_add(self->catalogue, messages, NULL) != PILKADA_OK;
    cJSON_Delete(calendar);
    cJSON_Delete(messages);
    return failed + (pk_model_finish(self->model, NULL) != PILKADA_OK);
}

static inline void room_close(window_room *self) {
    pk_model_free(self->model);
    pk_catalogue_free(self->catalogue);
}

/** ' becomes ". To be freed. */
static inline char *room_json(const char *text) {
    size_t size = strlen(text);
    char *json = malloc(size + 1);
    for (size_t i = 0; i <= size; i++)
        json[i] = text[i] == '\'' ? '"' : text[i];
    return json;
}

static inline pilkada_schedule *room_compile_with(const window_room *self, const char *text,
                                                  const pilkada_allocator *allocator, pilkada_error *error) {
    char *json = room_json(text);
    cJSON *tree = pk_json_tree(json, strlen(json), error);
    pilkada_schedule *schedule = pk_schedule_compile(tree, self->model, self->catalogue, allocator, error);
    cJSON_Delete(tree);
    free(json);
    return schedule;
}

/** A schedule from its text; prints the fault and ends when there is one. */
static inline pilkada_schedule *room_compile(const window_room *self, const char *text) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_schedule *schedule = room_compile_with(self, text, NULL, &error);
    if (!schedule) {
        fprintf(stderr, "%s: %s\n%s\n", error.where, error.detail, text);
        abort();
    }
    return schedule;
}

/** A daily schedule of Jawa Tengah from its differing members. */
#define ROOM_SCHEDULE(members)                                                                                         \
    "{'id': 'contoh.uji', 'title': {'id': 'uji', 'en': 'test'}, 'source': 'CONTOH', 'tier': 'kabupaten_kota', "        \
    "'provinces': ['33'], " members "}"

/** Every schedule of data/schedules, as one array; also those that come later. */
static inline cJSON *room_schedules(void) {
    cJSON *all = cJSON_CreateArray();
    DIR *folder = opendir(PILKADA_TEST_SOURCE_DIR "/data/schedules");
    for (const struct dirent *entry; folder && (entry = readdir(folder));) {
        char name[300];
        if (!strstr(entry->d_name, ".json"))
            continue;
        snprintf(name, sizeof name, "schedules/%s", entry->d_name);
        cJSON *file = room_read(name), *list = cJSON_GetObjectItemCaseSensitive(file, "schedules");
        while (cJSON_GetArraySize(list))
            cJSON_AddItemToArray(all, cJSON_DetachItemFromArray(list, 0));
        cJSON_Delete(file);
    }
    if (folder)
        closedir(folder);
    return all;
}

/** A shipped schedule. */
static inline pilkada_schedule *room_shipped(const window_room *self, const char *id) {
    cJSON *all = room_schedules();
    pilkada_schedule *schedule = NULL;
    for (int i = 0; i < cJSON_GetArraySize(all); i++) {
        const cJSON *item = cJSON_GetArrayItem(all, i);
        if (strcmp(cJSON_GetObjectItemCaseSensitive(item, "id")->valuestring, id) == 0)
            schedule = pk_schedule_compile(item, self->model, self->catalogue, NULL, NULL);
    }
    cJSON_Delete(all);
    return schedule;
}

/** A region that owes reports under a shipped schedule. */
static inline const char *room_debtor(const cJSON *schedule, char out[16]) {
    const char *tier = cJSON_GetObjectItemCaseSensitive(schedule, "tier")->valuestring;
    const cJSON *provinces = cJSON_GetObjectItemCaseSensitive(schedule, "provinces");
    snprintf(out, 16, "%s%s", cJSON_GetArrayItem(provinces, 0)->valuestring, strcmp(tier, "provinsi") ? ".01" : "");
    return out;
}

static inline pilkada_status room_add_text(pilkada_receipts *receipts, const char *text, pilkada_error *error) {
    char *json = room_json(text);
    pilkada_status status = pilkada_receipts_add_json(receipts, json, strlen(json), error);
    free(json);
    return status;
}

/** One receipt of 33.16 on lap_tahapan_harian: id, instant, further members (", 'hash': 'h'"). */
static inline void room_add(pilkada_receipts *receipts, const char *id, const char *received, const char *members) {
    char text[512];
    pilkada_error error = PILKADA_ERROR_INIT;
    snprintf(text, sizeof text, "{'id': '%s', 'region': '33.16', 'form': 'lap_tahapan_harian', 'received': '%s'%s}", id,
             received, members);
    if (room_add_text(receipts, text, &error)) {
        fprintf(stderr, "%s %s: %s\n", text, error.where, error.detail);
        abort();
    }
}

static inline pilkada_instant room_instant(const char *text) {
    pilkada_instant instant = PILKADA_NO_INSTANT;
    if (!pk_read_instant(pk_span_of(text), &instant, NULL, NULL))
        abort();
    return instant;
}

static inline pilkada_date room_date(const char *text) {
    pilkada_date date = PILKADA_NO_DATE;
    if (!pk_read_date(pk_span_of(text), &date, NULL))
        abort();
    return date;
}

/** A query over dates and one region (NULL: all). `region` is kept. */
static inline pilkada_window_query room_query(const char *from, const char *until, const char *now,
                                              const char *const *region) {
    pilkada_window_query query = PILKADA_WINDOW_QUERY_INIT;
    query.from = room_date(from);
    query.until = room_date(until);
    query.now = room_instant(now);
    query.regions = region;
    query.region_count = region ? 1 : 0;
    return query;
}

#endif
