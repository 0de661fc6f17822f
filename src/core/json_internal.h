/** @file core/json_internal.h  The doors between the files of the JSON reader. */
#ifndef PK_CORE_JSON_INTERNAL_H
#define PK_CORE_JSON_INTERNAL_H

#include "core/json.h"
#include "core/json_keys.h"

/** What the next event may be. Behind a value this is `after`, which changes only when a level opens or closes. */
typedef enum pk_json_expectation {
    PK_JSON_EXPECT_VALUE,     /**< at the start, and behind a key */
    PK_JSON_EXPECT_IN_OBJECT, /**< behind a value: a comma or } */
    PK_JSON_EXPECT_IN_ARRAY,  /**< behind a value: a comma or ] */
    PK_JSON_EXPECT_MEMBER,    /**< just behind {: a name or } */
    PK_JSON_EXPECT_ELEMENT,   /**< just behind [: a value or ] */
    PK_JSON_EXPECT_END,       /**< behind the one value */
    PK_JSON_EXPECT_NOTHING
} pk_json_expectation;

/** The names seen, and whether the reader itself looks at them: pk_json_skip() turns that on for a while. */
typedef struct pk_json_watch {
    pk_json_keys *keys;
    bool on;
} pk_json_watch;

/* ---- json.c: the strict way ---- */

/** Any event, step by step. */
pk_json_kind pk_json_read_event(pk_json *self);
pk_json_kind pk_json_open_level(pk_json *self, const char *p, bool object);
pk_json_kind pk_json_close_level(pk_json *self, const char *p);
/** The name just read has not stood in its object before. */
pk_json_kind pk_json_remember_key(pk_json *self, pk_json_watch *names);

/* ---- json_escape.c ---- */

/** Bytes of the escape at the backslash `p`: 2, 6 or, for a surrogate pair, 12. 0 if it is none, half a pair, or
 * NUL where that is not allowed. */
size_t pk_json_escape_length(const char *p, const char *end, bool nul_allowed);
/** Write the meaning of text that the reader accepted; returns its length, never more than text.size. */
size_t pk_json_unescape_into(char *out, pk_span text);

/* ---- json_fault.c: each makes the reader BAD and returns PK_JSON_BAD. Called once, when all is lost ---- */

pk_json_kind pk_json_bad(pk_json *self, pilkada_status status, const char *where, const char *detail);
pk_json_kind pk_json_bad_memory(pk_json *self);
/** `p` is where a value must begin. */
pk_json_kind pk_json_bad_value(pk_json *self, const char *p);
/** `p` is where the name of a member must begin. */
pk_json_kind pk_json_bad_key(pk_json *self, const char *p);
/** `p` is behind a name. */
pk_json_kind pk_json_bad_colon(pk_json *self, const char *p);
/** `p` is behind a value in an array or object. */
pk_json_kind pk_json_bad_comma(pk_json *self, const char *p, bool object);
/** `p` is behind the one value of the text. */
pk_json_kind pk_json_bad_end(pk_json *self, const char *p);
/** `p` is in a string that began at `start`, behind its quote. */
pk_json_kind pk_json_bad_string(pk_json *self, const char *start, const char *p);
/** `digits` is behind the sign of a number. */
pk_json_kind pk_json_bad_number(pk_json *self, const char *digits);

#endif
