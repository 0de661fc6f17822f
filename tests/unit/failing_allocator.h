/**
 * @file failing_allocator.h  An allocator that fails on purpose and counts what it gave.
 *
 *     failing_allocator memory;
 *     for (size_t n = 0; n == 0 || memory.failed; n++) {
 *         failing_allocator_start(&memory, n, FAIL_ONCE);
 *         ...the code under test with &memory.allocator...
 *         assert_int_equal(memory.live, 0);
 *     }
 *
 * The n-th call (from 0) fails; with FAIL_FOREVER all after it fail as well. `failed` says whether any did.
 * failing_allocator_sweep() is that loop, both ways.
 */
#ifndef PILKADA_TEST_FAILING_ALLOCATOR_H
#define PILKADA_TEST_FAILING_ALLOCATOR_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <pilkada/memory.h>
#include <pilkada/status.h>

typedef enum failing_mode { FAIL_ONCE, FAIL_FOREVER } failing_mode;

typedef struct failing_allocator {
    pilkada_allocator allocator;
    size_t fail_at, calls, live;
    failing_mode mode;
    bool failed;
} failing_allocator;

static inline bool failing_allocator_fails(failing_allocator *self) {
    size_t call = self->calls++;
    bool fails = self->mode == FAIL_ONCE ? call == self->fail_at : call >= self->fail_at;
    self->failed = self->failed || fails;
    return fails;
}

static inline void *failing_allocate(void *context, size_t size) {
    failing_allocator *self = context;
    void *block = failing_allocator_fails(self) ? NULL : malloc(size);
    self->live += block != NULL;
    return block;
}

static inline void *failing_resize(void *context, void *block, size_t old_size, size_t size) {
    failing_allocator *self = context;
    (void)old_size;
    return failing_allocator_fails(self) ? NULL : realloc(block, size);
}

static inline void failing_release(void *context, void *block) {
    failing_allocator *self = context;
    self->live--;
    free(block);
}

static inline void failing_allocator_start(failing_allocator *self, size_t fail_at, failing_mode mode) {
    *self = (failing_allocator){.fail_at = fail_at, .mode = mode};
    self->allocator = (pilkada_allocator){failing_allocate, failing_resize, failing_release, self};
}

/** Memory runs out at each allocation of `run` in turn: it says so, leaves nothing behind, and in the end succeeds. */
static inline void failing_allocator_sweep(pilkada_status (*run)(const pilkada_allocator *allocator)) {
    for (int mode = FAIL_ONCE; mode <= FAIL_FOREVER; mode++) {
        failing_allocator memory = {.failed = true};
        for (size_t n = 0; memory.failed; n++) {
            failing_allocator_start(&memory, n, (failing_mode)mode);
            pilkada_status status = run(&memory.allocator);
            assert_int_equal(status, memory.failed ? PILKADA_E_NOMEM : PILKADA_OK);
            assert_int_equal(memory.live, 0);
        }
    }
}

#endif
