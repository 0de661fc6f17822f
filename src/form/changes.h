/** @file form/changes.h  Between the files that say what one verdict has and another has not. */
#ifndef PK_FORM_CHANGES_H
#define PK_FORM_CHANGES_H

#include "form/judging.h"

/** Two verdicts on one report, finding by finding. */
typedef struct pk_changes {
    const pk_answer *before, *after;
    const pilkada_finding **was; /**< by finding of `after`: what it was before; NULL: new */
    bool *same;                  /**< by finding of `after`: nothing of it changed */
    bool *kept;                  /**< by finding of `before`: `after` has it */
    size_t added, removed, changed;
    size_t written;           /**< changes so far */
    pilkada_buffer values[2]; /**< of a member, before and after: see pk_changes_member() */
    bool failed;              /**< memory ran out */
} pk_changes;

/** Compares, writes by `put`, gives everything back; on failure `out` is as before. */
pilkada_status pk_changes_write(const pilkada_verdict *before, const pilkada_verdict *after, pilkada_lang lang,
                                void (*put)(pk_changes *self, pilkada_lang lang, pilkada_buffer *out),
                                pilkada_buffer *out, pilkada_error *error);
/** Does the member differ? Its values are then in `values` as JSON. */
bool pk_changes_member(pk_changes *self, const pk_finding_member *member, const pilkada_finding *was,
                       const pilkada_finding *is);
/** The next code from `*at` on that `a` could not judge and `b` could; NULL: no more. */
const char *pk_changes_next_code(const pk_answer *a, const pk_answer *b, size_t *at);

#endif
