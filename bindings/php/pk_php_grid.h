/**
 * @file pk_php_grid.h  Pilkada\Grid: one receipt after the other, or columns: packed strings as they are, arrays.
 */
#ifndef PK_PHP_GRID_H
#define PK_PHP_GRID_H

typedef pk_codes pk_grid_codes; /* a name of its own: an empty list, not null, and never left out */

static bool pk_grid_codes_in(zval *value, uint32_t n, pk_grid_codes *codes) {
    return pk_array_in(value, n) && pk_codes_in(value, n, "region codes as strings", codes);
}

/* The grid, and the place of each region code. */
typedef struct pk_grid {
    pilkada_grid *grid;
    HashTable *places;
} pk_grid;

static void pk_grid_free(pk_grid *self) {
    pilkada_grid_free(self->grid);
    zend_array_destroy(self->places);
    efree(self);
}

/* PHP's own memory first: when it runs out, PHP jumps, and a grid would be lost to the worker. */
static pk_grid *pk_grid_of(const pilkada_rulebook *rules, const pk_grid_codes *regions, pilkada_date from,
                           pilkada_date until, const char *schedule, pilkada_error *error) {
    pilkada_grid_query query = PILKADA_GRID_QUERY_INIT;
    pk_grid *self = emalloc(sizeof *self);
    *self = (pk_grid){NULL, zend_new_array((uint32_t)regions->count)};
    for (size_t i = 0; i < regions->count; i++) {
        zval place;
        ZVAL_LONG(&place, (zend_long)i);
        zend_hash_str_update(self->places, regions->items[i], strlen(regions->items[i]), &place);
    }
    query.schedule = schedule;
    query.from = from;
    query.until = until;
    query.regions = regions->items;
    query.region_count = regions->count;
    self->grid = pilkada_grid_new(rules, &query, NULL, error);
    if (self->grid)
        return self;
    pk_grid_free(self);
    return NULL;
}

static void pk_grid_get_regions(const pk_grid *self, zval *out) {
    zend_string *code;
    array_init(out);
    ZEND_HASH_FOREACH_STR_KEY(self->places, code) {
        add_next_index_str(out, zend_string_copy(code));
    }
    ZEND_HASH_FOREACH_END();
}

/* ---- one value of a column ---- */

/* Ticks a second of a unit; 0 with an exception. */
static int64_t pk_ticks_in(const char *unit, uint32_t n) {
    static const struct {
        const char *name;
        int64_t ticks;
    } units[] = {{"s", 1}, {"ms", 1000}, {"us", 1000000}, {"ns", 1000000000}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(units[i].name, unit) == 0)
            return units[i].ticks;
    zend_argument_value_error(n, "must be \"s\", \"ms\", \"us\" or \"ns\"");
    return 0;
}

/* A place, or a code; what is neither of this grid is no place, which the library counts. */
static bool pk_place_in(const pk_grid *self, zval *value, uint32_t n, int32_t *place) {
    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) == IS_STRING)
        value = zend_hash_find(self->places, Z_STR_P(value));
    else if (Z_TYPE_P(value) != IS_LONG) {
        zend_argument_type_error(n, "must hold region codes or places, %s given", zend_zval_type_name(value));
        return false;
    }
    *place = value && Z_LVAL_P(value) >= 0 && Z_LVAL_P(value) <= INT32_MAX ? (int32_t)Z_LVAL_P(value) : -1;
    return true;
}

/* A tick, where `integers`, or a text or date as an instant. */
static bool pk_moment_in(zval *value, uint32_t n, bool integers, int64_t *at) {
    ZVAL_DEREF(value);
    if (!integers && (Z_TYPE_P(value) == IS_STRING || pk_is_date(value)))
        return pk_instant_in(value, n, at, NULL);
    if (integers && Z_TYPE_P(value) == IS_LONG) {
        *at = Z_LVAL_P(value);
        return true;
    }
    zend_argument_type_error(n, "must be integers, or RFC 3339 texts and DateTimeInterface, %s given",
                             zend_zval_type_name(value));
    return false;
}

/* ---- columns ---- */

typedef struct pk_rows {
    pilkada_grid_rows rows;
    void *copies[3];
} pk_rows;

/* The numbers of a string of pack(): in place. */
static bool pk_packed_in(const zval *value, uint32_t n, const char *format, size_t width, const void **numbers,
                         size_t *count) {
    *numbers = Z_STRVAL_P(value);
    *count = Z_STRLEN_P(value) / width;
    if (Z_STRLEN_P(value) % width == 0)
        return true;
    zend_argument_value_error(n, "must be packed by pack('%s', ...): %zu bytes are not whole numbers of %zu", format,
                              Z_STRLEN_P(value), width);
    return false;
}

