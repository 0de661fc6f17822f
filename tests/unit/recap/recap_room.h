/**
 * @file recap_room.h  The default rulebook with a form for vote counts, and reports on it, for the tests of this room.
 *
 * JSON in tests is written with ' for ": it reads better in C.
 */
#ifndef PILKADA_TEST_RECAP_ROOM_H
#define PILKADA_TEST_RECAP_ROOM_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include <pilkada/pilkada.h>

extern const pilkada_file pk_default_files[];
extern const size_t pk_default_files_count;

static inline char *room_read(const char *name, size_t *size) {
    char path[512];
    snprintf(path, sizeof path, "%s/tests/unit/recap/%s", PILKADA_TEST_SOURCE_DIR, name);
    FILE *file = fopen(path, "rb");
    char *text = malloc(1u << 16);
    assert_non_null(file);
    assert_non_null(text);
    *size = fread(text, 1, 1u << 16, file);
    fclose(file);
    return text;
}

/** The default rulebook and tests/unit/recap/lap_contoh_suara.json. */
static inline pilkada_rulebook *room_rules(void) {
    pilkada_error error = PILKADA_ERROR_INIT;
    size_t size, count = pk_default_files_count;
    char *text = room_read("lap_contoh_suara.json", &size);
    pilkada_file *files = malloc((count + 1) * sizeof *files);
    assert_non_null(files);
    memcpy(files, pk_default_files, count * sizeof *files);
    files[count] = (pilkada_file){"forms/lap_contoh_suara.json", text, size};
    pilkada_rulebook *rules = pilkada_rulebook_load(files, count + 1, NULL, &error);
    if (!rules)
        fail_msg("%s: %s", error.where, error.detail);
    free(files);
    free(text);
    return rules;
}

/** One report on that form for 2024-11-27: region, received ("05:00:00"), then members (", 'tps': 1"). ' is ". */
static inline size_t room_report(char out[4096], const char *id, const char *region, const char *clock,
                                 const char *members) {
    bool district = strlen(region) > 5, city = region[3] == '7';
    int size = snprintf(out, 4096,
                        "{'id':'%s','form_id':'lap_contoh_suara','form_versi':'1','kode_wilayah':'%s','tingkat':'%s',"
                        "'jenis_pemilihan':['gubernur','%s'],'tahapan':'pemungutan','tanggal_laporan':'2024-11-27',"
                        "'waktu_dibuat':'2024-11-27T%s+07:00','waktu_diterima':'2024-11-27T%s+07:00'%s",
                        id, region, district ? "kecamatan" : "kabupaten_kota", city ? "wali_kota" : "bupati", clock,
                        clock, members);
    if (!strstr(members, "'nama_pelapor'"))
        size += snprintf(out + size, 4096 - (size_t)size, ",'nama_pelapor':'Petugas Contoh'");
    if (!strstr(members, "'nihil'"))
        size += snprintf(out + size, 4096 - (size_t)size, ",'nihil':false");
    size += snprintf(out + size, 4096 - (size_t)size, "}");
    for (char *p = out; *p; p++)
        *p = *p == '\'' ? '"' : *p;
    return (size_t)size;
}

static inline void room_add(pilkada_reports *reports, const char *id, const char *region, const char *clock,
                            const char *members) {
    char text[4096];
    pilkada_error error = PILKADA_ERROR_INIT;
    size_t size = room_report(text, id, region, clock, members);
    if (pilkada_reports_add_json(reports, text, size, &error))
        fail_msg("%s\n%s: %s", text, error.where, error.detail);
}

static inline pilkada_recap_query room_query(const char *region) {
    pilkada_recap_query query = PILKADA_RECAP_QUERY_INIT;
    query.form = "lap_contoh_suara";
    query.region = region;
    assert_int_equal(pilkada_date_parse("2024-11-27", 10, &query.date, NULL), PILKADA_OK);
    return query;
}

static inline void room_recap(const pilkada_rulebook *rules, const pilkada_recap_query *query,
                              const pilkada_reports *reports, pilkada_recap *recap) {
    pilkada_error error = PILKADA_ERROR_INIT;
    if (pilkada_rulebook_recap(rules, query, reports, recap, &error))
        fail_msg("%s: %s", error.where, error.detail);
}

/** The whole recap as a tree. */
static inline cJSON *room_tree(const pilkada_recap *recap) {
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_recap_write_json(recap, &out, NULL), PILKADA_OK);
    pilkada_error error = PILKADA_ERROR_INIT;
    cJSON *tree = pilkada_json_parse(out.data, out.size, &error);
    if (!tree)
        fail_msg("%s at %u in %s", error.detail, error.column, out.data);
    pilkada_buffer_dispose(&out);
    return tree;
}

static inline const cJSON *room_member(const cJSON *tree, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(tree, key);
}

/** The row of a field in `fields`. */
static inline const cJSON *room_field(const cJSON *tree, const char *id) {
    const cJSON *row;
    cJSON_ArrayForEach(row, room_member(tree, "fields")) {
        if (strcmp(room_member(row, "field")->valuestring, id) == 0)
            return row;
    }
    fail_msg("no field %s", id);
    return NULL;
}

static inline double room_number(const cJSON *tree, const char *id) {
    const cJSON *value = room_member(room_field(tree, id), "value");
    if (!cJSON_IsNumber(value))
        fail_msg("%s is no number", id);
    return value->valuedouble;
}

static inline const char *room_text(const cJSON *tree, const char *id) {
    const cJSON *value = room_member(room_field(tree, id), "value");
    return cJSON_IsString(value) ? value->valuestring : "(none)";
}

static inline const pilkada_recap_place *room_place(const pilkada_recap *recap, const char *region) {
    for (size_t i = 0; i < pilkada_recap_count(recap); i++)
        if (strcmp(pilkada_recap_at(recap, i)->region, region) == 0)
            return pilkada_recap_at(recap, i);
    fail_msg("no place %s", region);
    return NULL;
}

static inline size_t room_findings(const pilkada_recap *recap, const char *code) {
    size_t count = 0;
    for (size_t i = 0; i < pilkada_recap_finding_count(recap); i++)
        count += strcmp(pilkada_recap_finding_at(recap, i)->code, code) == 0;
    return count;
}

/** The reason of a report in `unused`; "" if it is not there. */
static inline const char *room_reason(const cJSON *tree, const char *report) {
    const cJSON *row;
    cJSON_ArrayForEach(row, room_member(tree, "unused")) {
        if (strcmp(room_member(row, "report")->valuestring, report) == 0)
            return room_member(row, "reason")->valuestring;
    }
    return "";
}

#endif
