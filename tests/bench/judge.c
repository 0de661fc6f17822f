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
    cJSON **trees;
    size_t valid;
} contest;

static void parse_with_cjson(contest *self) {
    for (size_t i = 0; i < self->reports->count; i++)
        cJSON_Delete(cJSON_ParseWithLength(self->reports->items[i].data, self->reports->items[i].size));
}

static void judge_text(contest *self) {
    for (size_t i = 0; i < self->reports->count; i++)
        if (!pilkada_rulebook_judge(self->rules, self->reports->items[i].data, self->reports->items[i].size,
                                    &self->options, self->verdict, NULL))
            self->valid += pilkada_verdict_valid(self->verdict);
}

static void judge_tree(contest *self) {
    for (size_t i = 0; i < self->reports->count; i++)
        if (!pilkada_rulebook_judge_tree(self->rules, self->trees[i], &self->options, self->verdict, NULL))
            self->valid += pilkada_verdict_valid(self->verdict);
}

static void check_json(contest *self) {
    for (size_t i = 0; i < self->reports->count; i++)
        self->valid += !pilkada_json_check(self->reports->items[i].data, self->reports->items[i].size, NULL);
}

static double best_round(contest *self, void (*run)(contest *), double seconds) {
    double best = 1e9, end = now() + seconds;
    do {
        double start = now();
        self->valid = 0;
        run(self);
        double took = (now() - start) / (double)self->reports->count;
        best = took < best ? took : best;
    } while (now() < end);
    return best * 1e9;
}

/* The name of a definition in a rulebook is that of its folder and its own. */
static pilkada_file read_definition(const char *path) {
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
    char *data = malloc(file.size + 1);
    if (!data || fread(data, 1, file.size, in) != file.size)
        exit(2);
    fclose(in);
    file.data = data;
    return file;
}

static pilkada_rulebook *load_rules(int count, char **paths) {
    enum { MOST = 32 };
    pilkada_file files[MOST];
    pilkada_error error = PILKADA_ERROR_INIT;
    if (count > MOST)
        exit(2);
    for (int i = 0; i < count; i++)
        files[i] = read_definition(paths[i]);
    pilkada_rulebook *rules = pilkada_rulebook_load(files, (size_t)count, NULL, &error);
    if (!rules)
        fprintf(stderr, "%s: %s\n", error.where, error.detail);
    for (int i = 0; i < count; i++)
        free((void *)files[i].data);
    return rules;
}

static void compete(contest *self, double seconds) {
    static const struct {
        const char *name;
        void (*run)(contest *);
    } contestants[] = {{"cJSON_Parse+Delete", parse_with_cjson},
                       {"pilkada_json_check", check_json},
                       {"pilkada_rulebook_judge", judge_text},
                       {"pilkada_rulebook_judge_tree", judge_tree}};
    double first = 0;
    for (size_t i = 0; i < sizeof contestants / sizeof *contestants; i++) {
        double took = best_round(self, contestants[i].run, seconds);
        first = i ? first : took;
        printf("%-28s %8.0f ns/report  %.2f  (%zu of %zu valid)\n", contestants[i].name, took, took / first,
               self->valid, self->reports->count);
    }
}

int main(int argc, char **argv) {
    if (argc < 2)
        return 2;
    lines reports = read_lines(argv[1]);
    contest self = {
        .verdict = pilkada_verdict_new(NULL, NULL), .options = PILKADA_JUDGE_OPTIONS_INIT, .reports = &reports};
    self.rules = argc > 4 ? load_rules(argc - 4, argv + 4) : pilkada_rulebook_default(NULL, NULL);
    self.options.form = argc > 3 ? argv[3] : NULL;
    self.trees = calloc(reports.count + 1, sizeof *self.trees);
    if (!self.rules || !self.verdict || !self.trees)
        return 2;
    for (size_t i = 0; i < reports.count; i++)
        self.trees[i] = cJSON_ParseWithLength(reports.items[i].data, reports.items[i].size);
    compete(&self, argc > 2 ? atof(argv[2]) : 2);
    for (size_t i = 0; i < reports.count; i++)
        cJSON_Delete(self.trees[i]);
    free(self.trees);
    pilkada_verdict_free(self.verdict);
    pilkada_rulebook_free(self.rules);
    free(reports.items);
    free(reports.text);
    return 0;
}
