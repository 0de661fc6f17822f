/** @file screen/check.c  Linting a pack: it must compile, keep its own tests, have its metadata, and be neutral. */
#include "screen/check.h"

#include <stdio.h>

#include "core/error.h"

void pk_check_complain(pk_checking *self, int severity, const char *key, const char *text) {
    char where[PK_CHECK_PLACE];
    pk_argument argument = PK_TEXT_ARG("text", pk_span_of(text));
    snprintf(where, sizeof where, "/entries/%zu %.128s", self->item, self->id);
    pk_problem_add(self->problems, severity, where, key, &argument, 1);
}

bool pk_check_screen(pk_checking *self, const char *text, size_t size) {
    if (!pilkada_screener_screen(self->screener, text, size, NULL, self->screening, NULL))
        return true;
    self->problems->failed = true;
    return false;
}

/* ---- inline tests ---- */

static bool entry_counts(const pk_checking *self) {
    for (size_t i = 0; i < pilkada_screening_hit_count(self->screening); i++)
        if (strcmp(pilkada_screening_hit(self->screening, i)->rule, self->id) == 0)
            return true;
    return false;
}

static void run_tests(pk_checking *self, const cJSON *texts, bool must, const char *key) {
    const cJSON *text;
    cJSON_ArrayForEach(text, texts) {
        if (!cJSON_IsString(text)) {
            pk_check_complain(self, PK_CHECK_GALAT, "screen.check.test_not_text", "");
            continue;
        }
        if (pk_check_screen(self, text->valuestring, strlen(text->valuestring)) && entry_counts(self) != must)
            pk_check_complain(self, PK_CHECK_GALAT, key, text->valuestring);
    }
}

static void check_tests(pk_checking *self) {
    const cJSON *tests = pk_check_member(self->entry, "tests"), *must = pk_check_member(tests, "must");
    const char *kind = pk_check_text(self->entry, "kind");
    run_tests(self, must, true, "screen.check.must");
    run_tests(self, pk_check_member(tests, "must_not"), false, "screen.check.must_not");
    if (!must && (strcmp(kind, "regex") == 0 || strcmp(kind, "frasa_jarak") == 0))
        pk_check_complain(self, PK_CHECK_PERINGATAN, "screen.check.no_test", kind);
}

/* ---- the pack ---- */

static void check_entries(pk_checking *self) {
    cJSON_ArrayForEach(self->entry, pk_check_member(self->pack, "entries")) {
        const char *status = pk_check_text(self->entry, "status");
        self->id = pk_check_text(self->entry, "id");
        if (!status || strcmp(status, "dicabut") != 0) {
            pk_check_neutral(self);
            check_tests(self);
        }
        self->item++;
    }
}

/* As `--add` would compile it. A fault that it has either way is told; one of its meeting with the others, too. */
static pilkada_screener *build_beside(pk_checking *self, const pk_catalogue *catalogue,
                                      const pilkada_allocator *allocator, pilkada_error *error) {
    size_t count = self->options->beside_count;
    const cJSON **packs = count ? pk_alloc(allocator, (count + 1) * sizeof *packs) : NULL;
    if (!packs) {
        if (count)
            pk_fail_memory(error);
        return NULL;
    }
    memcpy(packs, self->options->beside, count * sizeof *packs);
    packs[count] = self->pack;
    pilkada_screener *screener = pk_screener_build(packs, count + 1, catalogue, allocator, NULL, error);
    pk_free(allocator, packs);
    if (screener)
        pk_problem_add(self->problems, PK_CHECK_INFO, "", "screen.check.beside", NULL, 0);
    return screener;
}

void pk_screener_check(const cJSON *pack, const pk_catalogue *catalogue, const pilkada_allocator *allocator,
                       const pk_pack_check *options, pk_problems *problems) {
    static const pk_pack_check none = {NULL, NULL, 0, NULL, 0};
    pilkada_error error = PILKADA_ERROR_INIT;
    pk_checking work = {.options = options ? options : &none, .pack = pack, .problems = problems};
    work.screener = pk_screener_build(&pack, 1, catalogue, allocator, NULL, &error);
    if (!work.screener && error.status != PILKADA_E_NOMEM)
        work.screener = build_beside(&work, catalogue, allocator, &error);
    work.screening = work.screener ? pilkada_screening_new(allocator, &error) : NULL;
    if (!work.screening) {
        pk_problem_add_error(problems, &error);
    } else {
        check_entries(&work);
        pk_check_names(&work);
        pk_check_paper(&work);
    }
    pilkada_screening_free(work.screening);
    pilkada_screener_free(work.screener);
}
