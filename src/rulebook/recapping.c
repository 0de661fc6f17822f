/** @file rulebook/recapping.c  Recaps by the forms, regions and sentences of a rulebook. */
#include "core/error.h"
#include "recap/recap.h"
#include "rulebook/rulebook_internal.h"

pilkada_status pilkada_rulebook_recap(const pilkada_rulebook *self, const pilkada_recap_query *query,
                                      const pilkada_reports *reports, pilkada_recap *recap, pilkada_error *error) {
    if (!self || !query || !query->form || !reports || !recap)
        return pk_fail(error, PILKADA_E_ARGUMENT, "rulebook, query with a form, reports and recap must not be NULL");
    const pilkada_form *form = pilkada_rulebook_form(self, query->form, query->version);
    if (!form) {
        pk_fail(error, PILKADA_E_UNKNOWN, "no such form or version in this rulebook; see its list of forms");
        pk_error_where(error, "form", "");
        return PILKADA_E_UNKNOWN;
    }
    const pk_recap_rules rules = {form, self->model, self->catalogue, self->hash};
    return pk_recap_make(&rules, query, reports, recap, error);
}
