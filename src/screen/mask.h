/** @file screen/mask.h  Numbers that belong to persons: NIK, telephones, accounts. */
#ifndef PK_SCREEN_MASK_H
#define PK_SCREEN_MASK_H

#include <stddef.h>

/**
 * Replace the digits of such numbers, all but the first two, in place: by *, and digits of several bytes by a mark of
 * as many bytes, so that no place in the text moves, in whichever unit it is counted.
 *
 * A NIK or family card has 16 digits, a province and a date of birth (day + 40 for women) that exist. A telephone
 * begins with 08, 62 8 or 0062 8, after +62 or 0062 or with an area code in brackets or set apart it may be a fixed
 * one. Any other number of 9 to 18 digits is hidden if a word such as "rekening" or "NIK" stands up to 48 bytes before
 * it, and a row of 17 digits or more always.
 *
 * Up to three blanks, points, hyphens, slashes or brackets may stand between digits, and any invisible characters.
 * Digits of other scripts and styles count, and O and l among digits. Of numbers side by side each is hidden by itself.
 */
void pk_mask(char *text, size_t size);

#endif
