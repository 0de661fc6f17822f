/** @file core/civil.h  Time inside the library: see pilkada/time.h for the public half. */
#ifndef PK_CORE_CIVIL_H
#define PK_CORE_CIVIL_H

#include <stdbool.h>

#include <pilkada/buffer.h>
#include <pilkada/time.h>

#include "core/text.h"

#define PK_SECOND INT64_C(1000)
#define PK_MINUTE (60 * PK_SECOND)
#define PK_HOUR (60 * PK_MINUTE)
#define PK_DAY (24 * PK_HOUR)

typedef struct pk_civil {
    int year, month, day; /**< month 1-12, day 1-31 */
} pk_civil;

/** Days since 1970-01-01 (H. Hinnant, days_from_civil). The date must be valid. */
pilkada_date pk_date_of(pk_civil civil);
pk_civil pk_civil_of(pilkada_date date);
bool pk_civil_valid(pk_civil civil);

/** Read without building an error: false if it is none. `fault` (may be NULL) gets the offset of the first bad byte. */
bool pk_read_date(pk_span text, pilkada_date *date, size_t *fault);
bool pk_read_instant(pk_span text, pilkada_instant *instant, int *offset_minutes, size_t *fault);
/** "HH:MM" exactly (data); 24:00 only if `end_of_day`. */
bool pk_read_clock(pk_span text, bool end_of_day, int *minutes);

/** For people: "Rabu, 27 November 2024" / "Wednesday, 27 November 2024". */
void pk_put_date_text(pilkada_buffer *buffer, pilkada_date date, pilkada_lang lang);
/** For people: "pukul 05.00 WIB" / "05:00 WIB"; seconds only when they are not zero. */
void pk_put_clock_text(pilkada_buffer *buffer, pilkada_instant instant, int offset_minutes, pilkada_lang lang);
/** For people: "2 jam 7 menit", "7 detik" / "2 h 7 min", "7 s". */
void pk_put_duration_text(pilkada_buffer *buffer, int64_t milliseconds, pilkada_lang lang);

#endif
