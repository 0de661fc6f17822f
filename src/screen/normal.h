/** @file screen/normal.h  The text as the widest view reads it. */
#ifndef PK_SCREEN_NORMAL_H
#define PK_SCREEN_NORMAL_H

#include "screen/scan.h"

/**
 * Words folded, runs of letters shortened, letters set apart joined, one blank between words. A word whose
 * digits stand for letters is read so; where that is not certain, the other reading follows at the end, after a
 * newline.
 */
void pk_put_normal(pilkada_buffer *out, const pk_scan *wide);

#endif
