/** @file model_room.h  A model made from the shipped data, for tests. */
#ifndef PILKADA_TEST_MODEL_ROOM_H
#define PILKADA_TEST_MODEL_ROOM_H

#include <stdio.h>
#include <stdlib.h>

#include <cjson/cJSON.h>

#include "core/json.h"
#include "model/model.h"

/** A definition of data/ as a tree; NULL if it cannot be read. */
static inline cJSON *read_definition(const char *name) {
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

/** The shipped model; NULL with the error filled when memory is out. */
static inline pk_model *shipped_model(const pilkada_allocator *allocator, pilkada_error *error) {
    static const char *const regions[] = {"regions/provinces.json", "regions/jateng.json",
                                          "regions/kecamatan-jateng.json"};
    pk_model *model = pk_model_new(allocator);
    pilkada_status status = model ? PILKADA_OK : PILKADA_E_NOMEM;
    for (size_t i = 0; i < 3 && !status; i++) {
        cJSON *tree = read_definition(regions[i]);
        status = pk_model_add_regions(model, tree, error);
        cJSON_Delete(tree);
    }
    cJSON *calendar = read_definition("calendar/pilkada-2024.json");
    if (!status)
        status = pk_model_add_calendar(model, calendar, error);
    cJSON_Delete(calendar);
    if (!status)
        status = pk_model_finish(model, error);
    if (!status)
        return model;
    pk_model_free(model);
    return NULL;
}

#endif
