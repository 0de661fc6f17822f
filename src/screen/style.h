/** @file screen/style.h  Marks of style, counted while the text was folded. */
#ifndef PK_SCREEN_STYLE_H
#define PK_SCREEN_STYLE_H

#include "screen/match.h"

/** Are so many letters capitals that the entry counts? */
bool pk_style_is_loud(uint64_t letters, uint64_t capitals, const pk_entry *entry);
/** Words [from, limit) with digits between their letters. */
pk_mark pk_style_disguised(const pk_scan *scan, uint32_t from, uint32_t limit);
/** Add a place for each style entry whose mark the text bears. Its scan must be done. */
void pk_style_match(pk_work *work, const pilkada_screener *screener);

#endif
