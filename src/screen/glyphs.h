/** @file screen/glyphs.h  Texts that are not all ASCII: folding the other characters, one by one. */
#ifndef PK_SCREEN_GLYPHS_H
#define PK_SCREEN_GLYPHS_H

#include "screen/scan.h"

/**
 * The text into the scan's folded room, ASCII as it is and every other character as the mode folds it; seams, undone,
 * holes and the marks of other characters with it. False when memory is out.
 */
bool pk_glyphs_fold(pk_scan *self);
/** Room for a folded text of `size` bytes, padded, with what is there kept. False when memory is out. */
bool pk_scan_reserve(pk_scan *self, size_t size);

#endif
