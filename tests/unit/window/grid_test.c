/** @file grid_test.c  Counting arrays gives the board's numbers; tables agree with the search at every second. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "failing_allocator.h"
#include "window/timetable.h"
#include "window_room.h"

static window_room room;

static int open_room(void **state) {
    (void)state;
    return room_open(&room);
}

static int close_room(void **state) {
    (void)state;
    room_close(&room);
    return 0;
}

/* ---- schedules with what is hard about them ---- */

#define ONE(members) ROOM_SCHEDULE("'zone': 'lokal', " members)
static const char *const definitions[] = {
    ONE("'repeat': {'freq': 'daily'}, 'date_of': 'previous_day', 'slots': [{'open': '00:00', 'close': '05:00', 'min': "
        "2}]"),
    ONE("'repeat': {'freq': 'daily'}, 'close_inclusive': true, 'slots': [{'open': '07:00', 'close': '19:00', 'min': "
        "1}, {'open': '19:00', 'close': '07:00', 'min': 1, 'max': 2}]"),
    ONE("'repeat': {'freq': 'daily'}, 'date_of': 'close', 'grace': {'before': 90, 'after': 240}, 'slots': [{'open': "
        "'06:30', 'close': '07:30', 'min': 1}, {'open': '10:00', 'close': '10:30', 'min': 2}, {'open': '22:00', "
        "'close': '05:00', 'min': 1}]"),
    ONE("'repeat': {'freq': 'weekly', 'days': ['senin']}, 'phases': {'late': 600, 'correct': 900}, 'slots': [{'open': "
        "'00:00', 'close': '24:00', 'min': 1}]"),
    ONE("'repeat': {'freq': 'dates', 'dates': ['2024-11-01', '2024-12-31']}, 'slots': [{'open': '08:00', 'close': "
        "'09:00', 'min': 1}]"),
    ONE("'repeat': {'freq': 'daily'}, 'slots': [{'open': '00:00', 'close': '05:00', 'min': 2}], 'lead': {'kecamatan': "
        "20}, 'overrides': [{'priority': 1, 'when': {'freq': 'relative', 'from_day': 0, 'to_day': 0}, 'source': "
        "'CONTOH', 'grace': {'before': 10, 'after': 600}, 'slots': [{'open': '10:00', 'close': '12:00', 'min': 1}, "
        "{'open': '13:00', 'close': '13:30', 'min': 1}]}, {'priority': 2, 'regions': ['33.16'], 'source': 'CONTOH', "
        "'slots': []}], 'exceptions': [{'region': '33.01', 'dates': ['2024-11-25'], 'reason': {'id': 'a', 'en': 'b'}, "
        "'by': 'c'}]"),
    ONE("'repeat': {'freq': 'daily'}, 'grace': {'before': 600, 'after': 600}, 'slots': [{'open': '00:00', 'close': "
        "'24:00', 'every_minutes': 180, 'min': 1}]"),
};
enum { DEFINITIONS = sizeof definitions / sizeof *definitions };

/* ---- the table against the search ---- */

static int32_t searched(const pilkada_schedule *schedule, const pk_timetable *table, int64_t local) {
    pk_slot slots[64];
    pilkada_instant at = local - table->offset * PK_MINUTE;
    pilkada_date date = pk_schedule_date_at(schedule, table->region, at, table->offset, slots);
    if (date == PILKADA_NO_DATE || date < table->from || date >= table->from + (pilkada_date)table->dates)
        return PK_COUNTER_OUTSIDE;
    const pk_slots all = {slots, pk_schedule_slots(schedule, table->region, date, slots)};
    int64_t position = pk_position_of(at, date, table->offset);
    pk_found found = pk_slots_find(&all, position);
    const pk_slot *slot = &slots[found.slot];
    if (found.place == PK_PLACE_LATE && schedule->late_for != INT64_MAX &&
        position - (slot->close - slot->inclusive) >= schedule->late_for)
        return PK_COUNTER_LOCKED;
    size_t cell = (size_t)(date - table->from) * table->room + found.slot;
    return PK_COUNTER_CELLS + (int32_t)(cell * PK_PLACES) + (int32_t)found.place;
}

