/** @file screen/check.h  Between the files that lint a pack. */
#ifndef PK_SCREEN_CHECK_H
#define PK_SCREEN_CHECK_H

#include <cjson/cJSON.h>

#include "core/problems.h"
#include "screen/pack.h"
#include "screen/screen.h"

/** Bytes of a place: a pointer and an id. */
#define PK_CHECK_PLACE 192

enum { PK_CHECK_INFO, PK_CHECK_PERINGATAN, PK_CHECK_GALAT };

typedef struct pk_checking {
    const pk_pack_check *options;
    pilkada_screener *screener;
    pilkada_screening *screening;
    pk_problems *problems;
    const cJSON *pack, *entry;
    size_t item; /**< the place of the entry */
    const char *id;
} pk_checking;

/** A problem of the entry that is at hand; `text` goes into its sentence. */
void pk_check_complain(pk_checking *self, int severity, const char *key, const char *text);
/** Screen a text. False when memory is out, which is noted. */
bool pk_check_screen(pk_checking *self, const char *text, size_t size);

/** Metadata of all entries: what is needed and missing, what has expired. */
void pk_check_paper(pk_checking *self);
/** One entry is of use to no side: no numbers of pairs, no given names, and no score that changes with either. */
void pk_check_neutral(pk_checking *self);

/** No entry matches a given name, or a part of it. */
void pk_check_names(pk_checking *self);

static inline const cJSON *pk_check_member(const cJSON *node, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(node, key);
}

/** The text of a member; NULL if it is none. */
static inline const char *pk_check_text(const cJSON *node, const char *key) {
    return cJSON_GetStringValue(pk_check_member(node, key));
}

#endif
