/** @file screen/mask.h  Numbers that belong to persons: NIK, telephones, accounts. */
#ifndef PK_SCREEN_MASK_H
#define PK_SCREEN_MASK_H

#include <stddef.h>

/**
 * Replace the digits of such numbers by *, all but the first two, in place: no place in the text moves.
 *
 * A NIK or family card has 16 digits, a province and a date of birth (day + 40 for women) that exist. A telephone
 * begins with 08, 62 8 or +62 8. Any other number of 9 to 18 digits is an account if a word such as "rekening" stands
 * up to 48 bytes before it. Blanks, points and hyphens may stand between the digits.
 */
void pk_mask(char *text, size_t size);

#endif
