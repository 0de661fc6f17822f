/**
 * @file pilkada/json.h  Strict JSON in front of cJSON.
 *
 * RFC 8259 to the letter: UTF-8 only, no byte order mark, no leading zeros, no raw control characters,
 * no NUL (raw or \u0000), no lone surrogates, no duplicate keys, at most PILKADA_MAX_JSON_DEPTH levels.
 * The first fault is reported with byte offset, line and column.
 *
 * cJSON alone is lenient: it accepts bad UTF-8 and duplicate keys, cuts strings at NUL, and keeps
 * numbers as doubles. Trees made here never hide such input. Integers beyond +-2^53 would be rounded
 * by cJSON and are refused in trees; the library's own report reader is exact to int64.
 */
#ifndef PILKADA_JSON_H
#define PILKADA_JSON_H

#include <stddef.h>

#include "export.h"
#include "status.h"

struct cJSON;

PILKADA_BEGIN

/**
 * Is this one JSON text, and nothing else?
 * @return PILKADA_OK; PILKADA_E_SYNTAX, PILKADA_E_ENCODING, PILKADA_E_LIMIT with the place; PILKADA_E_NOMEM
 */
PILKADA_API pilkada_status pilkada_json_check(const char *text, size_t size, pilkada_error *error);

/**
 * Read a JSON text into a cJSON tree.
 * @return the tree, to be freed by cJSON_Delete(); NULL on failure, with the statuses of pilkada_json_check()
 */
PILKADA_API struct cJSON *pilkada_json_parse(const char *text, size_t size, pilkada_error *error);

/** Offset of the first byte that is not UTF-8 (RFC 3629), or PILKADA_NO_OFFSET. */
PILKADA_API uint64_t pilkada_utf8_error(const char *text, size_t size);

PILKADA_END

#endif
