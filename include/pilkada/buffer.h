/**
 * @file pilkada/buffer.h  Text that the library writes.
 *
 *     pilkada_buffer out;
 *     pilkada_buffer_init(&out, NULL);
 *     if (!pilkada_verdict_write_json(verdict, &out, NULL))
 *         puts(out.data);
 *     pilkada_buffer_dispose(&out);
 *
 * `write` functions append. `data` is always NUL-terminated ("" before the first write); the NUL is
 * not counted in `size`. When a write fails, what it began is taken back: the buffer is as before.
 */
#ifndef PILKADA_BUFFER_H
#define PILKADA_BUFFER_H

#include <stddef.h>

#include "export.h"
#include "memory.h"

typedef struct pilkada_buffer {
    char *data;                  /**< the text, NUL-terminated; valid until the next write, clear or dispose */
    size_t size;                 /**< bytes without the NUL */
    size_t capacity;             /**< private */
    pilkada_allocator allocator; /**< private */
    int failed;                  /**< private */
} pilkada_buffer;

PILKADA_BEGIN

/** An empty buffer. `allocator` NULL: malloc. Does not allocate and cannot fail. */
PILKADA_API void pilkada_buffer_init(pilkada_buffer *self, const pilkada_allocator *allocator);

/** Forget the text, keep the memory. */
PILKADA_API void pilkada_buffer_clear(pilkada_buffer *self);

/** Give the memory back. The buffer is empty again and may be used again. NULL is allowed. */
PILKADA_API void pilkada_buffer_dispose(pilkada_buffer *self);

PILKADA_END

#endif
