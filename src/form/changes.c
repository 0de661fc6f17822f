/** @file form/changes.c  What one verdict on a report has and another has not. */
#include "form/changes.h"

#include "core/error.h"

/* ---- findings ---- */

bool pk_changes_member(pk_changes *self, const pk_finding_member *member, const pilkada_finding *was,
                       const pilkada_finding *is) {
    pilkada_buffer *before = &self->values[0], *after = &self->values[1];
    pilkada_buffer_clear(before);
    pilkada_buffer_clear(after);
    member->put(before, was);
    member->put(after, is);
    self->failed = self->failed || before->failed || after->failed;
    return before->size != after->size || memcmp(before->data, after->data, before->size) != 0;
}

static bool same_place(pk_changes *self, const pilkada_finding *was, const pilkada_finding *is) {
    (void)self;
    return strcmp(was->code, is->code) == 0 && strcmp(was->path, is->path) == 0;
}

static bool same_finding(pk_changes *self, const pilkada_finding *was, const pilkada_finding *is) {
    bool same = same_place(self, was, is);
    for (size_t i = 0; same && i < PK_FINDING_MEMBERS; i++)
        same = !pk_changes_member(self, &pk_finding_members[i], was, is);
    return same;
}

/* Pair what is left of both in their order. */
static void pair(pk_changes *self, bool same,
                 bool (*fits)(pk_changes *, const pilkada_finding *, const pilkada_finding *)) {
    for (size_t i = 0; i < self->after->finding_count; i++)
        for (size_t j = 0; j < self->before->finding_count && !self->was[i]; j++)
            if (!self->kept[j] && fits(self, &self->before->findings[j], &self->after->findings[i])) {
                self->was[i] = &self->before->findings[j];
                self->same[i] = same;
                self->kept[j] = true;
            }
}

static void count(pk_changes *self) {
    for (size_t i = 0; i < self->after->finding_count; i++) {
        self->added += !self->was[i];
        self->changed += self->was[i] && !self->same[i];
    }
    for (size_t j = 0; j < self->before->finding_count; j++)
        self->removed += !self->kept[j];
}

static void compare(pk_changes *self, pk_arena *arena) {
    self->was = pk_arena_alloc_zero(arena, self->after->finding_count, sizeof *self->was);
    self->same = pk_arena_alloc_zero(arena, self->after->finding_count, sizeof *self->same);
    self->kept = pk_arena_alloc_zero(arena, self->before->finding_count, sizeof *self->kept);
    self->failed = arena->failed;
    if (self->failed)
        return;
    pair(self, true, same_finding);
    pair(self, false, same_place);
    count(self);
}

/* ---- rules that were not judged ---- */

static bool has_code(const pk_answer *answer, const char *code) {
    for (size_t i = 0; i < answer->not_judged_count; i++)
        if (strcmp(answer->not_judged[i], code) == 0)
            return true;
    return false;
}

const char *pk_changes_next_code(const pk_answer *a, const pk_answer *b, size_t *at) {
    while (*at < a->not_judged_count) {
        const char *code = a->not_judged[(*at)++];
        if (!has_code(b, code))
            return code;
    }
    return NULL;
}

/* ---- the answer ---- */

pilkada_status pk_changes_write(const pilkada_verdict *before, const pilkada_verdict *after, pilkada_lang lang,
                                void (*put)(pk_changes *self, pilkada_lang lang, pilkada_buffer *out),
                                pilkada_buffer *out, pilkada_error *error) {
    pk_changes self = {.before = pk_verdict_answer(before), .after = pk_verdict_answer(after)};
    if (!self.before || !self.after || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "two verdicts that have judged a report, and a buffer, are needed");
    size_t mark = pk_buffer_mark(out);
    pk_arena arena;
    pk_arena_init(&arena, &out->allocator);
    pilkada_buffer_init(&self.values[0], &out->allocator);
    pilkada_buffer_init(&self.values[1], &out->allocator);
    compare(&self, &arena);
    if (!self.failed)
        put(&self, lang, out);
    out->failed = out->failed || self.failed;
    pilkada_buffer_dispose(&self.values[0]);
    pilkada_buffer_dispose(&self.values[1]);
    pk_arena_dispose(&arena);
    return pk_buffer_done(out, mark, error);
}
