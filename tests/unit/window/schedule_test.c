/** @file schedule_test.c  Reading schedules, their days and slots, what a linter says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/problems.h"
#include "failing_allocator.h"
#include "window_room.h"

static window_room room;
static const pk_span nowhere = {NULL, 0};

static int open_room(void **state) {
    (void)state;
    return room_open(&room);
}

static int close_room(void **state) {
    (void)state;
    room_close(&room);
    return 0;
}

#define WHEN(repeat, slots) ROOM_SCHEDULE("'zone': 'WIB', 'repeat': " repeat ", 'slots': [" slots "]")
#define DAILY(slots) WHEN("{'freq': 'daily'}", slots)
#define ALL_DAY "{'open': '00:00', 'close': '24:00', 'min': 1}"

/* "26 27 29": the days of a month that a schedule opens on */
static void assert_days(const char *definition, int year, int month, const char *days) {
    char text[128] = "";
    pilkada_schedule *schedule = room_compile(&room, definition);
    for (pk_civil civil = {year, month, 1}; pk_civil_valid(civil); civil.day++)
        if (pk_schedule_hours(schedule, nowhere, pk_date_of(civil)))
            snprintf(text + strlen(text), sizeof text - strlen(text), "%s%d", *text ? " " : "", civil.day);
    pk_schedule_free(schedule);
    assert_string_equal(text, days);
}

static void days_repeat_as_they_say(void **state) {
    (void)state;
    assert_days(WHEN("{'freq': 'weekly', 'days': ['senin']}", ALL_DAY), 2024, 11, "4 11 18 25");
    assert_days(WHEN("{'freq': 'weekly', 'days': ['kamis', 'minggu']}", ALL_DAY), 2024, 2, "1 4 8 11 15 18 22 25 29");
    assert_days(WHEN("{'freq': 'monthly', 'days': [1, 29, 31]}", ALL_DAY), 2023, 2, "1");
    assert_days(WHEN("{'freq': 'monthly', 'days': [1, 29, 31]}", ALL_DAY), 2024, 2, "1 29");
    assert_days(WHEN("{'freq': 'monthly', 'days': [-1]}", ALL_DAY), 2024, 2, "29");
    assert_days(WHEN("{'freq': 'monthly', 'days': [-1]}", ALL_DAY), 2024, 12, "31");
    assert_days(WHEN("{'freq': 'dates', 'dates': ['2024-11-15', '2024-11-10']}", ALL_DAY), 2024, 11, "10 15");
    assert_days(WHEN("{'freq': 'relative', 'from_day': -3, 'to_day': 3}", ALL_DAY), 2024, 11, "24 25 26 27 28 29 30");
    assert_days(ROOM_SCHEDULE("'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'slots': [" ALL_DAY
                              "], 'valid_from': '2024-11-09', 'valid_until': '2024-11-11'"),
                2024, 11, "9 10 11");
}

/* osTicket #6739: hours were wrong unless Monday and Thursday were set. Each single day works alone. */
static void each_weekday_works_alone(void **state) {
    (void)state;
    static const char *const names[] = {"senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"};
    for (int i = 0; i < 7; i++) {
        char text[512];
        snprintf(text, sizeof text, WHEN("{'freq': 'weekly', 'days': ['%s']}", ALL_DAY), names[i]);
        pilkada_schedule *schedule = room_compile(&room, text);
        for (pilkada_date date = room_date("2024-02-20"); date < room_date("2024-03-12"); date++)
            assert_int_equal(pk_schedule_hours(schedule, nowhere, date) != NULL, pilkada_date_weekday(date) == i + 1);
        pk_schedule_free(schedule);
    }
}

static pk_slot first_slot(const char *definition) {
    pilkada_schedule *schedule = room_compile(&room, definition);
    pk_slot slot = schedule->hours.slots[0];
    pk_schedule_free(schedule);
    return slot;
}

