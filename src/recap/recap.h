/** @file recap/recap.h  The recap room's door for the rulebook. */
#ifndef PK_RECAP_RECAP_H
#define PK_RECAP_RECAP_H

#include <pilkada/recap.h>

#include "core/catalogue.h"
#include "model/model.h"

/** What the rulebook gives. All of it must outlive the recap. */
typedef struct pk_recap_rules {
    const pilkada_form *form; /**< never NULL */
    const pk_model *model;
    const pk_catalogue *catalogue;
    const char *hash;
} pk_recap_rules;

/** See pilkada_rulebook_recap(). On failure the last answer is untouched. */
pilkada_status pk_recap_make(const pk_recap_rules *rules, const pilkada_recap_query *query,
                             const pilkada_reports *reports, pilkada_recap *recap, pilkada_error *error);

#endif
