/**
 * @file core/json_keys.h  The names already seen in each open object of a JSON text.
 *
 * A crit-bit tree an object, all in one stack: what an object added is dropped when it closes. No hash, so no
 * text can be made that is slow: adding a name costs at most its own bits. Names hold no NUL (the reader saw to it).
 */
#ifndef PK_CORE_JSON_KEYS_H
#define PK_CORE_JSON_KEYS_H

#include "core/memory.h"
#include "core/text.h"

typedef struct pk_json_keys pk_json_keys;

typedef enum pk_json_keys_answer { PK_JSON_KEYS_NEW, PK_JSON_KEYS_SEEN, PK_JSON_KEYS_NOMEM } pk_json_keys_answer;

/** NULL when memory is out. Lives as long as the arena. */
pk_json_keys *pk_json_keys_new(pk_arena *arena);
/** An object begins at `level`, counted from 0. */
void pk_json_keys_open(pk_json_keys *self, unsigned level);
/** A name of the innermost open object. The bytes are not copied. */
pk_json_keys_answer pk_json_keys_add(pk_json_keys *self, unsigned level, pk_span key);
/** The object at `level` ends. */
void pk_json_keys_close(pk_json_keys *self, unsigned level);

#endif
