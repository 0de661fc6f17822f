/** @file core/json_fault.h  The doors behind the JSON reader: escapes, and why a text is refused. */
#ifndef PK_CORE_JSON_FAULT_H
#define PK_CORE_JSON_FAULT_H

#include "core/json.h"

/** What the next event may be. Whether the innermost level is an object is in `objects`. */
typedef enum pk_json_expectation {
    PK_JSON_EXPECT_VALUE, /**< at the start, and behind a key */
    PK_JSON_EXPECT_FIRST, /**< just behind [ or { */
    PK_JSON_EXPECT_MORE,  /**< behind a value: a comma, the closing bracket, or the end */
    PK_JSON_EXPECT_NOTHING
} pk_json_expectation;

/* ---- json_escape.c ---- */

/** Bytes of the escape at the backslash `p`: 2, 6 or, for a surrogate pair, 12. 0 if it is none, half a pair or NUL. */
size_t pk_json_escape_length(const char *p, const char *end);
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
