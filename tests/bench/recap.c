/**
 * @file recap.c  Recapping every form of a file of reports, in one run.
 *
 *     bench_recap FILE.jsonl SECONDS FORM=DATE...
 *
 * Prints reports, reports used, then milliseconds (best round): adding all reports, recapping all forms
 * with judging and with reports judged before, writing all recaps as JSON.
 */
#define _POSIX_C_SOURCE 200809L
#include <pilkada/pilkada.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static char *read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END))
        exit(2);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *text = malloc(size + 1);
    if (!text || fread(text, 1, size, file) != size)
        exit(2);
    fclose(file);
    text[size] = '\0';
    return text;
}

typedef struct contest {
    pilkada_rulebook *rules;
    pilkada_reports *reports;
    pilkada_recap *recap;
    pilkada_buffer out;
    const char *text;
    int form_count;
    char **forms;
    pilkada_date *dates;
    size_t used;
    bool judged, written;
} contest;

static void add_reports(contest *self) {
    pilkada_reports_free(self->reports);
    self->reports = pilkada_reports_new(NULL, NULL);
    for (const char *line = self->text, *end; *line; line = end + (*end == '\n')) {
        end = strchr(line, '\n');
        end = end ? end : line + strlen(line);
        if (pilkada_reports_add_json(self->reports, line, (size_t)(end - line), NULL))
            exit(2);
    }
}

static void recap_forms(contest *self) {
    self->used = 0;
    for (int i = 0; i < self->form_count; i++) {
        pilkada_recap_query query = PILKADA_RECAP_QUERY_INIT;
        query.form = self->forms[i];
        query.date = self->dates[i];
        query.judged = self->judged;
        if (pilkada_rulebook_recap(self->rules, &query, self->reports, self->recap, NULL))
            exit(2);
        self->used += pilkada_recap_used(self->recap);
        pilkada_buffer_clear(&self->out);
        if (self->written && pilkada_recap_write_json(self->recap, &self->out, NULL))
            exit(2);
    }
}

/* FORM=DATE, cut in place. */
static void read_forms(contest *self, int count, char **arguments) {
    self->form_count = count;
    self->forms = arguments;
    self->dates = malloc((size_t)count * sizeof *self->dates);
    for (int i = 0; i < count; i++) {
        char *equals = strchr(arguments[i], '=');
        if (!equals || !self->dates || pilkada_date_parse(equals + 1, strlen(equals + 1), &self->dates[i], NULL))
            exit(2);
        *equals = '\0';
    }
}

static double best_round(contest *self, void (*run)(contest *), double seconds) {
    double best = 1e9, end = now() + seconds;
    do {
        double start = now();
        run(self);
        double took = now() - start;
        best = took < best ? took : best;
    } while (now() < end);
    return best * 1e3;
}

int main(int argc, char **argv) {
    if (argc < 4)
        return 2;
    double seconds = atof(argv[2]);
    char *text = read_file(argv[1]);
    contest self = {
        .rules = pilkada_rulebook_default(NULL, NULL), .recap = pilkada_recap_new(NULL, NULL), .text = text};
    pilkada_buffer_init(&self.out, NULL);
    read_forms(&self, argc - 3, argv + 3);
    double adding = best_round(&self, add_reports, seconds), recapping = best_round(&self, recap_forms, seconds);
    size_t used = self.used;
    self.written = true;
    double writing = best_round(&self, recap_forms, seconds) - recapping;
    self.judged = true;
    self.written = false;
    double judged = best_round(&self, recap_forms, seconds);
    printf("%zu %zu %.4f %.4f %.4f %.4f\n", pilkada_reports_count(self.reports), used, adding, recapping, judged,
           writing);
    pilkada_buffer_dispose(&self.out);
    pilkada_recap_free(self.recap);
    pilkada_reports_free(self.reports);
    pilkada_rulebook_free(self.rules);
    free(self.dates);
    free(text);
    return 0;
}
