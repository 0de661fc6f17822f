/** @file form/verdict.c  The answer to one report: memory and getters. */
#include "core/error.h"
#include "form/judging.h"

pilkada_verdict *pilkada_verdict_new(const pilkada_allocator *allocator, pilkada_error *error) {
    allocator = pk_allocator_or_default(allocator);
    pilkada_verdict *self = pk_alloc_zero(allocator, 1, sizeof *self);
    if (!self) {
        pk_fail_memory(error);
        return NULL;
    }
    self->allocator = *allocator;
    pk_arena_init(&self->answers[0].arena, allocator);
    pk_arena_init(&self->answers[1].arena, allocator);
    pilkada_buffer_init(&self->scratch, allocator);
    return self;
}

void pilkada_verdict_free(pilkada_verdict *self) {
    if (!self)
        return;
    pilkada_allocator allocator = self->allocator;
    pk_owner_release(self->owner);
    pk_arena_dispose(&self->answers[0].arena);
    pk_arena_dispose(&self->answers[1].arena);
    pilkada_buffer_dispose(&self->scratch);
    pk_free(&allocator, self);
}

void pk_verdict_hold(pilkada_verdict *self, pk_owner *owner) {
    pk_owner_hold(&self->owner, owner);
}

/* The arena of the next answer; the last one keeps its own. */
pk_arena *pk_verdict_arena(pilkada_verdict *verdict) {
    pk_arena *arena = &verdict->answers[!verdict->current].arena;
    pk_arena_reset(arena);
    return arena;
}

void pk_verdict_prepare(pilkada_verdict *verdict, bool draft, const pilkada_confirmations *confirmations) {
    verdict->draft = draft;
    verdict->confirmations = confirmations;
}

const pk_answer *pk_verdict_answer(const pilkada_verdict *self) {
    return self && self->judged ? &self->answers[self->current] : NULL;
}

const char *pilkada_verdict_id(const pilkada_verdict *self) {
    const pk_answer *answer = pk_verdict_answer(self);
    return answer ? answer->id : NULL;
}

const char *pilkada_verdict_form(const pilkada_verdict *self) {
    const pk_answer *answer = pk_verdict_answer(self);
    return answer ? answer->form : "";
}

const char *pilkada_verdict_version(const pilkada_verdict *self) {
    const pk_answer *answer = pk_verdict_answer(self);
    return answer ? answer->version : "";
}

const char *pilkada_verdict_rulebook(const pilkada_verdict *self) {
    const pk_answer *answer = pk_verdict_answer(self);
    return answer ? answer->rulebook : "";
}

bool pilkada_verdict_valid(const pilkada_verdict *self) {
    const pk_answer *answer = pk_verdict_answer(self);
    return answer && answer->valid;
}

bool pilkada_verdict_may_submit(const pilkada_verdict *self) {
    const pk_answer *answer = pk_verdict_answer(self);
    return answer && answer->may_submit;
}

size_t pilkada_verdict_finding_count(const pilkada_verdict *self) {
    const pk_answer *answer = pk_verdict_answer(self);
    return answer ? answer->finding_count : 0;
}

const pilkada_finding *pilkada_verdict_finding(const pilkada_verdict *self, size_t index) {
    return index < pilkada_verdict_finding_count(self) ? &pk_verdict_answer(self)->findings[index] : NULL;
}

size_t pilkada_verdict_not_judged_count(const pilkada_verdict *self) {
    const pk_answer *answer = pk_verdict_answer(self);
    return answer ? answer->not_judged_count : 0;
}

const char *pilkada_verdict_not_judged(const pilkada_verdict *self, size_t index) {
    return index < pilkada_verdict_not_judged_count(self) ? pk_verdict_answer(self)->not_judged[index] : NULL;
}

const char *pilkada_severity_name(pilkada_severity severity) {
    static const char *const names[] = {"info", "peringatan", "galat"};
    return (unsigned)severity < sizeof names / sizeof *names ? names[severity] : "";
}

size_t pilkada_verdict_computed_count(const pilkada_verdict *self) {
    const pk_answer *answer = pk_verdict_answer(self);
    return answer ? answer->computed_count : 0;
}

const pilkada_operand *pilkada_verdict_computed(const pilkada_verdict *self, size_t index) {
    return index < pilkada_verdict_computed_count(self) ? &pk_verdict_answer(self)->computed[index] : NULL;
}
