/**
 * @file form/regex.h  Patterns of texts: matches() of the expression language and "pattern" of a field.
 *
 * The syntax is what RE2 and PCRE2 have in common: no look-around, no back references. `$` is the very end.
 */
#ifndef PK_FORM_REGEX_H
#define PK_FORM_REGEX_H

#include <pilkada/status.h>

#include "core/memory.h"
#include "core/text.h"

typedef struct pk_regex pk_regex;

typedef enum pk_regex_answer {
    PK_REGEX_DIFFERS,
    PK_REGEX_MATCHES,
    PK_REGEX_LIMIT, /**< PILKADA_MAX_PATTERN_* was reached: not known */
    PK_REGEX_NOMEM
} pk_regex_answer;

/** Lives in the arena. NULL: PILKADA_E_PATTERN, PILKADA_E_LIMIT, PILKADA_E_NOMEM. */
const pk_regex *pk_regex_compile(pk_span source, pk_arena *arena, pilkada_error *error);

/** Is there a match anywhere in the text (UTF-8)? `arena` is for the search alone. */
pk_regex_answer pk_regex_match(const pk_regex *self, pk_span text, pk_arena *arena);

/** Steps of the expression language that a match may take. */
uint32_t pk_regex_cost(const pk_regex *self, pk_span text);

/** It matches, and no search was needed to know. */
bool pk_regex_fits(const pk_regex *self, pk_span text);

#endif
