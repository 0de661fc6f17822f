/** @file window/schedule_internal.h  What a compiled schedule holds, and its days. */
#ifndef PK_WINDOW_SCHEDULE_INTERNAL_H
#define PK_WINDOW_SCHEDULE_INTERNAL_H

#include <pilkada/limits.h>

#include "core/civil.h"
#include "core/json.h"
#include "window/count.h"
#include "window/window.h"

/** Which days windows open on. */
typedef enum pk_repeat_kind {
    PK_REPEAT_DAILY,
    PK_REPEAT_WEEKLY,  /**< `days` is a set: bit 1 Monday to bit 7 Sunday */
    PK_REPEAT_MONTHLY, /**< `days` is a set: bit 1 to bit 31; bit 0 is the last day of the month */
    PK_REPEAT_DATES,   /**< `dates`, sorted */
    PK_REPEAT_RELATIVE /**< `from` to `until`, from polling day */
} pk_repeat_kind;

typedef struct pk_repeat {
    pk_repeat_kind kind;
    uint32_t days;
    pilkada_date from, until;
    pilkada_date *dates;
    size_t date_count;
} pk_repeat;

typedef enum pk_count_by { PK_COUNT_BY_REPORT, PK_COUNT_BY_FORM, PK_COUNT_BY_REPORTER } pk_count_by;
typedef enum pk_date_of_kind { PK_DATE_OF_OPEN, PK_DATE_OF_CLOSE, PK_DATE_OF_PREVIOUS_DAY } pk_date_of_kind;

/** A region (and all below it) that owes nothing for some report dates. */
typedef struct pk_exception {
    pk_span region;
    pilkada_date *dates; /**< sorted */
    size_t date_count;
    const char *reason_id, *reason_en, *by;
} pk_exception;

struct pilkada_schedule {
    pk_arena arena; /* also the allocator */
    const pk_model *model;
    const pk_catalogue *catalogue;
    const char *id, *title_id, *title_en, *source;
    pilkada_tier tier;
    const char **provinces; /**< none: all */
    size_t province_count;
    pilkada_zone zone; /**< PILKADA_ZONE_NONE: the region's own */
    pk_repeat repeat;
    pk_slot *slots; /**< in the order of time */
    size_t slot_count;
    pk_count_by count_by;
    pk_date_of_kind date_of;
    bool close_inclusive;
    int64_t before, after; /**< grace */
    const char **forms;    /**< none: all */
    size_t form_count;
    pilkada_date valid_from, valid_until; /**< days of opening; PILKADA_NO_DATE: open */
    pk_exception *exceptions;
    size_t exception_count;
};

/** Does a window open on this day? */
bool pk_schedule_opens_on(const pilkada_schedule *self, pilkada_date day);
/** The slots of a report date into `out` (room for all of them); returns how many. */
size_t pk_schedule_slots(const pilkada_schedule *self, pilkada_date date, pk_slot *out);
/** Does a report date have a window? */
bool pk_schedule_has(const pilkada_schedule *self, pilkada_date date);
/**
 * The report date whose window an instant lies in, else whose window is nearest, else PILKADA_NO_DATE: none within
 * PK_NEAR_DAYS. `out` has room for all slots.
 */
pilkada_date pk_schedule_date_at(const pilkada_schedule *self, pilkada_instant at, int offset_minutes, pk_slot *out);
enum { PK_NEAR_DAYS = 32 };

/** What keeps a region from owing anything for a date; NULL. */
const pk_exception *pk_schedule_exception(const pilkada_schedule *self, pk_span region, pilkada_date date);
/** Has the code the schedule's tier, and does it lie in one of its provinces? */
bool pk_schedule_owes(const pilkada_schedule *self, pk_span region);
bool pk_schedule_takes_form(const pilkada_schedule *self, pk_span form);
/** Minutes from UTC for a region; 0 if its zone is not known. */
int pk_schedule_offset(const pilkada_schedule *self, pk_span region);

/** An instant as milliseconds from the local midnight of a report date, and back. */
static inline int64_t pk_position_of(pilkada_instant at, pilkada_date date, int offset_minutes) {
    return at - pilkada_date_instant(date, 0, offset_minutes);
}

static inline pilkada_instant pk_instant_at(int64_t position, pilkada_date date, int offset_minutes) {
    return pilkada_date_instant(date, 0, offset_minutes) + position;
}

/** Read a definition into a zeroed schedule with its arena. The fault is in the reading's error. */
void pk_schedule_read(pilkada_schedule *self, const pk_reading *root);
/** The two halves of it: when (schedule_when.c), and who owes what (schedule_definition.c). */
void pk_schedule_read_when(pilkada_schedule *self, const pk_reading *root);
/** A list of at least one date, sorted. */
pilkada_date *pk_read_dates(const pk_reading *list, pk_arena *arena, size_t *count);

#endif
