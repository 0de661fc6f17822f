/**
 * @file pilkada/memory.h  Where memory comes from.
 *
 * An allocator is given when an object is created and remembered by it; NULL means the C library's
 * malloc, realloc and free. libpilkada has no global allocator and never calls cJSON_InitHooks()
 * (which is global to the process): memory inside cJSON trees comes from cJSON's own allocator.
 */
#ifndef PILKADA_MEMORY_H
#define PILKADA_MEMORY_H

#include <stddef.h>

#include "export.h"

/** The three functions may be called from any thread that uses the object. */
typedef struct pilkada_allocator {
    void *(*allocate)(void *context, size_t size);                             /**< like malloc */
    void *(*resize)(void *context, void *block, size_t old_size, size_t size); /**< like realloc */
    void (*release)(void *context, void *block);                               /**< like free; never called with NULL */
    void *context;                                                             /**< handed to each of them */
} pilkada_allocator;

#endif