static void assert_found(const pilkada_schedule *schedule, const pk_timetable *table, int64_t local) {
    int64_t start = table->first_day * PK_DAY;
    if (local < start || local >= start + (int64_t)table->days * PK_DAY)
        return;
    int32_t found = pk_timetable_find(table, (uint64_t)(local - start)), right = searched(schedule, table, local);
    if (found != right)
        fail_msg("%s: %lld ms after midnight of day %d: %d, not %d", pilkada_schedule_id(schedule),
                 (long long)(local % PK_DAY), (int)(local / PK_DAY), found, right);
}

/* Every 61 s of the whole table, and the milliseconds around each of its steps. */
static void compare(const pilkada_schedule *schedule, const char *region, const char *from, size_t dates) {
    pk_arena arena;
    pk_timetable table;
    pk_arena_init(&arena, NULL);
    assert_int_equal(pk_timetable_make(&table, schedule, pk_span_of(region), room_date(from), dates, &arena),
                     PILKADA_OK);
    int64_t start = table.first_day * PK_DAY;
    for (int64_t local = start; local < start + (int64_t)table.days * PK_DAY; local += 61 * PK_SECOND)
        assert_found(schedule, &table, local);
    for (size_t day = 0; day < table.days; day++)
        for (uint32_t i = table.day[day]; i < table.day[day + 1]; i++)
            for (int64_t near = -2; near <= 2; near++)
                assert_found(schedule, &table, start + (int64_t)day * PK_DAY + table.at[i] + near);
    pk_arena_dispose(&arena);
}

static void the_table_is_the_search(void **state) {
    (void)state;
    static const char *const regions[] = {"33.01", "33.16", "33.01.02"};
    for (size_t i = 0; i < DEFINITIONS; i++) {
        pilkada_schedule *schedule = room_compile(&room, definitions[i]);
        for (size_t region = 0; region < (schedule->by_region ? 3 : 1); region++) {
            compare(schedule, regions[region], "2024-11-24", 5);
            compare(schedule, regions[region], "2024-12-30", 3);
        }
        pk_schedule_free(schedule);
    }
}

static void the_table_of_each_shipped_schedule_is_the_search(void **state) {
    (void)state;
    cJSON *all = room_schedules();
    const cJSON *item;
    cJSON_ArrayForEach(item, all) {
        char region[16];
        pilkada_schedule *schedule = pk_schedule_compile(item, room.model, room.catalogue, NULL, NULL);
        compare(schedule, room_debtor(item, region), "2024-02-28", 3);
        compare(schedule, room_debtor(item, region), "2024-11-26", 4);
        pk_schedule_free(schedule);
    }
    cJSON_Delete(all);
}

/* ---- the grid against the board ---- */

static uint32_t seed;

static uint32_t roll(uint32_t sides) {
    seed = seed * 1664525 + 1013904223;
    return (uint32_t)((uint64_t)seed * sides >> 32);
}

static const char *const codes[] = {"33.01", "33.16", "33.74", "33.29"};

static pilkada_grid *grid_of(const pilkada_schedule *schedule, const char *from, const char *until) {
    pilkada_grid_query query = PILKADA_GRID_QUERY_INIT;
    pilkada_error error = PILKADA_ERROR_INIT;
    query.from = room_date(from);
    query.until = room_date(until);
    query.regions = codes;
    query.region_count = 4;
    pilkada_grid *grid = pk_schedule_grid(schedule, &query, "", NULL, &error);
    if (!grid)
        fail_msg("%s", error.detail);
    return grid;
}

static pilkada_board *board_of(const pilkada_schedule *schedule, const char *from, const char *until,
                               pilkada_instant now, pilkada_receipts *receipts) {
    pilkada_board *board = pilkada_board_new(NULL, NULL);
    pilkada_window_query query = room_query(from, until, "2024-11-26T00:00:00Z", NULL);
    query.now = now;
    query.regions = codes;
    query.region_count = 4;
    assert_int_equal(pk_schedule_judge(schedule, &query, receipts, "", board, NULL), PILKADA_OK);
    return board;
}

static size_t place_of(const char *code) {
    size_t place = 0;
    while (strcmp(codes[place], code) != 0)
        place++;
    return place;
}

