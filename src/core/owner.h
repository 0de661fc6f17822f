/**
 * @file core/owner.h  Who still needs a thing: its maker, and answers that point into it, on any thread.
 *
 * The last one that lets go destroys it, so that an answer and what it came from may be freed in any order.
 */
#ifndef PK_CORE_OWNER_H
#define PK_CORE_OWNER_H

#include <stdatomic.h>

typedef struct pk_owner {
    atomic_size_t count;
    void (*destroy)(void *thing);
    void *thing;
} pk_owner;

/** One owner: the caller. */
static inline void pk_owner_init(pk_owner *self, void (*destroy)(void *thing), void *thing) {
    atomic_init(&self->count, 1);
    self->destroy = destroy;
    self->thing = thing;
}

/** NULL is allowed. */
static inline void pk_owner_release(pk_owner *self) {
    if (self && atomic_fetch_sub_explicit(&self->count, 1, memory_order_acq_rel) == 1)
        self->destroy(self->thing);
}

/** Hold `other` in place of what `*held` held. Nothing to do when it is the same, as in a run of answers. */
static inline void pk_owner_hold(pk_owner **held, pk_owner *other) {
    pk_owner *before = *held;
    if (before == other)
        return;
    if (other)
        atomic_fetch_add_explicit(&other->count, 1, memory_order_relaxed);
    *held = other;
    pk_owner_release(before);
}

#endif
