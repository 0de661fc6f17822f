/**
 * @file invalid.c  What an invalid report costs beside a valid one, in one run.
 *
 *     invalid FILE.jsonl
 *
 * Every report alone, many times, the best round counts. Prints the mean of the valid ones (1.00), the mean of the
 * invalid ones and the dearest, which is the answer to "what can one sender make us do".
 */
#define _POSIX_C_SOURCE 200809L
#include <pilkada/pilkada.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 20, CALLS = 100, LONGEST = 1 << 20 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Nanoseconds of one call; the verdict is of the report afterwards. Negative: it was refused. */
static double cost(const pilkada_rulebook *rules, const char *text, size_t size, pilkada_verdict *verdict) {
    double best = 1e9;
    for (int round = 0; round < ROUNDS; round++) {
        double start = now();
        for (int call = 0; call < CALLS; call++)
            if (pilkada_rulebook_judge(rules, text, size, NULL, verdict, NULL))
                return -1;
        double took = (now() - start) / CALLS * 1e9;
        best = took < best ? took : best;
    }
    return best;
}

typedef struct sums {
    double total, worst;
    size_t count, findings;
} sums;

static void add(sums *self, double nanoseconds, size_t findings) {
    self->total += nanoseconds;
    self->count++;
    if (nanoseconds <= self->worst)
        return;
    self->worst = nanoseconds;
    self->findings = findings;
}

static void print(const sums *valid, const sums *invalid) {
    double base = valid->total / (double)valid->count;
    printf("valid, mean of %zu     %8.0f ns  1.00\n", valid->count, base);
    printf("invalid, mean of %zu   %8.0f ns  %.2f\n", invalid->count, invalid->total / (double)invalid->count,
           invalid->total / (double)invalid->count / base);
    printf("invalid, the dearest    %8.0f ns  %.2f  (%zu findings)\n", invalid->worst, invalid->worst / base,
           invalid->findings);
}

int main(int argc, char **argv) {
    FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
    char *line = malloc(LONGEST);
    pilkada_rulebook *rules = pilkada_rulebook_default(NULL, NULL);
    pilkada_verdict *verdict = pilkada_verdict_new(NULL, NULL);
    sums sum[2] = {{0}};
    if (!file || !line || !rules || !verdict)
        return 2;
    while (fgets(line, LONGEST, file)) {
        double nanoseconds = cost(rules, line, strlen(line), verdict);
        if (nanoseconds >= 0)
            add(&sum[!pilkada_verdict_valid(verdict)], nanoseconds, pilkada_verdict_finding_count(verdict));
    }
    if (sum[0].count && sum[1].count)
        print(&sum[0], &sum[1]);
    pilkada_verdict_free(verdict);
    pilkada_rulebook_free(rules);
    free(line);
    fclose(file);
    return sum[0].count && sum[1].count ? 0 : 2;
}