static void assert_same_cells(const pilkada_board *board, const pilkada_grid *grid, pilkada_instant now) {
    for (size_t i = 0; i < pilkada_board_count(board); i++) {
        const pilkada_window_cell *cell = pilkada_board_cell(board, i);
        pilkada_grid_cell other;
        assert_int_equal(pilkada_grid_get(grid, place_of(cell->region), cell->date, now, &other, NULL), PILKADA_OK);
        if (!other.has_window) {
            assert_int_equal(cell->state, PILKADA_WINDOW_DIKECUALIKAN);
            continue;
        }
        assert_int_equal(cell->required, other.required);
        assert_int_equal(cell->received, other.received);
        assert_int_equal(cell->early, other.early);
        assert_int_equal(cell->on_time, other.on_time);
        assert_int_equal(cell->late, other.late);
        assert_int_equal(cell->state, other.state);
    }
}

static int64_t number_after(const char *text, const char *key) {
    const char *at = strstr(text, key);
    return at ? strtoll(at + strlen(key), NULL, 10) : -1;
}

/* What both summaries say, they say alike; of locked resends a board keeps one. */
static void assert_same_summary(const pilkada_board *board, const pilkada_grid *grid, pilkada_instant now, bool keyed) {
    static const char *const keys[] = {
        "\"expected_reports\":",          "\"actual_reports\":",    "\"actual_reports_on_time\":",
        "\"diterima_setelah_sekarang\":", "\"melebihi_maksimum\":", "\"terkunci\":"};
    pilkada_buffer a, b;
    pilkada_buffer_init(&a, NULL);
    pilkada_buffer_init(&b, NULL);
    assert_int_equal(pilkada_board_write_summary_json(board, &a, NULL), PILKADA_OK);
    assert_int_equal(pilkada_grid_write_summary_json(grid, now, &b, NULL), PILKADA_OK);
    for (size_t i = 0; i < sizeof keys / sizeof *keys - keyed; i++)
        assert_int_equal(number_after(a.data, keys[i]), number_after(b.data, keys[i]));
    pilkada_buffer_dispose(&a);
    pilkada_buffer_dispose(&b);
}

typedef struct sample {
    int64_t at[256];
    int32_t region[256];
    uint64_t key[256];
} sample;

static void draw(sample *self, size_t count, const char *from, bool keyed) {
    for (size_t i = 0; i < count; i++) {
        self->at[i] = pilkada_date_instant(room_date(from), 0, 420) - PK_DAY +
                      (int64_t)roll(6 * 1440 * 4) * 15 * PK_SECOND + (roll(3) ? 0 : (int64_t)roll(3) - 1);
        self->region[i] = (int32_t)roll(4);
        self->key[i] = keyed ? roll(12) : 0;
    }
}

static pilkada_receipts *receipts_of(const sample *self, size_t count) {
    pilkada_receipts *receipts = pilkada_receipts_new(NULL, NULL);
    for (size_t i = 0; i < count; i++) {
        char text[256], at[PILKADA_INSTANT_SIZE], hash[40] = "";
        pilkada_instant_format(self->at[i], 420, at);
        if (self->key[i])
            snprintf(hash, sizeof hash, ", 'hash': 'h%u'", (unsigned)self->key[i]);
        snprintf(text, sizeof text, "{'id': 'r%zu', 'region': '%s', 'form': 'f', 'received': '%s'%s}", i,
                 codes[self->region[i]], at, hash);
        assert_int_equal(room_add_text(receipts, text, NULL), PILKADA_OK);
    }
    return receipts;
}

static void compare_with_board(const char *definition, bool keyed) {
    static sample rows;
    pilkada_schedule *schedule = room_compile(&room, definition);
    for (int round = 0; round < 60; round++) {
        size_t count = roll(256);
        draw(&rows, count, "2024-11-25", keyed);
        pilkada_instant now =
            pilkada_date_instant(room_date("2024-11-25"), 0, 420) + (int64_t)roll(4 * 1440) * PK_MINUTE;
        pilkada_receipts *receipts = receipts_of(&rows, count);
        pilkada_board *board = board_of(schedule, "2024-11-25", "2024-11-27", now, receipts);
        pilkada_grid *grid = grid_of(schedule, "2024-11-25", "2024-11-27");
        pilkada_grid_rows in = PILKADA_GRID_ROWS_INIT;
        in.at = rows.at;
        in.region = rows.region;
        in.key = keyed ? rows.key : NULL;
        in.count = count / 2;
        in.ticks = 1000;
        assert_int_equal(pilkada_grid_add(grid, &in, now, NULL), PILKADA_OK);
        in.at += in.count;
        in.region += in.count;
        in.key += keyed ? in.count : 0;
        in.count = count - in.count;
        assert_int_equal(pilkada_grid_add(grid, &in, now, NULL), PILKADA_OK);
        assert_same_cells(board, grid, now);
        assert_same_summary(board, grid, now, keyed);
        pilkada_grid_free(grid);
        pilkada_board_free(board);
        pilkada_receipts_free(receipts);
    }
    pk_schedule_free(schedule);
}

