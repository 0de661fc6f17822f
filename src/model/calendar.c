/** @file model/calendar.c  Stages, polling day and parameters, from data/calendar. */
#include "model/model_internal.h"

#include <cjson/cJSON.h>

#include "core/civil.h"
#include "core/error.h"
#include "core/json.h"

enum { MOST_STAGES = 32 };

static pilkada_date date_member(const pk_reading *row, const char *key, bool required) {
    pilkada_date date = PILKADA_NO_DATE;
    pk_reading node = pk_read_member(row, key, required);
    if (!node.node || cJSON_IsNull(node.node))
        return PILKADA_NO_DATE;
    const char *text = pk_read_text(&node);
    if (text && !pk_read_date(pk_span_of(text), &date, NULL))
        pk_read_fault(&node, "not a date of the calendar; write it as 2024-11-27");
    return date;
}

/* ---- names of the stages that a report's head can have ---- */

static void read_stage_names(pk_model *self, const pk_reading *root) {
    pk_reading list = pk_read_member(root, "stage_names", true);
    pk_read_array(&list);
    size_t count = pk_read_count(&list);
    if (count > MOST_STAGES)
        pk_read_fault(&list, "at most 32 stages");
    if (!pk_reading_ok(root))
        return;
    self->stage_names = pk_arena_alloc_zero(&self->arena, count, sizeof *self->stage_names);
    for (size_t i = 0; self->stage_names && i < count; i++) {
        pk_reading item = pk_read_element(&list, i);
        const char *name = pk_read_text(&item);
        self->stage_names[i] = pk_arena_strdup(&self->arena, name ? name : "", name ? strlen(name) : 0);
        if (!self->stage_names[i])
            self->stage_names = NULL;
    }
    if (!self->stage_names)
        pk_fail_memory(root->error);
    self->stage_name_count = self->stage_names ? count : 0;
}

static uint32_t read_stage_set(const pk_model *self, const pk_reading *row) {
    pk_reading list = pk_read_member(row, "stages", true);
    uint32_t set = 0;
    pk_read_array(&list);
    for (size_t i = 0; i < pk_read_count(&list); i++) {
        pk_reading item = pk_read_element(&list, i);
        const char *name = pk_read_text(&item);
        size_t at = 0;
        while (name && at < self->stage_name_count && strcmp(self->stage_names[at], name) != 0)
            at++;
        if (name && at == self->stage_name_count)
            pk_read_fault(&item, "not one of stage_names");
        else
            set |= (uint32_t)1 << at;
    }
    return set;
}

/* ---- stages ---- */

/* Open ends: an unknown start was before anything was reported; with neither date a stage follows polling day. */
static void close_ends(const pk_model *self, pk_stage *stage) {
    bool neither = stage->from == PILKADA_NO_DATE && stage->until == PILKADA_NO_DATE;
    if (stage->from == PILKADA_NO_DATE)
        stage->from = neither ? self->polling_day : INT32_MIN;
    if (stage->until == PILKADA_NO_DATE)
        stage->until = INT32_MAX;
}

static pk_stage read_stage(const pk_model *self, const pk_reading *row) {
    static const char *const keys[] = {"id", "name", "stages", "from", "until", "certainty", "source", "note", NULL};
    pk_read_only(row, keys);
    pk_stage stage = {read_stage_set(self, row), date_member(row, "from", true), date_member(row, "until", true)};
    if (stage.from != PILKADA_NO_DATE && stage.until != PILKADA_NO_DATE && stage.until < stage.from)
        pk_read_fault(row, "the stage ends before it begins");
    close_ends(self, &stage);
    return stage;
}

static void read_stages(pk_model *self, const pk_reading *root) {
    pk_reading list = pk_read_member(root, "stages", true);
    pk_read_array(&list);
    size_t count = pk_read_count(&list);
    self->stages = pk_arena_alloc_zero(&self->arena, count, sizeof *self->stages);
    if (!self->stages)
        pk_fail_memory(root->error);
    for (size_t i = 0; i < count && pk_reading_ok(root); i++) {
        pk_reading row = pk_read_element(&list, i);
        self->stages[self->stage_count++] = read_stage(self, &row);
    }
}

/* ---- parameters ---- */

static bool is_list(const cJSON *value) {
    const cJSON *item;
    cJSON_ArrayForEach(item, value) {
        if (!cJSON_IsNumber(item) && !cJSON_IsString(item))
            return false;
    }
    return cJSON_IsArray(value);
}

static bool is_value(const cJSON *value) {
    return cJSON_IsNumber(value) || cJSON_IsString(value) || is_list(value) ||
           (cJSON_IsObject(value) && cJSON_IsNumber(cJSON_GetObjectItemCaseSensitive(value, "pembilang")) &&
            cJSON_IsNumber(cJSON_GetObjectItemCaseSensitive(value, "penyebut")));
}

