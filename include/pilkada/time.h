/**
 * @file pilkada/time.h  Instants, civil dates and clock times, without the C library's time calls.
 *
 * Indonesia has three fixed offsets and no daylight saving since 1 January 1988 (Keppres 41/1987):
 * WIB +07:00, WITA +08:00, WIT +09:00. A fixed offset is exact, so no time-zone database is needed.
 * Nothing here reads a clock: the caller passes `now`.
 */
#ifndef PILKADA_TIME_H
#define PILKADA_TIME_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"
#include "status.h"

/** Milliseconds since 1970-01-01T00:00:00Z. Years 0001 to 9999. */
typedef int64_t pilkada_instant;
/** Days since 1970-01-01 in the proleptic Gregorian calendar. Years 0001 to 9999. */
typedef int32_t pilkada_date;

/** A value that is not a date; also "no date". */
#define PILKADA_NO_DATE INT32_MIN
/** A value that is not an instant; also "no instant". */
#define PILKADA_NO_INSTANT INT64_MIN

/** The zones of Indonesia; the value is the offset from UTC in minutes. */
typedef enum pilkada_zone {
    PILKADA_ZONE_NONE = 0,
    PILKADA_ZONE_WIB = 420,  /**< Waktu Indonesia Barat, +07:00 */
    PILKADA_ZONE_WITA = 480, /**< Waktu Indonesia Tengah, +08:00 */
    PILKADA_ZONE_WIT = 540   /**< Waktu Indonesia Timur, +09:00 */
} pilkada_zone;

/** Bytes for the longest text of pilkada_instant_format() with its NUL. */
#define PILKADA_INSTANT_SIZE 32
/** Bytes for the longest text of pilkada_date_format() with its NUL. */
#define PILKADA_DATE_SIZE 16

PILKADA_BEGIN

/** "WIB", "WITA", "WIT"; "" for anything else. Static. */
PILKADA_API const char *pilkada_zone_name(pilkada_zone zone);

/**
 * Read an RFC 3339 date-time with an offset, such as 2024-11-27T00:30:00+07:00.
 * Fractions of a second are accepted and cut to milliseconds. A leap second, 24:00:00 and a time
 * without offset are refused: which day they belong to would be a guess.
 * @param offset_minutes  receives the offset as written; NULL is allowed
 * @return PILKADA_OK, PILKADA_E_TIME (error->offset is the first byte that is wrong), PILKADA_E_ARGUMENT
 */
PILKADA_API pilkada_status pilkada_instant_parse(const char *text, size_t size, pilkada_instant *instant,
                                                 int *offset_minutes, pilkada_error *error);

/**
 * The same for many texts. It stops at the first that is none: error->where is its index, "/12", and those before it
 * are read.
 * @return PILKADA_OK, PILKADA_E_TIME, PILKADA_E_ARGUMENT
 */
PILKADA_API pilkada_status pilkada_instants_parse(const char *const *texts, const size_t *sizes, size_t count,
                                                  pilkada_instant *instants, pilkada_error *error);
/** The same for texts of one width, one behind the other; NULs at the end of a text are no part of it. */
PILKADA_API pilkada_status pilkada_instants_parse_fixed(const char *text, size_t width, size_t count,
                                                        pilkada_instant *instants, pilkada_error *error);

/** Write an instant at an offset: 2024-11-27T00:30:00+07:00; milliseconds only when there are any. Returns the length.
 */
PILKADA_API size_t pilkada_instant_format(pilkada_instant instant, int offset_minutes, char out[PILKADA_INSTANT_SIZE]);

/** Read YYYY-MM-DD; 2024-02-30 is refused. @return PILKADA_OK, PILKADA_E_TIME, PILKADA_E_ARGUMENT */
PILKADA_API pilkada_status pilkada_date_parse(const char *text, size_t size, pilkada_date *date, pilkada_error *error);

/** Write YYYY-MM-DD. Returns the length; 0 and "" for PILKADA_NO_DATE. */
PILKADA_API size_t pilkada_date_format(pilkada_date date, char out[PILKADA_DATE_SIZE]);

/** The civil date on the wall at `instant` and `offset_minutes`. */
PILKADA_API pilkada_date pilkada_instant_date(pilkada_instant instant, int offset_minutes);

/** The instant at `minutes` after midnight (0 to 2,880) of a civil date. */
PILKADA_API pilkada_instant pilkada_date_instant(pilkada_date date, int minutes, int offset_minutes);

/** 1 Monday to 7 Sunday (ISO 8601). */
PILKADA_API int pilkada_date_weekday(pilkada_date date);

/**
 * Read a clock time: "05:00", "05.00", "0.00", "24:00", "pukul 05.00", "pukul 05.00 WIB", "jam 12 malam".
 * 24:00 is 1,440 and only good as the close of a slot.
 * @param minutes  receives minutes since midnight, 0 to 1,440
 * @return PILKADA_OK, PILKADA_E_TIME, PILKADA_E_ARGUMENT
 */
PILKADA_API pilkada_status pilkada_clock_parse(const char *text, size_t size, int *minutes, pilkada_error *error);

PILKADA_END

#endif