static void the_grid_is_the_board(void **state) {
    (void)state;
    seed = 20241127;
    for (size_t i = 0; i < DEFINITIONS; i++)
        compare_with_board(definitions[i], false);
}

static void resends_are_one_report_here_as_well(void **state) {
    (void)state;
    seed = 20241128;
    for (size_t i = 0; i < DEFINITIONS; i++)
        compare_with_board(definitions[i], true);
}

/* ---- rows ---- */

static pilkada_grid *night_grid(void) {
    pilkada_schedule *night = room_shipped(&room, "jateng.dinihari");
    pilkada_grid *grid = grid_of(night, "2024-11-26", "2024-11-27");
    pk_schedule_free(night);
    return grid;
}

static pilkada_status add(pilkada_grid *grid, int64_t at, int32_t region, int64_t ticks, const char *now) {
    pilkada_grid_rows rows = PILKADA_GRID_ROWS_INIT;
    rows.at = &at;
    rows.region = &region;
    rows.count = 1;
    rows.ticks = ticks;
    return pilkada_grid_add(grid, &rows, room_instant(now), NULL);
}

static int64_t ignored(const pilkada_grid *grid, const char *key) {
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    assert_int_equal(pilkada_grid_write_summary_json(grid, 0, &out, NULL), PILKADA_OK);
    int64_t value = number_after(out.data, key);
    pilkada_buffer_dispose(&out);
    return value;
}

#define LATER "2024-11-28T00:00:00Z"

static void ticks_are_seconds_to_nanoseconds(void **state) {
    (void)state;
    pilkada_grid_cell cell;
    int64_t second = room_instant("2024-11-27T04:59:59+07:00") / 1000;
    for (int64_t ticks = 1; ticks <= 1000000000; ticks *= 1000) {
        pilkada_grid *grid = night_grid();
        assert_int_equal(add(grid, second * ticks, 0, ticks, LATER), PILKADA_OK);
        assert_int_equal(add(grid, second * ticks + (ticks - 1), 0, ticks, LATER), PILKADA_OK);
        assert_int_equal(add(grid, (second + 1) * ticks, 0, ticks, LATER), PILKADA_OK);
        assert_int_equal(add(grid, (second + 1) * ticks, 0, ticks, "2024-11-27T04:59:59.999+07:00"), PILKADA_OK);
        pilkada_grid_get(grid, 0, room_date("2024-11-26"), 0, &cell, NULL);
        assert_int_equal(cell.on_time, 2);
        assert_int_equal(cell.late, 1);
        assert_int_equal(ignored(grid, "\"diterima_setelah_sekarang\":"), 1);
        assert_int_equal(add(grid, 0, 0, ticks * 10, LATER), PILKADA_E_ARGUMENT);
        pilkada_grid_free(grid);
    }
}

/* Whatever stands in the arrays: it is counted somewhere, and nothing breaks. */
static void no_number_is_too_odd(void **state) {
    (void)state;
    static const int64_t odd[] = {INT64_MIN, INT64_MIN + 1, -1, 0, 1, INT64_MAX - 1, INT64_MAX};
    pilkada_grid *grid = night_grid();
    int64_t told = 0;
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        for (int64_t ticks = 1; ticks <= 1000000000; ticks *= 1000)
            for (int32_t region = -1; region <= 4; region += 5)
                assert_int_equal(add(grid, odd[i], region, ticks, LATER), PILKADA_OK);
    assert_int_equal(add(grid, room_instant("2024-11-27T01:00:00+07:00"), INT32_MAX, 1000, LATER), PILKADA_OK);
    told += ignored(grid, "\"diterima_setelah_sekarang\":") + ignored(grid, "\"wilayah_tidak_dikenal\":") +
            ignored(grid, "\"di_luar_permintaan\":");
    assert_int_equal(told, 7 * 4 * 2 + 1);
    pilkada_grid_free(grid);
}

