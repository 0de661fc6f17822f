/**
 * @file pilkada/status.h  Could the call do its work?
 *
 * libpilkada answers through three channels that are never mixed:
 *   - a *status* says whether the call could do its work (this header);
 *   - *findings* say what is wrong with a report (finding.h);
 *   - a *verdict* says on time, late, short, missing; flagged, clear, inconclusive.
 * An invalid report is not an error: judging it succeeds and the findings say why.
 *
 *     pilkada_error error = PILKADA_ERROR_INIT;
 *     pilkada_rulebook *rules = pilkada_rulebook_default(NULL, &error);
 *     if (!rules)
 *         fprintf(stderr, "%s: %s\n", pilkada_status_name(error.status), error.detail);
 *
 * Every fallible function takes a `pilkada_error *` as its last parameter. NULL is allowed
 * everywhere and means "the status is enough". A function touches the error only when it fails.
 */
#ifndef PILKADA_STATUS_H
#define PILKADA_STATUS_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"

/**
 * One table makes the enum, the names and both texts: X(name, number, Indonesian, English).
 * New codes are added at the end; a number is never used again.
 */
#define PILKADA_STATUS_TABLE(X)                                                                                        \
    X(OK, 0, "berhasil", "success")                                                                                    \
    X(E_NOMEM, -1, "memori tidak cukup", "out of memory")                                                              \
    X(E_ARGUMENT, -2, "argumen tidak sah", "invalid argument")                                                         \
    X(E_SYNTAX, -3, "teks JSON tidak sah", "not well-formed JSON")                                                     \
    X(E_ENCODING, -4, "teks bukan UTF-8", "text is not UTF-8")                                                         \
    X(E_LIMIT, -5, "melampaui batas", "a limit was exceeded")                                                          \
    X(E_DEFINITION, -6, "berkas definisi tidak sah", "invalid definition file")                                        \
    X(E_UNKNOWN, -7, "tidak dikenal", "unknown form, region, schedule or key")                                         \
    X(E_TIME, -8, "waktu atau tanggal tidak sah", "invalid time or date")                                              \
    X(E_EXPRESSION, -9, "ekspresi tidak sah", "invalid expression")                                                    \
    X(E_PATTERN, -10, "pola tidak sah", "invalid pattern")                                                             \
    X(E_IO, -11, "berkas tidak dapat dibaca atau ditulis", "a file could not be read or written")                      \
    X(E_INTERNAL, -12, "kesalahan di dalam pustaka", "a fault inside the library")

/** 0 is success, everything else is negative. */
typedef enum pilkada_status {
#define PILKADA_STATUS_ENUM(name, number, id, en) PILKADA_##name = number,
    PILKADA_STATUS_TABLE(PILKADA_STATUS_ENUM)
#undef PILKADA_STATUS_ENUM
} pilkada_status;

/** Language of a text made for people. */
typedef enum pilkada_lang {
    PILKADA_LANG_ID = 0, /**< Indonesian: the default, also for an unknown value */
    PILKADA_LANG_EN = 1  /**< English */
} pilkada_lang;

/** An offset that is not known. */
#define PILKADA_NO_OFFSET UINT64_MAX

/**
 * What went wrong and where. Owned by the caller, holds no pointers, is never allocated and never
 * global. Start with PILKADA_ERROR_INIT: `size` lets the struct grow without an ABI break.
 */
typedef struct pilkada_error {
    uint32_t size;         /**< sizeof the caller's struct */
    pilkada_status status; /**< the value that the call returned */
    uint64_t offset;       /**< byte offset in the input, or PILKADA_NO_OFFSET */
    uint32_t line;         /**< 1-based line of `offset`, 0 if unknown */
    uint32_t column;       /**< 1-based column of `offset` in code points, 0 if unknown */
    char where[128];       /**< file, JSON Pointer or rule; "" if unknown; UTF-8, cut on a code point */
    char detail[256];      /**< one impersonal line with the remedy, English; never raw user bytes */
} pilkada_error;

#define PILKADA_ERROR_INIT                                                                                             \
    { sizeof(pilkada_error), PILKADA_OK, PILKADA_NO_OFFSET, 0, 0, "", "" }

PILKADA_BEGIN

/** "PILKADA_E_SYNTAX" for PILKADA_E_SYNTAX; "PILKADA_UNKNOWN_STATUS" for a number that is none. Static. */
PILKADA_API const char *pilkada_status_name(pilkada_status status);

/** The meaning in a few words: "teks JSON tidak sah". Static; never NULL. */
PILKADA_API const char *pilkada_status_text(pilkada_status status, pilkada_lang lang);

PILKADA_END

#endif
