/** @file recap/differences.c  What differs from the recap that was made before: late corrections give a new revision.
 */
#include <cjson/cJSON.h>

#include "core/civil.h"
#include "core/error.h"
#include "core/json.h"
#include "model/report_internal.h"
#include "recap/recap_internal.h"

/** The recap before, as its JSON tells it. Numbers are compared as they are written: they go through no tree. */
typedef struct earlier {
    cJSON *recap, *places;
    pilkada_report *report;
} earlier;

static pilkada_status refuse(pk_recapping *self, const char *detail) {
    pk_fail(self->error, PILKADA_E_ARGUMENT, "%s", detail);
    pk_error_where(self->error, "previous", "");
    return PILKADA_E_ARGUMENT;
}

enum { MEMBER_RECAP, MEMBER_PLACES, MEMBER_REPORT, MEMBER_COUNT };

/* The bytes of the three members that are read. */
static pilkada_status find_members(pk_recapping *self, pk_span members[MEMBER_COUNT]) {
    static const char *const names[MEMBER_COUNT] = {"recap", "places", "report"};
    pk_json reader;
    pk_span name, value;
    pk_json_start(&reader, self->query->previous, self->query->previous_size, self->arena);
    pk_json_refuse_duplicates(&reader);
    pk_json_next(&reader);
    while (pk_json_next(&reader) == PK_JSON_KEY && pk_json_unescape(&reader, &name)) {
        pk_json_next(&reader);
        if (pk_json_skip(&reader, &value) == PK_JSON_BAD)
            break;
        for (int i = 0; i < MEMBER_COUNT; i++)
            if (pk_span_is(name, names[i]))
                members[i] = value;
    }
    if (reader.kind == PK_JSON_BAD)
        return pk_json_error(&reader, self->error);
    bool whole = members[MEMBER_RECAP].data && members[MEMBER_PLACES].data && members[MEMBER_REPORT].data;
    return whole ? PILKADA_OK : refuse(self, "not a recap; give the JSON of an earlier one, whole");
}

/* Read, written and read: other programs escape otherwise, and values are compared as this library writes them. */
static pilkada_report *read_report(pk_recapping *self, pk_span text) {
    const pilkada_allocator *allocator = &self->arena->allocator;
    pilkada_report *report = pilkada_report_parse(text.data, text.size, allocator, self->error), *again = NULL;
    if (report && !pilkada_report_write_json(report, &self->scratch, self->error))
        again = pilkada_report_parse(self->scratch.data, self->scratch.size, allocator, self->error);
    pilkada_buffer_clear(&self->scratch);
    pilkada_report_free(report);
    return again;
}

static pilkada_status read_earlier(pk_recapping *self, earlier *before) {
    pk_span members[MEMBER_COUNT] = {{NULL, 0}};
    pilkada_status status = find_members(self, members);
    if (status)
        return status;
    before->recap = pk_json_tree(members[MEMBER_RECAP].data, members[MEMBER_RECAP].size, self->error);
    before->places =
        before->recap ? pk_json_tree(members[MEMBER_PLACES].data, members[MEMBER_PLACES].size, self->error) : NULL;
    if (!before->places)
        return self->error->status;
    before->report = read_report(self, members[MEMBER_REPORT]);
    if (!before->report)
        return self->error->status;
    const pilkada_report_head *head = pilkada_report_get_head(before->report);
    const pk_recapped *answer = self->answer;
    if (strcmp(head->form, answer->rules.form->id) != 0 || strcmp(head->version, answer->rules.form->version) != 0 ||
        strcmp(head->region, answer->region->code) != 0 || head->date != answer->date)
        return refuse(self, "the earlier recap is of another form, version, region or date");
    return PILKADA_OK;
}

/* ---- the list ---- */

static void add(pk_recapping *self, pk_difference difference) {
    pk_recapped *answer = self->answer;
    pk_difference *items = pk_arena_grow(self->arena, answer->differences, answer->difference_count,
                                         &answer->difference_capacity, sizeof *items);
    if (!items) /* the arena remembers */
        return;
    answer->differences = items;
    items[answer->difference_count++] = difference;
}

/* ---- numbers ---- */

/* after - before of two whole numbers; NULL when one is none, or the difference does not fit. */
static const char *change_of(pk_recapping *self, const pk_member *before, pk_value after) {
    if (!before || before->kind != PK_JSON_INTEGER || after.type != PK_INT)
        return NULL;
    if (before->integer < 0 || after.integer < 0) /* counts: then a difference always fits */
        return NULL;
    pk_put_int(&self->scratch, after.integer - before->integer);
    return pk_recap_keep(self, NULL);
}