static void slots_are_placed_by_the_date_they_are_for(void **state) {
    (void)state;
#define SHIFT(date_of)                                                                                                 \
    ROOM_SCHEDULE(                                                                                                     \
        "'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'slots': [{'open': '22:00', 'close': '05:00', 'min': 1}], "       \
        "'date_of': '" date_of "'")
    pk_slot open = first_slot(SHIFT("open")), close = first_slot(SHIFT("close")),
            previous = first_slot(SHIFT("previous_day"));
    assert_int_equal(open.open, 22 * PK_HOUR);
    assert_int_equal(open.close, 29 * PK_HOUR);
    assert_int_equal(close.open, -2 * PK_HOUR);
    assert_int_equal(close.close, 5 * PK_HOUR);
    assert_int_equal(close.day, -1);
    assert_int_equal(previous.open, 46 * PK_HOUR);
    pk_slot whole = first_slot(DAILY("{'open': '00:00', 'close': '24:00', 'min': 1}"));
    assert_int_equal(whole.close - whole.open, PK_DAY);
    pk_slot around = first_slot(DAILY("{'open': '07:00', 'close': '07:00', 'min': 1}"));
    assert_int_equal(around.close - around.open, PK_DAY);
    pk_slot inclusive = first_slot(
        ROOM_SCHEDULE("'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'close_inclusive': true, 'slots': [" ALL_DAY "]"));
    assert_int_equal(inclusive.close, PK_DAY + 1);
}

static void every_minutes_makes_slots(void **state) {
    (void)state;
    pilkada_schedule *schedule = room_shipped(&room, "sulsel2018.perjam");
    assert_int_equal(schedule->hours.count, 24);
    for (size_t i = 0; i < 24; i++)
        assert_int_equal(schedule->hours.slots[i].open, (int64_t)i * PK_HOUR);
    pk_schedule_free(schedule);
}

#define BY_FORM(forms, min)                                                                                            \
    ROOM_SCHEDULE("'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'count_by': 'formulir', " forms                         \
                  ", 'slots': [{'open': '00:00', 'close': '05:00', 'min': " min "}]")

static void a_minimum_may_be_as_large_as_can_be_reached(void **state) {
    (void)state;
    pk_schedule_free(room_compile(&room, BY_FORM("'forms': ['lap_tungsura', 'lap_kejadian']", "2")));
    pk_schedule_free(room_compile(&room, BY_FORM("'comment': 'every form'", "9")));
    pk_schedule_free(room_compile(&room, ROOM_SCHEDULE("'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'forms': "
                                                       "['lap_tungsura'], 'slots': [{'open': '00:00', 'close': "
                                                       "'05:00', 'min': 9, 'max': 9}]")));
}

