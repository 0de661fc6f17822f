/** @file rulebook/recapping.c  Recaps and approvals by the forms, regions and sentences of a rulebook. */
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

static pilkada_status demand_chain(const pilkada_rulebook *self, pilkada_error *error) {
    return self->chain
               ? PILKADA_OK
               : pk_fail(error, PILKADA_E_UNKNOWN, "this rulebook has no approval chain; add approval/chain.json");
}

pilkada_status pilkada_rulebook_chain_step(const pilkada_rulebook *self, const pilkada_chain_step *step,
                                           pilkada_chain_answer *answer, pilkada_error *error) {
    if (!self || !step || !answer)
        return pk_fail(error, PILKADA_E_ARGUMENT, "rulebook, step and answer must not be NULL");
    pilkada_status status = demand_chain(self, error);
    return status ? status : pk_chain_step(self->chain, step, answer, error);
}

pilkada_status pilkada_rulebook_write_chain_json(const pilkada_rulebook *self, const pilkada_chain_step *step,
                                                 pilkada_buffer *out, pilkada_error *error) {
    if (!self || !step || !out)
        return pk_fail(error, PILKADA_E_ARGUMENT, "rulebook, step and buffer must not be NULL");
    pilkada_status status = demand_chain(self, error);
    return status ? status : pk_chain_write_json(self->chain, step, out, error);
}
