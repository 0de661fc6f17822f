/**
 * @file window.c  A year of the whole country: rows to states, from integers and from texts; one live update.
 *
 * bench_window FILE.bin [SECONDS]   FILE holds int64 n, regions, days, t0; int64 offset[regions]; int64 t[n]; int32
 * region[n]. Prints name,rows,bytes,seconds,complete for the best round; notes go to standard error.
 */
#define _POSIX_C_SOURCE 200809L
#include <pilkada/pilkada.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct rows_file {
    int64_t n, regions, days, first;
    int64_t *offset, *at;
    int32_t *region;
    char *texts; /* 25 bytes a row */
} rows_file;

enum { WIDTH = 25 };

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void *take(FILE *file, size_t count, size_t size) {
    void *block = malloc(count * size);
    if (!block || fread(block, size, count, file) != count) {
        fprintf(stderr, "the file is too short\n");
        exit(2);
    }
    return block;
}

static rows_file load(const char *path) {
    rows_file rows;
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(2);
    }
    int64_t *head = take(file, 4, sizeof *head);
    rows = (rows_file){head[0], head[1], head[2], head[3], NULL, NULL, NULL, NULL};
    rows.offset = take(file, (size_t)rows.regions, sizeof *rows.offset);
    rows.at = take(file, (size_t)rows.n, sizeof *rows.at);
    rows.region = take(file, (size_t)rows.n, sizeof *rows.region);
    rows.texts = calloc((size_t)rows.n + 1, WIDTH);
    for (int64_t i = 0; i < rows.n; i++) {
        char text[PILKADA_INSTANT_SIZE];
        pilkada_instant_format(rows.at[i] * 1000, 420, text);
        memcpy(rows.texts + i * WIDTH, text, WIDTH);
    }
    free(head);
    fclose(file);
    return rows;
}

/* Codes of kabupaten/kota in provinces of the three zones, 90 in each. */
static char **make_codes(const rows_file *rows) {
    static const int provinces[3][4] = {{11, 12, 13, 14}, {51, 52, 53, 64}, {91, 92, 93, 94}};
    int count[3] = {0};
    char **codes = calloc((size_t)rows->regions, sizeof *codes);
    for (int64_t i = 0; i < rows->regions; i++) {
        int zone = (int)(rows->offset[i] / 3600) - 7, n = count[zone]++;
        codes[i] = malloc(16);
        snprintf(codes[i], 16, "%d.%02d", provinces[zone][n / 90 % 4], 1 + n % 90);
    }
    return codes;
}

static const char schedule[] = "{\"schedules\": [{\"id\": \"contoh.malam\", \"title\": {\"id\": \"malam\", \"en\": "
                               "\"night\"}, \"source\": \"CONTOH\", "
                               "\"tier\": \"kabupaten_kota\", \"zone\": \"lokal\", \"repeat\": {\"freq\": \"daily\"}, "
                               "\"slots\": [{\"open\": \"00:00\", "
                               "\"close\": \"05:00\", \"min\": 2}]}]}";

typedef struct bench {
    rows_file rows;
    pilkada_rulebook *rules;
    pilkada_grid_query query;
    pilkada_instant now;
    uint8_t *states;
    pilkada_instant *instants;
    int64_t complete;
} bench;

static void fail(const pilkada_error *error) {
    fprintf(stderr, "%s %s\n", error->where, error->detail);
    exit(2);
}

static void add(const bench *self, pilkada_grid *grid, const int64_t *at, size_t from, size_t count, int64_t ticks) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_grid_rows rows = PILKADA_GRID_ROWS_INIT;
    rows.at = at;
    rows.region = self->rows.region + from;
    rows.count = count;
    rows.ticks = ticks;
    if (pilkada_grid_add(grid, &rows, self->now, &error))
        fail(&error);
}

static void add_integers(bench *self, pilkada_grid *grid) {
    add(self, grid, self->rows.at, 0, (size_t)self->rows.n, 1);
}

/* By blocks that stay in the cache. */
static void add_texts(bench *self, pilkada_grid *grid) {
    enum { BLOCK = 4096 };
    pilkada_error error = PILKADA_ERROR_INIT;
    for (size_t from = 0; from < (size_t)self->rows.n; from += BLOCK) {
        size_t count = (size_t)self->rows.n - from < BLOCK ? (size_t)self->rows.n - from : BLOCK;
        if (pilkada_instants_parse_fixed(self->rows.texts + from * WIDTH, WIDTH, count, self->instants, &error))
            fail(&error);
        add(self, grid, self->instants, from, count, 1000);
    }
}