static void what_is_wrong_is_named_at_its_place(void **state) {
    (void)state;
    static const struct {
        const char *definition, *where;
    } cases[] = {
        {"{}", "/id"},
        {"[]", ""},
        {"{'id': '', 'title': {'id': 'a', 'en': 'b'}}", "/id"},
        {"{'id': 'x', 'title': {'id': 'a'}}", "/title/en"},
        {"{'id': 'x', 'title': {'id': 'a', 'en': 'b'}}", "/source"},
        {"{'id': 'x', 'idd': 1}", "/idd"},
        {"{'id': 'x', 'title': {'id': 'a', 'en': 'b'}, 'source': 's', 'tier': 'tps'}", "/tier"},
        {"{'id': 'x', 'title': {'id': 'a', 'en': 'b'}, 'source': 's', 'tier': 'kota'}", "/tier"},
        {"{'id': 'x', 'title': {'id': 'a', 'en': 'b'}, 'source': 's', 'tier': 'provinsi', 'provinces': ['33', "
         "'34.01']}",
         "/provinces/1"},
        {ROOM_SCHEDULE("'count_by': 'orang'"), "/count_by"},
        {ROOM_SCHEDULE("'forms': []"), "/forms"},
        {ROOM_SCHEDULE("'forms': ['lap_tungsura', 'lap_kejadian', 'lap_tungsura']"), "/forms"},
        {BY_FORM("'forms': ['lap_tungsura', 'lap_kejadian']", "3"), "/slots/0/min"},
        {ROOM_SCHEDULE("'zone': 'UTC'"), "/zone"},
        {ROOM_SCHEDULE("'repeat': {'freq': 'daily'}"), "/zone"},
        {WHEN("{'freq': 'hourly'}", ALL_DAY), "/repeat/freq"},
        {WHEN("{'freq': 'daily', 'days': [1]}", ALL_DAY), "/repeat/days"},
        {WHEN("{'freq': 'weekly', 'days': []}", ALL_DAY), "/repeat/days"},
        {WHEN("{'freq': 'weekly', 'days': ['monday']}", ALL_DAY), "/repeat/days/0"},
        {WHEN("{'freq': 'monthly', 'days': [0]}", ALL_DAY), "/repeat/days/0"},
        {WHEN("{'freq': 'monthly', 'days': [1, 32]}", ALL_DAY), "/repeat/days/1"},
        {WHEN("{'freq': 'dates', 'dates': ['2023-02-29']}", ALL_DAY), "/repeat/dates/0"},
        {WHEN("{'freq': 'dates', 'dates': []}", ALL_DAY), "/repeat/dates"},
        {WHEN("{'freq': 'relative', 'from_day': 3, 'to_day': -3}", ALL_DAY), "/repeat"},
        {WHEN("{'freq': 'relative', 'from_day': -401, 'to_day': -3}", ALL_DAY), "/repeat/from_day"},
        {WHEN("{'freq': 'daily'}", ""), "/slots"},
        {DAILY("{'open': '24:00', 'close': '05:00', 'min': 1}"), "/slots/0/open"},
        {DAILY("{'open': '00:00', 'close': '24:01', 'min': 1}"), "/slots/0/close"},
        {DAILY("{'open': '00:00', 'close': '5:00', 'min': 1}"), "/slots/0/close"},
        {DAILY("{'open': '00:00', 'close': '24:00:01', 'min': 1}"), "/slots/0/close"},
        {DAILY("{'open': '00:00', 'close': '05:00', 'min': 0}"), "/slots/0/min"},
        {DAILY("{'open': '00:00', 'close': '05:00'}"), "/slots/0/min"},
        {DAILY("{'open': '00:00', 'close': '05:00', 'min': 3, 'max': 2}"), "/slots/0"},
        {DAILY("{'open': '00:00', 'close': '05:00', 'min': 1, 'every_minutes': 7}"), "/slots/0"},
        {DAILY("{'open': '00:00', 'close': '05:00', 'min': 1.5}"), "/slots/0/min"},
        {DAILY("{'open': '00:00', 'close': '05:00', 'min': 1}, {'open': '04:59', 'close': '06:00', 'min': 1}"),
         "/slots"},
        {DAILY("{'open': '19:00', 'close': '07:00', 'min': 1}, {'open': '06:00', 'close': '19:00', 'min': 1}"),
         "/slots"},
        {ROOM_SCHEDULE("'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'grace': {'after': -1}, 'slots': [" ALL_DAY "]"),
         "/grace/after"},
        {ROOM_SCHEDULE("'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'slots': [" ALL_DAY
                       "], 'valid_from': '2024-11-02', 'valid_until': '2024-11-01'"),
         "/valid_until"},
        {ROOM_SCHEDULE("'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'slots': [" ALL_DAY
                       "], 'exceptions': [{'region': '33.99', 'dates': ['2024-11-01'], 'reason': {'id': 'a', 'en': "
                       "'b'}, 'by': 'c'}]"),
         "/exceptions/0/region"},
        {ROOM_SCHEDULE(
             "'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'slots': [" ALL_DAY
             "], 'exceptions': [{'region': '33.16', 'dates': [], 'reason': {'id': 'a', 'en': 'b'}, 'by': 'c'}]"),
         "/exceptions/0/dates"},
        {ROOM_SCHEDULE(
             "'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'slots': [" ALL_DAY
             "], 'exceptions': [{'region': '33.16', 'dates': ['2024-11-01'], 'reason': {'id': 'a', 'en': 'b'}}]"),
         "/exceptions/0/by"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        assert_null(room_compile_with(&room, cases[i].definition, NULL, &error));
        if (error.status != PILKADA_E_DEFINITION || strcmp(error.where, cases[i].where) != 0 || !error.detail[0])
            fail_msg("%s\n%s at \"%s\": %s", cases[i].definition, pilkada_status_name(error.status), error.where,
                     error.detail);
    }
}

static void neighbouring_slots_are_no_overlap(void **state) {
    (void)state;
    pilkada_schedule *schedule = room_compile(
        &room, DAILY("{'open': '19:00', 'close': '07:00', 'min': 1}, {'open': '07:00', 'close': '19:00', 'min': 1}"));
    assert_int_equal(schedule->hours.count, 2);
    assert_int_equal(schedule->hours.slots[0].open, 7 * PK_HOUR);
    pk_schedule_free(schedule);
}

static void a_null_schedule_is_refused(void **state) {
    (void)state;
    pilkada_error error = PILKADA_ERROR_INIT;
    assert_null(pk_schedule_compile(NULL, room.model, room.catalogue, NULL, &error));
    assert_int_equal(error.status, PILKADA_E_ARGUMENT);
    assert_string_equal(pilkada_schedule_id(NULL), "");
    pk_schedule_free(NULL);
}

/* ---- the date of an instant ---- */

static void assert_date_at(const pilkada_schedule *schedule, const char *instant, const char *date) {
    pk_slot slots[64];
    char text[PILKADA_DATE_SIZE];
    pilkada_date_format(pk_schedule_date_at(schedule, nowhere, room_instant(instant), 420, slots), text);
    if (strcmp(text, date) != 0)
        fail_msg("%s: %s, not %s", instant, text, date);
}

static void an_instant_belongs_to_its_window_or_the_nearest(void **state) {
    (void)state;
    pilkada_schedule *night = room_shipped(&room, "jateng.dinihari");
    assert_date_at(night, "2024-11-27T00:00:00+07:00", "2024-11-26");
    assert_date_at(night, "2024-11-27T04:59:59.999+07:00", "2024-11-26");
    assert_date_at(night, "2024-11-27T14:30:00+07:00", "2024-11-26"); /* the middle: the window that was */
    assert_date_at(night, "2024-11-27T14:30:00.001+07:00", "2024-11-27");
    assert_date_at(night, "2024-03-01T02:00:00+07:00", "2024-02-29");
    assert_date_at(night, "2023-03-01T02:00:00+07:00", "2023-02-28");
    assert_date_at(night, "2025-01-01T00:00:00+07:00", "2024-12-31");
    pk_schedule_free(night);
    pilkada_schedule *days =
        room_compile(&room, WHEN("{'freq': 'dates', 'dates': ['2024-11-01', '2024-11-21']}", ALL_DAY));
    assert_date_at(days, "2024-11-11T11:59:59+07:00", "2024-11-01");
    assert_date_at(days, "2024-11-11T12:00:00+07:00", "2024-11-01");
    assert_date_at(days, "2024-11-11T12:00:01+07:00", "2024-11-21");
    assert_date_at(days, "2024-12-23T00:00:00+07:00", "2024-11-21");
    assert_date_at(days, "2025-02-01T00:00:00+07:00", ""); /* no window anywhere near */
    pk_schedule_free(days);
}

/* ---- the linter ---- */

/* How many of a severity there are at a place; NULL: anywhere. */
static size_t count_problems(const char *json, const char *where, int severity) {
    pk_arena arena;
    pk_problems problems;
    pk_arena_init(&arena, NULL);
    pk_problems_init(&problems, room.catalogue, &arena);
    cJSON *tree = pk_json_tree(json, strlen(json), NULL);
    pk_schedule_check(tree, room.model, room.catalogue, NULL, &problems);
    size_t found = 0;
    for (size_t i = 0; i < problems.count; i++) {
        const pk_problem *problem = &problems.items[i];
        assert_true(problem->message_id[0] && problem->message_en[0]);
        assert_null(strstr(problem->message_en, "window.")); /* a key that has no sentence */
        found += (!where || strcmp(problem->where, where) == 0) && problem->severity == severity;
    }
    assert_false(problems.failed);
    cJSON_Delete(tree);
    pk_arena_dispose(&arena);
    return found;
}

static size_t problems_of(const char *definition, const char *where, int severity) {
    char *json = room_json(definition);
    size_t found = count_problems(json, where, severity);
    free(json);
    return found;
}

#define SOUND "'zone': 'WIB', 'repeat': {'freq': 'daily'}, 'slots': [" ALL_DAY "]"
#define EXCEPTION(region, date)                                                                                        \
    "'exceptions': [{'region': '" region "', 'dates': ['" date "'], 'reason': {'id': 'a', 'en': 'b'}, 'by': 'c'}]"

static void the_linter_sees_what_compiles_but_cannot_be_meant(void **state) {
    (void)state;
    assert_int_equal(problems_of(ROOM_SCHEDULE(SOUND ", 'forms': ['lap_tungsura']"), "/source", 1), 0);
    assert_int_equal(
        problems_of("{'id': 'contoh.x', 'title': {'id': 'a', 'en': 'b'}, 'source': 'koran', 'tier': 'provinsi', " SOUND
                    "}",
                    "/source", 1),
        1);
    assert_int_equal(problems_of(ROOM_SCHEDULE(SOUND), "/forms", 0), 1);
    assert_int_equal(problems_of("{'id': 'x', 'title': {'id': 'a', 'en': 'b'}, 'source': 's', 'tier': "
                                 "'kabupaten_kota', 'provinces': ['64'], " SOUND "}",
                                 "/tier", 0),
                     1);
    assert_int_equal(problems_of(ROOM_SCHEDULE("'zone': 'WIB', 'repeat': {'freq': 'relative', 'from_day': 0, 'to_day': "
                                               "0}, 'valid_from': '2025-01-01', 'slots': [" ALL_DAY "]"),
                                 "/repeat", 1),
                     1);
    assert_int_equal(
        problems_of(ROOM_SCHEDULE("'zone': 'WIB', 'repeat': {'freq': 'monthly', 'days': [29]}, 'valid_from': "
                                  "'2023-02-01', 'valid_until': '2023-02-28', 'slots': [" ALL_DAY "]"),
                    "/repeat", 1),
        1);
    assert_int_equal(problems_of(ROOM_SCHEDULE(SOUND ", " EXCEPTION("34", "2024-11-01")), "/exceptions", 1), 1);
    assert_int_equal(problems_of(ROOM_SCHEDULE(SOUND ", " EXCEPTION("33.16", "2024-11-01")), "/exceptions", 1), 0);
    assert_int_equal(
        problems_of(ROOM_SCHEDULE(SOUND ", 'valid_until': '2024-10-31', " EXCEPTION("33.16", "2024-11-01")),
                    "/exceptions", 1),
        1);
#define OVERRIDE(members) "'overrides': [{'priority': 1, 'source': 'CONTOH', 'slots': [" ALL_DAY "], " members "}]"
    assert_int_equal(problems_of(ROOM_SCHEDULE(SOUND ", " OVERRIDE("'regions': ['33.16']")), "/overrides", 1), 0);
    assert_int_equal(problems_of(ROOM_SCHEDULE(SOUND ", " OVERRIDE("'regions': ['34.01']")), "/overrides", 1), 1);
    assert_int_equal(problems_of(ROOM_SCHEDULE(SOUND ", 'valid_until': '2024-10-31', " OVERRIDE(
                                     "'when': {'freq': 'dates', 'dates': ['2024-11-01']}")),
                                 "/overrides", 1),
                     1);
    assert_int_equal(problems_of(ROOM_SCHEDULE("'zone': 'mars'"), "/zone", 2), 1);
}

static void every_shipped_schedule_is_clean(void **state) {
    (void)state;
    cJSON *all = room_schedules();
    const cJSON *item;
    cJSON_ArrayForEach(item, all) {
        pk_arena arena;
        pk_problems problems;
        pk_arena_init(&arena, NULL);
        pk_problems_init(&problems, room.catalogue, &arena);
        pk_schedule_check(item, room.model, room.catalogue, NULL, &problems);
        for (size_t i = 0; i < problems.count; i++)
            assert_int_equal(problems.items[i].severity, 0);
        pk_arena_dispose(&arena);
    }
    assert_int_equal(cJSON_GetArraySize(all), 8);
    cJSON_Delete(all);
}

/* The blocks of a page that hold schedules. */
static size_t check_page(const char *name) {
    char path[512];
    static char text[1 << 16];
    size_t count = 0;
    snprintf(path, sizeof path, "%s/docs/%s", PILKADA_TEST_SOURCE_DIR, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    for (char *block = strstr(text, "```json"), *end; block; block = strstr(end, "```json")) {
        end = strstr(block + 7, "```");
        *end++ = '\0';
        cJSON *tree = pk_json_tree(block + 7, strlen(block + 7), NULL);
        const cJSON *item;
        assert_non_null(tree);
        cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(tree, "schedules")) {
            char *json = cJSON_PrintUnformatted(item);
            for (int severity = 1; severity <= 2; severity++)
                assert_int_equal(count_problems(json, NULL, severity), 0);
            cJSON_free(json);
            count++;
        }
        cJSON_Delete(tree);
    }
    return count;
}

static void the_examples_of_polling_day_are_clean(void **state) {
    (void)state;
    static const char *const files[] = {"../examples/schedules/jam-hari-h.json",
                                        "../examples/schedules/jam-pemungutan.json"};
    for (size_t i = 0; i < 2; i++) {
        cJSON *tree = room_read(files[i]);
        const cJSON *item;
        assert_non_null(tree);
        cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(tree, "schedules")) {
            char *json = cJSON_PrintUnformatted(item);
            for (int severity = 1; severity <= 2; severity++)
                assert_int_equal(count_problems(json, NULL, severity), 0);
            cJSON_free(json);
        }
        cJSON_Delete(tree);
    }
}

