/**
 * @file pk_common.h  What the wrappers of all languages share: the error record, the process's default
 * rulebook, and a document on its way in.
 *
 * Only <pilkada/...> is bound. Included once, by the wrapper that SWIG writes.
 */
#ifndef PK_COMMON_H
#define PK_COMMON_H

#include <pilkada/pilkada.h>

#include <inttypes.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One error record per thread. The hidden `error` parameter of every call points to it, and %exception
   looks at it BEFORE the result is converted. */
static _Thread_local pilkada_error pk_err;

/* On every call: the texts are ended, not cleared. */
static inline pilkada_error *pk_err_reset(void) {
    pk_err.size = sizeof pk_err;
    pk_err.status = PILKADA_OK;
    pk_err.offset = PILKADA_NO_OFFSET;
    pk_err.line = pk_err.column = 0;
    pk_err.where[0] = pk_err.detail[0] = '\0';
    return &pk_err;
}

/* A value that a binding itself cannot pass on; `where` is a JSON Pointer into what the caller gave. */
static inline bool pk_refuse(pilkada_status status, const char *where, const char *detail) {
    pk_err_reset();
    pk_err.status = status;
    snprintf(pk_err.where, sizeof pk_err.where, "%s", where);
    snprintf(pk_err.detail, sizeof pk_err.detail, "%s", detail);
    return false;
}

/* Put a pointer before the place of the present error: "/3" + "/waktu_diterima". */
static inline void pk_err_prefix(const char *prefix) {
    char where[sizeof pk_err.where + 32];
    snprintf(where, sizeof where, "%s%s", prefix, pk_err.where);
    size_t size = strlen(where);
    if (size >= sizeof pk_err.where)
        for (size = sizeof pk_err.where - 1; size && ((unsigned char)where[size] & 0xC0) == 0x80; size--)
            ;
    memcpy(pk_err.where, where, size);
    pk_err.where[size] = '\0';
}

#define PK_MESSAGE_SIZE 512

/* One line that says what, and where: "... (forms/a.json, line 3, column 7)". */
static inline void pk_err_message(char out[PK_MESSAGE_SIZE]) {
    const char *what = pk_err.detail[0] ? pk_err.detail : pilkada_status_text(pk_err.status, PILKADA_LANG_EN);
    const char *open = pk_err.where[0] || pk_err.line ? " (" : "", *close = *open ? ")" : "";
    char place[64] = "";
    if (pk_err.line)
        snprintf(place, sizeof place, "%sline %" PRIu32 ", column %" PRIu32, pk_err.where[0] ? ", " : "", pk_err.line,
                 pk_err.column);
    snprintf(out, PK_MESSAGE_SIZE, "%s%s%s%s%s", what, open, pk_err.where, place, close);
}

/* ---- the default rulebook: made once for each process, since it costs milliseconds ---- */

static _Atomic(pilkada_rulebook *) pk_default_rules;

static inline pilkada_rulebook *pk_rulebook_default(pilkada_error *error) {
    pilkada_rulebook *there = atomic_load(&pk_default_rules), *mine = NULL;
    if (there || !(mine = pilkada_rulebook_default(NULL, error)))
        return there;
    if (atomic_compare_exchange_strong(&pk_default_rules, &there, mine))
        return mine;
    pilkada_rulebook_free(mine); /* another thread was first */
    return there;
}

/* Wrappers call this instead of pilkada_rulebook_free(): the default one belongs to the process. */
static inline void pk_rulebook_free(pilkada_rulebook *self) {
    if (self != atomic_load(&pk_default_rules))
        pilkada_rulebook_free(self);
}

#endif