/* More than a byte holds, also when a resend takes one back. */
static void counters_carry(void **state) {
    (void)state;
    enum { MANY = 70000 };
    static int64_t at[MANY];
    static int32_t region[MANY];
    static uint64_t key[MANY];
    pilkada_grid *grid = night_grid();
    pilkada_grid_cell cell;
    for (size_t i = 0; i < MANY; i++) {
        at[i] = room_instant("2024-11-26T23:00:00+07:00"); /* early for the 26th */
        key[i] = i + 1;
    }
    pilkada_grid_rows rows = {sizeof rows, at, region, key, MANY, 1000};
    assert_int_equal(pilkada_grid_add(grid, &rows, room_instant(LATER), NULL), PILKADA_OK);
    pilkada_grid_get(grid, 0, room_date("2024-11-26"), 0, &cell, NULL);
    assert_int_equal(cell.early, MANY);
    for (size_t i = 0; i < MANY; i++)
        at[i] += 2 * PK_HOUR;
    assert_int_equal(pilkada_grid_add(grid, &rows, room_instant(LATER), NULL), PILKADA_OK);
    pilkada_grid_get(grid, 0, room_date("2024-11-26"), 0, &cell, NULL);
    assert_int_equal(cell.early, 0);
    assert_int_equal(cell.on_time, MANY);
    assert_int_equal(ignored(grid, "\"kiriman_ulang\":"), MANY);
    rows.key = NULL;
    assert_int_equal(pilkada_grid_add(grid, &rows, room_instant(LATER), NULL), PILKADA_OK);
    pilkada_grid_get(grid, 0, room_date("2024-11-26"), 0, &cell, NULL);
    assert_int_equal(cell.on_time, 2 * MANY);
    pilkada_grid_free(grid);
}

static void all_states_come_at_once(void **state) {
    (void)state;
    pilkada_grid *grid = night_grid();
    uint8_t states[8];
    int32_t counts[8];
    int64_t at = room_instant("2024-11-27T01:00:00+07:00");
    add(grid, at, 1, 1000, LATER);
    add(grid, at, 1, 1000, LATER);
    add(grid, at + 5 * PK_HOUR, 2, 1000, LATER);
    assert_int_equal(pilkada_grid_states(grid, room_instant("2024-11-27T06:00:00+07:00"), states, 8, NULL), PILKADA_OK);
    const uint8_t expected[] = {PILKADA_WINDOW_BELUM,    PILKADA_WINDOW_BERJALAN, PILKADA_WINDOW_LENGKAP,
                                PILKADA_WINDOW_BERJALAN, PILKADA_WINDOW_KURANG,   PILKADA_WINDOW_BERJALAN,
                                PILKADA_WINDOW_BELUM,    PILKADA_WINDOW_BERJALAN};
    assert_memory_equal(states, expected, 8);
    assert_int_equal(pilkada_grid_counts(grid, 0, counts, 8, NULL), PILKADA_OK);
    assert_int_equal(counts[2], 2);
    assert_int_equal(counts[4], 1);
    assert_int_equal(pilkada_grid_counts(grid, 1, counts, 8, NULL), PILKADA_OK);
    assert_int_equal(counts[4], 0);
    assert_int_equal(pilkada_grid_states(grid, 0, states, 7, NULL), PILKADA_E_LIMIT);
    assert_int_equal(pilkada_grid_date_at(grid, 0, at), room_date("2024-11-26"));
    assert_int_equal(pilkada_grid_date_at(grid, 0, at - 30 * PK_DAY), PILKADA_NO_DATE);
    assert_int_equal(pilkada_grid_date_at(grid, 0, INT64_MIN), PILKADA_NO_DATE);
    pilkada_grid_free(grid);
}

