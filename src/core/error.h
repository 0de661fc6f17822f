/** @file core/error.h  Filling pilkada_error. All of these accept a NULL error and return the status. */
#ifndef PK_CORE_ERROR_H
#define PK_CORE_ERROR_H

#include <stdarg.h>
#include <stddef.h>

#include <pilkada/status.h>

#include "core/text.h"

#if defined(__GNUC__)
#define PK_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define PK_PRINTF(text, first)
#endif

/** Status and one impersonal line. Clears the place. */
pilkada_status pk_fail(pilkada_error *error, pilkada_status status, const char *format, ...) PK_PRINTF(3, 4);
/** Out of memory: never allocates. */
pilkada_status pk_fail_memory(pilkada_error *error);
/** A place in a text: byte offset, and line and column counted from it. */
pilkada_status pk_fail_at(pilkada_error *error, pilkada_status status, pk_span text, size_t offset, const char *format,
                          ...) PK_PRINTF(5, 6);
/** Give what is there a place in a text: byte offset, line and column. */
void pk_error_place(pilkada_error *error, pk_span text, size_t offset);
/** Put `where` (a file, a JSON Pointer, a rule) in front of what is there, with `separator` between. Keeps the rest. */
void pk_error_where(pilkada_error *error, const char *where, const char *separator);
/** Start `error` afresh, keeping its size. */
void pk_error_clear(pilkada_error *error);
/** A local error for callers that gave NULL: returns `error` or `fallback`. */
pilkada_error *pk_error_or(pilkada_error *error, pilkada_error *fallback);

#endif
