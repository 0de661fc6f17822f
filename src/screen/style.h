/** @file screen/style.h  Marks of style, counted while the text was folded. */
#ifndef PK_SCREEN_STYLE_H
#define PK_SCREEN_STYLE_H

#include "screen/match.h"

/** Add a place for each style entry whose mark the text bears. Its scan must be done. */
void pk_style_match(pk_work *work, const pilkada_screener *screener);

#endif