static void read_parameter(pk_model *self, const pk_reading *row) {
    static const char *const keys[] = {"name", "value", "unit", "basis", "certainty", NULL};
    pk_read_only(row, keys);
    pk_reading name_node = pk_read_member(row, "name", true), value = pk_read_member(row, "value", true),
               basis = pk_read_member(row, "basis", true);
    const char *name = pk_read_text(&name_node);
    pk_read_text(&basis);
    if (!pk_reading_ok(row))
        return;
    if (!is_value(value.node))
        pk_read_fault(&value, "must be a number, a text, a list of these, or {\"pembilang\", \"penyebut\"}");
    else if (cJSON_GetObjectItemCaseSensitive(self->parameters, name))
        pk_read_fault(&name_node, "this parameter is given twice; remove one row");
    cJSON *copy = pk_reading_ok(row) ? cJSON_Duplicate(value.node, 1) : NULL;
    if (pk_reading_ok(row) && (!copy || !cJSON_AddItemToObject(self->parameters, name, copy))) {
        cJSON_Delete(copy);
        pk_fail_memory(row->error);
    }
}

static void read_parameters(pk_model *self, const pk_reading *root) {
    pk_reading list = pk_read_member(root, "parameters", true);
    pk_read_array(&list);
    if (!self->parameters && !(self->parameters = cJSON_CreateObject()))
        pk_fail_memory(root->error);
    for (size_t i = 0; i < pk_read_count(&list) && pk_reading_ok(root); i++) {
        pk_reading row = pk_read_element(&list, i);
        read_parameter(self, &row);
    }
}

/* ---- holidays ---- */

static void read_holidays(pk_model *self, const pk_reading *root) {
    static const char *const keys[] = {"date", "name", "certainty", NULL};
    pk_reading list = pk_read_member(root, "holidays", false), row = {.node = NULL};
    if (!list.node)
        return;
    pk_read_array(&list);
    self->holidays = pk_arena_alloc_zero(&self->arena, pk_read_count(&list), sizeof *self->holidays);
    if (!self->holidays)
        pk_fail_memory(root->error);
    while (pk_reading_ok(root) && pk_read_each(&list, &row)) {
        pk_read_only(&row, keys);
        self->holidays[self->holiday_count++] = date_member(&row, "date", true);
    }
}

pilkada_status pk_model_add_calendar(pk_model *self, const cJSON *tree, pilkada_error *error) {
    static const char *const keys[] = {"comment",    "election", "polling_day",  "stage_names", "stages",
                                       "parameters", "holidays", "voter_labels", NULL};
    pilkada_error fallback;
    error = pk_error_or(error, &fallback);
    pk_error_clear(error);
    pk_reading root = pk_reading_root(tree, error);
    if (self->stage_name_count)
        pk_read_fault(&root, "a rulebook has one calendar; remove the other file");
    pk_read_only(&root, keys);
    self->polling_day = date_member(&root, "polling_day", true);
    read_stage_names(self, &root);
    if (pk_reading_ok(&root))
        read_stages(self, &root);
    if (pk_reading_ok(&root))
        read_parameters(self, &root);
    if (pk_reading_ok(&root))
        read_holidays(self, &root);
    return error->status;
}

/* ---- answers ---- */

size_t pk_model_stage_count(const pk_model *self) {
    return self->stage_name_count;
}

const char *pk_model_stage_name(const pk_model *self, size_t index) {
    return index < self->stage_name_count ? self->stage_names[index] : NULL;
}

uint32_t pk_model_stages(const pk_model *self, pilkada_date date) {
    uint32_t set = 0;
    for (size_t i = 0; i < self->stage_count; i++)
        if (date >= self->stages[i].from && date <= self->stages[i].until)
            set |= self->stages[i].stages;
    return set;
}

pilkada_date pk_model_polling_day(const pk_model *self) {
    return self->polling_day;
}

const cJSON *pk_model_parameters(const pk_model *self) {
    return self->parameters;
}

/* ---- working days ---- */

static bool is_weekend(pilkada_date date) {
    return pilkada_date_weekday(date) > 5;
}

static bool is_earlier_row(const pk_model *self, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (self->holidays[i] == self->holidays[index])
            return true;
    return false;
}

/* Whole weeks have five; of the rest each day is looked at, and holidays on working days are taken off. */
int64_t pk_model_working_days(const pk_model *self, pilkada_date after, pilkada_date until) {
    int64_t span = (int64_t)until - after, days = span / 7 * 5;
    if (span <= 0)
        return 0;
    for (int64_t rest = 0; rest < span % 7; rest++)
        days += !is_weekend((pilkada_date)(until - rest));
    for (size_t i = 0; i < self->holiday_count; i++) {
        pilkada_date holiday = self->holidays[i];
        days -= holiday > after && holiday <= until && !is_weekend(holiday) && !is_earlier_row(self, i);
    }
    return days;
}
