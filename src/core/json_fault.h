/** @file core/json_fault.h  The doors behind the JSON reader: escapes, and why a text is refused. */
#ifndef PK_CORE_JSON_FAULT_H
#define PK_CORE_JSON_FAULT_H

#include <pilkada/status.h>

#include "core/text.h"

/* ---- json_escape.c ---- */

/** Bytes of the escape at the backslash `p`: 2, 6 or, for a surrogate pair, 12. 0 if it is none, half a pair or NUL. */
size_t pk_json_escape_length(const char *p, const char *end);
/** Write the meaning of text that the reader accepted; returns its length, never more than text.size. */
size_t pk_json_unescape_into(char *out, pk_span text);

/* ---- json_fault.c: called once, when all is lost, so these take their time ---- */

typedef struct pk_json_fault {
    pilkada_status status;
    const char *where; /**< NULL: where the reader stopped */
    const char *detail;
} pk_json_fault;

/** `p` is where a value must begin. */
pk_json_fault pk_json_fault_at_value(const char *begin, const char *p, const char *end);
/** `p` is where the name of a member must begin. */
pk_json_fault pk_json_fault_at_key(const char *begin, const char *p, const char *end);
/** `p` is behind a name. */
pk_json_fault pk_json_fault_at_colon(const char *p, const char *end);
/** `p` is behind a value in an array or object. */
pk_json_fault pk_json_fault_at_comma(bool object, const char *p, const char *end);
/** `p` is behind the one value of the text. */
pk_json_fault pk_json_fault_behind(const char *p, const char *end);
/** `p` is in a string that began at `start`, behind its quote. */
pk_json_fault pk_json_fault_in_string(const char *start, const char *p, const char *end);
/** `digits` is behind the sign of a number. */
pk_json_fault pk_json_fault_in_number(const char *digits, const char *end);

#endif
