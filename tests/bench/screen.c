/**
 * @file screen.c  Many phrases in many short texts, beside Hyperscan's literals, in one run.
 *
 *     screen PHRASES.txt TEXTS.txt [ROUNDS [CONTESTANT]]      one phrase, one text a line
 *
 * Every contestant counts the same: whole words, ASCII case folded, one blank between two words. Our hits are counted
 * by their spans, as everybody would get them. Prints MB/s of the processor's own time (best round), ratio to the first
 * contestant, matches.
 */
#define _POSIX_C_SOURCE 200809L
#include <pilkada/pilkada.h>

#include "phrases.h"

#ifdef PILKADA_BENCH_HYPERSCAN
#include <hs/hs.h>
#endif

typedef struct contest {
    lines phrases, texts;
    pilkada_screener *screener;
    pilkada_screening *screening;
#ifdef PILKADA_BENCH_HYPERSCAN
    hs_database_t *database;
    hs_scratch_t *scratch;
#endif
    line text; /* the one that is looked at */
    size_t matches;
} contest;

static bool is_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_whole(line text, size_t start, size_t end) {
    return (start == 0 || !is_word(text.data[start - 1])) && (end == text.size || !is_word(text.data[end]));
}

/* ---- libpilkada ---- */

static pilkada_screener *build(const lines *phrases, bool views) {
    size_t size;
    char *pack = pack_of(phrases, views, &size);
    pilkada_screener *self = pack ? pilkada_screener_new(pack, size, NULL, NULL) : NULL;
    free(pack);
    return self;
}

/* A hit of ours may have other separators or a view behind it: what counts has neither. */
static bool is_plain(const contest *self, const pilkada_hit *hit) {
    const char *text = self->text.data;
    size_t odd = hit->step_count + (*hit->rule == '\0'); /* which phrase it is must be there to be read */
    for (size_t i = hit->start; i < hit->end; i++)
        odd += !is_word(text[i]) && (text[i] != ' ' || text[i + 1] == ' ');
    return odd == 0 && is_whole(self->text, hit->start, hit->end);
}

static void screen(contest *self) {
    if (pilkada_screener_screen(self->screener, self->text.data, self->text.size, NULL, self->screening, NULL))
        exit(2);
    size_t count = pilkada_screening_hit_count(self->screening);
    for (size_t i = 0; i < count; i++)
        self->matches += is_plain(self, pilkada_screening_hit(self->screening, i));
}

/* ---- Hyperscan ---- */

#ifdef PILKADA_BENCH_HYPERSCAN
static void compile(contest *self) {
    size_t count = self->phrases.count;
    const char **texts = malloc(count * sizeof *texts);
    unsigned *flags = malloc(count * sizeof *flags), *ids = malloc(count * sizeof *ids);
    size_t *sizes = malloc(count * sizeof *sizes);
    hs_compile_error_t *error = NULL;
    for (size_t i = 0; texts && flags && ids && sizes && i < count; i++) {
        texts[i] = self->phrases.items[i].data;
        sizes[i] = self->phrases.items[i].size;
        flags[i] = HS_FLAG_CASELESS;
        ids[i] = (unsigned)i;
    }
    if (hs_compile_lit_multi(texts, flags, ids, sizes, (unsigned)count, HS_MODE_BLOCK, NULL, &self->database, &error) ||
        hs_alloc_scratch(self->database, &self->scratch))
        exit(2);
    free(texts);
    free(flags);
    free(ids);
    free(sizes);
}

static int found(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
    contest *self = context;
    (void)from;
    (void)flags;
    self->matches += is_whole(self->text, (size_t)to - self->phrases.items[id].size, (size_t)to);
    return 0;
}

static void scan(contest *self) {
    hs_scan(self->database, self->text.data, (unsigned)self->text.size, 0, self->scratch, found, self);
}
#endif

/* ---- the contest ---- */

typedef struct contestant {
    const char *name;
    void (*run)(contest *);
    pilkada_screener *screener; /* NULL: not one of ours */
    double best;
    size_t matches;
} contestant;

static void run_round(contest *self, contestant *one) {
    double start = now();
    self->matches = 0;
    self->screener = one->screener;
    for (size_t i = 0; i < self->texts.count; i++) {
        self->text = self->texts.items[i];
        one->run(self);
    }
    double took = now() - start;
    one->best = one->best > 0 && one->best < took ? one->best : took;
    one->matches = self->matches;
}

static void print_line(const contest *self, const contestant *one, const contestant *first) {
    printf("%-22s %8.1f MB/s %8.0f ns/text  %5.2f  %zu matches\n", one->name,
           (double)self->texts.bytes / one->best * 1e-6, one->best / (double)self->texts.count * 1e9,
           first->best / one->best, one->matches);
}

int main(int argc, char **argv) {
    if (argc < 3)
        return 2;
    int rounds = argc > 3 ? atoi(argv[3]) : 5;
    const char *only = argc > 4 ? argv[4] : "";
    contest self = {.phrases = read_lines(argv[1]), .texts = read_lines(argv[2])};
    self.screening = pilkada_screening_new(NULL, NULL);
    contestant all[3] = {{.name = "pilkada, strict", .run = screen, .screener = build(&self.phrases, false)},
                         {.name = "pilkada, all views", .run = screen, .screener = build(&self.phrases, true)}};
    size_t count = 2;
    if (!self.screening || !all[0].screener || !all[1].screener)
        return 2;
#ifdef PILKADA_BENCH_HYPERSCAN
    compile(&self);
    all[2] = all[0];
    all[0] = (contestant){.name = "Hyperscan literals", .run = scan};
    count = 3;
#endif
    /* Round by round, so that whoever else uses the machine disturbs all of them alike. */
    for (int i = 0; i < rounds; i++)
        for (size_t k = 0; k < count; k++)
            if (strstr(all[k].name, only))
                run_round(&self, &all[k]);
    for (size_t k = 0; k < count; k++) {
        if (strstr(all[k].name, only))
            print_line(&self, &all[k], strstr(all[0].name, only) ? &all[0] : &all[k]);
        pilkada_screener_free(all[k].screener);
    }
    pilkada_screening_free(self.screening);
#ifdef PILKADA_BENCH_HYPERSCAN
    hs_free_scratch(self.scratch);
    hs_free_database(self.database);
#endif
    return 0;
}