static void what_is_asked_amiss_is_refused(void **state) {
    (void)state;
    pilkada_schedule *night = room_shipped(&room, "jateng.dinihari");
    pilkada_schedule *forms = room_compile(
        &room, ONE("'repeat': {'freq': 'daily'}, 'count_by': 'formulir', 'slots': [{'open': '00:00', 'close': '05:00', "
                   "'min': 2}]"));
    pilkada_schedule *minutes =
        room_compile(&room, ONE("'repeat': {'freq': 'daily'}, 'slots': [{'open': '00:00', 'close': '24:00', "
                                "'every_minutes': 1, 'min': 1}]"));
    const char *const unknown[] = {"33.99"}, *const elsewhere[] = {"34.01"}, *const none[] = {NULL},
                      *const twice[] = {"33.16", "33.74", "33.16"};
    pilkada_grid_query good = PILKADA_GRID_QUERY_INIT;
    good.from = good.until = room_date("2024-11-26");
    good.regions = codes;
    good.region_count = 4;
    pilkada_grid_query reversed = good, endless = good, nowhere = good, strange = good, free_of_it = good, holes = good,
                       doubled = good, large = good;
    reversed.until--;
    endless.until += 3660;
    nowhere.regions = NULL;
    strange.regions = unknown;
    free_of_it.regions = elsewhere;
    holes.regions = none;
    doubled.regions = twice;
    doubled.region_count = 3;
    strange.region_count = free_of_it.region_count = holes.region_count = 1;
    large.until += 3650;
    large.region_count = 4;
    const struct {
        const pilkada_schedule *schedule;
        const pilkada_grid_query *query;
        pilkada_status status;
    } cases[] = {{night, &reversed, PILKADA_E_ARGUMENT},   {night, &endless, PILKADA_E_LIMIT},
                 {night, &nowhere, PILKADA_E_ARGUMENT},    {night, &strange, PILKADA_E_UNKNOWN},
                 {night, &free_of_it, PILKADA_E_ARGUMENT}, {night, &holes, PILKADA_E_ARGUMENT},
                 {night, &doubled, PILKADA_E_ARGUMENT},    {forms, &good, PILKADA_E_ARGUMENT}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pilkada_error error = PILKADA_ERROR_INIT;
        assert_null(pk_schedule_grid(cases[i].schedule, cases[i].query, "", NULL, &error));
        assert_int_equal(error.status, cases[i].status);
    }
    pilkada_grid_cell cell;
    assert_int_equal(pilkada_grid_get(NULL, 0, 0, 0, &cell, NULL), PILKADA_E_ARGUMENT);
    assert_int_equal(pilkada_grid_add(NULL, NULL, 0, NULL), PILKADA_E_ARGUMENT);
    pilkada_grid_free(NULL);
    pk_schedule_free(night);
    pk_schedule_free(forms);
    pk_schedule_free(minutes);
}

static void memory_may_run_out(void **state) {
    (void)state;
    pilkada_schedule *schedule = room_compile(&room, definitions[5]);
    pilkada_grid_query query = PILKADA_GRID_QUERY_INIT;
    query.from = query.until = room_date("2024-11-26");
    query.regions = codes;
    query.region_count = 4;
    static sample rows;
    seed = 7;
    draw(&rows, 256, "2024-11-26", true);
    for (int mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++) {
        failing_allocator memory = {.failed = true};
        for (size_t n = 0; memory.failed; n++) {
            failing_allocator_start(&memory, n, (failing_mode)mode);
            pilkada_error error = PILKADA_ERROR_INIT;
            pilkada_grid *grid = pk_schedule_grid(schedule, &query, "", &memory.allocator, &error);
            pilkada_grid_rows in = {sizeof in, rows.at, rows.region, rows.key, 256, 1000};
            pilkada_status status = grid ? pilkada_grid_add(grid, &in, rows.at[0] + 9 * PK_DAY, NULL) : error.status;
            assert_int_equal(status, memory.failed ? PILKADA_E_NOMEM : PILKADA_OK);
            pilkada_grid_free(grid);
            assert_int_equal(memory.live, 0);
        }
    }
    pk_schedule_free(schedule);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_the_search),
        cmocka_unit_test(the_table_of_each_shipped_schedule_is_the_search),
        cmocka_unit_test(the_grid_is_the_board),
        cmocka_unit_test(resends_are_one_report_here_as_well),
        cmocka_unit_test(ticks_are_seconds_to_nanoseconds),
        cmocka_unit_test(no_number_is_too_odd),
        cmocka_unit_test(counters_carry),
        cmocka_unit_test(all_states_come_at_once),
        cmocka_unit_test(what_is_asked_amiss_is_refused),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, open_room, close_room);
}
