/** @file model/report_internal.h  What a report holds. */
#ifndef PK_MODEL_REPORT_INTERNAL_H
#define PK_MODEL_REPORT_INTERNAL_H

#include <pilkada/report.h>

#include "core/json.h"
#include "core/map.h"
#include "core/memory.h"
#include "core/text.h"

/** One member: its name without escapes and its value as written. */
typedef struct pk_member {
    pk_span name;
    pk_span value;
    pk_json_kind kind;
    pk_span text; /**< of a string, without escapes */
    int64_t integer;
} pk_member;

struct pilkada_report {
    pk_arena arena;
    pk_member *members;
    size_t count, capacity;
    pk_map index;
    pilkada_report_head head;
};

/** The member with a name; NULL if there is none. */
const pk_member *pk_report_find(const pilkada_report *self, pk_span name);
/** Fill the head from the members. */
pilkada_status pk_report_read_head(pilkada_report *self, pilkada_error *error);

#endif
