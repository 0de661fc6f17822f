/**
 * @file judge.c  Judging reports from their JSON text beside cJSON_Parse alone, in one run.
 *
 *     judge FILE.jsonl [SECONDS]
 *
 * Prints one line a contestant: name, nanoseconds a report (best round), ratio to cJSON_Parse + cJSON_Delete.
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
    const lines *reports;
    size_t valid;
} contest;

static void parse_with_cjson(contest *self) {
    for (size_t i = 0; i < self->reports->count; i++)
        cJSON_Delete(cJSON_ParseWithLength(self->reports->items[i].data, self->reports->items[i].size));
}

static void judge_text(contest *self) {
    self->valid = 0;
    for (size_t i = 0; i < self->reports->count; i++)
        if (!pilkada_rulebook_judge(self->rules, self->reports->items[i].data, self->reports->items[i].size, NULL,
                                    self->verdict, NULL))
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
        for (int i = 0; i < 20; i++)
            run(self);
        double took = (now() - start) / 20 / (double)self->reports->count;
        best = took < best ? took : best;
    } while (now() < end);
    return best * 1e9;
}

int main(int argc, char **argv) {
    if (argc < 2)
        return 2;
    double seconds = argc > 2 ? atof(argv[2]) : 2;
    lines reports = read_lines(argv[1]);
    contest self = {pilkada_rulebook_default(NULL, NULL), pilkada_verdict_new(NULL, NULL), &reports, 0};
    double cjson = best_round(&self, parse_with_cjson, seconds);
    printf("%-24s %8.0f ns/report  1.00\n", "cJSON_Parse+Delete", cjson);
    double check = best_round(&self, check_json, seconds);
    printf("%-24s %8.0f ns/report  %.2f\n", "pilkada_json_check", check, check / cjson);
    double judge = best_round(&self, judge_text, seconds);
    printf("%-24s %8.0f ns/report  %.2f  (%zu of %zu valid)\n", "pilkada_rulebook_judge", judge, judge / cjson,
           self.valid, reports.count);
    pilkada_verdict_free(self.verdict);
    pilkada_rulebook_free(self.rules);
    free(reports.items);
    free(reports.text);
    return 0;
}
