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
    PK_REPEAT_WEEKLY,   /**< `days` is a set: bit 1 Monday to bit 7 Sunday */
    PK_REPEAT_MONTHLY,  /**< `days` is a set: bit 1 to bit 31; bit 0 is the last day of the month */
    PK_REPEAT_DATES,    /**< `dates`, sorted */
    PK_REPEAT_RELATIVE, /**< `from` to `until`, from polling day */
    PK_REPEAT_STAGES    /**< the days of stages, as `dates` */
} pk_repeat_kind;

typedef struct pk_repeat {
    pk_repeat_kind kind;
    uint32_t days;
    pilkada_date from, until;
    pilkada_date *dates;
    size_t date_count;
} pk_repeat;

/** The slots of one opening day, in the order of time. */
typedef struct pk_hours {
    pk_slot *slots;
    size_t count;
} pk_hours;

/** Other slots, on some days or for some regions. */
typedef struct pk_override {
    int64_t priority; /**< the highest one holds; no two are equal */
    bool on_days;     /**< has days of its own; else it holds on the days of the schedule */
    pk_repeat when;
    const char **regions; /**< and all below them; none: all */
    size_t region_count;
    pk_hours hours; /**< without slots: no window */
    const char *source;
} pk_override;

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
    pk_hours hours;
    pk_override *overrides; /**< the highest priority first */
    size_t override_count;
    size_t room;                        /**< slots that a report date can have */
    bool by_region;                     /**< slots differ from region to region */
    int64_t lead[PILKADA_TIER_TPS + 1]; /**< how much earlier a tier must send; NO_LEAD: owes nothing */
    bool lead_moves_window;             /**< the opening as well as the close */
    pk_count_by count_by;
    pk_date_of_kind date_of;
    int64_t late_for, correct_for; /**< after the close, how long late reports and corrections are taken */
    const char **forms;            /**< none: all */
    size_t form_count;
    pilkada_date valid_from, valid_until; /**< days of opening; PILKADA_NO_DATE: open */
    pk_exception *exceptions;
    size_t exception_count;
};

/** A lead that no tier can have. */
#define PK_NO_LEAD INT64_MIN

/** The slots that open on a day for a region; no region (an empty span): overrides for regions do not hold. NULL: none.
 */
const pk_hours *pk_schedule_hours(const pilkada_schedule *self, pk_span region, pilkada_date day);
/** The slots of a report date into `out` (`room` of them), its lead taken off; returns how many. */
size_t pk_schedule_slots(const pilkada_schedule *self, pk_span region, pilkada_date date, pk_slot *out);
/** Does a report date have a window? */
bool pk_schedule_has(const pilkada_schedule *self, pk_span region, pilkada_date date);
/** Have two regions the same slots on every date? True for two that no override and no lead tells apart. */
bool pk_schedule_alike(const pilkada_schedule *self, pk_span a, pk_span b);
/**
 * The report date whose window an instant lies in, else whose window is nearest, else PILKADA_NO_DATE: none within
 * PK_NEAR_DAYS. `out` has `room` slots.
 */
pilkada_date pk_schedule_date_at(const pilkada_schedule *self, pk_span region, pilkada_instant at, int offset_minutes,
                                 pk_slot *out);
enum { PK_NEAR_DAYS = 32, PK_MAX_LEAD_DAYS = 7 };

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
/** Parts of it: days, slots, overrides and exceptions, each in its file. */
void pk_schedule_read_when(pilkada_schedule *self, const pk_reading *root);
void pk_schedule_read_slots(pilkada_schedule *self, const pk_reading *root);
void pk_schedule_read_overrides(pilkada_schedule *self, const pk_reading *root);

/** What the parts share. */
int64_t pk_read_between(const pk_reading *from, const char *key, bool required, int64_t low, int64_t high,
                        int64_t fallback);
/** A list of at least one date, sorted. */
pilkada_date *pk_read_dates(const pk_reading *list, pk_arena *arena, size_t *count);
/** {"freq": …} */
void pk_read_repeat(pilkada_schedule *self, const pk_reading *repeat, pk_repeat *out);
bool pk_repeat_on(const pk_repeat *self, pilkada_date day);
/** `slots`, and the `grace` and `close_inclusive` beside them; what is absent is that of `base` (NULL: nothing). */
void pk_read_hours(pilkada_schedule *self, const pk_reading *from, const pk_hours *base, pk_hours *out);
/** Refuse slots that overlap: those of `day` with those of the day after it. */
void pk_refuse_overlap(const pk_reading *at, const pk_hours *day, const pk_hours *after);
/** Refuse a lead that moves the close of a slot to its opening. */
void pk_refuse_lead(const pilkada_schedule *self, const pk_reading *at, const pk_hours *hours);
const char *pk_schedule_keep(pilkada_schedule *self, const pk_reading *at, const char *text);
const char *pk_read_kept(pilkada_schedule *self, const pk_reading *from, const char *key, bool required);
/** {"id": "…", "en": "…"} */
void pk_read_bilingual(pilkada_schedule *self, const pk_reading *from, const char *key, const char **id,
                       const char **en);
const char **pk_read_texts(pilkada_schedule *self, const pk_reading *from, const char *key, size_t *count);

#endif
