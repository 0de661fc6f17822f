/** @file screen/mask_digits.h  Digits of any script, in groups with little between them. */
#ifndef PK_SCREEN_MASK_DIGITS_H
#define PK_SCREEN_MASK_DIGITS_H

#include <stdbool.h>
#include <stddef.h>

enum { PK_MOST_DIGITS = 18 };

/** A row of groups: as many as have no more than PK_MOST_DIGITS digits together. */
typedef struct pk_number {
    char digits[PK_MOST_DIGITS];
    size_t count, groups, start;
    size_t ends[PK_MOST_DIGITS];   /**< digits up to the end of each group */
    size_t behind[PK_MOST_DIGITS]; /**< the place in the text behind each group */
} pk_number;

/** Does a group begin here? */
bool pk_digits_begin(const char *text, size_t size, size_t at);
/** The place of the next character. */
size_t pk_digits_next(const char *text, size_t size, size_t at);
/** How many digits the group has that begins here, and where it ends. */
size_t pk_digits_run(const char *text, size_t size, size_t at, size_t *end);
/** The row that begins with the group at `at`. */
pk_number pk_digits_row(const char *text, size_t size, size_t at);
/** Replace the digits of [at, end), all but the first two. */
void pk_digits_hide(char *text, size_t at, size_t end);

#endif
