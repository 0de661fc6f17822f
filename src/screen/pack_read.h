/** @file screen/pack_read.h  One pack file into a screener that is being built. */
#ifndef PK_SCREEN_PACK_READ_H
#define PK_SCREEN_PACK_READ_H

#include "core/json.h"
#include "core/map.h"
#include "screen/pack.h"
#include "screen/scan.h"

/** Who stands for an entry, and until when: members of an entry, or of "defaults" for all that do not say. */
typedef struct pk_paper {
    const char *source, *date, *author, *false_positive, *status, *expires;
} pk_paper;

/** The work of building: names seen so far, and the first fault. */
typedef struct pk_building {
    pilkada_screener *screener;
    pk_map ids, categories, gates; /**< names -> places */
    pk_scan scan;                  /**< of phrases */
    pilkada_error *error;
    size_t pack;        /**< the place of the pack that is being read */
    pk_paper defaults;  /**< of that pack */
    pk_paper last;      /**< of the entry read before, and what came of it: */
    const char *source; /**< the copy of its source */
    pk_entry_status status;
} pk_building;

/** False: the fault is in the error. */
bool pk_pack_read(pk_building *self, const struct cJSON *tree);
/** One entry of a pack. */
bool pk_entry_read(pk_building *self, const pk_reading *node);
/** "defaults"; members that are absent are NULL. */
void pk_paper_read_defaults(pk_paper *self, const pk_reading *pack);
/** What an entry has by itself or by the defaults. Source, date and status are needed; the rest is for `pilkada check`.
 */
void pk_paper_read(pk_paper *self, const pk_paper *defaults, const pk_reading *entry);
/** A date; PK_FOREVER for NULL, and after a fault at `node`. */
pilkada_date pk_paper_date(const pk_reading *node, const char *text);
/** A fault: more entries or phrases than a pack may have. */
void pk_pack_too_large(pk_building *self, const pk_reading *node);
/** A copy in the screener's arena; NULL for NULL, and for no memory after noting that. */
const char *pk_building_keep(pk_building *self, const char *text);
/** Note that memory is out; false. */
bool pk_building_fail_memory(pk_building *self);
/** The words of a phrase; false after a fault at `node`. `words` has room for PK_PHRASE_WORDS. */
bool pk_building_words(pk_building *self, const pk_reading *node, const char *text, uint32_t *words, size_t *count);
/** A phrase of the pack, for a purpose. */
bool pk_building_phrase(pk_building *self, const pk_reading *node, const char *text, pk_output output);
/** Texts in two languages: {"id", "en"}, or NULL NULL when the node is absent. */
bool pk_building_pair(pk_building *self, const pk_reading *node, const char *pair[2]);

#endif