static void the_schedules_of_the_pages_are_clean(void **state) {
    (void)state;
    assert_int_equal(check_page("guide/schedules.md"), 3);
    assert_int_equal(check_page("panduan/jadwal.md"), 1);
}

static void memory_may_run_out_while_reading(void **state) {
    (void)state;
    static const char definition[] = ROOM_SCHEDULE(
        "'zone': 'lokal', 'repeat': {'freq': 'dates', 'dates': ['2024-11-10', '2024-11-11']}, 'forms': ['a', 'b'], "
        "'slots': [" ALL_DAY
        "], 'lead': {'kecamatan': 60}, 'phases': {'late': 60}, 'overrides': [{'priority': 1, 'when': "
        "{'freq': 'stages', 'stages': ['masa_tenang']}, 'regions': ['33.16'], 'source': 'CONTOH', 'slots': [" ALL_DAY
        "]}], " EXCEPTION("33.16", "2024-11-10"));
    for (int mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++) {
        failing_allocator memory = {.failed = true};
        for (size_t n = 0; memory.failed; n++) {
            pilkada_error error = PILKADA_ERROR_INIT;
            failing_allocator_start(&memory, n, (failing_mode)mode);
            pilkada_schedule *schedule = room_compile_with(&room, definition, &memory.allocator, &error);
            assert_int_equal(schedule == NULL, memory.failed);
            if (!schedule)
                assert_int_equal(error.status, PILKADA_E_NOMEM);
            pk_schedule_free(schedule);
            assert_int_equal(memory.live, 0);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_repeat_as_they_say),
        cmocka_unit_test(each_weekday_works_alone),
        cmocka_unit_test(slots_are_placed_by_the_date_they_are_for),
        cmocka_unit_test(every_minutes_makes_slots),
        cmocka_unit_test(a_minimum_may_be_as_large_as_can_be_reached),
        cmocka_unit_test(what_is_wrong_is_named_at_its_place),
        cmocka_unit_test(neighbouring_slots_are_no_overlap),
        cmocka_unit_test(a_null_schedule_is_refused),
        cmocka_unit_test(an_instant_belongs_to_its_window_or_the_nearest),
        cmocka_unit_test(the_linter_sees_what_compiles_but_cannot_be_meant),
        cmocka_unit_test(every_shipped_schedule_is_clean),
        cmocka_unit_test(the_examples_of_polling_day_are_clean),
        cmocka_unit_test(the_schedules_of_the_pages_are_clean),
        cmocka_unit_test(memory_may_run_out_while_reading),
    };
    return cmocka_run_group_tests(tests, open_room, close_room);
}