/* 50 and 50.0 are one number. */
static bool same_value(const pk_member *before, pk_span was, pk_span now, pk_value value) {
    bool number = before && (before->kind == PK_JSON_INTEGER || before->kind == PK_JSON_NUMBER);
    return pk_span_equal(was, now) ||
           (value.type == PK_DOUBLE && number && pk_number_double(before->value) == value.number);
}

static void compare_field(pk_recapping *self, const pk_field *field, const pk_member *before, pk_value after) {
    pk_span was = before ? before->value : PK_SPAN("null");
    pk_put_value(&self->scratch, after);
    size_t size = 0;
    const char *now = pk_recap_keep(self, &size);
    if (!now || same_value(before, was, (pk_span){now, size}, after))
        return;
    add(self, (pk_difference){.field = field->id.data,
                              .before = pk_arena_strdup(self->arena, was.data, was.size),
                              .after = now,
                              .change = change_of(self, before, after)});
}

/* Groups: their members are read from the bytes of the group. */
static void compare_fields(pk_recapping *self, const pilkada_report *before, size_t from, size_t until) {
    const pk_field *fields = self->answer->rules.form->fields.items;
    for (size_t i = from; i < until; i += fields[i].span) {
        const pk_member *member = before ? pk_report_find(before, fields[i].key.text) : NULL;
        if (!pk_kind_is_group(fields[i].kind)) {
            if (pk_recap_shows(self->answer, i))
                compare_field(self, &fields[i], member, self->answer->totals[i].value);
            continue;
        }
        pilkada_report *group =
            member && member->kind == PK_JSON_OBJECT
                ? pilkada_report_parse(member->value.data, member->value.size, &self->arena->allocator, NULL)
                : NULL;
        compare_fields(self, group, i + 1, i + fields[i].span);
        pilkada_report_free(group);
    }
}

/* ---- regions ---- */

static const char *text_member(const cJSON *object, const char *key) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsString(item) ? item->valuestring : NULL;
}

static const char *standing(pk_recapping *self, const char *state, const char *report) {
    pk_puts(&self->scratch, "{\"state\":");
    pk_put_json(&self->scratch, pk_span_of(state));
    pk_puts(&self->scratch, ",\"report\":");
    if (report)
        pk_put_json(&self->scratch, pk_span_of(report));
    else
        pk_puts(&self->scratch, "null");
    pk_putc(&self->scratch, '}');
    return pk_recap_keep(self, NULL);
}

static bool same(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static void compare_place(pk_recapping *self, const pilkada_recap_place *place, const cJSON *places) {
    const cJSON *before;
    cJSON_ArrayForEach(before, places) {
        if (!same(text_member(before, "region"), place->region))
            continue;
        const char *state = text_member(before, "state"), *report = text_member(before, "report");
        if (same(report, place->report) && same(state, pilkada_recap_state_name(place->state)))
            return;
        add(self, (pk_difference){.region = place->region,
                                  .before = standing(self, state ? state : "", report),
                                  .after = standing(self, pilkada_recap_state_name(place->state), place->report)});
        return;
    }
}

static int64_t revision_of(const cJSON *recap) {
    const cJSON *revision = cJSON_GetObjectItemCaseSensitive(recap, "revision");
    return cJSON_IsNumber(revision) && revision->valueint > 0 ? revision->valueint : 1;
}

pilkada_status pk_recap_compare(pk_recapping *self) {
    pk_recapped *answer = self->answer;
    answer->revision = 1;
    if (!self->query->previous)
        return PILKADA_OK;
    earlier before = {NULL, NULL, NULL};
    pilkada_status status = read_earlier(self, &before);
    if (!status) {
        const pilkada_form *form = answer->rules.form;
        compare_fields(self, before.report, form->head_fields, form->fields.count);
        for (size_t i = 0; i < answer->place_count; i++)
            compare_place(self, &answer->places[i].place, before.places);
        answer->revision = revision_of(before.recap) + (answer->difference_count != 0);
        status = self->arena->failed ? pk_fail_memory(self->error) : PILKADA_OK;
    }
    pilkada_report_free(before.report);
    cJSON_Delete(before.places);
    cJSON_Delete(before.recap);
    return status;
}