/* All of it: make the grid, count the rows, judge every cell. */
static double round_of(bench *self, void (*add_rows)(bench *, pilkada_grid *)) {
    pilkada_error error = PILKADA_ERROR_INIT;
    size_t cells = (size_t)(self->rows.regions * self->rows.days);
    double start = seconds();
    pilkada_grid *grid = pilkada_grid_new(self->rules, &self->query, NULL, &error);
    if (!grid)
        fail(&error);
    add_rows(self, grid);
    if (pilkada_grid_states(grid, self->now, self->states, cells, &error))
        fail(&error);
    self->complete = 0;
    for (size_t i = 0; i < cells; i++)
        self->complete += self->states[i] == PILKADA_WINDOW_LENGKAP;
    double took = seconds() - start;
    pilkada_grid_free(grid);
    return took;
}

static void measure(bench *self, const char *name, void (*add_rows)(bench *, pilkada_grid *), double limit,
                    size_t width) {
    double best = 1e9, end = seconds() + limit;
    do {
        double took = round_of(self, add_rows);
        best = took < best ? took : best;
    } while (seconds() < end);
    printf("%s,%lld,%lld,%.6f,%lld\n", name, (long long)self->rows.n, (long long)(self->rows.n * (int64_t)width), best,
           (long long)self->complete);
    fprintf(stderr, "# %-30s %8.2f ms  %7.1f ns/row\n", name, best * 1e3, best / (double)self->rows.n * 1e9);
}

/* One receipt after the other, each with a key and the state of its cell, as a live portal does. */
static void measure_live(bench *self) {
    pilkada_error error = PILKADA_ERROR_INIT;
    size_t count = self->rows.n < 1000000 ? (size_t)self->rows.n : 1000000;
    pilkada_grid *grid = pilkada_grid_new(self->rules, &self->query, NULL, &error);
    pilkada_grid_cell cell;
    double start = seconds();
    for (size_t i = 0; i < count; i++) {
        uint64_t key = i + 1;
        size_t region = (size_t)self->rows.region[i];
        pilkada_grid_rows rows = {sizeof rows, self->rows.at + i, self->rows.region + i, &key, 1, 1};
        pilkada_date date = pilkada_grid_date_at(grid, region, self->rows.at[i] * 1000);
        if (pilkada_grid_add(grid, &rows, self->now, &error))
            fail(&error);
        if (date != PILKADA_NO_DATE)
            pilkada_grid_get(grid, region, date, self->now, &cell, NULL);
    }
    double took = seconds() - start;
    pilkada_grid_free(grid);
    fprintf(stderr, "# one live update: %.0f ns (mean of %zu)\n", took / (double)count * 1e9, count);
}

static char *read_file(const char *path, size_t *size) {
    static char text[1 << 20];
    FILE *file = fopen(path, "rb");
    *size = file ? fread(text, 1, sizeof text, file) : 0;
    if (file)
        fclose(file);
    return text;
}

static pilkada_rulebook *load_rules(void) {
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_file files[] = {{"regions/provinces.json", NULL, 0},
                            {"schedules/contoh.json", schedule, sizeof schedule - 1}};
    files[0].data = read_file(PILKADA_BENCH_SOURCE "/data/regions/provinces.json", &files[0].size);
    pilkada_rulebook *rules = pilkada_rulebook_load(files, 2, NULL, &error);
    if (!rules)
        fail(&error);
    return rules;
}

int main(int argc, char **argv) {
    if (argc < 2)
        return 2;
    double limit = argc > 2 ? atof(argv[2]) : 2;
    bench self = {.rows = load(argv[1]), .rules = load_rules(), .now = INT64_C(4102444800000)};
    self.query = (pilkada_grid_query)PILKADA_GRID_QUERY_INIT;
    self.query.schedule = "contoh.malam";
    self.query.from = (pilkada_date)(self.rows.first / 86400);
    self.query.until = self.query.from + (pilkada_date)self.rows.days - 1;
    char **codes = make_codes(&self.rows);
    self.query.regions = (const char *const *)codes;
    self.query.region_count = (size_t)self.rows.regions;
    self.states = malloc((size_t)(self.rows.regions * self.rows.days));
    self.instants = malloc(4096 * sizeof *self.instants);
    measure(&self, "pilkada-integers", add_integers, limit, 12);
    measure(&self, "pilkada-iso-0700", add_texts, limit, WIDTH + 4);
    measure_live(&self);
    pilkada_rulebook_free(self.rules);
    for (int64_t i = 0; i < self.rows.regions; i++)
        free(codes[i]);
    free(codes);
    free(self.states);
    free(self.instants);
    free(self.rows.offset);
    free(self.rows.at);
    free(self.rows.region);
    free(self.rows.texts);
    return 0;
}