static bool pk_same_count(const pk_rows *self, size_t count, uint32_t n) {
    if (count == self->rows.count)
        return true;
    zend_argument_value_error(n, "must have as many rows as argument #1 ($times): %zu, not %zu", self->rows.count,
                              count);
    return false;
}

static bool pk_is_column_of_integers(HashTable *table) {
    zval *first;
    ZEND_HASH_FOREACH_VAL(table, first) {
        ZVAL_DEREF(first);
        return Z_TYPE_P(first) == IS_LONG;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

/* The index of the row that failed is its place. */
static bool pk_row_failed(size_t index) {
    if (EG(exception) && instanceof_function(EG(exception)->ce, pk_ce_exception)) {
        char place[32];
        snprintf(place, sizeof place, "/%zu", index);
        zend_update_property_string(EG(exception)->ce, EG(exception), ZEND_STRL("where"), place);
    }
    return false;
}

static bool pk_time_list_in(pk_rows *self, HashTable *table) {
    bool integers = pk_is_column_of_integers(table);
    int64_t *at = safe_emalloc(zend_hash_num_elements(table) + 1, sizeof *at, 0);
    size_t count = 0;
    zval *value;
    self->copies[0] = at;
    ZEND_HASH_FOREACH_VAL(table, value) {
        if (!pk_moment_in(value, 1, integers, &at[count]))
            return pk_row_failed(count);
        count++;
    }
    ZEND_HASH_FOREACH_END();
    if (!integers)
        self->rows.ticks = 1000;
    self->rows.at = at;
    self->rows.count = count;
    return true;
}

static bool pk_place_list_in(const pk_grid *grid, pk_rows *self, HashTable *table) {
    if (!pk_same_count(self, zend_hash_num_elements(table), 2))
        return false;
    int32_t *region = safe_emalloc(self->rows.count + 1, sizeof *region, 0);
    size_t count = 0;
    zval *value;
    self->copies[1] = region;
    ZEND_HASH_FOREACH_VAL(table, value) {
        if (!pk_place_in(grid, value, 2, &region[count++]))
            return false;
    }
    ZEND_HASH_FOREACH_END();
    self->rows.region = region;
    return true;
}

static bool pk_key_list_in(pk_rows *self, HashTable *table) {
    if (!pk_same_count(self, zend_hash_num_elements(table), 4))
        return false;
    uint64_t *key = safe_emalloc(self->rows.count + 1, sizeof *key, 0);
    size_t count = 0;
    zval *value;
    self->copies[2] = key;
    ZEND_HASH_FOREACH_VAL(table, value) {
        ZVAL_DEREF(value);
        if (Z_TYPE_P(value) != IS_LONG) {
            zend_argument_type_error(4, "must hold integers, %s given", zend_zval_type_name(value));
            return false;
        }
        key[count++] = (uint64_t)Z_LVAL_P(value);
    }
    ZEND_HASH_FOREACH_END();
    self->rows.key = key;
    return true;
}

static bool pk_column_in(const zval *value, uint32_t n) {
    if (Z_TYPE_P(value) == IS_ARRAY || Z_TYPE_P(value) == IS_STRING)
        return true;
    zend_wrong_parameter_type_error(n, Z_EXPECTED_ARRAY_OR_STRING, (zval *)value);
    return false;
}

static bool pk_times_in(pk_rows *self, zval *times) {
    if (!pk_column_in(times, 1))
        return false;
    if (Z_TYPE_P(times) == IS_ARRAY)
        return pk_time_list_in(self, Z_ARRVAL_P(times));
    return pk_packed_in(times, 1, "q*", 8, (const void **)&self->rows.at, &self->rows.count);
}

static bool pk_places_in(const pk_grid *grid, pk_rows *self, zval *regions) {
    size_t count = 0;
    if (!pk_column_in(regions, 2))
        return false;
    if (Z_TYPE_P(regions) == IS_ARRAY)
        return pk_place_list_in(grid, self, Z_ARRVAL_P(regions));
    return pk_packed_in(regions, 2, "l*", 4, (const void **)&self->rows.region, &count) &&
           pk_same_count(self, count, 2);
}

static bool pk_keys_in(pk_rows *self, zval *keys) {
    size_t count = 0;
    if (!keys || Z_TYPE_P(keys) == IS_NULL)
        return true;
    if (!pk_column_in(keys, 4))
        return false;
    if (Z_TYPE_P(keys) == IS_ARRAY)
        return pk_key_list_in(self, Z_ARRVAL_P(keys));
    return pk_packed_in(keys, 4, "q*", 8, (const void **)&self->rows.key, &count) && pk_same_count(self, count, 4);
}

/* ---- adding ---- */

/* Held while they are read: format() of a date may be the user's own, and change the arrays. */
static void pk_grid_add_many(pk_grid *self, zval *times, zval *regions, pilkada_instant now, zval *keys,
                             const char *unit, pilkada_error *error) {
    pk_rows rows = {.rows = PILKADA_GRID_ROWS_INIT};
    zval hold[3];
    rows.rows.ticks = pk_ticks_in(unit, 5);
    if (!rows.rows.ticks)
        return;
    ZVAL_COPY(&hold[0], times);
    ZVAL_COPY(&hold[1], regions);
    ZVAL_COPY(&hold[2], keys ? keys : &EG(uninitialized_zval));
    if (pk_times_in(&rows, &hold[0]) && pk_places_in(self, &rows, &hold[1]) && pk_keys_in(&rows, &hold[2]))
        pilkada_grid_add(self->grid, &rows.rows, now, error);
    for (int i = 0; i < 3; i++) {
        if (rows.copies[i])
            efree(rows.copies[i]);
        zval_ptr_dtor(&hold[i]);
    }
}

static void pk_grid_add(pk_grid *self, zval *time, zval *region, pilkada_instant now, int64_t key, const char *unit,
                        pilkada_error *error) {
    pilkada_grid_rows row = PILKADA_GRID_ROWS_INIT;
    bool integer = Z_TYPE_P(time) == IS_LONG;
    int64_t at = 0;
    int32_t place;
    uint64_t known = (uint64_t)key;
    int64_t ticks = pk_ticks_in(unit, 5);
    if (!ticks || !pk_moment_in(time, 1, integer, &at) || !pk_place_in(self, region, 2, &place))
        return;
    row.at = &at;
    row.region = &place;
    row.key = known ? &known : NULL;
    row.count = 1;
    row.ticks = integer ? ticks : 1000;
    pilkada_grid_add(self->grid, &row, now, error);
}

/* ---- answers ---- */

static void pk_grid_cell(const pk_grid *self, const char *region, pilkada_date date, pilkada_instant now, zval *result,
                         pilkada_error *error) {
    pilkada_grid_cell cell;
    const zval *place = zend_hash_str_find(self->places, region, strlen(region));
    zval state, name;
    ZVAL_NULL(result);
    if (!place) {
        pk_refuse(PILKADA_E_UNKNOWN, region, "the grid does not count for this region");
        return;
    }
    if (pilkada_grid_get(self->grid, (size_t)Z_LVAL_P(place), date, now, &cell, error) || !cell.has_window)
        return;
    array_init(result);
    add_assoc_long(result, "required", cell.required);
    add_assoc_long(result, "received", cell.received);
    add_assoc_long(result, "on_time", cell.on_time);
    add_assoc_long(result, "early", cell.early);
    add_assoc_long(result, "late", cell.late);
    ZVAL_STRING(&name, pilkada_window_state_name(cell.state));
    pk_enum_case(pk_ce_window_state, &name, &state);
    zval_ptr_dtor(&name);
    add_assoc_zval(result, "state", &state);
}

/* Regions x days numbers of a width, as a string to unpack(). */
static zend_string *pk_grid_room(const pk_grid *self, size_t width) {
    size_t count = pilkada_grid_region_count(self->grid) * pilkada_grid_day_count(self->grid);
    zend_string *packed = zend_string_safe_alloc(count, width, 0, false);
    ZSTR_VAL(packed)[count * width] = '\0';
    return packed;
}

static void pk_grid_states(const pk_grid *self, pilkada_instant now, zval *result, pilkada_error *error) {
    zend_string *packed = pk_grid_room(self, 1);
    pilkada_grid_states(self->grid, now, (uint8_t *)ZSTR_VAL(packed), ZSTR_LEN(packed), error);
    ZVAL_STR(result, packed);
}

static void pk_grid_counts(const pk_grid *self, bool on_time, zval *result, pilkada_error *error) {
    zend_string *packed = pk_grid_room(self, sizeof(int32_t));
    pilkada_grid_counts(self->grid, on_time, (int32_t *)(void *)ZSTR_VAL(packed), ZSTR_LEN(packed) / sizeof(int32_t),
                        error);
    ZVAL_STR(result, packed);
}

/* The members of the summary. */
static void pk_grid_get_summary(const pk_grid *self, pilkada_instant now, zval *result, pilkada_error *error) {
    pilkada_buffer text;
    zval data;
    pilkada_buffer_init(&text, NULL);
    ZVAL_NULL(&data);
    ZVAL_NULL(result);
    if (!pilkada_grid_write_summary_json(self->grid, now, &text, error)) {
        pk_array_out(text.data, text.size, &data);
        pk_member_out(&data, "summary", result);
    }
    pilkada_buffer_dispose(&text);
}

#endif
