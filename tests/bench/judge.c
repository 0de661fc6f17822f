/**
 * @file judge.c  Judging reports from their JSON text beside cJSON_Parse alone, in one run.
 *
 *     judge FILE.jsonl [SECONDS [FORM FOLDER/DEFINITION.json...]]
 *
 * Prints one line a contestant: name, nanoseconds a report (best round), ratio to cJSON_Parse + cJSON_Delete. With FORM
 * each report is judged by that form of a rulebook made of the definitions, otherwise by the one it names.
 */
#define _POSIX_C_SOURCE 200809L
#include <pilkada/pilkada.h>

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct lines {
    char *text;
    size_t count;
    struct {
        const char *data;
        size_t size;
    } * items;
} lines;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static lines read_lines(const char *path) {
    lines all = {0};
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END))
        exit(2);
    size_t size = (size_t)ftell(file);
    rewind(file);
    all.text = malloc(size + 1);
    all.items = malloc((size / 2 + 1) * sizeof *all.items);
    if (!all.text || !all.items || fread(all.text, 1, size, file) != size)
        exit(2);
    fclose(file);
    all.text[size] = '\0';
    for (char *line = strtok(all.text, "\n"); line; line = strtok(NULL, "\n")) {
        all.items[all.count].data = line;
        all.items[all.count++].size = strlen(line);
    }
    return all;
}

typedef struct contest {
    pilkada_rulebook *rules;
    pilkada_verdict *verdict;
    pilkada_judge_options options;
    const lines *reports;
    size_t valid;
} contest;

static double parse_and_delete(contest *self) {
    double start = now();
    for (size_t i = 0; i < self->reports->count; i++)
        cJSON_Delete(cJSON_ParseWithLength(self->reports->items[i].data, self->reports->items[i].size));
    return now() - start;
}

static double judge_text(contest *self) {
    double start = now();
    for (size_t i = 0; i < self->reports->count; i++)
        if (!pilkada_rulebook_judge(self->rules, self->reports->items[i].data, self->reports->items[i].size,
                                    &self->options, self->verdict, NULL))
            self->valid += pilkada_verdict_valid(self->verdict);
    return now() - start;
}

static double check_json(contest *self) {
    double start = now();
    for (size_t i = 0; i < self->reports->count; i++)
        self->valid += !pilkada_json_check(self->reports->items[i].data, self->reports->items[i].size, NULL);
    return now() - start;
}

/* Trees are as a caller has them: parsed a moment ago, a few at a time. One of the two steps is timed. */
static double work_on_trees(contest *self, bool times_parsing) {
    enum { BATCH = 16 };
    cJSON *trees[BATCH];
    double times[2] = {0, 0};
    for (size_t from = 0; from < self->reports->count; from += BATCH) {
        size_t count = self->reports->count - from < BATCH ? self->reports->count - from : BATCH;
        double start = now();
        for (size_t i = 0; i < count; i++)
            trees[i] = cJSON_ParseWithLength(self->reports->items[from + i].data, self->reports->items[from + i].size);
        double parsed = now();
        for (size_t i = 0; i < count; i++)
            if (!pilkada_rulebook_judge_tree(self->rules, trees[i], &self->options, self->verdict, NULL))
                self->valid += pilkada_verdict_valid(self->verdict);
        times[0] += now() - parsed;
        times[1] += parsed - start;
        for (size_t i = 0; i < count; i++)
            cJSON_Delete(trees[i]);
    }
    return times[times_parsing];
}

static double parse_trees(contest *self) {
    return work_on_trees(self, true);
}

static double judge_trees(contest *self) {
    return work_on_trees(self, false);
}

/* The name of a definition in a rulebook is that of its folder and its own. */
static pilkada_file read_definition(const char *path, char **data) {
    pilkada_file file = {path, NULL, 0};
    int slashes = 0;
    for (const char *p = path + strlen(path); p > path; p--)
        if (p[-1] == '/' && ++slashes == 2) {
            file.name = p;
            break;
        }
    FILE *in = fopen(path, "rb");
    if (!in || fseek(in, 0, SEEK_END))
        exit(2);
    file.size = (size_t)ftell(in);
    rewind(in);
    *data = malloc(file.size + 1);
    if (!*data || fread(*data, 1, file.size, in) != file.size)
        exit(2);
    fclose(in);
    file.data = *data;
    return file;
}

static pilkada_rulebook *load_rules(int count, char **paths) {
    enum { MOST = 32 };
    pilkada_file files[MOST] = {{NULL, NULL, 0}};
    char *data[MOST];
    pilkada_error error = PILKADA_ERROR_INIT;
    if (count > MOST)
        exit(2);
    for (int i = 0; i < count; i++)
        files[i] = read_definition(paths[i], &data[i]);
    pilkada_rulebook *rules = pilkada_rulebook_load(files, (size_t)count, NULL, &error);
    if (!rules)
        fprintf(stderr, "%s: %s\n", error.where, error.detail);
    for (int i = 0; i < count; i++)
        free(data[i]);
    return rules;
}

/* Rounds in turn, so that what slows the machine down slows down all. */
static void compete(contest *self, double seconds) {
    static const struct {
        const char *name;
        double (*run)(contest *); /* the seconds of one round */
    } contestants[] = {{"cJSON_Parse+Delete", parse_and_delete},
                       {"cJSON_Parse", parse_trees},
                       {"pilkada_json_check", check_json},
                       {"pilkada_rulebook_judge", judge_text},
                       {"pilkada_rulebook_judge_tree", judge_trees}};
    enum { COUNT = sizeof contestants / sizeof *contestants };
    double best[COUNT], end = now() + seconds * COUNT;
    size_t valid[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        best[i] = 1e9;
    do {
        for (size_t i = 0; i < COUNT; i++) {
            self->valid = 0;
            double took = contestants[i].run(self) / (double)self->reports->count * 1e9;
            best[i] = took < best[i] ? took : best[i];
            valid[i] = self->valid;
        }
    } while (now() < end);
    for (size_t i = 0; i < COUNT; i++)
        printf("%-30s %8.0f ns/report  %.2f  (%zu of %zu valid)\n", contestants[i].name, best[i], best[i] / best[0],
               valid[i], self->reports->count);
    printf("%-30s %26.2f\n", "cJSON_Parse over judge_tree", best[1] / best[4]);
}

int main(int argc, char **argv) {
    if (argc < 2)
        return 2;
    lines reports = read_lines(argv[1]);
    contest self = {
        .verdict = pilkada_verdict_new(NULL, NULL), .options = PILKADA_JUDGE_OPTIONS_INIT, .reports = &reports};
    self.rules = argc > 4 ? load_rules(argc - 4, argv + 4) : pilkada_rulebook_default(NULL, NULL);
    self.options.form = argc > 3 ? argv[3] : NULL;
    if (!self.rules || !self.verdict)
        return 2;
    compete(&self, argc > 2 ? atof(argv[2]) : 2);
    pilkada_verdict_free(self.verdict);
    pilkada_rulebook_free(self.rules);
    free(reports.items);
    free(reports.text);
    return 0;
}
